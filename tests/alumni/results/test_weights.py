"""Weights for those who did not answer: each factor in its order, raked to the frame, never above four medians."""

import numpy as np
import people_samples as samples
import pytest

from lms.alumni.results import background, tables, weights
from lms.alumni.results.people import DRAWN, IN_FIRST_PHASE, NOT_DRAWN

MARGINS = {"sex": {"female": 110, "male": 90}, "sector": {"police": 140, "labour": 60}, "year": {"2022": 200}}
UNTIL = samples.date(2026, 1, 1)


def scene(*, margins=MARGINS, **columns):
    """Of 200 people 100 were asked and 70 are known; men answered less."""
    cells = samples.strata([200])
    sexes = ["female"] * 60 + ["male"] * 40
    statuses = (
        ["same"] * 35 + ["left_govt"] * 15 + ["unknown"] * 10 + ["same"] * 8 + ["left_govt"] * 12 + ["unknown"] * 20
    )
    sectors = ["police", "police", "labour", "police"] * 25
    told = samples.people(statuses, cells, sex=sexes, sector=sectors, **columns)
    return tables.scene_of(samples.campaign(frame_margins=margins), told, cells)


def made(one):
    return weights.weights_of(one.campaign, one.people, one.design, until=UNTIL.toordinal())


def test_factors_multiply_to_the_final_weight():
    factors = made(scene()).factors
    product = np.prod([factors[name] for name in weights.FACTORS if name != "final"], axis=0)
    assert product == pytest.approx(factors["final"])
    assert factors["base"].tolist() == [2.0] * 70


def test_final_weights_meet_every_margin_of_the_frame():
    one = scene()
    found = made(one)
    final, sex = found.factors["final"], one.people.sex.place[found.rows]
    assert final[sex == 0].sum() == pytest.approx(110)
    assert final[sex == 1].sum() == pytest.approx(90)
    assert final.sum() == pytest.approx(200)
    assert final.max() <= 4 * np.median(final) * (1 + 1e-9)


def test_a_class_with_few_answers_is_pooled():
    found = made(scene(margins=MARGINS | {"year": {"2022": 190, "2023": 10}}))
    assert found.pooled == ["year: 2022", "year: 2023"]
    assert found.factors["final"].sum() == pytest.approx(200)


def test_the_weighted_share_moves_towards_those_who_answered_less():
    one = scene()
    found = background.weighted_of(one, until=UNTIL)
    design = tables.overall_of(one)[0].figure.estimate
    assert found.share < design
    assert found.low < found.share < found.high
    assert found.effective == pytest.approx(found.known / found.deff)


def test_the_silent_who_were_not_drawn_have_no_weight_and_the_drawn_stand_for_them():
    cells = samples.strata([100])
    statuses = [samples.IN] * 40 + [samples.OUT] * 20 + [samples.IN] * 4 + [samples.OUT] * 6 + [samples.UNKNOWN] * 30
    phase = [IN_FIRST_PHASE] * 60 + [DRAWN] * 10 + [NOT_DRAWN] * 30
    one = tables.scene_of(samples.campaign(), samples.people(statuses, cells, phase=phase), cells)
    found = made(one)
    assert found.factors["base"].tolist() == [1.0] * 60 + [4.0] * 10
    assert background.weighted_of(one, until=UNTIL).share == pytest.approx((40 + 16) / 100)


def test_untraced_people_count_with_the_share_that_belongs_to_the_frame():
    one = scene(margins={}, is_untraced=[False] * 80 + [True] * 20)
    one.campaign.eligible_share = 0.5
    assert made(one).factors["final"].sum() == pytest.approx(2 * 90)
