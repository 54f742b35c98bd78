from __future__ import annotations

from typing import Any

import cdk8s
import pytest

from inference_platform.constructs.endpoint_picker import EndpointPickerProps, EppVersion, FlowControl
from inference_platform.constructs.inference_objective import InferenceObjective
from inference_platform.constructs.inference_pool import InferencePool
from inference_platform.constructs.wiring import Wiring
from inference_platform.errors import InvalidSettings
from inference_platform.model_refs import EndpointPickerRef, InferencePoolRef
from inference_platform.refs import ServiceRef
from tests.constructs.endpoint_picker.world import NAMESPACE, POOL, Find, server


@pytest.fixture
def app() -> cdk8s.App:
    """Made by Python: the tree of `Testing.app()` has another root object each time that it is asked for."""
    return cdk8s.App()


def pool(chart: cdk8s.Chart, props: EndpointPickerProps | None = None) -> InferencePoolRef:
    props = props or EndpointPickerProps(flow_control=FlowControl())
    return InferencePool(chart, "pool", name=POOL, server=server(), picker=props).ref


def existing(namespace: str = NAMESPACE) -> InferencePoolRef:
    service = ServiceRef.existing(name="epp", namespace=namespace, port=9002)
    picker = EndpointPickerRef.existing(service=service, secure_serving=False, flow_control=True)
    return InferencePoolRef.existing(name=POOL, server=server(namespace=namespace), picker=picker)


@pytest.mark.parametrize("priority", [-(2**31), -1, 0, 10, 2**31 - 1])
def test_an_objective_gives_a_priority_to_requests_of_a_pool(chart: cdk8s.Chart, find: Find, priority: int) -> None:
    objective = InferenceObjective(chart, "high", name="interactive", pool=pool(chart), priority=priority)
    found = find(chart, "InferenceObjective")
    assert found["apiVersion"] == "llm-d.ai/v1alpha2"
    assert (found["metadata"]["name"], found["metadata"]["namespace"]) == ("interactive", NAMESPACE)
    assert found["spec"] == {
        "priority": priority,
        "poolRef": {"group": "inference.networking.k8s.io", "name": POOL},
    }
    assert objective.header == "x-llm-d-inference-objective"


def test_the_objective_matches_the_snapshot(chart: cdk8s.Chart, find: Find, manifest_snapshot: Any) -> None:
    InferenceObjective(chart, "high", name="interactive", pool=pool(chart), priority=10)
    found = find(chart, "InferenceObjective")
    assert found["kind"] == "InferenceObjective"
    assert [found] == manifest_snapshot


def test_an_existing_pool_goes_into_the_inventory(chart: cdk8s.Chart) -> None:
    InferenceObjective(chart, "high", name="interactive", pool=existing(), priority=10)
    assert ("InferencePool", POOL) in {(each.kind, each.name) for each in Wiring.of(chart).external_objects}


def test_fails_when_the_picker_has_no_flow_control(chart: cdk8s.Chart) -> None:
    with pytest.raises(InvalidSettings) as refused:
        InferenceObjective(chart, "high", name="high", pool=pool(chart, EndpointPickerProps()), priority=10)
    assert str(refused.value) == (
        "test/high: pool must be one whose picker has flow control, because priorities decide nothing without it, got "
        "llama-70b without flow control; give its picker flow_control=FlowControl() and let clients send the header "
        "x-llm-d-inference-objective"
    )


def test_fails_when_the_picker_reads_another_group(chart: cdk8s.Chart) -> None:
    old = EndpointPickerProps(version=EppVersion.GIE_1_5_0, flow_control=FlowControl())
    with pytest.raises(InvalidSettings, match=r"pool must be one whose picker reads objectives of llm-d\.ai, got"):
        InferenceObjective(chart, "high", name="high", pool=pool(chart, old), priority=10)


def test_fails_when_the_pool_is_elsewhere(chart: cdk8s.Chart) -> None:
    with pytest.raises(InvalidSettings, match="pool must be in the namespace llm-platform of the objective"):
        InferenceObjective(chart, "high", name="high", pool=existing("far"), priority=10)


@pytest.mark.parametrize("priority", [2**31, 1.5, True])
def test_fails_when_the_priority_is_out_of_range(chart: cdk8s.Chart, priority: Any) -> None:
    with pytest.raises(InvalidSettings, match="priority must be a whole number from -2147483648 to 2147483647, got"):
        InferenceObjective(chart, "high", name="high", pool=pool(chart), priority=priority)


@pytest.mark.parametrize("name", ["", "High", "h" * 64])
def test_fails_when_the_name_is_not_usable(chart: cdk8s.Chart, name: str) -> None:
    with pytest.raises(InvalidSettings, match="name must be a DNS label, at most 63 characters"):
        InferenceObjective(chart, "high", name=name, pool=pool(chart), priority=1)
