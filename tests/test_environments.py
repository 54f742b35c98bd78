"""The environments of this repository: what is committed is what they render, and what they promise."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from cdk8s import App

from environments import ENVIRONMENTS
from inference_platform import Environment, InferencePlatform
from inference_platform.checks import Manifest, check, read_folder

ROOT = Path(__file__).parent.parent
NAMES = [environment.name for environment in ENVIRONMENTS]


@cache
def platform(name: str) -> InferencePlatform:
    (environment,) = (each for each in ENVIRONMENTS if each.name == name)
    return InferencePlatform(App(outdir=f"unused/{name}"), environment=environment)


@cache
def manifests(name: str) -> tuple[Manifest, ...]:
    return tuple(platform(name).manifests())


def find(name: str, kind: str, suffix: str = "") -> dict[str, Any]:
    (found,) = (each.data for each in manifests(name) if each.kind == kind and each.name.endswith(suffix))
    return dict(found)


def tree(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("name", NAMES)
def test_the_committed_output_is_what_the_sources_render(name: str) -> None:
    rendered = {path: text.encode() for path, text in platform(name).files().items()}
    assert tree(ROOT / "dist" / name) == rendered, "dist/ is stale; run `make synth` and commit the result"


def test_the_committed_output_has_no_other_environment() -> None:
    assert sorted(path.name for path in (ROOT / "dist").iterdir()) == sorted(NAMES)


def test_the_bytes_do_not_depend_on_the_process(tmp_path: Path) -> None:
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "CDK8S_OUTDIR": str(tmp_path / seed)}
        subprocess.run([sys.executable, "main.py"], cwd=ROOT, env=environment, check=True, capture_output=True)
    assert tree(tmp_path / "1") == tree(tmp_path / "2")
    assert len(tree(tmp_path / "1")) > 100


@pytest.mark.parametrize("name", NAMES)
def test_the_committed_folder_passes_the_checks_alone(name: str) -> None:
    read, declared = read_folder(ROOT / "dist" / name)
    assert [str(finding) for finding in check(read, declared)] == []
    assert len(read) == len(manifests(name))


@pytest.mark.parametrize("name", NAMES)
def test_every_image_is_pinned_in_versions(name: str) -> None:
    from inference_platform import versions

    pinned = {value for key, value in vars(versions).items() if key.endswith("_IMAGE")}
    used = {
        container["image"]
        for each in manifests(name)
        for pod in [each.data.get("spec", {}).get("template", {}).get("spec", {})]
        for container in [*pod.get("containers", []), *pod.get("initContainers", [])]
        if "image" in container
    }
    assert used
    assert used <= pinned


def test_dev_is_plain_http_inside_the_cluster() -> None:
    assert [each["protocol"] for each in find("dev", "Gateway")["spec"]["listeners"]] == ["HTTP"]
    service = find("dev", "EnvoyProxy")["spec"]["provider"]["kubernetes"]["envoyService"]
    assert service["type"] == "ClusterIP"
    assert find("dev", "Cluster")["spec"]["instances"] == 1
    assert find("dev", "StatefulSet")["spec"]["replicas"] == 1


def test_staging_has_certificates_of_the_staging_issuer() -> None:
    assert find("staging", "Certificate")["spec"]["issuerRef"]["name"] == "letsencrypt-staging"
    assert find("staging", "Cluster")["spec"]["instances"] == 1
    assert not [each for each in manifests("staging") if each.kind == "HorizontalPodAutoscaler"]


def test_prod_redirects_plain_http() -> None:
    (rule,) = find("prod", "HTTPRoute", "redirect")["spec"]["rules"]
    assert rule["filters"][0]["requestRedirect"] == {"scheme": "https", "statusCode": 301}


def test_prod_is_highly_available_and_backed_up() -> None:
    cluster = find("prod", "Cluster")["spec"]
    assert (cluster["instances"], cluster["enablePDB"]) == (3, True)
    assert cluster["plugins"][0]["isWALArchiver"] is True
    assert find("prod", "StatefulSet")["spec"]["replicas"] == 3
    assert find("prod", "HorizontalPodAutoscaler")["spec"]["minReplicas"] == 3
    budgets = {each.name for each in manifests("prod") if each.kind == "PodDisruptionBudget"}
    assert budgets == {
        "bge-m3",
        "infra-litellm-proxy",
        "infra-postgresql-pooler-rw",
        "infra-valkey",
        "llama-70b",
        "qwen-7b",
        "qwen-cpu",
    }


def test_prod_takes_its_own_secrets_from_the_store() -> None:
    stores = [
        each.data["spec"]["secretStoreRef"]["name"] for each in manifests("prod") if each.kind == "ExternalSecret"
    ]
    assert stores == ["aws-secrets-manager"] * 3


@pytest.mark.parametrize("name", NAMES)
def test_the_inventory_names_every_secret_that_is_read(name: str) -> None:
    page = platform(name).files()["SECRETS.md"]
    for secret in ("openai-api-key", "infra-postgresql-app", "api-key", "valkey-password"):
        assert f"`{secret}`" in page


@pytest.mark.parametrize("name", NAMES)
def test_cdk8s_own_synth_gives_the_same_objects(name: str, tmp_path: Path) -> None:
    """Consumers may call `app.synth()`; it must not lose what our own writer writes."""
    import yaml

    (environment,) = (each for each in ENVIRONMENTS if each.name == name)
    app = App(outdir=str(tmp_path))
    ours = InferencePlatform(app, environment=environment).manifests()
    app.synth()
    theirs = [
        data for path in tmp_path.glob("*.yaml") for data in yaml.safe_load_all(path.read_text()) if data is not None
    ]
    key = lambda data: (data["kind"], data["metadata"]["name"])  # noqa: E731
    assert sorted(theirs, key=key) == sorted((dict(each.data) for each in ours), key=key)


def test_a_fourth_environment_is_one_short_file() -> None:
    lines = (ROOT / "lib/environments/dev.py").read_text().splitlines()
    assert len(lines) <= 30
    assert isinstance(ENVIRONMENTS[0], Environment)
