"""The picker's configuration: which plugins exist and how they choose a server."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from inference_platform.constructs.endpoint_picker.flow_control import FlowControl
from inference_platform.constructs.endpoint_picker.plugin import AnyPlugin, PluginName
from inference_platform.constructs.endpoint_picker.saturation import Concurrency, Saturation
from inference_platform.units import Between

__all__ = ["DataSource", "EndpointPickerConfig", "Profile", "ProfilePlugin", "Weight"]

Weight = Annotated[float, Between(0.000_001, 1_000_000)]
"""Weight of a scorer. Only the ratio to the others counts: 3/2/2 and 60/40/40 mean the same."""


@dataclass(frozen=True, slots=True)
class ProfilePlugin:
    """A plugin that a profile uses, by its name."""

    ref: PluginName
    """Name of a plugin of the configuration."""

    weight: Weight | None = None
    """Weight of a scorer. Default: 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """One way to choose a server: filters first, then scorers, then the picker."""

    name: PluginName = "default"
    """Its name."""

    plugins: tuple[ProfilePlugin, ...]
    """Filters, scorers and at most one picker; `max-score-picker` unless one is named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DataSource:
    """Something that the picker reads besides the default metrics."""

    source: PluginName
    """Name of a plugin that reads."""

    extractors: tuple[PluginName, ...] = ()
    """Names of the plugins that make sense of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EndpointPickerConfig:
    """The whole configuration, for what the simple settings of `EndpointPickerProps` cannot say."""

    plugins: tuple[AnyPlugin, ...]
    """The plugins that the rest refers to."""

    profiles: tuple[Profile, ...]
    """How servers are chosen; several need a profile handler among the plugins."""

    saturation: Saturation | Concurrency | None = None
    """When servers are full. Default: by metrics, with upstream's thresholds."""

    flow_control: FlowControl | None = None
    """Requests wait in the picker. None: they do not."""

    parsers: tuple[PluginName, ...] = ()
    """Parsers of request bodies, by type or by the name of a plugin. Default: upstream's, which read the OpenAI API."""

    data_sources: tuple[DataSource, ...] = ()
    """What is read besides the metrics of the model servers."""
