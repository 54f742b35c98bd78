"""Rules: roles and bindings that the API server accepts and that give away no more than needed."""

from __future__ import annotations

from collections.abc import Iterator

from inference_platform.checks import kinds
from inference_platform.checks.index import Index
from inference_platform.checks.reading import rows, text, words
from inference_platform.checks.rule import Violation, rule

__all__ = ["binding_subjects", "no_cluster_admin", "no_wildcards", "role_rules"]

_ROLES = (kinds.ROLE, kinds.CLUSTER_ROLE)
_BINDINGS = (kinds.ROLE_BINDING, kinds.CLUSTER_ROLE_BINDING)
_GROUP = "rbac.authorization.k8s.io"


@rule("access/rules")
def role_rules(index: Index) -> Iterator[Violation]:
    """A rule of a role names resources with their API groups or else (cluster-wide) URLs."""
    for role in index.of(*_ROLES):
        for position, entry in enumerate(rows(role.data, "rules")):
            field = f"rules[{position}]"
            if entry.get("nonResourceURLs"):
                if role.type == kinds.ROLE or entry.get("resources") or entry.get("apiGroups"):
                    yield Violation(
                        role,
                        f"{field}.nonResourceURLs",
                        "alone, in a ClusterRole",
                        f"in a {role.kind}" if role.type == kinds.ROLE else "beside resources",
                        "make a ClusterRole with a rule of its own",
                    )
                continue
            for key in ("apiGroups", "resources"):
                if not entry.get(key):
                    yield Violation(
                        role, f"{field}.{key}", "given", "nothing", "the core group is written as an empty text"
                    )


@rule("access/subjects")
def binding_subjects(index: Index) -> Iterator[Violation]:
    """A binding's subjects have the API group of their kind, and accounts a namespace."""
    for binding in index.of(*_BINDINGS):
        for position, subject in enumerate(rows(binding.data, "subjects")):
            field = f"subjects[{position}]"
            is_account = text(subject, "kind") == "ServiceAccount"
            group = subject.get("apiGroup")
            if group not in ((None, "") if is_account else (None, _GROUP)):
                allowed = "absent for a ServiceAccount" if is_account else _GROUP
                yield Violation(binding, f"{field}.apiGroup", allowed, group, "correct or remove it")
            if is_account and binding.type == kinds.CLUSTER_ROLE_BINDING and not text(subject, "namespace"):
                yield Violation(binding, f"{field}.namespace", "given", "nothing", "name the account's namespace")


@rule("policy/wildcard")
def no_wildcards(index: Index) -> Iterator[Violation]:
    """No role allows everything: no `*` among verbs, resources or API groups."""
    for role in index.of(*_ROLES):
        for position, entry in enumerate(rows(role.data, "rules")):
            for key in ("verbs", "resources", "apiGroups", "nonResourceURLs"):
                if "*" in words(entry, key):
                    yield Violation(
                        role, f"rules[{position}].{key}", "a list of what is needed", "*", "name each of them"
                    )


@rule("policy/cluster-admin")
def no_cluster_admin(index: Index) -> Iterator[Violation]:
    """No binding gives the role cluster-admin."""
    for binding in index.of(*_BINDINGS):
        if text(binding.data, "roleRef", "name") == "cluster-admin":
            yield Violation(
                binding, "roleRef.name", "a role with the least rights", "cluster-admin", "write a role for the task"
            )
