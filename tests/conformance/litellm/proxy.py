"""Runs the proxy as its rendered container says: its arguments, environment and config.yaml, at other addresses."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import Message
from pathlib import Path
from typing import IO, Any, NamedTuple

import yaml

from tests.conformance.litellm.installation import litellm_bin
from tests.conformance.litellm.rendered import (
    SECRETS,
    Addresses,
    Rendered,
    container_port,
    settings_only,
    variables,
    with_addresses,
)
from tests.conformance.tools.server import free_ports

DATABASE_VARIABLES = ("DATABASE_HOST", "DATABASE_NAME", "DATABASE_USERNAME", "DATABASE_PASSWORD", "DATABASE_SSLMODE")
"""Left out: Prisma's engines come from a host of their own and not from a package registry."""


class Answer(NamedTuple):
    """An answer over HTTP."""

    status: int
    text: str
    headers: Message

    @property
    def json(self) -> Any:
        """The body, read."""
        return json.loads(self.text)


@dataclass
class Proxy:
    """A running proxy."""

    process: subprocess.Popen[bytes]
    ports: Mapping[int, int]
    container: Mapping[str, Any]
    log: Path

    def url(self, port: str, path: str) -> str:
        """URL of a path at a port by its name in the pod."""
        return f"http://127.0.0.1:{self.ports[container_port(self.container, port)]}{path}"

    def open(
        self,
        path: str,
        body: Mapping[str, Any] | None = None,
        *,
        key: str | None = SECRETS["master-key"],
        port: str = "http",
    ) -> IO[bytes]:
        """Ask, and leave the answer to be read."""
        headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {key}"} if key else {})
        data = None if body is None else json.dumps(body).encode()
        answer: IO[bytes] = urllib.request.urlopen(
            urllib.request.Request(self.url(port, path), data=data, headers=headers), timeout=60
        )
        return answer

    def ask(self, path: str, body: Mapping[str, Any] | None = None, **how: Any) -> Answer:
        """Ask and wait for the whole answer, whatever its status."""
        try:
            with self.open(path, body, **how) as answer:
                return Answer(200, answer.read().decode(), getattr(answer, "headers", Message()))
        except urllib.error.HTTPError as error:
            with error:
                return Answer(error.code, error.read().decode(), error.headers)

    def chat(self, model: str, text: str = "hello", **more: Any) -> Answer:
        """One chat; `more` goes into the body."""
        return self.ask("/v1/chat/completions", {"model": model, "messages": [_message(text)], **more})

    def stream(self, model: str, text: str) -> IO[bytes]:
        """A streamed chat; its lines are to be read."""
        return self.open("/v1/chat/completions", {"model": model, "messages": [_message(text)], "stream": True})

    def is_ready(self) -> bool:
        """What the rendered readiness probe says."""
        probe = self.container["readinessProbe"]["httpGet"]
        try:
            return self.ask(probe["path"], key=None, port=probe["port"]).status == 200
        except OSError:
            return False


def _message(text: str) -> dict[str, str]:
    return {"role": "user", "content": text}


@contextmanager
def proxy(
    environment: Rendered, folder: Path, addresses: Addresses, *, planted: Mapping[str, str] | None = None
) -> Iterator[Proxy]:
    """The proxy of an environment, until the block ends.

    Args:
        environment: What is rendered for it.
        folder: Empty folder for its volumes and its log.
        addresses: `host:port` of its servers in the manifests, and where they are here. `openai` is the provider.
        planted: Variables that replace rendered ones, to see that a proof fails without them.

    Raises:
        RuntimeError: It does not become ready within the time of its rendered startup probe.
    """
    (container,) = environment.deployment["containers"]
    numbers = [each["containerPort"] for each in container["ports"]]
    ports = dict(zip(numbers, free_ports(len(numbers)), strict=True))
    volumes = {each["mountPath"]: str(folder / each["name"]) for each in container["volumeMounts"]}
    for path in volumes.values():
        Path(path).mkdir(parents=True)
    _write_config(environment, Path(volumes["/etc/litellm"]), addresses)
    here = volumes | {str(old): str(new) for old, new in ports.items()} | {"0.0.0.0": "127.0.0.1"}
    command = [str(litellm_bin() / "litellm"), *(_argument(each, here) for each in container["args"])]
    log = folder / "log"
    with (
        log.open("wb") as output,
        subprocess.Popen(
            command, env=_environment(container, here, addresses) | dict(planted or {}), cwd=folder,
            stdout=output, stderr=output, start_new_session=True,
        ) as process,
    ):  # fmt: skip
        try:
            running = Proxy(process, ports, container, log)
            _wait(running)
            yield running
        finally:
            _stop(process)


def _argument(text: str, here: Addresses) -> str:
    """An argument at this machine: a path below a volume, or a whole port or host."""
    for path in (old for old in here if old.startswith("/")):
        if text == path or text.startswith(f"{path}/"):
            return here[path] + text.removeprefix(path)
    return here.get(text, text)


def _environment(container: Mapping[str, Any], here: Addresses, addresses: Addresses) -> dict[str, str]:
    own = {
        name: _argument(value, here) if value.startswith("/") else value for name, value in variables(container).items()
    }
    kept = {name: value for name, value in own.items() if name not in DATABASE_VARIABLES}
    tmp = here["/tmp"]
    # a provider without api_base in the config is at the address that the OpenAI client is told
    return {
        "PATH": f"{litellm_bin()}:/usr/bin:/bin",
        "HOME": tmp,
        "TMPDIR": tmp,
        "OPENAI_BASE_URL": f"http://{addresses['openai']}/v1",
    } | kept


def _write_config(environment: Rendered, folder: Path, addresses: Addresses) -> None:
    config = with_addresses(environment.config, addresses)
    assert settings_only(config) == settings_only(environment.config)
    (folder / "config.yaml").write_text(yaml.safe_dump(config, sort_keys=False), encoding="utf-8")


def _wait(running: Proxy) -> None:
    probe = running.container["startupProbe"]
    deadline = time.monotonic() + probe["periodSeconds"] * probe["failureThreshold"]
    while not running.is_ready():
        if running.process.poll() is not None or time.monotonic() > deadline:
            said = running.log.read_text(encoding="utf-8", errors="replace")[-4000:]
            raise RuntimeError(f"LiteLLM must become ready, got exit code {running.process.poll()}:\n{said}")
        time.sleep(0.3)


def _stop(process: subprocess.Popen[bytes]) -> None:
    """Stop it as the kubelet does; its metrics server is a process of the same session and must not outlive it."""
    process.terminate()
    try:
        process.wait(timeout=20)
    except subprocess.TimeoutExpired:
        process.kill()
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        return
