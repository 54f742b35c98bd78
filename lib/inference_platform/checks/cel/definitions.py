"""CustomResourceDefinitions from files, parsed when an object of their kind turns up."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from inference_platform.checks.cel.program import require_library
from inference_platform.checks.cel.structure import Node, root
from inference_platform.errors import ConfigError

__all__ = ["Crds"]

_SUFFIXES = (".yaml", ".yml", ".json")
_DEFINITION = b"CustomResourceDefinition"
_RULES = b"x-kubernetes-validations"
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Crds:
    """The rules of CRDs, by API version and kind.

    Args:
        documents: YAML or JSON of CRDs, each with the name of its file.
    """

    def __init__(self, documents: Iterable[tuple[str, bytes]]) -> None:
        # Only a few kinds of a project turn up in an environment, and its CRDs have megabytes.
        self._unread = list(documents)
        self._roots: dict[tuple[str, str], Node] = {}
        self._asked: set[tuple[str, str]] = set()
        self._not_evaluated: set[str] = set()

    @classmethod
    def read(cls, paths: Iterable[Path]) -> Crds:
        """Read CRDs.

        Args:
            paths: Files, or folders with YAML or JSON files at any depth; what else is in them does not matter.

        Raises:
            ConfigError: A path does not exist or holds no CRD, or the CEL library is not installed.
        """
        require_library()
        return cls([document for path in paths for document in _definitions(Path(path))])

    @property
    def not_evaluated(self) -> list[str]:
        """A sentence for every rule that was met and that the library cannot evaluate."""
        return sorted(self._not_evaluated)

    def leave_out(self, sentence: str) -> None:
        """Take note of a rule that cannot be evaluated."""
        self._not_evaluated.add(sentence)

    def kinds(self) -> Mapping[tuple[str, str], Node]:
        """The schema of every (API version, kind) with rules; parses all files."""
        self._parse(self._unread)
        self._unread = []
        return self._roots

    def schema(self, api_version: str, kind: str) -> Node | None:
        """The schema of a kind, or None if no file has rules for it.

        Raises:
            ConfigError: The file with it is not YAML.
        """
        key = (api_version, kind)
        if key not in self._roots and key not in self._asked:
            self._asked.add(key)
            group, grouped, _ = api_version.partition("/")
            wanted = [
                each
                for each in self._unread
                if grouped and _says(each[1], "group", group) and _says(each[1], "kind", kind)
            ]
            self._unread = [each for each in self._unread if each not in wanted]
            self._parse(wanted)
        return self._roots.get(key)

    def _parse(self, documents: Iterable[tuple[str, bytes]]) -> None:
        for file, content in documents:
            try:
                document = yaml.load(content, _LOADER)
            except yaml.YAMLError as error:
                problem = getattr(error, "problem", None) or "something else"
                raise ConfigError(f"{file}: content must be YAML, got {problem}; correct the file") from None
            for definition in document.get("items", [document]):
                self._roots.update(_versions(definition))


def _says(content: bytes, field: str, value: str) -> bool:
    """Whether a document may have this value in a field: a cheap look that errs on the side of parsing."""
    text = value.encode()
    return (
        text in content and re.search(rb"%s\"?:\s*[\"']?%s\b" % (field.encode(), re.escape(text)), content) is not None
    )


def _versions(definition: Mapping[str, Any]) -> Iterator[tuple[tuple[str, str], Node]]:
    spec = definition.get("spec", {})
    for version in spec.get("versions", ()) if definition.get("kind") == _DEFINITION.decode() else ():
        yield (f"{spec['group']}/{version['name']}", spec["names"]["kind"]), root(version)


def _definitions(path: Path) -> list[tuple[str, bytes]]:
    """The documents with rules; those without are not worth a parser's time."""
    if not path.exists():
        raise ConfigError(f"{path}: CRDs must be in a file or folder, got none; give a path that exists")
    files = sorted(path.rglob("*")) if path.is_dir() else [path]
    found = [
        (str(file), document)
        for file in files
        if file.is_file() and (file == path or file.suffix in _SUFFIXES)
        for document in re.split(rb"(?m)^---", file.read_bytes())
        if _DEFINITION in document
    ]
    if not found:
        raise ConfigError(f"{path}: path must hold CustomResourceDefinitions, got none; give the files of the CRDs")
    return [each for each in found if _RULES in each[1]]
