"""How long the manner lasts, as a line of the ledger: whether coercion stays away for so many weeks if nothing changes."""

import numpy as np

from shakedown.answers.answer import AT, Answer, Tested, name_of, predicted
from shakedown.answers.coming import normal, pick_weights, quantiles, reference
from shakedown.answers.forecast import return_weeks
from shakedown.fit.posterior import Posterior
from shakedown.society.ledger import Test


def persistence(post: Posterior, test: Test) -> Tested:
    """A test of kind persistence: under the scenario that changes nothing, coercion is not back within `value` weeks.

    The probability is over all societies, and one that is above half its former share already has failed. Predicted are weeks
    until it is back, over those alone that are not, infinite if it is not back within three years: in the others there is
    nothing to come back. Societies without a former share count for nothing.
    """
    weeks = return_weeks(post)[reference(post.case)]
    known = ~np.isnan(weeks)
    weights = normal(np.where(known, pick_weights(post), 0))
    gentle = np.where(weeks > 0, weights, 0)
    lasts = np.where(known, weeks > test.value, False).astype(float)
    answer = Answer(
        measure=(
            f"weeks until {name_of(test, post.case)} are back above half their former share, in the "
            f"{np.count_nonzero(gentle)} of {np.count_nonzero(known)} societies in which they are not above it already"
        ),
        window="after now",
        unit="weeks (inf: not within three years)",
        observed="not known yet",
        predictive=predicted(quantiles(weeks, gentle, AT)),
        probability=float(np.sum(weights * lasts)) if weights.any() else float("nan"),
        about=f"of all societies, not above it already and, if nothing changes, not back within {test.value} weeks",
        extra={
            "above half already now": float(np.sum(weights[weeks == 0])),
            "not back within three years": float(np.sum(weights[np.isposinf(weeks)])),
        },
    )
    return Tested(answer, lasts, weights)
