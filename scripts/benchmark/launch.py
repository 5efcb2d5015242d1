"""Runs a command and writes what it used: wall seconds, CPU seconds, peak KiB, exit status.

usage: python3 -I -S launch.py REPORT MEMORY COMMAND...   (MEMORY: the most bytes of address space, or 0)

A process that has just been forked counts its parent's memory as its own peak, so the parent is this
small program (about 5 MiB, which no system measured here stays below) and not the harness.
"""

import posix
import sys
import time

report, memory, command = sys.argv[1], int(sys.argv[2]), sys.argv[3:]
start = time.perf_counter()
child = posix.fork()
if child == 0:
    if memory:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    try:
        if "/" in command[0]:
            posix.execv(command[0], command)
        for folder in posix.environ.get(b"PATH", b"").split(b":"):
            try:
                posix.execv(folder + b"/" + command[0].encode(), command)
            except OSError:
                pass
    except OSError:
        pass
    posix._exit(127)
_, status, usage = posix.wait4(child, 0)
wall = time.perf_counter() - start
code = -posix.WTERMSIG(status) if posix.WIFSIGNALED(status) else posix.WEXITSTATUS(status)
with open(report, "w") as out:
    out.write(f"{wall} {usage.ru_utime + usage.ru_stime} {usage.ru_maxrss} {code}\n")
