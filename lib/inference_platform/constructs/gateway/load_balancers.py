"""The load balancers that clouds put in front of a Service, as plain data that knows its annotations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, ClassVar, Literal

from inference_platform.constructs.gateway.aws_nlb import AwsNlb, IpAddress
from inference_platform.errors import ConfigError, Problem
from inference_platform.units import Between, DnsLabel, DnsSubdomain, LabelKey, Matches

__all__ = [
    "AwsNlb",
    "AzureLoadBalancer",
    "GcpLoadBalancer",
    "GenericLoadBalancer",
    "LoadBalancer",
    "MetalLb",
    "load_balancer",
]

_AZURE = "service.beta.kubernetes.io/azure-"

ResourceGroup = Annotated[
    str,
    Matches(r"[-A-Za-z0-9_.()]{1,90}", "a name of a resource group", "use letters, digits, '-', '_', '.', '(' and ')'"),
]
ClassName = Annotated[
    str,
    Matches(r"[A-Za-z0-9][-A-Za-z0-9_./]*", "a class such as example.com/nlb", "spell it as the controller does"),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class GcpLoadBalancer:
    """A passthrough Network Load Balancer of Google Kubernetes Engine."""

    sends_proxy_protocol: ClassVar[bool] = False

    scheme: Literal["external", "internal"] = "external"
    """Who can reach it."""

    static_addresses: tuple[DnsLabel, ...] = ()
    """Names of reserved regional addresses, at most one for each IP family. Default: an ephemeral address."""

    network_tier: Literal["Premium", "Standard"] | None = None
    """Network tier of an external address. Default: the project's."""

    subnet: DnsLabel | None = None
    """Subnet of an internal address. Default: the cluster's."""

    global_access: bool = False
    """Whether clients of other regions reach an internal one."""

    use_class: bool = True
    """Whether it is chosen by class (GKE 1.33.1-gke.1779000 or newer) or by the older annotations."""

    def service_class(self) -> str | None:
        """The class of GKE's regional load balancers."""
        return f"networking.gke.io/l4-regional-{self.scheme}" if self.use_class else None

    def service_annotations(self, *, proxy_protocol: bool) -> dict[str, str]:
        """Annotations of the Service."""
        del proxy_protocol  # refused by the gateway's rules: GKE's cannot send it
        by_annotation = {
            "external": {"cloud.google.com/l4-rbs": "enabled"},
            "internal": {"networking.gke.io/load-balancer-type": "Internal"},
        }
        found = {} if self.use_class else by_annotation[self.scheme]
        if self.static_addresses:
            found |= {"networking.gke.io/load-balancer-ip-addresses": ",".join(self.static_addresses)}
        if self.network_tier:
            found |= {"cloud.google.com/network-tier": self.network_tier}
        if self.subnet:
            found |= {"networking.gke.io/internal-load-balancer-subnet": self.subnet}
        if self.global_access:
            found |= {"networking.gke.io/internal-load-balancer-allow-global-access": "true"}
        return found

    def rules(self) -> Iterator[Problem]:
        """Settings that the other scheme ignores."""
        for field, scheme in (("network_tier", "external"), ("subnet", "internal"), ("global_access", "internal")):
            if getattr(self, field) and self.scheme != scheme:
                yield Problem(
                    field=field,
                    must_be=f"left out unless scheme is {scheme}",
                    got=getattr(self, field),
                    do=f"set scheme to {scheme} or remove it",
                )


@dataclass(frozen=True, slots=True, kw_only=True)
class AzureLoadBalancer:
    """A Standard Load Balancer of Azure Kubernetes Service."""

    sends_proxy_protocol: ClassVar[bool] = False

    internal: bool = False
    """Whether it has a private address."""

    subnet: DnsLabel | None = None
    """Subnet of a private address. Default: the cluster's."""

    ipv4_address: IpAddress | None = None
    """Its address, reserved for a public one. Default: Azure chooses."""

    dns_label: DnsLabel | None = None
    """Label under `<region>.cloudapp.azure.com` of a public address. Default: none."""

    resource_group: ResourceGroup | None = None
    """Resource group of a reserved public address. Default: that of the nodes."""

    idle_timeout: Annotated[int, Between(4, 100)] | None = None
    """How long a silent connection lives, in minutes. Default: Azure's, 4; Envoy's keepalives count as sound."""

    health_probe_path: Annotated[str, Matches(r"/\S*", "a path", "start it with /")] | None = None
    """HTTP path that tells whether a node is healthy. Default: a TCP connection."""

    def service_class(self) -> None:
        """None: Azure's is the cluster's default."""

    def service_annotations(self, *, proxy_protocol: bool) -> dict[str, str]:
        """Annotations of the Service."""
        del proxy_protocol  # refused by the gateway's rules: only a private link service sends it
        values = {
            "load-balancer-internal": "true" if self.internal else None,
            "load-balancer-internal-subnet": self.subnet,
            "load-balancer-ipv4": self.ipv4_address,
            "dns-label-name": self.dns_label,
            "load-balancer-resource-group": self.resource_group,
            "load-balancer-tcp-idle-timeout": None if self.idle_timeout is None else str(self.idle_timeout),
            # without it the path is not used: the port has no appProtocol, which makes the probe a TCP one
            "load-balancer-health-probe-protocol": "http" if self.health_probe_path else None,
            "load-balancer-health-probe-request-path": self.health_probe_path,
        }
        return {f"{_AZURE}{key}": value for key, value in values.items() if value is not None}

    def rules(self) -> Iterator[Problem]:
        """Settings that the other kind of address ignores."""
        for field, internal in (("subnet", True), ("dns_label", False), ("resource_group", False)):
            if getattr(self, field) and self.internal != internal:
                yield Problem(
                    field=field,
                    must_be=f"left out unless internal is {str(internal).lower()}",
                    got=getattr(self, field),
                    do=f"set internal to {internal} or remove it",
                )


@dataclass(frozen=True, slots=True, kw_only=True)
class MetalLb:
    """MetalLB, for clusters without a cloud."""

    sends_proxy_protocol: ClassVar[bool] = False

    address_pool: DnsSubdomain | None = None
    """IPAddressPool that the address comes from. Default: any pool with automatic assignment."""

    addresses: tuple[IpAddress, ...] = ()
    """The addresses themselves, at most one for each IP family. Default: MetalLB chooses."""

    def service_class(self) -> None:
        """None: MetalLB serves Services without a class unless it is told otherwise."""

    def service_annotations(self, *, proxy_protocol: bool) -> dict[str, str]:
        """Annotations of the Service."""
        del proxy_protocol  # refused by the gateway's rules: MetalLB forwards packets
        return ({"metallb.io/address-pool": self.address_pool} if self.address_pool else {}) | (
            {"metallb.io/loadBalancerIPs": ",".join(self.addresses)} if self.addresses else {}
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class GenericLoadBalancer:
    """Any other load balancer, by its class and the annotations that its documentation names."""

    sends_proxy_protocol: ClassVar[bool] = True
    """Not known here; whoever sets `proxy_protocol` says so."""

    load_balancer_class: ClassName | None = None
    """Class of the Service, which cannot change later. Default: the cluster's default load balancer."""

    annotations: Mapping[LabelKey, str] | None = None
    """Annotations of the Service. Default: none."""

    def service_class(self) -> str | None:
        """The class, if there is one."""
        return self.load_balancer_class

    def service_annotations(self, *, proxy_protocol: bool) -> dict[str, str]:
        """Annotations of the Service."""
        del proxy_protocol  # its annotation, if any, is among the given ones
        return dict(self.annotations or {})


LoadBalancer = AwsNlb | GcpLoadBalancer | AzureLoadBalancer | MetalLb | GenericLoadBalancer


def load_balancer(cloud: str, *, internal: bool = False) -> LoadBalancer:
    """The usual load balancer of a cloud.

    Args:
        cloud: `aws`, `gcp`, `azure` or `bare-metal`.
        internal: Whether only the private network reaches it; a bare-metal cluster's pools decide that instead.

    Raises:
        ConfigError: The cloud is not known, or its load balancer cannot be internal by a setting.
    """
    known: dict[str, LoadBalancer] = {
        "aws": AwsNlb(scheme="internal" if internal else "internet-facing"),
        "gcp": GcpLoadBalancer(scheme="internal" if internal else "external"),
        "azure": AzureLoadBalancer(internal=internal),
        "bare-metal": MetalLb(),
    }
    if cloud not in known:
        raise ConfigError(
            f"load_balancer: cloud must be one of {', '.join(known)}, got {cloud!r}; "
            "use GenericLoadBalancer for another one"
        )
    if internal and cloud == "bare-metal":
        raise ConfigError(
            "load_balancer: internal must be false with bare-metal, got True; "
            "use MetalLb(address_pool=...) with a pool of private addresses"
        )
    return known[cloud]
