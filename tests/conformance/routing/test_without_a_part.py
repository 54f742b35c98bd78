"""What clients notice when a part is lost: the tests take parts of one model away, in this order, last of all."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Mapping

from tests.conformance.routing.cluster import Cluster
from tests.conformance.routing.environment import NAMESPACE
from tests.conformance.routing.envoys import Envoy
from tests.conformance.routing.pickers import Picker
from tests.conformance.routing.pods import Pod
from tests.conformance.routing.world import chat, chats_path, eventually_ready, inside

MODEL, OTHER = "bge-m3", "llama-70b"
EMBEDDINGS = f"/{MODEL}/v1/embeddings"


def embed(envoy: Envoy, number: int) -> int:
    with inside(envoy) as client:
        return client.ask(EMBEDDINGS, {"model": MODEL, "input": f"text {number}"}).status


def test_no_request_fails_when_a_pod_is_gone(
    inner: Envoy, pods: Mapping[str, list[Pod]], pickers: Mapping[str, Picker], cluster: Cluster
) -> None:
    lost, kept = pods[MODEL]
    assert {embed(inner, number) for number in range(10)} == {200}
    lost.kill()
    # the kubelet says so when the container has ended or failed its probe; Envoy's own list still has the pod
    cluster.set_ready(lost.name, NAMESPACE, lost.address, ready=False)
    eventually_ready(pickers[MODEL], 1)
    before = kept.requests
    assert Counter(embed(inner, number) for number in range(60)) == {200: 60}
    assert kept.requests == before + 60


def test_a_lost_picker_is_a_clear_error_of_its_model_alone(inner: Envoy, pickers: Mapping[str, Picker]) -> None:
    pickers[MODEL].stop()
    start = time.monotonic()
    statuses = [embed(inner, number) for number in range(5)]
    assert all(500 <= status < 600 for status in statuses), statuses
    assert time.monotonic() - start < 2
    with inside(inner) as client:
        assert client.ask(chats_path(OTHER), chat(OTHER, "hello")).status == 200
