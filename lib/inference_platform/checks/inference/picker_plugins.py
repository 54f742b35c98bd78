"""Types of an endpoint picker's plugins, by project."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["IMPLICIT", "NEUTRAL", "TYPES"]

IMPLICIT = frozenset({"max-score-picker", "single-profile-handler", "utilization-detector"})
"""Plugins that pickers add by themselves, under the names of their types."""

_EXTENSION = """
    approx-prefix-cache-producer concurrency-detector core-metrics-extractor destination-endpoint-served-verifier
    edf-ordering-policy endpoint-notification-source eviction-priority-then-time-ordering eviction-sheddable-filter
    fcfs-ordering-policy global-strict-fairness-policy header-based-testing-filter inflight-load-producer
    k8s-notification-source kv-cache-utilization-scorer latency-scorer latency-slo-admitter lora-affinity-scorer
    max-score-picker metrics-data-source model-server-protocol-metrics openai-parser passthrough-parser
    predicted-latency-producer predicted-latency-scorer prefix-cache-affinity-filter prefix-cache-scorer queue-scorer
    random-picker request-attribute-reporter round-robin-fairness-policy running-requests-size-scorer
    single-profile-handler slo-deadline-ordering-policy slo-headroom-tier-filter static-usage-limit-policy
    token-load-scorer utilization-detector vllmgrpc-parser weighted-random-picker
"""
_ROUTER = """
    active-request-scorer agent-identity always-disagg-multimodal-decider always-disagg-pd-decider anthropic-parser
    approx-prefix-cache-producer burst-prefix-cache-producer by-label by-label-selector concurrency-detector
    context-length-aware core-metrics-extractor cross-replica-publisher data-parallel-profile-handler dcgm-data-source
    dcgm-extractor decode-filter destination-endpoint-served-verifier disagg-headers-handler disagg-profile-handler
    disaggregatedset-rollout-pod-extractor disaggregatedset-rollout-screener edf-ordering-policy encode-filter
    endpoint-attribute-filter endpoint-attribute-scorer endpoint-notification-source fcfs-ordering-policy file-discovery
    global-strict-fairness-policy header-based-testing-filter header-label-affinity-scorer header-profile-handler
    inflight-load-producer k8s-notification-source kv-cache-utilization-scorer label-selector-filter latency-scorer
    latency-slo-admitter load-aware-scorer local-syncer lora-affinity-scorer max-score-picker metrics-data-source
    mm-embeddings-cache-producer mm-embeddings-cache-scorer models-data-extractor models-data-source
    multicluster-approx-prefix-cache-producer multicluster-file-discovery multicluster-kv-cache-utilization-scorer
    multicluster-metrics-data-source multicluster-metrics-extractor multicluster-prefix-cache-scorer
    multicluster-queue-scorer multicluster-session-affinity-filter no-hit-lru-scorer openai-parser p2p-source-producer
    passthrough-parser pd-profile-handler precise-prefix-cache-producer precise-prefix-cache-scorer
    predicted-latency-producer prefill-filter prefill-header-handler prefix-based-pd-decider
    prefix-cache-affinity-filter prefix-cache-scorer priority-holdback-policy priority-then-time-eviction-order-policy
    probabilistic-admitter program-aware-fairness queue-scorer random-picker request-attribute-reporter
    round-robin-fairness-policy running-requests-size-scorer session-affinity-filter session-affinity-scorer
    session-id-producer sheddable-eviction-filter single-profile-handler slo-deadline-ordering-policy
    slo-headroom-tier-filter soft-reflective-ceiling-policy static-usage-limit-policy token-load-scorer token-producer
    tokenizer topology-affinity-filter topology-affinity-scorer topology-extractor utilization-detector
    utilization-filter vertexai-parser vllmgrpc-parser vllmhttp-parser weighted-random-picker
"""

TYPES: Mapping[str, frozenset[str]] = {
    "extension": frozenset(_EXTENSION.split()),
    "router": frozenset(_ROUTER.split()),
}
"""What the known releases of a project register, all of them together."""

NEUTRAL = IMPLICIT | {
    "concurrency-detector",
    "core-metrics-extractor",
    "fcfs-ordering-policy",
    "global-strict-fairness-policy",
    "k8s-notification-source",
    "endpoint-notification-source",
    "metrics-data-source",
    "openai-parser",
    "weighted-random-picker",
}
"""Plugins that prefer no pod to another; `random-picker` is not among them, for who names it wants just that."""
