"""The translated configuration as one file that Envoy starts from, instead of asking Envoy Gateway for each part."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

from tests.conformance.gateway.translation import Object, Translation
from tests.conformance.gateway.xds import Xds, connection_manager, xds_of


def bootstrap_of(translation: Translation) -> Object:
    """Return Envoy Gateway's own bootstrap with everything in it that its Envoys would ask for.

    Only the way of delivery differs: routes, endpoints and certificates stand where they were referred to, and the
    connection to Envoy Gateway is gone.
    """
    xds = xds_of(translation)
    result = copy.deepcopy(xds.bootstrap)
    del result["dynamicResources"]
    resources = result["staticResources"]
    own = (each for each in resources["clusters"] if each["name"] != "xds_cluster")
    resources["clusters"] = [_with_endpoints(each, xds) for each in (*own, *xds.clusters)]
    resources["listeners"] += [_with_routes(each, xds) for each in xds.listeners]
    resources["secrets"] = [_secret(each) for each in translation.sent if each["kind"] == "Secret"]
    return result


def on_loopback(config: Object, ports: dict[int, int]) -> Object:
    """Return a copy that neither listens nor connects anywhere else.

    Args:
        config: A bootstrap.
        ports: The port to use instead of each port in it.
    """
    result = copy.deepcopy(config)
    for address in _socket_addresses(result):
        address.update(address="127.0.0.1", portValue=ports[address["portValue"]])
    return result


def ports_of(config: Object) -> list[int]:
    """Every port in a bootstrap, once."""
    return sorted({address["portValue"] for address in _socket_addresses(config)})


def _with_endpoints(cluster: Object, xds: Xds) -> Object:
    """A cluster whose endpoints are in it; the one for Envoy's own zone has none outside a cluster."""
    result = _plain(cluster)
    if result.get("type") == "EDS":
        name = result.pop("edsClusterConfig")["serviceName"]
        endpoints = _plain(xds.endpoints[name]) if name in xds.endpoints else {"clusterName": name}
        result.update(type="STATIC", loadAssignment=endpoints)
    return result


def _with_routes(listener: Object, xds: Xds) -> Object:
    result = _plain(listener)
    for chain in (*result.get("filterChains", []), *filter(None, [result.get("defaultFilterChain")])):
        manager = connection_manager(chain)
        if "rds" in manager:
            manager["routeConfig"] = _plain(xds.routes[manager.pop("rds")["routeConfigName"]])
        context = chain.get("transportSocket", {}).get("typedConfig", {}).get("commonTlsContext", {})
        for reference in context.get("tlsCertificateSdsSecretConfigs", []):
            del reference["sdsConfig"]  # without a source, the name is one of the static secrets
    return result


def _secret(secret: Object) -> Object:
    data = secret["data"]
    return {
        "name": f"{secret['metadata']['namespace']}/{secret['metadata']['name']}",
        "tlsCertificate": {
            "certificateChain": {"inlineBytes": data["tls.crt"]},
            "privateKey": {"inlineBytes": data["tls.key"]},
        },
    }


def _plain(resource: Object) -> Object:
    """A copy without the type that only config_dump needs."""
    return {key: copy.deepcopy(value) for key, value in resource.items() if key != "@type"}


def _socket_addresses(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        if "socketAddress" in value:
            yield value["socketAddress"]
        for each in value.values():
            yield from _socket_addresses(each)
    elif isinstance(value, list):
        for each in value:
            yield from _socket_addresses(each)
