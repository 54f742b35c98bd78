"""The promises of an edge, each held against Envoy's configuration: a sentence for everything that breaks one."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tests.conformance.gateway.edges import PUBLIC_PATHS, Edge
from tests.conformance.gateway.translation import Object
from tests.conformance.gateway.xds import Entrance, Xds, http_options

Promise = Callable[[Edge, Xds], Iterator[str]]

_PROBE = 19003
_PLAIN = 10080
_TLS = 10443
"""Envoy Gateway's ports for 80 and 443, which need no privilege."""


def listens_where_it_should(edge: Edge, xds: Xds) -> Iterator[str]:
    """Plain HTTP, HTTPS where there is a host name, the probe of the pod, and nothing else."""
    ports = sorted(each["address"]["socketAddress"]["portValue"] for each in xds.listeners)
    expected = [_PLAIN, _TLS, _PROBE] if edge.hostname else [_PLAIN, _PROBE]
    if ports != expected:
        yield f"listens on {ports}, not on {expected}"


def plain_http_only_redirects(edge: Edge, xds: Xds) -> Iterator[str]:
    """With HTTPS, every plain request gets 301 to the same URL over https."""
    if edge.hostname is None:
        return
    for entrance in _at(xds, _PLAIN):
        hosts = [host["domains"] for host in entrance.virtual_hosts]
        if hosts != [["*"]]:
            yield f"redirects the hosts {hosts} alone"
        for route in entrance.routes:
            # Envoy's default code of a redirect is 301, so it is not written.
            if route.get("redirect") != {"schemeRedirect": "https"} or route["match"] != {"prefix": "/"}:
                yield f"plain HTTP does {_action(route)} for {route['match']}"
        if not entrance.routes:
            yield "plain HTTP has no redirect"


def tls_is_modern_and_ours(edge: Edge, xds: Xds) -> Iterator[str]:
    """TLS 1.2 at least, for the host name, with the certificate of the Certificate object; HTTP/2 is offered."""
    if edge.hostname is None:
        return
    for entrance in _at(xds, _TLS):
        if entrance.server_names != [edge.hostname]:
            yield f"TLS is for {entrance.server_names}"
        context = (entrance.tls or {}).get("commonTlsContext", {})
        minimum = context.get("tlsParams", {}).get("tlsMinimumProtocolVersion")
        if minimum not in ("TLSv1_2", "TLSv1_3"):
            yield f"the oldest TLS is {minimum}"
        secrets = [each["name"] for each in context.get("tlsCertificateSdsSecretConfigs", [])]
        if secrets != [f"llm-platform/infra-gateway-{edge.hostname.replace('.', '-')}-tls"]:
            yield f"the certificate is {secrets}"
        if context.get("alpnProtocols") != ["h2", "http/1.1"]:
            yield f"ALPN offers {context.get('alpnProtocols')}"


def request_ids_survive(_: object, xds: Xds) -> Iterator[str]:
    """A request keeps the id that it comes with, and gets one if it has none."""
    for entrance in xds.entrances:
        settings = {name: entrance.manager.get(name) for name in ("generateRequestId", "preserveExternalRequestId")}
        if settings != {"generateRequestId": True, "preserveExternalRequestId": True}:
            yield f"{entrance.listener} has {settings}"


def paths_cannot_be_disguised(_: object, xds: Xds) -> Iterator[str]:
    """Paths are normalized before a route is chosen, so that no spelling leads past the list."""
    expected = {
        "normalizePath": True,
        "mergeSlashes": True,
        "pathWithEscapedSlashesAction": "UNESCAPE_AND_REDIRECT",
    }
    for entrance in xds.entrances:
        settings = {name: entrance.manager.get(name) for name in expected}
        if settings != expected:
            yield f"{entrance.listener} has {settings}"


def only_public_paths_lead_to_litellm(edge: Edge, xds: Xds) -> Iterator[str]:
    """Exactly the list, each path whole or with a slash after it, for the right host."""
    entrance = _api(edge, xds)
    hosts = [host["domains"] for host in entrance.virtual_hosts]
    if hosts != [[edge.hostname or "*"]]:
        yield f"the API answers to the hosts {hosts}"
    matches = [route["match"] for route in entrance.routes]
    found = {match.get("pathSeparatedPrefix") for match in matches if list(match) == ["pathSeparatedPrefix"]}
    yield from (f"{path} is not reachable" for path in sorted(PUBLIC_PATHS - found))
    yield from (f"{match} is reachable" for match in matches if match.get("pathSeparatedPrefix") not in PUBLIC_PATHS)


def streams_are_not_cut(edge: Edge, xds: Xds) -> Iterator[str]:
    """No limit for the whole request (Envoy's default: 15 s), and more patience with silence than LiteLLM has."""
    for route in _api(edge, xds).routes:
        action = route["route"]
        if action.get("timeout") != "0s":
            yield f"{route['match']} ends after {action.get('timeout', 'the default of 15s')}"
        patience = action.get("idleTimeout", "300s")
        if float(patience.removesuffix("s")) <= edge.shortest_patience:
            yield f"{route['match']} ends after {patience} of silence"


def requests_are_not_repeated(edge: Edge, xds: Xds) -> Iterator[str]:
    """A request costs tokens, so Envoy sends it once."""
    for route in _api(edge, xds).routes:
        retries = route["route"].get("retryPolicy", {"numRetries": 0}).get("numRetries", 1)
        if retries:
            yield f"{route['match']} is tried {retries} times more"


def load_has_a_limit(edge: Edge, xds: Xds) -> Iterator[str]:
    """The circuit breaker of the only backend has our limits instead of Envoy's 1024."""
    (cluster,) = xds.clusters
    (limits,) = cluster.get("circuitBreakers", {}).get("thresholds", [{}])
    for name in ("maxConnections", "maxPendingRequests", "maxRequests"):
        if limits.get(name) != edge.max_parallel_requests:
            yield f"{name} is {limits.get(name, 'the default of 1024')}"


def connections_are_left_before_litellm_closes_them(edge: Edge, xds: Xds) -> Iterator[str]:
    """Envoy gives an idle connection up before LiteLLM does (75 s), or requests would meet a closing one."""
    (cluster,) = xds.clusters
    idle = http_options(cluster).get("commonHttpProtocolOptions", {}).get("idleTimeout", "3600s")
    if float(idle.removesuffix("s")) >= 75:
        yield f"an idle connection is kept for {idle}"


PROMISES: tuple[Promise, ...] = (
    listens_where_it_should,
    plain_http_only_redirects,
    tls_is_modern_and_ours,
    request_ids_survive,
    paths_cannot_be_disguised,
    only_public_paths_lead_to_litellm,
    streams_are_not_cut,
    requests_are_not_repeated,
    load_has_a_limit,
    connections_are_left_before_litellm_closes_them,
)


def _at(xds: Xds, port: int) -> list[Entrance]:
    found = [each for each in xds.entrances if each.port == port]
    assert found, f"nothing listens on {port}"
    return found


def _api(edge: Edge, xds: Xds) -> Entrance:
    (found,) = _at(xds, _TLS if edge.hostname else _PLAIN)
    return found


def _action(route: Object) -> str:
    return next((kind for kind in ("route", "redirect", "directResponse") if kind in route), "nothing")
