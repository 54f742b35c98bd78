"""What the ConfigMaps of Knative say together, and what their version does not know."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from inference_platform.constructs.knative.deployment import KnativeDeployment
from inference_platform.constructs.knative.features import KnativeFeatures
from inference_platform.constructs.knative.network import KnativeNetwork
from inference_platform.constructs.knative.settings import KnativeVersion, Settings
from inference_platform.errors import Problem
from inference_platform.units import bytes_of, millicores_of

__all__ = ["PARTS", "config_problems", "parts_of"]

PARTS = ("autoscaler", "features", "defaults", "network", "deployment", "gc", "kourier")
"""Fields of props that are ConfigMaps, in the order in which they are written."""

_SIDECAR_DEFAULTS = {
    "cpu": ("25m", "1000m", millicores_of),
    "memory": ("400Mi", "800Mi", bytes_of),
}
"""Request and limit that the feature `queueproxy.resource-defaults` fills in."""


def parts_of(props: object) -> Mapping[str, Settings]:
    """The ConfigMaps of props, by their fields; a field that is None is none."""
    found = {name: getattr(props, name) for name in PARTS}
    return {name: part for name, part in found.items() if part is not None}


def config_problems(parts: Mapping[str, Settings], version: KnativeVersion) -> Iterator[Problem]:
    """What is wrong with ConfigMaps that are each right alone."""
    for name, part in parts.items():
        yield from (problem.under(name) for problem in part.too_new_for(version))
    deployment = parts.get("deployment")
    if isinstance(deployment, KnativeDeployment):
        yield from _tls_problems(deployment, parts.get("network"))
        yield from _sidecar_problems(deployment, parts.get("features"))


def _tls_problems(deployment: KnativeDeployment, network: Settings | None) -> Iterator[Problem]:
    if deployment.has_tls and isinstance(network, KnativeNetwork) and not network.system_internal_tls:
        yield Problem(
            field="deployment.queue_sidecar_tls_*",
            must_be="left out without network.system_internal_tls",
            got="settings of TLS",
            do="set network.system_internal_tls or leave them out; the sidecar has no TLS otherwise",
        )


def _sidecar_problems(deployment: KnativeDeployment, features: Settings | None) -> Iterator[Problem]:
    if not isinstance(features, KnativeFeatures) or features.queueproxy_resource_defaults != "Enabled":
        return
    for resource, (request, limit, size) in _SIDECAR_DEFAULTS.items():
        field = f"queue_sidecar_{resource}"
        wanted = getattr(deployment, f"{field}_request") or request
        highest = getattr(deployment, f"{field}_limit") or limit
        if size(wanted) > size(highest):
            yield Problem(
                field=f"deployment.{field}_limit",
                must_be=f"at least the request ({wanted}) with features.queueproxy_resource_defaults",
                got=highest,
                do="set both; that feature fills in the one that is missing",
            )
