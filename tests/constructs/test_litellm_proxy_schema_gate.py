from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, Literal

import pytest

from inference_platform.connections import DatabaseConnection
from inference_platform.constructs.litellm.schema_gate import wait_container
from inference_platform.refs import SecretKeyRef

OWNER = SecretKeyRef.existing(name="owner", namespace="llm-platform", key="username")
PASSWORD = SecretKeyRef.existing(name="owner", namespace="llm-platform", key="password")
DATABASE = DatabaseConnection(
    host="pooler", port=6432, database="litellm", username=OWNER, password=PASSWORD, direct_host="primary"
)
# Stands in for the image's psycopg: answers from a file, one line for each connection.
PSYCOPG = """
import json, os, pathlib
class Error(Exception): ...
class Connection:
    def __init__(self, answer): self.answer = answer
    def __enter__(self): return self
    def __exit__(self, *_): return False
    def execute(self, query, arguments):
        with open(os.environ["SEEN"], "a") as seen: seen.write(json.dumps([query, arguments]) + "\\n")
        if self.answer == "no table": raise Error('relation "_prisma_migrations" does not exist')
        return self
    def fetchone(self): return (1,) if self.answer == "yes" else None
def connect(conninfo, **_):
    assert conninfo == ""
    answers = pathlib.Path(os.environ["ANSWERS"])
    first, *rest = answers.read_text().split("\\n")
    answers.write_text("\\n".join(rest or [first]))
    if first == "refused": raise Error("connection refused")
    return Connection(first)
"""
# A clock that goes one second with each look at it, so that nothing really waits.
CLOCK = """
import time
time.monotonic, time.sleep = iter(range(10**6)).__next__, lambda seconds: None
"""


def container(wait_for: Literal["database", "schema"], seconds: int = 900) -> dict[str, Any]:
    return wait_container(
        image="litellm:1", pull_policy="Always", database=DATABASE, wait_for=wait_for, seconds=seconds
    )


@pytest.fixture
def image(tmp_path: Path) -> dict[str, str]:
    """An image's Python packages: the stand-in for psycopg, and three migrations."""
    (tmp_path / "psycopg.py").write_text(PSYCOPG)
    (tmp_path / "sitecustomize.py").write_text(CLOCK)
    migrations = tmp_path / "litellm_proxy_extras" / "migrations"
    for name in ("20250101000000_first", "20260301000000_newest", "20251201000000_second"):
        (migrations / name).mkdir(parents=True)
    (migrations / "migration_lock.toml").write_text("")
    (migrations.parent / "__init__.py").write_text("")
    return {"PYTHONPATH": str(tmp_path), "SEEN": str(tmp_path / "seen"), "ANSWERS": str(tmp_path / "answers")}


def run(image: dict[str, str], spec: dict[str, Any], *answers: str) -> tuple[int, str, list[Any]]:
    """Exit code, output, and the queries that were made."""
    Path(image["ANSWERS"]).write_text("\n".join(answers))
    _, *arguments = spec["command"]
    done = subprocess.run(
        [sys.executable, *arguments], env=os.environ | image, capture_output=True, text=True, check=False
    )
    seen = Path(image["SEEN"])
    return done.returncode, done.stdout + done.stderr, [json.loads(line) for line in seen.read_text().splitlines()]


def test_the_schema_is_asked_for_the_way_the_proxy_goes() -> None:
    spec = container("schema")
    assert spec["name"] == "wait-for-schema"
    assert spec["command"][3:] == ["schema", "900"]
    assert spec["env"] == [
        {"name": "PGHOST", "value": "pooler"},
        {"name": "PGPORT", "value": "6432"},
        {"name": "PGDATABASE", "value": "litellm"},
        {"name": "PGUSER", "valueFrom": {"secretKeyRef": {"name": "owner", "key": "username"}}},
        {"name": "PGPASSWORD", "valueFrom": {"secretKeyRef": {"name": "owner", "key": "password"}}},
        {"name": "PGSSLMODE", "value": "prefer"},
    ]


def test_the_database_is_asked_for_the_way_migrations_go() -> None:
    spec = container("database")
    assert [each["value"] for each in spec["env"][:2]] == ["primary", "5432"]
    assert spec["name"] == "wait-for-database"


def test_waiting_needs_next_to_nothing() -> None:
    spec = container("schema")
    assert spec["resources"]["limits"] == {"memory": "128Mi"}
    assert spec["securityContext"]["readOnlyRootFilesystem"] is True
    assert "volumeMounts" not in spec


def test_it_ends_when_the_newest_migration_is_applied(image: dict[str, str]) -> None:
    code, output, queries = run(image, container("schema"), "refused", "no table", "no", "yes")
    assert code == 0
    assert output.splitlines() == [
        "waiting: connection refused",
        'waiting: relation "_prisma_migrations" does not exist',
        "waiting: migration 20260301000000_newest is not applied yet",
        "migration 20260301000000_newest is applied",
    ]
    assert {tuple(arguments) for _, arguments in queries} == {("20260301000000_newest",)}
    assert "finished_at IS NOT NULL AND rolled_back_at IS NULL" in queries[0][0]


def test_it_ends_when_the_database_answers(image: dict[str, str]) -> None:
    code, output, queries = run(image, container("database"), "refused", "yes")
    assert (code, output.splitlines()[-1]) == (0, "the database answers")
    assert queries == [["SELECT 1", []]]


def test_fails_when_the_migration_does_not_come(image: dict[str, str]) -> None:
    code, output, queries = run(image, container("schema", seconds=5), "no")
    assert code == 1
    assert output.splitlines()[-1] == "gave up after 5 s"
    assert len(queries) == 6
