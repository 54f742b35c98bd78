"""Stands in for Ollama: client and server, with the commands and paths that the scripts use.

Its registry is the environment: REGISTRY names the models that it has with what they can do
(`qwen2.5:0.5b=completion`), REFUSALS how often it fails first. PULL_SECONDS, LOAD_SECONDS and ANSWER_SECONDS say how
long things take; with MEMORY=small no model fits.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
import urllib.error
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

ADDRESS = os.environ["OLLAMA_HOST"].replace("0.0.0.0", "127.0.0.1")
MODELS = Path(os.environ["OLLAMA_MODELS"])


def seconds(name: str) -> float:
    return float(os.environ.get(name, "0"))


def file_of(name: str) -> Path:
    """Where a model's manifest is; like Ollama, a name without a tag means its latest."""
    return MODELS / "manifests" / (name if ":" in name else f"{name}:latest").replace("/", "--")


class Registry:
    """What the server does for its clients."""

    loaded: str | None = None
    refused = 0

    def pull(self, name: str) -> str | None:
        print(f"pull of {name} begins {time.monotonic()}", flush=True)
        registry = dict(entry.split("=") for entry in os.environ.get("REGISTRY", "").split())
        time.sleep(seconds("PULL_SECONDS"))
        print(f"pull of {name} ends {time.monotonic()}", flush=True)
        if self.refused < int(os.environ.get("REFUSALS", "0")):
            self.refused += 1
            return "pull model manifest: dial tcp: connection refused"
        if name not in registry:
            return "pull model manifest: file does not exist"
        file_of(name).parent.mkdir(parents=True, exist_ok=True)
        file_of(name).write_text(registry[name])
        return None

    def show(self, name: str) -> str | None:
        return None if file_of(name).exists() else f"model '{name}' not found"

    def copy(self, name: str, to: str) -> str | None:
        if error := self.show(name):
            return error
        file_of(to).write_text(file_of(name).read_text())
        return None

    def load(self, name: str, _prompt: str = "") -> str | None:
        if error := self.show(name):
            return error
        time.sleep(seconds("LOAD_SECONDS"))
        if os.environ.get("MEMORY") == "small":
            return "500 Internal Server Error: model requires more system memory"
        self.loaded = name
        return None


registry = Registry()


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path == "/":
            self.answer(200, "Ollama is running")
        elif self.path == "/api/ps":
            self.answer(200, registry.loaded)
        else:
            error = registry.show(self.path.removeprefix("/v1/models/"))
            self.answer(404 if error else 200, error)

    def do_POST(self) -> None:
        words = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        print(f"asked for {self.path} {words}", flush=True)
        if self.path == "/v1/completions":
            time.sleep(seconds("ANSWER_SECONDS"))
            self.answer(200, f"{words['model']} {'was' if registry.loaded else 'was not'} in memory")
            return
        error = getattr(registry, self.path.removeprefix("/"))(*words)
        self.answer(500 if error else 200, error)

    def answer(self, status: int, body: object) -> None:
        data = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def serve() -> None:
    # the real one generates a key pair there, and does not start where it cannot
    (Path(os.environ["HOME"]) / ".ollama").mkdir(exist_ok=True)
    (MODELS / "blobs").mkdir(parents=True, exist_ok=True)
    if os.environ.get("CRASH"):
        sys.exit("Error: something is broken")
    host, _, port = os.environ["OLLAMA_HOST"].partition(":")
    server = ThreadingHTTPServer((host, int(port)), Handler)
    server.daemon_threads = True
    signal.signal(signal.SIGTERM, stop)
    Thread(target=server.serve_forever, daemon=True).start()
    while True:
        time.sleep(3600)


def stop(*_: object) -> None:
    print("server stops", file=sys.stderr, flush=True)
    os._exit(0)


def ask(action: str, *words: str) -> None:
    """Let the server do something; fails as the real client does, with its error behind the last progress bar."""
    request = urllib.request.Request(f"http://{ADDRESS}/{action}", json.dumps(words).encode())
    print("\x1b[?2026h\x1b[?25l\x1b[1Gpulling manifest \x1b[K\r" * 50, file=sys.stderr)
    try:
        urllib.request.urlopen(request, timeout=600).close()
    except urllib.error.HTTPError as refusal:
        sys.exit(f"\x1b[?25h\x1b[?2026lError: {json.load(refusal)}")


def client(command: str, words: list[str]) -> None:
    try:
        urllib.request.urlopen(f"http://{ADDRESS}/", timeout=5).close()
    except OSError:
        sys.exit("Error: could not connect to ollama server, run 'ollama serve' to start it")
    if command == "pull":
        ask("pull", words[0])
    elif command == "cp":
        ask("copy", *words)
    elif command == "show":
        ask("show", words[0])
        print(f"  Capabilities\n    {file_of(words[0]).read_text()}    \n")
    elif command == "run":
        run(*words)


def run(name: str, *prompt: str) -> None:
    if not file_of(name).exists():
        ask("pull", name)
    embeds = "embedding" in file_of(name).read_text()
    if embeds and not prompt:
        sys.exit(f'Error: embedding models require input text. Usage: ollama run {name} "your text here"')
    ask("load", name, *prompt)


def main(command: str, *words: str) -> Any:
    return serve() if command == "serve" else client(command, list(words))


main(*sys.argv[1:])
