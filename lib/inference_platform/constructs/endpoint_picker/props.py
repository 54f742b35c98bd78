"""What an environment may choose about an endpoint picker."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Annotated

from inference_platform.constructs.endpoint_picker.config import EndpointPickerConfig
from inference_platform.constructs.endpoint_picker.config_rules import config_problems, metrics_problems
from inference_platform.constructs.endpoint_picker.flags import extra_flag_problems
from inference_platform.constructs.endpoint_picker.flow_control import FlowControl
from inference_platform.constructs.endpoint_picker.monitoring import MonitoringProps
from inference_platform.constructs.endpoint_picker.plugins import MaxScorePicker, WeightedRandomPicker
from inference_platform.constructs.endpoint_picker.rendering import Metrics, Resolved
from inference_platform.constructs.endpoint_picker.saturation import Concurrency, Saturation
from inference_platform.constructs.endpoint_picker.scoring import Scoring
from inference_platform.constructs.endpoint_picker.version import EppVersion
from inference_platform.constructs.pods import Placement, Resources
from inference_platform.errors import Problem
from inference_platform.refs import SecretRef, ServiceRef
from inference_platform.units import Between, ImageReference, LabelKey, Seconds

__all__ = ["EndpointPickerProps", "Tracing"]

_DRAIN = 30
"""Seconds that llm-d-router 0.10 goes on answering after SIGTERM."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tracing:
    """Traces of the picker's decisions."""

    collector: ServiceRef
    """OTLP receiver (gRPC, plain text) of an OpenTelemetry collector, usually port 4317."""

    sampling: Annotated[float, Between(0, 1)] = 0.1
    """Share of requests that begin a trace here; those that come with a trace follow it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EndpointPickerProps:
    """An endpoint picker (EPP): it chooses the pod for each request to a model."""

    version: EppVersion | str = EppVersion.LLM_D_ROUTER_0_10
    """Release; selects image, flags, configuration schema and access rights together. A text such as
    `llm-d-router v0.9.0` is read too."""

    scoring: Scoring | None = None
    """Weights of the scorers. Default: prefix cache 3, KV cache 2, queue 2."""

    picker: MaxScorePicker | WeightedRandomPicker | None = None
    """What is done with the scores. Default: the highest one wins."""

    saturation: Saturation | Concurrency | None = None
    """When servers are full. Default: 5 waiting requests or 80 % of the KV cache."""

    flow_control: FlowControl | None = None
    """Requests wait in the picker while all servers are full, by priority. Default: they do not."""

    config: EndpointPickerConfig | None = None
    """The whole configuration instead of the four settings above."""

    allow_experimental: bool = False
    """Whether plugins of stability Alpha may be used (llm-d-router 0.10)."""

    replicas: Annotated[int, Between(1, 5)] = 1
    """Pods. One of them works, the others take over when it ends; the new one's view of the caches begins empty."""

    image: ImageReference | None = None
    """Another copy of the image of `version`, for example in a private registry: with a tag that begins with that of
    upstream, or by digest. Default: upstream's."""

    image_pull_secrets: tuple[SecretRef, ...] = ()
    """Secrets with the credentials of a private registry."""

    resources: Resources = Resources(cpu="500m", memory="1Gi")
    """CPU and memory of each pod. Upstream's chart asks for 8 CPUs and 8Gi, for several hundred requests a second."""

    placement: Placement = Placement()
    """Where the pods run."""

    termination_grace_period: Seconds = 130
    """Seconds until a pod that is ending is killed: as long as the longest request that it still follows."""

    log_verbosity: Annotated[int, Between(0, 5)] = 2
    """How much is logged: 1 warnings and errors, 2 what happens seldom, 3 and more every request."""

    profiling: bool = False
    """Whether Go profiles are served on the metrics port, to everybody who may read metrics."""

    tracing: Tracing | None = None
    """Traces. Default: none."""

    monitoring: MonitoringProps = MonitoringProps()
    """Metrics of the picker."""

    extra_args: tuple[str, ...] = ()
    """More arguments, each as `--flag=value`, of flags that nothing else here decides."""

    pod_annotations: Mapping[LabelKey, str] | None = None
    """More annotations of the pods."""

    @property
    def chosen_version(self) -> EppVersion:
        """The version, when its rules hold."""
        return EppVersion.of(self.version) if isinstance(self.version, str) else self.version

    def resolved(self, metrics: Metrics) -> Resolved:
        """The configuration for servers with such metrics, when the rules of the version hold."""
        config = self.config or (self.scoring or Scoring()).config(
            picker=self.picker or MaxScorePicker(), saturation=self.saturation, flow_control=self.flow_control
        )
        return Resolved(config, self.chosen_version, metrics)

    def rules(self) -> Iterator[Problem]:
        """What the picker would not start with, or ignore."""
        unknown = list(EppVersion.problems(self.version))
        yield from unknown
        yield from self._config_rules()
        if self.termination_grace_period <= _DRAIN:
            yield Problem(
                field="termination_grace_period",
                must_be=f"more than {_DRAIN}, for which the picker goes on answering",
                got=self.termination_grace_period,
                do="raise it",
            )
        if not unknown:
            yield from self._release_rules()

    def server_problems(self, metrics: Metrics) -> Iterator[Problem]:
        """What does not fit the model servers."""
        yield from metrics_problems(self.resolved(metrics))

    def _config_rules(self) -> Iterator[Problem]:
        if self.config is None:
            return
        for field in ("scoring", "picker", "saturation", "flow_control"):
            if getattr(self, field) is not None:
                yield Problem(
                    field=field,
                    must_be="left out beside config",
                    got="given",
                    do="say it in config or leave config out",
                )

    def _release_rules(self) -> Iterator[Problem]:
        # servers without metrics have rules of their own
        resolved = self.resolved("vllm")
        problems = config_problems(resolved, allow_experimental=self.allow_experimental or not self._gates_alpha())
        yield from (each.under("config") if self.config else _said_simply(each) for each in problems)
        if self.allow_experimental and not self._gates_alpha():
            yield Problem(
                field="allow_experimental",
                must_be=f"false with {self.chosen_version.value}, which asks for no permission",
                got=True,
                do="remove it",
            )
        yield from extra_flag_problems(self.extra_args, self.chosen_version)
        yield from self._image_rules()

    def _image_rules(self) -> Iterator[Problem]:
        """Flags and configuration are those of the version, so the image must be too."""
        expected = self.chosen_version.release.image.rpartition(":")[2]
        tag = (self.image or "").partition("@")[0].rpartition("/")[2].partition(":")[2]
        if tag and not tag.startswith(expected):
            yield Problem(
                field="image",
                must_be=f"a copy of {self.chosen_version.value}, with a tag that begins with {expected}",
                got=self.image,
                do="set version to that of the image, or name it by digest",
            )

    def _gates_alpha(self) -> bool:
        return self.chosen_version.release.gates_alpha_plugins


def _said_simply(problem: Problem) -> Problem:
    """A problem of the configuration that the simple settings became, at the setting that it came from."""
    if problem.field.endswith(".weight"):
        return replace(problem, field="scoring")
    return problem
