"""All systems on one workload, one after the other, round after round."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from kit import Kit
from measure import Measurement, OverLimit, measure
from notices import say
from systems import System
from workloads import Workload


@dataclass
class Outcome:
    """What one system did on one workload."""

    system: System
    runs: list[Measurement] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    # Why there are no figures: over the time limit, or failed.
    problem: str = ""

    @property
    def has_figures(self) -> bool:
        return bool(self.runs) and not self.problem

    @property
    def wall(self) -> float:
        return median(run.wall for run in self.runs)

    @property
    def cpu(self) -> float:
        return median(run.cpu for run in self.runs)

    @property
    def peak_mib(self) -> float:
        return median(run.peak_mib for run in self.runs)


@dataclass(frozen=True)
class Limits:
    # Seconds for a system that Dossier is not held against; the others have ten times as many.
    seconds: float

    def of(self, system: System) -> float:
        return self.seconds * (10 if system.is_measure or not system.peer else 1)

    def memory(self, system: System) -> int:
        """Address space, for the systems that might take all there is."""
        if system.is_measure or not system.peer:
            return 0
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") * 3 // 4


def run_rounds(
    workload: Workload, systems: list[System], kit: Kit, inputs: Path, rounds: int, limits: Limits
) -> list[Outcome]:
    """Runs the systems in turn. One that fails or exceeds its time is not run again."""
    commands = [(system, system.command(workload, kit, inputs)) for system in systems]
    outcomes = [Outcome(system) for system, command in commands if command]
    runnable = [command for _, command in commands if command]
    for number in range(1, rounds + 1):
        if rounds > 1:
            say(f"{workload.name}, round {number} of {rounds}")
        for outcome, command in zip(outcomes, runnable):
            if not outcome.problem:
                _run(outcome, command, workload, limits)
    return outcomes


def _run(outcome: Outcome, command: list[str], workload: Workload, limits: Limits) -> None:
    system = outcome.system
    seconds = limits.of(system)
    try:
        run = measure(command, seconds=seconds, memory=limits.memory(system))
    except OverLimit:
        outcome.problem = f"> {seconds:g} s"
        return
    counts = system.counts(workload, run.output)
    if set(counts) != set(workload.results) or (run.status != 0 and not system.peer):
        said = run.errors.strip().splitlines()
        outcome.problem = f"failed, status {run.status}"
        message = said[0] if said else "no message"
        say(f"{workload.name}: {system.name} failed with status {run.status}: {message}")
        return
    if outcome.runs and counts != outcome.counts:
        outcome.problem = "other counts in another round"
    outcome.counts = counts
    outcome.runs.append(run)
