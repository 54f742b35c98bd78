"""Finished manifests of any origin can be checked, without cdk8s."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest

from inference_platform_bindings.schema import catalogue, kind_info, schema_for, validate, validate_manifest

GATEWAY: dict[str, Any] = {
    "apiVersion": "gateway.networking.k8s.io/v1",
    "kind": "Gateway",
    "metadata": {"name": "edge", "labels": {"a": "b"}, "creationTimestamp": None},
    "spec": {"gatewayClassName": "eg", "listeners": [{"name": "http", "port": 80, "protocol": "HTTP"}]},
}


def test_a_right_manifest_has_no_violations() -> None:
    assert validate_manifest(GATEWAY) == []


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"spec": {}}, "spec.gatewayClassName must be set, got nothing; give a string"),
        ({"metadata": {}}, "metadata.name must be set, got nothing; give the object a name"),
        ({"metadata": None}, "metadata must be a map, got null"),
        ({"metadata": {"name": "a", "labels": {"a": True}}}, "metadata.labels.a must be a string, got true"),
        (
            {"metadata": {"name": "a", "finalizers": ["b", "b"]}},
            "metadata.finalizers[1] must be an item that comes once",
        ),
        ({"metadata": {"name": "a", "ownerReferences": [{}]}}, "metadata.ownerReferences[0].uid must be set"),
        ({"status": {}}, "status must be a field of Gateway, got an unknown field"),
    ],
)
def test_reports_what_is_wrong(changes: dict[str, Any], message: str) -> None:
    assert any(violation.startswith(message) for violation in validate_manifest({**GATEWAY, **changes}))


def test_a_generated_name_is_a_name() -> None:
    assert validate_manifest({**GATEWAY, "metadata": {"generateName": "edge-"}}) == []


def test_of_an_unknown_kind_only_the_frame_is_checked() -> None:
    assert validate_manifest({"apiVersion": "example.org/v1", "kind": "Any", "metadata": {"name": "a"}, "x": 1}) == []
    assert validate_manifest({"kind": "", "metadata": {"nam": "a"}}) == [
        "apiVersion must be a text that is not empty, got nothing; say what the object is",
        'kind must be a text that is not empty, got ""; say what the object is',
        "metadata.nam must be a field of ObjectMeta, got an unknown field; did you mean name?",
    ]
    assert validate_manifest({"apiVersion": "v1", "kind": "List", "items": []}) == []


def test_knows_whether_a_kind_is_namespaced() -> None:
    pod, node_class = kind_info("v1", "Pod"), kind_info("gateway.networking.k8s.io/v1", "GatewayClass")
    assert pod is not None
    assert pod.namespaced
    assert node_class is not None
    assert not node_class.namespaced


def test_a_kind_that_nobody_imported_is_unknown() -> None:
    assert kind_info("v1", "Gateway") is None
    assert schema_for("gateway.networking.k8s.io/v1beta1", "Gateway") is None


def test_one_field_can_be_checked() -> None:
    spec = {"gatewayClassName": 1}
    assert validate("gateway.networking.k8s.io/v1", "Gateway", "spec", spec, "values.gateway") == [
        "values.gateway.gatewayClassName must be a string, got 1; put it in quotes",
        "values.gateway.listeners must be set, got nothing; give a list",
    ]


def test_fails_when_a_field_of_an_unknown_kind_is_checked() -> None:
    with pytest.raises(KeyError, match="v1 Gateway"):
        validate("v1", "Gateway", "spec", {})


def test_every_kind_of_the_catalogue_has_a_schema() -> None:
    for api_version, kind in catalogue().kinds():
        known = kind_info(api_version, kind)
        assert known is not None
        assert (known.api_version, known.name) == (api_version, kind)
        assert known.node.keywords["metadata"]


def test_neither_import_nor_validation_loads_cdk8s() -> None:
    modules = ", ".join(sorted(set(catalogue().kinds().values())))
    program = (
        "import sys, inference_platform_crds as crds\n"
        f"from inference_platform_crds import {modules}\n"
        "assert not {'json', 're', 'typing'} & set(sys.modules)\n"
        "from inference_platform_crds.k8s import ConfigMap\n"
        "from inference_platform_bindings.schema import validate_manifest\n"
        "made = ConfigMap.manifest_of(metadata={'name': 'a', 'namespace': 'b'}, data={})\n"
        "assert validate_manifest(made) == []\n"
        "assert not {'cdk8s', 'jsii', 'constructs', 'yaml'} & set(sys.modules)\n"
    )
    root = [path for path in sys.path if path.endswith(("/lib", "/imports"))]
    environment = {"PYTHONPATH": ":".join(root), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run([sys.executable, "-S", "-c", program], env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
