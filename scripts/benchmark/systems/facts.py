"""What clingo and Prolog read: their programs, and the inputs as a text of facts."""

from __future__ import annotations

import os
from pathlib import Path

PROGRAMS = Path(__file__).resolve().parent.parent / "programs"


def program(system: str, workload: str, ending: str) -> Path | None:
    """The program of a workload; `tc_chain` and the like have that of `tc`."""
    for name in (workload, workload.split("_")[0]):
        file = PROGRAMS / system / f"{name}{ending}"
        if file.exists():
            return file
    return None


def converted(folder: Path, ending: str) -> Path:
    """One file with the facts of a folder's relations, made once, beside the folder: `edge(1,2).` a line.

    The words of relations begin in lower case and the texts hold neither quotes nor backslashes.
    """
    file = folder.parent / f"{folder.name}{ending}"
    if not file.exists():
        fresh = file.with_suffix(f"{ending}.new")
        with fresh.open("w", encoding="utf-8") as out:
            for relation in sorted(folder.glob("*.facts")):
                with relation.open(encoding="utf-8") as rows:
                    out.writelines(f"{relation.stem}({_terms(row)}).\n" for row in rows)
        os.replace(fresh, file)
    return file


def _terms(row: str) -> str:
    fields = row.rstrip("\n").split("\t")
    return ",".join(field if field.isdecimal() else f'"{field}"' for field in fields)
