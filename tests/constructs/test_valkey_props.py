from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from inference_platform.constructs.valkey import Exporter, Persistence, Sentinel, ValkeyProps
from inference_platform.problems import problems_of


def sentences(props: ValkeyProps) -> list[str]:
    return [str(problem) for problem in problems_of(props)]


@pytest.mark.parametrize(
    "props",
    [
        ValkeyProps(),
        ValkeyProps(memory="64Mi", maxmemory="1Mi"),
        ValkeyProps(memory="1G", maxmemory="750M"),
        ValkeyProps(architecture=Sentinel(replicas=5, quorum=5, max_unavailable=2), termination_grace_period=45),
        ValkeyProps(persistence=Persistence(size="768Mi")),
        ValkeyProps(architecture=Sentinel(), extra_config={"min-replicas-to-write": "1"}),
    ],
)
def test_settings_at_the_edge_are_right(props: ValkeyProps) -> None:
    assert sentences(props) == []


def wrong() -> Iterator[tuple[ValkeyProps, str]]:
    yield (
        ValkeyProps(architecture=Sentinel(replicas=4)),
        "architecture.replicas must be odd, got 4; take 3, which bears the loss of as many, or 5",
    )
    yield (
        ValkeyProps(architecture=Sentinel(replicas=1)),
        "architecture.replicas must be from 3 to 9, got 1; give a number in that range",
    )
    yield (
        ValkeyProps(architecture=Sentinel(quorum=4)),
        "architecture.quorum must be at most replicas (3), got 4; lower it or leave it out for the majority",
    )
    yield (
        ValkeyProps(architecture=Sentinel(max_unavailable=2)),
        "architecture.max_unavailable must be at most 1, so that a majority of 3 stays, got 2; "
        "lower it or raise replicas",
    )
    yield (
        ValkeyProps(architecture=Sentinel(master_name="my master")),
        "architecture.master_name must be a name of letters, digits, '_', '.' and '-', got 'my master'; "
        "replace the other characters",
    )
    yield (
        ValkeyProps(architecture=Sentinel(), termination_grace_period=30),
        "termination_grace_period must be at least 45 with Sentinel, got 30; "
        "raise it; the primary hands over before it stops",
    )
    yield (
        ValkeyProps(memory="32Mi"),
        "memory must be at least 64Mi, got 32Mi; raise it; the server needs room for itself and for its buffers",
    )
    yield (
        ValkeyProps(maxmemory="80%"),
        "maxmemory must be at most 75% of memory (512Mi), got 80%; "
        "lower it or raise memory; buffers and copies need the rest, or the kernel kills the server",
    )
    yield (
        ValkeyProps(maxmemory="512Mi"),
        "maxmemory must be at most 75% of memory (512Mi), got 512Mi; "
        "lower it or raise memory; buffers and copies need the rest, or the kernel kills the server",
    )
    yield (ValkeyProps(maxmemory="0"), "maxmemory must be at least 1Mi, got 0; raise it; 0 would mean no limit")
    yield (
        ValkeyProps(maxmemory="half"),
        "maxmemory must be a share of `memory` such as 75% or a quantity of bytes such as 300Mi, got 'half'; "
        "give a number with % or with Mi or Gi",
    )
    yield (
        ValkeyProps(persistence=Persistence(size="700Mi")),
        "persistence.size must be at least twice maxmemory (768Mi), got 700Mi; "
        "raise it; while the server rewrites its file both copies are there",
    )
    yield (
        ValkeyProps(extra_config={"requirepass": "geheim"}),
        "extra_config[requirepass] must be left to this construct, got a value (not shown); "
        "leave it out; the password is the constructor's `password`",
    )
    yield (
        ValkeyProps(extra_config={"dir": "/tmp"}),
        "extra_config[dir] must be left to this construct, got /tmp; "
        "leave it out; probes, clients and network policies count on the ports and paths of the image",
    )
    yield (
        ValkeyProps(extra_config={"replicaof": "other 6379"}),
        "extra_config[replicaof] must be left to this construct, got other 6379; "
        "set `architecture`; Sentinel gives each server its role",
    )
    yield (
        ValkeyProps(extra_config={"maxclient": "5"}),
        "extra_config[maxclient] must be a setting of Valkey 9.1, got 5; did you mean maxclients?",
    )
    yield (
        ValkeyProps(extra_config={"§": "5"}),
        "extra_config[§] must be a setting of Valkey 9.1, got 5; see valkey.conf of that version",
    )
    yield (
        ValkeyProps(extra_config={"maxclients": "5\nport 1"}),
        "extra_config[maxclients] must be a value on one line, got 5\nport 1; write it as in valkey.conf",
    )
    yield (
        ValkeyProps(extra_config={"min-replicas-to-write": "1"}),
        "extra_config[min-replicas-to-write] must be left out without replicas, got 1; "
        "choose Sentinel; alone it forbids writing",
    )
    policy: Any = "lru"
    yield (
        ValkeyProps(maxmemory_policy=policy),
        "maxmemory_policy must be one of 'allkeys-lfu', 'allkeys-lru', 'allkeys-random', 'noeviction', "
        "'volatile-lfu', 'volatile-lru', 'volatile-random', 'volatile-ttl', got 'lru' (str); "
        "choose one of them",
    )
    yield (
        ValkeyProps(exporter=Exporter(interval="often")),
        "exporter.interval must be a duration such as 10m or 1h30m, got 'often'; "
        "write whole numbers with h, m, s or ms",
    )


@pytest.mark.parametrize(
    ("props", "sentence"), list(wrong()), ids=lambda value: value if isinstance(value, str) else ""
)
def test_fails_when_settings_cannot_work(props: ValkeyProps, sentence: str) -> None:
    assert sentences(props) == [sentence]


def test_fails_when_a_password_is_written_into_the_settings_without_repeating_it() -> None:
    problems = sentences(ValkeyProps(extra_config={"requirepass": "geheim", "masterauth": "geheim"}))
    assert len(problems) == 2
    assert "geheim" not in str(problems)


def test_fails_when_several_settings_are_wrong_with_all_of_them_reported() -> None:
    props = ValkeyProps(
        memory="32Mi", maxmemory="30Mi", extra_config={"port": "1"}, persistence=Persistence(size="1Mi")
    )
    assert [problem.field for problem in problems_of(props)] == [
        "memory",
        "maxmemory",
        "persistence.size",
        "extra_config[port]",
    ]
