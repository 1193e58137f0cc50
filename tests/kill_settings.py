"""The site in its embedded or its production shape, mail in a folder."""

from pathlib import Path

from lms.settings import env

if env.text("KILL_DATABASE") == "sqlite":
    from lms.settings.embedded import *  # noqa: F403
    from lms.settings.embedded import PROGRAMMES, VAR_DIR
else:
    from lms.settings.production import *  # noqa: F403
    from lms.settings.production import PROGRAMMES, VAR_DIR

EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = Path(VAR_DIR) / "mail"
EMAIL_FILE_PATH.mkdir(exist_ok=True)
CELERY_BROKER_URL = "memory://"
CELERY_BROKER_TRANSPORT_OPTIONS = {}
PROGRAMMES = {**PROGRAMMES, "probe-completion": "probe_programmes.COMPLETION"}
