"""Workers killed with `kill -9` twenty times in a batch of 300: each certificate once, hardly a mail twice."""

import json
import re
import subprocess
import sys
from collections import Counter
from contextlib import nullcontext

import pytest
from site_in_production import DATABASE, ROOT, answers, environment, scratch_database

PEOPLE, KILLS = 300, 20
MESSAGE_ID = re.compile(rb"^Message-ID: (.+)$", re.MULTILINE)


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_three_hundred_certificates_survive_twenty_kills(tmp_path, database):
    if database == "postgresql" and not answers(int(DATABASE["port"])):
        pytest.skip("no PostgreSQL answers")
    (tmp_path / "keys").mkdir()
    with scratch_database() if database == "postgresql" else nullcontext("") as name:
        found = run_to_the_end({**environment(name, tmp_path), "KILL_DATABASE": database})
    mails = Counter(mail for file in (tmp_path / "mail").iterdir() for mail in MESSAGE_ID.findall(file.read_bytes()))
    assert found["faults"] == [""]
    assert (found["kills"], found["items"], found["messages"]) == (KILLS, {"issued": PEOPLE}, {"sent": PEOPLE})
    assert (found["people"], found["numbers"]) == (PEOPLE, list(range(1, PEOPLE + 1)))
    assert (len(mails), max(0, mails.total() - PEOPLE - KILLS)) == (PEOPLE, 0)


def run_to_the_end(settings: dict[str, str]) -> dict:
    command = [sys.executable, str(ROOT / "tests" / "kill_site.py")]
    shape = {"DJANGO_SETTINGS_MODULE": "kill_settings", "PYTHONPATH": f"{ROOT}:{ROOT / 'tests'}"}
    done = subprocess.run(command, cwd=ROOT, env={**settings, **shape}, capture_output=True, text=True, timeout=900)
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout)
