"""How requests go from Gateways over routes to Services, and which of Envoy Gateway's policies are in force there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from inference_platform.checks import kinds
from inference_platform.checks.index import Index
from inference_platform.checks.inference.picker import is_picker
from inference_platform.checks.kinds import Kind
from inference_platform.checks.manifest import Manifest
from inference_platform.checks.reading import number, rows, table, text
from inference_platform.checks.selectors import matches

__all__ = [
    "Backend",
    "Processor",
    "RouteRule",
    "backends",
    "effective_policies",
    "gateways_of",
    "is_envoy_gateway",
    "is_envoys",
    "listeners_of",
    "picking_processors",
    "pool_backends",
    "processors_of",
    "route_rules",
    "targets",
]

_CONTROLLER = "gateway.envoyproxy.io/"
_ROUTE = kinds.HTTP_ROUTE.name
_POLICIES = (
    kinds.BACKEND_TRAFFIC_POLICY,
    kinds.CLIENT_TRAFFIC_POLICY,
    kinds.ENVOY_EXTENSION_POLICY,
    kinds.SECURITY_POLICY,
)


class RouteRule(NamedTuple):
    """One rule of an HTTPRoute."""

    route: Manifest
    position: int
    entry: Mapping[str, Any]

    @property
    def field(self) -> str:
        """Where it is written."""
        return f"spec.rules[{self.position}]"

    @property
    def name(self) -> str:
        """Its name, or an empty text."""
        return text(self.entry, "name")


class Backend(NamedTuple):
    """One place that a rule sends requests to."""

    field: str
    kind: Kind
    namespace: str
    name: str
    port: int | None


class Processor(NamedTuple):
    """One external processor of an EnvoyExtensionPolicy that is an endpoint picker."""

    policy: Manifest
    field: str
    entry: Mapping[str, Any]
    backend_field: str
    backend: Manifest | None
    """The Envoy Gateway Backend in between, if there is one."""

    namespace: str
    service: str
    port: int | None


def route_rules(index: Index) -> Iterator[RouteRule]:
    """The rules of all HTTPRoutes."""
    for route in index.of(kinds.HTTP_ROUTE):
        for position, entry in enumerate(rows(route.spec, "rules")):
            yield RouteRule(route, position, entry)


def backends(rule: RouteRule) -> list[Backend]:
    """Where a rule sends requests."""
    found = []
    for position, ref in enumerate(rows(rule.entry, "backendRefs")):
        kind = Kind(text(ref, "group"), text(ref, "kind") or "Service")
        namespace = text(ref, "namespace") or rule.route.namespace
        field = f"{rule.field}.backendRefs[{position}]"
        found.append(Backend(field, kind, namespace, text(ref, "name"), number(ref, "port")))
    return found


def pool_backends(index: Index) -> Iterator[tuple[RouteRule, Backend, Manifest]]:
    """The rules that send requests to an InferencePool of the output."""
    for each in route_rules(index):
        for backend in backends(each):
            pool = index.manifest(kinds.INFERENCE_POOL, backend.namespace, backend.name)
            if backend.kind == kinds.INFERENCE_POOL and pool is not None:
                yield each, backend, pool


def gateways_of(index: Index, route: Manifest) -> list[tuple[Mapping[str, Any], Manifest | None]]:
    """The Gateways that a route names, with the reference; None for one that the output does not contain."""
    return [
        (ref, index.manifest(kinds.GATEWAY, text(ref, "namespace") or route.namespace, text(ref, "name")))
        for ref in rows(route.spec, "parentRefs")
        if (text(ref, "kind") or "Gateway") == "Gateway"
    ]


def listeners_of(ref: Mapping[str, Any], gateway: Manifest) -> list[Mapping[str, Any]]:
    """The listeners of a Gateway that a route's reference means."""
    section, port = text(ref, "sectionName"), number(ref, "port")
    return [
        listener
        for listener in rows(gateway.spec, "listeners")
        if section in ("", text(listener, "name")) and port in (None, number(listener, "port"))
    ]


def targets(policy: Manifest) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """What a policy names as its targets, with the fields."""
    single = table(policy.spec, "targetRef")
    if single:
        yield "spec.targetRef", single
    for position, ref in enumerate(rows(policy.spec, "targetRefs")):
        yield f"spec.targetRefs[{position}]", ref


def is_envoy_gateway(index: Index, gateway: Manifest) -> bool:
    """Whether a Gateway of the output is known to be one of Envoy Gateway's."""
    known = index.manifest(kinds.GATEWAY_CLASS, "", text(gateway.spec, "gatewayClassName"))
    if known is not None:
        return text(known.spec, "controllerName").startswith(_CONTROLLER)
    return text(gateway.spec, "infrastructure", "parametersRef", "group") == kinds.ENVOY_GROUP


def is_envoys(index: Index, route: Manifest) -> bool:
    """Whether a route is known to be one of Envoy Gateway's: by its Gateway, or by a policy for it."""
    if any(gateway is not None and is_envoy_gateway(index, gateway) for _, gateway in gateways_of(index, route)):
        return True
    return any(
        (text(ref, "kind"), text(ref, "name"), policy.namespace) == (_ROUTE, route.name, route.namespace)
        for policy in index.of(*_POLICIES)
        for _, ref in targets(policy)
    )


def effective_policies(index: Index, kind: Kind, rule: RouteRule) -> list[Manifest] | None:
    """The policies of a kind that are in force for a rule; None if some may be elsewhere.

    Envoy Gateway takes those with the closest target, and those further away only if the closer ones are merged.
    """
    levels: list[list[Manifest]] = [[], [], []]
    for policy in index.of(kind):
        distance = _distance(index, policy, rule)
        if distance is not None:
            levels[distance].append(policy)
    found: list[Manifest] = []
    for level in levels:
        found += level
        if level and not any(policy.spec.get("mergeType") for policy in level):
            return found
    unknown = any(gateway is None for _, gateway in gateways_of(index, rule.route))
    return None if unknown else found


def _distance(index: Index, policy: Manifest, rule: RouteRule) -> int | None:
    """0 if a policy is for just this rule, 1 for its route, 2 for a Gateway of it, None if it is for something else."""
    route = rule.route
    found = [_ref_distance(policy, ref, rule) for _, ref in targets(policy)]
    labels = table(route.data, "metadata", "labels")
    for selector in rows(policy.spec, "targetSelectors"):
        near = policy.namespace == route.namespace and text(selector, "kind") == _ROUTE
        if near and matches(selector, labels):
            found.append(1)
    for _, gateway in gateways_of(index, route):
        if gateway is not None and policy.namespace == gateway.namespace and _is_for(policy, gateway):
            found.append(2)
    known = [distance for distance in found if distance is not None]
    return min(known) if known else None


def _ref_distance(policy: Manifest, ref: Mapping[str, Any], rule: RouteRule) -> int | None:
    route = rule.route
    if (text(ref, "kind"), text(ref, "name"), policy.namespace) != (_ROUTE, route.name, route.namespace):
        return None
    section = text(ref, "sectionName")
    return 1 if not section else 0 if section == rule.name else None


def _is_for(policy: Manifest, gateway: Manifest) -> bool:
    """Whether a policy is for a Gateway or some of its listeners."""
    if any((text(ref, "kind"), text(ref, "name")) == ("Gateway", gateway.name) for _, ref in targets(policy)):
        return True
    labels = table(gateway.data, "metadata", "labels")
    chosen = [item for item in rows(policy.spec, "targetSelectors") if text(item, "kind") == "Gateway"]
    return any(matches(selector, labels) for selector in chosen)


def picking_processors(index: Index) -> tuple[Processor, ...]:
    """The external processors that are endpoint pickers."""
    found = []
    for policy in index.of(kinds.ENVOY_EXTENSION_POLICY):
        for position, entry in enumerate(rows(policy.spec, "extProc")):
            field = f"spec.extProc[{position}]"
            for at, ref in enumerate(rows(entry, "backendRefs")):
                processor = _processor(index, policy, field, entry, f"{field}.backendRefs[{at}]", ref)
                if is_picker(index, processor.namespace, processor.service):
                    found.append(processor)
    return tuple(found)


def _processor(
    index: Index, policy: Manifest, field: str, entry: Mapping[str, Any], at: str, ref: Mapping[str, Any]
) -> Processor:
    namespace = text(ref, "namespace") or policy.namespace
    if text(ref, "kind") != kinds.BACKEND.name:
        return Processor(policy, field, entry, at, None, namespace, text(ref, "name"), number(ref, "port"))
    backend = index.manifest(kinds.BACKEND, namespace, text(ref, "name"))
    endpoints = rows(backend.spec, "endpoints") if backend else []
    host = text(endpoints[0], "fqdn", "hostname").split(".") if len(endpoints) == 1 else []
    port = number(endpoints[0], "fqdn", "port") if host else None
    service, home = (host[0], host[1]) if host[2:3] == ["svc"] else ("", "")
    return Processor(policy, field, entry, at, backend, home, service, port)


def processors_of(index: Index, rule: RouteRule) -> list[Processor]:
    """The endpoint pickers that are asked before requests of a rule go on."""
    known = index.once(_processors)
    key = (id(rule.route), rule.position)
    if key not in known:
        policies = effective_policies(index, kinds.ENVOY_EXTENSION_POLICY, rule) or []
        known[key] = [each for each in index.once(picking_processors) if any(each.policy is item for item in policies)]
    return known[key]


def _processors(_: Index) -> dict[tuple[int, int], list[Processor]]:
    return {}
