"""The indicators of what was taught: people trained, and what they gained."""

from collections import Counter
from collections.abc import Sequence

import numpy as np
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lms.alumni import small_cells
from lms.alumni.queries.capacity import Trained
from lms.assessments.gain import Gain, gain_over_runs
from lms.core import display
from lms.core.languages import Country
from lms.dashboards.logframe.gains import RunsOfProgramme
from lms.dashboards.logframe.parts import SEXES, Indicator, Sheet, Table, as_counted, counted, country_name, sex_name
from lms.dashboards.suppression import suppress


def people_trained(people: Sequence[Trained], readable: Sequence[str]) -> Indicator:
    """Over all countries at once, so that what is hidden is the same for every reader."""
    totals, cells = trained_shown(people)
    seen = [totals[country] for country in readable]
    total = None if None in seen else sum(seen)
    rows = [[country_name(code), *map(counted, cells[code]), counted(totals[code])] for code in readable]
    return Indicator(
        "trained",
        _("People trained"),
        _("The number of people trained is not shown: it would tell of a small group.")
        if total is None
        else ngettext("%(number)s person was trained.", "%(number)s people were trained.", total)
        % {"number": display.number_text(total)},
        Sheet(
            definition=_("People who completed at least one programme. Each person counts once."),
            numerator=_("People with a completed programme."),
            denominator=_("None: it is a number of people."),
            source=_("The register of this platform: attendance and certificates."),
            frequency=_("At any time; as of the day on this sheet."),
            disaggregation=_("Country and sex."),
            baseline=_("No number of different people was recorded before this platform."),
            limits=_("People of earlier courses count as far as their lists were entered. Country is that of today."),
        ),
        [Table(_("People trained, by country and sex"), [_("Country"), *map(sex_name, SEXES), _("All")], rows)],
    )


def trained_shown(people: Sequence[Trained]) -> tuple[dict[str, int | None], dict[str, list[int | None]]]:
    """`({country: people}, {country: [people by sex]})` with None for what is hidden."""
    cells = Counter((one.country, as_counted(one.sex)) for one in people)
    table = np.array([[cells[code, sex] for sex in SEXES] for code in Country.values])
    totals = small_cells.shown(dict(zip(Country.values, map(int, table.sum(axis=1)), strict=True)))
    hidden = suppress(table).hidden
    shown = {
        code: [None if totals[code] is None or hidden[row, place] else int(count) for place, count in enumerate(line)]
        for row, (code, line) in enumerate(zip(Country.values, table, strict=True))
    }
    return totals, shown


def gain(programmes: Sequence[RunsOfProgramme]) -> Indicator:
    rows = [row for programme in programmes for row in rows_of(programme)]
    runs = sum(len(shown(programme.gains)) for programme in programmes)
    return Indicator(
        "gain",
        _("What people learnt"),
        ngettext(
            "The gain of %(number)s course with ten or more people in both tests is known.",
            "The gain of %(number)s courses with ten or more people in both tests is known.",
            runs,
        )
        % {"number": display.number_text(runs)},
        Sheet(
            definition=_("The mean difference between the test after the course and the one before, in points of 100."),
            numerator=_("The sum of the differences of all people who took both tests in time."),
            denominator=_("The number of these people; over several courses, the number of courses."),
            source=_("Tests taken on this platform, on screen or on paper."),
            frequency=_("With every course."),
            disaggregation=_("Programme and sex, where ten or more people of a course took both tests."),
            baseline=_("The test before each course is the baseline, on the day it was taken."),
            limits=_("It says how much scores rose, not why. Below six courses no mean over courses is formed."),
        ),
        [Table(_("Gain in points of 100"), [_("Programme"), _("Courses"), _("People"), _("Gain")], rows)]
        if rows
        else [],
    )


def rows_of(programme: RunsOfProgramme) -> list[list[str]]:
    groups = [("", programme.gains), *programme.by_sex.items()]
    return [
        [programme.title if not sex else f"{programme.title}: {sex_name(sex)}", *numbers(shown(gains))]
        for sex, gains in groups
        if shown(gains)
    ]


def shown(gains: Sequence[Gain]) -> list[Gain]:
    return [gain for gain in gains if not gain.suppressed]


def numbers(gains: Sequence[Gain]) -> list[str]:
    """Courses, people, and the gain: of one course, the mean over several, or from the lowest to the highest of few."""
    people = sum(gain.n for gain in gains)
    return [display.number_text(len(gains)), display.number_text(people), in_words(gains)]


def in_words(gains: Sequence[Gain]) -> str:
    values = [gain.gain for gain in gains]
    mean = gain_over_runs(values)
    one = gains[0] if len(gains) == 1 else None
    if mean.gain is not None or one:
        figures = (one.gain, one.ci_low, one.ci_high) if one else (mean.gain, mean.low, mean.high)
        middle, low, high = (display.number_text(value, decimals=1) for value in figures)
        return _("%(gain)s (95 %% interval %(low)s to %(high)s)") % {"gain": middle, "low": low, "high": high}
    low, high = (display.number_text(value, decimals=1) for value in (min(values), max(values)))
    return _("from %(low)s to %(high)s") % {"low": low, "high": high}
