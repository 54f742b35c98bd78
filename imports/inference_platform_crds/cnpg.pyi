# Made by `python -m inference_platform_bindings.generate`; do not edit.

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from constructs import Construct

from inference_platform_bindings.metadata import ObjectMeta as ObjectMeta
from inference_platform_bindings.resource import Metadata, Resource
from inference_platform_bindings.struct import Struct

class Cluster(Resource):
    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        metadata: Metadata,
        spec: ClusterSpec,
    ) -> None: ...
    @classmethod
    def manifest_of(
        cls,
        *,
        metadata: Metadata,
        spec: ClusterSpec,
    ) -> dict[str, Any]: ...

class Pooler(Resource):
    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        metadata: Metadata,
        spec: PoolerSpec,
    ) -> None: ...
    @classmethod
    def manifest_of(
        cls,
        *,
        metadata: Metadata,
        spec: PoolerSpec,
    ) -> dict[str, Any]: ...

class ScheduledBackup(Resource):
    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        metadata: Metadata,
        spec: ScheduledBackupSpec,
    ) -> None: ...
    @classmethod
    def manifest_of(
        cls,
        *,
        metadata: Metadata,
        spec: ScheduledBackupSpec,
    ) -> dict[str, Any]: ...

class ClusterSpec(Struct):
    def __init__(
        self,
        *,
        affinity: ClusterSpecAffinity | None = ...,
        backup: ClusterSpecBackup | None = ...,
        bootstrap: ClusterSpecBootstrap | None = ...,
        certificates: ClusterSpecCertificates | None = ...,
        description: str | None = ...,
        enable_pdb: bool | None = ...,
        enable_superuser_access: bool | None = ...,
        env: Sequence[ClusterSpecEnv] | None = ...,
        env_from: Sequence[ClusterSpecEnvFrom] | None = ...,
        ephemeral_volume_source: ClusterSpecEphemeralVolumeSource | None = ...,
        ephemeral_volumes_size_limit: ClusterSpecEphemeralVolumesSizeLimit | None = ...,
        external_clusters: Sequence[ClusterSpecExternalClusters] | None = ...,
        failover_delay: int | None = ...,
        image_catalog_ref: ClusterSpecImageCatalogRef | None = ...,
        image_name: str | None = ...,
        image_pull_policy: str | None = ...,
        image_pull_secrets: Sequence[PoolerSpecCluster] | None = ...,
        inherited_metadata: ClusterSpecInheritedMetadata | None = ...,
        instances: int | None = ...,
        liveness_probe_timeout: int | None = ...,
        log_level: Literal['error', 'warning', 'info', 'debug', 'trace'] | None = ...,
        managed: ClusterSpecManaged | None = ...,
        max_sync_replicas: int | None = ...,
        min_sync_replicas: int | None = ...,
        monitoring: ClusterSpecMonitoring | None = ...,
        node_maintenance_window: ClusterSpecNodeMaintenanceWindow | None = ...,
        plugins: Sequence[ClusterSpecPlugins] | None = ...,
        pod_security_context: ClusterSpecPodSecurityContext | None = ...,
        pod_selector_refs: Sequence[ClusterSpecPodSelectorRefs] | None = ...,
        postgres_gid: int | None = ...,
        postgres_uid: int | None = ...,
        postgresql: ClusterSpecPostgresql | None = ...,
        primary_lease: ClusterSpecPrimaryLease | None = ...,
        primary_update_method: Literal['switchover', 'restart'] | None = ...,
        primary_update_strategy: Literal['unsupervised', 'supervised'] | None = ...,
        priority_class_name: str | None = ...,
        probes: ClusterSpecProbes | None = ...,
        projected_volume_template: ClusterSpecProjectedVolumeTemplate | None = ...,
        replica: ClusterSpecReplica | None = ...,
        replication_slots: ClusterSpecReplicationSlots | None = ...,
        resources: ClusterSpecResources | None = ...,
        scheduler_name: str | None = ...,
        seccomp_profile: ClusterSpecSeccompProfile | None = ...,
        security_context: ClusterSpecSecurityContext | None = ...,
        service_account_name: str | None = ...,
        service_account_template: ClusterSpecServiceAccountTemplate | None = ...,
        smart_shutdown_timeout: int | None = ...,
        start_delay: int | None = ...,
        stop_delay: int | None = ...,
        storage: ClusterSpecStorage | None = ...,
        superuser_secret: PoolerSpecCluster | None = ...,
        switchover_delay: int | None = ...,
        tablespaces: Sequence[ClusterSpecTablespaces] | None = ...,
        topology_spread_constraints: Sequence[ClusterSpecTopologySpreadConstraints] | None = ...,
        wal_storage: ClusterSpecStorage | None = ...,
    ) -> None: ...

class ClusterSpecAffinity(Struct):
    def __init__(
        self,
        *,
        additional_pod_affinity: ClusterSpecAffinityAdditionalPodAffinity | None = ...,
        additional_pod_anti_affinity: ClusterSpecAffinityAdditionalPodAffinity | None = ...,
        enable_pod_anti_affinity: bool | None = ...,
        node_affinity: ClusterSpecAffinityNodeAffinity | None = ...,
        node_selector: Mapping[str, str] | None = ...,
        pod_anti_affinity_type: str | None = ...,
        tolerations: Sequence[ClusterSpecAffinityTolerations] | None = ...,
        topology_key: str | None = ...,
    ) -> None: ...

class ClusterSpecAffinityAdditionalPodAffinity(Struct):
    def __init__(
        self,
        *,
        preferred_during_scheduling_ignored_during_execution: Sequence[ClusterSpecAffinityAdditionalPodAffinityPreferredDuringSchedulingIgnoredDuringExecution] | None = ...,
        required_during_scheduling_ignored_during_execution: Sequence[ClusterSpecAffinityAdditionalPodAffinityRequiredDuringSchedulingIgnoredDuringExecution] | None = ...,
    ) -> None: ...

class ClusterSpecAffinityAdditionalPodAffinityPreferredDuringSchedulingIgnoredDuringExecution(Struct):
    def __init__(
        self,
        *,
        pod_affinity_term: ClusterSpecAffinityAdditionalPodAffinityRequiredDuringSchedulingIgnoredDuringExecution,
        weight: int,
    ) -> None: ...

class ClusterSpecAffinityAdditionalPodAffinityRequiredDuringSchedulingIgnoredDuringExecution(Struct):
    def __init__(
        self,
        *,
        topology_key: str,
        label_selector: ClusterSpecPodSelectorRefsSelector | None = ...,
        match_label_keys: Sequence[str] | None = ...,
        mismatch_label_keys: Sequence[str] | None = ...,
        namespace_selector: ClusterSpecPodSelectorRefsSelector | None = ...,
        namespaces: Sequence[str] | None = ...,
    ) -> None: ...

class ClusterSpecAffinityNodeAffinity(Struct):
    def __init__(
        self,
        *,
        preferred_during_scheduling_ignored_during_execution: Sequence[ClusterSpecAffinityNodeAffinityPreferredDuringSchedulingIgnoredDuringExecution] | None = ...,
        required_during_scheduling_ignored_during_execution: ClusterSpecAffinityNodeAffinityRequiredDuringSchedulingIgnoredDuringExecution | None = ...,
    ) -> None: ...

class ClusterSpecAffinityNodeAffinityPreferredDuringSchedulingIgnoredDuringExecution(Struct):
    def __init__(
        self,
        *,
        preference: ClusterSpecAffinityNodeAffinityPreferredDuringSchedulingIgnoredDuringExecutionPreference,
        weight: int,
    ) -> None: ...

class ClusterSpecAffinityNodeAffinityPreferredDuringSchedulingIgnoredDuringExecutionPreference(Struct):
    def __init__(
        self,
        *,
        match_expressions: Sequence[ClusterSpecPodSelectorRefsSelectorMatchExpressions] | None = ...,
        match_fields: Sequence[ClusterSpecPodSelectorRefsSelectorMatchExpressions] | None = ...,
    ) -> None: ...

class ClusterSpecAffinityNodeAffinityRequiredDuringSchedulingIgnoredDuringExecution(Struct):
    def __init__(
        self,
        *,
        node_selector_terms: Sequence[ClusterSpecAffinityNodeAffinityPreferredDuringSchedulingIgnoredDuringExecutionPreference],
    ) -> None: ...

class ClusterSpecAffinityTolerations(Struct):
    def __init__(
        self,
        *,
        effect: str | None = ...,
        key: str | None = ...,
        operator: str | None = ...,
        toleration_seconds: int | None = ...,
        value: str | None = ...,
    ) -> None: ...

class ClusterSpecBackup(Struct):
    def __init__(
        self,
        *,
        barman_object_store: ClusterSpecBackupBarmanObjectStore | None = ...,
        retention_policy: str | None = ...,
        target: Literal['primary', 'prefer-standby'] | None = ...,
        volume_snapshot: ClusterSpecBackupVolumeSnapshot | None = ...,
    ) -> None: ...

class ClusterSpecBackupBarmanObjectStore(Struct):
    def __init__(
        self,
        *,
        destination_path: str,
        azure_credentials: ClusterSpecBackupBarmanObjectStoreAzureCredentials | None = ...,
        data: ClusterSpecBackupBarmanObjectStoreData | None = ...,
        endpoint_ca: ClusterSpecMonitoringCustomQueriesSecret | None = ...,
        endpoint_url: str | None = ...,
        google_credentials: ClusterSpecBackupBarmanObjectStoreGoogleCredentials | None = ...,
        history_tags: Mapping[str, str] | None = ...,
        s3_credentials: ClusterSpecBackupBarmanObjectStoreS3Credentials | None = ...,
        server_name: str | None = ...,
        tags: Mapping[str, str] | None = ...,
        wal: ClusterSpecBackupBarmanObjectStoreWal | None = ...,
    ) -> None: ...

class ClusterSpecBackupBarmanObjectStoreAzureCredentials(Struct):
    def __init__(
        self,
        *,
        connection_string: ClusterSpecMonitoringCustomQueriesSecret | None = ...,
        inherit_from_azure_ad: bool | None = ...,
        storage_account: ClusterSpecMonitoringCustomQueriesSecret | None = ...,
        storage_key: ClusterSpecMonitoringCustomQueriesSecret | None = ...,
        storage_sas_token: ClusterSpecMonitoringCustomQueriesSecret | None = ...,
        use_default_azure_credentials: bool | None = ...,
    ) -> None: ...

class ClusterSpecBackupBarmanObjectStoreData(Struct):
    def __init__(
        self,
        *,
        additional_command_args: Sequence[str] | None = ...,
        compression: Literal['bzip2', 'gzip', 'lz4', 'snappy'] | None = ...,
        encryption: Literal['AES256', 'aws:kms'] | None = ...,
        immediate_checkpoint: bool | None = ...,
        jobs: int | None = ...,
    ) -> None: ...

class ClusterSpecBackupBarmanObjectStoreGoogleCredentials(Struct):
    def __init__(
        self,
        *,
        application_credentials: ClusterSpecMonitoringCustomQueriesSecret | None = ...,
        gke_environment: bool | None = ...,
    ) -> None: ...

class ClusterSpecBackupBarmanObjectStoreS3Credentials(Struct):
    def __init__(
        self,
        *,
        access_key_id: ClusterSpecMonitoringCustomQueriesSecret | None = ...,
        inherit_from_iam_role: bool | None = ...,
        region: ClusterSpecMonitoringCustomQueriesSecret | None = ...,
        secret_access_key: ClusterSpecMonitoringCustomQueriesSecret | None = ...,
        session_token: ClusterSpecMonitoringCustomQueriesSecret | None = ...,
    ) -> None: ...

class ClusterSpecBackupBarmanObjectStoreWal(Struct):
    def __init__(
        self,
        *,
        archive_additional_command_args: Sequence[str] | None = ...,
        compression: Literal['bzip2', 'gzip', 'lz4', 'snappy', 'xz', 'zstd'] | None = ...,
        encryption: Literal['AES256', 'aws:kms'] | None = ...,
        max_parallel: int | None = ...,
        restore_additional_command_args: Sequence[str] | None = ...,
    ) -> None: ...

class ClusterSpecBackupVolumeSnapshot(Struct):
    def __init__(
        self,
        *,
        annotations: Mapping[str, str] | None = ...,
        class_name: str | None = ...,
        labels: Mapping[str, str] | None = ...,
        online: bool | None = ...,
        online_configuration: ScheduledBackupSpecOnlineConfiguration | None = ...,
        snapshot_owner_reference: Literal['none', 'cluster', 'backup'] | None = ...,
        tablespace_class_name: Mapping[str, str] | None = ...,
        wal_class_name: str | None = ...,
    ) -> None: ...

class ClusterSpecBootstrap(Struct):
    def __init__(
        self,
        *,
        initdb: ClusterSpecBootstrapInitdb | None = ...,
        pg_basebackup: ClusterSpecBootstrapPgBasebackup | None = ...,
        recovery: ClusterSpecBootstrapRecovery | None = ...,
    ) -> None: ...

class ClusterSpecBootstrapInitdb(Struct):
    def __init__(
        self,
        *,
        builtin_locale: str | None = ...,
        data_checksums: bool | None = ...,
        database: str | None = ...,
        encoding: str | None = ...,
        icu_locale: str | None = ...,
        icu_rules: str | None = ...,
        import_: ClusterSpecBootstrapInitdbImport | None = ...,
        locale: str | None = ...,
        locale_c_type: str | None = ...,
        locale_collate: str | None = ...,
        locale_provider: str | None = ...,
        options: Sequence[str] | None = ...,
        owner: str | None = ...,
        post_init_application_sql: Sequence[str] | None = ...,
        post_init_application_sql_refs: ClusterSpecBootstrapInitdbPostInitSQLRefs | None = ...,
        post_init_sql: Sequence[str] | None = ...,
        post_init_sql_refs: ClusterSpecBootstrapInitdbPostInitSQLRefs | None = ...,
        post_init_template_sql: Sequence[str] | None = ...,
        post_init_template_sql_refs: ClusterSpecBootstrapInitdbPostInitSQLRefs | None = ...,
        secret: PoolerSpecCluster | None = ...,
        wal_segment_size: int | None = ...,
    ) -> None: ...

class ClusterSpecBootstrapInitdbImport(Struct):
    def __init__(
        self,
        *,
        databases: Sequence[str],
        source: ClusterSpecBootstrapInitdbImportSource,
        type: Literal['microservice', 'monolith'],
        pg_dump_extra_options: Sequence[str] | None = ...,
        pg_restore_data_options: Sequence[str] | None = ...,
        pg_restore_extra_options: Sequence[str] | None = ...,
        pg_restore_postdata_options: Sequence[str] | None = ...,
        pg_restore_predata_options: Sequence[str] | None = ...,
        post_import_application_sql: Sequence[str] | None = ...,
        roles: Sequence[str] | None = ...,
        schema_only: bool | None = ...,
    ) -> None: ...

class ClusterSpecBootstrapInitdbImportSource(Struct):
    def __init__(
        self,
        *,
        external_cluster: str,
    ) -> None: ...

class ClusterSpecBootstrapInitdbPostInitSQLRefs(Struct):
    def __init__(
        self,
        *,
        config_map_refs: Sequence[ClusterSpecMonitoringCustomQueriesSecret] | None = ...,
        secret_refs: Sequence[ClusterSpecMonitoringCustomQueriesSecret] | None = ...,
    ) -> None: ...

class ClusterSpecBootstrapPgBasebackup(Struct):
    def __init__(
        self,
        *,
        source: str,
        database: str | None = ...,
        owner: str | None = ...,
        secret: PoolerSpecCluster | None = ...,
    ) -> None: ...

class ClusterSpecBootstrapRecovery(Struct):
    def __init__(
        self,
        *,
        backup: ClusterSpecBootstrapRecoveryBackup | None = ...,
        database: str | None = ...,
        owner: str | None = ...,
        recovery_target: ClusterSpecBootstrapRecoveryRecoveryTarget | None = ...,
        secret: PoolerSpecCluster | None = ...,
        source: str | None = ...,
        volume_snapshots: ClusterSpecBootstrapRecoveryVolumeSnapshots | None = ...,
    ) -> None: ...

class ClusterSpecBootstrapRecoveryBackup(Struct):
    def __init__(
        self,
        *,
        name: str,
        endpoint_ca: ClusterSpecMonitoringCustomQueriesSecret | None = ...,
    ) -> None: ...

class ClusterSpecBootstrapRecoveryRecoveryTarget(Struct):
    def __init__(
        self,
        *,
        backup_id: str | None = ...,
        exclusive: bool | None = ...,
        target_immediate: bool | None = ...,
        target_lsn: str | None = ...,
        target_name: str | None = ...,
        target_tli: str | None = ...,
        target_time: str | None = ...,
        target_xid: str | None = ...,
    ) -> None: ...

class ClusterSpecBootstrapRecoveryVolumeSnapshots(Struct):
    def __init__(
        self,
        *,
        storage: ClusterSpecStoragePvcTemplateDataSource,
        tablespace_storage: Mapping[str, ClusterSpecStoragePvcTemplateDataSource] | None = ...,
        wal_storage: ClusterSpecStoragePvcTemplateDataSource | None = ...,
    ) -> None: ...

class ClusterSpecCertificates(Struct):
    def __init__(
        self,
        *,
        client_ca_secret: str | None = ...,
        replication_tls_secret: str | None = ...,
        server_alt_dns_names: Sequence[str] | None = ...,
        server_ca_secret: str | None = ...,
        server_tls_secret: str | None = ...,
    ) -> None: ...

class ClusterSpecEnv(Struct):
    def __init__(
        self,
        *,
        name: str,
        value: str | None = ...,
        value_from: ClusterSpecEnvValueFrom | None = ...,
    ) -> None: ...

class ClusterSpecEnvFrom(Struct):
    def __init__(
        self,
        *,
        config_map_ref: ClusterSpecEnvFromSecretRef | None = ...,
        prefix: str | None = ...,
        secret_ref: ClusterSpecEnvFromSecretRef | None = ...,
    ) -> None: ...

class ClusterSpecEnvFromSecretRef(Struct):
    def __init__(
        self,
        *,
        name: str | None = ...,
        optional: bool | None = ...,
    ) -> None: ...

class ClusterSpecEnvValueFrom(Struct):
    def __init__(
        self,
        *,
        config_map_key_ref: ClusterSpecExternalClustersSslKey | None = ...,
        field_ref: ClusterSpecEnvValueFromFieldRef | None = ...,
        file_key_ref: ClusterSpecEnvValueFromFileKeyRef | None = ...,
        resource_field_ref: ClusterSpecEnvValueFromResourceFieldRef | None = ...,
        secret_key_ref: ClusterSpecExternalClustersSslKey | None = ...,
    ) -> None: ...

class ClusterSpecEnvValueFromFieldRef(Struct):
    def __init__(
        self,
        *,
        field_path: str,
        api_version: str | None = ...,
    ) -> None: ...

class ClusterSpecEnvValueFromFileKeyRef(Struct):
    def __init__(
        self,
        *,
        key: str,
        path: str,
        volume_name: str,
        optional: bool | None = ...,
    ) -> None: ...

class ClusterSpecEnvValueFromResourceFieldRef(Struct):
    def __init__(
        self,
        *,
        resource: str,
        container_name: str | None = ...,
        divisor: int | str | None = ...,
    ) -> None: ...

class ClusterSpecEphemeralVolumeSource(Struct):
    def __init__(
        self,
        *,
        volume_claim_template: ClusterSpecEphemeralVolumeSourceVolumeClaimTemplate | None = ...,
    ) -> None: ...

class ClusterSpecEphemeralVolumeSourceVolumeClaimTemplate(Struct):
    def __init__(
        self,
        *,
        spec: ClusterSpecStoragePvcTemplate,
        metadata: ClusterSpecEphemeralVolumeSourceVolumeClaimTemplateMetadata | None = ...,
    ) -> None: ...

class ClusterSpecEphemeralVolumeSourceVolumeClaimTemplateMetadata(Struct):
    def __init__(self) -> None: ...

class ClusterSpecEphemeralVolumesSizeLimit(Struct):
    def __init__(
        self,
        *,
        shm: int | str | None = ...,
        temporary_data: int | str | None = ...,
    ) -> None: ...

class ClusterSpecExternalClusters(Struct):
    def __init__(
        self,
        *,
        name: str,
        barman_object_store: ClusterSpecBackupBarmanObjectStore | None = ...,
        connection_parameters: Mapping[str, str] | None = ...,
        password: ClusterSpecExternalClustersSslKey | None = ...,
        plugin: ClusterSpecPlugins | None = ...,
        ssl_cert: ClusterSpecExternalClustersSslKey | None = ...,
        ssl_key: ClusterSpecExternalClustersSslKey | None = ...,
        ssl_root_cert: ClusterSpecExternalClustersSslKey | None = ...,
    ) -> None: ...

class ClusterSpecExternalClustersSslKey(Struct):
    def __init__(
        self,
        *,
        key: str,
        name: str | None = ...,
        optional: bool | None = ...,
    ) -> None: ...

class ClusterSpecImageCatalogRef(Struct):
    def __init__(
        self,
        *,
        kind: str,
        major: int,
        name: str,
        api_group: str | None = ...,
    ) -> None: ...

class ClusterSpecInheritedMetadata(Struct):
    def __init__(
        self,
        *,
        annotations: Mapping[str, str] | None = ...,
        labels: Mapping[str, str] | None = ...,
    ) -> None: ...

class ClusterSpecManaged(Struct):
    def __init__(
        self,
        *,
        roles: Sequence[ClusterSpecManagedRoles] | None = ...,
        services: ClusterSpecManagedServices | None = ...,
    ) -> None: ...

class ClusterSpecManagedRoles(Struct):
    def __init__(
        self,
        *,
        name: str,
        bypassrls: bool | None = ...,
        comment: str | None = ...,
        connection_limit: int | None = ...,
        createdb: bool | None = ...,
        createrole: bool | None = ...,
        disable_password: bool | None = ...,
        ensure: Literal['present', 'absent'] | None = ...,
        in_roles: Sequence[str] | None = ...,
        inherit: bool | None = ...,
        login: bool | None = ...,
        password_secret: PoolerSpecCluster | None = ...,
        replication: bool | None = ...,
        superuser: bool | None = ...,
        valid_until: str | None = ...,
    ) -> None: ...

class ClusterSpecManagedServices(Struct):
    def __init__(
        self,
        *,
        additional: Sequence[ClusterSpecManagedServicesAdditional] | None = ...,
        disabled_default_services: Sequence[Literal['rw', 'r', 'ro']] | None = ...,
    ) -> None: ...

class ClusterSpecManagedServicesAdditional(Struct):
    def __init__(
        self,
        *,
        selector_type: Literal['rw', 'r', 'ro'],
        service_template: PoolerSpecServiceTemplate,
        update_strategy: Literal['patch', 'replace'] | None = ...,
    ) -> None: ...

class ClusterSpecMonitoring(Struct):
    def __init__(
        self,
        *,
        custom_queries_config_map: Sequence[ClusterSpecMonitoringCustomQueriesSecret] | None = ...,
        custom_queries_secret: Sequence[ClusterSpecMonitoringCustomQueriesSecret] | None = ...,
        disable_default_queries: bool | None = ...,
        enable_pod_monitor: bool | None = ...,
        metrics_queries_ttl: str | None = ...,
        pod_monitor_metric_relabelings: Sequence[PoolerSpecMonitoringPodMonitorRelabelings] | None = ...,
        pod_monitor_relabelings: Sequence[PoolerSpecMonitoringPodMonitorRelabelings] | None = ...,
        tls: PoolerSpecMonitoringTls | None = ...,
    ) -> None: ...

class ClusterSpecMonitoringCustomQueriesSecret(Struct):
    def __init__(
        self,
        *,
        key: str,
        name: str,
    ) -> None: ...

class ClusterSpecNodeMaintenanceWindow(Struct):
    def __init__(
        self,
        *,
        in_progress: bool | None = ...,
        reuse_pvc: bool | None = ...,
    ) -> None: ...

class ClusterSpecPlugins(Struct):
    def __init__(
        self,
        *,
        name: str,
        enabled: bool | None = ...,
        is_wal_archiver: bool | None = ...,
        parameters: Mapping[str, str] | None = ...,
    ) -> None: ...

class ClusterSpecPodSecurityContext(Struct):
    def __init__(
        self,
        *,
        app_armor_profile: ClusterSpecSeccompProfile | None = ...,
        fs_group: int | None = ...,
        fs_group_change_policy: str | None = ...,
        run_as_group: int | None = ...,
        run_as_non_root: bool | None = ...,
        run_as_user: int | None = ...,
        se_linux_change_policy: str | None = ...,
        se_linux_options: ClusterSpecSecurityContextSeLinuxOptions | None = ...,
        seccomp_profile: ClusterSpecSeccompProfile | None = ...,
        supplemental_groups: Sequence[int] | None = ...,
        supplemental_groups_policy: str | None = ...,
        sysctls: Sequence[ClusterSpecPodSecurityContextSysctls] | None = ...,
        windows_options: ClusterSpecSecurityContextWindowsOptions | None = ...,
    ) -> None: ...

class ClusterSpecPodSecurityContextSysctls(Struct):
    def __init__(
        self,
        *,
        name: str,
        value: str,
    ) -> None: ...

class ClusterSpecPodSelectorRefs(Struct):
    def __init__(
        self,
        *,
        name: str,
        selector: ClusterSpecPodSelectorRefsSelector,
    ) -> None: ...

class ClusterSpecPodSelectorRefsSelector(Struct):
    def __init__(
        self,
        *,
        match_expressions: Sequence[ClusterSpecPodSelectorRefsSelectorMatchExpressions] | None = ...,
        match_labels: Mapping[str, str] | None = ...,
    ) -> None: ...

class ClusterSpecPodSelectorRefsSelectorMatchExpressions(Struct):
    def __init__(
        self,
        *,
        key: str,
        operator: str,
        values: Sequence[str] | None = ...,
    ) -> None: ...

class ClusterSpecPostgresql(Struct):
    def __init__(
        self,
        *,
        enable_alter_system: bool | None = ...,
        extensions: Sequence[ClusterSpecPostgresqlExtensions] | None = ...,
        ldap: ClusterSpecPostgresqlLdap | None = ...,
        parameters: Mapping[str, str] | None = ...,
        pg_hba: Sequence[str] | None = ...,
        pg_ident: Sequence[str] | None = ...,
        promotion_timeout: int | None = ...,
        shared_preload_libraries: Sequence[str] | None = ...,
        sync_replica_election_constraint: ClusterSpecPostgresqlSyncReplicaElectionConstraint | None = ...,
        synchronous: ClusterSpecPostgresqlSynchronous | None = ...,
    ) -> None: ...

class ClusterSpecPostgresqlExtensions(Struct):
    def __init__(
        self,
        *,
        name: str,
        bin_path: Sequence[str] | None = ...,
        dynamic_library_path: Sequence[str] | None = ...,
        env: Sequence[ClusterSpecPostgresqlExtensionsEnv] | None = ...,
        extension_control_path: Sequence[str] | None = ...,
        image: PoolerSpecTemplateSpecVolumesImage | None = ...,
        ld_library_path: Sequence[str] | None = ...,
    ) -> None: ...

class ClusterSpecPostgresqlExtensionsEnv(Struct):
    def __init__(
        self,
        *,
        name: str,
        value: str,
    ) -> None: ...

class ClusterSpecPostgresqlLdap(Struct):
    def __init__(
        self,
        *,
        bind_as_auth: ClusterSpecPostgresqlLdapBindAsAuth | None = ...,
        bind_search_auth: ClusterSpecPostgresqlLdapBindSearchAuth | None = ...,
        port: int | None = ...,
        scheme: Literal['ldap', 'ldaps'] | None = ...,
        server: str | None = ...,
        tls: bool | None = ...,
    ) -> None: ...

class ClusterSpecPostgresqlLdapBindAsAuth(Struct):
    def __init__(
        self,
        *,
        prefix: str | None = ...,
        suffix: str | None = ...,
    ) -> None: ...

class ClusterSpecPostgresqlLdapBindSearchAuth(Struct):
    def __init__(
        self,
        *,
        base_dn: str | None = ...,
        bind_dn: str | None = ...,
        bind_password: ClusterSpecExternalClustersSslKey | None = ...,
        search_attribute: str | None = ...,
        search_filter: str | None = ...,
    ) -> None: ...

class ClusterSpecPostgresqlSyncReplicaElectionConstraint(Struct):
    def __init__(
        self,
        *,
        enabled: bool,
        node_labels_anti_affinity: Sequence[str] | None = ...,
    ) -> None: ...

class ClusterSpecPostgresqlSynchronous(Struct):
    def __init__(
        self,
        *,
        method: Literal['any', 'first'],
        number: int,
        data_durability: Literal['required', 'preferred'] | None = ...,
        failover_quorum: bool | None = ...,
        max_standby_names_from_cluster: int | None = ...,
        standby_names_post: Sequence[str] | None = ...,
        standby_names_pre: Sequence[str] | None = ...,
    ) -> None: ...

class ClusterSpecPrimaryLease(Struct):
    def __init__(
        self,
        *,
        lease_duration_seconds: int | None = ...,
        released_lease_duration_seconds: int | None = ...,
        renew_deadline_seconds: int | None = ...,
        retry_period_seconds: int | None = ...,
    ) -> None: ...

class ClusterSpecProbes(Struct):
    def __init__(
        self,
        *,
        liveness: ClusterSpecProbesLiveness | None = ...,
        readiness: ClusterSpecProbesStartup | None = ...,
        startup: ClusterSpecProbesStartup | None = ...,
    ) -> None: ...

class ClusterSpecProbesLiveness(Struct):
    def __init__(
        self,
        *,
        failure_threshold: int | None = ...,
        initial_delay_seconds: int | None = ...,
        isolation_check: ClusterSpecProbesLivenessIsolationCheck | None = ...,
        period_seconds: int | None = ...,
        success_threshold: int | None = ...,
        termination_grace_period_seconds: int | None = ...,
        timeout_seconds: int | None = ...,
    ) -> None: ...

class ClusterSpecProbesLivenessIsolationCheck(Struct):
    def __init__(
        self,
        *,
        connection_timeout: int | None = ...,
        enabled: bool | None = ...,
        request_timeout: int | None = ...,
    ) -> None: ...

class ClusterSpecProbesStartup(Struct):
    def __init__(
        self,
        *,
        failure_threshold: int | None = ...,
        initial_delay_seconds: int | None = ...,
        maximum_lag: int | str | None = ...,
        period_seconds: int | None = ...,
        success_threshold: int | None = ...,
        termination_grace_period_seconds: int | None = ...,
        timeout_seconds: int | None = ...,
        type: Literal['pg_isready', 'streaming', 'query'] | None = ...,
    ) -> None: ...

class ClusterSpecProjectedVolumeTemplate(Struct):
    def __init__(
        self,
        *,
        default_mode: int | None = ...,
        sources: Sequence[ClusterSpecProjectedVolumeTemplateSources] | None = ...,
    ) -> None: ...

class ClusterSpecProjectedVolumeTemplateSources(Struct):
    def __init__(
        self,
        *,
        cluster_trust_bundle: ClusterSpecProjectedVolumeTemplateSourcesClusterTrustBundle | None = ...,
        config_map: ClusterSpecProjectedVolumeTemplateSourcesSecret | None = ...,
        downward_api: ClusterSpecProjectedVolumeTemplateSourcesDownwardAPI | None = ...,
        pod_certificate: ClusterSpecProjectedVolumeTemplateSourcesPodCertificate | None = ...,
        secret: ClusterSpecProjectedVolumeTemplateSourcesSecret | None = ...,
        service_account_token: ClusterSpecProjectedVolumeTemplateSourcesServiceAccountToken | None = ...,
    ) -> None: ...

class ClusterSpecProjectedVolumeTemplateSourcesClusterTrustBundle(Struct):
    def __init__(
        self,
        *,
        path: str,
        label_selector: ClusterSpecPodSelectorRefsSelector | None = ...,
        name: str | None = ...,
        optional: bool | None = ...,
        signer_name: str | None = ...,
    ) -> None: ...

class ClusterSpecProjectedVolumeTemplateSourcesDownwardAPI(Struct):
    def __init__(
        self,
        *,
        items: Sequence[PoolerSpecTemplateSpecVolumesDownwardAPIItems] | None = ...,
    ) -> None: ...

class ClusterSpecProjectedVolumeTemplateSourcesPodCertificate(Struct):
    def __init__(
        self,
        *,
        key_type: str,
        signer_name: str,
        certificate_chain_path: str | None = ...,
        credential_bundle_path: str | None = ...,
        key_path: str | None = ...,
        max_expiration_seconds: int | None = ...,
        user_annotations: Mapping[str, str] | None = ...,
    ) -> None: ...

class ClusterSpecProjectedVolumeTemplateSourcesSecret(Struct):
    def __init__(
        self,
        *,
        items: Sequence[PoolerSpecTemplateSpecVolumesSecretItems] | None = ...,
        name: str | None = ...,
        optional: bool | None = ...,
    ) -> None: ...

class ClusterSpecProjectedVolumeTemplateSourcesServiceAccountToken(Struct):
    def __init__(
        self,
        *,
        path: str,
        audience: str | None = ...,
        expiration_seconds: int | None = ...,
    ) -> None: ...

class ClusterSpecReplica(Struct):
    def __init__(
        self,
        *,
        source: str,
        enabled: bool | None = ...,
        min_apply_delay: str | None = ...,
        primary: str | None = ...,
        promotion_token: str | None = ...,
        self_: str | None = ...,
    ) -> None: ...

class ClusterSpecReplicationSlots(Struct):
    def __init__(
        self,
        *,
        high_availability: ClusterSpecReplicationSlotsHighAvailability | None = ...,
        synchronize_replicas: ClusterSpecReplicationSlotsSynchronizeReplicas | None = ...,
        update_interval: int | None = ...,
    ) -> None: ...

class ClusterSpecReplicationSlotsHighAvailability(Struct):
    def __init__(
        self,
        *,
        enabled: bool | None = ...,
        slot_prefix: str | None = ...,
        synchronize_logical_decoding: bool | None = ...,
    ) -> None: ...

class ClusterSpecReplicationSlotsSynchronizeReplicas(Struct):
    def __init__(
        self,
        *,
        enabled: bool | None = ...,
        exclude_patterns: Sequence[str] | None = ...,
    ) -> None: ...

class ClusterSpecResources(Struct):
    def __init__(
        self,
        *,
        claims: Sequence[ClusterSpecResourcesClaims] | None = ...,
        limits: Mapping[str, int | str] | None = ...,
        requests: Mapping[str, int | str] | None = ...,
    ) -> None: ...

class ClusterSpecResourcesClaims(Struct):
    def __init__(
        self,
        *,
        name: str,
        request: str | None = ...,
    ) -> None: ...

class ClusterSpecSeccompProfile(Struct):
    def __init__(
        self,
        *,
        type: str,
        localhost_profile: str | None = ...,
    ) -> None: ...

class ClusterSpecSecurityContext(Struct):
    def __init__(
        self,
        *,
        allow_privilege_escalation: bool | None = ...,
        app_armor_profile: ClusterSpecSeccompProfile | None = ...,
        capabilities: ClusterSpecSecurityContextCapabilities | None = ...,
        privileged: bool | None = ...,
        proc_mount: str | None = ...,
        read_only_root_filesystem: bool | None = ...,
        run_as_group: int | None = ...,
        run_as_non_root: bool | None = ...,
        run_as_user: int | None = ...,
        se_linux_options: ClusterSpecSecurityContextSeLinuxOptions | None = ...,
        seccomp_profile: ClusterSpecSeccompProfile | None = ...,
        windows_options: ClusterSpecSecurityContextWindowsOptions | None = ...,
    ) -> None: ...

class ClusterSpecSecurityContextCapabilities(Struct):
    def __init__(
        self,
        *,
        add: Sequence[str] | None = ...,
        drop: Sequence[str] | None = ...,
    ) -> None: ...

class ClusterSpecSecurityContextSeLinuxOptions(Struct):
    def __init__(
        self,
        *,
        level: str | None = ...,
        role: str | None = ...,
        type: str | None = ...,
        user: str | None = ...,
    ) -> None: ...

class ClusterSpecSecurityContextWindowsOptions(Struct):
    def __init__(
        self,
        *,
        gmsa_credential_spec: str | None = ...,
        gmsa_credential_spec_name: str | None = ...,
        host_process: bool | None = ...,
        run_as_user_name: str | None = ...,
    ) -> None: ...

class ClusterSpecServiceAccountTemplate(Struct):
    def __init__(
        self,
        *,
        metadata: PoolerSpecTemplateMetadata,
    ) -> None: ...

class ClusterSpecStorage(Struct):
    def __init__(
        self,
        *,
        pvc_template: ClusterSpecStoragePvcTemplate | None = ...,
        resize_in_use_volumes: bool | None = ...,
        size: str | None = ...,
        storage_class: str | None = ...,
    ) -> None: ...

class ClusterSpecStoragePvcTemplate(Struct):
    def __init__(
        self,
        *,
        access_modes: Sequence[str] | None = ...,
        data_source: ClusterSpecStoragePvcTemplateDataSource | None = ...,
        data_source_ref: ClusterSpecStoragePvcTemplateDataSourceRef | None = ...,
        resources: ClusterSpecStoragePvcTemplateResources | None = ...,
        selector: ClusterSpecPodSelectorRefsSelector | None = ...,
        storage_class_name: str | None = ...,
        volume_attributes_class_name: str | None = ...,
        volume_mode: str | None = ...,
        volume_name: str | None = ...,
    ) -> None: ...

class ClusterSpecStoragePvcTemplateDataSource(Struct):
    def __init__(
        self,
        *,
        kind: str,
        name: str,
        api_group: str | None = ...,
    ) -> None: ...

class ClusterSpecStoragePvcTemplateDataSourceRef(Struct):
    def __init__(
        self,
        *,
        kind: str,
        name: str,
        api_group: str | None = ...,
        namespace: str | None = ...,
    ) -> None: ...

class ClusterSpecStoragePvcTemplateResources(Struct):
    def __init__(
        self,
        *,
        limits: Mapping[str, int | str] | None = ...,
        requests: Mapping[str, int | str] | None = ...,
    ) -> None: ...

class ClusterSpecTablespaces(Struct):
    def __init__(
        self,
        *,
        name: str,
        storage: ClusterSpecStorage,
        owner: ClusterSpecTablespacesOwner | None = ...,
        temporary: bool | None = ...,
    ) -> None: ...

class ClusterSpecTablespacesOwner(Struct):
    def __init__(
        self,
        *,
        name: str | None = ...,
    ) -> None: ...

class ClusterSpecTopologySpreadConstraints(Struct):
    def __init__(
        self,
        *,
        max_skew: int,
        topology_key: str,
        when_unsatisfiable: str,
        label_selector: ClusterSpecPodSelectorRefsSelector | None = ...,
        match_label_keys: Sequence[str] | None = ...,
        min_domains: int | None = ...,
        node_affinity_policy: str | None = ...,
        node_taints_policy: str | None = ...,
    ) -> None: ...

class PoolerSpec(Struct):
    def __init__(
        self,
        *,
        cluster: PoolerSpecCluster,
        pgbouncer: PoolerSpecPgbouncer,
        deployment_strategy: PoolerSpecDeploymentStrategy | None = ...,
        instances: int | None = ...,
        monitoring: PoolerSpecMonitoring | None = ...,
        service_account_name: str | None = ...,
        service_template: PoolerSpecServiceTemplate | None = ...,
        template: PoolerSpecTemplate | None = ...,
        type: Literal['rw', 'ro', 'r'] | None = ...,
    ) -> None: ...

class PoolerSpecCluster(Struct):
    def __init__(
        self,
        *,
        name: str,
    ) -> None: ...

class PoolerSpecDeploymentStrategy(Struct):
    def __init__(
        self,
        *,
        rolling_update: PoolerSpecDeploymentStrategyRollingUpdate | None = ...,
        type: str | None = ...,
    ) -> None: ...

class PoolerSpecDeploymentStrategyRollingUpdate(Struct):
    def __init__(
        self,
        *,
        max_surge: int | str | None = ...,
        max_unavailable: int | str | None = ...,
    ) -> None: ...

class PoolerSpecMonitoring(Struct):
    def __init__(
        self,
        *,
        enable_pod_monitor: bool | None = ...,
        pod_monitor_metric_relabelings: Sequence[PoolerSpecMonitoringPodMonitorRelabelings] | None = ...,
        pod_monitor_relabelings: Sequence[PoolerSpecMonitoringPodMonitorRelabelings] | None = ...,
        tls: PoolerSpecMonitoringTls | None = ...,
    ) -> None: ...

class PoolerSpecMonitoringPodMonitorRelabelings(Struct):
    def __init__(
        self,
        *,
        action: Literal['replace', 'Replace', 'keep', 'Keep', 'drop', 'Drop', 'hashmod', 'HashMod', 'labelmap', 'LabelMap', 'labeldrop', 'LabelDrop', 'labelkeep', 'LabelKeep', 'lowercase', 'Lowercase', 'uppercase', 'Uppercase', 'keepequal', 'KeepEqual', 'dropequal', 'DropEqual'] | None = ...,
        modulus: int | None = ...,
        regex: str | None = ...,
        replacement: str | None = ...,
        separator: str | None = ...,
        source_labels: Sequence[str] | None = ...,
        target_label: str | None = ...,
    ) -> None: ...

class PoolerSpecMonitoringTls(Struct):
    def __init__(
        self,
        *,
        enabled: bool | None = ...,
    ) -> None: ...

class PoolerSpecPgbouncer(Struct):
    def __init__(
        self,
        *,
        auth_query: str | None = ...,
        auth_query_secret: PoolerSpecCluster | None = ...,
        client_ca_secret: PoolerSpecCluster | None = ...,
        client_tls_secret: PoolerSpecCluster | None = ...,
        image: str | None = ...,
        image_catalog_ref: PoolerSpecPgbouncerImageCatalogRef | None = ...,
        parameters: Mapping[str, str] | None = ...,
        paused: bool | None = ...,
        pg_hba: Sequence[str] | None = ...,
        pool_mode: Literal['session', 'transaction'] | None = ...,
        server_ca_secret: PoolerSpecCluster | None = ...,
        server_tls_secret: PoolerSpecCluster | None = ...,
    ) -> None: ...

class PoolerSpecPgbouncerImageCatalogRef(Struct):
    def __init__(
        self,
        *,
        key: str,
        kind: str,
        name: str,
        api_group: str | None = ...,
    ) -> None: ...

class PoolerSpecServiceTemplate(Struct):
    def __init__(
        self,
        *,
        metadata: PoolerSpecTemplateMetadata | None = ...,
        spec: PoolerSpecServiceTemplateSpec | None = ...,
    ) -> None: ...

class PoolerSpecServiceTemplateSpec(Struct):
    def __init__(
        self,
        *,
        allocate_load_balancer_node_ports: bool | None = ...,
        cluster_ip: str | None = ...,
        cluster_ips: Sequence[str] | None = ...,
        external_ips: Sequence[str] | None = ...,
        external_name: str | None = ...,
        external_traffic_policy: str | None = ...,
        health_check_node_port: int | None = ...,
        internal_traffic_policy: str | None = ...,
        ip_families: Sequence[str] | None = ...,
        ip_family_policy: str | None = ...,
        load_balancer_class: str | None = ...,
        load_balancer_ip: str | None = ...,
        load_balancer_source_ranges: Sequence[str] | None = ...,
        ports: Sequence[PoolerSpecServiceTemplateSpecPorts] | None = ...,
        publish_not_ready_addresses: bool | None = ...,
        selector: Mapping[str, str] | None = ...,
        session_affinity: str | None = ...,
        session_affinity_config: PoolerSpecServiceTemplateSpecSessionAffinityConfig | None = ...,
        traffic_distribution: str | None = ...,
        type: str | None = ...,
    ) -> None: ...

class PoolerSpecServiceTemplateSpecPorts(Struct):
    def __init__(
        self,
        *,
        port: int,
        app_protocol: str | None = ...,
        name: str | None = ...,
        node_port: int | None = ...,
        protocol: str | None = ...,
        target_port: int | str | None = ...,
    ) -> None: ...

class PoolerSpecServiceTemplateSpecSessionAffinityConfig(Struct):
    def __init__(
        self,
        *,
        client_ip: PoolerSpecServiceTemplateSpecSessionAffinityConfigClientIP | None = ...,
    ) -> None: ...

class PoolerSpecServiceTemplateSpecSessionAffinityConfigClientIP(Struct):
    def __init__(
        self,
        *,
        timeout_seconds: int | None = ...,
    ) -> None: ...

class PoolerSpecTemplate(Struct):
    def __init__(
        self,
        *,
        metadata: PoolerSpecTemplateMetadata | None = ...,
        spec: PoolerSpecTemplateSpec | None = ...,
    ) -> None: ...

class PoolerSpecTemplateMetadata(Struct):
    def __init__(
        self,
        *,
        annotations: Mapping[str, str] | None = ...,
        labels: Mapping[str, str] | None = ...,
        name: str | None = ...,
    ) -> None: ...

class PoolerSpecTemplateSpec(Struct):
    def __init__(
        self,
        *,
        containers: Sequence[PoolerSpecTemplateSpecContainers],
        active_deadline_seconds: int | None = ...,
        affinity: PoolerSpecTemplateSpecAffinity | None = ...,
        automount_service_account_token: bool | None = ...,
        dns_config: PoolerSpecTemplateSpecDnsConfig | None = ...,
        dns_policy: str | None = ...,
        enable_service_links: bool | None = ...,
        ephemeral_containers: Sequence[PoolerSpecTemplateSpecEphemeralContainers] | None = ...,
        host_aliases: Sequence[PoolerSpecTemplateSpecHostAliases] | None = ...,
        host_ipc: bool | None = ...,
        host_network: bool | None = ...,
        host_pid: bool | None = ...,
        host_users: bool | None = ...,
        hostname: str | None = ...,
        hostname_override: str | None = ...,
        image_pull_secrets: Sequence[PoolerSpecTemplateSpecImagePullSecrets] | None = ...,
        init_containers: Sequence[PoolerSpecTemplateSpecContainers] | None = ...,
        node_name: str | None = ...,
        node_selector: Mapping[str, str] | None = ...,
        os: PoolerSpecCluster | None = ...,
        overhead: Mapping[str, int | str] | None = ...,
        preemption_policy: str | None = ...,
        priority: int | None = ...,
        priority_class_name: str | None = ...,
        readiness_gates: Sequence[PoolerSpecTemplateSpecReadinessGates] | None = ...,
        resource_claims: Sequence[PoolerSpecTemplateSpecResourceClaims] | None = ...,
        resources: ClusterSpecResources | None = ...,
        restart_policy: str | None = ...,
        runtime_class_name: str | None = ...,
        scheduler_name: str | None = ...,
        scheduling_gates: Sequence[PoolerSpecCluster] | None = ...,
        scheduling_group: PoolerSpecTemplateSpecSchedulingGroup | None = ...,
        security_context: ClusterSpecPodSecurityContext | None = ...,
        service_account: str | None = ...,
        service_account_name: str | None = ...,
        set_hostname_as_fqdn: bool | None = ...,
        share_process_namespace: bool | None = ...,
        subdomain: str | None = ...,
        termination_grace_period_seconds: int | None = ...,
        tolerations: Sequence[ClusterSpecAffinityTolerations] | None = ...,
        topology_spread_constraints: Sequence[ClusterSpecTopologySpreadConstraints] | None = ...,
        volumes: Sequence[PoolerSpecTemplateSpecVolumes] | None = ...,
    ) -> None: ...

class PoolerSpecTemplateSpecAffinity(Struct):
    def __init__(
        self,
        *,
        node_affinity: ClusterSpecAffinityNodeAffinity | None = ...,
        pod_affinity: ClusterSpecAffinityAdditionalPodAffinity | None = ...,
        pod_anti_affinity: ClusterSpecAffinityAdditionalPodAffinity | None = ...,
    ) -> None: ...

class PoolerSpecTemplateSpecContainers(Struct):
    def __init__(
        self,
        *,
        name: str,
        args: Sequence[str] | None = ...,
        command: Sequence[str] | None = ...,
        env: Sequence[ClusterSpecEnv] | None = ...,
        env_from: Sequence[ClusterSpecEnvFrom] | None = ...,
        image: str | None = ...,
        image_pull_policy: str | None = ...,
        lifecycle: PoolerSpecTemplateSpecContainersLifecycle | None = ...,
        liveness_probe: PoolerSpecTemplateSpecContainersStartupProbe | None = ...,
        ports: Sequence[PoolerSpecTemplateSpecContainersPorts] | None = ...,
        readiness_probe: PoolerSpecTemplateSpecContainersStartupProbe | None = ...,
        resize_policy: Sequence[PoolerSpecTemplateSpecContainersResizePolicy] | None = ...,
        resources: ClusterSpecResources | None = ...,
        restart_policy: str | None = ...,
        restart_policy_rules: Sequence[PoolerSpecTemplateSpecContainersRestartPolicyRules] | None = ...,
        security_context: ClusterSpecSecurityContext | None = ...,
        startup_probe: PoolerSpecTemplateSpecContainersStartupProbe | None = ...,
        stdin: bool | None = ...,
        stdin_once: bool | None = ...,
        termination_message_path: str | None = ...,
        termination_message_policy: str | None = ...,
        tty: bool | None = ...,
        volume_devices: Sequence[PoolerSpecTemplateSpecContainersVolumeDevices] | None = ...,
        volume_mounts: Sequence[PoolerSpecTemplateSpecContainersVolumeMounts] | None = ...,
        working_dir: str | None = ...,
    ) -> None: ...

class PoolerSpecTemplateSpecContainersLifecycle(Struct):
    def __init__(
        self,
        *,
        post_start: PoolerSpecTemplateSpecContainersLifecyclePreStop | None = ...,
        pre_stop: PoolerSpecTemplateSpecContainersLifecyclePreStop | None = ...,
        stop_signal: str | None = ...,
    ) -> None: ...

class PoolerSpecTemplateSpecContainersLifecyclePreStop(Struct):
    def __init__(
        self,
        *,
        exec: PoolerSpecTemplateSpecContainersStartupProbeExec | None = ...,
        http_get: PoolerSpecTemplateSpecContainersStartupProbeHttpGet | None = ...,
        sleep: PoolerSpecTemplateSpecContainersLifecyclePreStopSleep | None = ...,
        tcp_socket: PoolerSpecTemplateSpecContainersStartupProbeTcpSocket | None = ...,
    ) -> None: ...

class PoolerSpecTemplateSpecContainersLifecyclePreStopSleep(Struct):
    def __init__(
        self,
        *,
        seconds: int,
    ) -> None: ...

class PoolerSpecTemplateSpecContainersPorts(Struct):
    def __init__(
        self,
        *,
        container_port: int,
        host_ip: str | None = ...,
        host_port: int | None = ...,
        name: str | None = ...,
        protocol: str | None = ...,
    ) -> None: ...

class PoolerSpecTemplateSpecContainersResizePolicy(Struct):
    def __init__(
        self,
        *,
        resource_name: str,
        restart_policy: str,
    ) -> None: ...

class PoolerSpecTemplateSpecContainersRestartPolicyRules(Struct):
    def __init__(
        self,
        *,
        action: str,
        exit_codes: PoolerSpecTemplateSpecContainersRestartPolicyRulesExitCodes | None = ...,
    ) -> None: ...

class PoolerSpecTemplateSpecContainersRestartPolicyRulesExitCodes(Struct):
    def __init__(
        self,
        *,
        operator: str,
        values: Sequence[int] | None = ...,
    ) -> None: ...

class PoolerSpecTemplateSpecContainersStartupProbe(Struct):
    def __init__(
        self,
        *,
        exec: PoolerSpecTemplateSpecContainersStartupProbeExec | None = ...,
        failure_threshold: int | None = ...,
        grpc: PoolerSpecTemplateSpecContainersStartupProbeGrpc | None = ...,
        http_get: PoolerSpecTemplateSpecContainersStartupProbeHttpGet | None = ...,
        initial_delay_seconds: int | None = ...,
        period_seconds: int | None = ...,
        success_threshold: int | None = ...,
        tcp_socket: PoolerSpecTemplateSpecContainersStartupProbeTcpSocket | None = ...,
        termination_grace_period_seconds: int | None = ...,
        timeout_seconds: int | None = ...,
    ) -> None: ...

class PoolerSpecTemplateSpecContainersStartupProbeExec(Struct):
    def __init__(
        self,
        *,
        command: Sequence[str] | None = ...,
    ) -> None: ...

class PoolerSpecTemplateSpecContainersStartupProbeGrpc(Struct):
    def __init__(
        self,
        *,
        port: int,
        service: str | None = ...,
    ) -> None: ...

class PoolerSpecTemplateSpecContainersStartupProbeHttpGet(Struct):
    def __init__(
        self,
        *,
        port: int | str,
        host: str | None = ...,
        http_headers: Sequence[ClusterSpecPodSecurityContextSysctls] | None = ...,
        path: str | None = ...,
        scheme: str | None = ...,
    ) -> None: ...

class PoolerSpecTemplateSpecContainersStartupProbeTcpSocket(Struct):
    def __init__(
        self,
        *,
        port: int | str,
        host: str | None = ...,
    ) -> None: ...

class PoolerSpecTemplateSpecContainersVolumeDevices(Struct):
    def __init__(
        self,
        *,
        device_path: str,
        name: str,
    ) -> None: ...

class PoolerSpecTemplateSpecContainersVolumeMounts(Struct):
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

class PoolerSpecTemplateSpecDnsConfig(Struct):
    def __init__(
        self,
        *,
        nameservers: Sequence[str] | None = ...,
        options: Sequence[PoolerSpecTemplateSpecDnsConfigOptions] | None = ...,
        searches: Sequence[str] | None = ...,
    ) -> None: ...

class PoolerSpecTemplateSpecDnsConfigOptions(Struct):
    def __init__(
        self,
        *,
        name: str | None = ...,
        value: str | None = ...,
    ) -> None: ...

class PoolerSpecTemplateSpecEphemeralContainers(Struct):
    def __init__(
        self,
        *,
        name: str,
        args: Sequence[str] | None = ...,
        command: Sequence[str] | None = ...,
        env: Sequence[ClusterSpecEnv] | None = ...,
        env_from: Sequence[ClusterSpecEnvFrom] | None = ...,
        image: str | None = ...,
        image_pull_policy: str | None = ...,
        lifecycle: PoolerSpecTemplateSpecContainersLifecycle | None = ...,
        liveness_probe: PoolerSpecTemplateSpecContainersStartupProbe | None = ...,
        ports: Sequence[PoolerSpecTemplateSpecContainersPorts] | None = ...,
        readiness_probe: PoolerSpecTemplateSpecContainersStartupProbe | None = ...,
        resize_policy: Sequence[PoolerSpecTemplateSpecContainersResizePolicy] | None = ...,
        resources: ClusterSpecResources | None = ...,
        restart_policy: str | None = ...,
        restart_policy_rules: Sequence[PoolerSpecTemplateSpecContainersRestartPolicyRules] | None = ...,
        security_context: ClusterSpecSecurityContext | None = ...,
        startup_probe: PoolerSpecTemplateSpecContainersStartupProbe | None = ...,
        stdin: bool | None = ...,
        stdin_once: bool | None = ...,
        target_container_name: str | None = ...,
        termination_message_path: str | None = ...,
        termination_message_policy: str | None = ...,
        tty: bool | None = ...,
        volume_devices: Sequence[PoolerSpecTemplateSpecContainersVolumeDevices] | None = ...,
        volume_mounts: Sequence[PoolerSpecTemplateSpecContainersVolumeMounts] | None = ...,
        working_dir: str | None = ...,
    ) -> None: ...

class PoolerSpecTemplateSpecHostAliases(Struct):
    def __init__(
        self,
        *,
        ip: str,
        hostnames: Sequence[str] | None = ...,
    ) -> None: ...

class PoolerSpecTemplateSpecImagePullSecrets(Struct):
    def __init__(
        self,
        *,
        name: str | None = ...,
    ) -> None: ...

class PoolerSpecTemplateSpecReadinessGates(Struct):
    def __init__(
        self,
        *,
        condition_type: str,
    ) -> None: ...

class PoolerSpecTemplateSpecResourceClaims(Struct):
    def __init__(
        self,
        *,
        name: str,
        resource_claim_name: str | None = ...,
        resource_claim_template_name: str | None = ...,
    ) -> None: ...

class PoolerSpecTemplateSpecSchedulingGroup(Struct):
    def __init__(
        self,
        *,
        pod_group_name: str | None = ...,
    ) -> None: ...

class PoolerSpecTemplateSpecVolumes(Struct):
    def __init__(
        self,
        *,
        name: str,
        aws_elastic_block_store: PoolerSpecTemplateSpecVolumesAwsElasticBlockStore | None = ...,
        azure_disk: PoolerSpecTemplateSpecVolumesAzureDisk | None = ...,
        azure_file: PoolerSpecTemplateSpecVolumesAzureFile | None = ...,
        cephfs: PoolerSpecTemplateSpecVolumesCephfs | None = ...,
        cinder: PoolerSpecTemplateSpecVolumesCinder | None = ...,
        config_map: PoolerSpecTemplateSpecVolumesConfigMap | None = ...,
        csi: PoolerSpecTemplateSpecVolumesCsi | None = ...,
        downward_api: PoolerSpecTemplateSpecVolumesDownwardAPI | None = ...,
        empty_dir: PoolerSpecTemplateSpecVolumesEmptyDir | None = ...,
        ephemeral: ClusterSpecEphemeralVolumeSource | None = ...,
        fc: PoolerSpecTemplateSpecVolumesFc | None = ...,
        flex_volume: PoolerSpecTemplateSpecVolumesFlexVolume | None = ...,
        flocker: PoolerSpecTemplateSpecVolumesFlocker | None = ...,
        gce_persistent_disk: PoolerSpecTemplateSpecVolumesGcePersistentDisk | None = ...,
        git_repo: PoolerSpecTemplateSpecVolumesGitRepo | None = ...,
        glusterfs: PoolerSpecTemplateSpecVolumesGlusterfs | None = ...,
        host_path: PoolerSpecTemplateSpecVolumesHostPath | None = ...,
        image: PoolerSpecTemplateSpecVolumesImage | None = ...,
        iscsi: PoolerSpecTemplateSpecVolumesIscsi | None = ...,
        nfs: PoolerSpecTemplateSpecVolumesNfs | None = ...,
        persistent_volume_claim: PoolerSpecTemplateSpecVolumesPersistentVolumeClaim | None = ...,
        photon_persistent_disk: PoolerSpecTemplateSpecVolumesPhotonPersistentDisk | None = ...,
        portworx_volume: PoolerSpecTemplateSpecVolumesPortworxVolume | None = ...,
        projected: ClusterSpecProjectedVolumeTemplate | None = ...,
        quobyte: PoolerSpecTemplateSpecVolumesQuobyte | None = ...,
        rbd: PoolerSpecTemplateSpecVolumesRbd | None = ...,
        scale_io: PoolerSpecTemplateSpecVolumesScaleIO | None = ...,
        secret: PoolerSpecTemplateSpecVolumesSecret | None = ...,
        storageos: PoolerSpecTemplateSpecVolumesStorageos | None = ...,
        vsphere_volume: PoolerSpecTemplateSpecVolumesVsphereVolume | None = ...,
    ) -> None: ...

class PoolerSpecTemplateSpecVolumesAwsElasticBlockStore(Struct):
    def __init__(
        self,
        *,
        volume_id: str,
        fs_type: str | None = ...,
        partition: int | None = ...,
        read_only: bool | None = ...,
    ) -> None: ...

class PoolerSpecTemplateSpecVolumesAzureDisk(Struct):
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

class PoolerSpecTemplateSpecVolumesAzureFile(Struct):
    def __init__(
        self,
        *,
        secret_name: str,
        share_name: str,
        read_only: bool | None = ...,
    ) -> None: ...

class PoolerSpecTemplateSpecVolumesCephfs(Struct):
    def __init__(
        self,
        *,
        monitors: Sequence[str],
        path: str | None = ...,
        read_only: bool | None = ...,
        secret_file: str | None = ...,
        secret_ref: PoolerSpecTemplateSpecImagePullSecrets | None = ...,
        user: str | None = ...,
    ) -> None: ...

class PoolerSpecTemplateSpecVolumesCinder(Struct):
    def __init__(
        self,
        *,
        volume_id: str,
        fs_type: str | None = ...,
        read_only: bool | None = ...,
        secret_ref: PoolerSpecTemplateSpecImagePullSecrets | None = ...,
    ) -> None: ...

class PoolerSpecTemplateSpecVolumesConfigMap(Struct):
    def __init__(
        self,
        *,
        default_mode: int | None = ...,
        items: Sequence[PoolerSpecTemplateSpecVolumesSecretItems] | None = ...,
        name: str | None = ...,
        optional: bool | None = ...,
    ) -> None: ...

class PoolerSpecTemplateSpecVolumesCsi(Struct):
    def __init__(
        self,
        *,
        driver: str,
        fs_type: str | None = ...,
        node_publish_secret_ref: PoolerSpecTemplateSpecImagePullSecrets | None = ...,
        read_only: bool | None = ...,
        volume_attributes: Mapping[str, str] | None = ...,
    ) -> None: ...

class PoolerSpecTemplateSpecVolumesDownwardAPI(Struct):
    def __init__(
        self,
        *,
        default_mode: int | None = ...,
        items: Sequence[PoolerSpecTemplateSpecVolumesDownwardAPIItems] | None = ...,
    ) -> None: ...

class PoolerSpecTemplateSpecVolumesDownwardAPIItems(Struct):
    def __init__(
        self,
        *,
        path: str,
        field_ref: ClusterSpecEnvValueFromFieldRef | None = ...,
        mode: int | None = ...,
        resource_field_ref: ClusterSpecEnvValueFromResourceFieldRef | None = ...,
    ) -> None: ...

class PoolerSpecTemplateSpecVolumesEmptyDir(Struct):
    def __init__(
        self,
        *,
        medium: str | None = ...,
        size_limit: int | str | None = ...,
    ) -> None: ...

class PoolerSpecTemplateSpecVolumesFc(Struct):
    def __init__(
        self,
        *,
        fs_type: str | None = ...,
        lun: int | None = ...,
        read_only: bool | None = ...,
        target_wwns: Sequence[str] | None = ...,
        wwids: Sequence[str] | None = ...,
    ) -> None: ...

class PoolerSpecTemplateSpecVolumesFlexVolume(Struct):
    def __init__(
        self,
        *,
        driver: str,
        fs_type: str | None = ...,
        options: Mapping[str, str] | None = ...,
        read_only: bool | None = ...,
        secret_ref: PoolerSpecTemplateSpecImagePullSecrets | None = ...,
    ) -> None: ...

class PoolerSpecTemplateSpecVolumesFlocker(Struct):
    def __init__(
        self,
        *,
        dataset_name: str | None = ...,
        dataset_uuid: str | None = ...,
    ) -> None: ...

class PoolerSpecTemplateSpecVolumesGcePersistentDisk(Struct):
    def __init__(
        self,
        *,
        pd_name: str,
        fs_type: str | None = ...,
        partition: int | None = ...,
        read_only: bool | None = ...,
    ) -> None: ...

class PoolerSpecTemplateSpecVolumesGitRepo(Struct):
    def __init__(
        self,
        *,
        repository: str,
        directory: str | None = ...,
        revision: str | None = ...,
    ) -> None: ...

class PoolerSpecTemplateSpecVolumesGlusterfs(Struct):
    def __init__(
        self,
        *,
        endpoints: str,
        path: str,
        read_only: bool | None = ...,
    ) -> None: ...

class PoolerSpecTemplateSpecVolumesHostPath(Struct):
    def __init__(
        self,
        *,
        path: str,
        type: str | None = ...,
    ) -> None: ...

class PoolerSpecTemplateSpecVolumesImage(Struct):
    def __init__(
        self,
        *,
        pull_policy: str | None = ...,
        reference: str | None = ...,
    ) -> None: ...

class PoolerSpecTemplateSpecVolumesIscsi(Struct):
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
        secret_ref: PoolerSpecTemplateSpecImagePullSecrets | None = ...,
    ) -> None: ...

class PoolerSpecTemplateSpecVolumesNfs(Struct):
    def __init__(
        self,
        *,
        path: str,
        server: str,
        read_only: bool | None = ...,
    ) -> None: ...

class PoolerSpecTemplateSpecVolumesPersistentVolumeClaim(Struct):
    def __init__(
        self,
        *,
        claim_name: str,
        read_only: bool | None = ...,
    ) -> None: ...

class PoolerSpecTemplateSpecVolumesPhotonPersistentDisk(Struct):
    def __init__(
        self,
        *,
        pd_id: str,
        fs_type: str | None = ...,
    ) -> None: ...

class PoolerSpecTemplateSpecVolumesPortworxVolume(Struct):
    def __init__(
        self,
        *,
        volume_id: str,
        fs_type: str | None = ...,
        read_only: bool | None = ...,
    ) -> None: ...

class PoolerSpecTemplateSpecVolumesQuobyte(Struct):
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

class PoolerSpecTemplateSpecVolumesRbd(Struct):
    def __init__(
        self,
        *,
        image: str,
        monitors: Sequence[str],
        fs_type: str | None = ...,
        keyring: str | None = ...,
        pool: str | None = ...,
        read_only: bool | None = ...,
        secret_ref: PoolerSpecTemplateSpecImagePullSecrets | None = ...,
        user: str | None = ...,
    ) -> None: ...

class PoolerSpecTemplateSpecVolumesScaleIO(Struct):
    def __init__(
        self,
        *,
        gateway: str,
        secret_ref: PoolerSpecTemplateSpecImagePullSecrets,
        system: str,
        fs_type: str | None = ...,
        protection_domain: str | None = ...,
        read_only: bool | None = ...,
        ssl_enabled: bool | None = ...,
        storage_mode: str | None = ...,
        storage_pool: str | None = ...,
        volume_name: str | None = ...,
    ) -> None: ...

class PoolerSpecTemplateSpecVolumesSecret(Struct):
    def __init__(
        self,
        *,
        default_mode: int | None = ...,
        items: Sequence[PoolerSpecTemplateSpecVolumesSecretItems] | None = ...,
        optional: bool | None = ...,
        secret_name: str | None = ...,
    ) -> None: ...

class PoolerSpecTemplateSpecVolumesSecretItems(Struct):
    def __init__(
        self,
        *,
        key: str,
        path: str,
        mode: int | None = ...,
    ) -> None: ...

class PoolerSpecTemplateSpecVolumesStorageos(Struct):
    def __init__(
        self,
        *,
        fs_type: str | None = ...,
        read_only: bool | None = ...,
        secret_ref: PoolerSpecTemplateSpecImagePullSecrets | None = ...,
        volume_name: str | None = ...,
        volume_namespace: str | None = ...,
    ) -> None: ...

class PoolerSpecTemplateSpecVolumesVsphereVolume(Struct):
    def __init__(
        self,
        *,
        volume_path: str,
        fs_type: str | None = ...,
        storage_policy_id: str | None = ...,
        storage_policy_name: str | None = ...,
    ) -> None: ...

class ScheduledBackupSpec(Struct):
    def __init__(
        self,
        *,
        cluster: PoolerSpecCluster,
        schedule: str,
        backup_owner_reference: Literal['none', 'self', 'cluster'] | None = ...,
        immediate: bool | None = ...,
        method: Literal['barmanObjectStore', 'volumeSnapshot', 'plugin'] | None = ...,
        online: bool | None = ...,
        online_configuration: ScheduledBackupSpecOnlineConfiguration | None = ...,
        plugin_configuration: ScheduledBackupSpecPluginConfiguration | None = ...,
        suspend: bool | None = ...,
        target: Literal['primary', 'prefer-standby'] | None = ...,
    ) -> None: ...

class ScheduledBackupSpecOnlineConfiguration(Struct):
    def __init__(
        self,
        *,
        immediate_checkpoint: bool | None = ...,
        wait_for_archive: bool | None = ...,
    ) -> None: ...

class ScheduledBackupSpecPluginConfiguration(Struct):
    def __init__(
        self,
        *,
        name: str,
        parameters: Mapping[str, str] | None = ...,
    ) -> None: ...
