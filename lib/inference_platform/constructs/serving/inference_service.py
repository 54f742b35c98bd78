"""The InferenceService of a model: what it adds to the runtime that serves it.

KServe merges both (pkg/controller/v1beta1/inferenceservice/utils/utils.go): arguments are appended to the runtime's,
everything else of the container and the pod is a strategic merge, in which this wins.
"""

from __future__ import annotations

from typing import Any

from inference_platform.constructs.serving.bindings import as_kserve
from inference_platform.constructs.serving.pod_parts import PodParts
from inference_platform.constructs.serving.scaling import Hpa, Keda, KnativeScaling
from inference_platform.model_refs import ServingRuntimeRef
from inference_platform_crds import kserve

__all__ = ["default_query", "inference_service_annotations", "inference_service_spec"]

_LOAD_MARGIN = 1800
"""Seconds for pulling the image and fetching the model, in addition to the time of loading it."""


def inference_service_annotations(parts: PodParts) -> dict[str, str]:
    """Annotations of the InferenceService, which the pods get as well."""
    model = parts.model
    annotations = dict(model.annotations or {})
    if model.knative:
        return annotations | {
            "serving.kserve.io/deploymentMode": "Knative",
            "serving.knative.dev/progress-deadline": f"{model.load_timeout + _LOAD_MARGIN}s",
            **model.knative.annotations(),
        }
    scaling = model.scaling
    classes = {Keda: "keda", Hpa: "hpa", type(None): "none"}
    return annotations | {
        "serving.kserve.io/autoscalerClass": classes[type(scaling)],
        "serving.kserve.io/deploymentMode": "Standard",
    }


def inference_service_spec(
    parts: PodParts,
    *,
    runtime: ServingRuntimeRef,
    pods: dict[str, str],
    namespace: str,
    prometheus_url: str | None,
) -> kserve.InferenceServiceSpec:
    """The spec.

    Args:
        parts: The parts of the pods.
        runtime: The runtime that serves it.
        pods: Labels that select the pods.
        namespace: Namespace of the model.
        prometheus_url: The Prometheus that KEDA asks.
    """
    model = parts.model
    minimum, maximum = model.bounds
    return kserve.InferenceServiceSpec(
        predictor=kserve.InferenceServiceSpecPredictor(
            service_account_name=model.name,
            automount_service_account_token=False,
            enable_service_links=False,
            min_replicas=minimum,
            max_replicas=maximum,
            **_scaling(parts, namespace, prometheus_url),
            **_ending(parts),
            security_context=as_kserve(parts.security()),
            image_pull_secrets=as_kserve(parts.image_pull_secrets()),
            node_selector=parts.node_selector(),
            tolerations=as_kserve(parts.tolerations()),
            priority_class_name=model.placement.priority_class_name(),
            topology_spread_constraints=as_kserve(parts.spread(pods)),
            init_containers=as_kserve(list(parts.files.init_containers) or None),
            model=_model(parts, runtime),
            volumes=as_kserve(parts.volumes() or None),
        )
    )


def _model(parts: PodParts, runtime: ServingRuntimeRef) -> kserve.InferenceServiceSpecPredictorModel:
    model = parts.model
    return kserve.InferenceServiceSpecPredictorModel(
        model_format=kserve.InferenceServiceSpecPredictorModelModelFormat(name=model.engine.model_format),
        runtime=runtime.name,
        storage_uri=model.storage_uri or None,
        # an InferenceService without any storage would be a multi-model server, with KServe's agent in its pods
        storage=None if model.storage_uri else kserve.InferenceServiceSpecExplainerArtStorage(),
        image=model.image,
        args=list(parts.overrides.args) or None,
        env=as_kserve(list(parts.overrides.env) or None),
        resources=as_kserve(parts.resources()),
        startup_probe=as_kserve(parts.startup_probe()),
        lifecycle=as_kserve(parts.lifecycle()),
        volume_mounts=as_kserve(parts.mounts() or None),
    )


def _ending(parts: PodParts) -> dict[str, Any]:
    """How pods end and are replaced, which Knative decides by itself."""
    model = parts.model
    if model.knative:
        return {
            "timeout": model.timeouts.revision_timeout,
            "container_concurrency": model.knative.container_concurrency,
        }
    rollout = model.rollout_strategy
    return {
        "termination_grace_period_seconds": model.grace_seconds,
        "deployment_strategy": kserve.InferenceServiceSpecExplainerDeploymentStrategy(
            type="RollingUpdate",
            rolling_update=kserve.InferenceServiceSpecExplainerDeploymentStrategyRollingUpdate(
                max_surge=rollout.max_surge, max_unavailable=rollout.max_unavailable
            ),
        ),
    }


def _scaling(parts: PodParts, namespace: str, prometheus_url: str | None) -> dict[str, Any]:
    scaling = parts.model.scaling
    if isinstance(scaling, KnativeScaling | Hpa):
        return {"scale_metric": scaling.metric, "scale_target": scaling.target}
    if not isinstance(scaling, Keda):
        return {}
    query = scaling.query or default_query(parts.model.name, namespace)
    external = kserve.InferenceServiceSpecExplainerAutoScalingMetricsExternal(
        metric=kserve.InferenceServiceSpecExplainerAutoScalingMetricsExternalMetric(
            backend="prometheus", server_address=prometheus_url, query=query
        ),
        # KServe hands only the number to KEDA, which divides the result among the pods
        target=kserve.InferenceServiceSpecExplainerAutoScalingMetricsExternalTarget(
            type="Value", value=str(scaling.threshold)
        ),
    )
    return {
        "auto_scaling": kserve.InferenceServiceSpecExplainerAutoScaling(
            metrics=[kserve.InferenceServiceSpecExplainerAutoScalingMetrics(type="External", external=external)],
            behavior=kserve.LLMInferenceServiceSpecScalingWvaHpaBehavior(
                scale_down=_window(scaling.scale_down_window), scale_up=_window(scaling.scale_up_window)
            ),
        )
    }


def _window(seconds: int) -> kserve.LLMInferenceServiceSpecScalingWvaHpaBehaviorScaleUp:
    return kserve.LLMInferenceServiceSpecScalingWvaHpaBehaviorScaleUp(stabilization_window_seconds=seconds)


def default_query(name: str, namespace: str) -> str:
    """Requests that wait in the queues of a model's servers."""
    return f'sum(vllm:num_requests_waiting{{namespace="{namespace}",model_name="{name}"}})'
