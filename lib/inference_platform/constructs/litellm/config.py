"""Everything that the LiteLLM proxy is configured with: config.yaml, arguments and environment variables.

Contract with the workload (constructs/litellm/proxy.py), which turns the result into objects:

    props: ConfigProps                       plain data of an environment; nested in the workload's own props, so that
                                             `check_props` reports its problems as `config.<field> must be ...`
    rendered = render_config(                pure; the same input gives an equal result
        props,
        models=(),                           models added by code (`add_model`), after `props.models`
        master_key=SecretKeyRef,             read as PROXY_MASTER_KEY
        salt_key=SecretKeyRef,               read as LITELLM_SALT_KEY; never change it
        database=DatabaseConnection | None,
        cache=CacheConnection | None,
        namespace="llm-platform",            where the pods run; every Secret must be there
        max_pods=3,                          most pods at once: HPA maximum (or replicas) plus the surge of a rollout
        where=path_of(self),                 begins every message
    )                                        raises InvalidSettings with every problem together

`RenderedConfig` has what the two containers need; see its fields.

    timeout_problems(props, route_timeout=seconds_of("10m"), field="route.timeout")   for the HTTPRoute of the proxy
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from inference_platform.constructs.litellm.environment_variables import EnvironmentVariable
from inference_platform.refs import Peer, SecretKeyRef

__all__ = ["ConfigProps", "RenderedConfig", "ScratchDirectory", "Upstream"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfigProps:
    """What an environment may choose about the configuration of the proxy."""


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
    """Environment of the migration Job's container; the Job needs config.yaml not."""

    port: int
    """Port that the proxy listens on."""

    metrics_port: int | None
    """Port of the separate metrics listener without authentication, `/metrics`; None: `/metrics/` on `port`."""

    scratch: tuple[ScratchDirectory, ...]
    """Directories to mount as emptyDir in both containers."""

    graceful_shutdown_seconds: int
    """How long the proxy waits for requests after SIGTERM; the pod's grace period must be longer by 10 s and preStop."""

    upstreams: tuple[Upstream, ...] = ()
    """Servers of the models, without duplicates, for `Wiring.allow`."""

    secrets: tuple[SecretKeyRef, ...] = ()
    """Every key that an environment variable reads, for `Wiring.expects`."""

    warnings: tuple[str, ...] = field(default=())
    """What works but probably is not meant, in sentences."""
