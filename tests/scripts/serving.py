"""The containers of a model as KServe makes them of runtime and InferenceService, with stand-ins for their programs."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from inference_platform.constructs.serving.model import ServedModel
from tests.scripts.container import Container

_HERE = Path(__file__).parent
_SLEEP = '#!/bin/sh\necho "sleeps $1 s" >&2\nexec /usr/bin/sleep "$(echo "$1" | awk \'{ print $1 / 20 }\')"\n'
"""What sleeps a twentieth of the time and says so."""


def server(model: ServedModel, folder: Path, files: Mapping[str, Path], **environment: str) -> Container:
    """The container that serves a model.

    Args:
        model: The model.
        folder: Where its programs and its log are put.
        files: Folders by their mount path.
        environment: Variables for the stand-ins.
    """
    spec, overrides = model.engine.runtime_spec(), model.engine.overrides(model)
    container = _plain(spec["containers"][0])
    variables = {each["name"]: each for each in (*container.get("env", ()), *_plain(overrides.env))}
    merged = {
        **container,
        # KServe appends arguments; of everything else the InferenceService's wins
        "args": [*container.get("args", ()), *overrides.args],
        "env": list(variables.values()),
        "volumeMounts": [*container.get("volumeMounts", ()), *_plain(overrides.volume_mounts)],
    }
    named = json.loads(json.dumps(merged).replace("{{.Name}}", model.name))
    volumes = (*_plain(spec.get("volumes", ())), *_plain(overrides.volumes))
    return _container(named, volumes, folder / "server", files, environment)


def downloader(model: ServedModel, folder: Path, files: Mapping[str, Path], **environment: str) -> Container:
    """The container that fetches a model, with the same arguments."""
    overrides = model.engine.overrides(model)
    assert overrides.downloader is not None
    volumes = _plain(overrides.volumes)
    return _container(_plain(overrides.downloader), tuple(volumes), folder / "downloader", files, environment)


def _container(
    manifest: Any, volumes: tuple[Any, ...], folder: Path, files: Mapping[str, Path], environment: Mapping[str, str]
) -> Container:
    folder.mkdir(parents=True, exist_ok=True)
    programs = {
        "/app/llama-server": _program(folder / "llama-server", (_HERE / "llama_server.py").read_text()),
        "/app/llama_cpp_options.json": _HERE / "llama_cpp_options.json",
        "/bin/ollama": _program(folder / "ollama", (_HERE / "ollama.py").read_text()),
        "/app/fast/sleep": _program(folder / "sleep", _SLEEP),
    }
    environment = {"PATH": "/app/fast:/usr/bin:/bin", **environment}
    return Container(manifest, volumes, programs, files, folder / "log", environment)


def _program(path: Path, text: str) -> Path:
    interpreter = Path(sys.executable).resolve()
    path.write_text(text if text.startswith("#!") else f"#!{interpreter} -IS\n{text}")
    path.chmod(0o755)
    return path


def _plain(part: Any) -> Any:
    """A part of a manifest as plain data."""
    return json.loads(json.dumps(part))
