from __future__ import annotations

from collections.abc import Callable
from typing import Any

import cdk8s
import pytest

from inference_platform.constructs.gateway import (
    AccessLog,
    Autoscaling,
    ClientAddressHeader,
    ClientCertificates,
    ClientProps,
    EnvoyProps,
    ExistingCertificate,
    Gateway,
    GatewayProps,
    Http2,
    HttpsListener,
    TcpKeepalive,
    Tracing,
    TrustedHops,
    TrustedProxies,
)
from inference_platform.constructs.pods import Placement, Resources, Toleration
from inference_platform.refs import ConfigMapRef, PriorityClassRef, SecretRef, ServiceRef

NAME = "infra-gateway"
NAMESPACE = "llm-platform"
OWNER = {
    "gateway.envoyproxy.io/owning-gateway-name": NAME,
    "gateway.envoyproxy.io/owning-gateway-namespace": NAMESPACE,
}
CERTIFICATE = ExistingCertificate(secret=SecretRef.existing(name="tls", namespace=NAMESPACE))
Find = Callable[..., dict[str, Any]]
Spec = Callable[..., dict[str, Any]]


@pytest.fixture
def policy(chart: cdk8s.Chart, find: Find) -> Spec:
    """The ClientTrafficPolicy of a gateway with these props."""

    def render(client: ClientProps | None = None, https: HttpsListener | None = None) -> dict[str, Any]:
        Gateway(chart, "gateway", name=NAME, props=GatewayProps(client=client or ClientProps(), https=https))
        spec: dict[str, Any] = find(chart, "ClientTrafficPolicy")["spec"]
        return spec

    return render


@pytest.fixture
def proxy(chart: cdk8s.Chart, find: Find) -> Spec:
    """The EnvoyProxy of a gateway with these props."""

    def render(**settings: Any) -> dict[str, Any]:
        Gateway(chart, "gateway", name=NAME, props=GatewayProps(envoy=EnvoyProps(**settings)))
        spec: dict[str, Any] = find(chart, "EnvoyProxy")["spec"]
        return spec

    return render


def test_policy_keeps_request_ids_and_patience_with_slow_models(policy: Spec) -> None:
    assert policy() == {
        "targetRefs": [{"group": "gateway.networking.k8s.io", "kind": "Gateway", "name": NAME}],
        "headers": {"requestID": "PreserveOrGenerate"},
        "timeout": {"http": {"requestHeadersReceivedTimeout": "30s", "streamIdleTimeout": "15m"}},
        "tcpKeepalive": {"idleTime": "60s", "interval": "30s", "probes": 3},
    }


@pytest.mark.parametrize("request_id", ["Preserve", "Generate", "Disable"])
def test_request_ids_can_be_treated_in_other_ways(policy: Spec, request_id: Any) -> None:
    headers = policy(ClientProps(request_id=request_id, headers_with_underscores="DropHeader"))["headers"]
    assert headers == {"requestID": request_id, "withUnderscoresAction": "DropHeader"}


def test_timeouts_are_written_as_given(policy: Spec) -> None:
    client = ClientProps(
        request_headers_timeout=None, request_timeout="2m", idle_timeout="10m", stream_idle_timeout="0s"
    )
    assert policy(client)["timeout"]["http"] == {
        "requestReceivedTimeout": "2m",
        "idleTimeout": "10m",
        "streamIdleTimeout": "0s",
    }


def test_keepalive_can_be_tuned(policy: Spec) -> None:
    keepalive = TcpKeepalive(idle_time="2m", interval="10s", probes=5)
    assert policy(ClientProps(tcp_keepalive=keepalive))["tcpKeepalive"] == {
        "idleTime": "2m",
        "interval": "10s",
        "probes": 5,
    }


def test_keepalive_can_be_left_out(policy: Spec) -> None:
    assert "tcpKeepalive" not in policy(ClientProps(tcp_keepalive=None))


def test_connections_are_limited(policy: Spec) -> None:
    client = ClientProps(
        max_connections=5000,
        max_connection_duration="1h",
        max_requests_per_connection=1000,
        buffer_limit="1Mi",
    )
    assert policy(client)["connection"] == {
        "bufferLimit": "1Mi",
        "connectionLimit": {
            "value": 5000,
            "maxConnectionDuration": "1h",
            "maxRequestsPerConnection": 1000,
        },
    }


def test_buffer_alone_sets_no_connection_limit(policy: Spec) -> None:
    assert policy(ClientProps(buffer_limit="64Ki"))["connection"] == {"bufferLimit": "64Ki"}


def test_http2_limits(policy: Spec) -> None:
    http2 = Http2(
        max_concurrent_streams=250,
        initial_stream_window_size="1Mi",
        initial_connection_window_size="4Mi",
        keepalive_interval="30s",
        keepalive_timeout="5s",
    )
    assert policy(ClientProps(http2=http2))["http2"] == {
        "maxConcurrentStreams": 250,
        "initialStreamWindowSize": "1Mi",
        "initialConnectionWindowSize": "4Mi",
        "connectionKeepalive": {"interval": "30s", "timeout": "5s"},
    }


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (TrustedHops(count=2), {"xForwardedFor": {"numTrustedHops": 2}}),
        (TrustedProxies(networks=("10.0.0.0/8",)), {"xForwardedFor": {"trustedCIDRs": ["10.0.0.0/8"]}}),
        (
            ClientAddressHeader(name="cf-connecting-ip", required=True),
            {"customHeader": {"name": "cf-connecting-ip", "failClosed": True}},
        ),
    ],
)
def test_client_address_comes_from_one_place(policy: Spec, source: Any, expected: dict[str, Any]) -> None:
    assert policy(ClientProps(client_address=source))["clientIPDetection"] == expected


def test_load_balancers_can_probe_with_http(policy: Spec) -> None:
    assert policy(ClientProps(health_check_path="/edge-health"))["healthCheck"] == {"path": "/edge-health"}


def test_body_limit_is_a_policy_of_its_own(chart: cdk8s.Chart, find: Find, policy: Spec) -> None:
    policy(ClientProps(max_request_body="50Mi"))
    assert find(chart, "BackendTrafficPolicy", NAME)["spec"] == {
        "targetRefs": [{"group": "gateway.networking.k8s.io", "kind": "Gateway", "name": NAME}],
        "requestBuffer": {"limit": "50Mi"},
    }


def test_tls_accepts_nothing_older_than_1_2(policy: Spec) -> None:
    assert policy(https=HttpsListener(certificate=CERTIFICATE))["tls"] == {"minVersion": "1.2"}


def test_tls_settings_and_client_certificates(policy: Spec) -> None:
    authorities = (
        SecretRef.existing(name="partners-ca", namespace=NAMESPACE),
        ConfigMapRef.existing(name="company-ca", namespace=NAMESPACE),
    )
    https = HttpsListener(
        certificate=CERTIFICATE,
        ciphers=("ECDHE-RSA-AES256-GCM-SHA384",),
        alpn_protocols=("http/1.1",),
        client_certificates=ClientCertificates(authorities=authorities),
    )
    assert policy(https=https)["tls"] == {
        "minVersion": "1.2",
        "ciphers": ["ECDHE-RSA-AES256-GCM-SHA384"],
        "alpnProtocols": ["http/1.1"],
        "clientValidation": {
            "mode": "RequireAndVerify",
            "caCertificateRefs": [
                {"group": "", "kind": "Secret", "name": "partners-ca"},
                {"group": "", "kind": "ConfigMap", "name": "company-ca"},
            ],
        },
    }


def test_client_certificates_can_be_optional(policy: Spec) -> None:
    authority = SecretRef.existing(name="ca", namespace=NAMESPACE)
    client_certificates = ClientCertificates(authorities=(authority,), optional=True)
    https = HttpsListener(certificate=CERTIFICATE, min_tls_version="1.3", client_certificates=client_certificates)
    tls = policy(https=https)["tls"]
    assert (tls["minVersion"], tls["clientValidation"]["mode"]) == ("1.3", "VerifyIfGiven")


def test_envoys_are_two_that_nodes_may_drain_one_at_a_time(proxy: Spec) -> None:
    kubernetes = proxy()["provider"]["kubernetes"]
    assert kubernetes["envoyDeployment"]["replicas"] == 2
    assert kubernetes["envoyPDB"] == {"maxUnavailable": 1}
    assert "envoyHpa" not in kubernetes
    spread = kubernetes["envoyDeployment"]["pod"]["topologySpreadConstraints"]
    assert [(each["topologyKey"], each["labelSelector"]["matchLabels"]) for each in spread] == [
        ("kubernetes.io/hostname", OWNER),
        ("topology.kubernetes.io/zone", OWNER),
    ]


def test_disruption_budget_can_be_left_out(proxy: Spec) -> None:
    assert "envoyPDB" not in proxy(max_unavailable=None)["provider"]["kubernetes"]


def test_autoscaler_replaces_the_number_of_envoys(proxy: Spec) -> None:
    scaling = Autoscaling(min_replicas=3, max_replicas=9, cpu_utilization=60)
    kubernetes = proxy(replicas=scaling)["provider"]["kubernetes"]
    target = {"type": "Utilization", "averageUtilization": 60}
    assert "replicas" not in kubernetes["envoyDeployment"]
    assert kubernetes["envoyHpa"] == {
        "minReplicas": 3,
        "maxReplicas": 9,
        "metrics": [{"type": "Resource", "resource": {"name": "cpu", "target": target}}],
    }


def test_envoys_are_restricted_and_limited_with_their_helper(proxy: Spec) -> None:
    deployment = proxy(resources=Resources(cpu="2", memory="2Gi", cpu_limit="4"))["provider"]["kubernetes"][
        "envoyDeployment"
    ]
    assert deployment["container"] == {
        "resources": {
            "requests": {"cpu": "2", "memory": "2Gi"},
            "limits": {"cpu": "4", "memory": "2Gi"},
        }
    }
    assert deployment["pod"]["securityContext"] == {
        "runAsNonRoot": True,
        "runAsUser": 65532,
        "runAsGroup": 65532,
        "seccompProfile": {"type": "RuntimeDefault"},
    }
    helper = {"name": "shutdown-manager", "resources": {"limits": {"memory": "256Mi"}}}
    assert deployment["patch"] == {
        "type": "StrategicMerge",
        "value": {"spec": {"template": {"spec": {"containers": [helper], "enableServiceLinks": False}}}},
    }


def test_envoys_run_where_the_environment_says(proxy: Spec) -> None:
    placement = Placement(
        node_selector={"example.com/pool": "edge"},
        tolerations=(Toleration(key="edge", operator="Equal", value="yes", effect="NoSchedule"),),
        priority_class=PriorityClassRef.existing("system-edge"),
    )
    registry = SecretRef.existing(name="registry", namespace="envoy-gateway-system")
    deployment = proxy(
        placement=placement,
        image="registry.example.com/envoy:distroless-v1.39.3",
        image_pull_secrets=(registry,),
    )["provider"]["kubernetes"]["envoyDeployment"]
    assert deployment["container"]["image"] == "registry.example.com/envoy:distroless-v1.39.3"
    pod = deployment["pod"]
    assert pod["nodeSelector"] == {"example.com/pool": "edge"}
    assert pod["tolerations"] == [{"key": "edge", "operator": "Equal", "value": "yes", "effect": "NoSchedule"}]
    assert pod["priorityClassName"] == "system-edge"
    assert pod["imagePullSecrets"] == [{"name": "registry"}]


def test_stopping_envoys_let_streams_end(proxy: Spec) -> None:
    spec = proxy(drain_timeout="10m", min_drain_duration="30s", log_level="info")
    assert spec["shutdown"] == {"drainTimeout": "10m", "minDrainDuration": "30s"}
    assert spec["logging"] == {"level": {"default": "info"}}


def test_access_log_is_json_without_query_strings(proxy: Spec) -> None:
    (setting,) = proxy()["telemetry"]["accessLog"]["settings"]
    assert setting["sinks"] == [{"type": "File", "file": {"path": "/dev/stdout"}}]
    assert setting["format"]["type"] == "JSON"
    fields = setting["format"]["json"]
    assert fields["request_id"] == "%REQ(X-REQUEST-ID)%"
    assert fields["path"] == "%REQ_WITHOUT_QUERY(X-ENVOY-ORIGINAL-PATH?:PATH)%"
    assert not [value for value in fields.values() if "AUTHORIZATION" in value or "%REQ(:PATH" in value]


def test_access_log_takes_own_fields(proxy: Spec) -> None:
    (setting,) = proxy(access_log=AccessLog(fields={"code": "%RESPONSE_CODE%"}))["telemetry"]["accessLog"]["settings"]
    assert setting["format"] == {"type": "JSON", "json": {"code": "%RESPONSE_CODE%"}}


def test_access_log_can_be_switched_off(proxy: Spec) -> None:
    assert proxy(access_log=None)["telemetry"] == {"accessLog": {"disable": True}}


def test_traces_go_to_the_collector(proxy: Spec) -> None:
    collector = ServiceRef.existing(name="otel-collector", namespace="monitoring", port=4317)
    tracing = Tracing(collector=collector, sampling_rate=5, service_name="edge")
    assert proxy(tracing=tracing)["telemetry"]["tracing"] == {
        "samplingRate": 5,
        "provider": {
            "type": "OpenTelemetry",
            "serviceName": "edge",
            "backendRefs": [
                {
                    "group": "",
                    "kind": "Service",
                    "name": "otel-collector",
                    "namespace": "monitoring",
                    "port": 4317,
                    "weight": 1,
                }
            ],
        },
    }
