"""The init containers that fetch the files of a model and its adapters before the server starts.

KServe adds such a container by itself, with the resources of a ClusterStorageContainer (1 GiB of memory, which the
parallel download of a large model exceeds) and only with credentials that it finds in the Secrets of the pod's
ServiceAccount under fixed keys; where an S3 store is it reads from annotations of that Secret. A pod that already has a
container of that name keeps its own, so this one is written out: the same program with the credentials and resources
that were asked for.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from inference_platform.constructs.pods import (
    Resources,
    empty_dir,
    env_secret,
    env_value,
    mount,
    resource_requirements,
    restricted_container,
)
from inference_platform.constructs.serving.engines.base import DOWNLOADER, MODEL_PATH
from inference_platform.constructs.serving.model import ServedModel
from inference_platform.constructs.serving.sources import S3, HuggingFace, PvcSource, Source, cache_folder
from inference_platform.refs import SecretKeyRef
from inference_platform.units import ImageReference
from inference_platform.versions import STORAGE_INITIALIZER_IMAGE
from inference_platform_crds import k8s

__all__ = ["ADAPTERS_PATH", "Download", "Fetched", "fetched", "source_environment", "token_of"]

ADAPTERS_PATH = "/mnt/adapters"
"""Where the files of adapters lie, each in a folder of its name."""

_MODELS = "model-files"
_ADAPTERS = "adapter-files"
_SCRATCH = "download-scratch"


@dataclass(frozen=True, slots=True, kw_only=True)
class Download:
    """The program that fetches models: KServe's storage initializer."""

    image: ImageReference = STORAGE_INITIALIZER_IMAGE
    """Its image."""

    resources: Resources = Resources(cpu="1", memory="4Gi")
    """Its CPU and memory. It runs before the server, so the pod's request is the larger one of both."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What a pod needs for the files of its model and adapters."""

    init_containers: tuple[k8s.Container, ...] = ()
    volumes: tuple[k8s.Volume, ...] = ()
    mounts: tuple[k8s.VolumeMount, ...] = ()


def token_of(source: Source, default: SecretKeyRef | None) -> SecretKeyRef | None:
    """The Hugging Face token with which a source is fetched."""
    return (source.token or default) if isinstance(source, HuggingFace) else None


def fetched(
    model: ServedModel,
    *,
    download: Download | None,
    token: SecretKeyRef | None,
) -> Fetched:
    """The init containers and volumes of a model.

    Args:
        model: The model.
        download: How models are fetched; None leaves the model's own files to KServe.
        token: Hugging Face token of sources that have none of their own.
    """
    base = model.files
    explicit = download is not None and isinstance(base, HuggingFace | S3)
    containers: list[k8s.Container] = []
    volumes: list[k8s.Volume] = []
    mounts: list[k8s.VolumeMount] = []
    if download is not None and explicit:
        volumes.append(_models_volume(model))
        folder = cache_folder(base) if model.cache else None
        mounts.append(mount(_MODELS, MODEL_PATH, read_only=True, sub_path=folder))
        containers.append(
            _container(
                DOWNLOADER, base, MODEL_PATH, download, mount(_MODELS, MODEL_PATH, sub_path=folder), token, model.disk
            )
        )
    copied = [adapter for adapter in model.adapters if isinstance(adapter.source, HuggingFace | S3)]
    if copied and download is not None:
        volumes.append(empty_dir(_ADAPTERS, "20Gi"))
        mounts.append(mount(_ADAPTERS, ADAPTERS_PATH, read_only=True))
        containers.extend(
            _container(
                f"adapter-{adapter.name}",
                adapter.source,
                f"{ADAPTERS_PATH}/{adapter.name}",
                download,
                mount(_ADAPTERS, ADAPTERS_PATH),
                token,
                None,
            )
            for adapter in copied
        )
    if containers:
        volumes.append(empty_dir(_SCRATCH, "2Gi"))
    for adapter in model.adapters:
        if isinstance(adapter.source, PvcSource):
            volume, mounted = _claimed(adapter.name, adapter.source)
            volumes.append(volume)
            mounts.append(mounted)
    return Fetched(init_containers=tuple(containers), volumes=tuple(volumes), mounts=tuple(mounts))


def _models_volume(model: ServedModel) -> k8s.Volume:
    if model.claim is not None:
        return k8s.Volume(
            name=_MODELS, persistent_volume_claim=k8s.PersistentVolumeClaimVolumeSource(claim_name=model.claim.name)
        )
    return k8s.Volume(name=_MODELS, empty_dir=k8s.EmptyDirVolumeSource(size_limit=model.disk))


def _claimed(name: str, source: PvcSource) -> tuple[k8s.Volume, k8s.VolumeMount]:
    volume = k8s.Volume(
        name=f"adapter-{name}",
        persistent_volume_claim=k8s.PersistentVolumeClaimVolumeSource(claim_name=source.claim_name, read_only=True),
    )
    return volume, mount(f"adapter-{name}", f"{ADAPTERS_PATH}/{name}", read_only=True, sub_path=source.path)


def _container(
    name: str,
    source: Source,
    path: str,
    download: Download,
    target: k8s.VolumeMount,
    token: SecretKeyRef | None,
    disk: str | None,
) -> k8s.Container:
    requirements = resource_requirements(download.resources)
    if disk is not None:
        requests = {**requirements["requests"], "ephemeral-storage": disk}
        requirements = k8s.ResourceRequirements(requests=requests, limits=requirements["limits"])
    return k8s.Container(
        name=name,
        image=download.image,
        args=[source.uri, path],
        env=list(source_environment(source, token)),
        resources=requirements,
        termination_message_policy="FallbackToLogsOnError",
        security_context=restricted_container(),
        volume_mounts=[target, mount(_SCRATCH, "/tmp")],
    )


def source_environment(source: Source, token: SecretKeyRef | None) -> Iterator[k8s.EnvVar]:
    """What the storage initializer reads, in python/storage/kserve_storage/kserve_storage.py of KServe."""
    # any user may run it, but only its own user has a home in the image
    yield env_value("HOME", "/tmp")
    if isinstance(source, HuggingFace):
        yield from _hugging_face(source, token)
    if isinstance(source, S3):
        yield from _s3(source)
    if isinstance(source, HuggingFace | S3):
        for variable, patterns in (("ALLOW", source.files), ("IGNORE", source.ignore)):
            if patterns:
                yield env_value(f"STORAGE_{variable}_PATTERNS", json.dumps(list(patterns)))


def _hugging_face(source: HuggingFace, default: SecretKeyRef | None) -> Iterator[k8s.EnvVar]:
    token = token_of(source, default)
    if token is not None:
        yield env_secret("HF_TOKEN", token)
    yield env_value("HF_HUB_DISABLE_TELEMETRY", "1")
    # the files are written once, a second copy of their parts would fill the scratch volume
    yield env_value("HF_XET_CHUNK_CACHE_SIZE_BYTES", "0")


def _s3(source: S3) -> Iterator[k8s.EnvVar]:
    if source.credentials is not None:
        yield env_secret("AWS_ACCESS_KEY_ID", source.credentials.access_key_id)
        yield env_secret("AWS_SECRET_ACCESS_KEY", source.credentials.secret_access_key)
    if source.endpoint_url is not None:
        yield env_value("AWS_ENDPOINT_URL", source.endpoint_url)
    if source.region is not None:
        yield env_value("AWS_DEFAULT_REGION", source.region)
    if not source.verify_ssl:
        yield env_value("S3_VERIFY_SSL", "0")
    if source.anonymous:
        yield env_value("awsAnonymousCredential", "true")
