from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from dataclasses import MISSING, fields, is_dataclass, replace
from typing import Any

import cdk8s
import pytest

from inference_platform.constructs import gateway
from inference_platform.constructs.gateway import (
    AccessLog,
    Autoscaling,
    AwsNlb,
    AzureLoadBalancer,
    CertManagerCertificate,
    ClientAddressHeader,
    ClientCertificates,
    ClientProps,
    EnvoyProps,
    ExistingCertificate,
    ExternalDns,
    Gateway,
    GatewayProps,
    GcpLoadBalancer,
    GenericLoadBalancer,
    Http2,
    HttpListener,
    HttpsListener,
    MetalLb,
    NamespaceSelector,
    OwnGatewayClass,
    PodMonitor,
    ServiceProps,
    TcpKeepalive,
    Tracing,
    TrustedHops,
)
from inference_platform.constructs.pods import Placement, Resources, Toleration
from inference_platform.errors import InvalidSettings
from inference_platform.problems import problems_of
from inference_platform.refs import IssuerRef, PriorityClassRef, SecretRef, ServiceRef

NAME = "infra-gateway"
NAMESPACE = "llm-platform"
Manifests = Callable[[cdk8s.Chart], list[dict[str, Any]]]


def secret(name: str, namespace: str = NAMESPACE) -> SecretRef:
    return SecretRef.existing(name=name, namespace=namespace)


HOSTS = ("llm.example.com", "chat.example.com")
EVERYTHING = GatewayProps(
    gateway_class=OwnGatewayClass(name="edge", controller_name="gateway.example.com/edge"),
    http=HttpListener(port=8080, hostname="*.example.com"),
    https=HttpsListener(
        certificate=CertManagerCertificate(
            issuer=IssuerRef.existing("ca", kind="Issuer", namespace=NAMESPACE),
            duration="48h",
            renew_before="12h",
            private_key="ECDSA-256",
        ),
        port=8443,
        hostnames=HOSTS,
        ciphers=("ECDHE-RSA-AES128-GCM-SHA256",),
        alpn_protocols=("h2",),
        client_certificates=ClientCertificates(authorities=(secret("clients-ca"),), optional=True),
    ),
    redirect_status_code=302,
    allowed_routes=NamespaceSelector(names=("team-a",), labels={"example.com/llm": "yes"}),
    client=ClientProps(
        request_id="Generate",
        request_headers_timeout="10s",
        request_timeout="1m",
        idle_timeout="5m",
        stream_idle_timeout="20m",
        tcp_keepalive=TcpKeepalive(idle_time="90s", interval="15s", probes=4),
        http2=Http2(
            max_concurrent_streams=50,
            initial_stream_window_size="128Ki",
            initial_connection_window_size="2Mi",
            keepalive_interval="20s",
            keepalive_timeout="4s",
        ),
        max_connections=1000,
        max_connection_duration="30m",
        max_requests_per_connection=500,
        buffer_limit="64Ki",
        max_request_body="20Mi",
        client_address=TrustedHops(count=1),
        proxy_protocol="Optional",
        headers_with_underscores="Allow",
        health_check_path="/edge",
    ),
    envoy=EnvoyProps(
        replicas=Autoscaling(min_replicas=3, max_replicas=6, cpu_utilization=50),
        resources=Resources(cpu="1", memory="2Gi", cpu_limit="2", memory_limit="3Gi"),
        placement=Placement(
            node_selector={"example.com/pool": "edge"},
            tolerations=(Toleration(key="edge"),),
            priority_class=PriorityClassRef.existing("high"),
        ),
        max_unavailable=2,
        image="registry.example.com/envoy:1.39.3",
        image_pull_secrets=(secret("registry", "gateways"),),
        drain_timeout="2m",
        min_drain_duration="20s",
        log_level="debug",
        access_log=AccessLog(fields={"code": "%RESPONSE_CODE%"}),
        tracing=Tracing(
            collector=ServiceRef.existing(name="otel", namespace="monitoring", port=4317),
            sampling_rate=10,
            service_name="edge",
        ),
    ),
    service=ServiceProps(
        load_balancer=AwsNlb(
            scheme="internal",
            target_type="instance",
            name="edge",
            cross_zone=True,
            subnets=("subnet-a",),
            private_ipv4_addresses=("10.0.0.5",),
            preserve_client_ip=True,
            deregistration_delay=60,
            security_groups=("sg-1",),
            tags={"team": "llm"},
        ),
        source_ranges=("10.0.0.0/8",),
        external_traffic_policy="Cluster",
        annotations={"example.com/team": "llm"},
    ),
    external_dns=ExternalDns(
        source="service",
        target="edge.example.net",
        hostnames=("llm.example.com",),
        ttl=60,
        annotation_prefixes=("dns.example.com/",),
    ),
    pod_monitor=PodMonitor(interval="1m", labels={"release": "prometheus"}),
    controller_namespace="gateways",
    annotations={"example.com/team": "llm"},
)


def with_service(**settings: Any) -> GatewayProps:
    client = replace(EVERYTHING.client, proxy_protocol=None)
    return replace(EVERYTHING, client=client, service=replace(EVERYTHING.service, **settings))


def with_https(**settings: Any) -> GatewayProps:
    assert EVERYTHING.https
    return replace(EVERYTHING, https=replace(EVERYTHING.https, **settings))


# Settings that exclude those above.
ALTERNATIVES = {
    "node ports": with_service(
        type="NodePort", load_balancer=None, source_ranges=(), http_node_port=30080, https_node_port=30443
    ),
    "elastic addresses": with_service(load_balancer=AwsNlb(eip_allocations=("eipalloc-1",))),
    "gcp inside": with_service(
        load_balancer=GcpLoadBalancer(
            scheme="internal", static_addresses=("edge",), subnet="apps", global_access=True, use_class=False
        )
    ),
    "gcp outside": with_service(load_balancer=GcpLoadBalancer(network_tier="Standard")),
    "azure inside": with_service(
        load_balancer=AzureLoadBalancer(
            internal=True, subnet="apps", ipv4_address="10.0.0.5", idle_timeout=30, health_probe_path="/edge"
        )
    ),
    "azure outside": with_service(load_balancer=AzureLoadBalancer(dns_label="llm", resource_group="rg")),
    "metallb": with_service(load_balancer=MetalLb(address_pool="edge", addresses=("192.0.2.1",))),
    "generic": with_service(
        load_balancer=GenericLoadBalancer(load_balancer_class="example.com/lb", annotations={"a/b": "c"})
    ),
    "tls 1.3": with_https(min_tls_version="1.3", ciphers=()),
    "existing": with_https(
        certificate=ExistingCertificate(secret=secret("tls"), by_hostname={HOSTS[0]: secret("special-tls")})
    ),
    "header": replace(
        EVERYTHING,
        client=replace(EVERYTHING.client, client_address=ClientAddressHeader(name="x-client", required=True)),
    ),
    "no redirect": replace(EVERYTHING, redirect=False, redirect_status_code=301),
    "beside": replace(
        EVERYTHING,
        controller_namespace="envoy-gateway-system",
        deploy_type="GatewayNamespace",
        envoy=replace(EVERYTHING.envoy, image_pull_secrets=(secret("registry"),)),
    ),
}
EXAMPLES = {"everything": EVERYTHING, **ALTERNATIVES}


def own(value: object) -> bool:
    return is_dataclass(value) and type(value).__module__.startswith("inference_platform.constructs.")


def chosen(props: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[type, str, tuple[str, ...]]]:
    """Class, name and path of every setting that differs from its default."""
    for field in fields(props):
        value = getattr(props, field.name)
        if field.default is not MISSING and value != field.default:
            yield type(props), field.name, (*path, field.name)
        if own(value):
            yield from chosen(value, (*path, field.name))


def without(props: Any, path: tuple[str, ...]) -> Any:
    """The same props with one setting at its default."""
    (default,) = (field.default for field in fields(props) if field.name == path[0])
    value = default if len(path) == 1 else without(getattr(props, path[0]), path[1:])
    return replace(props, **{path[0]: value})


def render(props: GatewayProps) -> list[dict[str, Any]]:
    from inference_platform_bindings.resource import manifests_of

    chart = cdk8s.Chart(cdk8s.Testing.app(), "test", namespace=NAMESPACE)
    Gateway(chart, "gateway", name=NAME, props=props)
    return manifests_of(chart)


def test_everything_is_a_snapshot(chart: cdk8s.Chart, manifests: Manifests, manifest_snapshot: Any) -> None:
    Gateway(chart, "gateway", name=NAME, props=EVERYTHING)
    assert manifests(chart) == manifest_snapshot


def test_every_setting_is_in_an_example() -> None:
    covered = {(kind, name) for props in EXAMPLES.values() for kind, name, _ in chosen(props)}
    optional = {
        (kind, field.name)
        for kind in vars(gateway).values()
        if inspect.isclass(kind) and is_dataclass(kind)
        for field in fields(kind)
        if field.default is not MISSING
    }
    assert sorted(f"{kind.__name__}.{name}" for kind, name in optional - covered) == []


def test_examples_are_allowed() -> None:
    assert {name: problems_of(props) for name, props in EXAMPLES.items()} == {name: [] for name in EXAMPLES}


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_setting_changes_the_manifests_or_is_needed(example: str) -> None:
    props = EXAMPLES[example]
    rendered = render(props)
    seen = {path for _, _, path in chosen(EVERYTHING)} if example != "everything" else set()
    idle = []
    for _, _, path in chosen(props):
        try:
            idle += [".".join(path)] if path not in seen and render(without(props, path)) == rendered else []
        except InvalidSettings:
            continue
    assert idle == []
