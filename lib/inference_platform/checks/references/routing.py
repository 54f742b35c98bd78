"""Rules: routes reach a listener that takes them, and policies a target."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from inference_platform.checks import kinds
from inference_platform.checks.index import Index
from inference_platform.checks.kinds import Kind
from inference_platform.checks.manifest import Manifest
from inference_platform.checks.reading import number, rows, table, text, words
from inference_platform.checks.rule import Violation, rule
from inference_platform.checks.selectors import matches

__all__ = [
    "certificate_hosts",
    "grant",
    "listener_hostname",
    "listener_kind",
    "listener_namespace",
    "parent_gateway",
    "parent_listener",
    "policy_section",
    "policy_target",
]

_ROUTES = (kinds.HTTP_ROUTE, kinds.GRPC_ROUTE)
_TARGETS = {kind.name: kind for kind in (kinds.GATEWAY, kinds.GATEWAY_CLASS, *_ROUTES)}
_POLICIES = (
    kinds.BACKEND_TRAFFIC_POLICY,
    kinds.CLIENT_TRAFFIC_POLICY,
    kinds.ENVOY_EXTENSION_POLICY,
    kinds.ENVOY_PATCH_POLICY,
    kinds.SECURITY_POLICY,
)
_NAMESPACE_LABEL = "kubernetes.io/metadata.name"


class _Parent(NamedTuple):
    """A route's reference to a Gateway, and the listeners of it that are meant."""

    route: Manifest
    field: str
    ref: Mapping[str, Any]
    gateway: Manifest
    listeners: list[Mapping[str, Any]]


def _parent_refs(index: Index) -> Iterator[tuple[Manifest, str, Mapping[str, Any], str]]:
    for route in index.of(*_ROUTES):
        for position, ref in enumerate(rows(route.spec, "parentRefs")):
            if (text(ref, "kind") or "Gateway") == "Gateway":
                yield route, f"spec.parentRefs[{position}]", ref, text(ref, "namespace") or route.namespace


def _parents(index: Index) -> Iterator[_Parent]:
    """The references to Gateways of the output."""
    for route, field, ref, namespace in _parent_refs(index):
        gateway = index.manifest(kinds.GATEWAY, namespace, text(ref, "name"))
        if gateway is not None:
            section, port = text(ref, "sectionName"), number(ref, "port")
            listeners = [
                listener
                for listener in rows(gateway.spec, "listeners")
                if section in ("", text(listener, "name")) and port in (None, number(listener, "port"))
            ]
            yield _Parent(route, field, ref, gateway, listeners)


@rule("reference/gateway")
def parent_gateway(index: Index) -> Iterator[Violation]:
    """The Gateway that a route attaches to exists."""
    for route, field, ref, namespace in _parent_refs(index):
        if index.find(kinds.GATEWAY, namespace, text(ref, "name")) is None:
            yield Violation(
                route,
                field,
                f"an existing Gateway in namespace {namespace}" if namespace else "an existing Gateway",
                text(ref, "name"),
                "add it to the output, correct the name, or declare it as external",
            )


@rule("reference/listener")
def parent_listener(index: Index) -> Iterator[Violation]:
    """The listener that a route attaches to exists."""
    for parent in _parents(index):
        if not parent.listeners:
            names = ", ".join(text(item, "name") for item in rows(parent.gateway.spec, "listeners"))
            yield Violation(
                parent.route,
                f"{parent.field}.sectionName",
                f"a listener of Gateway {parent.gateway.name} ({names or 'it has none'})",
                text(parent.ref, "sectionName") or f"port {parent.ref.get('port')}",
                "use one of them or add the listener",
            )


@rule("reference/listener-namespace")
def listener_namespace(index: Index) -> Iterator[Violation]:
    """A listener takes routes from the route's namespace."""
    for parent in _parents(index):
        if parent.listeners and not any(_admits(index, parent, listener) for listener in parent.listeners):
            yield Violation(
                parent.route,
                parent.field,
                f"a listener that takes routes from namespace {parent.route.namespace}",
                f"Gateway {parent.gateway.name} in namespace {parent.gateway.namespace}",
                "open allowedRoutes.namespaces of the listener or move the route",
            )


def _admits(index: Index, parent: _Parent, listener: Mapping[str, Any]) -> bool:
    namespaces = table(listener, "allowedRoutes", "namespaces")
    allowed = text(namespaces, "from") or "Same"
    if allowed != "Selector":
        return allowed == "All" or (allowed == "Same" and parent.route.namespace == parent.gateway.namespace)
    own = index.manifest(kinds.NAMESPACE, "", parent.route.namespace)
    labels = {_NAMESPACE_LABEL: parent.route.namespace, **(table(own.data, "metadata", "labels") if own else {})}
    # Of a namespace that is made elsewhere only the name is known; its other labels may well match.
    return matches(table(namespaces, "selector"), labels, () if own else ("",))


@rule("reference/listener-kind")
def listener_kind(index: Index) -> Iterator[Violation]:
    """A listener takes routes of the route's kind."""
    for parent in _parents(index):
        listed = [rows(listener, "allowedRoutes", "kinds") for listener in parent.listeners]
        if listed and not any(
            not allowed or parent.route.kind in {text(item, "kind") for item in allowed} for allowed in listed
        ):
            yield Violation(
                parent.route,
                parent.field,
                f"a listener that takes {parent.route.kind}s",
                f"Gateway {parent.gateway.name}",
                "add the kind to allowedRoutes.kinds of the listener",
            )


@rule("reference/hostname")
def listener_hostname(index: Index) -> Iterator[Violation]:
    """A route and its listener have a host name in common."""
    for parent in _parents(index):
        hostnames = words(parent.route.spec, "hostnames")
        if not hostnames or not parent.listeners:
            continue
        served = [text(listener, "hostname") for listener in parent.listeners]
        if not any(_overlap(host, own) for host in hostnames for own in served):
            yield Violation(
                parent.route,
                "spec.hostnames",
                f"in common with a listener of Gateway {parent.gateway.name} ({', '.join(served)})",
                ", ".join(hostnames),
                "correct one of the host names",
            )


def _overlap(host: str, served: str) -> bool:
    """Whether two host names, each maybe with a leading wildcard, have a name in common."""
    if not served or host == served:
        return True
    if served.startswith("*.") and host.removeprefix("*").endswith(served[1:]):
        return True
    return host.startswith("*.") and served.removeprefix("*").endswith(host[1:])


@rule("reference/certificate-host")
def certificate_hosts(index: Index) -> Iterator[Violation]:
    """A Certificate of the output is for the host names of the listeners that use it."""
    made = {(item.namespace, text(item.spec, "secretName")): item for item in index.of(kinds.CERTIFICATE)}
    for gateway in index.of(kinds.GATEWAY):
        for listener in rows(gateway.spec, "listeners"):
            hostname, field = text(listener, "hostname"), f"spec.listeners[{text(listener, 'name')}].hostname"
            used = [
                made.get((text(ref, "namespace") or gateway.namespace, text(ref, "name")))
                for ref in rows(listener, "tls", "certificateRefs")
            ]
            if not hostname or not used or None in used:
                continue
            names = [name for item in used if item is not None for name in words(item.spec, "dnsNames")]
            if not any(hostname == name or _covers(name, hostname) for name in names):
                yield Violation(
                    gateway,
                    field,
                    f"one that its certificate is for ({', '.join(names)})",
                    hostname,
                    "add the name to it",
                )


def _covers(name: str, hostname: str) -> bool:
    """Whether a wildcard in a certificate, which stands for one label, covers a host name."""
    return name.startswith("*.") and hostname.partition(".")[2] == name[2:]


@rule("reference/grant")
def grant(index: Index) -> Iterator[Violation]:
    """A backend or Secret in another namespace is opened to the route or Gateway by a ReferenceGrant there."""
    declared = {item.namespace for item in index.declared.external if item.kind == "ReferenceGrant"}
    given = _grants(index)
    for use in index.uses:
        source = use.manifest
        if not use.granted or use.namespace == source.namespace or use.namespace in declared:
            continue
        wanted = (use.namespace, use.kind, source.namespace, source.type)
        if (*wanted, "") not in given and (*wanted, use.name) not in given:
            yield Violation(
                source,
                use.field,
                f"granted to {source.kind}s of namespace {source.namespace}",
                f"{use.kind.name} {use.name} of namespace {use.namespace} without a ReferenceGrant",
                "add the grant to that namespace or move one of the two",
            )


def _grants(index: Index) -> set[tuple[str, Kind, str, Kind, str]]:
    """What ReferenceGrants open: namespace and kind, the source's namespace and kind, and a name or any."""
    return {
        (
            item.namespace,
            Kind(text(to, "group"), text(to, "kind")),
            text(source, "namespace"),
            Kind(text(source, "group"), text(source, "kind")),
            text(to, "name"),
        )
        for item in index.of(kinds.REFERENCE_GRANT)
        for source in rows(item.spec, "from")
        for to in rows(item.spec, "to")
    }


def _policy_refs(index: Index) -> Iterator[tuple[Manifest, str, Mapping[str, Any], Kind]]:
    for policy in index.of(*_POLICIES):
        single = [("spec.targetRef", table(policy.spec, "targetRef"))]
        several = [(f"spec.targetRefs[{i}]", ref) for i, ref in enumerate(rows(policy.spec, "targetRefs"))]
        for field, ref in [*single, *several]:
            kind = _TARGETS.get(text(ref, "kind"))
            if kind is not None and text(ref, "group") in ("", kind.group):
                yield policy, field, ref, kind


@rule("reference/policy-target")
def policy_target(index: Index) -> Iterator[Violation]:
    """The Gateway or route that a policy is for exists in the policy's namespace."""
    for policy, field, ref, kind in _policy_refs(index):
        namespace = "" if kind == kinds.GATEWAY_CLASS else policy.namespace
        if index.find(kind, namespace, text(ref, "name")) is None:
            yield Violation(
                policy,
                field,
                f"an existing {kind.name}{f' in namespace {namespace}' if namespace else ''}",
                text(ref, "name"),
                "correct the name or move the policy: it cannot reach into another namespace",
            )


@rule("reference/policy-section")
def policy_section(index: Index) -> Iterator[Violation]:
    """The listener or rule that a policy is for exists in its target."""
    for policy, field, ref, kind in _policy_refs(index):
        section = text(ref, "sectionName")
        target = index.manifest(kind, policy.namespace, text(ref, "name"))
        if not section or target is None:
            continue
        part = "listeners" if kind == kinds.GATEWAY else "rules"
        names = {text(item, "name") for item in rows(target.spec, part)} - {""}
        if section not in names:
            yield Violation(
                policy,
                f"{field}.sectionName",
                f"one of the {part} of {kind.name} {target.name} ({', '.join(sorted(names)) or 'none has a name'})",
                section,
                "use one of them or leave it out",
            )
