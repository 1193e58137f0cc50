"""The screens of a batch: who opens them, what they say, what they order."""

import factories
import pytest
from django.urls import reverse

from certificates.actions import batches
from certificates.models import Batch, BatchItem, Decision

State = BatchItem.State
WHO = {
    "learner_kh": 404,
    "trainer_kh": 200,
    "observer_kh": 404,
    "taskforce_kh": 404,
    "taskforce_la": 404,
    "trainer_la": 404,
    "admin": 200,
}


@pytest.fixture
def batch(completion_cohort, finisher, trainer_kh):
    return batches.order_completions(cohort=completion_cohort, enrolments=[finisher], by=trainer_kh)


@pytest.fixture
def decided_batch(recommendation, taskforce_kh):
    decision = Decision.objects.create(
        recommendation=recommendation, outcome=Decision.Outcome.APPROVED, reason="Good", decided_by=taskforce_kh
    )
    return batches.order(title="November", items=[(recommendation.enrolment, decision)], by=taskforce_kh)


def address_of(batch, name="batch"):
    return reverse(f"certificates:{name}", args=[batch.pk])


@pytest.fixture
def order_address(completion_cohort):
    return reverse("certificates:order_completions", args=[completion_cohort.code])


@pytest.mark.parametrize(("who", "status"), WHO.items())
def test_who_opens_the_order(request, signed_in, finisher, order_address, who, status):
    assert signed_in(request.getfixturevalue(who)).get(order_address).status_code == status


@pytest.mark.parametrize(("who", "status"), WHO.items())
def test_who_follows_a_trainers_batch(request, signed_in, batch, who, status):
    assert signed_in(request.getfixturevalue(who)).get(address_of(batch)).status_code == status


@pytest.mark.parametrize(
    ("who", "status"), {**WHO, "trainer_kh": 404, "taskforce_kh": 200, "taskforce2_kh": 200}.items()
)
def test_who_follows_a_batch_of_decisions(request, signed_in, decided_batch, who, status):
    assert signed_in(request.getfixturevalue(who)).get(address_of(decided_batch)).status_code == status


@pytest.mark.parametrize(("who", "status"), {**WHO, "trainer_kh": 302, "admin": 302}.items())
@pytest.mark.parametrize("name", ["retry_batch", "retry_item"])
def test_who_tries_again(request, signed_in, batch, who, status, name):
    BatchItem.objects.update(state=State.FAILED)
    address = address_of(batch if name == "retry_batch" else batch.items.get(), name)
    response = signed_in(request.getfixturevalue(who)).post(address)
    expected = State.WAITING if status == 302 else State.FAILED
    assert (response.status_code, batch.items.get().state) == (status, expected)


@pytest.mark.parametrize(
    ("who", "titles"),
    [("trainer_kh", ["Done"]), ("taskforce_kh", ["November"]), ("trainer_la", []), ("admin", ["November", "Done"])],
)
def test_the_list_names_what_is_ones_own(request, signed_in, batch, decided_batch, who, titles):
    Batch.objects.filter(pk=batch.pk).update(title="Done")
    response = signed_in(request.getfixturevalue(who)).get(reverse("certificates:batches"))
    assert [row.title for row in response.context["page"]] == titles


def test_a_learner_has_no_list(signed_in, learner_kh):
    assert signed_in(learner_kh).get(reverse("certificates:batches")).status_code == 404


def test_the_order_lists_who_is_ready_and_not_who_waits(signed_in, order_address, finisher, trainer_kh):
    factories.enrolment(finisher.cohort)
    client, found = signed_in(trainer_kh), []
    for _step in ("before", "after"):
        found.append([row.pk for row in client.get(order_address).context["ready"]])
        client.post(order_address, {"enrolment": [finisher.pk]})
    assert found == [[finisher.pk], []]


def test_an_order_leads_to_its_progress(signed_in, order_address, finisher, trainer_kh):
    response = signed_in(trainer_kh).post(order_address, {"enrolment": [finisher.pk]})
    batch = Batch.objects.get()
    assert (response.status_code, response["Location"]) == (302, address_of(batch))
    assert list(batch.items.values_list("enrolment", flat=True)) == [finisher.pk]


def test_an_order_for_nobody_is_asked_again(signed_in, order_address, finisher, trainer_kh):
    response = signed_in(trainer_kh).post(order_address, {})
    assert (response.status_code, Batch.objects.count()) == (200, 0)
    assert "Choose at least one person." in response.content.decode()


@pytest.mark.parametrize("foreign", ["another cohort", "nobody"])
def test_one_person_from_elsewhere_makes_the_order_vanish(signed_in, order_address, finisher, trainer_kh, foreign):
    other = factories.enrolment(factories.cohort(trainers=[trainer_kh])).pk if foreign == "another cohort" else "x"
    response = signed_in(trainer_kh).post(order_address, {"enrolment": [finisher.pk, other]})
    assert (response.status_code, Batch.objects.count()) == (404, 0)


def test_trainers_certificates_have_no_such_order(signed_in, trainer_cohort, trainer_kh):
    address = reverse("certificates:order_completions", args=[trainer_cohort.code])
    assert signed_in(trainer_kh).get(address).status_code == 404


def test_the_page_renews_itself_only_while_somebody_waits(signed_in, batch, trainer_kh):
    client, renews = signed_in(trainer_kh), []
    for _step in ("waiting", "issued"):
        page = client.get(address_of(batch)).content.decode()
        renews.append((page.count('http-equiv="refresh"'), page.count("progress.js")))
        batches.issue_waiting()
    assert renews == [(1, 1), (0, 0)]


def test_the_page_counts_and_names_what_was_issued(signed_in, batch, trainer_kh):
    batches.issue_waiting()
    response = signed_in(trainer_kh).get(address_of(batch))
    assert (response.context["progress"].issued, response.context["progress"].total) == (1, 1)
    assert batch.items.get().certificate.number in response.content.decode()


OURS = "ເກີດຂໍ້ຜິດພາດຢູ່ຝ່າຍພວກເຮົາ"


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ("NotAllMet: Not every requirement is met yet.", "ຍັງບໍ່"),
        ("OSError", OURS),
        ("", OURS),
    ],
)
def test_a_reason_is_told_in_the_readers_language(signed_in, batch, trainer_kh, fault, words):
    BatchItem.objects.update(state=State.FAILED, fault=fault)
    page = signed_in(trainer_kh).get(address_of(batch).replace("/en/", "/lo/")).content.decode()
    assert words in page


@pytest.mark.parametrize("people", [1, 3])
def test_the_page_costs_the_same_for_one_and_for_three(
    signed_in, completion_cohort, trainer_kh, meet_all, django_assert_num_queries, people
):
    chosen = [factories.enrolment(completion_cohort) for _ in range(people)]
    for enrolment in chosen:
        meet_all(enrolment, trainer_kh)
    batch = batches.order_completions(cohort=completion_cohort, enrolments=chosen, by=trainer_kh)
    batches.issue_waiting()
    client = signed_in(trainer_kh)
    client.get(address_of(batch))
    with django_assert_num_queries(8):
        client.get(address_of(batch))


def test_a_thousand_are_ordered_with_one_click(signed_in, order_address, finisher, trainer_kh):
    sent = {"enrolment": [finisher.pk, *[f"{finisher.pk}"] * 1000]}
    assert signed_in(trainer_kh).post(order_address, sent).status_code == 302


def test_a_number_that_no_row_can_have_is_not_found(signed_in, order_address, finisher, trainer_kh):
    assert signed_in(trainer_kh).post(order_address, {"enrolment": ["9" * 30]}).status_code == 404
