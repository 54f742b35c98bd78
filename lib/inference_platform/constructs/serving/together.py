"""What the models of one platform cannot share: names at the proxy, and the way to them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from inference_platform.constructs.litellm.models import LiteLLMModel
from inference_platform.constructs.model_routing import Direct
from inference_platform.constructs.serving.model import ServedModel
from inference_platform.constructs.serving.vllm import VllmModel
from inference_platform.errors import Problem

__all__ = ["together_problems"]


def together_problems(
    model: ServedModel, *, others: Iterable[ServedModel], external: Iterable[LiteLLMModel]
) -> Iterator[Problem]:
    """What a model takes that something else has already.

    Args:
        model: A model whose own rules hold.
        others: Models of the platform that came before it. One of the same name is a problem of its own.
        external: Models of the proxy that the platform does not serve.
    """
    before = [other for other in others if other.name != model.name]
    yield from _name_problems(model, before, {name for each in external for name in each.names})
    yield from _route_problems(model, before)


def _offers(model: ServedModel) -> Iterator[tuple[str, str, str]]:
    """Field, name, and the first of the names that stand for the same model; models may share a first name."""
    for position, name in enumerate(model.public_names):
        yield f"served_as[{position}]" if model.served_as else "name", name, model.public_names[0]
    for position, adapter in enumerate(model.adapters):
        yield f"lora.adapters[{position}].name", adapter.name, adapter.name


def _name_problems(model: ServedModel, others: list[ServedModel], external: set[str]) -> Iterator[Problem]:
    taken = {name: (first, other.name) for other in others for _, name, first in _offers(other)}
    for field, name, first in _offers(model):
        if name in external:
            yield Problem(
                field=field,
                must_be="a name that no model in proxy.config.models has",
                got=name,
                do="rename one of them",
            )
        elif name in taken and taken[name][0] != first:
            yield Problem(
                field=field,
                must_be="a name that no other model, alias or adapter has",
                got=f"{name}, which model {taken[name][1]} has",
                do="rename one of them; only the first of the names may be shared, by models with weights",
            )


def _route(model: ServedModel) -> tuple[str, str, tuple[tuple[str, str], ...]] | None:
    """Gateway, path and headers by which a model is found; none without a route of ours."""
    routing = model.chosen_routing
    if isinstance(routing, Direct) or (isinstance(model, VllmModel) and model.serving == "LLMInferenceService"):
        return None
    path = f"/{model.name}" if routing.route.path is None else routing.route.path
    headers = {name.lower(): value for name, value in (routing.route.headers or {}).items()}
    return (model.name if routing.gateway else ""), path, tuple(sorted(headers.items()))


def _route_problems(model: ServedModel, others: list[ServedModel]) -> Iterator[Problem]:
    route = _route(model)
    for other in others:
        if route is not None and _route(other) == route:
            yield Problem(
                field="routing.route.path",
                must_be="a path that no other model has on the Gateway",
                got=f"{route[1] or 'an empty one'}, that of model {other.name}",
                do="leave it out, which gives each model the path of its name, or tell them apart by headers",
            )
