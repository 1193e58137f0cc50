"""What people type about themselves and others."""

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from lms.core.cleaning import clean
from lms.core.languages import Country, Language
from lms.people.models import ContactDetails, Organisation, Post, Role, User


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
    phone = forms.CharField(label=_("Work phone"), max_length=40, required=False)
    personal_email = forms.EmailField(
        label=_("Personal e-mail"),
        help_text=_("Only for questions after the course, if you change your post."),
        required=False,
    )
    personal_phone = forms.CharField(label=_("Personal phone"), max_length=40, required=False)

    class Meta:
        model = User
        fields = ["full_name_latin", "call_me", "honorific", "sex", "language"]
        help_texts = {"full_name_latin": _("As it should stand on an English certificate.")}

    def __init__(self, *args, instance: User, **kwargs):
        kept = {name: getattr(instance, name) for name in ContactDetails.NAMES}
        super().__init__(*args, instance=instance, initial=kept, **kwargs)

    def clean(self):
        """Names stand in mails and on certificates: one line each, and nothing that turns the writing around."""
        return {name: clean(value) for name, value in super().clean().items()}


def yes_or_no(label: str) -> forms.TypedChoiceField:
    """A question that is not answered for anybody: nothing is chosen, and leaving it so says nothing."""
    return forms.TypedChoiceField(
        label=label,
        choices=[("yes", _("Yes")), ("no", _("No"))],
        coerce=lambda word: word == "yes",
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )


class ConsentsForm(forms.Form):
    """Each purpose is a question of its own. `answers` are the newest ones of the person: `{purpose: bool}`."""

    TICKS = ("follow_up", "register", "reports")
    QUESTIONS = ("proxy", "records")
    AFTER_THE_COURSE = ("follow_up", *QUESTIONS)

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
    proxy = yes_or_no(_("If I cannot be reached, a colleague may be asked whether I am still in my post."))
    records = yes_or_no(_("If I cannot be reached, my post may be looked up in a staff list of my ministry."))

    def __init__(self, *args, answers: dict[str, bool], **kwargs):
        said = {name: "yes" if answers[name] else "no" for name in self.QUESTIONS if name in answers}
        super().__init__(*args, initial={**answers, **said}, **kwargs)
        self.answers = answers

    def clean(self):
        """An empty box is a no only where there was a yes before."""
        cleaned = super().clean()
        never = [name for name in self.TICKS if not cleaned.get(name) and name not in self.answers]
        return {**cleaned, **dict.fromkeys(never)}

    @property
    def ticks(self) -> list[forms.BoundField]:
        return [self[name] for name in self.TICKS]

    @property
    def questions(self) -> list[forms.BoundField]:
        return [self[name] for name in self.QUESTIONS]

    @property
    def after_the_course(self) -> list[forms.BoundField]:
        """What is asked at the first sign-in already; the rest stands on the own details."""
        return [self[name] for name in self.AFTER_THE_COURSE]

    @property
    def said_after_the_course(self) -> dict[str, bool | None]:
        return {name: self.cleaned_data[name] for name in self.AFTER_THE_COURSE}


class ProvinceForm(forms.Form):
    """Where the present post is."""

    province = forms.CharField(
        label=_("Province of your present post"),
        help_text=_("So that each province’s trained people can be counted."),
        max_length=80,
        required=False,
    )

    def clean_province(self) -> str:
        return clean(self.cleaned_data["province"])


class ManagerForm(forms.Form):
    """Who manages a person at work, by e-mail: no list of names is shown to find somebody in; and where the post is."""

    manager = forms.EmailField(
        label=_("Work e-mail of the manager"),
        help_text=_("Leave it empty if the manager has no account here."),
        required=False,
    )
    province = forms.CharField(label=_("Province of the post"), max_length=80, required=False)

    def __init__(self, *args, person: User, post: Post | None, **kwargs):
        manager = post.manager.email if post and post.manager else ""
        super().__init__(*args, initial={"manager": manager, "province": post.province if post else ""}, **kwargs)
        self.person = person

    def clean_manager(self) -> User | None:
        email = self.cleaned_data["manager"].lower()
        found = User.objects.filter(email=email, is_active=True).first() if email else None
        if email and found is None:
            raise ValidationError(_("Nobody with this e-mail has an account here."))
        if found == self.person:
            raise ValidationError(_("This is the person’s own e-mail."))
        return found

    def clean_province(self) -> str:
        return clean(self.cleaned_data["province"])


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
