"""What is rendered: the objects of every environment in the output folder, in an order in which they can be created."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from inference_platform.checks import Declared, Manifest, read_tree

DIST = Path(__file__).parents[3] / "dist"


class Environment(NamedTuple):
    """One environment as it is committed."""

    name: str
    manifests: list[Manifest]
    declared: Declared

    @property
    def objects(self) -> list[dict[str, Any]]:
        """The objects, namespaces first."""
        return sorted((dict(each.data) for each in self.manifests), key=lambda each: each["kind"] != "Namespace")


def environments(folder: Path = DIST) -> list[Environment]:
    """Return the environments of a folder such as `dist`."""
    read = read_tree(folder)
    return [Environment(manifests[0].environment, manifests, declared) for manifests, declared in read]


def missing_namespaces(objects: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return a Namespace for each one that is used and not among the objects: someone else makes those."""
    objects = list(objects)
    used = {each["metadata"]["namespace"] for each in objects if "namespace" in each["metadata"]}
    own = {each["metadata"]["name"] for each in objects if each["kind"] == "Namespace"}
    return [{"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": name}} for name in sorted(used - own)]
