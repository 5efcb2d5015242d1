"""What the harness says beside its tables, and how it ends."""

from __future__ import annotations

import sys


def say(text: str) -> None:
    print(f"bench: {text}", file=sys.stderr, flush=True)


class Unavailable(Exception):
    """Something outside the project that is needed is not at hand: exit status 2."""


class Wrong(Exception):
    """An answer is wrong or Dossier failed: exit status 1."""
