"""What an environment says about itself: objects made elsewhere, other teams' kinds, and accepted deviations."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from inference_platform.errors import ConfigError
from inference_platform.refs import ExternalObject

__all__ = ["Declared", "PolicyException", "declared_from_yaml_data", "declared_to_yaml_data"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyException:
    """One rule that one object may break, and why.

    An exception that nothing needs is itself a finding, so that none outlives its cause.

    Raises:
        ConfigError: No reason is given.
    """

    rule: str
    """Id of the rule, for example `policy/run-as-non-root`."""

    kind: str
    """Kind of the object."""

    name: str
    """Name of the object."""

    namespace: str | None = None
    """Its namespace; none for a cluster-scoped object."""

    reason: str
    """Why the object may break the rule; mandatory."""

    def __post_init__(self) -> None:
        """Refuse an exception that nobody could review."""
        if not self.reason.strip():
            raise ConfigError(
                f"exception for {self.kind}.{self.name} from {self.rule}: reason must be given, got nothing; "
                "write why the object may break the rule"
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """Everything that manifests alone cannot tell."""

    external: tuple[ExternalObject, ...] = ()
    """Objects that exist in the cluster although the output does not contain them."""

    exceptions: tuple[PolicyException, ...] = ()
    """Accepted deviations."""

    kinds: tuple[str, ...] = ()
    """Kinds without a schema here that the output may contain, as `<group>/<Kind>` (`keda.sh/ScaledObject`)."""


def declared_to_yaml_data(declared: Declared) -> dict[str, Any]:
    """Plain data for `declared.yaml`, sorted; what is empty is left out."""
    external = [_plain(item) for item in sorted(declared.external, key=_order)]
    exceptions = [_plain(item) for item in sorted(declared.exceptions, key=_order)]
    content = {"external": external, "exceptions": exceptions, "kinds": sorted(declared.kinds)}
    return {key: value for key, value in content.items() if value}


def declared_from_yaml_data(data: object, *, where: str) -> Declared:
    """Read the content of a `declared.yaml`.

    Args:
        data: The parsed file; None for an empty one.
        where: Name of the file, for messages.

    Raises:
        ConfigError: It is not what `declared_to_yaml_data` writes.
    """
    if data is None:
        return Declared()
    content = _map(data, ("external", "exceptions", "kinds"), where)
    return Declared(
        external=tuple(_external(item, at) for item, at in _items(content, "external", where)),
        exceptions=tuple(_exception(item, at) for item, at in _items(content, "exceptions", where)),
        kinds=tuple(_word(item, at) for item, at in _items(content, "kinds", where)),
    )


def _order(item: ExternalObject | PolicyException) -> str:
    return repr(_plain(item))


def _plain(item: ExternalObject | PolicyException) -> dict[str, Any]:
    values = {field.name: getattr(item, field.name) for field in fields(item)}
    return {name: list(value) if isinstance(value, tuple) else value for name, value in values.items() if value}


def _external(item: object, where: str) -> ExternalObject:
    entry = _map(item, ("kind", "name", "namespace", "keys", "purpose"), where)
    return ExternalObject(
        kind=_needed(entry, "kind", where),
        name=_needed(entry, "name", where),
        namespace=_optional(entry, "namespace", where),
        keys=tuple(_word(key, at) for key, at in _items(entry, "keys", where)),
        purpose=_optional(entry, "purpose", where) or "",
    )


def _exception(item: object, where: str) -> PolicyException:
    entry = _map(item, ("rule", "kind", "name", "namespace", "reason"), where)
    return PolicyException(
        rule=_needed(entry, "rule", where),
        kind=_needed(entry, "kind", where),
        name=_needed(entry, "name", where),
        namespace=_optional(entry, "namespace", where),
        reason=_needed(entry, "reason", where),
    )


def _map(value: object, known: tuple[str, ...], where: str) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise ConfigError(f"{where} must be a map, got {value!r}; write it with {', '.join(known)}")
    unknown = sorted(str(key) for key in value if key not in known)
    if unknown:
        raise ConfigError(f"{where}.{unknown[0]} must be left out, got an unknown field; use {', '.join(known)}")
    return value


def _items(data: Mapping[str, Any], key: str, where: str) -> list[tuple[object, str]]:
    value = data.get(key) or []
    if not isinstance(value, list | tuple):
        raise ConfigError(f"{where}.{key} must be a list, got {value!r}; write one entry per line with '- '")
    return [(item, f"{where}.{key}[{index}]") for index, item in enumerate(value)]


def _needed(entry: Mapping[str, Any], key: str, where: str) -> str:
    found = _optional(entry, key, where)
    if not found:
        raise ConfigError(f"{where}.{key} must be given, got nothing; write it into the entry")
    return found


def _optional(entry: Mapping[str, Any], key: str, where: str) -> str | None:
    value = entry.get(key)
    return None if value is None else _word(value, f"{where}.{key}")


def _word(value: object, where: str) -> str:
    if not isinstance(value, str):
        raise ConfigError(f"{where} must be a text, got {value!r}; put it into quotes")
    return value
