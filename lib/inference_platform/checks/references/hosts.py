"""Rules: in-cluster host names in settings lead to Services and pods."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple
from weakref import WeakKeyDictionary

from inference_platform.checks import kinds
from inference_platform.checks.index import Index
from inference_platform.checks.manifest import Manifest
from inference_platform.checks.reading import number, rows, table, text, words
from inference_platform.checks.rule import Violation, rule

__all__ = ["cluster_hosts", "host_ports", "pod_hosts"]

_HOST = re.compile(
    r"(?<![-a-z0-9])(?:(?P<pod>[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)\.)?"
    r"(?P<name>[a-z](?:[-a-z0-9]*[a-z0-9])?)\.(?P<namespace>[a-z0-9][-a-z0-9]*)\.svc"
    r"(?:\.[a-z.]+)?(?::(?P<port>[0-9]+))?"
)


class _Host(NamedTuple):
    """One host name in a text."""

    manifest: Manifest
    field: str
    pod: str
    name: str
    namespace: str
    port: int | None


def _texts(index: Index) -> Iterator[tuple[Manifest, str, str]]:
    """Texts that name hosts: environment variables, arguments and configuration files."""
    for template in index.templates:
        for container in template.containers:
            for env in rows(container.data, "env"):
                yield template.manifest, f"{container.field}.env[{text(env, 'name')}]", text(env, "value")
            for key in ("command", "args"):
                for position, word in enumerate(words(container.data, key)):
                    yield template.manifest, f"{container.field}.{key}[{position}]", word
    for config in index.of(kinds.CONFIG_MAP):
        for key, value in table(config.data, "data").items():
            if isinstance(value, str):
                yield config, f"data[{key}]", value


_FOUND: WeakKeyDictionary[Index, tuple[_Host, ...]] = WeakKeyDictionary()


def _hosts(index: Index) -> tuple[_Host, ...]:
    """Hosts in namespaces whose Services are known; the texts are searched once for all rules."""
    if index not in _FOUND:
        _FOUND[index] = tuple(_search(index))
    return _FOUND[index]


def _search(index: Index) -> Iterator[_Host]:
    for manifest, field, value in _texts(index):
        if ".svc" not in value:
            continue
        for found in _HOST.finditer(value):
            pod, name, namespace, port = found["pod"] or "", found["name"], found["namespace"], found["port"]
            if namespace in index.served_namespaces:
                yield _Host(manifest, field, pod, name, namespace, int(port) if port else None)


@rule("reference/host")
def cluster_hosts(index: Index) -> Iterator[Violation]:
    """A host `<service>.<namespace>.svc` in a setting is a Service, where the output knows the namespace."""
    for host in _hosts(index):
        if index.find(kinds.SERVICE, host.namespace, host.name) is None:
            yield Violation(
                host.manifest,
                host.field,
                f"the host of an existing Service in namespace {host.namespace}",
                f"{host.name}.{host.namespace}.svc",
                "correct the name, or declare the Service as external",
            )


@rule("reference/host-port")
def host_ports(index: Index) -> Iterator[Violation]:
    """A port behind a Service's host in a setting is one of the Service's."""
    for host in _hosts(index):
        known = index.find(kinds.SERVICE, host.namespace, host.name)
        if host.port is None or known is None or known.ports is None or host.port in known.ports.values():
            continue
        if known.manifest is not None and text(known.manifest.spec, "clusterIP") == "None":
            continue  # The name of a headless Service leads to the pods themselves, on any port.
        yield Violation(
            host.manifest,
            host.field,
            f"a host with a port of Service {host.name} ({', '.join(map(str, sorted(known.ports.values())))})",
            f"{host.name}.{host.namespace}.svc:{host.port}",
            "use one of them",
        )


@rule("reference/pod-host")
def pod_hosts(index: Index) -> Iterator[Violation]:
    """A host `<pod>.<service>.<namespace>.svc` in a setting is a pod of a StatefulSet behind that Service."""
    for host in _hosts(index):
        sets = [
            workload
            for workload in index.of(kinds.STATEFUL_SET)
            if (workload.namespace, text(workload.spec, "serviceName")) == (host.namespace, host.name)
        ]
        if host.pod and sets and not any(_has_pod(workload, host.pod) for workload in sets):
            yield Violation(
                host.manifest,
                host.field,
                f"the host of a pod of StatefulSet {sets[0].name}, numbered from 0",
                f"{host.pod}.{host.name}.{host.namespace}.svc",
                "correct the name or the number",
            )


def _has_pod(workload: Manifest, pod: str) -> bool:
    name, _, ordinal = pod.rpartition("-")
    replicas = number(workload.spec, "replicas")
    scaled = replicas is None  # An autoscaler decides, or it is one.
    return name == workload.name and ordinal.isdecimal() and (scaled or int(ordinal) < (replicas or 0))
