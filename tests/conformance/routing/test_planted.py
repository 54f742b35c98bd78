"""Each part has something to find: what is rendered is broken as by mistake, and requests do not arrive."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.conformance.gateway.translation import Object, Translation, translate
from tests.conformance.litellm.rendered import Rendered as Output
from tests.conformance.routing import envoys
from tests.conformance.routing.cluster import Cluster
from tests.conformance.routing.pickers import Picker, Rendered, picker
from tests.conformance.routing.pods import Pod
from tests.conformance.routing.world import (
    INNER,
    VERSION,
    chat,
    chats_path,
    inner_servers,
    inside,
    output_object,
    with_port,
)

LLAMA = "llama-70b"
PLANTED = "planted-epp"
NOTHING = 0
"""Instead of a status: no answer within five seconds."""

Break = Callable[[Object], object]


def broken(output: Output, kind: str, damage: Break) -> list[Object]:
    """All objects, with that kind of the model damaged."""
    objects: list[Object] = copy.deepcopy(list(map(dict, output.objects)))
    (target,) = (each for each in objects if (each["kind"], each["metadata"]["name"]) == (kind, LLAMA))
    damage(target["spec"])
    return objects


@contextmanager
def statuses(
    translation: Translation, pods: Mapping[str, list[Pod]], pickers: Mapping[str, Picker], folder: Path, count: int = 5
) -> Iterator[list[int]]:
    """What clients of the model get through an Envoy of its own."""
    with envoys.running(translation, inner_servers(pods, pickers), folder) as envoy:

        def ask(number: int) -> int:
            with inside(envoy, patience=5) as client:
                try:
                    return client.ask(chats_path(LLAMA), chat(LLAMA, f"{number} hello")).status
                except TimeoutError:
                    return NOTHING

        with ThreadPoolExecutor(4) as pool:
            yield list(pool.map(ask, range(count)))


@pytest.fixture
def planted(output: Output) -> Rendered:
    """A second picker of the model, with an account and access rights of its own."""
    text = json.dumps([each for each in output.objects if each["metadata"]["name"] == f"{LLAMA}-epp"])
    return Rendered(json.loads(text.replace(f"{LLAMA}-epp", PLANTED)), PLANTED)


def allow(cluster: Cluster, planted: Rendered) -> None:
    cluster.apply(*map(planted.of_kind, ("ServiceAccount", "Role", "RoleBinding")))


def test_fails_when_envoy_does_not_look_at_the_pick(
    output: Output, pods: Mapping[str, list[Pod]], pickers: Mapping[str, Picker], tmp_path: Path
) -> None:
    objects = broken(output, "BackendTrafficPolicy", lambda spec: spec["loadBalancer"].pop("endpointOverride"))
    for pod in pods[LLAMA]:
        pod.picks.clear()
    with statuses(translate(objects, tmp_path, gateway=INNER), pods, pickers, tmp_path, 60) as found:
        assert set(found) == {200}
    assert [pick for pod in pods[LLAMA] for pick in pod.picks if pick not in (None, pod.endpoint)]


def test_fails_when_the_picker_does_not_get_the_body_as_it_comes(
    output: Output, pods: Mapping[str, list[Pod]], pickers: Mapping[str, Picker], tmp_path: Path
) -> None:
    objects = broken(
        output,
        "EnvoyExtensionPolicy",
        lambda spec: spec["extProc"][0]["processingMode"]["request"].update(body="Buffered"),
    )
    with statuses(translate(objects, tmp_path, gateway=INNER), pods, pickers, tmp_path, 2) as found:
        assert set(found) == {NOTHING}


def test_fails_when_the_picker_serves_tls(
    planted: Rendered,
    inner_translation: Translation,
    cluster: Cluster,
    pods: Mapping[str, list[Pod]],
    pickers: Mapping[str, Picker],
    tmp_path: Path,
) -> None:
    arguments = planted.pod["containers"][0]["args"]
    arguments[arguments.index("--secure-serving=false")] = "--secure-serving=true"
    allow(cluster, planted)
    with (
        picker(VERSION, planted, cluster, tmp_path) as running,
        statuses(inner_translation, pods, {**pickers, LLAMA: running}, tmp_path) as found,
    ):
        assert min(found) >= 500


@pytest.mark.parametrize("resource", ["pods", "inferencepools"])
def test_fails_when_the_picker_may_not_read(planted: Rendered, cluster: Cluster, tmp_path: Path, resource: str) -> None:
    role = planted.of_kind("Role")
    role["rules"] = [rule for rule in role["rules"] if resource not in rule["resources"]]
    allow(cluster, planted)
    with (
        pytest.raises(RuntimeError, match="must answer within"),
        picker(VERSION, planted, cluster, tmp_path, seconds=6),
    ):
        pass
    said = (tmp_path / f"{PLANTED}.log").read_text(encoding="utf-8")
    assert f'cannot list resource "{resource}"' in said.replace("\\", "")


def test_fails_when_the_pool_selects_other_labels(
    output: Output,
    planted: Rendered,
    inner_translation: Translation,
    cluster: Cluster,
    pods: Mapping[str, list[Pod]],
    pickers: Mapping[str, Picker],
    tmp_path: Path,
) -> None:
    pool = copy.deepcopy(with_port(output_object(output, "InferencePool", LLAMA), pods[LLAMA][0].port))
    pool["metadata"]["name"] = "planted"
    pool["spec"]["selector"]["matchLabels"]["component"] = "server"
    arguments = planted.pod["containers"][0]["args"]
    arguments[arguments.index(f"--pool-name={LLAMA}")] = "--pool-name=planted"
    cluster.apply(pool)
    allow(cluster, planted)
    with picker(VERSION, planted, cluster, tmp_path) as running:
        assert running.ready_pods() == 0
        with statuses(inner_translation, pods, {**pickers, LLAMA: running}, tmp_path) as found:
            assert set(found) == {503}
