"""The names of groups in a report's rows: countries, ministries, sectors, sexes, years, ways of asking."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from lms.alumni.models import Contact
from lms.core.languages import Country
from lms.people.models import Organisation, User

NOT_STATED = ""


def interval() -> str:
    return _("95 %% interval") % {}


def country(code: str) -> str:
    return str(Country(code).label) if code in Country.values else code


def sector(code: str) -> str:
    return str(Organisation.Sector(code).label) if code in Organisation.Sector.values else _("Not stated")


def sex(code: str) -> str:
    return str(User.Sex(code).label) if code in User.Sex.values else _("Not stated")


def mode(code: str) -> str:
    return str(Contact.Mode(code).label) if code in Contact.Mode.values else _("not asked yet")


def stratum(key: str, ministries: Mapping[str, str]) -> str:
    """`Cambodia: Ministry of Labour`, or the country alone; `ministries` are names by stratum key."""
    place = country(key.split(":")[0])
    if not ministries.get(key):
        return place
    return _("%(country)s: %(ministry)s") % {"country": place, "ministry": ministries[key]}
