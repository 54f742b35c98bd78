from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from inference_platform.checks import Declared, Manifest
from inference_platform.checks.index import Index
from inference_platform.checks.kinds import Kind

_SECRET = Kind("", "Secret")
_SERVICE = Kind("", "Service")


def _index(platform: Any) -> Index:
    manifests = [Manifest(environment="prod", chart="", data=each) for each in platform.objects]
    return Index(manifests, Declared())


@pytest.mark.parametrize("name", ["db-rw", "db-ro", "db-r"])
def test_a_database_has_services(platform: Any, name: str) -> None:
    known = _index(platform).find(_SERVICE, "llm", name)
    assert known is not None
    assert known.ports == {"postgres": 5432}


def test_a_database_has_the_services_that_it_is_told_to_have(platform: Any) -> None:
    template = {"metadata": {"name": "db-public"}}
    platform.put("Cluster.db", "spec/managed", {"services": {"additional": [{"serviceTemplate": template}]}})
    assert _index(platform).find(_SERVICE, "llm", "db-public") is not None


def test_a_database_makes_the_secret_of_its_owner(platform: Any) -> None:
    known = _index(platform).find(_SECRET, "llm", "db-app")
    assert known is not None
    assert known.keys is not None
    assert {"username", "password", "fqdn-jdbc-uri"} <= known.keys


def test_a_database_whose_owner_has_a_secret_makes_none(platform: Any) -> None:
    platform.put("Cluster.db", "spec/bootstrap/initdb/secret", {"name": "models"})
    assert _index(platform).find(_SECRET, "llm", "db-app") is None


def test_a_database_makes_a_superuser_only_when_asked(platform: Any) -> None:
    assert _index(platform).find(_SECRET, "llm", "db-superuser") is None
    platform.put("Cluster.db", "spec/enableSuperuserAccess", True)
    assert _index(platform).find(_SECRET, "llm", "db-superuser") is not None


@pytest.mark.parametrize(
    ("name", "key"), [("db-ca", "ca.crt"), ("db-server", "tls.key"), ("db-replication", "tls.crt")]
)
def test_a_database_makes_certificates(platform: Any, name: str, key: str) -> None:
    known = _index(platform).find(_SECRET, "llm", name)
    assert known is not None
    assert known.keys is not None
    assert key in known.keys


def test_a_pooler_is_a_service(platform: Any) -> None:
    known = _index(platform).find(_SERVICE, "llm", "db-pooler")
    assert known is not None
    assert known.ports == {"pgbouncer": 5432}


def test_an_external_secret_is_named_like_its_target(platform: Any) -> None:
    platform.put("ExternalSecret.cache", "spec/target", {"name": "other"})
    assert _index(platform).find(_SECRET, "llm", "cache") is None
    known = _index(platform).find(_SECRET, "llm", "other")
    assert known is not None
    assert known.keys == frozenset({"password"})


def test_certificates_for_a_gateway_need_a_host_name(platform: Any) -> None:
    assert _index(platform).find(_SECRET, "edge", "edge-tls") is not None
    platform.drop("Gateway.edge", "spec/listeners/1/hostname")
    assert _index(platform).find(_SECRET, "edge", "edge-tls") is None


def test_a_gateway_is_a_service_where_its_controller_is_delivered(make: Callable[..., Any]) -> None:
    gateway = """
      {apiVersion: gateway.networking.k8s.io/v1, kind: Gateway, metadata: {name: edge, namespace: llm},
       spec: {gatewayClassName: x, infrastructure: {parametersRef: {kind: EnvoyProxy, name: settings}},
              listeners: [{name: http, port: 80, protocol: HTTP}]}}
    """
    settings = """
      {apiVersion: gateway.envoyproxy.io/v1alpha1, kind: EnvoyProxy, metadata: {name: settings, namespace: llm},
       spec: {provider: {type: Kubernetes, kubernetes: {envoyService: {name: front}}}}}
    """
    application = """
      {apiVersion: argoproj.io/v1alpha1, kind: Application, metadata: {name: eg, namespace: argocd},
       spec: {source: {chart: gateway-helm}, destination: {namespace: gateways}}}
    """
    release = """
      {apiVersion: helm.toolkit.fluxcd.io/v2, kind: HelmRelease, metadata: {name: eg, namespace: flux-system},
       spec: {targetNamespace: proxies, chart: {spec: {chart: gateway-helm}}}}
    """
    index = _index(make(gateway, settings, application, release))
    for namespace in ("gateways", "proxies", "llm"):
        known = index.find(_SERVICE, namespace, "front")
        assert known is not None
        assert known.ports == {"http": 80}
    assert index.find(_SERVICE, "envoy-gateway-system", "front") is None


def test_knative_serving_brings_its_services(make: Callable[..., Any]) -> None:
    serving = """
      {apiVersion: operator.knative.dev/v1beta1, kind: KnativeServing,
       metadata: {name: knative-serving, namespace: knative-serving}}
    """
    known = _index(make(serving)).find(_SERVICE, "knative-serving", "kourier-internal")
    assert known is not None
    assert known.ports == {"http2": 80, "https": 443}


def test_a_stateful_set_makes_a_claim_for_each_pod(platform: Any) -> None:
    claim = Kind("", "PersistentVolumeClaim")
    assert _index(platform).find(claim, "llm", "data-cache-2") is not None
    assert _index(platform).find(claim, "llm", "data-cache-3") is None


def test_an_inference_service_in_knative_mode_makes_no_deployment(platform: Any) -> None:
    deployment = Kind("apps", "Deployment")
    assert _index(platform).find(deployment, "llm", "qwen-predictor") is not None
    platform.put("InferenceService.qwen", "metadata/annotations/serving.kserve.io~1deploymentMode", "Knative")
    assert _index(platform).find(deployment, "llm", "qwen-predictor") is None
    assert _index(platform).find(_SERVICE, "llm", "qwen-predictor") is not None


_LLM = """
  {apiVersion: serving.kserve.io/v1alpha2, kind: LLMInferenceService, metadata: {name: qwen, namespace: llm},
   spec: {model: {uri: "hf://a/b"}, prefill: {template: {containers: [{name: main}]}}}}
"""


def test_an_llm_inference_service_makes_service_pool_and_route(make: Callable[..., Any]) -> None:
    index = _index(make(_LLM))
    known = index.find(_SERVICE, "llm", "qwen-kserve-workload-svc")
    assert known is not None
    assert known.ports == {"": 8000}
    pool = Kind("inference.networking.k8s.io", "InferencePool")
    assert index.find(pool, "llm", "qwen-inference-pool") is not None


def test_an_llm_inference_service_makes_pods_that_operators_complete(make: Callable[..., Any]) -> None:
    index = _index(make(_LLM))
    assert [template.field for template in index.templates] == ["spec.template", "spec.prefill.template"]
    assert index.complete_templates == ()
    assert len(index.pods.selected("llm", {"matchLabels": {"app.kubernetes.io/name": "qwen"}})) == 2


def test_a_model_server_is_its_runtime_with_what_the_service_adds(platform: Any) -> None:
    model = platform.get("InferenceService.qwen")["spec"]["predictor"]["model"]
    model["env"] = [{"name": "HF_HOME", "value": "/models"}, {"name": "MORE", "value": "1"}]
    runtime = platform.get("ClusterServingRuntime.vllm")["spec"]["containers"]
    runtime[0]["resources"] = {"requests": {"cpu": "1", "ephemeral-storage": "1Gi"}}
    runtime.append({"name": "agent", "image": "agent:1"})
    (template,) = (each for each in _index(platform).templates if each.manifest.name == "qwen")
    server, agent = template.containers
    assert server.data["args"] == ["--port=8080", "--max-model-len=16384"]
    assert [env["value"] for env in server.data["env"]] == ["/models", "1"]
    assert server.data["resources"]["requests"] == {
        "cpu": "2",
        "ephemeral-storage": "1Gi",
        "memory": "8Gi",
        "nvidia.com/gpu": "1",
    }
    assert agent.name == "agent"
    assert template.complete


def test_a_model_server_of_an_unknown_runtime_is_known_in_part(platform: Any) -> None:
    platform.drop("InferenceService.qwen", "spec/predictor/model/runtime")
    (template,) = (each for each in _index(platform).templates if each.manifest.name == "qwen")
    assert [container.name for container in template.containers] == ["kserve-container"]
    assert not template.complete


def test_a_service_with_containers_of_its_own_is_complete(platform: Any) -> None:
    containers = [{"name": "kserve-container", "image": "server:1"}]
    platform.put("InferenceService.qwen", "spec", {"predictor": {"containers": containers}})
    (template,) = (each for each in _index(platform).templates if each.manifest.name == "qwen")
    assert template.complete
    assert template.labels["component"] == "predictor"


def test_a_models_service_leads_to_the_first_port_of_its_container(platform: Any) -> None:
    known = _index(platform).find(_SERVICE, "models", "llama-predictor")
    assert known is not None
    assert (known.ports, known.targets) == ({"http1": 80}, {80: 8080})


def test_a_models_service_has_the_further_ports_of_its_container(platform: Any) -> None:
    known = _index(platform).find(_SERVICE, "models", "llama-transformer")
    assert known is not None
    assert (known.ports, known.targets) == ({"http1": 80, "metrics": 8081}, {80: 8080, 8081: 8081})


def test_a_model_without_ports_is_expected_on_8080(platform: Any) -> None:
    known = _index(platform).find(_SERVICE, "models", "embed-predictor")
    assert known is not None
    assert (known.ports, known.targets) == ({"embed-predictor": 80}, {80: 8080})


def test_the_ports_of_a_model_with_an_unknown_runtime_are_not_known(platform: Any) -> None:
    platform.put("InferenceService.llama", "spec/predictor/model/runtime", "elsewhere")
    known = _index(platform).find(_SERVICE, "models", "llama-predictor")
    assert known is not None
    assert (known.ports, known.targets) == (None, None)


def test_where_a_service_in_knative_mode_leads_is_not_known(platform: Any) -> None:
    known = _index(platform).find(_SERVICE, "models", "scaled-predictor")
    assert known is not None
    assert (known.ports, known.targets) == ({"": 80}, None)
    assert _index(platform).find(_SERVICE, "models", "scaled") is not None
    assert _index(platform).find(_SERVICE, "models", "llama") is None


def test_a_function_reads_the_index_once(platform: Any) -> None:
    calls: list[Index] = []

    def read(index: Index) -> int:
        calls.append(index)
        return len(index.manifests)

    index = _index(platform)
    assert index.once(read) == index.once(read) == len(platform.objects)
    assert calls == [index]
