"""Rules of all served models: what the chosen mode ignores or its webhook refuses is an error here."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from inference_platform.constructs.model_entry import FALLBACKS
from inference_platform.constructs.model_routing import Direct
from inference_platform.constructs.serving.scaling import Hpa, Keda, KnativeScaling
from inference_platform.constructs.serving.sources import S3, HuggingFace, source_problems
from inference_platform.errors import Problem
from inference_platform.units import bytes_of

if TYPE_CHECKING:
    from inference_platform.constructs.serving.model import ServedModel

__all__ = ["common_problems"]

_OWNED_ANNOTATIONS = ("serving.kserve.io/", "autoscaling.knative.dev/", "serving.knative.dev/", "internal.serving.")
_OWNED_LABELS = ("app", "component", "serving.kserve.io/", "serving.knative.dev/", "app.kubernetes.io/")
_OWNED_ENV = {"PYTHONPATH", "HF_TOKEN", "HUGGING_FACE_HUB_TOKEN", "PORT", "K_SERVICE", "K_CONFIGURATION", "K_REVISION"}
_LEAST_GRACE = 30


def common_problems(model: ServedModel) -> Iterator[Problem]:
    """Everything that is wrong between the fields of a model."""
    yield from source_problems("source", model.source)
    yield from _scaling(model)
    yield from _knative(model) if model.knative else _standard(model)
    yield from _gpus(model)
    yield from _memory(model)
    yield from _files(model)
    yield from _owned(model)
    yield from _templates(model)
    yield from _names(model)


def _scaling(model: ServedModel) -> Iterator[Problem]:
    if isinstance(model.replicas, int):
        if model.autoscaling is not None:
            yield Problem(
                field="autoscaling",
                must_be="left out with a fixed number of replicas",
                got=type(model.autoscaling).__name__,
                do="give a range with replicas=Replicas(minimum, maximum), or leave autoscaling out",
            )
        return
    scaling, minimum = model.scaling, model.replicas.minimum
    if isinstance(scaling, Hpa) and minimum == 0:
        yield _no_zero("an Hpa begins at 1, KServe raises it silently")
    if isinstance(scaling, Keda):
        yield from _keda(model, scaling, minimum)
    if isinstance(scaling, Hpa) and scaling.metric == "cpu" and model.gpus:
        yield Problem(
            field="autoscaling.metric",
            must_be="something that follows the load of the GPUs",
            got="cpu",
            do="use Keda, whose default is the waiting requests; a server with GPUs keeps its CPUs busy at any load",
        )


def _keda(model: ServedModel, scaling: Keda, minimum: int) -> Iterator[Problem]:
    if scaling.query is not None:
        return
    if minimum == 0:
        yield _no_zero("a model without pods has no waiting requests to see, so the first pod would never start")
    if model.engine.metrics != "vllm":
        yield Problem(
            field="autoscaling.query",
            must_be=f"given with the engine {model.engine.name}, which does not export the waiting requests",
            got=None,
            do="write a query of your own, or use Hpa",
        )
    elif model.monitoring is None:
        yield Problem(
            field="monitoring",
            must_be="given with Keda's default query",
            got=None,
            do="leave the PodMonitor on, which brings the numbers to Prometheus, or write a query of your own",
        )


def _no_zero(reason: str) -> Problem:
    return Problem(
        field="replicas.minimum",
        must_be="at least 1",
        got=0,
        do=f"raise it, or use KnativeScaling to scale to zero; {reason}",
    )


def _standard(model: ServedModel) -> Iterator[Problem]:
    if model.grace_seconds < _LEAST_GRACE:
        yield Problem(
            field="termination_grace",
            must_be=f"at least {_LEAST_GRACE}",
            got=model.grace_seconds,
            do="raise it; a pod still gets requests for 15 s after its end began",
        )


def _knative(model: ServedModel) -> Iterator[Problem]:
    scaling = model.autoscaling
    assert isinstance(scaling, KnativeScaling)
    if not isinstance(model.replicas, int):
        yield from scaling.bounds(*model.bounds)
    for field, instead in (
        ("termination_grace", "Knative refuses the field and gives a pod the time of timeouts.answer"),
        (
            "rollout",
            "KServe refuses a deployment strategy in Knative mode; Knative starts new pods before it ends old ones",
        ),
    ):
        if getattr(model, field) is not None:
            yield Problem(
                field=field,
                must_be="left out with KnativeScaling",
                got=getattr(model, field),
                do=f"remove it; {instead}",
            )
    if model.timeouts.revision_timeout is None:
        yield Problem(
            field="timeouts.answer",
            must_be="given with KnativeScaling",
            got=None,
            do="say how long a whole answer may take, for example 10m; Knative ends every answer, streams too. More "
            "than 10m needs max-revision-timeout-seconds in its defaults",
        )
    if not isinstance(model.routing, Direct | None):
        yield Problem(
            field="routing",
            must_be="left out or Direct() with KnativeScaling",
            got=type(model.routing).__name__,
            do="remove it, or scale with Keda, Hpa or a fixed number; Knative counts requests on their way through its "
            "own gateway, so nothing else may choose a pod",
        )


def _gpus(model: ServedModel) -> Iterator[Problem]:
    if model.gpu_type is not None and not model.gpus:
        yield Problem(
            field="gpu_type", must_be="left out without gpus", got=model.gpu_type.resource, do="give gpus or remove it"
        )
    if model.gpu is None:
        return
    wanted = dict(model.placement.node_selector or {})
    for key, value in (model.gpu.node_labels or {}).items():
        if wanted.get(key, value) != value:
            yield Problem(
                field=f"placement.node_selector[{key}]",
                must_be=f"{value}, the label of gpu_type",
                got=wanted[key],
                do="remove it, no node has both values",
            )


def _memory(model: ServedModel) -> Iterator[Problem]:
    if model.shared_memory and bytes_of(model.shared_memory) >= model.memory_bytes():
        yield Problem(
            field="shared_memory",
            must_be="below the memory limit, in which it counts",
            got=model.shared_memory,
            do="lower it or raise resources.memory",
        )


def _files(model: ServedModel) -> Iterator[Problem]:
    try:
        downloaded = isinstance(model.files, HuggingFace | S3)
    except ValueError:
        return
    for field in ("cache", "disk"):
        if getattr(model, field) is not None and not downloaded:
            yield Problem(
                field=field,
                must_be="left out with a source that is mounted",
                got=model.source if isinstance(model.source, str) else model.storage_uri,
                do="remove it; nothing is downloaded",
            )
    if model.cache is not None:
        yield from model.cache.problems(pods=model.bounds[1])
    if model.cache is not None and model.disk is not None:
        yield Problem(field="disk", must_be="left out with a cache", got=model.disk, do="size the claim instead")


def _owned(model: ServedModel) -> Iterator[Problem]:
    for field, given, owned in (
        ("annotations", model.annotations or {}, _OWNED_ANNOTATIONS),
        ("labels", model.labels or {}, _OWNED_LABELS),
    ):
        for key in given:
            if any(key == name or (name.endswith(("/", ".")) and key.startswith(name)) for name in owned):
                yield Problem(
                    field=f"{field}[{key}]",
                    must_be="left to KServe and this construct",
                    got=given[key],
                    do="remove it and use the field that stands for it",
                )
    for name in model.extra_env or {}:
        if name in _OWNED_ENV:
            yield Problem(
                field=f"extra_env[{name}]",
                must_be="left out",
                got=name,
                do="remove it; KServe, Knative or the source's own settings set it",
            )


def _templates(model: ServedModel) -> Iterator[Problem]:
    """KServe executes the whole container as a Go template."""
    texts = {f"extra_args[{position}]": text for position, text in enumerate(model.extra_args)}
    texts |= {f"extra_env[{name}]": text for name, text in (model.extra_env or {}).items()}
    for field, text in texts.items():
        if "{{" in text:
            yield Problem(
                field=field,
                must_be="without '{{', which KServe reads as a template",
                got=text,
                do="put it into a file of the model, or separate the braces of JSON with a space",
            )


def _names(model: ServedModel) -> Iterator[Problem]:
    seen: set[str] = set()
    for position, name in enumerate(model.served_as):
        if name in seen:
            yield Problem(field=f"served_as[{position}]", must_be="given once", got=name, do="remove the second one")
        seen.add(name)
    for field in FALLBACKS:
        for name in getattr(model.proxy, field):
            if name in model.public_names:
                yield Problem(
                    field=f"proxy.{field}",
                    must_be="names of other models",
                    got=name,
                    do="remove it; a model cannot stand in for itself",
                )
