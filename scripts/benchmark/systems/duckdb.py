"""DuckDB, through the kit's program and Python's `duckdb` module."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

from kit import Kit
from systems import labelled_counts
from workloads import Workload


class DuckDB:
    peer = "duckdb"
    is_measure = True
    install = f"{sys.executable} -m pip install duckdb"

    def __init__(self, threads: int) -> None:
        self.threads = threads
        self.name = f"DuckDB, {threads} thread{'s'[: threads > 1]}"

    @classmethod
    def installed(cls) -> list[DuckDB]:
        # This file's own package does not hide the module: it is `systems.duckdb`.
        return [cls(2)] if importlib.util.find_spec("duckdb") else []

    def command(self, workload: Workload, kit: Kit, inputs: Path) -> list[str] | None:
        if workload.name == "cspa":
            return None  # Mutual recursion cannot be said in one statement.
        return [sys.executable, str(kit.duckdb_peer), str(inputs), workload.name, str(self.threads)]

    def counts(self, workload: Workload, output: str) -> dict[str, int]:
        return labelled_counts(output)
