"""Which paths of the proxy clients may reach: groups of the inference API, by the paths that LiteLLM serves."""

from __future__ import annotations

from typing import Literal

__all__ = ["INFERENCE_ENDPOINTS", "Endpoint", "paths_of"]

Endpoint = Literal[
    "agents",
    "assistants",
    "audio",
    "azure",
    "batches",
    "chat",
    "completions",
    "containers",
    "embeddings",
    "files",
    "fine_tuning",
    "google",
    "images",
    "mcp",
    "messages",
    "models",
    "moderations",
    "ocr",
    "realtime",
    "rerank",
    "responses",
    "search",
    "vector_stores",
    "videos",
]
"""A part of the inference API. Key, user, team and model management, the admin UI, metrics and health are in none."""

INFERENCE_ENDPOINTS: tuple[Endpoint, ...] = (
    "chat",
    "completions",
    "embeddings",
    "models",
    "responses",
    "messages",
    "images",
    "audio",
    "moderations",
    "rerank",
)
"""What an OpenAI or Anthropic client needs for inference; nothing that stores objects at a provider."""

_BOTH = {
    "audio": "audio",
    "batches": "batches",
    "chat": "chat/completions",
    "completions": "completions",
    "containers": "containers",
    "embeddings": "embeddings",
    "files": "files",
    "fine_tuning": "fine_tuning",
    "images": "images",
    "models": "models",
    "moderations": "moderations",
    "ocr": "ocr",
    "realtime": "realtime",
    "responses": "responses",
    "search": "search",
    "vector_stores": "vector_stores",
    "videos": "videos",
}
"""Served with and without `/v1`."""

_OTHERS: dict[str, tuple[str, ...]] = {
    "agents": ("/a2a",),
    "assistants": ("/v1/assistants", "/v1/threads", "/assistants", "/threads"),
    "azure": ("/openai/deployments", "/engines"),
    "google": ("/v1beta/models",),
    "mcp": ("/mcp",),
    "messages": ("/v1/messages",),
    "rerank": ("/v1/rerank", "/v2/rerank", "/rerank"),
}


def paths_of(endpoint: Endpoint) -> tuple[str, ...]:
    """The path prefixes of a group, for matches that compare whole path elements."""
    if endpoint in _BOTH:
        return (f"/v1/{_BOTH[endpoint]}", f"/{_BOTH[endpoint]}")
    return _OTHERS[endpoint]
