"""Stands in for llama.cpp's server: its options, what it answers while it reads a model, how it ends.

The options are those that the release prints for `--help`, in the file beside it. LOAD_SECONDS and ANSWER_SECONDS say
how long reading the model and an answer take.
"""

from __future__ import annotations

import json
import os
import re
import signal
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Lock, Thread

known = json.loads(Path(__file__).with_name("llama_cpp_options.json").read_text())
state = {"ready": False, "processing": 0}
lock = Lock()


def parsed(words: list[str]) -> dict[str, str]:
    found = {}
    rest = iter(words)
    for word in rest:
        if word in known["values"]:
            found[word] = next(rest)
        elif word in known["switches"]:
            found[word] = ""
        else:
            sys.exit(f"error: invalid argument: {word}")
    return found


options = parsed(sys.argv[1:])


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if not state["ready"]:
            self.answer(503, {"error": {"message": "Loading model", "code": 503}})
        elif self.path == "/health":
            self.answer(200, {"status": "ok"})
        elif self.path == "/metrics" and "--metrics" in options:
            self.answer(200, f"llamacpp:requests_processing {state['processing']}\nllamacpp:requests_deferred 0\n")
        elif self.path == "/v1/models":
            self.answer(200, {"data": [{"id": name} for name in options["--alias"].split(",")]})
        else:
            self.answer(501, {"error": "not supported"})

    def do_POST(self) -> None:
        with lock:
            state["processing"] += 1
        time.sleep(float(os.environ.get("ANSWER_SECONDS", "0")))
        with lock:
            state["processing"] -= 1
        self.answer(200, {"choices": [{"text": "done"}]})

    def answer(self, status: int, body: object) -> None:
        data = (body if isinstance(body, str) else json.dumps(body)).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def load() -> None:
    """Read all parts of the model, whose file is broken when it is empty."""
    model = Path(options["--model"])
    split = re.fullmatch(r"(.*)-00001-of-(\d{5})\.gguf", str(model))
    parts = [Path(f"{split[1]}-{part:05}-of-{split[2]}.gguf") for part in range(1, int(split[2]) + 1)] if split else []
    time.sleep(float(os.environ.get("LOAD_SECONDS", "0")))
    for part in parts or [model]:
        if not part.exists() or not part.stat().st_size:
            print(f"error: failed to load model, '{part}'", file=sys.stderr)
            os._exit(1)
    # before that nothing handles the signal
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM})
    state["ready"] = True


def stop(*_: object) -> None:
    print("server stops", file=sys.stderr, flush=True)
    os._exit(0)


print(f"command: {json.dumps(sys.argv[1:])}", flush=True)
server = ThreadingHTTPServer((options["--host"], int(options["--port"])), Handler)
server.daemon_threads = True
Thread(target=server.serve_forever, daemon=True).start()
load()
signal.signal(signal.SIGTERM, stop)
while True:
    time.sleep(3600)
