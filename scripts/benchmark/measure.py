"""One measured run of a command."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

LAUNCH = Path(__file__).with_name("launch.py")


@dataclass(frozen=True)
class Measurement:
    wall: float
    cpu: float
    peak_mib: float
    status: int
    output: str
    errors: str


class OverLimit(Exception):
    """The command was still running when its time was up, and was stopped."""


def measure(command: list[str], *, seconds: float, memory: int = 0) -> Measurement:
    """Runs a command to its end; wall and CPU seconds and the peak of its resident memory are its own.

    `memory` limits its address space, in bytes. Raises OverLimit after `seconds`.
    """
    with tempfile.TemporaryDirectory(prefix="dossier-bench-") as folder:
        report, output, errors = (Path(folder, name) for name in ("report", "output", "errors"))
        with output.open("wb") as out, errors.open("wb") as err:
            launcher = subprocess.Popen(
                [sys.executable, "-I", "-S", str(LAUNCH), str(report), str(memory), *command],
                stdin=subprocess.DEVNULL, stdout=out, stderr=err, start_new_session=True,
            )
            try:
                launcher.wait(timeout=seconds)
            except BaseException as error:
                os.killpg(launcher.pid, signal.SIGKILL)
                launcher.wait()
                if isinstance(error, subprocess.TimeoutExpired):
                    raise OverLimit from None
                raise
        if not report.exists():
            raise RuntimeError(f"could not start {command[0]}: {_text(errors).strip()}")
        wall, cpu, peak, status = report.read_text().split()
        return Measurement(
            float(wall), float(cpu), int(peak) / 1024, int(status), _text(output), _text(errors)
        )


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace")
