from __future__ import annotations

from typing import Any

import cdk8s
import pytest

from inference_platform.constructs.pods import Placement
from inference_platform.constructs.serving import (
    S3,
    GpuType,
    HuggingFace,
    Lora,
    LoraAdapter,
    Oci,
    PvcSource,
    S3Credentials,
    ServingProps,
)
from inference_platform.constructs.serving.sources import Source, cache_folder, parse_source
from inference_platform.constructs.serving.storage import ModelCacheRef
from inference_platform.constructs.wiring import Wiring
from inference_platform.errors import InvalidSettings
from inference_platform.problems import problems_of
from inference_platform.refs import Pods, ServiceRef
from tests.constructs.serving.vllm_world import NAMESPACE, Find, env, predictor, secret, serve, vllm

TEXT: Any = "hf_geheim"
KEYS = S3Credentials(access_key_id=secret("minio", "user"), secret_access_key=secret("minio", "password"))
INJECTED = ServingProps(download=None)


@pytest.fixture
def app() -> cdk8s.App:
    """Made by Python: the tree of `Testing.app()` has another root object each time that it is asked for."""
    return cdk8s.App()


def problems(**fields: Any) -> str:
    return "\n".join(str(problem) for problem in problems_of(vllm(**fields)))


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("hf://a/b", HuggingFace(repo="a/b")),
        ("hf://a/b:v1.0", HuggingFace(repo="a/b", revision="v1.0")),
        ("s3://bucket/models/llama/", S3(bucket="bucket", path="models/llama")),
        ("pvc://claim", PvcSource(claim="claim")),
        ("pvc://claim/models/llama", PvcSource(claim="claim", path="models/llama")),
        ("oci://registry.example.com/m:1", Oci(image="registry.example.com/m:1")),
    ],
)
def test_a_text_is_read_as_the_typed_form(text: str, source: Source) -> None:
    assert parse_source(text) == source
    assert source.uri == text.rstrip("/").replace("oci://", "oci+native://")


@pytest.mark.parametrize("text", ["", "llama", "hf://", "gs://bucket/model", "https://example.com/model"])
def test_fails_when_a_text_has_no_known_form(text: str) -> None:
    with pytest.raises(ValueError, match=r"is not hf://organisation/name\[:revision\]"):
        parse_source(text)
    assert "source must be hf://organisation/name[:revision]" in problems(source=text)


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("hf://just-a-name", "source must be such that its repo is a repository such as meta-llama/"),
        ("hf://a/b:feature/x", "source must be such that its revision is a branch, tag or commit without '/'"),
        ("s3://bucket/../x", "source must be such that its path is a path such as models/llama"),
        ("s3://b/x", "source must be such that its bucket is the name of a bucket"),
        ("pvc://Claim/x", "source must be such that its claim is"),
        ("oci://registry.example.com/model:latest", "such that its image is an image with a tag other than latest"),
        (HuggingFace(repo="a"), "source.repo must be a repository"),
        (S3(bucket="models", path="/x"), "source.path must be a path such as models/llama"),
        (
            S3(bucket="models", path="x", credentials=KEYS, anonymous=True),
            "source.anonymous must be left out beside cred",
        ),
        (
            S3(bucket="models", path="x", role_arn="arn:aws:iam::123456789012:role/m", credentials=KEYS),
            "source.role_arn must be left out beside credentials, got both",
        ),
        (S3(bucket="models", path="x", role_arn="models"), "source.role_arn must be the ARN of an IAM role"),
        (HuggingFace(repo="a/b", files=("a, b",)), "source.files[0] must be a file pattern"),
        (
            HuggingFace(repo="a/b", token=TEXT),
            "source.token must be SecretKeyRef or none, got a text; never write a secret",
        ),
    ],
)
def test_fails_when_a_source_cannot_be_fetched(source: Any, message: str) -> None:
    assert message in problems(source=source)


def test_a_token_is_not_repeated_in_the_message() -> None:
    assert "hf_geheim" not in problems(source=HuggingFace(repo="a/b", token=TEXT))


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"source": "pvc://models", "disk": "10Gi"}, "disk must be left out with a source that is mounted"),
        (
            {"source": "oci://a/b:1", "cache": ModelCacheRef.existing(name="c", namespace=NAMESPACE)},
            "cache must be left out with a source that is mounted, got oci://a/b:1",
        ),
        (
            {"disk": "10Gi", "cache": ModelCacheRef.existing(name="c", namespace=NAMESPACE)},
            "disk must be left out with a cache, got 10Gi",
        ),
        (
            {"replicas": 2, "cache": ModelCacheRef.existing(name="c", namespace=NAMESPACE)},
            "cache must be a ReadWriteMany volume for 2 pods",
        ),
        ({"gpus": 0, "gpu_type": GpuType()}, "gpu_type must be left out without gpus, got nvidia.com/gpu"),
        ({"gpu_type": GpuType(resource="gpu")}, "gpu_type.resource must be an extended resource"),
        (
            {
                "gpu_type": GpuType.nvidia("A100"),
                "placement": Placement(node_selector={"nvidia.com/gpu.product": "T4"}),
            },
            "placement.node_selector[nvidia.com/gpu.product] must be A100, the label of gpu_type, got T4",
        ),
        ({"name": "Qwen"}, "name must be a name of lower-case letters"),
        ({"name": "a" * 41}, "at most 40 characters"),
        ({"served_as": ("a", "a")}, "served_as[1] must be given once, got a"),
        ({"served_as": ("a b",)}, "served_as[0] must be a model name"),
        ({"image": "vllm/vllm-openai:latest"}, "image must be an image with a tag other than latest"),
        ({"load_timeout": 5}, "load_timeout must be from 30 to 86400, got 5"),
        (
            {"annotations": {"serving.kserve.io/deploymentMode": "Knative"}},
            "annotations[serving.kserve.io/deploymentMode] must be left to KServe and this construct",
        ),
        (
            {"annotations": {"autoscaling.knative.dev/target": "1"}},
            "annotations[autoscaling.knative.dev/target] must be",
        ),
        ({"labels": {"component": "x"}}, "labels[component] must be left to KServe and this construct"),
        ({"labels": {"app.kubernetes.io/name": "x"}}, "labels[app.kubernetes.io/name] must be left"),
    ],
)
def test_fails_when_a_setting_cannot_work(fields: dict[str, Any], message: str) -> None:
    assert message in problems(**fields)


def test_another_revision_lies_in_another_folder_of_a_cache() -> None:
    assert cache_folder(parse_source("hf://a/b")) == "hf--a--b"
    assert cache_folder(parse_source("hf://a/b:v1")) == "hf--a--b--v1"
    assert cache_folder(parse_source("s3://models/a/b")) == "s3--models--a--b"


def test_a_store_in_the_cluster_is_reached_with_its_keys(chart: cdk8s.Chart, find: Find) -> None:
    minio = ServiceRef.existing(
        name="minio", namespace="storage", port=80, target_port=9000, pods=Pods("storage", {"app": "minio"})
    )
    source = S3(bucket="models", path="qwen", credentials=KEYS, endpoint=minio, region="us-east-1", ignore=("*.md",))
    serve(chart, vllm(source=source))
    [downloader] = predictor(chart)["initContainers"]
    assert downloader["args"] == ["s3://models/qwen", "/mnt/models"]
    assert env(downloader) == {
        "HOME": "/tmp",
        "AWS_ACCESS_KEY_ID": {"secretKeyRef": {"name": "minio", "key": "user"}},
        "AWS_SECRET_ACCESS_KEY": {"secretKeyRef": {"name": "minio", "key": "password"}},
        "AWS_ENDPOINT_URL": "http://minio.storage.svc.cluster.local",
        "AWS_DEFAULT_REGION": "us-east-1",
        "STORAGE_IGNORE_PATTERNS": '["*.md"]',
    }
    [rule] = find(chart, "NetworkPolicy")["spec"]["egress"][1:]
    assert rule["ports"] == [{"port": 9000, "protocol": "TCP"}]
    assert [each.name for each in Wiring.of(chart).external_objects] == ["minio", "minio"]


@pytest.mark.parametrize(
    ("endpoint", "port"),
    [
        (None, 443),
        ("https://s3.example.com", 443),
        ("http://s3.example.com", 80),
        ("https://s3.example.com:9000", 9000),
    ],
)
def test_a_store_outside_is_reached_on_its_port(
    chart: cdk8s.Chart, find: Find, endpoint: str | None, port: int
) -> None:
    serve(chart, vllm(source=S3(bucket="models", path="qwen", endpoint=endpoint, anonymous=True, verify_ssl=False)))
    [rule] = find(chart, "NetworkPolicy")["spec"]["egress"][1:]
    assert rule["ports"] == [{"port": port, "protocol": "TCP"}]
    variables = env(predictor(chart)["initContainers"][0])
    assert (variables["S3_VERIFY_SSL"], variables["awsAnonymousCredential"]) == ("0", "true")


def test_a_role_is_put_on_the_service_account(chart: cdk8s.Chart, find: Find) -> None:
    serve(chart, vllm(source=S3(bucket="models", path="qwen", role_arn="arn:aws:iam::123456789012:role/models")))
    assert find(chart, "ServiceAccount")["metadata"]["annotations"] == {
        "eks.amazonaws.com/role-arn": "arn:aws:iam::123456789012:role/models"
    }


def test_only_the_wanted_files_are_fetched(chart: cdk8s.Chart) -> None:
    serve(chart, vllm(source=HuggingFace(repo="a/b", files=("*.json", "*.safetensors"), ignore=())))
    variables = env(predictor(chart)["initContainers"][0])
    assert variables["STORAGE_ALLOW_PATTERNS"] == '["*.json", "*.safetensors"]'
    assert "STORAGE_IGNORE_PATTERNS" not in variables


def test_the_second_copy_of_the_weights_is_left_out(chart: cdk8s.Chart) -> None:
    serve(chart, vllm(source="hf://meta-llama/Llama-3.3-70B-Instruct"))
    assert env(predictor(chart)["initContainers"][0])["STORAGE_IGNORE_PATTERNS"] == '["original/*"]'


def test_a_source_has_a_token_of_its_own(chart: cdk8s.Chart) -> None:
    props = ServingProps(huggingface_token=secret("shared", "token"))
    serve(chart, vllm(source=HuggingFace(repo="a/b", token=secret("own", "token"))), props)
    token = env(predictor(chart)["initContainers"][0])["HF_TOKEN"]
    assert token == {"secretKeyRef": {"name": "own", "key": "token"}}


def test_kserve_injects_the_downloader_when_it_is_told_to(chart: cdk8s.Chart, find: Find) -> None:
    props = ServingProps(download=None, huggingface_token=secret("hub", "HF_TOKEN"))
    serve(chart, vllm(), props)
    assert "initContainers" not in predictor(chart)
    assert predictor(chart)["model"]["storageUri"] == "hf://Qwen/Qwen2.5-7B-Instruct"
    assert find(chart, "ServiceAccount")["secrets"] == [{"name": "hub"}]


def test_kserve_gets_both_keys_of_an_account_in_one_secret(chart: cdk8s.Chart, find: Find) -> None:
    keys = S3Credentials(
        access_key_id=secret("s3", "AWS_ACCESS_KEY_ID"), secret_access_key=secret("s3", "AWS_SECRET_ACCESS_KEY")
    )
    serve(chart, vllm(source=S3(bucket="models", path="qwen", credentials=keys)), INJECTED)
    assert find(chart, "ServiceAccount")["secrets"] == [{"name": "s3"}]


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        (
            {"source": HuggingFace(repo="a/b", token=secret("hub", "token"))},
            "source.token must be a key named HF_TOKEN",
        ),
        ({"source": HuggingFace(repo="a/b", files=("*.json",))}, "source.files must be left out"),
        ({"source": S3(bucket="models", path="x", endpoint="http://minio")}, "source.endpoint must be left out"),
        ({"source": S3(bucket="models", path="x", verify_ssl=False)}, "source.verify_ssl must be left out"),
        ({"source": S3(bucket="models", path="x", credentials=KEYS)}, "source.credentials must be one Secret with the"),
        (
            {"lora": Lora(adapters=(LoraAdapter(name="sql", source="hf://a/b"),))},
            r"lora.adapters\[0\].source must be left out when KServe injects the downloader",
        ),
    ],
)
def test_fails_when_kserve_cannot_inject_it(chart: cdk8s.Chart, fields: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidSettings, match=message):
        serve(chart, vllm(**fields), INJECTED)
