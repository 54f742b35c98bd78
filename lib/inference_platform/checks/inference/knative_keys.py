"""Settings of Knative Serving 1.18 to 1.23: every key that it reads, and what its value may be.

A key that is not here is ignored without a word (https://github.com/knative/serving).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from inference_platform.checks.reading import quantity

__all__ = ["CONFIGS", "OTHER_CONFIGS", "Setting", "seconds"]

_DURATION = re.compile(r"(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:ns|us|µs|ms|s|m|h)")
_UNITS = {"ns": 1e-9, "us": 1e-6, "µs": 1e-6, "ms": 1e-3, "s": 1.0, "m": 60.0, "h": 3600.0}
_BOOLEANS = frozenset({"1", "t", "T", "TRUE", "true", "True", "0", "f", "F", "FALSE", "false", "False"})


class Setting(NamedTuple):
    """What a value may be."""

    allowed: str
    """In words; reads after "must be"."""

    accepts: Callable[[str], bool]


def seconds(value: str) -> float | None:
    """A duration as Go writes it, `1m30s` for example, in seconds; None if it is none."""
    text = value.removeprefix("+").removeprefix("-")
    parts = _DURATION.findall(text)
    if text != "0" and (not parts or "".join(parts) != text):
        return None
    total = 0.0
    for part in parts:
        digits = part.rstrip("nuµmsh")
        total += float(digits) * _UNITS[part[len(digits) :]]
    return -total if value.startswith("-") else total


def _whole(value: str) -> int | None:
    return int(value) if re.fullmatch(r"[+-]?[0-9]+", value) else None


def _float(value: str) -> float | None:
    try:
        return float(value) if "_" not in value and value == value.strip() else None
    except ValueError:
        return None


def _number(low: float, high: float | None = None, *, above: bool = False, also: float | None = None) -> Setting:
    words = f"a number {'above' if above else 'of at least'} {low:g}"
    words += f" and at most {high:g}" if high is not None else ""
    words += f", or {also:g}" if also is not None else ""

    def accepts(value: str) -> bool:
        found = _float(value)
        if found is None or found != found:
            return False
        fits = (found > low if above else found >= low) and (high is None or found <= high)
        return fits or found == also

    return Setting(words, accepts)


def _integer(low: int | None = 0) -> Setting:
    words = "a whole number" if low is None else f"a whole number of at least {low}"
    return Setting(words, lambda value: (found := _whole(value)) is not None and (low is None or found >= low))


def _duration(
    low: float, high: float | None = None, *, above: bool = False, whole: bool = False, word: str = ""
) -> Setting:
    words = f"a duration such as 30s {'above' if above else 'of at least'} {low:g}s"
    words += f" and at most {high:g}s" if high is not None else ""
    words += " in whole seconds" if whole else ""
    words += f", or {word}" if word else ""

    def accepts(value: str) -> bool:
        found = seconds(value)
        if found is None:
            return bool(word) and value == word
        fits = (found > low if above else found >= low) and (high is None or found <= high)
        return fits and not (whole and found != int(found))

    return Setting(words, accepts)


def _words(*allowed: str) -> Setting:
    known = {word.lower() for word in allowed}
    return Setting(" or ".join(allowed), lambda value: value.lower() in known)


_TEXT = Setting("a text", lambda _: True)
_BOOLEAN = Setting("true or false", lambda value: value in _BOOLEANS)
_QUANTITY = Setting("a quantity such as 100m or 1Gi", lambda value: quantity(value) is not None)
_FEATURE = _words("Enabled", "Allowed", "Disabled")
_SWITCH = _words("enabled", "disabled")

_AUTOSCALER: Mapping[str, Setting] = {
    "activator-capacity": _number(1),
    "allow-zero-initial-scale": _BOOLEAN,
    "container-concurrency-target-default": _number(0, above=True),
    "container-concurrency-target-percentage": _number(0, 100, above=True),
    "enable-scale-to-zero": _BOOLEAN,
    "initial-scale": _integer(),
    "max-scale": _integer(),
    "max-scale-down-rate": _number(1, above=True),
    "max-scale-limit": _integer(),
    "max-scale-up-rate": _number(1, above=True),
    "min-scale": _integer(),
    "panic-threshold-percentage": _number(0),
    "panic-window-percentage": _number(1, 100),
    "pod-autoscaler-class": _TEXT,
    "requests-per-second-target-default": _number(0.01),
    "scale-down-delay": _duration(0, whole=True),
    "scale-to-zero-grace-period": _duration(0, above=True),
    "scale-to-zero-pod-retention-period": _duration(0),
    "stable-window": _duration(6, 3600, whole=True),
    "target-burst-capacity": _number(0, also=-1),
}
_POD_FEATURES = (
    "affinity dnsconfig dnspolicy fieldref hostaliases hostipc hostnetwork hostpid init-containers nodeselector "
    "persistent-volume-claim persistent-volume-write priorityclassname runtimeclassname schedulername securitycontext "
    "shareprocessnamespace tolerations topologyspreadconstraints volumes-csi volumes-emptydir volumes-ephemeral "
    "volumes-hostpath volumes-image volumes-mount-propagation"
)
_FEATURES: Mapping[str, Setting] = {
    "autodetect-http2": _FEATURE,
    "kubernetes.containerspec-addcapabilities": _FEATURE,
    "kubernetes.podspec-dryrun": _FEATURE,
    "multi-container": _FEATURE,
    "multi-container-probing": _FEATURE,
    "queueproxy.mount-podinfo": _FEATURE,
    "queueproxy.resource-defaults": _FEATURE,
    "secure-pod-defaults": _words("Disabled", "AllowRootBounded", "Enabled"),
    "tag-header-based-routing": _FEATURE,
    **{f"kubernetes.podspec-{name}": _FEATURE for name in _POD_FEATURES.split()},
}
_NETWORK: Mapping[str, Setting] = {
    "auto-tls": _SWITCH,
    "autoTLS": _SWITCH,
    "autocreate-cluster-domain-claims": _BOOLEAN,
    "autocreateClusterDomainClaims": _BOOLEAN,
    "certificate-class": _TEXT,
    "certificate.class": _TEXT,
    "cluster-local-domain-tls": _SWITCH,
    "default-external-scheme": _TEXT,
    "defaultExternalScheme": _TEXT,
    "domain-template": _TEXT,
    "domainTemplate": _TEXT,
    "enable-mesh-pod-addressability": _BOOLEAN,
    "external-domain-tls": _SWITCH,
    "http-protocol": _words("enabled", "disabled", "redirected"),
    "httpProtocol": _words("enabled", "disabled", "redirected"),
    "ingress-class": _TEXT,
    "ingress.class": _TEXT,
    "internal-encryption": _BOOLEAN,
    "mesh-compatibility-mode": _words("enabled", "disabled", "auto"),
    "namespace-wildcard-cert-selector": _TEXT,
    "rollout-duration": _integer(),
    "rolloutDuration": _integer(),
    "system-internal-tls": _SWITCH,
    "tag-template": _TEXT,
    "tagTemplate": _TEXT,
}
_SIZES = ("cpu", "memory", "ephemeral-storage")
_DEPLOYMENT: Mapping[str, Setting] = {
    "default-affinity-type": Setting(
        "none or prefer-spread-revision-over-nodes",
        lambda value: value in ("none", "prefer-spread-revision-over-nodes"),
    ),
    "digest-resolution-timeout": _duration(0, above=True),
    "digestResolutionTimeout": _duration(0, above=True),
    "pod-is-always-schedulable": _BOOLEAN,
    "progress-deadline": _duration(0, above=True, whole=True),
    "progressDeadline": _duration(0, above=True, whole=True),
    "queue-sidecar-image": _TEXT,
    "queue-sidecar-rootca": _TEXT,
    "queue-sidecar-tls-cipher-suites": _TEXT,
    "queue-sidecar-tls-curve-preferences": _TEXT,
    "queue-sidecar-tls-max-version": _TEXT,
    "queue-sidecar-tls-min-version": _TEXT,
    "queue-sidecar-token-audiences": _TEXT,
    "queueSidecarImage": _TEXT,
    "registries-skipping-tag-resolving": _TEXT,
    "registriesSkippingTagResolving": _TEXT,
    "runtime-class-name": _TEXT,
    **{f"queue-sidecar-{size}-{part}": _QUANTITY for size in _SIZES for part in ("request", "limit")},
    **{
        f"queueSidecar{size}{part}": _QUANTITY
        for size in ("CPU", "Memory", "EphemeralStorage")
        for part in ("Request", "Limit")
    },
}
_DEFAULTS: Mapping[str, Setting] = {
    "allow-container-concurrency-zero": _BOOLEAN,
    "container-concurrency": _integer(),
    "container-concurrency-max-limit": _integer(1),
    "container-name-template": _TEXT,
    "enable-service-links": _words("true", "false", "default"),
    "init-container-name-template": _TEXT,
    "max-revision-timeout-seconds": _integer(None),
    "revision-idle-timeout-seconds": _integer(None),
    "revision-response-start-timeout-seconds": _integer(None),
    "revision-timeout-seconds": _integer(None),
    **{f"revision-{size}-{part}": _QUANTITY for size in _SIZES for part in ("request", "limit")},
}
_GC: Mapping[str, Setting] = {
    "max-non-active-revisions": Setting(
        "a whole number of at least 0, or disabled",
        lambda value: value == "disabled" or ((found := _whole(value)) is not None and found >= 0),
    ),
    "min-non-active-revisions": _integer(),
    "retain-since-create-time": _duration(0, word="disabled"),
    "retain-since-last-active-time": _duration(0, word="disabled"),
}

CONFIGS: Mapping[str, Mapping[str, Setting]] = {
    "autoscaler": _AUTOSCALER,
    "defaults": _DEFAULTS,
    "deployment": _DEPLOYMENT,
    "features": _FEATURES,
    "gc": _GC,
    "network": _NETWORK,
}
"""The settings of each ConfigMap `config-<name>`."""

OTHER_CONFIGS = frozenset(
    {
        "certmanager",
        "contour",
        "domain",
        "gateway",
        "istio",
        "kourier",
        "kourier-bootstrap",
        "leader-election",
        "logging",
        "observability",
        "tracing",
    }
)
"""ConfigMaps of Knative Serving and its ingresses whose settings are not known here."""
