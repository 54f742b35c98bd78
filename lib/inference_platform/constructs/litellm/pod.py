"""What the pods of the proxy and of its migration have in common."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from inference_platform.constructs.litellm.config import RenderedConfig, ScratchDirectory
from inference_platform.constructs.litellm.environment_variables import EnvironmentVariable
from inference_platform.constructs.pods import Placement, empty_dir, env_secret, env_value, restricted_pod
from inference_platform.refs import SecretKeyRef, SecretRef
from inference_platform_crds import k8s

__all__ = ["PodBase", "environment"]

_NOBODY = 65534
"""User `nobody`, which `litellm-non_root` runs as."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PodBase:
    """Image, security and placement."""

    image: str
    pull_policy: Literal["Always", "IfNotPresent", "Never"] | None
    pull_secrets: tuple[SecretRef, ...]
    placement: Placement
    rendered: RenderedConfig

    @property
    def scratch(self) -> tuple[ScratchDirectory, ...]:
        """Writable directories; the root file system is read-only."""
        return self.rendered.scratch

    def spec(
        self,
        *,
        service_account: str,
        containers: list[k8s.Container],
        init_containers: list[k8s.Container],
        volumes: Iterable[k8s.Volume] = (),
        restart_policy: Literal["Always", "Never"] | None = None,
        grace: int | None = None,
        spread: list[k8s.TopologySpreadConstraint] | None = None,
    ) -> k8s.PodSpec:
        """The pod spec around some containers."""
        return k8s.PodSpec(
            service_account_name=service_account,
            automount_service_account_token=False,
            # A Service called `redis` would inject REDIS_PORT=tcp://..., a name that LiteLLM reads.
            enable_service_links=False,
            image_pull_secrets=[k8s.LocalObjectReference(name=each.name) for each in self.pull_secrets] or None,
            security_context=restricted_pod(user=_NOBODY),
            init_containers=init_containers or None,
            containers=containers,
            volumes=[*volumes, *(empty_dir(each.name, each.size) for each in self.scratch)],
            restart_policy=restart_policy,
            termination_grace_period_seconds=grace,
            topology_spread_constraints=spread,
            node_selector=self.placement.node_selector_or_none(),
            tolerations=self.placement.toleration_specs(),
            priority_class_name=self.placement.priority_class_name(),
        )


def environment(variables: Iterable[EnvironmentVariable]) -> list[k8s.EnvVar]:
    """Environment variables as a container takes them."""
    return [
        env_secret(each.name, each.value) if isinstance(each.value, SecretKeyRef) else env_value(each.name, each.value)
        for each in variables
    ]
