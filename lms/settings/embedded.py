"""`make run`: one machine, SQLite, files on disk, no other service."""

import secrets

from lms.settings import env
from lms.settings.base import *  # noqa: F403
from lms.settings.base import VAR_DIR


def stored_secret() -> str:
    """The demo's own secret key: made at the first start, kept in var/."""
    path = VAR_DIR / "secret_key"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50), encoding="ascii")
    return path.read_text(encoding="ascii")


EMBEDDED = True
DEBUG = False
SECRET_KEY = env.text("LMS_SECRET_KEY") or stored_secret()
ALLOWED_HOSTS = env.listing("LMS_ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
REQUIRE_SECOND_FACTOR = env.flag("LMS_REQUIRE_SECOND_FACTOR", False)
ALLOW_UNREVIEWED = True

DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": VAR_DIR / "db.sqlite3",
        "CONN_MAX_AGE": 600,
        "OPTIONS": {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA busy_timeout=20000;",
        },
    }
}
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache_table",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
SESSION_ENGINE = "django.contrib.sessions.backends.db"

EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = VAR_DIR / "mail"

BROKER_DIR = VAR_DIR / "broker"
CELERY_BROKER_URL = "filesystem://localhost"
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "data_folder_in": str(BROKER_DIR / "queue"),
    "data_folder_out": str(BROKER_DIR / "queue"),
    "processed_folder": str(BROKER_DIR / "done"),
    "control_folder": str(BROKER_DIR / "control"),
    "store_processed": False,
}
for folder in (EMAIL_FILE_PATH, BROKER_DIR / "queue", BROKER_DIR / "control"):
    folder.mkdir(parents=True, exist_ok=True)
