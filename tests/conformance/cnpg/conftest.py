"""The operator's webhooks, built once."""

from __future__ import annotations

import pytest

from tests.conformance.cnpg import verdicts


@pytest.fixture(scope="session")
def webhooks() -> verdicts.Webhooks:
    return verdicts.webhooks()
