"""Between a page and the database: what was sent becomes a draft, and a saved answer what a page can show."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from lms.assessments import marking, options, queries, responses
from lms.assessments.autosave import Draft
from lms.assessments.models import Answer, Attempt
from lms.people.models import User

FIELDS = ("option", "options", "pairs", "order", "text")


@dataclass(frozen=True)
class Asked:
    """One question as its place in an attempt knows it: `letters` is `{choice id: letter}`."""

    kind: str
    letters: Mapping[int, str]


def is_empty(data: Mapping) -> bool:
    """Whether nothing was answered."""
    return not any(data[name] for name in FIELDS)


def draft_of(attempt_id: UUID, data: Mapping, *, by: User) -> Draft:
    """What was sent, by names, as a draft; one option costs no query, every other kind one.

    Raises Attempt.DoesNotExist for what is not this person's, not in the attempt or never given out, and
    responses.WrongShape for what no page of this question sends.
    """
    sent = sent_in(attempt_id, data)
    place = {"attempt_id": attempt_id, "position": data["position"], "sequence": data["sequence"]}
    place["confidence"] = data["confidence"]
    if sent.option is not None and sent.has_only("option"):
        return Draft(choice_id=sent.option, **place)
    asked = asked_at(attempt_id, data["position"], by=by)
    if not {*sent.options, *sent.order, *flat(sent.pairs)} <= set(asked.letters):
        raise Attempt.DoesNotExist
    return Draft(choice_id=None, response=responses.response_of(asked.kind, sent, asked.letters), **place)


def sent_in(attempt_id: UUID, data: Mapping) -> responses.Sent:
    return responses.Sent(
        option=known(attempt_id, data["option"]) if data["option"] else None,
        options=[known(attempt_id, name) for name in data["options"]],
        pairs=[tuple(known(attempt_id, name) for name in pair.split(":")) for pair in data["pairs"]],
        order=[known(attempt_id, name) for name in data["order"]],
        text=data["text"],
    )


def known(attempt_id: UUID, name: str) -> int:
    choice_id = options.choice_of(attempt_id, name)
    if choice_id is None:
        raise Attempt.DoesNotExist
    return choice_id


def flat(pairs: Iterable[Iterable[int]]) -> list[int]:
    return [pk for pair in pairs for pk in pair]


def asked_at(attempt_id: UUID, position: int, *, by: User) -> Asked:
    """The question at one place of an attempt of this person, in one query."""
    rows = queries.choices_at(attempt_id, position, by)
    if not rows:
        raise Attempt.DoesNotExist
    return Asked(rows[0][0], {pk: letter for _kind, pk, letter in rows if pk})


def shown(attempt_id: UUID, asked: Asked, answer: Answer | None) -> dict[str, list[str] | str]:
    """A saved answer as the fields of its page, by names: `{"option": [name]}`, `{"text": words}` ..."""
    if answer is None:
        return {}
    ids = [answer.choice_id] if answer.choice_id else responses.ids_in(asked.kind, answer.response, asked.letters)
    names = [options.name_of(attempt_id, pk) for pk in ids]
    return {**SHOWN.get(asked.kind, as_option)(names, answer), "confidence": [str(answer.confidence or "")]}


def as_option(names: list[str], _answer: Answer) -> dict:
    return {"option": names}


def as_pairs(names: list[str], _answer: Answer) -> dict:
    return {"pairs": [f"{prompt}:{target}" for prompt, target in zip(names[::2], names[1::2], strict=True)]}


def as_text(_names: list[str], answer: Answer) -> dict:
    return {"text": "" if answer.response == responses.WITHDRAWN else answer.response}


SHOWN = {
    marking.MULTIPLE: lambda names, _answer: {"options": names},
    marking.MATCHING: as_pairs,
    marking.ORDERING: lambda names, _answer: {"order": names},
    marking.OPEN: as_text,
}
