"""How it was fitted and from what: the checks by dating, how loosely words are held, and the run record."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from shakedown.answers.agreement import ERRORS, Compared
from shakedown.answers.command import dropped
from shakedown.fit.posterior import Posterior
from shakedown.fit.weigh import LEAST_ESS, MOST_K
from shakedown.fit.wording import Wording
from shakedown.report.phrases import written
from shakedown.report.table import Cell, Table, row, table


def checks_table(post: Posterior) -> Table:
    """Effective size, tail of the weights and log evidence, under each dating of the past and for all of them."""
    says = {p.name: p.says for p in post.case.pasts}
    rows = [_checks("all datings together", "mixture", post.checks["ess"], post.checks["pareto_k"], post)]
    by_size, by_tail = post.checks["ess_by_dating"], post.checks["pareto_k_by_dating"]
    dated = [_checks(says[d], d, by_size[d], by_tail[d], post) for d in post.datings]
    rows = [*rows, *dated] if len(dated) > 1 else dated
    caption = (
        f"Checks of the fit. Basis: model. Needed for an answer: effective size {LEAST_ESS:g}, Pareto k below {MOST_K:g}. Monte "
        "Carlo error: how far chance in the societies drawn may move the number."
    )
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
    gone = ", ".join(s.id for s in dropped(post))
    return (
        _counties(post),
        "A county counts the more, the likelier it makes the statements (incremental mixture importance sampling). The "
        "effective size says how many equally counting counties that is worth. Pareto k says whether a few of them carry it "
        f"all: above {MOST_K:g} they do.",
        "Log evidence says how well a dating of the past foretells the statements; a difference below 1 decides nothing.",
        _wording(post.wording),
        "The statements of one writer are one witness: they share one offset, which is integrated out.",
        *_telling(post.wording),
        f"Seed {post.seed}. The reporter's causal sentences were {causes}."
        + (f" Dropped as asked: {gone}." if gone else ""),
    )


def agreement_table(beside: Sequence[Compared]) -> Table:
    """The main numbers of this fit beside the one stored with the case."""
    caption = (
        f"This fit beside the stored one: means. They agree where they differ by at most {ERRORS:g} times the error of their "
        "difference, which is what chance in the societies drawn makes. "
    )
    columns = ["number", "here", "stored", "error of the difference", "agree"]
    rows = (
        row(c.says, *(_digits(v, 3) for v in (c.here, c.there)), _digits(c.error, 2), "yes" if c.agrees else "NO")
        for c in beside
    )
    return table(f"{caption}Basis: fitted.", columns, rows, wide=True)


def _digits(value: float, digits: int) -> str:
    """A number to so many digits, never as a power of ten."""
    return written(float(f"{value:.{digits}g}"))


def agreement_says(beside: Sequence[Compared]) -> str:
    """Whether they agree, in a sentence; empty if they were not compared."""
    if not beside:
        return ""
    apart = [c.says for c in beside if not c.agrees]
    whole = (
        f"all {len(beside)} main numbers" if not apart else f"{len(beside) - len(apart)} of {len(beside)} main numbers"
    )
    end = f"; apart: {', '.join(apart)}" if apart else ""
    return (
        f"This fit and the stored one say the same, but for what chance in the societies drawn may do, in {whole}{end}."
    )


def _counties(post: Posterior) -> str:
    checks, case = post.checks, post.case
    seeds, pairs = (
        post.replicas.sizes["replica"],
        [runs.sizes["row"] // checks["switched"] for runs in post.switched.values()],
    )
    more = f", then {checks['refinement']:,} more where the statements point" if checks["refinement"] else ""
    kinds = len(case.explanations)
    rival = f", as many under each of {kinds} explanations" if kinds > 1 else ""
    again = f"; {checks['switched']} were run under {pairs[0]} seeds with each mechanism on and off" if pairs else ""
    return (
        f"{checks['first_round']:,} counties were drawn from what is assumed before reading{rival}{more}.{_thinned(post)} "
        f"Each is {case.sample:,} households, reported for all {case.households:,}, over {case.weeks} weeks, "
        f"the first {case.burn_in} not counted. To tell chance from difference, {checks['replicas']} of them were run under "
        f"{seeds} seeds each{again}. "
        f"Causes were held back in {2 * checks['corners']} under each dating, half of them drawn before reading; "
        f"{checks['futures']} were run on into each future."
    )


def _thinned(post: Posterior) -> str:
    """What a stored fit keeps."""
    if "thinned_from" not in post.checks:
        return ""
    kept, of = post.draws.sizes["row"], post.checks["thinned_from"]
    return f" Of {of:,} the stored fit keeps {kept:,}, each standing for some of those left out."


def _wording(wording: Wording) -> str:
    return (
        f"Words are held to numbers loosely: {wording.width:g} times the width that readers give them, a chance of "
        f"{wording.careless:g} that a writer chose without looking, a spread between writers of {wording.writer_sd:g} in log "
        f"odds. A move counts from {wording.just_noticeable_ratio:g} of an amount or {wording.just_noticeable_share:g} of a "
        f"share. An interval's ends are soft by {wording.shoulder:g}, times the same width."
    )


def _telling(wording: Wording) -> tuple[str, ...]:
    if wording == wording.all_told():
        return ()
    return (
        "Reports are no sample. Large, harsh and unusual demands are taken to be told more often than others: in log odds "
        f"{wording.told_large:g} ± {wording.told_large:g} for each doubling of the sum, {wording.told_harsh:g} ± "
        f"{wording.told_harsh:g} for a threat or an order, {wording.told_new:g} ± {wording.told_new:g} for each log that a "
        "manner is commoner now than it was. These three are a judgement, one set for all reports, and integrated out; the "
        "last row of “What hangs on which statement” shows the answers without them.",
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
