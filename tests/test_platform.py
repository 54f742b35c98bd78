"""What `InferencePlatform` composes, beyond the environments of this repository."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import cdk8s
import pytest
import yaml

from environments import ENVIRONMENTS
from inference_platform import (
    CacheConnection,
    Cidrs,
    ConfigError,
    DatabaseConnection,
    Environment,
    FailedChecks,
    GatewayRef,
    GeneratedSecret,
    InferencePlatform,
    Listener,
    NamespaceProps,
    NetworkProps,
    SecretKeyRef,
    synthesize,
)
from inference_platform.checks import Declared, Manifest, PolicyException
from inference_platform.constructs import litellm
from inference_platform.inventory import secrets_page

DEV: Environment = replace(next(each for each in ENVIRONMENTS if each.name == "dev"), models=())


def secret(name: str) -> SecretKeyRef:
    return SecretKeyRef.existing(name=name, namespace=DEV.namespace, key="password", purpose=f"password of the {name}")


def platform(environment: Environment, outdir: str = "unused") -> InferencePlatform:
    return InferencePlatform(cdk8s.App(outdir=outdir), environment=environment)


def charts(files: dict[str, str]) -> set[str]:
    return {path.partition("/")[0] for path in files if "/" in path}


def test_existing_services_replace_our_own() -> None:
    environment = replace(
        DEV,
        database=DatabaseConnection.existing(
            host="db.example.com",
            database="litellm",
            username="litellm",
            password=secret("db"),
            server=Cidrs(("10.9.0.0/24",)),
        ),
        cache=CacheConnection.existing(host="cache.example.com", password=secret("cache"), tls=True),
        cache_password=None,
        gateway=GatewayRef.existing(
            name="shared", namespace="edge", listeners=(Listener(name="https", port=443, protocol="HTTPS"),)
        ),
    )
    files = platform(environment).files()
    assert charts(files) == {"namespace", "litellm"}
    route = yaml.safe_load(files["litellm/HTTPRoute.infra-litellm-proxy.yaml"])
    assert route["spec"]["parentRefs"][0]["namespace"] == "edge"
    declared = {(each["kind"], each["name"]) for each in yaml.safe_load(files["declared.yaml"])["external"]}
    assert {("Secret", "db"), ("Secret", "cache"), ("Gateway", "shared")} <= declared


def test_a_platform_without_database_and_cache_renders() -> None:
    config = replace(DEV.proxy.config, cache=litellm.CacheSettings(enabled=False))
    environment = replace(DEV, database=None, cache=None, cache_password=None, proxy=replace(DEV.proxy, config=config))
    files = platform(environment).files()
    assert charts(files) == {"namespace", "gateway", "litellm"}
    assert not [path for path in files if "Job." in path]


def test_without_network_policies_each_workload_is_a_stated_exception() -> None:
    files = platform(replace(DEV, network=NetworkProps(enabled=False))).files()
    assert not [path for path in files if "NetworkPolicy" in path]
    exceptions = yaml.safe_load(files["declared.yaml"])["exceptions"]
    assert {each["rule"] for each in exceptions} == {"policy/network"}
    assert {each["reason"] for each in exceptions} == {"network policies are switched off in this environment"}


def test_a_namespace_of_another_team_is_declared() -> None:
    files = platform(replace(DEV, namespace_props=NamespaceProps(create=False))).files()
    assert "namespace/Namespace.llm-platform.yaml" not in files
    assert {"kind": "Namespace", "name": "llm-platform", "purpose": "the platform"} in yaml.safe_load(
        files["declared.yaml"]
    )["external"]


def test_secrets_can_be_generated_in_the_cluster() -> None:
    environment = replace(
        DEV, master_key=GeneratedSecret(), salt_key=GeneratedSecret(), cache_password=GeneratedSecret()
    )
    page = platform(environment).files()["SECRETS.md"]
    assert page.count("External Secrets, generated once") == 3


def add_workload(app: cdk8s.App, image: str) -> None:
    """Another team's workload in a chart of its own."""
    chart = cdk8s.Chart(app, "theirs", namespace="llm-platform", disable_resource_name_hashes=True)
    thing = cdk8s.ApiObject(chart, "Pod", api_version="v1", kind="Pod", metadata={"name": "theirs"})
    pod = {"serviceAccountName": "missing", "containers": [{"name": "app", "image": image}]}
    thing.add_json_patch(cdk8s.JsonPatch.add("/spec", pod))


def test_fails_when_another_chart_of_the_app_breaks_a_rule(tmp_path: Path) -> None:
    app = cdk8s.App(outdir=str(tmp_path / "dev"))
    ours = InferencePlatform(app, environment=DEV)
    add_workload(app, "registry.example.com/app:latest")
    with pytest.raises(
        FailedChecks, match=r"dev/theirs/Pod.theirs: spec.serviceAccountName must be an existing"
    ) as raised:
        ours.synth()
    assert len(raised.value.findings) > 3
    assert not (tmp_path / "dev").exists()


def test_a_stated_exception_is_written_down_and_used() -> None:
    exception = PolicyException(
        rule="reference/storage-class", kind="Cluster", name="nothing", namespace="llm-platform", reason="a trial"
    )
    with pytest.raises(FailedChecks, match="nothing"):
        platform(replace(DEV, policy_exceptions=(exception,))).files()


def test_synth_writes_the_app_s_folder(tmp_path: Path) -> None:
    platform(DEV, str(tmp_path / "dev")).synth()
    assert (tmp_path / "dev/litellm/kustomization.yaml").is_file()


def test_fails_when_several_parts_cannot_be_built() -> None:
    with pytest.raises(ConfigError) as raised:
        platform(replace(DEV, platform="p" * 50))
    places = {line.split(":")[0] for line in str(raised.value).splitlines()}
    assert places == {"dev/gateway/gateway", "dev/database/postgresql", "dev/cache/valkey"}


def test_synthesize_says_what_it_wrote(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert synthesize([DEV], outdir=str(tmp_path / "dist")) == 0
    assert capsys.readouterr().out.startswith(f"{tmp_path}/dist/dev: ")


def test_fails_when_the_output_folder_is_somebody_else_s(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "dist/dev").mkdir(parents=True)
    (tmp_path / "dist/dev/notes.txt").write_text("mine")
    assert synthesize([DEV], outdir=str(tmp_path / "dist")) == 1
    assert "outdir must be a new or empty folder" in capsys.readouterr().err
    assert (tmp_path / "dist/dev/notes.txt").read_text() == "mine"


def test_an_inventory_without_secrets_says_so() -> None:
    assert secrets_page([], Declared()).count("None.") == 2


def test_a_secret_that_nobody_here_makes_is_ascribed_to_an_operator() -> None:
    pod = {"containers": [{"name": "x", "envFrom": [{"secretRef": {"name": "unknown"}}]}]}
    data = {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "x", "namespace": "llm"}, "spec": pod}
    page = secrets_page([Manifest(environment="dev", chart="x", data=data)], Declared())
    assert "| `unknown` | `llm` | all | an operator | `Pod/x` |" in page
