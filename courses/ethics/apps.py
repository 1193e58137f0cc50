"""The Ethics and Human Rights as a Django app."""

from django.apps import AppConfig


class EthicsConfig(AppConfig):
    name = "courses.ethics"
    label = "ethics"
