from __future__ import annotations

import json

import cdk8s
import pytest

from inference_platform.constructs.endpoint_picker import (
    DashboardProps,
    EndpointPickerProps,
    EppVersion,
    MetricsAuthentication,
    MonitoringProps,
)
from inference_platform.constructs.endpoint_picker.dashboard import dashboard
from inference_platform.constructs.wiring import Wiring
from inference_platform.errors import ConfigError, InvalidSettings
from inference_platform.refs import SecretKeyRef
from tests.constructs.endpoint_picker.world import NAME, NAMESPACE, POOL, Find, Manifests, container, picker

SCRAPER = f"{NAME}-scraper"
TOKEN = SecretKeyRef.existing(name="prometheus", namespace=NAMESPACE, key="bearer")


def monitored(**settings: object) -> EndpointPickerProps:
    return EndpointPickerProps(monitoring=MonitoringProps(**settings))  # type: ignore[arg-type]


def test_prometheus_scrapes_the_service(chart: cdk8s.Chart, find: Find) -> None:
    picker(chart, monitored(labels={"release": "prometheus"}))
    monitor = find(chart, "ServiceMonitor")
    assert monitor["metadata"]["labels"]["release"] == "prometheus"
    assert monitor["spec"]["endpoints"] == [
        {"port": "http-metrics", "path": "/metrics", "interval": "30s", "scrapeTimeout": "10s"}
    ]
    assert monitor["spec"]["targetLabels"] == ["app.kubernetes.io/component"]
    service = find(chart, "Service")["metadata"]["labels"]
    assert monitor["spec"]["selector"]["matchLabels"].items() <= service.items()
    assert set(monitor["spec"]["targetLabels"]) <= set(service)


def test_nothing_is_rendered_or_opened_without_monitoring(chart: cdk8s.Chart, manifests: Manifests, find: Find) -> None:
    picker(chart, monitored(enabled=False))
    assert "ServiceMonitor" not in {each["kind"] for each in manifests(chart)}
    assert find(chart, "NetworkPolicy")["spec"]["ingress"] == []


def test_an_own_account_scrapes_protected_metrics(chart: cdk8s.Chart, find: Find) -> None:
    picker(chart, monitored(authentication=MetricsAuthentication()))
    assert "--metrics-endpoint-auth=true" in container(find(chart, "Deployment"))["args"]
    (endpoint,) = find(chart, "ServiceMonitor")["spec"]["endpoints"]
    assert endpoint["authorization"] == {"type": "Bearer", "credentials": {"name": SCRAPER, "key": "token"}}
    token = find(chart, "Secret", SCRAPER)
    assert token["type"] == "kubernetes.io/service-account-token"
    assert token["metadata"]["annotations"] == {"kubernetes.io/service-account.name": SCRAPER}
    assert "data" not in token
    cluster_name = f"{NAMESPACE}-{SCRAPER}"
    assert find(chart, "ClusterRole", cluster_name)["rules"] == [{"nonResourceURLs": ["/metrics"], "verbs": ["get"]}]
    assert find(chart, "ClusterRoleBinding", cluster_name)["subjects"] == [
        {"kind": "ServiceAccount", "name": SCRAPER, "namespace": NAMESPACE}
    ]


def test_the_picker_may_ask_who_scrapes(chart: cdk8s.Chart, find: Find) -> None:
    picker(chart, monitored(authentication=MetricsAuthentication()))
    name = f"{NAMESPACE}-{NAME}-metrics-review"
    assert find(chart, "ClusterRole", name)["rules"] == [
        {"apiGroups": ["authentication.k8s.io"], "resources": ["tokenreviews"], "verbs": ["create"]},
        {"apiGroups": ["authorization.k8s.io"], "resources": ["subjectaccessreviews"], "verbs": ["create"]},
    ]
    assert find(chart, "ClusterRoleBinding", name)["subjects"] == [
        {"kind": "ServiceAccount", "name": NAME, "namespace": NAMESPACE}
    ]


def test_an_existing_token_scrapes_protected_metrics(chart: cdk8s.Chart, find: Find, manifests: Manifests) -> None:
    picker(chart, monitored(authentication=MetricsAuthentication(token=TOKEN)))
    (endpoint,) = find(chart, "ServiceMonitor")["spec"]["endpoints"]
    assert endpoint["authorization"]["credentials"] == {"name": "prometheus", "key": "bearer"}
    assert "Secret" not in {each["kind"] for each in manifests(chart)}
    assert TOKEN.external() in Wiring.of(chart).external_objects


def test_fails_when_the_token_is_in_another_namespace(chart: cdk8s.Chart) -> None:
    token = SecretKeyRef.existing(name="prometheus", namespace="monitoring", key="bearer")
    with pytest.raises(ConfigError, match="secret prometheus must be in namespace llm-platform"):
        picker(chart, monitored(authentication=MetricsAuthentication(token=token)))


def test_fails_when_a_scrape_lasts_longer_than_the_interval(chart: cdk8s.Chart) -> None:
    with pytest.raises(InvalidSettings, match=r"monitoring\.scrape_timeout must be at most interval \(10s\), got 30s"):
        picker(chart, monitored(interval="10s", scrape_timeout="30s"))


def test_the_dashboard_is_found_by_grafanas_sidecar(chart: cdk8s.Chart, find: Find) -> None:
    picker(chart, monitored(dashboard=DashboardProps(label="dashboards", label_value="yes", folder="LLM")))
    found = find(chart, "ConfigMap", f"{NAME}-dashboard")
    assert found["metadata"]["labels"]["dashboards"] == "yes"
    assert found["metadata"]["annotations"] == {"grafana_folder": "LLM"}
    assert json.loads(found["data"][f"{NAME}-dashboard.json"]) == dashboard(
        namespace=NAMESPACE,
        name=NAME,
        pool=POOL,
        version=EppVersion.LLM_D_ROUTER_0_10,
        flow_control=False,
        metrics="vllm",
    )


def test_the_dashboard_can_be_left_out(chart: cdk8s.Chart, manifests: Manifests) -> None:
    picker(chart, monitored(dashboard=DashboardProps(enabled=False)))
    names = [each["metadata"]["name"] for each in manifests(chart) if each["kind"] == "ConfigMap"]
    assert names == [NAME]
