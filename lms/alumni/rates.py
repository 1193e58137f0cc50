"""Did we get an answer? The outcome rates of AAPOR (Standard Definitions), from counts of dispositions."""

from collections.abc import Mapping
from enum import StrEnum

RATES = (
    *("RR1", "RR2", "RR3", "RR4", "RR5", "RR6"),
    *("COOP1", "COOP2", "COOP3", "COOP4"),
    *("REF1", "REF2", "REF3"),
    *("CON1", "CON2", "CON3"),
)


class Disposition(StrEnum):
    """How the asking of one person ended. Proxy and record cases keep the code of their contact, normally NC."""

    COMPLETE = "I"
    PARTIAL = "P"
    REFUSAL = "R"
    NO_CONTACT = "NC"
    OTHER = "O"
    UNKNOWN_PERSON = "UH"
    UNKNOWN = "UO"
    NOT_ELIGIBLE = "NE"


Counts = Mapping[str, float]
Rate = float | None


def share_eligible(counts: Counts) -> Rate:
    """e by proportional allocation: those known eligible among those whose eligibility is known."""
    known = _known(counts)
    return _ratio(known, known + counts.get(Disposition.NOT_ELIGIBLE, 0))


def outcome_rates(counts: Counts, *, eligible: Rate = 1.0) -> dict[str, Rate]:
    """`{RATES: share 0-1}` from counts, or sums of base weights, by disposition; None where nothing divides.

    `eligible` is the share of the unknown that is taken for eligible (e): 1 where people are drawn from a list of
    names, so that RR3 = RR1. None leaves the rates that need it empty.
    """
    answers = _answers(counts)
    whole = {"1": _known(counts) + _unknown(counts), "3": _with_share(counts, eligible), "5": _known(counts)}
    reached = sum(answers) + counts.get(Disposition.REFUSAL, 0) + counts.get(Disposition.OTHER, 0)
    return {
        **_responses(answers, whole),
        **_cooperation(answers, counts),
        **{f"REF{place}": _ratio(counts.get(Disposition.REFUSAL, 0), whole[key]) for place, key in PLACES},
        **{f"CON{place}": _ratio(reached, whole[key]) for place, key in PLACES},
    }


PLACES = ((1, "1"), (2, "3"), (3, "5"))


def _answers(counts: Counts) -> tuple[float, float]:
    return counts.get(Disposition.COMPLETE, 0), counts.get(Disposition.PARTIAL, 0)


def _known(counts: Counts) -> float:
    """Eligible for certain."""
    return sum(_answers(counts)) + sum(
        counts.get(code, 0) for code in (Disposition.REFUSAL, Disposition.NO_CONTACT, Disposition.OTHER)
    )


def _unknown(counts: Counts) -> float:
    return counts.get(Disposition.UNKNOWN_PERSON, 0) + counts.get(Disposition.UNKNOWN, 0)


def _with_share(counts: Counts, eligible: Rate) -> Rate:
    return None if eligible is None else _known(counts) + eligible * _unknown(counts)


def _responses(answers: tuple[float, float], whole: Mapping[str, Rate]) -> dict[str, Rate]:
    rates: dict[str, Rate] = {}
    for odd in ("1", "3", "5"):
        rates[f"RR{odd}"] = _ratio(answers[0], whole[odd])
        rates[f"RR{int(odd) + 1}"] = _ratio(sum(answers), whole[odd])
    return rates


def _cooperation(answers: tuple[float, float], counts: Counts) -> dict[str, Rate]:
    asked = sum(answers) + counts.get(Disposition.REFUSAL, 0)
    reached = asked + counts.get(Disposition.OTHER, 0)
    return {
        "COOP1": _ratio(answers[0], reached),
        "COOP2": _ratio(sum(answers), reached),
        "COOP3": _ratio(answers[0], asked),
        "COOP4": _ratio(sum(answers), asked),
    }


def _ratio(part: float, whole: Rate) -> Rate:
    """0/0 is no rate at all, neither nothing nor everything."""
    return None if not whole else part / whole
