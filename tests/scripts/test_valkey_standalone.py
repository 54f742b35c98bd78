from __future__ import annotations

import signal
from collections.abc import Callable
from pathlib import Path
from subprocess import run

import pytest

from inference_platform.constructs.valkey import Persistence, ValkeyProps
from inference_platform.constructs.valkey.settings import KNOWN_SETTINGS, MANAGED_SETTINGS
from inference_platform.versions import VALKEY_IMAGE
from tests.scripts.kubelet import Cluster, Pod, eventually

Run = Callable[[ValkeyProps, str], Cluster]

PLAIN = "secret"


def ready(pod: Pod) -> Pod:
    eventually(lambda: pod.probe("valkey", "readinessProbe"), bool)
    return pod


def ask(pod: Pod, *words: str, password: str = PLAIN) -> list[str]:
    return pod.run("valkey", "valkey-cli", *words, VALKEYCLI_AUTH=password).stdout.splitlines()


def test_the_tested_server_is_of_the_release_that_is_deployed(server_binary: Path) -> None:
    version = run([server_binary, "--version"], capture_output=True, text=True, check=True).stdout
    release = VALKEY_IMAGE.rpartition(":")[2].rpartition(".")[0]
    assert f" v={release}." in version


@pytest.mark.parametrize("password", ["plain", "a 'b' \"c\" \\n #d $e `f` %s", "# \t tab and\nline", "ümlaut-é"])
def test_any_password_opens_the_server(run_valkey: Run, password: str) -> None:
    pod = ready(run_valkey(ValkeyProps(), password).pods["valkey-0"])
    assert ask(pod, "set", "key", "value", password=password) == ["OK"]
    assert ask(pod, "get", "key", password=password) == ["value"]


def test_fails_when_the_password_is_wrong(run_valkey: Run) -> None:
    pod = ready(run_valkey(ValkeyProps(), PLAIN).pods["valkey-0"])
    assert not pod.probe("valkey", "readinessProbe", VALKEY_PASSWORD="wrong")
    assert ask(pod, "get", "key", password="wrong")[0] == "NOAUTH Authentication required."


def test_fails_when_the_password_is_empty(run_valkey: Run) -> None:
    pod = run_valkey(ValkeyProps(), "").pods["valkey-0"]
    assert pod.containers["valkey"].process.wait(timeout=30) != 0
    assert "must not be empty" in pod.log.read_text()


def test_fails_when_the_server_hangs(run_valkey: Run) -> None:
    pod = ready(run_valkey(ValkeyProps(), PLAIN).pods["valkey-0"])
    pod.containers["valkey"].signal(signal.SIGSTOP)
    assert not pod.probe("valkey", "livenessProbe")


def test_a_server_that_loads_its_data_is_alive_but_not_ready(run_valkey: Run) -> None:
    props = ValkeyProps(persistence=Persistence(appendonly=False), extra_config={"rdbcompression": "no"})
    cluster = run_valkey(props, PLAIN)
    pod = ready(cluster.pods["valkey-0"])
    assert ask(pod, "mset", *[text for number in range(200) for text in (f"key-{number}", "1 kB" * 256)]) == ["OK"]
    pod.containers["valkey"].signal(signal.SIGTERM)
    pod.containers["valkey"].process.wait(timeout=30)
    with (cluster.folder / "config" / "valkey.conf").open("a") as config:
        config.write("key-load-delay 100000\nloading-process-events-interval-bytes 1024\n")
    pod.start("valkey")
    eventually(lambda: ask(pod, "ping"), lambda answer: "LOADING" in str(answer))
    assert pod.probe("valkey", "livenessProbe")
    assert not pod.probe("valkey", "readinessProbe")


def test_the_server_accepts_the_settings(run_valkey: Run) -> None:
    props = ValkeyProps(memory="100Mi", maxmemory_policy="volatile-lfu", extra_config={"maxclients": "123"})
    pod = ready(run_valkey(props, PLAIN).pods["valkey-0"])
    assert ask(pod, "config", "get", "maxmemory") == ["maxmemory", str(75 * 2**20)]
    assert ask(pod, "config", "get", "maxmemory-policy") == ["maxmemory-policy", "volatile-lfu"]
    assert ask(pod, "config", "get", "maxclients") == ["maxclients", "123"]
    assert ask(pod, "config", "get", "save") == ["save", ""]


def test_the_known_settings_are_those_of_the_server(run_valkey: Run) -> None:
    pod = ready(run_valkey(ValkeyProps(), PLAIN).pods["valkey-0"])
    answer = pod.run("valkey", "valkey-cli", "config", "get", "*", VALKEYCLI_AUTH=PLAIN).stdout.split("\n")
    settings = set(answer[:-1:2])
    directives = {"include", "loadmodule", "rename-command", "user"}
    assert KNOWN_SETTINGS | (MANAGED_SETTINGS.keys() - directives) <= settings


@pytest.mark.parametrize("appendonly", [True, False])
def test_persistent_data_survives_a_restart(run_valkey: Run, appendonly: bool) -> None:
    pod = ready(run_valkey(ValkeyProps(persistence=Persistence(appendonly=appendonly)), PLAIN).pods["valkey-0"])
    assert ask(pod, "set", "key", "value") == ["OK"]
    pod.containers["valkey"].signal(signal.SIGTERM)
    pod.containers["valkey"].process.wait(timeout=30)
    pod.start("valkey")
    assert ask(ready(pod), "get", "key") == ["value"]
