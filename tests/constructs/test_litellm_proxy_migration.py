from __future__ import annotations

import json
from typing import Any

import cdk8s
import pytest

from inference_platform.constructs.litellm.config_props import ConfigProps
from inference_platform.constructs.litellm.migration import MigrationProps
from inference_platform.constructs.litellm.props import LiteLLMProps
from inference_platform.versions import LITELLM_IMAGE
from tests.constructs.litellm_proxy_world import LLAMA, NAME, NAMESPACE, Find, Manifests, proxy

LABELS = {
    "app.kubernetes.io/component": "migration",
    "app.kubernetes.io/instance": NAME,
    "app.kubernetes.io/name": "litellm",
}


def job(chart: cdk8s.Chart, find: Find) -> dict[str, Any]:
    return find(chart, "Job")


def fresh() -> cdk8s.Chart:
    return cdk8s.Chart(cdk8s.Testing.app(), "test", namespace=NAMESPACE)


def environment(spec: dict[str, Any]) -> dict[str, Any]:
    return {each["name"]: each.get("value", each.get("valueFrom")) for each in spec["env"]}


def test_the_job_migrates_with_the_image_of_the_proxy(chart: cdk8s.Chart, find: Find) -> None:
    proxy(chart)
    spec = job(chart, find)["spec"]
    (container,) = spec["template"]["spec"]["containers"]
    assert container["command"] == ["litellm", "--skip_server_startup", "--enforce_prisma_migration_check"]
    assert container["workingDir"] == "/app"
    assert container["image"] == find(chart, "Deployment")["spec"]["template"]["spec"]["containers"][0]["image"]
    assert container["resources"] == {"requests": {"cpu": "250m", "memory": "1Gi"}, "limits": {"memory": "1Gi"}}


def test_the_job_goes_past_the_pooler(chart: cdk8s.Chart, find: Find) -> None:
    proxy(chart)
    pod = job(chart, find)["spec"]["template"]["spec"]
    assert f"platform-postgresql-rw.{NAMESPACE}" in environment(pod["containers"][0])["DATABASE_HOST"]
    assert environment(pod["containers"][0])["DISABLE_SCHEMA_UPDATE"] == "false"
    assert environment(pod["initContainers"][0])["PGHOST"] == f"platform-postgresql-rw.{NAMESPACE}.svc.cluster.local"
    assert "pooler" not in json.dumps(pod)


def test_an_older_image_never_takes_the_schema_back(chart: cdk8s.Chart, find: Find) -> None:
    proxy(chart)
    (container,) = job(chart, find)["spec"]["template"]["spec"]["containers"]
    assert environment(container)["USE_V2_MIGRATION_RESOLVER"] == "true"
    assert environment(container)["LITELLM_MIGRATION_DIR"].startswith("/tmp/")


def test_the_resolver_can_be_chosen(chart: cdk8s.Chart, find: Find) -> None:
    config = ConfigProps(extra_environment={"USE_V2_MIGRATION_RESOLVER": "false"})
    proxy(chart, LiteLLMProps(config=config))
    (container,) = job(chart, find)["spec"]["template"]["spec"]["containers"]
    chosen = [each["value"] for each in container["env"] if each["name"] == "USE_V2_MIGRATION_RESOLVER"]
    assert chosen == ["false"]


def test_the_proxy_itself_never_migrates(chart: cdk8s.Chart, find: Find) -> None:
    proxy(chart)
    (container,) = find(chart, "Deployment")["spec"]["template"]["spec"]["containers"]
    assert environment(container)["DISABLE_SCHEMA_UPDATE"] == "true"


def test_a_failed_migration_is_seen(chart: cdk8s.Chart, find: Find) -> None:
    proxy(chart)
    spec = job(chart, find)["spec"]
    assert spec["activeDeadlineSeconds"] == 1800
    assert spec["backoffLimit"] == 4
    assert spec["template"]["spec"]["restartPolicy"] == "Never"
    assert "ttlSecondsAfterFinished" not in spec


def test_no_selector_of_the_proxy_matches_the_pods_of_the_job(
    chart: cdk8s.Chart, find: Find, manifests: Manifests
) -> None:
    proxy(chart, LiteLLMProps(migration=MigrationProps()))
    labels = job(chart, find)["spec"]["template"]["metadata"]["labels"]
    assert labels.items() >= LABELS.items()
    selectors = [
        find(chart, "Service")["spec"]["selector"],
        find(chart, "PodDisruptionBudget")["spec"]["selector"]["matchLabels"],
        find(chart, "Deployment")["spec"]["selector"]["matchLabels"],
        find(chart, "NetworkPolicy", NAME)["spec"]["podSelector"]["matchLabels"],
    ]
    assert [selector for selector in selectors if selector.items() <= labels.items()] == []
    proxy_labels = find(chart, "Deployment")["spec"]["template"]["metadata"]["labels"]
    assert all(selector.items() <= proxy_labels.items() for selector in selectors)


def test_the_job_may_talk_to_the_database_alone(chart: cdk8s.Chart, find: Find) -> None:
    proxy(chart)
    spec = find(chart, "NetworkPolicy", f"{NAME}-migrate")["spec"]
    assert spec["podSelector"]["matchLabels"] == LABELS
    assert "ingress" not in spec or spec["ingress"] == []
    assert spec["egress"][1:] == [
        {
            "to": [{"podSelector": {"matchLabels": {"cnpg.io/cluster": "platform-postgresql"}}}],
            "ports": [{"port": 5432, "protocol": "TCP"}],
        }
    ]


def test_a_new_image_makes_a_new_job(find: Find) -> None:
    charts = [fresh() for _ in range(3)]
    proxy(charts[0])
    proxy(charts[1])
    image = f"{LITELLM_IMAGE}@sha256:{'a' * 64}"
    proxy(charts[2], LiteLLMProps(image=image))
    names = [job(chart, find)["metadata"]["name"] for chart in charts]
    assert names[0] == names[1] != names[2]
    assert all(name.startswith(f"{NAME}-migrate-") and len(name) <= 63 for name in names)


def test_models_and_replicas_make_no_new_job(find: Find) -> None:
    plain, changed = fresh(), fresh()
    proxy(plain)
    proxy(changed, LiteLLMProps(replicas=5), models=(LLAMA,))
    assert job(plain, find) == job(changed, find)


def test_the_longest_name_still_fits(chart: cdk8s.Chart, find: Find) -> None:
    proxy(chart, name="p" * 44)
    assert len(job(chart, find)["metadata"]["name"]) == 63


def test_the_migration_can_be_left_to_somebody_else(chart: cdk8s.Chart, manifests: Manifests) -> None:
    proxy(chart, LiteLLMProps(migration=MigrationProps(enabled=False)))
    assert "Job" not in [each["kind"] for each in manifests(chart)]
    gate = next(each for each in manifests(chart) if each["kind"] == "Deployment")["spec"]["template"]["spec"]
    assert gate["initContainers"][0]["name"] == "wait-for-schema"


def test_without_database_there_is_nothing_to_migrate(chart: cdk8s.Chart, find: Find, manifests: Manifests) -> None:
    proxy(chart, database=None)
    assert "Job" not in [each["kind"] for each in manifests(chart)]
    spec = find(chart, "Deployment")["spec"]["template"]["spec"]
    assert "initContainers" not in spec
    assert [each for each in environment(spec["containers"][0]) if each.startswith("DATABASE_")] == []


@pytest.mark.parametrize("deadline", [0, 59, 90_000])
def test_fails_when_the_deadline_is_no_deadline(chart: cdk8s.Chart, deadline: int) -> None:
    with pytest.raises(ValueError, match=r"migration\.active_deadline must be from 60 to 86400"):
        proxy(chart, LiteLLMProps(migration=MigrationProps(active_deadline=deadline)))
