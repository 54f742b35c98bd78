"""Arguments of the picker's container."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches

from inference_platform.constructs.endpoint_picker.known import nearest
from inference_platform.constructs.endpoint_picker.version import EppVersion
from inference_platform.errors import Problem

__all__ = ["CONFIG_FILE", "CONFIG_FOLDER", "EXT_PROC_PORT", "HEALTH_PORT", "METRICS_PORT", "extra_flag_problems"]

EXT_PROC_PORT = 9002
HEALTH_PORT = 9003
METRICS_PORT = 9090
CONFIG_FOLDER = "/config"
CONFIG_FILE = "config.yaml"

_OWN = {
    "allow-experimental-plugins": "set `allow_experimental`",
    "cert-path": "leave it out; Envoy AI Gateway verifies no certificate and plain Envoy Gateway uses no TLS here",
    "config-file": "set `scoring` or `config`",
    "config-text": "set `scoring` or `config`",
    "drain-timeout": "leave it out; `termination_grace_period` counts on its default",
    "enable-cert-reload": "leave it out; there is no certificate",
    "enable-pprof": "set `profiling`",
    "endpoint-selector": "leave it out; the pods are those of the pool",
    "endpoint-target-ports": "leave it out; the port is that of the pool",
    "grpc-health-port": "leave it out; the probes count on it",
    "grpc-port": "leave it out; the Service and the routes count on it",
    "ha-enable-leader-election": "set `replicas`",
    "health-checking": "leave it out; the probes use a port of their own",
    "metrics-cert-dir": "leave it out; Prometheus scrapes plain text",
    "metrics-client-ca-file": "leave it out; Prometheus scrapes plain text",
    "metrics-endpoint-auth": "set `monitoring.authentication`",
    "metrics-port": "leave it out; the Service and the ServiceMonitor count on it",
    "model-server-metrics-port": "leave it out; the port is that of the pool",
    "pool-group": "leave it out; it is that of the pool",
    "pool-name": "leave it out; it is the constructor's `pool_name`",
    "pool-namespace": "leave it out; it is that of the chart",
    "secure-serving": "leave it out; the wiring decides",
    "tracing": "set `tracing`",
    "v": "set `log_verbosity`",
    "zap-encoder": "leave it out; logs are JSON",
    "zap-log-level": "set `log_verbosity`",
}
"""Flags that something else decides, with what to do instead."""

_FORM = re.compile(r"--([a-z][a-z-]*)=(.+)")


def extra_flag_problems(arguments: tuple[str, ...], version: EppVersion) -> Iterator[Problem]:
    """What is wrong with arguments that an environment adds: the picker ends at a flag that it does not know."""
    for index, argument in enumerate(arguments):
        field, form = f"extra_args[{index}]", _FORM.fullmatch(argument)
        if form is None:
            yield Problem(field=field, must_be="of the form --flag=value", got=argument, do="write it like that")
        elif form[1] in _OWN:
            yield Problem(field=field, must_be="left to this construct", got=argument, do=_OWN[form[1]])
        elif form[1] not in version.release.flags:
            yield Problem(
                field=field,
                must_be=f"a flag that {version.value} accepts",
                got=argument,
                do=_instead_of(form[1], version),
            )


def _instead_of(flag: str, version: EppVersion) -> str:
    """What to do about a flag that is not known, which may be one that is decided elsewhere."""
    known = version.release.flags
    own = get_close_matches(flag, sorted(known & _OWN.keys()), n=1, cutoff=0.7)
    if own:
        return f"{own[0]} is decided elsewhere: {_OWN[own[0]]}"
    return nearest(flag, known - _OWN.keys(), f"choose from {', '.join(sorted(known - _OWN.keys()))}")
