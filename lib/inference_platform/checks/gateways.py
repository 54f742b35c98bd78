"""Rules: Gateways, routes and policies that pass the CEL rules of their CRDs, which no plain schema holds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from inference_platform.checks import kinds
from inference_platform.checks.index import Index
from inference_platform.checks.manifest import Manifest
from inference_platform.checks.reading import number, rows, table, text, value_at
from inference_platform.checks.rule import Violation, rule
from inference_platform.units import seconds_of

__all__ = [
    "attachment",
    "extension_processing",
    "listener_places",
    "listener_tls",
    "pool_ports",
    "route_filters",
    "route_parents",
    "route_paths",
    "route_timeouts",
]

_ROUTES = (kinds.HTTP_ROUTE, kinds.GRPC_ROUTE)
_POLICIES = (
    kinds.BACKEND_TRAFFIC_POLICY,
    kinds.CLIENT_TRAFFIC_POLICY,
    kinds.ENVOY_EXTENSION_POLICY,
    kinds.SECURITY_POLICY,
)
_PATH = re.compile(r"(?:[-A-Za-z0-9/._~!$&'()*+,;=:@]|%[0-9a-fA-F]{2})+")
_BLOCKS = {"CORS": "cors", "URLRewrite": "urlRewrite"}
_NOT_IN_PATH = ("//", "/./", "/../", "%2f", "%2F", "#")


@rule("gateway/listeners")
def listener_places(index: Index) -> Iterator[Violation]:
    """A Gateway's listeners differ in port, protocol or host name."""
    for gateway in index.of(kinds.GATEWAY):
        places: set[tuple[int | None, str, str]] = set()
        for listener in rows(gateway.spec, "listeners"):
            place = (number(listener, "port"), text(listener, "protocol"), text(listener, "hostname"))
            if place in places:
                shown = f"{place[1]} {place[0]} {place[2] or 'any host'}"
                yield Violation(
                    gateway,
                    f"spec.listeners[{text(listener, 'name')}]",
                    "the only one for its port, protocol and host",
                    shown,
                    "merge the two or give them different host names",
                )
            places.add(place)


@rule("gateway/tls")
def listener_tls(index: Index) -> Iterator[Violation]:
    """A listener has TLS settings exactly where its protocol is encrypted, and then certificates to end it."""
    for gateway in index.of(kinds.GATEWAY):
        for listener in rows(gateway.spec, "listeners"):
            protocol, tls = text(listener, "protocol"), listener.get("tls")
            field = f"spec.listeners[{text(listener, 'name')}].tls"
            if protocol in ("HTTP", "TCP", "UDP") and tls is not None:
                yield Violation(gateway, field, f"absent for {protocol}", "given", "remove it or use HTTPS")
            elif protocol in ("HTTPS", "TLS"):
                yield from _termination(gateway, field, protocol, table(tls))


def _termination(gateway: Manifest, field: str, protocol: str, tls: Mapping[str, Any]) -> Iterator[Violation]:
    mode = text(tls, "mode") or "Terminate"
    if protocol == "HTTPS" and mode != "Terminate":
        yield Violation(gateway, f"{field}.mode", "Terminate for HTTPS", mode, "use protocol TLS to pass it through")
    elif mode == "Terminate" and not rows(tls, "certificateRefs") and not table(tls, "options"):
        yield Violation(gateway, f"{field}.certificateRefs", "given", "nothing", "name the Secret with the certificate")


@rule("gateway/parents")
def route_parents(index: Index) -> Iterator[Violation]:
    """A route names each listener once, and says which one where it names a Gateway several times."""
    for route in index.of(*_ROUTES):
        sections: dict[tuple[str, str, str], list[tuple[str, int | None]]] = {}
        for parent in rows(route.spec, "parentRefs"):
            place = (text(parent, "kind"), text(parent, "namespace"), text(parent, "name"))
            sections.setdefault(place, []).append((text(parent, "sectionName"), number(parent, "port")))
        for (_, _, name), listed in sections.items():
            if len(set(listed)) != len(listed) or (len(listed) > 1 and ("", None) in listed):
                yield Violation(
                    route,
                    "spec.parentRefs",
                    "references that each have their own sectionName",
                    f"{name} twice",
                    "name the listeners",
                )


def _rules(index: Index) -> Iterator[tuple[Manifest, str, Mapping[str, Any]]]:
    for route in index.of(*_ROUTES):
        for position, entry in enumerate(rows(route.spec, "rules")):
            yield route, f"spec.rules[{position}]", entry


@rule("gateway/filters")
def route_filters(index: Index) -> Iterator[Violation]:
    """A route's filters have the block of their type, come once, and a redirect has no backends beside it."""
    for route, field, entry in _rules(index):
        types = [text(item, "type") for item in rows(entry, "filters")]
        for item, kind in zip(rows(entry, "filters"), types, strict=True):
            block = _BLOCKS.get(kind, kind[:1].lower() + kind[1:])
            if kind and item.get(block) is None:
                yield Violation(route, f"{field}.filters.{block}", f"given for type {kind}", "nothing", "add it")
        for kind in sorted(set(types) - {"ExtensionRef", "RequestMirror"}):
            if types.count(kind) > 1:
                yield Violation(route, f"{field}.filters", "of different types", f"{kind} twice", "merge them")
        if {"RequestRedirect", "URLRewrite"} <= set(types):
            yield Violation(route, f"{field}.filters", "a redirect or a rewrite", "both", "make two rules of it")
        if "RequestRedirect" in types and rows(entry, "backendRefs"):
            yield Violation(
                route, f"{field}.backendRefs", "absent beside a RequestRedirect", "given", "remove one of them"
            )


@rule("gateway/paths")
def route_paths(index: Index) -> Iterator[Violation]:
    """A path that a route matches is absolute and normalised."""
    for route, field, entry in _rules(index):
        for position, match in enumerate(rows(entry, "matches")):
            # A GRPCRoute matches methods and has no path.
            path = text(match, "path", "value")
            if not path or text(match, "path", "type") == "RegularExpression":
                continue
            unclean = any(part in path for part in _NOT_IN_PATH) or path.endswith(("/..", "/."))
            if not path.startswith("/") or unclean or not _PATH.fullmatch(path):
                yield Violation(
                    route,
                    f"{field}.matches[{position}].path.value",
                    "an absolute path without '//', '/..', '%2f' and '#'",
                    path,
                    "write the path as servers see it",
                )


@rule("gateway/timeouts")
def route_timeouts(index: Index) -> Iterator[Violation]:
    """A route waits for its backend no longer than for the whole request."""
    for route, field, entry in _rules(index):
        whole, backend = text(entry, "timeouts", "request"), text(entry, "timeouts", "backendRequest")
        try:
            longer = bool(whole and backend) and 0 < seconds_of(whole) < seconds_of(backend)
        except ValueError:
            continue  # The schema's rule reports what is no duration.
        if longer:
            yield Violation(
                route, f"{field}.timeouts.backendRequest", f"at most request ({whole})", backend, "shorten it"
            )


@rule("gateway/attachment")
def attachment(index: Index) -> Iterator[Violation]:
    """An Envoy Gateway policy names its targets in exactly one way."""
    for policy in index.of(*_POLICIES):
        given = [key for key in ("targetRef", "targetRefs", "targetSelectors") if policy.spec.get(key)]
        if not given or {"targetRef", "targetRefs"} <= set(given):
            yield Violation(
                policy,
                "spec.targetRefs",
                "the one way to name targets",
                " and ".join(given) or "nothing",
                "use targetRefs",
            )


@rule("gateway/processing")
def extension_processing(index: Index) -> Iterator[Violation]:
    """An external processor that streams both ways does not fail open, which Envoy cannot do then."""
    for policy in index.of(kinds.ENVOY_EXTENSION_POLICY):
        for position, processor in enumerate(rows(policy.spec, "extProc")):
            modes = {text(processor, "processingMode", way, "body") for way in ("request", "response")}
            if "FullDuplexStreamed" in modes and value_at(processor, "failOpen") is True:
                yield Violation(
                    policy,
                    f"spec.extProc[{position}].failOpen",
                    "false with FullDuplexStreamed",
                    "true",
                    "remove it; requests fail while the processor is down",
                )


@rule("gateway/pool")
def pool_ports(index: Index) -> Iterator[Violation]:
    """An InferencePool's ports differ, and its endpoint picker is a Service with a port."""
    for pool in index.of(kinds.INFERENCE_POOL):
        numbers = [number(port, "number") for port in rows(pool.spec, "targetPorts")]
        if len(set(numbers)) != len(numbers):
            shown = ", ".join(map(str, numbers))
            yield Violation(pool, "spec.targetPorts", "different ports", shown, "remove the repeated one")
        picker = table(pool.spec, "endpointPickerRef")
        if picker and (text(picker, "kind") or "Service") == "Service" and not picker.get("port"):
            yield Violation(pool, "spec.endpointPickerRef.port", "given for a Service", "nothing", "write port.number")
