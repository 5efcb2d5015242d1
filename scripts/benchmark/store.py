"""What keeping a dossier costs: importing, opening and single statements, beside SQLite's own shell and a DuckDB file."""

from __future__ import annotations

import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from measure import Measurement, measure
from notices import Unavailable, Wrong, say
from report import aligned

SINGLE_STATEMENTS = 1000
PLACES = 500
SECONDS = 600


@dataclass
class System:
    """One of those compared: how it imports a file, answers from what it keeps, and takes single rows."""

    name: str
    file: Path
    importing: list[str]
    asking: list[str]
    single: list[str] | None = None
    statement: str = ""
    imports: list[Measurement] = field(default_factory=list)
    answers: list[Measurement] = field(default_factory=list)


def write_rows(path: Path, count: int) -> None:
    """Who was where when, with an amount: distinct rows with a header."""
    pick = random.Random(7)
    with path.open("w", encoding="utf-8") as file:
        file.write("actor,place,day,amount\n")
        for row in range(count):
            day = f"{1950 + pick.randrange(70)}-{1 + pick.randrange(12):02}-{1 + pick.randrange(28):02}"
            file.write(f"person {pick.randrange(count // 4 + 1)},place {pick.randrange(PLACES)},{day},{row}\n")


def systems(folder: Path, rows: Path, dossier: Path) -> list[System]:
    found = []
    file = folder / "store.dossier"
    found.append(System(
        "Dossier", file, [str(dossier), "import", str(rows), "--store", str(file)],
        [str(dossier), "query", "N = count { rows(_, _, _, _) }", "--store", str(file), "--format", "csv"],
        [str(dossier), str(folder / "single.dossier"), "--quiet"], "single({0}, \"text {0}\").",
    ))
    if shell := shutil.which("sqlite3"):
        file = folder / "store.sqlite"
        settings = ["-cmd", "PRAGMA journal_mode = WAL", "-cmd", "PRAGMA synchronous = FULL"]
        found.append(System(
            "SQLite's shell", file, [shell, *settings, str(file), f".import --csv {rows} rows"],
            [shell, str(file), "SELECT count(*) FROM rows"],
            [shell, *settings, "-cmd", "CREATE TABLE IF NOT EXISTS single(a, b)", str(folder / "single.sqlite")],
            "INSERT INTO single VALUES({0}, 'text {0}');",
        ))
    else:
        say("left out, not installed: SQLite's shell (apt-get install sqlite3)")
    try:
        import duckdb  # noqa: F401
    except ImportError:
        say("left out, not installed: duckdb (pip install duckdb)")
    else:
        file = folder / "store.duckdb"
        run = "import duckdb, sys; print(duckdb.connect(sys.argv[1]).execute(sys.argv[2]).fetchall()[-1][-1])"
        found.append(System(
            "DuckDB", file,
            [sys.executable, "-c", run, str(file), f"CREATE TABLE rows AS FROM read_csv('{rows}')"],
            [sys.executable, "-c", run, str(file), "SELECT count(*) FROM rows"],
        ))
    return found


def run(dossier: Path, count: int, runs: int) -> str:
    """The table for a number of rows; medians of the rounds, the systems in turn."""
    if not dossier.exists():
        raise Unavailable(f"{dossier} is not built")
    with tempfile.TemporaryDirectory(prefix="dossier-bench-") as name:
        folder = Path(name)
        rows = folder / "rows.csv"
        write_rows(rows, count)
        compared = systems(folder, rows, dossier)
        for _ in range(runs):
            for system in compared:
                remove(system.file)
                system.imports.append(checked(system, measure(system.importing, seconds=SECONDS)))
                system.answers.append(checked(system, measure(system.asking, seconds=SECONDS)))
                if str(count) not in system.answers[-1].output:
                    raise Wrong(f"{system.name} has other rows: {system.answers[-1].output.strip()}")
        lines = [line(system, count) for system in compared]
        sync = f"an fsync of the file system alone takes {1000 * fsync_seconds(folder):.2f} ms"
    header = [
        f"{count:,} rows", "import s", "rows a second", "peak MiB", "file MiB", "answer s", "peak MiB", "single ms"
    ]
    return aligned(header, lines) + "\n" + sync


def line(system: System, count: int) -> list[str]:
    imported = statistics.median(m.wall for m in system.imports)
    answered = statistics.median(m.wall for m in system.answers)
    single = "" if system.single is None else f"{1000 * single_seconds(system):.2f}"
    return [
        system.name, f"{imported:.2f}", f"{count / imported:,.0f}",
        f"{statistics.median(m.peak_mib for m in system.imports):.0f}",
        f"{system.file.stat().st_size / 2**20:.0f}", f"{answered:.2f}",
        f"{statistics.median(m.peak_mib for m in system.answers):.0f}", single,
    ]


def single_seconds(system: System) -> float:
    """Seconds a statement that adds one row to a file of its own, each durable by itself."""
    assert system.single is not None
    times = []
    for statements in (0, SINGLE_STATEMENTS):
        text = "".join(system.statement.format(row) + "\n" for row in range(statements))
        start = time.monotonic()
        done = subprocess.run(system.single, input=text, capture_output=True, text=True, encoding="utf-8")
        times.append(time.monotonic() - start)
        if done.returncode != 0:
            raise Wrong(f"{system.name}: {done.stderr.strip()[:200]}")
    return max(0, times[1] - times[0]) / SINGLE_STATEMENTS


def fsync_seconds(folder: Path) -> float:
    with (folder / "sync").open("wb") as file:
        start = time.monotonic()
        for _ in range(SINGLE_STATEMENTS):
            file.write(b"x" * 4096)
            file.flush()
            os.fsync(file.fileno())
        return (time.monotonic() - start) / SINGLE_STATEMENTS


def checked(system: System, measured: Measurement) -> Measurement:
    if measured.status != 0:
        raise Wrong(f"{system.name}: {measured.errors.strip()[:300]}")
    return measured


def remove(path: Path) -> None:
    for end in ("", "-wal", "-shm", "-lock", ".wal"):
        Path(str(path) + end).unlink(missing_ok=True)
