"""Stops the program at random moments, for `scripts/stops`, which builds it and says how this is used."""

from __future__ import annotations

import argparse
import os
import random
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.append(str(ROOT / "scripts" / "benchmark"))

from kit import Kit  # noqa: E402
from notices import Unavailable  # noqa: E402
from report import aligned  # noqa: E402

from questions import QUESTIONS, Question  # noqa: E402
from trial import Ending, Trial, statements_of  # noqa: E402


def say(text: str) -> None:
    print(f"stops: {text}", file=sys.stderr, flush=True)


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="scripts/stops", add_help=False)
    parser.add_argument("--runs", type=int)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--most", type=float)
    parser.add_argument("--scale", type=float)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--program", default=str(ROOT / ".build" / "release" / "dossier"))
    parser.add_argument("--inputs")
    parser.add_argument("--kit", default=os.environ.get("DOSSIER_BENCH_KIT") or ROOT / "../shared/bench")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("cases", nargs="*", metavar="CASE")
    arguments = parser.parse_args()
    arguments.runs = arguments.runs or (2 if arguments.quick else 10)
    arguments.scale = arguments.scale or (0.05 if arguments.quick else 1)
    arguments.most = arguments.most or (20_000 if arguments.quick else 200)
    unknown = set(arguments.cases) - {question.name for question in QUESTIONS}
    if unknown:
        parser.error(f"unknown: {', '.join(sorted(unknown))}; there are {', '.join(q.name for q in QUESTIONS)}")
    return arguments


class Stops:
    """All stops of one question."""

    def __init__(self, question: Question, inputs: Path | None, arguments: argparse.Namespace) -> None:
        self.question = question
        self.arguments = arguments
        self.inputs = inputs
        self.problems: list[str] = []
        program = question.program
        if program == "WORKLOAD":
            text = (ROOT / "scripts" / "workloads" / f"{question.inputs}.dl").read_text()
            lines = [line for line in text.splitlines() if not line.startswith("%")]
            blank = lines.index("")
            self.statements, self.asked = "\n".join(lines[:blank]), "\n".join(lines[blank:]).strip()
        else:
            self.statements, self.asked = statements_of(program)

    def trial(self, *options: str) -> Trial:
        facts = ["--empty"] if self.inputs is None else ["--facts", str(self.inputs / self.question.inputs)]
        command = [
            self.arguments.program, *facts, "--threads", str(self.arguments.threads), "--format", "csv",
            "--quiet",
        ]
        return Trial([*command, *options], self.statements, self.asked)

    def expect(self, ending: Ending, status: int, words: str) -> None:
        if ending.was_early:
            return
        if ending.status != status or words not in ending.messages:
            self.problems.append(
                f"status {ending.status} where {status} was expected, with the messages:\n{ending.messages[-600:]}")

    def run(self, chance: random.Random) -> list[str]:
        longest = self.longest()
        interrupted = [self.interrupted(chance.uniform(0, longest)) for _ in range(self.arguments.runs)]
        limited = [self.limited(chance.uniform(0.01, longest)) for _ in range(self.arguments.runs)]
        beyond = [self.beyond(chance.randint(100, 1500)) for _ in range(self.arguments.runs)]
        worst = max([e.taken for e in interrupted + limited if not e.was_early], default=0)
        if worst > self.arguments.most:
            self.problems.append(f"a stop took {worst:.0f} ms")
        return [
            self.question.name, f"{longest:.1f}", self.summary(interrupted), self.summary(limited),
            f"{max(beyond, default=0):.0f}",
        ]

    def summary(self, endings: list[Ending]) -> str:
        taken = sorted(e.taken for e in endings if not e.was_early)
        return f"{taken[len(taken) // 2]:.0f}, {taken[-1]:.0f}" if taken else "-"

    def longest(self) -> float:
        """Seconds that the question takes, or as long as is waited for it."""
        trial = self.trial("--memory", "6g")
        start = trial.begin()
        ending = trial.interrupt_after(4 if self.arguments.quick else 12, start)
        return max(0.02, ending.wall / 1000) if ending.was_early else (4 if self.arguments.quick else 12)

    def interrupted(self, seconds: float) -> Ending:
        trial = self.trial("--memory", "8g")
        ending = trial.interrupt_after(seconds, trial.begin())
        if "limit on memory" not in ending.messages:
            self.expect(ending, 130, "interrupted")
        self.note(ending, f"Ctrl-C after {seconds:.2f} s")
        return ending

    def limited(self, seconds: float) -> Ending:
        trial = self.trial()
        trial.statements += f"\n:set timeout {seconds * 1000:.0f}ms".encode()
        ending = trial.limited_to(seconds, trial.begin())
        # Writing an answer that was there in time does not count.
        ending.was_early = ending.was_early or ending.status == 0
        self.expect(ending, 3, "limit on time")
        self.note(ending, f"a limit of {seconds:.2f} s")
        return ending

    def beyond(self, megabytes: int) -> float:
        """How many MiB more than the limit were used at most."""
        trial = self.trial()
        trial.statements += f"\n:set memory {megabytes}m".encode()
        trial.statements += b"\n:set timeout 15s"
        ending = trial.limited_to(15, trial.begin())
        return max(0, ending.memory / 2**20 - megabytes) if "limit on memory" in ending.messages else 0

    def note(self, ending: Ending, what: str) -> None:
        if not ending.was_early and ending.taken > self.arguments.most:
            say(f"{self.question.name}: {what}: {ending.wall:.0f} ms, busy {ending.busy:.0f} ms")


def run(arguments: argparse.Namespace) -> int:
    questions = [q for q in QUESTIONS if not arguments.cases or q.name in arguments.cases]
    if arguments.inputs:
        inputs = Path(arguments.inputs)
    else:
        needed = sorted({question.inputs for question in questions if question.inputs})
        inputs = Kit(Path(arguments.kit).resolve()).inputs(needed, arguments.scale)
    say(f"seed {arguments.seed}")
    chance = random.Random(arguments.seed)
    rows = [["question", "s", "Ctrl-C ms: median, most", "time ms: median, most", "MiB beyond"]]
    problems: list[str] = []
    for question in questions:
        stops = Stops(question, inputs if question.inputs else None, arguments)
        rows.append(stops.run(chance))
        problems += [f"{question.name}: {problem}" for problem in stops.problems]
        print("  ".join(rows[-1]), flush=True)
    print("\n" + aligned(rows[0], rows[1:]))
    for problem in problems:
        say(problem)
    return 1 if problems else 0


if __name__ == "__main__":
    try:
        sys.exit(run(parse_arguments()))
    except Unavailable as reason:
        say(str(reason))
        sys.exit(2)
    except KeyboardInterrupt:
        sys.exit(130)
