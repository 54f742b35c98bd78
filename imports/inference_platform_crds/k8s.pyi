# Made by `python -m inference_platform_bindings.generate`; do not edit.

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from constructs import Construct

from inference_platform_bindings.metadata import ObjectMeta as ObjectMeta
from inference_platform_bindings.resource import Metadata, Resource
from inference_platform_bindings.struct import Struct

class APIService(Resource):
    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        metadata: Metadata,
        spec: APIServiceSpec | None = ...,
    ) -> None: ...
    @classmethod
    def manifest_of(
        cls,
        *,
        metadata: Metadata,
        spec: APIServiceSpec | None = ...,
    ) -> dict[str, Any]: ...

class ClusterRole(Resource):
    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        metadata: Metadata,
        aggregation_rule: AggregationRule | None = ...,
        rules: Sequence[PolicyRule] | None = ...,
    ) -> None: ...
    @classmethod
    def manifest_of(
        cls,
        *,
        metadata: Metadata,
        aggregation_rule: AggregationRule | None = ...,
        rules: Sequence[PolicyRule] | None = ...,
    ) -> dict[str, Any]: ...

class ClusterRoleBinding(Resource):
    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        metadata: Metadata,
        role_ref: RoleRef,
        subjects: Sequence[Subject] | None = ...,
    ) -> None: ...
    @classmethod
    def manifest_of(
        cls,
        *,
        metadata: Metadata,
        role_ref: RoleRef,
        subjects: Sequence[Subject] | None = ...,
    ) -> dict[str, Any]: ...

class ConfigMap(Resource):
    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        metadata: Metadata,
        binary_data: Mapping[str, str] | None = ...,
        data: Mapping[str, str] | None = ...,
        immutable: bool | None = ...,
    ) -> None: ...
    @classmethod
    def manifest_of(
        cls,
        *,
        metadata: Metadata,
        binary_data: Mapping[str, str] | None = ...,
        data: Mapping[str, str] | None = ...,
        immutable: bool | None = ...,
    ) -> dict[str, Any]: ...

class CronJob(Resource):
    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        metadata: Metadata,
        spec: CronJobSpec | None = ...,
    ) -> None: ...
    @classmethod
    def manifest_of(
        cls,
        *,
        metadata: Metadata,
        spec: CronJobSpec | None = ...,
    ) -> dict[str, Any]: ...

class CustomResourceDefinition(Resource):
    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        metadata: Metadata,
        spec: CustomResourceDefinitionSpec,
    ) -> None: ...
    @classmethod
    def manifest_of(
        cls,
        *,
        metadata: Metadata,
        spec: CustomResourceDefinitionSpec,
    ) -> dict[str, Any]: ...

class DaemonSet(Resource):
    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        metadata: Metadata,
        spec: DaemonSetSpec | None = ...,
    ) -> None: ...
    @classmethod
    def manifest_of(
        cls,
        *,
        metadata: Metadata,
        spec: DaemonSetSpec | None = ...,
    ) -> dict[str, Any]: ...

class Deployment(Resource):
    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        metadata: Metadata,
        spec: DeploymentSpec | None = ...,
    ) -> None: ...
    @classmethod
    def manifest_of(
        cls,
        *,
        metadata: Metadata,
        spec: DeploymentSpec | None = ...,
    ) -> dict[str, Any]: ...

class EndpointSlice(Resource):
    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        metadata: Metadata,
        address_type: Literal['FQDN', 'IPv4', 'IPv6'],
        endpoints: Sequence[Endpoint],
        ports: Sequence[EndpointPort] | None = ...,
    ) -> None: ...
    @classmethod
    def manifest_of(
        cls,
        *,
        metadata: Metadata,
        address_type: Literal['FQDN', 'IPv4', 'IPv6'],
        endpoints: Sequence[Endpoint],
        ports: Sequence[EndpointPort] | None = ...,
    ) -> dict[str, Any]: ...

class HorizontalPodAutoscaler(Resource):
    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        metadata: Metadata,
        spec: HorizontalPodAutoscalerSpec,
    ) -> None: ...
    @classmethod
    def manifest_of(
        cls,
        *,
        metadata: Metadata,
        spec: HorizontalPodAutoscalerSpec,
    ) -> dict[str, Any]: ...

class Ingress(Resource):
    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        metadata: Metadata,
        spec: IngressSpec | None = ...,
    ) -> None: ...
    @classmethod
    def manifest_of(
        cls,
        *,
        metadata: Metadata,
        spec: IngressSpec | None = ...,
    ) -> dict[str, Any]: ...

class IngressClass(Resource):
    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        metadata: Metadata,
        spec: IngressClassSpec | None = ...,
    ) -> None: ...
    @classmethod
    def manifest_of(
        cls,
        *,
        metadata: Metadata,
        spec: IngressClassSpec | None = ...,
    ) -> dict[str, Any]: ...

class Job(Resource):
    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        metadata: Metadata,
        spec: JobSpec | None = ...,
    ) -> None: ...
    @classmethod
    def manifest_of(
        cls,
        *,
        metadata: Metadata,
        spec: JobSpec | None = ...,
    ) -> dict[str, Any]: ...

class Lease(Resource):
    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        metadata: Metadata,
        spec: LeaseSpec | None = ...,
    ) -> None: ...
    @classmethod
    def manifest_of(
        cls,
        *,
        metadata: Metadata,
        spec: LeaseSpec | None = ...,
    ) -> dict[str, Any]: ...

class LimitRange(Resource):
    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        metadata: Metadata,
        spec: LimitRangeSpec | None = ...,
    ) -> None: ...
    @classmethod
    def manifest_of(
        cls,
        *,
        metadata: Metadata,
        spec: LimitRangeSpec | None = ...,
    ) -> dict[str, Any]: ...

class MutatingWebhookConfiguration(Resource):
    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        metadata: Metadata,
        webhooks: Sequence[MutatingWebhook] | None = ...,
    ) -> None: ...
    @classmethod
    def manifest_of(
        cls,
        *,
        metadata: Metadata,
        webhooks: Sequence[MutatingWebhook] | None = ...,
    ) -> dict[str, Any]: ...

class Namespace(Resource):
    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        metadata: Metadata,
        spec: NamespaceSpec | None = ...,
    ) -> None: ...
    @classmethod
    def manifest_of(
        cls,
        *,
        metadata: Metadata,
        spec: NamespaceSpec | None = ...,
    ) -> dict[str, Any]: ...

class NetworkPolicy(Resource):
    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        metadata: Metadata,
        spec: NetworkPolicySpec | None = ...,
    ) -> None: ...
    @classmethod
    def manifest_of(
        cls,
        *,
        metadata: Metadata,
        spec: NetworkPolicySpec | None = ...,
    ) -> dict[str, Any]: ...

class PersistentVolume(Resource):
    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        metadata: Metadata,
        spec: PersistentVolumeSpec | None = ...,
    ) -> None: ...
    @classmethod
    def manifest_of(
        cls,
        *,
        metadata: Metadata,
        spec: PersistentVolumeSpec | None = ...,
    ) -> dict[str, Any]: ...

class PersistentVolumeClaim(Resource):
    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        metadata: Metadata,
        spec: PersistentVolumeClaimSpec | None = ...,
    ) -> None: ...
    @classmethod
    def manifest_of(
        cls,
        *,
        metadata: Metadata,
        spec: PersistentVolumeClaimSpec | None = ...,
    ) -> dict[str, Any]: ...

class Pod(Resource):
    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        metadata: Metadata,
        spec: PodSpec | None = ...,
    ) -> None: ...
    @classmethod
    def manifest_of(
        cls,
        *,
        metadata: Metadata,
        spec: PodSpec | None = ...,
    ) -> dict[str, Any]: ...

class PodDisruptionBudget(Resource):
    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        metadata: Metadata,
        spec: PodDisruptionBudgetSpec | None = ...,
    ) -> None: ...
    @classmethod
    def manifest_of(
        cls,
        *,
        metadata: Metadata,
        spec: PodDisruptionBudgetSpec | None = ...,
    ) -> dict[str, Any]: ...

class PriorityClass(Resource):
    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        metadata: Metadata,
        description: str | None = ...,
        global_default: bool | None = ...,
        preemption_policy: Literal['Never', 'PreemptLowerPriority'] | None = ...,
        value: int | None = ...,
    ) -> None: ...
    @classmethod
    def manifest_of(
        cls,
        *,
        metadata: Metadata,
        description: str | None = ...,
        global_default: bool | None = ...,
        preemption_policy: Literal['Never', 'PreemptLowerPriority'] | None = ...,
        value: int | None = ...,
    ) -> dict[str, Any]: ...

class ReplicaSet(Resource):
    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        metadata: Metadata,
        spec: ReplicaSetSpec | None = ...,
    ) -> None: ...
    @classmethod
    def manifest_of(
        cls,
        *,
        metadata: Metadata,
        spec: ReplicaSetSpec | None = ...,
    ) -> dict[str, Any]: ...

class ResourceQuota(Resource):
    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        metadata: Metadata,
        spec: ResourceQuotaSpec | None = ...,
    ) -> None: ...
    @classmethod
    def manifest_of(
        cls,
        *,
        metadata: Metadata,
        spec: ResourceQuotaSpec | None = ...,
    ) -> dict[str, Any]: ...

class Role(Resource):
    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        metadata: Metadata,
        rules: Sequence[PolicyRule] | None = ...,
    ) -> None: ...
    @classmethod
    def manifest_of(
        cls,
        *,
        metadata: Metadata,
        rules: Sequence[PolicyRule] | None = ...,
    ) -> dict[str, Any]: ...

class RoleBinding(Resource):
    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        metadata: Metadata,
        role_ref: RoleRef,
        subjects: Sequence[Subject] | None = ...,
    ) -> None: ...
    @classmethod
    def manifest_of(
        cls,
        *,
        metadata: Metadata,
        role_ref: RoleRef,
        subjects: Sequence[Subject] | None = ...,
    ) -> dict[str, Any]: ...

class RuntimeClass(Resource):
    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        metadata: Metadata,
        handler: str,
        overhead: Overhead | None = ...,
        scheduling: Scheduling | None = ...,
    ) -> None: ...
    @classmethod
    def manifest_of(
        cls,
        *,
        metadata: Metadata,
        handler: str,
        overhead: Overhead | None = ...,
        scheduling: Scheduling | None = ...,
    ) -> dict[str, Any]: ...

class Secret(Resource):
    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        metadata: Metadata,
        data: Mapping[str, str] | None = ...,
        immutable: bool | None = ...,
        string_data: Mapping[str, str] | None = ...,
        type: str | None = ...,
    ) -> None: ...
    @classmethod
    def manifest_of(
        cls,
        *,
        metadata: Metadata,
        data: Mapping[str, str] | None = ...,
        immutable: bool | None = ...,
        string_data: Mapping[str, str] | None = ...,
        type: str | None = ...,
    ) -> dict[str, Any]: ...

class Service(Resource):
    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        metadata: Metadata,
        spec: ServiceSpec | None = ...,
    ) -> None: ...
    @classmethod
    def manifest_of(
        cls,
        *,
        metadata: Metadata,
        spec: ServiceSpec | None = ...,
    ) -> dict[str, Any]: ...

class ServiceAccount(Resource):
    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        metadata: Metadata,
        automount_service_account_token: bool | None = ...,
        image_pull_secrets: Sequence[LocalObjectReference] | None = ...,
        secrets: Sequence[ObjectReference] | None = ...,
    ) -> None: ...
    @classmethod
    def manifest_of(
        cls,
        *,
        metadata: Metadata,
        automount_service_account_token: bool | None = ...,
        image_pull_secrets: Sequence[LocalObjectReference] | None = ...,
        secrets: Sequence[ObjectReference] | None = ...,
    ) -> dict[str, Any]: ...

class StatefulSet(Resource):
    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        metadata: Metadata,
        spec: StatefulSetSpec | None = ...,
    ) -> None: ...
    @classmethod
    def manifest_of(
        cls,
        *,
        metadata: Metadata,
        spec: StatefulSetSpec | None = ...,
    ) -> dict[str, Any]: ...

class StorageClass(Resource):
    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        metadata: Metadata,
        provisioner: str,
        allow_volume_expansion: bool | None = ...,
        allowed_topologies: Sequence[TopologySelectorTerm] | None = ...,
        mount_options: Sequence[str] | None = ...,
        parameters: Mapping[str, str] | None = ...,
        reclaim_policy: Literal['Delete', 'Retain'] | None = ...,
        volume_binding_mode: Literal['Immediate', 'WaitForFirstConsumer'] | None = ...,
    ) -> None: ...
    @classmethod
    def manifest_of(
        cls,
        *,
        metadata: Metadata,
        provisioner: str,
        allow_volume_expansion: bool | None = ...,
        allowed_topologies: Sequence[TopologySelectorTerm] | None = ...,
        mount_options: Sequence[str] | None = ...,
        parameters: Mapping[str, str] | None = ...,
        reclaim_policy: Literal['Delete', 'Retain'] | None = ...,
        volume_binding_mode: Literal['Immediate', 'WaitForFirstConsumer'] | None = ...,
    ) -> dict[str, Any]: ...

class ValidatingWebhookConfiguration(Resource):
    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        metadata: Metadata,
        webhooks: Sequence[ValidatingWebhook] | None = ...,
    ) -> None: ...
    @classmethod
    def manifest_of(
        cls,
        *,
        metadata: Metadata,
        webhooks: Sequence[ValidatingWebhook] | None = ...,
    ) -> dict[str, Any]: ...

class APIServiceSpec(Struct):
    def __init__(
        self,
        *,
        group_priority_minimum: int,
        version_priority: int,
        ca_bundle: str | None = ...,
        group: str | None = ...,
        insecure_skip_tls_verify: bool | None = ...,
        service: ApiregistrationServiceReference | None = ...,
        version: str | None = ...,
    ) -> None: ...

class AWSElasticBlockStoreVolumeSource(Struct):
    def __init__(
        self,
        *,
        volume_id: str,
        fs_type: str | None = ...,
        partition: int | None = ...,
        read_only: bool | None = ...,
    ) -> None: ...

class AdmissionregistrationServiceReference(Struct):
    def __init__(
        self,
        *,
        name: str,
        namespace: str,
        path: str | None = ...,
        port: int | None = ...,
    ) -> None: ...

class AdmissionregistrationWebhookClientConfig(Struct):
    def __init__(
        self,
        *,
        ca_bundle: str | None = ...,
        service: AdmissionregistrationServiceReference | None = ...,
        url: str | None = ...,
    ) -> None: ...

class Affinity(Struct):
    def __init__(
        self,
        *,
        node_affinity: NodeAffinity | None = ...,
        pod_affinity: PodAffinity | None = ...,
        pod_anti_affinity: PodAntiAffinity | None = ...,
    ) -> None: ...

class AggregationRule(Struct):
    def __init__(
        self,
        *,
        cluster_role_selectors: Sequence[LabelSelector] | None = ...,
    ) -> None: ...

class ApiextensionsServiceReference(Struct):
    def __init__(
        self,
        *,
        name: str,
        namespace: str,
        path: str | None = ...,
        port: int | None = ...,
    ) -> None: ...

class ApiextensionsWebhookClientConfig(Struct):
    def __init__(
        self,
        *,
        ca_bundle: str | None = ...,
        service: ApiextensionsServiceReference | None = ...,
        url: str | None = ...,
    ) -> None: ...

class ApiregistrationServiceReference(Struct):
    def __init__(
        self,
        *,
        name: str | None = ...,
        namespace: str | None = ...,
        port: int | None = ...,
    ) -> None: ...

class AppArmorProfile(Struct):
    def __init__(
        self,
        *,
        type: Literal['Localhost', 'RuntimeDefault', 'Unconfined'],
        localhost_profile: str | None = ...,
    ) -> None: ...

class AzureDiskVolumeSource(Struct):
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

class AzureFilePersistentVolumeSource(Struct):
    def __init__(
        self,
        *,
        secret_name: str,
        share_name: str,
        read_only: bool | None = ...,
        secret_namespace: str | None = ...,
    ) -> None: ...

class AzureFileVolumeSource(Struct):
    def __init__(
        self,
        *,
        secret_name: str,
        share_name: str,
        read_only: bool | None = ...,
    ) -> None: ...

class CSIPersistentVolumeSource(Struct):
    def __init__(
        self,
        *,
        driver: str,
        volume_handle: str,
        controller_expand_secret_ref: SecretReference | None = ...,
        controller_publish_secret_ref: SecretReference | None = ...,
        fs_type: str | None = ...,
        node_expand_secret_ref: SecretReference | None = ...,
        node_publish_secret_ref: SecretReference | None = ...,
        node_stage_secret_ref: SecretReference | None = ...,
        read_only: bool | None = ...,
        volume_attributes: Mapping[str, str] | None = ...,
    ) -> None: ...

class CSIVolumeSource(Struct):
    def __init__(
        self,
        *,
        driver: str,
        fs_type: str | None = ...,
        node_publish_secret_ref: LocalObjectReference | None = ...,
        read_only: bool | None = ...,
        volume_attributes: Mapping[str, str] | None = ...,
    ) -> None: ...

class Capabilities(Struct):
    def __init__(
        self,
        *,
        add: Sequence[str] | None = ...,
        drop: Sequence[str] | None = ...,
    ) -> None: ...

class CephFSPersistentVolumeSource(Struct):
    def __init__(
        self,
        *,
        monitors: Sequence[str],
        path: str | None = ...,
        read_only: bool | None = ...,
        secret_file: str | None = ...,
        secret_ref: SecretReference | None = ...,
        user: str | None = ...,
    ) -> None: ...

class CephFSVolumeSource(Struct):
    def __init__(
        self,
        *,
        monitors: Sequence[str],
        path: str | None = ...,
        read_only: bool | None = ...,
        secret_file: str | None = ...,
        secret_ref: LocalObjectReference | None = ...,
        user: str | None = ...,
    ) -> None: ...

class CinderPersistentVolumeSource(Struct):
    def __init__(
        self,
        *,
        volume_id: str,
        fs_type: str | None = ...,
        read_only: bool | None = ...,
        secret_ref: SecretReference | None = ...,
    ) -> None: ...

class CinderVolumeSource(Struct):
    def __init__(
        self,
        *,
        volume_id: str,
        fs_type: str | None = ...,
        read_only: bool | None = ...,
        secret_ref: LocalObjectReference | None = ...,
    ) -> None: ...

class ClientIPConfig(Struct):
    def __init__(
        self,
        *,
        timeout_seconds: int | None = ...,
    ) -> None: ...

class ClusterTrustBundleProjection(Struct):
    def __init__(
        self,
        *,
        path: str,
        label_selector: LabelSelector | None = ...,
        name: str | None = ...,
        optional: bool | None = ...,
        signer_name: str | None = ...,
    ) -> None: ...

class ConfigMapEnvSource(Struct):
    def __init__(
        self,
        *,
        name: str,
        optional: bool | None = ...,
    ) -> None: ...

class ConfigMapKeySelector(Struct):
    def __init__(
        self,
        *,
        key: str,
        name: str,
        optional: bool | None = ...,
    ) -> None: ...

class ConfigMapProjection(Struct):
    def __init__(
        self,
        *,
        name: str,
        items: Sequence[KeyToPath] | None = ...,
        optional: bool | None = ...,
    ) -> None: ...

class ConfigMapVolumeSource(Struct):
    def __init__(
        self,
        *,
        name: str,
        default_mode: int | None = ...,
        items: Sequence[KeyToPath] | None = ...,
        optional: bool | None = ...,
    ) -> None: ...

class Container(Struct):
    def __init__(
        self,
        *,
        name: str,
        args: Sequence[str] | None = ...,
        command: Sequence[str] | None = ...,
        env: Sequence[EnvVar] | None = ...,
        env_from: Sequence[EnvFromSource] | None = ...,
        image: str | None = ...,
        image_pull_policy: Literal['Always', 'IfNotPresent', 'Never'] | None = ...,
        lifecycle: Lifecycle | None = ...,
        liveness_probe: Probe | None = ...,
        ports: Sequence[ContainerPort] | None = ...,
        readiness_probe: Probe | None = ...,
        resize_policy: Sequence[ContainerResizePolicy] | None = ...,
        resources: ResourceRequirements | None = ...,
        restart_policy: str | None = ...,
        restart_policy_rules: Sequence[ContainerRestartRule] | None = ...,
        security_context: SecurityContext | None = ...,
        startup_probe: Probe | None = ...,
        stdin: bool | None = ...,
        stdin_once: bool | None = ...,
        termination_message_path: str | None = ...,
        termination_message_policy: Literal['FallbackToLogsOnError', 'File'] | None = ...,
        tty: bool | None = ...,
        volume_devices: Sequence[VolumeDevice] | None = ...,
        volume_mounts: Sequence[VolumeMount] | None = ...,
        working_dir: str | None = ...,
    ) -> None: ...

class ContainerPort(Struct):
    def __init__(
        self,
        *,
        container_port: int,
        host_ip: str | None = ...,
        host_port: int | None = ...,
        name: str | None = ...,
        protocol: Literal['SCTP', 'TCP', 'UDP'] | None = ...,
    ) -> None: ...

class ContainerResizePolicy(Struct):
    def __init__(
        self,
        *,
        resource_name: Literal['cpu', 'memory'],
        restart_policy: Literal['NotRequired', 'RestartContainer'],
    ) -> None: ...

class ContainerResourceMetricSource(Struct):
    def __init__(
        self,
        *,
        container: str,
        name: str,
        target: MetricTarget,
    ) -> None: ...

class ContainerRestartRule(Struct):
    def __init__(
        self,
        *,
        action: str,
        exit_codes: ContainerRestartRuleOnExitCodes | None = ...,
    ) -> None: ...

class ContainerRestartRuleOnExitCodes(Struct):
    def __init__(
        self,
        *,
        operator: str,
        values: Sequence[int] | None = ...,
    ) -> None: ...

class CronJobSpec(Struct):
    def __init__(
        self,
        *,
        job_template: JobTemplateSpec,
        schedule: str,
        concurrency_policy: Literal['Allow', 'Forbid', 'Replace'] | None = ...,
        failed_jobs_history_limit: int | None = ...,
        starting_deadline_seconds: int | None = ...,
        successful_jobs_history_limit: int | None = ...,
        suspend: bool | None = ...,
        time_zone: str | None = ...,
    ) -> None: ...

class CrossVersionObjectReference(Struct):
    def __init__(
        self,
        *,
        kind: str,
        name: str,
        api_version: str | None = ...,
    ) -> None: ...

class CustomResourceColumnDefinition(Struct):
    def __init__(
        self,
        *,
        json_path: str,
        name: str,
        type: str,
        description: str | None = ...,
        format: str | None = ...,
        priority: int | None = ...,
    ) -> None: ...

class CustomResourceConversion(Struct):
    def __init__(
        self,
        *,
        strategy: str,
        webhook: WebhookConversion | None = ...,
    ) -> None: ...

class CustomResourceDefinitionNames(Struct):
    def __init__(
        self,
        *,
        kind: str,
        plural: str,
        categories: Sequence[str] | None = ...,
        list_kind: str | None = ...,
        short_names: Sequence[str] | None = ...,
        singular: str | None = ...,
    ) -> None: ...

class CustomResourceDefinitionSpec(Struct):
    def __init__(
        self,
        *,
        group: str,
        names: CustomResourceDefinitionNames,
        scope: Literal['Cluster', 'Namespaced'],
        versions: Sequence[CustomResourceDefinitionVersion],
        conversion: CustomResourceConversion | None = ...,
        preserve_unknown_fields: bool | None = ...,
    ) -> None: ...

class CustomResourceDefinitionVersion(Struct):
    def __init__(
        self,
        *,
        name: str,
        served: bool,
        storage: bool,
        additional_printer_columns: Sequence[CustomResourceColumnDefinition] | None = ...,
        deprecated: bool | None = ...,
        deprecation_warning: str | None = ...,
        schema: CustomResourceValidation | None = ...,
        selectable_fields: Sequence[SelectableField] | None = ...,
        subresources: CustomResourceSubresources | None = ...,
    ) -> None: ...

class CustomResourceSubresourceScale(Struct):
    def __init__(
        self,
        *,
        spec_replicas_path: str,
        status_replicas_path: str,
        label_selector_path: str | None = ...,
    ) -> None: ...

class CustomResourceSubresourceStatus(Struct):
    def __init__(self) -> None: ...

class CustomResourceSubresources(Struct):
    def __init__(
        self,
        *,
        scale: CustomResourceSubresourceScale | None = ...,
        status: CustomResourceSubresourceStatus | None = ...,
    ) -> None: ...

class CustomResourceValidation(Struct):
    def __init__(
        self,
        *,
        open_apiv3_schema: JSONSchemaProps | None = ...,
    ) -> None: ...

class DaemonSetSpec(Struct):
    def __init__(
        self,
        *,
        selector: LabelSelector,
        template: PodTemplateSpec,
        min_ready_seconds: int | None = ...,
        revision_history_limit: int | None = ...,
        update_strategy: DaemonSetUpdateStrategy | None = ...,
    ) -> None: ...

class DaemonSetUpdateStrategy(Struct):
    def __init__(
        self,
        *,
        rolling_update: RollingUpdateDaemonSet | None = ...,
        type: Literal['OnDelete', 'RollingUpdate'] | None = ...,
    ) -> None: ...

class DeploymentSpec(Struct):
    def __init__(
        self,
        *,
        selector: LabelSelector,
        template: PodTemplateSpec,
        min_ready_seconds: int | None = ...,
        paused: bool | None = ...,
        progress_deadline_seconds: int | None = ...,
        replicas: int | None = ...,
        revision_history_limit: int | None = ...,
        strategy: DeploymentStrategy | None = ...,
    ) -> None: ...

class DeploymentStrategy(Struct):
    def __init__(
        self,
        *,
        rolling_update: RollingUpdateDeployment | None = ...,
        type: Literal['Recreate', 'RollingUpdate'] | None = ...,
    ) -> None: ...

class DownwardAPIProjection(Struct):
    def __init__(
        self,
        *,
        items: Sequence[DownwardAPIVolumeFile] | None = ...,
    ) -> None: ...

class DownwardAPIVolumeFile(Struct):
    def __init__(
        self,
        *,
        path: str,
        field_ref: ObjectFieldSelector | None = ...,
        mode: int | None = ...,
        resource_field_ref: ResourceFieldSelector | None = ...,
    ) -> None: ...

class DownwardAPIVolumeSource(Struct):
    def __init__(
        self,
        *,
        default_mode: int | None = ...,
        items: Sequence[DownwardAPIVolumeFile] | None = ...,
    ) -> None: ...

class EmbeddedPersistentVolumeClaim(Struct):
    def __init__(
        self,
        *,
        api_version: str | None = ...,
        kind: str | None = ...,
        metadata: ObjectMeta | None = ...,
        spec: PersistentVolumeClaimSpec | None = ...,
    ) -> None: ...

class EmptyDirVolumeSource(Struct):
    def __init__(
        self,
        *,
        medium: str | None = ...,
        size_limit: float | str | None = ...,
    ) -> None: ...

class Endpoint(Struct):
    def __init__(
        self,
        *,
        addresses: Sequence[str],
        conditions: EndpointConditions | None = ...,
        deprecated_topology: Mapping[str, str] | None = ...,
        hints: EndpointHints | None = ...,
        hostname: str | None = ...,
        node_name: str | None = ...,
        target_ref: ObjectReference | None = ...,
        zone: str | None = ...,
    ) -> None: ...

class EndpointConditions(Struct):
    def __init__(
        self,
        *,
        ready: bool | None = ...,
        serving: bool | None = ...,
        terminating: bool | None = ...,
    ) -> None: ...

class EndpointHints(Struct):
    def __init__(
        self,
        *,
        for_nodes: Sequence[ForNode] | None = ...,
        for_zones: Sequence[ForZone] | None = ...,
    ) -> None: ...

class EndpointPort(Struct):
    def __init__(
        self,
        *,
        app_protocol: str | None = ...,
        name: str | None = ...,
        port: int | None = ...,
        protocol: str | None = ...,
    ) -> None: ...

class EnvFromSource(Struct):
    def __init__(
        self,
        *,
        config_map_ref: ConfigMapEnvSource | None = ...,
        prefix: str | None = ...,
        secret_ref: SecretEnvSource | None = ...,
    ) -> None: ...

class EnvVar(Struct):
    def __init__(
        self,
        *,
        name: str,
        value: str | None = ...,
        value_from: EnvVarSource | None = ...,
    ) -> None: ...

class EnvVarSource(Struct):
    def __init__(
        self,
        *,
        config_map_key_ref: ConfigMapKeySelector | None = ...,
        field_ref: ObjectFieldSelector | None = ...,
        file_key_ref: FileKeySelector | None = ...,
        resource_field_ref: ResourceFieldSelector | None = ...,
        secret_key_ref: SecretKeySelector | None = ...,
    ) -> None: ...

class EphemeralContainer(Struct):
    def __init__(
        self,
        *,
        name: str,
        args: Sequence[str] | None = ...,
        command: Sequence[str] | None = ...,
        env: Sequence[EnvVar] | None = ...,
        env_from: Sequence[EnvFromSource] | None = ...,
        image: str | None = ...,
        image_pull_policy: str | None = ...,
        lifecycle: Lifecycle | None = ...,
        liveness_probe: Probe | None = ...,
        ports: Sequence[ContainerPort] | None = ...,
        readiness_probe: Probe | None = ...,
        resize_policy: Sequence[ContainerResizePolicy] | None = ...,
        resources: ResourceRequirements | None = ...,
        restart_policy: str | None = ...,
        restart_policy_rules: Sequence[ContainerRestartRule] | None = ...,
        security_context: SecurityContext | None = ...,
        startup_probe: Probe | None = ...,
        stdin: bool | None = ...,
        stdin_once: bool | None = ...,
        target_container_name: str | None = ...,
        termination_message_path: str | None = ...,
        termination_message_policy: str | None = ...,
        tty: bool | None = ...,
        volume_devices: Sequence[VolumeDevice] | None = ...,
        volume_mounts: Sequence[VolumeMount] | None = ...,
        working_dir: str | None = ...,
    ) -> None: ...

class EphemeralVolumeSource(Struct):
    def __init__(
        self,
        *,
        volume_claim_template: PersistentVolumeClaimTemplate,
    ) -> None: ...

class ExecAction(Struct):
    def __init__(
        self,
        *,
        command: Sequence[str],
    ) -> None: ...

class ExternalDocumentation(Struct):
    def __init__(
        self,
        *,
        description: str | None = ...,
        url: str | None = ...,
    ) -> None: ...

class ExternalMetricSource(Struct):
    def __init__(
        self,
        *,
        metric: MetricIdentifier,
        target: MetricTarget,
    ) -> None: ...

class FCVolumeSource(Struct):
    def __init__(
        self,
        *,
        fs_type: str | None = ...,
        lun: int | None = ...,
        read_only: bool | None = ...,
        target_wwns: Sequence[str] | None = ...,
        wwids: Sequence[str] | None = ...,
    ) -> None: ...

class FileKeySelector(Struct):
    def __init__(
        self,
        *,
        key: str,
        path: str,
        volume_name: str,
        optional: bool | None = ...,
    ) -> None: ...

class FlexPersistentVolumeSource(Struct):
    def __init__(
        self,
        *,
        driver: str,
        fs_type: str | None = ...,
        options: Mapping[str, str] | None = ...,
        read_only: bool | None = ...,
        secret_ref: SecretReference | None = ...,
    ) -> None: ...

class FlexVolumeSource(Struct):
    def __init__(
        self,
        *,
        driver: str,
        fs_type: str | None = ...,
        options: Mapping[str, str] | None = ...,
        read_only: bool | None = ...,
        secret_ref: LocalObjectReference | None = ...,
    ) -> None: ...

class FlockerVolumeSource(Struct):
    def __init__(
        self,
        *,
        dataset_name: str | None = ...,
        dataset_uuid: str | None = ...,
    ) -> None: ...

class ForNode(Struct):
    def __init__(
        self,
        *,
        name: str,
    ) -> None: ...

class ForZone(Struct):
    def __init__(
        self,
        *,
        name: str,
    ) -> None: ...

class GCEPersistentDiskVolumeSource(Struct):
    def __init__(
        self,
        *,
        pd_name: str,
        fs_type: str | None = ...,
        partition: int | None = ...,
        read_only: bool | None = ...,
    ) -> None: ...

class GRPCAction(Struct):
    def __init__(
        self,
        *,
        port: int,
        service: str | None = ...,
    ) -> None: ...

class GitRepoVolumeSource(Struct):
    def __init__(
        self,
        *,
        repository: str,
        directory: str | None = ...,
        revision: str | None = ...,
    ) -> None: ...

class GlusterfsPersistentVolumeSource(Struct):
    def __init__(
        self,
        *,
        endpoints: str,
        path: str,
        endpoints_namespace: str | None = ...,
        read_only: bool | None = ...,
    ) -> None: ...

class GlusterfsVolumeSource(Struct):
    def __init__(
        self,
        *,
        endpoints: str,
        path: str,
        read_only: bool | None = ...,
    ) -> None: ...

class HPAScalingPolicy(Struct):
    def __init__(
        self,
        *,
        period_seconds: int,
        type: Literal['Percent', 'Pods'],
        value: int,
    ) -> None: ...

class HPAScalingRules(Struct):
    def __init__(
        self,
        *,
        policies: Sequence[HPAScalingPolicy] | None = ...,
        select_policy: Literal['Disabled', 'Max', 'Min'] | None = ...,
        stabilization_window_seconds: int | None = ...,
        tolerance: float | str | None = ...,
    ) -> None: ...

class HTTPGetAction(Struct):
    def __init__(
        self,
        *,
        port: int | str,
        host: str | None = ...,
        http_headers: Sequence[HTTPHeader] | None = ...,
        path: str | None = ...,
        scheme: Literal['HTTP', 'HTTPS'] | None = ...,
    ) -> None: ...

class HTTPHeader(Struct):
    def __init__(
        self,
        *,
        name: str,
        value: str,
    ) -> None: ...

class HTTPIngressPath(Struct):
    def __init__(
        self,
        *,
        backend: IngressBackend,
        path_type: Literal['Exact', 'ImplementationSpecific', 'Prefix'],
        path: str | None = ...,
    ) -> None: ...

class HTTPIngressRuleValue(Struct):
    def __init__(
        self,
        *,
        paths: Sequence[HTTPIngressPath],
    ) -> None: ...

class HorizontalPodAutoscalerBehavior(Struct):
    def __init__(
        self,
        *,
        scale_down: HPAScalingRules | None = ...,
        scale_up: HPAScalingRules | None = ...,
    ) -> None: ...

class HorizontalPodAutoscalerSpec(Struct):
    def __init__(
        self,
        *,
        max_replicas: int,
        scale_target_ref: CrossVersionObjectReference,
        behavior: HorizontalPodAutoscalerBehavior | None = ...,
        metrics: Sequence[MetricSpec] | None = ...,
        min_replicas: int | None = ...,
    ) -> None: ...

class HostAlias(Struct):
    def __init__(
        self,
        *,
        ip: str,
        hostnames: Sequence[str] | None = ...,
    ) -> None: ...

class HostPathVolumeSource(Struct):
    def __init__(
        self,
        *,
        path: str,
        type: Literal['BlockDevice', 'CharDevice', 'Directory', 'DirectoryOrCreate', 'File', 'FileOrCreate', 'Socket'] | None = ...,
    ) -> None: ...

class IPBlock(Struct):
    def __init__(
        self,
        *,
        cidr: str,
        except_: Sequence[str] | None = ...,
    ) -> None: ...

class ISCSIPersistentVolumeSource(Struct):
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
        secret_ref: SecretReference | None = ...,
    ) -> None: ...

class ISCSIVolumeSource(Struct):
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
        secret_ref: LocalObjectReference | None = ...,
    ) -> None: ...

class ImageVolumeSource(Struct):
    def __init__(
        self,
        *,
        pull_policy: str | None = ...,
        reference: str | None = ...,
    ) -> None: ...

class IngressBackend(Struct):
    def __init__(
        self,
        *,
        resource: TypedLocalObjectReference | None = ...,
        service: IngressServiceBackend | None = ...,
    ) -> None: ...

class IngressClassParametersReference(Struct):
    def __init__(
        self,
        *,
        kind: str,
        name: str,
        api_group: str | None = ...,
        namespace: str | None = ...,
        scope: str | None = ...,
    ) -> None: ...

class IngressClassSpec(Struct):
    def __init__(
        self,
        *,
        controller: str | None = ...,
        parameters: IngressClassParametersReference | None = ...,
    ) -> None: ...

class IngressRule(Struct):
    def __init__(
        self,
        *,
        host: str | None = ...,
        http: HTTPIngressRuleValue | None = ...,
    ) -> None: ...

class IngressServiceBackend(Struct):
    def __init__(
        self,
        *,
        name: str,
        port: ServiceBackendPort | None = ...,
    ) -> None: ...

class IngressSpec(Struct):
    def __init__(
        self,
        *,
        default_backend: IngressBackend | None = ...,
        ingress_class_name: str | None = ...,
        rules: Sequence[IngressRule] | None = ...,
        tls: Sequence[IngressTLS] | None = ...,
    ) -> None: ...

class IngressTLS(Struct):
    def __init__(
        self,
        *,
        hosts: Sequence[str] | None = ...,
        secret_name: str | None = ...,
    ) -> None: ...

class JSONSchemaProps(Struct):
    def __init__(
        self,
        *,
        ref: str | None = ...,
        schema: str | None = ...,
        additional_items: Any | None = ...,
        additional_properties: Any | None = ...,
        all_of: Sequence[JSONSchemaProps] | None = ...,
        any_of: Sequence[JSONSchemaProps] | None = ...,
        default: Any | None = ...,
        definitions: Mapping[str, JSONSchemaProps] | None = ...,
        dependencies: Mapping[str, Any] | None = ...,
        description: str | None = ...,
        enum: Sequence[Any] | None = ...,
        example: Any | None = ...,
        exclusive_maximum: bool | None = ...,
        exclusive_minimum: bool | None = ...,
        external_docs: ExternalDocumentation | None = ...,
        format: str | None = ...,
        id: str | None = ...,
        items: Any | None = ...,
        max_items: int | None = ...,
        max_length: int | None = ...,
        max_properties: int | None = ...,
        maximum: float | None = ...,
        min_items: int | None = ...,
        min_length: int | None = ...,
        min_properties: int | None = ...,
        minimum: float | None = ...,
        multiple_of: float | None = ...,
        not_: JSONSchemaProps | None = ...,
        nullable: bool | None = ...,
        one_of: Sequence[JSONSchemaProps] | None = ...,
        pattern: str | None = ...,
        pattern_properties: Mapping[str, JSONSchemaProps] | None = ...,
        properties: Mapping[str, JSONSchemaProps] | None = ...,
        required: Sequence[str] | None = ...,
        title: str | None = ...,
        type: str | None = ...,
        unique_items: bool | None = ...,
        x_kubernetes_embedded_resource: bool | None = ...,
        x_kubernetes_int_or_string: bool | None = ...,
        x_kubernetes_list_map_keys: Sequence[str] | None = ...,
        x_kubernetes_list_type: str | None = ...,
        x_kubernetes_map_type: str | None = ...,
        x_kubernetes_preserve_unknown_fields: bool | None = ...,
        x_kubernetes_validations: Sequence[ValidationRule] | None = ...,
    ) -> None: ...

class JobSpec(Struct):
    def __init__(
        self,
        *,
        template: PodTemplateSpec,
        active_deadline_seconds: int | None = ...,
        backoff_limit: int | None = ...,
        backoff_limit_per_index: int | None = ...,
        completion_mode: Literal['Indexed', 'NonIndexed'] | None = ...,
        completions: int | None = ...,
        managed_by: str | None = ...,
        manual_selector: bool | None = ...,
        max_failed_indexes: int | None = ...,
        parallelism: int | None = ...,
        pod_failure_policy: PodFailurePolicy | None = ...,
        pod_replacement_policy: Literal['Failed', 'TerminatingOrFailed'] | None = ...,
        selector: LabelSelector | None = ...,
        success_policy: SuccessPolicy | None = ...,
        suspend: bool | None = ...,
        ttl_seconds_after_finished: int | None = ...,
    ) -> None: ...

class JobTemplateSpec(Struct):
    def __init__(
        self,
        *,
        metadata: ObjectMeta | None = ...,
        spec: JobSpec | None = ...,
    ) -> None: ...

class KeyToPath(Struct):
    def __init__(
        self,
        *,
        key: str,
        path: str,
        mode: int | None = ...,
    ) -> None: ...

class LabelSelector(Struct):
    def __init__(
        self,
        *,
        match_expressions: Sequence[LabelSelectorRequirement] | None = ...,
        match_labels: Mapping[str, str] | None = ...,
    ) -> None: ...

class LabelSelectorRequirement(Struct):
    def __init__(
        self,
        *,
        key: str,
        operator: Literal['DoesNotExist', 'Exists', 'In', 'NotIn'],
        values: Sequence[str] | None = ...,
    ) -> None: ...

class LeaseSpec(Struct):
    def __init__(
        self,
        *,
        acquire_time: str | None = ...,
        holder_identity: str | None = ...,
        lease_duration_seconds: int | None = ...,
        lease_transitions: int | None = ...,
        preferred_holder: str | None = ...,
        renew_time: str | None = ...,
        strategy: str | None = ...,
    ) -> None: ...

class Lifecycle(Struct):
    def __init__(
        self,
        *,
        post_start: LifecycleHandler | None = ...,
        pre_stop: LifecycleHandler | None = ...,
        stop_signal: str | None = ...,
    ) -> None: ...

class LifecycleHandler(Struct):
    def __init__(
        self,
        *,
        exec: ExecAction | None = ...,
        http_get: HTTPGetAction | None = ...,
        sleep: SleepAction | None = ...,
        tcp_socket: TCPSocketAction | None = ...,
    ) -> None: ...

class LimitRangeItem(Struct):
    def __init__(
        self,
        *,
        type: str,
        default: Mapping[str, float | str] | None = ...,
        default_request: Mapping[str, float | str] | None = ...,
        max: Mapping[str, float | str] | None = ...,
        max_limit_request_ratio: Mapping[str, float | str] | None = ...,
        min: Mapping[str, float | str] | None = ...,
    ) -> None: ...

class LimitRangeSpec(Struct):
    def __init__(
        self,
        *,
        limits: Sequence[LimitRangeItem],
    ) -> None: ...

class LocalObjectReference(Struct):
    def __init__(
        self,
        *,
        name: str | None = ...,
    ) -> None: ...

class LocalVolumeSource(Struct):
    def __init__(
        self,
        *,
        path: str,
        fs_type: str | None = ...,
    ) -> None: ...

class MatchCondition(Struct):
    def __init__(
        self,
        *,
        expression: str,
        name: str,
    ) -> None: ...

class MetricIdentifier(Struct):
    def __init__(
        self,
        *,
        name: str,
        selector: LabelSelector | None = ...,
    ) -> None: ...

class MetricSpec(Struct):
    def __init__(
        self,
        *,
        type: Literal['ContainerResource', 'External', 'Object', 'Pods', 'Resource'],
        container_resource: ContainerResourceMetricSource | None = ...,
        external: ExternalMetricSource | None = ...,
        object: ObjectMetricSource | None = ...,
        pods: PodsMetricSource | None = ...,
        resource: ResourceMetricSource | None = ...,
    ) -> None: ...

class MetricTarget(Struct):
    def __init__(
        self,
        *,
        type: Literal['AverageValue', 'Utilization', 'Value'],
        average_utilization: int | None = ...,
        average_value: float | str | None = ...,
        value: float | str | None = ...,
    ) -> None: ...

class MutatingWebhook(Struct):
    def __init__(
        self,
        *,
        admission_review_versions: Sequence[str],
        client_config: AdmissionregistrationWebhookClientConfig,
        name: str,
        side_effects: Literal['None', 'NoneOnDryRun', 'Some', 'Unknown'],
        failure_policy: Literal['Fail', 'Ignore'] | None = ...,
        match_conditions: Sequence[MatchCondition] | None = ...,
        match_policy: Literal['Equivalent', 'Exact'] | None = ...,
        namespace_selector: LabelSelector | None = ...,
        object_selector: LabelSelector | None = ...,
        reinvocation_policy: Literal['IfNeeded', 'Never'] | None = ...,
        rules: Sequence[RuleWithOperations] | None = ...,
        timeout_seconds: int | None = ...,
    ) -> None: ...

class NFSVolumeSource(Struct):
    def __init__(
        self,
        *,
        path: str,
        server: str,
        read_only: bool | None = ...,
    ) -> None: ...

class NamespaceSpec(Struct):
    def __init__(
        self,
        *,
        finalizers: Sequence[str] | None = ...,
    ) -> None: ...

class NetworkPolicyEgressRule(Struct):
    def __init__(
        self,
        *,
        ports: Sequence[NetworkPolicyPort] | None = ...,
        to: Sequence[NetworkPolicyPeer] | None = ...,
    ) -> None: ...

class NetworkPolicyIngressRule(Struct):
    def __init__(
        self,
        *,
        from_: Sequence[NetworkPolicyPeer] | None = ...,
        ports: Sequence[NetworkPolicyPort] | None = ...,
    ) -> None: ...

class NetworkPolicyPeer(Struct):
    def __init__(
        self,
        *,
        ip_block: IPBlock | None = ...,
        namespace_selector: LabelSelector | None = ...,
        pod_selector: LabelSelector | None = ...,
    ) -> None: ...

class NetworkPolicyPort(Struct):
    def __init__(
        self,
        *,
        end_port: int | None = ...,
        port: int | str | None = ...,
        protocol: Literal['SCTP', 'TCP', 'UDP'] | None = ...,
    ) -> None: ...

class NetworkPolicySpec(Struct):
    def __init__(
        self,
        *,
        egress: Sequence[NetworkPolicyEgressRule] | None = ...,
        ingress: Sequence[NetworkPolicyIngressRule] | None = ...,
        pod_selector: LabelSelector | None = ...,
        policy_types: Sequence[Literal['Egress', 'Ingress']] | None = ...,
    ) -> None: ...

class NodeAffinity(Struct):
    def __init__(
        self,
        *,
        preferred_during_scheduling_ignored_during_execution: Sequence[PreferredSchedulingTerm] | None = ...,
        required_during_scheduling_ignored_during_execution: NodeSelector | None = ...,
    ) -> None: ...

class NodeSelector(Struct):
    def __init__(
        self,
        *,
        node_selector_terms: Sequence[NodeSelectorTerm],
    ) -> None: ...

class NodeSelectorRequirement(Struct):
    def __init__(
        self,
        *,
        key: str,
        operator: Literal['DoesNotExist', 'Exists', 'Gt', 'In', 'Lt', 'NotIn'],
        values: Sequence[str] | None = ...,
    ) -> None: ...

class NodeSelectorTerm(Struct):
    def __init__(
        self,
        *,
        match_expressions: Sequence[NodeSelectorRequirement] | None = ...,
        match_fields: Sequence[NodeSelectorRequirement] | None = ...,
    ) -> None: ...

class ObjectFieldSelector(Struct):
    def __init__(
        self,
        *,
        field_path: str,
        api_version: Literal['v1'] | None = ...,
    ) -> None: ...

class ObjectMetricSource(Struct):
    def __init__(
        self,
        *,
        described_object: CrossVersionObjectReference,
        metric: MetricIdentifier,
        target: MetricTarget,
    ) -> None: ...

class ObjectReference(Struct):
    def __init__(
        self,
        *,
        api_version: str | None = ...,
        field_path: str | None = ...,
        kind: str | None = ...,
        name: str | None = ...,
        namespace: str | None = ...,
        resource_version: str | None = ...,
        uid: str | None = ...,
    ) -> None: ...

class Overhead(Struct):
    def __init__(
        self,
        *,
        pod_fixed: Mapping[str, float | str] | None = ...,
    ) -> None: ...

class PersistentVolumeClaimSpec(Struct):
    def __init__(
        self,
        *,
        access_modes: Sequence[Literal['ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOnce', 'ReadWriteOncePod']] | None = ...,
        data_source: TypedLocalObjectReference | None = ...,
        data_source_ref: TypedObjectReference | None = ...,
        resources: VolumeResourceRequirements | None = ...,
        selector: LabelSelector | None = ...,
        storage_class_name: str | None = ...,
        volume_attributes_class_name: str | None = ...,
        volume_mode: Literal['Block', 'Filesystem'] | None = ...,
        volume_name: str | None = ...,
    ) -> None: ...

class PersistentVolumeClaimTemplate(Struct):
    def __init__(
        self,
        *,
        spec: PersistentVolumeClaimSpec,
        metadata: ObjectMeta | None = ...,
    ) -> None: ...

class PersistentVolumeClaimVolumeSource(Struct):
    def __init__(
        self,
        *,
        claim_name: str,
        read_only: bool | None = ...,
    ) -> None: ...

class PersistentVolumeSpec(Struct):
    def __init__(
        self,
        *,
        access_modes: Sequence[Literal['ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOnce', 'ReadWriteOncePod']] | None = ...,
        aws_elastic_block_store: AWSElasticBlockStoreVolumeSource | None = ...,
        azure_disk: AzureDiskVolumeSource | None = ...,
        azure_file: AzureFilePersistentVolumeSource | None = ...,
        capacity: Mapping[str, float | str] | None = ...,
        cephfs: CephFSPersistentVolumeSource | None = ...,
        cinder: CinderPersistentVolumeSource | None = ...,
        claim_ref: ObjectReference | None = ...,
        csi: CSIPersistentVolumeSource | None = ...,
        fc: FCVolumeSource | None = ...,
        flex_volume: FlexPersistentVolumeSource | None = ...,
        flocker: FlockerVolumeSource | None = ...,
        gce_persistent_disk: GCEPersistentDiskVolumeSource | None = ...,
        glusterfs: GlusterfsPersistentVolumeSource | None = ...,
        host_path: HostPathVolumeSource | None = ...,
        iscsi: ISCSIPersistentVolumeSource | None = ...,
        local: LocalVolumeSource | None = ...,
        mount_options: Sequence[str] | None = ...,
        nfs: NFSVolumeSource | None = ...,
        node_affinity: VolumeNodeAffinity | None = ...,
        persistent_volume_reclaim_policy: Literal['Delete', 'Recycle', 'Retain'] | None = ...,
        photon_persistent_disk: PhotonPersistentDiskVolumeSource | None = ...,
        portworx_volume: PortworxVolumeSource | None = ...,
        quobyte: QuobyteVolumeSource | None = ...,
        rbd: RBDPersistentVolumeSource | None = ...,
        scale_io: ScaleIOPersistentVolumeSource | None = ...,
        storage_class_name: str | None = ...,
        storageos: StorageOSPersistentVolumeSource | None = ...,
        volume_attributes_class_name: str | None = ...,
        volume_mode: Literal['Block', 'Filesystem'] | None = ...,
        vsphere_volume: VsphereVirtualDiskVolumeSource | None = ...,
    ) -> None: ...

class PhotonPersistentDiskVolumeSource(Struct):
    def __init__(
        self,
        *,
        pd_id: str,
        fs_type: str | None = ...,
    ) -> None: ...

class PodAffinity(Struct):
    def __init__(
        self,
        *,
        preferred_during_scheduling_ignored_during_execution: Sequence[WeightedPodAffinityTerm] | None = ...,
        required_during_scheduling_ignored_during_execution: Sequence[PodAffinityTerm] | None = ...,
    ) -> None: ...

class PodAffinityTerm(Struct):
    def __init__(
        self,
        *,
        topology_key: str,
        label_selector: LabelSelector | None = ...,
        match_label_keys: Sequence[str] | None = ...,
        mismatch_label_keys: Sequence[str] | None = ...,
        namespace_selector: LabelSelector | None = ...,
        namespaces: Sequence[str] | None = ...,
    ) -> None: ...

class PodAntiAffinity(Struct):
    def __init__(
        self,
        *,
        preferred_during_scheduling_ignored_during_execution: Sequence[WeightedPodAffinityTerm] | None = ...,
        required_during_scheduling_ignored_during_execution: Sequence[PodAffinityTerm] | None = ...,
    ) -> None: ...

class PodCertificateProjection(Struct):
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

class PodDNSConfig(Struct):
    def __init__(
        self,
        *,
        nameservers: Sequence[str] | None = ...,
        options: Sequence[PodDNSConfigOption] | None = ...,
        searches: Sequence[str] | None = ...,
    ) -> None: ...

class PodDNSConfigOption(Struct):
    def __init__(
        self,
        *,
        name: str,
        value: str | None = ...,
    ) -> None: ...

class PodDisruptionBudgetSpec(Struct):
    def __init__(
        self,
        *,
        max_unavailable: int | str | None = ...,
        min_available: int | str | None = ...,
        selector: LabelSelector | None = ...,
        unhealthy_pod_eviction_policy: Literal['AlwaysAllow', 'IfHealthyBudget'] | None = ...,
    ) -> None: ...

class PodFailurePolicy(Struct):
    def __init__(
        self,
        *,
        rules: Sequence[PodFailurePolicyRule],
    ) -> None: ...

class PodFailurePolicyOnExitCodesRequirement(Struct):
    def __init__(
        self,
        *,
        operator: Literal['In', 'NotIn'],
        values: Sequence[int],
        container_name: str | None = ...,
    ) -> None: ...

class PodFailurePolicyOnPodConditionsPattern(Struct):
    def __init__(
        self,
        *,
        status: Literal['False', 'True', 'Unknown'],
        type: str,
    ) -> None: ...

class PodFailurePolicyRule(Struct):
    def __init__(
        self,
        *,
        action: Literal['Count', 'FailIndex', 'FailJob', 'Ignore'],
        on_exit_codes: PodFailurePolicyOnExitCodesRequirement | None = ...,
        on_pod_conditions: Sequence[PodFailurePolicyOnPodConditionsPattern] | None = ...,
    ) -> None: ...

class PodOS(Struct):
    def __init__(
        self,
        *,
        name: Literal['linux', 'windows'],
    ) -> None: ...

class PodReadinessGate(Struct):
    def __init__(
        self,
        *,
        condition_type: str,
    ) -> None: ...

class PodResourceClaim(Struct):
    def __init__(
        self,
        *,
        name: str,
        resource_claim_name: str | None = ...,
        resource_claim_template_name: str | None = ...,
    ) -> None: ...

class PodSchedulingGate(Struct):
    def __init__(
        self,
        *,
        name: str,
    ) -> None: ...

class PodSecurityContext(Struct):
    def __init__(
        self,
        *,
        app_armor_profile: AppArmorProfile | None = ...,
        fs_group: int | None = ...,
        fs_group_change_policy: Literal['Always', 'OnRootMismatch'] | None = ...,
        run_as_group: int | None = ...,
        run_as_non_root: bool | None = ...,
        run_as_user: int | None = ...,
        se_linux_change_policy: Literal['Recursive', 'MountOption'] | None = ...,
        se_linux_options: SELinuxOptions | None = ...,
        seccomp_profile: SeccompProfile | None = ...,
        supplemental_groups: Sequence[int] | None = ...,
        supplemental_groups_policy: Literal['Merge', 'Strict'] | None = ...,
        sysctls: Sequence[Sysctl] | None = ...,
        windows_options: WindowsSecurityContextOptions | None = ...,
    ) -> None: ...

class PodSpec(Struct):
    def __init__(
        self,
        *,
        containers: Sequence[Container],
        active_deadline_seconds: int | None = ...,
        affinity: Affinity | None = ...,
        automount_service_account_token: bool | None = ...,
        dns_config: PodDNSConfig | None = ...,
        dns_policy: Literal['ClusterFirst', 'ClusterFirstWithHostNet', 'Default', 'None'] | None = ...,
        enable_service_links: bool | None = ...,
        ephemeral_containers: Sequence[EphemeralContainer] | None = ...,
        host_aliases: Sequence[HostAlias] | None = ...,
        host_ipc: bool | None = ...,
        host_network: bool | None = ...,
        host_pid: bool | None = ...,
        host_users: bool | None = ...,
        hostname: str | None = ...,
        hostname_override: str | None = ...,
        image_pull_secrets: Sequence[LocalObjectReference] | None = ...,
        init_containers: Sequence[Container] | None = ...,
        node_name: str | None = ...,
        node_selector: Mapping[str, str] | None = ...,
        os: PodOS | None = ...,
        overhead: Mapping[str, float | str] | None = ...,
        preemption_policy: Literal['Never', 'PreemptLowerPriority'] | None = ...,
        priority: int | None = ...,
        priority_class_name: str | None = ...,
        readiness_gates: Sequence[PodReadinessGate] | None = ...,
        resource_claims: Sequence[PodResourceClaim] | None = ...,
        resources: ResourceRequirements | None = ...,
        restart_policy: Literal['Always', 'Never', 'OnFailure'] | None = ...,
        runtime_class_name: str | None = ...,
        scheduler_name: str | None = ...,
        scheduling_gates: Sequence[PodSchedulingGate] | None = ...,
        security_context: PodSecurityContext | None = ...,
        service_account: str | None = ...,
        service_account_name: str | None = ...,
        set_hostname_as_fqdn: bool | None = ...,
        share_process_namespace: bool | None = ...,
        subdomain: str | None = ...,
        termination_grace_period_seconds: int | None = ...,
        tolerations: Sequence[Toleration] | None = ...,
        topology_spread_constraints: Sequence[TopologySpreadConstraint] | None = ...,
        volumes: Sequence[Volume] | None = ...,
    ) -> None: ...

class PodTemplateSpec(Struct):
    def __init__(
        self,
        *,
        spec: PodSpec,
        metadata: ObjectMeta | None = ...,
    ) -> None: ...

class PodsMetricSource(Struct):
    def __init__(
        self,
        *,
        metric: MetricIdentifier,
        target: MetricTarget,
    ) -> None: ...

class PolicyRule(Struct):
    def __init__(
        self,
        *,
        verbs: Sequence[str],
        api_groups: Sequence[str] | None = ...,
        non_resource_urls: Sequence[str] | None = ...,
        resource_names: Sequence[str] | None = ...,
        resources: Sequence[str] | None = ...,
    ) -> None: ...

class PortworxVolumeSource(Struct):
    def __init__(
        self,
        *,
        volume_id: str,
        fs_type: str | None = ...,
        read_only: bool | None = ...,
    ) -> None: ...

class PreferredSchedulingTerm(Struct):
    def __init__(
        self,
        *,
        preference: NodeSelectorTerm,
        weight: int,
    ) -> None: ...

class Probe(Struct):
    def __init__(
        self,
        *,
        exec: ExecAction | None = ...,
        failure_threshold: int | None = ...,
        grpc: GRPCAction | None = ...,
        http_get: HTTPGetAction | None = ...,
        initial_delay_seconds: int | None = ...,
        period_seconds: int | None = ...,
        success_threshold: int | None = ...,
        tcp_socket: TCPSocketAction | None = ...,
        termination_grace_period_seconds: int | None = ...,
        timeout_seconds: int | None = ...,
    ) -> None: ...

class ProjectedVolumeSource(Struct):
    def __init__(
        self,
        *,
        default_mode: int | None = ...,
        sources: Sequence[VolumeProjection] | None = ...,
    ) -> None: ...

class QuobyteVolumeSource(Struct):
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

class RBDPersistentVolumeSource(Struct):
    def __init__(
        self,
        *,
        image: str,
        monitors: Sequence[str],
        fs_type: str | None = ...,
        keyring: str | None = ...,
        pool: str | None = ...,
        read_only: bool | None = ...,
        secret_ref: SecretReference | None = ...,
        user: str | None = ...,
    ) -> None: ...

class RBDVolumeSource(Struct):
    def __init__(
        self,
        *,
        image: str,
        monitors: Sequence[str],
        fs_type: str | None = ...,
        keyring: str | None = ...,
        pool: str | None = ...,
        read_only: bool | None = ...,
        secret_ref: LocalObjectReference | None = ...,
        user: str | None = ...,
    ) -> None: ...

class ReplicaSetSpec(Struct):
    def __init__(
        self,
        *,
        selector: LabelSelector,
        min_ready_seconds: int | None = ...,
        replicas: int | None = ...,
        template: PodTemplateSpec | None = ...,
    ) -> None: ...

class ResourceClaim(Struct):
    def __init__(
        self,
        *,
        name: str,
        request: str | None = ...,
    ) -> None: ...

class ResourceFieldSelector(Struct):
    def __init__(
        self,
        *,
        resource: str,
        container_name: str | None = ...,
        divisor: float | str | None = ...,
    ) -> None: ...

class ResourceMetricSource(Struct):
    def __init__(
        self,
        *,
        name: str,
        target: MetricTarget,
    ) -> None: ...

class ResourceQuotaSpec(Struct):
    def __init__(
        self,
        *,
        hard: Mapping[str, float | str] | None = ...,
        scope_selector: ScopeSelector | None = ...,
        scopes: Sequence[str] | None = ...,
    ) -> None: ...

class ResourceRequirements(Struct):
    def __init__(
        self,
        *,
        claims: Sequence[ResourceClaim] | None = ...,
        limits: Mapping[str, float | str] | None = ...,
        requests: Mapping[str, float | str] | None = ...,
    ) -> None: ...

class RoleRef(Struct):
    def __init__(
        self,
        *,
        kind: Literal['ClusterRole', 'Role'],
        name: str,
        api_group: Literal['rbac.authorization.k8s.io'] | None = ...,
    ) -> None: ...

class RollingUpdateDaemonSet(Struct):
    def __init__(
        self,
        *,
        max_surge: int | str | None = ...,
        max_unavailable: int | str | None = ...,
    ) -> None: ...

class RollingUpdateDeployment(Struct):
    def __init__(
        self,
        *,
        max_surge: int | str | None = ...,
        max_unavailable: int | str | None = ...,
    ) -> None: ...

class RollingUpdateStatefulSetStrategy(Struct):
    def __init__(
        self,
        *,
        max_unavailable: int | str | None = ...,
        partition: int | None = ...,
    ) -> None: ...

class RuleWithOperations(Struct):
    def __init__(
        self,
        *,
        api_groups: Sequence[str] | None = ...,
        api_versions: Sequence[str] | None = ...,
        operations: Sequence[str] | None = ...,
        resources: Sequence[str] | None = ...,
        scope: str | None = ...,
    ) -> None: ...

class SELinuxOptions(Struct):
    def __init__(
        self,
        *,
        level: str | None = ...,
        role: str | None = ...,
        type: str | None = ...,
        user: str | None = ...,
    ) -> None: ...

class ScaleIOPersistentVolumeSource(Struct):
    def __init__(
        self,
        *,
        gateway: str,
        secret_ref: SecretReference,
        system: str,
        fs_type: str | None = ...,
        protection_domain: str | None = ...,
        read_only: bool | None = ...,
        ssl_enabled: bool | None = ...,
        storage_mode: str | None = ...,
        storage_pool: str | None = ...,
        volume_name: str | None = ...,
    ) -> None: ...

class ScaleIOVolumeSource(Struct):
    def __init__(
        self,
        *,
        gateway: str,
        secret_ref: LocalObjectReference,
        system: str,
        fs_type: str | None = ...,
        protection_domain: str | None = ...,
        read_only: bool | None = ...,
        ssl_enabled: bool | None = ...,
        storage_mode: str | None = ...,
        storage_pool: str | None = ...,
        volume_name: str | None = ...,
    ) -> None: ...

class Scheduling(Struct):
    def __init__(
        self,
        *,
        node_selector: Mapping[str, str] | None = ...,
        tolerations: Sequence[Toleration] | None = ...,
    ) -> None: ...

class ScopeSelector(Struct):
    def __init__(
        self,
        *,
        match_expressions: Sequence[ScopedResourceSelectorRequirement] | None = ...,
    ) -> None: ...

class ScopedResourceSelectorRequirement(Struct):
    def __init__(
        self,
        *,
        operator: str,
        scope_name: str,
        values: Sequence[str] | None = ...,
    ) -> None: ...

class SeccompProfile(Struct):
    def __init__(
        self,
        *,
        type: Literal['Localhost', 'RuntimeDefault', 'Unconfined'],
        localhost_profile: str | None = ...,
    ) -> None: ...

class SecretEnvSource(Struct):
    def __init__(
        self,
        *,
        name: str,
        optional: bool | None = ...,
    ) -> None: ...

class SecretKeySelector(Struct):
    def __init__(
        self,
        *,
        key: str,
        name: str,
        optional: bool | None = ...,
    ) -> None: ...

class SecretProjection(Struct):
    def __init__(
        self,
        *,
        name: str,
        items: Sequence[KeyToPath] | None = ...,
        optional: bool | None = ...,
    ) -> None: ...

class SecretReference(Struct):
    def __init__(
        self,
        *,
        name: str | None = ...,
        namespace: str | None = ...,
    ) -> None: ...

class SecretVolumeSource(Struct):
    def __init__(
        self,
        *,
        secret_name: str,
        default_mode: int | None = ...,
        items: Sequence[KeyToPath] | None = ...,
        optional: bool | None = ...,
    ) -> None: ...

class SecurityContext(Struct):
    def __init__(
        self,
        *,
        allow_privilege_escalation: bool | None = ...,
        app_armor_profile: AppArmorProfile | None = ...,
        capabilities: Capabilities | None = ...,
        privileged: bool | None = ...,
        proc_mount: Literal['Default', 'Unmasked'] | None = ...,
        read_only_root_filesystem: bool | None = ...,
        run_as_group: int | None = ...,
        run_as_non_root: bool | None = ...,
        run_as_user: int | None = ...,
        se_linux_options: SELinuxOptions | None = ...,
        seccomp_profile: SeccompProfile | None = ...,
        windows_options: WindowsSecurityContextOptions | None = ...,
    ) -> None: ...

class SelectableField(Struct):
    def __init__(
        self,
        *,
        json_path: str,
    ) -> None: ...

class ServiceAccountTokenProjection(Struct):
    def __init__(
        self,
        *,
        path: str,
        audience: str | None = ...,
        expiration_seconds: int | None = ...,
    ) -> None: ...

class ServiceBackendPort(Struct):
    def __init__(
        self,
        *,
        name: str | None = ...,
        number: int | None = ...,
    ) -> None: ...

class ServicePort(Struct):
    def __init__(
        self,
        *,
        port: int,
        app_protocol: str | None = ...,
        name: str | None = ...,
        node_port: int | None = ...,
        protocol: Literal['SCTP', 'TCP', 'UDP'] | None = ...,
        target_port: int | str | None = ...,
    ) -> None: ...

class ServiceSpec(Struct):
    def __init__(
        self,
        *,
        allocate_load_balancer_node_ports: bool | None = ...,
        cluster_ip: str | None = ...,
        cluster_ips: Sequence[str] | None = ...,
        external_ips: Sequence[str] | None = ...,
        external_name: str | None = ...,
        external_traffic_policy: Literal['Cluster', 'Local'] | None = ...,
        health_check_node_port: int | None = ...,
        internal_traffic_policy: Literal['Cluster', 'Local'] | None = ...,
        ip_families: Sequence[Literal['IPv4', 'IPv6']] | None = ...,
        ip_family_policy: Literal['PreferDualStack', 'RequireDualStack', 'SingleStack'] | None = ...,
        load_balancer_class: str | None = ...,
        load_balancer_ip: str | None = ...,
        load_balancer_source_ranges: Sequence[str] | None = ...,
        ports: Sequence[ServicePort] | None = ...,
        publish_not_ready_addresses: bool | None = ...,
        selector: Mapping[str, str] | None = ...,
        session_affinity: Literal['ClientIP', 'None'] | None = ...,
        session_affinity_config: SessionAffinityConfig | None = ...,
        traffic_distribution: Literal['PreferClose', 'PreferSameNode', 'PreferSameZone'] | None = ...,
        type: Literal['ClusterIP', 'ExternalName', 'LoadBalancer', 'NodePort'] | None = ...,
    ) -> None: ...

class SessionAffinityConfig(Struct):
    def __init__(
        self,
        *,
        client_ip: ClientIPConfig | None = ...,
    ) -> None: ...

class SleepAction(Struct):
    def __init__(
        self,
        *,
        seconds: int,
    ) -> None: ...

class StatefulSetOrdinals(Struct):
    def __init__(
        self,
        *,
        start: int | None = ...,
    ) -> None: ...

class StatefulSetPersistentVolumeClaimRetentionPolicy(Struct):
    def __init__(
        self,
        *,
        when_deleted: Literal['Delete', 'Retain'] | None = ...,
        when_scaled: Literal['Delete', 'Retain'] | None = ...,
    ) -> None: ...

class StatefulSetSpec(Struct):
    def __init__(
        self,
        *,
        selector: LabelSelector,
        template: PodTemplateSpec,
        min_ready_seconds: int | None = ...,
        ordinals: StatefulSetOrdinals | None = ...,
        persistent_volume_claim_retention_policy: StatefulSetPersistentVolumeClaimRetentionPolicy | None = ...,
        pod_management_policy: Literal['OrderedReady', 'Parallel'] | None = ...,
        replicas: int | None = ...,
        revision_history_limit: int | None = ...,
        service_name: str | None = ...,
        update_strategy: StatefulSetUpdateStrategy | None = ...,
        volume_claim_templates: Sequence[EmbeddedPersistentVolumeClaim] | None = ...,
    ) -> None: ...

class StatefulSetUpdateStrategy(Struct):
    def __init__(
        self,
        *,
        rolling_update: RollingUpdateStatefulSetStrategy | None = ...,
        type: Literal['OnDelete', 'RollingUpdate'] | None = ...,
    ) -> None: ...

class StorageOSPersistentVolumeSource(Struct):
    def __init__(
        self,
        *,
        fs_type: str | None = ...,
        read_only: bool | None = ...,
        secret_ref: ObjectReference | None = ...,
        volume_name: str | None = ...,
        volume_namespace: str | None = ...,
    ) -> None: ...

class StorageOSVolumeSource(Struct):
    def __init__(
        self,
        *,
        fs_type: str | None = ...,
        read_only: bool | None = ...,
        secret_ref: LocalObjectReference | None = ...,
        volume_name: str | None = ...,
        volume_namespace: str | None = ...,
    ) -> None: ...

class Subject(Struct):
    def __init__(
        self,
        *,
        kind: Literal['Group', 'ServiceAccount', 'User'],
        name: str,
        api_group: str | None = ...,
        namespace: str | None = ...,
    ) -> None: ...

class SuccessPolicy(Struct):
    def __init__(
        self,
        *,
        rules: Sequence[SuccessPolicyRule],
    ) -> None: ...

class SuccessPolicyRule(Struct):
    def __init__(
        self,
        *,
        succeeded_count: int | None = ...,
        succeeded_indexes: str | None = ...,
    ) -> None: ...

class Sysctl(Struct):
    def __init__(
        self,
        *,
        name: str,
        value: str,
    ) -> None: ...

class TCPSocketAction(Struct):
    def __init__(
        self,
        *,
        port: int | str,
        host: str | None = ...,
    ) -> None: ...

class Toleration(Struct):
    def __init__(
        self,
        *,
        effect: Literal['NoExecute', 'NoSchedule', 'PreferNoSchedule'] | None = ...,
        key: str | None = ...,
        operator: Literal['Equal', 'Exists', 'Gt', 'Lt'] | None = ...,
        toleration_seconds: int | None = ...,
        value: str | None = ...,
    ) -> None: ...

class TopologySelectorLabelRequirement(Struct):
    def __init__(
        self,
        *,
        key: str,
        values: Sequence[str],
    ) -> None: ...

class TopologySelectorTerm(Struct):
    def __init__(
        self,
        *,
        match_label_expressions: Sequence[TopologySelectorLabelRequirement] | None = ...,
    ) -> None: ...

class TopologySpreadConstraint(Struct):
    def __init__(
        self,
        *,
        max_skew: int,
        topology_key: str,
        when_unsatisfiable: Literal['DoNotSchedule', 'ScheduleAnyway'],
        label_selector: LabelSelector | None = ...,
        match_label_keys: Sequence[str] | None = ...,
        min_domains: int | None = ...,
        node_affinity_policy: Literal['Honor', 'Ignore'] | None = ...,
        node_taints_policy: Literal['Honor', 'Ignore'] | None = ...,
    ) -> None: ...

class TypedLocalObjectReference(Struct):
    def __init__(
        self,
        *,
        kind: str,
        name: str,
        api_group: str | None = ...,
    ) -> None: ...

class TypedObjectReference(Struct):
    def __init__(
        self,
        *,
        kind: str,
        name: str,
        api_group: str | None = ...,
        namespace: str | None = ...,
    ) -> None: ...

class ValidatingWebhook(Struct):
    def __init__(
        self,
        *,
        admission_review_versions: Sequence[str],
        client_config: AdmissionregistrationWebhookClientConfig,
        name: str,
        side_effects: Literal['None', 'NoneOnDryRun', 'Some', 'Unknown'],
        failure_policy: Literal['Fail', 'Ignore'] | None = ...,
        match_conditions: Sequence[MatchCondition] | None = ...,
        match_policy: Literal['Equivalent', 'Exact'] | None = ...,
        namespace_selector: LabelSelector | None = ...,
        object_selector: LabelSelector | None = ...,
        rules: Sequence[RuleWithOperations] | None = ...,
        timeout_seconds: int | None = ...,
    ) -> None: ...

class ValidationRule(Struct):
    def __init__(
        self,
        *,
        rule: str,
        field_path: str | None = ...,
        message: str | None = ...,
        message_expression: str | None = ...,
        optional_old_self: bool | None = ...,
        reason: str | None = ...,
    ) -> None: ...

class Volume(Struct):
    def __init__(
        self,
        *,
        name: str,
        aws_elastic_block_store: AWSElasticBlockStoreVolumeSource | None = ...,
        azure_disk: AzureDiskVolumeSource | None = ...,
        azure_file: AzureFileVolumeSource | None = ...,
        cephfs: CephFSVolumeSource | None = ...,
        cinder: CinderVolumeSource | None = ...,
        config_map: ConfigMapVolumeSource | None = ...,
        csi: CSIVolumeSource | None = ...,
        downward_api: DownwardAPIVolumeSource | None = ...,
        empty_dir: EmptyDirVolumeSource | None = ...,
        ephemeral: EphemeralVolumeSource | None = ...,
        fc: FCVolumeSource | None = ...,
        flex_volume: FlexVolumeSource | None = ...,
        flocker: FlockerVolumeSource | None = ...,
        gce_persistent_disk: GCEPersistentDiskVolumeSource | None = ...,
        git_repo: GitRepoVolumeSource | None = ...,
        glusterfs: GlusterfsVolumeSource | None = ...,
        host_path: HostPathVolumeSource | None = ...,
        image: ImageVolumeSource | None = ...,
        iscsi: ISCSIVolumeSource | None = ...,
        nfs: NFSVolumeSource | None = ...,
        persistent_volume_claim: PersistentVolumeClaimVolumeSource | None = ...,
        photon_persistent_disk: PhotonPersistentDiskVolumeSource | None = ...,
        portworx_volume: PortworxVolumeSource | None = ...,
        projected: ProjectedVolumeSource | None = ...,
        quobyte: QuobyteVolumeSource | None = ...,
        rbd: RBDVolumeSource | None = ...,
        scale_io: ScaleIOVolumeSource | None = ...,
        secret: SecretVolumeSource | None = ...,
        storageos: StorageOSVolumeSource | None = ...,
        vsphere_volume: VsphereVirtualDiskVolumeSource | None = ...,
    ) -> None: ...

class VolumeDevice(Struct):
    def __init__(
        self,
        *,
        device_path: str,
        name: str,
    ) -> None: ...

class VolumeMount(Struct):
    def __init__(
        self,
        *,
        mount_path: str,
        name: str,
        mount_propagation: Literal['Bidirectional', 'HostToContainer', 'None'] | None = ...,
        read_only: bool | None = ...,
        recursive_read_only: Literal['Disabled', 'Enabled', 'IfPossible'] | None = ...,
        sub_path: str | None = ...,
        sub_path_expr: str | None = ...,
    ) -> None: ...

class VolumeNodeAffinity(Struct):
    def __init__(
        self,
        *,
        required: NodeSelector | None = ...,
    ) -> None: ...

class VolumeProjection(Struct):
    def __init__(
        self,
        *,
        cluster_trust_bundle: ClusterTrustBundleProjection | None = ...,
        config_map: ConfigMapProjection | None = ...,
        downward_api: DownwardAPIProjection | None = ...,
        pod_certificate: PodCertificateProjection | None = ...,
        secret: SecretProjection | None = ...,
        service_account_token: ServiceAccountTokenProjection | None = ...,
    ) -> None: ...

class VolumeResourceRequirements(Struct):
    def __init__(
        self,
        *,
        limits: Mapping[str, float | str] | None = ...,
        requests: Mapping[str, float | str] | None = ...,
    ) -> None: ...

class VsphereVirtualDiskVolumeSource(Struct):
    def __init__(
        self,
        *,
        volume_path: str,
        fs_type: str | None = ...,
        storage_policy_id: str | None = ...,
        storage_policy_name: str | None = ...,
    ) -> None: ...

class WebhookConversion(Struct):
    def __init__(
        self,
        *,
        conversion_review_versions: Sequence[str],
        client_config: ApiextensionsWebhookClientConfig | None = ...,
    ) -> None: ...

class WeightedPodAffinityTerm(Struct):
    def __init__(
        self,
        *,
        pod_affinity_term: PodAffinityTerm,
        weight: int,
    ) -> None: ...

class WindowsSecurityContextOptions(Struct):
    def __init__(
        self,
        *,
        gmsa_credential_spec: str | None = ...,
        gmsa_credential_spec_name: str | None = ...,
        host_process: bool | None = ...,
        run_as_user_name: str | None = ...,
    ) -> None: ...
