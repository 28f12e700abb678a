"""Which households are asked and what they pay, over three years of a society as before 2020."""

from math import sqrt

import numpy as np
import pytest

from shakedown.engine.run import cross_section
from shakedown.society.rules import Rules
from tests.required_behaviour.paired import BEFORE, SEEDS, change


@pytest.fixture(scope="module")
def households():
    """Cross-sections by the correlation between wealth and power."""
    correlations = (Rules().wealth_power_correlation, 0.0, 0.95)
    return {rho: cross_section(Rules(wealth_power_correlation=rho), BEFORE, seeds=SEEDS) for rho in correlations}


def slopes(outcome, *causes):
    """Least-squares slopes of `outcome` on `causes` together, over one run's households."""
    columns = np.column_stack([np.ones(outcome.size), *causes])
    return np.linalg.lstsq(columns, outcome, rcond=None)[0][1:]


def by_run(table, of_run):
    """(mean, standard error) over runs of what `of_run` gives for each."""
    values = np.array([of_run(table.sel(run=seed)) for seed in table.run])
    return values.mean(axis=0), values.std(axis=0, ddof=1) / sqrt(len(values))


def payment_slopes(people):
    """Slopes of the log of the mean payment on log income and power, among those who paid."""
    people = people.isel(household=people.payments.values > 0)
    return slopes(np.log(people.paid / people.payments).values, np.log(people.income).values, people.power.values)


def payment_elasticity(people):
    """Slope of the log of the mean payment on log income alone, among those who paid."""
    people = people.isel(household=people.payments.values > 0)
    return slopes(np.log(people.paid / people.payments).values, np.log(people.income).values)


def incidence_slope(people):
    """How many more demands a household meets per unit of log income."""
    return slopes(people.demands.values, np.log(people.income).values)


def test_payments_rise_with_income_about_in_proportion(households):
    mean, error = by_run(households[0.3], payment_elasticity)
    assert mean / error > 3
    assert 0.6 < mean < 1.1


def test_at_equal_power_the_richer_pay_more_and_at_equal_income_the_powerful_pay_less(households):
    (income, power), (income_error, power_error) = by_run(households[0.3], payment_slopes)
    assert income / income_error > 3
    assert power / power_error < -3


def test_the_rich_are_asked_more_often_where_wealth_brings_no_power(households):
    mean, error = by_run(households[0.0], incidence_slope)
    assert mean / error > 3


def test_the_rich_are_asked_less_often_where_wealth_is_power(households):
    mean, error = by_run(households[0.95], incidence_slope)
    assert mean / error < -3
    unshielded, shielded = (
        np.array([incidence_slope(households[rho].sel(run=s))[0] for s in SEEDS]) for rho in (0.0, 0.95)
    )
    assert change(unshielded, shielded).errors < -3
