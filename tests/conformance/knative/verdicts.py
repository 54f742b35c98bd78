"""Knative Serving's parsers and admission webhook as a program, so that no operator and no cluster is needed."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from tests.conformance.tools import go

Manifest = Mapping[str, Any]

CONFIG_MAPS = ("autoscaler", "defaults", "deployment", "features", "gc", "network")
"""ConfigMaps that Knative Serving reads, without `config-`. `kourier` is read by a part that has no Go module."""


@dataclass(frozen=True)
class Verdict:
    """What Knative said about an object, and what it made of it."""

    name: str
    errors: tuple[str, ...]
    parsed: Any
    """What the parser read from a ConfigMap, with the defaults of all that it did not find."""

    derived: tuple[dict[str, Any], ...]
    """The Deployment of a Service."""


@dataclass(frozen=True)
class Webhook:
    """Knative Serving of the pinned version."""

    program: Path

    def judge(self, manifests: Sequence[Manifest], config: Mapping[str, Mapping[str, str]]) -> list[Verdict]:
        """One verdict for each Service, in their order, as on creation under these settings.

        Args:
            manifests: Services of Knative.
            config: Data of the ConfigMaps, by their names without `config-`.
        """
        documents = [*manifests, *(config_map(name, data) for name, data in config.items() if name in CONFIG_MAPS)]
        found = self._run(documents)
        assert [each for each in found[len(manifests) :] if each.errors] == []
        return found[: len(manifests)]

    def parse(self, config: Iterable[tuple[str, Mapping[str, str]]]) -> list[Verdict]:
        """One verdict for each ConfigMap, given by its name without `config-` and its data, in their order."""
        return self._run([config_map(name, data) for name, data in config])

    def _run(self, documents: Sequence[Manifest]) -> list[Verdict]:
        text = yaml.safe_dump_all([dict(each) for each in documents])
        done = subprocess.run([self.program], input=text, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        answers = json.loads(done.stdout)
        assert len(answers) == len(documents)
        return [
            Verdict(answer["name"], tuple(answer["errors"]), answer["parsed"], tuple(answer["derived"]))
            for answer in answers
        ]


def config_map(name: str, data: Mapping[str, str]) -> dict[str, Any]:
    """A ConfigMap as the operator writes it, with the image of the sidecar that it puts in."""
    if name == "deployment":
        data = {"queue-sidecar-image": "example.com/queue@sha256:0", **data}
    metadata = {"name": f"config-{name}", "namespace": "knative-serving"}
    return {"apiVersion": "v1", "kind": "ConfigMap", "metadata": metadata, "data": dict(data)}


def webhook() -> Webhook:
    """Return the program, built on the first use; `KNATIVE_WEBHOOK` may name a ready-made one."""
    return Webhook(go.program(Path(__file__).with_name("webhook"), ".", variable="KNATIVE_WEBHOOK"))
