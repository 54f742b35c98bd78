"""How the LiteLLM proxy offers a model of the platform: its public names, limits and fallbacks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Annotated, Any

from inference_platform.constructs.litellm.models import (
    Deployment,
    LiteLLMModel,
    ModelAlias,
    ModelInfo,
    ModelName,
    Rate,
)
from inference_platform.constructs.litellm.servers import InClusterServer
from inference_platform.errors import Problem
from inference_platform.model_refs import ModelRouteRef, ModelServerRef
from inference_platform.units import Between

__all__ = ["FALLBACKS", "ProxyEntry", "litellm_model", "merged", "server_behind"]

FALLBACKS = ("fallbacks", "context_window_fallbacks", "content_policy_fallbacks")
"""Fields of a `ProxyEntry` that name other models."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProxyEntry:
    """What LiteLLM knows about a model besides its address."""

    fallbacks: tuple[ModelName, ...] = ()
    """Models that answer, in this order, when this one fails; own ones and those of providers."""

    context_window_fallbacks: tuple[ModelName, ...] = ()
    """Models that answer when the prompt is too long for it."""

    content_policy_fallbacks: tuple[ModelName, ...] = ()
    """Models that answer when it refuses for its content policy."""

    rpm: Rate | None = None
    """Most requests a minute, over all workers and pods; needs a cache to be counted together."""

    tpm: Rate | None = None
    """Most tokens a minute, over all workers and pods."""

    max_parallel_requests: Rate | None = None
    """Most requests at once, in each worker. Default: as many as `rpm`, or no limit."""

    weight: Annotated[int, Between(1, 1_000_000)] | None = None
    """Share of the requests for its first public name against the other models with the same one: a canary has 1, the
    model that it is to replace 9. Every one of them must have a weight."""

    info: ModelInfo = ModelInfo()
    """What LiteLLM tells about it. Default of its `mode`: what the model does."""

    extra_litellm_params: Mapping[str, Any] | None = None
    """More `litellm_params`, checked against the names that LiteLLM knows."""


def server_behind(target: ModelServerRef | ModelRouteRef) -> InClusterServer:
    """Where LiteLLM finds a model: on the inference Gateway, or at the Service of its servers.

    Raises:
        ConfigError: The Service of the Gateway is not known.
    """
    if isinstance(target, ModelRouteRef):
        return InClusterServer.behind(
            target.gateway.gateway, route=target.path, model=target.model, api_path=target.api_path
        )
    return InClusterServer(service=target.service, model=target.model, api_path=target.api_path)


def litellm_model(
    server: InClusterServer,
    entry: ProxyEntry,
    *,
    name: str,
    names: tuple[str, ...],
    timeout: float,
    embeddings: bool = False,
    headers: Mapping[str, str] | None = None,
) -> LiteLLMModel:
    """The model as LiteLLM offers it.

    Args:
        server: Where it is served.
        entry: What else LiteLLM knows about it.
        name: Its own name, which tells it from others of the same public name in metrics and limits.
        names: Its public names; the first is the model, the others are aliases of it.
        timeout: Seconds without a byte after which LiteLLM gives up; longer than every hop behind it waits.
        embeddings: Whether it computes embeddings and no text.
        headers: Headers that every request to it carries.
    """
    mode = entry.info.mode or ("embedding" if embeddings else None)
    deployment = Deployment(
        server=server,
        rpm=entry.rpm,
        tpm=entry.tpm,
        max_parallel_requests=entry.max_parallel_requests,
        weight=entry.weight,
        timeout=timeout,
        model_info=replace(entry.info, mode=mode, id=entry.info.id or _identity(name, names)),
        extra_litellm_params=_params(entry, headers),
    )
    return LiteLLMModel(
        model_name=names[0],
        deployments=(deployment,),
        aliases=tuple(ModelAlias(name=name) for name in names[1:]),
        fallbacks=entry.fallbacks,
        context_window_fallbacks=entry.context_window_fallbacks,
        content_policy_fallbacks=entry.content_policy_fallbacks,
    )


def _identity(name: str, names: tuple[str, ...]) -> str:
    """Its name, unless that is an alias: LiteLLM would take the alias for this one deployment, and not try again."""
    return f"{name}/{name}" if name in names[1:] else name


def _params(entry: ProxyEntry, headers: Mapping[str, str] | None) -> Mapping[str, Any] | None:
    params = dict(entry.extra_litellm_params or {})
    if headers:
        params["extra_headers"] = {**headers, **params.get("extra_headers", {})}
    return params or None


def merged(models: tuple[LiteLLMModel, ...]) -> tuple[tuple[LiteLLMModel, ...], tuple[Problem, ...]]:
    """Models of one public name as one model with several deployments, and what keeps them from being that.

    Aliases and fallbacks are the first one's; a later one adds its own.
    """
    by_name: dict[str, list[LiteLLMModel]] = {}
    for model in models:
        by_name.setdefault(model.model_name, []).append(model)
    problems = [problem for same in by_name.values() for problem in _not_shared(same)]
    return tuple(_as_one(same) for same in by_name.values()), tuple(problems)


def _as_one(same: list[LiteLLMModel]) -> LiteLLMModel:
    first = same[0]
    if len(same) == 1:
        return first
    return replace(
        first,
        deployments=tuple(deployment for model in same for deployment in model.deployments),
        aliases=_together(same, "aliases"),
        fallbacks=_together(same, "fallbacks"),
        context_window_fallbacks=_together(same, "context_window_fallbacks"),
        content_policy_fallbacks=_together(same, "content_policy_fallbacks"),
    )


def _together(same: list[LiteLLMModel], field: str) -> tuple[Any, ...]:
    return tuple(dict.fromkeys(item for model in same for item in getattr(model, field)))


def _not_shared(same: list[LiteLLMModel]) -> Iterator[Problem]:
    weights = [deployment.weight for model in same for deployment in model.deployments]
    ids = [str(deployment.model_info.id) for model in same for deployment in model.deployments]
    if len(same) > 1 and None in weights:
        yield Problem(
            field="served_as",
            must_be=f"a first name that no other model has, or a weight for each of the {len(same)} that share it",
            got=f"{same[0].model_name} of {', '.join(ids)}",
            do="rename one of them, or give all of them proxy=ProxyEntry(weight=...) to split the requests",
        )
