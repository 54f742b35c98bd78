"""The wiring of one construct tree: which pods talk to which, and what must exist outside the output.

Constructs that consume a ref say so here; the network policies and the inventory follow from it. There is one
`Wiring` per tree, found from any construct in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import ClassVar, Literal, Protocol

from constructs import Construct, IConstruct

from inference_platform.constructs.base import tree_of
from inference_platform.refs import Cidrs, ExternalObject, Peer, Pods
from inference_platform.units import Cidr, DnsLabel, LabelKey, LabelValue, Port
from inference_platform_crds import k8s

__all__ = ["NetworkProps", "Wiring"]

Protocols = Literal["TCP", "UDP"]


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkProps:
    """What network policies must know about the cluster around the platform."""

    enabled: bool = True
    """Whether network policies are rendered."""

    monitoring_namespaces: tuple[DnsLabel, ...] = ("monitoring",)
    """Namespaces whose pods may scrape metrics. Default: where kube-prometheus installs Prometheus."""

    dns_namespace: DnsLabel = "kube-system"
    """Namespace of the cluster's DNS servers."""

    dns_labels: Mapping[LabelKey, LabelValue] | None = None
    """Labels of the DNS servers' pods. Default: `k8s-app: kube-dns`, which CoreDNS carries too."""

    dns_networks: tuple[Cidr, ...] = ("169.254.20.10/32",)
    """Addresses that answer DNS besides those pods. Default: the address of NodeLocal DNSCache."""

    kubernetes_api_networks: tuple[Cidr, ...] = ("0.0.0.0/0",)
    """Addresses of the API server. Default: any, because it is outside the pod network and differs by cluster."""

    kubernetes_api_ports: tuple[Port, ...] = (443, 6443)
    """TCP ports of the API server, behind its Service as well."""

    internet_except: tuple[Cidr, ...] = ("169.254.0.0/16",)
    """Networks that stay closed where all addresses are opened. Default: link-local, with the clouds' metadata
    services that hand out credentials."""


@dataclass(frozen=True, slots=True)
class _Flow:
    client: Peer
    server: Peer
    port: int
    protocol: Protocols


class _HasExternal(Protocol):
    def external(self) -> ExternalObject | None: ...


class _Protected:
    """One workload with a network policy, and the flows that begin or end at it."""

    def __init__(self, pods: Pods) -> None:
        self.pods = pods
        self.ingress: list[_Flow] = []
        self.egress: list[_Flow] = []

    def note(self, flow: _Flow) -> bool:
        """Keep a flow that begins or ends at these pods, and say whether it does."""
        served, opened = _concerns(flow.server, self.pods), _concerns(flow.client, self.pods)
        if served:
            self.ingress.append(flow)
        if opened:
            self.egress.append(flow)
        return served or opened


class Wiring:
    """Flows and promises of one construct tree."""

    _trees: ClassVar[dict[str, Wiring]] = {}

    def __init__(self, network: NetworkProps) -> None:
        self.network = network
        # with hundreds of models there are thousands: compared by texts, not each with all the others
        self._flows: dict[tuple[str, str, int, str], _Flow] = {}
        self._protected: list[tuple[_Protected, k8s.NetworkPolicy]] = []
        self._external: dict[tuple[str, str | None, str], ExternalObject] = {}

    @classmethod
    def of(cls, scope: Construct) -> Wiring:
        """The wiring of the tree that `scope` is in; made with default network settings when there is none."""
        return cls._trees.setdefault(tree_of(scope), cls(NetworkProps()))

    @classmethod
    def start(cls, root: IConstruct, network: NetworkProps) -> Wiring:
        """Begin the wiring of a tree with the network settings of an environment."""
        wiring = cls._trees[tree_of(root)] = cls(network)
        return wiring

    def expects(self, *refs: _HasExternal | ExternalObject | None) -> None:
        """Record what a ref promises to exist outside the output; a ref to an own object promises nothing."""
        for ref in refs:
            external = ref if isinstance(ref, ExternalObject) or ref is None else ref.external()
            if external is None:
                continue
            identity = (external.kind, external.namespace, external.name)
            before = self._external.get(identity, external)
            self._external[identity] = replace(
                before,
                keys=tuple(sorted({*before.keys, *external.keys})),
                purpose=before.purpose or external.purpose,
            )

    @property
    def external_objects(self) -> tuple[ExternalObject, ...]:
        """Everything that must exist outside the output, sorted."""
        return tuple(self._external[identity] for identity in sorted(self._external, key=str))

    def protect(self, scope: Construct, id: str, *, name: str, pods: Pods) -> None:
        """Give a workload its network policy: nothing but DNS, plus the flows that `allow` names.

        Args:
            scope: The workload's construct.
            id: Construct id of the policy.
            name: Name of the policy.
            pods: The workload's pods, by their selector labels.
        """
        if not self.network.enabled:
            return
        protected = _Protected(pods)
        for flow in self._flows.values():
            protected.note(flow)
        policy = k8s.NetworkPolicy(
            scope,
            id,
            metadata=k8s.ObjectMeta(name=name, namespace=pods.namespace, labels=dict(pods.labels)),
            spec=self._spec(protected),
        )
        self._protected.append((protected, policy))

    def allow(self, *, client: Peer, server: Peer, port: int, protocol: Protocols = "TCP") -> None:
        """Open one flow at both ends, as far as they are protected; saying it twice is harmless.

        Args:
            client: Who opens the connection.
            server: Who answers.
            port: Port of the server's pods (not of its Service: policies see the pods).
            protocol: Transport.
        """
        key = (_order(client), _order(server), port, protocol)
        if key in self._flows:
            return
        flow = self._flows[key] = _Flow(client, server, port, protocol)
        for protected, policy in self._protected:
            if protected.note(flow):
                policy.manifest["spec"] = self._spec(protected)

    def allow_monitoring(self, *, server: Pods, port: int) -> None:
        """Let Prometheus scrape a port."""
        for namespace in self.network.monitoring_namespaces:
            self.allow(client=Pods.all_in(namespace), server=server, port=port)

    def allow_kubernetes_api(self, *, client: Pods) -> None:
        """Let pods reach the API server."""
        for port in self.network.kubernetes_api_ports:
            self.allow(client=client, server=Cidrs(self.network.kubernetes_api_networks), port=port)

    def allow_internet(self, *, client: Pods, port: int = 443) -> None:
        """Let pods reach any address outside, but for the networks that always stay closed."""
        self.allow(client=client, server=Cidrs(("0.0.0.0/0",), self.network.internet_except), port=port)

    def _spec(self, protected: _Protected) -> k8s.NetworkPolicySpec:
        pods = protected.pods
        return k8s.NetworkPolicySpec(
            pod_selector=k8s.LabelSelector(match_labels=dict(pods.labels)),
            policy_types=["Ingress", "Egress"],
            ingress=[
                k8s.NetworkPolicyIngressRule(from_=_peers(peer, pods.namespace), ports=ports)
                for peer, ports in _by_peer((flow.client, flow) for flow in protected.ingress)
            ],
            egress=[
                self._dns(),
                *(
                    k8s.NetworkPolicyEgressRule(to=_peers(peer, pods.namespace), ports=ports)
                    for peer, ports in _by_peer((flow.server, flow) for flow in protected.egress)
                ),
            ],
        )

    def _dns(self) -> k8s.NetworkPolicyEgressRule:
        servers = Pods(self.network.dns_namespace, self.network.dns_labels or {"k8s-app": "kube-dns"})
        return k8s.NetworkPolicyEgressRule(
            to=[*_peers(servers, ""), *_peers(Cidrs(self.network.dns_networks), "")],
            ports=[_port(53, "UDP"), _port(53, "TCP")],
        )


def _concerns(peer: Peer, pods: Pods) -> bool:
    """Whether a flow's end and a policy's pods overlap: one selector contains the other."""
    if not isinstance(peer, Pods) or peer.namespace != pods.namespace:
        return False
    ours, theirs = pods.labels.items(), peer.labels.items()
    return ours <= theirs or theirs <= ours


def _by_peer(flows: Iterable[tuple[Peer, _Flow]]) -> list[tuple[Peer, list[k8s.NetworkPolicyPort]]]:
    """One rule per peer with its ports, in an order that does not depend on the order of the constructs."""
    peers: dict[str, tuple[Peer, set[tuple[int, Protocols]]]] = {}
    for peer, flow in flows:
        peers.setdefault(_order(peer), (peer, set()))[1].add((flow.port, flow.protocol))
    return [
        (peer, [_port(port, protocol) for port, protocol in sorted(ports)])
        for _, (peer, ports) in sorted(peers.items(), key=lambda item: item[0])
    ]


def _order(peer: Peer) -> str:
    if isinstance(peer, Pods):
        return f"pods {peer.namespace} {sorted(peer.labels.items())}"
    return f"cidrs {peer.networks} {peer.except_}"


def _port(port: int, protocol: Protocols) -> k8s.NetworkPolicyPort:
    return k8s.NetworkPolicyPort(port=port, protocol=protocol)


def _peers(peer: Peer, own_namespace: str) -> list[k8s.NetworkPolicyPeer]:
    if isinstance(peer, Cidrs):
        return [
            k8s.NetworkPolicyPeer(ip_block=k8s.IPBlock(cidr=network, except_=list(peer.except_) or None))
            for network in peer.networks
        ]
    elsewhere = peer.namespace != own_namespace
    namespace = k8s.LabelSelector(match_labels={"kubernetes.io/metadata.name": peer.namespace})
    pods = k8s.LabelSelector(match_labels=dict(peer.labels))
    return [
        k8s.NetworkPolicyPeer(
            namespace_selector=namespace if elsewhere else None,
            pod_selector=pods if peer.labels or not elsewhere else None,
        )
    ]
