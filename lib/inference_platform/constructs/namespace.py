"""The namespace of a platform: Pod Security, and nothing may talk until a policy says so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from constructs import Construct

from inference_platform.constructs.base import check_props, namespace_of, standard_labels
from inference_platform.constructs.wiring import Wiring
from inference_platform.refs import ExternalObject
from inference_platform.units import LabelKey, LabelValue
from inference_platform_crds import k8s

__all__ = ["NamespaceProps", "PlatformNamespace"]


@dataclass(frozen=True, slots=True, kw_only=True)
class NamespaceProps:
    """What an environment may choose about its namespace."""

    create: bool = True
    """Whether the Namespace is rendered. Off where another team makes namespaces."""

    labels: Mapping[LabelKey, LabelValue] | None = None
    """More labels of the Namespace. Default: none."""

    pod_security: Literal["restricted", "baseline", "privileged"] = "restricted"
    """Pod Security level that the API server enforces; every pod of ours passes `restricted`."""


class PlatformNamespace(Construct):
    """The Namespace of the chart, and the policy that denies every flow which no other policy allows.

    Args:
        scope: Chart whose namespace it is.
        id: Its construct id.
        props: What the environment chose.
    """

    def __init__(self, scope: Construct, id: str, *, props: NamespaceProps = NamespaceProps()) -> None:
        super().__init__(scope, id)
        check_props(self, props)
        self._props = props
        self._name = namespace_of(self)
        if props.create:
            k8s.Namespace(self, "Namespace", metadata=k8s.ObjectMeta(name=self._name, labels=self._labels()))
        else:
            Wiring.of(self).expects(ExternalObject(kind="Namespace", name=self._name, purpose="the platform"))
        if Wiring.of(self).network.enabled:
            self._deny()

    def _labels(self) -> dict[str, str]:
        level = self._props.pod_security
        security = {f"pod-security.kubernetes.io/{mode}": level for mode in ("enforce", "audit", "warn")}
        return standard_labels(name="namespace", instance=self._name) | security | dict(self._props.labels or {})

    def _deny(self) -> None:
        k8s.NetworkPolicy(
            self,
            "DefaultDeny",
            metadata=k8s.ObjectMeta(
                name="default-deny", labels=standard_labels(name="network-policy", instance=self._name)
            ),
            spec=k8s.NetworkPolicySpec(pod_selector=k8s.LabelSelector(), policy_types=["Ingress", "Egress"]),
        )
