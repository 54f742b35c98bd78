from __future__ import annotations

import pytest

from inference_platform.checks.inference.knative_keys import CONFIGS, seconds


@pytest.mark.parametrize(
    ("text", "value"),
    [("60s", 60.0), ("1m30s", 90.0), ("1h", 3600.0), ("500ms", 0.5), (".5s", 0.5), ("-1m", -60.0), ("0", 0.0)],
)
def test_durations_are_read_like_go_does(text: str, value: float) -> None:
    assert seconds(text) == pytest.approx(value)


@pytest.mark.parametrize("text", ["60", "1d", "1m 30s", "", "s", "1.2.3s", "never"])
def test_fails_when_a_duration_is_none_of_gos(text: str) -> None:
    assert seconds(text) is None


@pytest.mark.parametrize(
    ("config", "key", "value"),
    [
        ("autoscaler", "stable-window", "6s"),
        ("autoscaler", "stable-window", "1h"),
        ("autoscaler", "target-burst-capacity", "-1"),
        ("autoscaler", "container-concurrency-target-percentage", "0.7"),
        ("autoscaler", "scale-down-delay", "5h"),
        ("autoscaler", "panic-threshold-percentage", "50"),
        ("features", "multi-container", "ENABLED"),
        ("features", "secure-pod-defaults", "AllowRootBounded"),
        ("network", "system-internal-tls", "Enabled"),
        ("network", "ingress.class", "istio.ingress.networking.knative.dev"),
        ("deployment", "queueSidecarCPURequest", "25m"),
        ("defaults", "enable-service-links", "default"),
        ("gc", "retain-since-last-active-time", "15h"),
    ],
)
def test_a_value_at_the_edge_is_taken(config: str, key: str, value: str) -> None:
    assert CONFIGS[config][key].accepts(value)


@pytest.mark.parametrize(
    ("config", "key", "value"),
    [
        ("autoscaler", "stable-window", "5s"),
        ("autoscaler", "stable-window", "6.5s"),
        ("autoscaler", "max-scale-up-rate", "1.0"),
        ("autoscaler", "max-scale", "1.0"),
        ("autoscaler", "activator-capacity", "0.5"),
        ("autoscaler", "target-burst-capacity", "nan"),
        ("autoscaler", "container-concurrency-target-percentage", "1_0"),
        ("autoscaler", "scale-to-zero-grace-period", "0s"),
        ("autoscaler", "enable-scale-to-zero", ""),
        ("features", "secure-pod-defaults", "true"),
        ("network", "system-internal-tls", "true"),
        ("network", "http-protocol", "redirect"),
        ("deployment", "default-affinity-type", ""),
        ("deployment", "progress-deadline", "600"),
        ("defaults", "container-concurrency-max-limit", "0"),
        ("defaults", "revision-memory-limit", "1Gb"),
        ("gc", "max-non-active-revisions", "-1"),
    ],
)
def test_fails_when_a_value_is_outside_of_what_knative_takes(config: str, key: str, value: str) -> None:
    assert not CONFIGS[config][key].accepts(value)


def test_the_grace_period_of_pods_is_no_feature() -> None:
    assert "kubernetes.podspec-terminationGracePeriodSeconds" not in CONFIGS["features"]
    assert len(CONFIGS["features"]) == 34
