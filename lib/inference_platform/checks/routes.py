"""Rules: routes that pass the CEL rules of their CRDs, which no plain schema holds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from inference_platform.checks import kinds
from inference_platform.checks.alternatives import at_most_one, block_of_type, each_row
from inference_platform.checks.index import Index
from inference_platform.checks.manifest import Manifest
from inference_platform.checks.reading import number, rows, table, text, value_at, words
from inference_platform.checks.rule import Violation, rule
from inference_platform.units import seconds_of

__all__ = ["backend_ports", "route_filters", "route_parents", "route_paths", "route_prefixes", "route_timeouts"]

_ROUTES = (kinds.HTTP_ROUTE, kinds.GRPC_ROUTE)
_PATH = re.compile(r"(?:[-A-Za-z0-9/._~!$&'()*+,;=:@]|%[0-9a-fA-F]{2})+")
_NOT_IN_PATH = ("//", "/./", "/../", "%2f", "%2F", "#")
_BLOCKS = {
    "CORS": "cors",
    "ExtensionRef": "extensionRef",
    "RequestHeaderModifier": "requestHeaderModifier",
    "RequestMirror": "requestMirror",
    "RequestRedirect": "requestRedirect",
    "ResponseHeaderModifier": "responseHeaderModifier",
    "URLRewrite": "urlRewrite",
}
_REPEATABLE = frozenset({"ExtensionRef", "RequestMirror"})
_MODIFIERS = {"ReplaceFullPath": "replaceFullPath", "ReplacePrefixMatch": "replacePrefixMatch"}
_WITH_PATH = ("requestRedirect", "urlRewrite")
_WITH_BACKENDS = (
    *_ROUTES,
    kinds.ENVOY_EXTENSION_POLICY,
    kinds.ENVOY_PROXY,
    kinds.SECURITY_POLICY,
)

Located = tuple[Manifest, str, Mapping[str, Any]]


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


def _rules(index: Index) -> Iterator[Located]:
    for route in index.of(*_ROUTES):
        for field, entry in each_row(route.spec, "spec", "rules"):
            yield route, field, entry


def _with_filters(index: Index) -> Iterator[Located]:
    """Rules and the backends in them: both may have filters."""
    for route, field, entry in _rules(index):
        yield route, field, entry
        for place, backend in each_row(entry, field, "backendRefs"):
            yield route, place, backend


@rule("gateway/filters")
def route_filters(index: Index) -> Iterator[Violation]:
    """A route's filters have the block of their type, come once, and a redirect has no backends beside it."""
    for route, field, entry in _with_filters(index):
        filters = rows(entry, "filters")
        for place, item in each_row(entry, field, "filters"):
            yield from _filter(route, place, item)
        types = [text(item, "type") for item in filters]
        for kind in sorted(set(types) - _REPEATABLE):
            if types.count(kind) > 1:
                yield Violation(route, f"{field}.filters", "of different types", f"{kind} twice", "merge them")
        if {"RequestRedirect", "URLRewrite"} <= set(types):
            yield Violation(route, f"{field}.filters", "a redirect or a rewrite", "both", "make two rules of it")
        if rows(entry, "backendRefs") and any(item.get("requestRedirect") is not None for item in filters):
            yield Violation(
                route, f"{field}.backendRefs", "absent beside a RequestRedirect", "given", "remove one of them"
            )


def _filter(route: Manifest, field: str, item: Mapping[str, Any]) -> Iterator[Violation]:
    yield from block_of_type(route, field, item, _BLOCKS)
    for block in _WITH_PATH:
        yield from block_of_type(route, f"{field}.{block}.path", table(item, block, "path"), _MODIFIERS)
    mirror = table(item, "requestMirror")
    yield from at_most_one(route, f"{field}.requestMirror", mirror, ("percent", "fraction"))
    part, whole = number(mirror, "fraction", "numerator"), number(mirror, "fraction", "denominator") or 100
    if part is not None and part > whole:
        place = f"{field}.requestMirror.fraction.numerator"
        yield Violation(route, place, f"at most the denominator ({whole})", str(part), "lower it")
    for name in ("allowHeaders", "allowMethods"):
        listed = words(item, "cors", name)
        if "*" in listed and len(listed) > 1:
            yield Violation(
                route, f"{field}.cors.{name}", '"*" alone or a list without it', ", ".join(listed), "choose"
            )


@rule("gateway/prefix")
def route_prefixes(index: Index) -> Iterator[Violation]:
    """A rule that replaces the matched prefix of a path has one match, of a prefix."""
    for route, field, entry in _rules(index):
        filters = rows(entry, "filters")
        for block in _WITH_PATH:
            replacing = [item for item in filters if _replaces_prefix(item, block)]
            if len(replacing) == 1 and not _matches_one_prefix(entry):
                yield Violation(
                    route,
                    f"{field}.matches",
                    "one match of a PathPrefix for ReplacePrefixMatch",
                    ", ".join(_match(each) for each in rows(entry, "matches")) or "none",
                    "make a rule for each prefix or use ReplaceFullPath",
                )


def _replaces_prefix(item: Mapping[str, Any], block: str) -> bool:
    path = table(item, block, "path")
    return text(path, "type") == "ReplacePrefixMatch" and path.get("replacePrefixMatch") is not None


def _matches_one_prefix(entry: Mapping[str, Any]) -> bool:
    if entry.get("matches") is None:
        return True  # By default a rule matches the prefix `/`.
    return [_match(each) for each in rows(entry, "matches")] == ["PathPrefix"]


def _match(match: Mapping[str, Any]) -> str:
    return text(match, "path", "type") or "PathPrefix"


@rule("gateway/paths")
def route_paths(index: Index) -> Iterator[Violation]:
    """A path that a route matches is absolute and normalised."""
    for route, field, entry in _rules(index):
        for place, match in each_row(entry, field, "matches"):
            # A GRPCRoute matches methods and has no path; without a value it is `/`.
            path = value_at(match, "path", "value")
            if not isinstance(path, str) or text(match, "path", "type") == "RegularExpression":
                continue
            unclean = any(part in path for part in _NOT_IN_PATH) or path.endswith(("/..", "/."))
            if not path.startswith("/") or unclean or not _PATH.fullmatch(path):
                yield Violation(
                    route,
                    f"{place}.path.value",
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


@rule("gateway/backend-port")
def backend_ports(index: Index) -> Iterator[Violation]:
    """A route, a policy or a proxy that sends requests to a Service names its port."""
    for manifest in index.of(*_WITH_BACKENDS):
        for field, backend in _backends(manifest.spec, "spec"):
            service = not text(backend, "group") and (text(backend, "kind") or "Service") == "Service"
            if service and backend.get("port") is None:
                yield Violation(manifest, f"{field}.port", "given for a Service", "nothing", "write the port's number")


def _backends(value: Any, field: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield every `backendRef` and the items of every `backendRefs`, at any depth."""
    for name, item in value.items() if isinstance(value, Mapping) else ():
        place = f"{field}.{name}"
        if name == "backendRef" and isinstance(item, Mapping):
            yield place, item
        if name == "backendRefs":
            yield from each_row(value, field, name)
        yield from _backends(item, place)
    for position, item in enumerate(value if isinstance(value, list) else ()):
        yield from _backends(item, f"{field}[{position}]")
