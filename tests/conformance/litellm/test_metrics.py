from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from tests.conformance.litellm.conftest import StartProxy
from tests.conformance.litellm.installation import litellm_bin
from tests.conformance.litellm.proxy import Answer, Proxy
from tests.conformance.litellm.rendered import Rendered
from tests.conformance.litellm.valkey import eventually

REQUESTS = "litellm_proxy_total_requests_metric_total"


NAME = re.compile(r"\blitellm_\w+")
LOCAL = {"LITELLM_LOCAL_MODEL_COST_MAP": "True"}
REGISTERED = """
import json
from prometheus_client import REGISTRY
from litellm.integrations.prometheus import PrometheusLogger
PrometheusLogger()
series = {name for names in REGISTRY._collector_to_names.values() for name in names}
labels = {label for each in REGISTRY._collector_to_names for label in getattr(each, "_labelnames", ())}
print(json.dumps(sorted(series | labels)))
"""
"""Prints the series that the installed LiteLLM can have, and their labels."""


@pytest.fixture(scope="module")
def proxy(start_proxy: StartProxy) -> Proxy:
    """The proxy of dev, after one chat."""
    running = start_proxy()
    assert running.chat("gpt-4o").status == 200
    return running


def endpoints(environment: Rendered) -> Iterator[tuple[str, str]]:
    """Name of the container's port and path of every scrape: from the monitor through the Service."""
    monitor = environment.of_kind("ServiceMonitor", name="litellm-proxy")["spec"]
    service = environment.of_kind("Service", name="litellm-proxy")
    assert monitor["selector"]["matchLabels"].items() <= service["metadata"]["labels"].items()
    targets = {each["name"]: each["targetPort"] for each in service["spec"]["ports"]}
    for each in monitor["endpoints"]:
        assert not {"authorization", "basicAuth", "scheme", "params"} & set(each), "this proof scrapes in plain"
        yield targets[each["port"]], each["path"]


def scrape(proxy: Proxy, environment: Rendered) -> Answer:
    """What Prometheus gets by the rules of the monitor, which sends no key."""
    ((port, path),) = endpoints(environment)
    return proxy.ask(path, key=None, port=port)


def test_the_monitor_finds_the_metrics(proxy: Proxy, environment: Rendered) -> None:
    eventually(lambda: f"{REQUESTS}{{" in scrape(proxy, environment).text, f"{REQUESTS} in what is scraped")
    (line,) = [each for each in scrape(proxy, environment).text.splitlines() if each.startswith(f"{REQUESTS}{{")]
    assert 'requested_model="gpt-4o"' in line
    assert line.endswith(" 1.0")


def test_the_port_of_the_api_shows_no_metrics_without_the_key(proxy: Proxy) -> None:
    assert proxy.ask("/metrics/", key=None).status == 401


def queries(value: Any) -> Iterator[str]:
    """Every query of a dashboard."""
    if isinstance(value, Mapping):
        yield from (str(each) for key, each in value.items() if key == "expr")
    for each in value.values() if isinstance(value, Mapping) else value if isinstance(value, list) else ():
        yield from queries(each)


def test_the_dashboard_asks_for_series_that_exist(proxy: Proxy, environment: Rendered) -> None:
    data = environment.of_kind("ConfigMap", name="litellm-proxy-dashboard")["data"]
    asked = {name for text in data.values() for query in queries(json.loads(text)) for name in NAME.findall(query)}
    done = subprocess.run(
        [litellm_bin() / "python", "-c", REGISTERED], capture_output=True, text=True, check=True, env=LOCAL
    )
    now = re.findall(r"^# TYPE (\w+)", scrape(proxy, environment).text, re.MULTILINE)  # some are made at the first use
    known = {*json.loads(done.stdout.splitlines()[-1]), *now}
    assert len(asked) > 10
    assert asked - known == set()
    assert "litellm_proxy_total_request_metric" not in known
