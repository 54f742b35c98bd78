"""PostgreSQL and, before it, PgBouncer with the settings of the rendered Pooler: Debian's programs, on loopback."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from tests.conformance.tools.server import free_ports, server

_DEBIAN = "/usr/lib/postgresql"


class Database(NamedTuple):
    """Where PgBouncer, and PostgreSQL itself, listen."""

    pooler: int
    direct: int


def pgbouncer() -> str:
    """The program, by `PGBOUNCER` or from the Debian package."""
    found = os.environ.get("PGBOUNCER") or shutil.which("pgbouncer", path=f"{os.environ['PATH']}:/usr/sbin")
    if not found:
        _install("pgbouncer")
    return found or "/usr/sbin/pgbouncer"


def postgres_bin() -> Path:
    """The folder with `initdb` and `postgres`, by `POSTGRES_BIN` or from the newest Debian package."""
    if "POSTGRES_BIN" in os.environ:
        return Path(os.environ["POSTGRES_BIN"])
    if not list(Path(_DEBIAN).glob("*/bin/initdb")):
        _install("postgresql")
    return max(Path(_DEBIAN).glob("*/bin/initdb"), key=lambda path: int(path.parts[-3])).parent


def _install(package: str) -> None:
    said = "it is not there"
    if os.geteuid() == 0 and shutil.which("apt-get"):
        # A new machine's list of packages is empty, or names versions that are gone.
        for command in (["update"], ["install", "--yes", "--no-install-recommends", package]):
            done = subprocess.run(
                ["apt-get", *command],
                capture_output=True,
                text=True,
                env=os.environ | {"DEBIAN_FRONTEND": "noninteractive"},
            )
        if done.returncode == 0:
            return
        said = done.stderr[-1000:]
    raise RuntimeError(
        f"{package} must be installed: as root, apt-get install {package}; "
        f"or point PGBOUNCER or POSTGRES_BIN at it; {said}"
    )


@contextmanager
def database(pooler: Mapping[str, Any], folder: Path, *, user: str, password: str, name: str) -> Iterator[Database]:
    """Both servers until the block ends, with one user, who owns one database.

    Args:
        pooler: `spec.pgbouncer` of the rendered Pooler.
        folder: Empty folder for their data; every user must be able to open the folders above it.
        user: Name of the user.
        password: The password.
        name: Name of the database.
    """
    folder.chmod(0o777)  # PostgreSQL does not run as root
    direct, port = free_ports(2)
    with (
        _postgres(folder, direct, user, password, name),
        _pgbouncer(pooler, folder, port, direct, user, password, name),
    ):
        yield Database(port, direct)


def _as_user(command: Sequence[object]) -> list[str]:
    """A command that does not run as root, which both servers refuse."""
    user = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", "--"] if os.geteuid() == 0 else []
    return [*user, *map(str, command)]


@contextmanager
def _postgres(folder: Path, port: int, user: str, password: str, name: str) -> Iterator[None]:
    data, programs = folder / "data", postgres_bin()
    initdb = [programs / "initdb", "--pgdata", data, "--username", "postgres", "--auth", "trust", "--no-sync"]
    subprocess.run(_as_user(initdb), check=True, capture_output=True)
    (data / "pg_hba.conf").write_text("local all postgres trust\nhost all all 127.0.0.1/32 scram-sha-256\n")
    command = [
        programs / "postgres", "-D", data, "-p", port, "-k", folder,
        "-c", "listen_addresses=127.0.0.1", "-c", "fsync=off",
    ]  # fmt: skip
    with server(_as_user(command), log=folder / "postgres.log", ready=lambda: _psql(folder, port, "SELECT 1")):
        quoted = password.replace("'", "''")
        sql = f"SET standard_conforming_strings = on; CREATE ROLE \"{user}\" LOGIN PASSWORD '{quoted}'"
        assert _psql(folder, port, sql)
        assert _psql(folder, port, f'CREATE DATABASE "{name}" OWNER "{user}"')
        yield


def _psql(folder: Path, port: int, sql: str) -> bool:
    command = [postgres_bin() / "psql", "-h", folder, "-p", port, "-U", "postgres", "-v", "ON_ERROR_STOP=1", "-c", sql]
    return subprocess.run(_as_user(command), capture_output=True).returncode == 0


def parameters(pooler: Mapping[str, Any], version: tuple[int, ...]) -> dict[str, str]:
    """The rendered settings, without the one that Debian 12's PgBouncer has not: it does what 0 says."""
    found = {"pool_mode": pooler["poolMode"], **pooler["parameters"]}
    if version < (1, 21) and found.get("max_prepared_statements") == "0":
        del found["max_prepared_statements"]
    return found


def version() -> tuple[int, ...]:
    """Version of PgBouncer."""
    said = subprocess.run([pgbouncer(), "--version"], capture_output=True, text=True, check=True).stdout
    found = re.search(r"PgBouncer (\d+)\.(\d+)", said)
    assert found, said
    return int(found[1]), int(found[2])


@contextmanager
def _pgbouncer(
    pooler: Mapping[str, Any], folder: Path, port: int, direct: int, user: str, password: str, name: str
) -> Iterator[None]:
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=pooler",
         "-keyout", folder / "key.pem", "-out", folder / "cert.pem"], check=True, capture_output=True,
    )  # fmt: skip
    (folder / "key.pem").chmod(0o644)
    words = [each.replace('"', '""') for each in (user, password)]
    (folder / "users.txt").write_text('"{}" "{}"\n'.format(*words))
    own = {
        "listen_addr": "127.0.0.1", "listen_port": port, "unix_socket_dir": "", "auth_type": "scram-sha-256",
        "auth_file": folder / "users.txt", "client_tls_sslmode": "require", "client_tls_key_file": folder / "key.pem",
        "client_tls_cert_file": folder / "cert.pem", "ignore_startup_parameters": "extra_float_digits,options",
    }  # fmt: skip
    settings = "".join(f"{key} = {value}\n" for key, value in (own | parameters(pooler, version())).items())
    ini = folder / "pgbouncer.ini"
    ini.write_text(f"[databases]\n{name} = host=127.0.0.1 port={direct} dbname={name}\n[pgbouncer]\n{settings}")
    log = folder / "pgbouncer.log"
    # -q: without it every connection is reported twice
    with server(_as_user([pgbouncer(), "-q", ini]), log=log, ready=lambda: _listens(port)):
        yield


def _listens(port: int) -> bool:
    with socket.create_connection(("127.0.0.1", port), timeout=1):
        return True
