"""Who may see, write, translate, review and sign off in the bank."""

from collections.abc import Collection

from lms.core.languages import CODES, LANGUAGE_OF
from lms.people.models import Role, User
from lms.questionnaires.models import Question, QuestionWording, ReviewTask

BANK_ROLES = (Role.Kind.EDITOR, Role.Kind.TRANSLATOR, Role.Kind.REVIEWER, Role.Kind.ADMINISTRATOR)
WRITING_ROLES = (Role.Kind.EDITOR, Role.Kind.ADMINISTRATOR)
REVIEWING_ROLES = (Role.Kind.REVIEWER, Role.Kind.ADMINISTRATOR)


def can_see_bank(user: User) -> bool:
    """For everybody else the bank does not exist."""
    return user.is_authenticated and any(map(user.holds, BANK_ROLES))


def can_write(user: User) -> bool:
    """Questions, their keys and their words in every language."""
    return user.is_authenticated and any(map(user.holds, WRITING_ROLES))


def languages_of(user: User, kind: str) -> list[str]:
    """The languages of this role: named by the role, or those of its country; a role without either has all."""
    if not user.is_authenticated:
        return []
    scopes = {role.language or LANGUAGE_OF.get(role.country, "") for role in user.active_roles if role.kind == kind}
    return CODES if "" in scopes else [code for code in CODES if code in scopes]


def languages_to_word(user: User) -> list[str]:
    return CODES if can_write(user) else languages_of(user, Role.Kind.TRANSLATOR)


def can_word(user: User, language: str) -> bool:
    return language in languages_to_word(user)


def can_review(user: User, question: Question, writers: Collection[int]) -> bool:
    """`writers` are the ids of those who wrote a part of it (queries.writers_of): never one's own work."""
    may_ever = user.is_authenticated and any(map(user.holds, REVIEWING_ROLES))
    return may_ever and user.pk not in writers and question.written_by_id != user.pk


def can_review_harm(user: User, question: Question, writers: Collection[int]) -> bool:
    """The second pair of eyes: not the first."""
    return can_review(user, question, writers) and question.content_reviewed_by_id != user.pk


def can_sign_off(user: User, wording: QuestionWording, wrote: Collection[str]) -> bool:
    """`wrote` are the languages that this person wrote of the question (queries.languages_written_by)."""
    in_scope = wording.language in languages_of(user, Role.Kind.REVIEWER)
    return in_scope and wording.worded_by_id != user.pk and wording.language not in wrote


def can_close_task(user: User, task: ReviewTask) -> bool:
    """Editors, reviewers and administrators; a translator only what was asked about an own language."""
    if not user.is_authenticated:
        return False
    may_all = can_write(user) or user.holds(Role.Kind.REVIEWER)
    return may_all or (bool(task.language) and can_word(user, task.language))
