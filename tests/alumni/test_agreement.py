"""Do colleagues say what people say of themselves? Kappa, and a tenth chosen by the seed."""

import alumni_scenes as scenes
import pytest

from lms.alumni import actions
from lms.alumni.actions.agreement import ask_blind
from lms.alumni.errors import NotInPanel
from lms.alumni.estimators.agreement import Agreement, cohen_kappa
from lms.alumni.models import Case
from lms.alumni.panel import is_in_panel
from lms.alumni.queries import agreement
from lms.alumni.status import Answers, Place
from lms.people.models import Consent


@pytest.mark.parametrize(
    ("table", "kappa"),
    [
        ((20, 5, 10, 15), 0.4),  # Cohen's own kind of example: p_o .70, p_e .50
        ((45, 15, 25, 15), 0.1304),
        ((25, 35, 5, 35), 0.2593),
        ((10, 0, 0, 10), 1.0),
        ((0, 10, 10, 0), -1.0),
    ],
)
def test_kappa(table, kappa):
    assert cohen_kappa(*table) == pytest.approx(kappa, abs=5e-5)


@pytest.mark.parametrize("table", [(0, 0, 0, 0), (9, 0, 0, 0), (0, 0, 0, 4)])
def test_no_kappa_where_chance_explains_all(table):
    assert cohen_kappa(*table) is None


def test_about_a_tenth_is_chosen_and_always_the_same():
    chosen = {person for person in range(10_000) if is_in_panel(7, person)}
    assert 900 < len(chosen) < 1100
    assert chosen == {person for person in reversed(range(10_000)) if is_in_panel(7, person)}


@pytest.fixture
def campaign(admin, cohort_kh):
    """So many answered that some are in the panel; nobody said yet whether colleagues may be asked."""
    scenes.alumni(cohort_kh, 40)
    row = scenes.fielded(admin, sample_size=40)
    for case in row.cases.select_related("campaign", "person"):
        actions.answer(case=case, answers=Answers(Place.SAME_POST, True, True), language="en", by=None)
    return row


def allow(person, is_given=True):
    Consent.objects.create(person=person, purpose=Consent.Purpose.PROXY, is_given=is_given)


def seed_with(person_id):
    return next(seed for seed in range(1000) if is_in_panel(seed, person_id))


def test_only_who_may_be_asked_about_is_in_the_panel(campaign):
    case = campaign.cases.select_related("person").first()
    campaign.seed = seed_with(case.person_id)
    before = list(agreement.to_ask(campaign))
    allow(case.person)
    during = list(agreement.to_ask(campaign))
    allow(case.person, is_given=False)
    assert (before, during, list(agreement.to_ask(campaign))) == ([], [case], [])


def test_what_a_colleague_says_blindly_decides_nothing_and_is_asked_once(campaign, admin):
    case = campaign.cases.select_related("person").first()
    campaign.seed = seed_with(case.person_id)
    campaign.save()
    allow(case.person)
    case = Case.objects.select_related("campaign").get(pk=case.pk)
    ask_blind(case=case, source="colleague", status="left_govt", by=admin)
    with pytest.raises(NotInPanel):
        ask_blind(case=case, source="colleague", status="same", by=admin)
    case.refresh_from_db()
    assert (case.status, case.has_conflict, agreement.agreement(campaign)) == ("same", False, Agreement(0, 1, 0, 0))


def test_who_was_not_chosen_is_not_asked_about(campaign, admin):
    case = next(one for one in campaign.cases.select_related("campaign", "person") if not is_in_panel(7, one.person_id))
    allow(case.person)
    with pytest.raises(NotInPanel):
        ask_blind(case=case, source="colleague", status="same", by=admin)
