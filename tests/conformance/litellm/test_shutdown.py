from __future__ import annotations

import signal
from threading import Timer

from tests.conformance.litellm.backend import CHUNKS, SLOW
from tests.conformance.litellm.proxy import Proxy
from tests.conformance.litellm.worlds import World


def stop_during_a_stream(proxy: Proxy, *, grace: float) -> str:
    """Everything that a client gets of a slow answer when the kubelet stops the container after its first part."""
    got = ""
    with proxy.stream("gpt-4o", SLOW) as answer:
        got = answer.readline().decode()
        proxy.process.send_signal(signal.SIGTERM)
        killer = Timer(grace, proxy.process.kill)
        killer.start()
        try:
            for line in answer:
                got += line.decode()
        except OSError:
            return got
        finally:
            killer.cancel()
    return got


def test_a_stop_during_a_stream_loses_nothing(dev: World) -> None:
    proxy, grace = dev.proxy, dev.environment.deployment["terminationGracePeriodSeconds"]
    got = stop_during_a_stream(proxy, grace=grace)
    assert [f"<{number}>" in got for number in range(CHUNKS)] == [True] * CHUNKS
    assert got.rstrip().endswith("data: [DONE]")
    assert proxy.process.wait(30) in (0, -signal.SIGTERM)


def test_fails_when_the_proxy_is_killed_before_the_end(offered: World) -> None:
    assert "[DONE]" not in stop_during_a_stream(offered.proxy, grace=1)
