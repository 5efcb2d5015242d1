"""One run of the program that is stopped, and what became of it."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")


@dataclass
class Ending:
    status: int
    # Milliseconds from the stop to the end of the process: of the clock, and of processor time.
    wall: float = 0
    busy: float = 0
    # The most memory, in bytes.
    memory: int = 0
    messages: str = ""
    # Whether the program had ended before it was stopped.
    was_early: bool = False

    # On a machine that others use too, time that the program was not given is not its own.
    @property
    def taken(self) -> float:
        return min(self.wall, self.busy)


def processor_time(process: int) -> float:
    """Seconds that all threads of a process have had."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0
    return (int(fields[11]) + int(fields[12])) / TICKS


class Trial:
    """A program whose statements come from its standard input, so that it says when it begins with the last."""

    # What asks for a message, and that message.
    MARK = b":timing on\n1 = 1?\n:timing off\n"
    READY = b"time: "

    def __init__(self, command: list[str], statements: str, question: str) -> None:
        self.messages = b""
        # What it answers is of no interest, but must not be waited for.
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        self.input = self.process.stdin
        self.errors = self.process.stderr
        self.statements = statements.encode()
        self.question = question.encode()

    def begin(self) -> float:
        """Gives the statements and waits until they are carried out; gives the question, and the moment of that."""
        self.input.write(self.statements + b"\n" + self.MARK)
        self.input.flush()
        while self.READY not in self.messages and self.read(60):
            pass
        start = time.monotonic()
        try:
            self.input.write(self.question + b"\n")
            self.input.close()
        except BrokenPipeError:
            pass
        return start

    def read(self, seconds: float) -> bool:
        """Takes messages that come within a time; false where none come any more."""
        ready, _, _ = select.select([self.errors], [], [], max(0, seconds))
        if not ready:
            return False
        piece = os.read(self.errors.fileno(), 1 << 16)
        self.messages += piece
        return bool(piece)

    def runs_until(self, moment: float) -> bool:
        """Whether the program still runs then."""
        while (left := moment - time.monotonic()) > 0:
            if not self.read(left) and self.has_ended:
                return False
        return True

    @property
    def has_ended(self) -> bool:
        options = os.WEXITED | os.WNOHANG | os.WNOWAIT
        return os.waitid(os.P_PID, self.process.pid, options) is not None

    def interrupt_after(self, seconds: float, start: float) -> Ending:
        if not self.runs_until(start + seconds):
            return self.ending(start, 0, was_early=True)
        busy = processor_time(self.process.pid)
        moment = time.monotonic()
        os.kill(self.process.pid, signal.SIGINT)
        return self.ending(moment, busy)

    def limited_to(self, seconds: float, start: float) -> Ending:
        if not self.runs_until(start + seconds):
            return self.ending(start, 0, was_early=True)
        return self.ending(start + seconds, processor_time(self.process.pid))

    def ending(self, moment: float, busy: float, was_early: bool = False) -> Ending:
        while self.read(60):
            pass
        _, status, usage = os.wait4(self.process.pid, 0)
        end = time.monotonic()
        self.process.returncode = os.waitstatus_to_exitcode(status)
        self.errors.close()
        used = usage.ru_utime + usage.ru_stime
        return Ending(
            self.process.returncode, (end - moment) * 1000, (used - busy) * 1000, usage.ru_maxrss * 1024,
            self.messages.decode(errors="replace"), was_early)


def statements_of(program: str) -> tuple[str, str]:
    """The rules of a program in one line, and the question after them."""
    rules, _, question = program.strip().rpartition("  ")
    return rules, question
