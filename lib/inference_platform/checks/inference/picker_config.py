"""Rules: configurations of endpoint pickers that their versions read and that choose by something.

Fields and plugin types are those of https://github.com/kubernetes-sigs/gateway-api-inference-extension 1.3 to 1.5 and
https://github.com/llm-d/llm-d-router 0.9 and 0.10.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from inference_platform.checks.index import Index
from inference_platform.checks.inference.picker import Picker, Release
from inference_platform.checks.inference.picker_files import PickerConfig, configs
from inference_platform.checks.inference.picker_plugins import IMPLICIT, NEUTRAL, TYPES
from inference_platform.checks.reading import rows, table, text
from inference_platform.checks.rule import Violation, rule

__all__ = ["picker_config", "picker_plugins", "picker_saturation", "picker_scorers", "picker_weights"]

_OLD_API = "inference.networking.x-k8s.io/v1alpha1"
_NEW_API = "llm-d.ai/v1alpha1"
_SHARED = {"apiVersion", "kind", "metadata", "featureGates", "plugins", "schedulingProfiles", "saturationDetector"}
_FIELDS = {
    ("extension", 1, 3): _SHARED | {"data"},
    ("extension", 1, 4): _SHARED | {"data", "flowControl"},
    ("extension", 1, 5): _SHARED | {"dataLayer", "flowControl", "parser"},
    ("router", 0, 9): _SHARED | {"dataLayer", "flowControl", "parser", "requestHandler"},
    ("router", 0, 10): _SHARED | {"dataLayer", "flowControl", "parser", "requestHandler"},
}


def _readable(index: Index) -> Iterator[tuple[PickerConfig, Mapping[str, Any]]]:
    for config in index.once(configs):
        if isinstance(config.data, Mapping):
            yield config, config.data


@rule("picker/config")
def picker_config(index: Index) -> Iterator[Violation]:
    """An endpoint picker's configuration is an EndpointPickerConfig with the fields that its version knows."""
    for config in index.once(configs):
        if not isinstance(config.data, Mapping):
            yield Violation(
                config.manifest, config.field, "an EndpointPickerConfig", "something else", "write it as YAML"
            )
            continue
        yield from _header(config, config.data)
        release = config.picker.release
        known = _FIELDS.get((config.picker.line, release.major, release.minor)) if release else None
        for name in sorted(str(key) for key in config.data if known is not None and key not in known):
            yield Violation(
                config.manifest,
                f"{config.field}.{name}",
                f"a field that {config.picker.title} knows",
                "an unknown field",
                "remove or rename it, or the picker does not start",
            )


def _header(config: PickerConfig, data: Mapping[str, Any]) -> Iterator[Violation]:
    kind, version = text(data, "kind"), text(data, "apiVersion")
    if kind != "EndpointPickerConfig":
        yield Violation(
            config.manifest, f"{config.field}.kind", "EndpointPickerConfig", kind or "nothing", "write it so"
        )
    allowed = [_OLD_API] if config.picker.line == "extension" else [_NEW_API, _OLD_API]
    if config.picker.line and config.picker.release is not None and version not in allowed:
        yield Violation(
            config.manifest,
            f"{config.field}.apiVersion",
            f"{allowed[0]} for {config.picker.title}",
            version or "nothing",
            "write it so",
        )


def _plugins(data: Mapping[str, Any]) -> dict[str, str]:
    """The listed plugins: their names, and their types."""
    return {text(item, "name") or text(item, "type"): text(item, "type") for item in rows(data, "plugins")}


def _profile_refs(data: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for position, profile in enumerate(rows(data, "schedulingProfiles")):
        for at, entry in enumerate(rows(profile, "plugins")):
            yield f"schedulingProfiles[{position}].plugins[{at}]", entry


@rule("picker/plugins")
def picker_plugins(index: Index) -> Iterator[Violation]:
    """The plugins of an endpoint picker's configuration are of known types, and its profiles use listed ones."""
    for config, data in _readable(index):
        names = _plugins(data)
        yield from _listed(config, data)
        for field, entry in _profile_refs(data):
            ref = text(entry, "pluginRef")
            if ref not in names and ref not in IMPLICIT:
                yield Violation(
                    config.manifest,
                    f"{config.field}.{field}.pluginRef",
                    f"the name of a plugin of the configuration ({', '.join(names) or 'it lists none'})",
                    ref or "nothing",
                    "add it to plugins or correct the name",
                )


def _listed(config: PickerConfig, data: Mapping[str, Any]) -> Iterator[Violation]:
    known = TYPES.get(config.picker.line, frozenset()) if config.picker.release in _RELEASES else frozenset()
    seen: set[str] = set()
    for position, item in enumerate(rows(data, "plugins")):
        field = f"{config.field}.plugins[{position}]"
        kind, name = text(item, "type"), text(item, "name") or text(item, "type")
        if not kind:
            yield Violation(config.manifest, f"{field}.type", "given", "nothing", "name the plugin's type")
        elif known and kind not in known:
            yield Violation(
                config.manifest, f"{field}.type", f"a plugin of {config.picker.title}", kind, "correct the type"
            )
        if name in seen:
            yield Violation(config.manifest, f"{field}.name", "unique", name, "give each plugin a name of its own")
        seen.add(name)


_RELEASES = frozenset(
    {
        Release(0, 9, 0),
        Release(0, 10, 0),
        Release(1, 3, 0),
        Release(1, 3, 1),
        Release(1, 5, 0),
    }
)
"""The releases whose plugins are known by name."""


@rule("picker/scorers")
def picker_scorers(index: Index) -> Iterator[Violation]:
    """An endpoint picker's configuration has scorers; without any it chooses at random."""
    for config, data in _readable(index):
        names = _plugins(data)
        used = [text(entry, "pluginRef") for _, entry in _profile_refs(data)] or list(names)
        types = {names.get(ref, ref) for ref in used}
        if config.picker.line and types <= NEUTRAL and not table(data, "dataLayer", "discovery"):
            yield Violation(
                config.manifest,
                f"{config.field}.schedulingProfiles",
                "such that a profile has a scorer",
                ", ".join(sorted(types)) or "no plugins",
                "add prefix-cache-scorer, kv-cache-utilization-scorer and queue-scorer, or else the pod is random",
            )


@rule("picker/saturation")
def picker_saturation(index: Index) -> Iterator[Violation]:
    """An endpoint picker's saturation detector is written as its version reads it, and is a listed plugin."""
    for config, data in _readable(index):
        picker = config.picker
        by_name = picker.is_since("extension", 1, 5) or picker.is_since("router", 0, 9)
        places = (("saturationDetector",), ("flowControl", "saturationDetector"))
        for path in places:
            detector = table(data, *path)
            field = f"{config.field}.{'.'.join(path)}"
            own = sorted(str(key) for key in detector if key != "pluginRef")
            if by_name and own:
                yield Violation(
                    config.manifest,
                    f"{field}.{own[0]}",
                    f"a parameter of a plugin utilization-detector for {picker.title}",
                    "given here",
                    "list that plugin with its parameters and name it in pluginRef",
                )
            if _is_old(picker) and "pluginRef" in detector:
                yield Violation(
                    config.manifest,
                    f"{field}.pluginRef",
                    f"absent for {picker.title}",
                    str(detector["pluginRef"]),
                    "write the thresholds themselves: queueDepthThreshold, kvCacheUtilThreshold",
                )
            elif by_name and "pluginRef" in detector and detector["pluginRef"] not in {*_plugins(data), *IMPLICIT}:
                yield Violation(
                    config.manifest,
                    f"{field}.pluginRef",
                    "the name of a plugin of the configuration",
                    str(detector["pluginRef"]),
                    "add it to plugins or correct the name",
                )


def _is_old(picker: Picker) -> bool:
    return picker.line == "extension" and picker.release is not None and picker.release < Release(1, 5, 0)


@rule("picker/weights")
def picker_weights(index: Index) -> Iterator[Violation]:
    """Weights of an endpoint picker's scorers are numbers: whole ones before version 1.4, and not negative."""
    for config, data in _readable(index):
        picker = config.picker
        whole = picker.line == "extension" and picker.release is not None and picker.release < Release(1, 4, 0)
        for field, entry in _profile_refs(data):
            weight = entry.get("weight")
            number = isinstance(weight, int if whole else int | float) and not isinstance(weight, bool)
            if weight is not None and not (number and weight >= 0):
                yield Violation(
                    config.manifest,
                    f"{config.field}.{field}.weight",
                    f"a whole number for {picker.title}" if whole else "a number of at least 0",
                    weight,
                    "scale all weights alike; only their ratios matter",
                )
