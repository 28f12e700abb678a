"""How it was fitted and from what: the checks by dating, how loosely words are held, and the run record."""

from collections.abc import Iterator, Mapping
from typing import Any

from shakedown.fit.posterior import LEAST_ESS, MOST_K, Posterior
from shakedown.fit.wording import Wording
from shakedown.report.table import Cell, Table, row, table


def checks_table(post: Posterior) -> Table:
    """Effective size, tail of the weights and log evidence, under each dating of the past and for all of them."""
    says = {p.name: p.says for p in post.case.pasts}
    rows = [_checks("all datings together", "mixture", post.checks["ess"], post.checks["pareto_k"], post)]
    by_size, by_tail = post.checks["ess_by_dating"], post.checks["pareto_k_by_dating"]
    rows += [_checks(says[d], d, by_size[d], by_tail[d], post) for d in post.datings]
    caption = f"Checks of the fit. Basis: model. Needed for an answer: effective size {LEAST_ESS:g}, Pareto k below {MOST_K:g}."
    return table(
        caption,
        ["if the past was", "effective size", "Pareto k", "log evidence (± Monte Carlo error)"],
        rows,
        wide=True,
    )


def _checks(says: str, name: str, size: float, tail: float, post: Posterior) -> tuple[Cell, ...]:
    value, error = post.log_evidence[name]
    return row(says, f"{size:.0f}", _signed(tail), f"{_signed(value)} ± {error:.2f}")


def _signed(value: float) -> str:
    return f"{round(value, 2) + 0.0:.2f}".replace("-", "−")


def method(post: Posterior) -> tuple[str, ...]:
    """How it was fitted, in sentences."""
    causes = "taken for evidence" if post.believe_causes else "not used"
    return (
        _counties(post),
        "A county counts the more, the likelier it makes the statements (incremental mixture importance sampling). The "
        "effective size says how many equally counting counties that is worth. Pareto k says whether a few of them carry it "
        f"all: above {MOST_K:g} they do.",
        "Log evidence says how well a dating of the past foretells the statements; a difference below 1 decides nothing.",
        _wording(post.wording),
        "The statements of one writer are one witness: they share one offset, which is integrated out.",
        f"Seed {post.seed}. The reporter's causal sentences were {causes}.",
    )


def _counties(post: Posterior) -> str:
    checks, case = post.checks, post.case
    seeds, pairs = (
        post.replicas.sizes["seed"],
        [runs.sizes["row"] // checks["switched"] for runs in post.switched.values()],
    )
    more = f", then {checks['refinement']:,} more where the statements point" if checks["refinement"] else ""
    return (
        f"{checks['first_round']:,} counties were drawn from what was assumed{more}. Each is {case.sample:,} households, "
        f"reported for all {case.households:,}, over {case.weeks} weeks, the first {case.burn_in} not counted. To tell chance "
        f"from difference, {checks['replicas']} of them were run under {seeds} seeds each"
        + (f"; {checks['switched']} were run under {pairs[0]} seeds with each mechanism on and off." if pairs else ".")
    )


def _wording(wording: Wording) -> str:
    return (
        f"Words are held to numbers loosely: {wording.width:g} times the width that readers give them, a chance of "
        f"{wording.careless:g} that a writer chose without looking, a spread between writers of {wording.writer_sd:g} in log "
        f"odds. A move counts from {wording.just_noticeable_ratio:g} of an amount or {wording.just_noticeable_share:g} of a "
        f"share. An interval's ends are soft by {wording.shoulder:g}, times the same width."
    )


def record_table(record: Mapping[str, Any]) -> Table:
    """The run record, one line a value; the command stands apart."""
    rows = (row(name, value) for name, value in _flat(record) if name != "command")
    return table(
        "The run record: what it takes to get the same bytes again. Basis: model.", ["what", "value"], rows, wide=True
    )


def _flat(record: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, str]]:
    for name, value in record.items():
        path = f"{above}{str(name).replace('_', ' ')}"
        if isinstance(value, Mapping):
            yield from _flat(value, f"{path}, ")
        elif isinstance(value, list | tuple):
            yield path, ", ".join(str(v) for v in value)
        else:
            yield path, "yes" if value is True else "no" if value is False else str(value)
