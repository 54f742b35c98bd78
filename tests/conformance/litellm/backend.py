"""A model server in small: speaks OpenAI's chat API on loopback and counts what it was asked."""

from __future__ import annotations

import json
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

CHUNKS = 12
"""Parts of a streamed answer."""

SLOW = "slowly"
"""A message with this word is answered over `CHUNKS` half seconds."""


class Backend(ThreadingHTTPServer):
    """The server; `asked` counts the chats by model."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.asked: Counter[str] = Counter()
        self.keys: set[str] = set()
        self.lock = threading.Lock()

    @property
    def url(self) -> str:
        """Base URL, as the OpenAI client wants it."""
        return f"http://127.0.0.1:{self.server_port}/v1"

    def count(self, model: str, key: str) -> int:
        """Count one chat; returns its number."""
        with self.lock:
            self.asked[model] += 1
            self.keys.add(key)
            return self.asked.total()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Backend

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        number = self.server.count(body["model"], self.headers.get("Authorization", ""))
        answer = {"id": f"answer-{number}", "created": 1, "model": body["model"]}
        if body.get("stream"):
            self._stream(answer, 0.5 if SLOW in json.dumps(body["messages"]) else 0)
        else:
            self._whole(answer)

    def _whole(self, answer: dict[str, Any]) -> None:
        message = {"role": "assistant", "content": "hello"}
        usage = {"prompt_tokens": 3, "completion_tokens": 2, "total_tokens": 5}
        choices = [{"index": 0, "message": message, "finish_reason": "stop"}]
        data = json.dumps(answer | {"object": "chat.completion", "choices": choices, "usage": usage}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def _stream(self, answer: dict[str, Any], pause: float) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        for number in range(CHUNKS):
            finish = "stop" if number == CHUNKS - 1 else None
            choice = {"index": 0, "delta": {"content": f"<{number}>"}, "finish_reason": finish}
            part = answer | {"object": "chat.completion.chunk", "choices": [choice]}
            if not self._send(json.dumps(part)):
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


@contextmanager
def backend() -> Iterator[Backend]:
    """A model server until the block ends."""
    with Backend() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield server
        finally:
            server.shutdown()
