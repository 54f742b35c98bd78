from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator, Mapping
from typing import Any

from tests.conformance.litellm.installation import litellm_bin
from tests.conformance.litellm.proxy import Answer
from tests.conformance.litellm.rendered import Rendered
from tests.conformance.litellm.valkey import eventually
from tests.conformance.litellm.worlds import SHARES, World

REQUESTS = "litellm_proxy_total_requests_metric_total"
DEPLOYMENT = "litellm_deployment_success_responses_total"

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


def endpoints(environment: Rendered) -> Iterator[tuple[str, str]]:
    """Name of the container's port and path of every scrape: from the monitor through the Service."""
    monitor = environment.of_kind("ServiceMonitor", name="litellm-proxy")["spec"]
    service = environment.of_kind("Service", name="litellm-proxy")
    assert monitor["selector"]["matchLabels"].items() <= service["metadata"]["labels"].items()
    targets = {each["name"]: each["targetPort"] for each in service["spec"]["ports"]}
    for each in monitor["endpoints"]:
        assert not {"authorization", "basicAuth", "scheme", "params"} & set(each), "this proof scrapes in plain"
        yield targets[each["port"]], each["path"]


def scrape(world: World) -> Answer:
    """What Prometheus gets by the rules of the monitor, which sends no key."""
    ((port, path),) = endpoints(world.environment)
    return world.proxy.ask(path, key=None, port=port)


def counted(world: World, series: str, **labels: str) -> float:
    """Sum of the series with these labels."""
    wanted = [f'{name}="{value}"' for name, value in labels.items()]
    lines = [each for each in scrape(world).text.splitlines() if each.startswith(f"{series}{{")]
    return sum(float(each.rsplit(" ", 1)[1]) for each in lines if all(label in each for label in wanted))


def test_the_monitor_finds_the_metrics(dev: World) -> None:
    before = counted(dev, REQUESTS, requested_model="gpt-4o")
    assert dev.proxy.chat("gpt-4o").status == 200
    eventually(lambda: counted(dev, REQUESTS, requested_model="gpt-4o") > before, f"{REQUESTS} in what is scraped")
    assert counted(dev, REQUESTS, requested_model="gpt-4o") == before + 1


def test_metrics_tell_models_of_one_public_name_apart(offered: World) -> None:
    before = {name: counted(offered, DEPLOYMENT, model_id=name, requested_model="shared") for name in SHARES}
    with offered.backend.watched() as requests:
        assert {offered.proxy.chat("shared").status for _ in range(5)} == {200}
    expected = {name: before[name] + [each.model for each in requests].count(name) for name in SHARES}

    def now() -> dict[str, float]:
        return {name: counted(offered, DEPLOYMENT, model_id=name, requested_model="shared") for name in SHARES}

    eventually(lambda: now() == expected, f"{DEPLOYMENT} {expected}")


def test_the_port_of_the_api_shows_no_metrics_without_the_key(dev: World) -> None:
    assert dev.proxy.ask("/metrics/", key=None).status == 401


def queries(value: Any) -> Iterator[str]:
    """Every query of a dashboard."""
    if isinstance(value, Mapping):
        yield from (str(each) for key, each in value.items() if key == "expr")
    for each in value.values() if isinstance(value, Mapping) else value if isinstance(value, list) else ():
        yield from queries(each)


def test_the_dashboard_asks_for_series_that_exist(dev: World) -> None:
    data = dev.environment.of_kind("ConfigMap", name="litellm-proxy-dashboard")["data"]
    asked = {name for text in data.values() for query in queries(json.loads(text)) for name in NAME.findall(query)}
    done = subprocess.run(
        [litellm_bin() / "python", "-c", REGISTERED], capture_output=True, text=True, check=True, env=LOCAL
    )
    now = re.findall(r"^# TYPE (\w+)", scrape(dev).text, re.MULTILINE)  # some are made at the first use
    known = {*json.loads(done.stdout.splitlines()[-1]), *now}
    assert len(asked) > 10
    assert asked - known == set()
    assert "litellm_proxy_total_request_metric" not in known
