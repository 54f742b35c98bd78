"""Environments that run: model servers, a cache and proxies that share it, started once for all tests."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path

from environments.dev import DEV
from environments.prod import PROD
from inference_platform import Environment, synthesize
from inference_platform.constructs import litellm, serving
from inference_platform.constructs.endpoint_picker import EndpointPickerProps, FlowControl
from tests.conformance.litellm.backend import backend
from tests.conformance.litellm.proxy import Proxy, proxy
from tests.conformance.litellm.rendered import Rendered, rendered
from tests.conformance.litellm.routes import addresses
from tests.conformance.litellm.valkey import cache

LIMIT = 6
LIMITED = ("first", "second", "third")
"""Models with `LIMIT` requests a minute; one for each burst, because a minute's requests count until it ends."""

SHARES = {"stable": 9, "canary": 1}
"""Models that share the name `shared`, and their weights."""

GIVEN_UP_AFTER = 12
"""What LiteLLM makes of `_IMPATIENT`, in seconds."""

REQUEST_TIMEOUT = 5
"""What applies to models that do not say it themselves, in seconds."""

_BUSY = "Prometheus metrics server did not answer"
"""What LiteLLM ends with when its second process takes longer than 30 s to start, as on a machine that is busy."""

_IMPATIENT = serving.Timeouts(silence="2s")
_IMPORTANT = serving.KvCacheAware(
    picker=EndpointPickerProps(flow_control=FlowControl()), objective=serving.Objective(priority=10)
)
_SOURCE = "hf://Qwen/Qwen2.5-7B-Instruct"


def _vllm(name: str, **more: object) -> serving.VllmModel:
    return replace(serving.VllmModel(name=name, source=_SOURCE, gpus=1), **more)  # type: ignore[arg-type]


_INSTEAD = serving.ProxyEntry(fallbacks=("important",))
MODELS = (
    *(_vllm(name, served_as=("shared",), proxy=serving.ProxyEntry(weight=each)) for name, each in SHARES.items()),
    _vllm(
        "important",
        routing=_IMPORTANT,
        lora=serving.Lora(adapters=(serving.LoraAdapter(name="tuned", source="hf://example/adapter"),)),
    ),
    _vllm("vectors", task="embed", routing=_IMPORTANT, timeouts=_IMPATIENT),
    _vllm("hasty", timeouts=_IMPATIENT, proxy=_INSTEAD),
    _vllm("pausing", timeouts=_IMPATIENT, proxy=_INSTEAD),
    _vllm("lengthy", timeouts=_IMPATIENT, proxy=_INSTEAD),
    _vllm("gone", routing=serving.Direct(), proxy=_INSTEAD),
)
"""Models of each kind that the environments of this repository lack."""


def with_limits(environment: Environment) -> Environment:
    """An environment of this repository with models that have a limit, which its own have not."""
    config = environment.proxy.config
    (own,) = config.models[0].deployments
    limited = litellm.Deployment(server=replace(own.server, model="openai/limited"), rpm=LIMIT)
    models = tuple(litellm.LiteLLMModel(model_name=name, deployments=(limited,)) for name in LIMITED)
    proxy = replace(environment.proxy, config=replace(config, models=(*config.models, *models)))
    return replace(environment, proxy=proxy)


def with_models(environment: Environment) -> Environment:
    """An environment with `MODELS` too, in which less patience makes the tests shorter."""
    config = environment.proxy.config
    settings = replace(config.litellm_settings, request_timeout=REQUEST_TIMEOUT, num_retries=1)
    variables = {"AIOHTTP_KEEPALIVE_TIMEOUT": "1"}
    config = replace(config, litellm_settings=settings, extra_environment=variables)
    proxy = replace(environment.proxy, config=config)
    return replace(environment, proxy=proxy, models=(*environment.models, *MODELS))


class World:
    """An environment that runs; its proxies start when they are asked for."""

    def __init__(self, environment: Rendered, folder: Path, stack: ExitStack) -> None:
        self.environment = environment
        self.backend = stack.enter_context(backend())
        self.cache = stack.enter_context(cache(environment, folder / "cache"))
        self._addresses = self.cache.addresses | addresses(self.backend, environment)
        for each in self._addresses:
            if each.startswith("gone-predictor."):
                nobody = stack.enter_context(socket.socket())
                nobody.bind(("127.0.0.1", 0))  # taken, but nobody listens
                self._addresses[each] = f"127.0.0.1:{nobody.getsockname()[1]}"
        self._stack, self._folder = stack, folder
        self._running: list[Proxy] = []
        self._started = 0

    @property
    def proxy(self) -> Proxy:
        """One of the proxies."""
        return self.proxies(1)[0]

    def proxies(self, count: int) -> tuple[Proxy, ...]:
        """So many of them; one that has ended is replaced."""
        self._running = [each for each in self._running if each.process.poll() is None]
        missing = range(count - len(self._running))
        folders = [self._folder / f"proxy-{self._started + number}" for number in missing]
        self._started += len(folders)
        with ThreadPoolExecutor(max(len(folders), 1)) as pool:  # starting is what takes the time
            self._running += pool.map(self._start, folders)
        return tuple(self._running[:count])

    def stop(self) -> None:
        """Ask all proxies to end, before each is waited for."""
        for each in self._running:
            each.process.terminate()

    def _start(self, folder: Path) -> Proxy:
        try:
            return self._stack.enter_context(proxy(self.environment, folder, self._addresses))
        except RuntimeError as error:
            if _BUSY not in str(error):
                raise
        # as the kubelet would
        again = folder.with_name(f"{folder.name}-again")
        return self._stack.enter_context(proxy(self.environment, again, self._addresses))


@contextmanager
def world(environment: Rendered, folder: Path) -> Iterator[World]:
    """An environment that runs until the block ends."""
    with ExitStack() as stack:
        running = World(environment, folder, stack)
        yield running
        running.stop()


def fresh(environment: Environment, folder: Path) -> Rendered:
    """What the library renders now."""
    assert synthesize([environment], outdir=str(folder / "dist")) == 0
    return rendered(environment.name, folder / "dist")


OFFERED = with_models(with_limits(DEV))
LIMITED_PROD = with_limits(PROD)
