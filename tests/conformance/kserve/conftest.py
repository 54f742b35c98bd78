"""KServe's and Knative's own code, built once, and what they make of the platforms."""

from __future__ import annotations

import pytest

from tests.conformance.knative import verdicts as knative
from tests.conformance.kserve import verdicts


@pytest.fixture(scope="session")
def kserve() -> verdicts.Controller:
    return verdicts.controller()


@pytest.fixture(scope="session")
def knative_serving() -> knative.Webhook:
    return knative.webhook()
