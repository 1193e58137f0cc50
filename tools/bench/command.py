"""Takes each database in turn: fill, serve, measure, say what was reached."""

import argparse
import json
import os
import platform
import subprocess
import sys
import time
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tools.bench import goals, machine, places, server
from tools.bench.measures import Measured, write_json

TITLES = {"sqlite": "SQLite, embedded settings", "postgresql": "PostgreSQL, production settings"}
OPERATIONS = places.ROOT / "docs" / "operations.md"
LOAD_BEFORE = os.getloadavg()[0]
BEGIN, END = "<!-- speed: begin -->", "<!-- speed: end -->"

Results = dict[str, dict[str, Measured]]


def main() -> None:
    chosen = arguments()
    databases = places.DATABASES if chosen.database == "both" else [chosen.database]
    size = "quick" if chosen.quick else "full"
    results, loaded = {}, {}
    for database in databases:
        results[database], loaded = measured_on(database, size)
        print(f"\n{TITLES[database]}\n{as_text(database, results[database])}\n", flush=True)
    if chosen.json:
        write_json(chosen.json, as_facts(results, loaded))
    if chosen.docs:
        write_docs(results, loaded)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench", description=sys.modules["tools.bench"].__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer people and requests: to try things out")
    parser.add_argument("--database", choices=[*places.DATABASES, "both"], default="both")
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write every figure into this file")
    parser.add_argument("--docs", action="store_true", help="also write the tables into docs/operations.md")
    return parser.parse_args()


def measured_on(database: str, size: str) -> tuple[dict[str, Measured], dict[str, int]]:
    print(f"{TITLES[database]}:", flush=True)
    with places.scratch(database) as environment:
        step("fill", environment, "prepare", size)
        folder, port = Path(environment["LMS_VAR_DIR"]), server.free_port()
        web = server.start(port, environment, folder / "server.log")
        try:
            step("requests", environment, "traffic", size, str(port), str(web.pid))
        finally:
            server.stop(web)
        step("work without the server", environment, "inside", size)
        figures = read(folder / "traffic.json") | read(folder / "inside.json")
        loaded = read(folder / "targets.json")["loaded"]
    return {name: Measured.from_dict(facts) for name, facts in figures.items()}, loaded


def as_text(database: str, figures: dict[str, Measured]) -> str:
    factor = machine.factor_of(database, figures)
    return f"{machine.words_of(database, figures)}\n{goals.as_text(figures, factor)}"


def as_markdown(database: str, figures: dict[str, Measured]) -> str:
    table = goals.as_markdown(figures, machine.factor_of(database, figures))
    return f"### {TITLES[database]}\n\n{machine.words_of(database, figures)}\n\n{table}"


def step(title: str, environment: dict[str, str], *words: str) -> None:
    """One part in a process of its own; where it fails, the bench ends."""
    started = time.monotonic()
    print(f"  {title} ...", flush=True)
    done = subprocess.run([sys.executable, "-m", "tools.bench.worker", *words], env=environment, cwd=places.ROOT)
    if done.returncode:
        sys.exit(f"The bench stopped at: {title}.")
    print(f"  {title}: done in {time.monotonic() - started:.0f} s", flush=True)


def read(path: Path) -> dict[str, Any]:
    return json.loads(path.read_text(encoding="utf-8"))


def machine_words() -> str:
    """The load is what others did before the bench began: with none, times are good; with much, only ratios are."""
    system = f"Python {platform.python_version()}, {platform.system()} {platform.machine()}"
    return f"{os.cpu_count()} cores, load {LOAD_BEFORE:.1f} before it began, {system}"


def as_facts(results: Results, loaded: dict[str, int]) -> dict[str, Any]:
    tables = {database: facts_of(database, figures) for database, figures in results.items()}
    return {
        "measured_at": datetime.now(UTC).isoformat(),
        "machine": machine_words(),
        "loaded": loaded,
        "tables": tables,
    }


def facts_of(database: str, figures: dict[str, Measured]) -> dict[str, Any]:
    factor = machine.factor_of(database, figures)
    rows = {
        name: asdict(figure)
        | {
            "there": goals.GOALS[name].there(figure.value, factor),
            "goal": goals.GOALS[name].words,
            "is_reached": goals.GOALS[name].is_reached(figure, factor),
        }
        for name, figure in figures.items()
    }
    return {"machine_factor": factor, **rows}


def write_docs(results: Results, loaded: dict[str, int]) -> None:
    """Put the tables between the two marks of docs/operations.md."""
    text = OPERATIONS.read_text(encoding="utf-8")
    before, _begin, rest = text.partition(BEGIN)
    _old, _end, after = rest.partition(END)
    held = f"{loaded['lessons']:,} lesson pages, {loaded['enrolments']:,} enrolments"
    tables = [as_markdown(database, figures) for database, figures in results.items()]
    parts = [BEGIN, f"Measured on {datetime.now(UTC):%Y-%m-%d} ({machine_words()}; {held}).", *tables, END]
    OPERATIONS.write_text(before + "\n\n".join(parts) + after, encoding="utf-8")
