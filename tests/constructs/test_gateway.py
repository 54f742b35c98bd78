from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import cdk8s
import pytest

from inference_platform.connections import GatewayRef, Listener
from inference_platform.constructs.gateway import (
    CertManagerAnnotation,
    CertManagerCertificate,
    ClientProps,
    EnvoyProps,
    ExistingCertificate,
    ExternalDns,
    Gateway,
    GatewayProps,
    HttpListener,
    HttpsListener,
    NamespaceSelector,
    OwnGatewayClass,
    PodMonitor,
    Tracing,
)
from inference_platform.constructs.pods import Placement
from inference_platform.constructs.wiring import Wiring
from inference_platform.refs import (
    GatewayClassRef,
    IssuerRef,
    Pods,
    PriorityClassRef,
    SecretRef,
    ServiceRef,
)

NAME = "infra-gateway"
NAMESPACE = "llm-platform"
CONTROLLER = "envoy-gateway-system"
OWNER = {
    "gateway.envoyproxy.io/owning-gateway-name": NAME,
    "gateway.envoyproxy.io/owning-gateway-namespace": NAMESPACE,
}
TLS_SECRET = SecretRef.existing(name="wildcard-tls", namespace=NAMESPACE)
HTTPS = HttpsListener(certificate=ExistingCertificate(secret=TLS_SECRET))
Find = Callable[..., dict[str, Any]]
Manifests = Callable[[cdk8s.Chart], list[dict[str, Any]]]


@pytest.fixture
def app(tmp_path: Path) -> cdk8s.App:
    # Testing.app() is made by JavaScript: Python then sees another root each time and the wiring starts anew
    return cdk8s.App(outdir=str(tmp_path))


def build(chart: cdk8s.Chart, props: GatewayProps | None = None, name: str = NAME) -> Gateway:
    return Gateway(chart, name, name=name, props=props or GatewayProps())


def for_hosts(*hostnames: str, **settings: Any) -> HttpsListener:
    issuer = IssuerRef.existing("letsencrypt-prod")
    return HttpsListener(hostnames=hostnames, certificate=CertManagerCertificate(issuer=issuer), **settings)


def kinds(manifests: list[dict[str, Any]]) -> list[tuple[str, str, str | None]]:
    return [(each["kind"], each["metadata"]["name"], each["metadata"].get("namespace")) for each in manifests]


def test_minimal_renders_a_class_a_gateway_its_envoys_and_its_policy(chart: cdk8s.Chart, manifests: Manifests) -> None:
    build(chart)
    assert kinds(manifests(chart)) == [
        ("GatewayClass", "llm-gateway", None),
        ("EnvoyProxy", NAME, NAMESPACE),
        ("Gateway", NAME, NAMESPACE),
        ("ClientTrafficPolicy", NAME, NAMESPACE),
        ("PodMonitor", NAME, NAMESPACE),
    ]


def test_minimal_gateway_listens_on_plain_http_with_its_own_envoys(chart: cdk8s.Chart, find: Find) -> None:
    build(chart)
    assert find(chart, "Gateway")["spec"] == {
        "gatewayClassName": "llm-gateway",
        "infrastructure": {"parametersRef": {"group": "gateway.envoyproxy.io", "kind": "EnvoyProxy", "name": NAME}},
        "listeners": [
            {
                "name": "http",
                "port": 80,
                "protocol": "HTTP",
                "allowedRoutes": {"namespaces": {"from": "Same"}},
            }
        ],
    }


def test_class_names_the_controller_and_no_parameters(chart: cdk8s.Chart, find: Find) -> None:
    build(chart)
    assert find(chart, "GatewayClass")["spec"] == {
        "controllerName": "gateway.envoyproxy.io/gatewayclass-controller",
        "description": "Gateways of the inference platform",
    }


def test_second_gateway_shares_the_class_of_the_first(chart: cdk8s.Chart, manifests: Manifests, find: Find) -> None:
    edge = build(chart, GatewayProps(gateway_class=OwnGatewayClass(name="edge")))
    build(chart, GatewayProps(gateway_class=edge.gateway_class), name="inference-gateway")
    assert [each["kind"] for each in manifests(chart)].count("GatewayClass") == 1
    assert find(chart, "Gateway", "inference-gateway")["spec"]["gatewayClassName"] == "edge"
    assert Wiring.of(chart).external_objects == ()


def test_existing_class_is_expected_and_not_rendered(chart: cdk8s.Chart, manifests: Manifests) -> None:
    build(chart, GatewayProps(gateway_class=GatewayClassRef.existing("eg")))
    assert "GatewayClass" not in [each["kind"] for each in manifests(chart)]
    assert [(each.kind, each.name) for each in Wiring.of(chart).external_objects] == [("GatewayClass", "eg")]


def test_every_object_carries_the_standard_labels(chart: cdk8s.Chart, manifests: Manifests) -> None:
    build(chart, GatewayProps(https=for_hosts("llm.example.com"), client=ClientProps(max_request_body="50Mi")))
    for manifest in manifests(chart):
        assert manifest["metadata"]["labels"] == {
            "app.kubernetes.io/name": "envoy-gateway",
            "app.kubernetes.io/instance": NAME,
            "app.kubernetes.io/component": "gateway",
            "app.kubernetes.io/managed-by": "cdk8s",
            "app.kubernetes.io/part-of": "inference-platform",
        }


def test_redirect_is_a_route_on_the_plain_listener_alone(chart: cdk8s.Chart, find: Find) -> None:
    build(chart, GatewayProps(https=HTTPS))
    assert find(chart, "HTTPRoute", f"{NAME}-https-redirect")["spec"] == {
        "parentRefs": [{"group": "gateway.networking.k8s.io", "kind": "Gateway", "name": NAME, "sectionName": "http"}],
        "rules": [
            {
                "matches": [{"path": {"type": "PathPrefix", "value": "/"}}],
                "filters": [{"type": "RequestRedirect", "requestRedirect": {"scheme": "https", "statusCode": 301}}],
            }
        ],
    }


def test_redirect_names_an_unusual_https_port(chart: cdk8s.Chart, find: Find) -> None:
    https = HttpsListener(port=8443, certificate=ExistingCertificate(secret=TLS_SECRET))
    build(chart, GatewayProps(https=https, redirect_status_code=308))
    (rule,) = find(chart, "HTTPRoute")["spec"]["rules"]
    assert rule["filters"][0]["requestRedirect"] == {"scheme": "https", "port": 8443, "statusCode": 308}


@pytest.mark.parametrize("props", [{"redirect": False}, {"http": None}])
def test_no_redirect_when_switched_off_or_without_plain_http(
    chart: cdk8s.Chart, manifests: Manifests, props: dict[str, Any]
) -> None:
    build(chart, GatewayProps(https=HTTPS, **props))
    assert "HTTPRoute" not in [each["kind"] for each in manifests(chart)]


def test_routes_of_other_namespaces_cannot_pass_the_redirect(chart: cdk8s.Chart, find: Find) -> None:
    build(chart, GatewayProps(https=HTTPS, allowed_routes="All"))
    plain, secure = find(chart, "Gateway")["spec"]["listeners"]
    assert plain["allowedRoutes"] == {"namespaces": {"from": "Same"}}
    assert secure["allowedRoutes"] == {"namespaces": {"from": "All"}}


def test_namespaces_are_selected_by_name_and_label(chart: cdk8s.Chart, find: Find) -> None:
    selector = NamespaceSelector(names=("team-a", "team-b"), labels={"example.com/llm": "yes"})
    build(chart, GatewayProps(allowed_routes=selector))
    (listener,) = find(chart, "Gateway")["spec"]["listeners"]
    assert listener["allowedRoutes"]["namespaces"] == {
        "from": "Selector",
        "selector": {
            "matchLabels": {"example.com/llm": "yes"},
            "matchExpressions": [
                {"key": "kubernetes.io/metadata.name", "operator": "In", "values": ["team-a", "team-b"]}
            ],
        },
    }


def test_each_host_name_has_a_listener_and_a_certificate_of_its_own(chart: cdk8s.Chart, find: Find) -> None:
    build(chart, GatewayProps(http=None, https=for_hosts("llm.example.com", "*.llm.example.org")))
    found = [
        (each["name"], each["hostname"], each["tls"]["certificateRefs"])
        for each in find(chart, "Gateway")["spec"]["listeners"]
    ]
    one, two = f"{NAME}-llm-example-com-tls", f"{NAME}-wildcard-llm-example-org-tls"
    assert found == [
        ("https-llm-example-com", "llm.example.com", [{"group": "", "kind": "Secret", "name": one}]),
        ("https-wildcard-llm-example-org", "*.llm.example.org", [{"group": "", "kind": "Secret", "name": two}]),
    ]
    assert find(chart, "Certificate", two)["spec"]["dnsNames"] == ["*.llm.example.org"]


def test_certificate_asks_the_issuer_for_the_lifetime_and_key(chart: cdk8s.Chart, find: Find) -> None:
    issuer = IssuerRef.existing("ca", kind="Issuer", namespace=NAMESPACE)
    certificate = CertManagerCertificate(issuer=issuer, duration="24h", renew_before="8h", private_key="ECDSA-384")
    build(chart, GatewayProps(https=HttpsListener(hostnames=("llm.example.com",), certificate=certificate)))
    assert find(chart, "Certificate")["spec"] == {
        "secretName": f"{NAME}-llm-example-com-tls",
        "dnsNames": ["llm.example.com"],
        "duration": "24h",
        "renewBefore": "8h",
        "privateKey": {"algorithm": "ECDSA", "size": 384, "rotationPolicy": "Always"},
        "usages": ["digital signature", "key encipherment", "server auth"],
        "issuerRef": {"group": "cert-manager.io", "kind": "Issuer", "name": "ca"},
    }


@pytest.mark.parametrize(
    ("issuer", "annotation"),
    [
        (IssuerRef.existing("letsencrypt-prod"), {"cert-manager.io/cluster-issuer": "letsencrypt-prod"}),
        (IssuerRef.existing("ca", kind="Issuer", namespace=NAMESPACE), {"cert-manager.io/issuer": "ca"}),
    ],
)
def test_annotation_makes_cert_manager_issue_and_no_certificate_is_rendered(
    chart: cdk8s.Chart, manifests: Manifests, find: Find, issuer: IssuerRef, annotation: dict[str, str]
) -> None:
    https = HttpsListener(hostnames=("llm.example.com",), certificate=CertManagerAnnotation(issuer=issuer))
    build(chart, GatewayProps(https=https, annotations={"example.com/team": "llm"}))
    gateway = find(chart, "Gateway")
    assert gateway["metadata"]["annotations"] == annotation | {"example.com/team": "llm"}
    assert gateway["spec"]["listeners"][1]["tls"] == {
        "mode": "Terminate",
        "certificateRefs": [{"group": "", "kind": "Secret", "name": f"{NAME}-llm-example-com-tls"}],
    }
    assert "Certificate" not in [each["kind"] for each in manifests(chart)]


def test_existing_certificates_serve_all_or_single_host_names(chart: cdk8s.Chart, find: Find) -> None:
    special = SecretRef.existing(name="special-tls", namespace=NAMESPACE)
    certificate = ExistingCertificate(secret=TLS_SECRET, by_hostname={"b.example.com": special})
    build(
        chart,
        GatewayProps(
            http=None, https=HttpsListener(hostnames=("a.example.com", "b.example.com"), certificate=certificate)
        ),
    )
    listeners = find(chart, "Gateway")["spec"]["listeners"]
    assert [each["tls"]["certificateRefs"][0]["name"] for each in listeners] == ["wildcard-tls", "special-tls"]
    assert [(each.name, each.keys) for each in Wiring.of(chart).external_objects] == [
        ("special-tls", ("tls.crt", "tls.key")),
        ("wildcard-tls", ("tls.crt", "tls.key")),
    ]


def test_promises_go_to_the_inventory(chart: cdk8s.Chart) -> None:
    envoy = EnvoyProps(
        placement=Placement(priority_class=PriorityClassRef.existing("high")),
        image_pull_secrets=(SecretRef.existing(name="registry", namespace=CONTROLLER),),
        tracing=Tracing(collector=ServiceRef.existing(name="otel", namespace="monitoring", port=4317)),
    )
    build(chart, GatewayProps(https=for_hosts("llm.example.com"), envoy=envoy))
    assert {(each.kind, each.namespace, each.name, each.keys) for each in Wiring.of(chart).external_objects} == {
        ("ClusterIssuer", None, "letsencrypt-prod", ()),
        ("PriorityClass", None, "high", ()),
        ("Secret", CONTROLLER, "registry", (".dockerconfigjson",)),
        ("Service", "monitoring", "otel", ()),
    }


def test_ref_leads_apps_to_https_and_clients_to_a_stable_service(chart: cdk8s.Chart) -> None:
    ref = build(chart, GatewayProps(https=for_hosts("llm.example.com"))).ref
    pods = Pods(CONTROLLER, OWNER)
    secure = Listener(name="https-llm-example-com", port=443, protocol="HTTPS", hostname="llm.example.com")
    assert (ref.namespace, ref.name, ref.serving, ref.pods) == (NAMESPACE, NAME, (secure,), pods)
    assert ref.external() is None
    assert ref.service == ServiceRef(
        namespace=CONTROLLER,
        name=f"envoy-{NAMESPACE}-{NAME}",
        port=443,
        target_port=10443,
        pods=pods,
        port_name="https-443",
    )


def test_ref_of_plain_http_on_an_unprivileged_port_is_not_shifted(chart: cdk8s.Chart) -> None:
    service = build(chart, GatewayProps(http=HttpListener(port=8080))).ref.service
    assert service is not None
    assert (service.port, service.pod_port, service.port_name) == (8080, 8080, "http-8080")
    assert service.url() == f"http://envoy-{NAMESPACE}-{NAME}.{CONTROLLER}.svc.cluster.local:8080"


def test_gateway_namespace_mode_runs_envoy_beside_the_gateway(chart: cdk8s.Chart, find: Find) -> None:
    ref = build(chart, GatewayProps(deploy_type="GatewayNamespace")).ref
    assert ref.pods == Pods(NAMESPACE, OWNER)
    assert ref.service is not None
    assert (ref.service.namespace, ref.service.name) == (NAMESPACE, NAME)
    kubernetes = find(chart, "EnvoyProxy")["spec"]["provider"]["kubernetes"]
    assert kubernetes["envoyService"]["name"] == NAME
    assert find(chart, "PodMonitor")["spec"]["namespaceSelector"] == {"matchNames": [NAMESPACE]}


def test_existing_gateway_is_only_a_ref() -> None:
    ref = Gateway.existing(name="edge", namespace="infra", listeners=(Listener(name="web", port=80, protocol="HTTP"),))
    assert isinstance(ref, GatewayRef)
    assert ref.external() is not None
    assert ref.pods.namespace == CONTROLLER


def test_monitor_scrapes_the_envoys_in_the_controllers_namespace(chart: cdk8s.Chart, find: Find) -> None:
    build(chart, GatewayProps(pod_monitor=PodMonitor(interval="15s", labels={"release": "prometheus"})))
    monitor = find(chart, "PodMonitor")
    assert monitor["metadata"]["labels"]["release"] == "prometheus"
    assert monitor["spec"] == {
        "namespaceSelector": {"matchNames": [CONTROLLER]},
        "selector": {"matchLabels": OWNER},
        "podMetricsEndpoints": [{"port": "metrics", "path": "/stats/prometheus", "interval": "15s"}],
    }


def test_monitor_can_be_left_out(chart: cdk8s.Chart, manifests: Manifests) -> None:
    build(chart, GatewayProps(pod_monitor=None))
    assert "PodMonitor" not in [each["kind"] for each in manifests(chart)]


def test_collector_lets_the_envoys_send_traces(chart: cdk8s.Chart, find: Find) -> None:
    collector = Pods(NAMESPACE, {"app": "otel"})
    Wiring.of(chart).protect(chart, "policy", name="otel", pods=collector)
    service = ServiceRef(namespace=NAMESPACE, name="otel", port=4317, pods=collector)
    build(chart, GatewayProps(envoy=EnvoyProps(tracing=Tracing(collector=service))))
    (rule,) = find(chart, "NetworkPolicy")["spec"]["ingress"]
    assert rule["ports"] == [{"port": 4317, "protocol": "TCP"}]
    assert rule["from"] == [
        {
            "namespaceSelector": {"matchLabels": {"kubernetes.io/metadata.name": CONTROLLER}},
            "podSelector": {"matchLabels": OWNER},
        }
    ]


def test_external_dns_target_is_an_annotation_of_the_gateway_for_every_version(chart: cdk8s.Chart, find: Find) -> None:
    build(chart, GatewayProps(external_dns=ExternalDns(target="edge.example.net")))
    assert find(chart, "Gateway")["metadata"]["annotations"] == {
        "external-dns.alpha.kubernetes.io/target": "edge.example.net",
        "external-dns.kubernetes.io/target": "edge.example.net",
    }
    assert "annotations" not in find(chart, "EnvoyProxy")["spec"]["provider"]["kubernetes"]["envoyService"]


def test_external_dns_reads_the_listeners_host_names_from_the_service(chart: cdk8s.Chart, find: Find) -> None:
    dns = ExternalDns(source="service", ttl=60, annotation_prefixes=("dns.example.com/",))
    build(chart, GatewayProps(https=for_hosts("llm.example.com", "chat.example.com"), external_dns=dns))
    assert "annotations" not in find(chart, "Gateway")["metadata"]
    service = find(chart, "EnvoyProxy")["spec"]["provider"]["kubernetes"]["envoyService"]
    assert service["annotations"] == {
        "dns.example.com/hostname": "llm.example.com,chat.example.com",
        "dns.example.com/ttl": "60",
    }


def test_rendering_is_the_same_every_time(chart: cdk8s.Chart, manifests: Manifests) -> None:
    props = GatewayProps(https=for_hosts("b.example.com", "a.example.com"), annotations={"b": "1", "a": "2"})
    build(chart, props)
    again = cdk8s.Chart(cdk8s.Testing.app(), "again", namespace=NAMESPACE)
    build(again, props)
    assert manifests(chart) == manifests(again)
