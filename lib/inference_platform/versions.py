"""Every version that this platform pins, one line each: images and the components that they must fit."""

from __future__ import annotations

from typing import Final

KUBERNETES = "1.34"
"""Newest Kubernetes whose API the bindings describe."""

KNATIVE_VERSION: Final = "1.23"
"""Knative Serving, as Knative operator 1.23 installs it; it brings 1.20 to 1.23 with it."""

KSERVE_VERSION = "0.20.0"
"""KServe whose behaviour the model servers are rendered for."""

LITELLM_VERSION = "1.103.7"
"""LiteLLM whose settings the proxy is rendered for: the newest whose Python requirements all resolve on PyPI."""

VLLM_VERSION = "0.24.0"
"""vLLM whose options the models are rendered for; KServe 0.20 is built with the same one."""

# images
GATEWAY_API_INFERENCE_EXTENSION_1_3_1_EPP_IMAGE = "registry.k8s.io/gateway-api-inference-extension/epp:v1.3.1"
GATEWAY_API_INFERENCE_EXTENSION_1_5_0_EPP_IMAGE = "registry.k8s.io/gateway-api-inference-extension/epp:v1.5.0"
LITELLM_IMAGE = f"ghcr.io/berriai/litellm-non_root:v{LITELLM_VERSION}"
LLAMA_CPP_CUDA_IMAGE = "ghcr.io/ggml-org/llama.cpp:server-cuda-b11312"
LLAMA_CPP_IMAGE = "ghcr.io/ggml-org/llama.cpp:server-b11312"
LLM_D_ROUTER_0_10_IMAGE = "ghcr.io/llm-d/llm-d-router-endpoint-picker:v0.10.0"
LLM_D_ROUTER_0_9_IMAGE = "ghcr.io/llm-d/llm-d-router-endpoint-picker:v0.9.0"
OLLAMA_IMAGE = "docker.io/ollama/ollama:0.32.15"
PGBOUNCER_IMAGE = "ghcr.io/cloudnative-pg/pgbouncer:1.25.1"
POSTGRESQL_IMAGE = "ghcr.io/cloudnative-pg/postgresql:18.4-system-trixie"
REDIS_EXPORTER_IMAGE = "ghcr.io/oliver006/redis_exporter:v1.79.0"
STORAGE_INITIALIZER_IMAGE = f"docker.io/kserve/storage-initializer:v{KSERVE_VERSION}"
VALKEY_IMAGE = "docker.io/valkey/valkey:9.1.4"
VLLM_CPU_IMAGE = f"docker.io/vllm/vllm-openai-cpu:v{VLLM_VERSION}"
VLLM_IMAGE = f"docker.io/vllm/vllm-openai:v{VLLM_VERSION}"
