"""Whole tests, from start to hand-in, as a browser sends them."""

import json
from collections.abc import Callable, Iterator
from itertools import count
from typing import Any
from uuid import UUID

from lms.assessments import options
from tools.bench.client import Answer, Browser, Connection

TIMES_ANSWERED = 1  # of the first twenty questions: as many saved answers as peers were measured with
FORM = "application/x-www-form-urlencoded"

_clicks = count(1)


class Sittings:
    """`forms` is `{letter: [[choice ids] of each question]}`."""

    def __init__(self, person: Callable[..., Browser], forms: dict[str, list[list[int]]]):
        self.person, self.forms = person, forms
        self.answers = TIMES_ANSWERED * len(forms["A"])
        self.requests = self.answers + 2

    def sit(self, connection: Connection, sitter: dict[str, Any]) -> list[Answer]:
        """What was answered to one person's requests; it ends early where a test is not started."""
        browser = self.person(sitter["session"])
        started = connection.send(browser.post(sitter["address"], kind=FORM))
        if started.status != 302:
            return [started]
        place = started.header("location")
        saves = [browser.post(f"{place}save/", body) for body in self.bodies(place, sitter["letter"])]
        hand_in = browser.post(f"{place}hand-in/", kind=FORM)
        return [started, *map(connection.send, saves), connection.send(hand_in)]

    def bodies(self, place: str, letter: str) -> Iterator[bytes]:
        attempt = UUID(place.rstrip("/").rpartition("/")[2])
        for position, choices in enumerate(self.forms[letter], start=1):
            for choice in choices[:TIMES_ANSWERED]:
                yield answer_body(position, options.name_of(attempt, choice))


def answer_body(position: int, option: str) -> bytes:
    """One saved answer, later than every one before it."""
    return json.dumps({"position": position, "option": option, "sequence": next(_clicks)}).encode()
