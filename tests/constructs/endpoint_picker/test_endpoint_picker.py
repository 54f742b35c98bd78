from __future__ import annotations

from typing import Any

import cdk8s
import pytest

from inference_platform.checks import Declared, Manifest, check
from inference_platform.constructs.endpoint_picker import (
    EndpointPicker,
    EndpointPickerProps,
    EppVersion,
    FlowControl,
    MonitoringProps,
    Scoring,
    Tracing,
)
from inference_platform.constructs.inference_pool import InferencePool
from inference_platform.constructs.pods import Placement, Resources, Toleration
from inference_platform.constructs.wiring import Wiring
from inference_platform.errors import ConfigError
from inference_platform.model_refs import EndpointPickerRef
from inference_platform.refs import ExternalObject, Pods, PriorityClassRef, SecretRef, ServiceRef
from tests.constructs.endpoint_picker.world import (
    NAME,
    NAMESPACE,
    POOL,
    SERVER_LABELS,
    Find,
    Manifests,
    container,
    picker,
    server,
)

LABELS = {
    "app.kubernetes.io/component": "endpoint-picker",
    "app.kubernetes.io/instance": NAME,
    "app.kubernetes.io/name": "endpoint-picker",
}
THREE = EndpointPickerProps(replicas=3)
COLLECTOR = ServiceRef.existing(name="otel-collector", namespace="monitoring", port=4317)


@pytest.fixture
def app() -> cdk8s.App:
    """Made by Python: the tree of `Testing.app()` has another root object each time that it is asked for."""
    return cdk8s.App()


def test_minimal_renders_one_replica_with_all_that_it_needs(chart: cdk8s.Chart, manifests: Manifests) -> None:
    picker(chart)
    assert [(each["kind"], each["metadata"]["name"]) for each in manifests(chart)] == [
        ("ServiceAccount", NAME),
        ("ConfigMap", NAME),
        ("Deployment", NAME),
        ("Service", NAME),
        ("Role", NAME),
        ("RoleBinding", NAME),
        ("ServiceMonitor", NAME),
        ("ConfigMap", f"{NAME}-dashboard"),
        ("NetworkPolicy", NAME),
    ]
    assert {each["metadata"]["namespace"] for each in manifests(chart)} == {NAMESPACE}


def test_minimal_matches_the_snapshot(chart: cdk8s.Chart, manifests: Manifests, manifest_snapshot: Any) -> None:
    picker(chart)
    assert manifests(chart) == manifest_snapshot


def everything() -> EndpointPickerProps:
    return EndpointPickerProps(
        version="llm-d-router v0.10.0",
        scoring=Scoring(prefix_cache=60, kv_cache=30, queue=10),
        flow_control=FlowControl(),
        replicas=3,
        image="registry.example.com/llm-d/llm-d-router-endpoint-picker:v0.10.0",
        image_pull_secrets=(SecretRef.existing(name="registry", namespace=NAMESPACE),),
        resources=Resources(cpu="2", memory="4Gi"),
        placement=Placement(
            node_selector={"pool": "system"},
            tolerations=(Toleration(key="dedicated"),),
            priority_class=PriorityClassRef.existing("critical"),
        ),
        termination_grace_period=600,
        log_verbosity=1,
        profiling=True,
        tracing=Tracing(collector=COLLECTOR, sampling=0.5),
        monitoring=MonitoringProps(interval="15s", labels={"release": "kube-prometheus-stack"}),
        extra_args=("--refresh-metrics-interval=100ms",),
        pod_annotations={"example.com/owner": "ml"},
    )


def test_everything_matches_the_snapshot(chart: cdk8s.Chart, manifests: Manifests, manifest_snapshot: Any) -> None:
    picker(chart, everything(), wiring="EnvoyAIGateway")
    assert manifests(chart) == manifest_snapshot


@pytest.mark.parametrize("props", [EndpointPickerProps(), everything()], ids=["minimal", "everything"])
def test_the_checks_find_nothing_but_the_missing_servers(
    chart: cdk8s.Chart, manifests: Manifests, props: EndpointPickerProps
) -> None:
    InferencePool(chart, "pool", name=POOL, server=server(), picker=props)
    finished = [Manifest(environment="prod", chart="models", data=each) for each in manifests(chart)]
    namespace = ExternalObject(kind="Namespace", name=NAMESPACE)
    declared = Declared(external=(*Wiring.of(chart).external_objects, namespace))
    # the servers are in another chart
    servers = "component=predictor,serving.kserve.io/inferenceservice=llama-70b"
    assert [finding for finding in check(finished, declared) if finding.got != servers] == []


def test_the_arguments_are_flags_of_the_release(chart: cdk8s.Chart, find: Find) -> None:
    picker(chart)
    assert container(find(chart, "Deployment"))["args"] == [
        f"--pool-name={POOL}",
        f"--pool-namespace={NAMESPACE}",
        "--pool-group=inference.networking.k8s.io",
        "--config-file=/config/config.yaml",
        "--secure-serving=false",
        "--metrics-endpoint-auth=false",
        "--enable-pprof=false",
        "--tracing=false",
        "--zap-encoder=json",
        "--v=2",
    ]


@pytest.mark.parametrize("version", list(EppVersion))
def test_every_release_knows_its_flags(chart: cdk8s.Chart, find: Find, version: EppVersion) -> None:
    picker(chart, EndpointPickerProps(version=version, replicas=2, log_verbosity=3))
    arguments = container(find(chart, "Deployment"))["args"]
    flags = {argument.removeprefix("--").partition("=")[0] for argument in arguments}
    assert flags <= version.release.flags
    assert "ha-enable-leader-election" in flags


@pytest.mark.parametrize(
    ("version", "image"),
    [
        (EppVersion.LLM_D_ROUTER_0_10, "ghcr.io/llm-d/llm-d-router-endpoint-picker:v0.10.0"),
        (EppVersion.LLM_D_ROUTER_0_9, "ghcr.io/llm-d/llm-d-router-endpoint-picker:v0.9.0"),
        (EppVersion.GIE_1_5_0, "registry.k8s.io/gateway-api-inference-extension/epp:v1.5.0"),
        (EppVersion.GIE_1_3_1, "registry.k8s.io/gateway-api-inference-extension/epp:v1.3.1"),
    ],
)
def test_the_version_chooses_the_image(chart: cdk8s.Chart, find: Find, version: EppVersion, image: str) -> None:
    picker(chart, EndpointPickerProps(version=version))
    assert container(find(chart, "Deployment"))["image"] == image


def test_the_wiring_decides_about_tls(chart: cdk8s.Chart, find: Find) -> None:
    assert picker(chart, wiring="EnvoyAIGateway").ref.secure_serving
    assert "--secure-serving=true" in container(find(chart, "Deployment"))["args"]
    assert "appProtocol" not in find(chart, "Service")["spec"]["ports"][0]


def test_the_service_speaks_plain_http2_to_envoy(chart: cdk8s.Chart, find: Find) -> None:
    picker(chart)
    assert find(chart, "Service")["spec"]["ports"] == [
        {
            "name": "grpc-ext-proc",
            "port": 9002,
            "targetPort": "grpc",
            "protocol": "TCP",
            "appProtocol": "kubernetes.io/h2c",
        },
        {"name": "http-metrics", "port": 9090, "targetPort": "metrics", "protocol": "TCP", "appProtocol": "http"},
    ]


def test_one_replica_is_replaced_without_a_gap(chart: cdk8s.Chart, find: Find) -> None:
    picker(chart)
    spec = find(chart, "Deployment")["spec"]
    assert spec["replicas"] == 1
    assert spec["strategy"] == {"type": "RollingUpdate", "rollingUpdate": {"maxSurge": 1, "maxUnavailable": 0}}
    assert "topologySpreadConstraints" not in spec["template"]["spec"]
    probes = container(find(chart, "Deployment"))
    assert probes["livenessProbe"] == {
        "grpc": {"port": 9003, "service": "inference-extension"},
        "initialDelaySeconds": 5,
        "periodSeconds": 10,
    }
    assert probes["readinessProbe"] == {"grpc": {"port": 9003, "service": "inference-extension"}, "periodSeconds": 2}


def test_several_replicas_elect_a_leader(chart: cdk8s.Chart, find: Find) -> None:
    picker(chart, THREE)
    spec = find(chart, "Deployment")["spec"]
    assert (spec["replicas"], spec["strategy"]) == (3, {"type": "Recreate"})
    assert len(spec["template"]["spec"]["topologySpreadConstraints"]) == 2
    probes = container(find(chart, "Deployment"))
    assert "--ha-enable-leader-election" in probes["args"]
    assert probes["livenessProbe"]["grpc"] == {"port": 9003, "service": "liveness"}
    assert probes["readinessProbe"]["grpc"] == {"port": 9003, "service": "readiness"}


@pytest.mark.parametrize("props", [EndpointPickerProps(), THREE], ids=["one", "three"])
def test_no_budget_keeps_the_node_of_the_only_ready_pod(
    chart: cdk8s.Chart, manifests: Manifests, props: EndpointPickerProps
) -> None:
    picker(chart, props)
    assert "PodDisruptionBudget" not in {each["kind"] for each in manifests(chart)}


READ = ["get", "list", "watch"]


@pytest.mark.parametrize(
    ("version", "groups"),
    [
        (EppVersion.LLM_D_ROUTER_0_10, ["inference.networking.x-k8s.io", "llm-d.ai"]),
        (EppVersion.LLM_D_ROUTER_0_9, ["inference.networking.x-k8s.io", "llm-d.ai"]),
        (EppVersion.GIE_1_5_0, ["inference.networking.x-k8s.io"]),
        (EppVersion.GIE_1_3_1, ["inference.networking.x-k8s.io"]),
    ],
)
def test_the_role_allows_what_the_release_watches(
    chart: cdk8s.Chart, find: Find, version: EppVersion, groups: list[str]
) -> None:
    picker(chart, EndpointPickerProps(version=version))
    assert find(chart, "Role")["rules"] == [
        {"apiGroups": [""], "resources": ["pods"], "verbs": READ},
        {"apiGroups": ["inference.networking.k8s.io"], "resources": ["inferencepools"], "verbs": READ},
        {"apiGroups": groups, "resources": ["inferencemodelrewrites", "inferenceobjectives"], "verbs": READ},
    ]
    binding = find(chart, "RoleBinding")
    assert binding["roleRef"] == {"apiGroup": "rbac.authorization.k8s.io", "kind": "Role", "name": NAME}
    assert binding["subjects"] == [{"kind": "ServiceAccount", "name": NAME, "namespace": NAMESPACE}]


@pytest.mark.parametrize(
    ("version", "lease"),
    [
        (EppVersion.LLM_D_ROUTER_0_10, f"epp-{NAMESPACE}-{POOL}.llm-d.ai"),
        (EppVersion.GIE_1_5_0, f"epp-{NAMESPACE}-{POOL}.gateway-api-inference-extension.sigs.k8s.io"),
    ],
)
def test_a_leader_may_hold_its_own_lease_only(chart: cdk8s.Chart, find: Find, version: EppVersion, lease: str) -> None:
    picker(chart, EndpointPickerProps(version=version, replicas=2))
    assert find(chart, "Role")["rules"][3:] == [
        {"apiGroups": ["coordination.k8s.io"], "resources": ["leases"], "verbs": ["create"]},
        {
            "apiGroups": ["coordination.k8s.io"],
            "resources": ["leases"],
            "resourceNames": [lease],
            "verbs": ["get", "patch", "update"],
        },
        {"apiGroups": [""], "resources": ["events"], "verbs": ["create", "patch"]},
    ]


def test_the_pod_is_restricted_and_has_a_token(chart: cdk8s.Chart, find: Find) -> None:
    picker(chart)
    pod = find(chart, "Deployment")["spec"]["template"]["spec"]
    assert (pod["serviceAccountName"], pod["automountServiceAccountToken"]) == (NAME, True)
    assert find(chart, "ServiceAccount")["automountServiceAccountToken"] is False
    assert pod["securityContext"]["runAsUser"] == 65532
    assert pod["terminationGracePeriodSeconds"] == 130
    assert container(find(chart, "Deployment"))["securityContext"] == {
        "allowPrivilegeEscalation": False,
        "readOnlyRootFilesystem": True,
        "runAsNonRoot": True,
        "capabilities": {"drop": ["ALL"]},
    }


def test_a_change_of_the_configuration_restarts_the_pods(find: Find) -> None:
    def checksum(props: EndpointPickerProps) -> str:
        chart = cdk8s.Chart(cdk8s.App(), "test", namespace=NAMESPACE)
        picker(chart, props)
        return str(find(chart, "Deployment")["spec"]["template"]["metadata"]["annotations"]["checksum/config"])

    assert checksum(EndpointPickerProps()) == checksum(EndpointPickerProps(log_verbosity=1))
    assert checksum(EndpointPickerProps()) != checksum(EndpointPickerProps(scoring=Scoring(queue=1)))


def test_traces_go_to_the_collector(chart: cdk8s.Chart, find: Find) -> None:
    picker(chart, EndpointPickerProps(tracing=Tracing(collector=COLLECTOR, sampling=1)))
    found = container(find(chart, "Deployment"))
    assert "--tracing=true" in found["args"]
    assert {each["name"]: each.get("value") for each in found["env"]} == {
        "NAMESPACE": None,
        "POD_NAME": None,
        "OTEL_SERVICE_NAME": NAME,
        "OTEL_TRACES_EXPORTER": "otlp",
        "OTEL_EXPORTER_OTLP_ENDPOINT": "http://otel-collector.monitoring.svc.cluster.local:4317",
        "OTEL_TRACES_SAMPLER": "parentbased_traceidratio",
        "OTEL_TRACES_SAMPLER_ARG": "1.0",
        "OTEL_RESOURCE_ATTRIBUTES": "k8s.namespace.name=$(NAMESPACE),k8s.pod.name=$(POD_NAME)",
    }
    assert COLLECTOR.external() in Wiring.of(chart).external_objects
    assert 4317 in ports(find(chart, "NetworkPolicy")["spec"]["egress"])


def ports(rules: list[dict[str, Any]]) -> set[int]:
    return {port["port"] for rule in rules for port in rule.get("ports", ())}


def test_it_reaches_its_servers_the_api_server_and_nothing_else(chart: cdk8s.Chart, find: Find) -> None:
    picker(chart)
    spec = find(chart, "NetworkPolicy")["spec"]
    assert spec["podSelector"] == {"matchLabels": LABELS}
    assert ports(spec["egress"]) == {53, 443, 6443, 8080}
    (servers,) = [rule for rule in spec["egress"] if 8080 in ports([rule])]
    assert servers["to"] == [{"podSelector": {"matchLabels": SERVER_LABELS}}]
    assert ports(spec["ingress"]) == {9090}


def test_the_ref_is_what_routes_and_pools_need(chart: cdk8s.Chart) -> None:
    assert picker(chart, EndpointPickerProps(flow_control=FlowControl())).ref == EndpointPickerRef(
        service=ServiceRef(
            namespace=NAMESPACE, name=NAME, port=9002, pods=Pods(NAMESPACE, LABELS), port_name="grpc-ext-proc"
        ),
        secure_serving=False,
        flow_control=True,
        objective_header="x-llm-d-inference-objective",
        objective_group="llm-d.ai",
    )


def test_the_ref_names_the_old_group_and_header_of_old_releases(chart: cdk8s.Chart) -> None:
    ref = picker(chart, EndpointPickerProps(version=EppVersion.GIE_1_5_0)).ref
    assert (ref.objective_group, ref.flow_control) == ("inference.networking.x-k8s.io", False)
    assert ref.objective_header == "x-gateway-inference-objective"


def test_an_existing_picker_is_a_promise() -> None:
    service = ServiceRef.existing(name="epp", namespace=NAMESPACE, port=9002)
    assert EndpointPicker.existing(service=service, secure_serving=False).external() == service.external()


def test_what_must_exist_goes_into_the_inventory(chart: cdk8s.Chart) -> None:
    picker(chart, everything())
    assert [(each.kind, each.name, each.keys) for each in Wiring.of(chart).external_objects] == [
        ("PriorityClass", "critical", ()),
        ("Secret", "registry", (".dockerconfigjson",)),
        ("Service", "otel-collector", ()),
    ]


def test_fails_when_a_pull_secret_is_in_another_namespace(chart: cdk8s.Chart) -> None:
    secret = SecretRef.existing(name="registry", namespace="elsewhere")
    with pytest.raises(ConfigError, match="secret registry must be in namespace llm-platform"):
        picker(chart, EndpointPickerProps(image_pull_secrets=(secret,)))


def test_experimental_plugins_are_allowed_by_a_flag(chart: cdk8s.Chart, find: Find) -> None:
    picker(chart, EndpointPickerProps(allow_experimental=True))
    assert "--allow-experimental-plugins" in container(find(chart, "Deployment"))["args"]
