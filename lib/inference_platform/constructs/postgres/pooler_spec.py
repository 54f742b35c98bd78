"""The spec of CloudNativePG's Pooler from the settings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from inference_platform.constructs.pods import spread
from inference_platform.constructs.postgres.pod_parts import resources_of, tolerations_of
from inference_platform.constructs.postgres.pooler import PoolerProps
from inference_platform.refs import SecretRef
from inference_platform_crds import cnpg

__all__ = ["pooler_spec"]


def pooler_spec(
    cluster: str, props: PoolerProps, *, labels: Mapping[str, str], image_pull_secrets: Sequence[SecretRef]
) -> cnpg.PoolerSpec:
    """The whole spec.

    Args:
        cluster: Name of the Cluster.
        props: The settings.
        labels: Labels by which the operator's Deployment selects the pods.
        image_pull_secrets: Secrets for a private registry.
    """
    return cnpg.PoolerSpec(
        cluster=cnpg.PoolerSpecCluster(name=cluster),
        type="rw",
        instances=props.instances,
        deployment_strategy=_strategy(props.instances),
        pgbouncer=cnpg.PoolerSpecPgbouncer(
            image=props.image, pool_mode=props.pool_mode, parameters=dict(sorted(props.settings().items()))
        ),
        template=cnpg.PoolerSpecTemplate(spec=_pod(props, labels, image_pull_secrets)),
    )


def _strategy(instances: int) -> cnpg.PoolerSpecDeploymentStrategy:
    """A rollout never opens more pools than the arithmetic of connections counts."""
    several = instances > 1
    return cnpg.PoolerSpecDeploymentStrategy(
        type="RollingUpdate",
        rolling_update=cnpg.PoolerSpecDeploymentStrategyRollingUpdate(
            max_surge=0 if several else 1, max_unavailable=1 if several else 0
        ),
    )


def _pod(
    props: PoolerProps, labels: Mapping[str, str], image_pull_secrets: Sequence[SecretRef]
) -> cnpg.PoolerSpecTemplateSpec:
    """Only what the operator lets us choose: it adds images, commands, probes, volumes and security contexts.

    The resources of its init container come from us too, or it would have none.
    """
    resources = resources_of(props.resources)
    constraints: Any = spread(labels)
    return cnpg.PoolerSpecTemplateSpec(
        containers=[cnpg.PoolerSpecTemplateSpecContainers(name="pgbouncer", resources=resources)],
        init_containers=[cnpg.PoolerSpecTemplateSpecContainers(name="bootstrap-controller", resources=resources)],
        enable_service_links=False,
        topology_spread_constraints=constraints,
        node_selector=props.placement.node_selector_or_none(),
        tolerations=tolerations_of(props.placement),
        priority_class_name=props.placement.priority_class_name(),
        image_pull_secrets=[cnpg.PoolerSpecTemplateSpecImagePullSecrets(name=each.name) for each in image_pull_secrets]
        or None,
    )
