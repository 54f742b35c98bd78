from __future__ import annotations

import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

from tests.conformance.litellm.proxy import Proxy
from tests.conformance.litellm.valkey import ask, eventually
from tests.conformance.litellm.worlds import LIMIT, World


def burst(model: str, *proxies: Proxy) -> Counter[int]:
    """Statuses of twice as many chats as are allowed, at once, by turns through the proxies, in one minute."""
    while time.localtime().tm_sec > 50:
        time.sleep(1)
    with ThreadPoolExecutor(4 * LIMIT) as pool:
        chats = [pool.submit(proxies[number % len(proxies)].chat, model) for number in range(2 * LIMIT)]
        return Counter(each.result().status for each in chats)


def test_two_proxies_keep_one_limit(offered: World) -> None:
    with offered.backend.watched() as requests:
        assert burst("first", *offered.proxies(2)) == {200: LIMIT, 429: LIMIT}
    assert len(requests) == LIMIT


def test_fails_when_the_proxies_do_not_share_a_cache(offered: World, prod: World) -> None:
    assert burst("second", offered.proxy, prod.proxy) == {200: 2 * LIMIT}


def test_two_proxies_keep_one_limit_after_the_loss_of_the_primary(prod: World) -> None:
    proxies, cache = prod.proxies(2), prod.cache
    with prod.backend.watched() as requests:
        assert burst("first", *proxies) == {200: LIMIT, 429: LIMIT}
        lost = cache.primary(0)
        cache.kill(lost)
        eventually(lambda: cache.primary(1) != lost, "that a Sentinel names another primary")
        leader = cache.primary(1)
        eventually(lambda: cache.role(leader) == "master", "that it leads")
        assert burst("third", *proxies) == {200: LIMIT, 429: LIMIT}
    assert "third:" in ask(leader, "keys", "*")
    assert len(requests) == 2 * LIMIT
