"""The specs of the Barman Cloud plugin's ObjectStore and of the schedule of backups."""

from __future__ import annotations

from inference_platform.constructs.pods import resource_requirements
from inference_platform.constructs.postgres.backup import BackupProps, ObjectStoreProps, S3Keys, S3Role
from inference_platform.constructs.postgres.cluster_spec import BARMAN_PLUGIN
from inference_platform.refs import SecretKeyRef
from inference_platform_crds import barman_cloud, cnpg

__all__ = ["object_store_spec", "scheduled_backup_spec"]

_CHECKSUMS = ("AWS_REQUEST_CHECKSUM_CALCULATION", "AWS_RESPONSE_CHECKSUM_VALIDATION")
"""Switches of boto3's newer integrity checks, which stores other than AWS often refuse (plugin issue 393)."""


def object_store_spec(store: ObjectStoreProps, retention_policy: str | None) -> barman_cloud.ObjectStoreSpec:
    """Where backups are and how to get in.

    Args:
        store: The settings.
        retention_policy: How far back a restore must be possible; none for a store that is only read.
    """
    return barman_cloud.ObjectStoreSpec(
        configuration=_configuration(store),
        retention_policy=retention_policy,
        instance_sidecar_configuration=_sidecar(store),
    )


def scheduled_backup_spec(name: str, backup: BackupProps) -> cnpg.ScheduledBackupSpec:
    """When base backups are made."""
    return cnpg.ScheduledBackupSpec(
        schedule=backup.schedule,
        immediate=backup.immediate,
        # the Backup objects go with their schedule; what they describe stays in the store until it expires
        backup_owner_reference="self",
        cluster=cnpg.PoolerSpecCluster(name=name),
        method="plugin",
        plugin_configuration=cnpg.ScheduledBackupSpecPluginConfiguration(name=BARMAN_PLUGIN),
    )


def _configuration(store: ObjectStoreProps) -> barman_cloud.ObjectStoreSpecConfiguration:
    return barman_cloud.ObjectStoreSpecConfiguration(
        destination_path=store.destination_path,
        endpoint_url=store.endpoint_url,
        endpoint_ca=_key(store.endpoint_ca),
        s3_credentials=_credentials(store.credentials),
        wal=barman_cloud.ObjectStoreSpecConfigurationWal(
            compression=store.wal_compression, encryption=store.encryption, max_parallel=store.wal_max_parallel
        ),
        data=barman_cloud.ObjectStoreSpecConfigurationData(
            compression=store.data_compression, encryption=store.encryption, jobs=store.data_jobs
        ),
        tags=dict(store.tags) if store.tags else None,
    )


def _credentials(
    credentials: S3Keys | S3Role,
) -> barman_cloud.ObjectStoreSpecConfigurationS3Credentials:
    if isinstance(credentials, S3Role):
        return barman_cloud.ObjectStoreSpecConfigurationS3Credentials(inherit_from_iam_role=True)
    return barman_cloud.ObjectStoreSpecConfigurationS3Credentials(
        access_key_id=_key(credentials.access_key_id),
        secret_access_key=_key(credentials.secret_access_key),
        session_token=_key(credentials.session_token),
        region=_key(credentials.region),
    )


def _key(key: SecretKeyRef | None) -> barman_cloud.ObjectStoreSpecConfigurationEndpointCA | None:
    if key is None:
        return None
    return barman_cloud.ObjectStoreSpecConfigurationEndpointCA(name=key.secret.name, key=key.key)


def _sidecar(store: ObjectStoreProps) -> barman_cloud.ObjectStoreSpecInstanceSidecarConfiguration:
    requirements = resource_requirements(store.sidecar)
    variables = [
        barman_cloud.ObjectStoreSpecInstanceSidecarConfigurationEnv(name=name, value="when_required")
        for name in _CHECKSUMS
    ]
    return barman_cloud.ObjectStoreSpecInstanceSidecarConfiguration(
        resources=barman_cloud.ObjectStoreSpecInstanceSidecarConfigurationResources(
            requests=requirements["requests"], limits=requirements["limits"]
        ),
        env=variables if store.endpoint_url else None,
    )
