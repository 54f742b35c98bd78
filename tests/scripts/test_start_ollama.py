from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from inference_platform.constructs.serving.engines.ollama import CPU
from inference_platform.constructs.serving.ollama import OllamaModel
from tests.scripts.container import Container
from tests.scripts.kubelet import eventually
from tests.scripts.serving import downloader, server

Run = Callable[..., Container]

TAG = "qwen2.5:0.5b"
HAS_IT = f"{TAG}=completion"


def ollama(**fields: Any) -> OllamaModel:
    defaults: dict[str, Any] = {"name": "qwen", "source": f"ollama://{TAG}", "termination_grace": 60}
    return OllamaModel(**(defaults | fields))


@pytest.fixture
def volume(tmp_path: Path) -> Path:
    """The volume with the models of the pod, or of several."""
    (tmp_path / "volume").mkdir()
    return tmp_path / "volume"


@pytest.fixture
def fetch(tmp_path: Path, volume: Path) -> Iterator[Run]:
    """`fetch(model, pod=..., **environment)`: the container that fetches a model into the volume."""
    with ExitStack() as stack:

        def run(model: OllamaModel | None = None, pod: str = "pod", **environment: str) -> Container:
            files = {"/mnt/models": volume}
            return stack.enter_context(downloader(model or ollama(), tmp_path / pod, files, **environment))

        yield run


@pytest.fixture
def serve(tmp_path: Path, volume: Path) -> Iterator[Run]:
    """`serve(model, can=..., **environment)`: the container that serves a model which has been fetched."""
    with ExitStack() as stack:

        def run(model: OllamaModel | None = None, can: str = "completion", **environment: str) -> Container:
            (volume / "manifests").mkdir(exist_ok=True)
            (volume / "manifests" / "qwen:latest").write_text(can)
            (tmp_path / "tmp").mkdir(exist_ok=True)
            files = {"/mnt/models": volume, "/tmp": tmp_path / "tmp"}
            return stack.enter_context(server(model or ollama(), tmp_path, files, **environment))

        yield run


def ready(container: Container) -> Container:
    eventually(lambda: container.is_ready, bool)
    return container


def known(volume: Path) -> set[str]:
    folder = volume / "manifests"
    return {each.name for each in folder.iterdir()} if folder.exists() else set()


def test_the_model_is_fetched_and_gets_its_name(fetch: Run, volume: Path) -> None:
    container = fetch(REGISTRY=HAS_IT)
    assert container.end() == 0
    assert known(volume) == {TAG, "qwen:latest"}
    assert container.output.count("server stops") == 1


def test_the_progress_does_not_fill_the_log(fetch: Run) -> None:
    container = fetch(REGISTRY=HAS_IT)
    container.end()
    assert "pulling manifest" not in container.output


def test_a_registry_that_fails_is_asked_again(fetch: Run, volume: Path) -> None:
    container = fetch(REGISTRY=HAS_IT, REFUSALS="2")
    assert container.end() == 0
    assert "qwen:latest" in known(volume)
    assert re.findall(r"sleeps (\d+) s", container.output) == ["5", "10"]


def test_fails_when_the_model_does_not_exist(fetch: Run, volume: Path) -> None:
    container = fetch(REGISTRY="llama3.2:1b=completion")
    assert container.end(60) == 1
    assert container.output.count("\npull model manifest: file does not exist\n") == 5
    assert f"{TAG} must be a model that can be fetched, but is not; see the reason above\n" in container.output
    assert "qwen:latest" not in known(volume)


def test_what_was_fetched_before_serves_without_the_registry(fetch: Run, volume: Path) -> None:
    assert fetch(REGISTRY=HAS_IT).end() == 0
    (volume / "manifests" / "qwen:latest").unlink()
    container = fetch(pod="restarted", REGISTRY=HAS_IT, REFUSALS="9")
    assert container.end() == 0
    assert f"{TAG} was fetched before; using that\n" in container.output
    assert "sleeps 5 s" not in container.output
    assert "qwen:latest" in known(volume)


def test_pods_that_share_a_volume_fetch_one_after_the_other(fetch: Run) -> None:
    pods = [fetch(pod=name, REGISTRY=HAS_IT, PULL_SECONDS="2") for name in ("first", "second")]
    assert [pod.end() for pod in pods] == [0, 0]
    times = sorted(tuple(map(float, re.findall(r"(?:begins|ends) (.*)", pod.output))) for pod in pods)
    assert times[0][1] <= times[1][0]


def test_fails_when_the_server_that_fetches_does_not_start(fetch: Run) -> None:
    container = fetch(CRASH="1")
    assert container.end() == 1
    assert "Error: something is broken" in container.output


def test_fetching_can_be_stopped(fetch: Run) -> None:
    container = fetch(REGISTRY=HAS_IT, PULL_SECONDS="600")
    eventually(lambda: container.output, lambda text: "begins" in text)
    container.stop()
    assert container.end() == 143


def test_it_is_not_ready_until_the_model_is_in_memory(serve: Run) -> None:
    container = serve(LOAD_SECONDS="3")
    eventually(lambda: container.ask("/v1/models/qwen")[0], lambda status: status == 200)
    assert container.probe("livenessProbe")
    assert not container.is_ready
    ready(container)
    assert container.ask("/api/ps") == (200, '"qwen"\n')


def test_the_first_request_finds_the_model_in_memory(serve: Run) -> None:
    container = ready(serve(LOAD_SECONDS="1"))
    assert container.ask("/v1/completions", '{"model": "qwen"}') == (200, '"qwen was in memory"\n')


def test_it_is_not_ready_when_the_model_is_gone(serve: Run, volume: Path) -> None:
    container = ready(serve())
    (volume / "manifests" / "qwen:latest").unlink()
    assert not container.is_ready
    assert container.probe("livenessProbe")


def test_what_a_server_left_behind_does_not_make_the_next_one_ready(serve: Run, tmp_path: Path) -> None:
    (tmp_path / "tmp").mkdir()
    (tmp_path / "tmp" / "ready").touch()
    container = serve(LOAD_SECONDS="600")
    eventually(lambda: container.ask("/v1/models/qwen")[0], lambda status: status == 200)
    assert not container.probe("startupProbe")


def test_a_model_for_embeddings_is_loaded_with_a_text(serve: Run) -> None:
    container = ready(serve(ollama(task="embed"), can="embedding"))
    assert "asked for /load ['qwen', 'ready']" in container.output


@pytest.mark.parametrize(
    ("task", "can", "reason"),
    [
        ("embed", "completion", "it computes no embeddings"),
        ("generate", "embedding", 'embedding models require input text. Usage: ollama run qwen "your text here"'),
    ],
)
def test_fails_when_the_model_is_for_another_task(serve: Run, task: str, can: str, reason: str) -> None:
    container = serve(ollama(task=task), can=can)
    assert container.end() == 1
    assert f"qwen must be a model for the task {task} that fits into the memory: {reason}\n" in container.output


def test_fails_when_the_model_does_not_fit(serve: Run) -> None:
    container = serve(MEMORY="small")
    assert container.end() == 1
    assert "500 Internal Server Error: model requires more system memory\n" in container.output


def test_fails_when_the_server_does_not_start(serve: Run) -> None:
    container = serve(CRASH="1")
    assert container.end() == 1
    assert "Error: something is broken" in container.output


def test_a_running_answer_ends_before_the_server_does(serve: Run) -> None:
    container = ready(serve(ANSWER_SECONDS="2"))
    request = container.asking("/v1/completions", '{"model": "qwen"}')
    eventually(lambda: container.output, lambda text: "asked for /v1/completions" in text)
    container.stop()
    assert request.communicate(timeout=30)[0].startswith("200 ")
    assert container.end() == 0
    assert container.output.count("server stops") == 1


def test_an_answer_that_takes_too_long_is_cut(serve: Run) -> None:
    container = ready(serve(ollama(termination_grace=30), ANSWER_SECONDS="600"))
    request = container.asking("/v1/completions", '{"model": "qwen"}')
    eventually(lambda: container.output, lambda text: "asked for /v1/completions" in text)
    container.stop()
    assert container.end() == 0
    assert container.output.count("sleeps 1 s") == 10
    assert not request.communicate(timeout=30)[0].startswith("200 ")


@pytest.mark.parametrize("load_seconds", ["0", "600"])
def test_a_server_without_requests_stops_at_once(serve: Run, load_seconds: str) -> None:
    container = serve(LOAD_SECONDS=load_seconds)
    eventually(lambda: container.output, lambda text: "asked for /load" in text)
    if load_seconds == "0":
        ready(container)
    container.stop()
    assert container.end() == 0
    assert "sleeps 1 s" not in container.output


def test_the_scripts_are_ones_that_bash_understands() -> None:
    bash = shutil.which("bash")
    assert bash, "the images of the engines have bash, and so must this machine"
    fetching = ollama().engine.overrides(ollama()).downloader
    assert fetching is not None
    for container in (CPU.runtime_spec()["containers"][0], fetching):
        subprocess.run([bash, "-n", "-c", container["command"][2]], check=True)
