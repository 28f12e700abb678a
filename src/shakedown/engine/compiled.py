"""One decorator for all compiled functions: the same flags, one cache that stale code cannot survive, and types kept."""

import hashlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import numba
from numba.core import config

F = TypeVar("F", bound=Callable[..., object])


def engine_hash() -> str:
    """Twelve hex digits that change whenever any source of the engine or Numba's version does."""
    digest = hashlib.sha256(numba.__version__.encode())
    for source in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(source.name.encode() + source.read_bytes())
    return digest.hexdigest()[:12]


def _cache_root() -> Path:
    base = (
        os.environ.get("NUMBA_CACHE_DIR")
        or Path(os.environ.get("XDG_CACHE_HOME", "~/.cache")).expanduser() / "shakedown"
    )
    return Path(base) / f"engine-{engine_hash()}"


_CACHE = str(_cache_root())


def compiled(function: F) -> F:
    """Compile without the interpreter's lock; cached on disk under a key that covers every file of the engine.

    Numba checks only the file a function stands in, so a changed callee elsewhere would be served stale; hence the key.
    """
    before = config.CACHE_DIR
    config.CACHE_DIR = _CACHE
    try:
        return numba.njit(cache=True, nogil=True, fastmath={"contract"}, error_model="numpy", _nrt=False)(function)  # type: ignore[no-any-return]
    finally:
        config.CACHE_DIR = before


def inlined(function: F) -> F:
    """The same for small functions that callers take into their own loops."""
    return numba.njit(nogil=True, fastmath={"contract"}, error_model="numpy", _nrt=False, inline="always")(function)  # type: ignore[no-any-return]
