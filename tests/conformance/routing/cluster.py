"""A Kubernetes API that enforces access rights, and what kubelet, KServe and the token controller do in a real one."""

from __future__ import annotations

import json
import secrets
import socket
import ssl
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.conformance.apiserver.client import Client
from tests.conformance.apiserver.cluster import etcd, kube_apiserver
from tests.conformance.apiserver.definitions import Definition, definitions
from tests.conformance.tools.server import free_ports, server

Object = dict[str, Any]

_GROUPS = ("inference.networking.k8s.io", "llm-d.ai")


@dataclass(frozen=True, slots=True)
class Cluster:
    """A running API server."""

    port: int
    folder: Path
    token: str

    @contextmanager
    def administrator(self) -> Iterator[Client]:
        """A connection that may do everything."""
        client = Client(self.port, self.token, ssl.create_default_context(cafile=str(self._certificate)))
        try:
            yield client
        finally:
            client.close()

    def apply(self, *objects: Mapping[str, Any]) -> None:
        """Create or change objects as a GitOps tool does."""
        with self.administrator() as client:
            for each in objects:
                answer = client.apply(each)
                assert answer.accepted, f"{each['kind']} {each['metadata']['name']}: {answer.message}"

    def kubeconfig(self, account: str, namespace: str) -> Path:
        """A kubeconfig with a token of a ServiceAccount, as the TokenRequest API gives it to the kubelet for a pod."""
        request = {
            "apiVersion": "authentication.k8s.io/v1",
            "kind": "TokenRequest",
            "spec": {"expirationSeconds": 3600},
        }
        path = f"/api/v1/namespaces/{namespace}/serviceaccounts/{account}/token"
        with self.administrator() as client:
            answer = client.request("POST", path, json.dumps(request).encode(), "application/json")
        assert answer.accepted, answer.message
        cluster = {"server": f"https://127.0.0.1:{self.port}", "certificate-authority": str(self._certificate)}
        config = {
            "apiVersion": "v1",
            "kind": "Config",
            "clusters": [{"name": "here", "cluster": cluster}],
            "users": [{"name": account, "user": {"token": answer.body["status"]["token"]}}],
            "contexts": [{"name": "here", "context": {"cluster": "here", "user": account, "namespace": namespace}}],
            "current-context": "here",
        }
        file = self.folder / f"{account}.kubeconfig"
        file.write_text(json.dumps(config), encoding="utf-8")
        return file

    def run_pod(self, name: str, model: Mapping[str, Any], address: str) -> None:
        """Create a pod of an InferenceService with KServe's labels, and say what the kubelet says of a running one."""
        metadata = model["metadata"]
        pod: Object = {
            "apiVersion": "v1",
            "kind": "Pod",
            "metadata": {"name": name, "namespace": metadata["namespace"], "labels": _labels(metadata["name"])},
            "spec": {
                "serviceAccountName": model["spec"]["predictor"]["serviceAccountName"],
                "automountServiceAccountToken": False,
                "securityContext": {"runAsNonRoot": True, "seccompProfile": {"type": "RuntimeDefault"}},
                "containers": [{"name": "kserve-container", "image": "simulator", "securityContext": _RESTRICTED}],
            },
        }
        self.apply(pod)
        self.set_ready(name, metadata["namespace"], address, ready=True)

    def set_ready(self, name: str, namespace: str, address: str, *, ready: bool) -> None:
        """Write the status that the kubelet writes when the readiness probe has another result."""
        condition = {"type": "Ready", "status": str(ready)}
        status = {"phase": "Running", "podIP": address, "podIPs": [{"ip": address}], "conditions": [condition]}
        path = f"/api/v1/namespaces/{namespace}/pods/{name}/status"
        with self.administrator() as client:
            body = json.dumps({"status": status}).encode()
            answer = client.request("PATCH", path, body, "application/strategic-merge-patch+json")
        assert answer.accepted, answer.message

    @property
    def _certificate(self) -> Path:
        return self.folder / "certificates" / "apiserver.crt"


_RESTRICTED = {"allowPrivilegeEscalation": False, "capabilities": {"drop": ["ALL"]}}


def _labels(model: str) -> dict[str, str]:
    """Labels of KServe's pods in Standard mode."""
    return {
        "app": f"isvc.{model}-predictor",
        "component": "predictor",
        "serving.kserve.io/inferenceservice": model,
        "pod-template-hash": "5d4f8c7b9",
    }


@contextmanager
def cluster(folder: Path) -> Iterator[Cluster]:
    """Run etcd and kube-apiserver with RBAC and the CRDs that an endpoint picker looks for, until the block ends.

    Args:
        folder: For data, certificates and logs.
    """
    programs = etcd(), kube_apiserver()
    client_port, peer_port, port = free_ports(3)
    found = Cluster(port, folder, secrets.token_hex(16))
    (folder / "tokens.csv").write_text(f"{found.token},admin,admin,system:masters\n", encoding="utf-8")
    with ExitStack() as stack:
        database = _etcd_command(programs[0], folder, client_port, peer_port)
        stack.enter_context(server(database, log=folder / "etcd.log", ready=lambda: _listens(client_port)))
        command = _api_server_command(programs[1], folder, port, client_port)
        stack.enter_context(server(command, log=folder / "kube-apiserver.log", ready=lambda: _is_ready(found)))
        for definition in definitions():
            if definition.name.partition(".")[2] in _GROUPS:
                _install(found, definition)
        yield found


def prepare(cluster: Cluster, objects: Iterable[Mapping[str, Any]]) -> None:
    """Create namespaces, ServiceAccounts and access rights of an output, in this order."""
    kinds = ("Namespace", "ServiceAccount", "Role", "RoleBinding")
    wanted = (each for kind in kinds for each in objects if each["kind"] == kind)
    cluster.apply(*wanted)


def _install(cluster: Cluster, definition: Definition) -> None:
    path = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions"
    with cluster.administrator() as client:
        answer = client.request("POST", path, definition.text, "application/yaml")
        assert answer.accepted, answer.message
        deadline = time.monotonic() + 60
        is_served = False
        while not is_served:
            assert time.monotonic() < deadline, f"{definition.name} must be served within 60 s"
            time.sleep(0.1)
            status = client.request("GET", f"{path}/{definition.name}").body["status"]
            # some projects publish their definitions with an empty status, which stands until the server has its own
            conditions = {each["type"]: each["status"] for each in status.get("conditions") or ()}
            is_served = conditions.get("Established") == "True"


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
        "--authorization-mode=RBAC",
        "--service-account-issuer=https://127.0.0.1",
        f"--service-account-key-file={certificates / 'apiserver.crt'}",
        f"--service-account-signing-key-file={certificates / 'apiserver.key'}",
        "--service-cluster-ip-range=10.0.0.0/16",
        "--enable-priority-and-fairness=false",
    ]


def _is_ready(cluster: Cluster) -> bool:
    with cluster.administrator() as client:
        return client.request("GET", "/readyz").accepted


def _listens(port: int) -> bool:
    socket.create_connection(("127.0.0.1", port), timeout=1).close()
    return True
