"""The pods of a model: simulators of vLLM, each behind an address of its own, as a pod has one."""

from __future__ import annotations

import re
import socket
import threading
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from subprocess import run

from tests.conformance.tools import go
from tests.conformance.tools.server import free_ports, server

_PICK = re.compile(rb"\nx-gateway-destination-endpoint: *([^\r]+)\r", re.IGNORECASE)
_REQUEST = re.compile(rb"POST (\S+) HTTP/1\.1\r\n")
_LATENCIES = ("--time-to-first-token=10ms", "--inter-token-latency=20ms")


def simulator() -> Path:
    """llm-d-inference-sim, which speaks vLLM's API and exports vLLM's metrics: `LLM_D_INFERENCE_SIM`, or built."""
    package = "github.com/llm-d/llm-d-inference-sim/cmd/llm-d-inference-sim"
    return go.program(go.MODULES / "sim", package, variable="LLM_D_INFERENCE_SIM")


@dataclass
class Pod:
    """An address with a model server behind it.

    The simulator has no option for the address that it listens on, so a relay stands for the pod's network. What it
    sees of each request is what the pod gets.
    """

    name: str
    address: str
    port: int
    picks: list[str | None] = field(default_factory=list)
    """For each request that came, the endpoint that the picker had chosen for it, by the header that Envoy follows."""
    received: int = 0
    """Bytes of all requests."""
    _relay: _Relay | None = None
    _pid: int = 0

    @property
    def endpoint(self) -> str:
        """As the picker writes it."""
        return f"{self.address}:{self.port}"

    @property
    def requests(self) -> int:
        """How many came; what reads metrics is not among them."""
        return len(self.picks)

    def kill(self) -> None:
        """Lose the pod without a warning: connections break and new ones are refused."""
        assert self._relay is not None
        self._relay.close()
        run(["kill", "-KILL", str(self._pid)], check=True)


@contextmanager
def pods(model: str, names: Sequence[str], addresses: Sequence[str], port: int, folder: Path) -> Iterator[list[Pod]]:
    """Run the pods of a model until the block ends.

    Args:
        model: Name of the InferenceService.
        names: Names that its servers answer to.
        addresses: One for each pod.
        port: The port that the pool names.
        folder: For logs.
    """
    with ExitStack() as stack:
        found = []
        for number, (address, own) in enumerate(zip(addresses, free_ports(len(addresses)), strict=True)):
            pod = Pod(f"{model}-predictor-{number}", address, port)
            pod._pid = stack.enter_context(_simulator(names, own, folder / f"{pod.name}.log"))
            pod._relay = stack.enter_context(_Relay(pod, own))
            found.append(pod)
        yield found


@contextmanager
def _simulator(names: Sequence[str], port: int, log: Path) -> Iterator[int]:
    command = [str(simulator()), f"--model={names[0]}", "--served-model-name", *names, f"--port={port}"]
    command += ["--mode=echo", "--force-dummy-tokenizer", *_LATENCIES]
    # A long prompt has to arrive, whatever a model would take; the product of all three numbers is memory.
    command += ["--max-model-len=300000", "--max-num-seqs=64", "--max-waiting-queue-length=64"]
    command += ["--max-request-body-size-mb=64"]
    with server(command, log=log, ready=lambda: _answers(port)) as pid:
        yield pid


def _answers(port: int) -> bool:
    connection = HTTPConnection("127.0.0.1", port, timeout=2)
    try:
        connection.request("GET", "/health")
        return connection.getresponse().status == 200
    finally:
        connection.close()


class _Relay:
    """Passes bytes on, and looks at the head of each request."""

    def __init__(self, pod: Pod, target: int) -> None:
        self._pod, self._target = pod, target
        self._listener = socket.create_server((pod.address, pod.port), backlog=256)
        self._connections: set[socket.socket] = set()
        self._is_open = True
        threading.Thread(target=self._serve, daemon=True).start()

    def __enter__(self) -> _Relay:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the listener and every connection."""
        self._is_open = False
        for each in (self._listener, *self._connections):
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
            each.close()

    def _serve(self) -> None:
        while self._is_open:
            try:
                client, _ = self._listener.accept()
                upstream = socket.create_connection(("127.0.0.1", self._target))
            except OSError:
                continue
            for each in (client, upstream):
                each.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._connections |= {client, upstream}
            threading.Thread(target=self._requests, args=(client, upstream), daemon=True).start()
            threading.Thread(target=_pass, args=(upstream, client), daemon=True).start()

    def _requests(self, client: socket.socket, upstream: socket.socket) -> None:
        """Pass requests on; a head may come in pieces, and a body may contain anything."""
        rest = b""
        with suppress(OSError):
            while data := client.recv(65536):
                self._pod.received += len(data)
                rest = self._seen((rest + data)[-262144:])
                upstream.sendall(data)
        _end(client, upstream)

    def _seen(self, data: bytes) -> bytes:
        """Note the complete heads; returns what may be the beginning of the next one."""
        while found := _REQUEST.search(data):
            end = data.find(b"\r\n\r\n", found.end())
            if end < 0:
                return data[found.start() :]
            pick = _PICK.search(data, found.start(), end + 2)
            self._pod.picks.append(pick[1].decode() if pick else None)
            data = data[end:]
        return data[-4096:]


def _pass(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError):
        while data := source.recv(65536):
            target.sendall(data)
    _end(source, target)


def _end(*connections: socket.socket) -> None:
    for each in connections:
        with suppress(OSError):
            each.shutdown(socket.SHUT_RDWR)
        each.close()
