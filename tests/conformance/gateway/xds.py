"""Envoy's configuration as its config_dump shows it, read down to what clients can notice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tests.conformance.gateway.translation import Object, Translation

MANAGER = "envoy.filters.network.http_connection_manager"


@dataclass(frozen=True, slots=True)
class Entrance:
    """One way in: a listener's filter chain with the routes behind it."""

    listener: str
    port: int
    server_names: list[str]
    """Names that a TLS client must ask for; empty: any."""
    tls: Object | None
    manager: Object
    """The HTTP connection manager."""
    virtual_hosts: list[Object]

    @property
    def routes(self) -> list[Object]:
        """All routes."""
        return [route for host in self.virtual_hosts for route in host.get("routes", [])]


@dataclass(frozen=True, slots=True)
class Xds:
    """The configuration of one Gateway's Envoys."""

    bootstrap: Object
    listeners: list[Object]
    routes: dict[str, Object]
    clusters: list[Object]
    endpoints: dict[str, Object]
    services: dict[str, str]
    """Name of the Service with each cluster IP."""

    def cluster(self, name: str) -> Object:
        """The cluster with this name."""
        (found,) = (each for each in self.clusters if each["name"] == name)
        return found

    def targets(self, cluster: str) -> list[tuple[str, int]]:
        """Service and port of everything that a cluster sends requests to."""
        groups = self.endpoints[cluster]["endpoints"]
        endpoints = [each["endpoint"] for group in groups for each in group["lbEndpoints"]]
        addresses = [each["address"]["socketAddress"] for each in endpoints]
        return [(self.services[each["address"]], each["portValue"]) for each in addresses]

    @property
    def entrances(self) -> list[Entrance]:
        """What a Gateway's listeners became; the probe's own listener is not among them."""
        return [each for listener in self.listeners for each in self._entrances(listener)]

    def _entrances(self, listener: Object) -> Iterator[Entrance]:
        chains = [*listener.get("filterChains", []), *filter(None, [listener.get("defaultFilterChain")])]
        for chain in chains:
            manager = connection_manager(chain)
            if "rds" in manager:
                yield Entrance(
                    listener["name"],
                    listener["address"]["socketAddress"]["portValue"],
                    chain.get("filterChainMatch", {}).get("serverNames", []),
                    chain.get("transportSocket", {}).get("typedConfig"),
                    manager,
                    self.routes[manager["rds"]["routeConfigName"]].get("virtualHosts", []),
                )


def xds_of(translation: Translation) -> Xds:
    """Return the configuration of the only Gateway."""
    (dump,) = translation.dumps.values()
    parts = {part["@type"].rpartition(".")[2]: part for part in dump}
    listeners = [each["activeState"]["listener"] for each in _rows(parts, "Listeners", "dynamicListeners")]
    routes = [each["routeConfig"] for each in _rows(parts, "Routes", "dynamicRouteConfigs")]
    clusters = [each["cluster"] for each in _rows(parts, "Clusters", "dynamicActiveClusters")]
    endpoints = [each["endpointConfig"] for each in _rows(parts, "Endpoints", "dynamicEndpointConfigs")]
    services = [each for each in translation.sent if each["kind"] == "Service"]
    return Xds(
        bootstrap=parts["BootstrapConfigDump"]["bootstrap"],
        listeners=listeners,
        routes={each["name"]: each for each in routes},
        clusters=clusters,
        endpoints={each["clusterName"]: each for each in endpoints},
        services={each["spec"]["clusterIP"]: each["metadata"]["name"] for each in services},
    )


def connection_manager(chain: Object) -> Object:
    """The HTTP connection manager of a filter chain."""
    (found,) = (each["typedConfig"] for each in chain["filters"] if each["name"] == MANAGER)
    manager: Object = found
    return manager


def http_options(cluster: Object) -> Object:
    """How Envoy speaks HTTP to a cluster."""
    (found,) = cluster["typedExtensionProtocolOptions"].values()
    options: Object = found
    return options


def balancer(cluster: Object) -> Object:
    """How Envoy chooses among the endpoints of a cluster."""
    (policy,) = cluster["loadBalancingPolicy"]["policies"]
    found: Object = policy["typedExtensionConfig"]
    return found


def _rows(parts: dict[str, Any], kind: str, field: str) -> list[Any]:
    rows: list[Any] = parts.get(f"{kind}ConfigDump", {}).get(field, [])
    return rows
