"""The bell."""

from celery import shared_task

from lms.core import due


@shared_task
def send_due() -> None:
    due.run_everything()
