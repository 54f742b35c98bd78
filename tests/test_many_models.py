"""A platform with many models of all kinds, as `make bench` measures it with 200."""

from __future__ import annotations

import pytest

from benchmarks.many_models import files, models

_NUMBER = 30


@pytest.fixture(scope="module")
def output() -> dict[str, str]:
    return files(_NUMBER)


def test_a_platform_with_many_models_passes_the_checks(output: dict[str, str]) -> None:
    services = [path for path in output if path.startswith("models/InferenceService.")]
    assert len(services) == _NUMBER


def test_every_model_has_its_own_identity_and_policy(output: dict[str, str]) -> None:
    for model in models(_NUMBER):
        assert f"models/ServiceAccount.{model.name}.yaml" in output
        assert f"models/NetworkPolicy.{model.name}.yaml" in output


def test_models_of_one_engine_share_its_runtime(output: dict[str, str]) -> None:
    runtimes = [path for path in output if "ClusterServingRuntime" in path]
    assert len(runtimes) == 3
