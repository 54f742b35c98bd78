"""The real LiteLLM: the pinned version from PyPI in an environment of its own, below the cache."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

from inference_platform.versions import LITELLM_VERSION
from tests.conformance.tools.cache import cache, locked

REQUIREMENTS = Path(__file__).with_name("requirements.txt")


def litellm_bin() -> Path:
    """Folder with `litellm` and the `python` that has it, installed at the first call.

    Raises:
        RuntimeError: The pins are for another version than the library's, or cannot be installed.
    """
    pins = REQUIREMENTS.read_text(encoding="utf-8")
    if f"litellm=={LITELLM_VERSION}\n" not in pins:
        raise RuntimeError(f"{REQUIREMENTS.name} must pin litellm=={LITELLM_VERSION}; its first lines say how")
    what = f"{pins}{sys.version_info[:2]}"
    folder = cache() / f"litellm-{LITELLM_VERSION}-{hashlib.sha256(what.encode()).hexdigest()[:8]}"
    with locked("litellm"):
        if not (folder / "complete").exists():
            shutil.rmtree(folder, ignore_errors=True)
            _install(folder)
            (folder / "complete").touch()
    return folder / "bin"


def _install(folder: Path) -> None:
    subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    command = [str(folder / "bin/python"), "-m", "pip", "install", "--quiet", "--no-deps", "-r", str(REQUIREMENTS)]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"LiteLLM {LITELLM_VERSION} must be installable from PyPI, got:\n{done.stderr[-3000:]}")


def site_packages() -> Path:
    """Folder of the installed packages."""
    (folder,) = (litellm_bin().parent / "lib").glob("python*/site-packages")
    return folder
