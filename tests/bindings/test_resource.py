"""Resources are cdk8s constructs whose manifest is plain data."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import cdk8s
import jsii
import pytest
from constructs import Construct

from inference_platform_bindings.errors import ConfigError, SchemaError
from inference_platform_bindings.resource import chart_of, manifests_of, namespace_of_chart
from inference_platform_crds import flux_helm, gateway_api, k8s


def config_map(scope: Construct, id: str = "settings", **metadata: Any) -> k8s.ConfigMap:
    return k8s.ConfigMap(scope, id, metadata={"name": id, **metadata}, data={"b": "1", "a": "2"})


def gateway_class(scope: Construct, **metadata: Any) -> gateway_api.GatewayClass:
    spec = gateway_api.GatewayClassSpec(controller_name="example.org/controller")
    return gateway_api.GatewayClass(scope, "class", metadata={"name": "eg", **metadata}, spec=spec)


@pytest.fixture
def labelled() -> cdk8s.Chart:
    return cdk8s.Chart(cdk8s.Testing.app(), "edge", namespace="web", labels={"team": "edge", "tier": "1"})


def test_a_resource_is_an_api_object(chart: cdk8s.Chart) -> None:
    resource = config_map(chart)
    assert isinstance(resource, cdk8s.ApiObject)
    assert isinstance(resource, k8s.ConfigMap)
    assert not isinstance(resource, k8s.Secret)
    assert (resource.node.path, resource.name) == ("test/settings", "settings")
    assert (resource.kind, resource.api_version, resource.namespaced) == ("ConfigMap", "v1", True)


def test_the_manifest_is_plain_data(chart: cdk8s.Chart) -> None:
    spec = k8s.PodSpec(containers=[k8s.Container(name="a")])
    manifest = k8s.Pod(chart, "pod", metadata=k8s.ObjectMeta(name="a"), spec=spec).manifest
    assert type(manifest["spec"]) is dict
    assert type(manifest["spec"]["containers"][0]) is dict


def test_cdk8s_writes_the_same_data(labelled: cdk8s.Chart) -> None:
    config_map(labelled)
    gateway_class(labelled)
    cdk8s.ApiObject(labelled, "foreign", api_version="example.org/v1", kind="Foreign")
    assert cdk8s.Testing.synth(labelled) == manifests_of(labelled)


def test_keys_come_in_the_order_in_which_cdk8s_writes_them(chart: cdk8s.Chart) -> None:
    assert list(config_map(chart).final_manifest()) == ["apiVersion", "data", "kind", "metadata"]
    assert list(manifests_of(chart)[0]["data"]) == ["a", "b"]


def test_null_in_free_form_data_is_kept(chart: cdk8s.Chart) -> None:
    spec = flux_helm.HelmReleaseSpec(interval="1h", values={"images": [{"tag": None}]})
    release = flux_helm.HelmRelease(chart, "release", metadata={"name": "a"}, spec=spec)
    assert release.final_manifest()["spec"]["values"] == {"images": [{"tag": None}]}


def test_fails_when_cdk8s_would_drop_a_null(chart: cdk8s.Chart) -> None:
    spec = flux_helm.HelmReleaseSpec(interval="1h", values={"images": [{"tag": None}]})
    flux_helm.HelmRelease(chart, "release", metadata={"name": "a"}, spec=spec)
    message = r"test/release: spec\.values\.images\[0\]\.tag must be a value that cdk8s can write, got null"
    with pytest.raises(RuntimeError, match=message):
        cdk8s.Testing.synth(chart)


def test_the_manifest_may_grow_until_synthesis(chart: cdk8s.Chart) -> None:
    resource = config_map(chart)
    resource.manifest["data"]["c"] = "3"
    assert cdk8s.Testing.synth(chart)[0]["data"] == {"a": "2", "b": "1", "c": "3"}


def test_two_resources_do_not_share_their_data(chart: cdk8s.Chart) -> None:
    data = {"a": "1"}
    first = k8s.ConfigMap(chart, "first", metadata={"name": "a"}, data=data)
    second = k8s.ConfigMap(chart, "second", metadata={"name": "b"}, data=data)
    first.manifest["data"]["b"] = "2"
    assert second.manifest["data"] == data == {"a": "1"}


def test_a_namespaced_object_goes_to_the_charts_namespace(chart: cdk8s.Chart) -> None:
    assert config_map(chart).manifest["metadata"] == {"name": "settings", "namespace": "llm-platform"}


def test_metadata_decides_about_the_namespace(chart: cdk8s.Chart) -> None:
    assert config_map(chart, namespace="other").final_manifest()["metadata"]["namespace"] == "other"


def test_fails_when_no_namespace_is_given() -> None:
    chart = cdk8s.Chart(cdk8s.Testing.app(), "edge")
    message = r"^edge/settings: metadata\.namespace must be set, got nothing; give it in the metadata or to the chart$"
    with pytest.raises(SchemaError, match=message):
        config_map(chart)


def test_a_cluster_scoped_object_gets_no_namespace(chart: cdk8s.Chart) -> None:
    resource = gateway_class(chart)
    resource.metadata.add_label("a", "b")
    assert resource.final_manifest()["metadata"] == {"name": "eg", "labels": {"a": "b"}}


def test_fails_when_a_cluster_scoped_object_is_given_a_namespace(chart: cdk8s.Chart) -> None:
    message = r"test/class: metadata\.namespace must be left out, got web; a GatewayClass belongs to the whole cluster"
    with pytest.raises(SchemaError, match=message):
        gateway_class(chart, namespace="web")


def test_fails_when_no_name_is_given(chart: cdk8s.Chart) -> None:
    message = r"test/a: metadata\.name must be set, got nothing; give the object a stable name, none is generated"
    with pytest.raises(SchemaError, match=message):
        k8s.ConfigMap(chart, "a", metadata=k8s.ObjectMeta())


def test_labels_of_the_chart_yield_to_own_labels(labelled: cdk8s.Chart) -> None:
    metadata = config_map(labelled, labels={"tier": "2"}).final_manifest()["metadata"]
    assert metadata["labels"] == {"team": "edge", "tier": "2"}


def test_changes_through_metadata_are_honoured(labelled: cdk8s.Chart) -> None:
    resource = config_map(labelled, labels={"tier": "2"})
    resource.metadata.add_label("tier", "3")
    resource.metadata.add_annotation("example.org/a", "b")
    resource.manifest["metadata"]["labels"]["late"] = "yes"
    final = resource.final_manifest()["metadata"]
    assert final["labels"] == {"late": "yes", "team": "edge", "tier": "3"}
    assert final["annotations"] == {"example.org/a": "b"}
    assert cdk8s.Testing.synth(labelled)[0]["metadata"] == final


def test_other_metadata_set_through_cdk8s_is_honoured(chart: cdk8s.Chart) -> None:
    resource = config_map(chart)
    resource.metadata.add("generateName", "a-")
    resource.metadata.add_finalizers("example.org/wait")
    metadata = resource.final_manifest()["metadata"]
    assert (metadata["generateName"], metadata["finalizers"]) == ("a-", ["example.org/wait"])


def test_patches_are_honoured(chart: cdk8s.Chart) -> None:
    resource = config_map(chart)
    resource.add_json_patch(cdk8s.JsonPatch.add("/data/c", "3"), cdk8s.JsonPatch.remove("/data/a"))
    assert resource.final_manifest()["data"] == {"b": "1", "c": "3"}
    assert cdk8s.Testing.synth(chart)[0]["data"] == {"b": "1", "c": "3"}


def test_cdk8s_metadata_is_taken(chart: cdk8s.Chart) -> None:
    owner = cdk8s.OwnerReference(api_version="v1", kind="ConfigMap", name="o", uid="1", block_owner_deletion=True)
    metadata = cdk8s.ApiObjectMetadata(name="a", labels={"b": "c"}, owner_references=[owner])
    resource = k8s.ConfigMap(chart, "a", metadata=metadata)
    owners = [{"apiVersion": "v1", "kind": "ConfigMap", "name": "o", "uid": "1", "blockOwnerDeletion": True}]
    expected = {"name": "a", "namespace": "llm-platform", "labels": {"b": "c"}, "ownerReferences": owners}
    assert resource.final_manifest()["metadata"] == expected


def test_errors_name_the_construct(chart: cdk8s.Chart) -> None:
    scope = Construct(chart, "inner")
    with pytest.raises(SchemaError) as caught:
        gateway_api.Gateway(scope, "gw", metadata={"name": "a"}, spec={"listeners": [{"port": 70000}]}, spek={})  # type: ignore[arg-type, call-arg]
    assert caught.value.violations[:2] == (
        "test/inner/gw: spek must be a field of Gateway, got an unknown field; did you mean spec?",
        "test/inner/gw: spec.listeners[0].port must be at most 65535, got 70000; use a port from 1 to 65535",
    )


def test_fails_when_a_required_part_is_missing(chart: cdk8s.Chart) -> None:
    with pytest.raises(SchemaError, match=r"^test/gw: spec must be set, got nothing; give a map$"):
        gateway_api.Gateway(chart, "gw", metadata={"name": "a"}, spec=None)  # type: ignore[arg-type]


def test_fails_when_metadata_is_no_map(chart: cdk8s.Chart) -> None:
    with pytest.raises(SchemaError, match='metadata must be a map, got "a"; give a map'):
        k8s.ConfigMap(chart, "a", metadata="a")  # type: ignore[arg-type]


def test_fails_when_an_id_is_taken(chart: cdk8s.Chart) -> None:
    config_map(chart)
    with pytest.raises(ConfigError, match=r"test/settings: must be a new construct inside a chart, got .*already"):
        config_map(chart)


def test_fails_outside_of_a_chart() -> None:
    with pytest.raises(ConfigError, match=r"^settings: must be a new construct inside a chart"):
        config_map(cdk8s.Testing.app())


def test_a_manifest_is_made_without_a_construct() -> None:
    manifest = k8s.ConfigMap.manifest_of(metadata=k8s.ObjectMeta(name="a", namespace="b"), data={"c": "d"})
    metadata = {"name": "a", "namespace": "b"}
    assert manifest == {"apiVersion": "v1", "kind": "ConfigMap", "metadata": metadata, "data": {"c": "d"}}


def test_fails_when_a_manifest_without_a_construct_is_wrong() -> None:
    with pytest.raises(SchemaError, match=r"ConfigMap: data\.a must be a string, got 1; put it in quotes"):
        k8s.ConfigMap.manifest_of(metadata={"name": "a", "namespace": "b"}, data={"a": 1})  # type: ignore[dict-item]


def test_objects_of_charts_inside_are_not_included(chart: cdk8s.Chart) -> None:
    config_map(chart)
    inner = cdk8s.Chart(chart, "inner", namespace="web")
    config_map(inner, "other")
    cdk8s.ApiObject(inner, "foreign", api_version="example.org/v1", kind="Foreign")
    assert [manifest["metadata"]["name"] for manifest in manifests_of(chart)] == ["settings"]
    assert [manifest["kind"] for manifest in manifests_of(inner)] == ["ConfigMap", "Foreign"]


def test_objects_come_in_the_order_in_which_they_were_made(
    chart: cdk8s.Chart, manifests: Callable[[cdk8s.Chart], list[dict[str, Any]]]
) -> None:
    for name in "cab":
        config_map(chart, name)
    assert [manifest["metadata"]["name"] for manifest in manifests(chart)] == ["c", "a", "b"]


def test_a_chart_that_javascript_made_has_its_objects() -> None:
    chart = cdk8s.Testing.chart()
    config_map(chart, namespace="web")
    cdk8s.ApiObject(chart, "foreign", api_version="example.org/v1", kind="Foreign")
    assert [manifest["kind"] for manifest in manifests_of(chart)] == ["ConfigMap", "Foreign"]


def test_tells_the_chart_and_its_namespace(labelled: cdk8s.Chart) -> None:
    scope = Construct(labelled, "inner")
    assert chart_of(scope).node.path == "edge"
    assert namespace_of_chart(labelled) == "web"


def test_a_subclass_keeps_the_kind(chart: cdk8s.Chart) -> None:
    class Settings(k8s.ConfigMap):
        pass

    resource = Settings(chart, "a", metadata={"name": "a"})
    assert isinstance(resource, Settings)
    assert resource.final_manifest()["kind"] == "ConfigMap"


def test_making_a_resource_costs_one_call_to_node(labelled: cdk8s.Chart, monkeypatch: pytest.MonkeyPatch) -> None:
    config_map(labelled, "first")
    provider: Any = jsii.kernel.provider
    sent: list[str] = []
    send = provider._process.send

    def record(request: Any, response_type: Any) -> Any:
        sent.append(type(request).__name__)
        return send(request, response_type)

    monkeypatch.setattr(provider._process, "send", record)
    config_map(labelled, "second")
    assert sent == ["CreateRequest"]
