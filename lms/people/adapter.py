"""How people come in: by invitation only, and mail leaves through the outbox."""

from allauth.account.adapter import DefaultAccountAdapter

from lms.core import languages, outbox
from lms.people.models import User


def display_name(user) -> str:
    return user.get_short_name()


class InvitedOnly(DefaultAccountAdapter):
    def is_open_for_signup(self, request):
        return False

    def confirm_email(self, request, email_address):
        """An address under which somebody else is known here stays theirs, though they never signed in."""
        others = User.objects.filter(email=email_address.email.lower()).exclude(pk=email_address.user_id)
        return not others.exists() and super().confirm_email(request, email_address)

    def send_mail(self, template_prefix, email, context):
        message = self.render_mail(template_prefix, email, context)
        outbox.queue(to=email, subject=message.subject, body=message.body, language=languages.current())
