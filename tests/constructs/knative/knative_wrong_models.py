"""Wrong settings of what models may and get, each with a part of the sentence that refuses it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from inference_platform.constructs.knative import (
    KnativeAutoscaler,
    KnativeDefaults,
    KnativeDeployment,
    KnativeFeatures,
    KnativeProps,
)


def wrong() -> Iterator[tuple[KnativeProps, str]]:
    """Settings that do not work, with a part of the sentence."""
    yield from _wrong_autoscaler()
    yield from _wrong_features()
    yield from _wrong_defaults()


def _wrong_autoscaler() -> Iterator[tuple[KnativeProps, str]]:
    given: tuple[tuple[dict[str, Any], str], ...] = (
        (
            {"max_scale_up_rate": 1.0},
            "autoscaler.max_scale_up_rate must be above 1.0, got 1.0; "
            "give a ratio of pods per tick of 2 s: 2.0 may double them; cap a model with max_scale",
        ),
        ({"max_scale_up_rate": float("nan")}, "autoscaler.max_scale_up_rate must be above 1.0, got nan"),
        ({"max_scale_down_rate": 0.5}, "autoscaler.max_scale_down_rate must be above 1.0, got 0.5"),
        (
            {"container_concurrency_target_percentage": 1},
            "autoscaler.container_concurrency_target_percentage must be above 1.0 and at most 100, got 1; "
            "give percent; Knative would read a number up to 1 as a fraction, 1 as 100%",
        ),
        ({"container_concurrency_target_percentage": 101}, "must be above 1.0 and at most 100, got 101"),
        ({"container_concurrency_target_percentage": 0}, "must be above 1.0 and at most 100, got 0"),
        ({"container_concurrency_target_percentage": "70%"}, "must be a number, got '70%' (str)"),
        ({"container_concurrency_target_default": 0.001}, "target_default must be at least 0.01, got 0.001"),
        (
            {"container_concurrency_target_default": 0.01},
            "autoscaler.container_concurrency_target_default must be at least 0.01 after "
            "container_concurrency_target_percentage is taken of it, got 0.01; raise one of them",
        ),
        ({"requests_per_second_target_default": 0}, "requests_per_second_target_default must be at least 0.01, got 0"),
        ({"target_burst_capacity": -2}, "target_burst_capacity must be at least 0, or -1, got -2"),
        ({"panic_window_percentage": 0.5}, "panic_window_percentage must be at least 1 and at most 100, got 0.5"),
        ({"panic_threshold_percentage": 100}, "panic_threshold_percentage must be at least 110 and at most 1000"),
        ({"activator_capacity": 0.9}, "activator_capacity must be at least 1, got 0.9"),
        (
            {"initial_scale": 0},
            "autoscaler.initial_scale must be at least 1 without allow_zero_initial_scale, got 0; "
            "set allow_zero_initial_scale or raise it",
        ),
        ({"initial_scale": -1}, "autoscaler.initial_scale must be from 0 to 2147483647, got -1"),
        ({"initial_scale": 2**31}, "autoscaler.initial_scale must be from 0 to 2147483647, got 2147483648"),
        ({"min_scale": 1.0}, "autoscaler.min_scale must be a whole number or none, got 1.0 (float)"),
        (
            {"min_scale": 5, "max_scale": 3},
            "autoscaler.min_scale must be at most max_scale (3), got 5; lower it or raise max_scale",
        ),
        (
            {"max_scale_limit": 4},
            "autoscaler.max_scale must be from 1 to max_scale_limit (4), got None; "
            "set it, so that a model that says nothing has a maximum too",
        ),
        ({"max_scale": 5, "max_scale_limit": 4}, "autoscaler.max_scale must be from 1 to max_scale_limit (4), got 5"),
        (
            {"stable_window": "5s"},
            "autoscaler.stable_window must be a duration of whole seconds from 6s to 3600s, got '5s'; "
            "give a duration in that range, such as 90s or 10m",
        ),
        ({"stable_window": "61m"}, "autoscaler.stable_window must be a duration of whole seconds from 6s to 3600s"),
        ({"stable_window": "6500ms"}, "autoscaler.stable_window must be a duration of whole seconds from 6s to 3600s"),
        ({"stable_window": "60"}, "autoscaler.stable_window must be a duration such as 10m or 1h30m, got '60'"),
        ({"scale_down_delay": "1500ms"}, "scale_down_delay must be a duration of whole seconds from 0s, got '1500ms'"),
        ({"scale_to_zero_grace_period": "0s"}, "scale_to_zero_grace_period must be a duration above 0s, got '0s'"),
        ({"scale_to_zero_pod_retention_period": "-1s"}, "must be a duration such as 10m or 1h30m, got '-1s'"),
        ({"enable_scale_to_zero": "yes"}, "autoscaler.enable_scale_to_zero must be true or false, got 'yes' (str)"),
        ({"pod_autoscaler_class": "kpa"}, "autoscaler.pod_autoscaler_class must be one of"),
    )
    for settings, sentence in given:
        yield KnativeProps(autoscaler=KnativeAutoscaler(**settings)), sentence


def _wrong_features() -> Iterator[tuple[KnativeProps, str]]:
    given: tuple[tuple[dict[str, Any], str], ...] = (
        (
            {"podspec_tolerations": "true"},
            "podspec_tolerations must be one of 'Enabled', 'Allowed', 'Disabled', got 'true'",
        ),
        ({"podspec_tolerations": True}, "features.podspec_tolerations must be one of"),
        ({"podspec_init_containers": "Allowed"}, "podspec_init_containers must be one of 'Enabled', 'Disabled'"),
        ({"podspec_volumes_csi": "Allowed"}, "podspec_volumes_csi must be one of 'Enabled', 'Disabled'"),
        ({"containerspec_addcapabilities": "Allowed"}, "containerspec_addcapabilities must be one of"),
        ({"multi_container": "Allowed"}, "features.multi_container must be one of 'Enabled', 'Disabled'"),
        ({"secure_pod_defaults": "Allowed"}, "secure_pod_defaults must be one of 'Enabled', 'AllowRootBounded'"),
        (
            {"podspec_persistent_volume_claim": "Disabled"},
            "features.podspec_persistent_volume_write must be Disabled without podspec_persistent_volume_claim, "
            "got Enabled; switch both",
        ),
    )
    for settings, sentence in given:
        yield KnativeProps(features=KnativeFeatures(**settings)), sentence
    yield (
        KnativeProps(
            features=KnativeFeatures(queueproxy_resource_defaults="Enabled"),
            deployment=KnativeDeployment(queue_sidecar_memory_request="1Gi"),
        ),
        "deployment.queue_sidecar_memory_limit must be at least the request (1Gi) with "
        "features.queueproxy_resource_defaults, got 800Mi; set both; that feature fills in the one that is missing",
    )


def _wrong_defaults() -> Iterator[tuple[KnativeProps, str]]:
    given: tuple[tuple[dict[str, Any], str], ...] = (
        (
            {"revision_timeout_seconds": 3601},
            "defaults.revision_timeout_seconds must be at most max_revision_timeout_seconds (3600), got 3601; "
            "lower it or raise the maximum",
        ),
        (
            {"max_revision_timeout_seconds": 599},
            "revision_timeout_seconds must be at most max_revision_timeout_seconds",
        ),
        ({"revision_timeout_seconds": 0}, "defaults.revision_timeout_seconds must be from 1 to 86400, got 0"),
        ({"revision_timeout_seconds": -1}, "defaults.revision_timeout_seconds must be from 1 to 86400, got -1"),
        ({"revision_timeout_seconds": "600s"}, "defaults.revision_timeout_seconds must be a whole number, got '600s'"),
        (
            {"revision_response_start_timeout_seconds": 601},
            "defaults.revision_response_start_timeout_seconds must be at most revision_timeout_seconds (600), got 601",
        ),
        (
            {"revision_idle_timeout_seconds": 601},
            "defaults.revision_idle_timeout_seconds must be at most revision_timeout_seconds (600), got 601",
        ),
        (
            {"container_concurrency": 1001},
            "container_concurrency must be at most container_concurrency_max_limit (1000)",
        ),
        ({"container_concurrency": -1}, "defaults.container_concurrency must be from 0 to 2147483647, got -1"),
        ({"container_concurrency_max_limit": 0}, "container_concurrency_max_limit must be from 1 to 2147483647, got 0"),
        (
            {"allow_container_concurrency_zero": False},
            "defaults.container_concurrency must be at least 1 without allow_container_concurrency_zero, got None; "
            "set it, or every model that says nothing is refused",
        ),
        ({"enable_service_links": "no"}, "enable_service_links must be true or false or one of 'default' or none"),
        (
            {"container_name_template": "{{.Nmae}}"},
            "defaults.container_name_template must be a template of {{.Name}}, {{.Namespace}} that gives the name of a "
            "container, got '{{.Nmae}}'; "
            "write text and these fields; other actions of Go's templates are not offered",
        ),
        ({"init_container_name_template": "Init"}, "defaults.init_container_name_template must be a template of"),
        ({"revision_memory_request": "lots"}, "defaults.revision_memory_request must be a quantity of bytes"),
        (
            {"revision_cpu_request": "2", "revision_cpu_limit": "1"},
            "defaults.revision_cpu_limit must be at least revision_cpu_request (2), got 1; "
            "raise the limit or lower the request",
        ),
    )
    for settings, sentence in given:
        yield KnativeProps(defaults=KnativeDefaults(**settings)), sentence
