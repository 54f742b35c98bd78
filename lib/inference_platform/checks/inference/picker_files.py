"""The configurations of endpoint pickers, wherever a manifest keeps them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import yaml

from inference_platform.checks import kinds
from inference_platform.checks.index import Index
from inference_platform.checks.inference.picker import Picker, pickers
from inference_platform.checks.manifest import Manifest
from inference_platform.checks.reading import rows, table, text
from inference_platform.checks.templates import Container, PodTemplate

__all__ = ["PickerConfig", "config_of", "configs", "mounted_text", "mounts_file", "yaml_data"]


class PickerConfig(NamedTuple):
    """A picker's configuration."""

    picker: Picker
    manifest: Manifest
    """The ConfigMap that holds it, or the workload itself."""

    field: str
    data: Any
    """The parsed text, or the text itself if it is no YAML."""


def mounts_file(container: Container, path: str) -> bool:
    """Whether a file lies in something that is mounted."""
    mounts = (text(mount, "mountPath").rstrip("/") for mount in rows(container.data, "volumeMounts"))
    return any(path == mount or path.startswith(f"{mount}/") for mount in mounts)


def mounted_text(
    index: Index, template: PodTemplate, container: Container, path: str
) -> tuple[Manifest, str, str] | None:
    """The ConfigMap, its key and the text of a mounted file; None if the output does not tell them."""
    mounts = {text(mount, "mountPath").rstrip("/"): mount for mount in rows(container.data, "volumeMounts")}
    place = max((each for each in mounts if path == each or path.startswith(f"{each}/")), key=len, default="")
    mount = mounts.get(place, {})
    inside = text(mount, "subPath") if path == place else path.removeprefix(f"{place}/")
    volumes = {text(volume, "name"): volume for volume in rows(template.spec, "volumes")}
    source = table(volumes.get(text(mount, "name")), "configMap")
    config = index.manifest(kinds.CONFIG_MAP, template.namespace, text(source, "name"))
    if config is None or not inside:
        return None
    items = {text(item, "path"): text(item, "key") for item in rows(source, "items")}
    key = items.get(inside, "") if items else inside
    content = table(config.data, "data").get(key)
    return (config, key, content) if isinstance(content, str) else None


def yaml_data(content: str) -> Any:
    """A text as YAML, or the text itself if it is none."""
    try:
        return yaml.load(content, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.YAMLError:
        return content


def configs(index: Index) -> tuple[PickerConfig, ...]:
    """The configurations of the output's pickers, each parsed once."""
    return tuple(found for picker in index.once(pickers) if (found := _read(index, picker)) is not None)


def config_of(index: Index, picker: Picker) -> PickerConfig | None:
    """The configuration of a picker, or None if it has none or it is not known."""
    found = next((each for each in index.once(configs) if each.picker is picker), None)
    return found if found is not None and isinstance(found.data, Mapping) else None


def _read(index: Index, picker: Picker) -> PickerConfig | None:
    given = picker.command.value("config-text")
    if given:
        field = picker.command.field("config-text", picker.args)
        return PickerConfig(picker, picker.manifest, field, yaml_data(given))
    path = picker.command.value("config-file")
    found = mounted_text(index, picker.template, picker.container, path) if path else None
    if found is None or not found[2].strip():
        return None
    config, key, content = found
    return PickerConfig(picker, config, f"data[{key}]", yaml_data(content))
