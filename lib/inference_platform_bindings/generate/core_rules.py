"""Rules of the core kinds that stand in Kubernetes' Go code (`pkg/apis/*/validation`) and not in its definitions.

Only rules that every API server of the supported versions enforces; a field that is missing here is checked for its
type alone. An empty string passes, because it means that the field is absent, unless `minLength` asks for a text: some
fields are needed although the definitions say that they are optional, and others have no default for an empty text.
`required` belongs to the object that has the field; False takes back what the definitions say of a field for which
every server has a default.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from inference_platform_bindings.formats import (
    DOMAIN_PATH_PATTERN,
    PORT_NAME_PATTERNS,
    QUALIFIED_NAME_PATTERN,
    SUBDOMAIN_PATTERN,
)


def _one_of(*values: str) -> dict[str, Any]:
    """Constants for which the server has no default: an empty text is none of them."""
    return {"enum": [*values], "minLength": 1}


_TEXT = {"minLength": 1}
_NEEDED = {"required": True, "minLength": 1}
_PORT = {"minimum": 1, "maximum": 65535}
# 0 means that the field is absent.
_OPTIONAL_PORT = {"minimum": 0, "maximum": 65535}
_NOT_NEGATIVE = {"minimum": 0}
_POSITIVE = {"minimum": 1}
_LABEL = {"pattern": "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$", "maxLength": 63, "minLength": 1}
_PORT_NAME = {"pattern": PORT_NAME_PATTERNS, "maxLength": 15}
_PORT_OR_NAME = {**_PORT, **_PORT_NAME, "minLength": 1}
_QUALIFIED = {"pattern": QUALIFIED_NAME_PATTERN, "maxLength": 317, "minLength": 1}
_SUBDOMAIN = {"pattern": SUBDOMAIN_PATTERN, "maxLength": 253, "minLength": 1}
_OPTIONAL_SUBDOMAIN = {"pattern": SUBDOMAIN_PATTERN, "maxLength": 253}
_DATA_KEY = {"pattern": "^[-._a-zA-Z0-9]+$", "maxLength": 253, "minLength": 1}
_IP = {"format": "kubernetes-ip", "minLength": 1}
_PROTOCOL = {"enum": ["SCTP", "TCP", "UDP"]}
_NODE_OPERATOR = _one_of("DoesNotExist", "Exists", "Gt", "In", "Lt", "NotIn")
_NODE_POLICY = _one_of("Honor", "Ignore")
_ACCESS_MODES = {"items": _one_of("ReadOnlyMany", "ReadWriteMany", "ReadWriteOnce", "ReadWriteOncePod")}
_VOLUME_MODE = _one_of("Block", "Filesystem")
_PERCENT = {"pattern": "^[0-9]+%$", "minimum": 0, "minLength": 1}
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
    "Container.resizePolicy": {"keys": ["resourceName"]},
    "Container.terminationMessagePolicy": {"enum": ["FallbackToLogsOnError", "File"]},
    "Container.volumeDevices": {"keys": ["name"]},
    "Container.volumeMounts": {"keys": ["mountPath"]},
    "ContainerPort.containerPort": _PORT,
    "ContainerPort.hostPort": _OPTIONAL_PORT,
    "ContainerPort.name": _PORT_NAME,
    "ContainerPort.protocol": _PROTOCOL,
    "ContainerResizePolicy.resourceName": _one_of("cpu", "memory"),
    "ContainerResizePolicy.restartPolicy": _one_of("NotRequired", "RestartContainer"),
    "CronJobSpec.concurrencyPolicy": {"enum": ["Allow", "Forbid", "Replace"]},
    "CronJobSpec.failedJobsHistoryLimit": _NOT_NEGATIVE,
    "CronJobSpec.startingDeadlineSeconds": _NOT_NEGATIVE,
    "CronJobSpec.successfulJobsHistoryLimit": _NOT_NEGATIVE,
    "CronJobSpec.timeZone": _TEXT,
    "DaemonSetSpec.minReadySeconds": _NOT_NEGATIVE,
    "DaemonSetUpdateStrategy.type": {"enum": ["OnDelete", "RollingUpdate"]},
    "DeploymentSpec.minReadySeconds": _NOT_NEGATIVE,
    "DeploymentSpec.progressDeadlineSeconds": _NOT_NEGATIVE,
    "DeploymentSpec.replicas": _NOT_NEGATIVE,
    "DeploymentSpec.revisionHistoryLimit": _NOT_NEGATIVE,
    "DeploymentStrategy.type": {"enum": ["Recreate", "RollingUpdate"]},
    "JobSpec.activeDeadlineSeconds": _NOT_NEGATIVE,
    "JobSpec.backoffLimit": _NOT_NEGATIVE,
    "JobSpec.backoffLimitPerIndex": _NOT_NEGATIVE,
    "JobSpec.completionMode": _one_of("Indexed", "NonIndexed"),
    "JobSpec.completions": _NOT_NEGATIVE,
    "JobSpec.managedBy": {"pattern": DOMAIN_PATH_PATTERN, "maxLength": 63, "minLength": 1},
    "JobSpec.maxFailedIndexes": _NOT_NEGATIVE,
    "JobSpec.parallelism": _NOT_NEGATIVE,
    "JobSpec.podReplacementPolicy": _one_of("Failed", "TerminatingOrFailed"),
    "JobSpec.ttlSecondsAfterFinished": _NOT_NEGATIVE,
    "PodFailurePolicy.rules": {"maxItems": 20},
    "PodFailurePolicyOnExitCodesRequirement.operator": _one_of("In", "NotIn"),
    "PodFailurePolicyOnExitCodesRequirement.values": {"minItems": 1, "maxItems": 255},
    "PodFailurePolicyOnPodConditionsPattern.status": {"enum": ["False", "True", "Unknown"]},
    "PodFailurePolicyOnPodConditionsPattern.type": _QUALIFIED,
    "PodFailurePolicyRule.action": _one_of("Count", "FailIndex", "FailJob", "Ignore"),
    "PodFailurePolicyRule.onPodConditions": {"maxItems": 20},
    "PodSpec.activeDeadlineSeconds": {"minimum": 1, "maximum": 2147483647},
    "PodSpec.containers": {**_BY_NAME, "minItems": 1},
    "PodSpec.dnsPolicy": {"enum": ["ClusterFirst", "ClusterFirstWithHostNet", "Default", "None"]},
    "PodSpec.initContainers": _BY_NAME,
    "PodSpec.nodeName": _OPTIONAL_SUBDOMAIN,
    "PodSpec.preemptionPolicy": _one_of("Never", "PreemptLowerPriority"),
    "PodSpec.priorityClassName": _OPTIONAL_SUBDOMAIN,
    "PodSpec.resourceClaims": _BY_NAME,
    "PodSpec.restartPolicy": {"enum": ["Always", "Never", "OnFailure"]},
    "PodSpec.runtimeClassName": _SUBDOMAIN,
    "PodSpec.serviceAccountName": _OPTIONAL_SUBDOMAIN,
    "PodSpec.volumes": _BY_NAME,
    "PodTemplateSpec.spec": {"required": True},
    "ReplicaSetSpec.minReadySeconds": _NOT_NEGATIVE,
    "ReplicaSetSpec.replicas": _NOT_NEGATIVE,
    "RollingUpdateDaemonSet.maxSurge": _PERCENT,
    "RollingUpdateDaemonSet.maxUnavailable": _PERCENT,
    "RollingUpdateDeployment.maxSurge": _PERCENT,
    "RollingUpdateDeployment.maxUnavailable": _PERCENT,
    "RollingUpdateStatefulSetStrategy.partition": _NOT_NEGATIVE,
    "StatefulSetOrdinals.start": _NOT_NEGATIVE,
    "StatefulSetPersistentVolumeClaimRetentionPolicy.whenDeleted": {"enum": ["Delete", "Retain"]},
    "StatefulSetPersistentVolumeClaimRetentionPolicy.whenScaled": {"enum": ["Delete", "Retain"]},
    "StatefulSetSpec.minReadySeconds": _NOT_NEGATIVE,
    "StatefulSetSpec.podManagementPolicy": {"enum": ["OrderedReady", "Parallel"]},
    "StatefulSetSpec.replicas": _NOT_NEGATIVE,
    "StatefulSetUpdateStrategy.type": {"enum": ["OnDelete", "RollingUpdate"]},
    "SuccessPolicy.rules": {"minItems": 1, "maxItems": 20},
    "SuccessPolicyRule.succeededCount": _NOT_NEGATIVE,
    # pods
    "AppArmorProfile.localhostProfile": {"maxLength": 4095},
    "AppArmorProfile.type": _one_of("Localhost", "RuntimeDefault", "Unconfined"),
    "CSIVolumeSource.driver": _TEXT,
    "ConfigMapEnvSource.name": _NEEDED,
    "ConfigMapKeySelector.key": _DATA_KEY,
    "ConfigMapKeySelector.name": {**_SUBDOMAIN, "required": True},
    "ConfigMapProjection.name": _NEEDED,
    "ConfigMapVolumeSource.defaultMode": _FILE_MODE,
    "ConfigMapVolumeSource.name": _NEEDED,
    "DownwardAPIVolumeFile.mode": _FILE_MODE,
    "DownwardAPIVolumeFile.path": _TEXT,
    "DownwardAPIVolumeSource.defaultMode": _FILE_MODE,
    "EnvVar.name": _TEXT,
    "EphemeralContainer.name": _LABEL,
    "EphemeralVolumeSource.volumeClaimTemplate": {"required": True},
    "ExecAction.command": {"required": True, "minItems": 1},
    "GRPCAction.port": _PORT,
    "HTTPGetAction.port": _PORT_OR_NAME,
    "HTTPGetAction.scheme": {"enum": ["HTTP", "HTTPS"]},
    "HTTPHeader.name": {"pattern": "^[-A-Za-z0-9]+$", "minLength": 1},
    "HostAlias.hostnames": {"items": _SUBDOMAIN},
    "HostAlias.ip": _IP,
    "HostPathVolumeSource.path": _TEXT,
    "HostPathVolumeSource.type": {
        "enum": ["BlockDevice", "CharDevice", "Directory", "DirectoryOrCreate", "File", "FileOrCreate", "Socket"]
    },
    "KeyToPath.key": _TEXT,
    "KeyToPath.mode": _FILE_MODE,
    "KeyToPath.path": _TEXT,
    "LabelSelectorRequirement.key": _QUALIFIED,
    "LabelSelectorRequirement.operator": _one_of("DoesNotExist", "Exists", "In", "NotIn"),
    "NFSVolumeSource.path": _TEXT,
    "NFSVolumeSource.server": _TEXT,
    "NodeSelector.nodeSelectorTerms": {"minItems": 1},
    "NodeSelectorRequirement.key": _QUALIFIED,
    "NodeSelectorRequirement.operator": _NODE_OPERATOR,
    "ObjectFieldSelector.apiVersion": {"enum": ["v1"]},
    "ObjectFieldSelector.fieldPath": _TEXT,
    "PersistentVolumeClaimVolumeSource.claimName": _TEXT,
    "PodAffinityTerm.topologyKey": _QUALIFIED,
    "PodDNSConfig.nameservers": {"items": _IP, "maxItems": 3},
    "PodDNSConfigOption.name": _NEEDED,
    "PodOS.name": _one_of("linux", "windows"),
    "PodReadinessGate.conditionType": _QUALIFIED,
    "PodResourceClaim.name": _LABEL,
    "PodResourceClaim.resourceClaimName": _SUBDOMAIN,
    "PodResourceClaim.resourceClaimTemplateName": _SUBDOMAIN,
    "PodSchedulingGate.name": _QUALIFIED,
    "PodSecurityContext.fsGroup": _USER_ID,
    "PodSecurityContext.fsGroupChangePolicy": _one_of("Always", "OnRootMismatch"),
    "PodSecurityContext.runAsGroup": _USER_ID,
    "PodSecurityContext.runAsUser": _USER_ID,
    "PodSecurityContext.seLinuxChangePolicy": _one_of("Recursive", "MountOption"),
    "PodSecurityContext.supplementalGroups": {"items": _USER_ID},
    "PodSecurityContext.supplementalGroupsPolicy": _one_of("Merge", "Strict"),
    "PodSecurityContext.sysctls": _BY_NAME,
    "PreferredSchedulingTerm.weight": {"minimum": 1, "maximum": 100},
    "Probe.failureThreshold": _NOT_NEGATIVE,
    "Probe.initialDelaySeconds": _NOT_NEGATIVE,
    "Probe.periodSeconds": _NOT_NEGATIVE,
    "Probe.successThreshold": _NOT_NEGATIVE,
    "Probe.terminationGracePeriodSeconds": _POSITIVE,
    "Probe.timeoutSeconds": _NOT_NEGATIVE,
    "ProjectedVolumeSource.defaultMode": _FILE_MODE,
    "ResourceClaim.name": _TEXT,
    "ResourceFieldSelector.resource": _TEXT,
    "SeccompProfile.type": _one_of("Localhost", "RuntimeDefault", "Unconfined"),
    "SecretEnvSource.name": _NEEDED,
    "SecretKeySelector.key": _DATA_KEY,
    "SecretKeySelector.name": {**_SUBDOMAIN, "required": True},
    "SecretProjection.name": _NEEDED,
    "SecretVolumeSource.defaultMode": _FILE_MODE,
    "SecretVolumeSource.secretName": _NEEDED,
    "SecurityContext.procMount": {"enum": ["Default", "Unmasked"]},
    "SecurityContext.runAsGroup": _USER_ID,
    "SecurityContext.runAsUser": _USER_ID,
    "ServiceAccountTokenProjection.expirationSeconds": {"minimum": 600, "maximum": 4294967296},
    "ServiceAccountTokenProjection.path": _TEXT,
    "SleepAction.seconds": _NOT_NEGATIVE,
    "Sysctl.name": _TEXT,
    "TCPSocketAction.port": _PORT_OR_NAME,
    "Toleration.effect": {"enum": ["NoExecute", "NoSchedule", "PreferNoSchedule"]},
    "Toleration.key": {"pattern": QUALIFIED_NAME_PATTERN, "maxLength": 317},
    "Toleration.operator": {"enum": ["Equal", "Exists", "Gt", "Lt"]},
    "TopologySpreadConstraint.maxSkew": _POSITIVE,
    "TopologySpreadConstraint.minDomains": _POSITIVE,
    "TopologySpreadConstraint.nodeAffinityPolicy": _NODE_POLICY,
    "TopologySpreadConstraint.nodeTaintsPolicy": _NODE_POLICY,
    "TopologySpreadConstraint.topologyKey": _TEXT,
    "TopologySpreadConstraint.whenUnsatisfiable": _one_of("DoNotSchedule", "ScheduleAnyway"),
    "Volume.name": _LABEL,
    "VolumeDevice.devicePath": _TEXT,
    "VolumeDevice.name": _TEXT,
    "VolumeMount.mountPath": _TEXT,
    "VolumeMount.mountPropagation": _one_of("Bidirectional", "HostToContainer", "None"),
    "VolumeMount.name": _TEXT,
    "VolumeMount.recursiveReadOnly": _one_of("Disabled", "Enabled", "IfPossible"),
    "WeightedPodAffinityTerm.weight": {"minimum": 1, "maximum": 100},
    # network
    "ClientIPConfig.timeoutSeconds": {"minimum": 1, "maximum": 86400},
    "EndpointSlice.addressType": {"enum": ["FQDN", "IPv4", "IPv6"]},
    "HTTPIngressPath.pathType": _one_of("Exact", "ImplementationSpecific", "Prefix"),
    "HTTPIngressRuleValue.paths": {"minItems": 1},
    "IngressServiceBackend.name": _TEXT,
    "IngressSpec.ingressClassName": _SUBDOMAIN,
    "NetworkPolicyPort.endPort": _PORT,
    "NetworkPolicyPort.port": _PORT_OR_NAME,
    "NetworkPolicyPort.protocol": _one_of("SCTP", "TCP", "UDP"),
    "NetworkPolicySpec.policyTypes": {"items": _one_of("Egress", "Ingress"), "maxItems": 2},
    "ServiceBackendPort.number": _OPTIONAL_PORT,
    "ServicePort.appProtocol": _QUALIFIED,
    "ServicePort.name": {"pattern": _LABEL["pattern"], "maxLength": 63},
    "ServicePort.nodePort": _OPTIONAL_PORT,
    "ServicePort.port": _PORT,
    "ServicePort.protocol": _PROTOCOL,
    "ServicePort.targetPort": {**_OPTIONAL_PORT, **_PORT_NAME},
    "ServiceSpec.clusterIPs": {"maxItems": 2},
    "ServiceSpec.externalIPs": {"items": _IP},
    "ServiceSpec.externalTrafficPolicy": {"enum": ["Cluster", "Local"]},
    "ServiceSpec.healthCheckNodePort": _OPTIONAL_PORT,
    "ServiceSpec.internalTrafficPolicy": _one_of("Cluster", "Local"),
    "ServiceSpec.ipFamilies": {"items": _one_of("IPv4", "IPv6"), "maxItems": 2, "unique": True},
    "ServiceSpec.ipFamilyPolicy": _one_of("PreferDualStack", "RequireDualStack", "SingleStack"),
    "ServiceSpec.loadBalancerClass": _QUALIFIED,
    "ServiceSpec.sessionAffinity": {"enum": ["ClientIP", "None"]},
    "ServiceSpec.trafficDistribution": _one_of("PreferClose", "PreferSameNode", "PreferSameZone"),
    "ServiceSpec.type": {"enum": ["ClusterIP", "ExternalName", "LoadBalancer", "NodePort"]},
    # access
    "PolicyRule.verbs": {"minItems": 1},
    "RoleRef.apiGroup": {"enum": ["rbac.authorization.k8s.io"], "required": False},
    "RoleRef.kind": _one_of("ClusterRole", "Role"),
    "RoleRef.name": _TEXT,
    "ServiceAccount.secrets": _BY_NAME,
    "Subject.kind": _one_of("Group", "ServiceAccount", "User"),
    "Subject.name": _TEXT,
    # storage
    "PersistentVolumeClaimSpec.accessModes": _ACCESS_MODES,
    "PersistentVolumeClaimSpec.volumeMode": _VOLUME_MODE,
    "PersistentVolumeSpec.accessModes": _ACCESS_MODES,
    "PersistentVolumeSpec.persistentVolumeReclaimPolicy": {"enum": ["Delete", "Recycle", "Retain"]},
    "PersistentVolumeSpec.volumeMode": _VOLUME_MODE,
    "StorageClass.provisioner": _TEXT,
    "StorageClass.reclaimPolicy": {"enum": ["Delete", "Retain"]},
    "StorageClass.volumeBindingMode": _one_of("Immediate", "WaitForFirstConsumer"),
    # scaling and disruption
    "ContainerResourceMetricSource.container": _LABEL,
    "ContainerResourceMetricSource.name": _TEXT,
    "CrossVersionObjectReference.kind": _TEXT,
    "CrossVersionObjectReference.name": _TEXT,
    "HPAScalingPolicy.periodSeconds": {"minimum": 1, "maximum": 1800},
    "HPAScalingPolicy.type": _one_of("Percent", "Pods"),
    "HPAScalingPolicy.value": _POSITIVE,
    "HPAScalingRules.policies": {"minItems": 1},
    "HPAScalingRules.selectPolicy": _one_of("Disabled", "Max", "Min"),
    "HPAScalingRules.stabilizationWindowSeconds": {"minimum": 0, "maximum": 3600},
    "HorizontalPodAutoscaler.spec": {"required": True},
    "HorizontalPodAutoscalerSpec.maxReplicas": _POSITIVE,
    "HorizontalPodAutoscalerSpec.minReplicas": _NOT_NEGATIVE,
    "MetricIdentifier.name": _TEXT,
    "MetricSpec.type": _one_of("ContainerResource", "External", "Object", "Pods", "Resource"),
    "MetricTarget.averageUtilization": _POSITIVE,
    "MetricTarget.type": _one_of("AverageValue", "Utilization", "Value"),
    "PodDisruptionBudgetSpec.maxUnavailable": _PERCENT,
    "PodDisruptionBudgetSpec.minAvailable": _PERCENT,
    "PodDisruptionBudgetSpec.unhealthyPodEvictionPolicy": _one_of("AlwaysAllow", "IfHealthyBudget"),
    "PriorityClass.preemptionPolicy": _one_of("Never", "PreemptLowerPriority"),
    "PriorityClass.value": {"required": False},
    "ResourceMetricSource.name": _TEXT,
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
