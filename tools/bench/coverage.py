"""Does the interval hold the truth as often as it says? A follow-up with known truth, by the site's own actions."""

from datetime import date, timedelta

import numpy as np
from django.db import transaction
from django.utils import timezone

from lms.alumni import actions, results
from lms.alumni.actions.following import choose_follow_up
from lms.alumni.models import Campaign, Case, Contact
from lms.alumni.status import Answers, Place
from lms.cohorts.models import Cohort, Enrolment
from lms.core.languages import Country
from lms.people.models import Role, User
from tools.bench.measures import Measured

SEED = 2026
COMPLETED_ON = date(2001, 6, 1)  # a year in which the bench's other people completed nothing
STILL_THERE = 2 / 3
ANSWERS = {True: 0.3, False: 0.1}  # of those in post and of those who left: leavers answer less
FOLLOWED = 6  # of the silent one in so many
IN_POST = Answers(place=Place.SAME_POST, has_formal_duty=True, worked_on_it_lately=True)
LEFT = Answers(place=Place.OUTSIDE, has_formal_duty=False, worked_on_it_lately=False)


def of_campaigns(people: int, repeats: int) -> Measured:
    """The share of repeats in which the 95 % interval held the share in post of the whole frame.

    `naive` is by how much the share among those who answered by themselves overstates it, on average.
    """
    by, population = made_people(people)
    random = np.random.default_rng(SEED)
    runs = [one_run(by, population, random) for _repeat in range(repeats)]
    held, naive = np.array(runs, float).T
    return Measured(float(held.mean()), more={"people": people, "repeats": repeats, "naive": float(naive.mean())})


def made_people(count: int) -> tuple[User, list[int]]:
    """An administrator, and people of six countries who completed one course."""
    by = User.objects.create_user(email="coverage@example.org", password="!bench", full_name="Coverage")
    Role.objects.create(person=by, kind=Role.Kind.ADMINISTRATOR)
    cohort = Cohort.objects.create(
        code="coverage",
        programme_code="rtp",
        title="Coverage",
        country="KH",
        starts_on=COMPLETED_ON,
        ends_on=COMPLETED_ON,
    )
    countries = Country.values
    rows = [
        User(
            email=f"covered{number}@example.org",
            full_name=f"Covered {number}",
            password="!bench",
            country=countries[number % len(countries)],
        )
        for number in range(count)
    ]
    User.objects.bulk_create(rows)
    Enrolment.objects.bulk_create(Enrolment(cohort=cohort, person=row, completed_on=COMPLETED_ON) for row in rows)
    return by, [row.pk for row in rows]


def one_run(by: User, population: list[int], random: np.random.Generator) -> tuple[bool, float]:
    """(is the truth in the interval, error of those who answered alone); nothing of it stays in the database."""
    with transaction.atomic():
        is_in = dict(zip(population, (random.random(len(population)) < STILL_THERE).tolist(), strict=True))
        campaign = begun(by, seed=int(random.integers(2**32)))
        web = [case for case in cases_of(campaign) if random.random() < ANSWERS[is_in[case.person_id]]]
        answer_all(web, is_in, Contact.Mode.WEB)
        choose_follow_up(campaign=campaign, by=by)
        answer_all(cases_of(campaign).filter(is_followed_up=True), is_in, Contact.Mode.PHONE)
        figure = results.results_of(campaign).overall.figure
        transaction.set_rollback(True)
    truth = sum(is_in.values()) / len(is_in)
    alone = sum(is_in[case.person_id] for case in web) / len(web)
    return figure.low <= truth <= figure.high, alone - truth


def begun(by: User, *, seed: int) -> Campaign:
    """Everybody is asked, and the last reminder was some days ago."""
    today = timezone.localdate()
    campaign = actions.create_campaign(
        code="coverage",
        title="Coverage",
        programme_codes=["rtp"],
        completed_from=COMPLETED_ON,
        completed_until=COMPLETED_ON,
        follow_one_in=FOLLOWED,
        by_organisation=False,
        opens_on=today - timedelta(days=30),
        closes_on=today + timedelta(days=30),
        seed=seed,
        by=by,
    )
    actions.draw_sample(campaign=campaign, by=by)
    actions.invite(campaign=campaign, by=by)
    campaign.refresh_from_db()
    return campaign


def cases_of(campaign: Campaign):
    return Case.objects.filter(campaign=campaign).select_related("campaign", "person").order_by("pk")


def answer_all(cases, is_in: dict[int, bool], mode: str) -> None:
    for case in cases:
        actions.answer(case=case, answers=IN_POST if is_in[case.person_id] else LEFT, language="en", by=None, mode=mode)
