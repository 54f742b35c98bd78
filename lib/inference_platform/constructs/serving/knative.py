"""What a model in Knative mode needs from Knative's configuration."""

from __future__ import annotations

from collections.abc import Iterator

from inference_platform.constructs.knative.autoscaler import KnativeAutoscaler
from inference_platform.constructs.knative.defaults import KnativeDefaults
from inference_platform.constructs.serving.model import ServedModel
from inference_platform.constructs.serving.pod_parts import PodParts
from inference_platform.errors import Problem

__all__ = ["limit_problems", "required_features"]

# what Knative is installed with
_LONGEST_ANSWER = 600
_LARGEST_CONCURRENCY = 1000


def limit_problems(
    model: ServedModel, *, autoscaler: KnativeAutoscaler | None, defaults: KnativeDefaults | None
) -> Iterator[Problem]:
    """What a model in Knative mode asks for beyond the limits of the cluster; its webhook refuses it or ignores it.

    Args:
        model: A model whose own rules hold.
        autoscaler: What Knative's `config-autoscaler` says; none for what it is installed with.
        defaults: The same of `config-defaults`.
    """
    if model.knative is None:
        return
    yield from _default_problems(model, defaults)
    yield from _autoscaler_problems(model, autoscaler) if autoscaler else ()
    if model.knative.initial_scale == 0 and not (autoscaler and autoscaler.allow_zero_initial_scale):
        yield Problem(
            field="autoscaling.initial_scale",
            must_be="at least 1 without allow_zero_initial_scale in Knative's autoscaler",
            got=0,
            do="set that in knative.autoscaler of the environment, or raise it",
        )


def _default_problems(model: ServedModel, defaults: KnativeDefaults | None) -> Iterator[Problem]:
    longest = defaults.max_revision_timeout_seconds if defaults else _LONGEST_ANSWER
    if (model.timeouts.revision_timeout or 0) > longest:
        yield Problem(
            field="timeouts.answer",
            must_be=f"at most {longest}s, max_revision_timeout_seconds of Knative's defaults",
            got=model.timeouts.answer,
            do="shorten it, or raise that in knative.defaults of the environment",
        )
    concurrency = model.knative.container_concurrency if model.knative else 0
    most = (defaults and defaults.container_concurrency_max_limit) or _LARGEST_CONCURRENCY
    if concurrency > most:
        yield Problem(
            field="autoscaling.container_concurrency",
            must_be=f"at most {most}, container_concurrency_max_limit of Knative's defaults",
            got=concurrency,
            do="lower it, or raise that in knative.defaults of the environment",
        )
    if concurrency == 0 and defaults and defaults.allow_container_concurrency_zero is False:
        yield Problem(
            field="autoscaling.container_concurrency",
            must_be="at least 1 while Knative's defaults have allow_container_concurrency_zero off",
            got=0,
            do="give a limit, or switch that on in knative.defaults of the environment",
        )


def _autoscaler_problems(model: ServedModel, autoscaler: KnativeAutoscaler) -> Iterator[Problem]:
    minimum, maximum = model.bounds
    if minimum == 0 and not autoscaler.enable_scale_to_zero:
        yield Problem(
            field="replicas.minimum",
            must_be="at least 1 while Knative's autoscaler has enable_scale_to_zero off",
            got=0,
            do="raise it, or switch that on in knative.autoscaler of the environment",
        )
    limit = autoscaler.max_scale_limit
    if limit and maximum > limit:
        yield Problem(
            field="replicas.maximum",
            must_be=f"at most {limit}, max_scale_limit of Knative's autoscaler",
            got=maximum,
            do="lower it, or raise that in knative.autoscaler of the environment",
        )


def required_features(parts: PodParts) -> tuple[str, ...]:
    """Flags of Knative's `config-features` that must be enabled for the pods of a model, sorted.

    Those that Knative enables by itself are left out. What KServe adds to the pods when they are made (the mount of a
    `pvc://` source, an image volume) needs none.
    """
    return tuple(sorted(f"kubernetes.{flag}" for flag in _flags(parts))) if parts.model.knative else ()


def _flags(parts: PodParts) -> Iterator[str]:
    # the pod's own security context: user, group and seccomp profile
    yield "podspec-securitycontext"
    if parts.node_selector():
        yield "podspec-nodeselector"
    if parts.tolerations():
        yield "podspec-tolerations"
    if parts.model.placement.priority_class is not None:
        yield "podspec-priorityclassname"
    if parts.files.init_containers:
        yield "podspec-init-containers"
    claims = [volume for volume in parts.volumes() if "persistentVolumeClaim" in volume]
    if claims:
        yield "podspec-persistent-volume-claim"
    if any(not volume["persistentVolumeClaim"].get("readOnly") for volume in claims):
        yield "podspec-persistent-volume-write"
