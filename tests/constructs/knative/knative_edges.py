"""Settings of Knative that are right, at the edges of what is."""

from __future__ import annotations

from collections.abc import Iterator

from inference_platform.constructs.knative import (
    ExternalAuthorization,
    KnativeAutoscaler,
    KnativeConfigMapsProps,
    KnativeDefaults,
    KnativeDeployment,
    KnativeFeatures,
    KnativeGc,
    KnativeKourier,
    KnativeNetwork,
    KnativeProps,
    KourierTracing,
)
from tests.constructs.knative.knative_everything import DEPLOYMENT, EVERYTHING


def right() -> Iterator[KnativeProps | KnativeConfigMapsProps]:
    """Settings that work, at the edges of what does."""
    yield KnativeProps()
    yield EVERYTHING
    yield KnativeProps(version="1.20")
    for autoscaler in (
        KnativeAutoscaler(max_scale_up_rate=1.01, max_scale_down_rate=1.01, stable_window="6s"),
        KnativeAutoscaler(stable_window="1h", target_burst_capacity=0, panic_window_percentage=1),
        KnativeAutoscaler(panic_window_percentage=100, panic_threshold_percentage=1000, activator_capacity=1),
        KnativeAutoscaler(container_concurrency_target_percentage=100, container_concurrency_target_default=0.01),
        KnativeAutoscaler(container_concurrency_target_percentage=1.5, container_concurrency_target_default=1),
        KnativeAutoscaler(max_scale=5, max_scale_limit=5, min_scale=5, initial_scale=2**31 - 1),
        KnativeAutoscaler(scale_to_zero_grace_period="1ms", scale_to_zero_pod_retention_period="0s"),
        KnativeAutoscaler(scale_down_delay="0s", min_scale=3, max_scale=0),
        KnativeAutoscaler(scale_down_delay="2000ms", max_scale_up_rate=1e20, requests_per_second_target_default=0.01),
    ):
        yield KnativeProps(autoscaler=autoscaler)
    for defaults in (
        KnativeDefaults(revision_timeout_seconds=3600),
        KnativeDefaults(revision_timeout_seconds=1, revision_idle_timeout_seconds=1),
        KnativeDefaults(container_concurrency=1000, enable_service_links=True),
        KnativeDefaults(container_concurrency=1, allow_container_concurrency_zero=False),
        KnativeDefaults(container_concurrency_max_limit=1, container_concurrency=1, enable_service_links=False),
        KnativeDefaults(container_concurrency_max_limit=2**31 - 1, container_concurrency=2**31 - 1),
        KnativeDefaults(container_name_template="server", revision_cpu_request="1", revision_cpu_limit="1"),
    ):
        yield KnativeProps(defaults=defaults)
    for network in (
        KnativeNetwork(domain_template="{{.Name}}.{{.Domain}}", rollout_duration=0, http_protocol="enabled"),
        KnativeNetwork(domain_template='{{ .Name }}.{{ index .Labels "team" }}.{{ .Domain }}'),
        KnativeNetwork(mesh_compatibility_mode="auto", system_internal_tls=False, external_domain_tls=False),
        KnativeNetwork(external_domain_tls=True, http_protocol="disabled", cluster_local_domain_tls=True),
    ):
        yield KnativeProps(network=network)
    for deployment in (
        KnativeDeployment(progress_deadline="1s", digest_resolution_timeout="1ms", queue_sidecar_cpu_limit="25m"),
        KnativeDeployment(
            registries_skipping_tag_resolving=(), default_affinity_type="prefer-spread-revision-over-nodes"
        ),
        KnativeDeployment(runtime_class_name={}, pod_is_always_schedulable=True),
    ):
        yield KnativeProps(deployment=deployment)
    for gc in (
        KnativeGc(min_non_active_revisions=1000),
        KnativeGc(min_non_active_revisions=0, max_non_active_revisions=0, retain_since_create_time="0s"),
        KnativeGc(min_non_active_revisions=2000, max_non_active_revisions="disabled"),
        KnativeGc(retain_since_create_time="disabled", retain_since_last_active_time="1h30m"),
    ):
        yield KnativeProps(gc=gc)
    for kourier in (
        KnativeKourier(tracing=KourierTracing(endpoint="http://collector:4317", sampling_rate=0)),
        KnativeKourier(external_authorization=ExternalAuthorization(host="auth", port=65535, pack_as_bytes=True)),
        KnativeKourier(trusted_hops_count=2**32 - 1, listen_ip_addresses=("10.0.0.1",), stream_idle_timeout="0s"),
    ):
        yield KnativeProps(kourier=kourier)
    yield KnativeConfigMapsProps()
    yield KnativeConfigMapsProps(deployment=DEPLOYMENT)
    yield KnativeConfigMapsProps(deployment=KnativeDeployment(), kourier=KnativeKourier(), features=KnativeFeatures())
