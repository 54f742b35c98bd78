from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import pytest

from environments.dev import DEV
from environments.prod import PROD
from inference_platform import Environment, synthesize
from inference_platform.constructs import litellm
from tests.conformance.litellm.backend import Backend, backend
from tests.conformance.litellm.proxy import Proxy, proxy
from tests.conformance.litellm.rendered import Rendered, rendered
from tests.conformance.litellm.valkey import Cache, ask, cache, eventually

LIMIT = 6
MODELS = ("first", "second")
"""One for each burst, because a minute's requests count until it ends."""


def with_limits(environment: Environment) -> Environment:
    """An environment of this repository with models that have a limit, which its own has not."""
    config = environment.proxy.config
    (own,) = config.models[0].deployments
    limited = litellm.Deployment(server=replace(own.server, model="openai/limited"), rpm=LIMIT)
    models = tuple(litellm.LiteLLMModel(model_name=name, deployments=(limited,)) for name in MODELS)
    proxy = replace(environment.proxy, config=replace(config, models=(*config.models, *models)))
    return replace(environment, proxy=proxy)


class Pair(NamedTuple):
    """Two proxies that share a cache and a model server."""

    proxies: tuple[Proxy, Proxy]
    cache: Cache
    server: Backend

    def burst(self, model: str) -> Counter[int]:
        """Statuses of twice as many chats as are allowed, at once, by turns through both proxies, in one minute."""
        while time.localtime().tm_sec > 50:
            time.sleep(1)
        with ThreadPoolExecutor(4 * LIMIT) as pool:
            chats = [pool.submit(self.proxies[number % 2].chat, model) for number in range(2 * LIMIT)]
            return Counter(each.result().status for each in chats)


NewPair = Callable[..., Pair]


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[NewPair]:
    """`pair(environment, shared=True)`: two proxies of an environment; not `shared`: each with its own cache."""
    with ExitStack() as stack:

        def start(environment: Environment, *, shared: bool = True) -> Pair:
            assert synthesize([with_limits(environment)], outdir=str(tmp_path / "dist")) == 0
            here = rendered(environment.name, tmp_path / "dist")
            server = stack.enter_context(backend())
            caches = [stack.enter_context(cache(here, tmp_path / f"cache-{n}")) for n in range(1 if shared else 2)]
            with ThreadPoolExecutor(2) as pool:  # starting is what takes the time
                first, second = pool.map(
                    lambda n: _proxy(stack, here, tmp_path / f"proxy-{n}", caches[n % len(caches)], server), (0, 1)
                )
            return Pair((first, second), caches[0], server)

        yield start


def _proxy(stack: ExitStack, environment: Rendered, folder: Path, cache: Cache, server: Backend) -> Proxy:
    return stack.enter_context(proxy(environment, folder, cache.addresses | {"openai": server.url}))


def test_two_proxies_keep_one_limit(pair: NewPair) -> None:
    two = pair(DEV)
    assert two.burst("first") == {200: LIMIT, 429: LIMIT}
    assert two.server.asked["limited"] == LIMIT


def test_fails_when_the_proxies_do_not_share_a_cache(pair: NewPair) -> None:
    assert pair(DEV, shared=False).burst("first") == {200: 2 * LIMIT}


def test_two_proxies_keep_one_limit_after_the_loss_of_the_primary(pair: NewPair) -> None:
    two = pair(PROD)
    assert two.burst("first") == {200: LIMIT, 429: LIMIT}
    lost = two.cache.primary(0)
    two.cache.kill(lost)
    eventually(lambda: two.cache.primary(1) != lost, "that a Sentinel names another primary")
    leader = two.cache.primary(1)
    eventually(lambda: two.cache.role(leader) == "master", "that it leads")
    assert two.burst("second") == {200: LIMIT, 429: LIMIT}
    assert "second:" in ask(leader, "keys", "*")
    assert two.server.asked["limited"] == 2 * LIMIT
