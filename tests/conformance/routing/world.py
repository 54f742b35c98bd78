"""The parts of the proof, each started from the output, and how a client asks them."""

from __future__ import annotations

import json
import socket
import ssl
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from email.message import Message
from http.client import HTTPConnection
from pathlib import Path
from typing import Any, NamedTuple

from inference_platform.constructs.endpoint_picker import EppVersion
from tests.conformance.gateway.translation import Object
from tests.conformance.litellm.rendered import Rendered as Output
from tests.conformance.routing.cluster import Cluster
from tests.conformance.routing.environment import CANARY
from tests.conformance.routing.envoys import PLAIN, TLS, Address, Envoy, Service
from tests.conformance.routing.pickers import Picker, Rendered, picker
from tests.conformance.routing.pods import Pod, pods

VERSION = EppVersion.GIE_1_5_0
"""Of the pickers: the newest version that the Go module proxy has."""

REPLICAS = {
    "llama-70b": ("127.0.0.2", "127.0.0.3", "127.0.0.4"),
    "qwen-7b": ("127.0.0.5",),
    CANARY: ("127.0.0.6",),
    "bge-m3": ("127.0.0.7", "127.0.0.8"),
}
"""The models that are served here, and the addresses of their pods."""

PICKED = ("llama-70b", "qwen-7b", "bge-m3")
"""Those with a picker."""

HOSTNAME = "llm.example.com"
INNER, EDGE = "infra-inference-gateway", "infra-gateway"
"""Names of the Gateways."""


class Answer(NamedTuple):
    """An answer over HTTP."""

    status: int
    headers: Message
    body: bytes
    seconds: float

    @property
    def json(self) -> Any:
        """The body, read."""
        return json.loads(self.body)

    @property
    def text(self) -> str:
        """What the model says."""
        return str(self.json["choices"][0]["message"]["content"])


def chat(model: str, text: str, **more: Any) -> dict[str, Any]:
    """The body of a chat."""
    return {"model": model, "messages": [{"role": "user", "content": text}], "max_tokens": 5, **more}


class Client:
    """One connection, which may be used again; not for two threads at once."""

    def __init__(
        self,
        port: int,
        *,
        certificate: Path | None = None,
        headers: Mapping[str, str] | None = None,
        patience: float = 90,
    ) -> None:
        host = HOSTNAME if certificate else "127.0.0.1"
        self._headers = {"Host": host, "Content-Type": "application/json", **(headers or {})}
        self._connection = HTTPConnection("127.0.0.1", port, timeout=patience)
        if certificate:
            plain = socket.create_connection(("127.0.0.1", port), timeout=patience)
            self._connection.sock = ssl.create_default_context(cafile=str(certificate)).wrap_socket(
                plain, server_hostname=host
            )

    def __enter__(self) -> Client:
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    def ask(self, path: str, body: Mapping[str, Any] | None = None) -> Answer:
        """Ask and wait for the whole answer, whatever its status."""
        start = time.monotonic()
        data = None if body is None else json.dumps(body).encode()
        self._connection.request("GET" if body is None else "POST", path, data, self._headers)
        answer = self._connection.getresponse()
        return Answer(answer.status, answer.headers, answer.read(), time.monotonic() - start)

    def lines(self, path: str, body: Mapping[str, Any]) -> Iterator[bytes]:
        """Ask, and yield the lines of the answer as they come."""
        self._connection.request("POST", path, json.dumps(body).encode(), self._headers)
        answer = self._connection.getresponse()
        assert answer.status == 200, answer.read()
        while line := answer.readline():
            yield line


def inside(envoy: Envoy, *, patience: float = 90) -> Client:
    """A client of the inference Gateway, as LiteLLM is one; it gives up after so many seconds of silence."""
    return Client(envoy.ports[PLAIN], patience=patience)


def outside(envoy: Envoy, key: str) -> Client:
    """A client of the platform: HTTPS, a verified certificate, a key."""
    return Client(envoy.ports[TLS], certificate=envoy.certificate, headers={"Authorization": f"Bearer {key}"})


def pool_port(output: Output) -> int:
    """The port of all pools, or a free one where something else on this machine has it."""
    (port,) = {each["spec"]["targetPorts"][0]["number"] for each in output.objects if each["kind"] == "InferencePool"}
    with socket.socket() as probe:
        try:
            probe.bind(("127.0.0.2", port))
        except OSError:
            probe.bind(("127.0.0.2", 0))
        return int(probe.getsockname()[1])


def served_names(model: Mapping[str, Any]) -> list[str]:
    """The names that the arguments of an InferenceService make its servers answer to."""
    arguments: Sequence[str] = model["spec"]["predictor"]["model"]["args"]
    start = arguments.index("--served-model-name") + 1
    end = next(number for number, each in enumerate(arguments[start:], start) if each.startswith("--"))
    return list(arguments[start:end])


@contextmanager
def all_pods(output: Output, cluster: Cluster, folder: Path) -> Iterator[dict[str, list[Pod]]]:
    """The pods of every model here until the block ends, and the pools that select them, with the port of the pods."""
    port = pool_port(output)
    with ExitStack() as stack:
        found = {}
        for model, addresses in REPLICAS.items():
            service = output_object(output, "InferenceService", model)
            found[model] = stack.enter_context(pods(model, served_names(service), addresses, port, folder))
            for pod in found[model]:
                cluster.run_pod(pod.name, service, pod.address)
        for model in PICKED:
            cluster.apply(with_port(output_object(output, "InferencePool", model), port))
        yield found


def output_object(output: Output, kind: str, name: str) -> Object:
    """An object of the output."""
    (found,) = (each for each in output.objects if (each["kind"], each["metadata"]["name"]) == (kind, name))
    return dict(found)


def with_port(pool: Object, port: int) -> Object:
    """A pool whose pods listen on another port."""
    return {**pool, "spec": {**pool["spec"], "targetPorts": [{"number": port}]}}


@contextmanager
def all_pickers(output: Output, cluster: Cluster, folder: Path) -> Iterator[dict[str, Picker]]:
    """The pickers until the block ends; each knows all pods of its pool."""
    with ExitStack() as stack:
        found = {}
        for model in PICKED:
            rendered = Rendered(list(map(dict, output.objects)), f"{model}-epp")
            own = folder / model
            own.mkdir()
            found[model] = stack.enter_context(picker(VERSION, rendered, cluster, own))
            eventually_ready(found[model], len(REPLICAS[model]))
        yield found


def eventually_ready(picker: Picker, count: int, *, within: float = 30) -> None:
    """Wait until a picker chooses among so many pods."""
    deadline = time.monotonic() + within
    while (found := picker.ready_pods()) != count:
        assert time.monotonic() < deadline, f"the picker must know {count} pods within {within} s, got {found}"
        time.sleep(0.2)


def inner_servers(pods: Mapping[str, Sequence[Pod]], pickers: Mapping[str, Picker]) -> dict[Service, list[Address]]:
    """Where the Services behind the inference Gateway lead."""
    models = {(f"{name}-predictor", 80): [(pod.address, pod.port) for pod in found] for name, found in pods.items()}
    return models | {(f"{name}-epp", 9002): [("127.0.0.1", picker.port)] for name, picker in pickers.items()}


def chats_path(model: str) -> str:
    """Path of a model's chats at the inference Gateway."""
    return f"/{model}/v1/chat/completions"
