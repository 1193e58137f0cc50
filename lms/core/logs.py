"""What the log never holds: the secret part of a link."""

import logging
import re

SECRET = re.compile(r"(/s/|/accounts/invitation/|/accounts/password/reset/key/)[^/\s\"']+")


class WithoutTokens(logging.Filter):
    """The address of a personal link, refused or broken, is logged without its token."""

    def filter(self, record: logging.LogRecord) -> bool:
        told = record.getMessage()
        if SECRET.search(told):
            record.msg, record.args = SECRET.sub(r"\1…", told), ()
        return True
