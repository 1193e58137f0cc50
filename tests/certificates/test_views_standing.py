import factories
import pytest
from django.core.cache import cache
from django.urls import reverse

from certificates.actions import deciding, recommending, standing
from certificates.models import Certificate, RevocationProposal
from lms.people.models import Role

WHO = {
    "learner_kh": 404,
    "trainer_kh": 404,
    "observer_kh": 404,
    "taskforce_kh": 200,
    "taskforce_la": 404,
    "admin": 200,
}
MEMBERS_ONLY = {**WHO, "admin": 404}
WHY = {"reason": "Found to be untrue."}


def address(view, certificate):
    return reverse(f"certificates:{view}", args=[certificate.pk])


@pytest.mark.parametrize(("who", "status"), {**WHO, "taskforce_la": 200}.items())
def test_who_opens_the_list(request, signed_in, certificate, who, status):
    response = signed_in(request.getfixturevalue(who)).get(reverse("certificates:issued"))
    assert response.status_code == status
    if status == 200:
        listed = [row.pk for row in response.context["page"]]
        assert listed == ([] if who == "taskforce_la" else [certificate.pk])


@pytest.mark.parametrize(("who", "status"), WHO.items())
@pytest.mark.parametrize("view", ["certificate", "correct", "transfer"])
def test_who_opens_the_page_corrects_and_transfers(request, signed_in, certificate, view, who, status):
    assert signed_in(request.getfixturevalue(who)).get(address(view, certificate)).status_code == status


@pytest.mark.parametrize(("who", "status"), MEMBERS_ONLY.items())
@pytest.mark.parametrize("view", ["suspend", "reinstate", "revoke"])
def test_who_opens_what_changes_the_standing(request, signed_in, certificate, view, who, status):
    assert signed_in(request.getfixturevalue(who)).get(address(view, certificate)).status_code == status


@pytest.mark.parametrize("view", ["certificate", "suspend", "reinstate", "revoke", "correct", "transfer"])
def test_another_countrys_certificate_answers_as_if_unknown(signed_in, certificate, taskforce_la, view):
    client = signed_in(taskforce_la)
    for method in (client.get, client.post):
        addresses = [address(view, certificate), reverse(f"certificates:{view}", args=[999_999])]
        assert [method(each, WHY).status_code for each in addresses] == [404, 404]
    assert Certificate.objects.get().state == "valid"


@pytest.mark.parametrize("view", ["suspend", "reinstate", "revoke", "correct", "transfer"])
def test_nobody_changes_the_own_certificate(signed_in, certificate, learner_kh, view):
    factories.role(learner_kh, Role.Kind.TASK_FORCE, "KH")
    response = signed_in(learner_kh).post(address(view, certificate), {**WHY, "note": "Mine", "country": "LA"})
    assert (response.status_code, Certificate.objects.get().state) == (404, "valid")


def test_the_page_tells_what_happened_and_what_can_be_done(signed_in, certificate, taskforce_kh):
    client = signed_in(taskforce_kh)
    ways = {words for _address, words in client.get(address("certificate", certificate)).context["ways"]}
    assert ways == {"Suspend", "Correct the name", "Transfer to another country", "Ask to revoke"}
    client.post(address("suspend", certificate), {"reason": "Under review until June."})
    page = client.get(address("certificate", certificate))
    assert {words for _address, words in page.context["ways"]} == {"Make valid again", "Ask to revoke"}
    assert "Under review until June." in page.content.decode()


def test_while_a_revocation_is_asked_for_nothing_new_is_offered(signed_in, certificate, taskforce_kh, taskforce2_kh):
    standing.propose_revocation(certificate=certificate, reason="Untrue.", by=taskforce_kh)
    page = signed_in(taskforce2_kh).get(address("certificate", certificate))
    assert [words for _address, words in page.context["ways"]] == ["Suspend"]
    assert address("revoke", certificate) in page.content.decode()


def test_a_member_suspends_and_makes_valid_again(signed_in, certificate, taskforce_kh):
    client, states = signed_in(taskforce_kh), []
    for view in ("suspend", "reinstate"):
        assert client.post(address(view, certificate), WHY).url == address("certificate", certificate)
        states.append(Certificate.objects.get().state)
    assert states == ["suspended", "valid"]


def test_a_refusal_is_said_in_words(signed_in, certificate, taskforce_kh):
    page = signed_in(taskforce_kh).post(address("reinstate", certificate), WHY)
    assert (page.status_code, "This certificate is not suspended." in page.content.decode()) == (200, True)


def test_two_members_revoke(signed_in, certificate, taskforce_kh, taskforce2_kh):
    signed_in(taskforce_kh).post(address("revoke", certificate), WHY)
    assert (Certificate.objects.get().state, RevocationProposal.objects.get().state) == ("valid", "open")
    client = signed_in(taskforce2_kh)
    page = client.get(address("revoke", certificate)).content.decode()
    assert ("Found to be untrue." in page, "Revoke this certificate" in page) == (True, True)
    assert client.post(address("revoke", certificate), {"confirm": "1"}).status_code == 302
    assert (Certificate.objects.get().state, RevocationProposal.objects.get().state) == ("revoked", "confirmed")


def test_who_asked_sees_no_button_to_confirm_and_cannot(signed_in, certificate, taskforce_kh, taskforce2_kh):
    client = signed_in(taskforce_kh)
    client.post(address("revoke", certificate), WHY)
    assert "Revoke this certificate" not in client.get(address("revoke", certificate)).content.decode()
    page = client.post(address("revoke", certificate), {"confirm": "1"}).content.decode()
    assert "Another member of the Task Force confirms the revocation." in page
    assert Certificate.objects.get().state == "valid"


def test_who_asked_takes_the_request_back(signed_in, certificate, taskforce_kh):
    client = signed_in(taskforce_kh)
    client.post(address("revoke", certificate), WHY)
    client.post(address("revoke", certificate), {"drop": "1"})
    assert (Certificate.objects.get().state, RevocationProposal.objects.get().state) == ("valid", "dropped")


def test_an_administrator_answers_where_the_country_has_one_member(signed_in, certificate, taskforce_kh, admin):
    standing.propose_revocation(certificate=certificate, reason="Untrue.", by=taskforce_kh)
    response = signed_in(admin).post(address("revoke", certificate), {"confirm": "1"})
    assert (response.status_code, Certificate.objects.get().state) == (302, "revoked")


def test_an_administrator_does_not_answer_where_another_member_can(
    signed_in, certificate, taskforce_kh, taskforce2_kh, admin
):
    standing.propose_revocation(certificate=certificate, reason="Untrue.", by=taskforce_kh)
    assert signed_in(admin).post(address("revoke", certificate), {"confirm": "1"}).status_code == 404


def test_the_page_of_a_correction_shows_both_names_and_issues_the_new_one(signed_in, certificate, taskforce_kh):
    client = signed_in(taskforce_kh)
    assert "Correct the record first" in client.get(address("correct", certificate)).content.decode()
    certificate.person.full_name_latin = "Sok Sreymomra"
    certificate.person.save()
    page = client.get(address("correct", certificate)).content.decode()
    assert ("Sok Sreymom<" in page, "Sok Sreymomra<" in page) == (True, True)
    client.post(address("correct", certificate), WHY)
    assert list(Certificate.objects.order_by("pk").values_list("state", flat=True)) == ["superseded", "valid"]


def test_a_transfer_lands_in_the_new_countrys_queue(signed_in, certificate, taskforce_kh, taskforce_la):
    data = {"country": "LA", "note": "She has moved."}
    signed_in(taskforce_kh).post(address("transfer", certificate), data)
    queue = signed_in(taskforce_la).get(reverse("certificates:queue"))
    assert [row.enrolment for row in queue.context["page"]] == [certificate.enrolment]


def test_the_list_costs_the_same_for_one_and_three(
    signed_in, candidate, trainer_kh, taskforce_kh, meet_all, django_assert_max_num_queries
):
    client, counts = signed_in(taskforce_kh), []
    for number in (1, 2):
        for _ in range(number):
            enrolment = factories.enrolment(candidate.cohort)
            meet_all(enrolment, trainer_kh)
            request = recommending.recommend(enrolment=enrolment, note="Good", by=trainer_kh)
            deciding.approve(recommendation=request, reason="Good", by=taskforce_kh)
        cache.clear()
        with django_assert_max_num_queries(12) as queries:
            client.get(reverse("certificates:issued"))
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_a_certificate_is_never_transferred_to_where_it_is(signed_in, certificate, taskforce_kh):
    response = signed_in(taskforce_kh).post(address("transfer", certificate), {"country": "KH", "note": "Moved."})
    assert list(response.context["form"].errors) == ["country"]
