from __future__ import annotations

import pytest

from inference_platform.constructs.postgres.pooling import server_connections_problem
from inference_platform.constructs.postgres.rules import (
    FIXED_PARAMETERS,
    POOLER_PARAMETERS,
    major_version_of,
    parameter_problems,
    pooler_parameter_problems,
    size_of,
    wal_size_problems,
)

GI = 2**30


def wal_problems(parameters: dict[str, str], gigabytes: int = 5) -> list[str]:
    found = wal_size_problems(
        parameters, volume=f"{gigabytes}Gi", volume_bytes=gigabytes * GI, volume_field="wal_storage.size"
    )
    return [str(problem) for problem in found]


def parameter_messages(parameters: dict[str, str], instances: int = 1) -> list[str]:
    return [str(problem) for problem in parameter_problems(parameters, instances=instances)]


@pytest.mark.parametrize(
    ("text", "expected"), [("8kB", 8 * 2**10), ("256MB", 256 * 2**20), ("1 GB", GI), ("2TB", 2048 * GI)]
)
def test_a_postgresql_size_counts_in_powers_of_1024(text: str, expected: int) -> None:
    assert size_of(text) == expected


@pytest.mark.parametrize("text", ["256", "256Mi", "0MB", "1.5GB", "256mb", ""])
def test_fails_when_a_postgresql_size_has_no_unit_of_postgresql(text: str) -> None:
    with pytest.raises(ValueError, match="is not a size with a unit"):
        size_of(text)


@pytest.mark.parametrize(
    ("image", "major"),
    [
        ("ghcr.io/cloudnative-pg/postgresql:18.4-system-trixie", 18),
        ("registry.example.com:5000/postgresql:17", 17),
        ("ghcr.io/cloudnative-pg/postgresql:16.1-7@sha256:" + "a" * 64, 16),
        ("registry.example.com/postgresql:13.3.2.1-1", 13),
    ],
)
def test_the_version_of_postgresql_comes_from_the_tag(image: str, major: int) -> None:
    assert major_version_of(image) == major


@pytest.mark.parametrize(
    "image",
    ["registry.example.com:5000/postgresql", "postgresql:latest", "postgresql@sha256:" + "a" * 64, "postgresql:17."],
)
def test_fails_when_an_image_has_no_version_in_its_tag(image: str) -> None:
    with pytest.raises(ValueError, match="has no version in its tag"):
        major_version_of(image)


def test_fails_when_postgresql_is_older_than_13() -> None:
    with pytest.raises(ValueError, match="PostgreSQL 12 is not supported"):
        major_version_of("postgresql:12.20")


def test_ordinary_parameters_are_left_alone() -> None:
    parameters = {"work_mem": "16MB", "pgaudit.log": "ddl", "wal_level": "logical", "wal_log_hints": "on"}
    assert parameter_messages(parameters, instances=3) == []


@pytest.mark.parametrize("name", sorted(FIXED_PARAMETERS - {"shared_preload_libraries"}))
def test_fails_when_a_parameter_belongs_to_the_operator(name: str) -> None:
    messages = parameter_messages({name: "x", "hot_standby_feedback": "on"})
    expected = f"parameters[{name}] must be left to CloudNativePG, which sets it itself, got x; remove it"
    assert messages == [expected]


@pytest.mark.parametrize("name", ["max_connections", "shared_buffers", "shared_preload_libraries"])
def test_fails_when_a_parameter_has_a_field_of_its_own(name: str) -> None:
    assert parameter_messages({name: "1"}) == [
        f"parameters[{name}] must be left out, got 1; set the field {name} instead"
    ]


@pytest.mark.parametrize("name", ["Port", "MAX_CONNECTIONS", "Wal_Log_Hints", "Min_wal_size", "WAL_LEVEL"])
def test_fails_when_another_case_would_pass_by_a_rule(name: str) -> None:
    assert parameter_messages({name: "1"}) == [
        f"parameters[{name}] must be named {name.lower()}, got {name}; write it so; PostgreSQL ignores the case"
    ]


def test_other_parameters_may_have_any_case() -> None:
    assert parameter_messages({"TimeZone": "UTC", "DateStyle": "ISO"}) == []


@pytest.mark.parametrize("name", ["hot_standby_feedback", "sync_replication_slots", "wal_log_hints"])
def test_fails_when_a_switch_is_not_a_postgresql_boolean(name: str) -> None:
    assert parameter_messages({name: "enabled"}) == [
        f"parameters[{name}] must be on or off, got enabled; write on or off"
    ]


def test_fails_when_the_wal_is_too_small_to_archive() -> None:
    (message,) = parameter_messages({"wal_level": "minimal"})
    assert message.startswith("parameters[wal_level] must be replica or logical, got minimal; remove it")


def test_fails_when_replicas_lack_wal_log_hints() -> None:
    (message,) = parameter_messages({"wal_log_hints": "off"}, instances=2)
    assert message.startswith("parameters[wal_log_hints] must be on with more than one instance, got off")
    assert parameter_messages({"wal_log_hints": "off"}, instances=1) == []


def test_fails_when_failover_slots_lack_hot_standby_feedback() -> None:
    slots = {"pg_failover_slots.synchronize_slot_names": "name_like:%"}
    (message,) = parameter_messages(slots)
    assert message.startswith("parameters[hot_standby_feedback] must be on with pg_failover_slots.")
    assert parameter_messages({**slots, "hot_standby_feedback": "ON"}) == []


def test_wal_sizes_default_to_those_of_postgresql() -> None:
    assert wal_problems({}) == []
    assert wal_problems({"max_wal_size": "4GB", "min_wal_size": "1GB"}) == []


def test_fails_when_a_wal_size_has_no_unit() -> None:
    (message,) = wal_problems({"max_wal_size": "4096"})
    assert message.startswith("parameters[max_wal_size] must be a size with its unit such as 1GB, got 4096")


def test_fails_when_min_wal_size_is_not_below_max_wal_size() -> None:
    (message,) = wal_problems({"min_wal_size": "2GB"})
    assert message == (
        "parameters[min_wal_size] must be less than max_wal_size 1GB, got 2GB; lower it or raise max_wal_size"
    )


def test_fails_when_the_wal_does_not_fit_its_volume() -> None:
    (message,) = wal_problems({}, gigabytes=1)
    assert message.startswith("wal_storage.size must be more than max_wal_size 1GB, got 1Gi; enlarge the volume")


@pytest.mark.parametrize(
    "name",
    sorted(
        POOLER_PARAMETERS - {"default_pool_size", "max_client_conn", "max_prepared_statements", "reserve_pool_size"}
    ),
)
def test_every_setting_that_the_operator_accepts_passes_to_pgbouncer(name: str) -> None:
    assert list(pooler_parameter_problems({name: "1"})) == []


def test_fails_when_a_pgbouncer_setting_is_misspelt() -> None:
    (problem,) = pooler_parameter_problems({"server_idle_timeot": "60"})
    assert str(problem) == (
        "parameters[server_idle_timeot] must be a PgBouncer setting that CloudNativePG accepts, got 60; "
        "write server_idle_timeout"
    )


def test_fails_when_a_pgbouncer_setting_belongs_to_the_operator() -> None:
    (problem,) = pooler_parameter_problems({"unix_xyz": "1"})
    assert str(problem).endswith("remove it; CloudNativePG refuses the Pooler otherwise")


@pytest.mark.parametrize("name", ["default_pool_size", "max_client_conn", "pool_mode"])
def test_fails_when_a_pgbouncer_setting_has_a_field_of_its_own(name: str) -> None:
    (problem,) = pooler_parameter_problems({name: "1"})
    assert str(problem) == f"parameters[{name}] must be left out, got 1; set the field {name} instead"


def server_problem(*, max_connections: int, poolers: int = 3) -> str | None:
    problem = server_connections_problem(
        max_connections=max_connections, poolers=poolers, default_pool_size=20, reserve_pool_size=5
    )
    return str(problem) if problem else None


def test_pools_may_fill_postgresql_but_for_the_reserve() -> None:
    assert server_problem(max_connections=88) is None


def test_fails_when_the_pools_can_exceed_max_connections() -> None:
    assert server_problem(max_connections=87) == (
        "max_connections must be at least 88 (3 poolers x (20 default_pool_size + 5 reserve_pool_size) "
        "+ 3 for superusers + 10 for direct connections), got 87; raise it, or lower pooler.default_pool_size"
    )


def test_a_single_pooler_counts_twice_because_its_rollout_runs_two() -> None:
    assert server_problem(max_connections=62, poolers=1) is not None
    assert server_problem(max_connections=63, poolers=1) is None
