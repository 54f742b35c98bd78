"""What the picker may do at the API server."""

from __future__ import annotations

from inference_platform.constructs.endpoint_picker.version import EppVersion
from inference_platform_crds import k8s

__all__ = ["metrics_review_rules", "role_rules"]

_READ = ["get", "list", "watch"]


def role_rules(*, version: EppVersion, namespace: str, pool: str, leader_election: bool) -> list[k8s.PolicyRule]:
    """Rules of the Role in the pool's namespace.

    Every group of InferenceObjectives that the version looks for is in it: it watches those whose definitions the
    cluster has, and never becomes ready without access to them.
    """
    rules = [
        k8s.PolicyRule(api_groups=[""], resources=["pods"], verbs=_READ),
        k8s.PolicyRule(api_groups=["inference.networking.k8s.io"], resources=["inferencepools"], verbs=_READ),
        k8s.PolicyRule(
            api_groups=list(version.release.objective_groups),
            resources=["inferencemodelrewrites", "inferenceobjectives"],
            verbs=_READ,
        ),
    ]
    if leader_election:
        rules += _leader_rules(f"epp-{namespace}-{pool}.{version.release.lease_suffix}")
    return rules


def _leader_rules(lease: str) -> list[k8s.PolicyRule]:
    return [
        # an object that does not exist yet has no name to allow
        k8s.PolicyRule(api_groups=["coordination.k8s.io"], resources=["leases"], verbs=["create"]),
        k8s.PolicyRule(
            api_groups=["coordination.k8s.io"],
            resources=["leases"],
            resource_names=[lease],
            verbs=["get", "patch", "update"],
        ),
        k8s.PolicyRule(api_groups=[""], resources=["events"], verbs=["create", "patch"]),
    ]


def metrics_review_rules() -> list[k8s.PolicyRule]:
    """Rules of the ClusterRole with which the picker asks who scrapes it, and whether that is allowed."""
    return [
        k8s.PolicyRule(api_groups=["authentication.k8s.io"], resources=["tokenreviews"], verbs=["create"]),
        k8s.PolicyRule(api_groups=["authorization.k8s.io"], resources=["subjectaccessreviews"], verbs=["create"]),
    ]
