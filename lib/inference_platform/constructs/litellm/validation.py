"""What is wrong with a proxy that only its settings and its references together show."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from inference_platform.connections import DatabaseConnection, GatewayRef
from inference_platform.constructs.litellm.config import RenderedConfig, timeout_problems
from inference_platform.constructs.litellm.deployment import own_variables
from inference_platform.constructs.litellm.models import LiteLLMModel
from inference_platform.constructs.litellm.props import LiteLLMProps
from inference_platform.constructs.litellm.route_props import RouteProps
from inference_platform.constructs.litellm.version import LiteLLMVersion
from inference_platform.errors import Problem
from inference_platform.refs import ConfigMapRef
from inference_platform.units import seconds_of

__all__ = ["LONGEST_NAME", "Together"]

LONGEST_NAME = 44
"""Leaves room for what the migration Job's name, a DNS label of at most 63 characters, adds."""

_ASKS_DATABASE = LiteLLMVersion.of("1.101.6")
"""First looked-at release whose extra `extra-proxy`, which the image installs, brings psycopg; 1.100.5 does not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Together:
    """Settings and references of one proxy."""

    name: str
    namespace: str
    props: LiteLLMProps
    rendered: RenderedConfig
    models: tuple[LiteLLMModel, ...]
    """Models besides those of the settings."""

    database: DatabaseConnection | None
    gateway: GatewayRef | None
    ca_bundle: ConfigMapRef | None

    def problems(self) -> Iterator[Problem]:
        """Every problem."""
        yield from self._name()
        yield from self.props.shutdown.problems(self.rendered.graceful_shutdown_seconds)
        yield from self._pull_secrets()
        yield from self._bundle()
        yield from self._variables()
        yield from self._waiting()
        yield from self._metrics()
        yield from self._route()

    def _name(self) -> Iterator[Problem]:
        if re.fullmatch(r"[a-z]([-a-z0-9]*[a-z0-9])?", self.name) is None or len(self.name) > LONGEST_NAME:
            yield Problem(
                field="name",
                must_be=f"a DNS label that begins with a letter, at most {LONGEST_NAME} characters",
                got=self.name,
                do="shorten it or replace the other characters",
            )

    def _pull_secrets(self) -> Iterator[Problem]:
        for secret in self.props.image_pull_secrets:
            if secret.namespace != self.namespace:
                yield Problem(
                    field="image_pull_secrets",
                    must_be=f"in namespace {self.namespace}, where the pods run",
                    got=f"{secret.namespace}/{secret.name}",
                    do="copy the Secret there",
                )

    def _bundle(self) -> Iterator[Problem]:
        bundle = self.ca_bundle
        if bundle is not None and (bundle.namespace != self.namespace or len(bundle.keys) != 1):
            yield Problem(
                field="ca_bundle",
                must_be=f"one key of a ConfigMap in namespace {self.namespace}",
                got=f"{bundle.namespace}/{bundle.name} with keys {', '.join(bundle.keys) or 'not named'}",
                do="name the key with ConfigMapRef.existing(keys=(...,)), and copy the ConfigMap there",
            )

    def _waiting(self) -> Iterator[Problem]:
        version = LiteLLMVersion.of(self.props.config.version)
        if self.database and self.props.migration.wait_for_database and version < _ASKS_DATABASE:
            yield Problem(
                field="migration.wait_for_database",
                must_be=f"off before LiteLLM {_ASKS_DATABASE}, whose image cannot ask the database",
                got=f"version {version}",
                do="raise the version, or turn it off and order the migration before the rollout",
            )

    def _metrics(self) -> Iterator[Problem]:
        settings = self.props.config.litellm_settings
        if self.props.monitoring.enabled and "prometheus" not in (*settings.callbacks, *settings.success_callback):
            yield Problem(
                field="monitoring.enabled",
                must_be="false without the callback prometheus, which makes the metrics",
                got=True,
                do="add prometheus to config.litellm_settings.callbacks, or turn monitoring off",
            )

    def _variables(self) -> Iterator[Problem]:
        taken = {variable.name for variable in self.rendered.environment}
        for variable in sorted(taken & own_variables(self.ca_bundle).keys()):
            yield Problem(
                field="config.extra_environment",
                must_be=f"without {variable}, which the proxy decides",
                got=variable,
                do="remove it",
            )

    def _route(self) -> Iterator[Problem]:
        route = self.props.route
        if self.gateway is None:
            if route != RouteProps():
                yield Problem(
                    field="route",
                    must_be="left out without a gateway",
                    got=route,
                    do="give LiteLLMProxy the gateway, or remove the route's settings",
                )
            return
        yield from (problem.under("route") for problem in route.hostname_problems(self.gateway))
        for field in ("request_timeout", "stream_idle_timeout"):
            limit = getattr(route, field)
            if limit is not None and seconds_of(limit):
                yield from timeout_problems(
                    self.props.config,
                    models=self.models,
                    route_timeout=seconds_of(limit),
                    field=f"route.{field}",
                )
