"""What the pods of a model have in common, whatever KServe makes of them."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from inference_platform.constructs.pods import mount, resource_requirements, spread
from inference_platform.constructs.serving.download import Fetched, fetched
from inference_platform.constructs.serving.engines.base import CONFIG_PATH, EngineOverrides
from inference_platform.constructs.serving.model import PRE_STOP_SECONDS, ServedModel
from inference_platform.constructs.serving.props import ServingProps
from inference_platform_crds import k8s

__all__ = ["PodParts"]

_CONFIG = "model-config"


@dataclass(frozen=True, slots=True, kw_only=True)
class PodParts:
    """The parts of the pods of one model."""

    model: ServedModel
    overrides: EngineOverrides
    files: Fetched

    @classmethod
    def of(cls, model: ServedModel, props: ServingProps) -> PodParts:
        """The parts of a model in an environment."""
        overrides = model.engine.overrides(model)
        if overrides.downloader is not None:
            files = Fetched(init_containers=(overrides.downloader,))
        else:
            files = fetched(model, download=props.download, token=props.huggingface_token)
        return cls(model=model, overrides=overrides, files=files)

    @property
    def config_name(self) -> str:
        """Name of the ConfigMap with the engine's files."""
        return f"{self.model.name}-config"

    def security(self) -> k8s.PodSecurityContext:
        """A pod's security context that passes Pod Security `restricted`, with volumes that the server may read."""
        user = self.model.engine.user
        return k8s.PodSecurityContext(
            run_as_non_root=True,
            run_as_user=user,
            run_as_group=user,
            fs_group=user,
            # Knative refuses this field
            fs_group_change_policy=None if self.model.knative else "OnRootMismatch",
            seccomp_profile=k8s.SeccompProfile(type="RuntimeDefault"),
        )

    def resources(self) -> k8s.ResourceRequirements:
        """CPU, memory and GPUs."""
        requirements = resource_requirements(self.model.pod_resources)
        gpu = self.model.gpu
        if gpu is None:
            return requirements
        devices = {gpu.resource: str(self.model.gpus)}
        return k8s.ResourceRequirements(
            requests={**requirements["requests"], **devices}, limits={**requirements["limits"], **devices}
        )

    def startup_probe(self) -> k8s.Probe:
        """The engine's startup probe with the patience that the model asks for."""
        probe = dict(self.model.engine.runtime_spec()["containers"][0]["startupProbe"])
        failures = ceil(self.model.load_timeout / probe.get("periodSeconds", 10))
        return k8s.Probe(
            http_get=probe.get("httpGet"),
            exec=probe.get("exec"),
            tcp_socket=probe.get("tcpSocket"),
            period_seconds=probe.get("periodSeconds"),
            timeout_seconds=probe.get("timeoutSeconds"),
            failure_threshold=failures,
        )

    def lifecycle(self) -> k8s.Lifecycle | None:
        """Time for proxies and Gateways to learn that the pod goes; Knative refuses it and drains by itself."""
        if self.model.knative:
            return None
        return k8s.Lifecycle(pre_stop=k8s.LifecycleHandler(sleep=k8s.SleepAction(seconds=PRE_STOP_SECONDS)))

    def volumes(self) -> list[k8s.Volume]:
        """Volumes besides those of the runtime."""
        config = k8s.Volume(name=_CONFIG, config_map=k8s.ConfigMapVolumeSource(name=self.config_name))
        return [*self.overrides.volumes, *self.files.volumes, *([config] if self.overrides.config_files else [])]

    def mounts(self) -> list[k8s.VolumeMount]:
        """Mounts of the server besides those of the runtime."""
        config = mount(_CONFIG, CONFIG_PATH, read_only=True)
        return [*self.overrides.volume_mounts, *self.files.mounts, *([config] if self.overrides.config_files else [])]

    def tolerations(self) -> list[k8s.Toleration] | None:
        """Taints of the GPUs' nodes, and those that the model names."""
        gpu = self.model.gpu
        own = self.model.placement.toleration_specs() or []
        return [
            *(k8s.Toleration(key=each.key, operator=each.operator) for each in (gpu.tolerations if gpu else ())),
            *own,
        ] or None

    def node_selector(self) -> dict[str, str] | None:
        """Labels of the GPUs' nodes, and those that the model names."""
        gpu = self.model.gpu
        return {**((gpu.node_labels or {}) if gpu else {}), **(self.model.placement.node_selector or {})} or None

    def spread(self, labels: dict[str, str]) -> list[k8s.TopologySpreadConstraint] | None:
        """Several pods go to several nodes and zones; Knative spreads its own."""
        return None if self.model.knative or self.model.bounds[1] == 1 else spread(labels)

    def image_pull_secrets(self) -> list[k8s.LocalObjectReference] | None:
        """Credentials of private registries."""
        return [k8s.LocalObjectReference(name=each.name) for each in self.model.image_pull_secrets] or None
