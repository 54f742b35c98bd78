from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from inference_platform.constructs.serving.engines.llama_cpp import CPU
from inference_platform.constructs.serving.llama_cpp import LlamaCppModel
from inference_platform.constructs.serving.llama_cpp_options import OWNED_OPTIONS
from inference_platform.versions import LLAMA_CPP_CUDA_IMAGE, LLAMA_CPP_IMAGE
from tests.scripts.container import Container
from tests.scripts.kubelet import eventually
from tests.scripts.serving import server

Start = Callable[..., Container]

OPTIONS = json.loads(Path(__file__).with_name("llama_cpp_options.json").read_text())


def llama(**fields: Any) -> LlamaCppModel:
    defaults: dict[str, Any] = {"name": "qwen", "source": "pvc://models", "termination_grace": 60}
    return LlamaCppModel(**(defaults | fields))


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """`start(files, model, **environment)`: the container of a model with these files in its volume."""
    with ExitStack() as stack:

        def run(files: dict[str, str], model: LlamaCppModel | None = None, **environment: str) -> Container:
            for name, content in files.items():
                file = tmp_path / "models" / name
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(content)
            mounts = {"/mnt/models": tmp_path / "models"} if files else {}
            return stack.enter_context(server(model or llama(), tmp_path, mounts, **environment))

        yield run


def ready(container: Container) -> Container:
    eventually(lambda: container.is_ready, bool)
    return container


def command(container: Container) -> list[str]:
    """The words after the program's name."""
    [line] = [line for line in container.output.splitlines() if line.startswith("command: ")]
    words: list[str] = json.loads(line.removeprefix("command: "))
    return words


def served_file(container: Container) -> str:
    words = command(ready(container))
    return words[words.index("--model") + 1]


def test_the_server_gets_every_option(start: Start) -> None:
    model = llama(file="*.gguf", context_length=4096, extra_args=("--top-k", "20"))
    assert command(ready(start({"model.gguf": "x"}, model))) == [
        *("--model", "/mnt/models/model.gguf", "--host", "0.0.0.0", "--port", "8080"),
        *("--metrics", "--no-slots", "--no-ui", "--jinja", "--alias", "qwen"),
        *("--ctx-size", "8192", "--parallel", "2", "--threads", "4", "--flash-attn", "auto"),
        *("--cache-type-k", "f16", "--cache-type-v", "f16", "--load-mode", "auto", "--top-k", "20"),
    ]


def test_every_option_is_one_of_the_release_that_is_deployed() -> None:
    assert LLAMA_CPP_IMAGE.endswith(f":server-{OPTIONS['release']}")
    assert LLAMA_CPP_CUDA_IMAGE.endswith(f":server-cuda-{OPTIONS['release']}")
    models = (llama(gpus=1, chat_template="x"), llama(task="embed", pooling="mean"), llama(jinja=False))
    rendered = {word for model in models for word in model.engine.overrides(model).args if word.startswith("--")}
    fixed = {word for word in CPU.runtime_spec()["containers"][0]["args"] if word.startswith("--")}
    assert rendered | fixed | OWNED_OPTIONS <= {*OPTIONS["switches"], *OPTIONS["values"]}


def test_the_server_answers_by_the_name_of_the_model(start: Start) -> None:
    container = ready(start({"model.gguf": "x"}, llama(served_as=("gpt-4",))))
    assert container.ask("/v1/models") == (200, '{"data": [{"id": "qwen"}, {"id": "gpt-4"}]}\n')


def test_it_is_not_ready_while_the_model_is_read(start: Start) -> None:
    container = start({"model.gguf": "x"}, LOAD_SECONDS="2")
    eventually(lambda: container.ask("/health")[0], lambda status: status == 503)
    assert not container.probe("startupProbe")
    assert not container.probe("readinessProbe")
    ready(container)


def test_a_model_in_parts_is_served_from_the_first_one(start: Start) -> None:
    names = [f"q4/model-q4-{part:05}-of-00003.gguf" for part in (3, 1, 2)]
    assert served_file(start(dict.fromkeys(names, "x"))) == "/mnt/models/q4/model-q4-00001-of-00003.gguf"


def test_the_pattern_picks_one_of_several(start: Start) -> None:
    names = ["model-Q4_K_M-00001-of-00002.gguf", "model-Q4_K_M-00002-of-00002.gguf", "model-Q8_0.gguf", "README.md"]
    container = start(dict.fromkeys(names, "x"), llama(file="*Q4_K_M*.gguf"))
    assert served_file(container) == "/mnt/models/model-Q4_K_M-00001-of-00002.gguf"


def test_the_pattern_reaches_into_folders(start: Start) -> None:
    container = start({"a/model.gguf": "x", "b/model.gguf": "x"}, llama(file="b/*.gguf"))
    assert served_file(container) == "/mnt/models/b/model.gguf"


def test_what_is_no_model_is_not_served(start: Start) -> None:
    files = {"model with space.GGUF": "x", "mmproj-f16.gguf": "x", "imatrix.gguf": "x", ".cache/old.gguf": "x"}
    assert served_file(start(files)) == "/mnt/models/model with space.GGUF"


def test_fails_when_there_are_several_models_and_no_pattern(start: Start) -> None:
    container = start({"a.gguf": "x", "b.gguf": "x"})
    assert container.end() == 1
    assert container.output == (
        "/mnt/models must hold one model that matches *.gguf, but holds 2; name one of them in the field file: "
        "a.gguf b.gguf\n"
    )


@pytest.mark.parametrize(
    ("files", "model"),
    [
        ({"model.safetensors": "x", "README.md": "x"}, llama()),
        ({"model-Q8_0.gguf": "x"}, llama(file="*Q4_K_M*.gguf")),
        ({"model-00002-of-00002.gguf": "x"}, llama()),
    ],
)
def test_fails_when_there_is_no_model(start: Start, files: dict[str, str], model: LlamaCppModel) -> None:
    container = start(files, model)
    assert container.end() == 1
    assert f"must hold a GGUF file that matches {model.file or '*.gguf'}" in container.output
    assert all(name in container.output for name in files)


def test_fails_when_there_is_no_folder(start: Start) -> None:
    container = start({})
    assert container.end() == 1
    assert "/mnt/models must be a folder with the files of the model" in container.output


@pytest.mark.parametrize("files", [{"model.gguf": ""}, {"model-00001-of-00002.gguf": "x"}])
def test_fails_when_the_server_cannot_read_the_model(start: Start, files: dict[str, str]) -> None:
    container = start(files)
    assert container.end() == 1
    assert "failed to load model" in container.output


def test_a_running_answer_ends_before_the_server_does(start: Start) -> None:
    container = ready(start({"model.gguf": "x"}, ANSWER_SECONDS="2"))
    request = container.asking("/v1/completions", "{}")
    eventually(lambda: container.ask("/metrics")[1], lambda text: "processing 1" in text)
    container.stop()
    assert request.communicate(timeout=30)[0].startswith("200 ")
    assert container.end() == 0
    assert container.output.count("server stops") == 1


def test_an_answer_that_takes_too_long_is_cut(start: Start) -> None:
    container = ready(start({"model.gguf": "x"}, llama(termination_grace=30), ANSWER_SECONDS="600"))
    request = container.asking("/v1/completions", "{}")
    eventually(lambda: container.ask("/metrics")[1], lambda text: "processing 1" in text)
    container.stop()
    assert container.end() == 0
    assert container.output.count("sleeps 1 s") == 10
    assert not request.communicate(timeout=30)[0].startswith("200 ")


@pytest.mark.parametrize("load_seconds", ["0", "600"])
def test_a_server_without_requests_stops_at_once(start: Start, load_seconds: str) -> None:
    container = start({"model.gguf": "x"}, LOAD_SECONDS=load_seconds)
    eventually(lambda: container.ask("/health")[0], bool)
    if load_seconds == "0":
        ready(container)
    container.stop()
    container.end()
    assert "sleeps" not in container.output


def test_the_script_is_one_that_bash_understands() -> None:
    bash = shutil.which("bash")
    assert bash, "the images of the engines have bash, and so must this machine"
    script = CPU.runtime_spec()["containers"][0]["command"][2]
    subprocess.run([bash, "-n", "-c", script], check=True)
