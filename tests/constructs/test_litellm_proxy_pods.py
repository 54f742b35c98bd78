from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import Any

import cdk8s
import pytest

from inference_platform.constructs.litellm.config_props import ConfigProps
from inference_platform.constructs.litellm.deployment import Probes, Shutdown
from inference_platform.constructs.litellm.migration import MigrationProps
from inference_platform.constructs.litellm.props import LiteLLMProps
from inference_platform.constructs.litellm.settings import LiteLLMSettings
from inference_platform.constructs.pods import Resources
from inference_platform.errors import InvalidSettings
from inference_platform.refs import ConfigMapRef, SecretRef
from tests.constructs.litellm_proxy_world import GPT, LLAMA, NAME, NAMESPACE, PROXY_PODS, Find, proxy


def pod(chart: cdk8s.Chart, find: Find) -> dict[str, Any]:
    spec: dict[str, Any] = find(chart, "Deployment")["spec"]["template"]["spec"]
    return spec


def container(chart: cdk8s.Chart, find: Find) -> dict[str, Any]:
    (only,) = pod(chart, find)["containers"]
    spec: dict[str, Any] = only
    return spec


def values(spec: dict[str, Any]) -> dict[str, str]:
    return {each["name"]: each["value"] for each in spec["env"] if "value" in each}


def test_probes_ask_the_main_port(chart: cdk8s.Chart, find: Find) -> None:
    proxy(chart)
    spec = container(chart, find)
    assert spec["startupProbe"] == {
        "httpGet": {"path": "/health/liveliness", "port": "http"},
        "periodSeconds": 5,
        "timeoutSeconds": 5,
        "failureThreshold": 60,
    }
    assert spec["readinessProbe"] == {
        "httpGet": {"path": "/health/readiness", "port": "http"},
        "periodSeconds": 10,
        "timeoutSeconds": 5,
        "failureThreshold": 3,
    }
    assert spec["livenessProbe"] == {
        "httpGet": {"path": "/health/liveliness", "port": "http"},
        "periodSeconds": 15,
        "timeoutSeconds": 5,
        "failureThreshold": 6,
    }


def test_a_start_may_take_as_long_as_it_says(chart: cdk8s.Chart, find: Find) -> None:
    proxy(chart, LiteLLMProps(probes=Probes(startup=301)))
    probe = container(chart, find)["startupProbe"]
    assert probe["periodSeconds"] * probe["failureThreshold"] >= 301


def test_a_pod_ends_after_every_request_has(chart: cdk8s.Chart, find: Find) -> None:
    proxy(chart)
    spec = pod(chart, find)
    drain = float(values(spec["containers"][0])["GRACEFUL_SHUTDOWN_TIMEOUT"])
    assert spec["containers"][0]["lifecycle"] == {"preStop": {"sleep": {"seconds": 10}}}
    assert spec["terminationGracePeriodSeconds"] == 10 + drain + 10
    assert drain >= LiteLLMSettings().request_timeout


def test_a_longer_grace_period_is_kept(chart: cdk8s.Chart, find: Find) -> None:
    proxy(chart, LiteLLMProps(shutdown=Shutdown(pre_stop=0, termination_grace_period=7200)))
    assert pod(chart, find)["terminationGracePeriodSeconds"] == 7200
    assert "lifecycle" not in container(chart, find)


def test_fails_when_the_grace_period_would_cut_streams(chart: cdk8s.Chart) -> None:
    with pytest.raises(InvalidSettings, match=r"shutdown.termination_grace_period must be at least 620 .*, got 90;"):
        proxy(chart, LiteLLMProps(shutdown=Shutdown(termination_grace_period=90)))


def test_the_image_decides_what_runs(chart: cdk8s.Chart, find: Find) -> None:
    proxy(chart)
    spec = container(chart, find)
    assert "command" not in spec
    assert "--config" in spec["args"]
    assert spec["args"][spec["args"].index("--config") + 1] == "/etc/litellm/config.yaml"


def test_pods_pass_pod_security_restricted(chart: cdk8s.Chart, find: Find) -> None:
    proxy(chart)
    for kind in ("Deployment", "Job"):
        spec = find(chart, kind)["spec"]["template"]["spec"]
        assert spec["securityContext"] == {
            "runAsNonRoot": True,
            "runAsUser": 65534,
            "runAsGroup": 65534,
            "seccompProfile": {"type": "RuntimeDefault"},
        }
        for each in (*spec["initContainers"], *spec["containers"]):
            assert each["securityContext"] == {
                "allowPrivilegeEscalation": False,
                "readOnlyRootFilesystem": True,
                "runAsNonRoot": True,
                "capabilities": {"drop": ["ALL"]},
            }


def test_pods_have_no_token_and_no_service_links(chart: cdk8s.Chart, find: Find) -> None:
    proxy(chart)
    for kind, account in (("Deployment", NAME), ("Job", f"{NAME}-migrate")):
        spec = find(chart, kind)["spec"]["template"]["spec"]
        assert spec["automountServiceAccountToken"] is False
        assert spec["enableServiceLinks"] is False
        assert spec["serviceAccountName"] == account
        assert find(chart, "ServiceAccount", account)["automountServiceAccountToken"] is False


def test_only_scratch_directories_are_writable(chart: cdk8s.Chart, find: Find) -> None:
    proxy(chart)
    for kind in ("Deployment", "Job"):
        spec = find(chart, kind)["spec"]["template"]["spec"]
        volumes = {each["name"]: each for each in spec["volumes"]}
        writable = [each for each in spec["containers"][0]["volumeMounts"] if not each.get("readOnly")]
        assert "/tmp" in [each["mountPath"] for each in writable]
        assert all("emptyDir" in volumes[each["name"]] for each in writable)
        assert all(each["emptyDir"]["sizeLimit"] for each in volumes.values() if "emptyDir" in each)
        # The image keeps Prisma's engines there; a volume would hide them.
        assert [each for each in writable if each["mountPath"].startswith("/app/.cache")] == []


def test_the_configuration_is_a_file_that_restarts_pods_when_it_changes(chart: cdk8s.Chart, find: Find) -> None:
    proxy(chart)
    text = find(chart, "ConfigMap", NAME)["data"]["config.yaml"]
    annotations = find(chart, "Deployment")["spec"]["template"]["metadata"]["annotations"]
    assert annotations == {"checksum/config": hashlib.sha256(text.encode()).hexdigest()}
    assert pod(chart, find)["volumes"][0] == {"name": "config", "configMap": {"name": NAME}}
    assert container(chart, find)["volumeMounts"][0] == {
        "name": "config",
        "mountPath": "/etc/litellm",
        "readOnly": True,
    }


def test_keys_come_from_secrets_only(chart: cdk8s.Chart, find: Find) -> None:
    proxy(chart, models=(GPT,))
    spec = container(chart, find)
    secrets = {each["name"]: each["valueFrom"]["secretKeyRef"] for each in spec["env"] if "valueFrom" in each}
    assert secrets["PROXY_MASTER_KEY"] == {"name": "litellm-master-key", "key": "master-key"}
    assert secrets["LITELLM_SALT_KEY"] == {"name": "litellm-salt-key", "key": "salt-key"}
    assert {"name": "openai", "key": "api-key"} in secrets.values()
    assert "os.environ/PROXY_MASTER_KEY" in find(chart, "ConfigMap", NAME)["data"]["config.yaml"]


def test_no_variable_is_set_twice(chart: cdk8s.Chart, find: Find) -> None:
    proxy(chart, models=(GPT, LLAMA))
    names = [each["name"] for each in container(chart, find)["env"]]
    assert len(set(names)) == len(names)


def test_a_pod_keeps_idle_connections_longer_than_envoy(chart: cdk8s.Chart, find: Find) -> None:
    proxy(chart)
    assert values(container(chart, find))["KEEPALIVE_TIMEOUT"] == "75"


def test_rollouts_never_have_fewer_pods(chart: cdk8s.Chart, find: Find) -> None:
    proxy(chart)
    spec = find(chart, "Deployment")["spec"]
    assert spec["replicas"] == 2
    assert spec["strategy"] == {"type": "RollingUpdate", "rollingUpdate": {"maxUnavailable": 0, "maxSurge": 1}}
    assert spec["progressDeadlineSeconds"] == 600 + 1800 + 300


def test_pods_spread_over_nodes_and_zones(chart: cdk8s.Chart, find: Find) -> None:
    proxy(chart)
    constraints = pod(chart, find)["topologySpreadConstraints"]
    assert [each["topologyKey"] for each in constraints] == ["kubernetes.io/hostname", "topology.kubernetes.io/zone"]
    assert [each["labelSelector"]["matchLabels"] for each in constraints] == [PROXY_PODS.labels] * 2


def test_pods_have_requests_and_a_memory_limit(chart: cdk8s.Chart, find: Find) -> None:
    proxy(chart)
    assert container(chart, find)["resources"] == {
        "requests": {"cpu": "1", "memory": "2Gi"},
        "limits": {"memory": "4Gi"},
    }


def test_a_new_pod_waits_for_its_schema(chart: cdk8s.Chart, find: Find) -> None:
    proxy(chart)
    (gate,) = pod(chart, find)["initContainers"]
    assert gate["command"][3:] == ["schema", "1800"]
    assert gate["image"] == container(chart, find)["image"]


def test_waiting_can_be_left_to_the_delivery(chart: cdk8s.Chart, find: Find) -> None:
    proxy(chart, LiteLLMProps(migration=MigrationProps(wait_for_database=False)))
    assert "initContainers" not in pod(chart, find)
    assert "initContainers" not in find(chart, "Job")["spec"]["template"]["spec"]
    assert find(chart, "Deployment")["spec"]["progressDeadlineSeconds"] == 900


def test_own_authorities_replace_those_of_the_image(chart: cdk8s.Chart, find: Find) -> None:
    bundle = ConfigMapRef.existing(name="trust", namespace=NAMESPACE, keys=("ca.pem",))
    proxy(chart, ca_bundle=bundle)
    spec = container(chart, find)
    for name in ("SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "AWS_CA_BUNDLE"):
        assert values(spec)[name] == "/etc/litellm-ca/ca.pem"
    assert {"name": "ca-bundle", "mountPath": "/etc/litellm-ca", "readOnly": True} in spec["volumeMounts"]
    assert {"name": "ca-bundle", "configMap": {"name": "trust"}} in pod(chart, find)["volumes"]


def test_one_pod_alone_has_no_disruption_budget(chart: cdk8s.Chart, find: Find) -> None:
    proxy(chart, LiteLLMProps(replicas=1))
    with pytest.raises(AssertionError, match="0 objects match PodDisruptionBudget"):
        find(chart, "PodDisruptionBudget")


def test_models_can_be_added_later(chart: cdk8s.Chart, find: Find) -> None:
    late = proxy(chart)
    late.add_models(LLAMA)
    late.add_models(GPT)
    other = cdk8s.Chart(cdk8s.Testing.app(), "test", namespace=NAMESPACE)
    proxy(other, models=(LLAMA, GPT))
    for kind, name in (("ConfigMap", NAME), ("Deployment", NAME), ("NetworkPolicy", NAME), ("Job", None)):
        assert find(chart, kind, name) == find(other, kind, name)


def test_fails_when_a_late_model_does_not_fit(chart: cdk8s.Chart) -> None:
    late = proxy(chart, models=(LLAMA,))
    with pytest.raises(InvalidSettings, match="model_name must be a name that no other model"):
        late.add_models(LLAMA)


def test_the_same_input_gives_the_same_objects(chart: cdk8s.Chart, manifests: Any) -> None:
    other = cdk8s.Chart(cdk8s.Testing.app(), "test", namespace=NAMESPACE)
    proxy(chart, models=(LLAMA, GPT))
    proxy(other, models=(LLAMA, GPT))
    assert manifests(chart) == manifests(other)


@pytest.mark.parametrize(
    ("props", "message"),
    [
        ({"image": "ghcr.io/berriai/litellm:latest"}, "image must be an image with a tag other than latest"),
        ({"pod_labels": {"app.kubernetes.io/name": "x"}}, "pod_labels must be without the labels that select the pods"),
        ({"pod_annotations": {"checksum/config": "x"}}, "pod_annotations must be without checksum/config"),
        (
            {"resources": Resources(memory="512Mi")},
            "resources.memory_limit must be at least 650Mi with 1 worker processes",
        ),
        (
            {"image_pull_secrets": (SecretRef.existing(name="pull", namespace="other"),)},
            "image_pull_secrets must be in namespace llm-platform, where the pods run, got other/pull",
        ),
    ],
)
def test_fails_when_pods_could_not_run(chart: cdk8s.Chart, props: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidSettings, match=message):
        proxy(chart, replace(LiteLLMProps(), **props))


@pytest.mark.parametrize(
    "image",
    [
        "registry.example.com:5000/litellm:main-v1.103.7-stable",
        f"registry.example.com:5000/litellm@sha256:{'a' * 64}",
        "registry.example.com/litellm-1.97.0:ours",
    ],
)
def test_an_image_may_come_from_anywhere(chart: cdk8s.Chart, find: Find, image: str) -> None:
    proxy(chart, LiteLLMProps(image=image))
    assert container(chart, find)["image"] == image


@pytest.mark.parametrize("image", ["litellm:v1.97.0", "litellm:main-v1.103.70-stable", "litellm:1.10.3"])
def test_fails_when_image_and_version_differ(chart: cdk8s.Chart, image: str) -> None:
    with pytest.raises(InvalidSettings, match=r"image must be of release 1\.103\.7, which config\.version names"):
        proxy(chart, LiteLLMProps(image=image))


@pytest.mark.parametrize("name", ["Proxy", "1proxy", "proxy-", "p" * 45, ""])
def test_fails_when_the_name_does_not_fit(chart: cdk8s.Chart, name: str) -> None:
    with pytest.raises(InvalidSettings, match="name must be a DNS label that begins with a letter, at most 44"):
        proxy(chart, name=name)


@pytest.mark.parametrize(
    "bundle",
    [
        ConfigMapRef.existing(name="trust", namespace="other", keys=("ca.pem",)),
        ConfigMapRef.existing(name="trust", namespace=NAMESPACE),
    ],
)
def test_fails_when_the_authorities_cannot_be_mounted(chart: cdk8s.Chart, bundle: ConfigMapRef) -> None:
    with pytest.raises(InvalidSettings, match="ca_bundle must be one key of a ConfigMap in namespace llm-platform"):
        proxy(chart, ca_bundle=bundle)


def test_fails_when_a_variable_of_the_proxy_is_set_again(chart: cdk8s.Chart) -> None:
    config = ConfigProps(extra_environment={"KEEPALIVE_TIMEOUT": "5"})
    with pytest.raises(InvalidSettings, match="KEEPALIVE_TIMEOUT"):
        proxy(chart, LiteLLMProps(config=config))


def test_fails_when_the_image_cannot_ask_the_database(chart: cdk8s.Chart) -> None:
    config = ConfigProps(version="1.97.0", metrics_port=None)
    with pytest.raises(InvalidSettings, match=r"migration.wait_for_database must be off before LiteLLM 1\.101\.6"):
        proxy(chart, LiteLLMProps(config=config, image="litellm:v1.97.0"))


def test_fails_when_several_things_are_wrong_and_says_all(chart: cdk8s.Chart) -> None:
    props = LiteLLMProps(shutdown=Shutdown(termination_grace_period=60))
    with pytest.raises(InvalidSettings) as error:
        proxy(chart, props, name="P")
    assert [problem.field for _, problem in error.value.problems] == ["name", "shutdown.termination_grace_period"]
