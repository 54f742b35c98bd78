"""Envoy as a Gateway of the output makes it, between real servers on loopback."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

from tests.conformance.gateway.bootstrap import bootstrap_of, ports_of
from tests.conformance.gateway.programs import envoy
from tests.conformance.gateway.translation import Object, Translation
from tests.conformance.gateway.xds import xds_of
from tests.conformance.tools.server import free_ports, server

PLAIN, TLS, PROBE = 10080, 10443, 19003
"""Ports of the configuration."""

Address = tuple[str, int]
Service = tuple[str, int]
"""Name and port."""

_NOBODY: Address = ("127.0.0.1", 1)


@dataclass(frozen=True, slots=True)
class Envoy:
    """An Envoy that serves."""

    ports: Mapping[int, int]
    """The real port for each one of the configuration."""
    certificate: Path | None
    """What a client must trust to reach the HTTPS listener."""
    log: Path


def config_of(
    translation: Translation, servers: Mapping[Service, Sequence[Address]], ports: Mapping[int, int]
) -> Object:
    """Envoy's configuration with other addresses.

    The address of a Service becomes those of its pods, which Envoy Gateway takes from EndpointSlices in a cluster and
    `egctl` does not see; a Service without servers here leads nowhere. All other addresses become loopback.

    Args:
        translation: What Envoy Gateway made of one Gateway.
        servers: Where the pods of each Service are.
        ports: The real port for each one that Envoy itself has.
    """
    services = xds_of(translation).services
    config = bootstrap_of(translation)
    for cluster in config["staticResources"]["clusters"]:
        for group in cluster.get("loadAssignment", {}).get("endpoints", []):
            group["lbEndpoints"] = [
                moved for each in group["lbEndpoints"] for moved in _moved(each, services, servers, ports)
            ]
    for each in config["staticResources"]["listeners"]:
        _listen(each["address"]["socketAddress"], ports)
    if "admin" in config:
        _listen(config["admin"]["address"]["socketAddress"], ports)
    return config


def _moved(
    endpoint: Object,
    services: Mapping[str, str],
    servers: Mapping[Service, Sequence[Address]],
    ports: Mapping[int, int],
) -> Iterator[Object]:
    address: Object = endpoint["endpoint"]["address"]["socketAddress"]
    if address["address"] not in services:
        _listen(address, ports)
        yield endpoint
        return
    for host, port in servers.get((services[address["address"]], address["portValue"]), [_NOBODY]):
        moved = copy.deepcopy(endpoint)
        moved["endpoint"]["address"]["socketAddress"].update(address=host, portValue=port)
        yield moved


def _listen(address: dict[str, Any], ports: Mapping[int, int]) -> None:
    address.update(address="127.0.0.1", portValue=ports[address["portValue"]])


@contextmanager
def running(translation: Translation, servers: Mapping[Service, Sequence[Address]], folder: Path) -> Iterator[Envoy]:
    """Run Envoy until the block ends.

    Args:
        translation: What it is to serve.
        servers: Where the pods of each Service are.
        folder: For its configuration and its log.
    """
    numbers = ports_of(bootstrap_of(translation))
    ports = dict(zip(numbers, free_ports(len(numbers)), strict=True))
    file, log = folder / "envoy.json", folder / "envoy.log"
    file.write_text(json.dumps(config_of(translation, servers, ports)), encoding="utf-8")
    command = [str(envoy()), "--config-path", str(file), "--disable-hot-restart", "--concurrency", "1"]
    command += ["--log-level", "warn", "--file-flush-interval-msec", "50"]
    with server(command, log=log, ready=lambda: _is_ready(ports[PROBE])):
        yield Envoy(ports, next(translation.folder.glob("*.crt"), None), log)


def _is_ready(port: int) -> bool:
    connection = HTTPConnection("127.0.0.1", port, timeout=1)
    try:
        connection.request("GET", "/ready")
        return connection.getresponse().status == 200
    finally:
        connection.close()
