from __future__ import annotations

from dataclasses import fields
from typing import get_args

import pytest

from inference_platform.constructs.knative import (
    KnativeAutoscaler,
    KnativeConfigMapsProps,
    KnativeDefaults,
    KnativeDeployment,
    KnativeFeatures,
    KnativeGc,
    KnativeKourier,
    KnativeNetwork,
    KnativeProps,
    KnativeVersion,
    KourierTracing,
)
from inference_platform.constructs.knative.network import REPLACED
from inference_platform.constructs.knative.relations import parts_of
from inference_platform.constructs.knative.settings import VERSIONS
from inference_platform.problems import problems_of
from tests.constructs.knative import knative_wrong_cluster, knative_wrong_models
from tests.constructs.knative.knative_edges import right
from tests.constructs.knative.knative_everything import CERTIFICATE, EVERYTHING, IMAGE
from tests.constructs.knative.knative_keys import KEYS

RIGHT = list(right())
WRONG = [*knative_wrong_models.wrong(), *knative_wrong_cluster.wrong(), *knative_wrong_cluster.wrong_installations()]
DEFAULTS = KnativeProps()
ONE_FIELD_A_KEY = ["autoscaler", "defaults", "deployment", "features", "gc", "network"]


def sentences(settings: KnativeProps | KnativeConfigMapsProps) -> list[str]:
    return [str(problem) for problem in problems_of(settings)]


@pytest.mark.parametrize("settings", RIGHT, ids=map(str, range(len(RIGHT))))
def test_settings_at_the_edge_are_right(settings: KnativeProps | KnativeConfigMapsProps) -> None:
    assert sentences(settings) == []


@pytest.mark.parametrize(("settings", "sentence"), WRONG, ids=[sentence[:60] for _, sentence in WRONG])
def test_fails_when_a_setting_is_wrong(settings: KnativeProps | KnativeConfigMapsProps, sentence: str) -> None:
    found = sentences(settings)
    assert [each for each in found if sentence in each], found


def test_every_problem_of_all_config_maps_is_reported() -> None:
    settings = KnativeProps(
        autoscaler=KnativeAutoscaler(max_scale_up_rate=1.0),
        defaults=KnativeDefaults(revision_timeout_seconds=0),
        gc=KnativeGc(max_non_active_revisions=1),
    )
    assert len(sentences(settings)) == 3


@pytest.mark.parametrize("name", ONE_FIELD_A_KEY)
def test_every_key_of_knative_is_offered_and_no_other(name: str) -> None:
    part = next(part for part in parts_of(DEFAULTS).values() if name == part.NAME)
    assert {part.key(field.name) for field in fields(part)} == set(KEYS[name]) - set(REPLACED)  # type: ignore[arg-type]


def test_an_old_key_is_replaced_by_one_that_is_offered() -> None:
    assert set(REPLACED.values()) <= {KnativeNetwork.key(field.name) for field in fields(KnativeNetwork)}


@pytest.mark.parametrize("name", ONE_FIELD_A_KEY)
def test_every_setting_is_written_under_its_key(name: str) -> None:
    assert set(EVERYTHING.config()[name]) == set(KEYS[name]) - set(REPLACED)


def test_the_autoscaler_is_made_for_models_that_load_for_minutes() -> None:
    assert DEFAULTS.config()["autoscaler"] == {
        "enable-scale-to-zero": "true",
        "max-scale-up-rate": "2.0",
        "max-scale-down-rate": "1.5",
        "container-concurrency-target-percentage": "70",
        "container-concurrency-target-default": "10",
        "stable-window": "60s",
        "scale-down-delay": "300s",
        "scale-to-zero-grace-period": "30s",
        "scale-to-zero-pod-retention-period": "60s",
    }


def test_the_defaults_leave_time_for_long_answers_and_large_models() -> None:
    config = DEFAULTS.config()
    assert config["defaults"] == {"revision-timeout-seconds": "600", "max-revision-timeout-seconds": "3600"}
    assert config["deployment"] == {"progress-deadline": "2400s", "pod-is-always-schedulable": "true"}
    assert config["network"] == {"ingress-class": "kourier.ingress.networking.knative.dev"}


def test_what_is_not_set_is_not_written() -> None:
    assert sorted(DEFAULTS.config()) == ["autoscaler", "defaults", "deployment", "features", "network"]
    assert (KnativeGc().data("1.23"), KnativeKourier().data("1.23")) == ({}, {})


def test_the_features_are_those_of_the_pods_of_models() -> None:
    features = DEFAULTS.config()["features"]
    assert set(features.values()) == {"Enabled"}
    assert [key.removeprefix("kubernetes.podspec-") for key in features] == [
        "affinity",
        "nodeselector",
        "tolerations",
        "topologyspreadconstraints",
        "priorityclassname",
        "runtimeclassname",
        "schedulername",
        "securitycontext",
        "fieldref",
        "init-containers",
        "persistent-volume-claim",
        "persistent-volume-write",
    ]


def test_knative_1_20_gets_no_key_that_it_does_not_know() -> None:
    assert KnativeDeployment().data("1.20") == {"progress-deadline": "2400s"}
    assert KnativeDeployment().data("1.21")["pod-is-always-schedulable"] == "true"


def test_tls_is_written_in_knative_s_words() -> None:
    data = KnativeNetwork(external_domain_tls=True, system_internal_tls=False).data("1.23")
    assert (data["external-domain-tls"], data["system-internal-tls"]) == ("enabled", "disabled")


def test_values_are_written_as_knative_parses_them() -> None:
    config = EVERYTHING.config()
    assert config["autoscaler"]["target-burst-capacity"] == "-1"
    assert config["autoscaler"]["container-concurrency-target-percentage"] == "82.5"
    assert config["autoscaler"]["scale-to-zero-pod-retention-period"] == "1h30m"
    assert config["network"]["rollout-duration"] == "120"
    assert config["defaults"]["enable-service-links"] == "default"
    assert config["gc"]["retain-since-last-active-time"] == "disabled"
    assert config["deployment"]["registries-skipping-tag-resolving"] == "registry.example.com:5000,kind.local"
    assert config["deployment"]["queue-sidecar-image"] == IMAGE
    assert config["deployment"]["queue-sidecar-rootca"] == CERTIFICATE


def test_a_selector_is_written_as_yaml() -> None:
    assert EVERYTHING.config()["network"]["namespace-wildcard-cert-selector"] == (
        "matchLabels:\n  certificates: wildcard\n"
        "matchExpressions:\n- key: kubernetes.io/metadata.name\n  operator: NotIn\n  values:\n  - kube-system\n"
        "- key: team\n  operator: Exists\n"
    )


def test_runtime_classes_are_written_as_yaml() -> None:
    assert EVERYTHING.config()["deployment"]["runtime-class-name"] == (
        "nvidia:\n  selector:\n    gpu: nvidia\ngvisor: {}\n"
    )


def test_kourier_gets_each_part_under_its_keys() -> None:
    data = EVERYTHING.config()["kourier"]
    assert set(data) == set(KEYS["kourier"])
    assert data["certs-secret-name"] == "wildcard"
    assert data["extauthz-host"] == "authorization.security:9000"
    assert data["extauthz-pack-as-bytes"] == "false"
    assert data["tracing-sampling-rate"] == "0.25"


def test_kourier_s_gateway_keeps_its_name_in_traces() -> None:
    data = KnativeKourier(tracing=KourierTracing(endpoint="http://collector:4317")).data("1.23")
    assert data == {
        "tracing-endpoint": "http://collector:4317",
        "tracing-protocol": "grpc",
        "tracing-sampling-rate": "1.0",
    }


@pytest.mark.parametrize(
    ("feature", "missing"),
    [
        ("kubernetes.podspec-tolerations", False),
        ("kubernetes.podspec-volumes-emptydir", False),
        ("multi-container", False),
        ("kubernetes.podspec-hostnetwork", True),
        ("kubernetes.podspec-terminationGracePeriodSeconds", True),
    ],
)
def test_a_feature_is_on_by_our_default_or_by_knative_s(feature: str, missing: bool) -> None:
    assert KnativeProps().missing_features([feature]) == ((feature,) if missing else ())
    assert KnativeFeatures().is_on(feature, "1.23") is not missing


def test_features_that_are_off_are_missing() -> None:
    features = KnativeFeatures(podspec_tolerations="Disabled", podspec_affinity="Allowed", multi_container="Disabled")
    needed = ("multi-container", "kubernetes.podspec-tolerations", "kubernetes.podspec-affinity")
    assert KnativeProps(features=features).missing_features(needed) == needed[:2]
    assert KnativeConfigMapsProps(features=features).missing_features(needed) == needed[:2]


def test_knative_as_it_is_installed_misses_what_models_need() -> None:
    needed = ("kubernetes.podspec-tolerations", "kubernetes.podspec-volumes-emptydir")
    assert KnativeConfigMapsProps().missing_features(needed) == needed[:1]


def test_versions_are_those_that_are_typed() -> None:
    assert get_args(KnativeVersion) == VERSIONS
