"""One environment as plain typed data: everything that a platform is made from, and the rules across its parts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Annotated

from inference_platform.checks import PolicyException
from inference_platform.connections import CacheConnection, DatabaseConnection, GatewayRef
from inference_platform.constructs.gateway import GatewayProps
from inference_platform.constructs.inference_gateway import InferenceGatewayProps
from inference_platform.constructs.knative.existing import ExistingKnative
from inference_platform.constructs.knative.props import KnativeConfigMapsProps, KnativeProps
from inference_platform.constructs.litellm import LiteLLMProps
from inference_platform.constructs.namespace import NamespaceProps
from inference_platform.constructs.postgres import PostgresProps
from inference_platform.constructs.secrets import SecretSource
from inference_platform.constructs.serving import ServedModel, ServingProps
from inference_platform.constructs.serving.knative import limit_problems
from inference_platform.constructs.serving.priority import PriorityClassesProps
from inference_platform.constructs.serving.together import together_problems
from inference_platform.constructs.valkey import ValkeyProps
from inference_platform.constructs.wiring import NetworkProps
from inference_platform.errors import Problem
from inference_platform.model_refs import InferenceGatewayRef
from inference_platform.units import DnsLabel, Matches

__all__ = ["Environment"]

KindName = Annotated[
    str,
    Matches(
        r"[a-z0-9.-]*/[A-Z][A-Za-z0-9]*",
        "a group and a kind such as keda.sh/ScaledObject",
        "write the API group without its version",
    ),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Environment:
    """A platform in one cluster.

    A required choice has no default: a new environment does not type-check until it is made.
    """

    name: DnsLabel
    """Name of the environment; the folder below `dist/` and the beginning of every message."""

    namespace: DnsLabel = "llm-platform"
    """Namespace of everything that is not cluster-scoped."""

    platform: DnsLabel = "infra"
    """Beginning of the names of all objects: `<platform>-gateway`, `<platform>-postgresql` and so on."""

    gateway: GatewayProps | GatewayRef
    """The edge: settings of our own Gateway, or `GatewayRef.existing` for one that another team runs."""

    proxy: LiteLLMProps
    """The LiteLLM proxy and its models."""

    master_key: SecretSource
    """Where LiteLLM's master key comes from; key `master-key`."""

    salt_key: SecretSource
    """Where the key comes from that encrypts credentials in the database; key `salt-key`. It must never change."""

    database: PostgresProps | DatabaseConnection | None = PostgresProps()
    """Settings of our own PostgreSQL, `DatabaseConnection.existing` for one run elsewhere, or none: then LiteLLM
    knows no virtual keys, teams, budgets and spend."""

    cache: ValkeyProps | CacheConnection | None = ValkeyProps()
    """Settings of our own Valkey, `CacheConnection.existing` for one run elsewhere, or none: then limits hold per
    process only and no answer is cached."""

    cache_password: SecretSource | None = None
    """Where the password of our own Valkey comes from; key `valkey-password`."""

    models: tuple[ServedModel, ...] = ()
    """Models that the platform serves itself; `InferencePlatform.add_model` adds more."""

    serving: ServingProps = ServingProps()
    """What they share: tokens, the downloader, the Prometheus for autoscaling."""

    inference_gateway: InferenceGatewayProps | InferenceGatewayRef = InferenceGatewayProps()
    """The Gateway in front of them: settings of our own, which is made when a model needs it, or
    `InferenceGatewayRef.existing`."""

    priority_classes: PriorityClassesProps | None = None
    """PriorityClasses of the cluster for the models. Default: none are made."""

    knative: KnativeProps | KnativeConfigMapsProps | ExistingKnative | None = None
    """Knative Serving, for models that scale to zero: our own installation by its operator, only the settings of one
    that was installed without it, or one that others run. Default: there is none."""

    network: NetworkProps = NetworkProps()
    """What network policies must know about the cluster."""

    namespace_props: NamespaceProps = NamespaceProps()
    """The namespace itself."""

    policy_exceptions: tuple[PolicyException, ...] = ()
    """Rules of the checks that single objects may break, each with its reason. Default: none."""

    other_kinds: tuple[KindName, ...] = ()
    """Kinds that other teams' charts in the same app may contain although no schema is known here, as
    `<group>/<Kind>`. Default: none."""

    def rules(self) -> Iterator[Problem]:
        """Rules across the parts of an environment."""
        own_cache = isinstance(self.cache, ValkeyProps)
        if own_cache and self.cache_password is None:
            yield Problem(
                field="cache_password",
                must_be="given with an own Valkey",
                got="nothing",
                do="choose ExistingSecret, StoreSecret or GeneratedSecret",
            )
        if isinstance(self.inference_gateway, InferenceGatewayRef) and self.inference_gateway.gateway.service is None:
            yield Problem(
                field="inference_gateway.gateway.service",
                must_be="given, because the proxy sends its requests there",
                got=None,
                do="name the Service of its Envoy pods with GatewayRef.existing(service=...)",
            )
        yield from self._model_rules()
        if not own_cache and self.cache_password is not None:
            yield Problem(
                field="cache_password",
                must_be="left out without an own Valkey",
                got=type(self.cache_password).__name__,
                do="give the password to CacheConnection.existing",
            )

    def _model_rules(self) -> Iterator[Problem]:
        """Rules between the models and what they share."""
        for name, times in Counter(model.name for model in self.models).items():
            if times > 1:
                yield Problem(
                    field="models",
                    must_be="models with different names",
                    got=f"{name} {times} times",
                    do="rename one of them; several may share the first name of served_as",
                )
        for number, model in enumerate(self.models):
            found = self.model_problems(model, others=self.models[:number])
            yield from (problem.under(f"models[{number}]") for problem in found)

    def model_problems(self, model: ServedModel, *, others: Iterable[ServedModel] = ()) -> Iterator[Problem]:
        """What a model needs that this environment does not have, and what others have already.

        Args:
            model: A model whose own rules hold.
            others: Models that came before it.
        """
        yield from together_problems(model, others=others, external=self.proxy.config.models)
        if self.knative is not None:
            yield from limit_problems(model, autoscaler=self.knative.autoscaler, defaults=self.knative.defaults)
        elif model.knative:
            yield Problem(
                field="autoscaling",
                must_be="other than KnativeScaling in an environment without knative",
                got="KnativeScaling",
                do="set knative of the environment to KnativeProps(), or to ExistingKnative(features=...) for one that "
                "others run",
            )
