from __future__ import annotations

import pytest

from inference_platform.constructs.postgres import PostgresProps
from inference_platform.errors import SchemaError
from tests.conformance.cnpg.refusals import BY_SCHEMA, BY_WEBHOOK, NAMES, OURS
from tests.conformance.cnpg.rendering import our_problems, rendered
from tests.conformance.cnpg.verdicts import Webhooks


@pytest.mark.parametrize(("props", "field"), BY_WEBHOOK)
def test_the_webhook_refuses_what_we_refuse(webhooks: Webhooks, props: PostgresProps, field: str) -> None:
    assert len(our_problems(props)) == 1
    verdicts = webhooks.judge(rendered(props, checked=False))
    assert field in [field for verdict in verdicts for field, _ in verdict.errors]


@pytest.mark.parametrize(("name", "field"), NAMES.items())
def test_the_webhook_refuses_names_that_we_refuse(webhooks: Webhooks, name: str, field: str) -> None:
    assert len(our_problems(PostgresProps(), name)) == 1
    (cluster, _) = webhooks.judge(rendered(PostgresProps(), name, checked=False))
    assert field in [field for field, _ in cluster.errors]


@pytest.mark.parametrize("props", BY_SCHEMA)
def test_the_schema_refuses_what_we_refuse(props: PostgresProps) -> None:
    assert len(our_problems(props)) == 1
    with pytest.raises(SchemaError, match="must"):
        rendered(props, checked=False)


@pytest.mark.parametrize(("props", "why"), OURS)
def test_only_we_refuse(webhooks: Webhooks, props: PostgresProps, why: str) -> None:
    assert len(our_problems(props)) == 1, why
    assert all(verdict.admitted for verdict in webhooks.judge(rendered(props, checked=False)))
