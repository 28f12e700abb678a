"""The fit that comes with a case: one small file beside its five, taken only if it is of this society and this case.

What is said may change under it: a statement added, dropped or reworded is weighed anew over the same runs.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import xarray as xr

from shakedown.engine.compiled import engine_hash
from shakedown.errors import InputError
from shakedown.fit.again import changes_of, key_of
from shakedown.fit.bank import what_runs
from shakedown.fit.likelihood import used
from shakedown.fit.posterior import Posterior
from shakedown.fit.thin import first_rows
from shakedown.fit.weigh import weigh
from shakedown.fit.wording import Wording
from shakedown.society.case import Case
from shakedown.society.load import called
from shakedown.whole import write_bytes

FILE = "fit.npz"
KEEP_BITS = 12
"""Bits of a fraction that are kept of numbers that are not whole: four digits or so."""
_PARTS = ("draws", "prior", "replicas", "corners", "futures")


def has_stored(case: Case) -> bool:
    """Whether a fit lies beside the case's files, good or stale."""
    return (case.folder / FILE).is_file()


def write_stored(post: Posterior, place: Path) -> None:
    """Write a (thinned) fit as one file. Numbers that are not whole keep about four digits."""
    parts = {name: getattr(post, name) for name in _PARTS}
    parts["draws"] = post.draws.assign(base=("row", post.base))
    parts["prior"] = post.prior[["log_keep"]]
    parts |= {f"switched-{n:02d}": held for n, held in enumerate(post.switched.values())}
    arrays: dict[str, Any] = {
        f"{name}/{key}": _small(held[key]) for name, held in parts.items() for key in held.variables
    }
    dims = {name: {key: list(map(str, held[key].dims)) for key in held.variables} for name, held in parts.items()}
    about = json.dumps({**_about(post), "dims": dims}, sort_keys=True)
    file = BytesIO()
    np.savez_compressed(file, about=np.frombuffer(about.encode(), np.uint8), **arrays)
    write_bytes(place, file.getvalue())


def _about(post: Posterior) -> dict[str, Any]:
    return {
        "engine": engine_hash(),
        "runs": what_runs(post.case),
        "asks": _asks(post.case),
        "case": post.case.fingerprint,
        "seed": post.seed,
        "wording": asdict(post.wording),
        "checks": dict(post.checks),
        "switched": list(post.switched),
    }


def load_stored(case: Case, *, believe_causes: bool = False) -> Posterior:
    """The fit stored with a case, weighed by the case's statements as they are now.

    Raises `InputError` if there is none, if it is damaged, or if society, priors, levers, windows, scenarios, causes or
    what its claims switch off have changed since.
    """
    place = case.folder / FILE
    again = f"Fit anew with: shakedown run {called(case)} --refit"
    try:
        with place.open("rb") as file, np.load(file) as held:
            about = json.loads(bytes(held["about"]).decode())
            _refuse_stale(about, case, place, again)
            parts = {name: _whole(held, name, dims) for name, dims in about["dims"].items()}
    except FileNotFoundError:
        raise InputError(f"{case.name}: comes without a fit. {again}") from None
    except InputError:
        raise
    except Exception:  # a scratched zip raises whatever its reader stumbles over first
        raise InputError(f"{place}: is damaged. {again}") from None
    return _posterior(case, about, parts, believe_causes)


def _refuse_stale(about: Mapping[str, Any], case: Case, place: Path, again: str) -> None:
    switches = {key_of(change) for claim in case.claims for test in claim.tests for change in changes_of(test)}
    for holds, what in (
        (about["engine"] == engine_hash(), "of another version of the society"),
        (about["runs"] == what_runs(case), "from before the case was changed"),
        (about["asks"] == _asks(case), "from before its scenarios or causes were changed"),
        (switches <= set(about["switched"]), "from before its claims were changed"),
    ):
        if not holds:
            raise InputError(f"{place}: is a fit {what}. {again}")


def _asks(case: Case) -> dict[str, Any]:
    """What was run for a case beside its bank, as JSON gives it back."""
    return {
        "scenarios": {name: dict(scenario.levers) for name, scenario in case.scenarios.items()},
        "causes": [[cause.name, list(cause.levers)] for cause in case.causes],
    }


def _posterior(case: Case, about: dict[str, Any], parts: dict[str, xr.Dataset], believe_causes: bool) -> Posterior:
    base = parts["draws"]["base"].to_numpy()
    draws = parts["draws"].drop_vars("base")
    prior = first_rows(draws, parts["prior"]["log_keep"])
    wording = Wording(**about["wording"])
    found = weigh(case, draws, wording, used(case, believe_causes), base)
    anew = "" if about["case"] == case.fingerprint else ", weighed anew"
    return Posterior(
        case=case,
        wording=wording,
        seed=about["seed"],
        believe_causes=believe_causes,
        draws=draws,
        base=base,
        log_weight=found.joint,
        prior=prior,
        replicas=parts["replicas"],
        switched={key: parts[f"switched-{n:02d}"] for n, key in enumerate(about["switched"])},
        corners=parts["corners"],
        futures=parts["futures"],
        scores=found.scores,
        log_evidence=found.evidence(),
        checks={**about["checks"], **found.checks()},
        stored=f"engine {about['engine'][:12]}, seed {about['seed']}{anew}",
    )


def _small(values: xr.DataArray) -> npt.NDArray[Any]:
    """Whole numbers in as few bytes as they need; of others four digits, in four bytes."""
    array = values.to_numpy()
    if array.dtype.kind in "iu" and array.size and array.min() >= 0:
        return array.astype(np.min_scalar_type(int(array.max())))
    if array.dtype.kind != "f":
        return array
    bits = array.astype(np.float32).view(np.uint32)
    rounded = (bits + np.uint32(1 << 22 - KEEP_BITS)) & ~np.uint32((1 << 23 - KEEP_BITS) - 1)
    return np.where(np.isfinite(array), rounded, bits).astype(np.uint32).view(np.float32)


def _whole(held: Mapping[str, npt.NDArray[Any]], name: str, dims: Mapping[str, list[str]]) -> xr.Dataset:
    """As it was in memory: whole numbers as int64, others as float64."""
    types = {"f": np.float64, "i": np.int64, "u": np.int64}
    values = {key: held[f"{name}/{key}"] for key in dims}
    wide = {key: (dims[key], v.astype(types.get(v.dtype.kind, v.dtype))) for key, v in values.items()}
    named = [key for key in dims if dims[key] == [key]]
    return xr.Dataset({k: v for k, v in wide.items() if k not in named}, coords={k: wide[k] for k in named})
