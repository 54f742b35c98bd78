from __future__ import annotations

from collections.abc import Callable
from typing import Any

import cdk8s
import pytest

from inference_platform.constructs.gateway import (
    AwsNlb,
    AzureLoadBalancer,
    ClientProps,
    Gateway,
    GatewayProps,
    GcpLoadBalancer,
    GenericLoadBalancer,
    HttpListener,
    HttpsListener,
    LoadBalancer,
    MetalLb,
    ServiceProps,
    load_balancer,
)
from inference_platform.constructs.gateway.listeners import ExistingCertificate
from inference_platform.errors import ConfigError, InvalidSettings
from inference_platform.refs import SecretRef

NAMESPACE = "llm-platform"
NAME = f"envoy-{NAMESPACE}-infra-gateway"
AWS = "service.beta.kubernetes.io/aws-load-balancer-"
AZURE = "service.beta.kubernetes.io/azure-"
Find = Callable[..., dict[str, Any]]
HTTPS = HttpsListener(certificate=ExistingCertificate(secret=SecretRef.existing(name="tls", namespace=NAMESPACE)))


@pytest.fixture
def service(chart: cdk8s.Chart, find: Find) -> Callable[..., dict[str, Any]]:
    """The envoyService of a gateway with these props."""

    def render(props: ServiceProps, **settings: Any) -> dict[str, Any]:
        Gateway(chart, "gateway", name="infra-gateway", props=GatewayProps(service=props, **settings))
        spec: dict[str, Any] = find(chart, "EnvoyProxy")["spec"]["provider"]["kubernetes"]["envoyService"]
        return spec

    return render


Service = Callable[..., dict[str, Any]]


def test_service_is_a_plain_load_balancer_with_a_stable_name(service: Service) -> None:
    assert service(ServiceProps()) == {"name": NAME, "type": "LoadBalancer"}


def test_aws_nlb_always_says_who_can_reach_it_and_which_controller_makes_it(service: Service) -> None:
    assert service(ServiceProps(load_balancer=AwsNlb())) == {
        "name": NAME,
        "type": "LoadBalancer",
        "loadBalancerClass": "service.k8s.aws/nlb",
        "annotations": {f"{AWS}scheme": "internet-facing", f"{AWS}nlb-target-type": "ip"},
    }


def test_aws_nlb_writes_its_settings_as_annotations(service: Service) -> None:
    balancer = AwsNlb(
        target_type="instance",
        name="llm-edge",
        cross_zone=True,
        subnets=("subnet-a", "subnet-b"),
        eip_allocations=("eipalloc-1", "eipalloc-2"),
        preserve_client_ip=False,
        deregistration_delay=600,
        security_groups=("sg-1",),
        tags={"team": "llm", "cost": "42"},
    )
    assert service(ServiceProps(load_balancer=balancer))["annotations"] == {
        f"{AWS}scheme": "internet-facing",
        f"{AWS}nlb-target-type": "instance",
        f"{AWS}name": "llm-edge",
        f"{AWS}attributes": "load_balancing.cross_zone.enabled=true",
        f"{AWS}subnets": "subnet-a,subnet-b",
        f"{AWS}eip-allocations": "eipalloc-1,eipalloc-2",
        f"{AWS}target-group-attributes": ("deregistration_delay.timeout_seconds=600,preserve_client_ip.enabled=false"),
        f"{AWS}security-groups": "sg-1",
        f"{AWS}additional-resource-tags": "cost=42,team=llm",
    }


def test_aws_nlb_inside_has_private_addresses(service: Service) -> None:
    balancer = AwsNlb(scheme="internal", private_ipv4_addresses=("10.0.0.5",))
    annotations = service(ServiceProps(load_balancer=balancer))["annotations"]
    assert annotations[f"{AWS}scheme"] == "internal"
    assert annotations[f"{AWS}private-ipv4-addresses"] == "10.0.0.5"


def test_aws_nlb_sends_the_proxy_protocol_that_envoy_expects(chart: cdk8s.Chart, find: Find, service: Service) -> None:
    spec = service(ServiceProps(load_balancer=AwsNlb()), client=ClientProps(proxy_protocol="Optional"))
    assert spec["annotations"][f"{AWS}proxy-protocol"] == "*"
    assert find(chart, "ClientTrafficPolicy")["spec"]["proxyProtocol"] == {"optional": True}


@pytest.mark.parametrize(
    ("balancer", "load_balancer_class", "annotations"),
    [
        (GcpLoadBalancer(), "networking.gke.io/l4-regional-external", None),
        (GcpLoadBalancer(scheme="internal"), "networking.gke.io/l4-regional-internal", None),
        (GcpLoadBalancer(use_class=False), None, {"cloud.google.com/l4-rbs": "enabled"}),
        (
            GcpLoadBalancer(scheme="internal", use_class=False, subnet="apps", global_access=True),
            None,
            {
                "networking.gke.io/load-balancer-type": "Internal",
                "networking.gke.io/internal-load-balancer-subnet": "apps",
                "networking.gke.io/internal-load-balancer-allow-global-access": "true",
            },
        ),
        (
            GcpLoadBalancer(static_addresses=("edge-v4", "edge-v6"), network_tier="Standard"),
            "networking.gke.io/l4-regional-external",
            {
                "networking.gke.io/load-balancer-ip-addresses": "edge-v4,edge-v6",
                "cloud.google.com/network-tier": "Standard",
            },
        ),
    ],
)
def test_gcp_load_balancer_is_chosen_by_class_or_annotation(
    service: Service,
    balancer: GcpLoadBalancer,
    load_balancer_class: str | None,
    annotations: dict[str, str] | None,
) -> None:
    spec = service(ServiceProps(load_balancer=balancer))
    assert (spec.get("loadBalancerClass"), spec.get("annotations")) == (load_balancer_class, annotations)


def test_azure_load_balancer_with_a_public_name(service: Service) -> None:
    balancer = AzureLoadBalancer(
        dns_label="llm", resource_group="rg_(edge)", ipv4_address="203.0.113.7", idle_timeout=30
    )
    assert service(ServiceProps(load_balancer=balancer))["annotations"] == {
        f"{AZURE}dns-label-name": "llm",
        f"{AZURE}load-balancer-resource-group": "rg_(edge)",
        f"{AZURE}load-balancer-ipv4": "203.0.113.7",
        f"{AZURE}load-balancer-tcp-idle-timeout": "30",
    }


def test_azure_load_balancer_inside_probes_a_path_with_http(service: Service) -> None:
    balancer = AzureLoadBalancer(internal=True, subnet="apps", health_probe_path="/healthz")
    spec = service(ServiceProps(load_balancer=balancer, external_traffic_policy="Cluster"))
    assert "loadBalancerClass" not in spec
    assert spec["annotations"] == {
        f"{AZURE}load-balancer-internal": "true",
        f"{AZURE}load-balancer-internal-subnet": "apps",
        f"{AZURE}load-balancer-health-probe-protocol": "http",
        f"{AZURE}load-balancer-health-probe-request-path": "/healthz",
    }


def test_metal_lb_takes_addresses_from_a_pool(service: Service) -> None:
    balancer = MetalLb(address_pool="edge", addresses=("192.0.2.10", "2001:db8::10"))
    assert service(ServiceProps(load_balancer=balancer))["annotations"] == {
        "metallb.io/address-pool": "edge",
        "metallb.io/loadBalancerIPs": "192.0.2.10,2001:db8::10",
    }


def test_generic_load_balancer_takes_class_and_annotations(service: Service) -> None:
    balancer = GenericLoadBalancer(
        load_balancer_class="io.cilium/bgp", annotations={"io.cilium/lb-ipam-ips": "192.0.2.1"}
    )
    spec = service(ServiceProps(load_balancer=balancer, annotations={"example.com/team": "llm"}))
    assert spec["loadBalancerClass"] == "io.cilium/bgp"
    assert spec["annotations"] == {"example.com/team": "llm", "io.cilium/lb-ipam-ips": "192.0.2.1"}


def test_source_ranges_and_traffic_policy_reach_the_service(service: Service) -> None:
    spec = service(ServiceProps(source_ranges=("203.0.113.0/24",), external_traffic_policy="Cluster"))
    assert spec["loadBalancerSourceRanges"] == ["203.0.113.0/24"]
    assert spec["externalTrafficPolicy"] == "Cluster"


def test_node_ports_are_patched_into_the_service_by_its_ports(service: Service) -> None:
    props = ServiceProps(type="NodePort", http_node_port=30080, https_node_port=30443)
    spec = service(props, http=HttpListener(port=8080), https=HTTPS)
    ports = [{"port": 8080, "nodePort": 30080}, {"port": 443, "nodePort": 30443}]
    assert spec["type"] == "NodePort"
    assert spec["patch"] == {"type": "StrategicMerge", "value": {"spec": {"ports": ports}}}


@pytest.mark.parametrize(
    ("cloud", "internal", "expected"),
    [
        ("aws", False, AwsNlb()),
        ("aws", True, AwsNlb(scheme="internal")),
        ("gcp", True, GcpLoadBalancer(scheme="internal")),
        ("azure", True, AzureLoadBalancer(internal=True)),
        ("bare-metal", False, MetalLb()),
    ],
)
def test_load_balancer_of_a_cloud_by_name(cloud: str, internal: bool, expected: LoadBalancer) -> None:
    assert load_balancer(cloud, internal=internal) == expected


def test_fails_when_the_cloud_is_not_known() -> None:
    with pytest.raises(
        ConfigError,
        match="cloud must be one of aws, gcp, azure, bare-metal, got 'oracle'; use GenericLoadBalancer",
    ):
        load_balancer("oracle")


def test_fails_when_bare_metal_should_be_internal() -> None:
    with pytest.raises(ConfigError, match="with bare-metal, got True; use MetalLb\\(address_pool="):
        load_balancer("bare-metal", internal=True)


def test_fails_when_a_load_balancer_is_given_by_name(service: Service) -> None:
    names = "AwsNlb or GcpLoadBalancer or AzureLoadBalancer or MetalLb or GenericLoadBalancer"
    with pytest.raises(InvalidSettings, match=f"service.load_balancer must be {names} or none, got 'aws'"):
        service(ServiceProps(load_balancer="aws"))  # type: ignore[arg-type]


AT_RULES: list[tuple[ServiceProps, str]] = [
    (
        ServiceProps(load_balancer=AwsNlb(scheme="internal", eip_allocations=("eipalloc-1",))),
        "load_balancer.eip_allocations must be left out unless scheme is internet-facing",
    ),
    (
        ServiceProps(load_balancer=AwsNlb(subnets=("a", "b"), eip_allocations=("eipalloc-1",))),
        "load_balancer.eip_allocations must be one for each of the 2 subnets",
    ),
    (
        ServiceProps(load_balancer=AwsNlb(private_ipv4_addresses=("10.0.0.1",))),
        "load_balancer.private_ipv4_addresses must be left out unless scheme is internal",
    ),
    (ServiceProps(load_balancer=AwsNlb(name="x" * 33)), "load_balancer.name must be a name of a Network Load"),
    (
        ServiceProps(load_balancer=GcpLoadBalancer(global_access=True)),
        "load_balancer.global_access must be left out unless scheme is internal",
    ),
    (
        ServiceProps(load_balancer=AzureLoadBalancer(internal=True, dns_label="llm")),
        "load_balancer.dns_label must be left out unless internal is false",
    ),
    (
        ServiceProps(load_balancer=AzureLoadBalancer(idle_timeout=3)),
        "load_balancer.idle_timeout must be from 4 to 100",
    ),
    (
        ServiceProps(load_balancer=AzureLoadBalancer(health_probe_path="/x")),
        "load_balancer.health_probe_path must be left out unless external_traffic_policy is Cluster",
    ),
    (ServiceProps(load_balancer=MetalLb(addresses=("10.0.0.300",))), "addresses\\[0\\] must be an IP address"),
    (
        ServiceProps(type="ClusterIP", load_balancer=AwsNlb()),
        "service.load_balancer must be left out with type ClusterIP",
    ),
    (
        ServiceProps(type="ClusterIP", external_traffic_policy="Local"),
        "service.external_traffic_policy must be left out with type ClusterIP",
    ),
    (
        ServiceProps(type="NodePort", source_ranges=("10.0.0.0/8",)),
        "service.source_ranges must be left out with type NodePort",
    ),
    (ServiceProps(source_ranges=("10.0.0.0/33",)), "source_ranges\\[0\\] must be a network"),
    (ServiceProps(http_node_port=30080), "service.http_node_port must be left out with type LoadBalancer"),
    (ServiceProps(type="NodePort", http_node_port=8080), "http_node_port must be from 30000 to 32767"),
    (
        ServiceProps(type="NodePort", http_node_port=30080, https_node_port=30080),
        "service.https_node_port must be another port than http_node_port",
    ),
    (
        ServiceProps(type="NodePort", https_node_port=30443),
        "service.https_node_port must be left out without https",
    ),
    (
        ServiceProps(load_balancer=AwsNlb(), annotations={f"{AWS}scheme": "internal"}),
        "annotations\\[.*scheme\\] must be left to load_balancer, got internal; set it in AwsNlb",
    ),
]


@pytest.mark.parametrize(("props", "message"), AT_RULES, ids=[message for _, message in AT_RULES])
def test_fails_when_service_settings_contradict_each_other(service: Service, props: ServiceProps, message: str) -> None:
    with pytest.raises(InvalidSettings, match=message):
        service(props)


@pytest.mark.parametrize("balancer", [GcpLoadBalancer(), AzureLoadBalancer(), MetalLb()])
def test_fails_when_a_load_balancer_cannot_send_the_proxy_protocol(service: Service, balancer: LoadBalancer) -> None:
    with pytest.raises(InvalidSettings, match=f"client.proxy_protocol must be left out with {type(balancer).__name__}"):
        service(ServiceProps(load_balancer=balancer), client=ClientProps(proxy_protocol="Required"))
