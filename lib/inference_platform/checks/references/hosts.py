"""Rules: in-cluster host names in settings lead to Services."""

from __future__ import annotations

import re
from collections.abc import Iterator

from inference_platform.checks import kinds
from inference_platform.checks.index import Index
from inference_platform.checks.manifest import Manifest
from inference_platform.checks.reading import rows, table, text
from inference_platform.checks.rule import Violation, rule

__all__ = ["cluster_hosts", "host_ports"]

_HOST = re.compile(r"(?<![-a-z0-9])([a-z]([-a-z0-9]*[a-z0-9])?)\.([a-z0-9][-a-z0-9]*)\.svc(\.[a-z.]+)?(:([0-9]+))?")


def _texts(index: Index) -> Iterator[tuple[Manifest, str, str]]:
    """Texts that name hosts: environment variables, arguments and configuration files."""
    for template in index.templates:
        for container in template.containers:
            for env in rows(container.data, "env"):
                yield template.manifest, f"{container.field}.env[{text(env, 'name')}]", text(env, "value")
            for key in ("command", "args"):
                words = container.data.get(key)
                for position, word in enumerate(words if isinstance(words, list | tuple) else ()):
                    if isinstance(word, str):
                        yield template.manifest, f"{container.field}.{key}[{position}]", word
    for config in index.of(kinds.CONFIG_MAP):
        for key, value in table(config.data, "data").items():
            if isinstance(value, str):
                yield config, f"data[{key}]", value


def _hosts(index: Index) -> Iterator[tuple[Manifest, str, str, str, int | None]]:
    """Services that texts name in namespaces whose Services are known: place, namespace, name, port."""
    for manifest, field, value in _texts(index):
        if ".svc" not in value:
            continue
        seen = set()
        for found in _HOST.finditer(value):
            name, namespace, port = found.group(1), found.group(3), found.group(6)
            if namespace in index.served_namespaces and (name, namespace, port) not in seen:
                seen.add((name, namespace, port))
                yield manifest, field, namespace, name, int(port) if port else None


@rule("reference/host")
def cluster_hosts(index: Index) -> Iterator[Violation]:
    """A host `<service>.<namespace>.svc` in a setting is a Service, where the output knows the namespace."""
    for manifest, field, namespace, name, _ in _hosts(index):
        if index.find(kinds.SERVICE, namespace, name) is None:
            yield Violation(
                manifest,
                field,
                f"the host of an existing Service in namespace {namespace}",
                f"{name}.{namespace}.svc",
                "correct the name, or declare the Service as external",
            )


@rule("reference/host-port")
def host_ports(index: Index) -> Iterator[Violation]:
    """A port behind a Service's host in a setting is one of the Service's."""
    for manifest, field, namespace, name, port in _hosts(index):
        known = index.find(kinds.SERVICE, namespace, name)
        if port is None or known is None or known.ports is None or port in known.ports.values():
            continue
        if known.manifest is not None and text(known.manifest.spec, "clusterIP") == "None":
            continue  # The name of a headless Service leads to the pods themselves, on any port.
        yield Violation(
            manifest,
            field,
            f"a host with a port of Service {name} ({', '.join(map(str, sorted(known.ports.values())))})",
            f"{name}.{namespace}.svc:{port}",
            "use one of them",
        )
