"""clingo, on programs of `programs/clingo`: grounding alone computes these."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from kit import Kit
from systems.facts import converted, program
from workloads import Workload


class Clingo:
    peer = "clingo"
    name = "clingo"
    is_measure = False
    install = "apt-get install gringo"

    @classmethod
    def installed(cls) -> list[Clingo]:
        return [cls()] if shutil.which("clingo") else []

    def command(self, workload: Workload, kit: Kit, inputs: Path) -> list[str] | None:
        rules = program("clingo", workload.name, ".lp")
        if rules is None:
            return None
        return ["clingo", "--verbose=0", str(rules), str(converted(inputs / workload.name, ".lp"))]

    def counts(self, workload: Workload, output: str) -> dict[str, int]:
        """Atoms `rows(relation,number)`, relations in lower case."""
        counts = {name.lower(): int(number) for name, number in re.findall(r"rows\((\w+),(\d+)\)", output)}
        return {name: counts[name.lower()] for name in workload.results if name.lower() in counts}
