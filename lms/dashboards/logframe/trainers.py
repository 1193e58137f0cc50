"""The indicators of trainers: a cadre in every country, national trainers, and who taught others within a year."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lms.alumni import small_cells
from lms.alumni.queries.cadre import CADRE, CountryCadre
from lms.alumni.queries.national_trainers import NationalTrainers, TaughtSoon
from lms.core import display
from lms.dashboards.logframe.parts import (
    SEXES,
    Indicator,
    Sheet,
    Table,
    all_sexes,
    counted,
    country_name,
    interval,
    sex_name,
)


def cadre(countries: Sequence[CountryCadre], sexes: dict[str, int]) -> Indicator:
    reached = sum(row.has_cadre for row in countries)
    states = {True: _("in place"), False: _("not yet")}
    rows = [[country_name(row.country), counted(row.certified), states[row.has_cadre]] for row in countries]
    return Indicator(
        "cadre",
        _("A trained cadre in every country"),
        ngettext(
            "%(reached)s of %(total)s country has a trained cadre.",
            "%(reached)s of %(total)s countries have a trained cadre.",
            len(countries),
        )
        % {"reached": display.number_text(reached), "total": display.number_text(len(countries))},
        Sheet(
            definition=_(
                "A country has a trained cadre when it is 90 %% sure that at least %(number)s certified trainers are "
                "in an anti-trafficking post."
            )
            % {"number": display.number_text(CADRE)},
            numerator=_("Countries with a trained cadre."),
            denominator=_("Countries on this sheet."),
            source=_(
                "The trainers’ register, and each trainer’s last confirmation in a follow-up, a course or a post."
            ),
            frequency=_("At any time; it falls by itself while nobody confirms where trainers are."),
            disaggregation=_("Country; certified trainers also by sex."),
            baseline=_("2012: the first regional training of trainers, with 36 trainers of all countries."),
            limits=_("How many are in post is expected, not counted. The lower limit decides: old news is worth less."),
        ),
        [
            Table(_("Trained cadre"), [_("Country"), _("Certified trainers"), _("Trained cadre")], rows),
            sex_table(_("Certified trainers by sex"), sexes),
        ],
    )


def sex_table(caption: str, sexes: dict[str, int]) -> Table:
    shown = small_cells.shown(all_sexes(sexes))
    return Table(
        caption, [_("Sex"), _("Number of people")], [[sex_name(sex), counted(count)] for sex, count in shown.items()]
    )


def national_trainers(found: NationalTrainers) -> Indicator:
    return Indicator(
        "national_trainers",
        _("National trainers trained by the people of the regional course"),
        trainers_sentence(small_cells.shown_alone(found.people)),
        trainers_sheet(),
        [evidence_table(found), sex_table(_("National trainers by sex"), found.by_sex)] if found.people else [],
    )


def trainers_sentence(people: int | None) -> str:
    if people is None:
        return _("Fewer than ten, so the number is not shown.")
    words = ngettext(
        "%(number)s national trainer was trained by people of the regional course, or by their trainees.",
        "%(number)s national trainers were trained by people of the regional course, or by their trainees.",
        people,
    )
    return words % {"number": display.number_text(people)}


def evidence_table(found: NationalTrainers) -> Table:
    proven = small_cells.shown({"with": found.with_evidence, "without": found.unverified})
    rows = [
        [_("with evidence: on an attendance list"), counted(proven["with"])],
        [_("not verified"), counted(proven["without"])],
        [_("expected in an anti-trafficking post today"), counted(hidden_part(found.in_post, found.people))],
    ]
    return Table(_("National trainers"), [_("National trainers"), _("Number of people")], rows, frozenset({1}))


def trainers_sheet() -> Sheet:
    return Sheet(
        definition=_(
            "People taught by the regional course’s people, or by their trainees, with a trainer’s certificate."
        ),
        numerator=_("Different people in the generations after the regional course with a certificate in force."),
        denominator=_("None: it is a number of people."),
        source=_("Completed courses with their trainers, attendance marked on this platform, the trainers’ register."),
        frequency=_("At any time; as of the day on this sheet."),
        disaggregation=_("Sex; with evidence and not verified; still in post."),
        baseline=_("None was recorded before this platform."),
        limits=_("Courses that were never entered are missing. Each person counts once, in the earliest generation."),
    )


def hidden_part(part: int, whole: int) -> int | None:
    """A part of a number that is shown: hidden as well where the rest would be fewer than ten people."""
    return small_cells.shown({"in": part, "out": max(whole - part, 0)})["in"]


def is_told(found: TaughtSoon) -> bool:
    """Whether both those who taught and those who did not are nobody or ten people and more."""
    parts = small_cells.shown({"did": found.taught, "did not": found.people - found.taught})
    return found.people > 0 and None not in parts.values()


def taught_soon(found: TaughtSoon, by_sex: dict[str, TaughtSoon]) -> Indicator:
    is_shown = is_told(found)
    is_split = is_shown and all(map(is_told, by_sex.values()))
    return Indicator(
        "taught_soon",
        _("People of the regional course who taught others within 12 months"),
        taught_sentence(found) if is_shown else _("Fewer than ten people taught or did not, so it is not shown."),
        taught_sheet(),
        [taught_table(by_sex)] if is_split else [],
    )


def taught_sentence(found: TaughtSoon) -> str:
    words = _("%(share)s taught others within 12 months (95 %% interval %(interval)s): %(part)s of %(whole)s people.")
    return words % {
        "share": display.percent_text(found.share),
        "interval": interval(*found.limits),
        "part": display.number_text(found.taught),
        "whole": display.number_text(found.people),
    }


def taught_table(by_sex: dict[str, TaughtSoon]) -> Table:
    rows = [
        [sex_name(sex), display.percent_text(one.share), interval(*one.limits), counted(one.people)]
        for sex in SEXES
        if (one := by_sex.get(sex))
    ]
    headings = [_("Sex"), _("Share who taught"), _("95 % interval"), _("Number of people")]
    return Table(_("Who taught others within 12 months, by sex"), headings, rows)


def taught_sheet() -> Sheet:
    return Sheet(
        definition=_(
            "The share of the regional course’s people who taught a course within 12 months of completing it."
        ),
        numerator=_(
            "Those who were a trainer of a course that began within the 12 months and that somebody completed."
        ),
        denominator=_("People who completed the regional course 12 months ago or earlier."),
        source=_("Completed courses and their trainers on this platform."),
        frequency=_("At any time; as of the day on this sheet."),
        disaggregation=_("Sex, and country for the task force of each."),
        baseline=_("None was recorded before this platform."),
        limits=_("The interval takes these people for a sample of all who might take the course (Wilson)."),
    )
