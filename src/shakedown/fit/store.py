"""A fit on disk: the case as it was, the draws, and one file of numbers; read back without running anything."""

import hashlib
import json
import shutil
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from shakedown.engine.compiled import engine_hash
from shakedown.errors import InputError
from shakedown.fit.bank import read_zarr, write_text, write_zarr
from shakedown.fit.likelihood import score, used
from shakedown.fit.posterior import Posterior
from shakedown.fit.thin import first_rows
from shakedown.fit.windows import join
from shakedown.fit.wording import Wording
from shakedown.society.case import Case
from shakedown.society.load import FILES, load_case

_PARTS = ("draws", "prior", "replicas", "switched", "corners", "futures")


def save_fit(post: Posterior, out: Path) -> None:
    """Write a fit below `out`: case/, posterior/*.zarr, and last posterior.json, without which it does not count."""
    out.mkdir(parents=True, exist_ok=True)
    index = out / "posterior.json"
    index.unlink(missing_ok=True)
    (out / "case").mkdir(exist_ok=True)
    for name in FILES if post.case.folder != out / "case" else ():
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
    about = {
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
        "posterior": _digest(folder),
    }
    write_text(index, json.dumps(about, indent=1) + "\n")


def load_fit(out: str | Path) -> Posterior:
    """The fit kept below `out`.

    Raises `InputError` if there is none, if a part of it is damaged, or if it was made by another version of the society
    or of the case.
    """
    place = Path(out)
    index = place / "posterior.json"
    if not index.is_file():
        raise InputError(f"{place}: holds no finished fit. Make one with: shakedown run CASE --out {place}")
    again = f"Fit again with: shakedown fit CASE --out {place}"
    try:
        known: Mapping[str, Any] = json.loads(index.read_text(encoding="utf-8"))
        engine, fingerprint, digest = known["engine"], known["case"], known["posterior"]
    except (ValueError, KeyError, TypeError):
        raise InputError(f"{index}: is damaged. {again}") from None
    if engine != engine_hash():
        raise InputError(f"{place}: was fitted by another version of the society. {again}")
    case = load_case(place / "case")
    if fingerprint != case.fingerprint:
        raise InputError(f"{case.folder}: was changed after the fit. {again}")
    if digest != _digest(place / "posterior"):
        raise InputError(f"{place / 'posterior'}: is damaged, or was changed after the fit. {again}")
    return _posterior(case, known, place / "posterior")


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


def _digest(folder: Path) -> str:
    """SHA-256 of every file below a folder, its place included: a lost chunk would else be read as blanks."""
    digest = hashlib.sha256()
    for file in sorted(p for p in folder.rglob("*") if p.is_file()):
        digest.update(file.relative_to(folder).as_posix().encode() + file.read_bytes())
    return digest.hexdigest()
