"""The benchmark harness behind `scripts/bench`, which builds the release program and says how this is used."""

from __future__ import annotations

import argparse
import os
import signal
import sys
from pathlib import Path

import changes
import peers
import store
from agreement import disagreements, verdict
from kit import Kit
from notices import Unavailable, Wrong, say
from report import aligned, overview, summary_table, workload_table, write_json
from rounds import Limits, Outcome, run_rounds
from systems import System
from systems.dossier import Dossier
from systems.souffle import SouffleCompiled, compiled
from workloads import WORKLOADS, Workload

ROOT = Path(__file__).resolve().parent.parent.parent


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="scripts/bench", add_help=False)
    parser.add_argument("--scale", type=float)
    parser.add_argument("--runs", type=int)
    parser.add_argument("--threads", default="1,2")
    parser.add_argument("--peers")
    parser.add_argument("--limit", type=float, default=60)
    parser.add_argument("--kit", default=os.environ.get("DOSSIER_BENCH_KIT") or ROOT / "../shared/bench")
    parser.add_argument("--json")
    parser.add_argument("--smoke", action="store_true")
    parser.add_argument("--changes", action="store_true")
    parser.add_argument("--store", action="store_true")
    parser.add_argument("workloads", nargs="*", metavar="WORKLOAD")
    arguments = parser.parse_args()
    if arguments.scale is None:
        arguments.scale = 0.01 if arguments.smoke else 1
    if arguments.runs is None:
        arguments.runs = 1 if arguments.smoke else 3
    try:
        arguments.threads = [int(count) for count in arguments.threads.split(",")]
    except ValueError:
        parser.error("--threads takes numbers with commas between")
    if arguments.scale <= 0 or arguments.runs < 1 or min(arguments.threads) < 1:
        parser.error("--scale, --runs and --threads are above 0")
    return arguments


def selected(names: list[str]) -> list[Workload]:
    known = {workload.name: workload for workload in WORKLOADS}
    for name in names:
        if name not in known:
            raise Unavailable(f"unknown workload '{name}'; there are {', '.join(known)}")
    return [workload for workload in WORKLOADS if not names or workload.name in names]


def run_changes(arguments: argparse.Namespace) -> None:
    workloads = selected(arguments.workloads)
    inputs = Kit(Path(arguments.kit).resolve()).inputs([w.name for w in workloads], arguments.scale)
    results = []
    for workload in workloads:
        program = ROOT / "scripts" / "workloads" / f"{workload.name}.dl"
        facts = inputs / workload.name
        results.append(changes.measure(workload, program, facts, ROOT / ".build/release/dossier"))
        say(f"{workload.name}: the answers are right after each change")
    if not arguments.smoke:
        print(changes.table(results))


def run_store(arguments: argparse.Namespace) -> None:
    dossier = ROOT / ".build/release/dossier"
    for count in (1_000_000, 5_000_000):
        print(store.run(dossier, max(1, int(count * arguments.scale)), arguments.runs), end="\n\n", flush=True)


def run(arguments: argparse.Namespace) -> None:
    workloads = selected(arguments.workloads)
    # Compiling takes longer than a smoke test may.
    without = {SouffleCompiled.peer} if arguments.smoke else set()
    others = peers.chosen(arguments.peers, without)
    kit = Kit(Path(arguments.kit).resolve())
    systems = [*Dossier.all(ROOT, arguments.threads), *others]
    inputs = kit.inputs([workload.name for workload in workloads], arguments.scale)
    say(f"systems: {'; '.join(system.name for system in systems)}")

    results: dict[str, list[Outcome]] = {}
    problems: list[str] = []
    for workload in workloads:
        outcomes = run_rounds(workload, systems, kit, inputs, arguments.runs, Limits(arguments.limit))
        results[workload.name] = outcomes
        found = disagreements(workload, outcomes, arguments.scale)
        problems += found
        heading = "ROWS DIFFER" if found else verdict(workload, outcomes, arguments.scale)
        print(f"{workload.name}: {heading}", flush=True)
        for sentence in found:
            print(f"  {sentence}", flush=True)
        if not arguments.smoke:
            print(workload_table(outcomes), end="\n\n", flush=True)
        if arguments.json:
            # After each workload, so that a run that is broken off leaves what it has.
            write_json(Path(arguments.json), arguments.scale, arguments.runs, results)

    compile_seconds = souffle_compile_seconds(systems, workloads, kit)
    if not arguments.smoke:
        print_summary(results, compile_seconds, arguments.runs)
    if problems:
        raise Wrong("wrong answers:\n" + "\n".join(problems))
    say(f"done: {len(workloads)} workloads at scale {arguments.scale:g}")


def souffle_compile_seconds(systems: list[System], workloads: list[Workload], kit: Kit) -> dict[str, float]:
    if not any(isinstance(system, SouffleCompiled) for system in systems):
        return {}
    return {workload.name: compiled(kit.souffle_program(workload.name))[1] for workload in workloads}


def print_summary(results: dict[str, list[Outcome]], compile_seconds: dict[str, float], runs: int) -> None:
    print(f"medians of {runs}; * marks the better of compiled Soufflé and DuckDB\n")
    print(overview(results), end="\n\n")
    if compile_seconds:
        rows = [[name, f"{seconds:.1f}"] for name, seconds in compile_seconds.items()]
        print(aligned(["Soufflé compiles, not part of its time", "s"], rows), end="\n\n")
    if table := summary_table(results):
        print(table)


if __name__ == "__main__":
    # So that the system that is being measured is stopped too.
    signal.signal(signal.SIGTERM, lambda number, _: sys.exit(128 + number))
    try:
        arguments = parse_arguments()
        if arguments.changes:
            run_changes(arguments)
        elif arguments.store:
            run_store(arguments)
        else:
            run(arguments)
    except Unavailable as reason:
        say(str(reason))
        sys.exit(2)
    except Wrong as reason:
        say(str(reason))
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
