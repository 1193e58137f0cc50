"""The reference values made with R, as parameters for pytest."""

import json
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent / "reference" / "expected"


def cases(method: str, *needed: str) -> list:
    """The cases of one method whose expected values have all of the needed keys, one `pytest.param` each."""
    found = json.loads((FOLDER / f"{method}.json").read_text(encoding="utf-8"))["cases"]
    return [pytest.param(case, id=case["id"]) for case in found if all(key in case["expected"] for key in needed)]
