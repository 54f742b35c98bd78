"""Settings of the Deployments that Knative makes: the ConfigMap `config-deployment`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, ClassVar, Literal

from inference_platform.constructs.knative.quantities import request_problems
from inference_platform.constructs.knative.settings import VERSIONS, KnativeVersion, Settings
from inference_platform.constructs.knative.values import DurationIn, PositiveDuration
from inference_platform.errors import Problem
from inference_platform.units import Cpu, DnsSubdomain, Duration, ImageReference, LabelKey, LabelValue, Matches, Memory
from inference_platform.yaml_text import to_yaml

__all__ = ["CipherSuite", "Curve", "KnativeDeployment", "TlsVersion"]

TlsVersion = Literal["1.2", "1.3"]
CipherSuite = Literal[
    "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
    "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
    "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
    "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
    "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
    "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256",
]
"""Cipher suites of TLS 1.2 with authenticated encryption."""

Curve = Literal["X25519", "X25519MLKEM768", "P-256", "P-384", "P-521"]

_REGISTRY = Matches(
    r"[a-z0-9]([-a-z0-9.]*[a-z0-9])?(:[0-9]{1,5})?", "the host of a registry", "leave out scheme and path"
)
_AUDIENCE = Matches(r"[^\s,]+", "an audience without blanks and commas", "replace these characters")
_PEM = Matches(
    r"\s*-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s-]+-----END CERTIFICATE-----\s*",
    "certificates in PEM",
    "give the text of the file",
)
_SCHEDULABLE_SINCE: KnativeVersion = "1.21"
_CPU_REQUEST = {"queue_sidecar_cpu_request": "25m"}
_TLS_FIELDS = ("min_version", "max_version", "cipher_suites", "curve_preferences")


@dataclass(frozen=True, slots=True, kw_only=True)
class KnativeDeployment(Settings):
    """Deployments of revisions, and the sidecar (queue-proxy) of each pod.

    Source: https://github.com/knative/serving/blob/knative-v1.23.0/pkg/deployment/config.go
    """

    NAME: ClassVar[str] = "deployment"
    COMPONENT: ClassVar[str] = "controller"
    SINCE: ClassVar[Mapping[str, KnativeVersion]] = {
        "pod_is_always_schedulable": _SCHEDULABLE_SINCE,
        **dict.fromkeys((f"queue_sidecar_tls_{name}" for name in _TLS_FIELDS), "1.22"),
    }

    queue_sidecar_image: ImageReference | None = None
    """Image of the sidecar, that of the installed Knative release. Default: the operator's; without the operator it
    must be given, because Knative refuses the ConfigMap without it."""

    progress_deadline: Annotated[Duration, DurationIn(above=True, whole=True)] = "2400s"
    """How long a new revision may take to get ready: download and load of a large model. Knative's default is 600s."""

    digest_resolution_timeout: PositiveDuration | None = None
    """How long the registry may take to say which image a tag is. Default: 10s."""

    registries_skipping_tag_resolving: tuple[Annotated[str, _REGISTRY], ...] | None = None
    """Registries that are not asked, such as one that the controller cannot reach. Default: `kind.local`, `ko.local`,
    `dev.local`, which a list of your own replaces."""

    queue_sidecar_cpu_request: Cpu | None = None
    """Default: 25m."""

    queue_sidecar_cpu_limit: Cpu | None = None
    queue_sidecar_memory_request: Memory | None = None
    queue_sidecar_memory_limit: Memory | None = None
    queue_sidecar_ephemeral_storage_request: Memory | None = None
    queue_sidecar_ephemeral_storage_limit: Memory | None = None
    """Requests and limits of the sidecar. Default: none."""

    queue_sidecar_token_audiences: tuple[Annotated[str, _AUDIENCE], ...] | None = None
    """Audiences of tokens for extensions in the sidecar. Default: none."""

    queue_sidecar_rootca: Annotated[str, _PEM] | None = None
    """Certificates that these extensions trust. Default: none."""

    queue_sidecar_tls_min_version: TlsVersion | None = None
    """Oldest TLS of the sidecar. Default: 1.3. Since Knative 1.22, as the three below."""

    queue_sidecar_tls_max_version: TlsVersion | None = None
    """Newest TLS of the sidecar. Default: the newest."""

    queue_sidecar_tls_cipher_suites: tuple[CipherSuite, ...] | None = None
    """Cipher suites of TLS 1.2; those of 1.3 cannot be chosen. Default: Go's."""

    queue_sidecar_tls_curve_preferences: tuple[Curve, ...] | None = None
    """Curves of the sidecar. Default: Go's."""

    default_affinity_type: Literal["none", "prefer-spread-revision-over-nodes"] | None = None
    """Whether the pods of a revision avoid each other's nodes. Default: they do where they can."""

    runtime_class_name: Mapping[DnsSubdomain, Mapping[LabelKey, LabelValue]] | None = None
    """RuntimeClass by the labels of the services that get it; no labels: all. Default: none."""

    pod_is_always_schedulable: bool | None = None
    """Whether a pod that waits for a node leaves its revision unharmed: GPU nodes take minutes to come. Default: yes,
    from Knative 1.21 on, which has it first."""

    def data(self, version: KnativeVersion) -> dict[str, str]:
        """Data of the ConfigMap; runtime classes are YAML in a text."""
        data = Settings.data(self, version)
        if self.runtime_class_name is not None:
            classes = {
                name: {"selector": dict(labels)} if labels else {} for name, labels in self.runtime_class_name.items()
            }
            data["runtime-class-name"] = to_yaml(classes)
        if self.pod_is_always_schedulable is None and VERSIONS.index(version) >= VERSIONS.index(_SCHEDULABLE_SINCE):
            data["pod-is-always-schedulable"] = "true"
        return data

    @property
    def has_tls(self) -> bool:
        """Whether anything is said about TLS of the sidecar."""
        return any(getattr(self, f"queue_sidecar_tls_{name}") is not None for name in _TLS_FIELDS)

    def rules(self) -> Iterator[Problem]:
        """What the API server, the sidecar or nobody would read."""
        yield from request_problems(self, "queue_sidecar", _CPU_REQUEST)
        oldest = self.queue_sidecar_tls_min_version or "1.3"
        newest = self.queue_sidecar_tls_max_version or "1.3"
        if oldest > newest:
            yield Problem(
                field="queue_sidecar_tls_max_version",
                must_be=f"at least queue_sidecar_tls_min_version ({oldest})",
                got=newest,
                do="lower the minimum or raise the maximum",
            )
        if self.queue_sidecar_tls_cipher_suites is not None and oldest != "1.2":
            yield Problem(
                field="queue_sidecar_tls_cipher_suites",
                must_be="left out with TLS 1.3 alone, whose cipher suites cannot be chosen",
                got=",".join(self.queue_sidecar_tls_cipher_suites),
                do="set queue_sidecar_tls_min_version to 1.2 or leave it out",
            )
