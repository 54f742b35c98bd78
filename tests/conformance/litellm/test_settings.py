from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from tests.conformance.litellm.reading import Installed, unread
from tests.conformance.litellm.rendered import Rendered, environments, rendered


@pytest.mark.parametrize("environment", environments(), ids=lambda each: each.name)
def test_litellm_reads_everything_that_is_rendered(environment: Rendered, installed: Installed) -> None:
    assert unread(environment, installed) == []


def with_planted(section: str, key: str) -> Rendered:
    """dev with one more setting."""
    dev = rendered("dev")

    def plant(value: Any) -> Any:
        if isinstance(value, Mapping):
            return {k: ({**v, key: 1} if k == section else plant(v)) for k, v in value.items()}
        return [plant(each) for each in value] if isinstance(value, list) else value

    class Planted(Rendered):
        @property
        def config(self) -> dict[str, Any]:
            changed: dict[str, Any] = plant(dev.config)
            return changed

    return Planted(dev.name, dev.objects)


@pytest.mark.parametrize(
    ("section", "key", "told_as"),
    [
        ("general_settings", "request_timeout", "general_settings"),  # read in another section
        ("general_settings", "enable_drain_endpont", "general_settings"),
        ("litellm_settings", "drop_parms", "litellm_settings"),
        ("router_settings", "redis_pasword", "router_settings"),
        ("cache_params", "sentinel_node", "cache_params"),
        ("coordination_redis", "master_name", "coordination_redis"),
        ("litellm_params", "requests_per_minute", "LiteLLM_Params"),
        ("model_info", "identity", "ModelInfo"),
    ],
)
def test_fails_when_a_setting_is_read_by_nothing(section: str, key: str, told_as: str, installed: Installed) -> None:
    assert unread(with_planted(section, key), installed) == [f"{told_as}.{key}"]


@pytest.mark.parametrize("name", ["DATABASE_CONNECTION_POOL_LIMIT", "DISABLE_SPEND_LOGS", "SEPARATE_HEALTH_APP"])
def test_fails_when_a_variable_is_read_by_nothing(name: str, installed: Installed) -> None:
    assert not installed.reads_variable(name)


def test_fails_when_an_option_is_unknown(installed: Installed) -> None:
    assert installed.reads_option("--config")
    assert not installed.reads_option("--workers")
