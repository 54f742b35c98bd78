from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from tests.conformance.cnpg.verdicts import KINDS, Manifest, Webhooks

_DIST = Path(__file__).parents[3] / "dist"
_GROUP = "postgresql.cnpg.io/"


def _objects(environment: str) -> list[Manifest]:
    texts = [path.read_text("utf-8") for path in sorted((_DIST / environment).rglob("*.yaml"))]
    found = [manifest for text in texts for manifest in yaml.safe_load_all(text) if manifest]
    return [manifest for manifest in found if str(manifest.get("apiVersion")).startswith(_GROUP)]


@pytest.mark.parametrize("environment", sorted(path.name for path in _DIST.iterdir()))
def test_the_operator_admits_every_object_of_an_environment_without_a_warning(
    webhooks: Webhooks, environment: str
) -> None:
    verdicts = webhooks.judge(_objects(environment))
    assert {"Cluster", "Pooler"} <= {verdict.kind for verdict in verdicts} <= KINDS
    assert [verdict for verdict in verdicts if not verdict.admitted or verdict.warnings] == []


def test_fails_when_an_object_has_a_setting_that_the_operator_refuses(webhooks: Webhooks) -> None:
    cluster = next(each for each in _objects("prod") if each["kind"] == "Cluster")
    cluster["spec"]["postgresql"]["parameters"]["port"] = "5433"
    (verdict,) = webhooks.judge([cluster])
    assert [field for field, _ in verdict.errors] == ["spec.postgresql.parameters.port"]


def test_fails_when_an_object_has_a_field_that_its_kind_lacks(webhooks: Webhooks) -> None:
    pooler = next(each for each in _objects("prod") if each["kind"] == "Pooler")
    pooler["spec"]["pgbouncer"]["pool_mode"] = "session"
    (verdict,) = webhooks.judge([pooler])
    assert 'unknown field "pool_mode"' in verdict.errors[0][1]
