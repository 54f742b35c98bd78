"""Settings of Knative Serving as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from inference_platform.constructs.knative.autoscaler import KnativeAutoscaler
from inference_platform.constructs.knative.defaults import KnativeDefaults
from inference_platform.constructs.knative.deployment import KnativeDeployment
from inference_platform.constructs.knative.features import KnativeFeatures, missing
from inference_platform.constructs.knative.gc import KnativeGc
from inference_platform.constructs.knative.kourier import KnativeKourier
from inference_platform.constructs.knative.network import KOURIER_CLASS, KnativeNetwork
from inference_platform.constructs.knative.relations import config_problems, parts_of
from inference_platform.constructs.knative.settings import KnativeVersion
from inference_platform.constructs.knative.workloads import KnativeWorkload, KourierClusterIp, KourierService
from inference_platform.constructs.namespace import NamespaceProps
from inference_platform.errors import Problem
from inference_platform.units import Replicas
from inference_platform.versions import KNATIVE_VERSION

__all__ = ["KnativeConfigMapsProps", "KnativeProps"]


@dataclass(frozen=True, slots=True, kw_only=True)
class KnativeProps:
    """Knative Serving with Kourier, installed by Knative's operator."""

    version: KnativeVersion = KNATIVE_VERSION
    """Minor version of Knative Serving; the operator takes its newest patch."""

    namespace: NamespaceProps = NamespaceProps()
    """The namespace knative-serving. Knative's own pods pass Pod Security `restricted`."""

    kourier_service: KourierService = KourierClusterIp()
    """How Kourier is reached."""

    high_availability: Replicas = 2
    """Pods of each of Knative's workloads; the fewest where an autoscaler moves them."""

    max_unavailable: Replicas = 1
    """Pods that a node drain may stop at one time of the activator, the webhook and the gateway. The release says that
    80% must stay, which with fewer than five pods lets no node be drained."""

    workloads: tuple[KnativeWorkload, ...] = ()
    """What differs for single workloads."""

    autoscaler: KnativeAutoscaler = KnativeAutoscaler()
    """How the pods of a model follow its requests."""

    features: KnativeFeatures = KnativeFeatures()
    """What the pods of a model may contain."""

    defaults: KnativeDefaults = KnativeDefaults()
    """Timeouts and limits."""

    network: KnativeNetwork = KnativeNetwork()
    """Host names and TLS."""

    deployment: KnativeDeployment = KnativeDeployment()
    """Deployments of revisions, and the sidecar of each pod."""

    gc: KnativeGc = KnativeGc()
    """Which old revisions are kept. Default: as Knative does."""

    kourier: KnativeKourier = KnativeKourier()
    """The gateway. Default: as Kourier does."""

    def config(self) -> dict[str, dict[str, str]]:
        """Data of every ConfigMap that has any, by its name without `config-`."""
        found = {part.NAME: part.data(self.version) for part in parts_of(self).values()}
        return {name: data for name, data in found.items() if data}

    def missing_features(self, needed: Iterable[str]) -> tuple[str, ...]:
        """Features that are needed and off, in the given order.

        Args:
            needed: Keys of `config-features`, for example `kubernetes.podspec-tolerations`. One that Knative does not
                have is missing.
        """
        return missing(needed, self.features, self.version)

    def rules(self) -> Iterator[Problem]:
        """What Knative or the operator would refuse, or nobody would read."""
        yield from config_problems(parts_of(self), self.version)
        if self.network.ingress_class != KOURIER_CLASS:
            yield Problem(
                field="network.ingress_class",
                must_be=KOURIER_CLASS,
                got=self.network.ingress_class,
                do="leave it out; Kourier is the ingress that is installed",
            )
        names = [each.name for each in self.workloads]
        for name in sorted({name for name in names if names.count(name) > 1}):
            yield Problem(field="workloads", must_be="one for each name", got=name, do="put both into one")


@dataclass(frozen=True, slots=True, kw_only=True)
class KnativeConfigMapsProps:
    """The ConfigMaps of a Knative Serving that was installed without the operator.

    None leaves one as it is installed; it then counts as Knative's own defaults.
    """

    version: KnativeVersion = KNATIVE_VERSION
    """Minor version of Knative Serving."""

    autoscaler: KnativeAutoscaler | None = None
    """How the pods of a model follow its requests."""

    features: KnativeFeatures | None = None
    """What the pods of a model may contain."""

    defaults: KnativeDefaults | None = None
    """Timeouts and limits."""

    network: KnativeNetwork | None = None
    """Host names, TLS and the ingress."""

    deployment: KnativeDeployment | None = None
    """Deployments of revisions, and the sidecar of each pod; rendered, it needs the sidecar's image."""

    gc: KnativeGc | None = None
    """Which old revisions are kept."""

    kourier: KnativeKourier | None = None
    """The gateway, where it is Kourier."""

    def missing_features(self, needed: Iterable[str]) -> tuple[str, ...]:
        """Features that are needed and off; see `KnativeProps.missing_features`."""
        return missing(needed, self.features, self.version)

    def rules(self) -> Iterator[Problem]:
        """What Knative would refuse or not read."""
        yield from config_problems(parts_of(self), self.version)
