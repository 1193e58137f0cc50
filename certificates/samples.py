"""What a country's certificates look like now: a paper that nobody can take for one."""

from django.utils import timezone

from certificates import rendering, snapshots, wording
from certificates.issuing import last_valid_day, seal_for
from lms.core import programmes
from lms.core.languages import LANGUAGE_OF
from lms.people.models import User

CODE = "0000-0000-0000-0000"  # no code has a zero


def sample(country: str) -> bytes:
    """The PDF of a trainer's certificate with the word SAMPLE instead of a name, and across the page."""
    programme = next(each for each in programmes.all_programmes() if each.certificate_kind == "trainer")
    language, today = LANGUAGE_OF[country], timezone.localdate()
    seal = seal_for(programme, country)
    facts = wording.Facts(
        number=f"CL-{country}-{today.year}-000000",
        country=country,
        issued_on=today,
        valid_until=last_valid_day(today, programme),
        level=programme.usual_level,
        decided_on=today,
        has_own_emblem=bool(seal.emblem),
    )
    words = wording.sample(language)
    person = User(full_name=words, full_name_latin=wording.sample("en"), language=language)
    data = snapshots.snapshot(person=person, programme=programme, facts=facts, code=CODE, seal=seal)
    return rendering.render({**data, "sample": words})
