"""Dossier itself: the release program on `scripts/workloads`."""

from __future__ import annotations

import subprocess
from pathlib import Path

from kit import Kit
from workloads import Workload


class Dossier:
    peer = ""
    is_measure = False

    def __init__(self, root: Path, threads: int | None) -> None:
        self.program = root / ".build" / "release" / "dossier"
        self.workloads = root / "scripts" / "workloads"
        self.threads = threads
        self.name = "Dossier" if threads is None else f"Dossier, {threads} thread{'s'[: threads > 1]}"

    @classmethod
    def all(cls, root: Path, threads: list[int]) -> list[Dossier]:
        """One a thread count, or one where the program does not let it be chosen."""
        plain = cls(root, None)
        help_text = subprocess.run(
            [str(plain.program), "help", "run"], check=True, capture_output=True, text=True
        ).stdout
        return [cls(root, count) for count in threads] if "--threads" in help_text else [plain]

    def command(self, workload: Workload, kit: Kit, inputs: Path) -> list[str] | None:
        options = [] if self.threads is None else ["--threads", str(self.threads)]
        program = self.workloads / f"{workload.name}.dl"
        facts = inputs / workload.name
        return [
            str(self.program), "run", "--facts", str(facts), *options,
            "--format", "tsv", "--quiet", str(program),
        ]

    def counts(self, workload: Workload, output: str) -> dict[str, int]:
        """The numbers stand in the order of the workload's results, below the columns' names."""
        numbers = [
            int(field)
            for line in output.splitlines()
            if line and all(field.isdecimal() for field in line.split("\t"))
            for field in line.split("\t")
        ]
        return dict(zip(workload.results, numbers))
