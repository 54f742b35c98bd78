"""One finished manifest and where it is in the output."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from inference_platform.checks.kinds import Kind
from inference_platform.checks.reading import table, text

__all__ = ["Identity", "Manifest"]


class Identity(NamedTuple):
    """What makes an object one object in a cluster."""

    group: str
    kind: str
    namespace: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """A manifest as plain data, with the environment and the chart (the folder) that it belongs to."""

    environment: str
    """Name of the environment."""

    chart: str
    """Name of the chart, which is the folder of the output; empty for a file outside any folder."""

    data: Mapping[str, Any]
    """The object."""

    file: str = ""
    """The file that it was read from, if any."""

    identity: Identity = field(init=False, repr=False, compare=False)
    """API group, kind, namespace and name; two objects with the same one overwrite each other."""

    def __post_init__(self) -> None:
        """Read the identity once; every rule asks for it."""
        metadata = table(self.data, "metadata")
        group, slash, _ = text(self.data, "apiVersion").partition("/")
        identity = Identity(
            group if slash else "", text(self.data, "kind"), text(metadata, "namespace"), text(metadata, "name")
        )
        object.__setattr__(self, "identity", identity)

    @property
    def kind(self) -> str:
        """Kind of the object, or an empty text."""
        return self.identity.kind

    @property
    def type(self) -> Kind:
        """Kind with its API group."""
        return Kind(self.identity.group, self.identity.kind)

    @property
    def api_version(self) -> str:
        """API version of the object, or an empty text."""
        return text(self.data, "apiVersion")

    @property
    def name(self) -> str:
        """Name of the object, or an empty text."""
        return self.identity.name

    @property
    def namespace(self) -> str:
        """Namespace of the object, or an empty text for a cluster-scoped one."""
        return self.identity.namespace

    @property
    def spec(self) -> Mapping[str, Any]:
        """Its `spec`, or an empty map."""
        return table(self.data, "spec")
