"""CloudNativePG's admission webhooks as a program, so that no operator and no cluster is needed."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from tests.conformance.tools import go

Manifest = Mapping[str, Any]

KINDS = frozenset({"Cluster", "Pooler", "ScheduledBackup"})
"""Kinds of the platform that the operator's webhooks judge."""


@dataclass(frozen=True)
class Verdict:
    """What the webhook of an object's kind said about it."""

    kind: str
    name: str
    errors: tuple[tuple[str, str], ...]
    """Field and message of everything that is wrong."""

    warnings: tuple[str, ...]

    @property
    def admitted(self) -> bool:
        """Whether the operator takes the object."""
        return not self.errors


@dataclass(frozen=True)
class Webhooks:
    """The webhooks of the pinned version."""

    program: Path

    def judge(self, manifests: Sequence[Manifest]) -> list[Verdict]:
        """One verdict for each manifest, in their order, as on creation."""
        answers = self._run(yaml.safe_dump_all([dict(manifest) for manifest in manifests]))
        assert len(answers) == len(manifests)
        return [
            Verdict(
                kind=answer["kind"],
                name=answer["name"],
                errors=tuple((error["field"], error["message"]) for error in answer["errors"]),
                warnings=tuple(answer["warnings"] or ()),
            )
            for answer in answers
        ]

    def parameters(self) -> dict[str, list[str]]:
        """Names of the `fixed` parameters of PostgreSQL, and of those of PgBouncer that a `pooler` may have."""
        return dict(self._run("", "parameters"))

    def _run(self, text: str, *arguments: str) -> Any:
        done = subprocess.run([self.program, *arguments], input=text, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)


def webhooks() -> Webhooks:
    """Return the webhooks, built on the first use; `CNPG_WEBHOOK` may name a ready-made program."""
    return Webhooks(go.program(Path(__file__).with_name("webhook"), ".", variable="CNPG_WEBHOOK"))
