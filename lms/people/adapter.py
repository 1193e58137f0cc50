"""How people come in: by invitation only, and mail leaves through the outbox."""

from allauth.account.adapter import DefaultAccountAdapter

from lms.core import languages, outbox


def display_name(user) -> str:
    return user.get_short_name()


class InvitedOnly(DefaultAccountAdapter):
    def is_open_for_signup(self, request):
        return False

    def send_mail(self, template_prefix, email, context):
        message = self.render_mail(template_prefix, email, context)
        outbox.queue(to=email, subject=message.subject, body=message.body, language=languages.current())
