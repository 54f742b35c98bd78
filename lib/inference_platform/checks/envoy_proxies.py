"""Rules: EnvoyProxies that pass the CEL rules of their CRD, which no plain schema holds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from inference_platform.checks import kinds
from inference_platform.checks.alternatives import at_most_one, block_of_type, each_row, exactly_one, some
from inference_platform.checks.index import Index
from inference_platform.checks.manifest import Manifest
from inference_platform.checks.reading import number, rows, table, text, value_at
from inference_platform.checks.rule import Violation, rule

__all__ = ["access_logs", "bootstraps", "filters", "images", "scaling", "services", "telemetry", "workloads"]

_KUBERNETES = "spec.provider.kubernetes"
_WORKLOADS = ("envoyDeployment", "envoyDaemonSet")
_OF_LOAD_BALANCERS = ("allocateLoadBalancerNodePorts", "loadBalancerIP", "loadBalancerSourceRanges")
_IMAGE = re.compile(r"[\w.-]+(:[0-9]+)?(/[\w./-]+)?(:[\w.-]+)?(@sha256:[a-z0-9]+)?", re.ASCII)
_REPOSITORY = re.compile(r"[\w.-]+(:[0-9]+)?[\w./-]+", re.ASCII)
_IPV4 = re.compile(r"((25[0-5]|2[0-4][0-9]|[01]?[0-9][0-9]?)\.){3}(25[0-5]|2[0-4][0-9]|[01]?[0-9][0-9]?)")
_SINKS = {"ALS": "als", "File": "file", "OpenTelemetry": "openTelemetry"}
_FORMATS = {"Text": "text", "JSON": "json"}
_DATABASES = ("cityDbSource", "countryDbSource", "asnDbSource", "ispDbSource", "anonymousIpDbSource")


def _in_kubernetes(index: Index, *path: str) -> Iterator[tuple[Manifest, str, Mapping[str, Any]]]:
    """The EnvoyProxies that have a block below `spec.provider.kubernetes`."""
    for proxy in index.of(kinds.ENVOY_PROXY):
        block = value_at(proxy.spec, "provider", "kubernetes", *path)
        if isinstance(block, Mapping):
            yield proxy, ".".join((_KUBERNETES, *path)), block


@rule("envoy/workload")
def workloads(index: Index) -> Iterator[Violation]:
    """The proxies run as a Deployment, which may scale by itself, or as a DaemonSet, which may not."""
    for proxy, field, kubernetes in _in_kubernetes(index):
        yield from at_most_one(proxy, field, kubernetes, _WORKLOADS)
        yield from at_most_one(proxy, field, kubernetes, ("envoyHpa", "envoyDaemonSet"))


@rule("envoy/image")
def images(index: Index) -> Iterator[Violation]:
    """A proxy's image is given whole or as a repository without a tag."""
    for workload in _WORKLOADS:
        for proxy, field, container in _in_kubernetes(index, workload, "container"):
            yield from at_most_one(proxy, field, container, ("image", "imageRepository"))
            for name, pattern, example in (
                ("image", _IMAGE, "docker.io/envoyproxy/envoy:v1"),
                ("imageRepository", _REPOSITORY, "docker.io/envoyproxy/envoy"),
            ):
                image = value_at(container, name)
                if isinstance(image, str) and not pattern.fullmatch(image):
                    yield Violation(proxy, f"{field}.{name}", f"like {example}", image, "correct the name")


@rule("envoy/scaling")
def scaling(index: Index) -> Iterator[Violation]:
    """The proxies' smallest number is above 0 and not above the largest; their budget has one bound."""
    for proxy, field, autoscaler in _in_kubernetes(index, "envoyHpa"):
        smallest, largest = number(autoscaler, "minReplicas"), number(autoscaler, "maxReplicas")
        for name, count in (("minReplicas", smallest), ("maxReplicas", largest)):
            if count is not None and count < 1:
                yield Violation(proxy, f"{field}.{name}", "at least 1", str(count), "raise it")
        if smallest is not None and largest is not None and smallest > largest:
            yield Violation(
                proxy, f"{field}.maxReplicas", f"at least minReplicas ({smallest})", str(largest), "raise it"
            )
    for proxy, field, budget in _in_kubernetes(index, "envoyPDB"):
        yield from exactly_one(proxy, field, budget, ("minAvailable", "maxUnavailable"))


@rule("envoy/service")
def services(index: Index) -> Iterator[Violation]:
    """A proxy's Service has settings of a load balancer only if it is one."""
    for proxy, field, service in _in_kubernetes(index, "envoyService"):
        kind = text(service, "type") or "LoadBalancer"
        for name in _OF_LOAD_BALANCERS:
            if kind != "LoadBalancer" and service.get(name) is not None:
                yield Violation(
                    proxy, f"{field}.{name}", "absent", f"given for type {kind}", "use LoadBalancer or remove it"
                )
        address = value_at(service, "loadBalancerIP")
        if isinstance(address, str) and not _IPV4.fullmatch(address):
            yield Violation(proxy, f"{field}.loadBalancerIP", "an IPv4 address", address, "write four numbers")


@rule("envoy/bootstrap")
def bootstraps(index: Index) -> Iterator[Violation]:
    """A change of the proxies' bootstrap has the content of its type."""
    for proxy in index.of(kinds.ENVOY_PROXY):
        bootstrap = value_at(proxy.spec, "bootstrap")
        if not isinstance(bootstrap, Mapping):
            continue
        kind = text(bootstrap, "type") or "Replace"
        name = "jsonPatches" if kind == "JSONPatch" else "value"
        given = bool(bootstrap.get(name)) if kind == "JSONPatch" else bootstrap.get(name) is not None
        if not given:
            yield Violation(proxy, f"spec.bootstrap.{name}", f"given for type {kind}", "nothing", "add it")


@rule("envoy/filters")
def filters(index: Index) -> Iterator[Violation]:
    """What is put into the proxies' chain of filters has its place and its source."""
    for proxy in index.of(kinds.ENVOY_PROXY):
        for field, order in each_row(proxy.spec, "spec", "filterOrder"):
            yield from exactly_one(proxy, field, order, ("before", "after"))
        for field, module in each_row(proxy.spec, "spec", "dynamicModules"):
            blocks = {"Local": "local", "Remote": "remote"}
            yield from block_of_type(proxy, f"{field}.source", table(module, "source"), blocks, default="Local")
        provider, field = table(proxy.spec, "geoIP", "provider"), "spec.geoIP.provider"
        if text(provider, "type") == "MaxMind":
            yield from block_of_type(proxy, field, provider, {"MaxMind": "maxMind"})
        if isinstance(provider.get("maxMind"), Mapping):
            yield from some(proxy, f"{field}.maxMind", provider["maxMind"], _DATABASES)


@rule("envoy/access-log")
def access_logs(index: Index) -> Iterator[Violation]:
    """An access log has the format and the sinks of its types."""
    for proxy in index.of(kinds.ENVOY_PROXY):
        for field, setting in each_row(proxy.spec, "spec", "telemetry", "accessLog", "settings"):
            yield from _format(proxy, f"{field}.format", setting.get("format"))
            for place, sink in each_row(setting, field, "sinks"):
                if not text(sink, "type"):
                    yield Violation(
                        proxy, f"{place}.type", "ALS, File or OpenTelemetry", "nothing", "write one of them"
                    )
                yield from block_of_type(proxy, place, sink, _SINKS)
                yield from _target(proxy, f"{place}.openTelemetry", sink.get("openTelemetry"))
                yield from _service(proxy, f"{place}.als", sink.get("als"))


def _format(proxy: Manifest, field: str, value: object) -> Iterator[Violation]:
    if isinstance(value, Mapping) and text(value, "type"):
        yield from block_of_type(proxy, field, value, _FORMATS)
    elif isinstance(value, Mapping):
        yield from some(proxy, field, value, tuple(_FORMATS.values()))


def _service(proxy: Manifest, field: str, value: object) -> Iterator[Violation]:
    if not isinstance(value, Mapping):
        return
    if not rows(value, "backendRefs"):
        yield Violation(proxy, f"{field}.backendRefs", "given", "nothing", "name the Service that takes the log")
    if text(value, "type") != "HTTP" and value.get("http") is not None:
        yield Violation(proxy, f"{field}.http", "absent unless type is HTTP", "given", "remove it or use type HTTP")


def _target(proxy: Manifest, field: str, value: object) -> Iterator[Violation]:
    """Data for a collector has an address."""
    if not isinstance(value, Mapping):
        return
    if value.get("host") is None and not rows(value, "backendRefs"):
        yield Violation(proxy, field, "a map with host or backendRefs", "none of them", "name the collector")
    yield from at_most_one(proxy, field, value, ("resources", "resourceAttributes"))


@rule("envoy/telemetry")
def telemetry(index: Index) -> Iterator[Violation]:
    """Metrics and traces have a collector and one rate of samples."""
    for proxy in index.of(kinds.ENVOY_PROXY):
        for field, sink in each_row(proxy.spec, "spec", "telemetry", "metrics", "sinks"):
            blocks = {"OpenTelemetry": "openTelemetry"}
            yield from block_of_type(proxy, field, sink, blocks, default="OpenTelemetry")
            yield from _target(proxy, f"{field}.openTelemetry", sink.get("openTelemetry"))
        tracing, field = table(proxy.spec, "telemetry", "tracing"), "spec.telemetry.tracing"
        yield from at_most_one(proxy, field, tracing, ("samplingRate", "samplingFraction"))
        provider = tracing.get("provider")
        yield from _target(proxy, f"{field}.provider", provider)
        kind = text(provider, "type") or "OpenTelemetry"
        if value_at(provider, "openTelemetry") is not None and kind != "OpenTelemetry":
            yield Violation(
                proxy, f"{field}.provider.openTelemetry", f"absent for type {kind}", "given", "remove it or change type"
            )
        if value_at(provider, "serviceName") == "":
            yield Violation(proxy, f"{field}.provider.serviceName", "some text", "nothing", "remove it or give a name")
