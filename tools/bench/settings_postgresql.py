"""The production settings with the bench's bare views added; without Redis the cache is a table."""

from lms.settings import env
from lms.settings.base import VAR_DIR
from lms.settings.production import *  # noqa: F403
from lms.settings.production import CACHES

ROOT_URLCONF = "tools.bench.urls"
BROKER_DIR = VAR_DIR / "broker"

if env.flag("BENCH_REDIS", False):
    CACHES["default"]["KEY_PREFIX"] = env.text("BENCH_NAME")
else:
    CACHES["default"] = {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache_table",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
