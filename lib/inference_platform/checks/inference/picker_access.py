"""Rules: endpoint pickers may read what they decide by, and whoever scrapes them is let in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from inference_platform.checks import kinds
from inference_platform.checks.index import Index
from inference_platform.checks.inference.picker import Picker, pickers
from inference_platform.checks.manifest import Manifest
from inference_platform.checks.reading import number, rows, table, text, words
from inference_platform.checks.rule import Violation, rule
from inference_platform.checks.selectors import matches

__all__ = ["picker_permissions", "picker_scraping"]

_OBJECTIVES = ("inferenceobjectives", "inferencemodelrewrites")
_OLD_GROUP = "inference.networking.x-k8s.io"
_READ = ("list", "watch")
_LEASE = ("create", "get", "update")
_AUTHORIZATION = ("authorization", "bearerTokenFile", "bearerTokenSecret", "basicAuth", "oauth2")


class _Need(NamedTuple):
    """Something that an account must be allowed."""

    resource: str
    groups: tuple[str, ...]
    """API groups, any of which will do."""

    verbs: tuple[str, ...]
    namespace: str
    """Empty for all of the cluster."""

    def __str__(self) -> str:
        where = f" of namespace {self.namespace}" if self.namespace else ""
        return f"{', '.join(self.verbs)} {self.resource}{where}"


@rule("access/picker")
def picker_permissions(index: Index) -> Iterator[Violation]:
    """The account of an endpoint picker may read its pool and pods, and write the lease if it elects a leader."""
    for picker in index.once(pickers):
        allowed = _allowed(index, picker)
        if allowed is None:
            continue
        missing = [str(need) for need in _needs(index, picker) if not _is_met(need, allowed)]
        if missing:
            yield Violation(
                picker.manifest,
                f"{picker.template.field}.serviceAccountName",
                f"an account that may {'; '.join(missing)}",
                f"{picker.template.service_account}, which no role of the output allows that",
                "add the rules to a role that is bound to it",
            )


def _needs(index: Index, picker: Picker) -> Iterator[_Need]:
    namespace, kind = picker.pool_namespace, picker.pool_kind
    if not picker.line or not namespace:
        return
    yield _Need("pods", ("",), _READ, namespace)
    if picker.pool_name and kind is not None:
        yield _Need("inferencepools", (kind.group,), _READ, namespace)
        if picker.line == "router" or picker.is_since("extension", 1, 3, 1):
            groups = ("llm-d.ai", _OLD_GROUP) if picker.line == "router" else (_OLD_GROUP,)
            for resource in _OBJECTIVES:
                yield _Need(resource, groups, _READ, namespace)
    if picker.elects:
        yield _Need("leases", ("coordination.k8s.io",), _LEASE, namespace)
    if picker.command.switch("metrics-endpoint-auth", default=True) and list(_scrapes(index, picker)):
        yield _Need("tokenreviews", ("authentication.k8s.io",), ("create",), "")
        yield _Need("subjectaccessreviews", ("authorization.k8s.io",), ("create",), "")


def _is_met(need: _Need, allowed: list[tuple[str, Mapping[str, Any]]]) -> bool:
    return any(
        all(
            any(
                place in ("", need.namespace)
                and {group, "*"} & set(words(entry, "apiGroups"))
                and {need.resource, "*"} & set(words(entry, "resources"))
                and {verb, "*"} & set(words(entry, "verbs"))
                for place, entry in allowed
            )
            for verb in need.verbs
        )
        for group in need.groups
    )


def _allowed(index: Index, picker: Picker) -> list[tuple[str, Mapping[str, Any]]] | None:
    """The rules of the roles of a picker's account, each with its namespace; None if they are not all known."""
    template = picker.template
    namespace, name = template.namespace, template.service_account
    if index.manifest(kinds.SERVICE_ACCOUNT, namespace, name) is None:
        return None
    found: list[tuple[str, Mapping[str, Any]]] = []
    for binding in index.of(kinds.ROLE_BINDING, kinds.CLUSTER_ROLE_BINDING):
        if not any(_is_account(subject, namespace, name, binding) for subject in rows(binding.data, "subjects")):
            continue
        ref = table(binding.data, "roleRef")
        kind = kinds.ROLE if text(ref, "kind") == "Role" else kinds.CLUSTER_ROLE
        role = index.manifest(kind, binding.namespace if kind == kinds.ROLE else "", text(ref, "name"))
        if role is None or role.data.get("aggregationRule"):
            return None
        found += [(binding.namespace, entry) for entry in rows(role.data, "rules")]
    return found


def _is_account(subject: Mapping[str, Any], namespace: str, name: str, binding: Manifest) -> bool:
    kind, named = text(subject, "kind"), text(subject, "name")
    if kind == "ServiceAccount":
        return (text(subject, "namespace") or binding.namespace, named) == (namespace, name)
    if kind == "User":
        return named == f"system:serviceaccount:{namespace}:{name}"
    groups = ("system:serviceaccounts", f"system:serviceaccounts:{namespace}", "system:authenticated")
    return kind == "Group" and named in groups


@rule("picker/scraping")
def picker_scraping(index: Index) -> Iterator[Violation]:
    """Whoever scrapes an endpoint picker shows a token where the picker asks for one."""
    for picker in index.once(pickers):
        if not picker.line or picker.command.switch("metrics-endpoint-auth", default=True) is not True:
            continue
        for monitor, field, endpoint in _scrapes(index, picker):
            if not any(endpoint.get(key) for key in _AUTHORIZATION):
                yield Violation(
                    monitor,
                    f"{field}.authorization",
                    f"given, as {picker.manifest.kind} {picker.manifest.name} checks who scrapes",
                    "nothing",
                    "name a token's Secret, or start the picker with --metrics-endpoint-auth=false",
                )


def _scrapes(index: Index, picker: Picker) -> Iterator[tuple[Manifest, str, Mapping[str, Any]]]:
    """The endpoints of monitors that are the metrics port of a picker."""
    wanted = picker.command.number("metrics-port", 9090)
    names = {name for name, port in picker.template.ports().items() if port == wanted}
    for monitor in index.of(kinds.POD_MONITOR):
        if _watches(monitor, picker) and matches(table(monitor.spec, "selector"), picker.template.labels):
            for position, endpoint in enumerate(rows(monitor.spec, "podMetricsEndpoints")):
                if text(endpoint, "port") in names or number(endpoint, "portNumber") == wanted:
                    yield monitor, f"spec.podMetricsEndpoints[{position}]", endpoint
    for service in index.services.get(picker.template.namespace, ()):
        labels = table(service.spec, "selector")
        if not labels or not matches({"matchLabels": labels}, picker.template.labels):
            continue
        ports = {text(port, "name") for port in rows(service.spec, "ports") if _leads_to(port, wanted, names)}
        for monitor in index.of(kinds.SERVICE_MONITOR):
            own = table(service.data, "metadata", "labels")
            if _watches(monitor, picker) and matches(table(monitor.spec, "selector"), own):
                for position, endpoint in enumerate(rows(monitor.spec, "endpoints")):
                    if text(endpoint, "port") in ports - {""}:
                        yield monitor, f"spec.endpoints[{position}]", endpoint


def _leads_to(port: Mapping[str, Any], wanted: int | None, names: set[str]) -> bool:
    target = port.get("targetPort") or port.get("port")
    return target == wanted or target in names


def _watches(monitor: Manifest, picker: Picker) -> bool:
    chosen = table(monitor.spec, "namespaceSelector")
    namespaces = words(chosen, "matchNames") or [monitor.namespace]
    return chosen.get("any") is True or picker.template.namespace in namespaces
