"""Rules: network policies are for pods that exist, on ports that those pods have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from inference_platform.checks import kinds
from inference_platform.checks.index import Index
from inference_platform.checks.manifest import Manifest
from inference_platform.checks.reading import number, rows, table, text
from inference_platform.checks.references.pods import selects_nothing
from inference_platform.checks.rule import Violation, rule
from inference_platform.checks.selectors import PodSet

__all__ = ["gateway_pods", "network_peers", "network_pods", "network_ports"]

_NAMESPACE_LABEL = "kubernetes.io/metadata.name"
_GATEWAY_LABEL = "gateway.envoyproxy.io/owning-gateway"
_DIRECTIONS = (("ingress", "from"), ("egress", "to"))


@rule("reference/network-pods")
def network_pods(index: Index) -> Iterator[Violation]:
    """A NetworkPolicy that is not for all pods of its namespace matches some."""
    for policy in index.of(kinds.NETWORK_POLICY):
        selector = table(policy.spec, "podSelector")
        known = policy.namespace in index.namespaces
        if selector and known and not index.pods.selected(policy.namespace, selector):
            yield selects_nothing(policy, "spec.podSelector", selector)


@rule("reference/network-peers")
def network_peers(index: Index) -> Iterator[Violation]:
    """A NetworkPolicy's peers in namespaces of the output are pods of the output."""
    for policy in index.of(kinds.NETWORK_POLICY):
        for direction, peers in _DIRECTIONS:
            for i, entry in enumerate(rows(policy.spec, direction)):
                for j, peer in enumerate(rows(entry, peers)):
                    if _peer_pods(index, policy, peer) == []:
                        field = f"spec.{direction}[{i}].{peers}[{j}].podSelector"
                        yield selects_nothing(policy, field, table(peer, "podSelector"))


@rule("reference/network-port")
def network_ports(index: Index) -> Iterator[Violation]:
    """A NetworkPolicy opens ports that the pods at that end have; it does not see the ports of Services."""
    for policy in index.of(kinds.NETWORK_POLICY):
        own = index.pods.selected(policy.namespace, table(policy.spec, "podSelector"))
        if policy.namespace not in index.namespaces:
            own = []
        for direction, _ in _DIRECTIONS:
            for position, entry in enumerate(rows(policy.spec, direction)):
                servers = own if direction == "ingress" else _servers(index, policy, entry)
                yield from _closed_ports(policy, f"spec.{direction}[{position}]", entry, servers)


@rule("reference/gateway-pods")
def gateway_pods(index: Index) -> Iterator[Violation]:
    """A selector for the proxies of a Gateway names one that exists."""
    for manifest, field, selector in _pod_selectors(index):
        labels = table(selector, "matchLabels")
        name, namespace = text(labels, f"{_GATEWAY_LABEL}-name"), text(labels, f"{_GATEWAY_LABEL}-namespace")
        if not name or (namespace and index.find(kinds.GATEWAY, namespace, name)):
            continue
        if namespace or name not in {gateway.name for gateway in index.of(kinds.GATEWAY)}:
            yield Violation(
                manifest,
                f"{field}.matchLabels[{_GATEWAY_LABEL}-name]",
                f"an existing Gateway{f' in namespace {namespace}' if namespace else ''}",
                name,
                "correct the name or the namespace, or declare the Gateway as external",
            )


def _pod_selectors(index: Index) -> Iterator[tuple[Manifest, str, Mapping[str, Any]]]:
    for monitor in index.of(kinds.POD_MONITOR):
        yield monitor, "spec.selector", table(monitor.spec, "selector")
    for policy in index.of(kinds.NETWORK_POLICY):
        yield policy, "spec.podSelector", table(policy.spec, "podSelector")
        for direction, peers in _DIRECTIONS:
            for i, entry in enumerate(rows(policy.spec, direction)):
                for j, peer in enumerate(rows(entry, peers)):
                    yield policy, f"spec.{direction}[{i}].{peers}[{j}].podSelector", table(peer, "podSelector")


def _servers(index: Index, policy: Manifest, entry: Mapping[str, Any]) -> list[PodSet]:
    """The pods that an egress rule leads to; none if some of them are not known."""
    found: list[PodSet] = []
    for peer in rows(entry, "to"):
        pods = _peer_pods(index, policy, peer)
        if not pods:
            return []
        found.extend(pods)
    return found


def _closed_ports(policy: Manifest, field: str, entry: Mapping[str, Any], servers: list[PodSet]) -> Iterator[Violation]:
    if not servers:
        return
    for position, port in enumerate(rows(entry, "ports")):
        if not any(_listens(pods, port) for pods in servers):
            numbers = sorted({value for pods in servers for value in pods.numbers or ()})
            yield Violation(
                policy,
                f"{field}.ports[{position}].port",
                f"a port of the pods ({', '.join(map(str, numbers))})",
                str(port.get("port")),
                "use the port that the pods listen on, not that of their Service",
            )


def _listens(pods: PodSet, port: Mapping[str, Any]) -> bool:
    """Whether pods have a port of a policy, as far as that is known."""
    if pods.ports is None or pods.numbers is None:
        return True
    name, first, last = text(port, "port"), number(port, "port"), number(port, "endPort")
    if name:
        return name in pods.ports
    return first is None or any(first <= value <= (last or first) for value in pods.numbers)


def _peer_pods(index: Index, policy: Manifest, peer: Mapping[str, Any]) -> list[PodSet] | None:
    """The pods of a peer; None if it cannot be told, or if it means all pods of somewhere."""
    namespace, selector = _peer_namespace(policy, peer), table(peer, "podSelector")
    if namespace is None or not selector or namespace not in index.namespaces:
        return None
    if any(item.kind == "Service" and item.namespace == namespace for item in index.declared.external):
        return None  # Somebody else's pods are there, too.
    return index.pods.selected(namespace, selector)


def _peer_namespace(policy: Manifest, peer: Mapping[str, Any]) -> str | None:
    """The one namespace that a peer's pods are in, or None if that cannot be told."""
    if peer.get("namespaceSelector") is None:
        return policy.namespace
    labels = table(peer, "namespaceSelector", "matchLabels")
    return text(labels, _NAMESPACE_LABEL) or None if len(labels) == 1 else None
