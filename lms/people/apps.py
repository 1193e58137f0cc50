"""People as a Django app."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "lms.people"

    def ready(self):
        from lms.people import checks  # noqa: F401 (it registers itself)
