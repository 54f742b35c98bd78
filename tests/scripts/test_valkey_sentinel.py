from __future__ import annotations

import signal
from collections.abc import Callable
from typing import Any

import pytest

from inference_platform.constructs.valkey import Sentinel, ValkeyProps
from tests.scripts.kubelet import Cluster, Pod, eventually

PASSWORD = "a 'b' \"c\" \\ #d"

# Replicas get their copy at once, and the Sentinels react after a second: only faster, not different.
PROPS = ValkeyProps(architecture=Sentinel(down_after_milliseconds=1000), extra_config={"repl-diskless-sync-delay": "0"})


def ask(pod: Pod, *words: str) -> list[str]:
    return pod.run("valkey", "valkey-cli", *words, VALKEYCLI_AUTH=PASSWORD).stdout.splitlines()


def ask_sentinel(pod: Pod, *words: str) -> list[str]:
    return pod.run("sentinel", "valkey-cli", "-p", "26379", "sentinel", *words).stdout.splitlines()


def role(pod: Pod) -> str:
    return (ask(pod, "role") or [""])[0]


def known_members(pod: Pod) -> tuple[str, str]:
    """Other Sentinels and replicas that the Sentinel of a pod knows."""
    answer = ask_sentinel(pod, "master", "mymaster")
    state = dict(zip(answer[::2], answer[1::2], strict=False))
    return state.get("num-other-sentinels", ""), state.get("num-slaves", "")


def primary(pod: Pod) -> str:
    """Name of the pod that leads, by the Sentinel of another."""
    return (ask_sentinel(pod, "get-master-addr-by-name", "mymaster") or [""])[0].partition(".")[0]


def wait_until_ready(pod: Pod) -> None:
    eventually(lambda: [pod.probe(name, "readinessProbe") for name in ("valkey", "sentinel")], all)


def wait_until_known(pod: Pod) -> None:
    """Wait until the Sentinel of a pod knows the others, without the 10 s that it takes between two questions."""
    assert ask_sentinel(pod, "debug", "info-period", "500") == ["OK"]
    eventually(lambda: known_members(pod), lambda known: known == ("2", "2"))


@pytest.fixture
def cluster(run_valkey: Callable[..., Cluster]) -> Any:
    """Three pods that know each other, with one key; the first one leads."""
    cluster = run_valkey(PROPS, PASSWORD)
    for pod in cluster.pods.values():
        wait_until_ready(pod)
    for pod in cluster.pods.values():
        wait_until_known(pod)
    assert ask(cluster.pods["valkey-0"], "set", "key", "value") == ["OK"]
    assert ask(cluster.pods["valkey-0"], "wait", "2", "5000") == ["2"]
    return cluster


def test_the_first_pod_leads_at_the_beginning(cluster: Cluster) -> None:
    assert [role(pod) for pod in cluster.pods.values()] == ["master", "slave", "slave"]
    assert {primary(pod) for pod in cluster.pods.values()} == {"valkey-0"}
    assert ask_sentinel(cluster.pods["valkey-1"], "ckquorum", "mymaster")[0].startswith("OK 3 usable Sentinels")
    assert not cluster.pods["valkey-1"].probe("valkey", "readinessProbe", VALKEY_PASSWORD="wrong")


def test_another_pod_leads_when_the_first_one_is_lost(cluster: Cluster) -> None:
    cluster.lose("valkey-0")
    leader = eventually(lambda: primary(cluster.pods["valkey-1"]), lambda name: name != "valkey-0")
    eventually(lambda: role(cluster.pods[leader]), lambda now: now == "master")
    assert ask(cluster.pods[leader], "set", "key", "newer") == ["OK"]
    returned = cluster.start("valkey-0")
    wait_until_ready(returned)
    assert role(returned) == "slave"
    assert ask(returned, "get", "key") == ["newer"]


def test_a_primary_that_crashes_and_restarts_at_once_loses_nothing(cluster: Cluster) -> None:
    pod = cluster.pods["valkey-0"]
    pod.containers["valkey"].signal(signal.SIGKILL)
    pod.containers["valkey"].process.wait(timeout=30)
    pod.start("valkey")
    wait_until_ready(pod)
    assert role(pod) == "slave"
    assert ask(pod, "get", "key") == ["value"]


def test_a_primary_hands_over_before_it_stops_and_follows_when_it_returns(cluster: Cluster) -> None:
    cluster.delete("valkey-0")
    leader = cluster.pods[eventually(lambda: primary(cluster.pods["valkey-2"]), lambda name: name != "valkey-0")]
    eventually(lambda: role(leader), lambda now: now == "master")
    assert ask(leader, "get", "key") == ["value"]
    returned = cluster.start("valkey-0")
    wait_until_ready(returned)
    assert role(returned) == "slave"
    assert ask(returned, "get", "key") == ["value"]
    wait_until_known(returned)
    wait_until_known(leader)
