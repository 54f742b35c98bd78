"""The platform: one description in, every chart of one environment out."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from cdk8s import App

from inference_platform.charts.cache import CacheChart
from inference_platform.charts.database import DatabaseChart
from inference_platform.charts.gateway import GatewayChart
from inference_platform.charts.inference_gateway import InferenceGatewayChart
from inference_platform.charts.knative import KnativeChart
from inference_platform.charts.models import ModelsChart, Surroundings
from inference_platform.charts.namespace import NamespaceChart
from inference_platform.charts.proxy import ProxyChart
from inference_platform.charts.serving import ServingChart
from inference_platform.checks import Declared, Finding, Manifest, PolicyException, check
from inference_platform.connections import CacheConnection, DatabaseConnection, GatewayRef
from inference_platform.constructs.base import name_environment
from inference_platform.constructs.knative.existing import ExistingKnative
from inference_platform.constructs.litellm import LiteLLMModel
from inference_platform.constructs.litellm.routing import missing_name
from inference_platform.constructs.model_entry import FALLBACKS, ProxyEntry, merged
from inference_platform.constructs.postgres import PostgresProps
from inference_platform.constructs.serving import ServedModel
from inference_platform.constructs.valkey import ValkeyProps
from inference_platform.constructs.wiring import Wiring
from inference_platform.environment import Environment
from inference_platform.errors import ConfigError, InvalidSettings, Problem, raise_if
from inference_platform.model_refs import InferenceGatewayRef
from inference_platform.problems import problems_of
from inference_platform.refs import GatewayClassRef
from inference_platform.render import check_target, files_of, remove_others, write
from inference_platform_bindings.resource import manifests_of

__all__ = ["FailedChecks", "InferencePlatform", "synthesize"]


_NETWORK_RULE = "policy/network"


class FailedChecks(ConfigError):  # noqa: N818 - reads as what it says
    """Finished manifests that no cluster would accept or honour; nothing was written."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("\n".join(str(finding) for finding in self.findings))


class InferencePlatform:
    """An LLM inference platform in one cluster.

    Args:
        app: An empty cdk8s app; its `outdir` is the folder of the environment.
        environment: What the platform is made from.

    Raises:
        InvalidSettings: Something in the environment cannot work; every problem is named.
    """

    def __init__(self, app: App, *, environment: Environment) -> None:
        raise_if(environment.name, problems_of(environment))
        self._app = app
        self._environment = environment
        name_environment(app, environment.name)
        self._wiring = Wiring.start(app, environment.network)
        NamespaceChart(app, "namespace", environment=environment)
        self._gateway_class: GatewayClassRef | None = None
        self.gateway, self.database, self.cache = _all_of(self._gateway, self._database, self._cache)
        """The edge gateway and the connections, for other teams' routes and workloads."""
        self.proxy = ProxyChart(
            app,
            "litellm",
            environment=environment,
            database=self.database,
            cache=self.cache,
            gateway=self.gateway,
            complete=False,
        ).proxy
        """The LiteLLM proxy."""
        self._knative()
        if environment.priority_classes:
            self._serving.make_priority_classes(environment.priority_classes)
        self._added: dict[str, ServedModel] = {}
        self._offered: list[LiteLLMModel] = []
        self._add_all(environment.models)

    @cached_property
    def inference_gateway(self) -> InferenceGatewayRef:
        """The Gateway in front of the models, for other teams' models; made when it is first asked for."""
        props = self._environment.inference_gateway
        if isinstance(props, InferenceGatewayRef):
            self._wiring.expects(props, props.gateway.service)
            return props
        return InferenceGatewayChart(
            self._app,
            "inference-gateway",
            environment=self._environment,
            gateway_class=self._gateway_class,
            props=props,
        ).ref

    def add_model(self, model: ServedModel) -> None:
        """Serve a model: its servers, the way to them, monitoring, network policies, and its entry at the proxy.

        Args:
            model: The model.

        Raises:
            InvalidSettings: It cannot work, alone or beside the others.
        """
        if not isinstance(model, ServedModel):
            problem = Problem(
                field="model",
                must_be="a model that the platform serves, such as VllmModel",
                got=type(model).__name__,
                do="put models of providers into proxy.config.models",
            )
            raise_if(self._where(), [problem])
        self._render(model)
        self._offer_models(complete=False)

    def _render(self, model: ServedModel) -> None:
        where = self._where(model.name)
        if model.name in self._added:
            problem = Problem(
                field="name",
                must_be="a name that no other model has",
                got=model.name,
                do="rename it; several models may share the first name of served_as",
            )
            raise_if(where, [problem])
        others = self._added.values()
        raise_if(where, problems_of(model) or self._environment.model_problems(model, others=others))
        self._added[model.name] = model
        self._offered.extend(self._models.add(model))

    def _add_all(self, models: Iterable[ServedModel]) -> None:
        """Add each model, and report what is wrong with all of them together."""
        errors: list[str] = []
        for model in models:
            try:
                self._render(model)
            except ConfigError as error:
                errors.append(str(error))
        if errors:
            raise ConfigError("\n".join(errors))
        self._offer_models(complete=False)

    def manifests(self) -> list[Manifest]:
        """The finished manifests of every chart of the app, also of charts that others added to it."""
        self._offer_models(complete=True)
        name = self._environment.name
        charts = [(chart, chart.node.id) for chart in self._app.charts]
        return [
            Manifest(environment=name, chart=id, data=manifest)
            for chart, id in charts
            for manifest in manifests_of(chart)
        ]

    def files(self) -> dict[str, str]:
        """The checked output: the text of each file by its path below the folder of the environment.

        Raises:
            FailedChecks: A check has found something; every finding is named.
        """
        manifests = self.manifests()
        declared = self._declared(manifests)
        findings = check(manifests, declared)
        if findings:
            raise FailedChecks(findings)
        return files_of(manifests, declared)

    def _declared(self, manifests: list[Manifest]) -> Declared:
        """What the environment states about itself; without network policies, that each workload has none."""
        stated = Declared(
            external=self._wiring.external_objects,
            exceptions=self._environment.policy_exceptions,
            kinds=self._environment.other_kinds,
        )
        if self._environment.network.enabled:
            return stated
        open_to_all = [
            PolicyException(
                rule=finding.rule,
                kind=finding.kind,
                name=finding.name,
                namespace=finding.namespace,
                reason="network policies are switched off in this environment",
            )
            for finding in check(manifests, stated)
            if finding.rule == _NETWORK_RULE
        ]
        return replace(stated, exceptions=(*stated.exceptions, *open_to_all))

    def synth(self) -> None:
        """Check everything and replace the app's `outdir` by the output; touch nothing if anything is wrong."""
        outdir = Path(self._app.outdir)
        check_target(outdir)
        write(outdir, self.files())

    def _gateway(self) -> GatewayRef:
        props = self._environment.gateway
        if isinstance(props, GatewayRef):
            self._wiring.expects(props)
            return props
        chart = GatewayChart(self._app, "gateway", environment=self._environment, props=props)
        self._gateway_class = chart.gateway_class
        return chart.ref

    def _database(self) -> DatabaseConnection | None:
        props = self._environment.database
        if not isinstance(props, PostgresProps):
            return props
        return DatabaseChart(self._app, "database", environment=self._environment, props=props).connection

    def _cache(self) -> CacheConnection | None:
        props, password = self._environment.cache, self._environment.cache_password
        if not isinstance(props, ValkeyProps) or password is None:
            return props if isinstance(props, CacheConnection) else None
        return CacheChart(self._app, "cache", environment=self._environment, props=props, password=password).connection

    def _knative(self) -> None:
        props = self._environment.knative
        if isinstance(props, ExistingKnative):
            self._wiring.expects(props)
        elif props is not None:
            KnativeChart(self._app, "knative", props=props)

    @cached_property
    def _serving(self) -> ServingChart:
        return ServingChart(self._app, "serving", environment=self._environment)

    @cached_property
    def _models(self) -> ModelsChart:
        return ModelsChart(
            self._app,
            "models",
            environment=self._environment,
            surroundings=Surroundings(
                runtime=self._serving.runtime_of,
                gateway=lambda: self.inference_gateway,
                gateway_class=self._gateway_class,
            ),
        )

    def _offer_models(self, *, complete: bool) -> None:
        """Tell the proxy about all models at once: several may share one public name.

        Args:
            complete: Whether no more will come. If not, a fallback or the other half of a canary may.
        """
        models, problems = merged(tuple(self._offered))
        if complete and (found := [*((self._where(), problem) for problem in problems), *self._lost_fallbacks()]):
            raise InvalidSettings(found)
        self.proxy.replace_models(*models, complete=complete)

    def _where(self, model: str | None = None) -> str:
        return "/".join((self._environment.name, "models", *filter(None, (model,))))

    def _lost_fallbacks(self) -> Iterator[tuple[str, Problem]]:
        """Fallbacks that are no model, at the models that name them."""
        external = self._environment.proxy.config.models
        named: list[tuple[str, str, ProxyEntry | LiteLLMModel]] = [
            *((self._where(name), "proxy", model.proxy) for name, model in self._added.items()),
            *((self._environment.name, f"proxy.config.models[{n}]", model) for n, model in enumerate(external)),
        ]
        for where, owner, each in named:
            for field in FALLBACKS:
                for fallback in getattr(each, field):
                    for problem in missing_name(f"{owner}.{field}", fallback, (*external, *self._offered)):
                        yield where, problem


_T1 = TypeVar("_T1")
_T2 = TypeVar("_T2")
_T3 = TypeVar("_T3")


def _all_of(first: Callable[[], _T1], second: Callable[[], _T2], third: Callable[[], _T3]) -> tuple[_T1, _T2, _T3]:
    """The three results, or the errors of all three in one: they do not depend on each other."""
    errors: list[str] = []
    results: list[Any] = []
    for make in (first, second, third):
        try:
            results.append(make())
        except ConfigError as error:
            errors.append(str(error))
    if errors:
        raise ConfigError("\n".join(errors))
    return results[0], results[1], results[2]


def synthesize(environments: Iterable[Environment], *, outdir: str) -> int:
    """Render environments to `<outdir>/<name>/`, all of them or none.

    Args:
        environments: What to render.
        outdir: Folder for all of them, and for nothing else: an earlier rendering of an environment that is not
            among them is removed.

    Returns:
        The exit code: 0, or 1 after every error of every environment was printed to stderr.
    """
    outputs: dict[Path, Mapping[str, str]] = {}
    errors: list[str] = []
    for environment in environments:
        target = Path(outdir) / environment.name
        try:
            check_target(target)
            outputs[target] = InferencePlatform(App(outdir=str(target)), environment=environment).files()
        except ConfigError as error:
            errors.append(str(error))
    if errors:
        print("\n".join(errors), file=sys.stderr)
        print(f"nothing was written to {outdir}", file=sys.stderr)
        return 1
    for target, files in outputs.items():
        write(target, files)
        print(f"{target}: {len(files)} files")
    remove_others(Path(outdir), keep=outputs)
    return 0
