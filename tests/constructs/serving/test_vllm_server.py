from __future__ import annotations

from typing import Any

import cdk8s
import pytest
from syrupy.assertion import SnapshotAssertion

from inference_platform.constructs.model_route.timeouts import Timeouts
from inference_platform.constructs.pods import Placement, Resources, Toleration
from inference_platform.constructs.serving import (
    Download,
    GpuType,
    Lora,
    LoraAdapter,
    Monitoring,
    PvcSource,
    Replicas,
    Rollout,
    ServingProps,
    ServingRuntime,
)
from inference_platform.constructs.serving.engines.vllm import CPU, GPU
from inference_platform.constructs.serving.storage import ModelCacheRef
from inference_platform.constructs.wiring import NetworkProps, Wiring
from inference_platform.errors import ConfigError, InvalidSettings
from inference_platform.refs import ExternalObject, Pods, PriorityClassRef, SecretRef
from tests.constructs.serving.vllm_world import (
    KNATIVE,
    NAMESPACE,
    PROPS,
    Find,
    Manifests,
    annotations_of,
    env,
    findings,
    predictor,
    secret,
    serve,
    vllm,
)

PODS = {"component": "predictor", "serving.kserve.io/inferenceservice": "qwen"}


@pytest.fixture
def app() -> cdk8s.App:
    """Made by Python: the tree of `Testing.app()` has another root object each time that it is asked for."""
    return cdk8s.App()


def everything() -> Any:
    return vllm(
        name="llama-70b",
        source="hf://meta-llama/Llama-3.3-70B-Instruct:6f6073b",
        served_as=("gpt-4", "llama-3.3"),
        replicas=Replicas(1, 3),
        gpus=4,
        gpu_type=GpuType.nvidia("NVIDIA-A100-SXM4-80GB"),
        resources=Resources(cpu="16", memory="200Gi"),
        placement=Placement(
            node_selector={"pool": "large"},
            tolerations=(Toleration(key="dedicated", operator="Equal", value="llm"),),
            priority_class=PriorityClassRef(name="llm-production"),
        ),
        image="registry.example.com/vllm:0.24.0",
        image_pull_secrets=(SecretRef.existing(name="registry", namespace=NAMESPACE),),
        shared_memory="16Gi",
        disk="200Gi",
        load_timeout=3600,
        termination_grace=300,
        rollout=Rollout(max_surge=1, max_unavailable=0),
        extra_args=("--block-size=32",),
        extra_env={"VLLM_LOGGING_LEVEL": "WARNING"},
        labels={"team": "search"},
        annotations={"example.com/owner": "search"},
        monitoring=Monitoring(interval="10s", labels={"release": "kube-prometheus-stack"}),
        timeouts=Timeouts(keepalive="120s"),
        pipeline_parallel=2,
        max_model_len=32768,
        gpu_memory_utilization=0.9,
        dtype="bfloat16",
        quantization="fp8",
        kv_cache_dtype="fp8_e4m3",
        tool_call_parser="llama3_json",
        reasoning_parser="deepseek_r1",
        chat_template="{{ messages }}",
        lora=Lora(
            adapters=(
                LoraAdapter(name="sql", source="hf://example/sql"),
                LoraAdapter(name="legal", source="pvc://adapters/legal"),
            ),
            max_rank=32,
        ),
        max_num_seqs=256,
        max_num_batched_tokens=8192,
        enable_prefix_caching=True,
        enforce_eager=True,
        trust_remote_code=True,
        seed=7,
    )


def test_minimal_renders_all_that_a_model_needs(chart: cdk8s.Chart, manifests: Manifests) -> None:
    serve(chart)
    assert [(each["kind"], each["metadata"]["name"]) for each in manifests(chart)] == [
        ("ClusterServingRuntime", "platform-vllm"),
        ("ServiceAccount", "qwen"),
        ("InferenceService", "qwen"),
        ("PodMonitor", "qwen"),
        ("NetworkPolicy", "qwen"),
    ]


def test_minimal_snapshot(
    chart: cdk8s.Chart, manifests: Manifests, manifest_snapshot: SnapshotAssertion, find: Find
) -> None:
    serve(chart)
    assert find(chart, "InferenceService")["spec"]["predictor"]["model"]["storageUri"] == (
        "hf://Qwen/Qwen2.5-7B-Instruct"
    )
    assert manifests(chart) == manifest_snapshot


def test_everything_snapshot(chart: cdk8s.Chart, manifests: Manifests, manifest_snapshot: SnapshotAssertion) -> None:
    props = ServingProps(prometheus_url="https://prometheus.example.com", huggingface_token=secret("hub", "token"))
    serve(chart, everything(), props)
    assert predictor(chart)["model"]["args"][-1] == "--block-size=32"
    assert manifests(chart) == manifest_snapshot


@pytest.mark.parametrize("model", [vllm(), vllm(gpus=0, name="small"), everything(), vllm(**KNATIVE)])
def test_the_checks_find_nothing(chart: cdk8s.Chart, model: Any) -> None:
    serve(chart, model)
    Wiring.of(chart).expects(
        ExternalObject(kind="Namespace", name=NAMESPACE), ExternalObject(kind="PriorityClass", name="llm-production")
    )
    assert findings(chart) == []


def test_the_runtime_names_the_port_as_both_modes_want_it(chart: cdk8s.Chart, find: Find) -> None:
    runtime = ServingRuntime(chart, "runtime", name="platform-vllm", engine=GPU)
    spec = find(chart, "ClusterServingRuntime")["spec"]
    assert spec["containers"][0]["ports"] == [{"name": "http1", "containerPort": 8080, "protocol": "TCP"}]
    assert spec["supportedModelFormats"] == [{"name": "vLLM", "version": "1", "autoSelect": False}]
    assert runtime.ref.name == "platform-vllm"
    # with it, KServe would replace the image of a server without GPUs
    assert "annotations" not in find(chart, "ClusterServingRuntime")["metadata"]


def test_the_runtime_has_no_hook_that_knative_refuses() -> None:
    for engine in (GPU, CPU):
        assert "lifecycle" not in engine.runtime_spec()["containers"][0]


def test_the_root_file_system_is_writable_for_the_hook_of_nvidia_only() -> None:
    read_only = [
        engine.runtime_spec()["containers"][0]["securityContext"]["readOnlyRootFilesystem"] for engine in (GPU, CPU)
    ]
    assert read_only == [False, True]


def test_fails_when_a_runtime_has_no_usable_name(chart: cdk8s.Chart) -> None:
    with pytest.raises(InvalidSettings, match=r"test/runtime: name must be a DNS label.*got Platform_vLLM"):
        ServingRuntime(chart, "runtime", name="Platform_vLLM", engine=GPU)


def test_only_the_downloader_gets_the_token(chart: cdk8s.Chart) -> None:
    serve(chart, vllm(), ServingProps(huggingface_token=secret("hub", "my-token")))
    [downloader] = predictor(chart)["initContainers"]
    assert downloader["name"] == "storage-initializer"
    assert env(downloader)["HF_TOKEN"] == {"secretKeyRef": {"name": "hub", "key": "my-token"}}
    assert "HF_TOKEN" not in env(predictor(chart)["model"])
    assert [(each.name, each.keys) for each in Wiring.of(chart).external_objects] == [("hub", ("my-token",))]


def test_the_pods_may_fetch_and_be_scraped_and_nothing_else(chart: cdk8s.Chart, find: Find) -> None:
    serve(chart)
    spec = find(chart, "NetworkPolicy")["spec"]
    assert spec["podSelector"] == {"matchLabels": PODS}
    assert [rule["ports"] for rule in spec["egress"]][1:] == [[{"port": 443, "protocol": "TCP"}]]
    assert [rule["ports"] for rule in spec["ingress"]] == [[{"port": 8080, "protocol": "TCP"}]]


def test_without_policies_and_monitoring_they_are_not_rendered(
    app: cdk8s.App, chart: cdk8s.Chart, manifests: Manifests
) -> None:
    Wiring.start(app, NetworkProps(enabled=False))
    serve(chart, vllm(monitoring=None))
    kinds = [each["kind"] for each in manifests(chart)]
    assert kinds == ["ClusterServingRuntime", "ServiceAccount", "InferenceService"]


def test_no_pod_gets_a_token_of_the_api_server(chart: cdk8s.Chart, find: Find) -> None:
    serve(chart)
    assert find(chart, "ServiceAccount")["automountServiceAccountToken"] is False
    assert predictor(chart)["automountServiceAccountToken"] is False
    assert predictor(chart)["serviceAccountName"] == "qwen"


def test_the_metrics_are_scraped_by_number_and_labelled_with_the_model(chart: cdk8s.Chart, find: Find) -> None:
    serve(chart)
    spec = find(chart, "PodMonitor")["spec"]
    assert spec["selector"] == {"matchLabels": PODS}
    [endpoint] = spec["podMetricsEndpoints"]
    assert (endpoint["portNumber"], endpoint["path"]) == (8080, "/metrics")
    assert endpoint["relabelings"] == [{"targetLabel": "model", "replacement": "qwen"}]


def test_scarce_gpus_are_freed_before_a_new_pod_needs_them(chart: cdk8s.Chart) -> None:
    serve(chart)
    assert predictor(chart)["deploymentStrategy"] == {
        "type": "RollingUpdate",
        "rollingUpdate": {"maxSurge": 0, "maxUnavailable": 1},
    }


def test_without_gpus_a_rollout_has_no_outage(chart: cdk8s.Chart) -> None:
    serve(chart, vllm(gpus=0))
    assert predictor(chart)["deploymentStrategy"]["rollingUpdate"] == {"maxSurge": 1, "maxUnavailable": 0}


def test_several_pods_get_a_budget_and_are_spread(chart: cdk8s.Chart, find: Find) -> None:
    serve(chart, vllm(replicas=2))
    assert find(chart, "PodDisruptionBudget")["spec"] == {"maxUnavailable": 1, "selector": {"matchLabels": PODS}}
    keys = [each["topologyKey"] for each in predictor(chart)["topologySpreadConstraints"]]
    assert keys == ["kubernetes.io/hostname", "topology.kubernetes.io/zone"]


def test_gpus_are_requested_and_their_nodes_found(chart: cdk8s.Chart) -> None:
    serve(chart, everything())
    spec = predictor(chart)
    assert spec["model"]["resources"] == {
        "requests": {"cpu": "16", "memory": "200Gi", "nvidia.com/gpu": "4"},
        "limits": {"memory": "200Gi", "nvidia.com/gpu": "4"},
    }
    assert spec["nodeSelector"] == {"nvidia.com/gpu.product": "NVIDIA-A100-SXM4-80GB", "pool": "large"}
    assert spec["tolerations"] == [
        {"key": "nvidia.com/gpu", "operator": "Exists"},
        {"key": "dedicated", "operator": "Equal", "value": "llm"},
    ]


def test_the_startup_probe_waits_as_long_as_loading_may_take(chart: cdk8s.Chart) -> None:
    serve(chart, vllm(load_timeout=3605))
    probe = predictor(chart)["model"]["startupProbe"]
    assert probe["failureThreshold"] * probe["periodSeconds"] == 3610
    assert probe["httpGet"] == {"path": "/health", "port": 8080}


def test_a_pod_that_stops_first_leaves_the_lists_and_then_finishes_its_requests(chart: cdk8s.Chart) -> None:
    serve(chart)
    spec = predictor(chart)
    assert spec["terminationGracePeriodSeconds"] == 120
    assert spec["model"]["lifecycle"] == {"preStop": {"sleep": {"seconds": 15}}}
    assert "--shutdown-timeout=100" in spec["model"]["args"]


def test_the_server_keeps_connections_longer_than_envoy(chart: cdk8s.Chart) -> None:
    model = vllm()
    serve(chart, model)
    assert env(predictor(chart)["model"])["VLLM_HTTP_TIMEOUT_KEEP_ALIVE"] == "75"
    assert model.timeouts.connection_idle == "60s"


def test_shared_memory_is_in_memory_and_larger_for_several_gpus(chart: cdk8s.Chart) -> None:
    serve(chart, vllm(gpus=2))
    assert predictor(chart)["volumes"][0] == {
        "name": "shared-memory",
        "emptyDir": {"medium": "Memory", "sizeLimit": "8Gi"},
    }
    assert {"name": "shared-memory", "mountPath": "/dev/shm"} in predictor(chart)["model"]["volumeMounts"]


def test_a_chat_template_is_a_file_and_a_change_of_it_replaces_the_pods(chart: cdk8s.Chart, find: Find) -> None:
    serve(chart, vllm(chat_template="{{ messages }}"))
    assert find(chart, "ConfigMap", "qwen-config")["data"] == {"chat-template.jinja": "{{ messages }}"}
    assert "--chat-template=/etc/model/chat-template.jinja" in predictor(chart)["model"]["args"]
    assert len(annotations_of(chart)["checksum/config"]) == 64


def test_the_disk_is_requested_so_that_a_node_with_room_is_found(chart: cdk8s.Chart) -> None:
    serve(chart, vllm(disk="40Gi"))
    [downloader] = predictor(chart)["initContainers"]
    assert downloader["resources"]["requests"]["ephemeral-storage"] == "40Gi"
    assert {"name": "model-files", "emptyDir": {"sizeLimit": "40Gi"}} in predictor(chart)["volumes"]


def test_a_cache_keeps_each_source_in_a_folder_of_its_own(chart: cdk8s.Chart) -> None:
    cache = ModelCacheRef.existing(name="models", namespace=NAMESPACE)
    serve(chart, vllm(cache=cache, source="hf://Qwen/Qwen2.5-7B-Instruct:v1"))
    mount = {"name": "model-files", "mountPath": "/mnt/models", "subPath": "hf--Qwen--Qwen2.5-7B-Instruct--v1"}
    assert predictor(chart)["initContainers"][0]["volumeMounts"][0] == mount
    assert mount | {"readOnly": True} in predictor(chart)["model"]["volumeMounts"]
    [expected] = Wiring.of(chart).external_objects
    assert (expected.kind, expected.name) == ("PersistentVolumeClaim", "models")


def test_a_claim_is_mounted_by_kserve(chart: cdk8s.Chart, find: Find) -> None:
    serve(chart, vllm(source=PvcSource(claim="models", path="qwen")))
    assert predictor(chart)["model"]["storageUri"] == "pvc://models/qwen"
    assert "initContainers" not in predictor(chart)
    assert len(find(chart, "NetworkPolicy")["spec"]["egress"]) == 1


def test_fails_when_a_claim_is_in_another_namespace(chart: cdk8s.Chart) -> None:
    claim = ModelCacheRef.existing(name="models", namespace="other")
    with pytest.raises(ConfigError, match="test/server: cache models must be in namespace llm-platform"):
        serve(chart, vllm(source=PvcSource(claim=claim)))


def test_fails_when_a_secret_is_in_another_namespace(chart: cdk8s.Chart) -> None:
    props = ServingProps(huggingface_token=secret("hub", "token", namespace="other"))
    with pytest.raises(ConfigError, match="secret hub must be in namespace llm-platform"):
        serve(chart, vllm(), props)


def test_an_image_is_mounted_by_kserve_as_a_volume(chart: cdk8s.Chart) -> None:
    serve(chart, vllm(source="oci://registry.example.com/models/qwen:1.0"))
    assert predictor(chart)["model"]["storageUri"] == "oci+native://registry.example.com/models/qwen:1.0"
    assert "initContainers" not in predictor(chart)


def test_adapters_are_fetched_or_mounted_each_in_its_folder(chart: cdk8s.Chart) -> None:
    serve(chart, everything())
    args = predictor(chart)["model"]["args"]
    position = args.index("--lora-modules")
    assert args[position + 1 : position + 3] == ["sql=/mnt/adapters/sql", "legal=/mnt/adapters/legal"]
    assert {"--enable-lora", "--max-lora-rank=32", "--max-loras=2"} <= set(args)
    names = [each["name"] for each in predictor(chart)["initContainers"]]
    assert names == ["storage-initializer", "adapter-sql"]
    assert predictor(chart)["initContainers"][1]["args"] == ["hf://example/sql", "/mnt/adapters/sql"]
    mounts = {each["mountPath"]: each for each in predictor(chart)["model"]["volumeMounts"]}
    assert mounts["/mnt/adapters/legal"] == {
        "name": "adapter-legal",
        "mountPath": "/mnt/adapters/legal",
        "subPath": "legal",
        "readOnly": True,
    }


def test_the_reference_leads_to_the_service_and_its_pods(chart: cdk8s.Chart) -> None:
    ref = serve(chart).ref
    assert ref.service.url(path=ref.api_path) == "http://qwen-predictor.llm-platform.svc.cluster.local/v1"
    assert (ref.service.pod_port, ref.service.server) == (8080, Pods(NAMESPACE, PODS))
    assert (ref.model, ref.pickable, ref.metrics) == ("qwen", True, "vllm")


def test_the_downloader_is_as_large_as_the_environment_says(chart: cdk8s.Chart) -> None:
    download = Download(image="registry.example.com/init:1", resources=Resources(cpu="2", memory="8Gi"))
    serve(chart, vllm(), ServingProps(download=download))
    [downloader] = predictor(chart)["initContainers"]
    assert downloader["image"] == "registry.example.com/init:1"
    assert downloader["resources"] == {"requests": {"cpu": "2", "memory": "8Gi"}, "limits": {"memory": "8Gi"}}


def test_priority_classes_and_registry_secrets_are_expected(chart: cdk8s.Chart) -> None:
    model = vllm(
        placement=Placement(priority_class=PriorityClassRef.existing("llm-production")),
        image_pull_secrets=(SecretRef.existing(name="registry", namespace=NAMESPACE),),
    )
    serve(chart, model, PROPS)
    found = {(each.kind, each.name, each.keys) for each in Wiring.of(chart).external_objects}
    assert found == {("PriorityClass", "llm-production", ()), ("Secret", "registry", (".dockerconfigjson",))}
    assert predictor(chart)["imagePullSecrets"] == [{"name": "registry"}]
