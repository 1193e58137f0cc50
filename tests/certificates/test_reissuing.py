from datetime import timedelta

import factories
import pytest
from django.utils import timezone
from wagtail.models import ModelLogEntry

from certificates.actions import completing, deciding, recommending, reissuing, standing
from certificates.corrections import Difference, differences
from certificates.errors import (
    AlreadyRecommended,
    EndsToday,
    MayNotChange,
    NothingDiffers,
    NotInForce,
    ReasonMissing,
    RevocationOpen,
    SameCountry,
    StillSuspended,
    WrongKind,
)
from certificates.models import Certificate, Recommendation
from lms.core.models import Message
from lms.core.printing import MissingGlyph
from lms.people.models import Role

WHY = "Her name was misspelt."


@pytest.fixture
def renamed(certificate):
    """The holder's own record was corrected after the issue."""
    certificate.person.full_name = "សុខ ស្រីមុំរ៉ា"
    certificate.person.save()
    return certificate


def correct(certificate, by, reason=WHY):
    return reissuing.correct(certificate=certificate, reason=reason, by=by)


def transfer(certificate, by, country="LA", note="She has moved to Vientiane."):
    return reissuing.ask_transfer(certificate=certificate, country=country, note=note, by=by)


def test_a_correction_shows_what_was_printed_beside_what_would_be(renamed):
    assert differences(renamed) == [Difference("Name", "សុខ ស្រីមុំ", "សុខ ស្រីមុំរ៉ា")]


def test_a_corrected_certificate_takes_the_place_of_the_old_and_both_stay(renamed, taskforce_kh):
    new = correct(renamed, taskforce_kh)
    renamed.refresh_from_db()
    assert (new.snapshot["name"], renamed.snapshot["name"]) == ("សុខ ស្រីមុំរ៉ា", "សុខ ស្រីមុំ")
    assert (renamed.state, renamed.state_reason, renamed.replaced_by) == ("superseded", new.number, new)
    same = ("decision", "level", "valid_until", "country", "kind")
    assert [getattr(new, name) for name in same] == [getattr(renamed, name) for name in same]
    assert [(event.kind, event.reason) for event in new.events.all()] == [("issued", WHY)]


def test_an_administrator_corrects_too_and_the_holder_is_told(renamed, admin):
    new = correct(renamed, admin)
    told = Message.objects.get(key=f"certificate:{new.pk}:holder")
    assert (told.to, new.number in told.body, renamed.number in told.body) == ("learner.kh@example.org", True, True)
    assert ModelLogEntry.objects.get(action="certificates.correct").user == admin


def test_a_certificate_of_completion_is_corrected_in_the_same_way(finisher, trainer_kh, admin):
    old = completing.issue_completion(enrolment=finisher, by=trainer_kh)
    finisher.person.full_name_latin = "Sok Sreymomra"
    finisher.person.save()
    new = correct(Certificate.objects.get(pk=old.pk), admin)
    assert (new.snapshot["name_latin"], new.decision, new.replaces) == ("Sok Sreymomra", None, old)


def test_nothing_to_correct_is_refused(certificate, taskforce_kh):
    with pytest.raises(NothingDiffers):
        correct(certificate, taskforce_kh)


@pytest.mark.parametrize("act", [correct, transfer])
@pytest.mark.parametrize("who", ["learner_kh", "taskforce_la", "trainer_kh"])
def test_nobody_else_corrects_or_transfers_and_never_the_holder(request, renamed, act, who):
    person = request.getfixturevalue(who)
    if who == "learner_kh":
        factories.role(person, Role.Kind.TASK_FORCE, "KH")
    with pytest.raises(MayNotChange):
        act(renamed, person)
    assert Certificate.objects.count() == 1


def test_a_correction_and_a_transfer_need_a_reason(renamed, taskforce_kh):
    with pytest.raises(ReasonMissing):
        correct(renamed, taskforce_kh, reason=" ")
    with pytest.raises(ReasonMissing):
        transfer(renamed, taskforce_kh, note=" ")


def test_no_new_certificate_hides_a_suspension_or_a_request_to_revoke(renamed, taskforce_kh, taskforce2_kh):
    proposal = standing.propose_revocation(certificate=renamed, reason="Untrue.", by=taskforce_kh)
    for act in (correct, transfer):
        with pytest.raises(RevocationOpen):
            act(renamed, taskforce2_kh)
    standing.drop_revocation(proposal=proposal, by=taskforce_kh)
    standing.suspend(certificate=renamed, reason="Under review.", by=taskforce_kh)
    for act in (correct, transfer):
        with pytest.raises(StillSuspended):
            act(renamed, taskforce2_kh)
    assert Certificate.objects.count() == 1


@pytest.mark.parametrize("state", ["revoked", "superseded", "expired"])
def test_what_is_no_longer_in_force_is_not_corrected(renamed, taskforce_kh, state):
    Certificate.objects.update(state=state)
    with pytest.raises(NotInForce):
        correct(renamed, taskforce_kh)


def test_what_ends_today_is_renewed_instead(renamed, taskforce_kh):
    today = timezone.localdate()
    Certificate.objects.update(valid_until=today, issued_on=today - timedelta(days=9))
    with pytest.raises(EndsToday):
        correct(renamed, taskforce_kh)


def test_a_name_that_cannot_be_printed_leaves_the_old_certificate_in_force(renamed, taskforce_kh):
    renamed.person.full_name = "ꦱꦸꦏꦂ"
    renamed.person.save()
    with pytest.raises(MissingGlyph):
        correct(renamed, taskforce_kh)
    assert list(Certificate.objects.values_list("state", flat=True)) == ["valid"]


def test_the_new_country_decides_on_a_transfer_and_the_last_day_stays(certificate, taskforce_kh, taskforce_la):
    request = transfer(certificate, taskforce_kh)
    assert (request.purpose, request.country, request.level) == ("transfer", "LA", certificate.level)
    new = deciding.approve(recommendation=request, reason="Welcome.", by=taskforce_la)
    certificate.refresh_from_db()
    assert (new.country, new.number[:5], new.valid_until) == ("LA", "CL-LA", certificate.valid_until)
    assert (certificate.state, new.replaces) == ("superseded", certificate)


def test_a_transfer_leaves_the_old_certificate_until_the_decision(certificate, taskforce_kh, taskforce_la):
    deciding.decline(recommendation=transfer(certificate, taskforce_kh), reason="Not yet.", by=taskforce_la)
    certificate.refresh_from_db()
    assert (certificate.state, Certificate.objects.count()) == ("valid", 1)


def test_a_transfer_is_asked_for_once(certificate, taskforce_kh, admin):
    first = transfer(certificate, taskforce_kh)
    assert transfer(certificate, admin).pk == first.pk
    with pytest.raises(AlreadyRecommended):
        transfer(certificate, admin, country="TH")
    assert Recommendation.objects.open().count() == 1


def test_a_transfer_leads_elsewhere_and_moves_only_a_trainers_certificate(certificate, finisher, trainer_kh, admin):
    with pytest.raises(SameCountry):
        transfer(certificate, admin, country="KH")
    completion = completing.issue_completion(enrolment=finisher, by=trainer_kh)
    with pytest.raises(WrongKind):
        transfer(completion, admin)


def test_a_renewal_after_a_transfer_stays_with_the_new_country(
    certificate, candidate, trainer_kh, taskforce_kh, taskforce_la
):
    deciding.approve(recommendation=transfer(certificate, taskforce_kh), reason="Welcome.", by=taskforce_la)
    soon = timezone.localdate() + timedelta(days=30)
    Certificate.objects.filter(country="LA").update(issued_on=soon - timedelta(days=1095), valid_until=soon)
    asked = recommending.recommend_renewal(enrolment=candidate, note="Still teaches.", by=trainer_kh)
    assert asked.country == "LA"


def test_an_administrator_answers_for_a_transfer_whose_asker_has_left(certificate, taskforce_kh, taskforce_la, admin):
    asked = transfer(certificate, taskforce_kh)
    deciding.ask_for_more(recommendation=asked, reason="Where does she work now?", by=taskforce_la)
    recommending.withdraw(recommendation=asked, reason="The asker has left.", by=admin)
    assert not Recommendation.objects.open().exists()
