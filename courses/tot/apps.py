"""The Training of Trainers as a Django app."""

from django.apps import AppConfig


class TotConfig(AppConfig):
    name = "courses.tot"
    label = "tot"
