"""Corners made by hand: what an outcome would have been under every set of causes, in societies that count alike."""

from dataclasses import replace

import numpy as np
import xarray as xr

from shakedown.answers.attribution import Moved, Outcome
from shakedown.answers.then_and_now import SIZE
from shakedown.society.explanations import Cause


def picks(post, posterior, prior=0):
    """The fit as if so many of its draws, alike in weight, had been run again under each dating, and so many of the prior."""
    shape = (len(post.datings), posterior + prior)
    of = np.broadcast_to(np.repeat([0, 1], [posterior, prior]), shape)
    log_weight = np.where(of == 0, post.log_weight[:, :1], 0.0)
    dims = ("dating", "draw")
    rows = np.zeros(shape, int)
    return replace(post, corners=xr.Dataset({"row": (dims, rows), "of": (dims, of), "log_weight": (dims, log_weight)}))


def alike(post):
    """The fit with datings as likely as each other, whatever its draws say."""
    rows = post.log_weight.shape[1]
    return replace(post, log_weight=np.full(post.log_weight.shape, -np.log(len(post.datings) * rows)))


def named(post, *causes):
    """The fit of a case with these causes."""
    made = tuple(Cause(name=name, says=f"{name} changed", levers=("channel",)) for name in causes)
    return replace(post, case=replace(post.case, causes=made))


def outcome(corners, then, *, causes=("a", "b"), prior=0, name=SIZE):
    """One outcome from corners (draw, corner) or (dating, draw, corner) and its past; the last `prior` draws are the prior's."""
    values = np.asarray(corners, dtype=float)
    values = np.broadcast_to(values, (3, *values.shape[-2:]))
    before = np.broadcast_to(np.asarray(then, dtype=float), values.shape[:2])
    mark = np.zeros(before.shape, bool)
    mark[:, before.shape[1] - prior :] = prior > 0
    return Moved(Outcome(name=name), tuple(causes), before, values, mark)


def additive(*parts, start=0.0):
    """Corners (draw, corner) of causes that add up: `parts` hold each cause's addition, one number or one a draw."""
    each = np.stack(np.broadcast_arrays(*[np.atleast_1d(np.asarray(p, dtype=float)) for p in parts]), axis=1)
    bits = np.array([[corner >> k & 1 for k in range(each.shape[1])] for corner in range(1 << each.shape[1])])
    return start + each @ bits.T
