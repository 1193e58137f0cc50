"""Production: PostgreSQL, Redis, any number of web and worker nodes, all from the environment."""

import os

from lms.settings import env
from lms.settings.base import *  # noqa: F403

DEBUG = False
SECRET_KEY = os.environ["LMS_SECRET_KEY"]
ALLOWED_HOSTS = env.listing("LMS_ALLOWED_HOSTS")
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS]

DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": env.text("LMS_DB_NAME", "commit_learn"),
        "USER": env.text("LMS_DB_USER", "commit_learn"),
        "PASSWORD": env.text("LMS_DB_PASSWORD"),
        "HOST": env.text("LMS_DB_HOST", "127.0.0.1"),
        "PORT": env.text("LMS_DB_PORT", "5432"),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
    }
}
REDIS_URL = env.text("LMS_REDIS_URL", "redis://127.0.0.1:6379/0")
CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}}
SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"
CELERY_BROKER_URL = env.text("LMS_BROKER_URL", REDIS_URL)
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 300,
    # A lost broker costs the waiting person no more than this: what is due stands in the database.
    "socket_connect_timeout": 2,
    "max_retries": 1,
    "interval_start": 0,
    "interval_step": 0,
}

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = env.text("LMS_SMTP_HOST", "localhost")
EMAIL_PORT = env.number("LMS_SMTP_PORT", 587)
EMAIL_HOST_USER = env.text("LMS_SMTP_USER")
EMAIL_HOST_PASSWORD = env.text("LMS_SMTP_PASSWORD")
EMAIL_USE_TLS = env.flag("LMS_SMTP_TLS", True)

SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
ALLAUTH_TRUSTED_PROXY_COUNT = env.number("LMS_PROXY_COUNT", 1)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 365 * 24 * 3600
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_NAME = "__Host-csrf"
