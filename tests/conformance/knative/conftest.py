"""Knative's own code, built once."""

from __future__ import annotations

import pytest

from tests.conformance.knative import verdicts


@pytest.fixture(scope="session")
def knative_serving() -> verdicts.Webhook:
    return verdicts.webhook()
