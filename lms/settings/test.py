"""Settings for the tests: embedded, quick, on SQLite or (LMS_TEST_DATABASE=postgresql) on PostgreSQL."""

from lms.settings import env
from lms.settings.embedded import *  # noqa: F403
from lms.settings.embedded import DATABASES, VAR_DIR, WAGTAILSEARCH_BACKENDS

SECRET_KEY = "only-for-tests-" + "0" * 40
CONTACT_KEYS = ["b25seS1mb3ItdGVzdHMtb25seS1mb3ItdGVzdHMtLTA="]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CELERY_TASK_ALWAYS_EAGER = True
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "private": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
WAGTAILSEARCH_BACKENDS = {
    "default": {**WAGTAILSEARCH_BACKENDS["default"], "AUTO_UPDATE": False}
}  # half of a page's cost

if env.text("LMS_TEST_DATABASE") == "postgresql":
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": env.text("LMS_DB_NAME", "commit_learn"),
            "USER": env.text("LMS_DB_USER", "postgres"),
            "PASSWORD": env.text("LMS_DB_PASSWORD"),
            "HOST": env.text("LMS_DB_HOST", "127.0.0.1"),
            "PORT": env.text("LMS_DB_PORT", "5432"),
        }
    }
else:
    DATABASES["default"]["TEST"] = {"NAME": VAR_DIR / "test.sqlite3"}
