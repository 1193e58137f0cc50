"""List what is wrong with the catalogues, by language: missing, fuzzy, or with other placeholders."""

from django.core.management.base import BaseCommand, CommandError

from lms.core import catalogues, languages


class Command(BaseCommand):
    help = __doc__

    def handle(self, **options):
        total = 0
        for language in languages.CODES:
            found = catalogues.problems(language) if language != "en" else []
            total += len(found)
            for problem in found:
                self.stdout.write(f"{language}: {problem}")
        if total:
            raise CommandError(f"{total} problems")
