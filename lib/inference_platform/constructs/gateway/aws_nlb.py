"""The Network Load Balancer of AWS, as plain data that knows its annotations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Annotated, ClassVar, Literal

from inference_platform.errors import Problem
from inference_platform.units import Between, Matches

__all__ = ["AwsNlb", "IpAddress"]

_AWS = "service.beta.kubernetes.io/aws-load-balancer-"

IpAddress = Annotated[
    str, Matches(r"[0-9a-fA-F.:]+", "an IP address such as 203.0.113.7", "give one address", parse=ip_address)
]
AwsName = Annotated[
    str,
    Matches(
        r"(?!internal-)[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?",
        "a name of a Network Load Balancer (letters, digits and '-', at most 32 characters, not internal-...)",
        "shorten it or leave it out",
        32,
    ),
]
AwsId = Annotated[str, Matches(r"[^\s,]+", "an identifier without blanks and commas", "give one identifier per entry")]


@dataclass(frozen=True, slots=True, kw_only=True)
class AwsNlb:
    """A Network Load Balancer of the AWS Load Balancer Controller, 2.4 or newer.

    TLS ends at Envoy, so there is no certificate and no TLS policy here. The controller's other settings go into
    the annotations of the Service.
    """

    sends_proxy_protocol: ClassVar[bool] = True

    scheme: Literal["internet-facing", "internal"] = "internet-facing"
    """Who can reach it. The controller's own default is internal, so it is always written."""

    target_type: Literal["ip", "instance"] = "ip"
    """Whether it sends to the pods (needs the VPC network plugin) or to node ports."""

    name: AwsName | None = None
    """Its name in AWS. Default: made up by the controller. Later changes have no effect."""

    cross_zone: bool | None = None
    """Whether it spreads over all zones (costs traffic between zones). Default: AWS's, off."""

    subnets: tuple[AwsId, ...] = ()
    """Ids or names of its subnets, each in another zone. Default: found by their tags."""

    eip_allocations: tuple[AwsId, ...] = ()
    """Allocation ids of its elastic addresses, one for each subnet. Default: AWS's addresses."""

    private_ipv4_addresses: tuple[IpAddress, ...] = ()
    """Its private addresses, one for each subnet; internal only. Default: AWS chooses."""

    preserve_client_ip: bool | None = None
    """Whether Envoy sees the client's address. Default: AWS's, yes for instance and no for ip targets."""

    deregistration_delay: Annotated[int, Between(0, 3600)] | None = None
    """How long open connections may go on when a pod leaves, in seconds. Default: AWS's, 300."""

    security_groups: tuple[AwsId, ...] = ()
    """Security groups of the load balancer. Default: the controller makes one."""

    tags: Mapping[AwsId, AwsId] | None = None
    """Tags of the AWS resources. Default: those of the controller only."""

    def service_class(self) -> str:
        """The class that makes the AWS controller, and not the in-tree one, responsible."""
        return "service.k8s.aws/nlb"

    def service_annotations(self, *, proxy_protocol: bool) -> dict[str, str]:
        """Annotations of the Service."""
        lists = {
            "subnets": self.subnets,
            "eip-allocations": self.eip_allocations,
            "private-ipv4-addresses": self.private_ipv4_addresses,
            "security-groups": self.security_groups,
            "attributes": _pairs({"load_balancing.cross_zone.enabled": self.cross_zone}),
            "target-group-attributes": _pairs(
                {
                    "deregistration_delay.timeout_seconds": self.deregistration_delay,
                    "preserve_client_ip.enabled": self.preserve_client_ip,
                }
            ),
            "additional-resource-tags": _pairs(self.tags or {}),
        }
        return (
            {f"{_AWS}scheme": self.scheme, f"{_AWS}nlb-target-type": self.target_type}
            | ({f"{_AWS}name": self.name} if self.name else {})
            | {f"{_AWS}{key}": ",".join(values) for key, values in lists.items() if values}
            # the only value that the controller knows: all ports
            | ({f"{_AWS}proxy-protocol": "*"} if proxy_protocol else {})
        )

    def rules(self) -> Iterator[Problem]:
        """What the AWS controller refuses when it is too late."""
        for field, scheme in (("eip_allocations", "internet-facing"), ("private_ipv4_addresses", "internal")):
            values = getattr(self, field)
            if values and self.scheme != scheme:
                yield Problem(
                    field=field,
                    must_be=f"left out unless scheme is {scheme}",
                    got=values,
                    do=f"set scheme to {scheme} or remove the addresses",
                )
            if values and self.subnets and len(values) != len(self.subnets):
                yield Problem(
                    field=field,
                    must_be=f"one for each of the {len(self.subnets)} subnets",
                    got=values,
                    do="give as many addresses as subnets, in the same order",
                )


def _pairs(values: Mapping[str, object]) -> tuple[str, ...]:
    """AWS's notation of maps, without what is not set."""
    return tuple(
        f"{key}={str(value).lower() if isinstance(value, bool) else value}"
        for key, value in sorted(values.items())
        if value is not None
    )
