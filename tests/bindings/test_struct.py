"""Structs are plain data that was checked when it was made."""

from __future__ import annotations

import copy
import json
import pickle
from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest
import yaml

from inference_platform_bindings.errors import ConfigError, SchemaError
from inference_platform_bindings.generate import output
from inference_platform_bindings.generate.crd import KindSource, pack
from inference_platform_bindings.generate.sharing import share
from inference_platform_bindings.module import Module
from inference_platform_bindings.struct import plain
from inference_platform_crds import argo_cd, gateway_api, inference_extension, k8s, kserve


@pytest.fixture
def check_module(tmp_path: Path) -> Module:
    schema: dict[str, Any] = {
        "type": "object",
        "properties": {"a": {"type": "string"}},
        "x-kubernetes-preserve-unknown-fields": True,
    }
    schema["maxProperties"] = 2
    kind = KindSource("Keeper", "example.org/v1", True, {"spec": pack(schema)}, [])
    path = tmp_path / "keeper.json"
    path.write_text(output.render({"keeper": share([kind])}, set())["keeper.json"])
    return Module(str(path), "keeper")


class Protocol(StrEnum):
    HTTP = "HTTP"


def listener(**changes: object) -> gateway_api.GatewaySpecListeners:
    fields = {"name": "http", "port": 80, "protocol": "HTTP", **changes}
    return gateway_api.GatewaySpecListeners(**fields)  # type: ignore[arg-type]


def test_a_struct_holds_kubernetes_own_names() -> None:
    spec = gateway_api.GatewaySpec(gateway_class_name="eg", listeners=[listener()])
    assert spec == {"gatewayClassName": "eg", "listeners": [{"name": "http", "port": 80, "protocol": "HTTP"}]}


def test_none_leaves_a_field_out() -> None:
    assert listener(hostname=None) == {"name": "http", "port": 80, "protocol": "HTTP"}


def test_python_keywords_get_an_underscore() -> None:
    peer = k8s.NetworkPolicyPeer(pod_selector=k8s.LabelSelector())
    assert k8s.NetworkPolicyIngressRule(from_=[peer]) == {"from": [{"podSelector": {}}]}


def test_a_struct_is_written_like_plain_data() -> None:
    struct = listener(protocol=Protocol.HTTP)
    assert yaml.safe_dump(plain(struct)) == "name: http\nport: 80\nprotocol: HTTP\n"
    assert json.loads(json.dumps(struct)) == struct


def test_tuples_and_maps_become_lists_and_dicts() -> None:
    rule = k8s.PolicyRule(verbs=("get",), resources=["pods"])
    assert rule == {"verbs": ["get"], "resources": ["pods"]}


def test_reports_all_violations_with_the_name_of_the_class() -> None:
    with pytest.raises(SchemaError) as caught:
        gateway_api.GatewaySpecListeners(name="http", port=70000, hostnam="a")  # type: ignore[call-arg]
    assert caught.value.violations == (
        "GatewaySpecListeners.port must be at most 65535, got 70000; use a port from 1 to 65535",
        "GatewaySpecListeners.hostnam must be a field of GatewaySpecListeners, got an unknown field;"
        " did you mean hostname?",
        "GatewaySpecListeners.protocol must be set, got nothing; give a string",
    )
    assert str(caught.value) == "\n".join(caught.value.violations)


def test_a_schema_error_is_a_config_error() -> None:
    with pytest.raises(ConfigError, match=r"must be at least 1, got 0"):
        listener(port=0)


def test_fails_when_a_nested_plain_dict_is_wrong() -> None:
    with pytest.raises(SchemaError, match=r"GatewaySpec\.listeners\[0\]\.port must be an integer"):
        gateway_api.GatewaySpec(gateway_class_name="eg", listeners=[{**listener(), "port": "a"}])  # type: ignore[list-item]


def test_fails_when_a_struct_stands_where_another_belongs() -> None:
    with pytest.raises(SchemaError, match=r"ContainerPort\.containerPort|containerPort must be a field"):
        k8s.ServiceSpec(ports=[k8s.ContainerPort(container_port=80)])  # type: ignore[list-item]


def test_a_fitting_struct_of_another_module_passes() -> None:
    container = k8s.Container(name="kserve-container", image="vllm")
    spec = kserve.ServingRuntimeSpec(containers=[container])  # type: ignore[list-item]
    assert spec["containers"] == [{"name": "kserve-container", "image": "vllm"}]


def test_fails_when_the_number_of_fields_is_wrong() -> None:
    with pytest.raises(SchemaError, match="must be at least 1 entries, got 0; add what is missing"):
        inference_extension.InferencePoolSpecSelector(match_labels={})


@pytest.mark.parametrize("change", ["s['a'] = 1", "s.update(a=1)", "del s['name']", "s.pop('name')", "s.clear()"])
def test_fails_when_a_struct_is_changed(change: str) -> None:
    with pytest.raises(TypeError, match="cannot be changed, it was checked when it was made; make a new one"):
        exec(change, {"s": listener()})


def test_later_changes_to_an_argument_do_not_reach_the_struct() -> None:
    labels = {"app": "a"}
    selector = k8s.LabelSelector(match_labels=labels)
    labels["app"] = "b"
    assert selector == {"matchLabels": {"app": "a"}}


def test_copies_of_a_struct_are_itself() -> None:
    struct = listener()
    assert copy.copy(struct) is struct
    assert copy.deepcopy(struct) is struct


def test_a_struct_is_pickled_as_plain_data() -> None:
    spec = gateway_api.GatewaySpec(gateway_class_name="eg", listeners=[listener()])
    loaded = pickle.loads(pickle.dumps(spec))
    assert loaded == spec
    assert type(loaded) is type(loaded["listeners"][0]) is dict


def test_free_form_fields_take_any_plain_data_and_keep_null() -> None:
    helm = argo_cd.ApplicationSpecSourceHelm(values_object={"a": None, "b": [1, 2.5, {"c": True}]})
    assert helm == {"valuesObject": {"a": None, "b": [1, 2.5, {"c": True}]}}


def test_fails_when_free_form_data_is_not_plain() -> None:
    with pytest.raises(SchemaError, match=r"values_object\.a must be plain data, got a object"):
        argo_cd.ApplicationSpecSourceHelm(values_object={"a": object()})


def test_messages_do_not_show_secrets() -> None:
    with pytest.raises(
        SchemaError, match=r"data\.password must be base64 text, got a value that is not shown"
    ) as caught:
        k8s.Secret.manifest_of(metadata={"name": "a", "namespace": "b"}, data={"password": "hunter2!"})
    assert "hunter2" not in str(caught.value)


def test_an_object_that_keeps_unknown_fields_takes_them(check_module: Module) -> None:
    struct = check_module.get("KeeperSpec")
    assert struct(a="1", anyThing=[{"b": (1,)}]) == {"a": "1", "anyThing": [{"b": [1]}]}


def test_fails_when_a_kept_field_is_not_plain(check_module: Module) -> None:
    with pytest.raises(SchemaError, match=r"KeeperSpec\.more must be plain data, got a object"):
        check_module.get("KeeperSpec")(a="1", more=object())


def test_fails_when_there_are_too_many_fields(check_module: Module) -> None:
    with pytest.raises(SchemaError, match=r"^KeeperSpec must be at most 2 fields, got 3; remove some$"):
        check_module.get("KeeperSpec")(a="1", b="2", c="3")


def test_a_struct_follows_logic() -> None:
    address = gateway_api.GatewaySpecAddresses(value="10.0.0.1")
    with pytest.raises(SchemaError, match=r"^GatewaySpecAddresses must be valid under exactly one of these rules"):
        gateway_api.GatewaySpecAddresses(value="example.org")
    spec = gateway_api.GatewaySpec(gateway_class_name="eg", listeners=[listener()], addresses=[address])
    assert spec["addresses"] == [{"value": "10.0.0.1"}]


def test_metadata_is_a_struct_too() -> None:
    assert k8s.ObjectMeta(name="a", owner_references=[]) == {"name": "a", "ownerReferences": []}
    assert gateway_api.ObjectMeta is k8s.ObjectMeta


def test_plain_leaves_values_it_does_not_know() -> None:
    unknown = object()
    assert plain([unknown, "a"]) == [unknown, "a"]


def test_fails_when_a_module_has_no_such_class() -> None:
    with pytest.raises(AttributeError, match=r"gateway_api' has no attribute 'Gatway'; did you mean Gateway\?"):
        gateway_api.Gatway  # type: ignore[attr-defined] # noqa: B018


def test_modules_list_their_classes() -> None:
    names = dir(gateway_api)
    assert {"Gateway", "GatewaySpec", "ObjectMeta"} <= set(names)
    assert all(name.isidentifier() for name in names)
    assert not hasattr(gateway_api, "__wrapped__")
