"""Reading manifests from folders: this project's output, or any folder of YAML files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from inference_platform.checks.declared import Declared, declared_from_yaml_data
from inference_platform.checks.manifest import Manifest
from inference_platform.errors import ConfigError

__all__ = ["DECLARED_FILE", "read_declared", "read_folder", "read_tree"]

DECLARED_FILE = "declared.yaml"
"""Name of the file at the root of an environment's folder with what the environment declares."""

_SUFFIXES = (".yaml", ".yml")
_IGNORED = {"kustomization.yaml", "kustomization.yml"}

_Loader: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _ManifestLoader(_Loader):  # type: ignore[misc]
    """Reads YAML as Kubernetes' tools do: no dates, no numbers to base 60, no key twice in a map."""


_ManifestLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith((":timestamp", ":value"))]
    for first, resolvers in _Loader.yaml_implicit_resolvers.items()
}


def _int_or_text(loader: Any, node: yaml.ScalarNode) -> int | str:
    """A whole number; PyYAML alone takes 1:30 for one to base 60."""
    return str(node.value) if ":" in node.value else int(loader.construct_yaml_int(node))


def _unique_map(loader: Any, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
    seen = set()
    for key_node, _ in node.value:
        key = key_node.value
        if key in seen and key_node.tag != "tag:yaml.org,2002:merge":
            raise yaml.MarkedYAMLError(
                problem=f"the key {key} comes twice in one map", problem_mark=key_node.start_mark
            )
        seen.add(key)
    loader.flatten_mapping(node)
    return dict(loader.construct_pairs(node, deep=True))


_ManifestLoader.add_constructor("tag:yaml.org,2002:int", _int_or_text)
_ManifestLoader.add_constructor("tag:yaml.org,2002:map", _unique_map)


def read_folder(path: Path) -> tuple[list[Manifest], Declared]:
    """Read one environment.

    Args:
        path: Its folder, as `dist/prod` or any other with YAML files at any depth. Folders are charts. Files named
            kustomization.yaml and folders that begin with a dot are left out.

    Returns:
        The manifests in the order of their paths, and the content of `declared.yaml` if there is one.

    Raises:
        ConfigError: The folder does not exist or a file in it is not YAML with objects.
    """
    root = Path(path)
    if not root.is_dir():
        raise ConfigError(f"{root}: folder must exist, got none; give the path of a folder with YAML files")
    environment = root.resolve().name
    manifests = []
    for file in _files(root):
        chart = file.parent.relative_to(root).as_posix()
        for data in _objects(file):
            manifests.append(
                Manifest(environment=environment, chart="" if chart == "." else chart, data=data, file=str(file))
            )
    declared = root / DECLARED_FILE
    return manifests, read_declared(declared) if declared.is_file() else Declared()


def read_tree(path: Path) -> list[tuple[list[Manifest], Declared]]:
    """Read every environment of a folder.

    Args:
        path: The folder of one environment, or one with a folder for each environment (`dist`): folders that have
            a `declared.yaml` or only folders in them, where the folder itself has neither.

    Raises:
        ConfigError: As `read_folder`.
    """
    root = Path(path)
    if not root.is_dir() or _is_environment(root):
        return [read_folder(root)]
    environments = [folder for folder in sorted(root.iterdir()) if folder.is_dir() and _visible(folder)]
    if any((folder / DECLARED_FILE).is_file() for folder in environments) or not any(
        _has_files(folder) for folder in environments
    ):
        return [read_folder(folder) for folder in environments]
    return [read_folder(root)]


def read_declared(path: Path) -> Declared:
    """Read a `declared.yaml`.

    Raises:
        ConfigError: It does not exist or has another content.
    """
    documents = list(_documents(path))
    if len(documents) > 1:
        raise ConfigError(f"{path} must be one document, got {len(documents)}; remove the lines with ---")
    return declared_from_yaml_data(documents[0] if documents else None, where=str(path))


def _is_environment(folder: Path) -> bool:
    return (folder / DECLARED_FILE).is_file() or _has_files(folder)


def _has_files(folder: Path) -> bool:
    return any(item.suffix in _SUFFIXES and item.is_file() for item in folder.iterdir())


def _visible(path: Path) -> bool:
    return not path.name.startswith(".")


def _files(root: Path) -> Iterator[Path]:
    for path in sorted(root.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(root).parts)
        left_out = hidden or path.name in _IGNORED or path == root / DECLARED_FILE
        if path.suffix in _SUFFIXES and path.is_file() and not left_out:
            yield path


def _objects(file: Path) -> Iterator[dict[str, Any]]:
    for document in _documents(file):
        if document is None:
            continue
        if not isinstance(document, dict):
            raise ConfigError(f"{file}: document must be an object, got {document!r:.60}; write a Kubernetes manifest")
        kind, items = document.get("kind"), document.get("items")
        if isinstance(kind, str) and kind.endswith("List") and isinstance(items, list):
            yield from _listed(document, kind.removesuffix("List"), items)
        else:
            yield document


def _listed(document: dict[str, Any], kind: str, items: list[Any]) -> Iterator[dict[str, Any]]:
    """The objects of a list; those of a `ConfigMapList` need not repeat what they are."""
    known = {"apiVersion": document.get("apiVersion"), "kind": kind} if kind else {}
    yield from ({**known, **item} for item in items if isinstance(item, dict))


def _documents(file: Path) -> Iterator[Any]:
    try:
        yield from yaml.load_all(file.read_bytes(), Loader=_ManifestLoader)
    except OSError as error:
        raise ConfigError(f"{file}: file must be readable, got {error.strerror}; give another path") from None
    except (yaml.YAMLError, ValueError) as error:
        problem = getattr(error, "problem", None) or str(error).splitlines()[0]
        mark = getattr(error, "problem_mark", None)
        where = f" in line {mark.line + 1}" if mark else ""
        raise ConfigError(f"{file}: content must be YAML, got {problem}{where}; correct the file") from None
