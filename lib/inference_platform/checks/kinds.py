"""The kinds that the checks know by name, each with its API group."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["Kind"]


class Kind(NamedTuple):
    """A kind with its API group; the version does not matter to any rule."""

    group: str
    name: str

    def __str__(self) -> str:
        return f"{self.group}/{self.name}" if self.group else self.name


CONFIG_MAP = Kind("", "ConfigMap")
NAMESPACE = Kind("", "Namespace")
PERSISTENT_VOLUME_CLAIM = Kind("", "PersistentVolumeClaim")
POD = Kind("", "Pod")
SECRET = Kind("", "Secret")
SERVICE = Kind("", "Service")
SERVICE_ACCOUNT = Kind("", "ServiceAccount")

CRON_JOB = Kind("batch", "CronJob")
DAEMON_SET = Kind("apps", "DaemonSet")
DEPLOYMENT = Kind("apps", "Deployment")
JOB = Kind("batch", "Job")
REPLICA_SET = Kind("apps", "ReplicaSet")
STATEFUL_SET = Kind("apps", "StatefulSet")

AUTOSCALER = Kind("autoscaling", "HorizontalPodAutoscaler")
DISRUPTION_BUDGET = Kind("policy", "PodDisruptionBudget")
INGRESS = Kind("networking.k8s.io", "Ingress")
NETWORK_POLICY = Kind("networking.k8s.io", "NetworkPolicy")
PRIORITY_CLASS = Kind("scheduling.k8s.io", "PriorityClass")
STORAGE_CLASS = Kind("storage.k8s.io", "StorageClass")

CLUSTER_ROLE = Kind("rbac.authorization.k8s.io", "ClusterRole")
CLUSTER_ROLE_BINDING = Kind("rbac.authorization.k8s.io", "ClusterRoleBinding")
ROLE = Kind("rbac.authorization.k8s.io", "Role")
ROLE_BINDING = Kind("rbac.authorization.k8s.io", "RoleBinding")

GATEWAY_GROUP = "gateway.networking.k8s.io"
BACKEND_TLS_POLICY = Kind(GATEWAY_GROUP, "BackendTLSPolicy")
GATEWAY = Kind(GATEWAY_GROUP, "Gateway")
GATEWAY_CLASS = Kind(GATEWAY_GROUP, "GatewayClass")
GRPC_ROUTE = Kind(GATEWAY_GROUP, "GRPCRoute")
HTTP_ROUTE = Kind(GATEWAY_GROUP, "HTTPRoute")
REFERENCE_GRANT = Kind(GATEWAY_GROUP, "ReferenceGrant")

ENVOY_GROUP = "gateway.envoyproxy.io"
BACKEND = Kind(ENVOY_GROUP, "Backend")
BACKEND_TRAFFIC_POLICY = Kind(ENVOY_GROUP, "BackendTrafficPolicy")
CLIENT_TRAFFIC_POLICY = Kind(ENVOY_GROUP, "ClientTrafficPolicy")
ENVOY_EXTENSION_POLICY = Kind(ENVOY_GROUP, "EnvoyExtensionPolicy")
ENVOY_PATCH_POLICY = Kind(ENVOY_GROUP, "EnvoyPatchPolicy")
ENVOY_PROXY = Kind(ENVOY_GROUP, "EnvoyProxy")
HTTP_ROUTE_FILTER = Kind(ENVOY_GROUP, "HTTPRouteFilter")
SECURITY_POLICY = Kind(ENVOY_GROUP, "SecurityPolicy")

INFERENCE_OBJECTIVE = Kind("llm-d.ai", "InferenceObjective")
INFERENCE_POOL = Kind("inference.networking.k8s.io", "InferencePool")

KNATIVE_SERVING = Kind("operator.knative.dev", "KnativeServing")

SERVING_GROUP = "serving.kserve.io"
CLUSTER_SERVING_RUNTIME = Kind(SERVING_GROUP, "ClusterServingRuntime")
INFERENCE_SERVICE = Kind(SERVING_GROUP, "InferenceService")
LLM_INFERENCE_SERVICE = Kind(SERVING_GROUP, "LLMInferenceService")
SERVING_RUNTIME = Kind(SERVING_GROUP, "ServingRuntime")
CLUSTER_STORAGE_CONTAINER = Kind(SERVING_GROUP, "ClusterStorageContainer")

DATABASE_CLUSTER = Kind("postgresql.cnpg.io", "Cluster")
OBJECT_STORE = Kind("barmancloud.cnpg.io", "ObjectStore")
POOLER = Kind("postgresql.cnpg.io", "Pooler")
SCHEDULED_BACKUP = Kind("postgresql.cnpg.io", "ScheduledBackup")

CLUSTER_SECRET_STORE = Kind("external-secrets.io", "ClusterSecretStore")
EXTERNAL_SECRET = Kind("external-secrets.io", "ExternalSecret")
GENERATORS_GROUP = "generators.external-secrets.io"
SECRET_STORE = Kind("external-secrets.io", "SecretStore")

CERTIFICATE = Kind("cert-manager.io", "Certificate")
CLUSTER_ISSUER = Kind("cert-manager.io", "ClusterIssuer")
ISSUER = Kind("cert-manager.io", "Issuer")

POD_MONITOR = Kind("monitoring.coreos.com", "PodMonitor")
SERVICE_MONITOR = Kind("monitoring.coreos.com", "ServiceMonitor")

ARGO_APPLICATION = Kind("argoproj.io", "Application")
HELM_RELEASE = Kind("helm.toolkit.fluxcd.io", "HelmRelease")
