from __future__ import annotations

from typing import Any

import cdk8s
import pytest

from inference_platform.constructs.endpoint_picker import EndpointPickerProps, FlowControl
from inference_platform.constructs.inference_pool import InferencePool
from inference_platform.constructs.wiring import Wiring
from inference_platform.errors import InvalidSettings
from inference_platform.model_refs import EndpointPickerRef, InferencePoolRef, Wirings
from inference_platform.refs import Pods, ServiceRef
from tests.constructs.endpoint_picker.world import NAMESPACE, POOL, SERVER_LABELS, Find, Manifests, container, server


@pytest.fixture
def app() -> cdk8s.App:
    """Made by Python: the tree of `Testing.app()` has another root object each time that it is asked for."""
    return cdk8s.App()


def existing(namespace: str = NAMESPACE, *, secure_serving: bool = False) -> EndpointPickerRef:
    service = ServiceRef.existing(name="shared-epp", namespace=namespace, port=9002)
    return EndpointPickerRef.existing(service=service, secure_serving=secure_serving)


def test_the_pool_selects_the_servers_and_names_its_picker(chart: cdk8s.Chart, find: Find) -> None:
    InferencePool(chart, "pool", name=POOL, server=server())
    pool = find(chart, "InferencePool")
    assert pool["apiVersion"] == "inference.networking.k8s.io/v1"
    assert pool["metadata"]["namespace"] == NAMESPACE
    assert pool["spec"] == {
        "selector": {"matchLabels": SERVER_LABELS},
        "targetPorts": [{"number": 8080}],
        "endpointPickerRef": {"name": f"{POOL}-epp", "port": {"number": 9002}, "failureMode": "FailClose"},
    }


def test_the_pool_matches_the_snapshot(chart: cdk8s.Chart, manifests: Manifests, manifest_snapshot: Any) -> None:
    InferencePool(chart, "pool", name=POOL, server=server())
    assert [each for each in manifests(chart) if each["kind"] == "InferencePool"] == manifest_snapshot


def test_its_picker_watches_this_pool(chart: cdk8s.Chart, find: Find) -> None:
    InferencePool(chart, "pool", name=POOL, server=server(), wiring="EnvoyAIGateway")
    arguments = container(find(chart, "Deployment"))["args"]
    assert {f"--pool-name={POOL}", f"--pool-namespace={NAMESPACE}", "--secure-serving=true"} <= set(arguments)
    assert find(chart, "Service")["metadata"]["name"] == f"{POOL}-epp"


def test_the_ref_carries_servers_and_picker(chart: cdk8s.Chart) -> None:
    servers = server()
    ref = InferencePool(
        chart, "pool", name=POOL, server=servers, picker=EndpointPickerProps(flow_control=FlowControl())
    ).ref
    assert (ref.namespace, ref.name, ref.server) == (NAMESPACE, POOL, servers)
    assert (ref.picker.name, ref.picker.secure_serving, ref.picker.flow_control) == (f"{POOL}-epp", False, True)
    assert ref.external() is None


def test_an_existing_picker_may_choose(chart: cdk8s.Chart, manifests: Manifests) -> None:
    pool = InferencePool(chart, "pool", name=POOL, server=server(), picker=existing())
    assert [each["kind"] for each in manifests(chart)] == ["InferencePool"]
    assert manifests(chart)[0]["spec"]["endpointPickerRef"]["name"] == "shared-epp"
    assert pool.ref.picker == existing()
    assert existing().external() in Wiring.of(chart).external_objects


def test_an_existing_pool_is_a_promise() -> None:
    promised = InferencePool.existing(name=POOL, server=server(), picker=existing()).external()
    assert promised is not None
    assert (promised.kind, promised.name, promised.namespace) == ("InferencePool", POOL, NAMESPACE)
    assert InferencePool.existing == InferencePoolRef.existing


def test_the_longest_name_fits(chart: cdk8s.Chart, find: Find) -> None:
    InferencePool(chart, "pool", name="p" * 59, server=server())
    assert len(find(chart, "Service")["metadata"]["name"]) == 63


@pytest.mark.parametrize("name", ["p" * 60, "Pool", "1pool", ""])
def test_fails_when_the_name_is_not_usable(chart: cdk8s.Chart, name: str) -> None:
    with pytest.raises(InvalidSettings, match="name must be a DNS label that begins with a letter, at most 59"):
        InferencePool(chart, "pool", name=name, server=server())


def test_fails_when_the_servers_are_behind_knative(chart: cdk8s.Chart) -> None:
    with pytest.raises(InvalidSettings, match="test/pool: server must be one whose pods clients may reach") as refused:
        InferencePool(chart, "pool", name=POOL, server=server(pickable=False))
    assert len(refused.value.problems) == 1


def test_fails_when_the_servers_are_elsewhere(chart: cdk8s.Chart) -> None:
    far = server(namespace="far", pods=Pods("far", SERVER_LABELS))
    with pytest.raises(InvalidSettings, match="server must be in the namespace llm-platform of the pool"):
        InferencePool(chart, "pool", name=POOL, server=far)


def test_fails_when_the_picker_is_elsewhere(chart: cdk8s.Chart) -> None:
    with pytest.raises(InvalidSettings, match="picker must be in the namespace llm-platform of the pool"):
        InferencePool(chart, "pool", name=POOL, server=server(), picker=existing("far"))


@pytest.mark.parametrize(("wiring", "secure"), [("EnvoyGateway", True), ("EnvoyAIGateway", False)])
def test_fails_when_the_picker_speaks_otherwise_than_the_wiring(
    chart: cdk8s.Chart, wiring: Wirings, secure: bool
) -> None:
    with pytest.raises(InvalidSettings, match=f"picker.secure_serving must be {str(not secure).lower()} with wiring"):
        InferencePool(chart, "pool", name=POOL, server=server(), wiring=wiring, picker=existing(secure_serving=secure))


def test_fails_when_the_pickers_props_cannot_work(chart: cdk8s.Chart) -> None:
    with pytest.raises(InvalidSettings, match="test/pool/EndpointPicker: version must be one of"):
        InferencePool(chart, "pool", name=POOL, server=server(), picker=EndpointPickerProps(version="v2"))
