"""Servers for the time of a test run: on loopback, stopped by the pid that the test holds, gone with their data."""

from __future__ import annotations

import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path


def free_ports(count: int) -> list[int]:
    """Return that many loopback ports which nobody listens on."""
    sockets = [socket.socket() for _ in range(count)]
    try:
        for each in sockets:
            each.bind(("127.0.0.1", 0))
        return [int(each.getsockname()[1]) for each in sockets]
    finally:
        for each in sockets:
            each.close()


@contextmanager
def server(command: Sequence[str], *, log: Path, ready: Callable[[], bool], seconds: float = 120) -> Iterator[int]:
    """Run a server until the block ends; yields its pid.

    Args:
        command: The program and its arguments.
        log: File for everything that it prints; its end is in the message when the server does not start.
        ready: Tells whether it answers; connection errors count as no.
        seconds: How long it may take to answer.

    Raises:
        RuntimeError: It stops or does not answer in time.
    """
    with log.open("wb") as output, subprocess.Popen(command, stdout=output, stderr=output) as process:
        try:
            _wait(process, ready, seconds, log)
            yield process.pid
        finally:
            process.terminate()
            try:
                process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                process.kill()


def _wait(process: subprocess.Popen[bytes], ready: Callable[[], bool], seconds: float, log: Path) -> None:
    deadline = time.monotonic() + seconds
    while process.poll() is None and time.monotonic() < deadline:
        if _answers(ready):
            return
        time.sleep(0.1)
    said = log.read_text(encoding="utf-8", errors="replace")[-3000:]
    raise RuntimeError(f"{process.args!r} must answer within {seconds} s, got exit code {process.poll()}:\n{said}")


def _answers(ready: Callable[[], bool]) -> bool:
    try:
        return ready()
    except OSError:
        return False
