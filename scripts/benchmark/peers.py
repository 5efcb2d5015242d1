"""Which other systems take part."""

from __future__ import annotations

from collections.abc import Collection

from notices import Unavailable, say
from systems import System
from systems.clingo import Clingo
from systems.duckdb import DuckDB
from systems.prolog import SwiProlog
from systems.souffle import SouffleCompiled, SouffleInterpreted

PEERS = {peer.peer: peer for peer in (SouffleCompiled, SouffleInterpreted, DuckDB, Clingo, SwiProlog)}


def chosen(names: str | None, without: Collection[str] = ()) -> list[System]:
    """The installed systems among those named, with commas between; all if nothing is named, none for `none`.

    Those that are not installed are named with their install step. `without` names what is left out
    unless it is asked for.
    """
    wanted = [name for name in PEERS if name not in without] if names is None else names.split(",")
    if names == "none":
        wanted = []
    unknown = [name for name in wanted if name not in PEERS]
    if unknown:
        raise Unavailable(f"unknown peer '{unknown[0]}'; there are {', '.join(PEERS)}")
    systems: list[System] = []
    for name in wanted:
        found = PEERS[name].installed()
        if not found:
            say(f"left out, not installed: {name} ({PEERS[name].install})")
        systems += found
    return systems
