"""Runs an endpoint picker as its rendered Deployment says, with the token of its rendered ServiceAccount."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

from inference_platform.constructs.endpoint_picker import EppVersion
from tests.conformance.routing.cluster import Cluster
from tests.conformance.routing.health import serves
from tests.conformance.tools import go
from tests.conformance.tools.server import free_ports, server

Object = dict[str, Any]

_BUILT = {EppVersion.GIE_1_5_0: "epp-1.5.0", EppVersion.GIE_1_3_1: "epp-1.3.1"}
"""What the Go module proxy has; for llm-d-router there is no public way to a program but its image."""

_READY_MADE = {EppVersion.LLM_D_ROUTER_0_10: "EPP_LLM_D_0_10", EppVersion.LLM_D_ROUTER_0_9: "EPP_LLM_D_0_9"}
"""Environment variables that name the programs of the other versions."""

PROVEN = (*_BUILT, *(version for version, variable in _READY_MADE.items() if variable in os.environ))
"""The versions that are run."""


def program(version: EppVersion) -> Path:
    """The picker of a version: built, or what its environment variable names."""
    if version in _READY_MADE:
        return go.ready_made(_READY_MADE[version], Path(os.environ[_READY_MADE[version]]))
    name = _BUILT[version]
    variable = f"EPP_{version.name}"
    return go.program(go.MODULES / name, "sigs.k8s.io/gateway-api-inference-extension/cmd/epp", variable=variable)


@dataclass(frozen=True)
class Rendered:
    """What an output has for one picker."""

    objects: list[Object]
    name: str

    def of_kind(self, kind: str) -> Object:
        """Its only object of a kind."""
        (found,) = (o for o in self.objects if (o["kind"], o["metadata"]["name"]) == (kind, self.name))
        return found

    @property
    def config(self) -> str:
        """Its configuration file."""
        return str(self.of_kind("ConfigMap")["data"]["config.yaml"])

    @property
    def pod(self) -> Object:
        """The spec of its pods."""
        found: Object = self.of_kind("Deployment")["spec"]["template"]["spec"]
        return found

    @property
    def namespace(self) -> str:
        """Where it runs."""
        return str(self.of_kind("Deployment")["metadata"]["namespace"])


@dataclass(frozen=True)
class Picker:
    """A picker that runs."""

    pid: int
    port: int
    metrics_port: int
    log: Path

    def metrics(self) -> str:
        """What Prometheus reads; the rendered flags ask for no credentials."""
        connection = HTTPConnection("127.0.0.1", self.metrics_port, timeout=5)
        try:
            connection.request("GET", "/metrics")
            answer = connection.getresponse()
            assert answer.status == 200, answer.status
            return answer.read().decode()
        finally:
            connection.close()

    def ready_pods(self) -> int:
        """How many servers it has to choose from."""
        lines = (line for line in self.metrics().splitlines() if not line.startswith("#"))
        names = ("_ready_pods", "_ready_endpoints")
        counts = [float(line.rpartition(" ")[2]) for line in lines if line.partition("{")[0].endswith(names)]
        return int(max(counts, default=0))

    def stop(self) -> None:
        """Lose it at once."""
        os.kill(self.pid, signal.SIGKILL)


def command(version: EppVersion, rendered: Rendered, folder: Path, ports: Mapping[str, int]) -> list[str]:
    """The rendered arguments with the file of the rendered ConfigMap, and other ports.

    Args:
        version: Selects the program.
        rendered: The picker.
        folder: For the volume.
        ports: The real port for each port of the container, by name.
    """
    (container,) = rendered.pod["containers"]
    (mounted,) = (each["mountPath"] for each in container["volumeMounts"] if each["name"] == "config")
    file = folder / "config" / "config.yaml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(rendered.config, encoding="utf-8")
    arguments = [each.replace(f"={mounted}/", f"={file.parent}/") for each in container["args"]]
    flags = {"grpc": "grpc-port", "grpc-health": "grpc-health-port", "metrics": "metrics-port"}
    return [str(program(version)), *arguments, *(f"--{flags[name]}={port}" for name, port in ports.items())]


def environment(rendered: Rendered, kubeconfig: Path) -> dict[str, str]:
    """The rendered variables, and where the API server is."""
    (container,) = rendered.pod["containers"]
    fields = {"metadata.namespace": rendered.namespace, "metadata.name": f"{rendered.name}-0"}
    own = {e["name"]: e.get("value") or fields[e["valueFrom"]["fieldRef"]["fieldPath"]] for e in container["env"]}
    return own | {"KUBECONFIG": str(kubeconfig), "PATH": os.environ["PATH"]}


@contextmanager
def picker(
    version: EppVersion, rendered: Rendered, cluster: Cluster, folder: Path, *, seconds: float = 30
) -> Iterator[Picker]:
    """Run a picker until the block ends; it has passed the rendered readiness probe.

    Raises:
        RuntimeError: It stops, or does not become ready in time; with the end of its log.
    """
    (container,) = rendered.pod["containers"]
    names = [each["name"] for each in container["ports"]]
    ports = dict(zip(names, free_ports(len(names)), strict=True))
    probe = container["readinessProbe"]["grpc"]
    (health,) = (ports[each["name"]] for each in container["ports"] if each["containerPort"] == probe["port"])
    kubeconfig = cluster.kubeconfig(rendered.pod["serviceAccountName"], rendered.namespace)
    # `env -i`: nothing of the person who tests reaches it
    variables = [f"{name}={value}" for name, value in environment(rendered, kubeconfig).items()]
    full = ["env", "-i", *variables, *command(version, rendered, folder, ports)]
    log = folder / f"{rendered.name}.log"
    with server(full, log=log, ready=lambda: serves(health, probe["service"]), seconds=seconds) as pid:
        yield Picker(pid, ports["grpc"], ports["metrics"], log)


def refusal(version: EppVersion, rendered: Rendered, folder: Path) -> str:
    """What a picker says that ends by itself; it has no API server to go on with.

    Raises:
        AssertionError: It does not end, or without an error.
    """
    kubeconfig = folder / "nowhere.kubeconfig"
    kubeconfig.write_text(
        '{"clusters": [{"name": "a", "cluster": {"server": "http://127.0.0.1:1"}}], "contexts": '
        '[{"name": "a", "context": {"cluster": "a"}}], "current-context": "a"}',
        encoding="utf-8",
    )
    ports = dict(zip(("grpc", "grpc-health", "metrics"), free_ports(3), strict=True))
    done = subprocess.run(
        command(version, rendered, folder, ports), env=environment(rendered, kubeconfig), capture_output=True,
        text=True, timeout=30, check=False,
    )  # fmt: skip
    assert done.returncode, done.stderr
    return done.stdout + done.stderr
