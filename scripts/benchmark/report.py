"""The tables, as text and as JSON."""

from __future__ import annotations

import json
import os
import platform
from pathlib import Path

from comparison import Ratios, better_peer, geometric_mean, summary
from rounds import Outcome


def aligned(header: list[str], rows: list[list[str]]) -> str:
    """A table in plain text: the first column to the left, the others to the right."""
    widths = [max(len(row[column]) for row in [header, *rows]) for column in range(len(header))]

    def line(cells: list[str]) -> str:
        padded = [cells[0].ljust(widths[0])] + [c.rjust(w) for c, w in zip(cells[1:], widths[1:])]
        return "  ".join(padded).rstrip()

    return "\n".join([line(header), "  ".join("-" * width for width in widths), *map(line, rows)])


HEADER = ["", "wall s", "CPU s", "peak MiB", "time/better", "memory/better"]


def workload_table(outcomes: list[Outcome]) -> str:
    """One workload: medians, and time and memory as multiples of the better peer's."""
    peer = better_peer(outcomes)
    rows = []
    for outcome in outcomes:
        name = outcome.system.name + (" *" if outcome is peer else "")
        if not outcome.has_figures:
            rows.append([name, outcome.problem, "", "", "", ""])
            continue
        ratios = ["", ""]
        if peer:
            ratios = [f"{outcome.wall / peer.wall:.2f}", f"{outcome.peak_mib / peer.peak_mib:.2f}"]
        rows.append([name, f"{outcome.wall:.3f}", f"{outcome.cpu:.3f}", f"{outcome.peak_mib:.0f}", *ratios])
    return aligned(HEADER, rows)


def overview(results: dict[str, list[Outcome]]) -> str:
    """Wall seconds, with the peak of resident memory in MiB: a row a workload, a column a system."""
    systems = list({o.system.name: None for outcomes in results.values() for o in outcomes})
    rows = []
    for workload, outcomes in results.items():
        cells = {o.system.name: _cell(o) for o in outcomes}
        rows.append([workload, *(cells.get(system, "–") for system in systems)])
    return aligned(["wall s (peak MiB)", *systems], rows)


def _cell(outcome: Outcome) -> str:
    return f"{outcome.wall:.2f} ({outcome.peak_mib:.0f})" if outcome.has_figures else outcome.problem


def summary_table(results: dict[str, list[Outcome]]) -> str:
    rows = [
        [
            ratios.title,
            f"{geometric_mean(list(ratios.by_workload.values())):.2f}",
            f"{_worst(ratios)[1]:.2f} ({_worst(ratios)[0]})",
            str(len(ratios.by_workload)),
        ]
        for ratios in summary(results)
    ]
    return aligned(["ratios over the workloads", "geometric mean", "worst", "workloads"], rows) if rows else ""


def _worst(ratios: Ratios) -> tuple[str, float]:
    pick = min if "times as fast" in ratios.title else max
    return pick(ratios.by_workload.items(), key=lambda item: item[1])


def write_json(file: Path, scale: float, rounds: int, results: dict[str, list[Outcome]]) -> None:
    """Everything measured, each run apart."""
    document = {
        "scale": scale,
        "rounds": rounds,
        "machine": {"processors": os.cpu_count(), "system": platform.platform()},
        "workloads": {
            name: [
                {
                    "system": o.system.name,
                    "problem": o.problem or None,
                    "rows": o.counts,
                    "runs": [
                        {"wall": r.wall, "cpu": r.cpu, "peak_mib": round(r.peak_mib, 1)} for r in o.runs
                    ],
                }
                for o in outcomes
            ]
            for name, outcomes in results.items()
        },
        "summary": [
            {
                "ratio": ratios.title,
                "geometric_mean": geometric_mean(list(ratios.by_workload.values())),
                "workloads": ratios.by_workload,
            }
            for ratios in summary(results)
        ],
    }
    file.write_text(json.dumps(document, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
