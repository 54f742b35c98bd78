from __future__ import annotations

import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Timer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from tests.conformance.litellm.database import Database, database
from tests.conformance.litellm.installation import litellm_bin
from tests.conformance.litellm.rendered import ODD_PASSWORD, Rendered, rendered, variables

# Runs the command line as far as it builds the URL: Prisma's engines and the server are not reached.
FINAL_URL = """
import os, sys, uvicorn
from litellm.proxy.db import check_migration
from litellm.proxy.db.prisma_client import PrismaManager
from litellm.proxy.proxy_cli import run_server
check_migration.check_prisma_schema_diff = lambda **_: None
PrismaManager.setup_database = staticmethod(lambda **_: True)
uvicorn.run = lambda **_: None
run_server(sys.argv[1:], standalone_mode=False)
print(os.environ["DATABASE_URL"])
"""

# Two clients take turns on fewer connections than there are clients; each transaction may run on another one.
POOLED = """
import sys, psycopg
threshold = None if sys.argv[1] == "without" else 0
clients = [psycopg.connect("", prepare_threshold=threshold) for _ in range(int(sys.argv[2]))]
backends = set()
for turn in range(3):
    waiting = clients[turn:] + clients[:turn]
    while waiting:
        group, waiting = waiting[:15], waiting[15:]
        for client in group:
            backends.add(client.execute("SELECT pg_backend_pid(), %s::int", (turn,)).fetchone()[0])
        for client in group:
            client.commit()
print(len(clients), len(backends))
"""
READY = """
import sys, psycopg, litellm_proxy_extras, pathlib
folder = pathlib.Path(litellm_proxy_extras.__file__).parent / "migrations"
newest = max(each.name for each in folder.iterdir() if each.is_dir())
with psycopg.connect("") as connection:
    columns = "migration_name text, finished_at timestamptz, rolled_back_at timestamptz"
    connection.execute(f"CREATE TABLE _prisma_migrations ({columns})")
    connection.execute("INSERT INTO _prisma_migrations VALUES (%s, now(), NULL)", (newest,))
"""


@pytest.fixture(scope="module")
def prod() -> Rendered:
    return rendered("prod")


@pytest.fixture(scope="module")
def servers(prod: Rendered) -> Iterator[Database]:
    """PostgreSQL behind prod's pooler."""
    pooler = prod.of_kind("Pooler", name="pooler-rw")["spec"]["pgbouncer"]
    # not below pytest's folder, which every other run of pytest closes to other users again
    with (
        TemporaryDirectory() as folder,
        database(pooler, Path(folder), user="litellm", password=ODD_PASSWORD, name="litellm") as running,
    ):
        yield running


def init(prod: Rendered) -> Mapping[str, Any]:
    """The container that waits for the schema."""
    (found,) = prod.deployment["initContainers"]
    return found  # type: ignore[no-any-return]


def libpq(prod: Rendered, port: int, **planted: str) -> dict[str, str]:
    """Its environment, at this machine."""
    return variables(init(prod)) | {"PGHOST": "127.0.0.1", "PGPORT": str(port), "PATH": "/usr/bin:/bin"} | planted


def run(code: str, *arguments: str, environment: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    """A program in LiteLLM's Python."""
    command = [str(litellm_bin() / "python"), "-c", code, *arguments]
    return subprocess.run(command, env=dict(environment), capture_output=True, text=True, timeout=120)


@pytest.fixture(scope="module")
def final_url(prod: Rendered, tmp_path_factory: pytest.TempPathFactory) -> str:
    """DATABASE_URL as LiteLLM makes it from the proxy's variables, arguments and config."""
    (container,), folder = prod.deployment["containers"], tmp_path_factory.mktemp("url")
    (folder / "config.yaml").write_text(prod.config_text, encoding="utf-8")
    own = variables(container) | {"PROMETHEUS_MULTIPROC_DIR": str(folder), "HOME": str(folder), "PATH": "/usr/bin:/bin"}
    done = run(FINAL_URL, "--config", str(folder / "config.yaml"), "--port", "0", environment=own)
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout.splitlines()[-1]


def test_litellm_makes_the_url_for_a_transaction_pooler(prod: Rendered, final_url: str) -> None:
    url = urlsplit(final_url)
    query = {key: value for key, (value,) in parse_qs(url.query).items()}
    general = prod.config["general_settings"]
    expected = {
        "pgbouncer": "true",
        "connection_limit": str(general["database_connection_pool_limit"]),
        "pool_timeout": str(general["database_connection_pool_timeout"]),
        "sslmode": "require",
    }
    assert expected.items() <= query.items()
    assert (unquote(url.username or ""), unquote(url.password or "")) == ("litellm", ODD_PASSWORD)
    assert f"{url.hostname}:{url.port}" == variables(prod.deployment["containers"][0])["DATABASE_HOST"]


def test_the_url_opens_the_database_through_the_pooler(servers: Database, final_url: str) -> None:
    url = urlsplit(final_url)
    credentials = url.netloc.rsplit("@", 1)[0]
    # the other options are Prisma's; libpq refuses them
    here = f"postgresql://{credentials}@127.0.0.1:{servers.pooler}{url.path}?sslmode=require"
    code = "import sys, psycopg; print(psycopg.connect(sys.argv[1]).execute('SELECT current_user').fetchone()[0])"
    done = run(code, here, environment={})
    assert (done.stdout, done.stderr) == ("litellm\n", "")


def test_more_clients_than_connections_take_turns(prod: Rendered, servers: Database) -> None:
    done = run(POOLED, "without", "60", environment=libpq(prod, servers.pooler))
    assert done.returncode == 0, done.stderr
    clients, backends = map(int, done.stdout.split())
    assert clients == 60
    assert 2 <= backends <= 25


def test_fails_when_a_client_keeps_prepared_statements(prod: Rendered, servers: Database) -> None:
    done = run(POOLED, "with", "60", environment=libpq(prod, servers.pooler))
    assert done.returncode != 0
    assert "prepared statement" in done.stderr


def wait_for_schema(prod: Rendered, environment: Mapping[str, str], seconds: str) -> subprocess.CompletedProcess[str]:
    """The rendered program, with another time to wait."""
    python, *words, _ = init(prod)["command"]
    assert python == "python"
    command = [litellm_bin() / "python", *words, seconds]
    return subprocess.run(command, env=dict(environment), capture_output=True, text=True, timeout=120)


def test_the_proxy_waits_for_its_schema(prod: Rendered, servers: Database) -> None:
    environment = libpq(prod, servers.pooler)
    early = wait_for_schema(prod, environment, "1")
    assert early.returncode == 1
    assert '"_prisma_migrations" does not exist' in early.stdout
    migrate = Timer(2, run, (READY,), {"environment": libpq(prod, servers.direct, PGSSLMODE="disable")})
    migrate.start()
    done = wait_for_schema(prod, environment, "30")
    migrate.join()
    assert (done.returncode, done.stdout.splitlines()[-1][-10:]) == (0, "is applied")


@pytest.mark.parametrize(
    ("name", "value"), [("PGPASSWORD", "wrong"), ("PGSSLMODE", "verify-full"), ("PGUSER", "nobody")]
)
def test_fails_when_a_variable_of_the_wait_is_wrong(name: str, value: str, prod: Rendered, servers: Database) -> None:
    done = wait_for_schema(prod, libpq(prod, servers.pooler, **{name: value}), "0")
    assert (done.returncode, done.stderr) == (1, "gave up after 0 s\n")
