"""Metrics of the picker: who may read them, what Prometheus scrapes, and the Grafana dashboard."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from constructs import Construct

from inference_platform.errors import Problem
from inference_platform.refs import SecretKeyRef
from inference_platform.units import Duration, LabelKey, LabelValue, seconds_of
from inference_platform_crds import k8s, prometheus_operator

__all__ = ["DashboardProps", "MetricsAuthentication", "MonitoringProps", "PickerMonitoring"]

_TOKEN = "token"


@dataclass(frozen=True, slots=True, kw_only=True)
class MetricsAuthentication:
    """Metrics are given only to those whom the API server allows to GET `/metrics`.

    The token is sent in plain text inside the cluster; network policies keep others away from the metrics anyway.
    """

    token: SecretKeyRef | None = None
    """Token of an account that may GET `/metrics`, in the picker's namespace. Default: one that is made here, for an
    account that may do nothing else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DashboardProps:
    """How Grafana's sidecar finds the dashboard."""

    enabled: bool = True
    """Whether the dashboard is rendered."""

    label: LabelKey = "grafana_dashboard"
    """Label of the ConfigMap that the sidecar looks for."""

    label_value: LabelValue = "1"
    """Its value."""

    folder: str | None = None
    """Folder in Grafana, as annotation `grafana_folder`. Default: the sidecar's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MonitoringProps:
    """How the picker is monitored."""

    enabled: bool = True
    """Whether a ServiceMonitor is rendered, and Prometheus let in."""

    interval: Duration = "30s"
    """How often the pods are scraped."""

    scrape_timeout: Duration = "10s"
    """Longest that a scrape may take; at most `interval`."""

    labels: Mapping[LabelKey, LabelValue] | None = None
    """Labels that the Prometheus selects ServiceMonitors by, for example `release: kube-prometheus-stack`."""

    authentication: MetricsAuthentication | None = None
    """Who may read metrics. Default: whoever the network policies let in, which is the monitoring namespaces."""

    dashboard: DashboardProps = DashboardProps()
    """The Grafana dashboard."""

    def rules(self) -> Iterator[Problem]:
        """Prometheus refuses a scrape that lasts longer than the interval, and a token needs somebody to send it."""
        if seconds_of(self.scrape_timeout) > seconds_of(self.interval):
            yield Problem(
                field="scrape_timeout",
                must_be=f"at most interval ({self.interval})",
                got=self.scrape_timeout,
                do="lower it or scrape less often",
            )
        if not self.enabled and self.authentication and self.authentication.token:
            yield Problem(
                field="authentication.token",
                must_be="left out when enabled is false",
                got=self.authentication.token.secret.name,
                do="remove it; nothing is rendered that sends it",
            )


class PickerMonitoring(Construct):
    """ServiceMonitor and dashboard of a picker, with the account that scrapes if nobody else provides one.

    Args:
        scope: The picker.
        id: Its construct id.
        name: Name of the ServiceMonitor; the others' names begin with it.
        namespace: Namespace of all of them.
        labels: Labels of every object.
        service_labels: Labels of the picker's Service.
        board: The dashboard.
        props: What the environment chose.
    """

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        name: str,
        namespace: str,
        labels: Mapping[str, str],
        service_labels: Mapping[str, str],
        board: Mapping[str, Any],
        props: MonitoringProps,
    ) -> None:
        super().__init__(scope, id)
        self._name = name
        self._namespace = namespace
        self._labels = dict(labels)
        self._props = props
        prometheus_operator.ServiceMonitor(
            self,
            "ServiceMonitor",
            metadata=k8s.ObjectMeta(name=name, labels=self._labels | dict(props.labels or {})),
            spec=prometheus_operator.ServiceMonitorSpec(
                selector=prometheus_operator.PodMonitorSpecSelector(match_labels=dict(service_labels)),
                # alerts for every picker select by the component
                target_labels=["app.kubernetes.io/component"],
                endpoints=[self._endpoint()],
            ),
        )
        if props.authentication and props.authentication.token is None:
            self._scraper()
        if props.dashboard.enabled:
            self._dashboard(f"{name}-dashboard", board)

    def _endpoint(self) -> prometheus_operator.ServiceMonitorSpecEndpoints:
        authentication = self._props.authentication
        token = authentication.token if authentication else None
        secret, key = (token.secret.name, token.key) if token else (self._scraper_name, _TOKEN)
        return prometheus_operator.ServiceMonitorSpecEndpoints(
            port="http-metrics",
            path="/metrics",
            interval=self._props.interval,
            scrape_timeout=self._props.scrape_timeout,
            authorization=_bearer(secret, key) if authentication else None,
        )

    @property
    def _scraper_name(self) -> str:
        return f"{self._name}-scraper"

    def _scraper(self) -> None:
        """An account that may read metrics and nothing else, with a token that the control plane fills in."""
        name, cluster_name = self._scraper_name, f"{self._namespace}-{self._scraper_name}"
        k8s.ServiceAccount(self, "Scraper", metadata=self._metadata(name), automount_service_account_token=False)
        k8s.Secret(
            self,
            "ScraperToken",
            metadata=self._metadata(name, annotations={"kubernetes.io/service-account.name": name}),
            type="kubernetes.io/service-account-token",
        )
        k8s.ClusterRole(
            self,
            "ScraperRole",
            metadata=self._metadata(cluster_name),
            rules=[k8s.PolicyRule(non_resource_urls=["/metrics"], verbs=["get"])],
        )
        k8s.ClusterRoleBinding(
            self,
            "ScraperRoleBinding",
            metadata=self._metadata(cluster_name),
            role_ref=k8s.RoleRef(api_group="rbac.authorization.k8s.io", kind="ClusterRole", name=cluster_name),
            subjects=[k8s.Subject(kind="ServiceAccount", name=name, namespace=self._namespace)],
        )

    def _dashboard(self, name: str, board: Mapping[str, Any]) -> None:
        props = self._props.dashboard
        metadata = self._metadata(
            name,
            labels={props.label: props.label_value},
            annotations={"grafana_folder": props.folder} if props.folder else None,
        )
        k8s.ConfigMap(
            self, "Dashboard", metadata=metadata, data={f"{name}.json": json.dumps(dict(board), indent=2) + "\n"}
        )

    def _metadata(
        self, name: str, *, labels: Mapping[str, str] | None = None, annotations: Mapping[str, str] | None = None
    ) -> k8s.ObjectMeta:
        return k8s.ObjectMeta(
            name=name, labels=self._labels | dict(labels or {}), annotations=dict(annotations) if annotations else None
        )


def _bearer(secret: str, key: str) -> prometheus_operator.ServiceMonitorSpecEndpointsAuthorization:
    return prometheus_operator.ServiceMonitorSpecEndpointsAuthorization(
        type="Bearer",
        credentials=prometheus_operator.ServiceMonitorSpecEndpointsBasicAuthPassword(name=secret, key=key),
    )
