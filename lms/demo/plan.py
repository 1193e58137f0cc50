"""The demo's follow-up in preparation: everybody is written to in the next year, by country and ministry."""

from datetime import date

from lms.alumni import actions
from lms.alumni.models import Campaign
from lms.people.models import User

CODE = "follow-up-2027"
SEED = 20270201
OPENS_ON, CLOSES_ON = date(2027, 2, 1), date(2027, 4, 30)


def seed_plan(*, admin: User, previous: Campaign) -> Campaign:
    return actions.create_campaign(
        code=CODE,
        title="Follow-up 2027",
        programme_codes=["rtp"],
        previous=previous,
        opens_on=OPENS_ON,
        closes_on=CLOSES_ON,
        seed=SEED,
        is_demo=True,
        by=admin,
    )
