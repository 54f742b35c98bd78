from __future__ import annotations

from importlib.resources import files

import pytest

from inference_platform.constructs.litellm.config import ConfigProps
from inference_platform.constructs.litellm.environment_variables import DEAD, OURS
from inference_platform.constructs.litellm.known import environment_references, known_names, newest_known
from inference_platform.constructs.litellm.settings import GENERAL_INSTEAD, LITELLM_INSTEAD
from inference_platform.constructs.litellm.version import OLDEST, LiteLLMVersion
from inference_platform.errors import InvalidSettings
from inference_platform.refs import SecretKeyRef
from inference_platform.versions import LITELLM_VERSION
from tests.constructs.litellm_config_world import DATABASE, environment, key, llama, old, render

PINNED = LiteLLMVersion.of(LITELLM_VERSION)


def fails(field: str, name: str, value: object, match: str) -> None:
    props = ConfigProps(**{field: {name: value}})  # type: ignore[arg-type]
    with pytest.raises(InvalidSettings, match=rf"config\.{field}\[{name}\] must be {match}"):
        render(props)


def test_names_are_known_for_the_versions_that_read_them() -> None:
    assert "coordination_redis" in known_names("general_settings", PINNED)
    assert "coordination_redis" not in known_names("general_settings", OLDEST)


def test_a_version_between_two_known_ones_may_read_what_either_reads() -> None:
    between = LiteLLMVersion.of("1.90.0")
    assert "coordination_redis" in known_names("general_settings", between)


def test_a_newer_version_reads_what_the_newest_known_one_reads() -> None:
    newer = LiteLLMVersion.of("9.0.0")
    assert known_names("router_settings", newer) == known_names("router_settings", newest_known())


@pytest.mark.parametrize("name", ["request_timeout", "num_retries"])
def test_dead_settings_are_really_unknown_in_their_section(name: str) -> None:
    assert name not in known_names("general_settings", PINNED)
    assert f"use litellm_settings.{name}" in GENERAL_INSTEAD[name]


@pytest.mark.parametrize("name", sorted(set(DEAD) - {"DATABASE_PORT", "SEPARATE_HEALTH_APP", "SEPARATE_HEALTH_PORT"}))
def test_dead_variables_are_really_read_by_no_known_version(name: str) -> None:
    versions = (OLDEST, PINNED, newest_known())
    assert [str(version) for version in versions if name in known_names("environment", version)] == []


@pytest.mark.parametrize("section", ["general_settings", "litellm_settings"])
def test_no_hint_names_a_setting_that_does_not_exist(section: str) -> None:
    hints = {"general_settings": GENERAL_INSTEAD, "litellm_settings": LITELLM_INSTEAD}[section]
    pointed = [do.split(" ")[1].strip(";,") for do in hints.values() if do.startswith("use litellm_settings.")]
    known = known_names("litellm_settings", PINNED)
    assert [name for name in pointed if name.removeprefix("litellm_settings.") not in known] == []


def test_fails_when_a_general_setting_is_misspelled() -> None:
    fails(
        "extra_general_settings",
        "enable_drain_endpont",
        True,
        rf"a setting that LiteLLM {LITELLM_VERSION} reads, got enable_drain_endpont; did you mean enable_drain_",
    )


def test_fails_when_a_setting_is_like_none() -> None:
    fails("extra_litellm_settings", "frobnicate_everything_now", 1, r"a setting .*; remove it")


def test_fails_when_a_setting_came_only_later() -> None:
    props = old("1.81.3", extra_general_settings={"enable_drain_endpoint": True})
    with pytest.raises(
        InvalidSettings, match=r"extra_general_settings\[enable_drain_endpoint\] must be .* 1\.81\.3 rea"
    ):
        render(props)


def test_fails_when_the_request_timeout_is_in_the_section_where_nothing_reads_it() -> None:
    fails(
        "extra_general_settings",
        "request_timeout",
        600,
        r"set where it works, got 600; use litellm_settings\.request_timeout; in general_settings LiteLLM reads ",
    )


@pytest.mark.parametrize(
    ("field", "name", "do"),
    [
        ("extra_general_settings", "master_key", "hand master_key over as a key of a Secret"),
        ("extra_general_settings", "database_url", "hand the database connection over"),
        ("extra_general_settings", "proxy_batch_write_at", r"use general_settings\.proxy_batch_write_at"),
        ("extra_general_settings", "disable_spend_logs", r"use logging\.disable_spend_logs"),
        ("extra_litellm_settings", "cache_params", r"use cache, and cache\.extra_cache_params"),
        ("extra_litellm_settings", "fallbacks", "use the models' fallbacks"),
        ("extra_litellm_settings", "num_retries", r"use litellm_settings\.num_retries"),
        ("extra_sections", "model_list", "use models"),
        ("extra_sections", "environment_variables", "use extra_environment"),
    ],
)
def test_fails_when_a_setting_has_a_field(field: str, name: str, do: str) -> None:
    fails(field, name, 1, rf"set where it works, got 1; {do}")


@pytest.mark.parametrize(
    ("field", "name", "value", "kind"),
    [
        ("extra_general_settings", "max_request_size_mb", "10", "a whole number"),
        ("extra_general_settings", "max_request_size_mb", True, "a whole number"),
        ("extra_litellm_settings", "log_raw_request_response", "true", "true or false"),
        ("extra_litellm_settings", "ssl_security_level", 1, "a text"),
    ],
)
def test_fails_when_a_value_has_another_type(field: str, name: str, value: object, kind: str) -> None:
    fails(field, name, value, rf"{kind}, got .*; LiteLLM does not convert it; give that type")


def test_a_value_may_be_the_name_of_a_variable_instead() -> None:
    props = ConfigProps(
        extra_general_settings={"max_request_size_mb": "os.environ/LIMIT"}, extra_environment={"LIMIT": "10"}
    )
    assert render(props).config["general_settings"]["max_request_size_mb"] == "os.environ/LIMIT"


def test_fails_when_the_config_refers_to_a_variable_that_is_not_set() -> None:
    props = ConfigProps(extra_general_settings={"drain_endpoint_token": "os.environ/DRAIN_TOKEN"})
    with pytest.raises(InvalidSettings, match=r"config\.extra_environment must be with DRAIN_TOKEN, which the config"):
        render(props)


def test_references_are_found_at_any_depth() -> None:
    value = {"a": ["os.environ/X", {"b": ("os.environ/Y", 1, "Z")}]}
    assert list(environment_references(value)) == ["X", "Y"]


def test_fails_when_an_extra_setting_is_a_secret() -> None:
    with pytest.raises(
        InvalidSettings, match=r"drain_endpoint_token\] must be os\.environ/<NAME>, .* got a text"
    ) as error:
        render(ConfigProps(extra_general_settings={"drain_endpoint_token": "do-not-print"}))
    assert "do-not-print" not in str(error.value)


def test_fails_when_a_secret_is_deep_in_a_section() -> None:
    guardrails = [{"guardrail_name": "pii", "litellm_params": {"api_key": "do-not-print"}}]
    with pytest.raises(
        InvalidSettings, match=r"extra_sections\[guardrails\]\[0\]\[litellm_params\]\[api_key\] must be os\.environ"
    ) as error:
        render(ConfigProps(extra_sections={"guardrails": guardrails}))
    assert "do-not-print" not in str(error.value)


def test_a_path_to_a_mounted_file_is_no_secret() -> None:
    guardrails = [{"guardrail_name": "pii", "litellm_params": {"vertex_credentials": "/etc/gcp/key.json"}}]
    assert render(ConfigProps(extra_sections={"guardrails": guardrails})).config["guardrails"] == guardrails


def test_fails_when_a_section_is_misspelled() -> None:
    fails("extra_sections", "guardrail", [], r"a setting .*; did you mean guardrails\?")


@pytest.mark.parametrize(("name", "do"), sorted(DEAD.items()))
def test_fails_when_a_variable_is_dead(name: str, do: str) -> None:
    with pytest.raises(InvalidSettings) as error:
        render(ConfigProps(extra_environment={name: "1"}))
    assert f"config.extra_environment[{name}] must be one that LiteLLM reads, got {name}; {do}" in str(error.value)


@pytest.mark.parametrize("name", sorted(OURS))
def test_fails_when_a_variable_would_work_against_the_rendered_ones(name: str) -> None:
    with pytest.raises(InvalidSettings) as error:
        render(ConfigProps(extra_environment={name: key("any")}))
    assert f"config.extra_environment[{name}] must be left to what sets it" in str(error.value)


def test_every_rendered_variable_is_refused_as_an_extra_one() -> None:
    names = {name for name in environment(render(database=DATABASE)) if not name.startswith("MODEL_SECRET_")}
    assert names - set(OURS) == set()


@pytest.mark.parametrize("name", ["LITELLM_LOGG", "DATABASE_POOL", "PROXY_ADMIN", "REDIS_SOKET_TIMEOUT"])
def test_fails_when_litellm_reads_no_such_variable(name: str) -> None:
    fails("extra_environment", name, "1", rf"a variable that LiteLLM {LITELLM_VERSION} reads, got {name}; ")


@pytest.mark.parametrize("name", ["LANGFUSE_HOST", "REDIS_SOCKET_TIMEOUT", "LITELLM_DISABLE_NO_REDIS_WARNING", "TZ"])
def test_variables_of_litellm_and_of_others_pass(name: str) -> None:
    assert environment(render(ConfigProps(models=(llama(),), extra_environment={name: "1"})))[name] == "1"


def test_a_variable_that_the_config_refers_to_may_have_any_name() -> None:
    props = ConfigProps(
        extra_general_settings={"drain_endpoint_token": "os.environ/LITELLM_MY_TOKEN"},
        extra_environment={"LITELLM_MY_TOKEN": key("drain")},
    )
    assert environment(render(props))["LITELLM_MY_TOKEN"] == "drain/api-key"


@pytest.mark.parametrize("name", ["OPENAI_API_KEY", "LANGFUSE_SECRET_KEY", "MY_TOKEN", "SMTP_PASSWORD"])
def test_fails_when_a_variable_shows_a_secret(name: str) -> None:
    with pytest.raises(
        InvalidSettings, match=rf"extra_environment\[{name}\] must be a key of a Secret, got a text"
    ) as e:
        render(ConfigProps(extra_environment={name: "do-not-print"}))
    assert "do-not-print" not in str(e.value)


def test_warns_of_a_variable_whose_name_is_almost_one_of_litellm() -> None:
    props = ConfigProps(models=(llama(),), extra_environment={"OPENAI_APIKEY": key("openai")})
    (warning,) = render(props).warnings
    assert "extra_environment[OPENAI_APIKEY] is no variable that LiteLLM" in warning
    assert warning.endswith("did you mean OPENAI_API_KEY?")


def test_secrets_of_the_environment_are_told() -> None:
    secret = SecretKeyRef.existing(name="langfuse", namespace="llm-platform", key="secret")
    props = ConfigProps(models=(llama(),), extra_environment={"LANGFUSE_SECRET_KEY": secret})
    assert secret in render(props).secrets


def test_the_list_holds_names_and_kinds_only() -> None:
    text = files("inference_platform.constructs.litellm").joinpath("known_settings.json").read_text()
    assert max(len(line) for line in text.splitlines()) < 120
