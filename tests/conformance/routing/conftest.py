"""Fixtures: the way of a request, part by part. Only `CONFORMANCE=1` collects these tests."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conformance.gateway.translation import Translation, translate
from tests.conformance.litellm.proxy import Proxy, proxy
from tests.conformance.litellm.rendered import Rendered as Output
from tests.conformance.litellm.rendered import container_port
from tests.conformance.litellm.valkey import cache
from tests.conformance.routing import cluster as clusters
from tests.conformance.routing import envoys
from tests.conformance.routing.cluster import Cluster
from tests.conformance.routing.environment import rendering
from tests.conformance.routing.envoys import PLAIN, Envoy
from tests.conformance.routing.pickers import Picker
from tests.conformance.routing.pods import Pod
from tests.conformance.routing.world import EDGE, INNER, VERSION, all_pickers, all_pods, inner_servers

# Without the variable nothing is collected, so that `pytest` stays fast; with it nothing is skipped.
collect_ignore_glob = [] if os.environ.get("CONFORMANCE") else ["test_*.py"]

_INNER_ADDRESS = "envoy-llm-platform-infra-inference-gateway.envoy-gateway-system.svc.cluster.local:80"


@pytest.fixture(scope="session")
def output(tmp_path_factory: pytest.TempPathFactory) -> Output:
    """Everything that is rendered."""
    return rendering(VERSION, tmp_path_factory.mktemp("output"))


@pytest.fixture(scope="session")
def cluster(output: Output, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """The API server with the namespaces, accounts and access rights of the output."""
    with clusters.cluster(tmp_path_factory.mktemp("cluster")) as running:
        clusters.prepare(running, output.objects)
        yield running


@pytest.fixture(scope="session")
def pods(output: Output, cluster: Cluster, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, list[Pod]]]:
    """The pods of each model."""
    with all_pods(output, cluster, tmp_path_factory.mktemp("pods")) as running:
        yield running


@pytest.fixture(scope="session")
def pickers(
    output: Output, cluster: Cluster, pods: dict[str, list[Pod]], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, Picker]]:
    """The endpoint picker of each model that has one."""
    with all_pickers(output, cluster, tmp_path_factory.mktemp("pickers")) as running:
        yield running


@pytest.fixture(scope="session")
def inner_translation(output: Output, tmp_path_factory: pytest.TempPathFactory) -> Translation:
    """What Envoy Gateway makes of the inference Gateway."""
    return translate(list(map(dict, output.objects)), tmp_path_factory.mktemp("inner"), gateway=INNER)


@pytest.fixture(scope="session")
def inner(
    inner_translation: Translation,
    pods: dict[str, list[Pod]],
    pickers: dict[str, Picker],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Envoy]:
    """The inference Gateway."""
    folder: Path = tmp_path_factory.mktemp("inner-envoy")
    with envoys.running(inner_translation, inner_servers(pods, pickers), folder) as running:
        yield running


@pytest.fixture(scope="session")
def litellm(output: Output, inner: Envoy, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Proxy]:
    """LiteLLM; the inference Gateway is its only provider, for nobody is at the address of the external one."""
    here = {_INNER_ADDRESS: f"127.0.0.1:{inner.ports[PLAIN]}", "openai": "127.0.0.1:1"}
    with (
        cache(output, tmp_path_factory.mktemp("valkey")) as valkey,
        proxy(output, tmp_path_factory.mktemp("litellm"), valkey.addresses | here) as running,
    ):
        yield running


@pytest.fixture(scope="session")
def edge(output: Output, litellm: Proxy, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Envoy]:
    """The Gateway that clients reach."""
    folder: Path = tmp_path_factory.mktemp("edge")
    translation = translate(list(map(dict, output.objects)), folder, gateway=EDGE)
    port = litellm.ports[container_port(litellm.container, "http")]
    with envoys.running(translation, {("infra-litellm-proxy", 4000): [("127.0.0.1", port)]}, folder) as running:
        yield running
