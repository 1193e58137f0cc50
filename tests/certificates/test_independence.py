import pytest

from certificates.independence import Tie, tie_between

MEMBER = 1


@pytest.mark.parametrize(
    ("candidate", "recommended_by", "involved", "approved_by", "tie"),
    [
        (2, 3, {3, 4}, None, Tie.NONE),
        (2, 3, {3, 4}, 5, Tie.NONE),
        (MEMBER, 3, {3, 4}, None, Tie.SELF),
        (2, MEMBER, {3, 4}, None, Tie.RECOMMENDED),
        (2, 3, {MEMBER, 4}, None, Tie.INVOLVED),
        (2, 3, {3, 4}, MEMBER, Tie.APPROVED),
        (MEMBER, MEMBER, {MEMBER}, MEMBER, Tie.SELF),
    ],
)
def test_the_closest_tie_is_named(candidate, recommended_by, involved, approved_by, tie):
    found = tie_between(
        member_id=MEMBER,
        candidate_id=candidate,
        recommended_by_id=recommended_by,
        involved_ids=involved,
        approved_by_id=approved_by,
    )
    assert found == tie
