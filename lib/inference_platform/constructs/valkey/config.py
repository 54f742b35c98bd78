"""What the pods read from their ConfigMap: configuration files and the scripts that complete them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from importlib.resources import files

from inference_platform.constructs.valkey.props import Persistence, Sentinel, ValkeyProps

__all__ = [
    "CONFIG_PATH",
    "DATA_PATH",
    "SENTINEL_PATH",
    "SENTINEL_PORT",
    "SERVER_PATH",
    "SERVER_PORT",
    "checksum",
    "config_data",
]

SERVER_PORT = 6379
SENTINEL_PORT = 26379
CONFIG_PATH = "/etc/valkey"
SERVER_PATH = "/run/valkey"
SENTINEL_PATH = "/run/sentinel"
DATA_PATH = "/data"

_SNAPSHOTS = "3600 1 300 100 60 10000"
"""Seconds and changes after which a snapshot is written: the server's own default."""


def config_data(props: ValkeyProps) -> dict[str, str]:
    """Data of the ConfigMap."""
    data = {"valkey.conf": _server_config(props)}
    scripts = ["functions.sh", "probe.sh"]
    if isinstance(props.architecture, Sentinel):
        data |= {"sentinel.conf": _sentinel_config(), "monitor.conf": _monitor_config(props.architecture)}
        scripts += ["pre-stop.sh", "start-member.sh", "start-sentinel.sh"]
    else:
        scripts += ["start-standalone.sh"]
    folder = files("inference_platform.constructs.valkey") / "scripts"
    return data | {name: (folder / name).read_text(encoding="utf-8") for name in scripts}


def checksum(data: Mapping[str, str]) -> str:
    """What changes with the data, so that a change restarts the pods."""
    return hashlib.sha256(json.dumps(dict(data), sort_keys=True).encode()).hexdigest()


def _server_config(props: ValkeyProps) -> str:
    settings = {
        "port": str(SERVER_PORT),
        "dir": DATA_PATH,
        **_persistence(props.persistence),
        "maxmemory": str(props.maxmemory_bytes),
        "maxmemory-policy": props.maxmemory_policy,
        **dict(sorted((props.extra_config or {}).items())),
    }
    return _lines(settings)


def _persistence(persistence: Persistence | None) -> dict[str, str]:
    if persistence is None:
        return {"appendonly": "no", "save": '""'}
    if persistence.appendonly:
        return {"appendonly": "yes", "appendfsync": "everysec", "save": '""'}
    return {"appendonly": "no", "save": _SNAPSHOTS}


def _sentinel_config() -> str:
    # Pods change their addresses and keep their names, so names are what the Sentinels must remember and tell.
    return _lines(
        {
            "port": str(SENTINEL_PORT),
            "dir": SENTINEL_PATH,
            "sentinel resolve-hostnames": "yes",
            "sentinel announce-hostnames": "yes",
        }
    )


def _monitor_config(sentinel: Sentinel) -> str:
    name = sentinel.master_name
    return _lines(
        {
            f"sentinel down-after-milliseconds {name}": str(sentinel.down_after_milliseconds),
            f"sentinel failover-timeout {name}": str(sentinel.failover_timeout_milliseconds),
            # one by one, so that the other replicas still have their data while one loads it anew
            f"sentinel parallel-syncs {name}": "1",
        }
    )


def _lines(settings: Mapping[str, str]) -> str:
    return "".join(f"{name} {value}\n" for name, value in settings.items())
