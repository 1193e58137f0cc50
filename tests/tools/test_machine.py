"""How quick the machine is, told from the bare page of the same run."""

import pytest

from tools.bench import machine
from tools.bench.measures import Cost, compared


def results(bare_ms):
    return {"lesson": compared(Cost(bare_ms, 1.0, 2.0, errors=0), Cost(2 * bare_ms, 1.0, 2.0, errors=0))}


@pytest.mark.parametrize(("database", "bare_ms"), [("sqlite", 2.8), ("postgresql", 3.8)])
def test_twice_the_bare_page_is_factor_two(database, bare_ms):
    assert machine.factor_of(database, results(bare_ms)) == 2.0


def test_the_words_name_both_bare_pages():
    words = machine.words_of("sqlite", results(2.8))
    assert words.startswith("Machine factor 2.00: the bare page took 2.80 ms here and 1.4 ms where")
