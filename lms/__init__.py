"""COMMIT Learn: the platform that every programme shares."""

from lms.celery import app as celery_app

__all__ = ["celery_app"]
