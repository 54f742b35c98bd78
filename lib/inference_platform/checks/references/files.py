"""Rules: files that containers are told to open are in what is mounted there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from inference_platform.checks import kinds
from inference_platform.checks.index import Index
from inference_platform.checks.reading import rows, table, text, value_at, words
from inference_platform.checks.rule import Violation, rule
from inference_platform.checks.templates import Container, PodTemplate

__all__ = ["mounted_files"]

_PATH = re.compile(r"(?<![^\s=:,;\"'(])/[A-Za-z0-9._/-]+")
_HANDLERS = (
    ("startupProbe", "exec"),
    ("readinessProbe", "exec"),
    ("livenessProbe", "exec"),
    ("lifecycle", "postStart", "exec"),
    ("lifecycle", "preStop", "exec"),
)


@rule("reference/mounted-file")
def mounted_files(index: Index) -> Iterator[Violation]:
    """A file in a command, an argument or a variable that lies in a mounted ConfigMap or Secret is a key of it."""
    for template in index.complete_templates:
        volumes = {text(volume, "name"): volume for volume in rows(template.spec, "volumes")}
        for container in template.containers:
            mounts = _mounts(index, template, container, volumes)
            if any(files is not None for files in mounts.values()):
                yield from _missing_files(template, container, mounts)


def _missing_files(
    template: PodTemplate, container: Container, mounts: Mapping[str, frozenset[str] | None]
) -> Iterator[Violation]:
    for field, value in _texts(container):
        for path in _PATH.findall(value):
            path = path.rstrip("./")
            mount = max((each for each in mounts if path.startswith(f"{each}/")), key=len, default="")
            files = mounts.get(mount)
            inside = path.removeprefix(f"{mount}/")
            if files is not None and not any(file == inside or file.startswith(f"{inside}/") for file in files):
                shown = ", ".join(sorted(files)) or "none"
                yield Violation(
                    template.manifest,
                    field,
                    f"a file of what is mounted at {mount} ({shown})",
                    path,
                    "correct the path or add the key",
                )


def _mounts(
    index: Index, template: PodTemplate, container: Container, volumes: Mapping[str, Mapping[str, Any]]
) -> dict[str, frozenset[str] | None]:
    """For every mount path the files there, or None if they cannot be known."""
    found: dict[str, frozenset[str] | None] = {}
    for mount in rows(container.data, "volumeMounts"):
        path = text(mount, "mountPath").rstrip("/")
        whole = not text(mount, "subPath") and not text(mount, "subPathExpr")
        found[path] = _files(index, template.namespace, table(volumes.get(text(mount, "name")))) if whole else None
    return found


def _files(index: Index, namespace: str, volume: Mapping[str, Any]) -> frozenset[str] | None:
    for source, name, kind in (("configMap", "name", kinds.CONFIG_MAP), ("secret", "secretName", kinds.SECRET)):
        if volume.get(source) is None:
            continue
        items = rows(volume, source, "items")
        if items:
            return frozenset(text(item, "path") for item in items)
        known = index.find(kind, namespace, text(volume, source, name))
        # Of an object that is made elsewhere only the keys that somebody needs are declared.
        return None if known is None or known.external else known.keys
    return None


def _texts(container: Container) -> Iterator[tuple[str, str]]:
    """The words of a container that may name files."""
    yield from _numbered(f"{container.field}.command", words(container.data, "command"))
    yield from _numbered(f"{container.field}.args", words(container.data, "args"))
    for path in _HANDLERS:
        command = words(value_at(container.data, *path), "command")
        yield from _numbered(f"{container.field}.{'.'.join(path)}.command", command)
    for env in rows(container.data, "env"):
        yield f"{container.field}.env[{text(env, 'name')}]", text(env, "value")


def _numbered(field: str, values: Iterable[str]) -> Iterator[tuple[str, str]]:
    return ((f"{field}[{position}]", value) for position, value in enumerate(values))
