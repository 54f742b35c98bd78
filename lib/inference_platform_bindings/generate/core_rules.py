"""Rules of the core kinds that stand in Kubernetes' Go code (`pkg/apis/*/validation`) and not in its definitions.

Only rules that every API server of the supported versions enforces; a field that is missing here is checked for its
type alone. An empty string always passes, because it means that the field is absent.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_PORT = {"minimum": 1, "maximum": 65535}
# 0 means that the field is absent.
_OPTIONAL_PORT = {"minimum": 0, "maximum": 65535}
_NOT_NEGATIVE = {"minimum": 0}
_POSITIVE = {"minimum": 1}
_LABEL = {"pattern": "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$", "maxLength": 63}
# An IANA service name has at least one letter; that no two dashes follow each other is left to the cluster.
_PORT_NAME = {"pattern": "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$", "maxLength": 15}
_PROTOCOL = {"enum": ["SCTP", "TCP", "UDP"]}
_NODE_OPERATOR = {"enum": ["DoesNotExist", "Exists", "Gt", "In", "Lt", "NotIn"]}
_ACCESS_MODES = {"items": {"enum": ["ReadOnlyMany", "ReadWriteMany", "ReadWriteOnce", "ReadWriteOncePod"]}}
_VOLUME_MODE = {"enum": ["Block", "Filesystem"]}
_PERCENT = {"pattern": "^[0-9]+%$", "minimum": 0}
_USER_ID = {"minimum": 0, "maximum": 2147483647}
_FILE_MODE = {"minimum": 0, "maximum": 511}
_BY_NAME = {"keys": ["name"]}
_SIDE_EFFECTS = {"enum": ["None", "NoneOnDryRun", "Some", "Unknown"]}
_FAILURE_POLICY = {"enum": ["Fail", "Ignore"]}
_MATCH_POLICY = {"enum": ["Equivalent", "Exact"]}
_SECRET_BYTES = {"values": {"secret": True}}

RULES: Mapping[str, Mapping[str, Any]] = {
    # workloads
    "Container.imagePullPolicy": {"enum": ["Always", "IfNotPresent", "Never"]},
    "Container.name": _LABEL,
    "Container.terminationMessagePolicy": {"enum": ["FallbackToLogsOnError", "File"]},
    "Container.volumeMounts": {"keys": ["mountPath"]},
    "ContainerPort.containerPort": _PORT,
    "ContainerPort.hostPort": _OPTIONAL_PORT,
    "ContainerPort.name": _PORT_NAME,
    "ContainerPort.protocol": _PROTOCOL,
    "CronJobSpec.concurrencyPolicy": {"enum": ["Allow", "Forbid", "Replace"]},
    "CronJobSpec.failedJobsHistoryLimit": _NOT_NEGATIVE,
    "CronJobSpec.startingDeadlineSeconds": _NOT_NEGATIVE,
    "CronJobSpec.successfulJobsHistoryLimit": _NOT_NEGATIVE,
    "DaemonSetSpec.minReadySeconds": _NOT_NEGATIVE,
    "DaemonSetUpdateStrategy.type": {"enum": ["OnDelete", "RollingUpdate"]},
    "DeploymentSpec.minReadySeconds": _NOT_NEGATIVE,
    "DeploymentSpec.progressDeadlineSeconds": _NOT_NEGATIVE,
    "DeploymentSpec.replicas": _NOT_NEGATIVE,
    "DeploymentSpec.revisionHistoryLimit": _NOT_NEGATIVE,
    "DeploymentStrategy.type": {"enum": ["Recreate", "RollingUpdate"]},
    "JobSpec.activeDeadlineSeconds": _NOT_NEGATIVE,
    "JobSpec.backoffLimit": _NOT_NEGATIVE,
    "JobSpec.completionMode": {"enum": ["Indexed", "NonIndexed"]},
    "JobSpec.completions": _NOT_NEGATIVE,
    "JobSpec.parallelism": _NOT_NEGATIVE,
    "JobSpec.ttlSecondsAfterFinished": _NOT_NEGATIVE,
    "PodSpec.activeDeadlineSeconds": {"minimum": 1, "maximum": 2147483647},
    "PodSpec.containers": {**_BY_NAME, "minItems": 1},
    "PodSpec.dnsPolicy": {"enum": ["ClusterFirst", "ClusterFirstWithHostNet", "Default", "None"]},
    "PodSpec.initContainers": _BY_NAME,
    "PodSpec.preemptionPolicy": {"enum": ["Never", "PreemptLowerPriority"]},
    "PodSpec.restartPolicy": {"enum": ["Always", "Never", "OnFailure"]},
    "PodSpec.volumes": _BY_NAME,
    "ReplicaSetSpec.replicas": _NOT_NEGATIVE,
    "RollingUpdateDaemonSet.maxSurge": _PERCENT,
    "RollingUpdateDaemonSet.maxUnavailable": _PERCENT,
    "RollingUpdateDeployment.maxSurge": _PERCENT,
    "RollingUpdateDeployment.maxUnavailable": _PERCENT,
    "RollingUpdateStatefulSetStrategy.partition": _NOT_NEGATIVE,
    "StatefulSetPersistentVolumeClaimRetentionPolicy.whenDeleted": {"enum": ["Delete", "Retain"]},
    "StatefulSetPersistentVolumeClaimRetentionPolicy.whenScaled": {"enum": ["Delete", "Retain"]},
    "StatefulSetSpec.podManagementPolicy": {"enum": ["OrderedReady", "Parallel"]},
    "StatefulSetSpec.replicas": _NOT_NEGATIVE,
    "StatefulSetUpdateStrategy.type": {"enum": ["OnDelete", "RollingUpdate"]},
    # pods
    "AppArmorProfile.type": {"enum": ["Localhost", "RuntimeDefault", "Unconfined"]},
    "ConfigMapVolumeSource.defaultMode": _FILE_MODE,
    "DownwardAPIVolumeSource.defaultMode": _FILE_MODE,
    "GRPCAction.port": _PORT,
    "HTTPGetAction.port": _PORT,
    "HTTPGetAction.scheme": {"enum": ["HTTP", "HTTPS"]},
    "HostPathVolumeSource.type": {
        "enum": ["BlockDevice", "CharDevice", "Directory", "DirectoryOrCreate", "File", "FileOrCreate", "Socket"]
    },
    "KeyToPath.mode": _FILE_MODE,
    "LabelSelectorRequirement.operator": {"enum": ["DoesNotExist", "Exists", "In", "NotIn"]},
    "NodeSelectorRequirement.operator": _NODE_OPERATOR,
    "PodSecurityContext.fsGroup": _USER_ID,
    "PodSecurityContext.fsGroupChangePolicy": {"enum": ["Always", "OnRootMismatch"]},
    "PodSecurityContext.runAsGroup": _USER_ID,
    "PodSecurityContext.runAsUser": _USER_ID,
    "PreferredSchedulingTerm.weight": {"minimum": 1, "maximum": 100},
    "Probe.failureThreshold": _NOT_NEGATIVE,
    "Probe.initialDelaySeconds": _NOT_NEGATIVE,
    "Probe.periodSeconds": _NOT_NEGATIVE,
    "Probe.successThreshold": _NOT_NEGATIVE,
    "Probe.timeoutSeconds": _NOT_NEGATIVE,
    "ProjectedVolumeSource.defaultMode": _FILE_MODE,
    "SeccompProfile.type": {"enum": ["Localhost", "RuntimeDefault", "Unconfined"]},
    "SecretVolumeSource.defaultMode": _FILE_MODE,
    "SecurityContext.procMount": {"enum": ["Default", "Unmasked"]},
    "SecurityContext.runAsGroup": _USER_ID,
    "SecurityContext.runAsUser": _USER_ID,
    "TCPSocketAction.port": _PORT,
    "Toleration.effect": {"enum": ["NoExecute", "NoSchedule", "PreferNoSchedule"]},
    "Toleration.operator": {"enum": ["Equal", "Exists", "Gt", "Lt"]},
    "TopologySpreadConstraint.maxSkew": _POSITIVE,
    "TopologySpreadConstraint.whenUnsatisfiable": {"enum": ["DoNotSchedule", "ScheduleAnyway"]},
    "Volume.name": _LABEL,
    "VolumeMount.mountPropagation": {"enum": ["Bidirectional", "HostToContainer", "None"]},
    "WeightedPodAffinityTerm.weight": {"minimum": 1, "maximum": 100},
    # network
    "EndpointSlice.addressType": {"enum": ["FQDN", "IPv4", "IPv6"]},
    "HTTPIngressPath.pathType": {"enum": ["Exact", "ImplementationSpecific", "Prefix"]},
    "NetworkPolicyPort.endPort": _PORT,
    "NetworkPolicyPort.port": _PORT,
    "NetworkPolicyPort.protocol": _PROTOCOL,
    "NetworkPolicySpec.policyTypes": {"items": {"enum": ["Egress", "Ingress"]}},
    "ServiceBackendPort.number": _OPTIONAL_PORT,
    "ServicePort.name": {"pattern": _LABEL["pattern"], "maxLength": 63},
    "ServicePort.nodePort": _OPTIONAL_PORT,
    "ServicePort.port": _PORT,
    "ServicePort.protocol": _PROTOCOL,
    "ServicePort.targetPort": _OPTIONAL_PORT,
    "ServiceSpec.externalTrafficPolicy": {"enum": ["Cluster", "Local"]},
    "ServiceSpec.internalTrafficPolicy": {"enum": ["Cluster", "Local"]},
    "ServiceSpec.ipFamilies": {"items": {"enum": ["IPv4", "IPv6"]}},
    "ServiceSpec.ipFamilyPolicy": {"enum": ["PreferDualStack", "RequireDualStack", "SingleStack"]},
    "ServiceSpec.sessionAffinity": {"enum": ["ClientIP", "None"]},
    "ServiceSpec.type": {"enum": ["ClusterIP", "ExternalName", "LoadBalancer", "NodePort"]},
    # access
    "PolicyRule.verbs": {"minItems": 1},
    "RoleRef.apiGroup": {"enum": ["rbac.authorization.k8s.io"]},
    "RoleRef.kind": {"enum": ["ClusterRole", "Role"]},
    "Subject.kind": {"enum": ["Group", "ServiceAccount", "User"]},
    # storage
    "PersistentVolumeClaimSpec.accessModes": _ACCESS_MODES,
    "PersistentVolumeClaimSpec.volumeMode": _VOLUME_MODE,
    "PersistentVolumeSpec.accessModes": _ACCESS_MODES,
    "PersistentVolumeSpec.persistentVolumeReclaimPolicy": {"enum": ["Delete", "Recycle", "Retain"]},
    "PersistentVolumeSpec.volumeMode": _VOLUME_MODE,
    "StorageClass.reclaimPolicy": {"enum": ["Delete", "Retain"]},
    "StorageClass.volumeBindingMode": {"enum": ["Immediate", "WaitForFirstConsumer"]},
    # scaling and disruption
    "HPAScalingPolicy.periodSeconds": {"minimum": 1, "maximum": 1800},
    "HPAScalingPolicy.type": {"enum": ["Percent", "Pods"]},
    "HPAScalingPolicy.value": _POSITIVE,
    "HPAScalingRules.selectPolicy": {"enum": ["Disabled", "Max", "Min"]},
    "HPAScalingRules.stabilizationWindowSeconds": {"minimum": 0, "maximum": 3600},
    "HorizontalPodAutoscalerSpec.maxReplicas": _POSITIVE,
    "HorizontalPodAutoscalerSpec.minReplicas": _NOT_NEGATIVE,
    "MetricSpec.type": {"enum": ["ContainerResource", "External", "Object", "Pods", "Resource"]},
    "MetricTarget.type": {"enum": ["AverageValue", "Utilization", "Value"]},
    "PodDisruptionBudgetSpec.maxUnavailable": _PERCENT,
    "PodDisruptionBudgetSpec.minAvailable": _PERCENT,
    "PodDisruptionBudgetSpec.unhealthyPodEvictionPolicy": {"enum": ["AlwaysAllow", "IfHealthyBudget"]},
    "PriorityClass.preemptionPolicy": {"enum": ["Never", "PreemptLowerPriority"]},
    # extension
    "CustomResourceDefinitionSpec.scope": {"enum": ["Cluster", "Namespaced"]},
    "MutatingWebhook.failurePolicy": _FAILURE_POLICY,
    "MutatingWebhook.matchPolicy": _MATCH_POLICY,
    "MutatingWebhook.reinvocationPolicy": {"enum": ["IfNeeded", "Never"]},
    "MutatingWebhook.sideEffects": _SIDE_EFFECTS,
    "ValidatingWebhook.failurePolicy": _FAILURE_POLICY,
    "ValidatingWebhook.matchPolicy": _MATCH_POLICY,
    "ValidatingWebhook.sideEffects": _SIDE_EFFECTS,
    # values that no message may show
    "Secret.data": _SECRET_BYTES,
    "Secret.stringData": _SECRET_BYTES,
}
