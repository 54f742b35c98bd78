from __future__ import annotations

from collections.abc import Callable
from typing import Any

import cdk8s
import pytest
from syrupy.assertion import SnapshotAssertion

from inference_platform.constructs.serving.storage import ModelCache, ModelCacheProps, ModelCacheRef
from inference_platform.constructs.wiring import Wiring
from inference_platform.errors import ConfigError, InvalidSettings
from inference_platform.refs import ExternalObject, StorageClassRef

NAMESPACE = "llm-platform"
Find = Callable[..., dict[str, Any]]
Manifests = Callable[[cdk8s.Chart], list[dict[str, Any]]]


@pytest.fixture
def app() -> cdk8s.App:
    """Made by Python: the tree of `Testing.app()` has another root object each time that it is asked for."""
    return cdk8s.App()


def build(chart: cdk8s.Chart, props: ModelCacheProps | None = None, name: str = "models") -> ModelCache:
    return ModelCache(chart, "cache", name=name, props=props or ModelCacheProps())


def test_a_cache_is_one_claim(chart: cdk8s.Chart, manifests: Manifests, manifest_snapshot: SnapshotAssertion) -> None:
    props = ModelCacheProps(
        size="500Gi", storage_class=StorageClassRef.existing("efs"), access_mode="ReadWriteMany", keep=True
    )
    build(chart, props)
    assert [(each["kind"], each["metadata"]["name"]) for each in manifests(chart)] == [
        ("PersistentVolumeClaim", "models")
    ]
    assert manifests(chart)[0]["spec"] == {
        "accessModes": ["ReadWriteMany"],
        "storageClassName": "efs",
        "resources": {"requests": {"storage": "500Gi"}},
    }
    assert manifests(chart) == manifest_snapshot


def test_the_storage_class_is_expected(chart: cdk8s.Chart) -> None:
    build(chart, ModelCacheProps(storage_class=StorageClassRef.existing("efs")))
    assert Wiring.of(chart).external_objects == (ExternalObject(kind="StorageClass", name="efs"),)


def test_by_default_a_cache_goes_with_its_line(chart: cdk8s.Chart, find: Find) -> None:
    build(chart)
    assert "annotations" not in find(chart, "PersistentVolumeClaim")["metadata"]
    assert find(chart, "PersistentVolumeClaim")["spec"]["accessModes"] == ["ReadWriteOnce"]


def test_a_kept_cache_is_left_alone_by_argo_cd_and_flux(chart: cdk8s.Chart, find: Find) -> None:
    build(chart, ModelCacheProps(keep=True))
    assert find(chart, "PersistentVolumeClaim")["metadata"]["annotations"] == {
        "argocd.argoproj.io/sync-options": "Prune=false,Delete=false",
        "kustomize.toolkit.fluxcd.io/prune": "disabled",
    }


def test_the_ref_says_who_may_mount_it(chart: cdk8s.Chart) -> None:
    ref = build(chart, ModelCacheProps(access_mode="ReadWriteMany")).ref
    assert ref == ModelCacheRef(namespace=NAMESPACE, name="models", access_mode="ReadWriteMany")
    assert ref.external() is None
    assert ref.mountable_from(NAMESPACE, by="prod/server") is ref


def test_the_ref_is_a_source_of_files() -> None:
    ref = ModelCacheRef.existing(name="models", namespace=NAMESPACE)
    assert (ref.uri(), ref.uri("/llama/70b/")) == ("pvc://models", "pvc://models/llama/70b")


def test_an_existing_claim_is_promised() -> None:
    assert ModelCacheRef.existing(name="models", namespace=NAMESPACE).external() == ExternalObject(
        kind="PersistentVolumeClaim", name="models", namespace=NAMESPACE, purpose="files of models"
    )


@pytest.mark.parametrize(("mode", "pods"), [("ReadWriteOnce", 1), ("ReadWriteMany", 8)])
def test_as_many_pods_share_it_as_it_can_bear(mode: Any, pods: int) -> None:
    ref = ModelCacheRef.existing(name="models", namespace=NAMESPACE, access_mode=mode)
    assert list(ref.problems(pods=pods)) == []


def test_fails_when_pods_of_several_nodes_share_a_volume_of_one() -> None:
    [problem] = ModelCacheRef.existing(name="models", namespace=NAMESPACE).problems(pods=2)
    assert str(problem) == (
        "cache must be a ReadWriteMany volume for 2 pods, got models with ReadWriteOnce; give the cache "
        "access_mode ReadWriteMany and a storage class that can do it, or run one pod; pods on other nodes would wait "
        "for the volume for ever"
    )


def test_fails_when_several_pods_shall_get_a_volume_of_one_node() -> None:
    [problem] = ModelCacheProps().problems(pods=3)
    assert str(problem).startswith("cache must be a ReadWriteMany volume for 3 pods, got a claim with ReadWriteOnce;")
    assert list(ModelCacheProps(access_mode="ReadWriteMany").problems(pods=3)) == []


def test_fails_when_it_is_mounted_from_another_namespace() -> None:
    ref = ModelCacheRef.existing(name="models", namespace="elsewhere")
    with pytest.raises(ConfigError, match="prod/server: cache models must be in namespace llm-platform"):
        ref.mountable_from(NAMESPACE, by="prod/server")


@pytest.mark.parametrize(
    ("props", "message"),
    [
        (ModelCacheProps(size="100Mi"), "size must be at least 1Gi, got 100Mi; raise it; no model fits in it"),
        (ModelCacheProps(size="big"), "size must be a quantity of bytes such as 512Mi, got 'big'"),
        (ModelCacheProps(access_mode="ReadOnlyMany"), "access_mode must be one of 'ReadWriteOnce', 'ReadWriteMany'"),  # type: ignore[arg-type]
    ],
)
def test_fails_when_the_volume_cannot_work(chart: cdk8s.Chart, props: ModelCacheProps, message: str) -> None:
    with pytest.raises(InvalidSettings, match=message):
        build(chart, props)


@pytest.mark.parametrize("name", ["Models", "models.cache", "m" * 64, ""])
def test_fails_when_the_name_is_not_usable(chart: cdk8s.Chart, name: str) -> None:
    with pytest.raises(InvalidSettings, match="name must be a DNS label"):
        build(chart, name=name)
