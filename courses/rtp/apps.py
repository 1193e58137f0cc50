"""The Regional Training Programme as a Django app."""

from django.apps import AppConfig


class RtpConfig(AppConfig):
    name = "courses.rtp"
    label = "rtp"
