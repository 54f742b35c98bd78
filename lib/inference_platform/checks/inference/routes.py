"""Rules: no two routes claim the same requests, and none cuts the answer of a model."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from inference_platform.checks import kinds
from inference_platform.checks.index import Index
from inference_platform.checks.inference.backends import MODEL_SERVERS, is_model_server, pods_behind
from inference_platform.checks.inference.routing import (
    Backend,
    RouteRule,
    backends,
    effective_policies,
    gateways_of,
    is_envoys,
    listeners_of,
    processors_of,
    route_rules,
)
from inference_platform.checks.manifest import Manifest
from inference_platform.checks.reading import rows, table, text, words
from inference_platform.checks.rule import Violation, rule

__all__ = ["route_conflicts", "stream_timeouts"]

_Claim = tuple[str, ...]
_LONG = ("completions", "generate", "messages", "responses")


@rule("gateway/conflict")
def route_conflicts(index: Index) -> Iterator[Violation]:
    """No two rules of a listener claim the same requests: the older route wins, and the other is never used."""
    claimed: dict[tuple[_Claim, str, _Claim], RouteRule] = {}
    for each in sorted(route_rules(index), key=lambda item: (item.route.namespace, item.route.name)):
        listeners = list(_listeners(index, each.route))
        hostnames = [name.lower() for name in words(each.route.spec, "hostnames")] or [""]
        for position, match in enumerate(rows(each.entry, "matches") or [{}]):
            claim = _claim(match)
            clashes = [
                first
                for listener in listeners
                for hostname in hostnames
                if (first := claimed.setdefault((listener, hostname, claim), each)) is not each
            ]
            if clashes:
                yield _conflict(each, position, clashes[0], claim, hostnames)


def _conflict(each: RouteRule, position: int, first: RouteRule, claim: _Claim, hostnames: list[str]) -> Violation:
    where = "another rule of this route" if first.route is each.route else f"HTTPRoute {first.route.name}"
    if first.route is not each.route and first.route.namespace != each.route.namespace:
        where += f" of namespace {first.route.namespace}"
    path = claim[1]
    return Violation(
        each.route,
        f"{each.field}.matches[{position}]",
        "different from every other match of the listener",
        f"{claim[0]} {path} for {', '.join(filter(None, hostnames)) or 'every host'}, as in {where}",
        "give the routes host names, paths or headers of their own",
    )


def _listeners(index: Index, route: Manifest) -> Iterator[_Claim]:
    """The listeners that a route is known to be attached to."""
    for ref, gateway in gateways_of(index, route):
        if gateway is None:
            namespace = text(ref, "namespace") or route.namespace
            yield (namespace, text(ref, "name"), text(ref, "sectionName"), str(ref.get("port")))
            continue
        for listener in listeners_of(ref, gateway):
            allowed = text(listener, "allowedRoutes", "namespaces", "from") or "Same"
            if allowed == "All" or route.namespace == gateway.namespace:
                yield (gateway.namespace, gateway.name, text(listener, "name"), "")
            elif allowed == "Selector":
                # Whether the listener takes it depends on labels; two routes of one namespace share the answer.
                yield (gateway.namespace, gateway.name, text(listener, "name"), route.namespace)


def _claim(match: Mapping[str, Any]) -> _Claim:
    """What a match is about, in a form in which two equal ones are equal."""
    kind = text(match, "path", "type") or "PathPrefix"
    path = text(match, "path", "value") or "/"
    if kind == "PathPrefix":
        path = path.rstrip("/") or "/"
    headers = sorted({_named(item, lower=True) for item in rows(match, "headers")})
    query = sorted({_named(item, lower=False) for item in rows(match, "queryParams")})
    return (kind, path, text(match, "method"), *headers, "?", *query)


def _named(item: Mapping[str, Any], *, lower: bool) -> str:
    name = text(item, "name")
    return f"{name.lower() if lower else name} {text(item, 'type') or 'Exact'} {text(item, 'value')}"


@rule("gateway/stream")
def stream_timeouts(index: Index) -> Iterator[Violation]:
    """A route to a model says how long a request may take; Envoy cuts answers after 15 seconds otherwise."""
    for each in route_rules(index):
        if table(each.entry, "timeouts").get("request") is not None or not _may_stream(each):
            continue
        if not is_envoys(index, each.route) or not _leads_to_model(index, each):
            continue
        policies = effective_policies(index, kinds.BACKEND_TRAFFIC_POLICY, each)
        if policies is not None and not any(text(item.spec, "timeout", "http", "requestTimeout") for item in policies):
            yield Violation(
                each.route,
                f"{each.field}.timeouts.request",
                "given for a route to a model",
                "nothing, which is 15s",
                "write how long an answer may take, or 0s for any time",
            )


def _may_stream(each: RouteRule) -> bool:
    """Whether a rule takes more than single paths that do not answer at length, such as /health."""
    matches = rows(each.entry, "matches")
    short = [
        text(match, "method") in ("GET", "HEAD", "OPTIONS")
        or (text(match, "path", "type") == "Exact" and not text(match, "path", "value").endswith(_LONG))
        for match in matches
    ]
    return not matches or not all(short)


def _leads_to_model(index: Index, each: RouteRule) -> bool:
    return bool(processors_of(index, each)) or any(_is_model(index, backend) for backend in backends(each))


def _is_model(index: Index, backend: Backend) -> bool:
    if backend.kind == kinds.INFERENCE_POOL:
        return True
    if backend.kind != kinds.SERVICE:
        return False
    maker = index.maker(kinds.SERVICE, backend.namespace, backend.name)
    behind = pods_behind(index, backend.namespace, backend.name) or []
    return (maker is not None and maker.type in MODEL_SERVERS) or any(map(is_model_server, behind))
