"""One decorator for all compiled functions: the same flags, types kept, and a cache that stale code cannot survive."""

import hashlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import numba

F = TypeVar("F", bound=Callable[..., object])

_FLAGS: dict[str, Any] = {
    "nogil": True,  # counties run side by side in threads
    "fastmath": {"contract"},  # fused multiply-add, but no reordering: one order of sums, one result
    "error_model": "numpy",  # no check for division by zero in the loops
    "_nrt": False,  # no function allocates, so none needs reference counts
}
_config: Any = numba.config


def engine_hash() -> str:
    """Twelve hex digits that change whenever any source of the engine or Numba's version does."""
    digest = hashlib.sha256(numba.__version__.encode())
    for source in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(source.name.encode() + source.read_bytes())
    return digest.hexdigest()[:12]


def _cache_root() -> Path:
    user = Path(os.environ.get("XDG_CACHE_HOME", "~/.cache")).expanduser() / "shakedown"
    return Path(os.environ.get("NUMBA_CACHE_DIR") or user) / f"engine-{engine_hash()}"


_CACHE = str(_cache_root())


def compiled(function: F) -> F:
    """Compile without the interpreter's lock; cached on disk under a key that covers every file of the engine.

    Numba checks only the file a function stands in, so a changed callee elsewhere would be served stale; hence the key.
    """
    before = _config.CACHE_DIR
    _config.CACHE_DIR = _CACHE
    try:
        made: F = numba.njit(cache=True, **_FLAGS)(function)
    finally:
        _config.CACHE_DIR = before
    return made


def inlined(function: F) -> F:
    """The same for functions that become part of their callers' machine code, so that nothing is handed over."""
    made: F = numba.njit(forceinline=True, **_FLAGS)(function)
    return made
