"""Who people are: persons, their organisations, posts, roles, consents and invitations."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from lms.core.languages import Country, Language
from lms.people.encryption import EncryptedField


class UserQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Whose record `user` may open by name: the own; a task force its country's; an administrator all."""
        if not user.is_authenticated:
            return self.none()
        if user.is_administrator:
            return self
        return self.filter(Q(pk=user.pk) | Q(country__in=user.countries_as(Role.Kind.TASK_FORCE)))


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):
    def create_user(self, email=None, password=None, **fields):
        user = self.model(email=self.normalize_email(email).lower() if email else None, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser, PermissionsMixin):
    """One row per person. Signs in by e-mail or by a staff-issued code; no first or last name, no username."""

    class Sex(models.TextChoices):
        FEMALE = "female", _("Female")
        MALE = "male", _("Male")
        OTHER = "other", _("Other")
        UNSTATED = "", _("Not stated")

    email = models.EmailField(_("e-mail"), unique=True, null=True, blank=True)
    sign_in_code_digest = models.CharField(max_length=64, unique=True, null=True, blank=True, editable=False)
    full_name = models.CharField(_("full name"), max_length=200)
    full_name_latin = models.CharField(_("full name in Latin letters"), max_length=200, blank=True)
    call_me = models.CharField(_("what to call you"), max_length=80, blank=True)
    honorific = models.CharField(_("form of address"), max_length=40, blank=True)
    sex = models.CharField(_("sex"), max_length=10, choices=Sex, blank=True)
    language = models.CharField(_("language"), max_length=10, choices=Language, default=Language.ENGLISH)
    country = models.CharField(_("country"), max_length=2, choices=Country, blank=True)
    is_active = models.BooleanField(default=True)
    is_demo = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    erased_at = models.DateTimeField(null=True, blank=True, editable=False)  # on request: a row that is only counted

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["full_name"]

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(country__in=["", *Country.values]), name="user_country_is_one_of_six"),
            models.CheckConstraint(condition=Q(language__in=Language.values), name="user_language_is_one_of_seven"),
        ]

    def __str__(self):
        return self.full_name

    def get_full_name(self):
        return self.full_name

    def get_short_name(self):
        return self.call_me or self.full_name

    @property
    def latin_or_own_name(self):
        return self.full_name_latin or self.full_name

    @property
    def contacts(self) -> "ContactDetails":
        """An unsaved, empty row where nothing is kept. Lists that show one need select_related("contact_details")."""
        return getattr(self, "contact_details", None) or ContactDetails(person=self)

    @property
    def phone(self) -> str:
        return self.contacts.phone

    @property
    def personal_email(self) -> str:
        return self.contacts.personal_email

    @property
    def personal_phone(self) -> str:
        return self.contacts.personal_phone

    @cached_property
    def active_roles(self):
        """The roles held now: one query a request, written out because every page of a signed-in person asks it."""
        return list(Role.objects.raw("SELECT * FROM people_role WHERE person_id = %s AND ended_at IS NULL", [self.pk]))

    def holds(self, kind) -> bool:
        return any(role.kind == kind for role in self.active_roles)

    def scopes_as(self, kind) -> list[str]:
        """The countries of this role's scopes; an empty string stands for a scope without a country."""
        return [role.country for role in self.active_roles if role.kind == kind]

    def countries_as(self, kind) -> list[str]:
        """The countries for which the person holds this role; never all of them by leaving one empty."""
        return [country for country in self.scopes_as(kind) if country]

    @property
    def is_administrator(self):
        return self.holds(Role.Kind.ADMINISTRATOR)

    @property
    def is_trainer(self):
        return self.holds(Role.Kind.TRAINER)

    @property
    def is_observer(self):
        return self.holds(Role.Kind.OBSERVER)

    @property
    def is_task_force_member(self):
        return bool(self.countries_as(Role.Kind.TASK_FORCE))


class ContactDetails(models.Model):
    """One row per person with a phone or a private address, encrypted; written only by lms.people.contacts.

    Apart from the person, so that no list, export or search reads it by accident, and so that it can be erased alone.
    """

    NAMES = ("phone", "personal_email", "personal_phone")

    person = models.OneToOneField(User, on_delete=models.CASCADE, related_name="contact_details")
    phone = EncryptedField(_("work phone"), blank=True, default="")
    personal_email = EncryptedField(_("personal e-mail"), blank=True, default="")
    personal_phone = EncryptedField(_("personal phone"), blank=True, default="")

    def __str__(self):
        return f"contacts of {self.person_id}"


class Organisation(models.Model):
    """One row per ministry, department, police unit, NGO or UN office."""

    class Sector(models.TextChoices):
        POLICE = "police", _("Police")
        PROSECUTION = "prosecution", _("Prosecution")
        JUDICIARY = "judiciary", _("Judiciary")
        LABOUR = "labour", _("Labour")
        SOCIAL = "social_affairs", _("Social affairs")
        WOMEN = "womens_affairs", _("Women's affairs")
        IMMIGRATION = "immigration", _("Immigration")
        EDUCATION = "education", _("Education")
        HEALTH = "health", _("Health")
        NGO = "ngo", _("NGO")
        UN = "un", _("United Nations")
        OTHER = "other", _("Other")

    name = models.CharField(_("name"), max_length=200)
    country = models.CharField(_("country"), max_length=2, choices=Country)
    sector = models.CharField(_("sector"), max_length=20, choices=Sector, default=Sector.OTHER)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="parts")

    class Meta:
        ordering = ["country", "name"]
        constraints = [
            models.UniqueConstraint(fields=["country", "name"], name="organisation_name_is_unique_in_its_country"),
        ]

    def __str__(self):
        return self.name


class Role(models.Model):
    """One row per role of one person in one scope, with who granted it and when it ended. Never deleted."""

    class Kind(models.TextChoices):
        TRAINER = "trainer", _("Trainer")
        OBSERVER = "observer", _("Observer")
        TASK_FORCE = "task_force", _("Task Force member")
        INTERVIEWER = "interviewer", _("Interviewer")
        ADMINISTRATOR = "administrator", _("Administrator")
        EDITOR = "editor", _("Editor")
        TRANSLATOR = "translator", _("Translator")
        REVIEWER = "reviewer", _("Reviewer")

    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="roles")
    kind = models.CharField(max_length=20, choices=Kind)
    country = models.CharField(max_length=2, choices=Country, blank=True)
    language = models.CharField(max_length=10, choices=Language, blank=True)
    granted_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    granted_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind", "country", "language"],
                condition=Q(ended_at=None),
                name="one_active_role_per_person_kind_and_scope",
            ),
            models.CheckConstraint(
                condition=~Q(kind="task_force") | ~Q(country=""), name="task_force_role_names_its_country"
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.country or self.language}".strip()


class Post(models.Model):
    """One row per post that one person held. History: a row is added or closed, never overwritten.

    The end is an interval: `left_after` is the last day known in the post, `left_by` the first day known out.
    """

    class Source(models.TextChoices):
        SELF = "self", _("the person")
        PROXY = "proxy", _("a colleague")
        REGISTRY = "registry", _("a staff list")
        TRAINING = "training", _("training record")

    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="posts")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True)
    title = models.CharField(_("post"), max_length=200, blank=True)
    province = models.CharField(_("province"), max_length=80, blank=True)
    is_counter_trafficking = models.BooleanField(_("anti-trafficking post"), default=False)
    manager = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("manager")
    )
    started_on = models.DateField(null=True, blank=True)
    left_after = models.DateField(null=True, blank=True)
    left_by = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=10, choices=Source, default=Source.TRAINING)
    learnt_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-started_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(left_after=None) | Q(left_by=None) | Q(left_after__lt=F("left_by")),
                name="post_was_held_before_it_was_left",
            ),
        ]

    def __str__(self):
        return self.title or str(self.organisation or "")


class Consent(models.Model):
    """One row per answer of one person to one purpose at one version of its text; the newest answer counts."""

    class Purpose(models.TextChoices):
        PLATFORM = "platform", _("using this platform")
        FOLLOW_UP = "follow_up", _("being contacted after the course")
        PROXY = "proxy", _("a colleague being asked about my post")
        RECORDS = "records", _("my post being looked up in staff lists")
        REGISTER = "register", _("being listed in the trainers' register")
        REPORTS = "reports", _("being counted in programme reports")

    VERSION = 1

    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="consents")
    purpose = models.CharField(max_length=20, choices=Purpose)
    version = models.PositiveSmallIntegerField(default=VERSION)
    is_given = models.BooleanField()
    answered_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-answered_at", "-id"]

    def __str__(self):
        return f"{self.purpose} v{self.version}: {self.is_given}"


class Invitation(models.Model):
    """One row per invitation link sent to one person: only its digest is stored, and opening never consumes it."""

    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="invitations")
    token_digest = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)

    def __str__(self):
        return f"invitation of {self.person_id}"

    @property
    def is_open(self) -> bool:
        """Until accepted, too old, or the person has signed in another way: then it would set a password anew."""
        is_wanted = self.person.is_active and self.person.last_login is None
        return is_wanted and self.accepted_at is None and self.expires_at > timezone.now()
