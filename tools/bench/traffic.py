"""What browsers do to the running server: bare and ours in turn, then many at once."""

import json
import time
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import count, cycle, islice
from typing import Any
from urllib.parse import urljoin

from django.conf import settings

from tools.bench import server, weight
from tools.bench.client import Answer, Browser, Connection, OneByOne, at_once
from tools.bench.measures import Cost, Measured, Row, compared, cost_of, measure_all
from tools.bench.sittings import FORM, Sittings, answer_body
from tools.bench.sizes import Size

WARM_UP = 32
PEOPLE_AT_ONCE = 50
SAVES_AT_ONCE = 200
SAVES_EACH = 5
UPSERTS_EACH = 20
GOOD = {200, 302}

Messages = Iterable[bytes]
Batch = tuple[float, list[Answer]]  # processor seconds of the server, and what it answered


def run(size: Size, port: str, pid: str) -> None:
    targets = json.loads((settings.VAR_DIR / "targets.json").read_text())
    traffic = Traffic(int(port), server.family_of(int(pid)), targets, size)
    measure_all(traffic.rows(), settings.VAR_DIR / "traffic.json")


class Traffic:
    """All rows that need the server, against one server."""

    def __init__(self, port: int, pids: list[int], targets: dict[str, Any], size: Size):
        self.port, self.pids, self.targets, self.size = port, pids, targets, size
        self.client = OneByOne(port)
        self.person = partial(Browser, *(targets[name] for name in ("origin", "session_cookie", "csrf_cookie")))

    def rows(self) -> Iterator[Row]:
        yield "lesson", self.lesson
        yield "public_cached", self.public_cached
        yield "public_rendered", self.public_rendered
        yield "public_first", self.public_first
        yield "autosave", self.autosave
        yield "verify", self.verify
        yield "autosave_at_once", self.autosave_at_once
        yield "attempts", self.attempts
        yield "start", self.start
        yield "starts_at_once", self.starts_at_once
        yield "html", self.html
        for language in self.targets["first_visits"]:
            yield f"first_visit_{language}", partial(self.first_visit, language)

    def lesson(self) -> Measured:
        people = cycle([self.person(session) for session in self.targets["readers"]])
        pages = cycle(self.targets["lessons"])
        return self.in_turn(
            (next(people).get("/bench/page/") for _ in count()), (next(people).get(next(pages)) for _ in count())
        )

    def public_cached(self) -> Measured:
        """The same few pages again and again, as after an announcement."""
        visitor, pages = self.person(), cycle(self.targets["lessons"][:8])
        return self.in_turn((visitor.get("/bench/page/") for _ in count()), (visitor.get(next(pages)) for _ in count()))

    def public_rendered(self) -> Measured:
        """A query string keeps the answer from being taken whole; text and outline are still held."""
        visitor, pages = self.person(), cycle(self.targets["lessons"][:8])
        return self.in_turn(
            (visitor.get("/bench/page/") for _ in count()), (visitor.get(f"{next(pages)}?from=mail") for _ in count())
        )

    def public_first(self) -> Measured:
        """Each page once after a publishing; only the list of courses has been read before."""
        visitor, pages = self.person(), self.targets["first_time"][: self.size.requests]
        bare, ours = [], []
        for _round in range(self.size.rounds):
            bare.append(self.batch(visitor.get("/bench/page/") for _ in pages))
            self.client.send(visitor.get("/bench/publish/"))
            self.batch(visitor.get("/en/?warm") for _ in range(WARM_UP))
            ours.append(self.batch(visitor.get(page) for page in pages))
        return compared(total(bare), total(ours))

    def autosave(self) -> Measured:
        return self.in_turn(self.saves(lambda saver: "/bench/save/"), self.saves(lambda saver: saver["address"]))

    def saves(self, address_of: Callable[[dict], str]) -> Iterator[bytes]:
        """One person after the other, each at another question."""
        for number, saver in enumerate(cycle(self.targets["savers"])):
            yield self.person(saver["session"]).post(address_of(saver), answer_to(saver, number))

    def verify(self) -> Measured:
        visitor = self.person()
        return self.in_turn(
            (visitor.get("/bench/page/") for _ in count()), (visitor.get(self.targets["verify"]) for _ in count())
        )

    def in_turn(self, bare: Messages, ours: Messages) -> Measured:
        """bare, ours, bare, ours ... after a warm-up of both, so that what the machine does besides hits both."""
        kinds = iter(bare), iter(ours)
        batches: tuple[list[Batch], list[Batch]] = ([], [])
        for messages in kinds:
            self.batch(islice(messages, WARM_UP))
        for _round in range(self.size.rounds):
            for messages, done in zip(kinds, batches, strict=True):
                done.append(self.batch(islice(messages, self.size.requests)))
        return compared(*map(total, batches))

    def batch(self, messages: Messages) -> Batch:
        before = server.cpu_seconds(self.pids)
        answers = [self.client.send(message) for message in messages]
        return server.cpu_seconds(self.pids) - before, answers

    def autosave_at_once(self) -> Measured:
        """Everybody saves at the same moment, several times; the value is the number of errors."""
        messages = list(islice(self.saves(lambda saver: saver["address"]), SAVES_AT_ONCE * SAVES_EACH))
        before, started = server.cpu_seconds(self.pids), time.perf_counter()
        answers = at_once(SAVES_AT_ONCE, self.port, messages, Connection.send)
        seconds, cpu = time.perf_counter() - started, server.cpu_seconds(self.pids) - before
        ours = total([(cpu, answers)])
        return Measured(ours.errors, ours=ours, more={"a_second": len(answers) / seconds})

    def attempts(self) -> Measured:
        """Whole sittings a second: start, the answers, hand in; beside them bare upserts by as many people."""
        upserts = self.upserts_a_second(PEOPLE_AT_ONCE)
        sittings = Sittings(self.person, self.targets["forms"])
        before, started = server.cpu_seconds(self.pids), time.perf_counter()
        sat = at_once(PEOPLE_AT_ONCE, self.port, self.targets["sitters"], sittings.sit)
        seconds, cpu = time.perf_counter() - started, server.cpu_seconds(self.pids) - before
        ours = total([(cpu, [answer for answers in sat for answer in answers])])
        whole = sum(len(answers) == sittings.requests for answers in sat) - ours.errors
        return Measured(
            whole / seconds,
            ours=ours,
            more={
                "errors": len(sat) - whole,
                "answers": sittings.answers,
                "people": len(sat),
                "upserts_a_second": upserts,
                "upserts_a_test": upserts * seconds / whole if whole else 0,
            },
        )

    def upserts_a_second(self, people: int) -> float:
        messages = list(islice(self.saves(lambda saver: "/bench/save/"), people * UPSERTS_EACH))
        started = time.perf_counter()
        at_once(people, self.port, messages, Connection.send)
        return len(messages) / (time.perf_counter() - started)

    def start(self) -> Measured:
        """Processor milliseconds to start one test of 40 questions, one person after the other."""
        in_turn = self.targets["starters"][self.size.starters :]
        ours = total([self.batch(map(self.start_of, some)) for some in (in_turn[:20], in_turn[20:])][1:])
        return Measured(ours.cpu_ms, ours=ours)

    def starts_at_once(self) -> Measured:
        """Everybody starts in the same second, each on a connection of their own; the value is the number of errors."""
        messages = [self.start_of(starter) for starter in self.targets["starters"][: self.size.starters]]
        before, started = server.cpu_seconds(self.pids), time.perf_counter()
        answers = at_once(len(messages), self.port, messages, Connection.send)
        seconds, cpu = time.perf_counter() - started, server.cpu_seconds(self.pids) - before
        ours = total([(cpu, answers)])
        return Measured(ours.errors, ours=ours, more={"starts_a_second": len(answers) / seconds})

    def start_of(self, starter: dict[str, Any]) -> bytes:
        return self.person(starter["session"]).post(starter["address"], kind=FORM)

    def html(self) -> Measured:
        """Kilobytes of the heaviest of the lessons read."""
        reader = self.person(self.targets["readers"][0])
        return Measured(max(len(self.client.send(reader.get(page)).body) for page in self.targets["lessons"]) / 1024)

    def first_visit(self, language: str) -> Measured:
        """Kilobytes of everything that a browser loads for its first lesson, compressed as the server does it."""
        reader = self.person(self.targets["readers"][0])
        load = lambda address: self.client.send(reader.get(address, "Accept-Encoding: gzip, br"))  # noqa: E731
        page = load(self.targets["first_visits"][language])
        html = page.body.decode()
        files = weight.linked_files(html)
        for sheet in [file for file in files if file.endswith(".css")]:
            css = self.client.send(reader.get(sheet)).body.decode()
            files += [urljoin(sheet, font) for font in weight.fonts_needed(html, css)]
        loaded = {file: load(file) for file in files}
        size = sum(len(answer.head) + len(answer.body) for answer in [page, *loaded.values()])
        missing = [file for file, answer in loaded.items() if answer.status != 200]
        return Measured(size / 1024, more={"requests": 1 + len(loaded), "missing": missing})


def total(batches: list[Batch]) -> Cost:
    answers = [answer for _cpu, batch in batches for answer in batch]
    errors = sum(answer.status not in GOOD for answer in answers)
    cpu_seconds = [cpu / len(batch) for cpu, batch in batches]
    return cost_of(cpu_seconds, [answer.seconds for answer in answers], errors=errors)


def is_whole(answers: list[Answer], requests: int) -> bool:
    return len(answers) == requests and all(answer.status in GOOD for answer in answers)


def answer_to(saver: dict[str, Any], number: int) -> bytes:
    """The next click of this person: later than all before."""
    position = number % len(saver["options"])
    names = saver["options"][position]
    return answer_body(position + 1, names[number % len(names)])
