"""The fields of custom resources and core objects that name another object, as one table.

Pod templates are read by `uses`, because many kinds share them. Whether the Gateways and routes exist that
`parentRefs` and `targetRefs` name is the matter of other rules, because these also name a listener or a section.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from inference_platform.checks import kinds
from inference_platform.checks.kinds import Kind

__all__ = ["CLUSTER_SCOPED", "PLACES", "Place", "Step"]

CLUSTER_SCOPED = frozenset(
    {
        kinds.CLUSTER_ISSUER,
        kinds.CLUSTER_ROLE,
        kinds.CLUSTER_ROLE_BINDING,
        kinds.CLUSTER_SECRET_STORE,
        kinds.CLUSTER_SERVING_RUNTIME,
        kinds.GATEWAY_CLASS,
        kinds.NAMESPACE,
        kinds.PRIORITY_CLASS,
        kinds.STORAGE_CLASS,
        Kind(kinds.GENERATORS_GROUP, "ClusterGenerator"),
    }
)
"""Kinds without a namespace that other objects name."""


class Step(NamedTuple):
    """One key on the way to a reference; `each` if every item of the list there is one."""

    key: str
    each: bool


class Place(NamedTuple):
    """One field that names another object."""

    steps: tuple[Step, ...]
    kinds: tuple[Kind, ...]
    """The kinds that it may name; the first one if the reference has no `kind`. The name `*` stands for any kind."""

    name: str
    """Field of the reference with the name; a reference may also be the name itself."""

    key: str
    """Field of the reference with the key, or the key itself if `fixed_key`."""

    fixed_key: bool
    port: tuple[str, ...]
    """Path in the reference to the port of the Service."""

    granted: bool
    """Whether another namespace must allow it with a ReferenceGrant."""


def _place(
    path: str,
    *targets: Kind,
    name: str = "name",
    key: str = "key",
    fixed_key: bool = False,
    port: tuple[str, ...] = (),
    granted: bool = False,
) -> Place:
    steps = tuple(Step(part.removesuffix("[]"), part.endswith("[]")) for part in path.split("."))
    return Place(steps, targets, name, key, fixed_key, port, granted)


def _secrets(*paths: str) -> tuple[Place, ...]:
    return tuple(_place(path, kinds.SECRET) for path in paths)


_SERVICE_IMPORT = Kind("multicluster.x-k8s.io", "ServiceImport")


def _backends(*paths: str, granted: bool = True) -> tuple[Place, ...]:
    """Backends of a gateway, which may be in another namespace, usually if that grants it."""
    targets = (kinds.SERVICE, kinds.BACKEND, kinds.INFERENCE_POOL, _SERVICE_IMPORT)
    return tuple(_place(path, *targets, port=("port",), granted=granted) for path in paths)


def _authorities(path: str) -> Place:
    return _place(path, kinds.CONFIG_MAP, kinds.SECRET, key="ca.crt", fixed_key=True, granted=True)


def _scrape(path: str) -> tuple[Place, ...]:
    """How Prometheus authenticates to an endpoint."""
    return (
        *_secrets(
            f"{path}.authorization.credentials",
            f"{path}.basicAuth.username",
            f"{path}.basicAuth.password",
            f"{path}.bearerTokenSecret",
            f"{path}.oauth2.clientId.secret",
            f"{path}.oauth2.clientSecret",
            f"{path}.tlsConfig.ca.secret",
            f"{path}.tlsConfig.cert.secret",
            f"{path}.tlsConfig.keySecret",
        ),
        _place(f"{path}.tlsConfig.ca.configMap", kinds.CONFIG_MAP),
        _place(f"{path}.tlsConfig.cert.configMap", kinds.CONFIG_MAP),
    )


_LISTENER_SET = Kind(kinds.GATEWAY_GROUP, "ListenerSet")
_OLD_LISTENER_SET = Kind("gateway.networking.x-k8s.io", "XListenerSet")
_OTHER_ROUTES = tuple(Kind(kinds.GATEWAY_GROUP, name) for name in ("TCPRoute", "TLSRoute", "UDPRoute"))


def _targets(*targets: Kind) -> tuple[Place, ...]:
    """What a policy is for, in the old and in the new way."""
    return _place("spec.targetRef", *targets), _place("spec.targetRefs[]", *targets)


_ROUTED = _targets(kinds.GATEWAY, _LISTENER_SET, kinds.HTTP_ROUTE, kinds.GRPC_ROUTE, *_OTHER_ROUTES)
_ROUTE = (
    _place("spec.parentRefs[]", kinds.GATEWAY, _LISTENER_SET, _OLD_LISTENER_SET, kinds.SERVICE),
    *_backends("spec.rules[].backendRefs[]", "spec.rules[].filters[].requestMirror.backendRef"),
    _place("spec.rules[].filters[].extensionRef", kinds.HTTP_ROUTE_FILTER),
)
_RBAC = kinds.ROLE.group
_BINDING = (
    _place("roleRef", kinds.ROLE, kinds.CLUSTER_ROLE),
    # Users and groups are subjects, but no objects of the cluster.
    _place("subjects[]", kinds.SERVICE_ACCOUNT, Kind(_RBAC, "User"), Kind(_RBAC, "Group")),
)
_STORES = (kinds.SECRET_STORE, kinds.CLUSTER_SECRET_STORE)
_SOURCES = (
    Kind("source.toolkit.fluxcd.io", "HelmRepository"),
    Kind("source.toolkit.fluxcd.io", "GitRepository"),
    Kind("source.toolkit.fluxcd.io", "OCIRepository"),
    Kind("source.toolkit.fluxcd.io", "Bucket"),
    Kind("source.toolkit.fluxcd.io", "HelmChart"),
)
_KUSTOMIZATION = Kind("kustomize.toolkit.fluxcd.io", "Kustomization")

PLACES: Mapping[Kind, tuple[Place, ...]] = {
    kinds.SERVICE_ACCOUNT: _secrets("secrets[]", "imagePullSecrets[]"),
    kinds.ROLE_BINDING: _BINDING,
    kinds.CLUSTER_ROLE_BINDING: _BINDING,
    kinds.AUTOSCALER: (_place("spec.scaleTargetRef", kinds.DEPLOYMENT, kinds.STATEFUL_SET, kinds.REPLICA_SET),),
    kinds.PERSISTENT_VOLUME_CLAIM: (_place("spec.storageClassName", kinds.STORAGE_CLASS),),
    kinds.STATEFUL_SET: (_place("spec.volumeClaimTemplates[].spec.storageClassName", kinds.STORAGE_CLASS),),
    kinds.HTTP_ROUTE: _ROUTE,
    kinds.GRPC_ROUTE: _ROUTE,
    kinds.GATEWAY: (
        _place("spec.gatewayClassName", kinds.GATEWAY_CLASS),
        _place("spec.infrastructure.parametersRef", kinds.ENVOY_PROXY, kinds.CONFIG_MAP),
        _place("spec.listeners[].tls.certificateRefs[]", kinds.SECRET, granted=True),
        _authorities("spec.listeners[].tls.frontendValidation.caCertificateRefs[]"),
        _authorities("spec.tls.frontend.default.validation.caCertificateRefs[]"),
    ),
    kinds.GATEWAY_CLASS: (_place("spec.parametersRef", kinds.ENVOY_PROXY),),
    kinds.BACKEND_TLS_POLICY: (
        _authorities("spec.validation.caCertificateRefs[]"),
        _place("spec.targetRefs[]", kinds.SERVICE),
    ),
    kinds.BACKEND: (_authorities("spec.tls.caCertificateRefs[]"),),
    kinds.CLIENT_TRAFFIC_POLICY: (
        *_targets(kinds.GATEWAY, _LISTENER_SET),
        _authorities("spec.tls.clientValidation.caCertificateRefs[]"),
    ),
    kinds.BACKEND_TRAFFIC_POLICY: (
        *_ROUTED,
        _place("spec.responseOverride[].response.body.valueRef", kinds.CONFIG_MAP),
    ),
    kinds.ENVOY_EXTENSION_POLICY: (
        *_ROUTED,
        *_backends("spec.extProc[].backendRefs[]", "spec.extProc[].backendRef"),
        _place("spec.lua[].valueRef", kinds.CONFIG_MAP),
        *_secrets("spec.wasm[].code.image.pullSecretRef"),
    ),
    kinds.SECURITY_POLICY: (
        *_ROUTED,
        *_backends(
            "spec.extAuth.http.backendRefs[]",
            "spec.extAuth.http.backendRef",
            "spec.extAuth.grpc.backendRefs[]",
            "spec.extAuth.grpc.backendRef",
            "spec.oidc.provider.backendRefs[]",
            "spec.jwt.providers[].remoteJWKS.backendRefs[]",
        ),
        _place("spec.apiKeyAuth.credentialRefs[]", kinds.SECRET, granted=True),
        _place("spec.basicAuth.users", kinds.SECRET, key=".htpasswd", fixed_key=True, granted=True),
        _place("spec.oidc.clientSecret", kinds.SECRET, key="client-secret", fixed_key=True, granted=True),
        _place("spec.jwt.providers[].localJWKS.valueRef", kinds.CONFIG_MAP),
    ),
    kinds.ENVOY_PROXY: (
        *_backends(
            "spec.telemetry.tracing.provider.backendRefs[]",
            "spec.telemetry.metrics.sinks[].openTelemetry.backendRefs[]",
            "spec.telemetry.accessLog.settings[].sinks[].openTelemetry.backendRefs[]",
            "spec.telemetry.accessLog.settings[].sinks[].als.backendRefs[]",
            granted=False,  # Envoy Gateway asks for no grant here: whoever makes an EnvoyProxy owns the gateway.
        ),
        *_secrets("spec.backendTLS.clientCertificateRef"),
    ),
    kinds.INFERENCE_POOL: (_place("spec.endpointPickerRef", kinds.SERVICE, port=("port", "number")),),
    kinds.INFERENCE_OBJECTIVE: (_place("spec.poolRef", kinds.INFERENCE_POOL),),
    kinds.DATABASE_CLUSTER: (
        *_secrets(
            "spec.superuserSecret",
            "spec.imagePullSecrets[]",
            "spec.bootstrap.initdb.secret",
            "spec.bootstrap.recovery.secret",
            "spec.bootstrap.pg_basebackup.secret",
            "spec.managed.roles[].passwordSecret",
            "spec.externalClusters[].password",
            "spec.externalClusters[].sslCert",
            "spec.externalClusters[].sslKey",
            "spec.externalClusters[].sslRootCert",
            "spec.certificates.serverCASecret",
            "spec.certificates.serverTLSSecret",
            "spec.certificates.clientCASecret",
            "spec.certificates.replicationTLSSecret",
            "spec.bootstrap.initdb.postInitSQLRefs.secretRefs[]",
            "spec.bootstrap.initdb.postInitApplicationSQLRefs.secretRefs[]",
            "spec.monitoring.customQueriesSecret[]",
        ),
        _place("spec.bootstrap.initdb.postInitSQLRefs.configMapRefs[]", kinds.CONFIG_MAP),
        _place("spec.bootstrap.initdb.postInitApplicationSQLRefs.configMapRefs[]", kinds.CONFIG_MAP),
        _place("spec.monitoring.customQueriesConfigMap[]", kinds.CONFIG_MAP),
        _place("spec.storage.storageClass", kinds.STORAGE_CLASS),
        _place("spec.walStorage.storageClass", kinds.STORAGE_CLASS),
        _place("spec.tablespaces[].storage.storageClass", kinds.STORAGE_CLASS),
        _place("spec.priorityClassName", kinds.PRIORITY_CLASS),
        _place("spec.plugins[].parameters", kinds.OBJECT_STORE, name="barmanObjectName"),
        _place("spec.externalClusters[].plugin.parameters", kinds.OBJECT_STORE, name="barmanObjectName"),
    ),
    kinds.POOLER: (
        _place("spec.cluster", kinds.DATABASE_CLUSTER),
        *_secrets("spec.pgbouncer.authQuerySecret"),
    ),
    kinds.SCHEDULED_BACKUP: (_place("spec.cluster", kinds.DATABASE_CLUSTER),),
    kinds.OBJECT_STORE: _secrets(
        "spec.configuration.endpointCA",
        "spec.configuration.s3Credentials.accessKeyId",
        "spec.configuration.s3Credentials.secretAccessKey",
        "spec.configuration.s3Credentials.region",
        "spec.configuration.s3Credentials.sessionToken",
        "spec.configuration.azureCredentials.connectionString",
        "spec.configuration.azureCredentials.storageAccount",
        "spec.configuration.azureCredentials.storageKey",
        "spec.configuration.azureCredentials.storageSasToken",
        "spec.configuration.googleCredentials.applicationCredentials",
    ),
    kinds.EXTERNAL_SECRET: (
        _place("spec.secretStoreRef", *_STORES),
        _place("spec.data[].sourceRef.storeRef", *_STORES),
        _place("spec.data[].sourceRef.generatorRef", Kind(kinds.GENERATORS_GROUP, "*")),
        _place("spec.dataFrom[].sourceRef.storeRef", *_STORES),
        _place("spec.dataFrom[].sourceRef.generatorRef", Kind(kinds.GENERATORS_GROUP, "*")),
        _place("spec.target.template.templateFrom[].configMap", kinds.CONFIG_MAP),
        _place("spec.target.template.templateFrom[].secret", kinds.SECRET),
    ),
    kinds.CERTIFICATE: (
        _place("spec.issuerRef", kinds.ISSUER, kinds.CLUSTER_ISSUER),
        *_secrets("spec.keystores.jks.passwordSecretRef", "spec.keystores.pkcs12.passwordSecretRef"),
    ),
    kinds.ISSUER: _secrets("spec.ca.secretName"),
    kinds.SERVICE_MONITOR: _scrape("spec.endpoints[]"),
    kinds.POD_MONITOR: _scrape("spec.podMetricsEndpoints[]"),
    kinds.HELM_RELEASE: (
        _place("spec.chart.spec.sourceRef", *_SOURCES),
        _place("spec.chartRef", *_SOURCES),
        _place("spec.dependsOn[]", kinds.HELM_RELEASE),
        _place("spec.valuesFrom[]", kinds.CONFIG_MAP, kinds.SECRET, key="valuesKey"),
    ),
    _KUSTOMIZATION: (_place("spec.sourceRef", *_SOURCES), _place("spec.dependsOn[]", _KUSTOMIZATION)),
} | {source: _secrets("spec.secretRef") for source in _SOURCES}
"""For every kind, the fields with which it names other objects."""
