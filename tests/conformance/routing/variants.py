"""Every kind of setting of a picker, as the library renders it, and what the library refuses."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import cdk8s

from inference_platform.constructs.endpoint_picker import (
    BandLimits,
    Concurrency,
    EndpointPicker,
    EndpointPickerConfig,
    EndpointPickerProps,
    EppVersion,
    FlowControl,
    KvCacheUtilizationScorer,
    LoraAffinityScorer,
    MaxScorePicker,
    Plugin,
    PrefixCacheScorer,
    PriorityBand,
    Profile,
    ProfilePlugin,
    QueueScorer,
    RandomPicker,
    RunningRequestsScorer,
    Saturation,
    Scoring,
    WeightedRandomPicker,
)
from inference_platform.model_refs import ModelServerRef
from inference_platform.refs import Pods, ServiceRef
from inference_platform_bindings.resource import manifests_of
from tests.conformance.routing.pickers import Rendered

NAMESPACE, POOL, NAME = "llm-platform", "variant", "variant-epp"
_LABELS = {"component": "predictor", "serving.kserve.io/inferenceservice": POOL}

_UNTIL_1_5 = (EppVersion.GIE_1_3_1,)
_LLM_D = (EppVersion.LLM_D_ROUTER_0_10, EppVersion.LLM_D_ROUTER_0_9)
_SINCE_1_5 = (EppVersion.GIE_1_5_0, *_LLM_D)


def own(*plugins: Any, refs: tuple[Any, ...], **more: Any) -> EndpointPickerConfig:
    """A configuration with one profile."""
    profile = Profile(plugins=tuple(each if isinstance(each, ProfilePlugin) else ProfilePlugin(each) for each in refs))
    return EndpointPickerConfig(plugins=plugins, profiles=(profile,), **more)


_PREFIX = PrefixCacheScorer(auto_tune=False, block_size_tokens=64, lru_capacity_per_server=1000, max_prefix_blocks=128)

VARIANTS: dict[str, tuple[EndpointPickerProps, tuple[EppVersion, ...]]] = {
    "default": (EndpointPickerProps(), tuple(EppVersion)),
    "60-30-10": (EndpointPickerProps(scoring=Scoring(prefix_cache=60, kv_cache=30, queue=10)), tuple(EppVersion)),
    "fractions": (EndpointPickerProps(scoring=Scoring(prefix_cache=0.6, kv_cache=0.3, queue=0.1)), _SINCE_1_5),
    "one scorer": (EndpointPickerProps(scoring=Scoring(prefix_cache=0, kv_cache=0, queue=1)), tuple(EppVersion)),
    "more scorers": (EndpointPickerProps(scoring=Scoring(running_requests=1, lora_affinity=2)), tuple(EppVersion)),
    "own prefix index": (EndpointPickerProps(scoring=Scoring(prefix=_PREFIX)), tuple(EppVersion)),
    "prefix by tokens": (
        EndpointPickerProps(scoring=Scoring(prefix=PrefixCacheScorer(max_prefix_tokens=4096))),
        _SINCE_1_5,
    ),
    "weighted random": (EndpointPickerProps(picker=WeightedRandomPicker(max_endpoints=2)), tuple(EppVersion)),
    "own thresholds": (
        EndpointPickerProps(saturation=Saturation(queue_depth=128, kv_cache_utilization=0.95, metrics_staleness="2s")),
        tuple(EppVersion),
    ),
    "headroom": (EndpointPickerProps(saturation=Saturation(headroom=0.2)), _SINCE_1_5),
    "concurrency": (EndpointPickerProps(saturation=Concurrency(max_concurrency=8)), _SINCE_1_5),
    "concurrency by tokens": (
        EndpointPickerProps(saturation=Concurrency(mode="tokens", max_token_concurrency=50_000)),
        _SINCE_1_5,
    ),
    "flow control": (EndpointPickerProps(flow_control=FlowControl()), tuple(EppVersion)),
    "flow control with bands": (
        EndpointPickerProps(
            flow_control=FlowControl(
                max_bytes="1Gi",
                max_requests=1000,
                request_ttl="30s",
                bands=(
                    PriorityBand(priority=10, max_requests=10, fairness_policy="round-robin-fairness-policy"),
                    PriorityBand(priority=-1, max_bytes="1Mi", ordering_policy="edf-ordering-policy"),
                ),
                default_band=BandLimits(max_requests=100, ordering_policy="fcfs-ordering-policy"),
                usage_limit=0.9,
            )
        ),
        _SINCE_1_5,
    ),
    "own plugins": (
        EndpointPickerProps(
            config=own(
                QueueScorer(name="short-queue"),
                KvCacheUtilizationScorer(),
                Plugin("running-requests-size-scorer", name="idle"),
                LoraAffinityScorer(),
                MaxScorePicker(name="best", max_endpoints=2),
                refs=(
                    ProfilePlugin("short-queue", 2),
                    "kv-cache-utilization-scorer",
                    "idle",
                    "lora-affinity-scorer",
                    "best",
                ),
                saturation=Saturation(queue_depth=10),
            )
        ),
        tuple(EppVersion),
    ),
    "picker left out": (
        EndpointPickerProps(config=own(RunningRequestsScorer(), refs=("running-requests-size-scorer",))),
        tuple(EppVersion),
    ),
    "random": (EndpointPickerProps(config=own(RandomPicker(), refs=("random-picker",))), tuple(EppVersion)),
    "own parser": (
        EndpointPickerProps(config=own(QueueScorer(), refs=("queue-scorer",), parsers=("openai-parser",))),
        _SINCE_1_5,
    ),
    "two replicas": (EndpointPickerProps(replicas=2), tuple(EppVersion)),
    "more flags": (
        EndpointPickerProps(profiling=True, log_verbosity=4, extra_args=("--refresh-metrics-interval=100ms",)),
        tuple(EppVersion),
    ),
}
"""What is chosen, and the versions that have it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """Something that the library refuses, and the picker too."""

    props: EndpointPickerProps
    field: str
    """Of the library's problem."""
    said: str
    """By the picker, as a regular expression."""


_NO_SUCH_REF = own(QueueScorer(), refs=("queue-scorer", "prefix-cache-scorer"))
_NO_SUCH_TYPE = own(Plugin("prefix-aware-scorer"), refs=("prefix-aware-scorer",))
_HANDLERS = own(
    Plugin("single-profile-handler"),
    Plugin("single-profile-handler", name="another"),
    QueueScorer(),
    refs=("queue-scorer",),
)
_PROFILES = EndpointPickerConfig(
    plugins=(QueueScorer(),),
    profiles=(
        Profile(plugins=(ProfilePlugin("queue-scorer"),)),
        Profile(name="more", plugins=(ProfilePlugin("queue-scorer"),)),
    ),
)

REFUSED: dict[str, Refused] = {
    "unknown plugin": Refused(
        props=EndpointPickerProps(config=_NO_SUCH_TYPE),
        field="config.plugins[0].type",
        said="is not (registered|found)",
    ),
    "dangling reference": Refused(
        props=EndpointPickerProps(config=_NO_SUCH_REF),
        field="config.profiles[0].plugins[1].ref",
        said="undefined plugin",
    ),
    "two handlers": Refused(
        props=EndpointPickerProps(config=_HANDLERS), field="config.plugins", said="multiple profile handlers"
    ),
    "two profiles": Refused(
        props=EndpointPickerProps(config=_PROFILES),
        field="config.plugins",
        said="multiple scheduling profiles|no profile handler",
    ),
    "unknown flag": Refused(
        props=EndpointPickerProps(extra_args=("--leader-election=true",)), field="extra_args[0]", said="unknown flag"
    ),
}
"""By every version."""

FRACTION = Refused(
    props=EndpointPickerProps(version=EppVersion.GIE_1_3_1, scoring=Scoring(prefix_cache=2.5)),
    field="scoring",
    said="cannot unmarshal number 2.5",
)
"""By the version with whole weights."""


def rendered(props: EndpointPickerProps, version: EppVersion) -> Rendered:
    """All objects of a picker with some props.

    Raises:
        InvalidSettings: The library refuses them.
    """
    app = cdk8s.App()
    chart = cdk8s.Chart(app, "test", namespace=NAMESPACE, disable_resource_name_hashes=True)
    service = ServiceRef(
        namespace=NAMESPACE, name=f"{POOL}-predictor", port=80, target_port=8080, pods=Pods(NAMESPACE, _LABELS)
    )
    server = ModelServerRef(service=service, model=POOL, metrics="vllm")
    EndpointPicker(chart, "picker", name=NAME, pool_name=POOL, server=server, props=replace(props, version=version))
    return Rendered(manifests_of(chart), NAME)


def unchecked(props: EndpointPickerProps, version: EppVersion) -> Rendered:
    """The same, as it would be rendered if the library did not refuse them."""
    found = rendered(EndpointPickerProps(), version)
    found.of_kind("ConfigMap")["data"]["config.yaml"] = replace(props, version=version).resolved("vllm").text()
    found.pod["containers"][0]["args"] += props.extra_args
    return found
