"""Something in the place of LiteLLM or of a model's server: it records what reaches it, and streams to a POST."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PATIENCE = 10
"""Seconds after which a step that does not come is a failure."""


@dataclass(frozen=True, slots=True)
class Backend:
    """What the tests see of it."""

    port: int
    requests: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    """Path and headers (lower case) of each request."""
    more: threading.Event = field(default_factory=threading.Event)
    """Set by the test when it has the first part of a stream; only then the second is sent."""


@contextmanager
def backend() -> Iterator[Backend]:
    """Serve on loopback until the block ends."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
    known = Backend(server.server_address[1])
    server.RequestHandlerClass = _handler(known)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield known
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _handler(known: Backend) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            known.requests.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
            self._answer(b"LiteLLM")

        def do_POST(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/event-stream")
            self.end_headers()
            self.wfile.write(b"data: first\n\n")
            if known.more.wait(PATIENCE):
                self.wfile.write(b"data: last\n\n")

        def _answer(self, body: bytes) -> None:
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Print nothing."""

    return Handler
