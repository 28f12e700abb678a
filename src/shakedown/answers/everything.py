"""All answers of one fit, each by its own door: what the briefing shows and answers.json holds."""

from collections.abc import Sequence
from dataclasses import dataclass

from shakedown.answers.agreement import Compared
from shakedown.answers.claims import ClaimAnswer, claims
from shakedown.answers.explanations import explanations
from shakedown.answers.finding import Finding, Given, finding
from shakedown.answers.forecast import forecast
from shakedown.answers.leave_out import LeaveOut, leave_out
from shakedown.answers.policy import Policy, policy
from shakedown.answers.sweeps import sweeps
from shakedown.answers.watch import Watch, watch
from shakedown.answers.why import why
from shakedown.fit.posterior import Posterior


@dataclass(frozen=True, kw_only=True)
class Answers:
    """What follows from a fit. Of one that does not suffice there is a finding that says so, the ledger, and nothing else.

    `beside`: this fit beside the one stored with its case, empty if it was not compared.
    """

    post: Posterior
    found: Finding
    ledger: tuple[ClaimAnswer, ...]
    given: Given | None = None
    watch: Watch | None = None
    policy: Policy | None = None
    left_out: LeaveOut | None = None
    beside: tuple[Compared, ...] = ()


def answers_of(post: Posterior, beside: Sequence[Compared] = ()) -> Answers:
    """Every answer of a fit. Runs nothing."""
    ledger, beside = claims(post), tuple(beside)
    if not post.sufficient:
        return Answers(post=post, found=finding(post), ledger=ledger, beside=beside)
    swept = sweeps(post)
    given = Given(why=why(post, swept), explanations=explanations(post, swept), forecast=forecast(post))
    return Answers(
        post=post,
        found=finding(post, given),
        ledger=ledger,
        given=given,
        watch=watch(post),
        policy=policy(post),
        left_out=leave_out(post),
        beside=beside,
    )
