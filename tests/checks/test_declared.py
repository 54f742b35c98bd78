from __future__ import annotations

from typing import Any

import pytest

from inference_platform.checks import (
    Declared,
    PolicyException,
    declared_from_yaml_data,
    declared_to_yaml_data,
)
from inference_platform.errors import ConfigError
from inference_platform.refs import ExternalObject


def _declared() -> Declared:
    return Declared(
        external=(
            ExternalObject(kind="StorageClass", name="fast"),
            ExternalObject(kind="Secret", name="keys", namespace="llm", keys=("a", "b"), purpose="keys"),
        ),
        exceptions=(PolicyException(rule="policy/image", kind="Pod", name="x", namespace="llm", reason="legacy"),),
        kinds=("keda.sh/ScaledObject",),
    )


def test_declarations_survive_writing_and_reading() -> None:
    data = declared_to_yaml_data(_declared())
    assert data["external"] == [
        {"kind": "Secret", "name": "keys", "namespace": "llm", "keys": ["a", "b"], "purpose": "keys"},
        {"kind": "StorageClass", "name": "fast"},
    ]
    assert declared_to_yaml_data(declared_from_yaml_data(data, where="declared.yaml")) == data


def test_an_empty_file_declares_nothing() -> None:
    assert declared_from_yaml_data(None, where="declared.yaml") == Declared()
    assert declared_to_yaml_data(Declared()) == {}


def test_fails_when_an_exception_has_no_reason() -> None:
    with pytest.raises(ConfigError, match=r"Pod\.x from policy/image: reason must be given, got nothing; write why"):
        PolicyException(rule="policy/image", kind="Pod", name="x", reason=" ")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ([], r"declared.yaml must be a map, got \[\]"),
        ({"extrenal": []}, r"declared.yaml.extrenal must be left out, got an unknown field; use external, exceptions"),
        ({"external": {}, "kinds": "x"}, r"declared.yaml.kinds must be a list, got 'x'"),
        ({"external": ["x"]}, r"declared.yaml.external\[0\] must be a map, got 'x'"),
        ({"external": [{"kind": "Secret"}]}, r"declared.yaml.external\[0\].name must be given, got nothing"),
        (
            {"external": [{"kind": "Secret", "name": 5}]},
            r"external\[0\].name must be a text, got 5; put it into quotes",
        ),
        (
            {"external": [{"kind": "Secret", "name": "x", "keys": [1]}]},
            r"external\[0\].keys\[0\] must be a text, got 1",
        ),
        (
            {"exceptions": [{"rule": "policy/image", "kind": "Pod", "name": "x"}]},
            r"declared.yaml.exceptions\[0\].reason must be given, got nothing; write it into the entry",
        ),
    ],
)
def test_fails_when_declarations_have_another_shape(data: Any, message: str) -> None:
    with pytest.raises(ConfigError, match=message):
        declared_from_yaml_data(data, where="declared.yaml")
