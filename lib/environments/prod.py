"""prod: highly available, backed up, and with every Secret from the store."""

from __future__ import annotations

from dataclasses import replace

from environments.baseline import baseline, gpt_4o
from inference_platform import IssuerRef, RemoteKey, Resources, SecretStoreRef, StorageClassRef, StoreSecret
from inference_platform.constructs import gateway, litellm, postgres, valkey

__all__ = ["PROD"]

_HOSTNAME = "llm.example.com"
_STORE = SecretStoreRef.existing("aws-secrets-manager")


def _stored(key: str, path: str) -> StoreSecret:
    return StoreSecret(store=_STORE, remote={key: RemoteKey(path=path)})


_BASELINE = baseline(
    name="prod",
    hostname=_HOSTNAME,
    edge=gateway.GatewayProps(
        https=gateway.HttpsListener(
            hostnames=(_HOSTNAME,),
            certificate=gateway.CertManagerCertificate(issuer=IssuerRef.existing("letsencrypt-prod")),
        ),
        service=gateway.ServiceProps(load_balancer=gateway.AwsNlb(scheme="internet-facing", target_type="ip")),
        envoy=gateway.EnvoyProps(replicas=gateway.Autoscaling(min_replicas=2, max_replicas=10)),
    ),
    models=(gpt_4o(),),
)

PROD = replace(
    _BASELINE,
    proxy=replace(_BASELINE.proxy, replicas=None, autoscaling=litellm.Autoscaling(min_replicas=3, max_replicas=9)),
    database=postgres.PostgresProps(
        instances=3,
        storage=postgres.Storage(size="50Gi", storage_class=StorageClassRef.existing("gp3")),
        wal_storage=postgres.Storage(size="10Gi", storage_class=StorageClassRef.existing("gp3")),
        resources=Resources(cpu="1", memory="4Gi"),
        shared_buffers="1GB",
        max_connections=200,
        pooler=postgres.PoolerProps(instances=2),
        backup=postgres.BackupProps(
            store=postgres.ObjectStoreProps(
                destination_path="s3://llm-platform-backups/prod",
                credentials=postgres.S3Role(arn="arn:aws:iam::123456789012:role/llm-platform-backups"),
            ),
        ),
    ),
    cache=valkey.ValkeyProps(architecture=valkey.Sentinel(), memory="1Gi"),
    master_key=_stored("master-key", "llm-platform/prod/litellm-master-key"),
    salt_key=_stored("salt-key", "llm-platform/prod/litellm-salt-key"),
    cache_password=_stored("valkey-password", "llm-platform/prod/valkey-password"),
)
