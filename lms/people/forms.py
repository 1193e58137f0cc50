"""What people type about themselves and others."""

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from lms.core.cleaning import clean
from lms.core.languages import Country, Language
from lms.people.models import Organisation, Role, User


class CardForm(forms.Form):
    code = forms.CharField(
        label=_("Code on your card"),
        help_text=_("Spaces, hyphens and small letters do not matter."),
        max_length=40,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )


class InvitationForm(forms.Form):
    password = forms.CharField(
        label=_("Choose a password"),
        help_text=_("At least 10 signs. Three or four words that belong only to you are easy to remember."),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    consent = forms.BooleanField(
        label=_("I agree that my name, post and results are kept here for the training."),
        error_messages={"required": _("Without this you cannot use the platform.")},
    )

    def __init__(self, *args, person: User, **kwargs):
        super().__init__(*args, **kwargs)
        self.person = person

    def clean_password(self):
        password = self.cleaned_data["password"]
        validate_password(password, self.person)
        return password


class DetailsForm(forms.ModelForm):
    class Meta:
        model = User
        fields = [
            "full_name_latin",
            "call_me",
            "honorific",
            "sex",
            "language",
            "phone",
            "personal_email",
            "personal_phone",
        ]
        help_texts = {
            "full_name_latin": _("As it should stand on an English certificate."),
            "personal_email": _("Only for questions after the course, if you change your post."),
        }

    def clean(self):
        """Names stand in mails and on certificates: one line each, and nothing that turns the writing around."""
        return {name: clean(value) for name, value in super().clean().items()}


class ConsentsForm(forms.Form):
    follow_up = forms.BooleanField(
        label=_("You may contact me after the course, to ask what became of what I learnt."), required=False
    )
    register = forms.BooleanField(
        label=_("My name may stand in the trainers' register, which everyone can read, if I become a trainer."),
        required=False,
    )
    reports = forms.BooleanField(
        label=_("I may be counted, without my name, in reports about the programme."), required=False
    )


class ManagerForm(forms.Form):
    """Who manages a person at work, by e-mail: no list of names is shown to find somebody in."""

    manager = forms.EmailField(
        label=_("Work e-mail of the manager"),
        help_text=_("Leave it empty if the manager has no account here."),
        required=False,
    )

    def __init__(self, *args, person: User, **kwargs):
        super().__init__(*args, **kwargs)
        self.person = person

    def clean_manager(self) -> User | None:
        email = self.cleaned_data["manager"].lower()
        found = User.objects.filter(email=email, is_active=True).first() if email else None
        if email and found is None:
            raise ValidationError(_("Nobody with this e-mail has an account here."))
        if found == self.person:
            raise ValidationError(_("This is the person’s own e-mail."))
        return found


class OrganisationForm(forms.ModelForm):
    class Meta:
        model = Organisation
        fields = ["name", "country", "sector", "parent"]
        labels = {"parent": _("Part of")}

    def clean(self):
        cleaned = super().clean()
        parent = cleaned.get("parent")
        if parent and parent.country != cleaned.get("country"):
            self.add_error("parent", _("Choose an organisation of the same country."))
        if parent and parent.pk == self.instance.pk:
            self.add_error("parent", _("An organisation cannot be part of itself."))
        return cleaned


class RoleForm(forms.Form):
    kind = forms.ChoiceField(label=_("Role"), choices=Role.Kind)
    country = forms.ChoiceField(
        label=_("For the country"), choices=[("", _("All countries")), *Country.choices], required=False
    )
    language = forms.ChoiceField(
        label=_("For the language"), choices=[("", _("All languages")), *Language.choices], required=False
    )

    def clean(self):
        cleaned = super().clean()
        kind = cleaned.get("kind")
        if kind in {Role.Kind.TASK_FORCE, Role.Kind.INTERVIEWER} and not cleaned.get("country"):
            raise ValidationError(_("Choose the country for this role."))
        if kind in {Role.Kind.TRANSLATOR, Role.Kind.REVIEWER} and not cleaned.get("language"):
            raise ValidationError(_("Choose the language for this role."))
        return cleaned
