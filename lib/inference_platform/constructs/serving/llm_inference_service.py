"""A model as an LLMInferenceService: KServe makes the servers, the pool, the picker and the route itself.

The API is `v1alpha2` of KServe 0.20, https://github.com/kserve/kserve/tree/v0.20.0/config/llmisvcconfig. What its
presets say is not repeated here; what is given is merged into them by the names of containers and volumes.
"""

from __future__ import annotations

from dataclasses import replace

from constructs import Construct

from inference_platform.constructs.base import namespace_of, path_of, standard_labels
from inference_platform.constructs.pods import empty_dir, env_value, mount, resource_requirements
from inference_platform.constructs.serving.access import downloads, expect_secrets, expect_volumes, open_downloads
from inference_platform.constructs.serving.bindings import as_kserve
from inference_platform.constructs.serving.download import Download, source_environment
from inference_platform.constructs.serving.engines.base import DOWNLOADER
from inference_platform.constructs.serving.engines.vllm import engine_arguments, model_environment
from inference_platform.constructs.serving.llm_rules import gateway_problems
from inference_platform.constructs.serving.monitoring import pod_monitor_spec
from inference_platform.constructs.serving.pod_parts import PodParts
from inference_platform.constructs.serving.props import ServingProps
from inference_platform.constructs.serving.sources import S3, HuggingFace
from inference_platform.constructs.serving.vllm import VllmModel
from inference_platform.constructs.wiring import Wiring
from inference_platform.errors import raise_if
from inference_platform.model_refs import InferenceGatewayRef, ModelRouteRef, ModelServerRef
from inference_platform.problems import problems_of
from inference_platform.refs import Pods, ServiceRef
from inference_platform_crds import k8s, kserve, prometheus_operator

__all__ = ["LlmModelServer"]

_PORT = 8000
_PRESET_PROBE_PERIOD = 10


class LlmModelServer(Construct):
    """A model as an `LLMInferenceService/<name>`, with a pool, an endpoint picker and a route that KServe makes.

    It needs KServe's controller for them (charts kserve-llmisvc-crd, kserve-llmisvc-resources, kserve-runtime-configs)
    with TLS between its parts off, which is its default. Rollouts begin a new pod before they end an old one: with
    fewer than four replicas they wait for a spare GPU.

    Args:
        scope: Where it is put into the construct tree.
        id: Its construct id.
        model: The model.
        gateway: The inference Gateway, one that knows InferencePools as backends.
        props: What the environment chose for all models.

    Raises:
        InvalidSettings: The settings cannot work, or an LLMInferenceService cannot have them.
        ConfigError: A Secret or claim is in another namespace.
    """

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        model: VllmModel,
        gateway: InferenceGatewayRef,
        props: ServingProps = ServingProps(),  # noqa: B008 - frozen
    ) -> None:
        super().__init__(scope, id)
        model = replace(model, serving="LLMInferenceService")
        problems = [*problems_of(model), *(problem.under("props") for problem in problems_of(props))]
        raise_if(path_of(self), problems or gateway_problems(gateway))
        self._model, self._gateway, self._props = model, gateway, props
        self._namespace = namespace_of(self)
        self._parts = PodParts.of(model, props)
        self._pods = Pods(
            self._namespace,
            {
                "app.kubernetes.io/name": model.name,
                "app.kubernetes.io/part-of": "llminferenceservice",
                "kserve.io/component": "workload",
            },
        )
        self._expect()
        self._objects()
        self._protect()
        self._monitor()
        self.ref = ModelServerRef(service=self._service, model=model.name, metrics="vllm")
        """The servers, whose Service KServe makes."""
        self.route = ModelRouteRef(
            gateway=gateway,
            path=f"/{self._namespace}/{model.name}",
            model=model.name,
            silence=model.timeouts.silence_seconds,
        )
        """The model behind the Gateway, on the route that KServe makes."""

    @property
    def _service(self) -> ServiceRef:
        name = f"{self._model.name}-kserve-workload-svc"
        return ServiceRef(namespace=self._namespace, name=name, port=_PORT, pods=self._pods)

    @property
    def _metadata(self) -> k8s.ObjectMeta:
        return self._named(self._model.name)

    def _named(self, name: str) -> k8s.ObjectMeta:
        labels = standard_labels(
            name="vllm", instance=self._model.name, component="model-server", extra=self._model.labels
        )
        return k8s.ObjectMeta(name=name, labels=labels)

    def _expect(self) -> None:
        wiring, path, model = Wiring.of(self), path_of(self), self._model
        wiring.expects(self._gateway, model.placement.priority_class)
        for secret in model.image_pull_secrets:
            wiring.expects(secret.key(".dockerconfigjson").readable_from(self._namespace, by=path))
        expect_secrets(self, downloads(model, self._props))
        expect_volumes(self, model)

    def _objects(self) -> None:
        k8s.ServiceAccount(self, "ServiceAccount", metadata=self._metadata, automount_service_account_token=False)
        files = self._parts.overrides.config_files
        if files:
            k8s.ConfigMap(
                self, "ConfigMap", metadata=self._named(self._parts.config_name), data=dict(sorted(files.items()))
            )
        kserve.LLMInferenceService(self, "LLMInferenceService", metadata=self._metadata, spec=self._spec())

    def _spec(self) -> kserve.LLMInferenceServiceSpec:
        model = self._model
        return kserve.LLMInferenceServiceSpec(
            model=self._model_spec(),
            replicas=model.bounds[0],
            labels=dict(model.labels) if model.labels else None,
            annotations=dict(model.annotations) if model.annotations else None,
            parallelism=kserve.LLMInferenceServiceSpecParallelism(tensor=model.parallel[0]),
            router=kserve.LLMInferenceServiceSpecRouter(
                gateway=kserve.LLMInferenceServiceSpecRouterGateway(
                    refs=[
                        kserve.LLMInferenceServiceSpecRouterGatewayRefs(
                            name=self._gateway.name, namespace=self._gateway.namespace
                        )
                    ]
                ),
                route=kserve.LLMInferenceServiceSpecRouterRoute(),
                scheduler=kserve.LLMInferenceServiceSpecRouterScheduler(),
            ),
            template=self._template(),
        )

    def _model_spec(self) -> kserve.LLMInferenceServiceSpecModel:
        model = self._model
        lora = None
        if model.lora is not None:
            lora = kserve.LLMInferenceServiceSpecModelLora(
                adapters=[{"name": adapter.name, "uri": adapter.source.uri} for adapter in model.adapters],
                max_rank=model.lora.max_rank,
                max_adapters=model.lora.max_loras or len(model.adapters),
            )
        return kserve.LLMInferenceServiceSpecModel(uri=model.storage_uri, name=model.name, lora=lora)

    def _template(self) -> kserve.LLMInferenceServiceSpecWorker:
        model, parts = self._model, self._parts
        config = [volume for volume in parts.volumes() if "configMap" in volume]
        # the preset's own volumes by their names: the size of its shared memory is another one
        shared = empty_dir("dshm", model.shared_memory_size, memory=True)
        return kserve.LLMInferenceServiceSpecWorker(
            service_account_name=model.name,
            automount_service_account_token=False,
            enable_service_links=False,
            termination_grace_period_seconds=model.grace_seconds,
            security_context=as_kserve(parts.security()),
            image_pull_secrets=as_kserve(parts.image_pull_secrets()),
            node_selector=parts.node_selector(),
            tolerations=as_kserve(parts.tolerations()),
            priority_class_name=model.placement.priority_class_name(),
            topology_spread_constraints=as_kserve(parts.spread(dict(self._pods.labels))),
            init_containers=as_kserve([self._downloader()] if self._downloaded else None),
            containers=[as_kserve(self._server())],
            volumes=as_kserve([shared, *config]),
        )

    def _server(self) -> k8s.Container:
        model, parts = self._model, self._parts
        config = [each for each in parts.mounts() if each["mountPath"].startswith("/etc/")]
        return k8s.Container(
            name="main",
            image=model.image,
            args=[*engine_arguments(model), *model.extra_args],
            env=[*model_environment(model), env_value("HF_HUB_OFFLINE", "1"), env_value("VLLM_NO_USAGE_STATS", "1")],
            resources=parts.resources(),
            startup_probe=k8s.Probe(failure_threshold=-(-model.load_timeout // _PRESET_PROBE_PERIOD)),
            volume_mounts=config or None,
        )

    @property
    def _downloaded(self) -> bool:
        return isinstance(self._model.files, HuggingFace | S3)

    def _downloader(self) -> k8s.Container:
        """The controller's own downloader; what is given here is merged into it."""
        download = self._props.download or Download()
        return k8s.Container(
            name=DOWNLOADER,
            image=download.image,
            env=list(source_environment(self._model.files, self._props.huggingface_token)),
            resources=resource_requirements(download.resources),
            security_context=k8s.SecurityContext(
                allow_privilege_escalation=False, run_as_non_root=True, capabilities=k8s.Capabilities(drop=["ALL"])
            ),
            volume_mounts=[mount("tmp-dir", "/tmp")],
        )

    def _protect(self) -> None:
        wiring = Wiring.of(self)
        wiring.protect(self, "NetworkPolicy", name=self._model.name, pods=self._pods)
        open_downloads(wiring, self._pods, downloads(self._model, self._props))
        # the picker, which reads the metrics of the servers; they carry these labels as well
        picker = Pods(
            self._namespace,
            {"app.kubernetes.io/name": self._model.name, "app.kubernetes.io/part-of": "llminferenceservice"},
        )
        for client in (self._gateway.gateway.pods, picker):
            wiring.allow(client=client, server=self._pods, port=_PORT)

    def _monitor(self) -> None:
        monitoring = self._model.monitoring
        if monitoring is None:
            return
        Wiring.of(self).allow_monitoring(server=self._pods, port=_PORT)
        labels = dict(self._metadata["labels"]) | dict(monitoring.labels or {})
        prometheus_operator.PodMonitor(
            self,
            "PodMonitor",
            metadata=k8s.ObjectMeta(name=self._model.name, labels=labels),
            spec=pod_monitor_spec(
                monitoring, name=self._model.name, pods=self._pods.labels, path="/metrics", port=_PORT
            ),
        )
