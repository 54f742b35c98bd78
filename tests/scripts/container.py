"""Runs one rendered container for real, without a cluster, a registry or privileges.

The container gets a network, mount and process namespace of its own with a read-only root: this machine's programs,
the programs that only its image has, and its volumes. It ends with the test, whatever happens to the test.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

from tests.scripts.kubelet import eventually

Manifest = Mapping[str, Any]

_LOOPBACK = """
import fcntl, socket, struct
with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as link:
    fcntl.ioctl(link, 0x8914, struct.pack("16sh14x", b"lo", 0x1 | 0x40))
"""
"""Sets the flags UP and RUNNING of the interface `lo`."""

_ROOT = """
set -e
python=$1
"$python" -c "$2"
shift 2
mount -t tmpfs tmpfs /mnt
for entry in /*; do
    case $entry in
    /bin | /mnt | /proc | /tmp | /app) continue ;;
    esac
    if [ -L "$entry" ]; then cp -P "$entry" /mnt/
    elif [ -d "$entry" ]; then mkdir "/mnt$entry"; mount --rbind "$entry" "/mnt$entry"
    fi
done
mkdir /mnt/bin /mnt/proc /mnt/tmp /mnt/app /mnt/mnt
mount -t proc proc /mnt/proc
ln -s /usr/bin/* /mnt/bin/
while [ "$1" != -- ]; do
    case $1 in
    program) mkdir -p "/mnt${3%/*}"; rm -f "/mnt$3"; : >"/mnt$3"; mount --bind "$2" "/mnt$3" ;;
    folder) mkdir -p "/mnt$3"; mount --bind "$2" "/mnt$3" ;;
    empty) mkdir -p "/mnt$3"; mount -t tmpfs -o "size=$2" tmpfs "/mnt$3" ;;
    esac
    shift 3
done
shift
mount -o remount,ro /mnt
exec chroot /mnt /usr/bin/env -i "$@"
"""

_ASK = """
import sys, urllib.error, urllib.request
request = urllib.request.Request("http://127.0.0.1:8080" + sys.argv[1], sys.argv[2].encode() or None)
try:
    with urllib.request.urlopen(request, timeout=30) as answer:
        print(answer.status, answer.read().decode())
except urllib.error.HTTPError as refusal:
    print(refusal.code, refusal.read().decode())
except OSError as trouble:
    print(0, trouble)
"""


@dataclass
class Container:
    """A container of a pod, with stand-ins or copies of the programs of its image."""

    manifest: Manifest
    volumes: tuple[Manifest, ...]
    programs: Mapping[str, Path]
    """What only the image has, by its path there."""

    folders: Mapping[str, Path] = field(default_factory=dict)
    """What lies in volumes that are no empty ones, by their mount path."""

    log: Path = Path("container.log")
    environment: Mapping[str, str] = field(default_factory=dict)
    """More environment variables, for the stand-ins."""

    process: subprocess.Popen[bytes] = field(init=False)
    _requests: list[subprocess.Popen[str]] = field(init=False, default_factory=list)

    def __enter__(self) -> Self:
        unshare = [_tool("unshare"), "--user", "--map-root-user", "--net", "--mount", "--pid", "--fork"]
        root = ["sh", "-c", _ROOT, "root", sys.executable, _LOOPBACK, *self._mounts(), "--"]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [*unshare, "--kill-child", *root, *self._variables(), *self._command()],
                env={"PATH": "/usr/sbin:/usr/bin:/sbin:/bin"},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait(timeout=30)
        for request in self._requests:
            request.kill()
            request.wait()
            if request.stdout is not None:
                request.stdout.close()

    @property
    def output(self) -> str:
        """Everything it has written so far."""
        return self.log.read_text(errors="replace")

    def stop(self) -> None:
        """Send SIGTERM to its first process, as the kubelet does."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self._init(), signal.SIGTERM)

    def end(self, within: float = 30) -> int:
        """Wait for its end and return its exit code."""
        return self.process.wait(timeout=within)

    def ask(self, path: str, body: str = "") -> tuple[int, str]:
        """Status and answer of its port 8080; status 0 when nobody answers."""
        command = [*self._enter("--net"), sys.executable, "-I", "-S", "-c", _ASK, path, body]
        status, _, text = subprocess.run(command, capture_output=True, text=True, check=True).stdout.partition(" ")
        return int(status), text

    def asking(self, path: str, body: str) -> subprocess.Popen[str]:
        """A request that is still running."""
        command = [*self._enter("--net"), sys.executable, "-I", "-S", "-c", _ASK, path, body]
        request = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        self._requests.append(request)
        return request

    def probe(self, kind: str) -> bool:
        """Whether a probe succeeds, as the kubelet sees it."""
        handler = self.manifest[kind]
        if "httpGet" in handler:
            return 200 <= self.ask(handler["httpGet"]["path"])[0] < 400
        command = [*self._enter("--net", "--mount", "--pid", "--root", "--wd"), *handler["exec"]["command"]]
        return subprocess.run(command, capture_output=True, check=False).returncode == 0

    @property
    def is_ready(self) -> bool:
        """Whether it is in the Service: started, and ready."""
        return self.probe("startupProbe") and self.probe("readinessProbe")

    def _command(self) -> list[str]:
        variables = self._environment()
        return [_expanded(word, variables) for word in (*self.manifest["command"], *self.manifest.get("args", ()))]

    def _variables(self) -> list[str]:
        return [f"{name}={value}" for name, value in self._environment().items()]

    def _environment(self) -> dict[str, str]:
        variables = {each["name"]: each["value"] for each in self.manifest.get("env", ())}
        return {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", **variables, **self.environment}

    def _mounts(self) -> list[str]:
        words = [word for path, program in self.programs.items() for word in ("program", str(program), path)]
        empty = {volume["name"]: volume["emptyDir"].get("sizeLimit", "1Gi") for volume in self.volumes}
        for path, folder in self.folders.items():
            words += ["folder", str(folder), path]
        for mount in self.manifest.get("volumeMounts", ()):
            if mount["mountPath"] not in self.folders and mount["name"] in empty:
                words += ["empty", empty[mount["name"]].removesuffix("i"), mount["mountPath"]]
        return words

    def _enter(self, *namespaces: str) -> list[str]:
        enter = _tool("nsenter")
        return [enter, f"--target={self._init()}", "--user", "--preserve-credentials", *namespaces]

    def _init(self) -> int:
        """Its first process, as this machine numbers it."""
        assert self.process.poll() is None, f"it has ended with {self.process.returncode}: {self.output}"
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return int(eventually(children.read_text, bool, within=10))


def _expanded(word: str, variables: Mapping[str, str]) -> str:
    """A word of a command as the kubelet hands it to the container: `$(NAME)` for known names, `$$` for `$`."""
    return re.sub(r"\$(\$|\(([^)]*)\))", lambda use: variables.get(use[2], use[0]) if use[2] else use[1][0], word)


def _tool(name: str) -> str:
    found = shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")
    assert found, f"the scripts are tested in namespaces, for which Linux needs {name} (util-linux)"
    return found
