"""The promises of the Gateway before the models, each held against Envoy's configuration."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tests.conformance.gateway.gateways import Object
from tests.conformance.gateway.inner import Inner
from tests.conformance.gateway.promises import paths_cannot_be_disguised, request_ids_survive
from tests.conformance.gateway.xds import Xds, balancer, http_options

Promise = Callable[[Inner, Xds], Iterator[str]]

PICKER = "envoy.filters.http.ext_proc/"
"""How the names of all filters begin that ask a picker."""

_ROUTER = "envoy.filters.http.router"
_OVERRIDE = "envoy.load_balancing_policies.override_host"
_HEADER = "x-gateway-destination-endpoint"
"""Where pickers write the pod that they choose."""

_EVERYTHING = {
    **{f"{way}HeaderMode": "SEND" for way in ("request", "response")},
    **{f"{way}BodyMode": "FULL_DUPLEX_STREAMED" for way in ("request", "response")},
    **{f"{way}TrailerMode": "SEND" for way in ("request", "response")},
}


def listens_on_plain_http_alone(_: Inner, xds: Xds) -> Iterator[str]:
    """Port 80, the probe of the pod, and nothing else; no host name is needed, for clients use the Service's."""
    ports = sorted(each["address"]["socketAddress"]["portValue"] for each in xds.listeners)
    if ports != [10080, 19003]:
        yield f"listens on {ports}"
    hosts = [host["domains"] for entrance in xds.entrances for host in entrance.virtual_hosts]
    if hosts != [["*"]]:
        yield f"answers to the hosts {hosts}"


def only_the_models_apis_are_reachable(inner: Inner, xds: Xds) -> Iterator[str]:
    """Each model's `/<model>/v1` leads to `/v1` of its servers; whatever has no route is 404."""
    found = sorted((str(route["match"]), str(_action(route).get("prefixRewrite"))) for route in _all(xds))
    expected = sorted((str({"pathSeparatedPrefix": f"/{model}/v1"}), "/v1") for model in inner.models)
    yield from (f"{match} becomes {path}" for match, path in found if (match, path) not in expected)
    yield from (f"{match} is not reachable" for match, path in expected if (match, path) not in found)
    if len(found) != len(expected):
        yield f"there are {len(found)} routes"


def requests_go_to_the_models_own_servers(inner: Inner, xds: Xds) -> Iterator[str]:
    """Over HTTP/1.1 without TLS, the only thing that model servers speak, to KServe's Service."""
    for model, cluster in _clusters(inner, xds):
        targets = xds.targets(cluster["name"])
        if targets != [(f"{model}-predictor", 80)]:
            yield f"requests for {model} go to {targets}"
        if http_options(cluster).get("explicitHttpConfig") != {"httpProtocolOptions": {}}:
            yield f"Envoy and {model} speak {http_options(cluster).get('explicitHttpConfig')}"
        if "transportSocket" in cluster:
            yield f"Envoy wants TLS from {model}"


def pickers_are_asked_about_their_own_models_alone(inner: Inner, xds: Xds) -> Iterator[str]:
    """A picker's filter is off for the listener, and on for the route of its own model."""
    for model, route in _routes(inner, xds):
        asked = [
            _picker_of(xds, name)
            for name, setting in route.get("typedPerFilterConfig", {}).items()
            if name.startswith(PICKER) and not setting.get("disabled")
        ]
        if asked != ([(f"{model}-epp", 9002)] if model in inner.picked else []):
            yield f"requests for {model} are shown to {asked}"
    for picker in _pickers(xds):
        if picker.get("disabled") is not True:
            yield f"{picker['name']} is asked about every request"


def pickers_see_everything_in_full_duplex(inner: Inner, xds: Xds) -> Iterator[str]:
    """Whole bodies in pieces, both ways: the only mode in which pickers answer; nothing passes without an answer."""
    if len(_pickers(xds)) != len(inner.picked):
        yield f"there are {len(_pickers(xds))} pickers"
    for picker in _pickers(xds):
        config = picker["typedConfig"]
        if config.get("processingMode") != _EVERYTHING:
            yield f"{picker['name']} gets {config.get('processingMode')}"
        if config.get("messageTimeout") != f"{inner.silence}s":
            yield f"{picker['name']} has {config.get('messageTimeout', 'the default of 0.2s')} to answer"
        loose = [name for name in ("failureModeAllow", "allowModeOverride", "observabilityMode") if config.get(name)]
        if loose:
            yield f"{picker['name']} has {loose}"


def pickers_are_called_over_plain_http2(_: Inner, xds: Xds) -> Iterator[str]:
    """gRPC without TLS: a picker's certificate is its own, which nobody can verify."""
    for picker in _pickers(xds):
        cluster = xds.cluster(_cluster_of(picker))
        if "http2ProtocolOptions" not in http_options(cluster).get("explicitHttpConfig", {}):
            yield f"{cluster['name']} is not called over HTTP/2"
        if "transportSocket" in cluster:
            yield f"{cluster['name']} is called over TLS"


def choices_are_followed_in_pools_alone(inner: Inner, xds: Xds) -> Iterator[str]:
    """Envoy takes the pod that the picker's header names; without a picker clients could write that header."""
    for model, cluster in _clusters(inner, xds):
        policy = balancer(cluster)
        sources = policy["typedConfig"].get("overrideHostSources") if policy["name"] == _OVERRIDE else None
        if sources != ([{"header": _HEADER}] if model in inner.picked else None):
            yield f"the pod of {model} is chosen by {policy['name']} from {sources}"


def streams_are_not_cut(inner: Inner, xds: Xds) -> Iterator[str]:
    """No limit for a whole answer (Envoy's default: 15 s), and as much silence as a model may need."""
    for model, route in _routes(inner, xds):
        action = _action(route)
        if action.get("timeout") != "0s":
            yield f"answers of {model} end after {action.get('timeout', 'the default of 15s')}"
        if action.get("idleTimeout") != f"{inner.silence}s":
            yield f"answers of {model} end after {action.get('idleTimeout', 'the default')} of silence"
        if "maxStreamDuration" in action:
            yield f"answers of {model} have {action['maxStreamDuration']}"
    for entrance in xds.entrances:
        if entrance.manager.get("streamIdleTimeout") != f"{inner.longest_silence}s":
            yield f"requests end after {entrance.manager.get('streamIdleTimeout', 'the default of 300s')} of silence"


def requests_have_no_limit(_: Inner, xds: Xds) -> Iterator[str]:
    """Bodies of any size pass in pieces and at any rate, for as long as they take: limits belong to edge and proxy."""
    for entrance in xds.entrances:
        others = [name for name in _filters(entrance.manager) if not name.startswith(PICKER) and name != _ROUTER]
        if others:
            yield f"requests pass {others}"
        options = entrance.manager.get("commonHttpProtocolOptions", {})
        limits = {name for name in ("maxConnectionDuration", "maxStreamDuration") if name in options}
        limits |= {"requestTimeout"} & entrance.manager.keys()
        if limits:
            yield f"requests have {sorted(limits)}"


def requests_are_not_repeated(inner: Inner, xds: Xds) -> Iterator[str]:
    """LiteLLM repeats requests, and knows more of the error."""
    for model, route in _routes(inner, xds):
        retries = _action(route).get("retryPolicy", {"numRetries": 0}).get("numRetries", 1)
        if retries:
            yield f"requests for {model} are tried {retries} times more"


def load_has_a_limit(inner: Inner, xds: Xds) -> Iterator[str]:
    """Servers and pickers have our limits instead of Envoy's 1024."""
    for cluster in xds.clusters:
        (limits,) = cluster.get("circuitBreakers", {}).get("thresholds", [{}])
        for name in ("maxConnections", "maxPendingRequests", "maxRequests"):
            if limits.get(name) != inner.max_parallel_requests:
                yield f"{cluster['name']}: {name} is {limits.get(name, 'the default of 1024')}"


def connections_are_left_before_vllm_closes_them(inner: Inner, xds: Xds) -> Iterator[str]:
    """Envoy gives an idle connection up before the server does, or requests would meet a closing one."""
    for model, cluster in _clusters(inner, xds):
        idle = http_options(cluster).get("commonHttpProtocolOptions", {}).get("idleTimeout", "3600s")
        if model in inner.picked and float(idle.removesuffix("s")) >= inner.keepalive:
            yield f"an idle connection to {model} is kept for {idle}"


PROMISES: tuple[Promise, ...] = (
    listens_on_plain_http_alone,
    request_ids_survive,
    paths_cannot_be_disguised,
    only_the_models_apis_are_reachable,
    requests_go_to_the_models_own_servers,
    pickers_are_asked_about_their_own_models_alone,
    pickers_see_everything_in_full_duplex,
    pickers_are_called_over_plain_http2,
    choices_are_followed_in_pools_alone,
    streams_are_not_cut,
    requests_have_no_limit,
    requests_are_not_repeated,
    load_has_a_limit,
    connections_are_left_before_vllm_closes_them,
)


def _all(xds: Xds) -> list[Object]:
    return [route for entrance in xds.entrances for route in entrance.routes]


def _routes(inner: Inner, xds: Xds) -> list[tuple[str, Object]]:
    """Each model with its route; that there is one, and no other, is a promise of its own."""
    paths = {f"/{model}/v1": model for model in inner.models}
    known = ((paths.get(route["match"].get("pathSeparatedPrefix", "")), route) for route in _all(xds))
    found = [(model, route) for model, route in known if model]
    assert found, "no model has a route"
    return found


def _clusters(inner: Inner, xds: Xds) -> list[tuple[str, Object]]:
    """Each model with the cluster that its route leads to."""
    actions = [(model, _action(route)) for model, route in _routes(inner, xds)]
    return [(model, xds.cluster(action["cluster"])) for model, action in actions if "cluster" in action]


def _pickers(xds: Xds) -> list[Object]:
    """Every filter that asks a picker."""
    filters = (each for entrance in xds.entrances for each in entrance.manager["httpFilters"])
    return [each for each in filters if each["name"].startswith(PICKER)]


def _picker_of(xds: Xds, name: str) -> tuple[str, int]:
    """Service and port of the picker that a filter asks."""
    (cluster,) = (_cluster_of(each) for each in _pickers(xds) if each["name"] == name)
    (target,) = xds.targets(cluster)
    return target


def _cluster_of(picker: Object) -> str:
    name: str = picker["typedConfig"]["grpcService"]["envoyGrpc"]["clusterName"]
    return name


def _filters(manager: Object) -> list[str]:
    return [each["name"] for each in manager["httpFilters"]]


def _action(route: Object) -> Object:
    """What a route does with a request for its servers; nothing if it answers itself."""
    action: Object = route.get("route", {})
    return action
