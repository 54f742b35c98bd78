"""Valkey on the official image: one server, or a replicated set with Sentinel."""

from __future__ import annotations

from collections.abc import Mapping

from constructs import Construct

from inference_platform.connections import CacheConnection, SentinelConnection
from inference_platform.constructs.base import namespace_of, path_of, selector_labels, standard_labels
from inference_platform.constructs.valkey.config import SENTINEL_PORT, SERVER_PORT, checksum, config_data
from inference_platform.constructs.valkey.props import Exporter, Sentinel, ValkeyProps
from inference_platform.constructs.valkey.workload import EXPORTER_PORT, Workload, stateful_set_spec
from inference_platform.constructs.wiring import Wiring
from inference_platform.errors import Problem, raise_if
from inference_platform.problems import problems_of
from inference_platform.refs import Pods, SecretKeyRef, ServiceRef
from inference_platform.units import DnsLabel, Matches
from inference_platform_crds import k8s, prometheus_operator

__all__ = ["Valkey"]

_NAME = Matches(
    r"[a-z]([-a-z0-9]*[a-z0-9])?",
    "a DNS label that begins with a letter, at most 52 characters",
    "shorten it or replace the other characters",
    # Kubernetes labels the pods of a StatefulSet with its name and a hash of 10 characters, in 63 characters.
    52,
)


class Valkey(Construct):
    """A cache with a password: Valkey as a StatefulSet of its own, without an operator or a chart.

    Standalone, clients find it at the Service `<name>-primary`. With Sentinel there is no such Service: a Service
    selects pods by labels and cannot follow the primary, which changes; clients ask the Sentinels of `connection`, or
    those behind the Service `<name>-sentinel`. The Sentinels themselves ask for no password; network policies keep
    strangers away from them. A new password takes effect when the pods restart, all of a replicated set at once:
    members with different passwords do not follow each other.

    Args:
        scope: Where it is put into the construct tree.
        id: Its construct id.
        name: Name of all objects; Services add a suffix.
        password: The key of a Secret in the same namespace that holds the password; any text but an empty one.
        props: What the environment chose.

    Raises:
        InvalidSettings: The props cannot work, or the name is not usable.
        ConfigError: The password is in another namespace.
    """

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        name: DnsLabel,
        password: SecretKeyRef,
        props: ValkeyProps = ValkeyProps(),  # noqa: B008 - frozen
    ) -> None:
        super().__init__(scope, id)
        self._name = name
        self._props = props
        raise_if(path_of(self), [*_name_problems(name), *problems_of(props)])
        self._namespace = namespace_of(self)
        self._password = password.readable_from(self._namespace, by=path_of(self))
        self._selector = selector_labels(name="valkey", instance=name, component="cache")
        self.pods = Pods(self._namespace, self._selector)
        """The servers, with the Sentinels beside them."""
        self._expect()
        self._config = config_data(props)
        self._workload = self._described()
        self._objects()
        self._services()
        self._monitor()
        self._protect()
        self.connection = self._connection()
        """How to reach it."""

    def _expect(self) -> None:
        """Record what must exist, and that it lies where the pods read it."""
        wiring, path = Wiring.of(self), path_of(self)
        wiring.expects(self._password, self._props.placement.priority_class)
        for secret in self._props.image_pull_secrets:
            wiring.expects(secret.key(".dockerconfigjson").readable_from(self._namespace, by=path))
        if self._props.persistence:
            wiring.expects(self._props.persistence.storage_class)

    def _described(self) -> Workload:
        return Workload(
            name=self._name,
            namespace=self._namespace,
            labels=self._labels,
            selector=self._selector,
            password=self._password,
            props=self._props,
            config_checksum=checksum(self._config),
        )

    @property
    def _sentinel(self) -> Sentinel | None:
        return self._workload.sentinel

    @property
    def _labels(self) -> dict[str, str]:
        return standard_labels(name="valkey", instance=self._name, component="cache")

    def _metadata(self, name: str, extra: Mapping[str, str] | None = None) -> k8s.ObjectMeta:
        return k8s.ObjectMeta(name=name, labels=self._labels | dict(extra or {}))

    def _objects(self) -> None:
        k8s.ServiceAccount(
            self, "ServiceAccount", metadata=self._metadata(self._name), automount_service_account_token=False
        )
        k8s.ConfigMap(self, "ConfigMap", metadata=self._metadata(self._name), data=self._config)
        k8s.StatefulSet(
            self, "StatefulSet", metadata=self._metadata(self._name), spec=stateful_set_spec(self._workload)
        )
        if self._sentinel:
            k8s.PodDisruptionBudget(
                self,
                "PodDisruptionBudget",
                metadata=self._metadata(self._name),
                spec=k8s.PodDisruptionBudgetSpec(
                    max_unavailable=self._sentinel.max_unavailable,
                    selector=k8s.LabelSelector(match_labels=self._selector),
                ),
            )

    def _services(self) -> None:
        server = k8s.ServicePort(name="tcp-valkey", port=SERVER_PORT, target_port="valkey")
        sentinel = k8s.ServicePort(name="tcp-sentinel", port=SENTINEL_PORT, target_port="sentinel")
        metrics = k8s.ServicePort(name="metrics", port=EXPORTER_PORT, target_port="metrics")
        self._service(
            "HeadlessService",
            self._workload.headless_name,
            [server, *([sentinel] if self._sentinel else []), *([metrics] if self._props.exporter else [])],
            headless=True,
            # the members must find each other before any of them is ready
            not_ready=True,
        )
        if self._sentinel:
            # replicas without a primary are not ready, and that is when clients ask
            self._service("SentinelService", f"{self._name}-sentinel", [sentinel], not_ready=True)
        else:
            self._service("PrimaryService", f"{self._name}-primary", [server])

    def _service(
        self,
        id: str,
        name: str,
        ports: list[k8s.ServicePort],
        *,
        headless: bool = False,
        not_ready: bool = False,
    ) -> None:
        k8s.Service(
            self,
            id,
            metadata=self._metadata(name),
            spec=k8s.ServiceSpec(
                cluster_ip="None" if headless else None,
                publish_not_ready_addresses=not_ready or None,
                selector=self._selector,
                ports=ports,
            ),
        )

    def _monitor(self) -> None:
        exporter = self._props.exporter
        if not (exporter and exporter.service_monitor):
            return
        prometheus_operator.ServiceMonitor(
            self,
            "ServiceMonitor",
            metadata=self._metadata(self._name, exporter.monitor_labels),
            spec=_service_monitor_spec(exporter, self._selector),
        )

    def _protect(self) -> None:
        wiring = Wiring.of(self)
        wiring.protect(self, "NetworkPolicy", name=self._name, pods=self.pods)
        if self._sentinel:
            for port in (SERVER_PORT, SENTINEL_PORT):
                wiring.allow(client=self.pods, server=self.pods, port=port)
        if self._props.exporter:
            wiring.allow_monitoring(server=self.pods, port=EXPORTER_PORT)

    def _connection(self) -> CacheConnection:
        primary = ServiceRef(namespace=self._namespace, name=f"{self._name}-primary", port=SERVER_PORT)
        return CacheConnection(
            host=None if self._sentinel else primary.host,
            port=SERVER_PORT,
            password=self._password,
            sentinel=self._sentinel_connection(),
            server=self.pods,
        )

    def _sentinel_connection(self) -> SentinelConnection | None:
        if self._sentinel is None:
            return None
        return SentinelConnection(
            master_name=self._sentinel.master_name,
            nodes=tuple((member, SENTINEL_PORT) for member in self._workload.members),
        )


def _service_monitor_spec(
    exporter: Exporter, service_labels: Mapping[str, str]
) -> prometheus_operator.ServiceMonitorSpec:
    return prometheus_operator.ServiceMonitorSpec(
        selector=prometheus_operator.PodMonitorSpecSelector(match_labels=dict(service_labels)),
        # the Service's own name would end in -headless
        job_label="app.kubernetes.io/instance",
        endpoints=[prometheus_operator.ServiceMonitorSpecEndpoints(port="metrics", interval=exporter.interval)],
    )


def _name_problems(name: str) -> list[Problem]:
    if _NAME.accepts(name):
        return []
    return [Problem(field="name", must_be=_NAME.allowed, got=name, do=_NAME.do)]
