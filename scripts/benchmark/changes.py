"""How long an answer takes after a change, against computing everything from nothing."""

from __future__ import annotations

import random
import re
import statistics
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

from notices import Wrong
from report import aligned
from workloads import Workload

SINGLE_ROWS = 7
SHARE = 0.01
TIME = re.compile(r"time: ([\d.]+) (ms|s)")


@dataclass
class Changes:
    """Milliseconds for each kind of change; the first is computing from nothing."""

    workload: str
    relation: str
    times: dict[str, list[float]] = field(default_factory=dict)

    def median(self, kind: str) -> float:
        return statistics.median(self.times[kind])


KINDS = ["from nothing", "- 1 row", "+ 1 row", "- 1 %", "+ 1 %"]


def measure(workload: Workload, program: Path, facts: Path, dossier: Path) -> Changes:
    """Takes rows of one relation out and puts them back, asking for the results' rows after each change.

    One row is changed several times; the first times of a kind, which make indexes, are reported apart. The answers
    after all is put back must be those of the beginning.
    """
    result = Changes(workload.name, workload.changed)
    rows = (facts / f"{workload.changed}.facts").read_text(encoding="utf-8").splitlines()
    pick = random.Random(5)
    # The first makes indexes that later ones find.
    single = [fact(workload.changed, row) for row in pick.sample(rows, SINGLE_ROWS + 1)]
    share = [fact(workload.changed, row) for row in pick.sample(rows, max(1, int(len(rows) * SHARE)))]
    text = program.read_text(encoding="utf-8")
    rules, question = text[: text.index("\n\n")], text.rstrip().split("\n\n")[-1]
    question = question.split("?\n")[-1]
    script, kinds = [":timing on", ":mode csv", rules, question], ["from nothing"]
    for place, row in enumerate(single):
        first = " first" if place == 0 else ""
        script += [f":retract {row}.", question, f"{row}.", question]
        kinds += ["- 1 row" + first, "+ 1 row" + first]
    script += [f":retract {row}." for row in share] + [question] + [f"{row}." for row in share] + [question]
    kinds += ["- 1 %", "+ 1 %"]
    done = subprocess.run(
        [dossier, "--quiet", "--threads", "1", "--facts", facts],
        input="\n".join(script) + "\n", capture_output=True, text=True, encoding="utf-8",
    )
    times = [milliseconds(line) for line in done.stderr.splitlines() if TIME.match(line)]
    if done.returncode != 0 or len(times) != len(kinds):
        raise Wrong(f"{workload.name}: {done.stderr.strip().splitlines()[:3]}")
    answers = [line for line in done.stdout.splitlines() if re.match(r"\d", line)]
    if answers[0] != answers[-1] or any(answer != answers[0] for answer in answers[0:-1:2]):
        raise Wrong(f"{workload.name}: the answers after changes are not those of the beginning")
    for kind, time in zip(kinds, times):
        result.times.setdefault(kind, []).append(time)
    return result


def fact(relation: str, row: str) -> str:
    values = [value if re.fullmatch(r"-?\d+", value) else f'"{value}"' for value in row.split("\t")]
    return f"{relation}({', '.join(values)})"


def milliseconds(line: str) -> float:
    match = TIME.match(line)
    assert match
    return float(match[1]) * (1000 if match[2] == "s" else 1)


def table(results: list[Changes]) -> str:
    """Milliseconds, and how many times faster than from nothing."""
    header = ["ms (times faster)", "from nothing", "- 1 row", "+ 1 row", "- 1 %", "+ 1 %", "first -", "first +"]
    lines = []
    for result in results:
        whole = result.median("from nothing")
        cells = [f"{whole:.0f}"]
        for kind in [*KINDS[1:], "- 1 row first", "+ 1 row first"]:
            time = result.median(kind)
            cells.append(f"{time:.2f} ({whole / max(time, 0.01):.3g})")
        lines.append([f"{result.workload} ({result.relation})", *cells])
    return aligned(header, lines)
