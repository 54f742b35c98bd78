"""Rules: settings of Knative Serving that it reads; what it does not know it ignores without a word.

See https://github.com/knative/serving and https://github.com/knative/operator.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from inference_platform.checks import kinds
from inference_platform.checks.index import Index
from inference_platform.checks.inference.knative_keys import CONFIGS, OTHER_CONFIGS
from inference_platform.checks.manifest import Manifest
from inference_platform.checks.reading import table, text
from inference_platform.checks.rule import Violation, rule

__all__ = [
    "KnativeSettings",
    "knative_config",
    "knative_ingress",
    "knative_order",
    "knative_sidecar",
    "knative_value",
    "settings",
]

_NAMESPACE = "knative-serving"
_KOURIER = "kourier.ingress.networking.knative.dev"
_ORDERED = (
    ("defaults", "revision-timeout-seconds", 300, "max-revision-timeout-seconds", 600),
    ("defaults", "container-concurrency", 0, "container-concurrency-max-limit", 1000),
)


class KnativeSettings(NamedTuple):
    """One group of settings, from the operator's object or as a ConfigMap."""

    manifest: Manifest
    field: str
    name: str
    values: Mapping[str, Any]


def settings(index: Index) -> tuple[KnativeSettings, ...]:
    """All settings of Knative Serving in the output."""
    found = [
        KnativeSettings(serving, f"spec.config[{name}]", str(name).removeprefix("config-"), table(values))
        for serving in index.of(kinds.KNATIVE_SERVING)
        for name, values in table(serving.spec, "config").items()
    ]
    for config in index.of(kinds.CONFIG_MAP):
        name = config.name.removeprefix("config-")
        if config.namespace == _NAMESPACE and name != config.name and name in CONFIGS:
            found.append(KnativeSettings(config, "data", name, table(config.data, "data")))
    return tuple(found)


@rule("knative/config")
def knative_config(index: Index) -> Iterator[Violation]:
    """Settings of Knative Serving have names that it knows."""
    for group in index.once(settings):
        known = CONFIGS.get(group.name)
        if known is None:
            own = group.manifest.spec
            if group.name not in OTHER_CONFIGS and not own.get("manifests") and not own.get("additionalManifests"):
                yield Violation(
                    group.manifest,
                    group.field,
                    f"a ConfigMap of Knative Serving ({', '.join(sorted({*CONFIGS, *OTHER_CONFIGS}))})",
                    group.name,
                    "correct the name; the operator ignores others",
                )
            continue
        for key in group.values:
            if key not in known and key != "_example":
                yield Violation(
                    group.manifest,
                    f"{group.field}[{key}]",
                    f"a setting of config-{group.name}",
                    "an unknown one",
                    "remove or correct it; Knative ignores it without a word",
                )


@rule("knative/value")
def knative_value(index: Index) -> Iterator[Violation]:
    """Values of Knative Serving's settings are texts that it can read, within its limits."""
    for group in index.once(settings):
        for key, value in group.values.items():
            setting = CONFIGS.get(group.name, {}).get(str(key))
            if setting is not None and not (isinstance(value, str) and setting.accepts(value)):
                yield Violation(
                    group.manifest,
                    f"{group.field}[{key}]",
                    f"{setting.allowed}, as a text",
                    value if isinstance(value, str) else f"{value!r}, which is no text",
                    "correct it" if isinstance(value, str) else "put it into quotes",
                )


@rule("knative/order")
def knative_order(index: Index) -> Iterator[Violation]:
    """A default of Knative Serving is not above the limit that belongs to it."""
    for group in index.once(settings):
        for name, key, usual, limit_key, limit in _ORDERED:
            value, most = _whole(group.values, key, usual), _whole(group.values, limit_key, limit)
            if group.name == name and value is not None and most is not None and value > most:
                yield Violation(
                    group.manifest, f"{group.field}[{key}]", f"at most {limit_key} ({most})", value, "raise the limit"
                )
        if group.name == "autoscaler":
            least, most = _whole(group.values, "min-scale", 0), _whole(group.values, "max-scale", 0)
            if least is not None and most and least > most:
                yield Violation(
                    group.manifest, f"{group.field}[min-scale]", f"at most max-scale ({most})", least, "lower it"
                )
            zero = group.values.get("initial-scale") == "0"
            if zero and str(group.values.get("allow-zero-initial-scale")).lower() not in ("true", "t", "1"):
                yield Violation(
                    group.manifest,
                    f"{group.field}[initial-scale]",
                    "at least 1 without allow-zero-initial-scale",
                    "0",
                    'write allow-zero-initial-scale: "true" beside it',
                )


def _whole(values: Mapping[str, Any], key: str, default: int) -> int | None:
    given = values.get(key)
    if given is None:
        return default
    return int(given) if isinstance(given, str) and given.isdecimal() else None


@rule("knative/sidecar")
def knative_sidecar(index: Index) -> Iterator[Violation]:
    """The ConfigMap config-deployment names the image of the sidecar, unless the operator makes it."""
    for group in index.once(settings):
        named = group.values.get("queue-sidecar-image") or group.values.get("queueSidecarImage")
        if group.manifest.type == kinds.CONFIG_MAP and group.name == "deployment" and not named:
            yield Violation(
                group.manifest,
                "data[queue-sidecar-image]",
                "given",
                "nothing",
                "name the image of Knative's release; Knative refuses the ConfigMap otherwise",
            )


@rule("knative/ingress")
def knative_ingress(index: Index) -> Iterator[Violation]:
    """The operator installs the ingress that Knative's network settings name, where its parts find each other."""
    for serving in index.of(kinds.KNATIVE_SERVING):
        config = table(serving.spec, "config")
        network = table(config, "network") or table(config, "config-network")
        chosen = text(network, "ingress-class") or text(network, "ingress.class")
        ingress = table(serving.spec, "ingress")
        kourier = table(ingress, "kourier").get("enabled") is True
        if kourier and serving.namespace not in ("", _NAMESPACE):
            yield Violation(
                serving,
                "metadata.namespace",
                f"{_NAMESPACE} with Kourier",
                serving.namespace,
                "move it there: Kourier's proxies look for their controller in that namespace",
            )
        others = any(table(part).get("enabled") is True for name, part in ingress.items() if name != "kourier")
        if kourier and not others and chosen != _KOURIER:
            yield Violation(
                serving,
                "spec.config[network][ingress-class]",
                f"{_KOURIER} with Kourier",
                chosen or "nothing, which is Istio",
                "write it so",
            )
        if chosen == _KOURIER and not kourier and not serving.spec.get("manifests"):
            yield Violation(
                serving,
                "spec.ingress.kourier.enabled",
                "true where ingress-class is Kourier's",
                "false" if table(ingress, "kourier") else "nothing, which installs Istio's",
                "write it so",
            )
