"""The benchmark kit, which lies outside the project, and the inputs that its generator makes."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from notices import Unavailable, say


class Kit:
    """A folder with `generate.py`, `duckdb_peer.py` and `souffle/*.dl`."""

    PARTS = ["generate.py", "duckdb_peer.py", "souffle"]

    def __init__(self, folder: Path) -> None:
        missing = [part for part in self.PARTS if not (folder / part).exists()]
        if missing:
            lack = f"{folder} has no {', '.join(missing)}" if folder.is_dir() else f"there is no folder {folder}"
            raise Unavailable(
                f"the benchmark kit is not at hand: {lack}.\n"
                "Its folder can be given as --kit DIR or in DOSSIER_BENCH_KIT; without either it is looked for\n"
                "in ../shared/bench beside the project."
            )
        self.folder = folder
        self.duckdb_peer = folder / "duckdb_peer.py"

    def souffle_program(self, workload: str) -> Path:
        return self.folder / "souffle" / f"{workload}.dl"

    def inputs(self, workloads: list[str], scale: float) -> Path:
        """The folder that has a folder of `.facts` for each workload at a scale, made now if need be.

        A folder in the cache is complete once it has its name, and belongs to one version of the generator.
        """
        generator = self.folder / "generate.py"
        version = hashlib.sha256(generator.read_bytes()).hexdigest()[:12]
        root = cache() / f"inputs-{version}-{scale:g}"
        missing = [name for name in workloads if not (root / name).is_dir()]
        if not missing:
            return root
        need_numpy()
        root.mkdir(parents=True, exist_ok=True)
        say(f"making inputs at scale {scale:g} in {root}: {' '.join(missing)}")
        with tempfile.TemporaryDirectory(dir=root, prefix=".new-") as fresh:
            # Options come first: the generator takes the output folder and the workloads together.
            command = [sys.executable, str(generator), "--scale", str(scale), fresh, *missing]
            if subprocess.run(command, stdout=subprocess.DEVNULL).returncode != 0:
                raise Unavailable("the kit's generator failed, as above")
            for name in missing:
                shutil.rmtree(root / name, ignore_errors=True)
                os.rename(Path(fresh, name), root / name)
        return root


def cache() -> Path:
    """Where inputs and compiled peers are kept between runs; it can be deleted at any time."""
    home = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    return Path(home, "dossier", "bench")


def need_numpy() -> None:
    """NumPy, which the generator uses; installed now where it is missing."""
    if importlib.util.find_spec("numpy"):
        return
    if sys.executable.startswith("/usr/bin/") and shutil.which("apt-get") and os.geteuid() == 0:
        step = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "python3-numpy"]
    else:
        step = [sys.executable, "-m", "pip", "install", "--quiet", "numpy"]
    say(f"installing NumPy: {' '.join(step)}")
    done = subprocess.run(step, stdin=subprocess.DEVNULL, stdout=sys.stderr)
    importlib.invalidate_caches()
    if done.returncode != 0 or not importlib.util.find_spec("numpy"):
        raise Unavailable(
            "making the inputs needs NumPy, and it could not be installed.\n"
            f"Install step: apt-get install python3-numpy, or {sys.executable} -m pip install numpy"
        )
