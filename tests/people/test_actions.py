"""What changes about people, and what is refused."""

from datetime import date

import factories
import pytest
from wagtail.models import ModelLogEntry

from lms.people import actions, queries
from lms.people.errors import CannotEndOwnRole, CannotInvite, CannotIssueCode, ManagesThemselves, RoleHeldAlready
from lms.people.models import Consent, Post, Role


def lines(action):
    return list(ModelLogEntry.objects.filter(action=action).values_list("user_id", "object_id"))


def test_the_newest_answer_about_consent_counts(learner_kh):
    for answer in (True, False, True):
        actions.answer_consent(person=learner_kh, purpose=Consent.Purpose.FOLLOW_UP, is_given=answer, by=learner_kh)
    actions.answer_consent(person=learner_kh, purpose=Consent.Purpose.REPORTS, is_given=True, by=learner_kh)
    actions.answer_consent(person=learner_kh, purpose=Consent.Purpose.REPORTS, is_given=False, by=learner_kh)
    assert queries.consents_of(learner_kh) == {
        "platform": False,
        "follow_up": True,
        "proxy": False,
        "records": False,
        "register": False,
        "reports": False,
    }


def test_details_note_only_consents_whose_answer_is_new(learner_kh):
    for _ in range(2):
        actions.change_details(
            person=learner_kh, details={"call_me": "Mom"}, consents={"follow_up": True, "reports": None}, by=learner_kh
        )
    learner_kh.refresh_from_db()
    assert (learner_kh.call_me, list(learner_kh.consents.values_list("purpose", flat=True))) == ("Mom", ["follow_up"])


def test_posts_are_added_and_never_overwritten(learner_kh, admin):
    for title in ("Officer", "Chief"):
        actions.record_post(
            person=learner_kh, title=title, started_on=date(2024, 1, 1), source=Post.Source.SELF, by=admin
        )
    assert list(learner_kh.posts.values_list("title", flat=True)) == ["Chief", "Officer"]


def test_a_role_is_granted_once_and_ended_once(learner_kh, admin):
    role = actions.grant_role(person=learner_kh, kind=Role.Kind.TRAINER, country="KH", by=admin)
    assert (learner_kh.is_trainer, role.granted_by) == (True, admin)
    with pytest.raises(RoleHeldAlready):
        actions.grant_role(person=learner_kh, kind=Role.Kind.TRAINER, country="KH", by=admin)
    actions.end_role(role=role, by=admin)
    actions.end_role(role=role, by=admin)
    assert lines("people.end_role") == [(admin.pk, str(learner_kh.pk))]
    assert Role.objects.get(pk=role.pk).ended_at is not None


def test_a_role_may_be_granted_again_after_it_ended(learner_kh, admin):
    actions.end_role(role=actions.grant_role(person=learner_kh, kind=Role.Kind.EDITOR, by=admin), by=admin)
    actions.grant_role(person=learner_kh, kind=Role.Kind.EDITOR, by=admin)
    assert learner_kh.roles.count() == 2


def test_nobody_ends_the_own_administrator_role(admin):
    with pytest.raises(CannotEndOwnRole):
        actions.end_role(role=admin.roles.get(), by=admin)


def test_no_code_opens_the_account_of_someone_with_a_role(trainer_kh, taskforce_kh):
    with pytest.raises(CannotIssueCode):
        actions.issue_sign_in_code(person=taskforce_kh, by=trainer_kh)


def test_no_code_for_someone_who_signs_in_by_email(client, learner_kh, trainer_kh):
    client.post("/en/accounts/login/", {"login": learner_kh.email, "password": factories.PASSWORD})
    learner_kh.refresh_from_db()
    with pytest.raises(CannotIssueCode):
        actions.issue_sign_in_code(person=learner_kh, by=trainer_kh)


def test_people_without_email_cannot_be_invited(admin, db):
    with pytest.raises(CannotInvite):
        actions.invite(person=factories.person(email=None), by=admin)


def test_every_issued_code_leaves_a_line_without_the_code(admin, db):
    person = factories.person(email=None)
    code = actions.issue_sign_in_code(person=person, by=admin)
    (line,) = ModelLogEntry.objects.filter(action="people.issue_sign_in_code")
    assert (line.user, line.data, code in str(line.data)) == (admin, {}, False)


def test_nobody_is_their_own_manager(learner_kh, admin):
    post = factories.post(learner_kh)
    with pytest.raises(ManagesThemselves):
        actions.name_manager(post=post, manager=learner_kh, by=admin)
    assert Post.objects.get().manager is None
