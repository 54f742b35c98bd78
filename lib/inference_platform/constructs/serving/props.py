"""Settings of an environment that all its models share."""

from __future__ import annotations

from dataclasses import dataclass

from inference_platform.constructs.serving.download import Download
from inference_platform.refs import SecretKeyRef
from inference_platform.units import HttpUrl

__all__ = ["ServingProps"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ServingProps:
    """How the models of an environment are served."""

    prometheus_url: HttpUrl | None = None
    """The Prometheus that KEDA asks, for example `http://prometheus-operated.monitoring:9090`. Needed for models with
    `Keda` scaling."""

    huggingface_token: SecretKeyRef | None = None
    """Token for gated repositories; only the downloader gets it. Default: none."""

    download: Download | None = Download()
    """The program that fetches models. None leaves it to KServe's own injection: with the resources of the cluster's
    ClusterStorageContainer (1Gi of memory unless its owner raised it), a token under the key HF_TOKEN, S3 keys under
    AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, and no other settings of a source."""
