"""The own details: contacts, each consent as a question of its own, the province of the post."""

import factories
import pytest
import trainer_scenes
from django.urls import reverse

from certificates.models import Certificate
from lms.cohorts.models import Enrolment
from lms.people import contacts
from lms.people.forms import ConsentsForm
from lms.people.models import Consent, ContactDetails, User
from lms.people.queries import answers_of

ADDRESS = "/en/my/details/"
KNOWN = {"phone": "012 345 678", "personal_email": "home@example.net", "personal_phone": "099 888 777"}


def save(client, **answers):
    return client.post(ADDRESS, {"language": "en", **answers})


@pytest.mark.parametrize("purpose", ["proxy", "records"])
@pytest.mark.parametrize(("answer", "kept"), [("yes", True), ("no", False)])
def test_a_yes_and_a_no_are_both_kept(signed_in, learner_kh, purpose, answer, kept):
    save(signed_in(learner_kh), **{purpose: answer})
    assert answers_of(learner_kh) == {purpose: kept}


def test_what_is_left_open_says_nothing(signed_in, learner_kh):
    save(signed_in(learner_kh))
    assert answers_of(learner_kh) == {}


def test_neither_question_is_answered_beforehand():
    form = ConsentsForm(answers={})
    chosen = [[row.data["selected"] for row in question.subwidgets] for question in form.questions]
    assert chosen == [[False, False], [False, False]]


def test_the_given_answers_stand_in_the_form(signed_in, learner_kh):
    save(signed_in(learner_kh), proxy="no", follow_up="on")
    form = signed_in(learner_kh).get(ADDRESS).context["consents_form"]
    assert (form["proxy"].value(), form["records"].value(), form["follow_up"].value()) == ("no", None, True)


def test_an_answer_is_changed_and_the_earlier_one_stays(signed_in, learner_kh):
    for answers in ({"follow_up": "on", "proxy": "yes"}, {"proxy": "no"}, {"proxy": "no"}):
        save(signed_in(learner_kh), **answers)
    told = [(row.purpose, row.is_given) for row in Consent.objects.order_by("id")]
    assert sorted(told) == [("follow_up", False), ("follow_up", True), ("proxy", False), ("proxy", True)]


def test_refusing_changes_nothing_else(signed_in, learner_kh, taskforce_kh):
    """Certificates, courses and the listing in the register are the same before and after."""
    paper = trainer_scenes.certify(learner_kh, country="KH")

    def everything():
        listed = signed_in(taskforce_kh).get(reverse("alumni:person", args=[learner_kh.pk]))
        return (
            list(Certificate.objects.values()),
            list(Enrolment.objects.values()),
            listed.status_code,
            paper.number in listed.content.decode(),
            signed_in(learner_kh).get("/en/my/record/").status_code,
        )

    before = everything()
    save(signed_in(learner_kh), proxy="no", records="no")
    assert (everything(), before[2:]) == (before, (200, True, 200))


def test_contacts_are_kept_sealed_and_shown_to_their_owner(signed_in, learner_kh):
    save(signed_in(learner_kh), **KNOWN)
    assert ContactDetails.objects.get().phone == KNOWN["phone"]
    page = signed_in(learner_kh).get(ADDRESS).content.decode()
    assert [text in page for text in KNOWN.values()] == [True] * 3


def test_empty_contacts_leave_no_row(signed_in, learner_kh):
    save(signed_in(learner_kh), **KNOWN)
    save(signed_in(learner_kh))
    assert ContactDetails.objects.count() == 0


def test_a_wrong_personal_address_is_told_and_nothing_is_saved(signed_in, learner_kh):
    response = save(signed_in(learner_kh), personal_email="no address", proxy="yes")
    assert list(response.context["form"].errors) == ["personal_email"]
    assert (answers_of(learner_kh), ContactDetails.objects.count()) == ({}, 0)


def test_the_province_of_the_present_post_is_kept(signed_in, learner_kh):
    post = factories.post(learner_kh)
    save(signed_in(learner_kh), province=" Siem  Reap ")
    post.refresh_from_db()
    assert post.province == "Siem Reap"


def test_without_a_post_no_province_is_asked(signed_in, learner_kh):
    assert signed_in(learner_kh).get(ADDRESS).context["province_form"] is None


def test_everyone_erases_the_own_contacts_alone(signed_in, learner_kh, learner_la):
    for person in (learner_kh, learner_la):
        contacts.keep_contacts(person=person, contacts=KNOWN)
    address = reverse("alumni:erase_contacts")
    assert address in signed_in(learner_kh).get(ADDRESS).content.decode()
    assert signed_in(learner_kh).get(address).status_code == 200
    assert ContactDetails.objects.count() == 2
    assert signed_in(learner_kh).post(address).url == ADDRESS
    assert list(ContactDetails.objects.values_list("person", flat=True)) == [learner_la.pk]
    assert User.objects.get(pk=learner_kh.pk).email == "learner.kh@example.org"


def test_visitors_erase_nothing(client, db):
    address = reverse("alumni:erase_contacts")
    assert client.post(address).url == f"/en/accounts/login/?next={address}"
