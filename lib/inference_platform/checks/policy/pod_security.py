"""Rules: the controls of the Pod Security Standard `restricted` (Kubernetes 1.34), one rule each.

https://kubernetes.io/docs/concepts/security/pod-security-standards/ numbers none of them, so the rules have names.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from inference_platform.checks.index import Index
from inference_platform.checks.reading import number, rows, table, text, value_at, words
from inference_platform.checks.rule import Violation, rule
from inference_platform.checks.templates import Container, PodTemplate

__all__ = [
    "apparmor",
    "capabilities",
    "host_namespaces",
    "host_ports",
    "host_probes",
    "host_process",
    "privilege_escalation",
    "privileged",
    "proc_mount",
    "run_as_non_root",
    "run_as_user",
    "seccomp",
    "selinux",
    "sysctls",
    "volume_types",
]

_VOLUMES = {
    "configMap",
    "csi",
    "downwardAPI",
    "emptyDir",
    "ephemeral",
    "persistentVolumeClaim",
    "projected",
    "secret",
}
_SYSCTLS = {
    "kernel.shm_rmid_forced",
    "net.ipv4.ip_local_port_range",
    "net.ipv4.ip_local_reserved_ports",
    "net.ipv4.ip_unprivileged_port_start",
    "net.ipv4.ping_group_range",
    "net.ipv4.tcp_fin_timeout",
    "net.ipv4.tcp_keepalive_intvl",
    "net.ipv4.tcp_keepalive_probes",
    "net.ipv4.tcp_keepalive_time",
    "net.ipv4.tcp_rmem",
    "net.ipv4.tcp_syncookies",
    "net.ipv4.tcp_wmem",
}
_SELINUX_TYPES = {"", "container_engine_t", "container_init_t", "container_kvm_t", "container_t"}
_PROFILES = ("RuntimeDefault", "Localhost")
_APPARMOR_ANNOTATION = "container.apparmor.security.beta.kubernetes.io/"
_PROBES = ("startupProbe", "readinessProbe", "livenessProbe")


def _contexts(template: PodTemplate) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Every security context of a pod: its own and those of all containers."""
    yield f"{template.field}.securityContext", table(template.spec, "securityContext")
    for container in template.containers:
        yield f"{container.field}.securityContext", table(container.data, "securityContext")


def _containers(index: Index) -> Iterator[tuple[PodTemplate, Container, Mapping[str, Any]]]:
    for template in index.templates:
        for container in template.containers:
            yield template, container, table(container.data, "securityContext")


def _is_windows(template: PodTemplate) -> bool:
    return text(template.spec, "os", "name") == "windows"


@rule("policy/host-namespaces")
def host_namespaces(index: Index) -> Iterator[Violation]:
    """Pods do not share the node's network, processes or IPC."""
    for template in index.templates:
        for key in ("hostNetwork", "hostPID", "hostIPC"):
            if template.spec.get(key) is True:
                yield Violation(template.manifest, f"{template.field}.{key}", "false", "true", "remove it")


@rule("policy/host-process")
def host_process(index: Index) -> Iterator[Violation]:
    """No container is a Windows process of the node."""
    for template in index.templates:
        for field, context in _contexts(template):
            if value_at(context, "windowsOptions", "hostProcess") is True:
                yield Violation(template.manifest, f"{field}.windowsOptions.hostProcess", "false", "true", "remove it")


@rule("policy/privileged")
def privileged(index: Index) -> Iterator[Violation]:
    """No container is privileged."""
    for template, container, context in _containers(index):
        if context.get("privileged") is True:
            field = f"{container.field}.securityContext.privileged"
            yield Violation(template.manifest, field, "false", "true", "remove it and add single capabilities")


@rule("policy/capabilities")
def capabilities(index: Index) -> Iterator[Violation]:
    """Every container drops all capabilities and adds at most NET_BIND_SERVICE."""
    for template, container, context in _containers(index):
        field = f"{container.field}.securityContext.capabilities"
        dropped, added = (words(context, "capabilities", key) for key in ("drop", "add"))
        if "ALL" not in dropped and template.complete and not _is_windows(template):
            yield Violation(
                template.manifest, f"{field}.drop", "[ALL]", ", ".join(dropped) or "nothing", "drop all of them"
            )
        more = [name for name in added if name != "NET_BIND_SERVICE"]
        if more:
            yield Violation(
                template.manifest, f"{field}.add", "at most NET_BIND_SERVICE", ", ".join(more), "remove the others"
            )


@rule("policy/volume-types")
def volume_types(index: Index) -> Iterator[Violation]:
    """Volumes come from the API, a claim or an empty directory, never from the node."""
    for template in index.templates:
        for volume in rows(template.spec, "volumes"):
            for source in volume:
                if source != "name" and source not in _VOLUMES and volume[source] is not None:
                    yield Violation(
                        template.manifest,
                        f"{template.field}.volumes[{text(volume, 'name')}]",
                        f"one of {', '.join(sorted(_VOLUMES))}",
                        str(source),
                        "use a PersistentVolumeClaim",
                    )


@rule("policy/host-ports")
def host_ports(index: Index) -> Iterator[Violation]:
    """No container takes a port of the node."""
    for template, container, _ in _containers(index):
        for position, port in enumerate(rows(container.data, "ports")):
            if number(port, "hostPort"):
                field = f"{container.field}.ports[{position}].hostPort"
                yield Violation(template.manifest, field, "absent", port["hostPort"], "use a Service")


@rule("policy/host-probes")
def host_probes(index: Index) -> Iterator[Violation]:
    """Probes and hooks ask the pod itself, never another host."""
    for template, container, _ in _containers(index):
        handlers = [(key, table(container.data, key)) for key in _PROBES]
        handlers += [(f"lifecycle.{key}", table(container.data, "lifecycle", key)) for key in ("postStart", "preStop")]
        for name, handler in handlers:
            for action in ("httpGet", "tcpSocket"):
                host = text(handler, action, "host")
                if host:
                    field = f"{container.field}.{name}.{action}.host"
                    yield Violation(template.manifest, field, "absent", host, "remove it")


@rule("policy/apparmor")
def apparmor(index: Index) -> Iterator[Violation]:
    """No container leaves the AppArmor profile of the container runtime for none."""
    for template in index.templates:
        for field, context in _contexts(template):
            profile = text(context, "appArmorProfile", "type")
            if profile and profile not in _PROFILES:
                yield Violation(
                    template.manifest,
                    f"{field}.appArmorProfile.type",
                    "RuntimeDefault or Localhost",
                    profile,
                    "remove it",
                )
        for field, key, profile in _apparmor_annotations(template):
            if profile not in ("", "runtime/default") and not profile.startswith("localhost/"):
                yield Violation(
                    template.manifest, f"{field}[{key}]", "runtime/default or localhost/...", profile, "remove it"
                )


def _apparmor_annotations(template: PodTemplate) -> Iterator[tuple[str, str, str]]:
    path = template.field.split(".")[:-1]
    for key, value in table(template.manifest.data, *path, "metadata", "annotations").items():
        if str(key).startswith(_APPARMOR_ANNOTATION):
            yield ".".join([*path, "metadata.annotations"]), key, str(value)


@rule("policy/selinux")
def selinux(index: Index) -> Iterator[Violation]:
    """No container has an SELinux type, user or role beyond those for containers."""
    for template in index.templates:
        for field, context in _contexts(template):
            options = table(context, "seLinuxOptions")
            if text(options, "type") not in _SELINUX_TYPES:
                yield Violation(
                    template.manifest, f"{field}.seLinuxOptions.type", "container_t", options["type"], "remove it"
                )
            for key in ("user", "role"):
                if text(options, key):
                    yield Violation(
                        template.manifest, f"{field}.seLinuxOptions.{key}", "absent", options[key], "remove it"
                    )


@rule("policy/proc-mount")
def proc_mount(index: Index) -> Iterator[Violation]:
    """No container sees more of /proc than usual."""
    for template, container, context in _containers(index):
        if text(context, "procMount") not in ("", "Default"):
            field = f"{container.field}.securityContext.procMount"
            yield Violation(template.manifest, field, "Default", context["procMount"], "remove it")


@rule("policy/sysctls")
def sysctls(index: Index) -> Iterator[Violation]:
    """Pods set only kernel parameters that are their own."""
    for template in index.templates:
        for position, sysctl in enumerate(rows(template.spec, "securityContext", "sysctls")):
            if text(sysctl, "name") not in _SYSCTLS:
                yield Violation(
                    template.manifest,
                    f"{template.field}.securityContext.sysctls[{position}].name",
                    "a parameter of the pod's own namespaces",
                    text(sysctl, "name"),
                    "remove it or set it on the node",
                )


@rule("policy/seccomp")
def seccomp(index: Index) -> Iterator[Violation]:
    """Every container runs under the container runtime's seccomp profile or a local one."""
    for template in index.templates:
        of_pod = text(template.spec, "securityContext", "seccompProfile", "type")
        for field, context in _contexts(template):
            profile = text(context, "seccompProfile", "type")
            if profile and profile not in _PROFILES:
                yield Violation(
                    template.manifest,
                    f"{field}.seccompProfile.type",
                    "RuntimeDefault or Localhost",
                    profile,
                    "write RuntimeDefault",
                )
        if of_pod or not template.complete or _is_windows(template):
            continue
        for container in template.containers:
            if not text(container.data, "securityContext", "seccompProfile", "type"):
                field = f"{container.field}.securityContext.seccompProfile"
                yield Violation(template.manifest, field, "given", "nothing", "write type RuntimeDefault for the pod")


@rule("policy/privilege-escalation")
def privilege_escalation(index: Index) -> Iterator[Violation]:
    """No container's process may gain more privileges than its parent."""
    for template, container, context in _containers(index):
        allowed = context.get("allowPrivilegeEscalation")
        if allowed is not False and (template.complete or allowed) and not _is_windows(template):
            yield Violation(
                template.manifest,
                f"{container.field}.securityContext.allowPrivilegeEscalation",
                "false",
                "nothing" if allowed is None else str(allowed).lower(),
                "write false",
            )


@rule("policy/run-as-non-root")
def run_as_non_root(index: Index) -> Iterator[Violation]:
    """Every container refuses to run as root."""
    for template, container, context in _containers(index):
        own = context.get("runAsNonRoot")
        effective = value_at(template.spec, "securityContext", "runAsNonRoot") if own is None else own
        if effective is not True and (template.complete or effective is False):
            yield Violation(
                template.manifest,
                f"{container.field}.securityContext.runAsNonRoot",
                "true, here or for the pod",
                "nothing" if effective is None else str(effective).lower(),
                "write true and use an image with a user",
            )


@rule("policy/run-as-user")
def run_as_user(index: Index) -> Iterator[Violation]:
    """No security context names user 0."""
    for template in index.templates:
        for field, context in _contexts(template):
            if number(context, "runAsUser") == 0:
                yield Violation(template.manifest, f"{field}.runAsUser", "above 0", 0, "use another user id")
