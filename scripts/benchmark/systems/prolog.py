"""SWI-Prolog with tabling, on programs of `programs/prolog`."""

from __future__ import annotations

import shutil
from pathlib import Path

from kit import Kit
from systems import labelled_counts
from systems.facts import converted, program
from workloads import Workload


class SwiProlog:
    peer = "swi-prolog"
    name = "SWI-Prolog"
    is_measure = False
    install = "apt-get install swi-prolog-nox"

    @classmethod
    def installed(cls) -> list[SwiProlog]:
        return [cls()] if shutil.which("swipl") else []

    def command(self, workload: Workload, kit: Kit, inputs: Path) -> list[str] | None:
        rules = program("prolog", workload.name, ".pl")
        if rules is None:
            return None
        facts = converted(inputs / workload.name, ".pl")
        return [
            "swipl", "-O", "--stack-limit=8g", "--table-space=8g", "-g", "main", "-t", "halt",
            str(facts), str(rules),
        ]

    def counts(self, workload: Workload, output: str) -> dict[str, int]:
        return labelled_counts(output)
