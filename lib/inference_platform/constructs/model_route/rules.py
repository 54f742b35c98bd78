"""What a model's route cannot be: relations between its gateway, its backends and its settings."""

from __future__ import annotations

from collections.abc import Iterator

from inference_platform.connections import Listener
from inference_platform.constructs.model_route.props import Backend, ModelRouteProps
from inference_platform.errors import Problem
from inference_platform.model_refs import InferenceGatewayRef, InferencePoolRef

__all__ = ["backend_problems", "gateway_problems"]

# HTTPRoute, Gateway API v1
_MOST_BACKENDS = 16

# Pickers read gRPC messages up to 4 MiB, the default of their library; one KiB is for what is around the body.
_LARGEST_MESSAGE = 4 * 2**20 - 2**10


def backend_problems(backends: tuple[Backend, ...], gateway: InferenceGatewayRef, namespace: str) -> Iterator[Problem]:
    """Backends that the route cannot reach, or that cannot share it.

    Args:
        backends: Backends whose own rules hold.
        gateway: The Gateway of the route.
        namespace: Namespace of the route.
    """
    if not 1 <= len(backends) <= _MOST_BACKENDS or not any(backend.weight for backend in backends):
        yield Problem(
            field="backends",
            must_be=f"1 to {_MOST_BACKENDS}, at least one of them with a weight above 0",
            got=tuple(backend.weight for backend in backends),
            do="give a backend that gets requests",
        )
        return
    yield from _sharing(backends)
    for index, backend in enumerate(backends):
        yield from (problem.under(f"backends[{index}]") for problem in _reach(backend, gateway, namespace))


def gateway_problems(gateway: InferenceGatewayRef, props: ModelRouteProps) -> Iterator[Problem]:
    """Settings that the gateway does not let through.

    Args:
        gateway: The Gateway of the route.
        props: Props whose own rules hold.
    """
    # Envoy itself would let the route's value win; the gateway's is the platform's upper bound.
    if gateway.silence is not None and props.timeouts.silence_seconds > gateway.silence:
        yield Problem(
            field="timeouts.silence",
            must_be=f"at most the {gateway.silence:g}s of the Gateway {gateway.name}",
            got=props.timeouts.silence,
            do="shorten it, or lengthen silence of the Gateway",
        )
    for index, hostname in enumerate(props.hostnames):
        if not any(_serves(listener, hostname) for listener in gateway.gateway.serving):
            served = ", ".join(listener.hostname or "any" for listener in gateway.gateway.serving)
            yield Problem(
                field=f"hostnames[{index}]",
                must_be=f"a host name that a listener of the Gateway {gateway.name} serves ({served})",
                got=hostname,
                do="change it, or give the Gateway a listener for it",
            )


def _sharing(backends: tuple[Backend, ...]) -> Iterator[Problem]:
    first = backends[0].servers
    if len(backends) > 1 and any(backend.pool for backend in backends):
        yield Problem(
            field="backends",
            must_be="a single one where an endpoint picker chooses",
            got=", ".join(_name(backend) for backend in backends),
            do="give each version its own pool and route, the same name at the proxy, and weights there: the one "
            "picker of a route chooses among the pods of one pool, whatever the weights say",
        )
    for index, backend in enumerate(backends[1:], 1):
        servers = backend.servers
        if (servers.model, servers.api_path) != (first.model, first.api_path):
            yield Problem(
                field=f"backends[{index}]",
                must_be=f"servers that also know the model as {first.model}, at {first.api_path}",
                got=f"{servers.model} at {servers.api_path}",
                do="serve both versions under one name; a request names its model before Envoy chooses",
            )
        if servers.service in [other.servers.service for other in backends[:index]]:
            yield Problem(
                field=f"backends[{index}]",
                must_be="another Service than the ones before",
                got=servers.service.name,
                do="add its weight to the first one's",
            )


def _reach(backend: Backend, gateway: InferenceGatewayRef, namespace: str) -> Iterator[Problem]:
    servers = backend.servers
    if not servers.pickable:
        yield Problem(
            field="pool" if backend.pool else "server",
            must_be="servers whose pods Envoy may call",
            got=f"{servers.service.name}, whose requests go through Knative",
            do="let the proxy call it directly: the Service of a Knative revision is only an alias (ExternalName), "
            "which Envoy Gateway refuses",
        )
    if servers.namespace != namespace:
        yield Problem(
            field="pool" if backend.pool else "server",
            must_be=f"in the namespace {namespace} of the route",
            got=f"namespace {servers.namespace}",
            do="make the route where its servers are; the Gateway may be in another namespace that admits it",
        )
    if backend.pool:
        yield from _picker(backend.pool, gateway, namespace)


def _picker(pool: InferencePoolRef, gateway: InferenceGatewayRef, namespace: str) -> Iterator[Problem]:
    picker = pool.picker
    if pool.namespace != namespace or picker.namespace != namespace:
        yield Problem(
            field="pool.picker",
            must_be=f"in the namespace {namespace} of the route and of its pool",
            got=f"namespace {picker.namespace}",
            do="run pool and picker there: pools and policies name what is beside them",
        )
    wants_tls = gateway.wiring == "EnvoyAIGateway"
    if picker.secure_serving != wants_tls:
        yield Problem(
            field="pool.picker.secure_serving",
            must_be=f"{wants_tls} with wiring {gateway.wiring}",
            got=picker.secure_serving,
            do="Envoy AI Gateway always speaks TLS to a picker; make the picker for this wiring"
            if wants_tls
            else "nobody can verify a picker's own certificate; make the picker for this wiring",
        )
    if gateway.max_request_body is not None and gateway.max_request_body > _LARGEST_MESSAGE:
        yield Problem(
            field="pool",
            must_be=f"behind a Gateway without max_request_body, or with at most {_LARGEST_MESSAGE // 2**10}Ki",
            got=f"{gateway.max_request_body} bytes at the Gateway {gateway.name}",
            do="lower it, or leave it out and limit bodies at the edge: Envoy would hand each body to the picker in "
            "one message, of which that takes 4 MiB, and larger requests would get 500",
        )


def _name(backend: Backend) -> str:
    return f"pool {backend.pool.name}" if backend.pool else f"Service {backend.servers.service.name}"


def _serves(listener: Listener, hostname: str) -> bool:
    if listener.hostname is None or listener.hostname == hostname:
        return True
    return listener.hostname.startswith("*.") and hostname.endswith(listener.hostname[1:])
