from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import cdk8s
import pytest
from syrupy.assertion import SnapshotAssertion

from inference_platform.constructs.model_route.timeouts import Timeouts
from inference_platform.constructs.pods import Resources
from inference_platform.constructs.serving import (
    S3,
    GpuType,
    Hpa,
    HuggingFace,
    Keda,
    KnativeScaling,
    ModelServer,
    Oci,
    Replicas,
    ServingProps,
    ServingRuntime,
)
from inference_platform.constructs.serving.engines.llama_cpp import CPU, GPU
from inference_platform.constructs.serving.engines.vllm import CPU as VLLM
from inference_platform.constructs.serving.llama_cpp import LlamaCppModel
from inference_platform.constructs.serving.ollama import OllamaModel
from inference_platform.errors import InvalidSettings
from inference_platform.problems import problems_of

Find = Callable[..., dict[str, Any]]
Manifests = Callable[[cdk8s.Chart], list[dict[str, Any]]]


@pytest.fixture
def app() -> cdk8s.App:
    """Made by Python: the tree of `Testing.app()` has another root object each time that it is asked for."""
    return cdk8s.App()


def llama(**fields: Any) -> LlamaCppModel:
    defaults: dict[str, Any] = {"name": "qwen", "source": "hf://Qwen/Qwen2.5-7B-Instruct-GGUF", "file": "*q4_k_m*.gguf"}
    return LlamaCppModel(**(defaults | fields))


def serve(chart: cdk8s.Chart, model: LlamaCppModel) -> ModelServer:
    runtime = ServingRuntime(chart, "runtime", name=f"platform-{model.engine.name}", engine=model.engine)
    return ModelServer(chart, "server", model=model, runtime=runtime.ref, props=ServingProps())


def options(model: LlamaCppModel) -> dict[str, str | None]:
    """Arguments of a model by name; None for a switch."""
    found: dict[str, str | None] = {}
    name = ""
    for word in model.engine.overrides(model).args:
        if word.startswith("--"):
            name = word.removeprefix("--")
            found[name] = None
        else:
            found[name] = word
    return found


def env(model: LlamaCppModel) -> dict[str, str]:
    return {each["name"]: each["value"] for each in model.engine.overrides(model).env}


def test_minimal_matches_the_snapshot(
    chart: cdk8s.Chart, manifests: Manifests, manifest_snapshot: SnapshotAssertion
) -> None:
    serve(chart, llama())
    assert [(each["kind"], each["metadata"]["name"]) for each in manifests(chart)] == [
        ("ClusterServingRuntime", "platform-llama-cpp"),
        ("ServiceAccount", "qwen"),
        ("InferenceService", "qwen"),
        ("PodMonitor", "qwen"),
        ("NetworkPolicy", "qwen"),
    ]
    assert manifests(chart) == manifest_snapshot


def test_everything_matches_the_snapshot(
    chart: cdk8s.Chart, manifests: Manifests, manifest_snapshot: SnapshotAssertion
) -> None:
    model = llama(
        source="s3://models/qwen",
        served_as=("gpt-4", "qwen-2.5"),
        file="Q4_K_M/*.gguf",
        gpus=2,
        gpu_layers="auto",
        context_length=8192,
        parallel=4,
        threads=2,
        flash_attention="on",
        kv_cache_type="q8_0",
        load_mode="none",
        chat_template="{% for message in messages %}{{ message.content }}{% endfor %}",
        extra_args=("--top-k", "20"),
        extra_env={"GGML_CUDA_ENABLE_UNIFIED_MEMORY": "1"},
        termination_grace=300,
    )
    serve(chart, model)
    assert options(model) == {
        "jinja": None,
        "alias": "qwen,gpt-4,qwen-2.5",
        "ctx-size": "32768",
        "parallel": "4",
        "threads": "2",
        "gpu-layers": "auto",
        "flash-attn": "on",
        "cache-type-k": "q8_0",
        "cache-type-v": "q8_0",
        "load-mode": "none",
        "chat-template-file": "/etc/model/chat-template.jinja",
        "top-k": "20",
    }
    assert manifests(chart) == manifest_snapshot


def test_the_context_is_that_of_each_request() -> None:
    chosen = options(llama(context_length=4096, parallel=8))
    assert (chosen["ctx-size"], chosen["parallel"]) == ("32768", "8")


@pytest.mark.parametrize(("cpu", "threads"), [("6", "6"), ("2500m", "2"), ("500m", "1")])
def test_the_threads_are_the_cpus_of_the_request(cpu: str, threads: str) -> None:
    assert options(llama(resources=Resources(cpu=cpu, memory="4Gi")))["threads"] == threads


def test_a_model_on_gpus_puts_all_layers_there() -> None:
    model = llama(gpus=1)
    assert options(model)["gpu-layers"] == "all"
    assert (model.engine, model.pod_resources.memory) == (GPU, "24Gi")


def test_a_model_without_gpus_says_nothing_about_layers() -> None:
    assert "gpu-layers" not in options(llama())
    assert llama().engine == CPU


def test_each_kind_of_hardware_has_a_runtime_and_an_image() -> None:
    images = {engine.name: engine.runtime_spec()["containers"][0]["image"] for engine in (CPU, GPU)}
    assert images == {
        "llama-cpp": "ghcr.io/ggml-org/llama.cpp:server-b11312",
        "llama-cpp-cuda": "ghcr.io/ggml-org/llama.cpp:server-cuda-b11312",
    }


def test_the_runtime_serves_on_the_port_that_both_modes_take() -> None:
    container = CPU.runtime_spec()["containers"][0]
    assert container["ports"] == [{"name": "http1", "containerPort": 8080, "protocol": "TCP"}]
    assert container["args"] == ["--host", "0.0.0.0", "--port", "8080", "--metrics", "--no-slots", "--no-ui"]
    assert {container[kind]["httpGet"]["path"] for kind in ("startupProbe", "readinessProbe", "livenessProbe")} == {
        "/health"
    }


def test_nothing_that_is_replaced_in_a_command_is_in_the_script() -> None:
    script = CPU.runtime_spec()["containers"][0]["command"][2]
    assert "{{" not in script
    assert "$$" not in script


def test_only_the_chosen_file_is_fetched(chart: cdk8s.Chart, find: Find) -> None:
    serve(chart, llama())
    [downloader] = find(chart, "InferenceService")["spec"]["predictor"]["initContainers"]
    allowed = {each["name"]: each.get("value") for each in downloader["env"]}["STORAGE_ALLOW_PATTERNS"]
    assert json.loads(allowed) == ["*q4_k_m*.gguf"]


def test_the_files_of_the_source_win_over_the_pattern() -> None:
    source = HuggingFace(repo="Qwen/Qwen2.5-7B-Instruct-GGUF", files=("a.gguf", "b.gguf"))
    assert llama(source=source, file="a.gguf").files == source


def test_a_bucket_is_fetched_by_the_pattern_too() -> None:
    assert llama(source="s3://models/qwen").files == S3(bucket="models", path="qwen", files=("*q4_k_m*.gguf",))


@pytest.mark.parametrize("source", ["pvc://models/qwen", "oci://registry.example.com/qwen:1"])
def test_a_mounted_source_needs_no_pattern(source: str) -> None:
    model = llama(source=source, file=None)
    assert problems_of(model) == []
    assert "MODEL_FILE" not in env(model)


def test_a_typed_source_is_taken_as_it_is() -> None:
    source = Oci(image="registry.example.com/qwen:1")
    assert llama(source=source).files is source


def test_running_answers_get_the_time_that_the_pod_has() -> None:
    assert env(llama(termination_grace=100))["DRAIN_SECONDS"] == "80"


def test_embeddings_are_computed_in_one_step() -> None:
    chosen = options(llama(task="embed", context_length=2048, pooling="mean"))
    assert {name: chosen[name] for name in ("embeddings", "batch-size", "ubatch-size", "pooling")} == {
        "embeddings": None,
        "batch-size": "2048",
        "ubatch-size": "2048",
        "pooling": "mean",
    }
    assert "jinja" not in chosen


def test_the_template_of_the_model_can_be_left_out() -> None:
    assert "no-jinja" in options(llama(jinja=False))


def test_a_range_of_pods_follows_the_cpu() -> None:
    assert llama(replicas=Replicas(1, 3)).scaling == Hpa()


def test_knative_can_scale_it_to_zero() -> None:
    model = llama(replicas=Replicas(0, 2), autoscaling=KnativeScaling(), timeouts=Timeouts(answer="10m"))
    assert problems_of(model) == []


def test_fails_when_another_engine_gets_the_model() -> None:
    with pytest.raises(TypeError, match=r"llama\.cpp serves a LlamaCppModel, not a OllamaModel"):
        CPU.overrides(OllamaModel(name="qwen", source="ollama://qwen2.5:0.5b"))
    with pytest.raises(TypeError, match="vLLM serves a VllmModel, not a LlamaCppModel"):
        VLLM.overrides(llama())


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        (
            {"file": None},
            "file must be given with a repository of the Hugging Face hub, got None; name one quantizatio",
        ),
        ({"file": "*Q4_K_M*"}, "file must be a pattern for a GGUF file"),
        ({"file": "/mnt/models/a.gguf"}, "file must be a pattern for a GGUF file"),
        ({"file": "../a.gguf"}, "file must be a pattern for a GGUF file"),
        ({"file": "a,b.gguf"}, "file must be a pattern for a GGUF file"),
        ({"source": "ollama://qwen2.5:0.5b"}, "source must be hf://"),
        ({"context_length": 16}, "context_length must be from 256 to 10000000, got 16"),
        ({"parallel": 0}, "parallel must be from 1 to 256, got 0"),
        (
            {"threads": 8, "resources": Resources(cpu="2", cpu_limit="4")},
            r"threads must be at most the CPU limit \(4\)",
        ),
        ({"gpu_layers": 20}, "gpu_layers must be left out without gpus, got 20"),
        ({"gpus": 1, "gpu_layers": "some"}, "gpu_layers must be a whole number or one of 'all', 'auto' or none"),
        ({"gpus": 1, "gpu_type": GpuType.amd()}, "image must be given for amd.com/gpu, got None"),
        ({"shared_memory": "1Gi"}, "shared_memory must be left out, got 1Gi; remove it; llama.cpp uses none"),
        (
            {"kv_cache_type": "q4_0", "flash_attention": "off"},
            "flash_attention must be on or auto with kv_cache_type q4",
        ),
        ({"load_mode": "mlock"}, "load_mode must be one of 'auto', 'mmap', 'none', 'dio'"),
        ({"chat_template": " "}, "chat_template must be a text that is not empty"),
        ({"chat_template": "x", "jinja": False}, "chat_template must be left out without jinja"),
        ({"chat_template": "x", "task": "embed"}, "chat_template must be left out for embeddings"),
        ({"pooling": "mean"}, "pooling must be left out for text, got mean"),
        (
            {"replicas": Replicas(1, 2), "autoscaling": Keda()},
            "autoscaling.query must be given with the engine llama-cpp",
        ),
        (
            {"extra_args": ("--ctx-size", "1")},
            r"extra_args\[0\] must be an option that no field sets, got --ctx-size; use",
        ),
        ({"extra_args": ("--ctx_size", "1")}, "use the field context_length"),
        ({"extra_args": ("-np", "1")}, "use the field parallel"),
        (
            {"extra_args": ("--top-k", "1", "--tools", "all")},
            r"extra_args\[2\] .* lets everybody who reaches the server",
        ),
        ({"extra_args": ("--slots",)}, "remove it; it shows the prompts of everybody"),
        ({"extra_args": ("--top-k=20",)}, "write '--top-k', '20' as two arguments; llama.cpp does not split them"),
        ({"extra_args": ("--grammar", "{{x}}")}, r"extra_args\[1\] must be without {{ and \$\("),
        ({"extra_env": {"LLAMA_ARG_N_PARALLEL": "1"}}, "use the field, or extra_args"),
        ({"extra_env": {"MODEL_FILE": "x"}}, r"extra_env\[MODEL_FILE\] must be no variable that a field"),
        ({"extra_env": {"HF_TOKEN": "x"}}, r"extra_env\[HF_TOKEN\] must be left out"),
    ],
)
def test_fails_when_the_model_cannot_work(chart: cdk8s.Chart, fields: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidSettings, match=message):
        serve(chart, llama(**fields))


def test_all_problems_are_told_together() -> None:
    fields = [problem.field for problem in problems_of(llama(file=None, shared_memory="1Gi", extra_args=("--ui",)))]
    assert fields == ["file", "shared_memory", "extra_args[0]"]
