"""Whether all systems give the same rows."""

from __future__ import annotations

from rounds import Outcome
from workloads import Workload


def disagreements(workload: Workload, outcomes: list[Outcome], scale: float) -> list[str]:
    """A sentence for each count that differs from the known one or, at other scales, from the first peer's.

    A failure of Dossier is one too: there is nothing to compare.
    """
    problems = [
        f"{workload.name}: {outcome.system.name}: {outcome.problem}"
        for outcome in outcomes
        if outcome.problem and (not outcome.system.peer or outcome.counts)
    ]
    expected = workload.known(scale)
    source = "known"
    if expected is None:
        counted = [outcome for outcome in outcomes if outcome.counts]
        counted.sort(key=lambda outcome: not outcome.system.peer)
        if counted:
            expected, source = counted[0].counts, counted[0].system.name
    for outcome in outcomes:
        for relation, rows in outcome.counts.items():
            if expected is not None and rows != expected[relation]:
                problems.append(
                    f"{workload.name}: {relation} has {rows:,} rows in {outcome.system.name}, "
                    f"but {expected[relation]:,} ({source})"
                )
    return problems


def verdict(workload: Workload, outcomes: list[Outcome], scale: float) -> str:
    """What the counts of Dossier were compared with, where none of them differs."""
    names = ["known counts"] if workload.known(scale) else []
    names += [outcome.system.name for outcome in outcomes if outcome.system.peer and outcome.counts]
    return f"rows as in {'; '.join(names)}" if names else "ROWS NOT CHECKED, there is nothing to compare them with"
