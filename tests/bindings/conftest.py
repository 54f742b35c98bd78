"""Small hand-made schemas, packed and loaded the way the generator does it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from inference_platform_bindings.generate import output
from inference_platform_bindings.generate.__main__ import main
from inference_platform_bindings.generate.crd import KindSource, pack
from inference_platform_bindings.generate.sharing import share
from inference_platform_bindings.module import Module

Check = Callable[..., list[str]]


@pytest.fixture
def check(tmp_path: Path) -> Check:
    """`check(schema, value, core=False)`: what is wrong with a value at `spec` under an OpenAPI schema."""

    def violations(schema: dict[str, Any], value: Any, *, core: bool = False) -> list[str]:
        kind = KindSource("Example", "example.org/v1", True, {"spec": pack(schema)}, ["spec"])
        files = output.render({"example": share([kind])}, {"example"} if core else set())
        path = tmp_path / "example.json"
        path.write_text(files["example.json"], encoding="utf-8")
        errors: list[str] = []
        Module(str(path), "example").kind("Example").node.properties["spec"].check(value, (None, "spec"), errors)
        return errors

    return violations


class Workspace:
    """A folder with a cdk8s.yaml, its lock and the CRDs that it imports."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.output = folder / "imports" / "example_crds"
        self.documents: dict[str, Path] = {}

    def add(self, name: str, content: str) -> Path:
        """Put a document where an import can find it."""
        path = self.folder / name
        path.write_text(content, encoding="utf-8")
        self.documents[name] = path
        return path

    def configure(self, imports: dict[str, str]) -> None:
        """Write cdk8s.yaml from documents and the modules they go to, and lock them."""
        urls = {name: self.documents[name].as_uri() for name in imports}
        entries = [f"{module}:={urls[name]}" for name, module in imports.items()]
        (self.folder / "cdk8s.yaml").write_text(json.dumps({"imports": entries}), encoding="utf-8")
        sums = {urls[name]: hashlib.sha256(self.documents[name].read_bytes()).hexdigest() for name in imports}
        lock = "".join(f"{url} {sums[url]}\n" for url in sorted(sums))
        (self.folder / "imports.lock").write_text(lock, encoding="utf-8")

    def run(self, *options: str) -> int:
        """Run the generator in the folder and return its exit code."""
        places = ["--config", str(self.folder / "cdk8s.yaml"), "--lock", str(self.folder / "imports.lock")]
        return main([*places, "--output", str(self.output), *options])

    def contents(self) -> dict[str, bytes]:
        """Return what the output folder holds."""
        return {path.name: path.read_bytes() for path in self.output.iterdir()}


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path)


def crd(kind: str, schema: dict[str, Any], **changes: Any) -> str:
    """A CustomResourceDefinition with one version whose `spec` has this schema."""
    version = {
        "name": "v1",
        "served": True,
        "storage": True,
        "schema": {"openAPIV3Schema": {"type": "object", "properties": {"spec": schema}, "required": ["spec"]}},
    }
    spec = {"group": "example.org", "names": {"kind": kind}, "scope": "Namespaced", "versions": [version], **changes}
    return json.dumps({"kind": "CustomResourceDefinition", "spec": spec}) + "\n"


@pytest.fixture(name="crd")
def crd_fixture() -> Callable[..., str]:
    return crd
