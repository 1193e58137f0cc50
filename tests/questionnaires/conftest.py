"""The people of the bank, and a question typed on its screen."""

import factories
import pytest
from django.urls import reverse

from lms.people.models import Role
from lms.questionnaires import desk as desks


def member(kind, language="", **fields):
    person = factories.person(**fields)
    factories.role(person, kind, language=language)
    return person


@pytest.fixture
def editor(db):
    return member(Role.Kind.EDITOR, full_name="Piya Srisuk", email="editor@example.org")


@pytest.fixture
def editor2(db):
    return member(Role.Kind.EDITOR, full_name="Nok Chai", email="editor2@example.org")


@pytest.fixture
def translator_km(db):
    return member(Role.Kind.TRANSLATOR, "km", full_name="Ly Ratana", email="translator.km@example.org")


@pytest.fixture
def reviewer_km(db):
    return member(Role.Kind.REVIEWER, "km", full_name="Sok Vichet", email="reviewer.km@example.org")


@pytest.fixture
def reviewer2(db):
    return member(Role.Kind.REVIEWER, full_name="Mai Lan", email="reviewer2@example.org")


@pytest.fixture
def typed():
    """`typed(**changes)`: a complete single-best question as the browser sends it; None takes a field away."""

    def post(**changes):
        fields = {
            "do": "save",
            "shown": ["en", "km"],
            "letters": "abcd",
            "programme": "rtp",
            "competency": "C2",
            "level": "apply",
            "kind": "single_best",
            "key": "b",
            "harm": ["a"],
            "stem-en": "What is best?",
            "rationale-en": "Because.",
            **{f"text-{letter}-en": f"Do {letter} first." for letter in "abcd"},
        }
        fields |= {name.replace("__", "-").replace("_", "-"): value for name, value in changes.items()}
        return {name: value for name, value in fields.items() if value is not None}

    return post


@pytest.fixture
def sheet():
    """`sheet(person, question, **changes)`: what the browser sends when that person changes these fields."""

    def post(person, question, **changes):
        desk = desks.desk_for(type(person).objects.get(pk=person.pk), question)
        facts, fields = (
            desk.standing.facts,
            {"do": "save", "shown": ["en", "km"], "letters": desk.standing.facts.letters},
        )
        fields |= {f"version-{name}": version for name, version in desks.versions_of(desk).items()}
        fields |= {"programme": facts.programme_code, "competency": facts.competency, "level": facts.level}
        fields |= {"kind": facts.kind, "key": "".join(mark.letter for mark in facts.marks if mark.is_key)}
        fields |= {"harm": [mark.letter for mark in facts.marks if mark.is_serious_harm]}
        for language, words in desk.standing.words.items():
            fields |= {f"stem-{language}": words.stem, f"rationale-{language}": words.rationale}
            fields |= {f"text-{letter}-{language}": text for letter, text in words.options.items()}
        return fields | changes

    return post


@pytest.fixture
def save(signed_in, sheet):
    """`save(person, question, **{"stem-km": ...})` answers the response of the authoring screen."""

    def send(person, question, **changes):
        address = reverse("questionnaires:question", args=[question.code])
        return signed_in(person).post(address, sheet(person, question, **changes))

    return send
