"""The LiteLLM proxy: an OpenAI-compatible API with keys, teams, budgets and limits in front of every model."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from constructs import Construct

from inference_platform.connections import CacheConnection, DatabaseConnection, GatewayRef
from inference_platform.constructs.base import check_props, namespace_of, path_of, selector_labels, standard_labels
from inference_platform.constructs.litellm.autoscaling import autoscaler_spec
from inference_platform.constructs.litellm.config import RenderedConfig, render_config
from inference_platform.constructs.litellm.deployment import MAX_SURGE, Workload, deployment_spec, service_spec
from inference_platform.constructs.litellm.disruption import budget_spec
from inference_platform.constructs.litellm.flows import open_flows, open_upstreams
from inference_platform.constructs.litellm.migration import LiteLLMMigration
from inference_platform.constructs.litellm.models import LiteLLMModel
from inference_platform.constructs.litellm.monitoring import LiteLLMMonitoring
from inference_platform.constructs.litellm.pod import PodBase
from inference_platform.constructs.litellm.props import LiteLLMProps
from inference_platform.constructs.litellm.route import LiteLLMRoute, longest_silence
from inference_platform.constructs.litellm.schema_gate import wait_container
from inference_platform.constructs.litellm.validation import Together
from inference_platform.constructs.wiring import Wiring
from inference_platform.errors import raise_if
from inference_platform.refs import ConfigMapRef, Pods, SecretKeyRef, ServiceAccountRef, ServiceRef
from inference_platform.yaml_text import to_yaml
from inference_platform_crds import k8s

__all__ = ["LiteLLMProxy"]

_APP = "litellm"
_DEFAULTS = LiteLLMProps()


class LiteLLMProxy(Construct):
    """The proxy with everything around it: configuration, pods, Service, migration, route, monitoring, policies.

    Args:
        scope: Chart in whose namespace it runs.
        id: Its construct id.
        name: Name of its objects, for example `platform-litellm-proxy`; at most 44 characters.
        database: Where keys, teams and spend are kept. None: no keys but the master key, no budgets, no migration.
        master_key: Key of the administrator; clients get keys that are made with it. Begins with `sk-`.
        salt_key: What credentials in the database are encrypted with; changing it loses them all.
        cache: Where limits are counted for all pods together, and answers are kept.
        gateway: What the proxy is reachable through. None: only inside the cluster.
        models: Models besides those of `props.config`.
        complete: Whether those are all. If not, a fallback may name a model that `add_models` brings later.
        ca_bundle: ConfigMap whose one key holds the certificates of the authorities to trust, the public ones too,
            because it replaces the image's.
        props: What the environment chose.

    Raises:
        InvalidSettings: With every problem that was found.
    """

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        name: str,
        database: DatabaseConnection | None,
        master_key: SecretKeyRef,
        salt_key: SecretKeyRef,
        cache: CacheConnection | None = None,
        gateway: GatewayRef | None = None,
        models: tuple[LiteLLMModel, ...] = (),
        complete: bool = True,
        ca_bundle: ConfigMapRef | None = None,
        props: LiteLLMProps = _DEFAULTS,
    ) -> None:
        super().__init__(scope, id)
        check_props(self, props)
        self._name, self._props = name, props
        self._database, self._cache, self._gateway = database, cache, gateway
        self._master_key, self._salt_key, self._ca_bundle = master_key, salt_key, ca_bundle
        self._namespace = namespace_of(self)
        self._models = models
        self._rendered = self._render(complete=complete)
        raise_if(path_of(self), self._together().problems())
        self._selector = selector_labels(name=_APP, instance=name, component="proxy")
        self._labels = standard_labels(name=_APP, instance=name, component="proxy")
        self.pods = Pods(self._namespace, self._selector)
        """The proxy's pods, for network policies."""
        self._protect()
        self._config_map = self._make_config_map()
        self._make_service_account()
        self._deployment = self._make_deployment()
        self._make_service()
        self._make_scaling()
        self._make_migration()
        self._route = self._make_route()
        self._make_monitoring()

    def add_models(self, *models: LiteLLMModel, complete: bool = True) -> None:
        """Serve more models.

        Args:
            models: The models.
            complete: Whether they are the last ones. If not, a fallback may name a model that is still to come.

        Raises:
            InvalidSettings: They do not fit each other or those before.
        """
        self.replace_models(*self._models, *models, complete=complete)

    def replace_models(self, *models: LiteLLMModel, complete: bool = True) -> None:
        """Serve these models besides those of `props.config`, instead of all that were given before.

        Args:
            models: The models.
            complete: Whether a fallback may only name these and those of `props.config`.

        Raises:
            InvalidSettings: They do not fit each other.
        """
        self._models = models
        self._rendered = self._render(complete=complete)
        raise_if(path_of(self), self._together().problems())
        self._config_map.manifest["data"] = self._config_data()
        self._deployment.manifest["spec"] = self._deployment_spec()
        open_upstreams(self, pods=self.pods, rendered=self._rendered)
        if self._route:
            self._route.outlast(self._silence())

    @property
    def ref(self) -> ServiceRef:
        """The proxy inside the cluster, for those who call it."""
        return ServiceRef(
            namespace=self._namespace,
            name=self._name,
            port=self._rendered.port,
            pods=self.pods,
            port_name="http",
        )

    @property
    def service(self) -> ServiceRef:
        """The same as `ref`."""
        return self.ref

    @property
    def service_account(self) -> ServiceAccountRef:
        """What the proxy's pods run as."""
        return ServiceAccountRef(namespace=self._namespace, name=self._name)

    @property
    def public_url(self) -> str | None:
        """Base URL for clients outside, without `/v1`; None if there is no Gateway or no host name."""
        return self._props.route.public_url(self._gateway) if self._gateway else None

    @property
    def admin_url(self) -> str | None:
        """URL of the admin UI outside; None unless `route.admin_hostnames` publishes it."""
        url = self._props.route.admin_url(self._gateway) if self._gateway else None
        return f"{url}/ui" if url else None

    @property
    def warnings(self) -> tuple[str, ...]:
        """What works but probably is not meant, in sentences."""
        return self._rendered.warnings

    def _render(self, *, complete: bool) -> RenderedConfig:
        return render_config(
            self._props.config,
            models=self._models,
            master_key=self._master_key,
            salt_key=self._salt_key,
            database=self._database,
            cache=self._cache,
            namespace=self._namespace,
            max_pods=self._props.max_pods,
            surge=MAX_SURGE,
            complete=complete,
            where=path_of(self),
        )

    def _together(self) -> Together:
        return Together(
            name=self._name,
            namespace=self._namespace,
            props=self._props,
            rendered=self._rendered,
            models=self._models,
            database=self._database,
            gateway=self._gateway,
            ca_bundle=self._ca_bundle,
        )

    def _protect(self) -> None:
        wiring = Wiring.of(self)
        wiring.protect(self, "NetworkPolicy", name=self._name, pods=self.pods)
        wiring.expects(self._gateway, self._ca_bundle, self._props.placement.priority_class)
        wiring.expects(*self._props.image_pull_secrets)
        open_flows(
            self,
            pods=self.pods,
            props=self._props,
            port=self._rendered.port,
            database=self._database,
            cache=self._cache,
        )
        open_upstreams(self, pods=self.pods, rendered=self._rendered)

    def _config_data(self) -> dict[str, str]:
        return {"config.yaml": to_yaml(self._rendered.config)}

    def _make_config_map(self) -> k8s.ConfigMap:
        return k8s.ConfigMap(self, "ConfigMap", metadata=self._metadata(), data=self._config_data())

    def _metadata(self, annotations: Mapping[str, str] | None = None) -> k8s.ObjectMeta:
        return k8s.ObjectMeta(name=self._name, labels=self._labels, annotations=dict(annotations or {}) or None)

    def _make_service_account(self) -> None:
        k8s.ServiceAccount(
            self,
            "ServiceAccount",
            metadata=self._metadata(self._props.service_account_annotations),
            automount_service_account_token=False,
        )

    def _make_deployment(self) -> k8s.Deployment:
        return k8s.Deployment(
            self,
            "Deployment",
            metadata=self._metadata(self._props.deployment_annotations),
            spec=self._deployment_spec(),
        )

    def _deployment_spec(self) -> k8s.DeploymentSpec:
        props = self._props
        checksum = hashlib.sha256(self._config_data()["config.yaml"].encode()).hexdigest()
        return deployment_spec(
            Workload(
                name=self._name,
                labels=self._labels | dict(props.pod_labels or {}),
                selector=self._selector,
                annotations={"checksum/config": checksum, **(props.pod_annotations or {})},
                replicas=None if props.autoscaling else props.min_pods,
                pod=self._pod(),
                init_containers=self._gate(),
                resources=props.resources,
                probes=props.probes,
                shutdown=props.shutdown,
                ca_bundle=self._ca_bundle,
                base_url=self._base_url(),
                patience=props.migration.active_deadline if self._gate() else 0,
            )
        )

    def _base_url(self) -> str | None:
        route = self._props.route
        return (route.admin_url(self._gateway) or route.public_url(self._gateway)) if self._gateway else None

    def _pod(self) -> PodBase:
        return PodBase(
            image=self._props.image,
            pull_policy=self._props.image_pull_policy,
            pull_secrets=self._props.image_pull_secrets,
            placement=self._props.placement,
            rendered=self._rendered,
        )

    def _gate(self) -> tuple[k8s.Container, ...]:
        if self._database is None or not self._props.migration.wait_for_database:
            return ()
        return (
            wait_container(
                image=self._props.image,
                pull_policy=self._props.image_pull_policy,
                database=self._database,
                wait_for="schema",
                seconds=self._props.migration.active_deadline,
            ),
        )

    def _make_service(self) -> None:
        k8s.Service(
            self,
            "Service",
            metadata=self._metadata(self._props.service_annotations),
            spec=service_spec(self._rendered, self._selector),
        )

    def _make_scaling(self) -> None:
        if self._props.autoscaling:
            k8s.HorizontalPodAutoscaler(
                self,
                "HorizontalPodAutoscaler",
                metadata=self._metadata(),
                spec=autoscaler_spec(self._props.autoscaling, self._name),
            )
        budget = self._props.disruption_budget
        if budget and self._props.min_pods > 1:
            k8s.PodDisruptionBudget(
                self,
                "PodDisruptionBudget",
                metadata=self._metadata(),
                spec=budget_spec(budget, self._selector),
            )

    def _make_migration(self) -> None:
        if self._database is None or not self._props.migration.enabled:
            return
        LiteLLMMigration(
            self,
            "Migration",
            name=f"{self._name}-migrate",
            labels=standard_labels(name=_APP, instance=self._name, component="migration"),
            selector=selector_labels(name=_APP, instance=self._name, component="migration"),
            pod=self._pod(),
            database=self._database,
            props=self._props.migration,
        )

    def _make_route(self) -> LiteLLMRoute | None:
        if self._gateway is None:
            return None
        Wiring.of(self).allow(client=self._gateway.pods, server=self.pods, port=self._rendered.port)
        return LiteLLMRoute(
            self,
            "Route",
            name=self._name,
            labels=self._labels,
            gateway=self._gateway,
            service=self.ref,
            silence=self._silence(),
            props=self._props.route,
        )

    def _silence(self) -> int:
        return longest_silence(self._props.config, self._models)

    def _make_monitoring(self) -> None:
        if not self._props.monitoring.enabled:
            return
        separate = self._rendered.metrics_port
        Wiring.of(self).allow_monitoring(server=self.pods, port=separate or self._rendered.port)
        LiteLLMMonitoring(
            self,
            "Monitoring",
            name=self._name,
            labels=self._labels,
            service_labels=self._selector,
            port="metrics" if separate else "http",
            credentials=None if separate else self._master_key,
            props=self._props.monitoring,
        )
