import pytest

from certificates.independence import Tie, tie_between

MEMBER = 1


@pytest.mark.parametrize(
    ("candidate", "recommended_by", "involved", "tie"),
    [
        (2, 3, {3, 4}, Tie.NONE),
        (MEMBER, 3, {3, 4}, Tie.SELF),
        (2, MEMBER, {3, 4}, Tie.RECOMMENDED),
        (2, 3, {MEMBER, 4}, Tie.INVOLVED),
        (MEMBER, MEMBER, {MEMBER}, Tie.SELF),
    ],
)
def test_the_closest_tie_is_named(candidate, recommended_by, involved, tie):
    found = tie_between(
        member_id=MEMBER, candidate_id=candidate, recommended_by_id=recommended_by, involved_ids=involved
    )
    assert found == tie
