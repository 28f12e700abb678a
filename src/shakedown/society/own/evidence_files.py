"""statements.toml and claims.toml of a new case: what was drafted from its records."""

from collections.abc import Iterator

from shakedown.evidence.records import Record
from shakedown.society.own.choices import Own
from shakedown.society.own.drafts import Draft, Drafted
from shakedown.society.own.toml_text import comment, table
from shakedown.society.own.why import suspects
from shakedown.society.own.writers import writers

_STATEMENTS = """\
# What the records say about measures of the society, drafted from their coded fields: check each against the report.
# use = "fit" is held against the society, "predict" is compared afterwards, "cause" is a causal sentence to test.
# Known words: never, almost never, rarely, sometimes, about half, often, usually, mostly, almost always, always, and more.
"""
_CLAIMS = """\
# The reports line by line, drafted likewise: put them in your own words, and fix each class before the first fit.
# Classes: input (put in), mechanism (built in), fitted (used), predicted (left out, then compared), future (waits).
"""
NOTHING_SAID = "nothing-said"
"""The id of the statement that stands where none could be fitted."""
_PLACEHOLDER = {
    "id": NOTHING_SAID, "measure": "share_coercive", "window": "now", "kind": "interval", "value": (0, 1),
    "records": (), "writer": "nobody", "voice": "reported", "basis": "assumed",
    "note": "says nothing: holds the place of the first statement",
}  # fmt: skip


def statements_toml(own: Own) -> str:
    """The file: a comment for what gave no draft; a statement that says nothing where none could be fitted."""
    writer = writers(own.records)
    parts = [_STATEMENTS, *(p for each in own.drafted for p in _drafted(each, writer[each.record.id], own.invented))]
    if not any(draft.fitted for each in own.drafted for draft in each.drafts):
        parts.append(table("[[statement]]", _PLACEHOLDER))
    return "\n".join(parts)


def claims_toml(own: Own) -> str:
    """The file: one claim for each draft, with the test that speaks to it; last, why, if the answers make one suspect it."""
    drafts = [(draft, each.record) for each in own.drafted for draft in each.drafts]
    claims = (_claim(n, *pair, own.invented) for n, pair in enumerate(drafts, 1))
    return "\n".join([_CLAIMS, *claims, *_why(len(drafts) + 1, own)])


def _drafted(each: Drafted, writer: str, invented: bool) -> Iterator[str]:
    for silence in each.silences:
        yield comment(f"{each.record.id}: {silence}. If the report says more, write a statement yourself.")
    for draft in each.drafts:
        yield table("[[statement]]", _statement(draft, each, writer, invented))


def _statement(draft: Draft, each: Drafted, writer: str, invented: bool) -> dict[str, object]:
    record = each.record
    marks = [
        *([each.converted] if each.converted else []),
        f"{'invented' if invented else 'draft'}, from the coded fields of {record.id}: check it against the report",
    ]
    if draft.window == "past":
        marks.append("the record is undated: check that it speaks of the past")
    weak = {"weight": 0.5} if record.confidence == "low" else {}
    return {
        "id": draft.id, "measure": draft.measure, "window": draft.window, "kind": draft.kind, "value": draft.value,
        **weak, **draft.more, "records": (record.id,), "writer": writer, "voice": "reported", "note": "; ".join(marks),
    }  # fmt: skip


def _claim(number: int, draft: Draft, record: Record, invented: bool) -> str:
    mark = f"{'invented' if invented else 'draft'} ({record.id}, {record.period_public or 'undated'})"
    values: dict[str, object] = {
        "id": f"C{number}", "class": "fitted" if draft.fitted else "predicted", "voice": "reported",
        "says": f"{mark}: {draft.says}", "where": f"statement {draft.id}",
    }  # fmt: skip
    if draft.kind == "event" and draft.window == "past":
        return table("[[claim]]", {**values, "waits": "a date: one act is compared in one window"})
    cut = {"threshold": draft.more["threshold"]} if "threshold" in draft.more else {}
    test = {"kind": draft.kind, "measure": draft.measure, "window": draft.window, "value": draft.value, **cut}
    return table("[[claim]]", values) + table("[[claim.test]]", test)


def _why(number: int, own: Own) -> Iterator[str]:
    """Whether what the answers make one suspect lies behind the moves that the records tell of: a question, never evidence."""
    named = suspects(own)
    fell = dict.fromkeys(
        draft.measure
        for each in own.drafted
        for draft in each.drafts
        if (draft.kind, draft.value) == ("direction", "down")
    )
    if own.invented or not named or not fell:
        return
    asked = comment(
        "No record says why. This is asked because of your answers: write the report's own reason, if it names one."
    )
    causes = f"{'cause' if len(named) == 1 else 'causes'} {' and '.join(named)}"
    claim = {
        "id": f"C{number}",
        "class": "predicted",
        "voice": "ours",
        "says": f"a question, from the answers of the case's author: is it because {' and because '.join(named.values())}?",
        "where": f"{causes} held back in turn; a claim to test, never evidence",
    }
    test = {"kind": "cause", "window": "change", "value": tuple(named)}
    yield (
        asked
        + table("[[claim]]", claim)
        + "".join(table("[[claim.test]]", {**test, "measure": measure}) for measure in fell)
    )
