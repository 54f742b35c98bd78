"""Rules: policies of Envoy Gateway that pass the CEL rules of their CRDs, which no plain schema holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from inference_platform.checks import kinds
from inference_platform.checks.alternatives import at_most_one, block_of_type, each_row, exactly_one, some
from inference_platform.checks.index import Index
from inference_platform.checks.manifest import Manifest
from inference_platform.checks.reading import rows, table, text, value_at, words
from inference_platform.checks.rule import Violation, rule

__all__ = [
    "authentication",
    "clients",
    "extensions",
    "faults",
    "health_checks",
    "load_balancers",
    "merges",
    "overrides",
]

_BALANCERS = {
    "ConsistentHash": "consistentHash",
    "BackendUtilization": "backendUtilization",
    "DynamicModule": "dynamicModule",
}
_HASHES = {"Header": "header", "Headers": "headers", "Cookie": "cookie", "QueryParams": "queryParams"}
_NOT_WITH = {
    "Random": ("slowStart",),
    "ConsistentHash": ("slowStart", "zoneAware.preferLocal"),
    "BackendUtilization": ("zoneAware.preferLocal",),
    "DynamicModule": ("slowStart", "zoneAware", "endpointOverride"),
}
_MERGED = frozenset({"HTTPRoute", "GRPCRoute", "UDPRoute", "TCPRoute", "TLSRoute"})


def _blocks(index: Index, kind: kinds.Kind, *path: str) -> Iterator[tuple[Manifest, str, Mapping[str, Any]]]:
    """The policies of a kind that have a block at a path below `spec`."""
    for policy in index.of(kind):
        yield from _block_at(policy, "spec", policy.spec, path)


def _backend_settings(index: Index, *path: str) -> Iterator[tuple[Manifest, str, Mapping[str, Any]]]:
    """Settings for backends with a block at a path: of routes, and of the services that extensions ask."""
    yield from _blocks(index, kinds.BACKEND_TRAFFIC_POLICY, *path)
    for policy in index.of(kinds.ENVOY_EXTENSION_POLICY):
        for field, processor in each_row(policy.spec, "spec", "extProc"):
            yield from _block_at(policy, field, processor, ("backendSettings", *path))
    for service in (("extAuth", "grpc"), ("extAuth", "http"), ("oidc", "provider")):
        yield from _blocks(index, kinds.SECURITY_POLICY, *service, "backendSettings", *path)
    for policy in index.of(kinds.SECURITY_POLICY):
        for field, issuer in each_row(policy.spec, "spec", "jwt", "providers"):
            yield from _block_at(policy, field, issuer, ("remoteJWKS", "backendSettings", *path))


def _block_at(
    policy: Manifest, field: str, value: Mapping[str, Any], path: Sequence[str]
) -> Iterator[tuple[Manifest, str, Mapping[str, Any]]]:
    block = value_at(value, *path)
    if isinstance(block, Mapping):
        yield policy, ".".join((field, *path)), block


@rule("gateway/load-balancer")
def load_balancers(index: Index) -> Iterator[Violation]:
    """A load balancer has the block of its type, and nothing that this type cannot do."""
    for policy, field, balancer in _backend_settings(index, "loadBalancer"):
        yield from block_of_type(policy, field, balancer, _BALANCERS)
        hashing = table(balancer, "consistentHash")
        yield from block_of_type(policy, f"{field}.consistentHash", hashing, _HASHES)
        zones = table(balancer, "zoneAware")
        yield from at_most_one(policy, f"{field}.zoneAware", zones, ("preferLocal", "weightedZones"))
        kind = text(balancer, "type")
        for name in _NOT_WITH.get(kind, ()):
            if value_at(balancer, *name.split(".")) is not None:
                yield Violation(
                    policy, f"{field}.{name}", f"absent for type {kind}", "given", "remove it or choose another type"
                )


@rule("gateway/faults")
def faults(index: Index) -> Iterator[Violation]:
    """Injected faults delay or abort, an abort has one status, and a limit of bandwidth has a direction."""
    for policy, field, fault in _blocks(index, kinds.BACKEND_TRAFFIC_POLICY, "faultInjection"):
        yield from some(policy, field, fault, ("delay", "abort"))
        if isinstance(fault.get("abort"), Mapping):
            yield from exactly_one(policy, f"{field}.abort", fault["abort"], ("httpStatus", "grpcStatus"))
    for policy, field, limit in _blocks(index, kinds.BACKEND_TRAFFIC_POLICY, "bandwidthLimit"):
        yield from some(policy, field, limit, ("request", "response"))


@rule("gateway/overrides")
def overrides(index: Index) -> Iterator[Violation]:
    """What stands in for a response is a response or a redirect, and says for which responses."""
    for policy in index.of(kinds.BACKEND_TRAFFIC_POLICY):
        for field, override in each_row(policy.spec, "spec", "responseOverride"):
            yield from exactly_one(policy, field, override, ("response", "redirect"))
            if isinstance(override.get("match"), Mapping):
                yield from some(policy, f"{field}.match", override["match"], ("statusCodes", "responseHeaders"))
            for place, code in each_row(table(override, "match"), f"{field}.match", "statusCodes"):
                name = {"Value": "value", "Range": "range"}.get(text(code, "type") or "Value", "")
                if name and code.get(name) is None:
                    yield Violation(policy, f"{place}.{name}", "given for its type", "nothing", "add it")


@rule("gateway/health-check")
def health_checks(index: Index) -> Iterator[Violation]:
    """An active health check has the block of its type."""
    for policy, field, check in _backend_settings(index, "healthCheck", "active"):
        yield from block_of_type(policy, field, check, {"HTTP": "http", "TCP": "tcp"})
        if check.get("grpc") is not None and text(check, "type") not in ("GRPC", ""):
            kind = text(check, "type")
            yield Violation(policy, f"{field}.grpc", f"absent for type {kind}", "given", "remove it or use type GRPC")


@rule("gateway/merge")
def merges(index: Index) -> Iterator[Violation]:
    """A policy is merged with others only if it is for routes, and has no two settings that exclude each other."""
    for policy in index.of(kinds.BACKEND_TRAFFIC_POLICY):
        yield from at_most_one(policy, "spec", policy.spec, ("compression", "compressor"))
        if value_at(policy.spec, "requestBuffer") is not None and rows(policy.spec, "httpUpgrade"):
            yield Violation(policy, "spec.requestBuffer", "absent beside httpUpgrade", "given", "remove one of them")
        targets = [*rows(policy.spec, "targetRefs"), *rows(policy.spec, "targetSelectors")]
        others = sorted({text(each, "kind") for each in (*targets, table(policy.spec, "targetRef"))} - _MERGED - {""})
        if value_at(policy.spec, "mergeType") is not None and others:
            yield Violation(
                policy,
                "spec.mergeType",
                "absent unless it is for routes",
                f"a policy for {', '.join(others)}",
                "remove it",
            )


@rule("gateway/client")
def clients(index: Index) -> Iterator[Violation]:
    """A client's address comes from one source, and no two settings of headers exclude each other."""
    for policy, field, detection in _blocks(index, kinds.CLIENT_TRAFFIC_POLICY, "clientIPDetection"):
        yield from exactly_one(policy, field, detection, ("xForwardedFor", "customHeader", "directSourceIP"))
        if isinstance(detection.get("xForwardedFor"), Mapping):
            names = ("numTrustedHops", "trustedCIDRs")
            yield from exactly_one(policy, f"{field}.xForwardedFor", detection["xForwardedFor"], names)
    for policy, field, headers in _blocks(index, kinds.CLIENT_TRAFFIC_POLICY, "headers"):
        yield from at_most_one(policy, field, headers, ("preserveXRequestID", "requestID"))
        certificate = table(headers, "xForwardedClientCert")
        mode = text(certificate, "mode")
        if words(certificate, "certDetailsToAdd") and mode not in ("AppendForward", "SanitizeSet"):
            yield Violation(
                policy,
                f"{field}.xForwardedClientCert.certDetailsToAdd",
                "absent unless mode is AppendForward or SanitizeSet",
                f"given with {mode or 'no mode'}",
                "remove it or change the mode",
            )
    for policy, field, limit in _blocks(index, kinds.CLIENT_TRAFFIC_POLICY, "connection", "connectionLimit"):
        if limit.get("closeDelay") is not None and limit.get("value") is None:
            yield Violation(policy, f"{field}.value", "given beside closeDelay", "nothing", "write the limit")


@rule("gateway/extensions")
def extensions(index: Index) -> Iterator[Violation]:
    """An extension of the proxy has the code of its type, and a processor names its backends in a list."""
    for policy in index.of(kinds.ENVOY_EXTENSION_POLICY):
        for field, script in each_row(policy.spec, "spec", "lua"):
            yield from block_of_type(
                policy, field, script, {"Inline": "inline", "ValueRef": "valueRef"}, default="Inline"
            )
        for field, module in each_row(policy.spec, "spec", "wasm"):
            blocks = {"HTTP": "http", "Image": "image"}
            yield from block_of_type(policy, f"{field}.code", table(module, "code"), blocks)
        for field, processor in each_row(policy.spec, "spec", "extProc"):
            if processor.get("backendRef") is not None:
                yield Violation(policy, f"{field}.backendRef", "absent", "given", "write backendRefs, a list")


@rule("gateway/authentication")
def authentication(index: Index) -> Iterator[Violation]:
    """Each way to authenticate clients has one source of what it needs."""
    for policy, field, service in _blocks(index, kinds.SECURITY_POLICY, "extAuth"):
        yield from exactly_one(policy, field, service, ("grpc", "http"))
    for policy, field, provider in _blocks(index, kinds.SECURITY_POLICY, "oidc"):
        yield from exactly_one(policy, field, provider, ("clientID", "clientIDRef"))
    for policy in index.of(kinds.SECURITY_POLICY):
        for field, issuer in each_row(policy.spec, "spec", "jwt", "providers"):
            yield from exactly_one(policy, field, issuer, ("remoteJWKS", "localJWKS"))
        for field, source in each_row(policy.spec, "spec", "apiKeyAuth", "extractFrom"):
            yield from exactly_one(policy, field, source, ("headers", "params", "cookies"))
        for field, permission in each_row(policy.spec, "spec", "authorization", "rules"):
            yield from some(policy, field, permission, ("principal", "cel"))
            if isinstance(permission.get("principal"), Mapping):
                names = ("clientCIDRs", "jwt", "headers", "clientIPGeoLocations")
                yield from some(policy, f"{field}.principal", permission["principal"], names)
