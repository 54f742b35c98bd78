"""The configuration file as each release of the endpoint picker reads it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from inference_platform.constructs.endpoint_picker.config import (
    DataSource,
    EndpointPickerConfig,
    Profile,
    ProfilePlugin,
)
from inference_platform.constructs.endpoint_picker.known import KnownPlugin, known_plugins
from inference_platform.constructs.endpoint_picker.plugin import PluginSpec
from inference_platform.constructs.endpoint_picker.saturation import Concurrency, Saturation
from inference_platform.constructs.endpoint_picker.version import EppVersion
from inference_platform.yaml_text import to_yaml

__all__ = ["DEFAULT_PICKER", "METRICS_SOURCE", "Metrics", "Resolved"]

Metrics = Literal["vllm", "none"]
"""What the model servers tell about themselves."""

DEFAULT_PICKER = "max-score-picker"
METRICS_SOURCE = "metrics-data-source"
_METRICS_EXTRACTOR = "core-metrics-extractor"


@dataclass(frozen=True)
class Resolved:
    """A configuration for one release and kind of server, with everything that it leaves to defaults written out."""

    config: EndpointPickerConfig
    version: EppVersion
    metrics: Metrics = "vllm"

    @cached_property
    def known(self) -> dict[str, KnownPlugin]:
        """Plugins of the release by their type."""
        return dict(known_plugins(self.version))

    @cached_property
    def listed(self) -> tuple[PluginSpec, ...]:
        """Plugins that the configuration itself brings, its saturation detector and usage limit included."""
        flow_control = self.config.flow_control
        return (
            *(spec for plugin in self.config.plugins for spec in plugin.specs(self.version)),
            *self._detector(),
            *(flow_control.plugins() if flow_control else ()),
        )

    @cached_property
    def specs(self) -> tuple[PluginSpec, ...]:
        """Every plugin of the file: the configuration's, what they need, and what is only named by its type."""
        specs = {spec.ref: spec for spec in self.listed}
        for each in (*self.config.plugins, *([self.saturation] if self.saturation else [])):
            for spec in each.needs(self.version):
                specs.setdefault(spec.ref, spec)
        for name in self._named():
            if name in self.known:
                specs.setdefault(name, PluginSpec(name, None, {}))
        return tuple(specs.values())

    def roles(self, ref: str) -> frozenset[str]:
        """What the plugin of a name can be used as; empty when there is no such plugin."""
        types = [spec.type for spec in self.listed if spec.ref == ref] or [ref]
        return self.known[types[0]].roles if types[0] in self.known else frozenset()

    @cached_property
    def profiles(self) -> tuple[Profile, ...]:
        """The profiles, each with a picker: upstream takes just any of them for a profile that names none."""
        return tuple(
            profile
            if any("picker" in self.roles(each.ref) for each in profile.plugins)
            else Profile(name=profile.name, plugins=(*profile.plugins, ProfilePlugin(DEFAULT_PICKER)))
            for profile in self.config.profiles
        )

    @cached_property
    def saturation(self) -> Saturation | Concurrency | None:
        """When servers are full; none for servers that tell nothing when nothing else was chosen."""
        return self.config.saturation or (Saturation() if self.metrics == "vllm" else None)

    def text(self) -> str:
        """The configuration file."""
        data: dict[str, Any] = {
            "apiVersion": self.version.release.config_api_version,
            "kind": "EndpointPickerConfig",
        }
        if self.config.flow_control:
            data["featureGates"] = ["flowControl"]
        data["plugins"] = [spec.data() for spec in self.specs]
        data["schedulingProfiles"] = [self._profile(profile) for profile in self.profiles]
        return to_yaml(data | self._sections())

    def _named(self) -> Iterator[str]:
        """Names that may be those of plugins without parameters, which nobody needs to list."""
        if any(each.ref == DEFAULT_PICKER for profile in self.profiles for each in profile.plugins):
            yield DEFAULT_PICKER
        if self.config.flow_control:
            yield from (name for _, _, name in self.config.flow_control.policies())
        yield from self.config.parsers
        for source in self._data_sources():
            yield from (source.source, *source.extractors)

    def _detector(self) -> Iterator[PluginSpec]:
        if self.saturation is not None and self.version.release.schema != "x-k8s.io":
            yield PluginSpec(self.saturation.TYPE, None, self.saturation.thresholds())

    def _profile(self, profile: Profile) -> dict[str, Any]:
        return {"name": profile.name, "plugins": [self._profile_plugin(each) for each in profile.plugins]}

    def _profile_plugin(self, plugin: ProfilePlugin) -> dict[str, Any]:
        if "scorer" not in self.roles(plugin.ref):
            return {"pluginRef": plugin.ref}
        weight = 1 if plugin.weight is None else plugin.weight
        return {"pluginRef": plugin.ref, "weight": int(weight) if float(weight).is_integer() else weight}

    def _sections(self) -> dict[str, Any]:
        """What follows the profiles, which is where the schemas differ most."""
        if self.version.release.schema == "x-k8s.io":
            return {"saturationDetector": dict(self.saturation.thresholds())} if self.saturation else {}
        detector = {"pluginRef": self.saturation.TYPE} if self.saturation else None
        flow_control = self.config.flow_control.data() if self.config.flow_control else {}
        if self.version.release.schema == "llm-d.ai":
            sections = {
                "flowControl": flow_control | ({"saturationDetector": detector} if detector else {}),
                "requestHandler": {"parsers": [{"pluginRef": name} for name in self.config.parsers]}
                if self.config.parsers
                else None,
            }
        else:
            parser = next(iter(self.config.parsers), None)
            sections = {
                "flowControl": flow_control,
                "saturationDetector": detector,
                "parser": {"pluginRef": parser} if parser else None,
            }
        return {name: section for name, section in sections.items() if section} | self._data_layer()

    def _data_sources(self) -> tuple[DataSource, ...]:
        """The sources to write: one that is named replaces the default one in version 1.5."""
        named = self.config.data_sources
        replaces = self.version.release.schema == "x-k8s.io with flow control"
        if self.metrics == "none" or not (named and replaces) or METRICS_SOURCE in {each.source for each in named}:
            return named
        return (*named, DataSource(source=METRICS_SOURCE, extractors=(_METRICS_EXTRACTOR,)))

    def _data_layer(self) -> dict[str, Any]:
        sources = [
            {"pluginRef": each.source, "extractors": [{"pluginRef": name} for name in each.extractors]}
            for each in self._data_sources()
        ]
        if self.metrics == "none":
            opt_out = {"injectDefaults": False} if self.version.release.schema == "llm-d.ai" else {}
            return {"dataLayer": opt_out | ({"sources": sources} if sources or not opt_out else {})}
        return {"dataLayer": {"sources": sources}} if sources else {}
