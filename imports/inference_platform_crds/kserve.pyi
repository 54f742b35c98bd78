# Made by `python -m inference_platform_bindings.generate`; do not edit.

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from constructs import Construct

from inference_platform_bindings.metadata import ObjectMeta as ObjectMeta
from inference_platform_bindings.resource import Metadata, Resource
from inference_platform_bindings.struct import Struct

class ClusterServingRuntime(Resource):
    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        metadata: Metadata,
        spec: ServingRuntimeSpec | None = ...,
    ) -> None: ...
    @classmethod
    def manifest_of(
        cls,
        *,
        metadata: Metadata,
        spec: ServingRuntimeSpec | None = ...,
    ) -> dict[str, Any]: ...

class InferenceService(Resource):
    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        metadata: Metadata,
        spec: InferenceServiceSpec | None = ...,
    ) -> None: ...
    @classmethod
    def manifest_of(
        cls,
        *,
        metadata: Metadata,
        spec: InferenceServiceSpec | None = ...,
    ) -> dict[str, Any]: ...

class LLMInferenceService(Resource):
    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        metadata: Metadata,
        spec: LLMInferenceServiceSpec | None = ...,
    ) -> None: ...
    @classmethod
    def manifest_of(
        cls,
        *,
        metadata: Metadata,
        spec: LLMInferenceServiceSpec | None = ...,
    ) -> dict[str, Any]: ...

class ServingRuntime(Resource):
    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        metadata: Metadata,
        spec: ServingRuntimeSpec | None = ...,
    ) -> None: ...
    @classmethod
    def manifest_of(
        cls,
        *,
        metadata: Metadata,
        spec: ServingRuntimeSpec | None = ...,
    ) -> dict[str, Any]: ...

class InferenceServiceSpec(Struct):
    def __init__(
        self,
        *,
        predictor: InferenceServiceSpecPredictor,
        canary: Sequence[InferenceServiceSpecCanary] | None = ...,
        explainer: InferenceServiceSpecExplainer | None = ...,
        transformer: InferenceServiceSpecTransformer | None = ...,
    ) -> None: ...

class InferenceServiceSpecCanary(Struct):
    def __init__(
        self,
        *,
        predictor: InferenceServiceSpecCanaryPredictor,
        traffic_percent: int,
    ) -> None: ...

class InferenceServiceSpecCanaryPredictor(Struct):
    def __init__(
        self,
        *,
        active_deadline_seconds: int | None = ...,
        affinity: ServingRuntimeSpecAffinity | None = ...,
        annotations: Mapping[str, str] | None = ...,
        auto_scaling: InferenceServiceSpecExplainerAutoScaling | None = ...,
        automount_service_account_token: bool | None = ...,
        batcher: InferenceServiceSpecExplainerBatcher | None = ...,
        canary_traffic_percent: int | None = ...,
        container_concurrency: int | None = ...,
        containers: Sequence[ServingRuntimeSpecContainers] | None = ...,
        deployment_strategy: InferenceServiceSpecExplainerDeploymentStrategy | None = ...,
        dns_config: InferenceServiceSpecExplainerDnsConfig | None = ...,
        dns_policy: str | None = ...,
        enable_service_links: bool | None = ...,
        ephemeral_containers: Sequence[LLMInferenceServiceSpecWorkerEphemeralContainers] | None = ...,
        host_aliases: Sequence[InferenceServiceSpecExplainerHostAliases] | None = ...,
        host_ipc: bool | None = ...,
        host_network: bool | None = ...,
        host_pid: bool | None = ...,
        host_users: bool | None = ...,
        hostname: str | None = ...,
        hostname_override: str | None = ...,
        huggingface: InferenceServiceSpecCanaryPredictorOnnx | None = ...,
        image_pull_secrets: Sequence[LLMInferenceServiceSpecBaseRefs] | None = ...,
        init_containers: Sequence[ServingRuntimeSpecContainers] | None = ...,
        labels: Mapping[str, str] | None = ...,
        lightgbm: InferenceServiceSpecCanaryPredictorOnnx | None = ...,
        logger: InferenceServiceSpecExplainerLogger | None = ...,
        max_replicas: int | None = ...,
        min_replicas: int | None = ...,
        model: InferenceServiceSpecCanaryPredictorModel | None = ...,
        name: str | None = ...,
        node_name: str | None = ...,
        node_selector: Mapping[str, str] | None = ...,
        onnx: InferenceServiceSpecCanaryPredictorOnnx | None = ...,
        os: LLMInferenceServiceSpecWorkerOs | None = ...,
        overhead: Mapping[str, int | str] | None = ...,
        paddle: InferenceServiceSpecCanaryPredictorOnnx | None = ...,
        pmml: InferenceServiceSpecCanaryPredictorOnnx | None = ...,
        preemption_policy: str | None = ...,
        priority: int | None = ...,
        priority_class_name: str | None = ...,
        pytorch: InferenceServiceSpecCanaryPredictorOnnx | None = ...,
        readiness_gates: Sequence[InferenceServiceSpecExplainerReadinessGates] | None = ...,
        resource_claims: Sequence[InferenceServiceSpecExplainerResourceClaims] | None = ...,
        resources: ServingRuntimeSpecContainersResources | None = ...,
        restart_policy: str | None = ...,
        runtime_class_name: str | None = ...,
        scale_metric: Literal['cpu', 'memory', 'concurrency', 'rps'] | None = ...,
        scale_metric_type: Literal['Utilization', 'Value', 'AverageValue'] | None = ...,
        scale_target: int | None = ...,
        scheduler_name: str | None = ...,
        scheduling_gates: Sequence[LLMInferenceServiceSpecWorkerOs] | None = ...,
        security_context: InferenceServiceSpecExplainerSecurityContext | None = ...,
        service_account: str | None = ...,
        service_account_name: str | None = ...,
        set_hostname_as_fqdn: bool | None = ...,
        share_process_namespace: bool | None = ...,
        sklearn: InferenceServiceSpecCanaryPredictorOnnx | None = ...,
        storage_container_name: str | None = ...,
        storage_uris: Sequence[InferenceServiceSpecExplainerStorageUris] | None = ...,
        subdomain: str | None = ...,
        tensorflow: InferenceServiceSpecCanaryPredictorOnnx | None = ...,
        termination_grace_period_seconds: int | None = ...,
        timeout: int | None = ...,
        tolerations: Sequence[ServingRuntimeSpecTolerations] | None = ...,
        topology_spread_constraints: Sequence[InferenceServiceSpecExplainerTopologySpreadConstraints] | None = ...,
        triton: InferenceServiceSpecCanaryPredictorOnnx | None = ...,
        volumes: Sequence[ServingRuntimeSpecVolumes] | None = ...,
        worker_spec: InferenceServiceSpecPredictorWorkerSpec | None = ...,
        xgboost: InferenceServiceSpecCanaryPredictorOnnx | None = ...,
    ) -> None: ...

class InferenceServiceSpecCanaryPredictorModel(Struct):
    def __init__(
        self,
        *,
        model_format: InferenceServiceSpecPredictorModelModelFormat,
        name: str,
        args: Sequence[str] | None = ...,
        command: Sequence[str] | None = ...,
        confidential: LLMInferenceServiceSpecModelConfidential | None = ...,
        env: Sequence[ServingRuntimeSpecContainersEnv] | None = ...,
        env_from: Sequence[ServingRuntimeSpecContainersEnvFrom] | None = ...,
        image: str | None = ...,
        image_pull_policy: str | None = ...,
        lifecycle: ServingRuntimeSpecContainersLifecycle | None = ...,
        liveness_probe: ServingRuntimeSpecContainersStartupProbe | None = ...,
        ports: Sequence[ServingRuntimeSpecContainersPorts] | None = ...,
        protocol_version: str | None = ...,
        readiness_probe: ServingRuntimeSpecContainersStartupProbe | None = ...,
        resize_policy: Sequence[ServingRuntimeSpecContainersResizePolicy] | None = ...,
        resources: ServingRuntimeSpecContainersResources | None = ...,
        restart_policy: str | None = ...,
        restart_policy_rules: Sequence[ServingRuntimeSpecContainersRestartPolicyRules] | None = ...,
        runtime: str | None = ...,
        runtime_version: str | None = ...,
        security_context: ServingRuntimeSpecContainersSecurityContext | None = ...,
        startup_probe: ServingRuntimeSpecContainersStartupProbe | None = ...,
        stdin: bool | None = ...,
        stdin_once: bool | None = ...,
        storage: InferenceServiceSpecExplainerArtStorage | None = ...,
        storage_uri: str | None = ...,
        termination_message_path: str | None = ...,
        termination_message_policy: str | None = ...,
        tty: bool | None = ...,
        volume_devices: Sequence[ServingRuntimeSpecContainersVolumeDevices] | None = ...,
        volume_mounts: Sequence[ServingRuntimeSpecContainersVolumeMounts] | None = ...,
        working_dir: str | None = ...,
    ) -> None: ...

class InferenceServiceSpecCanaryPredictorOnnx(Struct):
    def __init__(
        self,
        *,
        name: str,
        args: Sequence[str] | None = ...,
        command: Sequence[str] | None = ...,
        confidential: LLMInferenceServiceSpecModelConfidential | None = ...,
        env: Sequence[ServingRuntimeSpecContainersEnv] | None = ...,
        env_from: Sequence[ServingRuntimeSpecContainersEnvFrom] | None = ...,
        image: str | None = ...,
        image_pull_policy: str | None = ...,
        lifecycle: ServingRuntimeSpecContainersLifecycle | None = ...,
        liveness_probe: ServingRuntimeSpecContainersStartupProbe | None = ...,
        ports: Sequence[ServingRuntimeSpecContainersPorts] | None = ...,
        protocol_version: str | None = ...,
        readiness_probe: ServingRuntimeSpecContainersStartupProbe | None = ...,
        resize_policy: Sequence[ServingRuntimeSpecContainersResizePolicy] | None = ...,
        resources: ServingRuntimeSpecContainersResources | None = ...,
        restart_policy: str | None = ...,
        restart_policy_rules: Sequence[ServingRuntimeSpecContainersRestartPolicyRules] | None = ...,
        runtime_version: str | None = ...,
        security_context: ServingRuntimeSpecContainersSecurityContext | None = ...,
        startup_probe: ServingRuntimeSpecContainersStartupProbe | None = ...,
        stdin: bool | None = ...,
        stdin_once: bool | None = ...,
        storage: InferenceServiceSpecExplainerArtStorage | None = ...,
        storage_uri: str | None = ...,
        termination_message_path: str | None = ...,
        termination_message_policy: str | None = ...,
        tty: bool | None = ...,
        volume_devices: Sequence[ServingRuntimeSpecContainersVolumeDevices] | None = ...,
        volume_mounts: Sequence[ServingRuntimeSpecContainersVolumeMounts] | None = ...,
        working_dir: str | None = ...,
    ) -> None: ...

class InferenceServiceSpecExplainer(Struct):
    def __init__(
        self,
        *,
        active_deadline_seconds: int | None = ...,
        affinity: ServingRuntimeSpecAffinity | None = ...,
        annotations: Mapping[str, str] | None = ...,
        art: InferenceServiceSpecExplainerArt | None = ...,
        auto_scaling: InferenceServiceSpecExplainerAutoScaling | None = ...,
        automount_service_account_token: bool | None = ...,
        batcher: InferenceServiceSpecExplainerBatcher | None = ...,
        canary_traffic_percent: int | None = ...,
        container_concurrency: int | None = ...,
        containers: Sequence[InferenceServiceSpecExplainerContainers] | None = ...,
        deployment_strategy: InferenceServiceSpecExplainerDeploymentStrategy | None = ...,
        dns_config: InferenceServiceSpecExplainerDnsConfig | None = ...,
        dns_policy: str | None = ...,
        enable_service_links: bool | None = ...,
        host_aliases: Sequence[InferenceServiceSpecExplainerHostAliases] | None = ...,
        host_ipc: bool | None = ...,
        host_network: bool | None = ...,
        host_pid: bool | None = ...,
        host_users: bool | None = ...,
        hostname: str | None = ...,
        hostname_override: str | None = ...,
        image_pull_secrets: Sequence[LLMInferenceServiceSpecBaseRefs] | None = ...,
        init_containers: Sequence[ServingRuntimeSpecContainers] | None = ...,
        labels: Mapping[str, str] | None = ...,
        logger: InferenceServiceSpecExplainerLogger | None = ...,
        max_replicas: int | None = ...,
        min_replicas: int | None = ...,
        node_name: str | None = ...,
        node_selector: Mapping[str, str] | None = ...,
        os: InferenceServiceSpecExplainerOs | None = ...,
        overhead: Mapping[str, int | str] | None = ...,
        preemption_policy: str | None = ...,
        priority: int | None = ...,
        priority_class_name: str | None = ...,
        readiness_gates: Sequence[InferenceServiceSpecExplainerReadinessGates] | None = ...,
        resource_claims: Sequence[InferenceServiceSpecExplainerResourceClaims] | None = ...,
        resources: ServingRuntimeSpecContainersResources | None = ...,
        restart_policy: str | None = ...,
        runtime_class_name: str | None = ...,
        scale_metric: Literal['cpu', 'memory', 'concurrency', 'rps'] | None = ...,
        scale_metric_type: Literal['Utilization', 'Value', 'AverageValue'] | None = ...,
        scale_target: int | None = ...,
        scheduler_name: str | None = ...,
        scheduling_gates: Sequence[LLMInferenceServiceSpecWorkerOs] | None = ...,
        security_context: InferenceServiceSpecExplainerSecurityContext | None = ...,
        service_account: str | None = ...,
        service_account_name: str | None = ...,
        set_hostname_as_fqdn: bool | None = ...,
        share_process_namespace: bool | None = ...,
        storage_uris: Sequence[InferenceServiceSpecExplainerStorageUris] | None = ...,
        subdomain: str | None = ...,
        termination_grace_period_seconds: int | None = ...,
        timeout: int | None = ...,
        tolerations: Sequence[ServingRuntimeSpecTolerations] | None = ...,
        topology_spread_constraints: Sequence[InferenceServiceSpecExplainerTopologySpreadConstraints] | None = ...,
        volumes: Sequence[ServingRuntimeSpecVolumes] | None = ...,
    ) -> None: ...

class InferenceServiceSpecExplainerArt(Struct):
    def __init__(
        self,
        *,
        args: Sequence[str] | None = ...,
        command: Sequence[str] | None = ...,
        config: Mapping[str, str] | None = ...,
        env: Sequence[ServingRuntimeSpecContainersEnv] | None = ...,
        env_from: Sequence[ServingRuntimeSpecContainersEnvFrom] | None = ...,
        image: str | None = ...,
        image_pull_policy: str | None = ...,
        lifecycle: ServingRuntimeSpecContainersLifecycle | None = ...,
        liveness_probe: InferenceServiceSpecExplainerArtLivenessProbe | None = ...,
        name: str | None = ...,
        ports: Sequence[ServingRuntimeSpecContainersPorts] | None = ...,
        readiness_probe: InferenceServiceSpecExplainerArtLivenessProbe | None = ...,
        resize_policy: Sequence[ServingRuntimeSpecContainersResizePolicy] | None = ...,
        resources: ServingRuntimeSpecContainersResources | None = ...,
        restart_policy: str | None = ...,
        restart_policy_rules: Sequence[ServingRuntimeSpecContainersRestartPolicyRules] | None = ...,
        runtime_version: str | None = ...,
        security_context: ServingRuntimeSpecContainersSecurityContext | None = ...,
        startup_probe: ServingRuntimeSpecContainersStartupProbe | None = ...,
        stdin: bool | None = ...,
        stdin_once: bool | None = ...,
        storage: InferenceServiceSpecExplainerArtStorage | None = ...,
        storage_uri: str | None = ...,
        termination_message_path: str | None = ...,
        termination_message_policy: str | None = ...,
        tty: bool | None = ...,
        type: str | None = ...,
        volume_devices: Sequence[ServingRuntimeSpecContainersVolumeDevices] | None = ...,
        volume_mounts: Sequence[ServingRuntimeSpecContainersVolumeMounts] | None = ...,
        working_dir: str | None = ...,
    ) -> None: ...

class InferenceServiceSpecExplainerArtLivenessProbe(Struct):
    def __init__(
        self,
        *,
        exec: ServingRuntimeSpecContainersStartupProbeExec | None = ...,
        failure_threshold: int | None = ...,
        grpc: ServingRuntimeSpecContainersStartupProbeGrpc | None = ...,
        http_get: InferenceServiceSpecExplainerArtLivenessProbeHttpGet | None = ...,
        initial_delay_seconds: int | None = ...,
        period_seconds: int | None = ...,
        success_threshold: int | None = ...,
        tcp_socket: InferenceServiceSpecExplainerArtLivenessProbeTcpSocket | None = ...,
        termination_grace_period_seconds: int | None = ...,
        timeout_seconds: int | None = ...,
    ) -> None: ...

class InferenceServiceSpecExplainerArtLivenessProbeHttpGet(Struct):
    def __init__(
        self,
        *,
        host: str | None = ...,
        http_headers: Sequence[InferenceServiceSpecExplainerSecurityContextSysctls] | None = ...,
        path: str | None = ...,
        port: int | str | None = ...,
        scheme: str | None = ...,
    ) -> None: ...

class InferenceServiceSpecExplainerArtLivenessProbeTcpSocket(Struct):
    def __init__(
        self,
        *,
        host: str | None = ...,
        port: int | str | None = ...,
    ) -> None: ...

class InferenceServiceSpecExplainerArtStorage(Struct):
    def __init__(
        self,
        *,
        key: str | None = ...,
        parameters: Mapping[str, str] | None = ...,
        path: str | None = ...,
        schema_path: str | None = ...,
    ) -> None: ...

class InferenceServiceSpecExplainerAutoScaling(Struct):
    def __init__(
        self,
        *,
        behavior: LLMInferenceServiceSpecScalingWvaHpaBehavior | None = ...,
        metrics: Sequence[InferenceServiceSpecExplainerAutoScalingMetrics] | None = ...,
    ) -> None: ...

class InferenceServiceSpecExplainerAutoScalingMetrics(Struct):
    def __init__(
        self,
        *,
        type: Literal['Resource', 'External', 'PodMetric'],
        external: InferenceServiceSpecExplainerAutoScalingMetricsExternal | None = ...,
        podmetric: InferenceServiceSpecExplainerAutoScalingMetricsPodmetric | None = ...,
        resource: InferenceServiceSpecExplainerAutoScalingMetricsResource | None = ...,
    ) -> None: ...

class InferenceServiceSpecExplainerAutoScalingMetricsExternal(Struct):
    def __init__(
        self,
        *,
        metric: InferenceServiceSpecExplainerAutoScalingMetricsExternalMetric,
        target: InferenceServiceSpecExplainerAutoScalingMetricsExternalTarget,
        authentication_ref: InferenceServiceSpecExplainerAutoScalingMetricsExternalAuthenticationRef | None = ...,
    ) -> None: ...

class InferenceServiceSpecExplainerAutoScalingMetricsExternalAuthenticationRef(Struct):
    def __init__(
        self,
        *,
        authentication_ref: LLMInferenceServiceSpecWorkerOs,
        auth_modes: str | None = ...,
    ) -> None: ...

class InferenceServiceSpecExplainerAutoScalingMetricsExternalMetric(Struct):
    def __init__(
        self,
        *,
        backend: Literal['prometheus', 'graphite'] | None = ...,
        namespace: str | None = ...,
        query: str | None = ...,
        server_address: str | None = ...,
    ) -> None: ...

class InferenceServiceSpecExplainerAutoScalingMetricsExternalTarget(Struct):
    def __init__(
        self,
        *,
        average_utilization: int | None = ...,
        average_value: int | str | None = ...,
        type: Literal['Utilization', 'Value', 'AverageValue'] | None = ...,
        value: int | str | None = ...,
    ) -> None: ...

class InferenceServiceSpecExplainerAutoScalingMetricsPodmetric(Struct):
    def __init__(
        self,
        *,
        metric: InferenceServiceSpecExplainerAutoScalingMetricsPodmetricMetric,
        target: InferenceServiceSpecExplainerAutoScalingMetricsExternalTarget,
    ) -> None: ...

class InferenceServiceSpecExplainerAutoScalingMetricsPodmetricMetric(Struct):
    def __init__(
        self,
        *,
        backend: Literal['opentelemetry'] | None = ...,
        metric_names: Sequence[str] | None = ...,
        operation_over_time: str | None = ...,
        query: str | None = ...,
        server_address: str | None = ...,
    ) -> None: ...

class InferenceServiceSpecExplainerAutoScalingMetricsResource(Struct):
    def __init__(
        self,
        *,
        name: Literal['cpu', 'memory'],
        target: InferenceServiceSpecExplainerAutoScalingMetricsExternalTarget,
    ) -> None: ...

class InferenceServiceSpecExplainerBatcher(Struct):
    def __init__(
        self,
        *,
        max_batch_size: int | None = ...,
        max_latency: int | None = ...,
        timeout: int | None = ...,
    ) -> None: ...

class InferenceServiceSpecExplainerContainers(Struct):
    def __init__(
        self,
        *,
        name: str,
        args: Sequence[str] | None = ...,
        command: Sequence[str] | None = ...,
        env: Sequence[ServingRuntimeSpecContainersEnv] | None = ...,
        env_from: Sequence[ServingRuntimeSpecContainersEnvFrom] | None = ...,
        image: str | None = ...,
        image_pull_policy: str | None = ...,
        lifecycle: ServingRuntimeSpecContainersLifecycle | None = ...,
        liveness_probe: InferenceServiceSpecExplainerContainersLivenessProbe | None = ...,
        ports: Sequence[ServingRuntimeSpecContainersPorts] | None = ...,
        readiness_probe: InferenceServiceSpecExplainerContainersLivenessProbe | None = ...,
        resize_policy: Sequence[ServingRuntimeSpecContainersResizePolicy] | None = ...,
        resources: ServingRuntimeSpecContainersResources | None = ...,
        restart_policy: str | None = ...,
        restart_policy_rules: Sequence[ServingRuntimeSpecContainersRestartPolicyRules] | None = ...,
        security_context: ServingRuntimeSpecContainersSecurityContext | None = ...,
        startup_probe: ServingRuntimeSpecContainersStartupProbe | None = ...,
        stdin: bool | None = ...,
        stdin_once: bool | None = ...,
        termination_message_path: str | None = ...,
        termination_message_policy: str | None = ...,
        tty: bool | None = ...,
        volume_devices: Sequence[ServingRuntimeSpecContainersVolumeDevices] | None = ...,
        volume_mounts: Sequence[ServingRuntimeSpecContainersVolumeMounts] | None = ...,
        working_dir: str | None = ...,
    ) -> None: ...

class InferenceServiceSpecExplainerContainersLivenessProbe(Struct):
    def __init__(
        self,
        *,
        exec: ServingRuntimeSpecContainersStartupProbeExec | None = ...,
        failure_threshold: int | None = ...,
        grpc: ServingRuntimeSpecContainersStartupProbeGrpc | None = ...,
        http_get: InferenceServiceSpecExplainerArtLivenessProbeHttpGet | None = ...,
        initial_delay_seconds: int | None = ...,
        period_seconds: int | None = ...,
        success_threshold: int | None = ...,
        tcp_socket: ServingRuntimeSpecContainersStartupProbeTcpSocket | None = ...,
        termination_grace_period_seconds: int | None = ...,
        timeout_seconds: int | None = ...,
    ) -> None: ...

class InferenceServiceSpecExplainerDeploymentStrategy(Struct):
    def __init__(
        self,
        *,
        rolling_update: InferenceServiceSpecExplainerDeploymentStrategyRollingUpdate | None = ...,
        type: str | None = ...,
    ) -> None: ...

class InferenceServiceSpecExplainerDeploymentStrategyRollingUpdate(Struct):
    def __init__(
        self,
        *,
        max_surge: int | str | None = ...,
        max_unavailable: int | str | None = ...,
    ) -> None: ...

class InferenceServiceSpecExplainerDnsConfig(Struct):
    def __init__(
        self,
        *,
        nameservers: Sequence[str] | None = ...,
        options: Sequence[InferenceServiceSpecExplainerDnsConfigOptions] | None = ...,
        searches: Sequence[str] | None = ...,
    ) -> None: ...

class InferenceServiceSpecExplainerDnsConfigOptions(Struct):
    def __init__(
        self,
        *,
        name: str | None = ...,
        value: str | None = ...,
    ) -> None: ...

class InferenceServiceSpecExplainerHostAliases(Struct):
    def __init__(
        self,
        *,
        ip: str,
        hostnames: Sequence[str] | None = ...,
    ) -> None: ...

class InferenceServiceSpecExplainerLogger(Struct):
    def __init__(
        self,
        *,
        batch_interval: str | None = ...,
        batch_size: int | None = ...,
        marshaller_url: str | None = ...,
        metadata_annotations: Sequence[str] | None = ...,
        metadata_headers: Sequence[str] | None = ...,
        mode: Literal['all', 'request', 'response'] | None = ...,
        storage: InferenceServiceSpecExplainerLoggerStorage | None = ...,
        url: str | None = ...,
    ) -> None: ...

class InferenceServiceSpecExplainerLoggerStorage(Struct):
    def __init__(
        self,
        *,
        key: str | None = ...,
        parameters: Mapping[str, str] | None = ...,
        path: str | None = ...,
        service_account_name: str | None = ...,
    ) -> None: ...

class InferenceServiceSpecExplainerOs(Struct):
    def __init__(
        self,
        *,
        name: str | None = ...,
    ) -> None: ...

class InferenceServiceSpecExplainerReadinessGates(Struct):
    def __init__(
        self,
        *,
        condition_type: str,
    ) -> None: ...

class InferenceServiceSpecExplainerResourceClaims(Struct):
    def __init__(
        self,
        *,
        name: str,
        resource_claim_name: str | None = ...,
        resource_claim_template_name: str | None = ...,
    ) -> None: ...

class InferenceServiceSpecExplainerSecurityContext(Struct):
    def __init__(
        self,
        *,
        app_armor_profile: ServingRuntimeSpecContainersSecurityContextSeccompProfile | None = ...,
        fs_group: int | None = ...,
        fs_group_change_policy: str | None = ...,
        run_as_group: int | None = ...,
        run_as_non_root: bool | None = ...,
        run_as_user: int | None = ...,
        se_linux_change_policy: str | None = ...,
        se_linux_options: ServingRuntimeSpecContainersSecurityContextSeLinuxOptions | None = ...,
        seccomp_profile: ServingRuntimeSpecContainersSecurityContextSeccompProfile | None = ...,
        supplemental_groups: Sequence[int] | None = ...,
        supplemental_groups_policy: str | None = ...,
        sysctls: Sequence[InferenceServiceSpecExplainerSecurityContextSysctls] | None = ...,
        windows_options: ServingRuntimeSpecContainersSecurityContextWindowsOptions | None = ...,
    ) -> None: ...

class InferenceServiceSpecExplainerSecurityContextSysctls(Struct):
    def __init__(
        self,
        *,
        name: str,
        value: str,
    ) -> None: ...

class InferenceServiceSpecExplainerStorageUris(Struct):
    def __init__(
        self,
        *,
        uri: str,
        mount_path: str | None = ...,
    ) -> None: ...

class InferenceServiceSpecExplainerTopologySpreadConstraints(Struct):
    def __init__(
        self,
        *,
        max_skew: int,
        topology_key: str,
        when_unsatisfiable: str,
        label_selector: ServingRuntimeSpecVolumesEphemeralVolumeClaimTemplateSpecSelector | None = ...,
        match_label_keys: Sequence[str] | None = ...,
        min_domains: int | None = ...,
        node_affinity_policy: str | None = ...,
        node_taints_policy: str | None = ...,
    ) -> None: ...

class InferenceServiceSpecPredictor(Struct):
    def __init__(
        self,
        *,
        active_deadline_seconds: int | None = ...,
        affinity: ServingRuntimeSpecAffinity | None = ...,
        annotations: Mapping[str, str] | None = ...,
        auto_scaling: InferenceServiceSpecExplainerAutoScaling | None = ...,
        automount_service_account_token: bool | None = ...,
        batcher: InferenceServiceSpecExplainerBatcher | None = ...,
        canary_traffic_percent: int | None = ...,
        container_concurrency: int | None = ...,
        containers: Sequence[InferenceServiceSpecExplainerContainers] | None = ...,
        deployment_strategy: InferenceServiceSpecExplainerDeploymentStrategy | None = ...,
        dns_config: InferenceServiceSpecExplainerDnsConfig | None = ...,
        dns_policy: str | None = ...,
        enable_service_links: bool | None = ...,
        host_aliases: Sequence[InferenceServiceSpecExplainerHostAliases] | None = ...,
        host_ipc: bool | None = ...,
        host_network: bool | None = ...,
        host_pid: bool | None = ...,
        host_users: bool | None = ...,
        hostname: str | None = ...,
        hostname_override: str | None = ...,
        huggingface: InferenceServiceSpecPredictorOnnx | None = ...,
        image_pull_secrets: Sequence[LLMInferenceServiceSpecBaseRefs] | None = ...,
        init_containers: Sequence[ServingRuntimeSpecContainers] | None = ...,
        labels: Mapping[str, str] | None = ...,
        lightgbm: InferenceServiceSpecPredictorOnnx | None = ...,
        logger: InferenceServiceSpecExplainerLogger | None = ...,
        max_replicas: int | None = ...,
        min_replicas: int | None = ...,
        model: InferenceServiceSpecPredictorModel | None = ...,
        name: str | None = ...,
        node_name: str | None = ...,
        node_selector: Mapping[str, str] | None = ...,
        onnx: InferenceServiceSpecPredictorOnnx | None = ...,
        os: InferenceServiceSpecExplainerOs | None = ...,
        overhead: Mapping[str, int | str] | None = ...,
        paddle: InferenceServiceSpecPredictorOnnx | None = ...,
        pmml: InferenceServiceSpecPredictorOnnx | None = ...,
        preemption_policy: str | None = ...,
        priority: int | None = ...,
        priority_class_name: str | None = ...,
        pytorch: InferenceServiceSpecPredictorOnnx | None = ...,
        readiness_gates: Sequence[InferenceServiceSpecExplainerReadinessGates] | None = ...,
        resource_claims: Sequence[InferenceServiceSpecExplainerResourceClaims] | None = ...,
        resources: ServingRuntimeSpecContainersResources | None = ...,
        restart_policy: str | None = ...,
        runtime_class_name: str | None = ...,
        scale_metric: Literal['cpu', 'memory', 'concurrency', 'rps'] | None = ...,
        scale_metric_type: Literal['Utilization', 'Value', 'AverageValue'] | None = ...,
        scale_target: int | None = ...,
        scheduler_name: str | None = ...,
        scheduling_gates: Sequence[LLMInferenceServiceSpecWorkerOs] | None = ...,
        security_context: InferenceServiceSpecExplainerSecurityContext | None = ...,
        service_account: str | None = ...,
        service_account_name: str | None = ...,
        set_hostname_as_fqdn: bool | None = ...,
        share_process_namespace: bool | None = ...,
        sklearn: InferenceServiceSpecPredictorOnnx | None = ...,
        storage_container_name: str | None = ...,
        storage_uris: Sequence[InferenceServiceSpecExplainerStorageUris] | None = ...,
        subdomain: str | None = ...,
        tensorflow: InferenceServiceSpecPredictorOnnx | None = ...,
        termination_grace_period_seconds: int | None = ...,
        timeout: int | None = ...,
        tolerations: Sequence[ServingRuntimeSpecTolerations] | None = ...,
        topology_spread_constraints: Sequence[InferenceServiceSpecExplainerTopologySpreadConstraints] | None = ...,
        triton: InferenceServiceSpecPredictorOnnx | None = ...,
        volumes: Sequence[ServingRuntimeSpecVolumes] | None = ...,
        worker_spec: InferenceServiceSpecPredictorWorkerSpec | None = ...,
        xgboost: InferenceServiceSpecPredictorOnnx | None = ...,
    ) -> None: ...

class InferenceServiceSpecPredictorModel(Struct):
    def __init__(
        self,
        *,
        args: Sequence[str] | None = ...,
        command: Sequence[str] | None = ...,
        confidential: LLMInferenceServiceSpecModelConfidential | None = ...,
        env: Sequence[ServingRuntimeSpecContainersEnv] | None = ...,
        env_from: Sequence[ServingRuntimeSpecContainersEnvFrom] | None = ...,
        image: str | None = ...,
        image_pull_policy: str | None = ...,
        lifecycle: ServingRuntimeSpecContainersLifecycle | None = ...,
        liveness_probe: InferenceServiceSpecExplainerArtLivenessProbe | None = ...,
        model_format: InferenceServiceSpecPredictorModelModelFormat | None = ...,
        name: str | None = ...,
        ports: Sequence[ServingRuntimeSpecContainersPorts] | None = ...,
        protocol_version: str | None = ...,
        readiness_probe: InferenceServiceSpecExplainerArtLivenessProbe | None = ...,
        resize_policy: Sequence[ServingRuntimeSpecContainersResizePolicy] | None = ...,
        resources: ServingRuntimeSpecContainersResources | None = ...,
        restart_policy: str | None = ...,
        restart_policy_rules: Sequence[ServingRuntimeSpecContainersRestartPolicyRules] | None = ...,
        runtime: str | None = ...,
        runtime_version: str | None = ...,
        security_context: ServingRuntimeSpecContainersSecurityContext | None = ...,
        startup_probe: ServingRuntimeSpecContainersStartupProbe | None = ...,
        stdin: bool | None = ...,
        stdin_once: bool | None = ...,
        storage: InferenceServiceSpecExplainerArtStorage | None = ...,
        storage_uri: str | None = ...,
        termination_message_path: str | None = ...,
        termination_message_policy: str | None = ...,
        tty: bool | None = ...,
        volume_devices: Sequence[ServingRuntimeSpecContainersVolumeDevices] | None = ...,
        volume_mounts: Sequence[ServingRuntimeSpecContainersVolumeMounts] | None = ...,
        working_dir: str | None = ...,
    ) -> None: ...

class InferenceServiceSpecPredictorModelModelFormat(Struct):
    def __init__(
        self,
        *,
        name: str,
        version: str | None = ...,
    ) -> None: ...

class InferenceServiceSpecPredictorOnnx(Struct):
    def __init__(
        self,
        *,
        args: Sequence[str] | None = ...,
        command: Sequence[str] | None = ...,
        confidential: LLMInferenceServiceSpecModelConfidential | None = ...,
        env: Sequence[ServingRuntimeSpecContainersEnv] | None = ...,
        env_from: Sequence[ServingRuntimeSpecContainersEnvFrom] | None = ...,
        image: str | None = ...,
        image_pull_policy: str | None = ...,
        lifecycle: ServingRuntimeSpecContainersLifecycle | None = ...,
        liveness_probe: InferenceServiceSpecExplainerArtLivenessProbe | None = ...,
        name: str | None = ...,
        ports: Sequence[ServingRuntimeSpecContainersPorts] | None = ...,
        protocol_version: str | None = ...,
        readiness_probe: InferenceServiceSpecExplainerArtLivenessProbe | None = ...,
        resize_policy: Sequence[ServingRuntimeSpecContainersResizePolicy] | None = ...,
        resources: ServingRuntimeSpecContainersResources | None = ...,
        restart_policy: str | None = ...,
        restart_policy_rules: Sequence[ServingRuntimeSpecContainersRestartPolicyRules] | None = ...,
        runtime_version: str | None = ...,
        security_context: ServingRuntimeSpecContainersSecurityContext | None = ...,
        startup_probe: ServingRuntimeSpecContainersStartupProbe | None = ...,
        stdin: bool | None = ...,
        stdin_once: bool | None = ...,
        storage: InferenceServiceSpecExplainerArtStorage | None = ...,
        storage_uri: str | None = ...,
        termination_message_path: str | None = ...,
        termination_message_policy: str | None = ...,
        tty: bool | None = ...,
        volume_devices: Sequence[ServingRuntimeSpecContainersVolumeDevices] | None = ...,
        volume_mounts: Sequence[ServingRuntimeSpecContainersVolumeMounts] | None = ...,
        working_dir: str | None = ...,
    ) -> None: ...

class InferenceServiceSpecPredictorWorkerSpec(Struct):
    def __init__(
        self,
        *,
        active_deadline_seconds: int | None = ...,
        affinity: ServingRuntimeSpecAffinity | None = ...,
        automount_service_account_token: bool | None = ...,
        containers: Sequence[ServingRuntimeSpecContainers] | None = ...,
        dns_config: InferenceServiceSpecExplainerDnsConfig | None = ...,
        dns_policy: str | None = ...,
        enable_service_links: bool | None = ...,
        ephemeral_containers: Sequence[LLMInferenceServiceSpecWorkerEphemeralContainers] | None = ...,
        host_aliases: Sequence[InferenceServiceSpecExplainerHostAliases] | None = ...,
        host_ipc: bool | None = ...,
        host_network: bool | None = ...,
        host_pid: bool | None = ...,
        host_users: bool | None = ...,
        hostname: str | None = ...,
        hostname_override: str | None = ...,
        image_pull_secrets: Sequence[LLMInferenceServiceSpecBaseRefs] | None = ...,
        init_containers: Sequence[ServingRuntimeSpecContainers] | None = ...,
        node_name: str | None = ...,
        node_selector: Mapping[str, str] | None = ...,
        os: LLMInferenceServiceSpecWorkerOs | None = ...,
        overhead: Mapping[str, int | str] | None = ...,
        pipeline_parallel_size: int | None = ...,
        preemption_policy: str | None = ...,
        priority: int | None = ...,
        priority_class_name: str | None = ...,
        readiness_gates: Sequence[InferenceServiceSpecExplainerReadinessGates] | None = ...,
        resource_claims: Sequence[InferenceServiceSpecExplainerResourceClaims] | None = ...,
        resources: ServingRuntimeSpecContainersResources | None = ...,
        restart_policy: str | None = ...,
        runtime_class_name: str | None = ...,
        scheduler_name: str | None = ...,
        scheduling_gates: Sequence[LLMInferenceServiceSpecWorkerOs] | None = ...,
        security_context: InferenceServiceSpecExplainerSecurityContext | None = ...,
        service_account: str | None = ...,
        service_account_name: str | None = ...,
        set_hostname_as_fqdn: bool | None = ...,
        share_process_namespace: bool | None = ...,
        subdomain: str | None = ...,
        tensor_parallel_size: int | None = ...,
        termination_grace_period_seconds: int | None = ...,
        tolerations: Sequence[ServingRuntimeSpecTolerations] | None = ...,
        topology_spread_constraints: Sequence[InferenceServiceSpecExplainerTopologySpreadConstraints] | None = ...,
        volumes: Sequence[ServingRuntimeSpecVolumes] | None = ...,
    ) -> None: ...

class InferenceServiceSpecTransformer(Struct):
    def __init__(
        self,
        *,
        active_deadline_seconds: int | None = ...,
        affinity: ServingRuntimeSpecAffinity | None = ...,
        annotations: Mapping[str, str] | None = ...,
        auto_scaling: InferenceServiceSpecExplainerAutoScaling | None = ...,
        automount_service_account_token: bool | None = ...,
        batcher: InferenceServiceSpecExplainerBatcher | None = ...,
        canary_traffic_percent: int | None = ...,
        container_concurrency: int | None = ...,
        containers: Sequence[InferenceServiceSpecExplainerContainers] | None = ...,
        deployment_strategy: InferenceServiceSpecExplainerDeploymentStrategy | None = ...,
        dns_config: InferenceServiceSpecExplainerDnsConfig | None = ...,
        dns_policy: str | None = ...,
        enable_service_links: bool | None = ...,
        host_aliases: Sequence[InferenceServiceSpecExplainerHostAliases] | None = ...,
        host_ipc: bool | None = ...,
        host_network: bool | None = ...,
        host_pid: bool | None = ...,
        host_users: bool | None = ...,
        hostname: str | None = ...,
        hostname_override: str | None = ...,
        image_pull_secrets: Sequence[LLMInferenceServiceSpecBaseRefs] | None = ...,
        init_containers: Sequence[ServingRuntimeSpecContainers] | None = ...,
        labels: Mapping[str, str] | None = ...,
        logger: InferenceServiceSpecExplainerLogger | None = ...,
        max_replicas: int | None = ...,
        min_replicas: int | None = ...,
        node_name: str | None = ...,
        node_selector: Mapping[str, str] | None = ...,
        os: InferenceServiceSpecExplainerOs | None = ...,
        overhead: Mapping[str, int | str] | None = ...,
        preemption_policy: str | None = ...,
        priority: int | None = ...,
        priority_class_name: str | None = ...,
        readiness_gates: Sequence[InferenceServiceSpecExplainerReadinessGates] | None = ...,
        resource_claims: Sequence[InferenceServiceSpecExplainerResourceClaims] | None = ...,
        resources: ServingRuntimeSpecContainersResources | None = ...,
        restart_policy: str | None = ...,
        runtime_class_name: str | None = ...,
        scale_metric: Literal['cpu', 'memory', 'concurrency', 'rps'] | None = ...,
        scale_metric_type: Literal['Utilization', 'Value', 'AverageValue'] | None = ...,
        scale_target: int | None = ...,
        scheduler_name: str | None = ...,
        scheduling_gates: Sequence[LLMInferenceServiceSpecWorkerOs] | None = ...,
        security_context: InferenceServiceSpecExplainerSecurityContext | None = ...,
        service_account: str | None = ...,
        service_account_name: str | None = ...,
        set_hostname_as_fqdn: bool | None = ...,
        share_process_namespace: bool | None = ...,
        storage_uris: Sequence[InferenceServiceSpecExplainerStorageUris] | None = ...,
        subdomain: str | None = ...,
        termination_grace_period_seconds: int | None = ...,
        timeout: int | None = ...,
        tolerations: Sequence[ServingRuntimeSpecTolerations] | None = ...,
        topology_spread_constraints: Sequence[InferenceServiceSpecExplainerTopologySpreadConstraints] | None = ...,
        volumes: Sequence[ServingRuntimeSpecVolumes] | None = ...,
    ) -> None: ...

class LLMInferenceServiceSpec(Struct):
    def __init__(
        self,
        *,
        annotations: Mapping[str, str] | None = ...,
        base_refs: Sequence[LLMInferenceServiceSpecBaseRefs] | None = ...,
        kv_cache_offloading: LLMInferenceServiceSpecKvCacheOffloading | None = ...,
        labels: Mapping[str, str] | None = ...,
        model: LLMInferenceServiceSpecModel | None = ...,
        parallelism: LLMInferenceServiceSpecParallelism | None = ...,
        prefill: LLMInferenceServiceSpecPrefill | None = ...,
        replicas: int | None = ...,
        router: LLMInferenceServiceSpecRouter | None = ...,
        scaling: LLMInferenceServiceSpecScaling | None = ...,
        storage_initializer: LLMInferenceServiceSpecStorageInitializer | None = ...,
        template: LLMInferenceServiceSpecWorker | None = ...,
        tracing: LLMInferenceServiceSpecTracing | None = ...,
        worker: LLMInferenceServiceSpecWorker | None = ...,
    ) -> None: ...

class LLMInferenceServiceSpecBaseRefs(Struct):
    def __init__(
        self,
        *,
        name: str | None = ...,
    ) -> None: ...

class LLMInferenceServiceSpecKvCacheOffloading(Struct):
    def __init__(
        self,
        *,
        cpu: int | str,
        eviction_policy: Literal['lru', 'arc'] | None = ...,
        secondary: Sequence[LLMInferenceServiceSpecKvCacheOffloadingSecondary] | None = ...,
    ) -> None: ...

class LLMInferenceServiceSpecKvCacheOffloadingSecondary(Struct):
    def __init__(
        self,
        *,
        file_system: LLMInferenceServiceSpecKvCacheOffloadingSecondaryFileSystem | None = ...,
    ) -> None: ...

class LLMInferenceServiceSpecKvCacheOffloadingSecondaryFileSystem(Struct):
    def __init__(
        self,
        *,
        empty_dir: LLMInferenceServiceSpecKvCacheOffloadingSecondaryFileSystemEmptyDir | None = ...,
        pvc: LLMInferenceServiceSpecKvCacheOffloadingSecondaryFileSystemPvc | None = ...,
    ) -> None: ...

class LLMInferenceServiceSpecKvCacheOffloadingSecondaryFileSystemEmptyDir(Struct):
    def __init__(
        self,
        *,
        size: int | str,
    ) -> None: ...

class LLMInferenceServiceSpecKvCacheOffloadingSecondaryFileSystemPvc(Struct):
    def __init__(
        self,
        *,
        ref: LLMInferenceServiceSpecKvCacheOffloadingSecondaryFileSystemPvcRef | None = ...,
        spec: ServingRuntimeSpecVolumesEphemeralVolumeClaimTemplateSpec | None = ...,
    ) -> None: ...

class LLMInferenceServiceSpecKvCacheOffloadingSecondaryFileSystemPvcRef(Struct):
    def __init__(
        self,
        *,
        name: str,
        path: str | None = ...,
    ) -> None: ...

class LLMInferenceServiceSpecModel(Struct):
    def __init__(
        self,
        *,
        uri: str,
        confidential: LLMInferenceServiceSpecModelConfidential | None = ...,
        lora: LLMInferenceServiceSpecModelLora | None = ...,
        name: str | None = ...,
    ) -> None: ...

class LLMInferenceServiceSpecModelConfidential(Struct):
    def __init__(
        self,
        *,
        enabled: bool,
        resource_id: str | None = ...,
    ) -> None: ...

class LLMInferenceServiceSpecModelLora(Struct):
    def __init__(
        self,
        *,
        adapters: Any | None = ...,
        max_adapters: int | None = ...,
        max_cpu_adapters: int | None = ...,
        max_rank: int | None = ...,
    ) -> None: ...

class LLMInferenceServiceSpecParallelism(Struct):
    def __init__(
        self,
        *,
        data: int | None = ...,
        data_local: int | None = ...,
        data_rpc_port: int | None = ...,
        expert: bool | None = ...,
        pipeline: int | None = ...,
        tensor: int | None = ...,
    ) -> None: ...

class LLMInferenceServiceSpecPrefill(Struct):
    def __init__(
        self,
        *,
        annotations: Mapping[str, str] | None = ...,
        kv_cache_offloading: LLMInferenceServiceSpecKvCacheOffloading | None = ...,
        labels: Mapping[str, str] | None = ...,
        parallelism: LLMInferenceServiceSpecParallelism | None = ...,
        replicas: int | None = ...,
        scaling: LLMInferenceServiceSpecScaling | None = ...,
        template: LLMInferenceServiceSpecWorker | None = ...,
        worker: LLMInferenceServiceSpecWorker | None = ...,
    ) -> None: ...

class LLMInferenceServiceSpecRouter(Struct):
    def __init__(
        self,
        *,
        gateway: LLMInferenceServiceSpecRouterGateway | None = ...,
        ingress: LLMInferenceServiceSpecRouterIngress | None = ...,
        route: LLMInferenceServiceSpecRouterRoute | None = ...,
        scheduler: LLMInferenceServiceSpecRouterScheduler | None = ...,
    ) -> None: ...

class LLMInferenceServiceSpecRouterGateway(Struct):
    def __init__(
        self,
        *,
        refs: Sequence[LLMInferenceServiceSpecRouterGatewayRefs] | None = ...,
    ) -> None: ...

class LLMInferenceServiceSpecRouterGatewayRefs(Struct):
    def __init__(
        self,
        *,
        name: str | None = ...,
        namespace: str | None = ...,
        section_name: str | None = ...,
    ) -> None: ...

class LLMInferenceServiceSpecRouterIngress(Struct):
    def __init__(
        self,
        *,
        refs: Sequence[LLMInferenceServiceSpecRouterIngressRefs] | None = ...,
    ) -> None: ...

class LLMInferenceServiceSpecRouterIngressRefs(Struct):
    def __init__(
        self,
        *,
        name: str | None = ...,
        namespace: str | None = ...,
    ) -> None: ...

class LLMInferenceServiceSpecRouterRoute(Struct):
    def __init__(
        self,
        *,
        group: str | None = ...,
        http: LLMInferenceServiceSpecRouterRouteHttp | None = ...,
        weight: int | None = ...,
    ) -> None: ...

class LLMInferenceServiceSpecRouterRouteHttp(Struct):
    def __init__(
        self,
        *,
        refs: Sequence[LLMInferenceServiceSpecBaseRefs] | None = ...,
        spec: LLMInferenceServiceSpecRouterRouteHttpSpec | None = ...,
    ) -> None: ...

class LLMInferenceServiceSpecRouterRouteHttpSpec(Struct):
    def __init__(
        self,
        *,
        hostnames: Sequence[str] | None = ...,
        parent_refs: Sequence[LLMInferenceServiceSpecRouterRouteHttpSpecParentRefs] | None = ...,
        rules: Sequence[LLMInferenceServiceSpecRouterRouteHttpSpecRules] | None = ...,
        use_default_gateways: Literal['All', 'None'] | None = ...,
    ) -> None: ...

class LLMInferenceServiceSpecRouterRouteHttpSpecParentRefs(Struct):
    def __init__(
        self,
        *,
        name: str,
        group: str | None = ...,
        kind: str | None = ...,
        namespace: str | None = ...,
        port: int | None = ...,
        section_name: str | None = ...,
    ) -> None: ...

class LLMInferenceServiceSpecRouterRouteHttpSpecRules(Struct):
    def __init__(
        self,
        *,
        backend_refs: Sequence[LLMInferenceServiceSpecRouterRouteHttpSpecRulesBackendRefs] | None = ...,
        filters: Sequence[LLMInferenceServiceSpecRouterRouteHttpSpecRulesFilters] | None = ...,
        matches: Sequence[LLMInferenceServiceSpecRouterRouteHttpSpecRulesMatches] | None = ...,
        name: str | None = ...,
        retry: LLMInferenceServiceSpecRouterRouteHttpSpecRulesRetry | None = ...,
        session_persistence: LLMInferenceServiceSpecRouterRouteHttpSpecRulesSessionPersistence | None = ...,
        timeouts: LLMInferenceServiceSpecRouterRouteHttpSpecRulesTimeouts | None = ...,
    ) -> None: ...

class LLMInferenceServiceSpecRouterRouteHttpSpecRulesBackendRefs(Struct):
    def __init__(
        self,
        *,
        name: str,
        filters: Sequence[LLMInferenceServiceSpecRouterRouteHttpSpecRulesFilters] | None = ...,
        group: str | None = ...,
        kind: str | None = ...,
        namespace: str | None = ...,
        port: int | None = ...,
        weight: int | None = ...,
    ) -> None: ...

class LLMInferenceServiceSpecRouterRouteHttpSpecRulesFilters(Struct):
    def __init__(
        self,
        *,
        type: Literal['RequestHeaderModifier', 'ResponseHeaderModifier', 'RequestMirror', 'RequestRedirect', 'URLRewrite', 'ExtensionRef', 'CORS'],
        cors: LLMInferenceServiceSpecRouterRouteHttpSpecRulesFiltersCors | None = ...,
        extension_ref: LLMInferenceServiceSpecRouterRouteHttpSpecRulesFiltersExtensionRef | None = ...,
        external_auth: LLMInferenceServiceSpecRouterRouteHttpSpecRulesFiltersExternalAuth | None = ...,
        request_header_modifier: LLMInferenceServiceSpecRouterRouteHttpSpecRulesFiltersRequestHeaderModifier | None = ...,
        request_mirror: LLMInferenceServiceSpecRouterRouteHttpSpecRulesFiltersRequestMirror | None = ...,
        request_redirect: LLMInferenceServiceSpecRouterRouteHttpSpecRulesFiltersRequestRedirect | None = ...,
        response_header_modifier: LLMInferenceServiceSpecRouterRouteHttpSpecRulesFiltersRequestHeaderModifier | None = ...,
        url_rewrite: LLMInferenceServiceSpecRouterRouteHttpSpecRulesFiltersUrlRewrite | None = ...,
    ) -> None: ...

class LLMInferenceServiceSpecRouterRouteHttpSpecRulesFiltersCors(Struct):
    def __init__(
        self,
        *,
        allow_credentials: bool | None = ...,
        allow_headers: Sequence[str] | None = ...,
        allow_methods: Sequence[Literal['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'CONNECT', 'OPTIONS', 'TRACE', 'PATCH', '*']] | None = ...,
        allow_origins: Sequence[str] | None = ...,
        expose_headers: Sequence[str] | None = ...,
        max_age: int | None = ...,
    ) -> None: ...

class LLMInferenceServiceSpecRouterRouteHttpSpecRulesFiltersExtensionRef(Struct):
    def __init__(
        self,
        *,
        group: str,
        kind: str,
        name: str,
    ) -> None: ...

class LLMInferenceServiceSpecRouterRouteHttpSpecRulesFiltersExternalAuth(Struct):
    def __init__(
        self,
        *,
        backend_ref: LLMInferenceServiceSpecRouterRouteHttpSpecRulesFiltersExternalAuthBackendRef,
        protocol: Literal['HTTP', 'GRPC'],
        forward_body: LLMInferenceServiceSpecRouterRouteHttpSpecRulesFiltersExternalAuthForwardBody | None = ...,
        grpc: LLMInferenceServiceSpecRouterRouteHttpSpecRulesFiltersExternalAuthGrpc | None = ...,
        http: LLMInferenceServiceSpecRouterRouteHttpSpecRulesFiltersExternalAuthHttp | None = ...,
    ) -> None: ...

class LLMInferenceServiceSpecRouterRouteHttpSpecRulesFiltersExternalAuthBackendRef(Struct):
    def __init__(
        self,
        *,
        name: str,
        group: str | None = ...,
        kind: str | None = ...,
        namespace: str | None = ...,
        port: int | None = ...,
    ) -> None: ...

class LLMInferenceServiceSpecRouterRouteHttpSpecRulesFiltersExternalAuthForwardBody(Struct):
    def __init__(
        self,
        *,
        max_size: int | None = ...,
    ) -> None: ...

class LLMInferenceServiceSpecRouterRouteHttpSpecRulesFiltersExternalAuthGrpc(Struct):
    def __init__(
        self,
        *,
        allowed_headers: Sequence[str] | None = ...,
    ) -> None: ...

class LLMInferenceServiceSpecRouterRouteHttpSpecRulesFiltersExternalAuthHttp(Struct):
    def __init__(
        self,
        *,
        allowed_headers: Sequence[str] | None = ...,
        allowed_response_headers: Sequence[str] | None = ...,
        path: str | None = ...,
    ) -> None: ...

class LLMInferenceServiceSpecRouterRouteHttpSpecRulesFiltersRequestHeaderModifier(Struct):
    def __init__(
        self,
        *,
        add: Sequence[LLMInferenceServiceSpecRouterRouteHttpSpecRulesFiltersRequestHeaderModifierAdd] | None = ...,
        remove: Sequence[str] | None = ...,
        set: Sequence[LLMInferenceServiceSpecRouterRouteHttpSpecRulesFiltersRequestHeaderModifierAdd] | None = ...,
    ) -> None: ...

class LLMInferenceServiceSpecRouterRouteHttpSpecRulesFiltersRequestHeaderModifierAdd(Struct):
    def __init__(
        self,
        *,
        name: str,
        value: str,
    ) -> None: ...

class LLMInferenceServiceSpecRouterRouteHttpSpecRulesFiltersRequestMirror(Struct):
    def __init__(
        self,
        *,
        backend_ref: LLMInferenceServiceSpecRouterRouteHttpSpecRulesFiltersExternalAuthBackendRef,
        fraction: LLMInferenceServiceSpecRouterRouteHttpSpecRulesFiltersRequestMirrorFraction | None = ...,
        percent: int | None = ...,
    ) -> None: ...

class LLMInferenceServiceSpecRouterRouteHttpSpecRulesFiltersRequestMirrorFraction(Struct):
    def __init__(
        self,
        *,
        numerator: int,
        denominator: int | None = ...,
    ) -> None: ...

class LLMInferenceServiceSpecRouterRouteHttpSpecRulesFiltersRequestRedirect(Struct):
    def __init__(
        self,
        *,
        hostname: str | None = ...,
        path: LLMInferenceServiceSpecRouterRouteHttpSpecRulesFiltersUrlRewritePath | None = ...,
        port: int | None = ...,
        scheme: Literal['http', 'https'] | None = ...,
        status_code: Literal[301, 302, 303, 307, 308] | None = ...,
    ) -> None: ...

class LLMInferenceServiceSpecRouterRouteHttpSpecRulesFiltersUrlRewrite(Struct):
    def __init__(
        self,
        *,
        hostname: str | None = ...,
        path: LLMInferenceServiceSpecRouterRouteHttpSpecRulesFiltersUrlRewritePath | None = ...,
    ) -> None: ...

class LLMInferenceServiceSpecRouterRouteHttpSpecRulesFiltersUrlRewritePath(Struct):
    def __init__(
        self,
        *,
        type: Literal['ReplaceFullPath', 'ReplacePrefixMatch'],
        replace_full_path: str | None = ...,
        replace_prefix_match: str | None = ...,
    ) -> None: ...

class LLMInferenceServiceSpecRouterRouteHttpSpecRulesMatches(Struct):
    def __init__(
        self,
        *,
        headers: Sequence[LLMInferenceServiceSpecRouterRouteHttpSpecRulesMatchesHeaders] | None = ...,
        method: Literal['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'CONNECT', 'OPTIONS', 'TRACE', 'PATCH'] | None = ...,
        path: LLMInferenceServiceSpecRouterRouteHttpSpecRulesMatchesPath | None = ...,
        query_params: Sequence[LLMInferenceServiceSpecRouterRouteHttpSpecRulesMatchesQueryParams] | None = ...,
    ) -> None: ...

class LLMInferenceServiceSpecRouterRouteHttpSpecRulesMatchesHeaders(Struct):
    def __init__(
        self,
        *,
        name: str,
        value: str,
        type: Literal['Exact', 'RegularExpression'] | None = ...,
    ) -> None: ...

class LLMInferenceServiceSpecRouterRouteHttpSpecRulesMatchesPath(Struct):
    def __init__(
        self,
        *,
        type: Literal['Exact', 'PathPrefix', 'RegularExpression'] | None = ...,
        value: str | None = ...,
    ) -> None: ...

class LLMInferenceServiceSpecRouterRouteHttpSpecRulesMatchesQueryParams(Struct):
    def __init__(
        self,
        *,
        name: str,
        value: str,
        type: Literal['Exact', 'RegularExpression'] | None = ...,
    ) -> None: ...

class LLMInferenceServiceSpecRouterRouteHttpSpecRulesRetry(Struct):
    def __init__(
        self,
        *,
        attempts: int | None = ...,
        backoff: str | None = ...,
        codes: Sequence[int] | None = ...,
    ) -> None: ...

class LLMInferenceServiceSpecRouterRouteHttpSpecRulesSessionPersistence(Struct):
    def __init__(
        self,
        *,
        absolute_timeout: str | None = ...,
        cookie_config: LLMInferenceServiceSpecRouterRouteHttpSpecRulesSessionPersistenceCookieConfig | None = ...,
        idle_timeout: str | None = ...,
        session_name: str | None = ...,
        type: Literal['Cookie', 'Header'] | None = ...,
    ) -> None: ...

class LLMInferenceServiceSpecRouterRouteHttpSpecRulesSessionPersistenceCookieConfig(Struct):
    def __init__(
        self,
        *,
        lifetime_type: Literal['Permanent', 'Session'] | None = ...,
    ) -> None: ...

class LLMInferenceServiceSpecRouterRouteHttpSpecRulesTimeouts(Struct):
    def __init__(
        self,
        *,
        backend_request: str | None = ...,
        request: str | None = ...,
    ) -> None: ...

class LLMInferenceServiceSpecRouterScheduler(Struct):
    def __init__(
        self,
        *,
        annotations: Mapping[str, str] | None = ...,
        config: LLMInferenceServiceSpecRouterSchedulerConfig | None = ...,
        labels: Mapping[str, str] | None = ...,
        pool: LLMInferenceServiceSpecRouterSchedulerPool | None = ...,
        replicas: int | None = ...,
        template: LLMInferenceServiceSpecWorker | None = ...,
    ) -> None: ...

class LLMInferenceServiceSpecRouterSchedulerConfig(Struct):
    def __init__(
        self,
        *,
        inline: Mapping[str, Any] | None = ...,
        ref: LLMInferenceServiceSpecRouterSchedulerConfigRef | None = ...,
    ) -> None: ...

class LLMInferenceServiceSpecRouterSchedulerConfigRef(Struct):
    def __init__(
        self,
        *,
        key: str,
        name: str | None = ...,
        optional: bool | None = ...,
    ) -> None: ...

class LLMInferenceServiceSpecRouterSchedulerPool(Struct):
    def __init__(
        self,
        *,
        ref: LLMInferenceServiceSpecBaseRefs | None = ...,
        spec: LLMInferenceServiceSpecRouterSchedulerPoolSpec | None = ...,
    ) -> None: ...

class LLMInferenceServiceSpecRouterSchedulerPoolSpec(Struct):
    def __init__(
        self,
        *,
        endpoint_picker_ref: LLMInferenceServiceSpecRouterSchedulerPoolSpecEndpointPickerRef,
        selector: LLMInferenceServiceSpecRouterSchedulerPoolSpecSelector,
        target_ports: Sequence[LLMInferenceServiceSpecRouterSchedulerPoolSpecTargetPorts],
        app_protocol: Literal['http', 'kubernetes.io/h2c'] | None = ...,
    ) -> None: ...

class LLMInferenceServiceSpecRouterSchedulerPoolSpecEndpointPickerRef(Struct):
    def __init__(
        self,
        *,
        name: str,
        failure_mode: Literal['FailOpen', 'FailClose'] | None = ...,
        group: str | None = ...,
        kind: str | None = ...,
        port: LLMInferenceServiceSpecRouterSchedulerPoolSpecTargetPorts | None = ...,
    ) -> None: ...

class LLMInferenceServiceSpecRouterSchedulerPoolSpecSelector(Struct):
    def __init__(
        self,
        *,
        match_labels: Mapping[str, str],
    ) -> None: ...

class LLMInferenceServiceSpecRouterSchedulerPoolSpecTargetPorts(Struct):
    def __init__(
        self,
        *,
        number: int,
    ) -> None: ...

class LLMInferenceServiceSpecScaling(Struct):
    def __init__(
        self,
        *,
        max_replicas: int,
        min_replicas: int | None = ...,
        wva: LLMInferenceServiceSpecScalingWva | None = ...,
    ) -> None: ...

class LLMInferenceServiceSpecScalingWva(Struct):
    def __init__(
        self,
        *,
        hpa: LLMInferenceServiceSpecScalingWvaHpa | None = ...,
        keda: LLMInferenceServiceSpecScalingWvaKeda | None = ...,
        variant_cost: str | None = ...,
    ) -> None: ...

class LLMInferenceServiceSpecScalingWvaHpa(Struct):
    def __init__(
        self,
        *,
        behavior: LLMInferenceServiceSpecScalingWvaHpaBehavior | None = ...,
    ) -> None: ...

class LLMInferenceServiceSpecScalingWvaHpaBehavior(Struct):
    def __init__(
        self,
        *,
        scale_down: LLMInferenceServiceSpecScalingWvaHpaBehaviorScaleUp | None = ...,
        scale_up: LLMInferenceServiceSpecScalingWvaHpaBehaviorScaleUp | None = ...,
    ) -> None: ...

class LLMInferenceServiceSpecScalingWvaHpaBehaviorScaleUp(Struct):
    def __init__(
        self,
        *,
        policies: Sequence[LLMInferenceServiceSpecScalingWvaHpaBehaviorScaleUpPolicies] | None = ...,
        select_policy: str | None = ...,
        stabilization_window_seconds: int | None = ...,
        tolerance: int | str | None = ...,
    ) -> None: ...

class LLMInferenceServiceSpecScalingWvaHpaBehaviorScaleUpPolicies(Struct):
    def __init__(
        self,
        *,
        period_seconds: int,
        type: str,
        value: int,
    ) -> None: ...

class LLMInferenceServiceSpecScalingWvaKeda(Struct):
    def __init__(
        self,
        *,
        advanced: LLMInferenceServiceSpecScalingWvaKedaAdvanced | None = ...,
        cooldown_period: int | None = ...,
        fallback: LLMInferenceServiceSpecScalingWvaKedaFallback | None = ...,
        idle_replica_count: int | None = ...,
        initial_cooldown_period: int | None = ...,
        polling_interval: int | None = ...,
    ) -> None: ...

class LLMInferenceServiceSpecScalingWvaKedaAdvanced(Struct):
    def __init__(
        self,
        *,
        horizontal_pod_autoscaler_config: LLMInferenceServiceSpecScalingWvaKedaAdvancedHorizontalPodAutoscalerConfig | None = ...,
        restore_to_original_replica_count: bool | None = ...,
        scaling_modifiers: LLMInferenceServiceSpecScalingWvaKedaAdvancedScalingModifiers | None = ...,
    ) -> None: ...

class LLMInferenceServiceSpecScalingWvaKedaAdvancedHorizontalPodAutoscalerConfig(Struct):
    def __init__(
        self,
        *,
        behavior: LLMInferenceServiceSpecScalingWvaHpaBehavior | None = ...,
        name: str | None = ...,
    ) -> None: ...

class LLMInferenceServiceSpecScalingWvaKedaAdvancedScalingModifiers(Struct):
    def __init__(
        self,
        *,
        activation_target: str | None = ...,
        formula: str | None = ...,
        metric_type: Literal['AverageValue', 'Value'] | None = ...,
        target: str | None = ...,
    ) -> None: ...

class LLMInferenceServiceSpecScalingWvaKedaFallback(Struct):
    def __init__(
        self,
        *,
        failure_threshold: int,
        replicas: int,
        behavior: Literal['static', 'currentReplicas', 'currentReplicasIfHigher', 'currentReplicasIfLower'] | None = ...,
    ) -> None: ...

class LLMInferenceServiceSpecStorageInitializer(Struct):
    def __init__(
        self,
        *,
        enabled: bool | None = ...,
    ) -> None: ...

class LLMInferenceServiceSpecTracing(Struct):
    def __init__(
        self,
        *,
        exporter: str | None = ...,
        exporter_endpoint: str | None = ...,
        sampler: str | None = ...,
        sampler_arg: str | None = ...,
    ) -> None: ...

class LLMInferenceServiceSpecWorker(Struct):
    def __init__(
        self,
        *,
        active_deadline_seconds: int | None = ...,
        affinity: ServingRuntimeSpecAffinity | None = ...,
        automount_service_account_token: bool | None = ...,
        containers: Sequence[ServingRuntimeSpecContainers] | None = ...,
        dns_config: InferenceServiceSpecExplainerDnsConfig | None = ...,
        dns_policy: str | None = ...,
        enable_service_links: bool | None = ...,
        ephemeral_containers: Sequence[LLMInferenceServiceSpecWorkerEphemeralContainers] | None = ...,
        host_aliases: Sequence[InferenceServiceSpecExplainerHostAliases] | None = ...,
        host_ipc: bool | None = ...,
        host_network: bool | None = ...,
        host_pid: bool | None = ...,
        host_users: bool | None = ...,
        hostname: str | None = ...,
        hostname_override: str | None = ...,
        image_pull_secrets: Sequence[LLMInferenceServiceSpecBaseRefs] | None = ...,
        init_containers: Sequence[ServingRuntimeSpecContainers] | None = ...,
        node_name: str | None = ...,
        node_selector: Mapping[str, str] | None = ...,
        os: LLMInferenceServiceSpecWorkerOs | None = ...,
        overhead: Mapping[str, int | str] | None = ...,
        preemption_policy: str | None = ...,
        priority: int | None = ...,
        priority_class_name: str | None = ...,
        readiness_gates: Sequence[InferenceServiceSpecExplainerReadinessGates] | None = ...,
        resource_claims: Sequence[InferenceServiceSpecExplainerResourceClaims] | None = ...,
        resources: ServingRuntimeSpecContainersResources | None = ...,
        restart_policy: str | None = ...,
        runtime_class_name: str | None = ...,
        scheduler_name: str | None = ...,
        scheduling_gates: Sequence[LLMInferenceServiceSpecWorkerOs] | None = ...,
        security_context: InferenceServiceSpecExplainerSecurityContext | None = ...,
        service_account: str | None = ...,
        service_account_name: str | None = ...,
        set_hostname_as_fqdn: bool | None = ...,
        share_process_namespace: bool | None = ...,
        subdomain: str | None = ...,
        termination_grace_period_seconds: int | None = ...,
        tolerations: Sequence[ServingRuntimeSpecTolerations] | None = ...,
        topology_spread_constraints: Sequence[InferenceServiceSpecExplainerTopologySpreadConstraints] | None = ...,
        volumes: Sequence[ServingRuntimeSpecVolumes] | None = ...,
    ) -> None: ...

class LLMInferenceServiceSpecWorkerEphemeralContainers(Struct):
    def __init__(
        self,
        *,
        name: str,
        args: Sequence[str] | None = ...,
        command: Sequence[str] | None = ...,
        env: Sequence[ServingRuntimeSpecContainersEnv] | None = ...,
        env_from: Sequence[ServingRuntimeSpecContainersEnvFrom] | None = ...,
        image: str | None = ...,
        image_pull_policy: str | None = ...,
        lifecycle: ServingRuntimeSpecContainersLifecycle | None = ...,
        liveness_probe: ServingRuntimeSpecContainersStartupProbe | None = ...,
        ports: Sequence[ServingRuntimeSpecContainersPorts] | None = ...,
        readiness_probe: ServingRuntimeSpecContainersStartupProbe | None = ...,
        resize_policy: Sequence[ServingRuntimeSpecContainersResizePolicy] | None = ...,
        resources: ServingRuntimeSpecContainersResources | None = ...,
        restart_policy: str | None = ...,
        restart_policy_rules: Sequence[ServingRuntimeSpecContainersRestartPolicyRules] | None = ...,
        security_context: ServingRuntimeSpecContainersSecurityContext | None = ...,
        startup_probe: ServingRuntimeSpecContainersStartupProbe | None = ...,
        stdin: bool | None = ...,
        stdin_once: bool | None = ...,
        target_container_name: str | None = ...,
        termination_message_path: str | None = ...,
        termination_message_policy: str | None = ...,
        tty: bool | None = ...,
        volume_devices: Sequence[ServingRuntimeSpecContainersVolumeDevices] | None = ...,
        volume_mounts: Sequence[ServingRuntimeSpecContainersVolumeMounts] | None = ...,
        working_dir: str | None = ...,
    ) -> None: ...

class LLMInferenceServiceSpecWorkerOs(Struct):
    def __init__(
        self,
        *,
        name: str,
    ) -> None: ...

class ServingRuntimeSpec(Struct):
    def __init__(
        self,
        *,
        containers: Sequence[ServingRuntimeSpecContainers],
        affinity: ServingRuntimeSpecAffinity | None = ...,
        annotations: Mapping[str, str] | None = ...,
        built_in_adapter: ServingRuntimeSpecBuiltInAdapter | None = ...,
        disabled: bool | None = ...,
        grpc_data_endpoint: str | None = ...,
        grpc_endpoint: str | None = ...,
        host_ipc: bool | None = ...,
        http_data_endpoint: str | None = ...,
        image_pull_secrets: Sequence[LLMInferenceServiceSpecBaseRefs] | None = ...,
        labels: Mapping[str, str] | None = ...,
        multi_model: bool | None = ...,
        node_selector: Mapping[str, str] | None = ...,
        protocol_versions: Sequence[str] | None = ...,
        replicas: int | None = ...,
        scheduler_name: str | None = ...,
        storage_helper: ServingRuntimeSpecStorageHelper | None = ...,
        supported_model_formats: Sequence[ServingRuntimeSpecSupportedModelFormats] | None = ...,
        tolerations: Sequence[ServingRuntimeSpecTolerations] | None = ...,
        volumes: Sequence[ServingRuntimeSpecVolumes] | None = ...,
        worker_spec: ServingRuntimeSpecWorkerSpec | None = ...,
    ) -> None: ...

class ServingRuntimeSpecAffinity(Struct):
    def __init__(
        self,
        *,
        node_affinity: ServingRuntimeSpecAffinityNodeAffinity | None = ...,
        pod_affinity: ServingRuntimeSpecAffinityPodAffinity | None = ...,
        pod_anti_affinity: ServingRuntimeSpecAffinityPodAffinity | None = ...,
    ) -> None: ...

class ServingRuntimeSpecAffinityNodeAffinity(Struct):
    def __init__(
        self,
        *,
        preferred_during_scheduling_ignored_during_execution: Sequence[ServingRuntimeSpecAffinityNodeAffinityPreferredDuringSchedulingIgnoredDuringExecution] | None = ...,
        required_during_scheduling_ignored_during_execution: ServingRuntimeSpecAffinityNodeAffinityRequiredDuringSchedulingIgnoredDuringExecution | None = ...,
    ) -> None: ...

class ServingRuntimeSpecAffinityNodeAffinityPreferredDuringSchedulingIgnoredDuringExecution(Struct):
    def __init__(
        self,
        *,
        preference: ServingRuntimeSpecAffinityNodeAffinityPreferredDuringSchedulingIgnoredDuringExecutionPreference,
        weight: int,
    ) -> None: ...

class ServingRuntimeSpecAffinityNodeAffinityPreferredDuringSchedulingIgnoredDuringExecutionPreference(Struct):
    def __init__(
        self,
        *,
        match_expressions: Sequence[ServingRuntimeSpecVolumesEphemeralVolumeClaimTemplateSpecSelectorMatchExpressions] | None = ...,
        match_fields: Sequence[ServingRuntimeSpecVolumesEphemeralVolumeClaimTemplateSpecSelectorMatchExpressions] | None = ...,
    ) -> None: ...

class ServingRuntimeSpecAffinityNodeAffinityRequiredDuringSchedulingIgnoredDuringExecution(Struct):
    def __init__(
        self,
        *,
        node_selector_terms: Sequence[ServingRuntimeSpecAffinityNodeAffinityPreferredDuringSchedulingIgnoredDuringExecutionPreference],
    ) -> None: ...

class ServingRuntimeSpecAffinityPodAffinity(Struct):
    def __init__(
        self,
        *,
        preferred_during_scheduling_ignored_during_execution: Sequence[ServingRuntimeSpecAffinityPodAffinityPreferredDuringSchedulingIgnoredDuringExecution] | None = ...,
        required_during_scheduling_ignored_during_execution: Sequence[ServingRuntimeSpecAffinityPodAffinityRequiredDuringSchedulingIgnoredDuringExecution] | None = ...,
    ) -> None: ...

class ServingRuntimeSpecAffinityPodAffinityPreferredDuringSchedulingIgnoredDuringExecution(Struct):
    def __init__(
        self,
        *,
        pod_affinity_term: ServingRuntimeSpecAffinityPodAffinityRequiredDuringSchedulingIgnoredDuringExecution,
        weight: int,
    ) -> None: ...

class ServingRuntimeSpecAffinityPodAffinityRequiredDuringSchedulingIgnoredDuringExecution(Struct):
    def __init__(
        self,
        *,
        topology_key: str,
        label_selector: ServingRuntimeSpecVolumesEphemeralVolumeClaimTemplateSpecSelector | None = ...,
        match_label_keys: Sequence[str] | None = ...,
        mismatch_label_keys: Sequence[str] | None = ...,
        namespace_selector: ServingRuntimeSpecVolumesEphemeralVolumeClaimTemplateSpecSelector | None = ...,
        namespaces: Sequence[str] | None = ...,
    ) -> None: ...

class ServingRuntimeSpecBuiltInAdapter(Struct):
    def __init__(
        self,
        *,
        env: Sequence[ServingRuntimeSpecContainersEnv] | None = ...,
        mem_buffer_bytes: int | None = ...,
        model_loading_timeout_millis: int | None = ...,
        runtime_management_port: int | None = ...,
        server_type: str | None = ...,
    ) -> None: ...

class ServingRuntimeSpecContainers(Struct):
    def __init__(
        self,
        *,
        name: str,
        args: Sequence[str] | None = ...,
        command: Sequence[str] | None = ...,
        env: Sequence[ServingRuntimeSpecContainersEnv] | None = ...,
        env_from: Sequence[ServingRuntimeSpecContainersEnvFrom] | None = ...,
        image: str | None = ...,
        image_pull_policy: str | None = ...,
        lifecycle: ServingRuntimeSpecContainersLifecycle | None = ...,
        liveness_probe: ServingRuntimeSpecContainersStartupProbe | None = ...,
        ports: Sequence[ServingRuntimeSpecContainersPorts] | None = ...,
        readiness_probe: ServingRuntimeSpecContainersStartupProbe | None = ...,
        resize_policy: Sequence[ServingRuntimeSpecContainersResizePolicy] | None = ...,
        resources: ServingRuntimeSpecContainersResources | None = ...,
        restart_policy: str | None = ...,
        restart_policy_rules: Sequence[ServingRuntimeSpecContainersRestartPolicyRules] | None = ...,
        security_context: ServingRuntimeSpecContainersSecurityContext | None = ...,
        startup_probe: ServingRuntimeSpecContainersStartupProbe | None = ...,
        stdin: bool | None = ...,
        stdin_once: bool | None = ...,
        termination_message_path: str | None = ...,
        termination_message_policy: str | None = ...,
        tty: bool | None = ...,
        volume_devices: Sequence[ServingRuntimeSpecContainersVolumeDevices] | None = ...,
        volume_mounts: Sequence[ServingRuntimeSpecContainersVolumeMounts] | None = ...,
        working_dir: str | None = ...,
    ) -> None: ...

class ServingRuntimeSpecContainersEnv(Struct):
    def __init__(
        self,
        *,
        name: str,
        value: str | None = ...,
        value_from: ServingRuntimeSpecContainersEnvValueFrom | None = ...,
    ) -> None: ...

class ServingRuntimeSpecContainersEnvFrom(Struct):
    def __init__(
        self,
        *,
        config_map_ref: ServingRuntimeSpecContainersEnvFromSecretRef | None = ...,
        prefix: str | None = ...,
        secret_ref: ServingRuntimeSpecContainersEnvFromSecretRef | None = ...,
    ) -> None: ...

class ServingRuntimeSpecContainersEnvFromSecretRef(Struct):
    def __init__(
        self,
        *,
        name: str | None = ...,
        optional: bool | None = ...,
    ) -> None: ...

class ServingRuntimeSpecContainersEnvValueFrom(Struct):
    def __init__(
        self,
        *,
        config_map_key_ref: LLMInferenceServiceSpecRouterSchedulerConfigRef | None = ...,
        field_ref: ServingRuntimeSpecContainersEnvValueFromFieldRef | None = ...,
        file_key_ref: ServingRuntimeSpecContainersEnvValueFromFileKeyRef | None = ...,
        resource_field_ref: ServingRuntimeSpecContainersEnvValueFromResourceFieldRef | None = ...,
        secret_key_ref: LLMInferenceServiceSpecRouterSchedulerConfigRef | None = ...,
    ) -> None: ...

class ServingRuntimeSpecContainersEnvValueFromFieldRef(Struct):
    def __init__(
        self,
        *,
        field_path: str,
        api_version: str | None = ...,
    ) -> None: ...

class ServingRuntimeSpecContainersEnvValueFromFileKeyRef(Struct):
    def __init__(
        self,
        *,
        key: str,
        path: str,
        volume_name: str,
        optional: bool | None = ...,
    ) -> None: ...

class ServingRuntimeSpecContainersEnvValueFromResourceFieldRef(Struct):
    def __init__(
        self,
        *,
        resource: str,
        container_name: str | None = ...,
        divisor: int | str | None = ...,
    ) -> None: ...

class ServingRuntimeSpecContainersLifecycle(Struct):
    def __init__(
        self,
        *,
        post_start: ServingRuntimeSpecContainersLifecyclePreStop | None = ...,
        pre_stop: ServingRuntimeSpecContainersLifecyclePreStop | None = ...,
        stop_signal: str | None = ...,
    ) -> None: ...

class ServingRuntimeSpecContainersLifecyclePreStop(Struct):
    def __init__(
        self,
        *,
        exec: ServingRuntimeSpecContainersStartupProbeExec | None = ...,
        http_get: ServingRuntimeSpecContainersStartupProbeHttpGet | None = ...,
        sleep: ServingRuntimeSpecContainersLifecyclePreStopSleep | None = ...,
        tcp_socket: ServingRuntimeSpecContainersStartupProbeTcpSocket | None = ...,
    ) -> None: ...

class ServingRuntimeSpecContainersLifecyclePreStopSleep(Struct):
    def __init__(
        self,
        *,
        seconds: int,
    ) -> None: ...

class ServingRuntimeSpecContainersPorts(Struct):
    def __init__(
        self,
        *,
        container_port: int,
        host_ip: str | None = ...,
        host_port: int | None = ...,
        name: str | None = ...,
        protocol: str | None = ...,
    ) -> None: ...

class ServingRuntimeSpecContainersResizePolicy(Struct):
    def __init__(
        self,
        *,
        resource_name: str,
        restart_policy: str,
    ) -> None: ...

class ServingRuntimeSpecContainersResources(Struct):
    def __init__(
        self,
        *,
        claims: Sequence[ServingRuntimeSpecContainersResourcesClaims] | None = ...,
        limits: Mapping[str, int | str] | None = ...,
        requests: Mapping[str, int | str] | None = ...,
    ) -> None: ...

class ServingRuntimeSpecContainersResourcesClaims(Struct):
    def __init__(
        self,
        *,
        name: str,
        request: str | None = ...,
    ) -> None: ...

class ServingRuntimeSpecContainersRestartPolicyRules(Struct):
    def __init__(
        self,
        *,
        action: str,
        exit_codes: ServingRuntimeSpecContainersRestartPolicyRulesExitCodes | None = ...,
    ) -> None: ...

class ServingRuntimeSpecContainersRestartPolicyRulesExitCodes(Struct):
    def __init__(
        self,
        *,
        operator: str,
        values: Sequence[int] | None = ...,
    ) -> None: ...

class ServingRuntimeSpecContainersSecurityContext(Struct):
    def __init__(
        self,
        *,
        allow_privilege_escalation: bool | None = ...,
        app_armor_profile: ServingRuntimeSpecContainersSecurityContextSeccompProfile | None = ...,
        capabilities: ServingRuntimeSpecContainersSecurityContextCapabilities | None = ...,
        privileged: bool | None = ...,
        proc_mount: str | None = ...,
        read_only_root_filesystem: bool | None = ...,
        run_as_group: int | None = ...,
        run_as_non_root: bool | None = ...,
        run_as_user: int | None = ...,
        se_linux_options: ServingRuntimeSpecContainersSecurityContextSeLinuxOptions | None = ...,
        seccomp_profile: ServingRuntimeSpecContainersSecurityContextSeccompProfile | None = ...,
        windows_options: ServingRuntimeSpecContainersSecurityContextWindowsOptions | None = ...,
    ) -> None: ...

class ServingRuntimeSpecContainersSecurityContextCapabilities(Struct):
    def __init__(
        self,
        *,
        add: Sequence[str] | None = ...,
        drop: Sequence[str] | None = ...,
    ) -> None: ...

class ServingRuntimeSpecContainersSecurityContextSeLinuxOptions(Struct):
    def __init__(
        self,
        *,
        level: str | None = ...,
        role: str | None = ...,
        type: str | None = ...,
        user: str | None = ...,
    ) -> None: ...

class ServingRuntimeSpecContainersSecurityContextSeccompProfile(Struct):
    def __init__(
        self,
        *,
        type: str,
        localhost_profile: str | None = ...,
    ) -> None: ...

class ServingRuntimeSpecContainersSecurityContextWindowsOptions(Struct):
    def __init__(
        self,
        *,
        gmsa_credential_spec: str | None = ...,
        gmsa_credential_spec_name: str | None = ...,
        host_process: bool | None = ...,
        run_as_user_name: str | None = ...,
    ) -> None: ...

class ServingRuntimeSpecContainersStartupProbe(Struct):
    def __init__(
        self,
        *,
        exec: ServingRuntimeSpecContainersStartupProbeExec | None = ...,
        failure_threshold: int | None = ...,
        grpc: ServingRuntimeSpecContainersStartupProbeGrpc | None = ...,
        http_get: ServingRuntimeSpecContainersStartupProbeHttpGet | None = ...,
        initial_delay_seconds: int | None = ...,
        period_seconds: int | None = ...,
        success_threshold: int | None = ...,
        tcp_socket: ServingRuntimeSpecContainersStartupProbeTcpSocket | None = ...,
        termination_grace_period_seconds: int | None = ...,
        timeout_seconds: int | None = ...,
    ) -> None: ...

class ServingRuntimeSpecContainersStartupProbeExec(Struct):
    def __init__(
        self,
        *,
        command: Sequence[str] | None = ...,
    ) -> None: ...

class ServingRuntimeSpecContainersStartupProbeGrpc(Struct):
    def __init__(
        self,
        *,
        port: int,
        service: str | None = ...,
    ) -> None: ...

class ServingRuntimeSpecContainersStartupProbeHttpGet(Struct):
    def __init__(
        self,
        *,
        port: int | str,
        host: str | None = ...,
        http_headers: Sequence[InferenceServiceSpecExplainerSecurityContextSysctls] | None = ...,
        path: str | None = ...,
        scheme: str | None = ...,
    ) -> None: ...

class ServingRuntimeSpecContainersStartupProbeTcpSocket(Struct):
    def __init__(
        self,
        *,
        port: int | str,
        host: str | None = ...,
    ) -> None: ...

class ServingRuntimeSpecContainersVolumeDevices(Struct):
    def __init__(
        self,
        *,
        device_path: str,
        name: str,
    ) -> None: ...

class ServingRuntimeSpecContainersVolumeMounts(Struct):
    def __init__(
        self,
        *,
        mount_path: str,
        name: str,
        mount_propagation: str | None = ...,
        read_only: bool | None = ...,
        recursive_read_only: str | None = ...,
        sub_path: str | None = ...,
        sub_path_expr: str | None = ...,
    ) -> None: ...

class ServingRuntimeSpecStorageHelper(Struct):
    def __init__(
        self,
        *,
        disabled: bool | None = ...,
    ) -> None: ...

class ServingRuntimeSpecSupportedModelFormats(Struct):
    def __init__(
        self,
        *,
        name: str,
        auto_select: bool | None = ...,
        priority: int | None = ...,
        version: str | None = ...,
    ) -> None: ...

class ServingRuntimeSpecTolerations(Struct):
    def __init__(
        self,
        *,
        effect: str | None = ...,
        key: str | None = ...,
        operator: str | None = ...,
        toleration_seconds: int | None = ...,
        value: str | None = ...,
    ) -> None: ...

class ServingRuntimeSpecVolumes(Struct):
    def __init__(
        self,
        *,
        name: str,
        aws_elastic_block_store: ServingRuntimeSpecVolumesAwsElasticBlockStore | None = ...,
        azure_disk: ServingRuntimeSpecVolumesAzureDisk | None = ...,
        azure_file: ServingRuntimeSpecVolumesAzureFile | None = ...,
        cephfs: ServingRuntimeSpecVolumesCephfs | None = ...,
        cinder: ServingRuntimeSpecVolumesCinder | None = ...,
        config_map: ServingRuntimeSpecVolumesConfigMap | None = ...,
        csi: ServingRuntimeSpecVolumesCsi | None = ...,
        downward_api: ServingRuntimeSpecVolumesDownwardAPI | None = ...,
        empty_dir: ServingRuntimeSpecVolumesEmptyDir | None = ...,
        ephemeral: ServingRuntimeSpecVolumesEphemeral | None = ...,
        fc: ServingRuntimeSpecVolumesFc | None = ...,
        flex_volume: ServingRuntimeSpecVolumesFlexVolume | None = ...,
        flocker: ServingRuntimeSpecVolumesFlocker | None = ...,
        gce_persistent_disk: ServingRuntimeSpecVolumesGcePersistentDisk | None = ...,
        git_repo: ServingRuntimeSpecVolumesGitRepo | None = ...,
        glusterfs: ServingRuntimeSpecVolumesGlusterfs | None = ...,
        host_path: ServingRuntimeSpecVolumesHostPath | None = ...,
        image: ServingRuntimeSpecVolumesImage | None = ...,
        iscsi: ServingRuntimeSpecVolumesIscsi | None = ...,
        nfs: ServingRuntimeSpecVolumesNfs | None = ...,
        persistent_volume_claim: ServingRuntimeSpecVolumesPersistentVolumeClaim | None = ...,
        photon_persistent_disk: ServingRuntimeSpecVolumesPhotonPersistentDisk | None = ...,
        portworx_volume: ServingRuntimeSpecVolumesPortworxVolume | None = ...,
        projected: ServingRuntimeSpecVolumesProjected | None = ...,
        quobyte: ServingRuntimeSpecVolumesQuobyte | None = ...,
        rbd: ServingRuntimeSpecVolumesRbd | None = ...,
        scale_io: ServingRuntimeSpecVolumesScaleIO | None = ...,
        secret: ServingRuntimeSpecVolumesSecret | None = ...,
        storageos: ServingRuntimeSpecVolumesStorageos | None = ...,
        vsphere_volume: ServingRuntimeSpecVolumesVsphereVolume | None = ...,
    ) -> None: ...

class ServingRuntimeSpecVolumesAwsElasticBlockStore(Struct):
    def __init__(
        self,
        *,
        volume_id: str,
        fs_type: str | None = ...,
        partition: int | None = ...,
        read_only: bool | None = ...,
    ) -> None: ...

class ServingRuntimeSpecVolumesAzureDisk(Struct):
    def __init__(
        self,
        *,
        disk_name: str,
        disk_uri: str,
        caching_mode: str | None = ...,
        fs_type: str | None = ...,
        kind: str | None = ...,
        read_only: bool | None = ...,
    ) -> None: ...

class ServingRuntimeSpecVolumesAzureFile(Struct):
    def __init__(
        self,
        *,
        secret_name: str,
        share_name: str,
        read_only: bool | None = ...,
    ) -> None: ...

class ServingRuntimeSpecVolumesCephfs(Struct):
    def __init__(
        self,
        *,
        monitors: Sequence[str],
        path: str | None = ...,
        read_only: bool | None = ...,
        secret_file: str | None = ...,
        secret_ref: LLMInferenceServiceSpecBaseRefs | None = ...,
        user: str | None = ...,
    ) -> None: ...

class ServingRuntimeSpecVolumesCinder(Struct):
    def __init__(
        self,
        *,
        volume_id: str,
        fs_type: str | None = ...,
        read_only: bool | None = ...,
        secret_ref: LLMInferenceServiceSpecBaseRefs | None = ...,
    ) -> None: ...

class ServingRuntimeSpecVolumesConfigMap(Struct):
    def __init__(
        self,
        *,
        default_mode: int | None = ...,
        items: Sequence[ServingRuntimeSpecVolumesSecretItems] | None = ...,
        name: str | None = ...,
        optional: bool | None = ...,
    ) -> None: ...

class ServingRuntimeSpecVolumesCsi(Struct):
    def __init__(
        self,
        *,
        driver: str,
        fs_type: str | None = ...,
        node_publish_secret_ref: LLMInferenceServiceSpecBaseRefs | None = ...,
        read_only: bool | None = ...,
        volume_attributes: Mapping[str, str] | None = ...,
    ) -> None: ...

class ServingRuntimeSpecVolumesDownwardAPI(Struct):
    def __init__(
        self,
        *,
        default_mode: int | None = ...,
        items: Sequence[ServingRuntimeSpecVolumesDownwardAPIItems] | None = ...,
    ) -> None: ...

class ServingRuntimeSpecVolumesDownwardAPIItems(Struct):
    def __init__(
        self,
        *,
        path: str,
        field_ref: ServingRuntimeSpecContainersEnvValueFromFieldRef | None = ...,
        mode: int | None = ...,
        resource_field_ref: ServingRuntimeSpecContainersEnvValueFromResourceFieldRef | None = ...,
    ) -> None: ...

class ServingRuntimeSpecVolumesEmptyDir(Struct):
    def __init__(
        self,
        *,
        medium: str | None = ...,
        size_limit: int | str | None = ...,
    ) -> None: ...

class ServingRuntimeSpecVolumesEphemeral(Struct):
    def __init__(
        self,
        *,
        volume_claim_template: ServingRuntimeSpecVolumesEphemeralVolumeClaimTemplate | None = ...,
    ) -> None: ...

class ServingRuntimeSpecVolumesEphemeralVolumeClaimTemplate(Struct):
    def __init__(
        self,
        *,
        spec: ServingRuntimeSpecVolumesEphemeralVolumeClaimTemplateSpec,
        metadata: ServingRuntimeSpecVolumesEphemeralVolumeClaimTemplateMetadata | None = ...,
    ) -> None: ...

class ServingRuntimeSpecVolumesEphemeralVolumeClaimTemplateMetadata(Struct):
    def __init__(self) -> None: ...

class ServingRuntimeSpecVolumesEphemeralVolumeClaimTemplateSpec(Struct):
    def __init__(
        self,
        *,
        access_modes: Sequence[str] | None = ...,
        data_source: ServingRuntimeSpecVolumesEphemeralVolumeClaimTemplateSpecDataSource | None = ...,
        data_source_ref: ServingRuntimeSpecVolumesEphemeralVolumeClaimTemplateSpecDataSourceRef | None = ...,
        resources: ServingRuntimeSpecVolumesEphemeralVolumeClaimTemplateSpecResources | None = ...,
        selector: ServingRuntimeSpecVolumesEphemeralVolumeClaimTemplateSpecSelector | None = ...,
        storage_class_name: str | None = ...,
        volume_attributes_class_name: str | None = ...,
        volume_mode: str | None = ...,
        volume_name: str | None = ...,
    ) -> None: ...

class ServingRuntimeSpecVolumesEphemeralVolumeClaimTemplateSpecDataSource(Struct):
    def __init__(
        self,
        *,
        kind: str,
        name: str,
        api_group: str | None = ...,
    ) -> None: ...

class ServingRuntimeSpecVolumesEphemeralVolumeClaimTemplateSpecDataSourceRef(Struct):
    def __init__(
        self,
        *,
        kind: str,
        name: str,
        api_group: str | None = ...,
        namespace: str | None = ...,
    ) -> None: ...

class ServingRuntimeSpecVolumesEphemeralVolumeClaimTemplateSpecResources(Struct):
    def __init__(
        self,
        *,
        limits: Mapping[str, int | str] | None = ...,
        requests: Mapping[str, int | str] | None = ...,
    ) -> None: ...

class ServingRuntimeSpecVolumesEphemeralVolumeClaimTemplateSpecSelector(Struct):
    def __init__(
        self,
        *,
        match_expressions: Sequence[ServingRuntimeSpecVolumesEphemeralVolumeClaimTemplateSpecSelectorMatchExpressions] | None = ...,
        match_labels: Mapping[str, str] | None = ...,
    ) -> None: ...

class ServingRuntimeSpecVolumesEphemeralVolumeClaimTemplateSpecSelectorMatchExpressions(Struct):
    def __init__(
        self,
        *,
        key: str,
        operator: str,
        values: Sequence[str] | None = ...,
    ) -> None: ...

class ServingRuntimeSpecVolumesFc(Struct):
    def __init__(
        self,
        *,
        fs_type: str | None = ...,
        lun: int | None = ...,
        read_only: bool | None = ...,
        target_wwns: Sequence[str] | None = ...,
        wwids: Sequence[str] | None = ...,
    ) -> None: ...

class ServingRuntimeSpecVolumesFlexVolume(Struct):
    def __init__(
        self,
        *,
        driver: str,
        fs_type: str | None = ...,
        options: Mapping[str, str] | None = ...,
        read_only: bool | None = ...,
        secret_ref: LLMInferenceServiceSpecBaseRefs | None = ...,
    ) -> None: ...

class ServingRuntimeSpecVolumesFlocker(Struct):
    def __init__(
        self,
        *,
        dataset_name: str | None = ...,
        dataset_uuid: str | None = ...,
    ) -> None: ...

class ServingRuntimeSpecVolumesGcePersistentDisk(Struct):
    def __init__(
        self,
        *,
        pd_name: str,
        fs_type: str | None = ...,
        partition: int | None = ...,
        read_only: bool | None = ...,
    ) -> None: ...

class ServingRuntimeSpecVolumesGitRepo(Struct):
    def __init__(
        self,
        *,
        repository: str,
        directory: str | None = ...,
        revision: str | None = ...,
    ) -> None: ...

class ServingRuntimeSpecVolumesGlusterfs(Struct):
    def __init__(
        self,
        *,
        endpoints: str,
        path: str,
        read_only: bool | None = ...,
    ) -> None: ...

class ServingRuntimeSpecVolumesHostPath(Struct):
    def __init__(
        self,
        *,
        path: str,
        type: str | None = ...,
    ) -> None: ...

class ServingRuntimeSpecVolumesImage(Struct):
    def __init__(
        self,
        *,
        pull_policy: str | None = ...,
        reference: str | None = ...,
    ) -> None: ...

class ServingRuntimeSpecVolumesIscsi(Struct):
    def __init__(
        self,
        *,
        iqn: str,
        lun: int,
        target_portal: str,
        chap_auth_discovery: bool | None = ...,
        chap_auth_session: bool | None = ...,
        fs_type: str | None = ...,
        initiator_name: str | None = ...,
        iscsi_interface: str | None = ...,
        portals: Sequence[str] | None = ...,
        read_only: bool | None = ...,
        secret_ref: LLMInferenceServiceSpecBaseRefs | None = ...,
    ) -> None: ...

class ServingRuntimeSpecVolumesNfs(Struct):
    def __init__(
        self,
        *,
        path: str,
        server: str,
        read_only: bool | None = ...,
    ) -> None: ...

class ServingRuntimeSpecVolumesPersistentVolumeClaim(Struct):
    def __init__(
        self,
        *,
        claim_name: str,
        read_only: bool | None = ...,
    ) -> None: ...

class ServingRuntimeSpecVolumesPhotonPersistentDisk(Struct):
    def __init__(
        self,
        *,
        pd_id: str,
        fs_type: str | None = ...,
    ) -> None: ...

class ServingRuntimeSpecVolumesPortworxVolume(Struct):
    def __init__(
        self,
        *,
        volume_id: str,
        fs_type: str | None = ...,
        read_only: bool | None = ...,
    ) -> None: ...

class ServingRuntimeSpecVolumesProjected(Struct):
    def __init__(
        self,
        *,
        default_mode: int | None = ...,
        sources: Sequence[ServingRuntimeSpecVolumesProjectedSources] | None = ...,
    ) -> None: ...

class ServingRuntimeSpecVolumesProjectedSources(Struct):
    def __init__(
        self,
        *,
        cluster_trust_bundle: ServingRuntimeSpecVolumesProjectedSourcesClusterTrustBundle | None = ...,
        config_map: ServingRuntimeSpecVolumesProjectedSourcesSecret | None = ...,
        downward_api: ServingRuntimeSpecVolumesProjectedSourcesDownwardAPI | None = ...,
        pod_certificate: ServingRuntimeSpecVolumesProjectedSourcesPodCertificate | None = ...,
        secret: ServingRuntimeSpecVolumesProjectedSourcesSecret | None = ...,
        service_account_token: ServingRuntimeSpecVolumesProjectedSourcesServiceAccountToken | None = ...,
    ) -> None: ...

class ServingRuntimeSpecVolumesProjectedSourcesClusterTrustBundle(Struct):
    def __init__(
        self,
        *,
        path: str,
        label_selector: ServingRuntimeSpecVolumesEphemeralVolumeClaimTemplateSpecSelector | None = ...,
        name: str | None = ...,
        optional: bool | None = ...,
        signer_name: str | None = ...,
    ) -> None: ...

class ServingRuntimeSpecVolumesProjectedSourcesDownwardAPI(Struct):
    def __init__(
        self,
        *,
        items: Sequence[ServingRuntimeSpecVolumesDownwardAPIItems] | None = ...,
    ) -> None: ...

class ServingRuntimeSpecVolumesProjectedSourcesPodCertificate(Struct):
    def __init__(
        self,
        *,
        key_type: str,
        signer_name: str,
        certificate_chain_path: str | None = ...,
        credential_bundle_path: str | None = ...,
        key_path: str | None = ...,
        max_expiration_seconds: int | None = ...,
    ) -> None: ...

class ServingRuntimeSpecVolumesProjectedSourcesSecret(Struct):
    def __init__(
        self,
        *,
        items: Sequence[ServingRuntimeSpecVolumesSecretItems] | None = ...,
        name: str | None = ...,
        optional: bool | None = ...,
    ) -> None: ...

class ServingRuntimeSpecVolumesProjectedSourcesServiceAccountToken(Struct):
    def __init__(
        self,
        *,
        path: str,
        audience: str | None = ...,
        expiration_seconds: int | None = ...,
    ) -> None: ...

class ServingRuntimeSpecVolumesQuobyte(Struct):
    def __init__(
        self,
        *,
        registry: str,
        volume: str,
        group: str | None = ...,
        read_only: bool | None = ...,
        tenant: str | None = ...,
        user: str | None = ...,
    ) -> None: ...

class ServingRuntimeSpecVolumesRbd(Struct):
    def __init__(
        self,
        *,
        image: str,
        monitors: Sequence[str],
        fs_type: str | None = ...,
        keyring: str | None = ...,
        pool: str | None = ...,
        read_only: bool | None = ...,
        secret_ref: LLMInferenceServiceSpecBaseRefs | None = ...,
        user: str | None = ...,
    ) -> None: ...

class ServingRuntimeSpecVolumesScaleIO(Struct):
    def __init__(
        self,
        *,
        gateway: str,
        secret_ref: LLMInferenceServiceSpecBaseRefs,
        system: str,
        fs_type: str | None = ...,
        protection_domain: str | None = ...,
        read_only: bool | None = ...,
        ssl_enabled: bool | None = ...,
        storage_mode: str | None = ...,
        storage_pool: str | None = ...,
        volume_name: str | None = ...,
    ) -> None: ...

class ServingRuntimeSpecVolumesSecret(Struct):
    def __init__(
        self,
        *,
        default_mode: int | None = ...,
        items: Sequence[ServingRuntimeSpecVolumesSecretItems] | None = ...,
        optional: bool | None = ...,
        secret_name: str | None = ...,
    ) -> None: ...

class ServingRuntimeSpecVolumesSecretItems(Struct):
    def __init__(
        self,
        *,
        key: str,
        path: str,
        mode: int | None = ...,
    ) -> None: ...

class ServingRuntimeSpecVolumesStorageos(Struct):
    def __init__(
        self,
        *,
        fs_type: str | None = ...,
        read_only: bool | None = ...,
        secret_ref: LLMInferenceServiceSpecBaseRefs | None = ...,
        volume_name: str | None = ...,
        volume_namespace: str | None = ...,
    ) -> None: ...

class ServingRuntimeSpecVolumesVsphereVolume(Struct):
    def __init__(
        self,
        *,
        volume_path: str,
        fs_type: str | None = ...,
        storage_policy_id: str | None = ...,
        storage_policy_name: str | None = ...,
    ) -> None: ...

class ServingRuntimeSpecWorkerSpec(Struct):
    def __init__(
        self,
        *,
        containers: Sequence[ServingRuntimeSpecContainers],
        affinity: ServingRuntimeSpecAffinity | None = ...,
        annotations: Mapping[str, str] | None = ...,
        host_ipc: bool | None = ...,
        image_pull_secrets: Sequence[LLMInferenceServiceSpecBaseRefs] | None = ...,
        labels: Mapping[str, str] | None = ...,
        node_selector: Mapping[str, str] | None = ...,
        pipeline_parallel_size: int | None = ...,
        scheduler_name: str | None = ...,
        tensor_parallel_size: int | None = ...,
        tolerations: Sequence[ServingRuntimeSpecTolerations] | None = ...,
        volumes: Sequence[ServingRuntimeSpecVolumes] | None = ...,
    ) -> None: ...
