"""Compare every certificate with its snapshot, its signature and its paper, and say what differs."""

from collections.abc import Iterator

from django.core.management.base import BaseCommand, CommandError

from certificates import soundness
from certificates.models import Certificate


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("--no-pictures", action="store_true", help="do not draw the papers again: much quicker")

    def handle(self, *, no_pictures, **options):
        numbers = dict(Certificate.objects.order_by("pk").values_list("pk", "number"))
        looks = [soundness.faults_of_record] if no_pictures else [soundness.faults_of_record, soundness.faults_of_paper]
        differing = 0
        for pk, number in numbers.items():
            faults = list(faults_of(pk, looks))
            differing += bool(faults)
            for fault in faults:
                self.stdout.write(f"{number}: {fault}")
        self.sum_up(len(numbers), differing)

    def sum_up(self, checked: int, differing: int) -> None:
        older = Certificate.objects.filter(credential="").count()
        if older:
            self.stdout.write(f"{older} without a credential")
        self.stdout.write(f"{checked} checked, {differing} differ")
        if differing:
            raise CommandError("The register differs from what was issued.")


def faults_of(pk: int, looks: list) -> Iterator[str]:
    """One row at a time: one that cannot be read must not hide the others."""
    try:
        certificate = Certificate.objects.select_related("signing_key").get(pk=pk)
    except ValueError:  # a day that is none, for one
        yield "the row cannot be read"
        return
    for look in looks:
        yield from look(certificate)
