"""What the site says when it will not do what was asked."""


class Refused(Exception):
    """A request that the rules do not allow; `message` is translated and fit to show to the person.

    Apps subclass it, one class per rule. The middleware `refusals` turns one that a view
    did not catch into a page with status 409.
    """

    def __init__(self, message: str):
        super().__init__(message)
        self.message = message
