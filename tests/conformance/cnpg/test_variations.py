from __future__ import annotations

import pytest

from inference_platform.constructs.postgres import PostgresProps
from tests.conformance.cnpg.rendering import our_problems, rendered
from tests.conformance.cnpg.variations import NAMES, VALUES, variations
from tests.conformance.cnpg.verdicts import Webhooks

_MIXTURES = 2000
_NOT_SIX_FIELDS = "Schedule parameter may not have the right number of arguments"
"""A warning of every `@` schedule, which has no fields to count."""


@pytest.fixture(scope="module")
def taken() -> list[PostgresProps]:
    """The variations that our construct takes."""
    return [props for props in variations(_MIXTURES) if not our_problems(props)]


def test_the_operator_admits_whatever_we_take(webhooks: Webhooks, taken: list[PostgresProps]) -> None:
    assert len(taken) > _MIXTURES / 4
    verdicts = webhooks.judge([manifest for props in taken for manifest in rendered(props)])
    assert [verdict for verdict in verdicts if not verdict.admitted] == []
    assert {warning for verdict in verdicts for warning in verdict.warnings if _NOT_SIX_FIELDS not in warning} == set()


@pytest.mark.parametrize("field", VALUES)
def test_every_value_is_among_those_that_we_take(taken: list[PostgresProps], field: str) -> None:
    present = [getattr(props, field) for props in taken]
    assert [value for value in VALUES[field] if value not in present] == []


@pytest.mark.parametrize("name", NAMES)
def test_the_operator_admits_every_name_that_we_take(webhooks: Webhooks, name: str) -> None:
    assert our_problems(PostgresProps(), name) == []
    assert all(verdict.admitted for verdict in webhooks.judge(rendered(PostgresProps(), name)))
