"""Rules: Services and network policies that the API server accepts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from ipaddress import ip_network
from typing import Any

from inference_platform.checks import kinds
from inference_platform.checks.index import Index
from inference_platform.checks.manifest import Manifest
from inference_platform.checks.reading import number, rows, table, text, words
from inference_platform.checks.rule import Violation, rule
from inference_platform_bindings.formats import CHECKS

__all__ = ["cluster_addresses", "network_peers", "network_ports", "service_node_ports", "service_ports", "service_type"]

_ADDRESS = CHECKS["kubernetes-ip"]


@rule("service/ports")
def service_ports(index: Index) -> Iterator[Violation]:
    """A Service has ports; several have names, and no name and no number comes twice."""
    for service in index.of(kinds.SERVICE):
        ports = rows(service.spec, "ports")
        headless = text(service.spec, "clusterIP") == "None"
        if not ports and not headless and text(service.spec, "type") != "ExternalName":
            yield Violation(service, "spec.ports", "at least one port", "none", "name the ports of the pods")
        yield from _service_port_names(service, ports)
        seen = set()
        for position, port in enumerate(ports):
            place = (number(port, "port"), text(port, "protocol") or "TCP")
            if place in seen:
                shown = f"{place[0]}/{place[1]} twice"
                yield Violation(service, f"spec.ports[{position}]", "of a number of its own", shown, "remove one")
            seen.add(place)


def _service_port_names(service: Manifest, ports: list[Mapping[str, Any]]) -> Iterator[Violation]:
    seen = set()
    for position, port in enumerate(ports):
        name = text(port, "name")
        field = f"spec.ports[{position}].name"
        if not name and len(ports) > 1:
            yield Violation(service, field, "given where there are several ports", "nothing", "name every port")
        elif name and name in seen:
            yield Violation(service, field, "unique in the Service", name, "rename one of the ports")
        seen.add(name)


@rule("service/type")
def service_type(index: Index) -> Iterator[Violation]:
    """A Service has only the fields that its type allows."""
    for service in index.of(kinds.SERVICE):
        kind = text(service.spec, "type") or "ClusterIP"
        exposed = kind in ("LoadBalancer", "NodePort")
        if kind == "ExternalName" and not text(service.spec, "externalName"):
            yield Violation(service, "spec.externalName", "given", "nothing", "name the host that it stands for")
        if text(service.spec, "clusterIP") == "None" and kind != "ClusterIP":
            yield Violation(service, "spec.type", "ClusterIP for a headless Service", kind, "remove type or clusterIP")
        for key in ("loadBalancerClass", "loadBalancerSourceRanges", "allocateLoadBalancerNodePorts"):
            if service.spec.get(key) is not None and kind != "LoadBalancer":
                yield Violation(service, f"spec.{key}", "absent unless type is LoadBalancer", kind, "remove it")
        if service.spec.get("externalTrafficPolicy") is not None and not exposed:
            yield Violation(
                service, "spec.externalTrafficPolicy", "absent unless the Service is exposed", kind, "remove it"
            )


@rule("service/node-port")
def service_node_ports(index: Index) -> Iterator[Violation]:
    """A Service takes ports of the nodes only if its type does."""
    for service in index.of(kinds.SERVICE):
        kind = text(service.spec, "type") or "ClusterIP"
        for position, port in enumerate(rows(service.spec, "ports")):
            if kind == "ClusterIP" and number(port, "nodePort"):
                field = f"spec.ports[{position}].nodePort"
                yield Violation(service, field, "absent unless the Service is exposed", port["nodePort"], "remove it")
        local = kind == "LoadBalancer" and text(service.spec, "externalTrafficPolicy") == "Local"
        if number(service.spec, "healthCheckNodePort") and not local:
            yield Violation(
                service,
                "spec.healthCheckNodePort",
                "absent unless type is LoadBalancer and externalTrafficPolicy is Local",
                service.spec["healthCheckNodePort"],
                "remove it",
            )


@rule("service/cluster-ip")
def cluster_addresses(index: Index) -> Iterator[Violation]:
    """A Service's cluster addresses are addresses or `None`, and `clusterIP` is the first of them."""
    for service in index.of(kinds.SERVICE):
        first, several = text(service.spec, "clusterIP"), words(service.spec, "clusterIPs")
        if text(service.spec, "type") == "ExternalName":
            if several or first not in ("", "None"):
                field = "spec.clusterIPs" if several else "spec.clusterIP"
                yield Violation(service, field, "absent with type ExternalName", (several or [first])[0], "remove it")
            continue
        if several and several[0] != first:
            advice = "repeat it in clusterIP, or leave clusterIPs out"
            yield Violation(service, "spec.clusterIPs", f"led by clusterIP ({first or 'absent'})", several[0], advice)
        for address in dict.fromkeys([*([first] if first else []), *several]):
            if not (_ADDRESS.accepts(address) or (address == "None" and len(several) < 2)):
                field = "spec.clusterIP" if address == first else "spec.clusterIPs"
                yield Violation(service, field, "an IP address, or None alone", address or "nothing", "correct it")


def _entries(policy: Manifest) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    for direction, peers in (("ingress", "from"), ("egress", "to")):
        for position, entry in enumerate(rows(policy.spec, direction)):
            yield f"spec.{direction}[{position}]", peers, entry


@rule("network/peers")
def network_peers(index: Index) -> Iterator[Violation]:
    """A peer of a NetworkPolicy is either a network or a selector, and exceptions lie inside the network."""
    for policy in index.of(kinds.NETWORK_POLICY):
        for entry_field, peers, entry in _entries(policy):
            for position, peer in enumerate(rows(entry, peers)):
                field = f"{entry_field}.{peers}[{position}]"
                selectors = [key for key in ("podSelector", "namespaceSelector") if peer.get(key) is not None]
                if (peer.get("ipBlock") is None) != bool(selectors):
                    shown = " and ".join(key for key, value in peer.items() if value is not None) or "nothing"
                    yield Violation(policy, field, "either ipBlock or selectors", shown, "make two peers of it")
                elif not selectors:
                    yield from _block(policy, f"{field}.ipBlock", table(peer, "ipBlock"))


def _block(policy: Manifest, field: str, block: Mapping[str, Any]) -> Iterator[Violation]:
    cidr = text(block, "cidr")
    try:
        network = ip_network(cidr)
    except ValueError:
        yield Violation(
            policy, f"{field}.cidr", "a network such as 10.0.0.0/8", cidr or "nothing", "clear the bits of the host"
        )
        return
    excluded = block.get("except")
    for item in excluded if isinstance(excluded, list | tuple) else ():
        try:
            inside = ip_network(item)
            valid = inside.version == network.version and inside != network and inside.subnet_of(network)  # type: ignore[arg-type]
        except (ValueError, TypeError):
            valid = False
        if not valid:
            yield Violation(policy, f"{field}.except", f"networks inside {cidr}", item, "correct or remove it")


@rule("network/ports")
def network_ports(index: Index) -> Iterator[Violation]:
    """A range of ports of a NetworkPolicy has two numbers in order."""
    for policy in index.of(kinds.NETWORK_POLICY):
        for entry_field, _, entry in _entries(policy):
            for position, port in enumerate(rows(entry, "ports")):
                field = f"{entry_field}.ports[{position}]"
                first, last = port.get("port"), port.get("endPort")
                if last is not None and not (isinstance(first, int) and isinstance(last, int) and first <= last):
                    yield Violation(
                        policy, f"{field}.endPort", "at least port, which is a number", last, "correct the range"
                    )
