"""The pinned CustomResourceDefinitions: those that the bindings were generated from, byte for byte."""

from __future__ import annotations

import hashlib
import os
import re
import time
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from inference_platform_bindings.generate import sources
from tests.conformance.apiserver.client import Client
from tests.conformance.tools.cache import cache

ROOT = Path(__file__).parents[3]

_PATH = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions"


class Definition(NamedTuple):
    """A definition as its project publishes it; only the server parses its thousands of lines."""

    name: str
    text: bytes


def definitions() -> list[Definition]:
    """Return every definition of cdk8s.yaml, checked against imports.lock.

    They come from the folder that `CONFORMANCE_CRDS` names, from copies beside the repository, or are downloaded.
    """
    crds = [entry for entry in sources.read_imports(ROOT / "cdk8s.yaml") if entry.module != "k8s"]
    locked = sources.read_lock(ROOT / "imports.lock")
    downloaded = cache() / "crds"
    downloaded.mkdir(exist_ok=True)
    copies = sources.mirror([downloaded, *_folders()])
    contents = sources.fetch(crds, locked, copies, lambda url: _download(url, downloaded)).values()
    return [Definition(_name(content), content) for content in contents]


def install(client: Client, definitions: Iterable[Definition]) -> None:
    """Create the definitions and wait until their kinds are served."""
    waiting = list(definitions)
    for definition in waiting:
        answer = client.request("POST", f"{_PATH}?fieldValidation=Strict", definition.text, "application/yaml")
        assert answer.accepted, f"{definition.name}: {answer.message}"
    deadline = time.monotonic() + 120
    while waiting := [each for each in waiting if not _established(client, each)]:
        assert time.monotonic() < deadline, f"not served: {[each.name for each in waiting]}"
        time.sleep(0.2)


def _name(content: bytes) -> str:
    (name,) = re.findall(rb"^  name: (\S+)$", content, re.MULTILINE)
    return str(name.decode())


def _folders() -> list[Path]:
    named = os.environ.get("CONFORMANCE_CRDS")
    if named:
        return [Path(named)]
    beside = ROOT.parent / "shared" / "crds"
    return [beside] if beside.is_dir() else []


def _download(url: str, folder: Path) -> bytes:
    content = sources.download(url)
    (folder / f"{hashlib.sha256(content).hexdigest()}.yaml").write_bytes(content)
    return content


def _established(client: Client, definition: Definition) -> bool:
    # both are null until the API server has looked at the definition
    status = client.request("GET", f"{_PATH}/{definition.name}").body.get("status") or {}
    return any(each["type"] == "Established" and each["status"] == "True" for each in status.get("conditions") or ())
