"""The demo's bank: some questions reviewed and live, one retired, some Khmer wordings signed off."""

from lms.people.models import User
from lms.questionnaires import standing
from lms.questionnaires.actions import steps, wordings
from lms.questionnaires.drafts import digest
from lms.questionnaires.models import Question, QuestionWording

LIVE, REVIEWED, SIGNED_OFF = 30, 10, 12
RETIRED = "The bank holds a better question about the same."


def seed_bank(people: dict[str, User]) -> None:
    """By the site's own rules: the reviewer reads the content, the administrator looks for harm, the editor decides."""
    questions = list(Question.objects.filter(programme_code="rtp").order_by("code")[: LIVE + REVIEWED])
    for question in questions:
        review(steps.review_content, question, people["reviewer.km"])
    for question in questions[:LIVE]:
        review(steps.review_harm, question, people["admin"])
        question.refresh_from_db()
        steps.put_live(question=question, by=people["editor"])
    retire_a_spare(people["editor"])
    for wording in QuestionWording.objects.filter(question__programme_code="ethics", language="km").order_by(
        "question__code"
    )[:SIGNED_OFF]:
        words = standing.standing_of(wording.question).words["km"]
        wordings.sign_off(wording=wording, seen=digest(words), by=people["reviewer.km"])


def review(step, question: Question, by: User) -> None:
    question.refresh_from_db()
    step(question=question, seen=standing.fingerprint(standing.standing_of(question)), by=by)


def retire_a_spare(editor: User) -> None:
    """One that stands on no form, where the bank has one to spare."""
    spare = Question.objects.filter(places=None).order_by("-code").first()
    if spare:
        steps.retire(question=spare, reason=RETIRED, by=editor)
