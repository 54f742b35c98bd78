"""What each environment promises to its clients, written by hand: nothing here is read from the output."""

from __future__ import annotations

from dataclasses import dataclass

PUBLIC_PATHS = frozenset(
    {
        *("/v1/chat/completions", "/chat/completions", "/v1/completions", "/completions"),
        *("/v1/embeddings", "/embeddings", "/v1/models", "/models", "/v1/responses", "/responses"),
        *("/v1/messages", "/v1/images", "/images", "/v1/audio", "/audio"),
        *("/v1/moderations", "/moderations", "/v1/rerank", "/v2/rerank", "/rerank"),
    }
)
"""Everything that is reachable from outside, each with what is below it."""

PRIVATE_PATHS = (
    *("/", "/ui", "/ui/login", "/key/generate", "/key/info", "/user/new", "/team/list", "/model/new", "/config/update"),
    *("/metrics", "/metrics/", "/health", "/health/readiness", "/docs", "/openapi.json", "/sso/key/generate"),
    *("/spend/logs", "/v1", "/v1/files", "/v1/batches", "/v1/modelsx", "/modelsx", "/METRICS", "/V1/models"),
)
"""Some of the rest: administration, metrics, objects at providers, and near misses of public paths."""

DISGUISED_PATHS = (
    *("/v1/models/../../key/generate", "/v1/models/%2e%2e/%2e%2e/key/generate", "/v1/models/..%2f..%2fkey/generate"),
    *("//metrics", "/v1/models/..//../metrics", "/v1/models\\..\\..\\metrics", "/v1/models%2f..%2f..%2fmetrics"),
    *("/%6detrics", "/v1/models/.%2e/../ui", "/v1/models/%252e%252e/%252e%252e/key/generate"),
)
"""Private paths in spellings that a lax proxy takes for public ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """What one environment promises."""

    environment: str

    gateway: str = "infra-gateway"
    """Name of the Gateway."""

    hostname: str | None
    """Host name of the API over HTTPS, where plain HTTP does nothing but redirect. None: plain HTTP, any host name."""

    max_parallel_requests: int = 10_000
    """Requests and connections that one Envoy has open to LiteLLM before it answers 503."""

    shortest_patience: int = 610 * 3
    """Seconds without a byte that Envoy must bear: each of LiteLLM's three tries may take its 610 s for a model."""


EDGES = (
    Edge(environment="dev", hostname=None),
    Edge(environment="staging", hostname="llm.staging.example.com"),
    Edge(environment="prod", hostname="llm.example.com"),
)
