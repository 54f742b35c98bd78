"""Model servers in small: they speak OpenAI's API on loopback, write down what they were asked, and fail on demand."""

from __future__ import annotations

import json
import socket
import struct
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Literal, NamedTuple

CHUNKS = 12
"""Parts of a streamed answer."""

SLOW = "slowly"
SLOWER = "very slowly"
_PAUSES = {SLOWER: 1.2, SLOW: 0.5}
"""Seconds between the parts of the answer to a message with these words."""

Fault = Literal["unavailable", "closing", "resetting", "forgetful", "silent", "falling silent"]
"""How a model fails: 503; an end of the connection instead of an answer, unless the connection is new, with FIN or
with RST; an end of the connection after half a second without requests; no answer; no more after its first part."""

PLACEHOLDER = "Bearer fake-api-key"
"""What LiteLLM sends to a server that asks for no key."""

Served = Mapping[str, frozenset[str]]
"""The names of the models below each path."""

ANY_NAME = frozenset[str]()
"""For a provider, whose models are not known here."""

_LONGEST_SILENCE = 120


class Asked(NamedTuple):
    """One request."""

    path: str
    model: str
    headers: Message
    body: dict[str, Any]
    connection: int
    """Port of the client."""


class Backend:
    """All model servers of an environment; `serve` starts one."""

    def __init__(self) -> None:
        self.requests: list[Asked] = []
        self._faults: list[tuple[Fault, tuple[str, ...], str]] = []
        self.given_up: list[tuple[str, float]] = []
        """Models whose silence a client ended, and after how many seconds."""
        self._lock = threading.Lock()
        self._servers: list[_Server] = []

    def serve(self, served: Served) -> str:
        """Start a server; returns its `host:port`."""
        server = _Server(self, served)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self._servers.append(server)
        return f"127.0.0.1:{server.server_port}"

    def close(self) -> None:
        """Stop them all."""
        for server in self._servers:
            server.shutdown()
            server.server_close()

    @property
    def asked(self) -> Counter[str]:
        """How often each model was asked."""
        return Counter(each.model for each in self.requests)

    def asked_with(self, words: str) -> list[str]:
        """The models that requests with these words came to."""
        return [each.model for each in self.requests if words in json.dumps(each.body)]

    @contextmanager
    def watched(self) -> Iterator[list[Asked]]:
        """A list that holds the block's requests when it has ended."""
        (start, found) = (len(self.requests), list[Asked]())
        yield found
        found += self.requests[start:]

    @contextmanager
    def failing(self, fault: Fault, *models: str, words: str = "") -> Iterator[None]:
        """Let models fail until the block ends, for requests with these words."""
        entry = (fault, models, words)
        self._faults.append(entry)
        yield
        self._faults.remove(entry)

    def fault(self, request: Asked) -> Fault | None:
        """How a request has to fail."""
        said = json.dumps(request.body)
        return next((fault for fault, models, words in self._faults if request.model in models and words in said), None)

    def note(self, request: Asked) -> int:
        """Write one down; returns its number."""
        with self._lock:
            self.requests.append(request)
            return len(self.requests)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def __init__(self, backend: Backend, served: Served) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.backend = backend
        self.served = served

    def handle_error(self, *_: object) -> None:
        """A proxy that is killed, or gives up, resets its connections; everything else is a mistake here."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(*_)  # type: ignore[arg-type]

    def knows(self, path: str, model: str) -> bool:
        """Whether there is such a path, and the model below it."""
        found = [names for prefix, names in self.served.items() if path.startswith(f"{prefix}/")]
        return any(names is ANY_NAME or model in names for names in found)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server
    _answered = 0

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        model, backend = body["model"], self.server.backend
        request = Asked(self.path, model, self.headers, body, self.client_address[1])
        number, fault = backend.note(request), backend.fault(request)
        answer = {"id": f"answer-{number}", "created": 1, "model": model}
        if not self.server.knows(self.path, model):
            self._whole({"error": {"message": f"The model `{model}` does not exist.", "code": 404}}, status=404)
        elif not self._failed(fault, answer):
            self._answer(body, answer)
        self._answered += 1
        self.connection.settimeout(0.5 if fault == "forgetful" else None)

    def _answer(self, body: Mapping[str, Any], answer: dict[str, Any]) -> None:
        if self.path.endswith("/embeddings"):
            data = [{"object": "embedding", "index": 0, "embedding": [0.25, 0.5]}]
            self._whole(answer | {"object": "list", "data": data, "usage": {"prompt_tokens": 3, "total_tokens": 3}})
        elif body.get("stream"):
            said = json.dumps(body["messages"])
            self._stream(answer, next((pause for words, pause in _PAUSES.items() if words in said), 0))
        else:
            self._chat(body, answer)

    def _failed(self, fault: Fault | None, answer: dict[str, Any]) -> bool:
        """Fail, if the model does; a lost connection needs an earlier request on it."""
        if fault in (None, "forgetful") or (fault in ("closing", "resetting") and not self._answered):
            return False
        if fault == "unavailable":
            self._whole({"error": {"message": "no healthy upstream", "code": 503}}, status=503)
            return True
        if fault == "falling silent":
            self._begin_stream()
            self._send(json.dumps(_part(answer, 0)))
        if fault in ("silent", "falling silent"):
            self._wait_for_end(answer["model"])
        if fault == "resetting":
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.close_connection = True
        return True

    def _wait_for_end(self, model: str) -> None:
        """Say nothing until the client has gone."""
        start = time.monotonic()
        self.connection.settimeout(_LONGEST_SILENCE)
        try:
            self.connection.recv(1)
        except OSError:
            return
        self.server.backend.given_up.append((model, time.monotonic() - start))

    def _chat(self, body: Mapping[str, Any], answer: dict[str, Any]) -> None:
        message: dict[str, Any] = {"role": "assistant", "content": "hello"}
        if "tools" in body:
            function = {"name": body["tools"][0]["function"]["name"], "arguments": '{"city": "Rome"}'}
            message = {"role": "assistant", "content": None}
            message["tool_calls"] = [{"id": "call-1", "type": "function", "function": function}]
        finish = "tool_calls" if "tools" in body else "stop"
        usage = {"prompt_tokens": 3, "completion_tokens": 2, "total_tokens": 5}
        choices = [{"index": 0, "message": message, "finish_reason": finish}]
        self._whole(answer | {"object": "chat.completion", "choices": choices, "usage": usage})

    def _whole(self, answer: Mapping[str, Any], *, status: int = 200) -> None:
        data = json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def _begin_stream(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()

    def _stream(self, answer: dict[str, Any], pause: float) -> None:
        self._begin_stream()
        for number in range(CHUNKS):
            if not self._send(json.dumps(_part(answer, number))):
                return
            time.sleep(pause)
        self._send("[DONE]")

    def _send(self, data: str) -> bool:
        """Send one part; False when the proxy was killed."""
        try:
            self.wfile.write(f"data: {data}\n\n".encode())
        except OSError:
            return False
        return True

    def log_message(self, *_: object) -> None:
        """Keep the output of the tests free of access logs."""


def _part(answer: dict[str, Any], number: int) -> dict[str, Any]:
    finish = "stop" if number == CHUNKS - 1 else None
    choice = {"index": 0, "delta": {"content": f"<{number}>"}, "finish_reason": finish}
    return answer | {"object": "chat.completion.chunk", "choices": [choice]}


@contextmanager
def backend() -> Iterator[Backend]:
    """Model servers until the block ends."""
    found = Backend()
    try:
        yield found
    finally:
        found.close()
