from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

import pytest

from inference_platform.constructs.litellm.config import ConfigProps
from inference_platform.constructs.litellm.models import ModelAlias
from inference_platform.constructs.litellm.routing import RouterSettings
from inference_platform.errors import InvalidSettings
from tests.constructs.litellm_config_world import CACHE, llama, old, provided, render

WILD = provided("openai/*", "openai/*")


def router(*models: Any, settings: RouterSettings | None = None, **inputs: Any) -> dict[str, Any]:
    props = ConfigProps(models=models, router_settings=settings or RouterSettings())
    found: dict[str, Any] = render(props, **inputs).config["router_settings"]
    return found


def test_only_what_differs_from_litellms_own_default_is_rendered() -> None:
    assert router(llama()) == {"routing_strategy": "simple-shuffle", "enable_pre_call_checks": True}


def test_everything_is_rendered() -> None:
    settings = RouterSettings(
        routing_strategy="least-busy",
        enable_pre_call_checks=False,
        optional_pre_call_checks=("prompt_caching",),
        num_retries=1,
        timeout=30,
        stream_timeout=60.5,
        retry_after=2,
        retry_policy={"TimeoutErrorRetries": 0},
        allowed_fails=0,
        cooldown_time=10,
        disable_cooldowns=False,
        max_fallbacks=2,
        enable_tag_filtering=True,
        model_group_alias={"best": "openai/gpt-4o"},
        fallbacks={"openai/gpt-4o": ("llama-70b",)},
        context_window_fallbacks={"openai/gpt-4o": ("llama-70b",)},
        content_policy_fallbacks={"openai/gpt-4o": ("llama-70b",)},
        default_fallbacks=("llama-70b",),
    )
    section = router(llama(), WILD, settings=settings)
    assert set(section) == {field.name for field in fields(RouterSettings)}
    assert section["fallbacks"] == [{"openai/gpt-4o": ["llama-70b"]}]
    assert section["allowed_fails"] == 0


def test_fallbacks_of_models_are_one_mapping_each() -> None:
    section = router(llama("a", fallbacks=("b", "c"), context_window_fallbacks=("c",)), llama("b"), llama("c"))
    assert section["fallbacks"] == [{"a": ["b", "c"]}]
    assert section["context_window_fallbacks"] == [{"a": ["c"]}]


def test_aliases_of_models_may_be_hidden() -> None:
    aliases = (ModelAlias(name="gpt-4"), ModelAlias(name="secret", hidden=True))
    assert router(llama(aliases=aliases))["model_group_alias"] == {
        "gpt-4": "llama-70b",
        "secret": {"model": "llama-70b", "hidden": True},
    }


def test_a_fallback_may_be_an_alias() -> None:
    models = (llama("a", fallbacks=("gpt-4",)), llama("b", aliases=(ModelAlias(name="gpt-4"),)))
    assert router(*models)["fallbacks"] == [{"a": ["gpt-4"]}]


@pytest.mark.parametrize("limit", ["rpm", "tpm"])
def test_a_limit_of_a_model_is_enforced_for_all_pods(limit: str) -> None:
    section = router(llama("llama-70b", **{limit: 10}), cache=CACHE, max_pods=4)
    assert section["optional_pre_call_checks"] == ["enforce_model_rate_limits"]


def test_enforcing_limits_is_said_once() -> None:
    settings = RouterSettings(optional_pre_call_checks=("enforce_model_rate_limits",))
    section = router(llama(rpm=10), settings=settings, cache=CACHE)
    assert section["optional_pre_call_checks"] == ["enforce_model_rate_limits"]


def test_one_process_of_an_old_version_limits_without_the_check_that_it_lacks() -> None:
    section = render(old("1.81.3", models=(llama(rpm=10),))).config["router_settings"]
    assert "optional_pre_call_checks" not in section


def test_one_pod_with_one_worker_counts_limits_without_a_cache() -> None:
    assert "optional_pre_call_checks" in router(llama(rpm=10), max_pods=2, surge=1)


@pytest.mark.parametrize(("workers", "max_pods"), [(2, 2), (1, 4)])
def test_fails_when_limits_would_be_counted_by_each_process_alone(workers: int, max_pods: int) -> None:
    props = ConfigProps(models=(llama(rpm=10),), workers=workers)
    with pytest.raises(InvalidSettings, match=r"models must be without rpm and tpm as long as \d processes have no"):
        render(props, max_pods=max_pods)


def test_fails_when_usage_would_be_counted_by_each_process_alone() -> None:
    settings = RouterSettings(routing_strategy="usage-based-routing-v2")
    with pytest.raises(InvalidSettings, match=r"routing_strategy must be another one as long as 3 processes have no"):
        router(llama(), settings=settings, max_pods=4)


@pytest.mark.parametrize("field", ["fallbacks", "context_window_fallbacks", "content_policy_fallbacks"])
def test_fails_when_a_fallback_does_not_exist(field: str) -> None:
    with pytest.raises(
        InvalidSettings,
        match=rf"config\.models\[0\]\.{field} must be the name of a model of this proxy, got lama-8b; did you mean ",
    ):
        router(llama("llama-70b", **{field: ("lama-8b",)}), llama("llama-8b"))


def test_a_fallback_may_come_later_as_long_as_models_are_not_complete() -> None:
    models = (llama(fallbacks=("later",)),)
    assert router(*models, complete=False)["fallbacks"] == [{"llama-70b": ["later"]}]


def test_fails_when_a_default_fallback_does_not_exist() -> None:
    with pytest.raises(InvalidSettings, match=r"default_fallbacks must be the name of a model .*; add the model, or"):
        router(llama(), settings=RouterSettings(default_fallbacks=("nothing-like-it",)))


def test_fails_when_the_target_of_an_alias_does_not_exist() -> None:
    with pytest.raises(InvalidSettings, match=r"model_group_alias\[gpt-4\] must be the name of a model of this proxy"):
        router(llama(), settings=RouterSettings(model_group_alias={"gpt-4": "openai/gpt-4"}))


def test_fails_when_an_alias_hides_a_model() -> None:
    with pytest.raises(InvalidSettings, match=r"model_group_alias\[llama-70b\] must be a name that no model has"):
        router(llama(), WILD, settings=RouterSettings(model_group_alias={"llama-70b": "openai/gpt-4o"}))


def test_fails_when_an_alias_is_the_id_of_a_deployment() -> None:
    one = llama("a", weight=1)
    both = replace(one, deployments=one.deployments * 2)
    with pytest.raises(InvalidSettings, match=r"model_group_alias\[a-2\] must be a name that no model has"):
        router(both, WILD, settings=RouterSettings(model_group_alias={"a-2": "openai/gpt-4o"}))


def test_fails_when_the_source_of_a_fallback_does_not_exist() -> None:
    with pytest.raises(InvalidSettings, match=r"router_settings\.fallbacks\[gone\] must be the name of a model"):
        router(llama(), settings=RouterSettings(fallbacks={"gone": ("llama-70b",)}))


def test_fails_when_a_model_falls_back_to_itself() -> None:
    with pytest.raises(
        InvalidSettings, match=r"models\[0\]\.fallbacks must be other models, got llama-70b; remove it; a"
    ):
        router(llama(fallbacks=("llama-70b",)))


def test_fails_when_a_model_behind_a_pattern_falls_back_to_itself() -> None:
    with pytest.raises(InvalidSettings, match=r"router_settings\.fallbacks\[openai/o3\] must be other models"):
        router(WILD, settings=RouterSettings(fallbacks={"openai/o3": ("openai/o3",)}))


def test_fails_when_a_model_falls_back_to_its_own_alias() -> None:
    with pytest.raises(InvalidSettings, match=r"models\[0\]\.fallbacks must be other models, got gpt-4"):
        router(llama(fallbacks=("gpt-4",), aliases=(ModelAlias(name="gpt-4"),)))


def test_an_alias_has_the_fallbacks_of_its_model() -> None:
    models = (llama("a", fallbacks=("b",), aliases=(ModelAlias(name="c"),)), llama("b"))
    assert router(*models)["fallbacks"] == [{"a": ["b"]}, {"c": ["b"]}]


def test_fails_when_fallbacks_are_said_twice() -> None:
    models = (llama("a", fallbacks=("b",)), llama("b"))
    with pytest.raises(InvalidSettings, match=r"router_settings\.fallbacks\[a\] must be said once, got a; keep it at"):
        router(*models, settings=RouterSettings(fallbacks={"a": ("b",)}))


def test_fails_when_the_strategy_does_not_exist() -> None:
    with pytest.raises(InvalidSettings, match=r"config\.router_settings\.routing_strategy must be one of "):
        router(llama(), settings=RouterSettings(routing_strategy="round-robin"))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "do"),
    [
        ("redis_host", "leave it out; the router counts in the Redis of the cache connection"),
        ("num_retries", r"use router_settings\.num_retries"),
        ("request_timeout", r"use litellm_settings\.request_timeout"),
        ("health_check_interval", r"use general_settings\.health_check_interval"),
        ("cooldown_times", r"did you mean cooldown_time\?"),
    ],
)
def test_fails_when_an_extra_setting_does_nothing(name: str, do: str) -> None:
    props = ConfigProps(extra_router_settings={name: 1}, models=(llama(),))
    with pytest.raises(InvalidSettings, match=rf"config\.extra_router_settings\[{name}\] must be .*; {do}"):
        render(props)


def test_an_extra_setting_that_litellm_reads_is_rendered() -> None:
    props = ConfigProps(extra_router_settings={"client_ttl": 60}, models=(llama(),))
    assert render(props).config["router_settings"]["client_ttl"] == 60
