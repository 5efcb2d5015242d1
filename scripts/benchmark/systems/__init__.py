"""The systems that are compared: each tells how it is run on a workload and what it counted."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from kit import Kit
from workloads import Workload


class System(Protocol):
    # As in the table, such as `Soufflé compiled, -j2`.
    name: str
    # What `--peers` calls it; nothing for Dossier.
    peer: str
    # Whether its time is one that Dossier is held against.
    is_measure: bool

    def command(self, workload: Workload, kit: Kit, inputs: Path) -> list[str] | None:
        """The command that computes a workload; nothing where it cannot be said in the system's language.

        Whatever is made for it beforehand, such as a compiled program, is not part of the measured run.
        """

    def counts(self, workload: Workload, output: str) -> dict[str, int]:
        """The rows of each result, from what the command printed."""


def labelled_counts(output: str) -> dict[str, int]:
    """Lines `relation<TAB>rows`, other lines left out."""
    counts: dict[str, int] = {}
    for line in output.splitlines():
        fields = line.split("\t")
        if len(fields) == 2 and fields[1].strip().isdecimal():
            counts[fields[0].strip()] = int(fields[1])
    return counts
