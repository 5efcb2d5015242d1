"""Soufflé, compiled and interpreted, on the kit's programs."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import time
from pathlib import Path

from kit import Kit, cache
from notices import say
from systems import labelled_counts
from workloads import Workload


class Souffle:
    is_measure = False
    install = (
        "Debian 12 has no package of it: see the installation page of the Soufflé project, "
        "which has packages for some systems and says how it is built"
    )

    def counts(self, workload: Workload, output: str) -> dict[str, int]:
        counts = labelled_counts(output)
        # A relation that is printed whole has its name between the rules of a box; the one row is its count.
        lines = [line.strip() for line in output.splitlines()]
        for place, line in enumerate(lines):
            if line in workload.results and place + 2 < len(lines) and lines[place + 2].isdecimal():
                counts[line] = int(lines[place + 2])
        return counts


class SouffleCompiled(Souffle):
    peer = "souffle"
    is_measure = True

    def __init__(self, threads: int) -> None:
        self.threads = threads
        self.name = f"Soufflé compiled, -j{threads}"

    @classmethod
    def installed(cls) -> list[SouffleCompiled]:
        return [cls(1), cls(2)] if shutil.which("souffle") else []

    def command(self, workload: Workload, kit: Kit, inputs: Path) -> list[str] | None:
        program, _ = compiled(kit.souffle_program(workload.name))
        return [str(program), "-F", str(inputs / workload.name), "-j", str(self.threads)]


class SouffleInterpreted(Souffle):
    peer = "souffle-interpreted"
    name = "Soufflé interpreted, -j2"

    @classmethod
    def installed(cls) -> list[SouffleInterpreted]:
        return [cls()] if shutil.which("souffle") else []

    def command(self, workload: Workload, kit: Kit, inputs: Path) -> list[str] | None:
        source = kit.souffle_program(workload.name)
        return ["souffle", str(source), "-F", str(inputs / workload.name), "-j", "2"]


def compiled(source: Path) -> tuple[Path, float]:
    """The compiled program of a source, made once, and the seconds that its compilation took."""
    version = subprocess.run(["souffle", "--version"], check=True, capture_output=True).stdout
    key = hashlib.sha256(version + source.read_bytes()).hexdigest()[:12]
    program = cache() / "souffle" / f"{source.stem}-{key}"
    seconds = program.with_suffix(".seconds")
    if not (program.exists() and seconds.exists()):
        say(f"compiling {source.name} with Soufflé")
        program.parent.mkdir(parents=True, exist_ok=True)
        start = time.perf_counter()
        # `-j 2` lets the number of threads be chosen when the program is run.
        subprocess.run(["souffle", "-j", "2", "-o", str(program), str(source)], check=True)
        seconds.write_text(f"{time.perf_counter() - start:.1f}\n")
    return program, float(seconds.read_text())
