from __future__ import annotations

from dataclasses import fields
from typing import Any

import pytest

from inference_platform.constructs.litellm.config import ConfigProps
from inference_platform.constructs.litellm.known import known_names
from inference_platform.constructs.litellm.settings import GeneralSettings, LiteLLMSettings, LoggingSettings
from inference_platform.constructs.litellm.version import OLDEST, LiteLLMVersion
from inference_platform.errors import InvalidSettings
from inference_platform.versions import LITELLM_VERSION
from tests.constructs.litellm_config_world import CACHE, DATABASE, key, llama, render


def general(database: Any = DATABASE, **settings: Any) -> dict[str, Any]:
    props = ConfigProps(models=(llama(),), general_settings=GeneralSettings(**settings))
    found: dict[str, Any] = render(props, database=database).config["general_settings"]
    return found


def litellm(**settings: Any) -> dict[str, Any]:
    props = ConfigProps(models=(llama(),), litellm_settings=LiteLLMSettings(**settings))
    found: dict[str, Any] = render(props, database=DATABASE).config["litellm_settings"]
    return found


@pytest.mark.parametrize("version", [OLDEST, LiteLLMVersion.of(LITELLM_VERSION)], ids=str)
@pytest.mark.parametrize(
    ("section", "settings"),
    [
        ("general_settings", GeneralSettings),
        ("general_settings", LoggingSettings),
        ("litellm_settings", LiteLLMSettings),
    ],
)
def test_every_typed_setting_is_one_that_litellm_reads(version: LiteLLMVersion, section: str, settings: type) -> None:
    known = known_names(section, version)
    assert [field.name for field in fields(settings) if field.name not in known] == []


def test_general_settings_default_to_what_the_seeds_meant() -> None:
    assert general() == {
        "master_key": "os.environ/PROXY_MASTER_KEY",
        "database_connection_pool_limit": 10,
        "database_connection_pool_timeout": 60,
        "database_disable_prepared_statements": True,
        "proxy_batch_write_at": 60,
        "allow_requests_on_db_unavailable": True,
        "disable_error_logs": True,
        "store_model_in_db": True,
        "user_api_key_cache_ttl": 60,
        "use_x_forwarded_for": False,
        "background_health_checks": False,
        "store_prompts_in_spend_logs": False,
        "disable_spend_logs": False,
    }


def test_settings_of_the_database_go_with_it() -> None:
    assert general(database=None) == {
        "master_key": "os.environ/PROXY_MASTER_KEY",
        "store_model_in_db": False,
        "user_api_key_cache_ttl": 60,
        "use_x_forwarded_for": False,
        "background_health_checks": False,
    }


def test_every_general_setting_is_rendered() -> None:
    props = ConfigProps(
        models=(llama(),),
        extra_environment={"SLACK_WEBHOOK_URL": key("slack")},
        general_settings=GeneralSettings(
            store_model_in_db=False,
            max_parallel_requests=10,
            global_max_parallel_requests=100,
            allowed_ips=("192.0.2.1",),
            use_x_forwarded_for=True,
            background_health_checks=True,
            alerting=("slack",),
        ),
    )
    section = render(props, database=DATABASE).config["general_settings"]
    assert [field.name for field in fields(GeneralSettings) if field.name not in section] == []
    assert section["alerting"] == ["slack"]


def test_pool_sizes_stay_whole_numbers_because_prisma_reads_no_others() -> None:
    section = general(database_connection_pool_limit=5, database_connection_pool_timeout=30)
    assert [type(section[f"database_connection_pool_{name}"]) for name in ("limit", "timeout")] == [int, int]


def test_fails_when_a_pool_size_is_no_whole_number() -> None:
    with pytest.raises(InvalidSettings, match=r"database_connection_pool_timeout must be a whole number, got 60\.0"):
        general(database_connection_pool_timeout=60.0)


def test_fails_when_models_shall_be_stored_without_a_database() -> None:
    with pytest.raises(InvalidSettings, match=r"general_settings\.store_model_in_db must be false without a database"):
        general(database=None, store_model_in_db=True)


def test_fails_when_alerts_have_no_address() -> None:
    with pytest.raises(InvalidSettings, match=r"alerting must be without slack .*; set SLACK_WEBHOOK_URL in extra_env"):
        general(alerting=("slack",))


def test_litellm_settings_default_to_what_the_seeds_meant() -> None:
    assert litellm() == {
        "request_timeout": 600,
        "num_retries": 2,
        "callbacks": ["prometheus"],
        "drop_params": False,
        "json_logs": True,
        "turn_off_message_logging": True,
        "require_auth_for_metrics_endpoint": True,
        "disable_hf_tokenizer_download": True,
        "cache": False,
    }


def test_every_litellm_setting_is_rendered() -> None:
    section = litellm(
        success_callback=("langfuse",),
        failure_callback=("my_module.my_callback",),
        max_budget=0,
        budget_duration="30d",
        default_team_settings=({"team_id": "a", "success_callback": ("langfuse",)},),
    )
    assert [field.name for field in fields(LiteLLMSettings) if field.name not in section] == []
    assert section["default_team_settings"] == [{"team_id": "a", "success_callback": ["langfuse"]}]


@pytest.mark.parametrize("field", ["callbacks", "success_callback", "failure_callback"])
def test_fails_when_an_integration_is_misspelled(field: str) -> None:
    with pytest.raises(InvalidSettings, match=rf"litellm_settings\.{field} must be .*, got promethues; did you mean "):
        litellm(**{field: ("promethues",)})


@pytest.mark.parametrize("settings", [{"max_budget": 10}, {"budget_duration": "30d"}])
def test_fails_when_a_budget_has_no_duration_or_the_reverse(settings: dict[str, Any]) -> None:
    with pytest.raises(InvalidSettings, match=r"budget_duration must be given with max_budget and only there"):
        litellm(**settings)


def test_fails_when_a_budget_has_no_database() -> None:
    props = ConfigProps(litellm_settings=LiteLLMSettings(max_budget=10, budget_duration="30d"))
    with pytest.raises(InvalidSettings, match=r"litellm_settings\.max_budget must be left out without a database"):
        render(props)


def test_fails_when_a_team_has_no_id() -> None:
    with pytest.raises(InvalidSettings, match=r"default_team_settings\[0\] must be a mapping with team_id"):
        litellm(default_team_settings=({"success_callback": ["langfuse"]},))


def test_a_retention_period_comes_with_how_often_it_is_applied() -> None:
    props = ConfigProps(models=(llama(),), logging=LoggingSettings(maximum_spend_logs_retention_period="30d"))
    section = render(props, database=DATABASE, cache=CACHE).config["general_settings"]
    assert section["maximum_spend_logs_retention_period"] == "30d"
    assert section["maximum_spend_logs_retention_interval"] == "1d"


def test_a_schedule_replaces_the_interval() -> None:
    logging = LoggingSettings(maximum_spend_logs_retention_period="30d", maximum_spend_logs_cleanup_cron="0 3 * * *")
    section = render(ConfigProps(logging=logging), database=DATABASE).config["general_settings"]
    assert section["maximum_spend_logs_cleanup_cron"] == "0 3 * * *"
    assert "maximum_spend_logs_retention_interval" not in section


@pytest.mark.parametrize("period", ["30 days", "0d", "30", "1y"])
def test_fails_when_a_period_is_none(period: str) -> None:
    props = ConfigProps(logging=LoggingSettings(maximum_spend_logs_retention_period=period))
    with pytest.raises(InvalidSettings, match=r"logging\.maximum_spend_logs_retention_period must be a period such as"):
        render(props, database=DATABASE)


def test_fails_when_a_schedule_has_no_period() -> None:
    props = ConfigProps(logging=LoggingSettings(maximum_spend_logs_cleanup_cron="0 3 * * *"))
    with pytest.raises(InvalidSettings, match=r"logging\.maximum_spend_logs_cleanup_cron must be left out without"):
        render(props, database=DATABASE)


def test_fails_when_rows_shall_be_kept_that_are_not_written() -> None:
    props = ConfigProps(logging=LoggingSettings(disable_spend_logs=True, store_prompts_in_spend_logs=True))
    with pytest.raises(InvalidSettings, match=r"logging\.disable_spend_logs must be false with prompts to store"):
        render(props, database=DATABASE)


def test_fails_when_requests_shall_be_logged_without_a_database() -> None:
    props = ConfigProps(logging=LoggingSettings(store_prompts_in_spend_logs=True))
    with pytest.raises(InvalidSettings, match=r"config\.logging must be left out without a database"):
        render(props)
