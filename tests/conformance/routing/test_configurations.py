"""The endpoint pickers start with every configuration that the library renders, and with none that it refuses."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from inference_platform.constructs.endpoint_picker import EndpointPickerProps, EppVersion
from inference_platform.problems import problems_of
from tests.conformance.routing.cluster import Cluster
from tests.conformance.routing.pickers import PROVEN, picker, refusal
from tests.conformance.routing.variants import (
    FRACTION,
    NAMESPACE,
    POOL,
    REFUSED,
    VARIANTS,
    Refused,
    rendered,
    unchecked,
)

ACCEPTED = [(version, name) for version in PROVEN for name, (_, versions) in VARIANTS.items() if version in versions]
versions = pytest.mark.parametrize("version", PROVEN, ids=lambda each: each.name)


@pytest.fixture(scope="module")
def pool(cluster: Cluster) -> None:
    """A pool without pods."""
    selector = {"matchLabels": {"serving.kserve.io/inferenceservice": POOL}}
    picker = {"name": f"{POOL}-epp", "port": {"number": 9002}}
    cluster.apply(
        {
            "apiVersion": "inference.networking.k8s.io/v1",
            "kind": "InferencePool",
            "metadata": {"name": POOL, "namespace": NAMESPACE},
            "spec": {"selector": selector, "targetPorts": [{"number": 8080}], "endpointPickerRef": picker},
        }
    )


@pytest.mark.usefixtures("pool")
@pytest.mark.parametrize(("version", "name"), ACCEPTED, ids=lambda each: getattr(each, "name", each))
def test_starts_with_what_is_rendered(version: EppVersion, name: str, cluster: Cluster, tmp_path: Path) -> None:
    found = rendered(VARIANTS[name][0], version)
    for kind in ("ServiceAccount", "Role", "RoleBinding"):
        cluster.apply(found.of_kind(kind))
    with picker(version, found, cluster, tmp_path) as running:
        assert running.ready_pods() == 0
        said = running.log.read_text(encoding="utf-8")
    assert not re.search("forbidden|deprecated", said, re.IGNORECASE), said


@versions
@pytest.mark.parametrize("name", REFUSED)
def test_fails_when_the_library_would_refuse_it(version: EppVersion, name: str, tmp_path: Path) -> None:
    refused = REFUSED[name]
    assert refused_fields(refused, version)
    assert re.search(refused.said, refusal(version, unchecked(refused.props, version), tmp_path))


def test_fails_when_a_weight_is_no_whole_number(tmp_path: Path) -> None:
    assert refused_fields(FRACTION, EppVersion.GIE_1_3_1)
    assert re.search(
        FRACTION.said,
        refusal(EppVersion.GIE_1_3_1, unchecked(FRACTION.props, EppVersion.GIE_1_3_1), tmp_path),
    )


@versions
@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("schedulingProfiles:\n", "scheduling: {}\nschedulingProfiles:\n", 'unknown field "scheduling"'),
        ("plugins:\n", "plugins:\n- type: queue-scorer\n", "duplicate plugin name 'queue-scorer'"),
    ],
    ids=["unknown field", "name twice"],
)
def test_fails_when_the_file_is_wrong(version: EppVersion, old: str, new: str, said: str, tmp_path: Path) -> None:
    found = unchecked(EndpointPickerProps(), version)
    data = found.of_kind("ConfigMap")["data"]
    data["config.yaml"] = data["config.yaml"].replace(old, new, 1)
    assert said in refusal(version, found, tmp_path).replace("\\", "")


def refused_fields(refused: Refused, version: EppVersion) -> list[str]:
    """What the library says about the field."""
    found = [str(each) for each in problems_of(replace(refused.props, version=version))]
    return [each for each in found if each.startswith(refused.field)]
