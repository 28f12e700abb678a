"""Some draws run again: under several seeds, for mere run noise, and with each mechanism of the ledger switched off."""

import json
from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
import xarray as xr
from scipy.special import logsumexp

from shakedown.fit.bank import Bank
from shakedown.fit.picks import pick_pairs, picks_of
from shakedown.society.ledger import Test

F64 = npt.NDArray[np.float64]
REPLICA_SEEDS = 4
SWITCH_SEEDS = 2


def replicate(bank: Bank, draws: xr.Dataset, joint: F64, number: int) -> xr.Dataset:
    """Some draws run again under several seeds each (draw, seed, window, ...)."""
    picks = picks_of(draws, *pick_pairs(joint, number))
    runs = bank.run("replicas", picks.z, picks.explanation, REPLICA_SEEDS)
    places = {"draw": np.repeat(np.arange(number), REPLICA_SEEDS), "replica": np.tile(np.arange(REPLICA_SEEDS), number)}
    by_seed = runs.assign_coords({n: ("row", v) for n, v in places.items()}).set_index(row=("draw", "replica"))
    return by_seed.unstack("row")


def switch(bank: Bank, draws: xr.Dataset, joint: F64, number: int) -> dict[str, xr.Dataset]:
    """Some draws run in pairs: as they are, and with each mechanism that the ledger's claims name switched off.

    They are draws of the case's first explanation, in which every mechanism is at work; others have some off already.
    """
    whole = np.where(draws["explanation"].to_numpy() == 0, joint, -np.inf)
    picks = picks_of(draws, *pick_pairs(whole - logsumexp(whole), number))
    tests = [test for claim in bank.case.claims for test in claim.tests]
    changes = {key_of(change): change for change in [{}, *(c for test in tests for c in changes_of(test))]}
    runs = {
        key: bank.run("pairs", picks.z, picks.explanation, SWITCH_SEEDS, change, (n, len(changes)))
        for n, (key, change) in enumerate(changes.items())
    }
    return {key: held.assign(dating=("row", np.repeat(picks.dating, SWITCH_SEEDS))) for key, held in runs.items()}


def changes_of(test: Test) -> list[dict[str, float]]:
    """What must be run for a test of a mechanism: the switch, and for an interaction what is given, and both."""
    if test.kind == "effect":
        return [dict(test.switch)]
    if test.kind == "interaction":
        return [dict(test.switch), dict(test.given), {**test.switch, **test.given}]
    return []


def key_of(change: Mapping[str, float]) -> str:
    """The name under which a change's runs are kept."""
    return json.dumps(dict(change), sort_keys=True)
