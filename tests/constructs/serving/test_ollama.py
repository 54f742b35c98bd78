from __future__ import annotations

from collections.abc import Callable
from typing import Any

import cdk8s
import pytest
from syrupy.assertion import SnapshotAssertion

from inference_platform.constructs.pods import Resources
from inference_platform.constructs.serving import (
    GpuType,
    KnativeScaling,
    ModelServer,
    Replicas,
    ServingProps,
    ServingRuntime,
)
from inference_platform.constructs.serving.engines.ollama import CPU, GPU
from inference_platform.constructs.serving.llama_cpp import LlamaCppModel
from inference_platform.constructs.serving.ollama import OllamaModel
from inference_platform.constructs.serving.storage import ModelCacheRef
from inference_platform.constructs.wiring import Wiring
from inference_platform.errors import InvalidSettings
from inference_platform.problems import problems_of

NAMESPACE = "llm-platform"
Find = Callable[..., dict[str, Any]]
Manifests = Callable[[cdk8s.Chart], list[dict[str, Any]]]


@pytest.fixture
def app() -> cdk8s.App:
    """Made by Python: the tree of `Testing.app()` has another root object each time that it is asked for."""
    return cdk8s.App()


def ollama(**fields: Any) -> OllamaModel:
    defaults: dict[str, Any] = {"name": "qwen", "source": "ollama://qwen2.5:0.5b"}
    return OllamaModel(**(defaults | fields))


def cache(access_mode: Any = "ReadWriteOnce") -> ModelCacheRef:
    return ModelCacheRef.existing(name="models", namespace=NAMESPACE, access_mode=access_mode)


def serve(chart: cdk8s.Chart, model: OllamaModel) -> ModelServer:
    runtime = ServingRuntime(chart, "runtime", name=f"platform-{model.engine.name}", engine=model.engine)
    return ModelServer(chart, "server", model=model, runtime=runtime.ref, props=ServingProps())


def env(model: OllamaModel) -> dict[str, str]:
    return {each["name"]: each["value"] for each in model.engine.overrides(model).env}


def predictor(chart: cdk8s.Chart, find: Find) -> Any:
    return find(chart, "InferenceService")["spec"]["predictor"]


def test_minimal_matches_the_snapshot(
    chart: cdk8s.Chart, manifests: Manifests, manifest_snapshot: SnapshotAssertion
) -> None:
    serve(chart, ollama())
    assert [(each["kind"], each["metadata"]["name"]) for each in manifests(chart)] == [
        ("ClusterServingRuntime", "platform-ollama"),
        ("ServiceAccount", "qwen"),
        ("InferenceService", "qwen"),
        ("NetworkPolicy", "qwen"),
    ]
    assert manifests(chart) == manifest_snapshot


def test_everything_matches_the_snapshot(
    chart: cdk8s.Chart, manifests: Manifests, manifest_snapshot: SnapshotAssertion
) -> None:
    model = ollama(
        source="ollama://registry.example.com/search/qwen:7b-q4",
        gpus=1,
        cache=cache("ReadWriteMany"),
        replicas=2,
        context_length=8192,
        num_parallel=4,
        max_queue=64,
        max_loaded_models=2,
        keep_alive="30m",
        flash_attention=True,
        kv_cache_type="q8_0",
        threads=3,
        image="registry.example.com/ollama:0.32.15",
        load_timeout=600,
        termination_grace=60,
        extra_env={"OLLAMA_DEBUG": "1"},
    )
    serve(chart, model)
    assert env(model) == {
        "MODEL_TASK": "generate",
        "DRAIN_SECONDS": "40",
        "OLLAMA_CONTEXT_LENGTH": "8192",
        "OLLAMA_NUM_PARALLEL": "4",
        "OLLAMA_MAX_QUEUE": "64",
        "OLLAMA_MAX_LOADED_MODELS": "2",
        "OLLAMA_KEEP_ALIVE": "1800s",
        "OLLAMA_LOAD_TIMEOUT": "600s",
        "OLLAMA_KV_CACHE_TYPE": "q8_0",
        "OLLAMA_FLASH_ATTENTION": "1",
        "LLAMA_ARG_THREADS": "3",
        "OLLAMA_DEBUG": "1",
    }
    assert manifests(chart) == manifest_snapshot


def test_the_model_is_fetched_before_the_server_starts(chart: cdk8s.Chart, find: Find) -> None:
    serve(chart, ollama())
    [fetch] = predictor(chart, find)["initContainers"]
    assert fetch["name"] == "storage-initializer"
    assert {each["name"]: each["value"] for each in fetch["env"]} == {
        "HOME": "/tmp",
        "OLLAMA_HOST": "127.0.0.1:11434",
        "OLLAMA_MODELS": "/mnt/models",
        "OLLAMA_NOPRUNE": "1",
        "OLLAMA_NO_CLOUD": "1",
        "OLLAMA_TAG": "qwen2.5:0.5b",
        "MODEL_NAME": "qwen",
    }
    assert fetch["resources"]["requests"]["ephemeral-storage"] == "20Gi"


def test_kserve_fetches_nothing_and_serves_one_model(chart: cdk8s.Chart, find: Find) -> None:
    serve(chart, ollama())
    model = predictor(chart, find)["model"]
    assert "storageUri" not in model
    # without it KServe would expect many models in one server
    assert model["storage"] == {}


def test_fetcher_and_server_share_the_files(chart: cdk8s.Chart, find: Find) -> None:
    serve(chart, ollama())
    spec = predictor(chart, find)
    shared = {"name": "ollama-models", "mountPath": "/mnt/models"}
    assert shared in spec["initContainers"][0]["volumeMounts"]
    assert shared in spec["model"]["volumeMounts"]
    assert {"name": "ollama-models", "emptyDir": {"sizeLimit": "20Gi"}} in spec["volumes"]


def test_a_cache_keeps_the_files(chart: cdk8s.Chart, find: Find) -> None:
    serve(chart, ollama(cache=cache()))
    spec = predictor(chart, find)
    assert {"name": "ollama-models", "persistentVolumeClaim": {"claimName": "models"}} in spec["volumes"]
    assert {"name": "ollama-models", "mountPath": "/mnt/models", "subPath": "ollama"} in spec["model"]["volumeMounts"]
    assert "ephemeral-storage" not in spec["initContainers"][0]["resources"]["requests"]
    assert "models" in [each.name for each in Wiring.of(chart).external_objects]


def test_the_pod_starts_when_the_model_is_in_memory_and_is_ready_while_it_is_known() -> None:
    container = CPU.runtime_spec()["containers"][0]
    assert container["startupProbe"]["exec"]["command"] == ["test", "-e", "/tmp/ready"]
    assert container["readinessProbe"]["httpGet"]["path"] == "/v1/models/{{.Name}}"
    assert container["livenessProbe"]["httpGet"]["path"] == "/"


def test_the_startup_probe_has_the_patience_of_the_model(chart: cdk8s.Chart, find: Find) -> None:
    serve(chart, ollama(load_timeout=600))
    probe = predictor(chart, find)["model"]["startupProbe"]
    assert (probe["periodSeconds"], probe["failureThreshold"]) == (10, 60)
    assert probe["exec"]["command"] == ["test", "-e", "/tmp/ready"]


def test_the_runtime_serves_on_the_port_that_both_modes_take() -> None:
    container = CPU.runtime_spec()["containers"][0]
    assert container["ports"] == [{"name": "http1", "containerPort": 8080, "protocol": "TCP"}]
    assert {each["name"]: each["value"] for each in container["env"]}["OLLAMA_HOST"] == "0.0.0.0:8080"


def test_nothing_that_is_replaced_in_a_command_is_in_the_scripts(chart: cdk8s.Chart, find: Find) -> None:
    serve(chart, ollama())
    for container in (CPU.runtime_spec()["containers"][0], predictor(chart, find)["initContainers"][0]):
        assert "{{" not in container["command"][2]
        assert "$$" not in container["command"][2]


def test_a_model_stays_in_memory_by_default() -> None:
    assert env(ollama())["OLLAMA_KEEP_ALIVE"] == "-1"
    assert "OLLAMA_FLASH_ATTENTION" not in env(ollama())


def test_flash_attention_can_be_off() -> None:
    assert env(ollama(flash_attention=False))["OLLAMA_FLASH_ATTENTION"] == "0"


@pytest.mark.parametrize(("cpu", "threads"), [("6", "6"), ("500m", "1")])
def test_the_threads_are_the_cpus_of_the_request(cpu: str, threads: str) -> None:
    assert env(ollama(resources=Resources(cpu=cpu, memory="4Gi")))["LLAMA_ARG_THREADS"] == threads


def test_only_a_server_with_gpus_may_have_its_root_written() -> None:
    read_only = {
        engine.name: engine.runtime_spec()["containers"][0]["securityContext"]["readOnlyRootFilesystem"]
        for engine in (CPU, GPU)
    }
    assert read_only == {"ollama": True, "ollama-cuda": False}
    assert ollama(gpus=1).pod_resources.memory == "24Gi"


@pytest.mark.parametrize(
    ("source", "url"),
    [
        ("ollama://qwen2.5:0.5b", "https://registry.ollama.ai"),
        ("ollama://library/qwen2.5:0.5b", "https://registry.ollama.ai"),
        ("ollama://hf.co/Qwen/Qwen2.5-0.5B-Instruct-GGUF:Q4_K_M", "https://hf.co"),
        ("ollama://registry.example.com:5000/search/qwen:7b", "https://registry.example.com:5000"),
    ],
)
def test_the_model_says_where_it_is_fetched_from(source: str, url: str) -> None:
    assert problems_of(ollama(source=source)) == []
    assert ollama(source=source).downloads_from == (url,)


def test_fails_when_another_engine_gets_the_model() -> None:
    with pytest.raises(TypeError, match="Ollama serves an OllamaModel, not a LlamaCppModel"):
        CPU.overrides(LlamaCppModel(name="qwen", source="pvc://models"))


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        (
            {"source": "ollama://qwen2.5"},
            "source must be a model of Ollama's registry with its tag such as ollama://qwen",
        ),
        ({"source": "qwen2.5:0.5b"}, "source must be a model of Ollama's registry"),
        ({"source": "hf://Qwen/Qwen2.5-7B-Instruct"}, "source must be a model of Ollama's registry"),
        ({"source": "ollama://qwen2.5:latest"}, "source must be a tag other than latest"),
        ({"source": "ollama://gpt-oss:120b-cloud"}, "source must be a model that runs in the pod"),
        ({"source": "ollama://minimax:cloud"}, "source must be a model that runs in the pod"),
        (
            {"cache": cache(), "replicas": 2},
            "cache must be a ReadWriteMany volume for 2 pods, got models with ReadWriteO",
        ),
        ({"cache": cache(), "disk": "50Gi"}, "disk must be left out with a cache, got 50Gi"),
        ({"gpus": 1, "gpu_type": GpuType.amd()}, "image must be given for amd.com/gpu, got None"),
        (
            {"threads": 8, "resources": Resources(cpu="2", cpu_limit="4")},
            r"threads must be at most the CPU limit \(4\)",
        ),
        ({"shared_memory": "1Gi"}, "shared_memory must be left out, got 1Gi; remove it; Ollama uses none"),
        ({"kv_cache_type": "q8_0"}, "flash_attention must be true with kv_cache_type q8_0, got None"),
        ({"keep_alive": "-1"}, "keep_alive must be a duration such as 10m or 1h30m"),
        ({"extra_args": ("--verbose",)}, "extra_args must be left out"),
        (
            {"extra_env": {"OLLAMA_NUM_PARALLEL": "8"}},
            r"extra_env\[OLLAMA_NUM_PARALLEL\] must be no variable that a field",
        ),
        ({"extra_env": {"LLAMA_ARG_THREADS": "8"}}, r"extra_env\[LLAMA_ARG_THREADS\] must be no variable"),
        ({"replicas": Replicas(0, 2)}, "replicas.minimum must be at least 1, got 0"),
        ({"autoscaling": KnativeScaling()}, "autoscaling must be left out with a fixed number of replicas"),
        ({"max_queue": 0}, "max_queue must be from 1 to 100000, got 0"),
    ],
)
def test_fails_when_the_model_cannot_work(chart: cdk8s.Chart, fields: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidSettings, match=message):
        serve(chart, ollama(**fields))


def test_all_problems_are_told_together() -> None:
    broken = ollama(source="ollama://qwen2.5:latest", shared_memory="1Gi", extra_args=("--verbose",))
    assert [problem.field for problem in problems_of(broken)] == ["source", "shared_memory", "extra_args"]
