"""Rules: endpoint pickers start, and several of them share their work as they can."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from inference_platform.checks import kinds
from inference_platform.checks.index import Index
from inference_platform.checks.inference.picker import Picker, Release, pickers
from inference_platform.checks.inference.picker_files import config_of, mounts_file
from inference_platform.checks.reading import number, table, text, value_at
from inference_platform.checks.rule import Violation, rule

__all__ = [
    "picker_config_file",
    "picker_flags",
    "picker_pool",
    "picker_probes",
    "picker_replicas",
    "picker_rollout",
    "picker_settings",
]

_METRICS = frozenset(
    {
        "cache-info-metric",
        "kv-cache-usage-percentage-metric",
        "lora-info-metric",
        "total-queued-requests-metric",
        "total-running-requests-metric",
    }
)
_SCRAPING = frozenset(
    {
        "model-server-metrics-https-insecure-skip-verify",
        "model-server-metrics-path",
        "model-server-metrics-port",
        "model-server-metrics-scheme",
    }
)
_COMMON = _METRICS | {
    "cert-path",
    "config-file",
    "config-text",
    "disable-endpoint-subset-filter",
    "enable-cert-reload",
    "enable-pprof",
    "endpoint-selector",
    "endpoint-target-ports",
    "grpc-health-port",
    "grpc-port",
    "ha-enable-leader-election",
    "health-checking",
    "help",
    "h",
    "metrics-endpoint-auth",
    "metrics-port",
    "metrics-staleness-threshold",
    "pool-group",
    "pool-name",
    "pool-namespace",
    "refresh-metrics-interval",
    "refresh-prometheus-metrics-interval",
    "secure-serving",
    "tracing",
    "v",
    "zap-devel",
    "zap-encoder",
    "zap-log-level",
    "zap-stacktrace-level",
    "zap-time-encoding",
}
_GRPC = frozenset({"enable-grpc-stream-metrics", "grpc-max-recv-msg-size", "grpc-max-send-msg-size"})
_TEN = frozenset(
    {
        "allow-experimental-plugins",
        "drain-timeout",
        "emit-endpoint-scores",
        "metrics-cert-dir",
        "metrics-client-ca-file",
        "tls-cipher-suites",
        "tls-min-version",
    }
)
_FLAGS = {
    ("extension", 1, 3): _COMMON | _SCRAPING,
    ("extension", 1, 4): _COMMON | _SCRAPING,
    ("extension", 1, 5): _COMMON | _SCRAPING,
    ("router", 0, 9): _COMMON | _SCRAPING | _GRPC,
    ("router", 0, 10): _COMMON | _GRPC | _TEN,
}
_NEVER = {"leader-election": "ha-enable-leader-election", "leader-elect": "ha-enable-leader-election"}
_LEADER_ONLY = ("", "readiness", "envoy.service.ext_proc.v3.ExternalProcessor")


def _known_flags(picker: Picker) -> frozenset[str] | None:
    release = picker.release
    return _FLAGS.get((picker.line, release.major, release.minor)) if release else None


@rule("picker/flags")
def picker_flags(index: Index) -> Iterator[Violation]:
    """An endpoint picker is given flags that its version has; an unknown one ends it at once."""
    for picker in index.once(pickers):
        known = _known_flags(picker)
        for flag in picker.command.flags:
            meant = _NEVER.get(flag.name) if picker.line else None
            refused = flag.name in _METRICS and _forbids_metrics(picker)
            if meant or refused or (known is not None and flag.name not in known):
                yield Violation(
                    picker.manifest,
                    flag.field,
                    f"a flag of {picker.title}",
                    f"--{flag.name}",
                    f"write --{meant}" if meant else _instead(flag.name, refused=refused),
                )


def _forbids_metrics(picker: Picker) -> bool:
    return picker.is_since("extension", 1, 5) or picker.is_since("router", 0, 9)


def _instead(name: str, *, refused: bool) -> str:
    if refused:
        return "name the metrics in engineConfigs of the configuration's plugin core-metrics-extractor"
    if name in _SCRAPING:
        return "give these settings to the configuration's plugin metrics-data-source"
    return "remove it or correct its name"


@rule("picker/settings")
def picker_settings(index: Index) -> Iterator[Violation]:
    """An endpoint picker watches either a pool or a selector, and has one configuration where it needs one."""
    for picker in index.once(pickers):
        if not picker.line:
            continue
        given = [name for name in ("pool-name", "endpoint-selector") if picker.command.value(name) != ""]
        if len(given) != 1 and not _discovers_files(index, picker):
            shown = " and ".join(f"--{name}" for name in given) or "neither"
            yield Violation(
                picker.manifest, picker.args, "with --pool-name or --endpoint-selector", shown, "keep exactly one"
            )
        sources = [name for name in ("config-file", "config-text") if picker.command.value(name) != ""]
        if len(sources) > 1:
            yield Violation(
                picker.manifest, picker.args, "with one configuration", "--config-file and --config-text", "keep one"
            )
        old = picker.line == "extension" and picker.release is not None and picker.release < Release(1, 4, 0)
        if old and not sources:
            yield Violation(
                picker.manifest,
                picker.args,
                f"with --config-file or --config-text for {picker.title}",
                "neither",
                "give it a configuration; this version has none of its own",
            )


def _discovers_files(index: Index, picker: Picker) -> bool:
    """Whether its configuration, as far as it is known, tells where the endpoints come from."""
    config = config_of(index, picker)
    unknown = config is None and picker.command.value("config-file") != ""
    return unknown or bool(table(config.data if config else {}, "dataLayer", "discovery"))


@rule("picker/pool")
def picker_pool(index: Index) -> Iterator[Violation]:
    """The InferencePool that an endpoint picker watches exists."""
    for picker in index.once(pickers):
        kind, namespace, name = picker.pool_kind, picker.pool_namespace, picker.pool_name
        if kind is None or not namespace or not name or index.find(kind, namespace, name) is not None:
            continue
        yield Violation(
            picker.manifest,
            picker.command.field("pool-name", picker.args),
            f"an existing {kind.name} of {kind.group} in namespace {namespace}",
            name,
            "correct --pool-name, --pool-namespace or --pool-group, or declare the pool as external",
        )


@rule("picker/config-file")
def picker_config_file(index: Index) -> Iterator[Violation]:
    """The configuration file of an endpoint picker is in one of its volumes, for its image has none."""
    for picker in index.once(pickers):
        path = picker.command.value("config-file")
        if picker.line and path and not mounts_file(picker.container, path):
            yield Violation(
                picker.manifest,
                picker.command.field("config-file", picker.args),
                "a file in a mounted volume",
                path,
                "mount the ConfigMap with the configuration there",
            )


def _several(picker: Picker) -> int:
    """The number of pods where there are several of a Deployment, or else 0."""
    replicas = number(picker.manifest.spec, "replicas")
    return replicas if picker.manifest.type == kinds.DEPLOYMENT and replicas is not None and replicas > 1 else 0


@rule("picker/replicas")
def picker_replicas(index: Index) -> Iterator[Violation]:
    """Several endpoint pickers of one pool elect a leader; each alone would know only its own requests."""
    for picker in index.once(pickers):
        replicas = _several(picker)
        if not replicas or not picker.line or picker.elects is not False:
            continue
        config = config_of(index, picker)
        if config is not None and text(config.data, "dataLayer", "crossReplicaSyncerPluginRef"):
            continue  # They tell each other what they know.
        yield Violation(
            picker.manifest,
            "spec.replicas",
            "1 without --ha-enable-leader-election",
            replicas,
            "add the flag: each picker remembers only the requests that it saw itself",
        )


@rule("picker/rollout")
def picker_rollout(index: Index) -> Iterator[Violation]:
    """Endpoint pickers that elect a leader are replaced all at once: only the leader ever gets ready."""
    for picker in index.once(pickers):
        replicas = number(picker.manifest.spec, "replicas")
        strategy = table(picker.manifest.spec, "strategy")
        if picker.elects is not True or picker.manifest.type != kinds.DEPLOYMENT or replicas == 0:
            continue
        if text(strategy, "type") != "Recreate" and not _all_may_go(strategy, 1 if replicas is None else replicas):
            yield Violation(
                picker.manifest,
                "spec.strategy.type",
                "Recreate with --ha-enable-leader-election",
                text(strategy, "type") or "RollingUpdate by default",
                "write Recreate: a new picker never gets ready while an old one leads",
            )


def _all_may_go(strategy: Any, replicas: int) -> bool:
    allowed = value_at(strategy, "rollingUpdate", "maxUnavailable")
    return allowed == "100%" or (isinstance(allowed, int) and allowed >= replicas)


@rule("picker/probes")
def picker_probes(index: Index) -> Iterator[Violation]:
    """Probes of endpoint pickers that elect a leader tell a follower from a broken one."""
    for picker in index.once(pickers):
        if picker.elects is not True or not picker.line:
            continue
        for probe, allowed in (("startupProbe", ()), ("livenessProbe", ()), ("readinessProbe", _LEADER_ONLY)):
            grpc = value_at(picker.container.data, probe, "grpc")
            service = text(grpc, "service")
            if isinstance(grpc, dict) and service != "liveness" and service not in allowed:
                yield Violation(
                    picker.manifest,
                    f"{picker.container.field}.{probe}.grpc.service",
                    "readiness" if allowed else "liveness with --ha-enable-leader-election",
                    service or "nothing",
                    "correct it" if allowed else "write it: any other service fails on every picker that does not lead",
                )
