"""The spec of CloudNativePG's Cluster from the settings."""

from __future__ import annotations

from inference_platform.constructs.postgres.backup import RecoveryProps
from inference_platform.constructs.postgres.pod_parts import resources_of, tolerations_of
from inference_platform.constructs.postgres.props import PostgresProps, Storage
from inference_platform.constructs.postgres.relations import role_annotations
from inference_platform_crds import cnpg

__all__ = ["BARMAN_PLUGIN", "backup_store_name", "cluster_spec", "recovery_store_name"]

BARMAN_PLUGIN = "barman-cloud.cloudnative-pg.io"
"""Name under which the Barman Cloud plugin registers with the operator."""

_ORIGIN = "origin"
"""Name, inside the Cluster, of the backup that it is restored from."""


def backup_store_name(name: str) -> str:
    """Name of the ObjectStore that backups go to."""
    return name


def recovery_store_name(name: str, recovery: RecoveryProps) -> str:
    """Name of the ObjectStore to restore from; the one for backups unless another is given."""
    return f"{name}-origin" if recovery.store else backup_store_name(name)


def cluster_spec(name: str, props: PostgresProps) -> cnpg.ClusterSpec:
    """The whole spec."""
    annotations = role_annotations(props)
    guarded = props.pod_disruption_budget
    return cnpg.ClusterSpec(
        instances=props.instances,
        image_name=props.image,
        image_pull_secrets=[cnpg.PoolerSpecCluster(name=each.name) for each in props.image_pull_secrets] or None,
        # one primary with a budget would block every node drain, and the operator's own default is on
        enable_pdb=props.instances > 1 if guarded is None else guarded,
        enable_superuser_access=props.superuser_access,
        primary_update_strategy=props.primary_update_strategy,
        primary_update_method=props.primary_update_method,
        log_level=props.log_level,
        priority_class_name=props.placement.priority_class_name(),
        storage=_storage(props.storage),
        wal_storage=_storage(props.wal_storage) if props.wal_storage else None,
        resources=resources_of(props.resources),
        affinity=_affinity(props),
        bootstrap=_bootstrap(props),
        external_clusters=_external_clusters(name, props),
        postgresql=_postgresql(props),
        plugins=_plugins(name, props),
        service_account_template=_service_account(annotations) if annotations else None,
    )


def _storage(storage: Storage) -> cnpg.ClusterSpecStorage:
    name = storage.storage_class.name if storage.storage_class else None
    return cnpg.ClusterSpecStorage(size=storage.size, storage_class=name)


def _affinity(props: PostgresProps) -> cnpg.ClusterSpecAffinity:
    return cnpg.ClusterSpecAffinity(
        enable_pod_anti_affinity=True,
        pod_anti_affinity_type=props.anti_affinity,
        topology_key=props.topology_key,
        node_selector=props.placement.node_selector_or_none(),
        tolerations=tolerations_of(props.placement),
    )


def _bootstrap(props: PostgresProps) -> cnpg.ClusterSpecBootstrap:
    if props.recovery:
        return cnpg.ClusterSpecBootstrap(recovery=_recovery(props, props.recovery))
    return cnpg.ClusterSpecBootstrap(initdb=_initdb(props))


def _initdb(props: PostgresProps) -> cnpg.ClusterSpecBootstrapInitdb:
    initdb = props.initdb
    provider = "icu" if initdb.icu_locale else "builtin" if initdb.builtin_locale else None
    return cnpg.ClusterSpecBootstrapInitdb(
        database=props.database,
        owner=props.owner,
        encoding=initdb.encoding,
        locale_collate=initdb.locale,
        locale_c_type=initdb.locale,
        locale_provider=provider,
        icu_locale=initdb.icu_locale,
        builtin_locale=initdb.builtin_locale,
        data_checksums=initdb.data_checksums,
        post_init_application_sql=list(initdb.post_init_application_sql) or None,
    )


def _recovery(props: PostgresProps, recovery: RecoveryProps) -> cnpg.ClusterSpecBootstrapRecovery:
    """With database and owner, so that the operator makes the Secret with the application's password again."""
    target = recovery.target_time
    return cnpg.ClusterSpecBootstrapRecovery(
        source=_ORIGIN,
        database=props.database,
        owner=props.owner,
        recovery_target=cnpg.ClusterSpecBootstrapRecoveryRecoveryTarget(target_time=target) if target else None,
    )


def _external_clusters(name: str, props: PostgresProps) -> list[cnpg.ClusterSpecExternalClusters] | None:
    if props.recovery is None:
        return None
    plugin = cnpg.ClusterSpecPlugins(
        name=BARMAN_PLUGIN,
        parameters={
            "barmanObjectName": recovery_store_name(name, props.recovery),
            "serverName": props.recovery.server_name,
        },
    )
    return [cnpg.ClusterSpecExternalClusters(name=_ORIGIN, plugin=plugin)]


def _plugins(name: str, props: PostgresProps) -> list[cnpg.ClusterSpecPlugins] | None:
    if props.backup is None:
        return None
    parameters = {"barmanObjectName": backup_store_name(name)}
    # the folder is named here: the ObjectStore's own serverName must stay empty
    if props.backup.server_name:
        parameters["serverName"] = props.backup.server_name
    return [cnpg.ClusterSpecPlugins(name=BARMAN_PLUGIN, is_wal_archiver=True, parameters=parameters)]


def _postgresql(props: PostgresProps) -> cnpg.ClusterSpecPostgresql:
    parameters = {
        **(props.parameters or {}),
        "max_connections": str(props.max_connections),
        "shared_buffers": props.shared_buffers,
    }
    synchronous = props.synchronous
    return cnpg.ClusterSpecPostgresql(
        parameters=dict(sorted(parameters.items())),
        shared_preload_libraries=list(props.shared_preload_libraries) or None,
        synchronous=cnpg.ClusterSpecPostgresqlSynchronous(
            method=synchronous.method, number=synchronous.number, data_durability=synchronous.data_durability
        )
        if synchronous
        else None,
    )


def _service_account(annotations: dict[str, str]) -> cnpg.ClusterSpecServiceAccountTemplate:
    return cnpg.ClusterSpecServiceAccountTemplate(metadata=cnpg.PoolerSpecTemplateMetadata(annotations=annotations))
