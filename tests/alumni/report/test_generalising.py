"""Nobody can be singled out of the file, and its numbers stay those of the people in it."""

from collections import Counter, defaultdict
from random import Random

import pytest

from lms.alumni.report import generalising
from lms.alumni.report.generalising import DETAILS, Row


def row(number, cell="KH", **fields):
    details = {"sector": "police", "sex": "female", "years": "0-2"}
    facts = {"frame": 40.0, "weight": 2.0, "base_weight": 2.0, "is_in": number % 2 == 0, "status": "in_government"}
    rest = {"source": "self", "disposition": "I", "left": 3, "right": None, "is_estimated": True}
    own = {"pseudonym": f"p{number:04}", "cell": cell, "country": cell[:2]}
    return Row(**own | details | facts | rest | fields)


def groups_of(rows):
    groups = defaultdict(list)
    for one in rows:
        groups[(one.cell, *(getattr(one, name) for name in DETAILS))].append(one)
    return groups.values()


def test_enough_people_alike_keep_their_details():
    rows = [row(number, weight=40 / 12) for number in range(12)]
    assert generalising.generalised(rows) == rows


def test_rare_details_go_and_common_ones_stay():
    rows = [row(number) for number in range(20)] + [row(20 + number, sector="health") for number in range(10)]
    rows += [row(40 + number, sex="male", sector="health") for number in range(3)]
    found = generalising.generalised(rows)
    assert Counter((one.sector, one.sex) for one in found) == {("police", "female"): 20, ("", ""): 13}


@pytest.mark.parametrize("seed", range(20))
def test_no_set_of_details_is_shared_by_fewer_than_ten(seed):
    random = Random(seed)
    rows = [
        row(
            number,
            cell=random.choice(["KH:1", "KH:2", "LA", "VN", "TH/silent"]),
            sector=random.choice(["police", "health", "ngo", ""]),
            sex=random.choice(["female", "male"]),
            years=random.choice(["0-2", "3-5", "6+"]),
            is_in=random.choice([True, True, False, None]),
        )
        for number in range(random.choice([25, 60, 150]))
    ]
    found = generalising.generalised(rows)
    assert (len(found), all(map(generalising.may_be_told, groups_of(found)))) == (len(rows), True)


def test_small_cells_are_joined_with_their_frame_and_one_weight():
    rows = [row(number, cell="KH:1", frame=30.0) for number in range(4)]
    rows += [row(10 + number, cell="KH:2", frame=20.0) for number in range(6)]
    rows += [row(20 + number, cell="LA", frame=50.0) for number in range(10)]
    found = generalising.generalised(rows)
    joined = [one for one in found if one.cell != "LA"]
    assert {(one.cell, one.frame, one.weight) for one in joined} == {("KH, small cells", 50.0, 5.0)}


def test_a_cell_in_which_all_stayed_is_joined_like_a_small_one():
    rows = [row(number, cell="KH", is_in=True) for number in range(15)]
    rows += [row(20 + number, cell="LA") for number in range(12)]
    assert {one.cell for one in generalising.generalised(rows)} == {"small cells"}


def test_what_is_left_alone_goes_with_the_smallest_other_cell():
    rows = [row(number, cell="KH") for number in range(3)] + [row(10 + number, cell="LA") for number in range(12)]
    assert {one.cell for one in generalising.generalised(rows)} == {"small cells"}


def test_rows_come_in_the_order_of_the_pseudonyms():
    rows = [row(number) for number in (5, 1, 9, 3, 7, 2, 8, 4, 6, 0)]
    assert [one.pseudonym for one in generalising.generalised(rows)] == [f"p{number:04}" for number in range(10)]
