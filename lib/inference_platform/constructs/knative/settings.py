"""What the settings of all ConfigMaps of Knative share: their keys, and the text that its parsers read.

Knative ignores a key that it does not know and some values that it does not understand, so everything is typed here.
Parsing rules: https://github.com/knative/pkg/blob/main/configmap/parser/parse.go
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Any, ClassVar, Literal

from inference_platform.errors import Problem
from inference_platform.yaml_text import to_yaml

__all__ = ["VERSIONS", "KnativeVersion", "Settings"]

KnativeVersion = Literal["1.20", "1.21", "1.22", "1.23"]
"""Minor versions of Knative Serving that Knative operator 1.23 brings with it; it takes the newest patch of one."""

VERSIONS: tuple[KnativeVersion, ...] = ("1.20", "1.21", "1.22", "1.23")
"""The versions, the oldest first."""


class Settings:
    """The settings of one ConfigMap: a dataclass whose fields are its keys in snake_case.

    A field that is None is not written; Knative's own default holds then.
    """

    __slots__ = ()

    NAME: ClassVar[str]
    """Name of the ConfigMap without `config-`."""

    COMPONENT: ClassVar[str]
    """Label `app.kubernetes.io/component` of the ConfigMap; Knative's webhook looks only at those that it knows."""

    WORDS: ClassVar[frozenset[str]] = frozenset()
    """Fields whose truth is written `enabled` or `disabled`."""

    SINCE: ClassVar[Mapping[str, KnativeVersion]] = {}
    """Fields that only exist from a version on."""

    @classmethod
    def key(cls, field: str) -> str:
        """Key of a field in the ConfigMap."""
        return field.replace("_", "-")

    def data(self, version: KnativeVersion) -> dict[str, str]:
        """Data of the ConfigMap: what is set, as Knative of that version parses it."""
        values = ((each.name, getattr(self, each.name)) for each in fields(self))  # type: ignore[arg-type]
        return {
            self.key(name): _word(value) if name in self.WORDS else _text(value)
            for name, value in values
            if value is not None
        }

    def too_new_for(self, version: KnativeVersion) -> Iterator[Problem]:
        """Fields that are set although Knative of that version would ignore them."""
        for name, since in self.SINCE.items():
            value = getattr(self, name)
            if value is not None and VERSIONS.index(version) < VERSIONS.index(since):
                yield Problem(
                    field=name,
                    must_be=f"left out before Knative {since}, which reads it first",
                    got=value,
                    do=f"leave it out or raise version from {version}",
                )


def _word(value: bool) -> str:
    return "enabled" if value else "disabled"


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        return ",".join(value)
    if isinstance(value, Mapping):
        return to_yaml(dict(value))
    return str(value)
