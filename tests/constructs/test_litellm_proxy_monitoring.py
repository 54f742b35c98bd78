from __future__ import annotations

import json

import cdk8s
import pytest

from inference_platform.constructs.litellm.config_props import ConfigProps
from inference_platform.constructs.litellm.dashboard import dashboard
from inference_platform.constructs.litellm.migration import MigrationProps
from inference_platform.constructs.litellm.monitoring import DashboardProps, MonitoringProps
from inference_platform.constructs.litellm.props import LiteLLMProps
from inference_platform.constructs.litellm.settings import LiteLLMSettings
from inference_platform.errors import InvalidSettings
from tests.constructs.litellm_proxy_world import NAME, Find, Manifests, proxy

OLD = ConfigProps(version="1.97.0", metrics_port=None)
OLD_IMAGE = "ghcr.io/berriai/litellm-non_root:v1.97.0"


def monitored(**settings: object) -> LiteLLMProps:
    return LiteLLMProps(monitoring=MonitoringProps(**settings))  # type: ignore[arg-type]


def test_prometheus_scrapes_the_separate_port(chart: cdk8s.Chart, find: Find) -> None:
    proxy(chart)
    spec = find(chart, "ServiceMonitor")["spec"]
    assert spec["endpoints"] == [
        {"port": "metrics", "path": "/metrics/", "interval": "30s", "scrapeTimeout": "10s"},
    ]
    service = find(chart, "Service")
    assert spec["selector"]["matchLabels"].items() <= service["metadata"]["labels"].items()


def test_the_service_names_both_ports(chart: cdk8s.Chart, find: Find) -> None:
    proxy(chart)
    (container,) = find(chart, "Deployment")["spec"]["template"]["spec"]["containers"]
    assert container["ports"] == [
        {"name": "http", "containerPort": 4000},
        {"name": "metrics", "containerPort": 4001},
    ]
    assert find(chart, "Service")["spec"]["ports"] == [
        {"name": "http", "port": 4000, "targetPort": "http", "protocol": "TCP", "appProtocol": "http"},
        {"name": "metrics", "port": 4001, "targetPort": "metrics", "protocol": "TCP", "appProtocol": "http"},
    ]


def test_an_old_version_is_scraped_with_the_master_key(chart: cdk8s.Chart, find: Find) -> None:
    proxy(chart, LiteLLMProps(config=OLD, image=OLD_IMAGE, migration=MigrationProps(wait_for_database=False)))
    (endpoint,) = find(chart, "ServiceMonitor")["spec"]["endpoints"]
    assert endpoint["port"] == "http"
    assert endpoint["path"] == "/metrics/"
    assert endpoint["authorization"] == {
        "type": "Bearer",
        "credentials": {"name": "litellm-master-key", "key": "master-key"},
    }
    assert [each["name"] for each in find(chart, "Service")["spec"]["ports"]] == ["http"]


def test_a_prometheus_can_select_the_monitor(chart: cdk8s.Chart, find: Find) -> None:
    proxy(chart, monitored(labels={"release": "kube-prometheus-stack"}, interval="1m", scrape_timeout="20s"))
    monitor = find(chart, "ServiceMonitor")
    assert monitor["metadata"]["labels"]["release"] == "kube-prometheus-stack"
    assert monitor["spec"]["endpoints"][0]["interval"] == "1m"
    assert monitor["spec"]["endpoints"][0]["scrapeTimeout"] == "20s"


def test_grafana_finds_the_dashboard(chart: cdk8s.Chart, find: Find) -> None:
    proxy(chart)
    config = find(chart, "ConfigMap", f"{NAME}-dashboard")
    assert config["metadata"]["labels"]["grafana_dashboard"] == "1"
    assert "annotations" not in config["metadata"]
    assert json.loads(config["data"][f"{NAME}-dashboard.json"]) == dashboard()


def test_grafana_can_look_for_another_label(chart: cdk8s.Chart, find: Find) -> None:
    proxy(chart, monitored(dashboard=DashboardProps(label="dashboards", label_value="yes", folder="LLM")))
    metadata = find(chart, "ConfigMap", f"{NAME}-dashboard")["metadata"]
    assert metadata["labels"]["dashboards"] == "yes"
    assert metadata["annotations"] == {"grafana_folder": "LLM"}


def test_the_dashboard_can_be_left_out(chart: cdk8s.Chart, manifests: Manifests) -> None:
    proxy(chart, monitored(dashboard=DashboardProps(enabled=False)))
    assert f"{NAME}-dashboard" not in [each["metadata"]["name"] for each in manifests(chart)]


def test_without_monitoring_nothing_may_scrape(chart: cdk8s.Chart, find: Find, manifests: Manifests) -> None:
    proxy(chart, monitored(enabled=False))
    assert "ServiceMonitor" not in [each["kind"] for each in manifests(chart)]
    assert (
        "ingress" not in find(chart, "NetworkPolicy", NAME)["spec"]
        or not (find(chart, "NetworkPolicy", NAME)["spec"]["ingress"])
    )


def test_fails_when_a_scrape_lasts_longer_than_its_interval(chart: cdk8s.Chart) -> None:
    with pytest.raises(InvalidSettings, match=r"monitoring.scrape_timeout must be at most interval \(5s\), got 10s"):
        proxy(chart, monitored(interval="5s"))


def test_fails_when_there_are_no_metrics_to_scrape(chart: cdk8s.Chart) -> None:
    config = ConfigProps(litellm_settings=LiteLLMSettings(callbacks=()))
    with pytest.raises(InvalidSettings, match=r"monitoring.enabled must be false without the callback prometheus"):
        proxy(chart, LiteLLMProps(config=config))
