"""From finished manifests to the files of an environment: deterministic, complete, and all or nothing."""

from __future__ import annotations

import shutil
from collections.abc import Container, Iterable, Mapping
from pathlib import Path
from typing import Any

from inference_platform.checks import Declared, Manifest, declared_to_yaml_data
from inference_platform.errors import ConfigError
from inference_platform.inventory import secrets_page
from inference_platform.yaml_text import to_yaml

__all__ = ["MARKER", "check_target", "files_of", "remove_others", "write"]

MARKER = "declared.yaml"
"""File at the root of every rendered environment; a folder without it is never replaced."""

_MARKER_HEADER = (
    "# What this environment needs from the cluster besides its own objects, and the policy exceptions it states.\n"
    "# Rendered; `python -m inference_platform check` reads it.\n"
)


def files_of(manifests: Iterable[Manifest], declared: Declared) -> dict[str, str]:
    """The files of one environment by their path below its folder.

    One file per object, `<chart>/<Kind>.<name>.yaml`, a `kustomization.yaml` per chart that lists them, the
    inventory `SECRETS.md` and the machine-readable `declared.yaml`.

    Raises:
        ConfigError: Two objects would be written to one file.
    """
    manifests = list(manifests)
    files: dict[str, str] = {}
    charts: dict[str, list[str]] = {}
    for manifest in manifests:
        name = f"{manifest.kind}.{manifest.name}.yaml"
        path = f"{manifest.chart}/{name}"
        if path in files:
            raise ConfigError(
                f"{manifest.environment}/{manifest.chart}: file name {name} must be used once, got two objects; "
                "rename one of them or put it into another chart"
            )
        files[path] = to_yaml(_ordered(manifest.data))
        charts.setdefault(manifest.chart, []).append(name)
    for chart, names in charts.items():
        files[f"{chart}/kustomization.yaml"] = to_yaml(_kustomization(names))
    files["SECRETS.md"] = secrets_page(manifests, declared)
    files[MARKER] = _MARKER_HEADER + to_yaml(declared_to_yaml_data(declared))
    return files


def _kustomization(names: list[str]) -> dict[str, Any]:
    return {
        "apiVersion": "kustomize.config.k8s.io/v1beta1",
        "kind": "Kustomization",
        "resources": sorted(names),
    }


def _ordered(data: Mapping[str, Any]) -> dict[str, Any]:
    """Identity first as people read it, the rest sorted as every Kubernetes tool prints it."""
    first = [key for key in ("apiVersion", "kind", "metadata") if key in data]
    rest = sorted(key for key in data if key not in first)
    return {key: _sorted(data[key]) for key in [*first, *rest]}


def _sorted(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _sorted(value[key]) for key in sorted(value)}
    if isinstance(value, list | tuple):
        return [_sorted(item) for item in value]
    return value


def check_target(outdir: Path) -> None:
    """Refuse a folder that holds something else than an earlier rendering.

    Raises:
        ConfigError: The folder is not empty and has no marker, or is a file.
    """
    if not outdir.exists():
        return
    if not outdir.is_dir() or (any(outdir.iterdir()) and not (outdir / MARKER).is_file()):
        raise ConfigError(
            f"{outdir}: outdir must be a new or empty folder or an earlier rendering, got one with other "
            "files; choose another folder or move those files away, because stale files are deleted there"
        )


def write(outdir: Path, files: Mapping[str, str]) -> None:
    """Replace the folder `outdir` by `files`: complete beside it first, then put in its place.

    A folder that holds just these files is not touched.

    Raises:
        ConfigError: The folder holds something else than an earlier rendering.
    """
    check_target(outdir)
    if _holds(outdir, files):
        return
    staging = outdir.with_name(f".{outdir.name}.new")
    previous = outdir.with_name(f".{outdir.name}.old")
    for left_over in (staging, previous):
        shutil.rmtree(left_over, ignore_errors=True)
    for folder in {(staging / path).parent for path in files}:
        folder.mkdir(parents=True, exist_ok=True)
    for path, text in files.items():
        (staging / path).write_bytes(text.encode())
    if outdir.exists():
        outdir.rename(previous)
    staging.rename(outdir)
    shutil.rmtree(previous, ignore_errors=True)


def _holds(outdir: Path, files: Mapping[str, str]) -> bool:
    """Whether the folder holds exactly these files, so that nothing has to be touched."""
    there = {str(path.relative_to(outdir)): path for path in outdir.rglob("*") if path.is_file()}
    return set(there) == set(files) and all(there[path].read_bytes() == text.encode() for path, text in files.items())


def remove_others(outdir: Path, *, keep: Container[Path]) -> None:
    """Remove the renderings in `outdir` that nothing renders any more; other files stay."""
    for folder in outdir.iterdir():
        if folder not in keep and (folder / MARKER).is_file():
            shutil.rmtree(folder)
