"""Rules: settings of pods that only go together with others, which no schema can say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from inference_platform.checks import kinds
from inference_platform.checks.index import Index
from inference_platform.checks.reading import number, rows, table, text, words
from inference_platform.checks.rule import Violation, rule
from inference_platform.checks.templates import PodTemplate

__all__ = ["claim_sources", "claim_uses", "deadline", "hook_sleep", "privilege", "profiles"]

_CLAIM_SOURCES = ("resourceClaimName", "resourceClaimTemplateName")
_GRACE_PERIOD = 30  # seconds, the default of terminationGracePeriodSeconds
_LASTING = (kinds.DEPLOYMENT, kinds.STATEFUL_SET, kinds.DAEMON_SET, kinds.REPLICA_SET)


@rule("pod/deadline")
def deadline(index: Index) -> Iterator[Violation]:
    """Only pods of Jobs, and bare ones, have a deadline: all others shall stay."""
    for template in index.templates:
        given = template.spec.get("activeDeadlineSeconds")
        if template.manifest.type in _LASTING and given is not None:
            field = f"{template.field}.activeDeadlineSeconds"
            kind = template.manifest.kind
            yield Violation(template.manifest, field, f"absent in a {kind}", given, "remove it or use a Job")


@rule("pod/profile")
def profiles(index: Index) -> Iterator[Violation]:
    """A seccomp or AppArmor profile names a file of the node if its type is Localhost, and only then."""
    for template in index.templates:
        for field, context in _security_contexts(template):
            for key in ("seccompProfile", "appArmorProfile"):
                profile = table(context, key)
                name = profile.get("localhostProfile")
                # Of a seccomp profile the server takes even an empty name.
                missing = name is None or (key == "appArmorProfile" and not str(name).strip())
                at, local = f"{field}.{key}.localhostProfile", text(profile, "type") == "Localhost"
                if local and missing:
                    yield Violation(
                        template.manifest, at, "given with type Localhost", name or "nothing", "name the profile"
                    )
                elif name is not None and not local and text(profile, "type"):
                    shown = f"{name} with type {profile['type']}"
                    yield Violation(template.manifest, at, "absent unless type is Localhost", shown, "remove it")


def _security_contexts(template: PodTemplate) -> Iterator[tuple[str, Mapping[str, Any]]]:
    yield f"{template.field}.securityContext", table(template.spec, "securityContext")
    for container in template.containers:
        yield f"{container.field}.securityContext", table(container.data, "securityContext")


@rule("pod/privilege")
def privilege(index: Index) -> Iterator[Violation]:
    """A container that is privileged, or may administer the system, does not forbid itself to gain privileges."""
    for template in index.templates:
        for container in template.containers:
            context = table(container.data, "securityContext")
            administers = "CAP_SYS_ADMIN" in words(context, "capabilities", "add")
            if context.get("allowPrivilegeEscalation") is False and (context.get("privileged") is True or administers):
                yield Violation(
                    template.manifest,
                    f"{container.field}.securityContext.allowPrivilegeEscalation",
                    "absent or true with privileged or CAP_SYS_ADMIN",
                    "false",
                    "take the privilege away, else it cannot be forbidden",
                )


@rule("pod/sleep")
def hook_sleep(index: Index) -> Iterator[Violation]:
    """A hook sleeps no longer than its pod may take to end."""
    for template in index.complete_templates:
        period = number(template.spec, "terminationGracePeriodSeconds")
        grace = _GRACE_PERIOD if period is None else period
        for container in template.containers:
            for hook in ("postStart", "preStop"):
                seconds = number(container.data, "lifecycle", hook, "sleep", "seconds")
                if seconds is not None and seconds > grace:
                    yield Violation(
                        template.manifest,
                        f"{container.field}.lifecycle.{hook}.sleep.seconds",
                        f"at most terminationGracePeriodSeconds ({grace})",
                        seconds,
                        "shorten it or give the pod more time",
                    )


@rule("pod/claim")
def claim_sources(index: Index) -> Iterator[Violation]:
    """A pod's claim of a device names one ResourceClaim or one template of it."""
    for template in index.templates:
        for claim in rows(template.spec, "resourceClaims"):
            given = [key for key in _CLAIM_SOURCES if claim.get(key) is not None]
            if len(given) != 1:
                yield Violation(
                    template.manifest,
                    f"{template.field}.resourceClaims[{text(claim, 'name')}]",
                    f"given exactly one of {' and '.join(_CLAIM_SOURCES)}",
                    " and ".join(given) or "none",
                    "say where the device comes from",
                )


@rule("pod/claim-use")
def claim_uses(index: Index) -> Iterator[Violation]:
    """A container uses claims of devices that its pod has."""
    for template in index.complete_templates:
        names = {text(claim, "name") for claim in rows(template.spec, "resourceClaims")}
        for container in template.containers:
            for position, claim in enumerate(rows(container.data, "resources", "claims")):
                if text(claim, "name") not in names:
                    yield Violation(
                        template.manifest,
                        f"{container.field}.resources.claims[{position}].name",
                        f"a claim of the pod ({', '.join(sorted(names)) or 'it has none'})",
                        text(claim, "name") or "nothing",
                        "add it to the pod's resourceClaims or correct the name",
                    )
