"""What our construct renders for the operator, with and without our own checks."""

from __future__ import annotations

from typing import Any

import inference_platform  # isort: skip - chooses the Node runtime, which cdk8s starts
import cdk8s

from inference_platform.constructs.postgres import Postgres, PostgresProps
from inference_platform.constructs.postgres.relations import archive_problems
from inference_platform.constructs.postgres.rules import cluster_name_problems
from inference_platform.errors import Problem
from inference_platform.problems import problems_of
from inference_platform_bindings.resource import manifests_of
from tests.conformance.cnpg.verdicts import KINDS

assert inference_platform

NAME = "infra-postgresql"
NAMESPACE = "llm-platform"


class _Unchecked(Postgres):
    """Renders whatever it is given; only the schemas of the kinds still hold."""

    def _check(self) -> None:
        pass


def our_problems(props: PostgresProps, name: str = NAME) -> list[Problem]:
    """Everything that our construct refuses."""
    found = [*cluster_name_problems(name), *problems_of(props)]
    return found or list(archive_problems(props, name))


def rendered(props: PostgresProps, name: str = NAME, *, checked: bool = True) -> list[dict[str, Any]]:
    """The objects that a webhook judges.

    Raises:
        ConfigError: Our construct refuses the settings, or (unchecked) the schema of a kind does.
    """
    chart = cdk8s.Chart(cdk8s.App(), "test", namespace=NAMESPACE, disable_resource_name_hashes=True)
    (Postgres if checked else _Unchecked)(chart, "postgresql", name=name, props=props)
    return [manifest for manifest in manifests_of(chart) if manifest["kind"] in KINDS]
