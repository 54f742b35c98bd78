"""Every object of every environment is what a real API server with the pinned CRDs takes, whole."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from tests.conformance.apiserver.client import Client
from tests.conformance.apiserver.cluster import Access
from tests.conformance.apiserver.comparison import differences
from tests.conformance.apiserver.environments import Environment, environments
from tests.conformance.apiserver.made_pods import made_pods

ENVIRONMENTS = environments()


def name(manifest: dict[str, Any]) -> str:
    return f"{manifest['kind']}.{manifest['metadata']['name']}"


@pytest.fixture(params=ENVIRONMENTS, ids=lambda each: each.name)
def environment(request: pytest.FixtureRequest) -> Environment:
    chosen: Environment = request.param
    return chosen


def test_every_object_is_accepted_and_nothing_is_pruned(client: Client, environment: Environment) -> None:
    wrong = []
    applied = []
    for manifest in environment.objects:
        answer = client.apply(manifest)
        said = answer.warnings if answer.accepted else (answer.message,)
        wrong += [f"{name(manifest)}: {text}" for text in said]
        applied += [manifest] if answer.accepted else []
    for manifest in applied:
        live = client.read(manifest).body
        wrong += [f"{name(manifest)}: {text}" for text in differences(manifest, live)]
    for manifest in applied:
        if manifest["kind"] != "Namespace":  # without controllers a namespace never goes away
            client.delete(manifest)
    assert not wrong, "\n".join(wrong)


def test_the_pods_that_kserve_makes_are_accepted_without_a_warning(inhabited: Access, environment: Environment) -> None:
    client = inhabited()
    made = made_pods(environment.manifests, environment.declared)
    answers = [(name(each), client.apply(each, dry_run=True)) for each in made]
    client.close()
    assert len(made) == sum(each["kind"] == "InferenceService" for each in environment.objects)
    assert [(which, each.message, each.warnings) for which, each in answers if not each.accepted or each.warnings] == []


def test_fails_when_a_pod_that_kserve_makes_is_not_secure(inhabited: Access) -> None:
    client = inhabited()
    (made, *_) = made_pods(ENVIRONMENTS[0].manifests, ENVIRONMENTS[0].declared)
    made["spec"]["template"]["spec"]["hostNetwork"] = True
    answer = client.apply(made, dry_run=True)
    client.close()
    assert "would violate PodSecurity" in answer.warnings[0]


def test_fails_when_a_field_is_unknown(client: Client) -> None:
    gateway = planted("Gateway")
    gateway["spec"]["listners"] = []
    assert "listners" in client.apply(gateway, dry_run=True).message


def test_fails_when_a_cel_rule_of_a_crd_is_broken(client: Client) -> None:
    gateway = planted("Gateway")
    gateway["spec"]["listeners"].append({"name": "second", "port": 5432, "protocol": "TCP", "hostname": "example.com"})
    assert "hostname must not be specified for protocols" in client.apply(gateway, dry_run=True).message


def test_fails_when_the_server_drops_or_changes_a_field() -> None:
    sent = {"spec": {"cpu": "1000m", "name": "a", "ports": [80]}}
    assert list(differences(sent, {"spec": {"cpu": "1", "ports": [81], "added": True}})) == [
        "spec.name: 'a' is gone",
        "spec.ports[0]: 80 became 81",
    ]


def planted(kind: str) -> dict[str, Any]:
    """A copy of the first object of a kind, to break."""
    found = (each for environment in ENVIRONMENTS for each in environment.objects if each["kind"] == kind)
    return copy.deepcopy(next(found))
