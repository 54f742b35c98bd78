"""Wrong settings of Knative's own parts, each with a part of the sentence that refuses it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from inference_platform.constructs.knative import (
    ExternalAuthorization,
    KnativeDeployment,
    KnativeFeatures,
    KnativeGc,
    KnativeKourier,
    KnativeNetwork,
    KnativeProps,
    KnativeWorkload,
    KourierLoadBalancer,
    KourierNodePort,
    KourierTracing,
    LabelRequirement,
    LabelSelector,
)
from inference_platform.constructs.pods import Placement, Resources
from inference_platform.refs import PriorityClassRef, SecretRef


def wrong() -> Iterator[tuple[KnativeProps, str]]:
    """Settings that do not work, with a part of the sentence."""
    yield from _wrong_network()
    yield from _wrong_deployment()
    yield from _wrong_gc()
    yield from _wrong_kourier()
    yield from _wrong_versions()


def _wrong_network() -> Iterator[tuple[KnativeProps, str]]:
    given: tuple[tuple[dict[str, Any], str], ...] = (
        (
            {"ingress_class": "istio.ingress.networking.knative.dev"},
            "network.ingress_class must be kourier.ingress.networking.knative.dev, got "
            "istio.ingress.networking.knative.dev; leave it out; Kourier is the ingress that is installed",
        ),
        ({"ingress_class": "kourier"}, "network.ingress_class must be one of"),
        (
            {"domain_template": "{{.Name}}.{{.Namespace}"},
            "network.domain_template must be a template of {{.Name}}, {{.Namespace}}, {{.Domain}} with {{.Name}} and "
            "{{.Domain}} that gives a host name",
        ),
        ({"domain_template": "{{.Namespace}}.{{.Domain}}"}, "network.domain_template must be a template of"),
        ({"domain_template": "{{.Service}}.{{.Domain}}"}, "network.domain_template must be a template of"),
        ({"domain_template": "{{.Name}}.{{.Domain}}/path"}, "network.domain_template must be a template of"),
        ({"domain_template": "{{.Name}}_{{.Domain}}"}, "network.domain_template must be a template of"),
        ({"tag_template": "{{.Name}}"}, "network.tag_template must be a template of {{.Tag}}, {{.Name}} with"),
        ({"tag_template": "{{.Tag}}-{{.Name}}-{{.Domain}}"}, "network.tag_template must be a template of"),
        ({"rollout_duration": "30s"}, "network.rollout_duration must be a whole number or none, got '30s' (str)"),
        ({"rollout_duration": -1}, "network.rollout_duration must be from 0 to 86400, got -1"),
        ({"system_internal_tls": "true"}, "network.system_internal_tls must be true or false or none, got 'true'"),
        ({"external_domain_tls": "true"}, "network.external_domain_tls must be true or false or none, got 'true'"),
        ({"mesh_compatibility_mode": "on"}, "network.mesh_compatibility_mode must be one of"),
        (
            {"http_protocol": "redirected"},
            "network.http_protocol must be enabled without external_domain_tls, got redirected; "
            "set external_domain_tls or leave it out",
        ),
        ({"http_protocol": "off"}, "network.http_protocol must be one of 'enabled', 'disabled', 'redirected'"),
        (
            {"namespace_wildcard_cert_selector": LabelSelector(match_labels={"a": "b"})},
            "network.namespace_wildcard_cert_selector must be left out without external_domain_tls, got a selector",
        ),
        (
            {"namespace_wildcard_cert_selector": LabelSelector(), "external_domain_tls": True},
            "namespace_wildcard_cert_selector.match_labels must be given, or match_expressions, got None",
        ),
        (
            {
                "namespace_wildcard_cert_selector": LabelSelector(
                    match_expressions=(LabelRequirement(key="team", operator="In"),)
                ),
                "external_domain_tls": True,
            },
            "match_expressions[0].values must be given with In and NotIn and only there, got ()",
        ),
    )
    for settings, sentence in given:
        yield KnativeProps(network=KnativeNetwork(**settings)), sentence


def _wrong_deployment() -> Iterator[tuple[KnativeProps, str]]:
    given: tuple[tuple[dict[str, Any], str], ...] = (
        ({"queue_sidecar_image": "queue:latest"}, "deployment.queue_sidecar_image must be an image with a tag"),
        ({"progress_deadline": "0s"}, "progress_deadline must be a duration of whole seconds above 0s, got '0s'"),
        ({"progress_deadline": "1500ms"}, "progress_deadline must be a duration of whole seconds above 0s"),
        ({"progress_deadline": "2400"}, "deployment.progress_deadline must be a duration such as 10m or 1h30m"),
        ({"digest_resolution_timeout": "0s"}, "digest_resolution_timeout must be a duration above 0s, got '0s'"),
        (
            {"registries_skipping_tag_resolving": ("https://registry.example.com",)},
            "deployment.registries_skipping_tag_resolving[0] must be the host of a registry",
        ),
        (
            {"queue_sidecar_cpu_limit": "10m"},
            "deployment.queue_sidecar_cpu_limit must be at least queue_sidecar_cpu_request (25m), got 10m; "
            "raise the limit or lower the request",
        ),
        ({"queue_sidecar_cpu_request": "fast"}, "deployment.queue_sidecar_cpu_request must be a quantity of CPUs"),
        ({"queue_sidecar_token_audiences": ("a,b",)}, "queue_sidecar_token_audiences[0] must be an audience without"),
        ({"queue_sidecar_rootca": "ca.crt"}, "deployment.queue_sidecar_rootca must be certificates in PEM"),
        ({"queue_sidecar_tls_min_version": "1.1"}, "queue_sidecar_tls_min_version must be one of '1.2', '1.3'"),
        (
            {"queue_sidecar_tls_max_version": "1.2"},
            "deployment.queue_sidecar_tls_max_version must be at least queue_sidecar_tls_min_version (1.3), got 1.2",
        ),
        (
            {"queue_sidecar_tls_cipher_suites": ("TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",)},
            "deployment.queue_sidecar_tls_cipher_suites must be left out with TLS 1.3 alone, whose cipher suites",
        ),
        (
            {"queue_sidecar_tls_cipher_suites": ("RC4",)},
            "deployment.queue_sidecar_tls_cipher_suites must be a tuple of",
        ),
        (
            {"queue_sidecar_tls_curve_preferences": ("X25519",)},
            "deployment.queue_sidecar_tls_* must be left out without network.system_internal_tls, got settings of TLS",
        ),
        ({"default_affinity_type": ""}, "deployment.default_affinity_type must be one of 'none'"),
        ({"runtime_class_name": {"NVIDIA": {}}}, "deployment.runtime_class_name[NVIDIA] must be a DNS name"),
        ({"runtime_class_name": {"nvidia": {"a b": "c"}}}, "runtime_class_name[nvidia][a b] must be a label key"),
    )
    for settings, sentence in given:
        yield KnativeProps(deployment=KnativeDeployment(**settings)), sentence


def _wrong_gc() -> Iterator[tuple[KnativeProps, str]]:
    given: tuple[tuple[dict[str, Any], str], ...] = (
        (
            {"max_non_active_revisions": 10},
            "gc.min_non_active_revisions must be at most max_non_active_revisions (10), got 20; set both",
        ),
        ({"min_non_active_revisions": 1001}, "must be at most max_non_active_revisions (1000), got 1001"),
        ({"min_non_active_revisions": -1}, "gc.min_non_active_revisions must be from 0 to"),
        ({"max_non_active_revisions": -1}, "gc.max_non_active_revisions must be from 0 to"),
        (
            {"max_non_active_revisions": "off"},
            "gc.max_non_active_revisions must be a whole number or one of 'disabled'",
        ),
        ({"retain_since_create_time": "2d"}, "gc.retain_since_create_time must be a duration such as 10m or 1h30m"),
        ({"retain_since_last_active_time": "-1s"}, "gc.retain_since_last_active_time must be a duration such as"),
    )
    for settings, sentence in given:
        yield KnativeProps(gc=KnativeGc(**settings)), sentence


def _wrong_kourier() -> Iterator[tuple[KnativeProps, str]]:
    authorization = ExternalAuthorization(host="auth", port=9000)
    given: tuple[tuple[dict[str, Any], str], ...] = (
        ({"stream_idle_timeout": "60"}, "kourier.stream_idle_timeout must be a duration such as 10m or 1h30m"),
        ({"trusted_hops_count": -1}, "kourier.trusted_hops_count must be from 0 to 4294967295, got -1"),
        ({"listen_ip_addresses": ("localhost",)}, "kourier.listen_ip_addresses[0] must be an IP address"),
        ({"listen_ip_addresses": ()}, "kourier.listen_ip_addresses must be left out or not empty, got nothing"),
        ({"cipher_suites": ()}, "kourier.cipher_suites must be left out or not empty, got nothing"),
        (
            {"cluster_cert_secret": SecretRef.existing(name="tls", namespace="llm-platform")},
            "kourier.cluster_cert_secret must be in namespace knative-serving, got llm-platform",
        ),
        (
            {"tracing": KourierTracing(endpoint="http://collector")},
            "kourier.tracing.endpoint must be the URL of an OTLP collector with its port",
        ),
        (
            {"tracing": KourierTracing(endpoint="http://collector:4317", sampling_rate=1.5)},
            "kourier.tracing.sampling_rate must be at least 0 and at most 1, got 1.5",
        ),
        (
            {"external_authorization": replace(authorization, port=65536)},
            "kourier.external_authorization.port must be from 1 to 65535, got 65536",
        ),
        (
            {"external_authorization": replace(authorization, protocol="http", pack_as_bytes=True)},
            "kourier.external_authorization.pack_as_bytes must be left out with HTTP, or Kourier's controller crashes",
        ),
        (
            {"external_authorization": replace(authorization, path_prefix="/verify")},
            "kourier.external_authorization.path_prefix must be left out with gRPC, got /verify",
        ),
    )
    for settings, sentence in given:
        yield KnativeProps(kourier=KnativeKourier(**settings)), sentence


def _wrong_versions() -> Iterator[tuple[KnativeProps, str]]:
    wrong: Any = "1.19"
    yield KnativeProps(version=wrong), "version must be one of '1.20', '1.21', '1.22', '1.23', got '1.19'"
    yield (
        KnativeProps(version="1.22", features=KnativeFeatures(podspec_volumes_ephemeral="Enabled")),
        "features.podspec_volumes_ephemeral must be left out before Knative 1.23, which reads it first, got Enabled; "
        "leave it out or raise version from 1.22",
    )
    yield (
        KnativeProps(version="1.20", deployment=KnativeDeployment(pod_is_always_schedulable=True)),
        "deployment.pod_is_always_schedulable must be left out before Knative 1.21, which reads it first, got True",
    )
    yield (
        KnativeProps(
            version="1.21",
            network=KnativeNetwork(system_internal_tls=True),
            deployment=KnativeDeployment(queue_sidecar_tls_min_version="1.2"),
        ),
        "deployment.queue_sidecar_tls_min_version must be left out before Knative 1.22",
    )
    yield (
        KnativeProps(version="1.20", kourier=KnativeKourier(tracing=KourierTracing(endpoint="http://collector:4317"))),
        "kourier.tracing must be left out before Knative 1.21",
    )


def wrong_installations() -> Iterator[tuple[KnativeProps, str]]:
    """What the operator would refuse, not read, or turn into pods that do not start."""
    workload: Any = KnativeWorkload
    yield (
        KnativeProps(workloads=(workload(name="queue-proxy", replicas=2),)),
        "workloads[0].name must be one of 'activator'",
    )
    yield (
        KnativeProps(workloads=(KnativeWorkload(name="webhook"),)),
        "workloads[0].replicas must be given, or resources or placement, got None; say what differs",
    )
    yield (
        KnativeProps(workloads=(KnativeWorkload(name="webhook", resources=Resources(cpu="1", memory="1Gi")),)),
        "workloads[0].resources.cpu_limit must be given with a CPU request above 500m, the limit of webhook that stays "
        "otherwise, got None; set cpu_limit or lower cpu",
    )
    placement = Placement(priority_class=PriorityClassRef.existing("high"))
    yield (
        KnativeProps(workloads=(KnativeWorkload(name="activator", placement=placement),)),
        "workloads[0].placement.priority_class must be left out, got high; leave it out; the operator cannot set it",
    )
    twice = KnativeWorkload(name="activator", replicas=2)
    yield (
        KnativeProps(workloads=(twice, twice)),
        "workloads must be one for each name, got activator; put both into one",
    )
    yield KnativeProps(high_availability=0), "high_availability must be from 1 to 1000, got 0"
    yield (
        KnativeProps(kourier_service=KourierNodePort(http_port=8080)),
        "kourier_service.http_port must be from 30000 to 32767, got 8080",
    )
    yield (
        KnativeProps(kourier_service=KourierNodePort(http_port=30080, https_port=30080)),
        "kourier_service.https_port must be another one than http_port, got 30080; change it",
    )
    yield (
        KnativeProps(kourier_service=KourierLoadBalancer(ip="lb.example.com")),
        "kourier_service.ip must be an IP address, got 'lb.example.com'",
    )
