"""What PostgreSQL, PgBouncer and CloudNativePG accept, as pure functions: no webhook is asked at synthesis.

The lists and relations are those of CloudNativePG 1.30 (`internal/webhook/v1`, `pkg/postgres/configuration.go`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Annotated

from inference_platform.errors import Problem
from inference_platform.units import Matches

__all__ = [
    "FIXED_PARAMETERS",
    "POOLER_PARAMETERS",
    "ParameterName",
    "PostgresImage",
    "PostgresName",
    "PostgresSize",
    "cluster_name_problems",
    "major_version_of",
    "parameter_problems",
    "pooler_parameter_problems",
    "size_of",
    "wal_size_problems",
]

_FIXED_PARAMETERS = """
allow_system_table_mods archive_cleanup_command archive_command archive_mode bonjour bonjour_name cluster_name
config_file data_directory data_sync_retry event_source external_pid_file hba_file hot_standby ident_file
jit_provider listen_addresses log_destination log_directory log_file_mode log_filename log_rotation_age
log_rotation_size log_truncate_on_rotation logging_collector pg_failover_slots.primary_dsn
pg_failover_slots.standby_slot_names port primary_conninfo primary_slot_name promote_trigger_file
recovery_end_command recovery_min_apply_delay recovery_target recovery_target_action recovery_target_inclusive
recovery_target_lsn recovery_target_name recovery_target_time recovery_target_timeline recovery_target_xid
restart_after_crash restore_command shared_preload_libraries ssl ssl_ca_file ssl_cert_file ssl_crl_file
ssl_dh_params_file ssl_ecdh_curve ssl_key_file ssl_passphrase_command ssl_passphrase_command_supports_reload
ssl_prefer_server_ciphers stats_temp_directory synchronized_standby_slots synchronous_standby_names
syslog_facility syslog_ident syslog_sequence_numbers syslog_split_messages temp_tablespaces
unix_socket_directories unix_socket_group unix_socket_permissions
"""
FIXED_PARAMETERS = frozenset(_FIXED_PARAMETERS.split())
"""PostgreSQL parameters that CloudNativePG sets itself and refuses from users."""

_POOLER_PARAMETERS = """
application_name_add_host auth_type autodb_idle_timeout cancel_wait_timeout client_idle_timeout
client_login_timeout client_tls13_ciphers client_tls_ciphers client_tls_sslmode default_pool_size disable_pqexec
dns_max_ttl dns_nxdomain_ttl idle_transaction_timeout ignore_startup_parameters listen_backlog log_connections
log_disconnections log_pooler_errors log_stats max_client_conn max_db_connections max_packet_size
max_prepared_statements max_user_connections min_pool_size pkt_buf query_timeout query_wait_timeout
reserve_pool_size reserve_pool_timeout sbuf_loopcnt server_check_delay server_check_query
server_connect_timeout server_fast_close server_idle_timeout server_lifetime server_login_retry
server_reset_query server_reset_query_always server_round_robin server_tls13_ciphers server_tls_ciphers
server_tls_protocols server_tls_sslmode stats_period suspend_timeout tcp_defer_accept tcp_keepalive tcp_keepcnt
tcp_keepidle tcp_keepintvl tcp_socket_buffer tcp_user_timeout track_extra_parameters verbose
"""
POOLER_PARAMETERS = frozenset(_POOLER_PARAMETERS.split())
"""PgBouncer settings that CloudNativePG accepts in a Pooler; it refuses every other one."""

_TYPED_PARAMETERS = ("max_connections", "shared_buffers", "shared_preload_libraries")
_TYPED_POOLER_PARAMETERS = (
    "default_pool_size",
    "max_client_conn",
    "max_prepared_statements",
    "pool_mode",
    "reserve_pool_size",
)
_SIZE_UNITS = {"kB": 2**10, "MB": 2**20, "GB": 2**30, "TB": 2**40}
_SIZE = re.compile(r"([1-9][0-9]*) ?(kB|MB|GB|TB)")
_BOOLEAN = re.compile(r"1|0|on|off?|y(es?)?|no?|t(r(ue?)?)?|f(a(l(se?)?)?)?", re.IGNORECASE)
_TRUE = re.compile(r"1|on|y.*|t.*", re.IGNORECASE)
_BOOLEAN_PARAMETERS = ("hot_standby_feedback", "sync_replication_slots", "wal_log_hints")
_WAL_SIZE_DEFAULTS = {"min_wal_size": "80MB", "max_wal_size": "1GB"}
_RULED_PARAMETERS = FIXED_PARAMETERS.union(_TYPED_PARAMETERS, _BOOLEAN_PARAMETERS, _WAL_SIZE_DEFAULTS, ["wal_level"])
_OLDEST_MAJOR = 13


def size_of(text: str) -> int:
    """Bytes of a PostgreSQL size such as `256MB`; its units are powers of 1024.

    Raises:
        ValueError: It is not a whole number with a unit.
    """
    found = _SIZE.fullmatch(text)
    if found is None:
        raise ValueError(f"{text!r} is not a size with a unit")
    return int(found.group(1)) * _SIZE_UNITS[found.group(2)]


def major_version_of(image: str) -> int:
    """Major version of PostgreSQL that an image's tag begins with, as CloudNativePG reads it.

    Raises:
        ValueError: There is no tag, it begins with no version, or the version is not supported.
    """
    tag = image.partition("@")[0].rpartition("/")[2].partition(":")[2]
    found = re.match(r"([0-9]+)(\.[0-9]+)*(?![.0-9])", tag)
    if found is None:
        raise ValueError(f"{image!r} has no version in its tag")
    if int(found.group(1)) < _OLDEST_MAJOR:
        raise ValueError(f"PostgreSQL {found.group(1)} is not supported")
    return int(found.group(1))


_CLUSTER_NAME = Matches(
    r"[a-z]([-a-z0-9]*[a-z0-9])?",
    "a DNS label that begins with a letter, at most 50 characters",
    "shorten it or replace the other characters; the operator appends to it",
    50,
)
ParameterName = Annotated[
    str,
    Matches(
        r"[A-Za-z_][A-Za-z0-9_$]*(\.[A-Za-z_][A-Za-z0-9_$]*)?",
        "the name of a PostgreSQL parameter such as work_mem or pgaudit.log",
        "use letters, digits and '_', with at most one dot",
    ),
]
PostgresImage = Annotated[
    str,
    Matches(
        r"[a-z0-9][a-z0-9./_:-]*:[A-Za-z0-9_][A-Za-z0-9._-]{0,127}(@sha256:[0-9a-f]{64})?",
        f"an image whose tag begins with a version of PostgreSQL, {_OLDEST_MAJOR} or newer",
        "pin it like ghcr.io/cloudnative-pg/postgresql:17.6; CloudNativePG reads the version from the tag",
        parse=major_version_of,
    ),
]
PostgresName = Annotated[
    str,
    Matches(
        r"(?!pg_)[a-z_][a-z0-9_-]*",
        "a PostgreSQL name (lower-case letters, digits, '_' and '-', not beginning with pg_, at most 63 bytes)",
        "shorten it or replace the other characters",
        63,
    ),
]
PostgresSize = Annotated[
    str,
    Matches(
        _SIZE.pattern,
        "a size with its unit such as 256MB",
        "write a whole number with kB, MB, GB or TB; without a unit CloudNativePG and PostgreSQL read it differently",
    ),
]


def cluster_name_problems(name: str) -> Iterator[Problem]:
    """What is wrong with the name of a Cluster."""
    if not _CLUSTER_NAME.accepts(name):
        yield Problem(field="name", must_be=_CLUSTER_NAME.allowed, got=name, do=_CLUSTER_NAME.do)


def parameter_problems(parameters: Mapping[str, str], *, instances: int) -> Iterator[Problem]:
    """What is wrong with the `parameters` of PostgreSQL, apart from the form of their names."""
    for name, value in parameters.items():
        field = f"parameters[{name}]"
        if name != name.lower() and name.lower() in _RULED_PARAMETERS:
            must_be = f"named {name.lower()}"
            yield Problem(field=field, must_be=must_be, got=name, do="write it so; PostgreSQL ignores the case")
        elif name in _TYPED_PARAMETERS:
            yield Problem(field=field, must_be="left out", got=value, do=f"set the field {name} instead")
        elif name in FIXED_PARAMETERS:
            must_be = "left to CloudNativePG, which sets it itself"
            yield Problem(field=field, must_be=must_be, got=value, do="remove it")
        elif name in _BOOLEAN_PARAMETERS and not _BOOLEAN.fullmatch(value):
            yield Problem(field=field, must_be="on or off", got=value, do="write on or off")
        elif name == "wal_level" and value not in ("replica", "logical"):
            yield Problem(
                field=field,
                must_be="replica or logical",
                got=value,
                do="remove it; CloudNativePG always archives, which needs more than minimal",
            )
    yield from _replication_parameter_problems(parameters, instances)


def _replication_parameter_problems(parameters: Mapping[str, str], instances: int) -> Iterator[Problem]:
    hints = parameters.get("wal_log_hints", "on")
    if instances > 1 and _BOOLEAN.fullmatch(hints) and not _TRUE.fullmatch(hints):
        yield Problem(
            field="parameters[wal_log_hints]",
            must_be="on with more than one instance",
            got=hints,
            do="remove it; a former primary can rejoin only with it",
        )
    slots = [name for name in parameters if name.startswith("pg_failover_slots.")]
    feedback = parameters.get("hot_standby_feedback", "off")
    if slots and not _TRUE.fullmatch(feedback):
        yield Problem(
            field="parameters[hot_standby_feedback]",
            must_be=f"on with {slots[0]}",
            got=feedback,
            do="set it to on",
        )


def wal_size_problems(
    parameters: Mapping[str, str], *, volume: str, volume_bytes: int, volume_field: str
) -> Iterator[Problem]:
    """What is wrong with `min_wal_size` and `max_wal_size`: min < max < the volume that holds the WAL.

    Args:
        parameters: The parameters of PostgreSQL; a missing one counts with PostgreSQL's default.
        volume: Size of the volume, as it was given.
        volume_bytes: The same in bytes.
        volume_field: Field that sets it.
    """
    sizes: dict[str, int] = {}
    for name, default in _WAL_SIZE_DEFAULTS.items():
        value = parameters.get(name, default)
        try:
            sizes[name] = size_of(value)
        except ValueError:
            yield Problem(
                field=f"parameters[{name}]",
                must_be=f"a size with its unit such as {default}",
                got=value,
                do="write a whole number with kB, MB, GB or TB",
            )
    if len(sizes) < 2:
        return
    largest = parameters.get("max_wal_size", _WAL_SIZE_DEFAULTS["max_wal_size"])
    if sizes["min_wal_size"] >= sizes["max_wal_size"]:
        yield Problem(
            field="parameters[min_wal_size]",
            must_be=f"less than max_wal_size {largest}",
            got=parameters.get("min_wal_size", _WAL_SIZE_DEFAULTS["min_wal_size"]),
            do="lower it or raise max_wal_size",
        )
    if sizes["max_wal_size"] >= volume_bytes:
        yield Problem(
            field=volume_field,
            must_be=f"more than max_wal_size {largest}",
            got=volume,
            do="enlarge the volume or lower parameters[max_wal_size]; a full WAL volume stops the database",
        )


def pooler_parameter_problems(parameters: Mapping[str, str]) -> Iterator[Problem]:
    """What is wrong with the `parameters` of PgBouncer."""
    for name, value in parameters.items():
        field = f"parameters[{name}]"
        if name in _TYPED_POOLER_PARAMETERS:
            yield Problem(field=field, must_be="left out", got=value, do=f"set the field {name} instead")
        elif name not in POOLER_PARAMETERS:
            close = get_close_matches(name, sorted(POOLER_PARAMETERS), n=1)
            yield Problem(
                field=field,
                must_be="a PgBouncer setting that CloudNativePG accepts",
                got=value,
                do=f"write {close[0]}" if close else "remove it; CloudNativePG refuses the Pooler otherwise",
            )
