"""A fit on disk: the case as it was, the draws, and one file of numbers; read back without running anything."""

import json
import shutil
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import xarray as xr

from shakedown.engine.compiled import engine_hash
from shakedown.errors import InputError
from shakedown.fit.bank import write_text, write_zarr
from shakedown.fit.likelihood import score, used
from shakedown.fit.posterior import Posterior
from shakedown.fit.wording import Wording
from shakedown.society.load import FILES, load_case

_PARTS = ("draws", "prior", "replicas")


def save_fit(post: Posterior, out: Path) -> None:
    """Write a fit below `out`: case/, posterior/*.zarr, and last posterior.json, without which it does not count."""
    out.mkdir(parents=True, exist_ok=True)
    index = out / "posterior.json"
    index.unlink(missing_ok=True)
    (out / "case").mkdir(exist_ok=True)
    for name in FILES:
        shutil.copyfile(post.case.folder / name, out / "case" / name)
    (out / "posterior").mkdir(exist_ok=True)
    draws = post.draws.assign(log_weight=(("dating", "row"), post.log_weight)).assign_coords(dating=list(post.datings))
    for name, held in zip(_PARTS, (draws, post.prior, post.replicas), strict=True):
        write_zarr(held, out / "posterior" / f"{name}.zarr")
    for place, held in enumerate(post.switched.values()):
        write_zarr(held, out / "posterior" / f"switched-{place:02d}.zarr")
    index_text = {
        "engine": engine_hash(),
        "case": post.case.fingerprint,
        "seed": post.seed,
        "believe_causes": post.believe_causes,
        "wording": asdict(post.wording),
        "log_evidence": {k: list(v) for k, v in post.log_evidence.items()},
        "checks": dict(post.checks),
        "switched": list(post.switched),
    }
    write_text(index, json.dumps(index_text, indent=1) + "\n")


def load_fit(out: str | Path) -> Posterior:
    """The fit kept below `out`. Raises `InputError` if there is none or it was made by another version of the engine."""
    place = Path(out)
    index = place / "posterior.json"
    if not index.is_file():
        raise InputError(f"{place}: holds no finished fit. Make one with: shakedown run CASE --out {place}")
    try:
        known: Mapping[str, Any] = json.loads(index.read_text(encoding="utf-8"))
    except ValueError:
        raise InputError(f"{index}: is damaged. Fit again with: shakedown fit CASE --out {place}") from None
    if known["engine"] != engine_hash():
        raise InputError(
            f"{place}: was fitted by another version of the society. Fit again with: shakedown fit CASE --out {place}"
        )
    case = load_case(place / "case")
    wording = Wording(**known["wording"])
    draws, prior, replicas = (_read(place / "posterior" / f"{name}.zarr") for name in _PARTS)
    switched = {key: _read(place / "posterior" / f"switched-{n:02d}.zarr") for n, key in enumerate(known["switched"])}
    log_weight = draws["log_weight"].to_numpy()
    draws = draws.drop_vars(["log_weight", "dating"])
    scores = score(case, draws, wording, used(case, known["believe_causes"]))
    evidence = {k: (float(a), float(b)) for k, (a, b) in known["log_evidence"].items()}
    return Posterior(
        case, wording, known["seed"], known["believe_causes"], draws, np.asarray(log_weight), prior, replicas, switched,
        scores, evidence, known["checks"],
    )  # fmt: skip


def _read(place: Path) -> xr.Dataset:
    return xr.open_zarr(place, consolidated=False, chunks=None).load()
