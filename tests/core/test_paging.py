import pytest

from lms.core.paging import page_of

ASKED = [("", 1), ("?page=2", 2), ("?page=9", 3), ("?page=x", 1), ("?page=-1", 3)]


@pytest.mark.parametrize(("asked", "number"), ASKED)
def test_whatever_is_asked_for_there_is_a_page(rf, asked, number):
    page = page_of(range(25), rf.get(f"/people/{asked}"), size=10)
    assert (page.number, page.paginator.num_pages) == (number, 3)
