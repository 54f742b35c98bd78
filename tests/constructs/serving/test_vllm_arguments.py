from __future__ import annotations

from typing import Any

import pytest

from inference_platform.constructs.pods import Resources
from inference_platform.constructs.serving import GpuType, Lora, LoraAdapter, Oci, VllmModel
from inference_platform.constructs.serving.engines.vllm import CPU, GPU
from inference_platform.constructs.serving.model import ServedModel
from inference_platform.problems import problems_of
from tests.constructs.serving.vllm_world import env, vllm


def arguments(**fields: Any) -> list[str]:
    model = vllm(**fields)
    assert problems_of(model) == []
    return list(model.engine.overrides(model).args)


def variables(**fields: Any) -> dict[str, Any]:
    model = vllm(**fields)
    return env({"env": list(model.engine.overrides(model).env)})


def problems(**fields: Any) -> str:
    return "\n".join(str(problem) for problem in problems_of(vllm(**fields)))


def test_the_defaults_are_the_proven_ones() -> None:
    assert arguments() == [
        "--served-model-name",
        "qwen",
        "--tensor-parallel-size=1",
        "--shutdown-timeout=100",
        "--max-model-len=16384",
        "--gpu-memory-utilization=0.85",
    ]


def test_the_server_answers_to_every_name_its_own_first() -> None:
    assert arguments(served_as=("gpt-4", "qwen", "qwen-2.5"))[:4] == [
        "--served-model-name",
        "qwen",
        "gpt-4",
        "qwen-2.5",
    ]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"gpus": 4}, {"--tensor-parallel-size=4"}),
        ({"gpus": 8, "pipeline_parallel": 2}, {"--tensor-parallel-size=4", "--pipeline-parallel-size=2"}),
        ({"max_model_len": "auto"}, {"--max-model-len=auto"}),
        ({"max_model_len": 4096}, {"--max-model-len=4096"}),
        ({"gpu_memory_utilization": 0.5}, {"--gpu-memory-utilization=0.5"}),
        ({"kv_cache_memory": "8Gi"}, {"--kv-cache-memory-bytes=8589934592"}),
        ({"dtype": "float16"}, {"--dtype=float16"}),
        ({"quantization": "awq_marlin"}, {"--quantization=awq_marlin"}),
        ({"kv_cache_dtype": "fp8"}, {"--kv-cache-dtype=fp8"}),
        ({"tool_call_parser": "hermes"}, {"--enable-auto-tool-choice", "--tool-call-parser=hermes"}),
        ({"reasoning_parser": "qwen3"}, {"--reasoning-parser=qwen3"}),
        ({"max_num_seqs": 64}, {"--max-num-seqs=64"}),
        ({"max_num_batched_tokens": 4096}, {"--max-num-batched-tokens=4096"}),
        ({"enable_prefix_caching": True}, {"--enable-prefix-caching"}),
        ({"enable_prefix_caching": False}, {"--no-enable-prefix-caching"}),
        ({"enforce_eager": True}, {"--enforce-eager"}),
        ({"trust_remote_code": True}, {"--trust-remote-code"}),
        ({"seed": 0}, {"--seed=0"}),
        ({"extra_args": ("--block-size", "32")}, {"--block-size", "32"}),
    ],
)
def test_a_field_becomes_its_arguments(fields: dict[str, Any], expected: set[str]) -> None:
    assert expected <= set(arguments(**fields))


def test_embeddings_use_the_pooling_runner_and_the_context_of_the_model() -> None:
    args = arguments(task="embed")
    assert "--runner=pooling" in args
    assert not [each for each in args if each.startswith("--max-model-len")]


def test_on_cpus_nothing_speaks_of_gpus_and_the_cache_is_bounded() -> None:
    args = arguments(gpus=0)
    assert not [each for each in args if "gpu" in each or "parallel" in each]
    assert "--kv-cache-memory-bytes=4294967296" in args
    assert vllm(gpus=0).engine is CPU
    assert CPU.image == "docker.io/vllm/vllm-openai-cpu:v0.24.0"
    assert env(CPU.runtime_spec()["containers"][0])["VLLM_CPU_OMP_THREADS_BIND"] == "nobind"


@pytest.mark.parametrize(("cpu", "threads"), [("8", "8"), ("2500m", "2"), ("500m", "1")])
def test_on_cpus_there_are_as_many_threads_as_cpus(cpu: str, threads: str) -> None:
    assert variables(gpus=0, resources=Resources(cpu=cpu, memory="16Gi"))["OMP_NUM_THREADS"] == threads


def test_additional_variables_are_added() -> None:
    assert variables(extra_env={"VLLM_LOGGING_LEVEL": "DEBUG"})["VLLM_LOGGING_LEVEL"] == "DEBUG"


def test_the_caches_of_compilers_lie_in_a_writable_home() -> None:
    container = GPU.runtime_spec()["containers"][0]
    assert {"name": "home", "mountPath": env(container)["HOME"]} in container["volumeMounts"]
    assert env(container)["HF_HUB_OFFLINE"] == "1"


@pytest.mark.parametrize(
    ("gpus", "resources"),
    [
        (0, Resources(cpu="8", memory="16Gi")),
        (1, Resources(cpu="4", memory="32Gi")),
        (4, Resources(cpu="10", memory="80Gi")),
    ],
)
def test_the_default_size_grows_with_the_gpus(gpus: int, resources: Resources) -> None:
    assert vllm(gpus=gpus).pod_resources == resources


def test_fails_when_the_engine_gets_a_model_of_another() -> None:
    class Other(ServedModel):
        __slots__ = ()
        engine = GPU
        pod_resources = Resources()

    with pytest.raises(TypeError, match="vLLM serves a VllmModel, not a Other"):
        GPU.overrides(Other(name="x", source="hf://a/b"))


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        (
            {"gpus": 4, "tensor_parallel": 2},
            "tensor_parallel must be such that tensor_parallel * pipeline_parallel is gpus (4), got 2 * 1",
        ),
        ({"gpus": 3, "pipeline_parallel": 2}, "is gpus (3), got 1 * 2"),
        ({"gpus": 0, "tensor_parallel": 2}, "1, like pipeline_parallel, without gpus, got 2 * 1; give gpus=2"),
        ({"gpus": 2, "gpu_type": GpuType.mig("3g.40gb")}, "gpus must be 1 with slices of a GPU, got 2"),
        ({"gpu_type": GpuType.amd()}, "image must be given for amd.com/gpu, got None"),
        ({"gpus": 0, "kv_cache_memory": "16Gi"}, "kv_cache_memory must be below the memory limit"),
        (
            {"gpus": 0, "resources": Resources(cpu="1", memory="4Gi")},
            "kv_cache_memory must be below the memory limit, in which it counts, got 4Gi",
        ),
        ({"shared_memory": "32Gi"}, "shared_memory must be below the memory limit, in which it counts, got 32Gi"),
        (
            {"resources": Resources(memory="2Gi")},
            "shared_memory must be below the memory limit, in which it counts, got 2Gi",
        ),
        ({"task": "embed", "tool_call_parser": "hermes"}, "tool_call_parser must be left out for embeddings"),
        ({"task": "embed", "chat_template": "x"}, "chat_template must be left out for embeddings"),
        ({"tool_call_parser": "hermess"}, "tool_call_parser must be one of 'apertus'"),
        ({"quantization": "fbgemm_fp8"}, "quantization must be one of 'auto_awq'"),
        ({"gpu_memory_utilization": 1.5}, "gpu_memory_utilization must be from 0.05 to 1.0, got 1.5"),
        (
            {"max_num_seqs": 64, "max_num_batched_tokens": 32},
            "max_num_batched_tokens must be at least max_num_seqs (64)",
        ),
        (
            {"task": "embed", "max_model_len": 8192, "max_num_batched_tokens": 2048},
            "max_num_batched_tokens must be at least max_model_len (8192) for embeddings",
        ),
        ({"extra_args": ("--port=9000",)}, "or that must not be given, got --port; remove it; it is 8080"),
        ({"extra_args": ("--max_model_len", "1")}, "remove it; use max_model_len"),
        ({"extra_args": ("-tp", "2")}, "remove it; use tensor_parallel"),
        ({"extra_args": ("--disable-log-stats",)}, "the metrics feed the endpoint picker"),
        ({"extra_args": ("block-size=32",)}, "extra_args[0] must be an option such as --block-size=32"),
        (
            {"extra_args": ('--override-generation-config={"a":{{}}',)},
            "extra_args[0] must be without '{{', which KServe reads as a template",
        ),
        ({"extra_env": {"X": "{{ y }}"}}, "extra_env[X] must be without '{{'"),
        ({"extra_env": {"HOME": "/root"}}, "extra_env[HOME] must be no variable that a field or the runtime sets"),
        ({"extra_env": {"HF_TOKEN": "x"}}, "extra_env[HF_TOKEN] must be left out"),
        ({"lora": Lora(adapters=())}, "lora.adapters must be at least one adapter"),
        (
            {"lora": Lora(adapters=(LoraAdapter(name="a", source="hf://a/b"),), max_rank=24)},
            "lora.max_rank must be one of 1, 8, 16, 32, 64, 128, 256, 320, 512, got 24",
        ),
        (
            {"lora": Lora(adapters=(LoraAdapter(name="a", source="hf://a/b"),) * 2)},
            "lora.adapters[1].name must be given once, got a",
        ),
        (
            {"lora": Lora(adapters=(LoraAdapter(name="a", source="hf:a"),))},
            "lora.adapters[0].source must be hf://organisation/name",
        ),
        (
            {"lora": Lora(adapters=(LoraAdapter(name="a", source=Oci(image="a:1")),))},
            "lora.adapters[0].source must be hf://, s3:// or pvc://",
        ),
        (
            {"lora": Lora(adapters=(LoraAdapter(name="qwen", source="hf://a/b"),))},
            "lora.adapters[0].name must be different from the names of the model, got qwen",
        ),
    ],
)
def test_fails_when_vllm_would_refuse_or_ignore_it(fields: dict[str, Any], message: str) -> None:
    assert message in problems(**fields)


def test_a_slice_of_a_gpu_is_a_resource_of_its_own() -> None:
    gpu = GpuType.mig("3g.40gb", product="NVIDIA-A100-SXM4-80GB-MIG-3g.40gb")
    assert gpu.resource == "nvidia.com/mig-3g.40gb"
    assert gpu.node_labels == {"nvidia.com/gpu.product": "NVIDIA-A100-SXM4-80GB-MIG-3g.40gb"}
    assert problems_of(VllmModel(name="x", source="hf://a/b", gpus=1, gpu_type=gpu)) == []


def test_a_gpu_of_amd_tolerates_the_taint_of_amd() -> None:
    gpu = GpuType.amd(node_labels={"amd.com/gpu.family": "AI"})
    assert [each.key for each in gpu.tolerations] == ["amd.com/gpu"]
    assert problems(gpu_type=gpu, image="registry.example.com/vllm-rocm:0.24.0") == ""
    assert GpuType(taint=None).tolerations == ()
