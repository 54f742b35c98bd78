"""Network settings of Knative: the ConfigMap `config-network`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, Literal

from inference_platform.constructs.knative.settings import KnativeVersion, Settings
from inference_platform.constructs.knative.values import GoTemplate
from inference_platform.errors import Problem
from inference_platform.units import DnsSubdomain, LabelKey, LabelValue, Seconds
from inference_platform.yaml_text import to_yaml

__all__ = ["KOURIER_CLASS", "REPLACED", "IngressClass", "KnativeNetwork", "LabelRequirement", "LabelSelector"]

KOURIER_CLASS = "kourier.ingress.networking.knative.dev"

IngressClass = Literal[
    "kourier.ingress.networking.knative.dev",
    "contour.ingress.networking.knative.dev",
    "gateway-api.ingress.networking.knative.dev",
    "istio.ingress.networking.knative.dev",
]

REPLACED: Mapping[str, str] = {"auto-tls": "external-domain-tls", "internal-encryption": "system-internal-tls"}
"""Old keys that are not offered, with those that do the same."""

_LABEL = r"[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?"
_DOMAIN = GoTemplate(
    fields={"Name": "foo", "Namespace": "bar", "Domain": "baz.com"},
    needs=("Name", "Domain"),
    result=rf"{_LABEL}(\.{_LABEL})+",
    named="a host name",
    maps=True,
)
_TAG = GoTemplate(fields={"Tag": "v2", "Name": "foo"}, needs=("Tag", "Name"), result=_LABEL, named="a DNS label")


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelRequirement:
    """What the value of one label must be."""

    key: LabelKey
    operator: Literal["In", "NotIn", "Exists", "DoesNotExist"]
    values: tuple[LabelValue, ...] = ()

    def rules(self) -> Iterator[Problem]:
        """Values belong to In and NotIn."""
        if bool(self.values) != (self.operator in ("In", "NotIn")):
            yield Problem(
                field="values",
                must_be="given with In and NotIn and only there",
                got=self.values,
                do="set operator and values together",
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelSelector:
    """Objects by their labels; all conditions must hold."""

    match_labels: Mapping[LabelKey, LabelValue] | None = None
    match_expressions: tuple[LabelRequirement, ...] = ()

    def as_data(self) -> dict[str, Any]:
        """The selector as Kubernetes writes it."""
        expressions = [
            {"key": each.key, "operator": each.operator} | ({"values": list(each.values)} if each.values else {})
            for each in self.match_expressions
        ]
        labels = {"matchLabels": dict(self.match_labels)} if self.match_labels else {}
        return labels | ({"matchExpressions": expressions} if expressions else {})

    def rules(self) -> Iterator[Problem]:
        """An empty selector takes everything."""
        if not self.as_data():
            yield Problem(
                field="match_labels",
                must_be="given, or match_expressions",
                got=self.match_labels,
                do="name the labels; an empty selector would take every namespace",
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class KnativeNetwork(Settings):
    """Host names, TLS and the ingress of Knative's services.

    Each TLS setting needs cert-manager and the issuers of Knative's ConfigMap `config-certmanager`.
    Source: https://github.com/knative/networking/blob/main/pkg/config/config.go
    """

    NAME: ClassVar[str] = "network"
    COMPONENT: ClassVar[str] = "networking"
    WORDS: ClassVar[frozenset[str]] = frozenset(
        {"external_domain_tls", "system_internal_tls", "cluster_local_domain_tls"}
    )

    ingress_class: IngressClass = "kourier.ingress.networking.knative.dev"
    """Who serves the routes. Knative's own default is Istio; `KnativeServing` installs Kourier."""

    certificate_class: DnsSubdomain | None = None
    """Who makes certificates. Default: cert-manager."""

    domain_template: Annotated[str, _DOMAIN] | None = None
    """Host name of a service. Default: `{{.Name}}.{{.Namespace}}.{{.Domain}}`."""

    tag_template: Annotated[str, _TAG] | None = None
    """First label of the host name of a tagged revision. Default: `{{.Tag}}-{{.Name}}`."""

    rollout_duration: Seconds | None = None
    """Time over which requests move to a new revision, as a plain number of seconds. Default: 0, at once."""

    autocreate_cluster_domain_claims: bool | None = None
    """Whether a DomainMapping may claim any domain. Default: no."""

    enable_mesh_pod_addressability: bool | None = None
    """Whether pods can be reached by their addresses in spite of a service mesh. Default: no."""

    default_external_scheme: Literal["http", "https"] | None = None
    """Scheme of the URLs in the status, without external TLS. Default: http."""

    mesh_compatibility_mode: Literal["enabled", "disabled", "auto"] | None = None
    """Whether pods are called through their Service instead of one by one. Default: auto."""

    namespace_wildcard_cert_selector: LabelSelector | None = None
    """Namespaces that get one wildcard certificate. Default: none; each service gets its own."""

    external_domain_tls: bool | None = None
    """Whether services have HTTPS outside the cluster. Default: no."""

    http_protocol: Literal["enabled", "disabled", "redirected"] | None = None
    """What HTTP does beside HTTPS. Default: enabled."""

    system_internal_tls: bool | None = None
    """Whether the gateway, the activator and the pods' sidecars talk TLS (port 8112). Default: no."""

    cluster_local_domain_tls: bool | None = None
    """Whether services have HTTPS inside the cluster. Default: no."""

    def data(self, version: KnativeVersion) -> dict[str, str]:
        """Data of the ConfigMap; the selector is YAML in a text."""
        data = Settings.data(self, version)
        if self.namespace_wildcard_cert_selector is not None:
            data["namespace-wildcard-cert-selector"] = to_yaml(self.namespace_wildcard_cert_selector.as_data())
        return data

    def rules(self) -> Iterator[Problem]:
        """What has no effect, or cuts clients off, without TLS."""
        if self.external_domain_tls:
            return
        if self.http_protocol in ("disabled", "redirected"):
            yield Problem(
                field="http_protocol",
                must_be="enabled without external_domain_tls",
                got=self.http_protocol,
                do="set external_domain_tls or leave it out",
            )
        if self.namespace_wildcard_cert_selector is not None:
            yield Problem(
                field="namespace_wildcard_cert_selector",
                must_be="left out without external_domain_tls",
                got="a selector",
                do="set external_domain_tls or leave it out",
            )
