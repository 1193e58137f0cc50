"""What both ways of running share."""

import importlib.util
from pathlib import Path

from django.conf import locale as django_locale

from lms.settings import env

BASE_DIR = Path(__file__).resolve().parents[2]
VAR_DIR = Path(env.text("LMS_VAR_DIR", str(BASE_DIR / "var")))
BUILD_DIR = Path(env.text("LMS_BUILD_DIR", str(BASE_DIR / "var" / "build")))

# Lao is missing from Django, and Khmer is named in English there.
django_locale.LANG_INFO["lo"] = {"bidi": False, "code": "lo", "name": "Lao", "name_local": "ລາວ"}
django_locale.LANG_INFO["km"] = {**django_locale.LANG_INFO["km"], "name_local": "ខ្មែរ"}

LANGUAGE_CODE = "en"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [
    ("en", "English"),
    ("km", "Khmer"),
    ("lo", "Lao"),
    ("my", "Burmese"),
    ("th", "Thai"),
    ("vi", "Vietnamese"),
    ("zh-hans", "Chinese (Simplified)"),
]
LANGUAGE_COOKIE_NAME = "lms_language"
LANGUAGE_COOKIE_SAMESITE = "Lax"
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["lms.core.formats"]
USE_I18N = WAGTAIL_I18N_ENABLED = True
USE_TZ = True
TIME_ZONE = "Asia/Bangkok"

# A programme is one folder in courses/ and one line here.
PROGRAMMES = {
    "rtp": "courses.rtp.programme.PROGRAMME",
    "tot": "courses.tot.programme.PROGRAMME",
    "ethics": "courses.ethics.programme.PROGRAMME",
}

# {method: function}, for check_reference
REFERENCE_ADAPTERS = [
    "lms.assessments.reference.adapters.ADAPTERS",
    "lms.alumni.reference.adapters.ADAPTERS",
    "lms.dashboards.reference.ADAPTERS",
]

INSTALLED_APPS = [
    "lms.demo",
    "lms.dashboards",
    "lms.alumni",
    "certificates",
    "courses.rtp",
    "courses.tot",
    "courses.ethics",
    "lms.learning",
    "lms.assessments",
    "lms.questionnaires",
    "lms.cohorts",
    "lms.people",
    "lms.core",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "wagtail.locales",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "taggit",
    "modelcluster",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",  # allauth's list of security keys loads its filters
    "csp",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "lms.core.middleware.editors_policy",
    "lms.core.middleware.bounds",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "lms.core.middleware.private_pages",
    "lms.people.middleware.require_second_factor",
    "lms.learning.middleware.editing_rights",
    "lms.core.middleware.refusals",
]

ROOT_URLCONF = "lms.urls"
WSGI_APPLICATION = "lms.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "lms.navigation.site",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static", "lms.core.templatetags.lms"],
        },
    }
]

# People and the one sign-in door
AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "dashboards:my"
ACCOUNT_ADAPTER = "lms.people.adapter.InvitedOnly"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""  # else the address by which the page was asked for
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "lms.people.reset_tokens.ResetTokens"  # noqa: S105 (the name of a class)
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_SESSION_REMEMBER = True  # no question asked: a sign-in lasts SESSION_COOKIE_AGE
ACCOUNT_FORMS = {"login": "lms.people.sign_in.SignInForm", "request_login_code": "lms.people.sign_in.CodeByMailForm"}
ACCOUNT_USER_DISPLAY = "lms.people.adapter.display_name"
ACCOUNT_RATE_LIMITS = {
    "login": "600/m/ip",
    "login_failed": "60/m/ip,5/5m/key",
    "reset_password": "60/m/ip,3/m/key",
    "request_login_code": "60/m/ip,3/m/key",
    "card": "600/m/ip",
    "card_failed": "60/m/ip",
}
ALLAUTH_TRUSTED_PROXY_COUNT = env.number("LMS_PROXY_COUNT", 0)
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_TOTP_ISSUER = "COMMIT Learn"
REQUIRE_SECOND_FACTOR = env.flag("LMS_REQUIRE_SECOND_FACTOR", True)

# Sessions and headers
SESSION_COOKIE_AGE = 14 * 24 * 3600
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000  # one click orders the certificates of a cohort of thousands
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

# Files
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BUILD_DIR / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "private": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": VAR_DIR / "private", "base_url": None},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = False

# Where the printed sheets find their fonts: folders of PyPI packages, plus one of the operator's choice.
FONT_PACKAGES = ["justmytype_intl_sea", "justmytype_intl_cjk", "fontpkg_noto_sans"]
FONT_DIRS = [
    Path(spec.submodule_search_locations[0])
    for spec in map(importlib.util.find_spec, FONT_PACKAGES)
    if spec and spec.submodule_search_locations
] + [Path(folder) for folder in env.listing("LMS_FONT_DIRS")]

# Private keys that sign credentials: in this folder, or in the environment, never in the database.
SIGNING_KEYS_DIR = VAR_DIR / "keys"
SIGNING_KEYS = env.listing("LMS_SIGNING_KEY")

# Keys that encrypt phones and private addresses, the newest first: in the environment, or one a line in this file.
CONTACT_KEYS = env.listing("LMS_CONTACT_KEYS")
CONTACT_KEYS_FILE = SIGNING_KEYS_DIR / "contact.keys"

# Wagtail: for editors and translators only, and silent towards third parties
WAGTAIL_SITE_NAME = PRODUCT_NAME = "COMMIT Learn"
WAGTAILADMIN_BASE_URL = SITE_URL = env.text("LMS_SITE_URL", "http://localhost:8000").rstrip("/")
WAGTAILADMIN_LOGIN_URL = "account_login"
WAGTAIL_FRONTEND_LOGIN_URL = "/accounts/login/"
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_PRIVATE_PAGE_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAILDOCS_PRIVATE_COLLECTION_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILADMIN_PERMITTED_LANGUAGES = [("en", "English"), ("th", "ไทย"), ("zh-hans", "简体中文")]
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}

# Mail leaves through the outbox (lms.core.outbox); what is due is a row, Celery only rings.
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.text("LMS_FROM_EMAIL", "COMMIT Learn <noreply@commit-learn.example>")
EMAIL_TIMEOUT = 10
OUTBOX_MAX_ATTEMPTS = 5
DUE_ACTIONS = [
    "lms.assessments.actions.sittings.submit_overdue",
    "lms.assessments.actions.reminders.offer_delayed_tests",
    "certificates.actions.standing.expire_due",
    "certificates.actions.reminding.remind_due",
    "certificates.actions.batches.issue_waiting",
    "lms.alumni.actions.inviting.remind_silent",
    "lms.alumni.actions.erasing.erase_old_contacts",
    "lms.alumni.actions.inviting.take_back_unwanted",
    "lms.core.outbox.send_waiting",
    "lms.assessments.actions.flags.send_new_flags",
    "lms.alumni.actions.estimating.work_on_estimations",
    "lms.alumni.actions.curves.keep_ready",
]
# What erase_person asks each app to let go, from above to below.
ERASERS = [
    "lms.alumni.actions.erasing.erase_cases",
    "courses.tot.actions.erasing.erase_candidate",
    "lms.learning.erasing.erase_learning",
    "lms.assessments.erasing.erase_sittings",
    "lms.cohorts.erasing.erase_enrolments",
    "lms.people.erasing.erase_account",
]
CELERY_TASK_SERIALIZER = CELERY_RESULT_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_PUBLISH_RETRY = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_TIMEOUT = 2
CELERY_TIMEZONE = "UTC"
CELERY_BEAT_SCHEDULE = {
    "send-due": {"task": "lms.core.tasks.send_due", "schedule": 30.0},
}

# What the demo allows and a real site does not
EMBEDDED = False
ALLOW_UNREVIEWED = env.flag("LMS_ALLOW_UNREVIEWED", False)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"without_tokens": {"()": "lms.core.logs.WithoutTokens"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "filters": ["without_tokens"]}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
