"""prod: highly available, backed up, with every Secret from the store, and models on GPUs."""

from __future__ import annotations

from dataclasses import replace

from environments.baseline import NAMESPACE, baseline, gpt_4o
from inference_platform import (
    IssuerRef,
    Placement,
    PriorityClassRef,
    RemoteKey,
    Resources,
    SecretKeyRef,
    SecretStoreRef,
    StorageClassRef,
    StoreSecret,
)
from inference_platform.constructs import gateway, litellm, postgres, serving, valkey

__all__ = ["PROD"]

_HOSTNAME = "llm.example.com"
_STORE = SecretStoreRef.existing("aws-secrets-manager")


def _stored(key: str, path: str) -> StoreSecret:
    return StoreSecret(store=_STORE, remote={key: RemoteKey(path=path)})


_FIRST = Placement(priority_class=PriorityClassRef(name="llm-production"))
_SECOND = Placement(priority_class=PriorityClassRef(name="llm-standard"))
# a small model on one of the large GPUs would keep the four of llama-70b from coming together
_LARGE, _SMALL = serving.GpuType.nvidia("NVIDIA-H100-80GB-HBM3"), serving.GpuType.nvidia("NVIDIA-L40S")
_MODELS = (
    serving.VllmModel(
        name="llama-70b",
        source="hf://meta-llama/Llama-3.3-70B-Instruct",
        served_as=("gpt-4", "llama-70b"),
        gpus=4,
        tensor_parallel=4,
        gpu_type=_LARGE,
        disk="160Gi",
        tool_call_parser="llama3_json",
        replicas=serving.Replicas(1, 3),
        routing=serving.KvCacheAware(prefix_cache=3, kv_cache=2, queue=2),
        placement=_FIRST,
        proxy=serving.ProxyEntry(fallbacks=("qwen-7b", "gpt-4o")),
    ),
    serving.VllmModel(
        name="qwen-7b",
        source="hf://Qwen/Qwen2.5-7B-Instruct",
        gpus=1,
        gpu_type=_SMALL,
        disk="20Gi",
        tool_call_parser="hermes",
        replicas=serving.Replicas(2, 4),
        placement=_FIRST,
        proxy=serving.ProxyEntry(fallbacks=("qwen-cpu",)),
    ),
    serving.VllmModel(
        name="bge-m3",
        source="hf://BAAI/bge-m3",
        task="embed",
        gpus=1,
        gpu_type=_SMALL,
        disk="10Gi",
        replicas=2,
        served_as=("text-embedding",),
        placement=_SECOND,
    ),
    serving.LlamaCppModel(
        name="qwen-cpu",
        source="hf://Qwen/Qwen2.5-7B-Instruct-GGUF",
        file="*q4_k_m*.gguf",
        disk="10Gi",
        replicas=2,
        placement=_SECOND,
        resources=Resources(cpu="8", memory="16Gi"),
    ),
)

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
    external=(gpt_4o(),),
    models=_MODELS,
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
    serving=replace(
        _BASELINE.serving,
        huggingface_token=SecretKeyRef.existing(
            name="huggingface-token", namespace=NAMESPACE, key="HF_TOKEN", purpose="downloads of gated models"
        ),
    ),
    priority_classes=serving.PriorityClassesProps(),
)
