from datetime import date

import pytest

from certificates import reissue_rules

END = date(2029, 8, 31)


@pytest.mark.parametrize(
    ("today", "may"),
    [
        (date(2029, 2, 27), False),
        (date(2029, 2, 28), True),
        (END, True),
        (date(2030, 8, 31), True),
        (date(2030, 9, 1), False),
    ],
)
def test_a_renewal_opens_six_months_before_the_end_and_closes_twelve_after(today, may):
    assert reissue_rules.may_renew(today, END) is may


def test_what_has_no_end_is_never_renewed():
    assert reissue_rules.may_renew(date(2029, 1, 1), None) is False


@pytest.mark.parametrize(
    ("today", "until"),
    [
        (date(2029, 3, 1), date(2032, 8, 31)),
        (END, date(2032, 8, 31)),
        (date(2029, 9, 1), date(2032, 9, 1)),
    ],
)
def test_an_early_renewal_loses_no_day(today, until):
    assert reissue_rules.renewed_until(today, END, 3) == until


def test_a_leap_day_becomes_the_last_of_february():
    assert reissue_rules.years_after(date(2028, 2, 29), 3) == date(2031, 2, 28)
