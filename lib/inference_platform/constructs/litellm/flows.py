"""Who may talk to the proxy's pods, and whom they may talk to."""

from __future__ import annotations

from constructs import Construct

from inference_platform.connections import CacheConnection, DatabaseConnection
from inference_platform.constructs.litellm.config import RenderedConfig
from inference_platform.constructs.litellm.props import LiteLLMProps
from inference_platform.constructs.wiring import Wiring
from inference_platform.refs import Cidrs, Pods

__all__ = ["open_flows", "open_upstreams"]


def open_flows(
    scope: Construct,
    *,
    pods: Pods,
    props: LiteLLMProps,
    port: int,
    database: DatabaseConnection | None,
    cache: CacheConnection | None,
) -> None:
    """Open what the settings and the connections say; the Gateway, Prometheus and the models come on top.

    Args:
        scope: The proxy.
        pods: Its pods.
        props: What the environment chose.
        port: Port that the pods listen on.
        database: Where they keep keys, teams and spend.
        cache: Where they count limits.
    """
    wiring = Wiring.of(scope)
    for namespace in props.client_namespaces:
        wiring.allow(client=Pods.all_in(namespace), server=pods, port=port)
    if database:
        wiring.allow(client=pods, server=database.server, port=database.port)
    if cache:
        for cache_port in cache.ports:
            wiring.allow(client=pods, server=cache.server, port=cache_port)
    for egress in props.egress:
        for egress_port in egress.ports:
            wiring.allow(client=pods, server=Cidrs(egress.networks), port=egress_port)


def open_upstreams(scope: Construct, *, pods: Pods, rendered: RenderedConfig) -> None:
    """Open the way to every model, and record the Secrets that the pods read."""
    wiring = Wiring.of(scope)
    wiring.expects(*rendered.secrets)
    for upstream in rendered.upstreams:
        if upstream.server == Cidrs():
            wiring.allow_internet(client=pods, port=upstream.port)
        else:
            wiring.allow(client=pods, server=upstream.server, port=upstream.port)
