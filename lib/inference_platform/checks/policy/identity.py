"""Rules: every workload is somebody of its own and carries no token that it has no use for."""

from __future__ import annotations

from collections.abc import Iterator

from inference_platform.checks import kinds
from inference_platform.checks.index import Index
from inference_platform.checks.reading import rows, text, value_at
from inference_platform.checks.rule import Violation, rule

__all__ = ["own_account", "token"]


@rule("policy/service-account")
def own_account(index: Index) -> Iterator[Violation]:
    """No pod runs as the namespace's default ServiceAccount."""
    for template in index.complete_templates:
        if template.service_account == "default":
            yield Violation(
                template.manifest,
                f"{template.field}.serviceAccountName",
                "a ServiceAccount of its own",
                "default",
                "add one: rights for one workload must not reach another",
            )


@rule("policy/token")
def token(index: Index) -> Iterator[Violation]:
    """A pod gets a token for the API server only if a role is bound to its ServiceAccount."""
    bound = _bound_accounts(index)
    for template in index.complete_templates:
        account = (template.namespace, template.service_account)
        mounted = template.spec.get("automountServiceAccountToken")
        if mounted is None:
            manifest = index.manifest(kinds.SERVICE_ACCOUNT, *account)
            mounted = value_at(manifest.data, "automountServiceAccountToken") if manifest else None
        if mounted is not False and account not in bound:
            yield Violation(
                template.manifest,
                f"{template.field}.automountServiceAccountToken",
                "false while no role is bound to the account",
                "nothing" if mounted is None else str(mounted).lower(),
                "write false, or bind the role that the pod needs",
            )


def _bound_accounts(index: Index) -> set[tuple[str, str]]:
    """Namespace and name of every ServiceAccount that a binding of the output names."""
    return {
        (text(subject, "namespace") or binding.namespace, text(subject, "name"))
        for binding in index.of(kinds.ROLE_BINDING, kinds.CLUSTER_ROLE_BINDING)
        for subject in rows(binding.data, "subjects")
        if text(subject, "kind") == "ServiceAccount"
    }
