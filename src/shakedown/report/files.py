"""Runs on disk, whole or not at all."""

import os
from pathlib import Path

import xarray as xr

from shakedown.errors import InputError
from shakedown.fit.bank import write_zarr


def write_runs(runs: xr.Dataset, place: Path) -> None:
    """Write a Dataset as Zarr (.zarr) or NetCDF 3 (.nc). Raises `InputError` for a folder that is not there."""
    if not place.parent.is_dir():
        raise InputError(f"{place.parent}: there is no such folder. Make it, or give another --out.")
    if place.suffix == ".zarr":
        write_zarr(runs, place)
        return
    scratch = place.with_name(f".{place.name}.{os.getpid()}")
    try:
        _narrow(runs).to_netcdf(scratch, engine="scipy", format="NETCDF3_64BIT")
        scratch.replace(place)
    finally:
        scratch.unlink(missing_ok=True)


def _narrow(runs: xr.Dataset) -> xr.Dataset:
    """NetCDF 3 knows no 64-bit whole numbers; seeds and counts that fit are written in 32 bits."""
    wide = [n for n in runs.variables if runs[n].dtype.kind == "i" and runs[n].dtype.itemsize == 8]
    return runs.assign({n: runs[n].astype("int32") for n in wide if n in runs.data_vars}).assign_coords(
        {n: runs[n].astype("float64") for n in wide if n in runs.coords}
    )
