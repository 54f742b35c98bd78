"""Settings of the server that an environment may add, and why it may not add the others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from inference_platform.errors import Problem

__all__ = ["KNOWN_SETTINGS", "MANAGED_SETTINGS", "setting_problems"]

_KNOWN = """
acllog-max-len active-defrag-cycle-max active-defrag-cycle-min active-defrag-cycle-us active-defrag-ignore-bytes
active-defrag-max-scan-fields active-defrag-threshold-lower active-defrag-threshold-upper active-expire-effort
activedefrag activerehashing aof-load-truncated aof-rewrite-cpulist aof-rewrite-incremental-fsync
aof-timestamp-enabled aof-use-rdb-preamble appendfsync auto-aof-rewrite-min-size auto-aof-rewrite-percentage
bgsave-cpulist bio-cpulist busy-reply-threshold client-output-buffer-limit client-query-buffer-limit
commandlog-execution-slower-than commandlog-large-reply-max-len commandlog-large-request-max-len
commandlog-reply-larger-than commandlog-request-larger-than commandlog-slow-execution-max-len crash-log-enabled
crash-memcheck-enabled databases disable-thp dual-channel-replication-enabled extended-redis-compatibility
hash-max-listpack-entries hash-max-listpack-value hash-seed hide-user-data-from-log hll-sparse-max-bytes hz
io-threads jemalloc-bg-thread latency-monitor-threshold latency-tracking latency-tracking-info-percentiles
lazyfree-lazy-eviction lazyfree-lazy-expire lazyfree-lazy-server-del lazyfree-lazy-user-del
lazyfree-lazy-user-flush lfu-decay-time lfu-log-factor list-compress-depth list-max-listpack-size locale-collate
log-format log-timestamp-format loglevel lua-time-limit max-new-connections-per-cycle maxclients
maxmemory-clients maxmemory-eviction-tenacity maxmemory-samples min-replicas-max-lag min-replicas-to-write
no-appendfsync-on-rewrite notify-keyspace-events prefetch-batch-max-size proto-max-bulk-len rdb-del-sync-files
rdb-save-incremental-fsync rdbchecksum rdbcompression repl-backlog-size repl-backlog-ttl repl-disable-tcp-nodelay
repl-diskless-load repl-diskless-sync repl-diskless-sync-delay repl-diskless-sync-max-replicas
repl-ping-replica-period repl-timeout replica-ignore-disk-write-errors replica-ignore-maxmemory replica-lazy-flush
replica-priority replica-serve-stale-data server-cpulist set-max-intset-entries set-max-listpack-entries
set-max-listpack-value shutdown-timeout slowlog-log-slower-than slowlog-max-len stop-writes-on-bgsave-error
stream-node-max-bytes stream-node-max-entries tcp-backlog tcp-keepalive timeout tracking-table-max-keys
zset-max-listpack-entries zset-max-listpack-value
"""
KNOWN_SETTINGS = frozenset(_KNOWN.split())
"""What an environment may set: settings of Valkey 9.1 that nothing else here decides and that work in a container.
Settings of cluster mode, of other transports and old names of these are left out."""

_PASSWORD = "leave it out; the password is the constructor's `password`"
_PLACE = "leave it out; probes, clients and network policies count on the ports and paths of the image"
_CONTAINER = "leave it out; the container runs in the foreground and logs to its output"
_PERSISTENCE = "set `persistence`"
_ROLE = "set `architecture`; Sentinel gives each server its role"
_TLS = "leave it out; TLS needs certificates in every pod and client, which this construct does not offer"
_GUARD = "leave it out; it protects the server from its own clients"

MANAGED_SETTINGS: Mapping[str, str] = {
    **dict.fromkeys(
        ("aclfile", "masterauth", "masteruser", "primaryauth", "primaryuser", "requirepass", "user"), _PASSWORD
    ),
    **dict.fromkeys(("bind", "dbfilename", "dir", "port", "unixsocket"), _PLACE),
    **dict.fromkeys(("daemonize", "logfile", "pidfile", "supervised", "syslog-enabled"), _CONTAINER),
    **dict.fromkeys(("appenddirname", "appendfilename", "appendonly", "save"), _PERSISTENCE),
    **dict.fromkeys(("cluster-enabled", "replica-announce-ip", "replica-announce-port", "replicaof", "slaveof"), _ROLE),
    **dict.fromkeys(("tls-cert-file", "tls-port", "tls-replication"), _TLS),
    **dict.fromkeys(
        ("enable-debug-command", "enable-module-command", "enable-protected-configs", "protected-mode"), _GUARD
    ),
    "include": "write the settings themselves; the container has no other files",
    "loadmodule": "choose an image that loads the module by itself",
    "maxmemory": "set `maxmemory` of the props",
    "maxmemory-policy": "set `maxmemory_policy` of the props",
    "rename-command": "leave it out; Sentinel and the probes call commands by their names",
}
"""Settings that are decided elsewhere or would break the pods, with what to do instead."""


def setting_problems(settings: Mapping[str, str], *, replicated: bool) -> Iterator[Problem]:
    """What is wrong with settings that an environment adds."""
    for name, value in settings.items():
        field = f"extra_config[{name}]"
        if name in MANAGED_SETTINGS:
            do = MANAGED_SETTINGS[name]
            shown = "a value (not shown)" if do == _PASSWORD else value
            yield Problem(field=field, must_be="left to this construct", got=shown, do=do)
        elif name not in KNOWN_SETTINGS:
            close = get_close_matches(name, KNOWN_SETTINGS, n=1)
            do = f"did you mean {close[0]}?" if close else "see valkey.conf of that version"
            yield Problem(field=field, must_be="a setting of Valkey 9.1", got=value, do=do)
        elif name == "min-replicas-to-write" and not replicated:
            yield Problem(
                field=field,
                must_be="left out without replicas",
                got=value,
                do="choose Sentinel; alone it forbids writing",
            )
        elif not value or not value.isprintable():
            yield Problem(field=field, must_be="a value on one line", got=value, do="write it as in valkey.conf")
