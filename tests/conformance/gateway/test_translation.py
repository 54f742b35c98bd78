"""Envoy Gateway accepts every object without reservation, and Envoy's configuration keeps the promises."""

from __future__ import annotations

import pytest

from tests.conformance.apiserver.environments import DIST
from tests.conformance.gateway import inner_promises
from tests.conformance.gateway.conftest import Once
from tests.conformance.gateway.edges import EDGES, Edge
from tests.conformance.gateway.gateways import identity, owned
from tests.conformance.gateway.inner import INNER, Inner
from tests.conformance.gateway.promises import PROMISES, Promise
from tests.conformance.gateway.status import complaints
from tests.conformance.gateway.translation import Object, Translation, objects_of
from tests.conformance.gateway.xds import xds_of

ENVIRONMENTS = sorted(path.name for path in DIST.iterdir() if path.is_dir())


def is_for_envoy_gateway(each: Object) -> bool:
    """Judged by the name of its group alone, so that no list of kinds or groups can leave one out."""
    return str(each["apiVersion"]).startswith("gateway.")


@pytest.mark.parametrize("environment", ENVIRONMENTS)
def test_every_gateway_has_its_promises(environment: str) -> None:
    rendered = [each["metadata"]["name"] for each in objects_of(environment) if each["kind"] == "Gateway"]
    assert sorted(rendered) == sorted(each.gateway for each in (*EDGES, *INNER) if each.environment == environment)


@pytest.mark.parametrize("environment", ENVIRONMENTS)
def test_every_object_is_translated_with_one_gateway(environment: str, once: Once) -> None:
    gateways = {each.gateway for each in (*EDGES, *INNER) if each.environment == environment}
    sent = {gateway: [identity(each) for each in once(environment, gateway).sent] for gateway in gateways}
    for each, owners in owned(objects_of(environment)):
        if is_for_envoy_gateway(each):
            expected = gateways if each["kind"] == "GatewayClass" else owners
            assert {gateway for gateway in gateways if identity(each) in sent[gateway]} == expected, identity(each)
            assert len(owners) == (each["kind"] != "GatewayClass"), identity(each)


def test_every_object_is_accepted(translation: Translation) -> None:
    assert list(complaints(translation)) == []


def test_every_object_before_the_models_is_accepted(inner_translation: Translation) -> None:
    assert list(complaints(inner_translation)) == []


@pytest.mark.parametrize("promise", PROMISES, ids=lambda each: each.__name__)
def test_keeps_its_promise(edge: Edge, translation: Translation, promise: Promise) -> None:
    assert list(promise(edge, xds_of(translation))) == []


@pytest.mark.parametrize("promise", inner_promises.PROMISES, ids=lambda each: each.__name__)
def test_keeps_its_promise_before_the_models(
    inner: Inner, inner_translation: Translation, promise: inner_promises.Promise
) -> None:
    assert list(promise(inner, xds_of(inner_translation))) == []
