"""Who calls whom: the people to call shared out evenly among interviewers of their country. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Caller:
    """One interviewer; `countries` None: every country."""

    person_id: int
    countries: frozenset[str] | None
    languages: frozenset[str]

    def works_in(self, country: str) -> bool:
        return self.countries is None or country in self.countries


@dataclass(frozen=True)
class Call:
    """One person to call; `barred`: who must not, the person and whoever is the manager."""

    case_id: int
    country: str
    language: str
    barred: frozenset[int] = frozenset()


def may_call(caller: Caller, call: Call) -> bool:
    return caller.works_in(call.country) and caller.person_id not in call.barred


def shared_out(calls: Iterable[Call], callers: Iterable[Caller], loads: Mapping[int, int]) -> dict[int, int]:
    """`{case id: interviewer's id}`, without the cases that nobody may call; `loads` is what each has already.

    Of the interviewers of the country those who speak the person's language, and of those who has the fewest.
    """
    callers, load = sorted(callers, key=lambda one: one.person_id), Counter(loads)
    found: dict[int, int] = {}
    for call in sorted(calls, key=lambda one: one.case_id):
        possible = [one for one in callers if may_call(one, call)]
        speaking = [one for one in possible if call.language in one.languages] or possible
        if speaking:
            chosen = min(speaking, key=lambda one: (load[one.person_id], one.person_id))
            found[call.case_id] = chosen.person_id
            load[chosen.person_id] += 1
    return found
