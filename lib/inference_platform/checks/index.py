"""One environment's objects behind dictionary lookups, so that every rule is one short pass."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from inference_platform.checks import kinds
from inference_platform.checks.declared import Declared
from inference_platform.checks.derived import (
    DerivedObject,
    DerivedPods,
    derived_objects,
    derived_pods,
    is_built_in,
)
from inference_platform.checks.kinds import Kind
from inference_platform.checks.manifest import Identity, Manifest
from inference_platform.checks.model_uses import uses_of_model
from inference_platform.checks.reading import rows, table, text, words
from inference_platform.checks.selectors import Pods, PodSet, selects
from inference_platform.checks.serving import is_knative, serving_templates
from inference_platform.checks.templates import CONTROLLER_LABELS, PodTemplate, workload_template
from inference_platform.checks.uses import Use, uses_of_manifest, uses_of_template
from inference_platform_bindings.schema import KindInfo, kind_info

if TYPE_CHECKING:
    from inference_platform.checks.cel import Crds

__all__ = ["SYSTEM_NAMESPACES", "Index", "Known"]

SYSTEM_NAMESPACES = frozenset({"default", "kube-node-lease", "kube-public", "kube-system"})
"""Namespaces that every cluster has and fills itself."""

_WORKLOAD_FIELDS = frozenset({"containers", "image", "instances", "podMetadata", "podTemplate", "replicas", "template"})
"""Fields of `spec` by which an object of an unknown kind is taken for one that makes pods."""

_DATA_FIELDS = ("data", "stringData", "binaryData")
_Read = TypeVar("_Read")


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of an object that something names."""

    manifest: Manifest | None = None
    """The object itself, if the output contains it."""

    keys: frozenset[str] | None = None
    """Keys of a Secret or ConfigMap; None if they cannot be known."""

    ports: Mapping[str, int] | None = None
    """Ports of a Service by name (an unnamed port by an empty name); None if they cannot be known."""

    targets: Mapping[int, int] | None = None
    """For each port of a Service that an operator makes the one of the pods; None if they cannot be known."""

    external: bool = False
    """Whether the environment declares that it is made elsewhere."""


class Index:
    """The manifests of one environment.

    Args:
        manifests: All of them, in the order of the findings.
        declared: What the environment declares.
        crds: CRDs whose rules are evaluated. Default: none.
    """

    def __init__(self, manifests: Sequence[Manifest], declared: Declared, crds: Crds | None = None) -> None:
        self.manifests = manifests
        self.declared = declared
        self.crds = crds
        self._by_type: dict[Kind, list[Manifest]] = {}
        self._by_identity: dict[Identity, Manifest] = {}
        for manifest in manifests:
            self._by_type.setdefault(manifest.type, []).append(manifest)
            self._by_identity.setdefault(manifest.identity, manifest)
        self._schemas: dict[tuple[str, str], KindInfo | None] = {}
        self._read: dict[Callable[[Index], Any], Any] = {}
        self._external = {
            (external.kind, external.namespace or "", external.name): external for external in declared.external
        }

    def once(self, read: Callable[[Index], _Read]) -> _Read:
        """What a function makes of these manifests; it runs once for all the rules that ask."""
        if read not in self._read:
            self._read[read] = read(self)
        found: _Read = self._read[read]
        return found

    def of(self, *types: Kind) -> list[Manifest]:
        """The manifests of some kinds."""
        if len(types) == 1:
            return self._by_type.get(types[0], [])
        return [manifest for kind in types for manifest in self._by_type.get(kind, ())]

    def manifest(self, kind: Kind, namespace: str, name: str) -> Manifest | None:
        """One object of the output."""
        return self._by_identity.get(Identity(kind.group, kind.name, namespace, name))

    def schema(self, manifest: Manifest) -> KindInfo | None:
        """What the schemas say of an object's kind, or None if they do not have it."""
        key = (manifest.api_version, manifest.kind)
        if key not in self._schemas:
            self._schemas[key] = kind_info(*key)
        return self._schemas[key]

    def find(self, kind: Kind, namespace: str, name: str) -> Known | None:
        """What is known of an object: from the output, from an operator, from a declaration; None if nothing is.

        An object without a namespace goes wherever the applying tool puts it, so it may be the one that is meant.
        """
        manifest = self.manifest(kind, namespace, name) or self.manifest(kind, "", name)
        if manifest is not None:
            return Known(manifest=manifest, keys=_keys(manifest), ports=_ports(manifest))
        derived = self._derived.get((kind, namespace, name))
        if derived is not None:
            return Known(keys=derived.keys, ports=derived.ports, targets=derived.targets)
        external = self._external.get((kind.name, namespace, name))
        if external is not None:
            return Known(keys=frozenset(external.keys), external=True)
        return Known() if is_built_in(kind, namespace, name) else None

    def maker(self, kind: Kind, namespace: str, name: str) -> Manifest | None:
        """The object of the output from which an operator makes another one, or None."""
        derived = self._derived.get((kind, namespace, name))
        return derived.by if derived else None

    def derived(self, kind: Kind) -> Iterable[DerivedObject]:
        """The objects of a kind that operators make from those of the output."""
        return (item for item in self._derived.values() if item.kind == kind)

    @cached_property
    def _derived(self) -> dict[tuple[Kind, str, str], DerivedObject]:
        made = derived_objects(self.manifests, self.manifest)
        return {(item.kind, item.namespace, item.name): item for item in made}

    @cached_property
    def namespaces(self) -> frozenset[str]:
        """Namespaces of which the output shows the pods and Services; the cluster's own hold much more."""
        named = {manifest.namespace for manifest in self.manifests}
        named |= {manifest.name for manifest in self.of(kinds.NAMESPACE)}
        # Knative's operator fills its namespace with pods; only their Services have names that are known.
        return frozenset(named) - self._opaque_namespaces - {item.namespace for item in self.of(kinds.KNATIVE_SERVING)}

    @cached_property
    def served_namespaces(self) -> frozenset[str]:
        """Namespaces of which the output knows the Services, those that operators make included."""
        derived = frozenset(namespace for kind, namespace, _ in self._derived if kind == kinds.SERVICE)
        return (self.namespaces | derived) - self._opaque_namespaces

    @cached_property
    def _opaque_namespaces(self) -> set[str]:
        """Namespaces with objects that no manifest shows: the cluster's, those of Helm charts and other operators."""
        operated = {
            item.namespace
            for item in self.manifests
            if not _WORKLOAD_FIELDS.isdisjoint(item.spec) and self.schema(item) is None
        }
        return operated | self._delivered_namespaces | SYSTEM_NAMESPACES

    @cached_property
    def _delivered_namespaces(self) -> set[str]:
        releases = {text(item.spec, "targetNamespace") or item.namespace for item in self.of(kinds.HELM_RELEASE)}
        applications = {
            text(item.spec, "destination", "namespace")
            for item in self.of(kinds.ARGO_APPLICATION)
            if any(text(source, "chart") for source in [table(item.spec, "source"), *rows(item.spec, "sources")])
        }
        return releases | applications

    @cached_property
    def templates(self) -> tuple[PodTemplate, ...]:
        """Every pod template, KServe's included."""
        found: list[PodTemplate] = []
        for manifest in self.manifests:
            template = workload_template(manifest)
            if template is not None:
                found.append(template)
            elif manifest.type in (kinds.INFERENCE_SERVICE, kinds.LLM_INFERENCE_SERVICE):
                found.extend(serving_templates(manifest, self.manifest))
        return tuple(found)

    @cached_property
    def complete_templates(self) -> tuple[PodTemplate, ...]:
        """The pod templates to which no operator adds anything that a policy asks for."""
        return tuple(template for template in self.templates if template.complete)

    @cached_property
    def derived_pods(self) -> tuple[DerivedPods, ...]:
        """Pods that operators make from objects without a pod template."""
        return tuple(derived_pods(self.manifests, self.manifest))

    @cached_property
    def pods(self) -> Pods:
        """Every pod that there will be, for selectors."""
        return Pods([*map(_own_pods, self.templates), *map(_made_pods, self.derived_pods)])

    @cached_property
    def services(self) -> dict[str, list[Manifest]]:
        """The Services of each namespace."""
        found: dict[str, list[Manifest]] = {}
        for service in self.of(kinds.SERVICE):
            found.setdefault(service.namespace, []).append(service)
        return found

    @cached_property
    def isolated(self) -> Mapping[str, list[Mapping[str, Any]]]:
        """For each namespace, the pod selectors of the NetworkPolicies that cover both directions."""
        found: dict[str, list[Mapping[str, Any]]] = {}
        for policy in self.of(kinds.NETWORK_POLICY):
            if {"Ingress", "Egress"} <= set(words(policy.spec, "policyTypes")):
                found.setdefault(policy.namespace, []).append(table(policy.spec, "podSelector"))
        return found

    def is_isolated(self, pods: PodSet) -> bool:
        """Whether NetworkPolicies of the output cover both directions of some pods."""
        return any(selects(selector, pods) for selector in self.isolated.get(pods.namespace, ()))

    @cached_property
    def uses(self) -> tuple[Use, ...]:
        """Every place where an object names another one."""
        found: list[Use] = []
        for manifest in self.manifests:
            found.extend(uses_of_manifest(manifest))
            found.extend(uses_of_model(manifest))
        for template in self.templates:
            found.extend(uses_of_template(template))
        return tuple(found)

    def uses_of(self, *types: Kind) -> Iterable[Use]:
        """The places where objects of some kinds are named."""
        return (use for kind in types for use in self._uses_by_type.get(kind, ()))

    @cached_property
    def _uses_by_type(self) -> dict[Kind, list[Use]]:
        found: dict[Kind, list[Use]] = {}
        for use in self.uses:
            found.setdefault(use.kind, []).append(use)
        return found


def _keys(manifest: Manifest) -> frozenset[str] | None:
    if manifest.type not in (kinds.SECRET, kinds.CONFIG_MAP):
        return None
    return frozenset(key for part in _DATA_FIELDS for key in table(manifest.data, part))


def _ports(manifest: Manifest) -> dict[str, int] | None:
    if manifest.type != kinds.SERVICE or text(manifest.spec, "type") == "ExternalName":
        return None
    return {
        text(port, "name"): port["port"] for port in rows(manifest.spec, "ports") if isinstance(port.get("port"), int)
    }


def _own_pods(template: PodTemplate) -> PodSet:
    # In Knative mode a sidecar with ports of its own stands before the server.
    known = template.complete and not is_knative(template.manifest)
    return PodSet(
        namespace=template.namespace,
        labels=template.labels,
        by=template.manifest,
        ports=template.ports() if known else None,
        numbers=frozenset(template.port_numbers()) or None if known else None,
        prefixes=CONTROLLER_LABELS.get(template.manifest.type, ()),
        template=template,
    )


def _made_pods(derived: DerivedPods) -> PodSet:
    return PodSet(
        namespace=derived.namespace,
        labels=derived.labels,
        by=derived.by,
        ports=derived.ports,
        numbers=None if derived.ports is None else frozenset(derived.ports.values()),
        prefixes=derived.prefixes,
        template=None,
    )
