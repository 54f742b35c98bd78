"""How the Service of a gateway is reached from outside, and which DNS records it gets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Literal

from inference_platform.constructs.gateway.load_balancers import AzureLoadBalancer, LoadBalancer
from inference_platform.errors import Problem
from inference_platform.units import Between, Cidr, LabelKey, Matches, WildcardHostname

__all__ = ["ExternalDns", "NodePort", "ServiceProps"]

NodePort = Annotated[int, Between(30000, 32767)]


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceProps:
    """The Service in front of the Envoy pods."""

    type: Literal["LoadBalancer", "ClusterIP", "NodePort"] = "LoadBalancer"
    """Type of the Service."""

    load_balancer: LoadBalancer | None = None
    """Which load balancer, and its settings. Default: whatever the cluster gives a Service of that type."""

    source_ranges: tuple[Cidr, ...] = ()
    """Networks that may reach the load balancer. Default: all."""

    external_traffic_policy: Literal["Local", "Cluster"] | None = None
    """Whether only nodes with an Envoy pod take traffic, which keeps the client's address. Default: Envoy
    Gateway's, Local."""

    http_node_port: NodePort | None = None
    """Node port of the HTTP listener. Default: Kubernetes chooses."""

    https_node_port: NodePort | None = None
    """Node port of the HTTPS listeners. Default: Kubernetes chooses."""

    annotations: Mapping[LabelKey, str] | None = None
    """More annotations of the Service. Default: none."""

    def annotations_with(self, *, proxy_protocol: bool) -> dict[str, str]:
        """All annotations of the Service but those for DNS."""
        balancer = self.load_balancer
        known = {} if balancer is None else balancer.service_annotations(proxy_protocol=proxy_protocol)
        return known | dict(self.annotations or {})

    def rules(self) -> Iterator[Problem]:
        """Settings that another type ignores, and what the API server refuses."""
        for field, types in (
            ("load_balancer", ("LoadBalancer",)),
            ("source_ranges", ("LoadBalancer",)),
            ("external_traffic_policy", ("LoadBalancer", "NodePort")),
            ("http_node_port", ("NodePort",)),
            ("https_node_port", ("NodePort",)),
        ):
            value = getattr(self, field)
            if value and self.type not in types:
                yield Problem(
                    field=field,
                    must_be=f"left out with type {self.type}",
                    got=value,
                    do=f"set type to {' or '.join(types)} or remove it",
                )
        if self.http_node_port and self.http_node_port == self.https_node_port:
            yield Problem(
                field="https_node_port",
                must_be="another port than http_node_port",
                got=self.https_node_port,
                do="give each listener its own node port",
            )
        yield from self._load_balancer_rules()

    def _load_balancer_rules(self) -> Iterator[Problem]:
        balancer = self.load_balancer
        if balancer is None:
            return
        known = balancer.service_annotations(proxy_protocol=True)
        for key in sorted(known.keys() & (self.annotations or {}).keys()):
            yield Problem(
                field=f"annotations[{key}]",
                must_be="left to load_balancer",
                got=(self.annotations or {})[key],
                do=f"set it in {type(balancer).__name__}",
            )
        probes_path = isinstance(balancer, AzureLoadBalancer) and balancer.health_probe_path
        if probes_path and self.external_traffic_policy != "Cluster":
            yield Problem(
                field="load_balancer.health_probe_path",
                must_be="left out unless external_traffic_policy is Cluster",
                got=probes_path,
                do="set external_traffic_policy to Cluster: with Local, Azure asks the node's health check port",
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class ExternalDns:
    """What external-dns should know. With the source `gateway-httproute` it reads host names from the routes."""

    source: Literal["gateway", "service"] = "gateway"
    """Whether it watches the Gateway's routes (sources gateway-*) or the Service."""

    target: Annotated[str, Matches(r"[A-Za-z0-9.:_-]+", "an address or a host name", "give one target")] | None = None
    """What the records point to. Default: the address of the Gateway or Service."""

    hostnames: tuple[WildcardHostname, ...] = ()
    """Names of the Service's records. Default: the host names of the listeners."""

    ttl: Annotated[int, Between(1, 2147483647)] | None = None
    """Time to live of the Service's records, in seconds. Default: the DNS provider's."""

    annotation_prefixes: tuple[
        Annotated[str, Matches(r"[a-z0-9.-]+/", "a prefix that ends with /", "write it as external-dns has it")], ...
    ] = ("external-dns.alpha.kubernetes.io/", "external-dns.kubernetes.io/")
    """Prefixes of its annotations. Default: that of versions up to 0.21 and that of 0.22 and newer, which ignore
    each other's."""

    def gateway_annotations(self) -> dict[str, str]:
        """Annotations of the Gateway; the target is the only one that external-dns reads there."""
        return self._annotations({"target": self.target}) if self.source == "gateway" else {}

    def service_annotations(self, hostnames: tuple[str, ...]) -> dict[str, str]:
        """Annotations of the Service, with the listeners' host names."""
        if self.source == "gateway":
            return {}
        names = ",".join(self.hostnames or hostnames)
        return self._annotations(
            {"hostname": names, "target": self.target, "ttl": None if self.ttl is None else str(self.ttl)}
        )

    def _annotations(self, values: Mapping[str, str | None]) -> dict[str, str]:
        return {
            f"{prefix}{key}": value
            for prefix in self.annotation_prefixes
            for key, value in values.items()
            if value is not None
        }

    def rules(self) -> Iterator[Problem]:
        """Annotations that external-dns would not read."""
        if self.source == "service":
            return
        if self.target is None:
            yield Problem(
                field="target",
                must_be="given with source gateway",
                got=None,
                do="leave external_dns out: external-dns reads host names and addresses without annotations",
            )
        for field in ("hostnames", "ttl"):
            if getattr(self, field):
                yield Problem(
                    field=field,
                    must_be="left out with source gateway",
                    got=getattr(self, field),
                    do="set it on the routes: external-dns reads only the target from a Gateway",
                )
