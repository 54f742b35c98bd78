"""A Kubernetes API without a cluster: etcd and kube-apiserver on loopback, no controllers, no nodes, no webhooks."""

from __future__ import annotations

import os
import secrets
import socket
import ssl
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.conformance.apiserver.client import Client
from tests.conformance.tools import go
from tests.conformance.tools.server import free_ports, server


@dataclass(frozen=True)
class Access:
    """How to reach an API server as an administrator; another process may do so as well."""

    port: int
    token: str
    certificate: Path

    def __call__(self) -> Client:
        """Open a connection."""
        return Client(self.port, self.token, ssl.create_default_context(cafile=str(self.certificate)))


def kube_apiserver() -> Path:
    """The API server: `KUBE_APISERVER`, that of `KUBEBUILDER_ASSETS` (setup-envtest), or built."""
    return _program("kube-apiserver", "k8s.io/kubernetes/cmd/kube-apiserver", "KUBE_APISERVER")


def etcd() -> Path:
    """Its database: `ETCD`, that of `KUBEBUILDER_ASSETS`, or built."""
    return _program("etcd", "go.etcd.io/etcd/server/v3", "ETCD")


def _program(name: str, package: str, variable: str) -> Path:
    assets = os.environ.get("KUBEBUILDER_ASSETS")
    if assets and variable not in os.environ:
        return go.ready_made("KUBEBUILDER_ASSETS", Path(assets, name))
    return go.program(go.MODULES / name, package, variable=variable)


@contextmanager
def api_server(folder: Path) -> Iterator[Access]:
    """Run the two until the block ends.

    Args:
        folder: For data, certificates and logs.
    """
    programs = etcd(), kube_apiserver()
    client_port, peer_port, port = free_ports(3)
    token = secrets.token_hex(16)
    (folder / "tokens.csv").write_text(f"{token},admin,admin,system:masters\n", encoding="utf-8")
    with ExitStack() as stack:
        database = _etcd_command(programs[0], folder, client_port, peer_port)
        stack.enter_context(server(database, log=folder / "etcd.log", ready=lambda: _listens(client_port)))
        command = _api_server_command(programs[1], folder, port, client_port)
        connect = Access(port, token, folder / "certificates" / "apiserver.crt")

        def ready() -> bool:
            client = connect()
            try:
                return client.request("GET", "/readyz").accepted
            finally:
                client.close()

        stack.enter_context(server(command, log=folder / "kube-apiserver.log", ready=ready))
        yield connect


def _etcd_command(program: Path, folder: Path, client_port: int, peer_port: int) -> list[str]:
    client, peer = f"http://127.0.0.1:{client_port}", f"http://127.0.0.1:{peer_port}"
    return [
        str(program),
        f"--data-dir={folder / 'etcd'}",
        f"--listen-client-urls={client}",
        f"--advertise-client-urls={client}",
        f"--listen-peer-urls={peer}",
        f"--initial-advertise-peer-urls={peer}",
        f"--initial-cluster=default={peer}",
        "--unsafe-no-fsync",  # the data is gone with the test
    ]


def _api_server_command(program: Path, folder: Path, port: int, etcd_port: int) -> list[str]:
    certificates = folder / "certificates"  # the server makes its own; they also sign service account tokens here
    return [
        str(program),
        f"--etcd-servers=http://127.0.0.1:{etcd_port}",
        "--bind-address=127.0.0.1",
        "--advertise-address=127.0.0.1",
        "--endpoint-reconciler-type=none",
        f"--secure-port={port}",
        f"--cert-dir={certificates}",
        f"--token-auth-file={folder / 'tokens.csv'}",
        "--authorization-mode=AlwaysAllow",
        "--service-account-issuer=https://127.0.0.1",
        f"--service-account-key-file={certificates / 'apiserver.crt'}",
        f"--service-account-signing-key-file={certificates / 'apiserver.key'}",
        "--service-cluster-ip-range=10.0.0.0/16",
        "--enable-priority-and-fairness=false",
    ]


def _listens(port: int) -> bool:
    socket.create_connection(("127.0.0.1", port), timeout=1).close()
    return True
