"""Releases of the endpoint picker: what each one is started with, reads and understands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from enum import Enum
from typing import Literal

from inference_platform.errors import ConfigError, Problem
from inference_platform.versions import (
    GATEWAY_API_INFERENCE_EXTENSION_1_3_1_EPP_IMAGE,
    GATEWAY_API_INFERENCE_EXTENSION_1_5_0_EPP_IMAGE,
    LLM_D_ROUTER_0_9_IMAGE,
    LLM_D_ROUTER_0_10_IMAGE,
)

__all__ = ["EppVersion", "Release", "Schemas"]

Schemas = Literal["x-k8s.io", "x-k8s.io with flow control", "llm-d.ai"]
"""What the configuration file looks like: that of Gateway API Inference Extension 1.3, of 1.4 and 1.5, of llm-d."""

_OLD_GROUP: Literal["inference.networking.x-k8s.io"] = "inference.networking.x-k8s.io"
_NEW_GROUP: Literal["llm-d.ai"] = "llm-d.ai"

_COMMON_FLAGS = """
config-file config-text cert-path disable-endpoint-subset-filter enable-cert-reload enable-pprof
endpoint-selector endpoint-target-ports grpc-health-port grpc-port ha-enable-leader-election health-checking
metrics-endpoint-auth metrics-port metrics-staleness-threshold pool-group pool-name pool-namespace
refresh-metrics-interval refresh-prometheus-metrics-interval secure-serving tracing v zap-devel zap-encoder
zap-log-level zap-stacktrace-level zap-time-encoding
"""
_SERVER_METRICS_FLAGS = """
model-server-metrics-https-insecure-skip-verify model-server-metrics-path model-server-metrics-port
model-server-metrics-scheme
"""
_METRIC_NAME_FLAGS = """
cache-info-metric kv-cache-usage-percentage-metric lora-info-metric total-queued-requests-metric
total-running-requests-metric
"""
_MESSAGE_SIZE_FLAGS = "enable-grpc-stream-metrics grpc-max-recv-msg-size grpc-max-send-msg-size"
_LATEST_FLAGS = """
allow-experimental-plugins drain-timeout emit-endpoint-scores metrics-cert-dir metrics-client-ca-file
tls-cipher-suites tls-min-version
"""


def _flags(*groups: str) -> frozenset[str]:
    return frozenset(" ".join(groups).split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """Everything that differs from release to release, so that it is chosen together."""

    image: str
    schema: Schemas
    config_api_version: str
    lease_suffix: str
    """End of the name of the Lease that the leader holds."""

    objective_group: Literal["inference.networking.x-k8s.io", "llm-d.ai"]
    """API group of the InferenceObjectives that it reads first."""

    objective_groups: tuple[str, ...]
    """API groups that it may watch; without access to one that the cluster has, it never becomes ready."""

    objective_header: str
    """Header in which a request names its InferenceObjective."""

    whole_weights: bool = False
    """Whether weights are whole numbers."""

    understands_embeddings: bool = True
    """Whether it can read a request for embeddings; 1.3 answers 400 to every body without prompt and messages."""

    always_reads_metrics: bool = False
    """Whether it reads metrics of the model servers whatever the configuration says."""

    gates_alpha_plugins: bool = False
    """Whether plugins of stability Alpha need a flag."""

    flags: frozenset[str]
    """Flags that it knows and that do not make it exit."""


_LLM_D = "llm-d.ai/v1alpha1"
_GIE = "inference.networking.x-k8s.io/v1alpha1"
_GIE_LEASE = "gateway-api-inference-extension.sigs.k8s.io"


class EppVersion(Enum):
    """A release of the endpoint picker; the value is what `EppVersion.of` reads.

    It began in the Gateway API Inference Extension (GIE), whose last one is 1.5.0; llm-d-router is its successor.
    Version 1.3.0 is missing on purpose, see `of`.
    """

    LLM_D_ROUTER_0_10 = "llm-d-router v0.10.0"
    LLM_D_ROUTER_0_9 = "llm-d-router v0.9.0"
    GIE_1_5_0 = "gateway-api-inference-extension v1.5.0"
    GIE_1_3_1 = "gateway-api-inference-extension v1.3.1"

    @property
    def release(self) -> Release:
        """What goes with it."""
        return _RELEASES[self]

    @classmethod
    def of(cls, text: str) -> EppVersion:
        """The version of a text such as `llm-d-router v0.10.0` or `v1.5.0`.

        Raises:
            ConfigError: There is no such version, or it is 1.3.0.
        """
        found = cls._named(text)
        if found is None:
            raise ConfigError(str(_unknown(text)))
        return found

    @classmethod
    def _named(cls, text: str) -> EppVersion | None:
        return next((each for each in cls if text in (each.value, each.value.split()[1], each.name)), None)

    @classmethod
    def problems(cls, version: EppVersion | str) -> Iterator[Problem]:
        """What is wrong with a version that an environment chose."""
        if isinstance(version, str) and cls._named(version) is None:
            yield _unknown(version)


def _unknown(text: str) -> Problem:
    if text.endswith("1.3.0"):
        return Problem(
            field="version",
            must_be="one that reads InferenceObjectives and InferenceModelRewrites, which 1.3.0 never does",
            got=text,
            do="take v1.3.1, the release that repairs it",
        )
    names = [version.value for version in EppVersion]
    close = get_close_matches(text, [*names, *(name.split()[1] for name in names)], n=1, cutoff=0.3)
    return Problem(
        field="version",
        must_be=f"one of {', '.join(names)}",
        got=text,
        do=f"did you mean {close[0]}?" if close else "choose one of them",
    )


_RELEASES = {
    EppVersion.LLM_D_ROUTER_0_10: Release(
        image=LLM_D_ROUTER_0_10_IMAGE,
        schema="llm-d.ai",
        config_api_version=_LLM_D,
        lease_suffix=_NEW_GROUP,
        objective_group=_NEW_GROUP,
        objective_groups=(_OLD_GROUP, _NEW_GROUP),
        objective_header="x-llm-d-inference-objective",
        gates_alpha_plugins=True,
        flags=_flags(_COMMON_FLAGS, _MESSAGE_SIZE_FLAGS, _LATEST_FLAGS),
    ),
    EppVersion.LLM_D_ROUTER_0_9: Release(
        image=LLM_D_ROUTER_0_9_IMAGE,
        schema="llm-d.ai",
        config_api_version=_LLM_D,
        lease_suffix=_NEW_GROUP,
        objective_group=_NEW_GROUP,
        objective_groups=(_OLD_GROUP, _NEW_GROUP),
        objective_header="x-llm-d-inference-objective",
        flags=_flags(_COMMON_FLAGS, _SERVER_METRICS_FLAGS, _MESSAGE_SIZE_FLAGS),
    ),
    EppVersion.GIE_1_5_0: Release(
        image=GATEWAY_API_INFERENCE_EXTENSION_1_5_0_EPP_IMAGE,
        schema="x-k8s.io with flow control",
        config_api_version=_GIE,
        lease_suffix=_GIE_LEASE,
        objective_group=_OLD_GROUP,
        objective_groups=(_OLD_GROUP,),
        objective_header="x-gateway-inference-objective",
        flags=_flags(_COMMON_FLAGS, _SERVER_METRICS_FLAGS),
    ),
    EppVersion.GIE_1_3_1: Release(
        image=GATEWAY_API_INFERENCE_EXTENSION_1_3_1_EPP_IMAGE,
        schema="x-k8s.io",
        config_api_version=_GIE,
        lease_suffix=_GIE_LEASE,
        objective_group=_OLD_GROUP,
        objective_groups=(_OLD_GROUP,),
        objective_header="x-gateway-inference-objective",
        whole_weights=True,
        understands_embeddings=False,
        always_reads_metrics=True,
        flags=_flags(_COMMON_FLAGS, _SERVER_METRICS_FLAGS, _METRIC_NAME_FLAGS),
    ),
}
