"""Everything that the LiteLLM proxy is configured with: config.yaml, arguments and environment variables.

`render_config` is pure: settings and connections go in, and a `RenderedConfig` with plain data comes out, which the
workload turns into objects. Its fields say what the containers need. Whatever cannot work is reported together.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from inference_platform.connections import CacheConnection, DatabaseConnection
from inference_platform.constructs.litellm.config_props import ConfigInputs, ConfigProps, timeouts
from inference_platform.constructs.litellm.config_rules import input_problems, input_warnings
from inference_platform.constructs.litellm.environment_variables import EnvironmentVariable
from inference_platform.constructs.litellm.models import LiteLLMModel
from inference_platform.constructs.litellm.rendering import (
    CONFIG_FILE,
    arguments,
    config_yaml,
    migration_environment,
    proxy_environment,
)
from inference_platform.errors import Problem, raise_if
from inference_platform.problems import problems_of
from inference_platform.refs import Peer, SecretKeyRef

__all__ = [
    "CONFIG_FILE",
    "ConfigProps",
    "RenderedConfig",
    "ScratchDirectory",
    "Upstream",
    "render_config",
    "timeout_problems",
]

# The flag exists since 1.82.6; without it, up to 1.102, a failed migration ends with exit code 0.
_MIGRATION = ("litellm", "--skip_server_startup", "--enforce_prisma_migration_check")


@dataclass(frozen=True, slots=True, kw_only=True)
class ScratchDirectory:
    """A directory that must be writable although the root file system is not."""

    name: str
    """Name of the volume."""

    path: str
    """Where it is mounted."""

    size: str
    """Most it may hold, as a quantity."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Upstream:
    """A server that the proxy calls for a model; one flow for network policies."""

    server: Peer
    """Its pods or addresses."""

    port: int
    """Port of the pods (not of the Service), or of the addresses."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderedConfig:
    """What the containers of the proxy and of its migration Job need."""

    config: Mapping[str, Any]
    """Plain data of config.yaml. Holds no secret: keys of Secrets stand in it as `os.environ/<NAME>`."""

    args: tuple[str, ...]
    """Arguments of the proxy's container; leave `command` alone, the image's entry point runs LiteLLM."""

    environment: tuple[EnvironmentVariable, ...]
    """Environment of the proxy's container, in a stable order, no name twice."""

    migration_command: tuple[str, ...]
    """Command of the migration Job's container; empty without a database."""

    migration_environment: tuple[EnvironmentVariable, ...]
    """Environment of the migration Job's container, which needs no config.yaml."""

    port: int
    """Port that the proxy listens on."""

    metrics_port: int | None
    """Port of the separate metrics listener without authentication, `/metrics`; None: `/metrics/` on `port`."""

    scratch: tuple[ScratchDirectory, ...]
    """Directories to mount as emptyDir in both containers."""

    graceful_shutdown_seconds: int
    """How long the proxy waits for requests after SIGTERM; the grace period must exceed it by preStop and 10 s."""

    upstreams: tuple[Upstream, ...] = ()
    """Servers of the models, without duplicates, for `Wiring.allow`."""

    secrets: tuple[SecretKeyRef, ...] = ()
    """Every key that an environment variable reads, for `Wiring.expects`."""

    warnings: tuple[str, ...] = ()
    """What works but probably is not meant, in sentences."""


def render_config(
    props: ConfigProps,
    *,
    models: tuple[LiteLLMModel, ...] = (),
    master_key: SecretKeyRef,
    salt_key: SecretKeyRef,
    database: DatabaseConnection | None,
    cache: CacheConnection | None,
    namespace: str,
    max_pods: int,
    surge: int = 1,
    complete: bool = True,
    where: object,
) -> RenderedConfig:
    """The configuration of one proxy.

    Args:
        props: What the environment chose.
        models: Models added by code, after those of the props.
        master_key: Key of the administrator.
        salt_key: What credentials in the database are encrypted with; never change it.
        database: Where keys, teams and spend are kept.
        cache: Where limits are counted for all pods together, and answers are kept.
        namespace: Where the pods run; every Secret must be there.
        max_pods: Most pods at once: the autoscaler's maximum, or the replicas, and the surge of a rollout.
        surge: How many of them exist only during a rollout.
        complete: Whether all models are known already. If not, names of missing models are not reported yet.
        where: Construct path, begins every message.

    Raises:
        InvalidSettings: With every problem.
    """
    raise_if(where, _field_problems(props, models))
    inputs = ConfigInputs(
        props=props,
        models=(*props.models, *models),
        master_key=master_key,
        salt_key=salt_key,
        database=database,
        cache=cache,
        namespace=namespace,
        max_pods=max_pods,
        surge=surge,
    )
    raise_if(where, input_problems(inputs, complete=complete))
    return _rendered(inputs)


def _field_problems(props: ConfigProps, models: tuple[LiteLLMModel, ...]) -> Iterator[Problem]:
    """What each field alone shows, so that the other rules can rely on it."""
    yield from (problem.under("config") for problem in problems_of(props))
    for index, model in enumerate(models):
        yield from (problem.under(f"models[{index}]") for problem in problems_of(model))


def _rendered(inputs: ConfigInputs) -> RenderedConfig:
    props = inputs.props
    environment = tuple(proxy_environment(inputs))
    metrics_port = props.metrics_port if props.has_metrics else None
    return RenderedConfig(
        config=config_yaml(inputs),
        args=tuple(arguments(props, metrics_port)),
        environment=environment,
        migration_command=_MIGRATION if inputs.database else (),
        migration_environment=tuple(migration_environment(inputs)),
        port=props.port,
        metrics_port=metrics_port,
        scratch=(ScratchDirectory(name="tmp", path="/tmp", size="1Gi"),),
        graceful_shutdown_seconds=props.shutdown_seconds,
        upstreams=tuple(_upstreams(inputs.models)),
        secrets=tuple(dict.fromkeys(each.value for each in environment if isinstance(each.value, SecretKeyRef))),
        warnings=tuple(input_warnings(inputs)),
    )


def _upstreams(models: tuple[LiteLLMModel, ...]) -> list[Upstream]:
    """Each server once, in the order of the models."""
    found: list[Upstream] = []
    for model in models:
        for deployment in model.deployments:
            upstream = Upstream(server=deployment.server.peer, port=deployment.server.port)
            if upstream not in found:
                found.append(upstream)
    return found


def timeout_problems(
    props: ConfigProps, *, models: tuple[LiteLLMModel, ...] = (), route_timeout: float, field: str
) -> Iterator[Problem]:
    """Timeouts of LiteLLM that the route in front would cut short.

    Args:
        props: The configuration.
        models: Models added by code.
        route_timeout: Longest that the route lets a request take, in seconds; 0 for no limit.
        field: The route's setting, for the message.
    """
    for name, seconds in timeouts(props, models):
        if 0 < route_timeout < seconds:
            yield Problem(
                field=field,
                must_be=f"at least {seconds:g} s, the config's {name}",
                got=f"{route_timeout:g} s",
                do="raise it or lower that; the client would get a 504 from the Gateway instead of LiteLLM's answer",
            )
