"""What candidates say about their own teaching, for the trainers' register."""

from collections.abc import Iterable

from courses.tot.models import Candidacy


def teaching_languages(enrolment_ids: Iterable[int]) -> dict[int, str]:
    """`{enrolment id: language code}` of those who named one."""
    named = Candidacy.objects.filter(enrolment__in=list(enrolment_ids)).exclude(teaching_language="")
    return dict(named.values_list("enrolment_id", "teaching_language"))
