"""Rules: network policies let the requests for models through, from hop to hop."""

from __future__ import annotations

from collections.abc import Iterator

from inference_platform.checks import kinds
from inference_platform.checks.index import Index
from inference_platform.checks.inference.backends import (
    is_model_server,
    made_by,
    pods_behind,
    pods_of_pool,
    target_port,
)
from inference_platform.checks.inference.picker import pickers, pickers_behind
from inference_platform.checks.inference.proxies import address_of, proxy_models
from inference_platform.checks.inference.reach import is_judged, lets_in, lets_out
from inference_platform.checks.inference.routing import (
    backends,
    gateways_of,
    is_envoy_gateway,
    processors_of,
    route_rules,
)
from inference_platform.checks.manifest import Manifest
from inference_platform.checks.reading import number, rows, text
from inference_platform.checks.rule import Violation, rule
from inference_platform.checks.selectors import PodSet

__all__ = ["envoy_flows", "picker_flows", "proxy_flows"]


def _closed_in(server: PodSet, client: str, port: int) -> Violation:
    return Violation(
        server.by,
        server.template.field if server.template else "spec",
        f"open to {client} on port {port}",
        "no NetworkPolicy that lets it in",
        "add it to the ingress rules of a policy for these pods",
    )


def _closed_out(client: PodSet, server: str, port: int) -> Violation:
    return Violation(
        client.by,
        client.template.field if client.template else "spec",
        f"allowed to connect to {server} on port {port}",
        "no NetworkPolicy that lets it out",
        "add it to the egress rules of a policy for these pods",
    )


def _shown(pods: PodSet) -> str:
    return f"{pods.by.kind} {pods.by.name}"


@rule("network/picker")
def picker_flows(index: Index) -> Iterator[Violation]:
    """Network policies let an endpoint picker ask the pods of its pool for their metrics."""
    for picker in index.once(pickers) if index.once(is_judged) else ():
        kind, namespace, name = picker.pool_kind, picker.pool_namespace, picker.pool_name
        pool = index.manifest(kind, namespace, name) if kind and namespace and name else None
        own = made_by(index, picker.manifest)
        for server in pods_of_pool(index, pool) if pool else ():
            for port in _numbers(pool):
                yield from _between(index, own, server, port)


def _numbers(pool: Manifest | None) -> list[int]:
    ports = rows(pool.spec, "targetPorts") if pool else []
    return [port for item in ports if (port := number(item, "number")) is not None]


def _between(index: Index, clients: list[PodSet], server: PodSet, port: int) -> Iterator[Violation]:
    for client in clients:
        if not lets_out(index, client, [server], port):
            yield _closed_out(client, _shown(server), port)
        if not lets_in(index, server, [client], port):
            yield _closed_in(server, _shown(client), port)


@rule("network/route")
def envoy_flows(index: Index) -> Iterator[Violation]:
    """Network policies let the proxies of a Gateway reach the models behind its routes, and their pickers."""
    for each in route_rules(index) if index.once(is_judged) else ():
        for _, gateway in gateways_of(index, each.route):
            if gateway is None or not is_envoy_gateway(index, gateway):
                continue
            client, shown = made_by(index, gateway), f"Gateway {gateway.name}"
            for backend in backends(each):
                port = target_port(index, backend.namespace, backend.name, backend.port)
                for server in pods_behind(index, backend.namespace, backend.name) or ():
                    if port and is_model_server(server) and not lets_in(index, server, client, port):
                        yield _closed_in(server, f"the proxies of {shown}", port)
            for processor in processors_of(index, each):
                for picker in pickers_behind(index, processor.namespace, processor.service):
                    for server in made_by(index, picker.manifest):
                        asked = picker.grpc_port
                        if asked and not lets_in(index, server, client, asked):
                            yield _closed_in(server, f"the proxies of {shown}", asked)


@rule("network/proxy")
def proxy_flows(index: Index) -> Iterator[Violation]:
    """Network policies let a LiteLLM proxy reach the Services of its models."""
    if not index.once(is_judged):
        return
    readers: dict[int, list[PodSet]] = {}
    for model in index.once(proxy_models):
        address = address_of(model.api_base)
        if address is None:
            continue
        if id(model.config) not in readers:
            readers[id(model.config)] = _readers(index, model.config)
        clients = readers[id(model.config)]
        maker = index.maker(kinds.SERVICE, address.namespace, address.service)
        if maker is not None and maker.type == kinds.GATEWAY:
            yield from _to_gateway(index, clients, maker, address.port)
            continue
        port = target_port(index, address.namespace, address.service, address.port)
        for server in pods_behind(index, address.namespace, address.service) or ():
            if port:
                yield from _between(index, clients, server, port)


def _to_gateway(index: Index, clients: list[PodSet], gateway: Manifest, listener: int) -> Iterator[Violation]:
    """The proxies of a Gateway listen on other ports than the Gateway, and run in one of several namespaces."""
    servers = made_by(index, gateway)
    ports = {
        number_
        for pods in servers
        for name, number_ in (pods.ports or {}).items()
        if name.rpartition("-")[2] == str(listener)
    }
    for client in clients:
        for port in sorted(ports):
            if not lets_out(index, client, servers, port):
                yield _closed_out(client, f"the proxies of Gateway {gateway.name}", port)


def _readers(index: Index, config: Manifest) -> list[PodSet]:
    """The pods that mount a ConfigMap."""
    return [
        pods
        for pods in index.pods.all
        if pods.template is not None
        and pods.namespace == config.namespace
        and any(text(volume, "configMap", "name") == config.name for volume in rows(pods.template.spec, "volumes"))
    ]
