"""The models that the proxy offers: `model_list` of config.yaml."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Annotated, Any, Literal

from inference_platform.constructs.litellm.known import key_problems
from inference_platform.constructs.litellm.servers import InClusterServer, Provider, Server
from inference_platform.constructs.litellm.version import LiteLLMVersion
from inference_platform.errors import Problem
from inference_platform.units import Between, Matches

__all__ = [
    "Deployment",
    "InClusterServer",
    "LiteLLMModel",
    "ModelAlias",
    "ModelInfo",
    "ModelName",
    "Provider",
    "Rate",
    "model_problems",
]


@dataclass(frozen=True, slots=True)
class _AtLeastOne:
    """A limit; LiteLLM would take 0 as no limit at all."""

    allowed: str = "at least 1"
    do: str = "leave it out for no limit; LiteLLM ignores 0"

    def accepts(self, value: object) -> bool:
        return isinstance(value, int) and value >= 1


Rate = Annotated[int, _AtLeastOne()]
Cost = Annotated[float, Between(0)]
Timeout = Annotated[float, Between(0.1, 86_400)]
ModelName = Annotated[
    str,
    Matches(r"\S+", "a name without blanks, for example gpt-4 or openai/*", "rename the model", 253),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelInfo:
    """What LiteLLM tells about a deployment, and computes costs with."""

    id: str | None = None
    """Identity in metrics and limits. Default: the model's name, with a number if it has several deployments."""

    mode: (
        Literal[
            "chat",
            "completion",
            "embedding",
            "rerank",
            "audio_transcription",
            "audio_speech",
            "image_generation",
            "moderation",
            "responses",
        ]
        | None
    ) = None
    """What it does; health checks call it accordingly. Default: chat."""

    base_model: str | None = None
    """Model whose prices and limits apply, for example for a deployment of `azure` with a name of its own."""

    input_cost_per_token: Cost | None = None
    """Price of a token of the prompt, in USD. Default: LiteLLM's price list; 0 for an unknown model."""

    output_cost_per_token: Cost | None = None
    """Price of a token of the answer, in USD."""

    max_tokens: Rate | None = None
    """Most tokens of an answer."""

    max_input_tokens: Rate | None = None
    """Most tokens of a prompt; with `enable_pre_call_checks` longer ones go to a context window fallback."""

    max_output_tokens: Rate | None = None
    """Most tokens of an answer, where a model has a limit of its own."""

    supports_vision: bool | None = None
    """Whether it takes images."""

    supports_function_calling: bool | None = None
    """Whether it calls tools."""

    supports_reasoning: bool | None = None
    """Whether it reasons."""

    supports_response_schema: bool | None = None
    """Whether it keeps to a JSON schema."""

    access_groups: tuple[str, ...] = ()
    """Groups that keys and teams can be given instead of single models."""

    extra: Mapping[str, Any] | None = None
    """More settings of `model_info`, checked against the names that LiteLLM knows."""

    def as_config(self, default_id: str) -> dict[str, Any]:
        """The part of config.yaml."""
        own = {field.name: getattr(self, field.name) for field in fields(self) if field.name != "extra"}
        own["access_groups"] = list(self.access_groups) or None
        given = {name: value for name, value in own.items() if value is not None}
        return {"id": default_id} | given | dict(self.extra or {})


@dataclass(frozen=True, slots=True, kw_only=True)
class Deployment:
    """One server of a model. Several share the load by `weight`, else by `rpm` or `tpm`, else evenly."""

    server: Server
    """Where it is served."""

    rpm: Rate | None = None
    """Most requests a minute, over all workers and pods; needs a cache to be counted together."""

    tpm: Rate | None = None
    """Most tokens a minute, over all workers and pods."""

    max_parallel_requests: Rate | None = None
    """Most requests at once, in each worker. Default: as many as `rpm`, or no limit."""

    weight: Rate | None = None
    """Share of the load against the model's other deployments."""

    order: Rate | None = None
    """Rank; only the deployments of the lowest rank that are healthy get requests. Default: all the same."""

    timeout: Timeout | None = None
    """Longest that a request may take, in seconds. Default: litellm_settings.request_timeout."""

    stream_timeout: Timeout | None = None
    """The same for a streamed request. Default: `timeout`."""

    max_retries: Annotated[int, Between(0, 10)] | None = None
    """Retries of the provider's client. Default: the client's."""

    model_info: ModelInfo = ModelInfo()
    """What LiteLLM tells about it."""

    extra_litellm_params: Mapping[str, Any] | None = None
    """More `litellm_params`, checked against the names that LiteLLM knows; what only the server knows belongs into
    `extra_body`."""

    def as_config(self, model_name: str, default_id: str) -> dict[str, Any]:
        """The entry of `model_list`."""
        own = {
            name: getattr(self, name)
            for name in _TYPED_PARAMS
            if name not in _SERVER_PARAMS and getattr(self, name) is not None
        }
        return {
            "model_name": model_name,
            "litellm_params": self.server.params() | own | dict(self.extra_litellm_params or {}),
            "model_info": self.model_info.as_config(default_id),
        }

    def problems(self, version: LiteLLMVersion) -> Iterator[Problem]:
        """What this version of LiteLLM does not know."""
        yield from (problem.under("server") for problem in self.server.problems(version))
        typed = {name: f"use the field {name}" for name in _TYPED_PARAMS}
        typed |= {name: f"use the field server.{name}" for name in _SERVER_PARAMS}
        typed["model_info"] = "use the field model_info"
        yield from key_problems(
            "extra_litellm_params",
            "litellm_params",
            self.extra_litellm_params or {},
            version=version,
            instead=typed,
        )
        info = {field.name: f"use the field {field.name}" for field in fields(ModelInfo) if field.name != "extra"}
        extra = self.model_info.extra or {}
        yield from key_problems("model_info.extra", "model_info", extra, version=version, instead=info)


_SERVER_PARAMS = ("model", "api_base", "api_key")
_TYPED_PARAMS = (
    "rpm",
    "tpm",
    "max_parallel_requests",
    "weight",
    "order",
    "timeout",
    "stream_timeout",
    "max_retries",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelAlias:
    """Another name of a model."""

    name: ModelName
    """The name."""

    hidden: bool = False
    """Whether `/v1/models` leaves it out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LiteLLMModel:
    """A model under the name that clients use."""

    model_name: ModelName
    """Name for clients; one `*` makes it a pattern, for example `openai/*`."""

    deployments: tuple[Deployment, ...]
    """Servers that share its load; usually one."""

    aliases: tuple[ModelAlias, ...] = ()
    """Other names of it."""

    fallbacks: tuple[ModelName, ...] = ()
    """Models that answer, in this order, when it fails."""

    context_window_fallbacks: tuple[ModelName, ...] = ()
    """Models that answer when the prompt is too long for it."""

    content_policy_fallbacks: tuple[ModelName, ...] = ()
    """Models that answer when it refuses for its content policy."""

    @property
    def names(self) -> tuple[str, ...]:
        """All of its names."""
        return (self.model_name, *(alias.name for alias in self.aliases))

    @property
    def ids(self) -> tuple[str, ...]:
        """What tells its deployments apart in metrics and limits."""
        return tuple(entry["model_info"]["id"] for entry in self.as_config())

    def as_config(self) -> list[dict[str, Any]]:
        """Its entries of `model_list`, one for each deployment."""
        alone = len(self.deployments) == 1
        return [
            each.as_config(self.model_name, self.model_name if alone else f"{self.model_name}-{index}")
            for index, each in enumerate(self.deployments, start=1)
        ]

    def rules(self) -> Iterator[Problem]:
        """Rules between the deployments."""
        if not self.deployments:
            yield Problem(field="deployments", must_be="at least one", got="none", do="say where the model is served")
        yield from self._sharing()
        for index, each in enumerate(self.deployments):
            if "*" in each.server.model and "*" not in self.model_name:
                yield Problem(
                    field=f"deployments[{index}].server.model",
                    must_be=f"without *, because the name {self.model_name} has none",
                    got=each.server.model,
                    do="put the * into model_name too, or name one model",
                )

    def _sharing(self) -> Iterator[Problem]:
        """LiteLLM gives no requests to a deployment that lacks the number by which others share the load."""
        for name in ("weight", "rpm", "tpm"):
            given = [getattr(each, name) is not None for each in self.deployments]
            if any(given) and not all(given):
                yield Problem(
                    field=f"deployments[{given.index(False)}].{name}",
                    must_be="given, because another deployment of the model has it",
                    got=None,
                    do=f"give every deployment a {name}; one without gets no requests",
                )
            if any(given):
                return


def model_problems(models: Sequence[LiteLLMModel], version: LiteLLMVersion) -> Iterator[Problem]:
    """What is wrong with models that only all of them together show, or the version of LiteLLM."""
    yield from _names_twice(models)
    yield from _aliases_of_deployments(models)
    for number, model in enumerate(models):
        for index, each in enumerate(model.deployments):
            for problem in each.problems(version):
                yield problem.under(f"deployments[{index}]").under(f"models[{number}]")
    for identity, count in Counter(identity for model in models for identity in model.ids).items():
        if count > 1:
            yield Problem(
                field="models",
                must_be="deployments with different model_info.id",
                got=f"{identity} for {count} of them",
                do="give them different ids; metrics and limits are kept by it",
            )


def _names_twice(models: Sequence[LiteLLMModel]) -> Iterator[Problem]:
    seen: set[str] = set()
    for number, model in enumerate(models):
        names = [("model_name", model.model_name)]
        names += [(f"aliases[{index}].name", alias.name) for index, alias in enumerate(model.aliases)]
        for field, name in names:
            if name in seen:
                yield Problem(
                    field=f"models[{number}].{field}",
                    must_be="a name that no other model and no alias has",
                    got=name,
                    do="rename it, or give one model several deployments to share its load",
                )
            seen.add(name)


def _aliases_of_deployments(models: Sequence[LiteLLMModel]) -> Iterator[Problem]:
    """LiteLLM takes the name of a request for a deployment's id before it looks for an alias."""
    ids = {identity for model in models for identity in model.ids} - {model.model_name for model in models}
    for number, model in enumerate(models):
        for index, alias in enumerate(model.aliases):
            if alias.name in ids:
                yield Problem(
                    field=f"models[{number}].aliases[{index}].name",
                    must_be="other than the model_info.id of every deployment",
                    got=alias.name,
                    do="rename it or give that deployment another id; requests would go to that deployment alone",
                )
