from __future__ import annotations

from collections.abc import Callable
from typing import Any

import cdk8s
import pytest

from inference_platform.constructs.secrets import (
    ExistingSecret,
    GeneratedSecret,
    PlatformSecret,
    RemoteKey,
    SecretSource,
    StoreSecret,
)
from inference_platform.constructs.wiring import Wiring
from inference_platform.errors import InvalidSettings
from inference_platform.refs import SecretStoreRef

Find = Callable[..., dict[str, Any]]
STORE = SecretStoreRef.existing("vault")


def secret(chart: cdk8s.Chart, source: SecretSource, **keys: str) -> PlatformSecret:
    return PlatformSecret(
        chart, "secret", name="keys", keys=keys or {"master-key": "sk-"}, source=source, purpose="keys of x"
    )


def test_an_existing_secret_renders_nothing_and_is_expected(
    chart: cdk8s.Chart, manifests: Callable[[cdk8s.Chart], list[Any]]
) -> None:
    made = secret(chart, ExistingSecret(name="theirs", keys={"master-key": "their-key"}))
    assert manifests(chart) == []
    assert made.key("master-key").key == "their-key"
    (expected,) = Wiring.of(chart).external_objects
    assert (expected.name, expected.namespace, expected.keys) == ("theirs", "llm-platform", ("their-key",))


def test_a_stored_secret_is_copied_from_its_store(chart: cdk8s.Chart, find: Find) -> None:
    source = StoreSecret(store=STORE, remote={"master-key": RemoteKey(path="llm/prod", property="master")})
    made = secret(chart, source)
    spec = find(chart, "ExternalSecret", "keys")["spec"]
    assert spec["secretStoreRef"] == {"kind": "ClusterSecretStore", "name": "vault"}
    assert spec["data"] == [{"secretKey": "master-key", "remoteRef": {"key": "llm/prod", "property": "master"}}]
    assert made.ref.external() is None
    assert [each.kind for each in Wiring.of(chart).external_objects] == ["ClusterSecretStore"]


def test_a_generated_secret_is_made_once_and_never_again(chart: cdk8s.Chart, find: Find) -> None:
    secret(chart, GeneratedSecret())
    manifest = find(chart, "ExternalSecret", "keys")
    target = manifest["spec"]["target"]
    assert manifest["spec"]["refreshPolicy"] == "CreatedOnce"
    assert (target["immutable"], target["creationPolicy"], target["deletionPolicy"]) == (True, "Orphan", "Retain")
    assert manifest["metadata"]["annotations"]["argocd.argoproj.io/sync-options"] == "Prune=false,Delete=false"


def test_each_generated_key_has_its_own_value_and_prefix(chart: cdk8s.Chart, find: Find) -> None:
    secret(chart, GeneratedSecret(length=32), **{"master-key": "sk-", "salt.key": ""})
    spec = find(chart, "ExternalSecret", "keys")["spec"]
    assert spec["target"]["template"]["data"] == {
        "master-key": "sk-{{ .master_key }}",
        "salt.key": "{{ .salt_key }}",
    }
    assert [run["rewrite"][0]["regexp"]["target"] for run in spec["dataFrom"]] == ["master_key", "salt_key"]


def test_generated_values_are_letters_and_digits(chart: cdk8s.Chart, find: Find) -> None:
    secret(chart, GeneratedSecret(length=32))
    assert find(chart, "Password", "keys")["spec"] == {
        "length": 32,
        "digits": 8,
        "symbols": 0,
        "noUpper": False,
        "allowRepeat": True,
    }


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        (StoreSecret(store=STORE, remote={}), r"remote\[master-key\] must be given, got nothing"),
        (
            StoreSecret(store=STORE, remote={"master-key": RemoteKey(path="")}),
            r"remote\[master-key\].path must be given",
        ),
        (
            StoreSecret(store=STORE, remote={"master-key": RemoteKey(path="x")}, refresh_interval="1d"),
            "refresh_interval must be a duration",
        ),
        (GeneratedSecret(length=30), "length must be a multiple of 4, got 30"),
        (GeneratedSecret(length=8), "length must be from 16 to 256, got 8"),
        (ExistingSecret(name="My_Secret"), "name must be a DNS name"),
    ],
    ids=["missing", "path", "interval", "length", "short", "name"],
)
def test_fails_when_a_source_cannot_work(chart: cdk8s.Chart, source: SecretSource, sentence: str) -> None:
    with pytest.raises(InvalidSettings, match=f"test/secret: {sentence}"):
        secret(chart, source)
