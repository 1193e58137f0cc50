"""Bring every string of our screens into locale/*/LC_MESSAGES/django.po, keeping what is translated."""

from django.core.management.base import BaseCommand

from lms.core import catalogues, languages


class Command(BaseCommand):
    help = __doc__

    def handle(self, **options):
        for language in languages.CODES:
            if language == "en":
                continue
            catalogue = catalogues.renewed_catalogue(language)
            catalogues.write_catalogue(catalogue, language)
            missing = sum(1 for message in catalogue if message.id and not any(message.string))
            self.stdout.write(f"{language}: {len(catalogue)} messages, {missing} to translate")
