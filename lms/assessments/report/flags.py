"""Which flags a question gets in which test, with the figures that raised them."""

from collections.abc import Iterable, Mapping

from lms.assessments import item_analysis
from lms.assessments.gain_items import PRE_POST_FROM, PRE_POST_LOW
from lms.assessments.item_analysis import Flag, ItemFigures, Phase
from lms.assessments.report.figures import Change, ItemPhase, Option, Raised
from lms.assessments.report.questions import Question

FLAGGED = (Phase.PRE, Phase.POST)  # months later, a question is judged with the others only


def raised(question: Question, phases: Mapping[str, ItemPhase], change: Change | None) -> list[Raised]:
    found = [flag for phase in FLAGGED if phase in phases for flag in in_phase(question, phase, phases[phase])]
    if change and is_not_learned(change):
        figures = {
            "n": change.n_before + change.n_after if change.counts is None else change.n_before,
            "facility_before": rounded(change.before),
            "facility_after": rounded(change.after),
            "index": rounded(change.index),
        }
        found.append(Raised(Flag.NOT_LEARNED, figures=figures))
    return found


def is_not_learned(change: Change) -> bool:
    return min(change.n_before, change.n_after) >= PRE_POST_FROM and change.index < PRE_POST_LOW


def in_phase(question: Question, phase: Phase, item: ItemPhase) -> list[Raised]:
    figures = ItemFigures(item.n, item.n, item.facility, item.r)
    flags = item_analysis.flags_of(figures, phase=phase, chance=question.chance, options=item.options)
    found = [Raised(flag, phase, figures=facts(flag, question, item)) for flag in flags]
    return found + harder_languages(phase, item)


def facts(flag: Flag, question: Question, item: ItemPhase) -> dict:
    """The few figures that a reviewer needs; names as lms.questionnaires.findings words them."""
    base = {"n": item.n}
    if flag in (Flag.CHECK_KEY, Flag.POOR, Flag.WEAK):
        return base | {"r_rest": rounded(item.r)}
    if flag == Flag.AT_CHANCE:
        return base | {"facility": rounded(item.facility), "chance": rounded(question.chance)}
    if flag == Flag.UNUSED_OPTION:
        return base | {"options": letters(option for option in item.options if option.unused)}
    if flag == Flag.ATTRACTIVE_OPTION:
        return base | {"options": letters(option for option in item.options if option.attracts)}
    return base | {"facility": rounded(item.facility)}


def letters(options: Iterable[Option]) -> str:
    return ", ".join(option.letter for option in options)


def harder_languages(phase: Phase, item: ItemPhase) -> list[Raised]:
    harder = [row for row in item.languages if row.harder_by is not None and item_analysis.is_harder(row.harder_by)]
    if not harder:
        return []
    english = next((row.facility for row in item.languages if row.language == "en"), None)
    return [
        Raised(
            Flag.HARDER_IN_LANGUAGE,
            phase,
            row.language,
            {
                "n": row.n,
                "facility": rounded(row.facility),
                "english": rounded(english),
                "harder_by": rounded(row.harder_by),
            },
        )
        for row in harder
    ]


def rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 3)
