"""Compile locale/*/LC_MESSAGES/django.po, without gettext's tools."""

from django.core.management.base import BaseCommand

from lms.core import catalogues, languages


class Command(BaseCommand):
    help = __doc__
    requires_system_checks: list[str] = []

    def handle(self, **options):
        for language in languages.CODES:
            if catalogues.catalogue_path(language).exists():
                catalogues.compile_catalogue(language)
