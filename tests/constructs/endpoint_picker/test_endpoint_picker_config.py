from __future__ import annotations

from typing import Any

import pytest

from inference_platform.constructs.endpoint_picker import (
    ActiveRequestScorer,
    BandLimits,
    Concurrency,
    DataSource,
    EndpointPickerConfig,
    EndpointPickerProps,
    EppVersion,
    FlowControl,
    LoadAwareScorer,
    MaxScorePicker,
    NoHitLruScorer,
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
from inference_platform.constructs.endpoint_picker.known import METRIC_READERS, known_plugins
from inference_platform.constructs.endpoint_picker.plugin import TypedPlugin
from inference_platform.errors import ConfigError
from inference_platform.problems import problems_of
from tests.constructs.endpoint_picker.world import text_of

V0_10, V0_9 = EppVersion.LLM_D_ROUTER_0_10, EppVersion.LLM_D_ROUTER_0_9
V1_5, V1_3 = EppVersion.GIE_1_5_0, EppVersion.GIE_1_3_1
THRESHOLDS = {"queueDepthThreshold": 5, "kvCacheUtilThreshold": 0.8, "metricsStalenessThreshold": "200ms"}
SCORERS = ("prefix-cache-scorer", "kv-cache-utilization-scorer", "queue-scorer")


def accepted(props: EndpointPickerProps) -> dict[str, Any]:
    """The configuration file of props that are accepted."""
    assert [str(problem) for problem in problems_of(props)] == []
    return text_of(props)


def custom(*plugins: Any, version: EppVersion = V0_10, **settings: Any) -> dict[str, Any]:
    """The file for one profile with these plugins, scorers among them."""
    refs = settings.pop("refs", [plugin.name or getattr(plugin, "TYPE", None) or plugin.type for plugin in plugins])
    config = EndpointPickerConfig(
        plugins=plugins, profiles=(Profile(plugins=tuple(map(ProfilePlugin, refs))),), **settings
    )
    return accepted(EndpointPickerProps(version=version, config=config, allow_experimental=version is V0_10))


def parameters(found: dict[str, Any], type_: str) -> Any:
    (plugin,) = [each for each in found["plugins"] if each["type"] == type_]
    return plugin.get("parameters")


def weights(found: dict[str, Any]) -> dict[str, Any]:
    (profile,) = found["schedulingProfiles"]
    return {each["pluginRef"]: each.get("weight") for each in profile["plugins"]}


@pytest.mark.parametrize("version", list(EppVersion))
def test_the_default_scores_caches_and_queues(version: EppVersion) -> None:
    found = accepted(EndpointPickerProps(version=version))
    assert found["kind"] == "EndpointPickerConfig"
    assert weights(found) == {**dict(zip(SCORERS, (3, 2, 2), strict=True)), "max-score-picker": None}
    assert [each["type"] for each in found["plugins"]][:4] == [*SCORERS, "max-score-picker"]


def test_llm_d_names_the_detector_in_flow_control() -> None:
    for version in (V0_10, V0_9):
        found = accepted(EndpointPickerProps(version=version))
        assert found["apiVersion"] == "llm-d.ai/v1alpha1"
        assert found["flowControl"] == {"saturationDetector": {"pluginRef": "utilization-detector"}}
        assert parameters(found, "utilization-detector") == THRESHOLDS
        assert {"saturationDetector", "featureGates"}.isdisjoint(found)


def test_version_1_5_names_the_detector_at_the_top() -> None:
    found = accepted(EndpointPickerProps(version=V1_5))
    assert found["apiVersion"] == "inference.networking.x-k8s.io/v1alpha1"
    assert found["saturationDetector"] == {"pluginRef": "utilization-detector"}
    assert parameters(found, "utilization-detector") == THRESHOLDS
    assert "flowControl" not in found


def test_version_1_3_has_thresholds_instead_of_a_detector() -> None:
    found = accepted(EndpointPickerProps(version=V1_3))
    assert found["apiVersion"] == "inference.networking.x-k8s.io/v1alpha1"
    assert found["saturationDetector"] == THRESHOLDS
    assert "utilization-detector" not in [each["type"] for each in found["plugins"]]


def test_weights_need_not_sum_up_to_anything() -> None:
    found = accepted(EndpointPickerProps(scoring=Scoring(prefix_cache=60, kv_cache=30, queue=10)))
    assert weights(found) == {**dict(zip(SCORERS, (60, 30, 10), strict=True)), "max-score-picker": None}


def test_weights_may_be_fractions_of_a_whole() -> None:
    found = accepted(EndpointPickerProps(scoring=Scoring(prefix_cache=0.6, kv_cache=0.3, queue=0.1)))
    assert weights(found)["kv-cache-utilization-scorer"] == 0.3


def test_a_weight_of_nothing_leaves_a_scorer_out() -> None:
    scoring = Scoring(kv_cache=0, running_requests=1, lora_affinity=1, active_requests=1)
    assert list(weights(accepted(EndpointPickerProps(scoring=scoring)))) == [
        "prefix-cache-scorer",
        "queue-scorer",
        "running-requests-size-scorer",
        "lora-affinity-scorer",
        "active-request-scorer",
        "max-score-picker",
    ]


def test_the_picker_may_name_several_servers() -> None:
    found = accepted(EndpointPickerProps(picker=WeightedRandomPicker(max_endpoints=2)))
    assert parameters(found, "weighted-random-picker") == {"maxNumOfEndpoints": 2}
    assert "max-score-picker" not in weights(found)


PREFIX = PrefixCacheScorer(auto_tune=False, block_size_tokens=64, lru_capacity_per_server=1000, max_prefix_blocks=512)


@pytest.mark.parametrize(
    ("version", "type_", "expected"),
    [
        (
            V0_10,
            "approx-prefix-cache-producer",
            {
                "autoTune": False,
                "blockSizeTokens": 64,
                "maxPrefixTokensToMatch": 0,
                "maxPrefixBlocksToMatch": 512,
                "lruCapacityPerServer": 1000,
            },
        ),
        (
            V1_5,
            "approx-prefix-cache-producer",
            {
                "autoTune": False,
                "blockSizeTokens": 64,
                "maxPrefixBlocksToMatch": 512,
                "lruCapacityPerServer": 1000,
            },
        ),
        (
            V1_3,
            "prefix-cache-scorer",
            {"autoTune": False, "blockSize": 256, "maxPrefixBlocksToMatch": 512, "lruCapacityPerServer": 1000},
        ),
    ],
)
def test_the_prefix_index_is_tuned_where_each_release_reads_it(
    version: EppVersion, type_: str, expected: dict[str, Any]
) -> None:
    found = accepted(EndpointPickerProps(version=version, scoring=Scoring(prefix=PREFIX)))
    assert parameters(found, type_) == expected


def test_version_1_3_finds_the_block_size_by_itself() -> None:
    prefix = PrefixCacheScorer(max_prefix_blocks=100)
    found = accepted(EndpointPickerProps(version=V1_3, scoring=Scoring(prefix=prefix)))
    assert parameters(found, "prefix-cache-scorer") == {"maxPrefixBlocksToMatch": 100}


def test_long_matches_can_be_rewarded() -> None:
    prefix = PrefixCacheScorer(max_prefix_tokens=4096, match_length_weight=0.5, match_length_scale_tokens=1024)
    found = accepted(EndpointPickerProps(scoring=Scoring(prefix=prefix)))
    assert parameters(found, "prefix-cache-scorer") == {"matchLengthWeight": 0.5, "matchLengthScaleTokens": 1024}
    assert parameters(found, "approx-prefix-cache-producer") == {"maxPrefixTokensToMatch": 4096}


@pytest.mark.parametrize(
    ("plugin", "expected"),
    [
        (ActiveRequestScorer(idle_threshold=2, max_busy_score=1), {"idleThreshold": 2, "maxBusyScore": 1.0}),
        (LoadAwareScorer(threshold=64), {"threshold": 64}),
        (TokenLoadScorer(queue_threshold_tokens=1000), {"queueThresholdTokens": 1000}),
        (NoHitLruScorer(lru_size=8), {"lruSize": 8}),
        (SessionAffinityScorer(), None),
        (SessionAffinityScorer(header="x-pod"), {"encodedEndpointHeaderConfig": {"header": "x-pod"}}),
        (SessionAffinityScorer(by="session_id"), {"strategy": "session_id"}),
        (
            SessionAffinityScorer(by="session_id", header="x-chat", time_to_live=60),
            {
                "strategy": "session_id",
                "sessionIdConfig": {"sources": [{"header": "x-chat"}], "evictionTtlSeconds": 60.0},
            },
        ),
        (Plugin("endpoint-attribute-scorer", parameters={"attributeKey": "a"}), {"attributeKey": "a"}),
    ],
)
def test_scorers_have_the_parameters_of_upstream(plugin: TypedPlugin, expected: dict[str, Any] | None) -> None:
    found = custom(plugin)
    type_ = next(iter(weights(found)))
    assert parameters(found, type_) == expected
    assert weights(found) == {type_: 1, "max-score-picker": None}


def test_version_0_9_names_the_header_of_a_session_otherwise() -> None:
    found = custom(SessionAffinityScorer(header="x-pod"), version=V0_9)
    assert parameters(found, "session-affinity-scorer") == {"headerName": "x-pod"}


def test_what_a_scorer_needs_is_listed_once() -> None:
    found = custom(TokenLoadScorer(), saturation=Concurrency())
    assert [each["type"] for each in found["plugins"]] == [
        "token-load-scorer",
        "concurrency-detector",
        "inflight-load-producer",
        "max-score-picker",
    ]


def test_plugins_may_have_names() -> None:
    found = custom(QueueScorer(name="short-queue"), MaxScorePicker(name="best"))
    assert found["plugins"][:2] == [
        {"type": "queue-scorer", "name": "short-queue"},
        {"type": "max-score-picker", "name": "best"},
    ]
    assert weights(found) == {"short-queue": 1, "best": None}


def test_a_random_picker_needs_no_scorer() -> None:
    assert weights(custom(RandomPicker())) == {"random-picker": None}


def test_several_profiles_have_a_handler() -> None:
    config = EndpointPickerConfig(
        plugins=(
            QueueScorer(),
            Plugin("decode-filter"),
            Plugin("prefill-filter"),
            Plugin("always-disagg-pd-decider"),
            Plugin("disagg-profile-handler", parameters={"deciders": {"prefill": "always-disagg-pd-decider"}}),
        ),
        profiles=tuple(
            Profile(name=name, plugins=(ProfilePlugin(f"{name}-filter"), ProfilePlugin("queue-scorer")))
            for name in ("prefill", "decode")
        ),
    )
    found = accepted(EndpointPickerProps(config=config))
    assert [each["name"] for each in found["schedulingProfiles"]] == ["prefill", "decode"]
    assert found["schedulingProfiles"][0]["plugins"] == [
        {"pluginRef": "prefill-filter"},
        {"pluginRef": "queue-scorer", "weight": 1},
        {"pluginRef": "max-score-picker"},
    ]


@pytest.mark.parametrize(
    ("version", "section"),
    [
        (V0_10, {"requestHandler": {"parsers": [{"pluginRef": "openai-parser"}]}}),
        (V1_5, {"parser": {"pluginRef": "openai-parser"}}),
    ],
)
def test_parsers_are_listed_and_named(version: EppVersion, section: dict[str, Any]) -> None:
    found = custom(QueueScorer(), version=version, parsers=("openai-parser",))
    assert section.items() <= found.items()
    assert {"type": "openai-parser"} in found["plugins"]


SOURCE = DataSource(source="endpoint-notification-source")


def test_more_data_is_read_beside_the_metrics() -> None:
    mine = {"pluginRef": "endpoint-notification-source", "extractors": []}
    assert custom(QueueScorer(), data_sources=(SOURCE,))["dataLayer"] == {"sources": [mine]}
    # version 1.5 reads no metrics once a source is named, unless they are named too
    metrics = {"pluginRef": "metrics-data-source", "extractors": [{"pluginRef": "core-metrics-extractor"}]}
    found = custom(QueueScorer(), version=V1_5, data_sources=(SOURCE,))
    assert found["dataLayer"] == {"sources": [mine, metrics]}
    assert {"type": "core-metrics-extractor"} in found["plugins"]


BLIND = Scoring(kv_cache=0, queue=0)


def test_metrics_that_servers_do_not_have_are_not_read() -> None:
    found = text_of(EndpointPickerProps(scoring=BLIND), "none")
    assert found["dataLayer"] == {"injectDefaults": False}
    assert "flowControl" not in found
    assert text_of(EndpointPickerProps(version=V1_5, scoring=BLIND), "none")["dataLayer"] == {"sources": []}


def test_flow_control_turns_its_gate_on() -> None:
    for version in EppVersion:
        assert accepted(EndpointPickerProps(version=version, flow_control=FlowControl()))["featureGates"] == [
            "flowControl"
        ]


def test_flow_control_has_bands_and_templates() -> None:
    flow_control = FlowControl(
        max_bytes="1Gi",
        max_requests=1000,
        request_ttl="30s",
        bands=(
            PriorityBand(
                priority=10,
                max_bytes="10Mi",
                max_requests=5,
                fairness_policy="round-robin-fairness-policy",
                ordering_policy="edf-ordering-policy",
            ),
            PriorityBand(priority=-1),
        ),
        default_band=BandLimits(max_requests=7),
        negative_band=BandLimits(max_requests=1),
        usage_limit=0.9,
        eviction=True,
    )
    found = accepted(EndpointPickerProps(flow_control=flow_control))
    assert found["flowControl"] == {
        "maxBytes": "1Gi",
        "maxRequests": "1000",
        "defaultRequestTTL": "30s",
        "defaultPriorityBand": {"priority": 0, "maxRequests": "7"},
        "defaultNegativePriorityBand": {"priority": -1, "maxRequests": "1"},
        "priorityBands": [
            {
                "priority": 10,
                "maxBytes": "10Mi",
                "maxRequests": "5",
                "fairnessPolicyRef": "round-robin-fairness-policy",
                "orderingPolicyRef": "edf-ordering-policy",
            },
            {"priority": -1},
        ],
        "usageLimitPolicyPluginRef": "static-usage-limit-policy",
        "enableEviction": True,
        "saturationDetector": {"pluginRef": "utilization-detector"},
    }
    assert parameters(found, "static-usage-limit-policy") == {"threshold": 0.9}
    types = [each["type"] for each in found["plugins"]]
    assert {"round-robin-fairness-policy", "edf-ordering-policy"} <= set(types)


def test_version_1_5_has_flow_control_beside_its_detector() -> None:
    found = accepted(EndpointPickerProps(version=V1_5, flow_control=FlowControl(max_requests=9)))
    assert found["flowControl"] == {"maxRequests": "9"}
    assert found["saturationDetector"] == {"pluginRef": "utilization-detector"}


def test_saturation_by_metrics_has_its_thresholds() -> None:
    saturation = Saturation(queue_depth=9, kv_cache_utilization=0.9, metrics_staleness="1s", headroom=0.5)
    found = accepted(EndpointPickerProps(saturation=saturation))
    assert parameters(found, "utilization-detector") == {
        "queueDepthThreshold": 9,
        "kvCacheUtilThreshold": 0.9,
        "metricsStalenessThreshold": "1s",
        "headroom": 0.5,
    }


@pytest.mark.parametrize(
    ("saturation", "expected"),
    [
        (Concurrency(), {"concurrencyMode": "requests", "maxConcurrency": 100}),
        (
            Concurrency(mode="tokens", max_token_concurrency=5000, headroom=1),
            {"concurrencyMode": "tokens", "maxTokenConcurrency": 5000, "headroom": 1.0},
        ),
        (Concurrency(mode="hybrid", max_concurrency=7), {"concurrencyMode": "hybrid", "maxConcurrency": 7}),
    ],
)
def test_saturation_may_be_counted(saturation: Concurrency, expected: dict[str, Any]) -> None:
    found = accepted(EndpointPickerProps(saturation=saturation))
    assert parameters(found, "concurrency-detector") == expected
    assert found["flowControl"] == {"saturationDetector": {"pluginRef": "concurrency-detector"}}
    assert {"type": "inflight-load-producer"} in found["plugins"]


@pytest.mark.parametrize("text", ["llm-d-router v0.9.0", "v0.9.0", "LLM_D_ROUTER_0_9"])
def test_a_version_may_be_a_text(text: str) -> None:
    assert EppVersion.of(text) is V0_9


def test_fails_when_a_version_does_not_exist() -> None:
    with pytest.raises(ConfigError, match=r"got v1\.5; did you mean v1\.5\.0\?"):
        EppVersion.of("v1.5")


def test_only_1_3_reads_no_embeddings() -> None:
    assert [each for each in EppVersion if not each.release.understands_embeddings] == [V1_3]


@pytest.mark.parametrize("version", list(EppVersion))
def test_the_known_plugins_are_those_of_the_release(version: EppVersion) -> None:
    known = known_plugins(version)
    assert set(SCORERS) <= known.keys()
    assert known["max-score-picker"].parameters == {"maxNumOfEndpoints"}
    assert ("session-affinity-scorer" in known) is (version.release.schema == "llm-d.ai")
    assert any(each.alpha for each in known.values()) is version.release.gates_alpha_plugins


def test_every_reader_of_metrics_is_a_plugin() -> None:
    assert set().union(*(known_plugins(version) for version in EppVersion)) >= METRIC_READERS
