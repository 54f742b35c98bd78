"""What Prometheus scrapes from the proxy, and the Grafana dashboard for it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from constructs import Construct

from inference_platform.constructs.litellm.dashboard import dashboard
from inference_platform.errors import Problem
from inference_platform.refs import SecretKeyRef
from inference_platform.units import Duration, LabelKey, LabelValue, seconds_of
from inference_platform_crds import k8s, prometheus_operator

__all__ = ["LiteLLMMonitoring", "MonitoringProps"]

METRICS_PATH = "/metrics/"
"""With its last slash: without it the proxy answers with a redirect."""


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
    """How the proxy is monitored."""

    enabled: bool = True
    """Whether a ServiceMonitor is rendered. It needs LiteLLM's `prometheus` callback, which is on by default."""

    interval: Duration = "30s"
    """How often the pods are scraped."""

    scrape_timeout: Duration = "10s"
    """Longest that a scrape may take; at most `interval`."""

    labels: Mapping[LabelKey, LabelValue] | None = None
    """Labels that the Prometheus selects ServiceMonitors by, for example `release: kube-prometheus-stack`."""

    dashboard: DashboardProps = DashboardProps()
    """The Grafana dashboard."""

    def rules(self) -> Iterator[Problem]:
        """Prometheus refuses a scrape that lasts longer than the interval."""
        if seconds_of(self.scrape_timeout) > seconds_of(self.interval):
            yield Problem(
                field="scrape_timeout",
                must_be=f"at most interval ({self.interval})",
                got=self.scrape_timeout,
                do="lower it or scrape less often",
            )


class LiteLLMMonitoring(Construct):
    """ServiceMonitor and dashboard of the proxy.

    Args:
        scope: The proxy.
        id: Its construct id.
        name: Name of the ServiceMonitor; the dashboard's name begins with it.
        labels: Labels of every object.
        service_labels: Labels of the proxy's Service.
        port: Port of the Service with the metrics, by name.
        credentials: Key that the metrics ask for; none if they ask for none.
        props: What the environment chose.
    """

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        name: str,
        labels: Mapping[str, str],
        service_labels: Mapping[str, str],
        port: Literal["http", "metrics"],
        credentials: SecretKeyRef | None,
        props: MonitoringProps,
    ) -> None:
        super().__init__(scope, id)
        self._labels = dict(labels)
        self._props = props
        prometheus_operator.ServiceMonitor(
            self,
            "ServiceMonitor",
            metadata=k8s.ObjectMeta(name=name, labels=self._labels | dict(props.labels or {})),
            spec=prometheus_operator.ServiceMonitorSpec(
                selector=prometheus_operator.PodMonitorSpecSelector(match_labels=dict(service_labels)),
                endpoints=[self._endpoint(port, credentials)],
            ),
        )
        if props.dashboard.enabled:
            self._dashboard(f"{name}-dashboard")

    def _endpoint(self, port: str, credentials: SecretKeyRef | None) -> prometheus_operator.ServiceMonitorSpecEndpoints:
        return prometheus_operator.ServiceMonitorSpecEndpoints(
            port=port,
            path=METRICS_PATH,
            interval=self._props.interval,
            scrape_timeout=self._props.scrape_timeout,
            authorization=None if credentials is None else _bearer(credentials),
        )

    def _dashboard(self, name: str) -> None:
        props = self._props.dashboard
        k8s.ConfigMap(
            self,
            "Dashboard",
            metadata=k8s.ObjectMeta(
                name=name,
                labels=self._labels | {props.label: props.label_value},
                annotations={"grafana_folder": props.folder} if props.folder else None,
            ),
            data={f"{name}.json": json.dumps(dashboard(), indent=2) + "\n"},
        )


def _bearer(key: SecretKeyRef) -> prometheus_operator.ServiceMonitorSpecEndpointsAuthorization:
    return prometheus_operator.ServiceMonitorSpecEndpointsAuthorization(
        type="Bearer",
        credentials=prometheus_operator.ServiceMonitorSpecEndpointsBasicAuthPassword(name=key.secret.name, key=key.key),
    )
