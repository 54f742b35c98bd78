from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

import pytest

from inference_platform.connections import CacheConnection
from inference_platform.constructs.litellm.cache import CacheSettings
from inference_platform.constructs.litellm.config import ConfigProps
from inference_platform.errors import InvalidSettings
from inference_platform.refs import SecretKeyRef
from tests.constructs.litellm_config_world import CACHE, NAMESPACE, SENTINELS, environment, old, render


def sections(cache: CacheConnection | None, props: ConfigProps | None = None, **settings: Any) -> tuple[Any, Any, Any]:
    chosen = replace(props or ConfigProps(), cache=CacheSettings(**settings))
    config = render(chosen, cache=cache).config
    litellm = config["litellm_settings"]
    return litellm["cache"], litellm.get("cache_params"), config["general_settings"].get("coordination_redis")


def test_without_a_connection_nothing_is_cached() -> None:
    assert sections(None) == (False, None, None)


def test_answers_are_kept_only_for_requests_that_ask_for_it() -> None:
    on, params, _ = sections(CACHE)
    assert on is True
    assert params == {
        "type": "redis",
        "host": "valkey.cache.svc",
        "port": 6379,
        "password": "os.environ/REDIS_PASSWORD",
        "mode": "default_off",
        "ttl": 600,
        "namespace": "litellm.caching",
    }


def test_limits_are_counted_in_the_same_redis_without_the_prefix_of_answers() -> None:
    _, _, coordination = sections(CACHE)
    assert coordination == {"host": "valkey.cache.svc", "port": 6379, "password": "os.environ/REDIS_PASSWORD"}


def test_limits_are_counted_together_even_when_no_answer_is_kept() -> None:
    on, params, coordination = sections(CACHE, enabled=False)
    assert (on, params, coordination["host"]) == (False, None, "valkey.cache.svc")


def test_an_old_version_counts_limits_in_a_cache_that_keeps_no_answer() -> None:
    on, params, coordination = sections(CACHE, old("1.91.5"), enabled=False, mode="default_on")
    assert (on, params["mode"], params["supported_call_types"], coordination) == (True, "default_off", [], None)


def test_sentinels_are_asked_with_their_own_password_and_no_address_is_given() -> None:
    _, params, coordination = sections(SENTINELS)
    assert coordination == {
        "service_name": "mymaster",
        "sentinel_nodes": [["valkey-0.valkey", 26379], ["valkey-1.valkey", 26379]],
        "sentinel_password": "os.environ/REDIS_SENTINEL_PASSWORD",
        "password": "os.environ/REDIS_PASSWORD",
    }
    assert {"host", "port"}.isdisjoint(params)


def test_passwords_come_from_secrets_and_addresses_from_no_variable() -> None:
    variables = environment(render(cache=SENTINELS))
    assert variables["REDIS_PASSWORD"] == "valkey/password"
    assert variables["REDIS_SENTINEL_PASSWORD"] == "valkey/sentinel-password"
    assert {"REDIS_HOST", "REDIS_PORT"}.isdisjoint(variables)


def test_a_sentinel_without_a_password_gets_none() -> None:
    assert SENTINELS.sentinel is not None
    open_ones = replace(SENTINELS, sentinel=replace(SENTINELS.sentinel, password=None))
    _, params, _ = sections(open_ones)
    assert "sentinel_password" not in params
    assert "REDIS_SENTINEL_PASSWORD" not in environment(render(cache=open_ones))


def test_a_server_without_a_password_gets_none() -> None:
    cache = CacheConnection.existing(host="valkey")
    _, params, coordination = sections(cache)
    assert "password" not in params | coordination
    assert "REDIS_PASSWORD" not in environment(render(cache=cache))


def test_the_router_is_given_no_redis_of_its_own() -> None:
    router = render(cache=SENTINELS).config["router_settings"]
    assert [name for name in router if name.startswith("redis")] == []


def test_everything_about_the_cache_is_rendered() -> None:
    cache = CacheConnection.existing(
        host="redis.example.com",
        port=6380,
        username="litellm",
        password=SecretKeyRef.existing(name="redis", namespace=NAMESPACE, key="password"),
        tls=True,
    )
    _, params, coordination = sections(
        cache,
        enabled=True,
        mode="default_on",
        ttl=60,
        namespace="answers",
        supported_call_types=("acompletion",),
        socket_timeout=1.5,
        max_connections=50,
        ssl_ca_certs="/etc/redis/ca.crt",
        ssl_cert_reqs="required",
        extra_cache_params={"redis_flush_size": 10},
    )
    own = {field.name for field in fields(CacheSettings)} - {"enabled", "extra_cache_params"}
    address = {"host", "port", "username", "password", "ssl"}
    assert set(params) == own | address | {"type", "redis_flush_size"}
    assert set(coordination) == address | {"ssl_ca_certs", "ssl_cert_reqs", "socket_timeout", "max_connections"}
    assert params["ssl"] is True


def test_fails_when_answers_shall_be_kept_nowhere() -> None:
    with pytest.raises(InvalidSettings, match=r"config\.cache\.enabled must be false without a cache connection"):
        sections(None, enabled=True)


@pytest.mark.parametrize(("field", "value"), [("ssl_ca_certs", "/etc/ca.crt"), ("ssl_cert_reqs", "none")])
def test_fails_when_a_certificate_is_to_be_checked_without_tls(field: str, value: str) -> None:
    with pytest.raises(InvalidSettings, match=rf"config\.cache\.{field} must be left out without TLS"):
        sections(CACHE, None, **{field: value})


def test_fails_when_a_user_would_log_in_to_the_sentinels() -> None:
    with pytest.raises(InvalidSettings, match=r"prod/proxy: cache\.username must be none with Sentinel"):
        render(cache=replace(SENTINELS, username="litellm"))


@pytest.mark.parametrize(
    ("name", "do"),
    [
        ("host", "it comes from the cache connection"),
        ("ttl", r"use cache\.ttl"),
        ("redis_startup_nodes", "a cluster of Redis is not supported"),
        ("name_space", r"did you mean namespace\?"),
    ],
)
def test_fails_when_an_extra_parameter_does_nothing(name: str, do: str) -> None:
    with pytest.raises(InvalidSettings, match=rf"config\.cache\.extra_cache_params\[{name}\] must be .*; {do}"):
        sections(CACHE, extra_cache_params={name: 1})
