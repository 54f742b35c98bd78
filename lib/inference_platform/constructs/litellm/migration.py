"""The Job that brings the database's schema to the image's version, before the proxy serves with it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from constructs import Construct

from inference_platform.connections import DatabaseConnection
from inference_platform.constructs.base import namespace_of
from inference_platform.constructs.litellm.pod import PodBase, environment
from inference_platform.constructs.litellm.schema_gate import wait_container
from inference_platform.constructs.pods import (
    Resources,
    env_value,
    mount,
    resource_requirements,
    restricted_container,
)
from inference_platform.constructs.wiring import Wiring
from inference_platform.refs import Pods
from inference_platform.units import Between, Seconds
from inference_platform_crds import k8s

__all__ = ["LiteLLMMigration", "MigrationProps"]

_MIGRATIONS = "/tmp/litellm-migrations"
"""Where LiteLLM copies its migrations, because it may add a baseline to them and the image is read-only."""

_RESOLVER = "USE_V2_MIGRATION_RESOLVER"
"""The first resolver forces the schema to what its own release expects, against a newer one too; the second only
applies what is missing. It is the default from 1.104 on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MigrationProps:
    """How the database's schema is kept at the image's version."""

    enabled: bool = True
    """Whether a Job migrates the schema. Off where somebody else does; the proxy itself never does it."""

    wait_for_database: bool = True
    """Whether init containers wait: the Job's until the database answers, the proxy's until the schema has the image's
    newest migration. That makes the order right for `kubectl apply` too, and costs nothing when it was right already.
    Needs LiteLLM 1.101.6 or newer, whose image can ask the database (psycopg)."""

    active_deadline: Annotated[int, Between(60, 86_400)] = 1800
    """Longest that migrating may take with all retries, in seconds. LiteLLM's own chart gives it as long."""

    backoff_limit: Annotated[int, Between(0, 20)] = 4
    """Retries before the Job has failed."""

    ttl: Seconds | None = None
    """How long the finished Job stays, in seconds. Default: until it is pruned, because a GitOps controller makes a
    Job again that deleted itself."""

    resources: Resources = Resources(cpu="250m", memory="1Gi")
    """Resources of the Job; it loads the whole of LiteLLM (350 MiB measured) and runs Prisma's engine beside."""


class LiteLLMMigration(Construct):
    """The Job with its own ServiceAccount and network policy.

    Its name ends in a digest of all that it does, so a new image makes a new Job instead of an update that the API
    server refuses. The pods' labels fit no selector of the proxy: neither its Service, nor its disruption budget,
    nor its autoscaler sees them.

    Args:
        scope: The proxy.
        id: Its construct id.
        name: Stem of its objects' names.
        labels: Labels of every object and of the pods.
        selector: Those labels that select the pods.
        pod: What these pods have in common with the proxy's.
        database: The database; migrations go to its read-write server, poolers break their locks.
        props: What the environment chose.
    """

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        name: str,
        labels: Mapping[str, str],
        selector: Mapping[str, str],
        pod: PodBase,
        database: DatabaseConnection,
        props: MigrationProps,
    ) -> None:
        super().__init__(scope, id)
        self._name = name
        self._labels = dict(labels)
        self._pod = pod
        self._database = database
        self._props = props
        pods = Pods(namespace_of(self), dict(selector))
        Wiring.of(self).protect(self, "NetworkPolicy", name=name, pods=pods)
        Wiring.of(self).allow(client=pods, server=database.direct_server, port=database.direct_port)
        k8s.ServiceAccount(
            self,
            "ServiceAccount",
            metadata=k8s.ObjectMeta(name=name, labels=self._labels),
            automount_service_account_token=False,
        )
        spec = self._job_spec()
        k8s.Job(
            self,
            "Job",
            metadata=k8s.ObjectMeta(name=f"{name}-{_digest(spec)}", labels=self._labels),
            spec=spec,
        )

    def _job_spec(self) -> k8s.JobSpec:
        return k8s.JobSpec(
            active_deadline_seconds=self._props.active_deadline,
            backoff_limit=self._props.backoff_limit,
            ttl_seconds_after_finished=self._props.ttl,
            template=k8s.PodTemplateSpec(
                metadata=k8s.ObjectMeta(labels=self._labels),
                spec=self._pod.spec(
                    service_account=self._name,
                    # Failed pods stay, and with them the logs that say why.
                    restart_policy="Never",
                    init_containers=[self._wait()] if self._props.wait_for_database else [],
                    containers=[self._container()],
                ),
            ),
        )

    def _wait(self) -> k8s.Container:
        """A fresh platform's database takes minutes; without waiting, retries would be used up before."""
        return wait_container(
            image=self._pod.image,
            pull_policy=self._pod.pull_policy,
            database=self._database,
            wait_for="database",
            seconds=self._props.active_deadline,
        )

    def _container(self) -> k8s.Container:
        rendered = self._pod.rendered
        return k8s.Container(
            name="migrate",
            image=self._pod.image,
            image_pull_policy=self._pod.pull_policy,
            command=list(rendered.migration_command),
            working_dir="/app",
            env=self._environment(),
            resources=resource_requirements(self._props.resources),
            security_context=restricted_container(),
            volume_mounts=[mount(each.name, each.path) for each in self._pod.scratch],
        )

    def _environment(self) -> list[k8s.EnvVar]:
        variables = self._pod.rendered.migration_environment
        taken = {each.name for each in variables}
        own = {"LITELLM_MIGRATION_DIR": _MIGRATIONS, _RESOLVER: "true"}
        return [*environment(variables), *(env_value(name, own[name]) for name in own if name not in taken)]


def _digest(spec: k8s.JobSpec) -> str:
    """Ten hexadecimal digits that change with the spec."""
    return hashlib.sha256(json.dumps(spec, sort_keys=True).encode()).hexdigest()[:10]
