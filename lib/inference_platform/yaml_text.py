"""YAML text of plain data, the same bytes everywhere and the same data for every parser."""

from __future__ import annotations

import re
from typing import Any

import yaml

__all__ = ["to_yaml"]

_LOOKS_LIKE_A_NUMBER = re.compile(r"[-+]?[.0-9][0-9a-fA-F_.,:xXoO+-]*")


class _Dumper(yaml.CSafeDumper):
    """Block style, texts with several lines as they are, and quotes around whatever a parser may misread."""


def _text(dumper: yaml.CSafeDumper, value: str) -> yaml.ScalarNode:
    if "\n" in value:
        return dumper.represent_scalar("tag:yaml.org,2002:str", str(value), style="|")
    # YAML 1.1 and 1.2 parsers disagree on 1e3, 0o17 or 1_000; quoted they all read a text
    style = "'" if _LOOKS_LIKE_A_NUMBER.fullmatch(value) else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", str(value), style=style)


def _mapping(dumper: yaml.CSafeDumper, value: dict[str, Any]) -> yaml.MappingNode:
    return dumper.represent_mapping("tag:yaml.org,2002:map", value.items())


_Dumper.add_representer(str, _text)
_Dumper.add_multi_representer(str, _text)
_Dumper.add_multi_representer(dict, _mapping)
_Dumper.ignore_aliases = lambda self, data: True  # type: ignore[method-assign]


def to_yaml(data: Any) -> str:
    """YAML of plain data: keys in their given order, no aliases, no line folding."""
    return yaml.dump(data, Dumper=_Dumper, sort_keys=False, width=2**20, allow_unicode=True)
