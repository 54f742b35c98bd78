"""What operators make from the objects of an output: Services, Secrets and pods that no manifest shows.

Names, keys, ports and labels are those of CloudNativePG 1.30, External Secrets 2.9, cert-manager 1.21,
Envoy Gateway 1.9 and KServe 0.20, and of Kubernetes itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from inference_platform.checks import kinds
from inference_platform.checks.kinds import Kind
from inference_platform.checks.knative_parts import KNATIVE_APPS, KNATIVE_SERVICES
from inference_platform.checks.manifest import Manifest
from inference_platform.checks.reading import number, rows, table, text, value_at
from inference_platform.checks.serving import Lookup, is_knative, is_standard, served_ports, serving_templates

__all__ = ["DerivedObject", "DerivedPods", "derived_objects", "derived_pods", "is_built_in"]

APP_SECRET_KEYS = frozenset(
    {
        "dbname",
        "fqdn-jdbc-uri",
        "fqdn-uri",
        "host",
        "jdbc-uri",
        "password",
        "pgpass",
        "port",
        "uri",
        "user",
        "username",
    }
)
"""Keys of the Secrets that CloudNativePG makes for roles."""

_TLS_KEYS = frozenset({"tls.crt", "tls.key"})
_API_SERVER_AUTHENTICATION = ("kube-system", "extension-apiserver-authentication")
_ENVOY_GATEWAY_NAMESPACE = "envoy-gateway-system"
_ENVOY_GATEWAY_CHART = "gateway-helm"
_ISSUER_ANNOTATIONS = ("cert-manager.io/cluster-issuer", "cert-manager.io/issuer")
_PRIVILEGED_PORTS_SHIFT = 10000


@dataclass(frozen=True, slots=True)
class DerivedObject:
    """An object that an operator makes."""

    kind: Kind
    namespace: str
    name: str
    by: Manifest
    keys: frozenset[str] | None = None
    """Keys of a Secret or ConfigMap; None if they cannot be known."""

    ports: Mapping[str, int] | None = None
    """Ports of a Service by name (an unnamed port by an empty name); None if they cannot be known."""

    targets: Mapping[int, int] | None = None
    """For each port of a Service the one of the pods; None if they cannot be known."""

    labels: Mapping[str, Any] | None = None
    """Labels; None if they cannot be known."""


@dataclass(frozen=True, slots=True)
class DerivedPods:
    """Pods that an operator makes."""

    namespace: str
    labels: Mapping[str, str]
    by: Manifest
    ports: Mapping[str, int] | None = None
    """Named container ports; None if they cannot be known."""

    prefixes: tuple[str, ...] = ()
    """Beginnings of label keys that the operator sets as well, with values that are not known."""


def is_built_in(kind: Kind, namespace: str, name: str) -> bool:
    """Whether every cluster has the object."""
    if kind == kinds.SERVICE_ACCOUNT:
        return name == "default"
    if kind == kinds.CONFIG_MAP:
        return name == "kube-root-ca.crt" or (namespace, name) == _API_SERVER_AUTHENTICATION
    if kind == kinds.ROLE:
        return namespace == "kube-system" and name.startswith(("extension-apiserver-", "system:"))
    if kind == kinds.PRIORITY_CLASS:
        return name in ("system-cluster-critical", "system-node-critical")
    if kind == kinds.CLUSTER_ROLE:
        return name in ("admin", "cluster-admin", "edit", "view") or name.startswith("system:")
    if kind == kinds.SERVICE:
        return (namespace, name) in (("default", "kubernetes"), ("kube-system", "kube-dns"))
    return False


def derived_objects(manifests: Iterable[Manifest], find: Lookup) -> Iterator[DerivedObject]:
    """Every object that operators make from these manifests."""
    manifests = list(manifests)
    envoy_namespaces = _envoy_namespaces(manifests)
    for manifest in manifests:
        kind = manifest.type
        if kind == kinds.DATABASE_CLUSTER:
            yield from _database(manifest)
        elif kind == kinds.POOLER:
            yield DerivedObject(kinds.SERVICE, manifest.namespace, manifest.name, manifest, ports={"pgbouncer": 5432})
            yield DerivedObject(kinds.DEPLOYMENT, manifest.namespace, manifest.name, manifest)
        elif kind == kinds.EXTERNAL_SECRET:
            yield _target_secret(manifest)
        elif kind == kinds.CERTIFICATE:
            name = text(manifest.spec, "secretName")
            yield DerivedObject(kinds.SECRET, manifest.namespace, name, manifest, keys=_TLS_KEYS | {"ca.crt"})
        elif kind == kinds.GATEWAY:
            yield from _gateway(manifest, find, envoy_namespaces)
        elif kind in (kinds.INFERENCE_SERVICE, kinds.LLM_INFERENCE_SERVICE):
            yield from _served(manifest, find)
        elif kind == kinds.STATEFUL_SET:
            yield from _claims(manifest)
        elif kind == kinds.KNATIVE_SERVING:
            for name, ports in KNATIVE_SERVICES.items():
                yield DerivedObject(kinds.SERVICE, manifest.namespace, name, manifest, ports=ports)


def derived_pods(manifests: Iterable[Manifest], find: Lookup) -> Iterator[DerivedPods]:
    """All pods that operators make from these manifests, but KServe's, which have templates."""
    manifests = list(manifests)
    for manifest in manifests:
        if manifest.type == kinds.DATABASE_CLUSTER:
            yield from _database_pods(manifest)
        elif manifest.type == kinds.POOLER:
            yield _pooler_pods(manifest)
        elif manifest.type == kinds.GATEWAY:
            for namespace in {manifest.namespace, *_envoy_namespaces(manifests)}:
                yield _envoy_pods(manifest, namespace)
        elif manifest.type == kinds.KNATIVE_SERVING:
            for app in KNATIVE_APPS:
                yield DerivedPods(manifest.namespace, {"app": app}, manifest, None, ("app.kubernetes.io/",))


def _database_labels(cluster: str, component: str) -> dict[str, str]:
    return {
        "app.kubernetes.io/component": component,
        "app.kubernetes.io/instance": cluster,
        "app.kubernetes.io/managed-by": "cloudnative-pg",
        "app.kubernetes.io/name": "postgresql",
        "cnpg.io/cluster": cluster,
    }


def _database_pods(cluster: Manifest) -> Iterator[DerivedPods]:
    """The instances, and the Jobs that make and join them."""
    labels = dict(table(cluster.spec, "inheritedMetadata", "labels")) | _database_labels(cluster.name, "database")
    versions = ("cnpg.io/instance", "app.kubernetes.io/version")
    yield DerivedPods(
        cluster.namespace,
        labels | {"cnpg.io/podRole": "instance"},
        cluster,
        {"postgresql": 5432, "metrics": 9187, "status": 8000},
        (*versions, "role"),
    )
    yield DerivedPods(cluster.namespace, labels, cluster, {}, (*versions, "cnpg.io/jobRole"))


def _pooler_pods(pooler: Manifest) -> DerivedPods:
    labels = dict(table(pooler.spec, "template", "metadata", "labels"))
    labels |= _database_labels(text(pooler.spec, "cluster", "name"), "pooler")
    return DerivedPods(
        pooler.namespace,
        labels | {"cnpg.io/poolerName": pooler.name, "cnpg.io/podRole": "pooler"},
        pooler,
        {"pgbouncer": 5432, "metrics": 9127},
    )


def _database(cluster: Manifest) -> Iterator[DerivedObject]:
    name, namespace = cluster.name, cluster.namespace
    for suffix in ("rw", "ro", "r"):
        yield DerivedObject(kinds.SERVICE, namespace, f"{name}-{suffix}", cluster, ports={"postgres": 5432})
    for service in rows(cluster.spec, "managed", "services", "additional"):
        additional = text(service, "serviceTemplate", "metadata", "name")
        yield DerivedObject(kinds.SERVICE, namespace, additional, cluster, ports={"postgres": 5432})
    if not text(cluster.spec, "bootstrap", "initdb", "secret", "name"):
        yield DerivedObject(kinds.SECRET, namespace, f"{name}-app", cluster, keys=APP_SECRET_KEYS)
    superuser = value_at(cluster.spec, "enableSuperuserAccess") is True
    if superuser and not text(cluster.spec, "superuserSecret", "name"):
        yield DerivedObject(kinds.SECRET, namespace, f"{name}-superuser", cluster, keys=APP_SECRET_KEYS)
    yield DerivedObject(kinds.SECRET, namespace, f"{name}-ca", cluster, keys=frozenset({"ca.crt", "ca.key"}))
    for suffix in ("server", "replication"):
        yield DerivedObject(kinds.SECRET, namespace, f"{name}-{suffix}", cluster, keys=_TLS_KEYS)
    yield DerivedObject(kinds.SERVICE_ACCOUNT, namespace, name, cluster)


def _target_secret(external: Manifest) -> DerivedObject:
    target = table(external.spec, "target")
    name = text(target, "name") or external.name
    return DerivedObject(kinds.SECRET, external.namespace, name, external, keys=_target_keys(external.spec, target))


def _target_keys(spec: Mapping[str, Any], target: Mapping[str, Any]) -> frozenset[str] | None:
    """Keys of an ExternalSecret's Secret; a template replaces what was fetched unless it is told to merge."""
    template = table(target, "template")
    fetched = None if spec.get("dataFrom") else {text(item, "secretKey") for item in rows(spec, "data")}
    if template.get("templateFrom"):
        return None
    made = set(table(template, "data"))
    if not made:
        return None if fetched is None else frozenset(fetched)
    if text(template, "mergePolicy") != "Merge":
        return frozenset(made)
    return None if fetched is None else frozenset(made | fetched)


def _gateway(gateway: Manifest, find: Lookup, envoy_namespaces: set[str]) -> Iterator[DerivedObject]:
    annotations = table(gateway.data, "metadata", "annotations")
    if any(annotations.get(name) for name in _ISSUER_ANNOTATIONS):
        for listener in rows(gateway.spec, "listeners"):
            # cert-manager only looks at listeners with a host name, and makes Secrets in the Gateway's namespace.
            for ref in rows(listener, "tls", "certificateRefs") if text(listener, "hostname") else ():
                if text(ref, "namespace") in ("", gateway.namespace):
                    yield DerivedObject(
                        kinds.SECRET, gateway.namespace, text(ref, "name"), gateway, keys=_TLS_KEYS | {"ca.crt"}
                    )
    name = text(_proxy_of(gateway, find), "provider", "kubernetes", "envoyService", "name")
    ports = {
        text(listener, "name"): port
        for listener in rows(gateway.spec, "listeners")
        if (port := number(listener, "port")) is not None
    }
    if name:
        for namespace in sorted(envoy_namespaces):
            yield DerivedObject(kinds.SERVICE, namespace, name, gateway, ports=ports)
    # Where Envoy Gateway runs proxies in the Gateway's own namespace, Service and ServiceAccount have its name.
    yield DerivedObject(kinds.SERVICE, gateway.namespace, name or gateway.name, gateway, ports=ports)


def _proxy_of(gateway: Manifest, find: Lookup) -> Mapping[str, Any]:
    """Spec of the EnvoyProxy that a Gateway or else its class names."""
    proxy = find(kinds.ENVOY_PROXY, gateway.namespace, text(gateway.spec, "infrastructure", "parametersRef", "name"))
    if proxy is None:
        gateway_class = find(kinds.GATEWAY_CLASS, "", text(gateway.spec, "gatewayClassName"))
        parameters = table(gateway_class.spec, "parametersRef") if gateway_class else {}
        proxy = find(kinds.ENVOY_PROXY, text(parameters, "namespace"), text(parameters, "name"))
    return proxy.spec if proxy else {}


def _envoy_namespaces(manifests: Iterable[Manifest]) -> set[str]:
    """Namespaces where Envoy Gateway may run: where the output installs its chart, or else its usual one."""
    found = set()
    for manifest in manifests:
        spec = manifest.spec
        if manifest.type == kinds.ARGO_APPLICATION:
            sources = [table(spec, "source"), *rows(spec, "sources")]
            if any(text(source, "chart").endswith(_ENVOY_GATEWAY_CHART) for source in sources):
                found.add(text(spec, "destination", "namespace"))
        elif manifest.type == kinds.HELM_RELEASE:
            names = (text(spec, "chart", "spec", "chart"), text(spec, "chartRef", "name"))
            if any(name.endswith(_ENVOY_GATEWAY_CHART) for name in names):
                found.add(text(spec, "targetNamespace") or manifest.namespace)
    return found - {""} or {_ENVOY_GATEWAY_NAMESPACE}


def _envoy_pods(gateway: Manifest, namespace: str) -> DerivedPods:
    ports = {"metrics": 19001, "readiness": 19003}
    for listener in rows(gateway.spec, "listeners"):
        port = number(listener, "port")
        if port is not None:
            shifted = port + _PRIVILEGED_PORTS_SHIFT if port < 1024 else port
            ports[f"{text(listener, 'protocol').lower()}-{port}"] = shifted
    return DerivedPods(
        namespace,
        {
            "app.kubernetes.io/component": "proxy",
            "app.kubernetes.io/managed-by": "envoy-gateway",
            "app.kubernetes.io/name": "envoy",
            "gateway.envoyproxy.io/owning-gateway-name": gateway.name,
            "gateway.envoyproxy.io/owning-gateway-namespace": gateway.namespace,
        },
        gateway,
        ports,
        ("gateway.networking.k8s.io/",),
    )


def _served(manifest: Manifest, find: Lookup) -> Iterator[DerivedObject]:
    namespace, name = manifest.namespace, manifest.name
    if manifest.type == kinds.LLM_INFERENCE_SERVICE:
        service = f"{name}-kserve-workload-svc"
        yield DerivedObject(kinds.SERVICE, namespace, service, manifest, ports={"": 8000}, targets={8000: 8000})
        yield DerivedObject(kinds.SERVICE, namespace, f"{name}-epp-service", manifest)
        yield DerivedObject(kinds.INFERENCE_POOL, namespace, f"{name}-inference-pool", manifest)
        yield DerivedObject(kinds.HTTP_ROUTE, namespace, f"{name}-kserve-route", manifest)
        return
    if not is_standard(manifest):
        yield DerivedObject(kinds.SERVICE, namespace, name, manifest)
    for template in serving_templates(manifest, find):
        component = template.field.removeprefix("spec.")
        service = f"{name}-{component}"
        if is_knative(manifest):
            yield DerivedObject(kinds.SERVICE, namespace, service, manifest, ports={"": 80})
            continue
        known = served_ports(template, component)
        yield DerivedObject(
            kinds.SERVICE,
            namespace,
            service,
            manifest,
            ports=known.ports if known else None,
            targets=known.targets if known and is_standard(manifest) else None,
            labels=template.labels if is_standard(manifest) else None,
        )
        yield DerivedObject(kinds.DEPLOYMENT, namespace, service, manifest)


def _claims(workload: Manifest) -> Iterator[DerivedObject]:
    replicas = number(workload.spec, "replicas")
    for claim in rows(workload.spec, "volumeClaimTemplates"):
        for ordinal in range(1 if replicas is None else replicas):
            name = f"{text(claim, 'metadata', 'name')}-{workload.name}-{ordinal}"
            yield DerivedObject(kinds.PERSISTENT_VOLUME_CLAIM, workload.namespace, name, workload)
