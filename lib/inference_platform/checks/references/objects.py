"""Rules: objects that others name exist, with the keys that are read."""

from __future__ import annotations

from collections.abc import Iterator

from inference_platform.checks import kinds
from inference_platform.checks.index import Index
from inference_platform.checks.kinds import Kind
from inference_platform.checks.reading import rows, text, value_at
from inference_platform.checks.rule import Violation, rule
from inference_platform.checks.uses import Use

__all__ = [
    "backup_plugin",
    "certificate_issuer",
    "claim",
    "config_map",
    "config_map_key",
    "database",
    "delivery",
    "gateway_class",
    "generator",
    "kind",
    "object_store",
    "pool",
    "priority_class",
    "proxy_settings",
    "role",
    "route_filter",
    "runtime",
    "runtime_format",
    "scale_target",
    "secret",
    "secret_key",
    "secret_store",
    "service",
    "service_account",
    "service_port",
    "storage_class",
]

_ISSUER_ANNOTATIONS = {
    "cert-manager.io/cluster-issuer": kinds.CLUSTER_ISSUER,
    "cert-manager.io/issuer": kinds.ISSUER,
}
_SCALED = (kinds.DEPLOYMENT, kinds.STATEFUL_SET, kinds.REPLICA_SET)


def _missing(index: Index, *types: Kind) -> Iterator[Violation]:
    """The uses of objects of some kinds that nothing provides."""
    for use in index.uses_of(*types):
        if not use.optional and index.find(use.kind, use.namespace, use.name) is None:
            yield _absent(use)


def _absent(use: Use) -> Violation:
    where = f" in namespace {use.namespace}" if use.namespace else ""
    return Violation(
        use.manifest,
        use.field,
        f"an existing {use.kind.name}{where}",
        use.name,
        "add it to the output, correct the name, or declare it as external",
    )


def _missing_key(index: Index, kind: Kind) -> Iterator[Violation]:
    for use in index.uses_of(kind):
        known = index.find(kind, use.namespace, use.name)
        if use.key is None or use.optional or known is None or known.keys is None or use.key in known.keys:
            continue
        yield Violation(
            use.manifest,
            use.field,
            f"a key of {kind.name} {use.name} ({', '.join(sorted(known.keys)) or 'none is known'})",
            use.key,
            "declare the key with the external object" if known.external else "add the key or correct its name",
        )


@rule("reference/kind")
def kind(index: Index) -> Iterator[Violation]:
    """A reference names a kind that can stand there, or one that is declared as another team's."""
    declared = set(index.declared.kinds)
    for use in index.uses:
        if use.expected and str(use.kind) not in declared:
            yield Violation(
                use.manifest,
                f"{use.field}.kind",
                " or ".join(str(expected) for expected in use.expected),
                str(use.kind),
                f"correct kind and group, or declare {use.kind} under kinds",
            )


@rule("reference/secret")
def secret(index: Index) -> Iterator[Violation]:
    """A Secret that is named exists."""
    return _missing(index, kinds.SECRET)


@rule("reference/secret-key")
def secret_key(index: Index) -> Iterator[Violation]:
    """A key that is read from a Secret is there."""
    return _missing_key(index, kinds.SECRET)


@rule("reference/config-map")
def config_map(index: Index) -> Iterator[Violation]:
    """A ConfigMap that is named exists."""
    return _missing(index, kinds.CONFIG_MAP)


@rule("reference/config-map-key")
def config_map_key(index: Index) -> Iterator[Violation]:
    """A key that is read from a ConfigMap is there."""
    return _missing_key(index, kinds.CONFIG_MAP)


@rule("reference/service-account")
def service_account(index: Index) -> Iterator[Violation]:
    """A ServiceAccount that a pod runs as or that a binding names exists."""
    return _missing(index, kinds.SERVICE_ACCOUNT)


@rule("reference/role")
def role(index: Index) -> Iterator[Violation]:
    """A role that a binding names exists."""
    return _missing(index, kinds.ROLE, kinds.CLUSTER_ROLE)


@rule("reference/claim")
def claim(index: Index) -> Iterator[Violation]:
    """A PersistentVolumeClaim that a pod mounts exists."""
    return _missing(index, kinds.PERSISTENT_VOLUME_CLAIM)


@rule("reference/storage-class")
def storage_class(index: Index) -> Iterator[Violation]:
    """A StorageClass that is named exists."""
    return _missing(index, kinds.STORAGE_CLASS)


@rule("reference/priority-class")
def priority_class(index: Index) -> Iterator[Violation]:
    """A PriorityClass that is named exists."""
    return _missing(index, kinds.PRIORITY_CLASS)


@rule("reference/service")
def service(index: Index) -> Iterator[Violation]:
    """A Service or Backend that a route, a policy or a pool sends requests to exists."""
    return _missing(index, kinds.SERVICE, kinds.BACKEND)


@rule("reference/service-port")
def service_port(index: Index) -> Iterator[Violation]:
    """A port that requests are sent to is one of the Service's."""
    for use in index.uses_of(kinds.SERVICE):
        known = index.find(use.kind, use.namespace, use.name)
        if use.port is None or known is None or known.ports is None:
            continue
        if use.port not in known.ports and use.port not in known.ports.values():
            shown = ", ".join(str(port) for port in sorted(known.ports.values()))
            yield Violation(
                use.manifest,
                f"{use.field}.port",
                f"a port of Service {use.name} ({shown or 'it has none'})",
                str(use.port),
                "use one of them: a Service's own ports count here, not those of its pods",
            )


@rule("reference/pool")
def pool(index: Index) -> Iterator[Violation]:
    """An InferencePool that a route or an objective names exists."""
    return _missing(index, kinds.INFERENCE_POOL)


@rule("reference/gateway-class")
def gateway_class(index: Index) -> Iterator[Violation]:
    """The GatewayClass of a Gateway exists."""
    return _missing(index, kinds.GATEWAY_CLASS)


@rule("reference/proxy")
def proxy_settings(index: Index) -> Iterator[Violation]:
    """The EnvoyProxy that a Gateway or its class takes its settings from exists."""
    return _missing(index, kinds.ENVOY_PROXY)


@rule("reference/route-filter")
def route_filter(index: Index) -> Iterator[Violation]:
    """The HTTPRouteFilter that a route names exists."""
    return _missing(index, kinds.HTTP_ROUTE_FILTER)


@rule("reference/scale-target")
def scale_target(index: Index) -> Iterator[Violation]:
    """The workload that an autoscaler scales exists."""
    return _missing(index, *_SCALED)


@rule("reference/database")
def database(index: Index) -> Iterator[Violation]:
    """The database Cluster of a Pooler or a ScheduledBackup exists."""
    return _missing(index, kinds.DATABASE_CLUSTER)


@rule("reference/backup-plugin")
def backup_plugin(index: Index) -> Iterator[Violation]:
    """The plugin that makes a ScheduledBackup is one of the Cluster's."""
    for backup in index.of(kinds.SCHEDULED_BACKUP):
        wanted = text(backup.spec, "pluginConfiguration", "name")
        cluster = index.manifest(kinds.DATABASE_CLUSTER, backup.namespace, text(backup.spec, "cluster", "name"))
        if not wanted or cluster is None:
            continue
        plugins = [text(plugin, "name") for plugin in rows(cluster.spec, "plugins")]
        if wanted not in plugins:
            yield Violation(
                backup,
                "spec.pluginConfiguration.name",
                f"a plugin of Cluster {cluster.name} ({', '.join(plugins) or 'it has none'})",
                wanted,
                "use one of them or add the plugin to the Cluster",
            )


@rule("reference/object-store")
def object_store(index: Index) -> Iterator[Violation]:
    """The ObjectStore that a database Cluster archives to exists."""
    return _missing(index, kinds.OBJECT_STORE)


@rule("reference/secret-store")
def secret_store(index: Index) -> Iterator[Violation]:
    """The store that an ExternalSecret reads exists."""
    return _missing(index, kinds.SECRET_STORE, kinds.CLUSTER_SECRET_STORE)


@rule("reference/generator")
def generator(index: Index) -> Iterator[Violation]:
    """The generator that an ExternalSecret runs exists."""
    for use in index.uses:
        if use.kind.group == kinds.GENERATORS_GROUP and index.find(use.kind, use.namespace, use.name) is None:
            yield _absent(use)


@rule("reference/issuer")
def certificate_issuer(index: Index) -> Iterator[Violation]:
    """The issuer of a Certificate, or of a Gateway's certificates, exists."""
    yield from _missing(index, kinds.ISSUER, kinds.CLUSTER_ISSUER)
    for gateway in index.of(kinds.GATEWAY):
        for annotation, kind in _ISSUER_ANNOTATIONS.items():
            name = text(gateway.data, "metadata", "annotations", annotation)
            namespace = gateway.namespace if kind == kinds.ISSUER else ""
            if name and index.find(kind, namespace, name) is None:
                yield _absent(Use(gateway, f"metadata.annotations[{annotation}]", kind, namespace, name))


@rule("reference/delivery")
def delivery(index: Index) -> Iterator[Violation]:
    """The sources and dependencies of Flux objects exist."""
    for use in index.uses:
        if use.kind.group.endswith(".toolkit.fluxcd.io") and index.find(use.kind, use.namespace, use.name) is None:
            yield _absent(use)


@rule("reference/runtime")
def runtime(index: Index) -> Iterator[Violation]:
    """The serving runtime that an InferenceService names exists."""
    for service in index.of(kinds.INFERENCE_SERVICE):
        name = text(service.spec, "predictor", "model", "runtime")
        own = index.find(kinds.SERVING_RUNTIME, service.namespace, name)
        if name and own is None and index.find(kinds.CLUSTER_SERVING_RUNTIME, "", name) is None:
            yield Violation(
                service,
                "spec.predictor.model.runtime",
                f"an existing ClusterServingRuntime, or ServingRuntime in namespace {service.namespace}",
                name,
                "add it to the output, correct the name, or declare it as external",
            )


@rule("reference/runtime-format")
def runtime_format(index: Index) -> Iterator[Violation]:
    """A serving runtime supports the format of the model that names it; KServe compares letters' case, too."""
    for service in index.of(kinds.INFERENCE_SERVICE):
        name = text(service.spec, "predictor", "model", "runtime")
        own = index.manifest(kinds.SERVING_RUNTIME, service.namespace, name)
        found = own or index.manifest(kinds.CLUSTER_SERVING_RUNTIME, "", name)
        if found is None:
            continue
        supported = [text(item, "name") for item in rows(found.spec, "supportedModelFormats")]
        wanted = value_at(service.spec, "predictor", "model", "modelFormat", "name")
        if wanted not in supported:
            yield Violation(
                service,
                "spec.predictor.model.modelFormat.name",
                f"a format of runtime {name} ({', '.join(supported) or 'it has none'})",
                str(wanted),
                "write it exactly like the runtime",
            )
