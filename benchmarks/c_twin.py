"""The society in C: the kernel's tables, polynomials, state and addresses of chance, built by gcc.

`society.c` goes from officer to officer as the kernel does; `society_lanes.c` takes as many officers at once as a vector has
lanes. Since chance has the same addresses, the same things happen in all three; sums differ by rounding.
"""

import ctypes
import hashlib
import os
import subprocess
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from benchmarks.work import Work, read
from shakedown.engine import draws, layout, oversight, week
from shakedown.engine.dataset import Finished
from shakedown.engine.layout import COUNTS, FLOWS, PEOPLE, POSTS, VIEWS, Out
from shakedown.engine.state import County, first_county
from shakedown.engine.tables import MENU_CNY, fixed_for, menu_table, new_desk, quantile_tables

HERE = Path(__file__).parent
FLAGS = (
    "-O3", "-march=native", "-std=c11", "-shared", "-fPIC",
    # fused multiply-add as in the kernel; no errno, traps, NaN or signed zero to mind; but no sum is reordered
    "-ffp-contract=fast", "-fno-math-errno", "-fno-trapping-math", "-ffinite-math-only", "-fno-signed-zeros",
)  # fmt: skip
AS_THE_KERNEL, IN_LANES = "society.c", "society_lanes.c"

_WHOLE = ("seed", "number", "members", "posts", "traders", "size", "amounts")
_REAL = ("table_first", "table_per_log", "table_last", "log_threat", "log_order", "log_request", "log_loan")
_ARRAYS: dict[str, tuple[str, ...]] = {
    "const struct rules": ("r",),
    "const struct levers": ("levers",),
    "const double": (
        "menu", "normals", "prey", "prey_power", "full_protection", "shield", "prey_shield", "gain", "cost",
    ),
    "const float": ("desk", "paid", "factors", "income", "power", "seen"),
    "const int32_t": ("who", "beat"),
    "const uint8_t": ("group",),
    "const uint16_t": ("pair",),
    "float": ("cash", "goodwill", "sympathy", "resentment", "expects", "learned", "loan"),
    "uint8_t": ("owed",),
    "double": (
        "county", "fear", "performance", "takings", "officer_cash", "entitlement", "post_value", "standing",
        "protection", "exposure", "dismissal", "clients", "flows", "people", "post_means", "views",
    ),
    "int32_t": ("demands", "sets", "counts"),
}  # fmt: skip
_PLACES = {
    **{n: COUNTS.index(n.lower()) for n in ("VISITS", "REFUSALS", "COMPLAINTS", "CHARGES", "DISMISSALS")},
    "CALLS": COUNTS.index("calls_on_state"),
    **{n: FLOWS.index(n.lower()) for n in ("PAID", "REPAID", "RETAINED")},
    "IN_KIND": FLOWS.index("paid_in_kind"),
    "PASSED": FLOWS.index("passed_up"),
    "VOLUME": FLOWS.index("protection_volume"),
    "OFFICER_SPENDING": FLOWS.index("officer_spending_total"),
    "EARNED": PEOPLE.index("income"),
    "SPENT": PEOPLE.index("spending"),
    "CASH": PEOPLE.index("cash"),
    "PAYMENTS": PEOPLE.index("payments"),
    **{n: POSTS.index(n.lower()) for n in ("PROVISION", "PROTECTION", "TAKINGS", "OFFICER_CASH", "SHORTFALL", "FEAR")},
    "ERROR": POSTS.index("belief_error"),
    "VALUE": POSTS.index("post_value"),
    "ENTITLED": POSTS.index("entitlement"),
    "SURPRISE": VIEWS.index("surprise"),
    **{n: len(getattr(layout, n)) for n in ("COUNTS", "FLOWS", "PEOPLE", "POSTS", "VIEWS")},
    **{n: getattr(layout, n) for n in ("GROUPS", "GOODWILL", "SYMPATHY", "RESENTMENT", "HELD")},
    "SHIFT": layout.COUNTY + layout.RUMOUR,
    "DISMISSED": layout.COUNTY + layout.DISMISSED,
    **{n: getattr(draws, n) for n in ("INCOME", "OFFICER", "CANDIDATES", "CANDIDATES_MORE", "CANDIDATES_LAST")},
    **{n: getattr(draws, n) for n in ("CHOICE", "ANSWER", "FRAMING", "PROMISE", "CHARACTER", "RECRUIT")},
    **{n: getattr(layout, n) for n in ("THREAT", "ORDER", "REQUEST", "HARDSHIP", "LOAN", "FAVOUR", "SEASON")},
    **{n: getattr(layout, n) for n in ("BLOCKS", "CHUNK", "WIDTH")},
}
_ASSUMED = {
    **{n: getattr(layout, n) for n in ("LEAST_BELIEF", "STRAIN_CASH", "MOST_STRAIN", "HAND_SHARE", "MOST_CONTACTS")},
    **{n: getattr(week, n) for n in ("TAKINGS_MEMORY", "VALUE_STEP", "PERFORMANCE_KEPT", "PERFORMANCE_NOISE")},
    "MOST_PACE": oversight.MOST_PACE,
}
_NUMPY = {"float": np.float32, "double": np.float64, "int32_t": np.int32, "uint8_t": np.uint8, "uint16_t": np.uint16}


class _County(ctypes.Structure):
    """What the C code is handed, in the order of the header."""

    _fields_ = [
        *((name, ctypes.c_int64) for name in _WHOLE),
        *((name, ctypes.c_double) for name in _REAL),
        *((name, ctypes.c_void_p) for names in _ARRAYS.values() for name in names),
    ]


def header() -> str:
    """The C header that follows from the engine's layout: records of dials and levers, the county, places of outputs."""
    lines = ["#pragma once", "#include <stdint.h>"]
    for struct, record in (("rules", layout.DIALS), ("levers", layout.WEEKLY)):
        lines.append(f"struct {struct} {{ double {', '.join(record.names or ())}; }};")
    lines.append("enum { " + ", ".join(f"{name} = {place}" for name, place in _PLACES.items()) + " };")
    lines.append("static const double " + ", ".join(f"{n} = {float(v)!r}" for n, v in _ASSUMED.items()) + ";")
    lines.append("struct county {")
    lines.append(f"    int64_t {', '.join(_WHOLE)};")
    lines.append(f"    double {', '.join(_REAL)};")
    for kind, names in _ARRAYS.items():
        lines.append(f"    {kind} " + ", ".join(f"*restrict {name}" for name in names) + ";")
    return "\n".join([*lines, "};", ""])


@cache
def library(source: str = AS_THE_KERNEL, bits: int = 256) -> Any:
    """The compiled weeks, built once for their sources, header, flags and processor, with vectors of so many bits."""
    flags = (*FLAGS, f"-mprefer-vector-width={bits}", f"-DVECTOR_BITS={bits}")
    digest = hashlib.sha256(" ".join(flags).encode() + header().encode() + _machine())
    for name in ("society.h", source):
        digest.update((HERE / name).read_bytes())
    folder = Path(os.environ.get("XDG_CACHE_HOME", "~/.cache")).expanduser() / "shakedown"
    built = folder / f"c-{digest.hexdigest()[:12]}.so"
    if not built.exists():
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder) as scratch:
            (Path(scratch) / "layout.h").write_text(header())
            fresh = Path(scratch) / "society.so"
            command = ["gcc", *flags, f"-I{scratch}", f"-I{HERE}", str(HERE / source), "-o", str(fresh), "-lm"]
            subprocess.run(command, check=True)
            fresh.replace(built)
    run_weeks = ctypes.CDLL(str(built)).run_weeks
    run_weeks.argtypes, run_weeks.restype = (ctypes.POINTER(_County), ctypes.c_int64, ctypes.c_int64), None
    return run_weeks


def _machine() -> bytes:
    """Which compiler and processor: code for one must not be served to another."""
    asked = (["gcc", "--version"], ["gcc", "-march=native", "-Q", "--help=target"])
    return b"".join(subprocess.run(command, check=True, capture_output=True).stdout for command in asked)


def _padded(values: npt.NDArray[Any], length: int) -> npt.NDArray[Any]:
    """The same values in an array of its own with room to spare, so that loops need no remainder."""
    held = np.zeros(length, values.dtype)
    held[: values.size] = values
    return held


@dataclass(frozen=True)
class Ready:
    """A county laid out for the C code: run its weeks once, then read what happened."""

    work: Work
    county: County
    arrays: dict[str, npt.NDArray[Any]]
    handed: _County

    def go(self, source: str = AS_THE_KERNEL, bits: int = 256) -> None:
        """Run all weeks."""
        library(source, bits)(self.handed, 0, self.work.weeks)

    def finished(self) -> Finished:
        """The outputs in the engine's own shapes."""
        a, weeks, number = self.arrays, self.work.weeks, self.work.households
        out = Out(
            demands=a["demands"].reshape(weeks, 3, -1),
            sets=a["sets"].reshape(weeks, 16, -1),
            counts=a["counts"].reshape(weeks, -1),
            flows=a["flows"].reshape(weeks, -1),
            people=a["people"].reshape(weeks, len(PEOPLE), -1),
            posts=a["post_means"].reshape(weeks, -1),
            views=a["views"].reshape(weeks, -1),
            doors=np.zeros((0, len(layout.DOORS))),
        )
        begun = self.county
        people = begun.households._replace(
            **{n: a[n][:number] for n in begun.households._fields if n != "owed"},
            owed=a["owed"][: begun.households.owed.size]
            >> np.uint8(1),  # it books promises by the bits of their framings
        )
        return Finished(out, replace(begun, week=weeks, households=people))


def prepare(work: Work) -> Ready:
    """Make the county of `work` and lay it out."""
    levers = layout.flat_levers(work.levers, work.weeks)
    begun = first_county(work.rules, work.households, work.seed, levers)
    menu, normals = menu_table(MENU_CNY, work.rules), quantile_tables(work.rules)
    number, posts = work.households, begun.officers.size
    room, desk_room = -(-number // 512) * 512, -(-posts // 64) * 64
    desk = new_desk(menu)
    arrays: dict[str, npt.NDArray[Any]] = {
        "r": np.array(layout.flat_rules(work.rules).tolist()),
        "levers": levers,
        "menu": menu.amounts,
        "normals": normals.normal,
        "desk": np.concatenate([desk[at : at + layout.WIDTH] for at in _ROWS]),
        "paid": menu.paid,
        "factors": normals.income,
        "county": np.concatenate([begun.county, begun.colleagues[0]]),
    }
    fixed = fixed_for(begun.households, begun.officers, begun.traders, begun.remitters, begun.members, 1, work.rules)
    arrays["who"] = _padded(begun.traders.who, begun.traders.who.size + 16)
    arrays |= {n: _padded(getattr(fixed, n), begun.traders.who.size + 16) for n in ("gain", "cost")}
    arrays["beat"] = _padded(fixed.post, begun.traders.who.size + 16)
    arrays |= {"shield": _padded(fixed.shield, room), "prey_shield": _padded(fixed.prey_shield, desk_room)}
    arrays |= {n: _padded(getattr(begun.households, n), room) for n in begun.households._fields}
    four = arrays["group"].reshape(-1, 2, 2).astype(np.uint16)  # of four households 0 goes with 2, and 1 with 3
    arrays["pair"] = (32 * (layout.GROUPS * four[:, 0] + four[:, 1])).ravel()
    for name in layout.OFFICER.names or ():
        arrays["officer_cash" if name == "cash" else name] = _padded(begun.officers[name], desk_room)
    arrays |= {n: np.zeros(desk_room) for n in ("protection", "exposure", "dismissal", "clients")}
    shapes = {"flows": FLOWS, "post_means": POSTS, "views": VIEWS}
    arrays |= {n: np.zeros(work.weeks * len(each)) for n, each in shapes.items()}
    arrays["people"] = np.zeros(work.weeks * len(PEOPLE) * layout.GROUPS)
    counted = {"demands": 3 * menu.amounts.size, "sets": 16 * menu.amounts.size, "counts": len(COUNTS)}
    arrays |= {n: np.zeros(work.weeks * each, np.int32) for n, each in counted.items()}
    whole = (
        work.seed,
        number,
        begun.members,
        posts,
        begun.traders.who.size,
        menu.size,
        menu.amounts.size,
    )
    real = (menu.first, menu.per_log, menu.last, menu.threat, menu.order, menu.request, menu.loan)
    handed = _County(*whole, *real, *(_address(arrays[n], kind) for kind, names in _ARRAYS.items() for n in names))
    return Ready(work, begun, arrays, handed)


_ROWS = (layout.AMOUNTS, layout.BLOCKED, layout.SPACING)


def _address(array: npt.NDArray[Any], kind: str) -> int:
    """Where an array stands, having checked that it holds what the C code takes it for."""
    wanted = _NUMPY.get(kind.removeprefix("const "))
    if not array.flags.c_contiguous or (wanted is not None and array.dtype != wanted):
        raise TypeError(f"{kind}: handed {array.dtype}")
    return array.ctypes.data


def run_c(work: Work, source: str = AS_THE_KERNEL, bits: int = 256) -> Finished:
    """The same county by the C code, as it is timed: from rules and a seed to all its weekly outputs."""
    ready = prepare(work)
    ready.go(source, bits)
    return ready.finished()


def run(work: Work, source: str = AS_THE_KERNEL, bits: int = 256) -> Mapping[str, float]:
    """What is compared of it."""
    return read(run_c(work, source, bits))
