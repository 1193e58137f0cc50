"""All indicators for one reader."""

from lms.alumni.queries import national_trainers
from lms.alumni.queries.cadre import Cadre
from lms.alumni.queries.spread import lineage
from lms.core.languages import Country
from lms.dashboards.logframe import retention, trainers, training
from lms.dashboards.logframe.gains import gains_of
from lms.dashboards.logframe.parts import Indicator, as_counted


def indicators(readable: list[str]) -> list[Indicator]:
    """Of the countries that the reader may see, in the logframe's order."""
    cadre = Cadre(readable)
    found = lineage(cadre)
    sexes = {one.person: as_counted(one.sex) for one in cadre.everybody.people}
    return [
        training.people_trained(cadre.everybody.people, readable),
        training.gain(gains_of(readable)),
        trainers.cadre(cadre.by_country(), cadre.by_sex()),
        trainers.national_trainers(national_trainers.national_trainers(cadre, found)),
        trainers.taught_soon(*national_trainers.taught_soon(found, sexes)),
        retention.retention(readable, is_everywhere=set(readable) == set(Country.values)),
    ]
