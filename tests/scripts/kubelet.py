"""A kubelet in small: runs the containers of rendered pods for real, without a cluster, a registry or privileges.

Each pod is a network, mount and process namespace of its own, with the volumes of its manifest at their paths and the
names of its headless Service in /etc/hosts. All of them live in one user namespace that ends with the test, whatever
happens to the test: nothing listens outside of it, and nothing is left behind.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self, TypeVar

Manifest = Mapping[str, Any]
Answer = TypeVar("Answer")

_LINKS = str(Path(__file__).with_name("links.py"))
_NETWORK = "10.9.0"

_SANDBOX = """
set -e
mount -t tmpfs tmpfs /mnt
for entry in /*; do
    if [ -L "$entry" ]; then cp -P "$entry" /mnt/
    elif [ -d "$entry" ] && [ "$entry" != /mnt ]; then mkdir "/mnt$entry"; mount --rbind "$entry" "/mnt$entry"
    fi
done
mount --bind "$1" /mnt/etc/hosts
shift
while [ $# -gt 0 ]; do
    mkdir -p "/mnt$2"
    if [ -n "$1" ]; then mount --bind "$1" "/mnt$2"; else mount -t tmpfs tmpfs "/mnt$2"; fi
    shift 2
done
echo ready
exec chroot /mnt cat
"""


def eventually(ask: Callable[[], Answer], is_right: Callable[[Answer], bool], within: float = 30) -> Answer:
    """What `ask` returns once it is right; fails with its last answer when that takes more seconds than `within`."""
    deadline = time.monotonic() + within
    while not is_right(answer := ask()):
        assert time.monotonic() < deadline, f"after {within} s it is still {answer!r}"
        time.sleep(0.2)
    return answer


@dataclass
class _Sandbox:
    """Namespaces, held by a process that waits for the end of its input, so that they cannot outlive the test."""

    outside: subprocess.Popen[str]
    init: int

    @classmethod
    def start(cls, command: list[str], depth: int) -> Self:
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n", f"no namespaces for the test: {' '.join(command[:8])}"
        init = process.pid
        for _ in range(depth):
            init = _child(init)
        return cls(process, init)

    def enter(self, *namespaces: str) -> list[str]:
        every = ("--net", "--mount", "--pid", "--root", "--wd")
        return [_tool("nsenter"), f"--target={self.init}", "--user", "--preserve-credentials", *(namespaces or every)]

    def stop(self) -> None:
        self.outside.communicate()


@dataclass
class Container:
    """A started container; `process` is the tool that entered the pod and ends with the container."""

    process: subprocess.Popen[bytes]

    def signal(self, number: signal.Signals) -> None:
        """Send a signal to the container's own first process, if it still runs."""
        if self.process.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(_child(self.process.pid), number)


@dataclass
class Pod:
    """One pod of a StatefulSet."""

    name: str
    spec: Manifest
    environment: Mapping[str, str]
    log: Path
    _sandbox: _Sandbox
    containers: dict[str, Container] = field(default_factory=dict)

    def start(self, container: str) -> None:
        """Start a container, or start it again."""
        with self.log.open("ab") as log:
            process = subprocess.Popen(
                [*self._sandbox.enter(), *self._container(container)["command"]],
                env=self._environment(container),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        self.containers[container] = Container(process)

    def run(self, container: str, *command: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run a command in a container, as the kubelet runs probes and hooks."""
        return subprocess.run(
            [*self._sandbox.enter(), *command],
            env={**self._environment(container), **environment},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    def probe(self, container: str, kind: str, **environment: str) -> bool:
        """Whether a probe of a container succeeds."""
        command = self._container(container)[kind]["exec"]["command"]
        return self.run(container, *command, **environment).returncode == 0

    def stop(self) -> None:
        """Stop it as Kubernetes does: hook and SIGTERM at once in all containers, SIGKILL in the end."""
        hooked = {name for name in self.containers if "lifecycle" in self._container(name)}
        for name in self.containers.keys() - hooked:
            self.containers[name].signal(signal.SIGTERM)
        for name in hooked:
            self.run(name, *self._container(name)["lifecycle"]["preStop"]["exec"]["command"])
            self.containers[name].signal(signal.SIGTERM)
        for container in self.containers.values():
            container.process.wait(timeout=30)
        self.kill()

    def kill(self) -> None:
        """Stop it as a power failure does."""
        for container in self.containers.values():
            container.process.send_signal(signal.SIGCONT)  # nsenter stops itself when what it started is stopped
        self._sandbox.stop()
        for container in self.containers.values():
            container.process.wait(timeout=30)

    def _container(self, name: str) -> Manifest:
        return next(each for each in self.spec["containers"] if each["name"] == name)

    def _environment(self, container: str) -> dict[str, str]:
        known = dict(self.environment)
        for entry in self._container(container).get("env", ()):
            if "value" in entry:
                known[entry["name"]] = re.sub(r"\$\((\w+)\)", lambda use: known[use[1]], entry["value"])
            elif "fieldRef" in entry["valueFrom"]:
                known[entry["name"]] = {"metadata.name": self.name}[entry["valueFrom"]["fieldRef"]["fieldPath"]]
            else:
                known[entry["name"]] = self.environment["SECRET"]
        return known


@dataclass
class Cluster:
    """A StatefulSet's pods, their network and their names."""

    stateful_set: Manifest
    config: Manifest
    secret: str
    folder: Path
    path: str
    """PATH of the containers."""

    addresses: dict[str, str] = field(default_factory=dict)
    pods: dict[str, Pod] = field(default_factory=dict)
    _made: int = 0

    def __enter__(self) -> Self:
        (self.folder / "hosts").touch()
        (self.folder / "config").mkdir()
        for name, text in self.config["data"].items():
            (self.folder / "config" / name).write_text(text)
        unshare = [_tool("unshare"), "--user", "--map-root-user", "--net", "--mount", "--pid", "--fork", "--kill-child"]
        self._sandbox = _Sandbox.start([*unshare, "sh", "-c", "echo ready; exec cat"], depth=1)
        self._links("bridge", "pods", f"{_NETWORK}.1")
        return self

    def __exit__(self, *_: object) -> None:
        for pod in self.pods.values():
            pod.kill()
        self._sandbox.stop()

    def start(self, name: str) -> Pod:
        """Start a pod with a new address, and all its containers that the test can run."""
        self._made += 1
        sandbox = self._new_sandbox()
        self._connect(sandbox, name, f"{_NETWORK}.{self._made + 1}")
        spec = self.stateful_set["spec"]["template"]["spec"]
        environment = {"PATH": self.path, "SECRET": self.secret}
        self.pods[name] = Pod(name, spec, environment, self.folder / f"{name}.log", sandbox)
        for container in spec["containers"]:
            if container.get("command"):
                self.pods[name].start(container["name"])
        return self.pods[name]

    def delete(self, name: str) -> None:
        """Stop a pod; its name and what it had in memory go with it."""
        self.pods.pop(name).stop()
        del self.addresses[name]
        self._write_hosts()

    def lose(self, name: str) -> None:
        """Take a pod away as a failing node does: nothing in it gets a chance to say goodbye."""
        self.pods.pop(name).kill()
        del self.addresses[name]
        self._write_hosts()

    def _new_sandbox(self) -> _Sandbox:
        spec = self.stateful_set["spec"]["template"]["spec"]
        from_config = {volume["name"] for volume in spec["volumes"] if "configMap" in volume}
        mounts = {
            mount["mountPath"]: str(self.folder / "config") if mount["name"] in from_config else ""
            for container in spec["containers"]
            for mount in container.get("volumeMounts", ())
        }
        unshare = [_tool("unshare"), "--net", "--mount", "--pid", "--fork", "--kill-child"]
        volumes = [text for path, source in mounts.items() for text in (source, path)]
        script = ["sh", "-c", _SANDBOX, "sandbox", str(self.folder / "hosts"), *volumes]
        return _Sandbox.start([*self._sandbox.enter("--net", "--mount", "--pid"), *unshare, *script], depth=2)

    def _connect(self, pod: _Sandbox, name: str, address: str) -> None:
        self._links("join", "pods", str(self._made), str(pod.init))
        self._links("up", address, inside=pod)
        self.addresses[name] = address
        self._write_hosts()

    def _write_hosts(self) -> None:
        service = self.stateful_set["spec"]["serviceName"]
        domain = f"{service}.{self.stateful_set['metadata']['namespace']}.svc.cluster.local"
        lines = ["127.0.0.1 localhost", *(f"{address} {name}.{domain}" for name, address in self.addresses.items())]
        (self.folder / "hosts").write_text("\n".join(lines) + "\n")

    def _links(self, *command: str, inside: _Sandbox | None = None) -> None:
        enter = (inside or self._sandbox).enter("--net")
        subprocess.run([*enter, sys.executable, _LINKS, *command], check=True, timeout=30)


def _tool(name: str) -> str:
    found = shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")
    assert found, f"the scripts are tested in namespaces, for which Linux needs {name} (util-linux)"
    return found


def _child(pid: int) -> int:
    """The only child of a process, as soon as there is one."""
    file = Path(f"/proc/{pid}/task/{pid}/children")
    return int(eventually(file.read_text, bool, within=10))
