"""What a plugin of the endpoint picker's configuration is: a name, a type and its parameters."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar

from inference_platform.constructs.endpoint_picker.version import EppVersion
from inference_platform.errors import Problem
from inference_platform.units import Matches

__all__ = ["IN_FLIGHT_LOAD", "AnyPlugin", "Plugin", "PluginName", "PluginSpec", "TypedPlugin", "given", "number"]

PluginName = Annotated[
    str,
    Matches(r"[A-Za-z0-9][A-Za-z0-9._-]*", "a name of letters, digits, '.', '_' and '-'", "rename it", 128),
]


@dataclass(frozen=True, slots=True)
class PluginSpec:
    """A plugin as the configuration file names it."""

    type: str
    name: str | None
    parameters: Mapping[str, Any]

    @property
    def ref(self) -> str:
        """Name by which the rest of the configuration refers to it."""
        return self.name or self.type

    def data(self) -> dict[str, Any]:
        """It as plain data."""
        found: dict[str, Any] = {"type": self.type}
        if self.name and self.name != self.type:
            found["name"] = self.name
        return found | ({"parameters": dict(self.parameters)} if self.parameters else {})


IN_FLIGHT_LOAD = PluginSpec("inflight-load-producer", None, {})
"""Counts what the picker has under way. Releases differ in who makes it by itself."""


@dataclass(frozen=True, slots=True)
class Plugin:
    """A plugin that has no class of its own here; names of the type and of its parameters are upstream's."""

    type: PluginName
    name: PluginName | None = None
    """Name by which profiles refer to it. Default: the type."""

    parameters: Mapping[str, Any] | None = None
    """Parameters as upstream writes them."""

    def specs(self, version: EppVersion) -> tuple[PluginSpec, ...]:
        """What the configuration file lists."""
        del version
        return (PluginSpec(self.type, self.name, self.parameters or {}),)

    def needs(self, version: EppVersion) -> tuple[PluginSpec, ...]:
        """Nothing that is known."""
        del version
        return ()

    def problems(self, version: EppVersion) -> Iterator[Problem]:
        """Nothing but what is checked for every plugin."""
        del version
        yield from ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedPlugin:
    """A plugin whose parameters are known."""

    TYPE: ClassVar[str]

    name: PluginName | None = None
    """Name by which profiles refer to it. Default: the type."""

    def specs(self, version: EppVersion) -> tuple[PluginSpec, ...]:
        """What the configuration file lists."""
        return (PluginSpec(self.TYPE, self.name, self.parameters(version)),)

    def needs(self, version: EppVersion) -> tuple[PluginSpec, ...]:
        """Other plugins that must be listed, unless they are."""
        del version
        return ()

    def problems(self, version: EppVersion) -> Iterator[Problem]:
        """Parameters that a version ignores or refuses."""
        del version
        yield from ()

    def parameters(self, version: EppVersion) -> dict[str, Any]:
        """Its parameters as a version reads them."""
        del version
        return {}


AnyPlugin = Plugin | TypedPlugin


def given(**parameters: Any) -> dict[str, Any]:
    """The parameters that were given."""
    return {name: value for name, value in parameters.items() if value is not None}


def number(value: float | None) -> float | None:
    """A number that is written with a point, as the others of its kind are."""
    return None if value is None else float(value)
