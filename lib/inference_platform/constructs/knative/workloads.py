"""Knative's own pods: replicas, resources and placement of single workloads, and how Kourier is reached."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Literal

from inference_platform.constructs.knative.kourier import IpAddress
from inference_platform.constructs.pods import Placement, Resources, resource_requirements
from inference_platform.errors import Problem
from inference_platform.units import Between, Replicas, millicores_of
from inference_platform_crds import knative_operator

__all__ = [
    "DISRUPTION_BUDGETS",
    "KnativeWorkload",
    "KourierClusterIp",
    "KourierLoadBalancer",
    "KourierNodePort",
    "KourierService",
]

WorkloadName = Literal[
    "activator",
    "autoscaler",
    "autoscaler-hpa",
    "controller",
    "webhook",
    "net-kourier-controller",
    "3scale-kourier-gateway",
]

_CONTAINERS: Mapping[str, str] = {"net-kourier-controller": "controller", "3scale-kourier-gateway": "kourier-gateway"}
"""Containers that are not called like their workload."""

_CPU_LIMITS: Mapping[str, str] = {"autoscaler-hpa": "300m", "webhook": "500m"}
_CPU_LIMIT = "1"
"""Limits of the operator's manifests, the same from 1.20 to 1.23. An override is merged into them: a limit that it does
not name stays."""

DISRUPTION_BUDGETS = ("activator-pdb", "webhook-pdb", "3scale-kourier-gateway-pdb")
"""PodDisruptionBudgets of the operator's manifests."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KnativeWorkload:
    """What differs for one of Knative's Deployments."""

    name: WorkloadName
    """Name of the Deployment."""

    replicas: Replicas | None = None
    """Pods; for activator, webhook and 3scale-kourier-gateway the fewest of their autoscaler. Default:
    `KnativeProps.high_availability`."""

    resources: Resources | None = None
    """CPU and memory. Default: those of the release."""

    placement: Placement = Placement()
    """Where the pods run; the operator cannot give them a priority class."""

    def rules(self) -> Iterator[Problem]:
        """What the operator or the API server would refuse, or nobody would read."""
        if self.placement.priority_class is not None:
            yield Problem(
                field="placement.priority_class",
                must_be="left out",
                got=self.placement.priority_class.name,
                do="leave it out; the operator cannot set it",
            )
        limit = _CPU_LIMITS.get(self.name, _CPU_LIMIT)
        wanted = self.resources
        if wanted and wanted.cpu_limit is None and millicores_of(wanted.cpu) > millicores_of(limit):
            yield Problem(
                field="resources.cpu_limit",
                must_be=f"given with a CPU request above {limit}, the limit of {self.name} that stays otherwise",
                got=None,
                do="set cpu_limit or lower cpu",
            )
        if self.replicas is None and wanted is None and self.placement == Placement():
            yield Problem(field="replicas", must_be="given, or resources or placement", got=None, do="say what differs")

    def spec(self) -> knative_operator.KnativeServingSpecWorkloads:
        """The entry in the operator's resource."""
        return knative_operator.KnativeServingSpecWorkloads(
            name=self.name,
            replicas=self.replicas,
            resources=self._resources(),
            node_selector=self.placement.node_selector_or_none(),
            tolerations=[
                knative_operator.KnativeServingSpecWorkloadsTolerations(
                    key=each.key,
                    operator=each.operator,
                    value=each.value,
                    effect=each.effect,
                    toleration_seconds=each.toleration_seconds,
                )
                for each in self.placement.tolerations
            ]
            or None,
        )

    def _resources(self) -> list[knative_operator.KnativeServingSpecResources] | None:
        if self.resources is None:
            return None
        wanted = resource_requirements(self.resources)
        return [
            knative_operator.KnativeServingSpecResources(
                container=_CONTAINERS.get(self.name, self.name), requests=wanted["requests"], limits=wanted["limits"]
            )
        ]


NodePortNumber = Annotated[int, Between(30000, 32767)]


@dataclass(frozen=True, slots=True, kw_only=True)
class KourierClusterIp:
    """Kourier answers inside the cluster alone; requests come from the proxy."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KourierLoadBalancer:
    """Kourier has a load balancer: whoever reaches it reaches every model that is not cluster-local, without a key."""

    ip: IpAddress | None = None
    """Address of the load balancer, where the cloud reads it. Default: any."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KourierNodePort:
    """Kourier has ports on every node, as open as a load balancer."""

    http_port: NodePortNumber | None = None
    """Default: any free one."""

    https_port: NodePortNumber | None = None
    """Default: any free one."""

    def rules(self) -> Iterator[Problem]:
        """Two ports are two numbers."""
        if self.http_port is not None and self.http_port == self.https_port:
            yield Problem(field="https_port", must_be="another one than http_port", got=self.https_port, do="change it")


KourierService = KourierClusterIp | KourierLoadBalancer | KourierNodePort
