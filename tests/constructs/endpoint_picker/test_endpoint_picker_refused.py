from __future__ import annotations

from dataclasses import replace
from typing import Any

import cdk8s
import pytest

from inference_platform.constructs.endpoint_picker import (
    BandLimits,
    Concurrency,
    DataSource,
    EndpointPickerConfig,
    EndpointPickerProps,
    EppVersion,
    FlowControl,
    KvCacheUtilizationScorer,
    MaxScorePicker,
    MetricsAuthentication,
    MonitoringProps,
    Plugin,
    PrefixCacheScorer,
    PriorityBand,
    Profile,
    ProfilePlugin,
    QueueScorer,
    RandomPicker,
    Saturation,
    Scoring,
    SessionAffinityScorer,
    TokenLoadScorer,
    WeightedRandomPicker,
)
from inference_platform.errors import InvalidSettings
from inference_platform.problems import problems_of
from inference_platform.refs import Pods, SecretKeyRef
from tests.constructs.endpoint_picker.world import NAMESPACE, picker, server

V0_10, V0_9 = EppVersion.LLM_D_ROUTER_0_10, EppVersion.LLM_D_ROUTER_0_9
V1_5, V1_3 = EppVersion.GIE_1_5_0, EppVersion.GIE_1_3_1
QUEUE = ProfilePlugin("queue-scorer")
SIMPLE = EndpointPickerConfig(plugins=(QueueScorer(),), profiles=(Profile(plugins=(QUEUE,)),))


def config(*plugins: Any, version: EppVersion = V0_10, **changes: Any) -> EndpointPickerProps:
    """A configuration that works but for what a test adds to it."""
    return EndpointPickerProps(version=version, config=replace(SIMPLE, plugins=(*SIMPLE.plugins, *plugins), **changes))


def profile(*plugins: ProfilePlugin, **changes: Any) -> dict[str, Any]:
    return {"profiles": (Profile(plugins=plugins),), **changes}


def scoring(version: EppVersion = V0_10, **settings: Any) -> EndpointPickerProps:
    return EndpointPickerProps(version=version, scoring=Scoring(**settings))


def prefix(version: EppVersion = V0_10, **settings: Any) -> EndpointPickerProps:
    return scoring(version, prefix=PrefixCacheScorer(**settings))


def flow(version: EppVersion = V0_10, **settings: Any) -> EndpointPickerProps:
    return EndpointPickerProps(version=version, flow_control=FlowControl(**settings))


def flags(*arguments: str, version: EppVersion = V0_10) -> EndpointPickerProps:
    return EndpointPickerProps(version=version, extra_args=arguments)


REFUSED: dict[str, tuple[EndpointPickerProps, str]] = {
    "a version that ends at start": (
        EndpointPickerProps(version="v1.3.0"),
        "version must be one that reads InferenceObjectives and InferenceModelRewrites, which 1.3.0 never does, "
        "got v1.3.0; take v1.3.1, the release that repairs it",
    ),
    "a version that does not exist": (
        EndpointPickerProps(version="llm-d-router v0.1.0"),
        "got llm-d-router v0.1.0; did you mean llm-d-router v0.10.0?",
    ),
    "nothing like a version": (EndpointPickerProps(version="!"), "got !; choose one of them"),
    "config beside scoring": (
        replace(config(), scoring=Scoring()),
        "scoring must be left out beside config, got given; say it in config or leave config out",
    ),
    "config beside flow control": (
        replace(config(), flow_control=FlowControl()),
        "flow_control must be left out beside config",
    ),
    "no scorer": (
        scoring(prefix_cache=0, kv_cache=0, queue=0),
        "scoring.prefix_cache must be above 0 when every other weight is 0, got 0",
    ),
    "a negative weight": (scoring(kv_cache=-1), "scoring.kv_cache must be from 0 to 1000000, got -1"),
    "a broken weight where whole ones are read": (
        scoring(V1_3, queue=2.5),
        "scoring must be a whole number with gateway-api-inference-extension v1.3.1, got 2.5; "
        "multiply all weights; only their ratio counts",
    ),
    "a tuned index without its scorer": (
        scoring(prefix_cache=0, prefix=PrefixCacheScorer(max_prefix_tokens=9)),
        "scoring.prefix must be left out when prefix_cache is 0, got given",
    ),
    "a block size that is tuned away": (
        prefix(block_size_tokens=64),
        "scoring.prefix.block_size_tokens must be left out while auto_tune takes it from the metrics of the servers",
    ),
    "a block size that is raised": (
        prefix(auto_tune=False, block_size_tokens=16),
        "plugins[0].block_size_tokens must be at least 64 with llm-d-router v0.10.0, which raises it, got 16",
    ),
    "two limits of a prefix": (
        prefix(max_prefix_tokens=100, max_prefix_blocks=100),
        "scoring.prefix.max_prefix_blocks must be left out beside max_prefix_tokens, got 100; keep one of the two",
    ),
    "tokens where blocks are counted": (
        prefix(V1_3, max_prefix_tokens=100),
        "max_prefix_tokens must be left out with gateway-api-inference-extension v1.3.1, which counts blocks, got 100",
    ),
    "a scale without a weight": (
        prefix(match_length_scale_tokens=100),
        "scoring.prefix.match_length_scale_tokens must be left out without match_length_weight, got 100",
    ),
    "a weight of lengths before its time": (
        prefix(V0_9, match_length_weight=0.5),
        "plugins[0].parameters[matchLengthWeight] must be a parameter of prefix-cache-scorer in llm-d-router v0.9.0",
    ),
    "a scorer of another release": (
        scoring(V1_5, active_requests=1),
        "plugins[3].type must be a plugin of gateway-api-inference-extension v1.5.0, got active-request-scorer",
    ),
    "an unknown plugin": (
        config(Plugin("prefix-cache-scorrer")),
        "config.plugins[1].type must be a plugin of llm-d-router v0.10.0, got prefix-cache-scorrer; "
        "did you mean prefix-cache-scorer?",
    ),
    "a plugin like no other": (config(Plugin("xyz")), "got xyz; see the plugins of that version"),
    "an unknown parameter": (
        config(Plugin("load-aware-scorer", parameters={"treshold": 5}), **profile(QUEUE)),
        "config.plugins[1].parameters[treshold] must be a parameter of load-aware-scorer in llm-d-router v0.10.0, "
        "got 5; did you mean threshold?",
    ),
    "a parameter like no other": (
        config(Plugin("load-aware-scorer", parameters={"xyz": 5})),
        "choose from threshold",
    ),
    "a parameter where there is none": (
        config(Plugin("lora-affinity-scorer", parameters={"xyz": 5})),
        "parameters[xyz] must be a parameter of lora-affinity-scorer in llm-d-router v0.10.0, got 5; "
        "remove it; it has none",
    ),
    "an experimental plugin": (
        config(SessionAffinityScorer(), **profile(QUEUE, ProfilePlugin("session-affinity-scorer"))),
        "config.plugins[1].type must be no plugin of stability Alpha in llm-d-router v0.10.0, got "
        "session-affinity-scorer; set allow_experimental=True, or the picker does not start",
    ),
    "a permission that nobody asks for": (
        EndpointPickerProps(version=V0_9, allow_experimental=True),
        "allow_experimental must be false with llm-d-router v0.9.0, which asks for no permission, got True",
    ),
    "servers from a file": (
        config(Plugin("file-discovery", parameters={"path": "/x"})),
        "config.plugins[1].type must be left out, because the servers are the pods of the pool, got file-discovery",
    ),
    "two plugins of one name": (
        config(Plugin("load-aware-scorer", "queue-scorer")),
        "config.plugins must be plugins with different names, got queue-scorer 2 times",
    ),
    "a dangling name": (
        config(**profile(QUEUE, ProfilePlugin("kv-cache-utilization-scorer"))),
        "config.profiles[0].plugins[1].ref must be the name of a plugin, got kv-cache-utilization-scorer",
    ),
    "no profile": (config(profiles=()), "config.profiles must be at least one profile, got ()"),
    "two profiles of one name": (
        config(profiles=(*SIMPLE.profiles, *SIMPLE.profiles)),
        "config.profiles[1].name must be another one than those before, got default; rename it",
    ),
    "several profiles without a handler": (
        config(profiles=(*SIMPLE.profiles, Profile(name="other", plugins=(QUEUE,)))),
        "config.plugins must be with a handler for several profiles, such as disagg-profile-handler, got None",
    ),
    "several profiles with the handler for one": (
        config(
            Plugin("single-profile-handler"),
            profiles=(*SIMPLE.profiles, Profile(name="other", plugins=(QUEUE,))),
        ),
        "such as disagg-profile-handler, got single-profile-handler",
    ),
    "two handlers": (
        config(Plugin("single-profile-handler"), Plugin("disagg-profile-handler")),
        "config.plugins must be with at most one profile handler, got single-profile-handler, disagg-profile-handler",
    ),
    "a profile without a scorer": (
        config(MaxScorePicker(), **profile(ProfilePlugin("max-score-picker"))),
        "config.profiles[0].plugins must be at least one scorer, got max-score-picker; "
        "add one, or requests go to servers at random",
    ),
    "scores for nobody": (
        config(RandomPicker(), **profile(QUEUE, ProfilePlugin("random-picker"))),
        "must be without scorers when the picker is random-picker, which looks at no score, got queue-scorer",
    ),
    "two pickers": (
        config(
            MaxScorePicker(),
            WeightedRandomPicker(),
            **profile(QUEUE, ProfilePlugin("max-score-picker"), ProfilePlugin("weighted-random-picker")),
        ),
        "config.profiles[0].plugins must be at most one picker, got max-score-picker, weighted-random-picker",
    ),
    "a plugin that is in no profile": (
        config(KvCacheUtilizationScorer()),
        "config.plugins must be without filters, scorers and pickers that no profile names, got "
        "kv-cache-utilization-scorer; name it in a profile or remove it",
    ),
    "something else in a profile": (
        config(Plugin("token-producer"), **profile(QUEUE, ProfilePlugin("token-producer"))),
        "config.profiles[0].plugins[1].ref must be a filter, a scorer or a picker, got token-producer",
    ),
    "a weight of something else": (
        config(MaxScorePicker(), **profile(QUEUE, ProfilePlugin("max-score-picker", 2))),
        "config.profiles[0].plugins[1].weight must be left out unless the plugin is a scorer, got 2",
    ),
    "a scorer that ends version 1.5": (
        config(TokenLoadScorer(), version=V1_5, **profile(QUEUE, ProfilePlugin("token-load-scorer"))),
        "config.plugins[1].type must be another scorer with gateway-api-inference-extension v1.5.0, which does not "
        "start with this one and its data",
    ),
    "sessions by identifier before their time": (
        config(SessionAffinityScorer(by="session_id", name="s"), version=V0_9, **profile(QUEUE, ProfilePlugin("s"))),
        "config.plugins[1].parameters[strategy] must be a parameter of session-affinity-scorer in llm-d-router v0.9.0",
    ),
    "a session that the client keeps": (
        config(SessionAffinityScorer(time_to_live=5)),
        "config.plugins[1].time_to_live must be left out when sessions are identified by token, got 5",
    ),
    "stale metrics at once": (
        EndpointPickerProps(saturation=Saturation(metrics_staleness="0s")),
        "saturation.metrics_staleness must be longer than 0s, got 0s",
    ),
    "headroom without a detector": (
        EndpointPickerProps(version=V1_3, saturation=Saturation(headroom=0.1)),
        "saturation.headroom must be left out with gateway-api-inference-extension v1.3.1, got 0.1",
    ),
    "counting before its time": (
        EndpointPickerProps(version=V1_3, saturation=Concurrency()),
        "must be Saturation with gateway-api-inference-extension v1.3.1, got Concurrency; choose a newer version",
    ),
    "counting both before its time": (
        EndpointPickerProps(version=V1_5, saturation=Concurrency(mode="hybrid")),
        "saturation.mode must be requests or tokens with gateway-api-inference-extension v1.5.0, got hybrid",
    ),
    "a limit of tokens that nobody counts": (
        EndpointPickerProps(saturation=Concurrency(max_token_concurrency=5)),
        "saturation.max_token_concurrency must be left out with mode requests, got 5",
    ),
    "flow control without settings": (
        flow(V1_3, max_requests=5),
        "must be FlowControl() without settings with gateway-api-inference-extension v1.3.1, which reads none",
    ),
    "negative bands before their time": (
        flow(V1_5, negative_band=BandLimits(max_requests=1)),
        "flow_control.negative_band must be left out with gateway-api-inference-extension v1.5.0, got given",
    ),
    "eviction before its time": (
        flow(V0_9, eviction=True),
        "flow_control.eviction must be false with llm-d-router v0.9.0, got True; raise the version",
    ),
    "two bands of one priority": (
        flow(bands=(PriorityBand(priority=1), PriorityBand(priority=1))),
        "flow_control.bands[1].priority must be another one than that of the bands before, got 1",
    ),
    "an unknown policy": (
        flow(bands=(PriorityBand(priority=1, fairness_policy="round-robin"),)),
        "flow_control.bands[0].fairness_policy must be a fairness policy of llm-d-router v0.10.0, got round-robin; "
        "did you mean round-robin-fairness-policy?",
    ),
    "a policy for something else": (
        flow(default_band=BandLimits(ordering_policy="round-robin-fairness-policy")),
        "flow_control.default_band.ordering_policy must be a ordering policy of llm-d-router v0.10.0",
    ),
    "an unknown parser": (
        config(parsers=("openapi-parser",)),
        "config.parsers[0] must be a parser of llm-d-router v0.10.0, got openapi-parser; did you mean openai-parser?",
    ),
    "two parsers before their time": (
        config(version=V1_5, parsers=("openai-parser", "passthrough-parser")),
        "config.parsers must be at most one with gateway-api-inference-extension v1.5.0",
    ),
    "sources before their time": (
        config(version=V1_3, data_sources=(DataSource(source="metrics-data-source"),)),
        "config.data_sources must be left out with gateway-api-inference-extension v1.3.1, got metrics-data-source",
    ),
    "a source that reads nothing": (
        config(data_sources=(DataSource(source="openai-parser"),)),
        "config.data_sources[0].source must be a plugin that reads data in llm-d-router v0.10.0",
    ),
    "an extractor that extracts nothing": (
        config(data_sources=(DataSource(source="models-data-source", extractors=("openai-parser",)),)),
        "config.data_sources[0].extractors must be plugins that extract data in llm-d-router v0.10.0, got openai-",
    ),
    "an argument of another form": (
        flags("--v", "4"),
        "extra_args[0] must be of the form --flag=value, got --v; write it like that",
    ),
    "a flag that is decided elsewhere": (
        flags("--secure-serving=true"),
        "extra_args[0] must be left to this construct, got --secure-serving=true; leave it out; the wiring decides",
    ),
    "a flag that ends the picker": (
        flags("--leader-election=true"),
        "extra_args[0] must be a flag that llm-d-router v0.10.0 accepts, got --leader-election=true; "
        "ha-enable-leader-election is decided elsewhere: set `replicas`",
    ),
    "a flag like no other": (flags("--xyz=1"), "got --xyz=1; choose from disable-endpoint-subset-filter, "),
    "a flag that went away": (
        flags("--model-server-metrics-path=/m"),
        "must be a flag that llm-d-router v0.10.0 accepts, got --model-server-metrics-path=/m",
    ),
    "a flag that ends version 1.5": (
        flags("--lora-info-metric=x", version=V1_5),
        "must be a flag that gateway-api-inference-extension v1.5.0 accepts, got --lora-info-metric=x",
    ),
    "an image of another version": (
        EndpointPickerProps(image="registry.example.com/epp:v0.9.0"),
        "image must be a copy of llm-d-router v0.10.0, with a tag that begins with v0.10.0, got "
        "registry.example.com/epp:v0.9.0; set version to that of the image, or name it by digest",
    ),
    "a token that nobody sends": (
        EndpointPickerProps(
            monitoring=MonitoringProps(
                enabled=False,
                authentication=MetricsAuthentication(
                    token=SecretKeyRef.existing(name="prometheus", namespace=NAMESPACE, key="bearer")
                ),
            )
        ),
        "monitoring.authentication.token must be left out when enabled is false, got prometheus",
    ),
    "a pod that is killed while it drains": (
        EndpointPickerProps(termination_grace_period=30),
        "termination_grace_period must be more than 30, for which the picker goes on answering, got 30",
    ),
}


@pytest.mark.parametrize(("props", "message"), REFUSED.values(), ids=REFUSED.keys())
def test_fails_when_props_hold(props: EndpointPickerProps, message: str) -> None:
    found = [str(problem) for problem in problems_of(props)]
    assert [problem for problem in found if message in problem], "\n".join(found)


@pytest.mark.parametrize(
    "image",
    [
        "registry.example.com:5000/epp:v0.10.0",
        "registry.example.com/epp:v0.10.0-ubi9",
        f"registry.example.com:5000/epp@sha256:{'0' * 64}",
    ],
)
def test_copies_of_the_image_are_accepted(image: str) -> None:
    assert problems_of(EndpointPickerProps(image=image)) == []


def test_flags_of_older_releases_are_accepted_there() -> None:
    assert problems_of(flags("--lora-info-metric=x", version=V1_3)) == []
    assert problems_of(flags("--model-server-metrics-path=/m", version=V1_5)) == []


def test_a_matching_weight_of_lengths_is_refused_by_name(chart: cdk8s.Chart) -> None:
    scorer = PrefixCacheScorer(match_length_weight=0.5)
    assert [str(each) for each in scorer.problems(V1_5)] == [
        "match_length_weight must be left out with gateway-api-inference-extension v1.5.0, got 0.5; "
        "remove it or take llm-d-router v0.10.0"
    ]


def test_sessions_by_identifier_are_refused_by_name() -> None:
    assert [str(each) for each in SessionAffinityScorer(by="session_id").problems(V0_9)] == [
        "by must be token with llm-d-router v0.9.0, got session_id; raise the version"
    ]


BLIND = Scoring(kv_cache=0, queue=0, active_requests=2)


def without_metrics(chart: cdk8s.Chart, props: EndpointPickerProps) -> None:
    picker(chart, props, servers=server(metrics="none"))


def test_servers_without_metrics_can_be_chosen_by_prefix_and_count(chart: cdk8s.Chart) -> None:
    without_metrics(chart, EndpointPickerProps(scoring=BLIND))
    assert chart


@pytest.mark.parametrize(
    ("props", "message"),
    [
        (
            EndpointPickerProps(),
            "plugins must be without those that read metrics, which these model servers do not have for the picker, "
            "got kv-cache-utilization-scorer, queue-scorer; score by prefix_cache and active_requests only",
        ),
        (
            EndpointPickerProps(scoring=BLIND, saturation=Saturation()),
            "got utilization-detector; give saturation=Concurrency(max_concurrency=...)",
        ),
        (
            EndpointPickerProps(scoring=BLIND, flow_control=FlowControl()),
            "saturation must be Concurrency with flow control when the model servers have no metrics, got None",
        ),
        (
            EndpointPickerProps(version=V1_3, scoring=Scoring(kv_cache=0, queue=0)),
            "version must be one that can leave the metrics of model servers alone, because these have none",
        ),
    ],
)
def test_fails_when_metrics_are_needed_that_servers_do_not_have(
    chart: cdk8s.Chart, props: EndpointPickerProps, message: str
) -> None:
    with pytest.raises(InvalidSettings) as refused:
        without_metrics(chart, props)
    assert message in str(refused.value)


def test_flow_control_without_metrics_counts(chart: cdk8s.Chart) -> None:
    props = EndpointPickerProps(scoring=BLIND, flow_control=FlowControl(), saturation=Concurrency())
    assert list(props.server_problems("none")) == []


@pytest.mark.parametrize(
    ("pickable", "namespace", "pods", "message"),
    [
        (False, NAMESPACE, Pods(NAMESPACE, {"a": "b"}), "which Knative's autoscaler does not allow"),
        (True, NAMESPACE, None, "server.service.pods must be known by their labels, got None"),
        (True, NAMESPACE, Pods.all_in(NAMESPACE), "server.service.pods must be known by their labels, got {}"),
        (True, "elsewhere", Pods("elsewhere", {"a": "b"}), "server must be in the namespace llm-platform of the pool"),
    ],
)
def test_fails_when_nobody_can_choose_among_the_servers(
    chart: cdk8s.Chart, pickable: bool, namespace: str, pods: Pods | None, message: str
) -> None:
    with pytest.raises(InvalidSettings) as refused:
        picker(chart, servers=server(pickable=pickable, namespace=namespace, pods=pods))
    assert message in str(refused.value)


@pytest.mark.parametrize("name", ["", "Epp", "0epp", "e" * 64])
def test_fails_when_the_name_is_not_usable(chart: cdk8s.Chart, name: str) -> None:
    with pytest.raises(InvalidSettings, match="name must be a DNS label that begins with a letter, at most 63"):
        picker(chart, name=name)


def test_every_problem_is_reported_at_once(chart: cdk8s.Chart) -> None:
    props = EndpointPickerProps(version="v1.3.0", termination_grace_period=5)
    with pytest.raises(InvalidSettings) as refused:
        picker(chart, props, servers=server(pickable=False), name="E")
    assert [problem.field for _, problem in refused.value.problems] == [
        "name",
        "server",
        "version",
        "termination_grace_period",
    ]
