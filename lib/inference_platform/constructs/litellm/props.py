"""Everything an environment may choose about the LiteLLM proxy."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from inference_platform.constructs.litellm.autoscaling import Autoscaling
from inference_platform.constructs.litellm.config_props import ConfigProps
from inference_platform.constructs.litellm.deployment import MAX_SURGE, Probes, Shutdown
from inference_platform.constructs.litellm.disruption import DisruptionBudget
from inference_platform.constructs.litellm.migration import MigrationProps
from inference_platform.constructs.litellm.monitoring import MonitoringProps
from inference_platform.constructs.litellm.route_props import RouteProps
from inference_platform.constructs.pods import Placement, Resources
from inference_platform.errors import Problem
from inference_platform.refs import SecretRef
from inference_platform.units import (
    Cidr,
    DnsLabel,
    ImageReference,
    LabelKey,
    LabelValue,
    Port,
    Replicas,
    bytes_of,
)
from inference_platform.versions import LITELLM_IMAGE

__all__ = ["Egress", "LiteLLMProps"]

_SELECTOR = ("app.kubernetes.io/component", "app.kubernetes.io/instance", "app.kubernetes.io/name")
_CHECKSUM = "checksum/config"
_RELEASE = re.compile(r"(?<![0-9.])[0-9]+\.[0-9]+\.[0-9]+(?![0-9])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Egress:
    """Servers that the proxy may call besides its database, its cache and its models."""

    networks: tuple[Cidr, ...]
    """Their addresses."""

    ports: tuple[Port, ...] = (443,)
    """Their TCP ports."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LiteLLMProps:
    """What an environment may choose about the proxy; `config` is what LiteLLM itself is configured with."""

    config: ConfigProps = ConfigProps()
    """Models and LiteLLM's own settings."""

    image: ImageReference = LITELLM_IMAGE
    """Image, of the non-root variant: its user is 65534, and it brings Prisma's engines. A tag that names a release
    must name that of `config.version`."""

    image_pull_policy: Literal["Always", "IfNotPresent", "Never"] | None = None
    """When the image is pulled. Default: Kubernetes' rule, if it is not present."""

    image_pull_secrets: tuple[SecretRef, ...] = ()
    """Secrets for the registry, in the pods' namespace."""

    replicas: Replicas | None = None
    """Pods. Default: 2, or what `autoscaling` decides."""

    autoscaling: Autoscaling | None = None
    """Number of pods by load. Default: a fixed number."""

    disruption_budget: DisruptionBudget | None = DisruptionBudget()
    """Pods that may be missing while nodes are drained; rendered when there are at least two pods."""

    resources: Resources = Resources(cpu="1", memory="2Gi", memory_limit="4Gi")
    """Resources of a pod. LiteLLM advises one CPU and 4 GiB per worker; idle, a worker takes 350 MiB, the metrics
    process 200 MiB and Prisma's engine some more (measured)."""

    probes: Probes = Probes()
    """When the kubelet gives up on a pod."""

    shutdown: Shutdown = Shutdown()
    """How a pod ends."""

    placement: Placement = Placement()
    """Where pods run; they always spread over nodes and zones."""

    deployment_annotations: Mapping[str, str] | None = None
    """Annotations of the Deployment, for example for a controller that restarts pods when a Secret changes."""

    pod_annotations: Mapping[str, str] | None = None
    """More annotations of the pods."""

    pod_labels: Mapping[LabelKey, LabelValue] | None = None
    """More labels of the pods."""

    service_account_annotations: Mapping[str, str] | None = None
    """Annotations of the ServiceAccount, for cloud identities such as `eks.amazonaws.com/role-arn`; the pods have no
    token of the Kubernetes API."""

    service_annotations: Mapping[str, str] | None = None
    """Annotations of the Service."""

    client_namespaces: tuple[DnsLabel, ...] = ()
    """Namespaces whose pods may call the proxy inside the cluster. Default: only the Gateway, and who is handed the
    proxy's ref."""

    egress: tuple[Egress, ...] = ()
    """Servers that the proxy may call besides database, cache and models: tracing, single sign-on, guardrails."""

    migration: MigrationProps = MigrationProps()
    """How the database's schema is kept at the image's version."""

    route: RouteProps = RouteProps()
    """What is reachable through the Gateway; needs a Gateway."""

    monitoring: MonitoringProps = MonitoringProps()
    """How the proxy is monitored."""

    def rules(self) -> Iterator[Problem]:
        """Rules between the number of pods, their budget, their size and their labels."""
        if self.autoscaling is not None and self.replicas is not None:
            yield Problem(
                field="replicas",
                must_be="left out beside autoscaling",
                got=self.replicas,
                do="set autoscaling.min_replicas, or remove autoscaling",
            )
        yield from self._image_problems()
        yield from self._budget_problems()
        yield from self._memory_problems()
        yield from self._label_problems()

    def _image_problems(self) -> Iterator[Problem]:
        _, _, tag = self.image.partition("@")[0].rpartition("/")[2].partition(":")
        release = _RELEASE.search(tag)
        if release and release[0] != self.config.version:
            yield Problem(
                field="image",
                must_be=f"of release {self.config.version}, which config.version names",
                got=self.image,
                do="change image and config.version together; the version decides which settings are refused",
            )

    def _budget_problems(self) -> Iterator[Problem]:
        budget = self.disruption_budget
        if budget is not None and self.min_pods > 1 and budget.blocks(self.min_pods):
            given = "min_available" if budget.min_available is not None else "max_unavailable"
            yield Problem(
                field=f"disruption_budget.{given}",
                must_be=f"such that one of {self.min_pods} pods can be moved",
                got=getattr(budget, given),
                do="allow at least one, or no node with a pod can ever be drained",
            )

    def _memory_problems(self) -> Iterator[Problem]:
        limit = self.resources.memory_limit or self.resources.memory
        needed = (self.config.workers * 400 + 250) * 2**20
        if bytes_of(limit) < needed:
            yield Problem(
                field="resources.memory_limit",
                must_be=f"at least {needed // 2**20}Mi with {self.config.workers} worker processes",
                got=limit,
                do="raise the memory or lower the workers; idle workers alone would be killed",
            )

    def _label_problems(self) -> Iterator[Problem]:
        for key in _SELECTOR:
            if key in (self.pod_labels or {}):
                yield Problem(
                    field="pod_labels",
                    must_be="without the labels that select the pods",
                    got=key,
                    do="use a label of your own",
                )
        if _CHECKSUM in (self.pod_annotations or {}):
            yield Problem(
                field="pod_annotations",
                must_be=f"without {_CHECKSUM}, which restarts pods when the configuration changes",
                got=_CHECKSUM,
                do="remove it",
            )

    @property
    def min_pods(self) -> int:
        """Pods that are there at least."""
        return self.autoscaling.min_replicas if self.autoscaling else self.replicas or 2

    @property
    def max_pods(self) -> int:
        """Pods that there may be at once, during a rollout too."""
        most = self.autoscaling.max_replicas if self.autoscaling else self.min_pods
        return most + MAX_SURGE
