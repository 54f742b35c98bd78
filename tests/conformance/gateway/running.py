"""A real Envoy with the translated configuration, on loopback, and a client that can misbehave."""

from __future__ import annotations

import json
import socket
import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from typing import Any

from tests.conformance.gateway.backend import PATIENCE, Backend, backend
from tests.conformance.gateway.bootstrap import bootstrap_of, on_loopback, ports_of
from tests.conformance.gateway.programs import envoy
from tests.conformance.gateway.translation import Translation
from tests.conformance.tools.server import free_ports, server

PLAIN, TLS, PROBE = 10080, 10443, 19003
"""Ports of the configuration that Envoy listens on."""

LITELLM, MODEL = 4000, 80
"""Ports of Services."""


@dataclass(frozen=True, slots=True)
class Running:
    """An Envoy that serves."""

    ports: dict[int, int]
    """The real port for each one of the configuration."""
    backend: Backend
    certificate: Path | None
    """What a client must trust to reach the HTTPS listener."""
    log: Path

    def tls_context(self) -> ssl.SSLContext:
        """Trust in the certificate and nothing else; the name is verified."""
        return ssl.create_default_context(cafile=str(self.certificate))

    def tls_socket(self, context: ssl.SSLContext, name: str) -> ssl.SSLSocket:
        """Connect to the HTTPS listener and ask for a name.

        Raises:
            OSError: There is no such name there, or no agreement on TLS.
        """
        plain = socket.create_connection(("127.0.0.1", self.ports[TLS]), timeout=PATIENCE)
        try:
            return context.wrap_socket(plain, server_hostname=name)
        except OSError:
            plain.close()
            raise

    def open(self, hostname: str | None) -> HTTPConnection:
        """A connection to the HTTPS listener; without a name, to the one for plain HTTP."""
        connection = HTTPConnection("127.0.0.1", self.ports[PLAIN], timeout=PATIENCE)
        if hostname:
            connection.sock = self.tls_socket(self.tls_context(), hostname)
        return connection

    def get(
        self, path: str, *, over: str | None, host: str | None = None, headers: Mapping[str, str] | None = None
    ) -> HTTPResponse:
        """Send a path as it is, unlike most clients, and return the answer; its body has been read.

        Args:
            path: The path.
            over: Host name for TLS; None: plain HTTP.
            host: The Host header, if it is another one.
            headers: More headers.
        """
        connection = self.open(over)
        try:
            connection.request("GET", path, headers={"Host": host or over or "anything.example", **(headers or {})})
            answer = connection.getresponse()
            answer.read()
            return answer
        finally:
            connection.close()

    def access_log(self) -> list[dict[str, Any]]:
        """The lines of the access log so far."""
        *lines, _unfinished = self.log.read_text(encoding="utf-8").split("\n")
        return [json.loads(line) for line in lines if line.startswith("{")]


@contextmanager
def running(translation: Translation, *, service: int) -> Iterator[Running]:
    """Run Envoy until the block ends.

    Args:
        translation: What it is to serve; its folder also holds Envoy's configuration and log.
        service: Port of the Services in whose place the backend is. Behind the others there is nothing.
    """
    config, folder = bootstrap_of(translation), translation.folder
    with backend() as serving:
        ports = dict(zip(ports_of(config), free_ports(len(ports_of(config))), strict=True))
        ports[service] = serving.port
        file = folder / "loopback.json"
        file.write_text(json.dumps(on_loopback(config, ports)), encoding="utf-8")
        command = [str(envoy()), "--config-path", str(file), "--disable-hot-restart", "--concurrency", "1"]
        # Access log lines stand between the program's own ones; EnvoyProxy's level, without the remarks at start.
        command += ["--log-level", "warn", "--file-flush-interval-msec", "50"]
        log = folder / "envoy.log"
        with server(command, log=log, ready=lambda: _is_ready(ports[PROBE])):
            yield Running(ports, serving, next(folder.glob("*.crt"), None), log)


def _is_ready(port: int) -> bool:
    connection = HTTPConnection("127.0.0.1", port, timeout=1)
    try:
        connection.request("GET", "/ready")
        return connection.getresponse().status == 200
    finally:
        connection.close()
