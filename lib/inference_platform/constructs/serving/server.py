"""The servers of one model: InferenceService, identity, network policy, monitoring, disruption budget."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from hashlib import sha256

from constructs import Construct

from inference_platform.constructs.base import namespace_of, path_of, standard_labels
from inference_platform.constructs.knative.flows import admit_knative, knative_service
from inference_platform.constructs.serving.access import (
    downloads,
    expect_secrets,
    expect_volumes,
    open_downloads,
    source_account_problems,
)
from inference_platform.constructs.serving.engines.base import PORT
from inference_platform.constructs.serving.inference_service import (
    inference_service_annotations,
    inference_service_spec,
)
from inference_platform.constructs.serving.knative import required_features
from inference_platform.constructs.serving.model import ServedModel
from inference_platform.constructs.serving.monitoring import pod_monitor_spec
from inference_platform.constructs.serving.pod_parts import PodParts
from inference_platform.constructs.serving.props import ServingProps
from inference_platform.constructs.serving.scaling import Keda
from inference_platform.constructs.serving.sources import S3
from inference_platform.constructs.serving.storage import ModelCache, ModelCacheProps
from inference_platform.constructs.serving.vllm import VllmModel
from inference_platform.constructs.wiring import Wiring
from inference_platform.errors import Problem, raise_if
from inference_platform.model_refs import ModelServerRef, ServingRuntimeRef
from inference_platform.problems import problems_of
from inference_platform.refs import ExternalObject, Pods, SecretKeyRef, ServiceRef
from inference_platform_crds import k8s, kserve, prometheus_operator

__all__ = ["ModelServer"]


class ModelServer(Construct):
    """A model on KServe: `InferenceService/<name>` and what belongs to it.

    Args:
        scope: Where it is put into the construct tree.
        id: Its construct id.
        model: The model.
        runtime: The runtime of the model's engine.
        props: What the environment chose for all models.

    Raises:
        InvalidSettings: The settings cannot work.
        ConfigError: A Secret or claim is in another namespace.
    """

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        model: ServedModel,
        runtime: ServingRuntimeRef,
        props: ServingProps = ServingProps(),  # noqa: B008 - frozen
    ) -> None:
        super().__init__(scope, id)
        self._runtime, self._props = runtime, props
        problems = [*problems_of(model), *(problem.under("props") for problem in problems_of(props))]
        self._namespace = namespace_of(self)
        raise_if(
            path_of(self),
            problems or [*_environment_problems(model, props), *_runtime_problems(runtime, self._namespace)],
        )
        self._model = model = self._with_cache(model)
        self._parts = PodParts.of(model, props)
        self._pods = Pods(
            self._namespace,
            {"component": "predictor", "serving.kserve.io/inferenceservice": model.name},
        )
        self._expect()
        self._account()
        self._config()
        self._serve()
        self._budget()
        self._monitor()
        self._protect()
        self.ref = self._reference()
        """The servers, for those who call them."""

    def _with_cache(self, model: ServedModel) -> ServedModel:
        """The model with the volume that its own cache became."""
        if not isinstance(model.cache, ModelCacheProps):
            return model
        return replace(model, cache=ModelCache(self, "Cache", name=f"{model.name}-cache", props=model.cache).ref)

    @property
    def required_knative_features(self) -> tuple[str, ...]:
        """Flags of Knative's `config-features` that must be enabled for the model; none in Standard mode."""
        return required_features(self._parts)

    @property
    def _labels(self) -> dict[str, str]:
        name = self._model.engine.name
        return standard_labels(name=name, instance=self._model.name, component="model-server", extra=self._model.labels)

    def _metadata(
        self, name: str, *, labels: Mapping[str, str] | None = None, annotations: Mapping[str, str] | None = None
    ) -> k8s.ObjectMeta:
        return k8s.ObjectMeta(name=name, labels=self._labels | dict(labels or {}), annotations=annotations)

    def _expect(self) -> None:
        wiring, path, model = Wiring.of(self), path_of(self), self._model
        wiring.expects(self._runtime, model.placement.priority_class)
        for secret in model.image_pull_secrets:
            wiring.expects(secret.key(".dockerconfigjson").readable_from(self._namespace, by=path))
        expect_secrets(self, downloads(model, self._props))
        expect_volumes(self, model)
        if isinstance(model.scaling, Keda):
            wiring.expects(
                ExternalObject(
                    kind="CustomResourceDefinition", name="scaledobjects.keda.sh", purpose="scaling models with KEDA"
                )
            )

    def _account(self) -> None:
        source = self._model.files if self._model.storage_uri else None
        role = source.role_arn if isinstance(source, S3) else None
        k8s.ServiceAccount(
            self,
            "ServiceAccount",
            metadata=self._metadata(
                self._model.name, annotations={"eks.amazonaws.com/role-arn": role} if role else None
            ),
            automount_service_account_token=False,
            secrets=[k8s.ObjectReference(name=key.secret.name) for key in self._injected_secrets()] or None,
        )

    def _injected_secrets(self) -> list[SecretKeyRef]:
        """Secrets that KServe's own injection reads through the ServiceAccount, each of them once."""
        if self._props.download is not None:
            return []
        keys = [key for download in downloads(self._model, self._props) for key in download.secrets]
        return list({key.secret.name: key for key in keys}.values())

    def _config(self) -> None:
        files = self._parts.overrides.config_files
        if files:
            k8s.ConfigMap(
                self, "ConfigMap", metadata=self._metadata(self._parts.config_name), data=dict(sorted(files.items()))
            )

    def _serve(self) -> None:
        annotations = inference_service_annotations(self._parts)
        files = self._parts.overrides.config_files
        if files:
            # the pods get this annotation, so that they are replaced when a file changes
            annotations["checksum/config"] = sha256(repr(sorted(files.items())).encode()).hexdigest()
        kserve.InferenceService(
            self,
            "InferenceService",
            metadata=self._metadata(self._model.name, annotations=dict(sorted(annotations.items()))),
            spec=inference_service_spec(
                self._parts,
                runtime=self._runtime,
                pods=dict(self._pods.labels),
                namespace=self._namespace,
                prometheus_url=self._props.prometheus_url,
            ),
        )

    def _budget(self) -> None:
        if self._model.knative or self._model.bounds[1] == 1:
            return
        k8s.PodDisruptionBudget(
            self,
            "PodDisruptionBudget",
            metadata=self._metadata(self._model.name),
            spec=k8s.PodDisruptionBudgetSpec(
                max_unavailable=1, selector=k8s.LabelSelector(match_labels=dict(self._pods.labels))
            ),
        )

    def _monitor(self) -> None:
        monitoring, path = self._model.monitoring, self._model.engine.metrics_path
        if monitoring is None or path is None:
            return
        Wiring.of(self).allow_monitoring(server=self._pods, port=PORT)
        prometheus_operator.PodMonitor(
            self,
            "PodMonitor",
            metadata=self._metadata(self._model.name, labels=monitoring.labels),
            spec=pod_monitor_spec(monitoring, name=self._model.name, pods=self._pods.labels, path=path),
        )

    def _protect(self) -> None:
        wiring = Wiring.of(self)
        wiring.protect(self, "NetworkPolicy", name=self._model.name, pods=self._pods)
        open_downloads(wiring, self._pods, downloads(self._model, self._props), self._model.downloads_from)
        if self._model.knative:
            admit_knative(wiring, model=self._pods)

    def _reference(self) -> ModelServerRef:
        name, engine, knative = f"{self._model.name}-predictor", self._model.engine, self._model.knative is not None
        if knative:
            service = knative_service(name=name, namespace=self._namespace)
        else:
            service = ServiceRef(namespace=self._namespace, name=name, port=80, target_port=PORT, pods=self._pods)
        return ModelServerRef(
            service=service,
            model=self._model.name,
            api_path=engine.api_path,
            pickable=not knative,
            metrics=engine.metrics,
        )


def _runtime_problems(runtime: ServingRuntimeRef, namespace: str) -> Iterator[Problem]:
    if runtime.namespace not in (None, namespace):
        yield Problem(
            field="runtime",
            must_be=f"a ClusterServingRuntime, or a ServingRuntime in namespace {namespace}",
            got=f"{runtime.name} in namespace {runtime.namespace}",
            do="make it there too; KServe looks for the runtimes of a model beside it",
        )


def _environment_problems(model: ServedModel, props: ServingProps) -> Iterator[Problem]:
    if isinstance(model.scaling, Keda) and props.prometheus_url is None:
        yield Problem(
            field="props.prometheus_url",
            must_be="given for a model that KEDA scales",
            got=None,
            do="say with ServingProps(prometheus_url=...) where Prometheus answers, or use Hpa, KnativeScaling or a "
            "fixed number of replicas",
        )
    if props.download is None:
        yield from source_account_problems(downloads(model, props))
    if isinstance(model, VllmModel) and model.serving == "LLMInferenceService":
        yield Problem(
            field="serving",
            must_be="InferenceService for a ModelServer",
            got=model.serving,
            do="build an LlmModelServer, or leave it out",
        )
