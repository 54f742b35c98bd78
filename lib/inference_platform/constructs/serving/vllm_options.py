"""What vLLM 0.24 accepts: the values of its options, and the options that a model's fields stand for.

Taken from vllm/engine/arg_utils.py, vllm/config, vllm/tool_parsers and vllm/reasoning of
https://github.com/vllm-project/vllm/tree/v0.24.0.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from inference_platform.errors import Problem

__all__ = ["DType", "KvCacheDType", "Quantization", "ReasoningParser", "ToolCallParser", "argument_problems"]

DType = Literal["auto", "bfloat16", "float16", "float32"]
"""Number format of weights and activations."""

KvCacheDType = Literal["auto", "bfloat16", "float16", "fp8", "fp8_e4m3", "fp8_e5m2", "nvfp4"]
"""Number format of the KV cache."""

Quantization = Literal[
    "auto_awq",
    "auto_gptq",
    "awq",
    "awq_marlin",
    "bitsandbytes",
    "compressed-tensors",
    "experts_int8",
    "fp8",
    "fp8_per_block",
    "fp8_per_channel",
    "fp8_per_tensor",
    "gptq",
    "gptq_marlin",
    "inc",
    "int8_per_channel_weight_only",
    "modelopt",
    "modelopt_fp4",
    "modelopt_mixed",
    "modelopt_mxfp8",
    "moe_wna16",
    "mxfp4",
    "mxfp8",
    "quark",
    "torchao",
]
"""How the weights are quantized, where the model's own configuration does not say it."""

ToolCallParser = Literal[
    "apertus",
    "cohere_command3",
    "cohere_command4",
    "deepseek_v3",
    "deepseek_v31",
    "deepseek_v32",
    "deepseek_v4",
    "ernie45",
    "functiongemma",
    "gemma4",
    "gigachat3",
    "glm45",
    "glm47",
    "granite",
    "granite-20b-fc",
    "granite4",
    "hermes",
    "hunyuan_a13b",
    "hy_v3",
    "internlm",
    "jamba",
    "kimi_k2",
    "lfm2",
    "llama3_json",
    "llama4_json",
    "llama4_pythonic",
    "longcat",
    "mimo",
    "minicpm5",
    "minimax_m2",
    "minimax_m3",
    "mistral",
    "olmo3",
    "openai",
    "phi4_mini_json",
    "poolside_v1",
    "pythonic",
    "qwen3_coder",
    "qwen3_xml",
    "seed_oss",
    "step3",
    "step3p5",
    "xlam",
]
"""How a family of models writes tool calls."""

ReasoningParser = Literal[
    "cohere_command3",
    "cohere_command4",
    "deepseek_r1",
    "deepseek_v3",
    "deepseek_v4",
    "ernie45",
    "gemma4",
    "glm45",
    "glm47",
    "granite",
    "holo2",
    "hunyuan_a13b",
    "hy_v3",
    "kimi_k2",
    "mimo",
    "minimax_m2",
    "minimax_m2_append_think",
    "minimax_m3",
    "mistral",
    "nemotron_v3",
    "olmo3",
    "openai_gptoss",
    "poolside_v1",
    "qwen3",
    "seed_oss",
    "step3",
    "step3p5",
]
"""How a family of models marks its reasoning."""

_OWNED = {
    "--api-key": "nothing, the proxy holds the keys and network policies keep others away",
    "--chat-template": "chat_template",
    "--config": "extra_args",
    "--convert": "task",
    "--data-parallel-size": "replicas",
    "--disable-access-log-for-endpoints": "nothing, probes and scrapes are left out already",
    "--disable-log-stats": "nothing, the metrics feed the endpoint picker, the autoscaler and the alerts",
    "--distributed-executor-backend": "nothing, the GPUs of one pod need no other one",
    "--download-dir": "cache",
    "--dtype": "dtype",
    "--enable-auto-tool-choice": "tool_call_parser",
    "--enable-lora": "lora",
    "--enable-prefix-caching": "enable_prefix_caching",
    "--enforce-eager": "enforce_eager",
    "--gpu-memory-utilization": "gpu_memory_utilization",
    "--grpc": "nothing, every client speaks HTTP",
    "--headless": "nothing, the pod answers requests",
    "--hf-token": "source=HuggingFace(token=...)",
    "--host": "nothing, the pod listens on all its addresses",
    "--kv-cache-dtype": "kv_cache_dtype",
    "--kv-cache-memory-bytes": "kv_cache_memory",
    "--lora-modules": "lora",
    "--max-cpu-loras": "lora",
    "--max-lora-rank": "lora",
    "--max-loras": "lora",
    "--max-model-len": "max_model_len",
    "--max-num-batched-tokens": "max_num_batched_tokens",
    "--max-num-seqs": "max_num_seqs",
    "--model": "source",
    "--nnodes": "nothing, a model runs on one node",
    "--no-enable-prefix-caching": "enable_prefix_caching",
    "--pipeline-parallel-size": "pipeline_parallel",
    "--port": "nothing, it is 8080",
    "--quantization": "quantization",
    "--reasoning-parser": "reasoning_parser",
    "--revision": "source",
    "--root-path": "nothing, the routes remove their path",
    "--runner": "task",
    "--seed": "seed",
    "--served-model-name": "name and served_as",
    "--shutdown-timeout": "termination_grace",
    "--ssl-certfile": "nothing, pods are called with plain HTTP",
    "--ssl-keyfile": "nothing, pods are called with plain HTTP",
    "--tensor-parallel-size": "tensor_parallel",
    "--tool-call-parser": "tool_call_parser",
    "--trust-remote-code": "trust_remote_code",
    "--uds": "nothing, the pod listens on its port",
}
_SHORT = {
    "-dp": "--data-parallel-size",
    "-n": "--nnodes",
    "-pp": "--pipeline-parallel-size",
    "-q": "--quantization",
    "-tp": "--tensor-parallel-size",
}


def argument_problems(arguments: tuple[str, ...]) -> Iterator[Problem]:
    """What is wrong with additional arguments."""
    for position, argument in enumerate(arguments):
        field = f"extra_args[{position}]"
        if not argument.startswith("-") and position == 0:
            yield Problem(
                field=field, must_be="an option such as --block-size=32", got=argument, do="begin it with '--'"
            )
        name = argument.partition("=")[0].replace("_", "-")
        owner = _OWNED.get(_SHORT.get(name, name)) if argument.startswith("-") else None
        if owner is not None:
            # its value may be a secret
            option, instead = argument.partition("=")[0], owner.removeprefix("nothing, ")
            yield Problem(
                field=field,
                must_be="no option that a field stands for or that must not be given",
                got=option,
                do=f"remove it; {instead if instead != owner else f'use {owner}'}",
            )
