from __future__ import annotations

from collections.abc import Iterator
from dataclasses import MISSING, fields, is_dataclass, replace
from typing import Any

import cdk8s
import pytest
from syrupy.assertion import SnapshotAssertion

from inference_platform.constructs.litellm.autoscaling import Autoscaling
from inference_platform.constructs.litellm.config_props import ConfigProps
from inference_platform.constructs.litellm.deployment import Probes, Shutdown
from inference_platform.constructs.litellm.disruption import DisruptionBudget
from inference_platform.constructs.litellm.migration import MigrationProps
from inference_platform.constructs.litellm.monitoring import DashboardProps, MonitoringProps
from inference_platform.constructs.litellm.props import Egress, LiteLLMProps
from inference_platform.constructs.litellm.route_props import RouteProps
from inference_platform.constructs.pods import Placement, Resources, Toleration
from inference_platform.errors import InvalidSettings
from inference_platform.refs import ConfigMapRef, PriorityClassRef, SecretRef
from tests.constructs.litellm_proxy_world import GATEWAY, GPT, LLAMA, NAME, NAMESPACE, Find, Manifests, proxy

EVERYTHING = LiteLLMProps(
    config=ConfigProps(workers=2),
    image="registry.example.com/litellm-non_root:v1.103.7",
    image_pull_policy="Always",
    image_pull_secrets=(SecretRef.existing(name="registry", namespace=NAMESPACE),),
    autoscaling=Autoscaling(
        min_replicas=3,
        max_replicas=9,
        cpu_percent=60,
        memory_percent=85,
        scale_up_window=30,
        scale_down_window=600,
        scale_down_percent=10,
    ),
    disruption_budget=DisruptionBudget(min_available="50%"),
    resources=Resources(cpu="2", memory="4Gi", cpu_limit="4", memory_limit="8Gi"),
    probes=Probes(startup=120, readiness_period=5, readiness_failures=2, liveness_period=20, liveness_failures=3),
    shutdown=Shutdown(pre_stop=20, termination_grace_period=900),
    placement=Placement(
        node_selector={"pool": "cpu"},
        tolerations=(Toleration(key="dedicated", operator="Equal", value="llm", effect="NoSchedule"),),
        priority_class=PriorityClassRef.existing("platform-critical"),
    ),
    deployment_annotations={"reloader.stakater.com/auto": "true"},
    pod_annotations={"example.com/team": "platform"},
    pod_labels={"example.com/cost-center": "42"},
    service_account_annotations={"eks.amazonaws.com/role-arn": "arn:aws:iam::123456789012:role/litellm"},
    service_annotations={"example.com/owner": "platform"},
    client_namespaces=("chatbots", "batch"),
    egress=(Egress(networks=("192.0.2.0/24",), ports=(443, 4317)),),
    migration=MigrationProps(
        active_deadline=900,
        backoff_limit=2,
        ttl=86_400,
        resources=Resources(cpu="500m", memory="2Gi", cpu_limit="2", memory_limit="3Gi"),
    ),
    route=RouteProps(
        hostnames=("llm.example.com", "*.llm.example.com"),
        path_prefix="/api",
        endpoints=("chat", "models", "messages"),
        extra_paths=("/key/info",),
        admin_hostnames=("llm-admin.example.com",),
        request_timeout="2h",
        stream_idle_timeout="45m",
        max_parallel_requests=20_000,
        annotations={"external-dns.alpha.kubernetes.io/ttl": "60"},
    ),
    monitoring=MonitoringProps(
        interval="15s",
        scrape_timeout="5s",
        labels={"release": "prometheus"},
        dashboard=DashboardProps(label="dashboards", label_value="true", folder="Inference"),
    ),
)
# Fields that exclude another one which is set, or that would switch off what is shown here.
SHOWN_ELSEWHERE = {
    "replicas",
    "disruption_budget.max_unavailable",
    "migration.enabled",
    "migration.wait_for_database",
    "monitoring.enabled",
    "monitoring.dashboard.enabled",
}
OWN = (LiteLLMProps, Autoscaling, DisruptionBudget, Probes, Shutdown, Egress, MigrationProps, RouteProps)
OWN_TOO = (MonitoringProps, DashboardProps, Placement, Resources)


def untouched(props: Any, path: str = "") -> Iterator[str]:
    """Fields of a proxy's settings that still have their default."""
    for field in fields(props):
        value = getattr(props, field.name)
        default = field.default if field.default is not MISSING else None
        if isinstance(value, (*OWN, *OWN_TOO)) and is_dataclass(value):
            yield from untouched(value, f"{path}{field.name}.")
        elif value == default:
            yield f"{path}{field.name}"


def readable(objects: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """All but the dashboard, which has tests of its own and a thousand lines."""
    return [each for each in objects if not each["metadata"]["name"].endswith("-dashboard")]


def test_a_minimal_proxy_is_complete(chart: cdk8s.Chart, manifests: Manifests) -> None:
    proxy(chart)
    names = [(each["kind"], each["metadata"]["name"]) for each in manifests(chart)]
    job = next(name for kind, name in names if kind == "Job")
    assert sorted(names) == [
        ("ConfigMap", NAME),
        ("ConfigMap", f"{NAME}-dashboard"),
        ("Deployment", NAME),
        ("Job", job),
        ("NetworkPolicy", NAME),
        ("NetworkPolicy", f"{NAME}-migrate"),
        ("PodDisruptionBudget", NAME),
        ("Service", NAME),
        ("ServiceAccount", NAME),
        ("ServiceAccount", f"{NAME}-migrate"),
        ("ServiceMonitor", NAME),
    ]


def test_a_minimal_proxy_looks_like_this(
    chart: cdk8s.Chart, manifests: Manifests, manifest_snapshot: SnapshotAssertion
) -> None:
    proxy(chart, gateway=GATEWAY, models=(LLAMA,))
    assert readable(manifests(chart)) == manifest_snapshot


def test_every_setting_is_set_in_the_full_example() -> None:
    assert set(untouched(EVERYTHING)) == SHOWN_ELSEWHERE


def test_a_proxy_with_everything_looks_like_this(
    chart: cdk8s.Chart, manifests: Manifests, manifest_snapshot: SnapshotAssertion
) -> None:
    trust = ConfigMapRef.existing(name="trust", namespace=NAMESPACE, keys=("ca.pem",))
    proxy(chart, EVERYTHING, gateway=GATEWAY, models=(LLAMA, GPT), ca_bundle=trust)
    assert readable(manifests(chart)) == manifest_snapshot


def test_an_autoscaler_alone_decides_the_number_of_pods(chart: cdk8s.Chart, find: Find) -> None:
    proxy(chart, EVERYTHING, gateway=GATEWAY)
    assert "replicas" not in find(chart, "Deployment")["spec"]
    assert find(chart, "HorizontalPodAutoscaler")["spec"]["scaleTargetRef"]["name"] == NAME
    assert find(chart, "PodDisruptionBudget")["spec"]["minAvailable"] == "50%"


def test_both_pods_run_where_and_with_what_the_environment_says(chart: cdk8s.Chart, find: Find) -> None:
    proxy(chart, EVERYTHING, gateway=GATEWAY)
    for kind in ("Deployment", "Job"):
        pod = find(chart, kind)["spec"]["template"]["spec"]
        assert pod["nodeSelector"] == {"pool": "cpu"}
        assert pod["priorityClassName"] == "platform-critical"
        assert pod["tolerations"][0]["key"] == "dedicated"
        assert pod["imagePullSecrets"] == [{"name": "registry"}]
        assert {each["image"] for each in (*pod["initContainers"], *pod["containers"])} == {EVERYTHING.image}
        assert {each["imagePullPolicy"] for each in (*pod["initContainers"], *pod["containers"])} == {"Always"}


def test_labels_and_annotations_go_where_they_are_meant(chart: cdk8s.Chart, find: Find) -> None:
    proxy(chart, EVERYTHING, gateway=GATEWAY)
    deployment = find(chart, "Deployment")
    template = deployment["spec"]["template"]["metadata"]
    assert deployment["metadata"]["annotations"] == {"reloader.stakater.com/auto": "true"}
    assert template["labels"]["example.com/cost-center"] == "42"
    assert template["annotations"]["example.com/team"] == "platform"
    assert "example.com/cost-center" not in deployment["spec"]["selector"]["matchLabels"]
    account = find(chart, "ServiceAccount", NAME)["metadata"]["annotations"]
    assert account == EVERYTHING.service_account_annotations
    assert "annotations" not in find(chart, "ServiceAccount", f"{NAME}-migrate")["metadata"]
    assert find(chart, "Service")["metadata"]["annotations"] == {"example.com/owner": "platform"}


def test_every_object_has_the_recommended_labels(chart: cdk8s.Chart, manifests: Manifests) -> None:
    proxy(chart, EVERYTHING, gateway=GATEWAY)
    for manifest in manifests(chart):
        labels = manifest["metadata"]["labels"]
        assert labels["app.kubernetes.io/instance"] == NAME, manifest["metadata"]["name"]
        assert labels["app.kubernetes.io/name"] == "litellm", manifest["metadata"]["name"]


def test_construct_ids_are_stable(chart: cdk8s.Chart) -> None:
    made = proxy(chart, EVERYTHING, gateway=GATEWAY)
    assert sorted(child.node.path for child in made.node.find_all() if not child.node.children) == sorted(
        f"test/proxy/{path}"
        for path in (
            "ConfigMap",
            "Deployment",
            "HorizontalPodAutoscaler",
            "Migration/Job",
            "Migration/NetworkPolicy",
            "Migration/ServiceAccount",
            "Monitoring/Dashboard",
            "Monitoring/ServiceMonitor",
            "NetworkPolicy",
            "PodDisruptionBudget",
            "Route/Admin",
            "Route/BackendTrafficPolicy",
            "Route/HTTPRoute",
            "Route/NotFoundFilter",
            "Route/PrefixFilter",
            "Service",
            "ServiceAccount",
        )
    )


def test_the_service_account_can_be_handed_on(chart: cdk8s.Chart) -> None:
    made = proxy(chart)
    assert (made.service_account.namespace, made.service_account.name) == (NAMESPACE, NAME)


def test_what_is_probably_not_meant_is_said(chart: cdk8s.Chart) -> None:
    assert isinstance(proxy(chart).warnings, tuple)


def test_fails_when_replicas_stand_beside_an_autoscaler(chart: cdk8s.Chart) -> None:
    with pytest.raises(InvalidSettings, match="replicas must be left out beside autoscaling, got 3"):
        proxy(chart, replace(EVERYTHING, replicas=3))


@pytest.mark.parametrize(
    ("budget", "field"),
    [
        (DisruptionBudget(min_available=2), "disruption_budget.min_available"),
        (DisruptionBudget(max_unavailable="0%"), "disruption_budget.max_unavailable"),
    ],
)
def test_fails_when_the_budget_keeps_every_node(chart: cdk8s.Chart, budget: DisruptionBudget, field: str) -> None:
    with pytest.raises(InvalidSettings, match=f"{field} must be such that one of 2 pods can be moved"):
        proxy(chart, LiteLLMProps(disruption_budget=budget))


def test_fails_when_the_workers_alone_need_more_memory(chart: cdk8s.Chart) -> None:
    props = LiteLLMProps(config=ConfigProps(workers=8), resources=Resources(memory="3Gi"))
    with pytest.raises(
        InvalidSettings, match=r"resources.memory_limit must be at least 3450Mi with 8 worker processes, got 3Gi"
    ):
        proxy(chart, props)


def test_fails_when_all_pods_together_have_too_many_connections(chart: cdk8s.Chart) -> None:
    props = LiteLLMProps(autoscaling=Autoscaling(max_replicas=100))
    with pytest.raises(InvalidSettings, match="database_connection_pool_limit"):
        proxy(chart, props)
