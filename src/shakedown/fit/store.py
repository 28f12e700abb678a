"""A fit on disk: the case as it was, the draws, and one file of numbers; read back without running anything."""

import hashlib
import json
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from shlex import quote
from typing import Any

from shakedown.engine.compiled import engine_hash
from shakedown.errors import InputError
from shakedown.fit.bank import read_zarr, write_zarr
from shakedown.fit.likelihood import score, used
from shakedown.fit.posterior import Posterior
from shakedown.fit.thin import first_rows
from shakedown.fit.windows import join
from shakedown.fit.wording import Wording
from shakedown.society.case import Case
from shakedown.society.load import FILES, PHRASES, built_in_cases, called, load_case, name_in
from shakedown.whole import write_text

INDEX = "posterior.json"
_FOLDERS = ("case", "posterior", "bank")
_PARTS = ("draws", "prior", "replicas", "switched", "corners", "futures")


def save_fit(post: Posterior, out: Path) -> None:
    """Write a fit below `out`: case/, posterior/*.zarr, and last posterior.json, without which it does not count."""
    out.mkdir(parents=True, exist_ok=True)
    index = out / INDEX
    index.unlink(missing_ok=True)
    (out / "case").mkdir(exist_ok=True)
    if post.case.folder.resolve() != (out / "case").resolve():
        for name in (*FILES, *(n for n in PHRASES if (post.case.folder / n).is_file())):
            shutil.copyfile(post.case.folder / name, out / "case" / name)
    folder = out / "posterior"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    weights = {"log_weight": (("dating", "row"), post.log_weight), "base": ("row", post.base)}
    draws = post.draws.assign(weights).assign_coords(dating=list(post.datings))
    switched = join(list(post.switched.values()), "change")  # one store of many runs opens faster than many of a few
    parts = (draws, post.prior[["log_keep"]], post.replicas, switched, post.corners, post.futures)
    for name, held in zip(_PARTS, parts, strict=True):
        write_zarr(held, folder / f"{name}.zarr")
    about: dict[str, Any] = {
        "engine": engine_hash(),
        "case": post.case.fingerprint,
        "seed": post.seed,
        "believe_causes": post.believe_causes,
        "statements": [s.id for s in post.scores.statements],
        "stored": post.stored,
        "wording": asdict(post.wording),
        "log_evidence": {k: list(v) for k, v in post.log_evidence.items()},
        "checks": dict(post.checks),
        "switched": list(post.switched),
    }
    write_text(index, json.dumps({**about, "posterior": _digest(folder, about)}, indent=1) + "\n")


def load_fit(out: str | Path, case: str | Path | Case | None = None) -> Posterior:
    """The fit kept below `out`, with its case as it was when it was fitted.

    With `case` it must be one of a case of that name, wherever its folder is now and whatever was changed in it since.
    Raises `InputError` if there is none, if it is another case's, if a part of it is damaged, or if it was made by another
    version of the society or of the case.
    """
    place = Path(out)
    asked = None if case is None else load_case(case)
    command, index = _command(place, asked), place / INDEX
    if not index.is_file():
        raise InputError(f"{place}: holds no finished fit. Make one with: {command}")
    again = f"Make it anew with: {command}"
    held = name_in(place / "case")
    if asked and held is not None and held != asked.name:
        remedy = f"Ask about {_kept(place)}, or give the --out of a run of {asked.name}."
        raise InputError(f"{index}: is a fit of {held}, not of {asked.name}. {remedy}")
    try:
        known: dict[str, Any] = json.loads(index.read_text(encoding="utf-8"))
        engine, fingerprint, digest = known["engine"], known["case"], known.pop("posterior")
    except (ValueError, KeyError, TypeError, RecursionError):
        raise InputError(f"{index}: is damaged. {again}") from None
    if engine != engine_hash():
        raise InputError(f"{place}: was fitted by another version of the society. {again}")
    fitted = _unchanged(place / "case", fingerprint, again)
    if digest != _digest(place / "posterior", known):
        raise InputError(f"{place / 'posterior'} or {INDEX}: is damaged, or was changed after the fit. {again}")
    return _posterior(fitted, known, place / "posterior")


def _command(place: Path, asked: Case | None) -> str:
    """What makes the fit: of the case that was asked about, else of the one that is kept there."""
    who = called(asked) if asked else _kept(place)
    return f"shakedown run {quote(who)} --out {quote(str(place))}" if who else "shakedown run"


def _kept(place: Path) -> str:
    """What a command line calls the case that is kept with a fit; "" if none is."""
    name = name_in(place / "case")
    return "" if name is None else name if name in built_in_cases() else str(place / "case")


def _unchanged(folder: Path, fingerprint: str, again: str) -> Case:
    """The case that was fitted."""
    try:
        case = load_case(folder)
    except InputError:
        raise InputError(f"{folder}: is damaged, or was changed after the fit. {again}") from None
    if fingerprint != case.fingerprint:
        raise InputError(f"{folder}: was changed after the fit. {again}")
    return case


def refuse_others(case: Case, out: Path, documents: Sequence[str] = ()) -> None:
    """Raises `InputError` if a fit of `case` and `documents` written below `out` replaced what is no earlier result of it.

    So does what can be no result: a file where a folder belongs, or the other way round.
    """
    odd = [f"{out / name}: is a file, where a folder belongs." for name in _FOLDERS if (out / name).is_file()]
    odd += [
        f"{out / name}: is a folder, where a file belongs." for name in (INDEX, *documents) if (out / name).is_dir()
    ]
    if odd:
        raise InputError(f"{problem} Remove it, or give another --out." for problem in odd)
    held = name_in(out / "case")
    if held is not None and held != case.name:
        raise InputError(f"{out / 'case'}: is the case {held}, and results are kept with theirs. Give another --out.")
    if held or (out / INDEX).is_file():
        return
    written = ("posterior", *documents, *(f"case/{name}" for name in FILES))
    if there := [name for name in written if (out / name).exists()]:
        raise InputError(
            f"{out}: holds {', '.join(there)}, which no run of {case.name} left there. Give another --out."
        )


def _posterior(case: Case, known: Mapping[str, Any], folder: Path) -> Posterior:
    draws, prior, replicas, switched, corners, futures = (read_zarr(folder / f"{name}.zarr") for name in _PARTS)
    base, log_weight = draws["base"].to_numpy(), draws["log_weight"].to_numpy()
    draws = draws.drop_vars(["log_weight", "base", "dating"])
    prior = first_rows(draws, prior["log_keep"])
    wording = Wording(**known["wording"])
    statements = tuple(s for s in used(case, known["believe_causes"]) if s.id in known["statements"])
    return Posterior(
        case=case,
        wording=wording,
        seed=known["seed"],
        believe_causes=known["believe_causes"],
        draws=draws,
        base=base,
        log_weight=log_weight,
        prior=prior,
        replicas=replicas,
        switched={key: switched.isel(change=n) for n, key in enumerate(known["switched"])},
        corners=corners,
        futures=futures,
        scores=score(case, draws, wording, statements),
        stored=known["stored"],
        log_evidence={name: (float(value), float(error)) for name, (value, error) in known["log_evidence"].items()},
        checks=known["checks"],
    )


def _digest(folder: Path, about: Mapping[str, Any]) -> str:
    """SHA-256 of what is said of a fit and of every file below a folder, its place included: a lost chunk reads as blanks."""
    digest = hashlib.sha256(json.dumps(about, sort_keys=True).encode())
    for file in sorted(p for p in folder.rglob("*") if p.is_file()):
        digest.update(file.relative_to(folder).as_posix().encode() + file.read_bytes())
    return digest.hexdigest()
