"""KServe's admission webhooks and controller as a program, so that no operator and no cluster is needed."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from inference_platform.constructs.kserve_settings import KServeSettings
from tests.conformance.tools import go

Manifest = Mapping[str, Any]

KINDS = frozenset({"ClusterServingRuntime", "InferenceService", "LLMInferenceService"})
"""Kinds of the platform that KServe's webhooks judge."""

_SIDECAR = {"cpuRequest": "100m", "cpuLimit": "1", "memoryRequest": "100Mi", "memoryLimit": "1Gi"}


@dataclass(frozen=True)
class Verdict:
    """What KServe said about an object, and what it made of it."""

    kind: str
    name: str
    errors: tuple[str, ...]
    warnings: tuple[str, ...]
    derived: tuple[dict[str, Any], ...]
    """Everything that the controller makes of an InferenceService, and the pods, as KServe's webhook lets them pass."""

    security: tuple[str, ...]
    """What Pod Security's level `restricted` has against the pods."""

    def all(self, kind: str) -> list[dict[str, Any]]:
        """Derived objects of a kind; Knative's Services have one of their own."""
        return [each for each in self.derived if each["kind"] == kind and "knative" not in each["apiVersion"]]

    def one(self, kind: str) -> dict[str, Any]:
        """The derived object of a kind, of which there must be exactly one."""
        (found,) = self.all(kind)
        return found

    @property
    def knative_service(self) -> dict[str, Any]:
        """The Service of Knative that KServe made."""
        (found,) = [each for each in self.derived if each["apiVersion"] == "serving.knative.dev/v1"]
        return found


@dataclass(frozen=True)
class Controller:
    """KServe of the pinned version."""

    program: Path

    def judge(self, manifests: Sequence[Manifest], surroundings: Iterable[Manifest] = ()) -> list[Verdict]:
        """One verdict for each manifest, in their order, as on creation.

        Args:
            manifests: Objects of `KINDS`, or Deployments whose pods pass KServe's webhook.
            surroundings: What else KServe finds, such as the runtimes.
        """
        documents = [*manifests, settings(), *surroundings]
        text = yaml.safe_dump_all([dict(each) for each in documents])
        done = subprocess.run([self.program], input=text, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        answers = json.loads(done.stdout)
        assert len(answers) == len(documents)
        return [_verdict(answer) for answer in answers[: len(manifests)]]


def _verdict(answer: Mapping[str, Any]) -> Verdict:
    return Verdict(
        kind=answer["kind"],
        name=answer["name"],
        errors=tuple(answer["errors"]),
        warnings=tuple(answer["warnings"] or ()),
        derived=tuple(answer["derived"] or ()),
        security=tuple(answer["security"]),
    )


def settings() -> dict[str, Any]:
    """KServe's own ConfigMap: ours where the platform needs a setting, else what KServe's chart says."""
    others = {
        "storageInitializer": _SIDECAR | {"image": "kserve/storage-initializer:v0.20.0", "enableModelcar": True},
        "agent": _SIDECAR | {"image": "kserve/agent:v0.20.0"},
        "logger": _SIDECAR | {"image": "kserve/agent:v0.20.0", "defaultUrl": "http://default-broker"},
        "batcher": _SIDECAR | {"image": "kserve/agent:v0.20.0", "maxBatchSize": "32", "maxLatency": "5000"},
        "metricsAggregator": {"enableMetricAggregation": "false", "enablePrometheusScraping": "false"},
        "security": {"autoMountServiceAccountToken": True},
        "credentials": {"storageSpecSecretName": "storage-config"},
        "inferenceService": {"resource": {"cpuRequest": "1", "memoryRequest": "2Gi"}},
    }
    data = {name: json.dumps(value) for name, value in others.items()} | KServeSettings().inference_service_config()
    metadata = {"name": "inferenceservice-config", "namespace": "kserve"}
    return {"apiVersion": "v1", "kind": "ConfigMap", "metadata": metadata, "data": data}


def controller() -> Controller:
    """Return the program, built on the first use; `KSERVE_CONTROLLER` may name a ready-made one."""
    return Controller(go.program(Path(__file__).with_name("controller"), ".", variable="KSERVE_CONTROLLER"))
