"""Every change to the plan of a campaign, until the draw, and the mail that tries it out."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from lms.alumni import wording
from lms.alumni.errors import NoAddressToTest, PlanIsFixed
from lms.alumni.models import Campaign
from lms.core import audit, outbox
from lms.people.models import User

TEST_DAYS = 30


@transaction.atomic
def save_plan(*, campaign: Campaign, by: User, **fields: Any) -> None:
    """Write these fields of the plan. Raises PlanIsFixed after the draw, also where it came a moment earlier."""
    if not Campaign.objects.filter(pk=campaign.pk, state=Campaign.State.DRAFT).update(**fields):
        raise PlanIsFixed
    campaign.refresh_from_db()
    audit.record(campaign, "alumni.plan", by=by, changed=sorted(fields))


@transaction.atomic
def save_text(*, campaign: Campaign, language: str, subject: str, body: str, by: User) -> None:
    """The campaign's own words in one language; those of the house are not kept, and the plan is to be tested anew.

    Raises PlanIsFixed.
    """
    subject, body = subject.strip(), body.replace("\r\n", "\n").strip() + "\n"
    texts = texts_without(campaign, language)
    if (subject, body) != wording.house_words(language):
        texts[language] = {"subject": subject, "body": body}
    save_plan(campaign=campaign, by=by, texts=texts, tested_at=None)


@transaction.atomic
def drop_text(*, campaign: Campaign, language: str, by: User) -> None:
    """Back to the words of the house. Raises PlanIsFixed."""
    save_plan(campaign=campaign, by=by, texts=texts_without(campaign, language), tested_at=None)


def texts_without(campaign: Campaign, language: str) -> dict[str, dict[str, str]]:
    """The texts of the other languages, held until the end of the transaction."""
    texts = Campaign.objects.select_for_update().values_list("texts", flat=True).get(pk=campaign.pk)
    return {code: text for code, text in texts.items() if code != language}


@transaction.atomic
def send_test(*, campaign: Campaign, by: User) -> int:
    """Mail the invitation to `by`, in the own language and in each that has words of its own; answers how many.

    Its link leads to the questions, where nothing is saved. Raises NoAddressToTest, PlanIsFixed.
    """
    if not by.email:
        raise NoAddressToTest
    save_plan(campaign=campaign, by=by, tested_at=timezone.now())
    languages = sorted({by.language, *campaign.texts})
    last_day = min(max(timezone.localdate(), campaign.opens_on) + timedelta(days=TEST_DAYS), campaign.closes_on)
    for language in languages:
        link = f"{settings.SITE_URL}{reverse('survey:test')}?language={language}"
        subject, body = wording.invitation(campaign, language, link=link, last_day=last_day)
        outbox.queue(to=by.email, subject=subject, body=body, language=language)
    return len(languages)
