"""How Dossier stands against its peers on one workload, and over all."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, log

from rounds import Outcome


def better_peer(outcomes: list[Outcome]) -> Outcome | None:
    """The fastest of compiled Soufflé and DuckDB, of those that have figures."""
    measured = [outcome for outcome in outcomes if outcome.system.is_measure and outcome.has_figures]
    return min(measured, key=lambda outcome: outcome.wall, default=None)


def best(outcomes: list[Outcome], peer: str) -> Outcome | None:
    """The fastest outcome of one peer."""
    own = [outcome for outcome in outcomes if outcome.system.peer == peer and outcome.has_figures]
    return min(own, key=lambda outcome: outcome.wall, default=None)


def geometric_mean(ratios: list[float]) -> float:
    return exp(sum(map(log, ratios)) / len(ratios))


@dataclass(frozen=True)
class Ratios:
    """A ratio by workload, and what it is of."""

    title: str
    by_workload: dict[str, float]


def summary(results: dict[str, list[Outcome]]) -> list[Ratios]:
    """Time against the better peer, and memory against Soufflé and DuckDB, for each way of running Dossier."""
    own = [o.system.name for outcomes in results.values() for o in outcomes if not o.system.peer]
    names = list(dict.fromkeys(own))
    found: list[Ratios] = []
    for name in names:
        time: dict[str, float] = {}
        memory: dict[str, dict[str, float]] = {"souffle": {}, "duckdb": {}}
        for workload, outcomes in results.items():
            ours = next((o for o in outcomes if o.system.name == name and o.has_figures), None)
            if ours is None:
                continue
            if peer := better_peer(outcomes):
                time[workload] = ours.wall / peer.wall
            for kind, ratios in memory.items():
                if other := best(outcomes, kind):
                    ratios[workload] = ours.peak_mib / other.peak_mib
        found += [
            Ratios(f"{name}: time against the better peer", time),
            Ratios(f"{name}: memory against compiled Soufflé", memory["souffle"]),
            Ratios(f"{name}: memory against DuckDB", memory["duckdb"]),
        ]
    return [ratios for ratios in found if ratios.by_workload] + _speedups(results, names)


def _speedups(results: dict[str, list[Outcome]], names: list[str]) -> list[Ratios]:
    """The time of the first way of running Dossier over that of each other, where it is over a second."""
    speedups: list[Ratios] = []
    for name in names[1:]:
        ratios: dict[str, float] = {}
        for workload, outcomes in results.items():
            walls = {o.system.name: o.wall for o in outcomes if o.has_figures}
            if names[0] in walls and name in walls and walls[names[0]] > 1:
                ratios[workload] = walls[names[0]] / walls[name]
        if ratios:
            speedups.append(Ratios(f"{name}: times as fast as {names[0]}, where that takes over 1 s", ratios))
    return speedups
