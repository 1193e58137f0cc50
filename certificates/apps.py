"""Certificates as a Django app."""

from django.apps import AppConfig


class CertificatesConfig(AppConfig):
    name = "certificates"

    def ready(self):
        from certificates import checks  # noqa: F401 (it registers itself)
