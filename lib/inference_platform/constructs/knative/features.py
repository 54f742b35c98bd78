"""Features of Knative: the ConfigMap `config-features`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar, Literal

from inference_platform.constructs.knative.settings import KnativeVersion, Settings
from inference_platform.errors import Problem

__all__ = ["Flag", "KnativeFeatures", "Switch", "missing"]

Flag = Literal["Enabled", "Allowed", "Disabled"]
"""`Allowed` lets a model use it; for a field of the pod that is the same as `Enabled`."""

Switch = Literal["Enabled", "Disabled"]
"""A feature for which Knative asks for `Enabled` alone: with `Allowed` it would stay off, and nobody would say so."""

_ON_BY_DEFAULT = frozenset({"multi-container", "kubernetes.podspec-volumes-emptydir"})


@dataclass(frozen=True, slots=True, kw_only=True)
class KnativeFeatures(Settings):
    """What a Knative Service may contain; Knative refuses the others' pods.

    On by default is what the pods of models use. There is no feature for `terminationGracePeriodSeconds` in any
    version: a pod's grace is the timeout of its requests. A value that Knative does not know keeps its default without
    a word, so only the words that work are offered.
    Source: https://github.com/knative/serving/blob/knative-v1.23.0/pkg/apis/config/features.go
    """

    NAME: ClassVar[str] = "features"
    COMPONENT: ClassVar[str] = "controller"
    SINCE: ClassVar[Mapping[str, KnativeVersion]] = {"podspec_volumes_ephemeral": "1.23"}

    podspec_affinity: Flag = "Enabled"
    podspec_nodeselector: Flag = "Enabled"
    podspec_tolerations: Flag = "Enabled"
    podspec_topologyspreadconstraints: Flag = "Enabled"
    podspec_priorityclassname: Flag = "Enabled"
    podspec_runtimeclassname: Flag = "Enabled"
    podspec_schedulername: Flag = "Enabled"
    podspec_securitycontext: Flag = "Enabled"
    """The pod's security context, without `fsGroupChangePolicy`, `sysctls` and SELinux, which never pass."""

    podspec_fieldref: Flag = "Enabled"
    podspec_init_containers: Switch = "Enabled"
    podspec_persistent_volume_claim: Switch = "Enabled"
    podspec_persistent_volume_write: Switch = "Enabled"
    """Volume claims that are not mounted read-only."""

    podspec_volumes_emptydir: Switch | None = None
    """Default: on; `/dev/shm` needs it."""

    podspec_volumes_csi: Switch | None = None
    podspec_volumes_ephemeral: Switch | None = None
    """Since Knative 1.23."""

    podspec_volumes_hostpath: Switch | None = None
    podspec_volumes_image: Switch | None = None
    podspec_volumes_mount_propagation: Switch | None = None
    podspec_dnsconfig: Flag | None = None
    podspec_dnspolicy: Flag | None = None
    podspec_hostaliases: Flag | None = None
    podspec_hostipc: Flag | None = None
    podspec_hostnetwork: Flag | None = None
    podspec_hostpid: Flag | None = None
    podspec_shareprocessnamespace: Flag | None = None
    containerspec_addcapabilities: Switch | None = None
    """Adding capabilities to a container."""

    autodetect_http2: Switch | None = None
    """Whether the sidecar tries HTTP/2 with every server. Default: off."""

    multi_container: Switch | None = None
    """More than one container in a pod. Default: on."""

    multi_container_probing: Switch | None = None
    """Probes of more than one container. Default: off."""

    queueproxy_mount_podinfo: Flag | None = None
    """Pod information in the sidecar; `Allowed`: where an annotation asks for it. Default: off."""

    queueproxy_resource_defaults: Switch | None = None
    """Limits for the sidecar where `KnativeDeployment` gives none. Default: off."""

    secure_pod_defaults: Literal["Enabled", "AllowRootBounded", "Disabled"] | None = None
    """Whether a container that says nothing gets the settings of Pod Security `restricted`; `AllowRootBounded` leaves
    out that it must not run as root. Default: off."""

    tag_header_based_routing: Switch | None = None
    """Choosing a tagged revision by a header. Default: off."""

    @classmethod
    def key(cls, field: str) -> str:
        """Key of a field in the ConfigMap; the prefix of a group is left out in the field's name."""
        group, _, rest = field.partition("_")
        dashed = field.replace("_", "-")
        if group == "queueproxy":
            return f"queueproxy.{rest.replace('_', '-')}"
        return f"kubernetes.{dashed}" if group in ("podspec", "containerspec") else dashed

    def is_on(self, feature: str, version: KnativeVersion) -> bool:
        """Whether a feature, by its key, is on; one that Knative does not have is off."""
        return not missing((feature,), self, version)

    def rules(self) -> Iterator[Problem]:
        """What Knative would switch on without any effect."""
        off = self.podspec_persistent_volume_claim == "Disabled"
        if off and self.podspec_persistent_volume_write == "Enabled":
            yield Problem(
                field="podspec_persistent_volume_write",
                must_be="Disabled without podspec_persistent_volume_claim",
                got=self.podspec_persistent_volume_write,
                do="switch both",
            )


def missing(needed: Iterable[str], features: KnativeFeatures | None, version: KnativeVersion) -> tuple[str, ...]:
    """Features that are needed and off.

    Args:
        needed: Keys of `config-features`, for example `kubernetes.podspec-tolerations`. One that Knative does not have
            is off.
        features: What is set; None: nothing.
        version: The version that reads it.
    """
    written = features.data(version) if features else {}
    off = {key for key, value in written.items() if value == "Disabled"}
    on = (_ON_BY_DEFAULT | written.keys()) - off
    return tuple(feature for feature in needed if feature not in on)
