# Made by `python -m inference_platform_bindings.generate`; do not edit.

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from constructs import Construct

from inference_platform_bindings.metadata import ObjectMeta as ObjectMeta
from inference_platform_bindings.resource import Metadata, Resource
from inference_platform_bindings.struct import Struct

class KnativeServing(Resource):
    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        metadata: Metadata,
        spec: KnativeServingSpec | None = ...,
    ) -> None: ...
    @classmethod
    def manifest_of(
        cls,
        *,
        metadata: Metadata,
        spec: KnativeServingSpec | None = ...,
    ) -> dict[str, Any]: ...

class KnativeServingSpec(Struct):
    def __init__(
        self,
        *,
        additional_manifests: Sequence[KnativeServingSpecManifests] | None = ...,
        cluster_profile_ref: KnativeServingSpecClusterProfileRef | None = ...,
        config: Mapping[str, Mapping[str, str]] | None = ...,
        controller_custom_certs: KnativeServingSpecControllerCustomCerts | None = ...,
        deployments: Sequence[KnativeServingSpecWorkloads] | None = ...,
        high_availability: KnativeServingSpecHighAvailability | None = ...,
        ingress: KnativeServingSpecIngress | None = ...,
        manifests: Sequence[KnativeServingSpecManifests] | None = ...,
        namespace: KnativeServingSpecNamespace | None = ...,
        pod_disruption_budgets: Sequence[KnativeServingSpecPodDisruptionBudgets] | None = ...,
        registry: KnativeServingSpecRegistry | None = ...,
        resources: Sequence[KnativeServingSpecResources] | None = ...,
        security: KnativeServingSpecSecurity | None = ...,
        services: Sequence[KnativeServingSpecServices] | None = ...,
        version: str | None = ...,
        workloads: Sequence[KnativeServingSpecWorkloads] | None = ...,
    ) -> None: ...

class KnativeServingSpecClusterProfileRef(Struct):
    def __init__(
        self,
        *,
        name: str,
        namespace: str,
    ) -> None: ...

class KnativeServingSpecControllerCustomCerts(Struct):
    def __init__(
        self,
        *,
        name: str,
        type: str,
    ) -> None: ...

class KnativeServingSpecHighAvailability(Struct):
    def __init__(
        self,
        *,
        replicas: int,
    ) -> None: ...

class KnativeServingSpecIngress(Struct):
    def __init__(
        self,
        *,
        contour: KnativeServingSpecIngressContour | None = ...,
        gateway_api: KnativeServingSpecIngressContour | None = ...,
        istio: KnativeServingSpecIngressIstio | None = ...,
        kourier: KnativeServingSpecIngressKourier | None = ...,
    ) -> None: ...

class KnativeServingSpecIngressContour(Struct):
    def __init__(
        self,
        *,
        enabled: bool | None = ...,
    ) -> None: ...

class KnativeServingSpecIngressIstio(Struct):
    def __init__(
        self,
        *,
        enabled: bool | None = ...,
        knative_ingress_gateway: KnativeServingSpecIngressIstioKnativeLocalGateway | None = ...,
        knative_local_gateway: KnativeServingSpecIngressIstioKnativeLocalGateway | None = ...,
    ) -> None: ...

class KnativeServingSpecIngressIstioKnativeLocalGateway(Struct):
    def __init__(
        self,
        *,
        selector: Mapping[str, str] | None = ...,
        servers: Sequence[KnativeServingSpecIngressIstioKnativeLocalGatewayServers] | None = ...,
    ) -> None: ...

class KnativeServingSpecIngressIstioKnativeLocalGatewayServers(Struct):
    def __init__(
        self,
        *,
        bind: str | None = ...,
        default_endpoint: str | None = ...,
        hosts: Sequence[str] | None = ...,
        name: str | None = ...,
        port: KnativeServingSpecIngressIstioKnativeLocalGatewayServersPort | None = ...,
        tls: KnativeServingSpecIngressIstioKnativeLocalGatewayServersTls | None = ...,
    ) -> None: ...

class KnativeServingSpecIngressIstioKnativeLocalGatewayServersPort(Struct):
    def __init__(
        self,
        *,
        name: str | None = ...,
        number: int | None = ...,
        protocol: str | None = ...,
        target_port: int | None = ...,
    ) -> None: ...

class KnativeServingSpecIngressIstioKnativeLocalGatewayServersTls(Struct):
    def __init__(
        self,
        *,
        ca_certificates: str | None = ...,
        cipher_suites: Sequence[str] | None = ...,
        credential_name: str | None = ...,
        https_redirect: bool | None = ...,
        max_protocol_version: int | None = ...,
        min_protocol_version: int | None = ...,
        mode: Literal['PASSTHROUGH', 'SIMPLE', 'MUTUAL', 'AUTO_PASSTHROUGH', 'ISTIO_MUTUAL'] | None = ...,
        private_key: str | None = ...,
        server_certificate: str | None = ...,
        subject_alt_names: Sequence[str] | None = ...,
        verify_certificate_hash: Sequence[str] | None = ...,
        verify_certificate_spki: Sequence[str] | None = ...,
    ) -> None: ...

class KnativeServingSpecIngressKourier(Struct):
    def __init__(
        self,
        *,
        bootstrap_configmap: str | None = ...,
        enabled: bool | None = ...,
        http_port: int | None = ...,
        https_port: int | None = ...,
        service_load_balancer_ip: str | None = ...,
        service_type: str | None = ...,
    ) -> None: ...

class KnativeServingSpecManifests(Struct):
    def __init__(
        self,
        *,
        url: str,
    ) -> None: ...

class KnativeServingSpecNamespace(Struct):
    def __init__(
        self,
        *,
        annotations: Mapping[str, str] | None = ...,
        labels: Mapping[str, str] | None = ...,
    ) -> None: ...

class KnativeServingSpecPodDisruptionBudgets(Struct):
    def __init__(
        self,
        *,
        name: str,
        max_unavailable: int | str | None = ...,
        min_available: int | str | None = ...,
        selector: KnativeServingSpecPodDisruptionBudgetsSelector | None = ...,
        unhealthy_pod_eviction_policy: str | None = ...,
    ) -> None: ...

class KnativeServingSpecPodDisruptionBudgetsSelector(Struct):
    def __init__(
        self,
        *,
        match_expressions: Sequence[KnativeServingSpecPodDisruptionBudgetsSelectorMatchExpressions] | None = ...,
        match_labels: Mapping[str, str] | None = ...,
    ) -> None: ...

class KnativeServingSpecPodDisruptionBudgetsSelectorMatchExpressions(Struct):
    def __init__(
        self,
        *,
        key: str,
        operator: str,
        values: Sequence[str] | None = ...,
    ) -> None: ...

class KnativeServingSpecRegistry(Struct):
    def __init__(
        self,
        *,
        default: str | None = ...,
        image_pull_secrets: Sequence[KnativeServingSpecRegistryImagePullSecrets] | None = ...,
        override: Mapping[str, str] | None = ...,
    ) -> None: ...

class KnativeServingSpecRegistryImagePullSecrets(Struct):
    def __init__(
        self,
        *,
        name: str | None = ...,
    ) -> None: ...

class KnativeServingSpecResources(Struct):
    def __init__(
        self,
        *,
        container: str,
        claims: Sequence[KnativeServingSpecResourcesClaims] | None = ...,
        limits: Mapping[str, int | str] | None = ...,
        requests: Mapping[str, int | str] | None = ...,
    ) -> None: ...

class KnativeServingSpecResourcesClaims(Struct):
    def __init__(
        self,
        *,
        name: str,
        request: str | None = ...,
    ) -> None: ...

class KnativeServingSpecSecurity(Struct):
    def __init__(
        self,
        *,
        security_guard: KnativeServingSpecSecuritySecurityGuard,
    ) -> None: ...

class KnativeServingSpecSecuritySecurityGuard(Struct):
    def __init__(
        self,
        *,
        enabled: bool,
    ) -> None: ...

class KnativeServingSpecServices(Struct):
    def __init__(
        self,
        *,
        name: str,
        annotations: Mapping[str, str] | None = ...,
        labels: Mapping[str, str] | None = ...,
        selector: Mapping[str, str] | None = ...,
    ) -> None: ...

class KnativeServingSpecWorkloads(Struct):
    def __init__(
        self,
        *,
        name: str,
        affinity: KnativeServingSpecWorkloadsAffinity | None = ...,
        annotations: Mapping[str, str] | None = ...,
        env: Sequence[KnativeServingSpecWorkloadsEnv] | None = ...,
        host_network: bool | None = ...,
        labels: Mapping[str, str] | None = ...,
        liveness_probes: Sequence[KnativeServingSpecWorkloadsLivenessProbes] | None = ...,
        node_selector: Mapping[str, str] | None = ...,
        readiness_probes: Sequence[KnativeServingSpecWorkloadsLivenessProbes] | None = ...,
        replicas: int | None = ...,
        resources: Sequence[KnativeServingSpecResources] | None = ...,
        tolerations: Sequence[KnativeServingSpecWorkloadsTolerations] | None = ...,
        topology_spread_constraints: Sequence[KnativeServingSpecWorkloadsTopologySpreadConstraints] | None = ...,
        version: str | None = ...,
        volume_mounts: Sequence[KnativeServingSpecWorkloadsVolumeMounts] | None = ...,
    ) -> None: ...

class KnativeServingSpecWorkloadsAffinity(Struct):
    def __init__(
        self,
        *,
        node_affinity: KnativeServingSpecWorkloadsAffinityNodeAffinity | None = ...,
        pod_affinity: KnativeServingSpecWorkloadsAffinityPodAffinity | None = ...,
        pod_anti_affinity: KnativeServingSpecWorkloadsAffinityPodAffinity | None = ...,
    ) -> None: ...

class KnativeServingSpecWorkloadsAffinityNodeAffinity(Struct):
    def __init__(
        self,
        *,
        preferred_during_scheduling_ignored_during_execution: Sequence[KnativeServingSpecWorkloadsAffinityNodeAffinityPreferredDuringSchedulingIgnoredDuringExecution] | None = ...,
        required_during_scheduling_ignored_during_execution: KnativeServingSpecWorkloadsAffinityNodeAffinityRequiredDuringSchedulingIgnoredDuringExecution | None = ...,
    ) -> None: ...

class KnativeServingSpecWorkloadsAffinityNodeAffinityPreferredDuringSchedulingIgnoredDuringExecution(Struct):
    def __init__(
        self,
        *,
        preference: KnativeServingSpecWorkloadsAffinityNodeAffinityPreferredDuringSchedulingIgnoredDuringExecutionPreference,
        weight: int,
    ) -> None: ...

class KnativeServingSpecWorkloadsAffinityNodeAffinityPreferredDuringSchedulingIgnoredDuringExecutionPreference(Struct):
    def __init__(
        self,
        *,
        match_expressions: Sequence[KnativeServingSpecPodDisruptionBudgetsSelectorMatchExpressions] | None = ...,
        match_fields: Sequence[KnativeServingSpecPodDisruptionBudgetsSelectorMatchExpressions] | None = ...,
    ) -> None: ...

class KnativeServingSpecWorkloadsAffinityNodeAffinityRequiredDuringSchedulingIgnoredDuringExecution(Struct):
    def __init__(
        self,
        *,
        node_selector_terms: Sequence[KnativeServingSpecWorkloadsAffinityNodeAffinityPreferredDuringSchedulingIgnoredDuringExecutionPreference],
    ) -> None: ...

class KnativeServingSpecWorkloadsAffinityPodAffinity(Struct):
    def __init__(
        self,
        *,
        preferred_during_scheduling_ignored_during_execution: Sequence[KnativeServingSpecWorkloadsAffinityPodAffinityPreferredDuringSchedulingIgnoredDuringExecution] | None = ...,
        required_during_scheduling_ignored_during_execution: Sequence[KnativeServingSpecWorkloadsAffinityPodAffinityRequiredDuringSchedulingIgnoredDuringExecution] | None = ...,
    ) -> None: ...

class KnativeServingSpecWorkloadsAffinityPodAffinityPreferredDuringSchedulingIgnoredDuringExecution(Struct):
    def __init__(
        self,
        *,
        pod_affinity_term: KnativeServingSpecWorkloadsAffinityPodAffinityRequiredDuringSchedulingIgnoredDuringExecution,
        weight: int,
    ) -> None: ...

class KnativeServingSpecWorkloadsAffinityPodAffinityRequiredDuringSchedulingIgnoredDuringExecution(Struct):
    def __init__(
        self,
        *,
        topology_key: str,
        label_selector: KnativeServingSpecPodDisruptionBudgetsSelector | None = ...,
        match_label_keys: Sequence[str] | None = ...,
        mismatch_label_keys: Sequence[str] | None = ...,
        namespace_selector: KnativeServingSpecPodDisruptionBudgetsSelector | None = ...,
        namespaces: Sequence[str] | None = ...,
    ) -> None: ...

class KnativeServingSpecWorkloadsEnv(Struct):
    def __init__(
        self,
        *,
        container: str,
        env_vars: Sequence[KnativeServingSpecWorkloadsEnvEnvVars] | None = ...,
    ) -> None: ...

class KnativeServingSpecWorkloadsEnvEnvVars(Struct):
    def __init__(
        self,
        *,
        name: str,
        value: str | None = ...,
        value_from: KnativeServingSpecWorkloadsEnvEnvVarsValueFrom | None = ...,
    ) -> None: ...

class KnativeServingSpecWorkloadsEnvEnvVarsValueFrom(Struct):
    def __init__(
        self,
        *,
        config_map_key_ref: KnativeServingSpecWorkloadsEnvEnvVarsValueFromSecretKeyRef | None = ...,
        field_ref: KnativeServingSpecWorkloadsEnvEnvVarsValueFromFieldRef | None = ...,
        file_key_ref: KnativeServingSpecWorkloadsEnvEnvVarsValueFromFileKeyRef | None = ...,
        resource_field_ref: KnativeServingSpecWorkloadsEnvEnvVarsValueFromResourceFieldRef | None = ...,
        secret_key_ref: KnativeServingSpecWorkloadsEnvEnvVarsValueFromSecretKeyRef | None = ...,
    ) -> None: ...

class KnativeServingSpecWorkloadsEnvEnvVarsValueFromFieldRef(Struct):
    def __init__(
        self,
        *,
        field_path: str,
        api_version: str | None = ...,
    ) -> None: ...

class KnativeServingSpecWorkloadsEnvEnvVarsValueFromFileKeyRef(Struct):
    def __init__(
        self,
        *,
        key: str,
        path: str,
        volume_name: str,
        optional: bool | None = ...,
    ) -> None: ...

class KnativeServingSpecWorkloadsEnvEnvVarsValueFromResourceFieldRef(Struct):
    def __init__(
        self,
        *,
        resource: str,
        container_name: str | None = ...,
        divisor: int | str | None = ...,
    ) -> None: ...

class KnativeServingSpecWorkloadsEnvEnvVarsValueFromSecretKeyRef(Struct):
    def __init__(
        self,
        *,
        key: str,
        name: str | None = ...,
        optional: bool | None = ...,
    ) -> None: ...

class KnativeServingSpecWorkloadsLivenessProbes(Struct):
    def __init__(
        self,
        *,
        container: str,
        failure_threshold: int | None = ...,
        initial_delay_seconds: int | None = ...,
        period_seconds: int | None = ...,
        success_threshold: int | None = ...,
        termination_grace_period_seconds: int | None = ...,
        timeout_seconds: int | None = ...,
    ) -> None: ...

class KnativeServingSpecWorkloadsTolerations(Struct):
    def __init__(
        self,
        *,
        effect: str | None = ...,
        key: str | None = ...,
        operator: str | None = ...,
        toleration_seconds: int | None = ...,
        value: str | None = ...,
    ) -> None: ...

class KnativeServingSpecWorkloadsTopologySpreadConstraints(Struct):
    def __init__(
        self,
        *,
        max_skew: int,
        topology_key: str,
        when_unsatisfiable: str,
        label_selector: KnativeServingSpecPodDisruptionBudgetsSelector | None = ...,
        match_label_keys: Sequence[str] | None = ...,
        min_domains: int | None = ...,
        node_affinity_policy: str | None = ...,
        node_taints_policy: str | None = ...,
    ) -> None: ...

class KnativeServingSpecWorkloadsVolumeMounts(Struct):
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
