from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

import pytest
import yaml

from inference_platform.constructs.litellm.config import ConfigProps, render_config, timeout_problems
from inference_platform.constructs.litellm.models import LiteLLMModel
from inference_platform.constructs.litellm.routing import RouterSettings
from inference_platform.constructs.litellm.settings import GeneralSettings, LiteLLMSettings, LoggingSettings
from inference_platform.errors import InvalidSettings
from inference_platform.refs import SecretKeyRef
from tests.constructs.litellm_config_world import CACHE, DATABASE, NAMESPACE, SENTINELS, environment, key, llama, render

MODELS = ConfigProps(models=(llama(),))


def test_the_least_configuration() -> None:
    rendered = render(MODELS)
    assert environment(rendered) == {
        "LITELLM_MODE": "PRODUCTION",
        "LITELLM_LOG": "WARNING",
        "LITELLM_LOCAL_MODEL_COST_MAP": "True",
        "PROXY_MASTER_KEY": "litellm-keys/master-key",
        "LITELLM_SALT_KEY": "litellm-keys/salt-key",
        "GRACEFUL_SHUTDOWN_TIMEOUT": "600",
        "PROMETHEUS_MULTIPROC_DIR": "/tmp/prometheus",
    }
    assert rendered.migration_command == ()
    assert rendered.migration_environment == ()
    assert rendered.warnings == ()


def test_arguments_say_where_the_proxy_listens_and_with_how_many_workers() -> None:
    rendered = render(replace(MODELS, workers=2, port=8000, metrics_port=9000))
    assert " ".join(rendered.args) == (
        "--config /etc/litellm/config.yaml --host 0.0.0.0 --port 8000 --num_workers 2 --prometheus_metrics_port 9000"
    )
    assert (rendered.port, rendered.metrics_port) == (8000, 9000)


def test_without_the_integration_there_is_no_metrics_port() -> None:
    rendered = render(replace(MODELS, litellm_settings=LiteLLMSettings(callbacks=())))
    assert rendered.metrics_port is None
    assert "--prometheus_metrics_port" not in rendered.args
    assert "PROMETHEUS_MULTIPROC_DIR" not in environment(rendered)


@pytest.mark.parametrize(("workers", "directory"), [(1, None), (2, "/tmp/prometheus")])
def test_workers_share_metrics_by_a_directory(workers: int, directory: str | None) -> None:
    rendered = render(replace(MODELS, workers=workers, metrics_port=None))
    assert environment(rendered).get("PROMETHEUS_MULTIPROC_DIR") == directory


def test_the_proxy_goes_to_the_pooler_and_never_changes_the_schema() -> None:
    variables = environment(render(MODELS, database=DATABASE))
    assert {name: value for name, value in variables.items() if "DATABASE" in name or "SCHEMA" in name} == {
        "DATABASE_HOST": "postgresql-pooler-rw.llm-platform.svc:5432",
        "DATABASE_NAME": "litellm",
        "DATABASE_USERNAME": "postgresql-app/username",
        "DATABASE_PASSWORD": "postgresql-app/password",
        "DISABLE_SCHEMA_UPDATE": "true",
    }


def test_the_migration_goes_past_the_pooler_and_fails_when_it_fails() -> None:
    rendered = render(MODELS, database=DATABASE)
    variables = {each.name: each.value for each in rendered.migration_environment}
    assert rendered.migration_command == ("litellm", "--skip_server_startup", "--enforce_prisma_migration_check")
    assert variables["DATABASE_HOST"] == "postgresql-rw.llm-platform.svc:5432"
    assert variables["DISABLE_SCHEMA_UPDATE"] == "false"
    assert {"PROXY_MASTER_KEY", "LITELLM_SALT_KEY", "REDIS_PASSWORD"}.isdisjoint(variables)


def test_the_migration_gets_what_concerns_the_database() -> None:
    extra: dict[str, str | SecretKeyRef] = {"DATABASE_SSLROOTCERT": "/etc/ca.crt", "OPENAI_API_KEY": key("openai")}
    rendered = render(replace(MODELS, extra_environment=extra), database=DATABASE)
    names = [each.name for each in rendered.migration_environment]
    assert "DATABASE_SSLROOTCERT" in names
    assert "OPENAI_API_KEY" not in names


@pytest.mark.parametrize(("mode", "variable"), [("prefer", None), ("require", "require"), ("disable", "disable")])
def test_tls_to_the_database_is_said_where_it_is_not_prismas_default(mode: Any, variable: str | None) -> None:
    rendered = render(MODELS, database=replace(DATABASE, sslmode=mode))
    assert environment(rendered).get("DATABASE_SSLMODE") == variable


def test_a_plain_user_name_may_be_read_by_everybody() -> None:
    assert environment(render(database=replace(DATABASE, username="litellm")))["DATABASE_USERNAME"] == "litellm"


@pytest.mark.parametrize("survive", [True, False])
def test_statements_are_prepared_only_where_they_survive(survive: bool) -> None:
    section = render(MODELS, database=replace(DATABASE, prepared_statements=survive)).config["general_settings"]
    assert section.get("database_disable_prepared_statements") == (None if survive else True)


def test_no_password_and_no_url_of_the_database_is_in_the_config() -> None:
    section = render(MODELS, database=DATABASE).config["general_settings"]
    assert [name for name in section if name in ("database_url", "password")] == []


def test_the_shutdown_waits_for_the_longest_request() -> None:
    rendered = render(replace(MODELS, litellm_settings=LiteLLMSettings(request_timeout=120)))
    assert rendered.graceful_shutdown_seconds == 120
    assert environment(rendered)["GRACEFUL_SHUTDOWN_TIMEOUT"] == "120"


def test_warns_when_the_shutdown_is_shorter_than_a_request() -> None:
    rendered = render(replace(MODELS, graceful_shutdown_timeout=0))
    assert rendered.graceful_shutdown_seconds == 0
    assert ["a rollout cuts longer requests" in text for text in rendered.warnings] == [True]


def test_every_secret_is_told_once() -> None:
    rendered = render(MODELS, database=DATABASE, cache=SENTINELS)
    names = [(each.secret.name, each.key) for each in rendered.secrets]
    assert len(set(names)) == len(names) == 6


def test_the_config_is_plain_data_that_yaml_can_write() -> None:
    settings = LiteLLMSettings(default_team_settings=({"team_id": "a", "success_callback": ("langfuse",)},))
    props = replace(MODELS, litellm_settings=settings, extra_sections={"guardrails": ({"guardrail_name": "x"},)})
    config = render(props, database=DATABASE, cache=SENTINELS).config
    assert yaml.safe_load(yaml.safe_dump(dict(config))) == config


def test_the_same_input_gives_the_same_configuration() -> None:
    first, second = (render(MODELS, database=DATABASE, cache=CACHE) for _ in range(2))
    assert first == second
    assert yaml.safe_dump(first.config, sort_keys=False) == yaml.safe_dump(second.config, sort_keys=False)


def test_everything_an_environment_may_choose_changes_the_result() -> None:
    plain = render(MODELS, database=DATABASE, cache=CACHE)
    changes = {
        "models": (llama("other"),),
        "general_settings": GeneralSettings(max_parallel_requests=1),
        "litellm_settings": LiteLLMSettings(drop_params=True),
        "router_settings": RouterSettings(num_retries=1),
        "logging": LoggingSettings(disable_spend_logs=True),
        "cache": replace(MODELS.cache, ttl=1),
        "workers": 2,
        "port": 8000,
        "metrics_port": 9000,
        "log_level": "INFO",
        "local_model_cost_map": False,
        "graceful_shutdown_timeout": 900,
        "extra_environment": {"TZ": "UTC"},
        "extra_general_settings": {"max_request_size_mb": 1},
        "extra_litellm_settings": {"force_ipv4": True},
        "extra_router_settings": {"client_ttl": 1},
        "extra_sections": {"guardrails": []},
    }
    assert set(changes) == {field.name for field in fields(ConfigProps)} - {"version"}
    same = [
        name
        for name, value in changes.items()
        if render(replace(MODELS, **{name: value}), database=DATABASE, cache=CACHE) == plain  # type: ignore[arg-type]
    ]
    assert same == []


def test_database_connections_may_just_suffice() -> None:
    assert render(MODELS, database=DATABASE, max_pods=10).config["general_settings"]["database_connection_pool_limit"]


def test_fails_when_pods_and_workers_need_more_connections_than_the_pooler_has() -> None:
    with pytest.raises(
        InvalidSettings,
        match=r"database\.max_client_connections must be at least 120 for 6 pods with 2 workers and 10 conn",
    ):
        render(replace(MODELS, workers=2), database=DATABASE, max_pods=6)


def test_connections_are_not_counted_where_the_limit_is_not_known() -> None:
    unlimited = replace(DATABASE, max_client_connections=None)
    assert render(MODELS, database=unlimited, max_pods=500).warnings == ()


@pytest.mark.parametrize("name", ["database_statement_timeout", "database_lock_timeout"])
def test_fails_when_a_timeout_cannot_pass_the_pooler(name: str) -> None:
    props = replace(MODELS, extra_general_settings={name: 10.0})
    with pytest.raises(InvalidSettings, match=rf"{name}\] must be .*; set [a-z_]+ in the database"):
        render(props, database=DATABASE)


def test_fails_when_metrics_and_requests_share_a_port() -> None:
    with pytest.raises(InvalidSettings, match=r"config\.metrics_port must be another port than port, got 4000"):
        render(replace(MODELS, metrics_port=4000))


def test_fails_when_the_log_level_would_crash_litellm() -> None:
    with pytest.raises(InvalidSettings, match=r"config\.log_level must be one of .*, got 'TRACE'"):
        render(replace(MODELS, log_level="TRACE"))  # type: ignore[arg-type]


def test_fails_when_the_master_key_is_in_another_namespace() -> None:
    foreign = SecretKeyRef.existing(name="keys", namespace="elsewhere", key="master")
    with pytest.raises(InvalidSettings, match=r"secret of PROXY_MASTER_KEY must be in namespace llm-platform, where"):
        render(MODELS, master_key=foreign)


def test_fails_with_every_problem_at_once() -> None:
    props = replace(MODELS, metrics_port=4000, extra_environment={"DISABLE_SPEND_LOGS": "1"})
    with pytest.raises(InvalidSettings) as error:
        render(props, cache=replace(SENTINELS, username="x"))
    assert [where for where, _ in error.value.problems] == ["prod/proxy"] * 3


def test_fails_when_a_route_would_cut_a_request() -> None:
    (problem,) = timeout_problems(ConfigProps(), route_timeout=300, field="route.timeout")
    assert str(problem) == (
        "route.timeout must be at least 600 s, the config's litellm_settings.request_timeout, got 300 s; raise it or "
        "lower that; the client would get a 504 from the Gateway instead of LiteLLM's answer"
    )


def test_fails_when_a_route_would_cut_a_single_model() -> None:
    models: tuple[LiteLLMModel, ...] = (llama(timeout=900, stream_timeout=1200), llama("b"))
    props = ConfigProps(models=models, router_settings=RouterSettings(timeout=700))
    named = [problem.must_be for problem in timeout_problems(props, route_timeout=650, field="route.timeout")]
    assert named == [
        "at least 700 s, the config's router_settings.timeout",
        "at least 900 s, the config's models[0].deployments[0].timeout",
        "at least 1200 s, the config's models[0].deployments[0].stream_timeout",
    ]


def test_fails_when_a_route_would_cut_a_model_of_code() -> None:
    found = timeout_problems(MODELS, models=(llama("b", timeout=900),), route_timeout=650, field="route.timeout")
    assert [problem.must_be for problem in found] == ["at least 900 s, the config's models[1].deployments[0].timeout"]


@pytest.mark.parametrize("seconds", [0, 600])
def test_a_route_may_be_as_patient_as_litellm_or_without_limit(seconds: float) -> None:
    assert list(timeout_problems(ConfigProps(), route_timeout=seconds, field="route.timeout")) == []


@pytest.mark.parametrize(
    ("props", "sentence"),
    [
        (replace(MODELS, log_level="DEBUG"), "config.log_level DEBUG writes prompts"),
        (replace(MODELS, general_settings=GeneralSettings(allowed_ips=("192.0.2.1",))), "set use_x_forwarded_for"),
        (ConfigProps(), "config.models is empty"),
    ],
)
def test_warns_of_what_is_probably_not_meant(props: ConfigProps, sentence: str) -> None:
    assert [sentence in text for text in render(props).warnings] == [True]


def test_warns_when_every_worker_would_delete_old_rows() -> None:
    props = replace(MODELS, logging=LoggingSettings(maximum_spend_logs_retention_period="30d"))
    assert ["without a cache every worker" in text for text in render(props, database=DATABASE).warnings] == [True]


def test_render_config_needs_no_construct() -> None:
    secret = SecretKeyRef.existing(name="k", namespace=NAMESPACE, key="k")
    rendered = render_config(
        MODELS,
        master_key=secret,
        salt_key=secret,
        database=None,
        cache=None,
        namespace=NAMESPACE,
        max_pods=1,
        where="x",
    )
    assert rendered.secrets == (secret,)
