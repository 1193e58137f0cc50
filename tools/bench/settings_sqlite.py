"""The embedded settings with the bench's bare views added."""

from lms.settings.embedded import *  # noqa: F403

ROOT_URLCONF = "tools.bench.urls"
