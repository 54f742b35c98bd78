"""What the Gateway before the models promises in each environment, written by hand like `edges.py`."""

from __future__ import annotations

from dataclasses import dataclass

UNSERVED_PATHS = (
    *("/", "/v1", "/v1/models", "/v1/chat/completions", "/metrics", "/health", "/stats", "/qwen-7b", "/qwen-7b/"),
    *("/qwen-7b/metrics", "/qwen-7b/health", "/qwen-7b/v1x", "/qwen-7bx/v1/models", "/qwen-7b/v2/models", "/qwen/v1"),
    *("/qwen-cpu", "/qwen-cpu/", "/qwen-cpu/metrics", "/qwen-cpu/health", "/qwen-cpu/slots", "/qwen-cpu/v1x"),
    *("/QWEN-7B/v1/models", "/qwen-7b/V1/models", "/x/qwen-7b/v1/models", "/qwen-7b/openai/v1/models"),
)
"""What no model answers: metrics and administration of the servers, other versions, and near misses."""

DISGUISED_PATHS = (
    *("/{}/v1/../metrics", "/{}/v1/../../metrics", "/{}/v1/x/../../metrics", "/{}/v1/..//metrics", "/{}//metrics"),
    *("/{}/v1/%2e%2e/metrics", "/{}/v1/.%2e/health", "/{}/v1/..%2fmetrics", "/{}/v1%2f..%2fmetrics"),
    *("/{}/v1\\..\\metrics", "/{}/v1/%252e%252e/metrics"),
)
"""Paths of a model's server outside its API, in spellings that a lax proxy takes for the API."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Inner:
    """What one environment promises."""

    environment: str

    gateway: str = "infra-inference-gateway"
    """Name of the Gateway."""

    picked: tuple[str, ...]
    """Models whose endpoint picker chooses the pod for each request."""

    balanced: tuple[str, ...] = ()
    """Models among whose pods Envoy chooses."""

    silence: int = 600
    """Seconds without a byte after which Envoy gives a request up; LiteLLM waits 610 s, so that it hears of it."""

    longest_silence: int = 900
    """The same on the way to LiteLLM: the bound for all routes."""

    max_parallel_requests: int = 10_000
    """Requests and connections that one Envoy has open to the pods of a model, and to its picker."""

    keepalive: int = 75
    """Seconds after which the servers of the models close an idle connection."""

    @property
    def models(self) -> tuple[str, ...]:
        """All models behind the Gateway."""
        return (*self.picked, *self.balanced)


INNER = (
    Inner(environment="staging", picked=("qwen-7b",)),
    Inner(environment="prod", picked=("bge-m3", "llama-70b", "qwen-7b"), balanced=("qwen-cpu",)),
)
"""dev has no such Gateway: its model is called directly."""
