"""Measures what the library costs (`make bench`); the figures of one run compare with each other."""

from __future__ import annotations

import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

ROOT = Path(__file__).parent.parent
BINDINGS = ROOT / "imports" / "inference_platform_crds"
RUNS = 7

_IMPORT_ALL = """
import json, time
from importlib import import_module
def resident():
    return int(open("/proc/self/statm").read().split()[1]) * 4096 / 1e6
names = {names!r}
before, start = resident(), time.perf_counter()
modules = [import_module("inference_platform_crds." + name) for name in names]
imported, after = time.perf_counter(), resident()
for module in modules:
    getattr(module, next(name for name in dir(module) if name[0].isupper()))
used = time.perf_counter()
print(json.dumps([(imported - start) * 1e3, after - before, (used - imported) * 1e3, resident() - after]))
"""

_OBJECTS = """
import json, sys, timeit
from inference_platform_crds import gateway_api as gw, k8s

def gateway():
    return gw.Gateway.manifest_of(
        metadata=k8s.ObjectMeta(name="edge", namespace="llm"),
        spec=gw.GatewaySpec(
            gateway_class_name="edge",
            listeners=[gw.GatewaySpecListeners(name="http", port=80, protocol="HTTP")],
        ),
    )

def service():
    return k8s.Service.manifest_of(
        metadata=k8s.ObjectMeta(name="proxy", namespace="llm", labels={"app": "proxy"}),
        spec=k8s.ServiceSpec(selector={"app": "proxy"}, ports=[k8s.ServicePort(name="http", port=4000)]),
    )

def deployment():
    return k8s.Deployment.manifest_of(
        metadata=k8s.ObjectMeta(name="proxy", namespace="llm", labels={"app": "proxy"}),
        spec=k8s.DeploymentSpec(
            replicas=2,
            selector=k8s.LabelSelector(match_labels={"app": "proxy"}),
            template=k8s.PodTemplateSpec(
                metadata=k8s.ObjectMeta(labels={"app": "proxy"}),
                spec=k8s.PodSpec(containers=[k8s.Container(name="proxy", image="example.com/proxy:1")]),
            ),
        ),
    )

figures = {}
for build in (gateway, service, deployment):
    build()
    figures[build.__name__] = min(timeit.repeat(build, number=500, repeat=5)) / 500 * 1e6
print(json.dumps(figures))
"""

_FLEET = """
import json, sys, time
from dataclasses import replace
from pathlib import Path
import inference_platform
from cdk8s import App
from environments import ENVIRONMENTS
from inference_platform.platform import InferencePlatform
from inference_platform.render import write

prod = next(environment for environment in ENVIRONMENTS if environment.name == "prod")
seconds = []
for index in range(12):
    start = time.perf_counter()
    environment = replace(prod, name=f"prod-{index}")
    target = Path(sys.argv[1]) / environment.name
    write(target, InferencePlatform(App(outdir=str(target)), environment=environment).files())
    seconds.append(time.perf_counter() - start)
print(json.dumps(seconds))
"""

_MANY_MODELS = """
import json, resource, sys, time
from benchmarks.many_models import files
files(1)
start = time.perf_counter()
files(int(sys.argv[1]))
print(json.dumps([time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))
"""


def python(code: str, *arguments: str, **environment: str) -> str:
    """What a fresh interpreter prints for `code`."""
    run = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": "lib:imports", **environment},
        check=True,
        capture_output=True,
        text=True,
    )
    return run.stdout


def figures(code: str, **environment: str) -> list[float]:
    """The list of figures that a fresh interpreter prints as JSON."""
    return list(json.loads(python(code, **environment)))


def median(measure: Callable[[], Iterable[float]], runs: int = RUNS) -> list[float]:
    """Median of each figure over several runs."""
    return [statistics.median(column) for column in zip(*(measure() for _ in range(runs)), strict=True)]


def show(what: str, value: float, unit: str, goal: float | None = None) -> None:
    """One line of the report."""
    verdict = "" if goal is None else f"   (goal: at most {goal:g} {unit}{'' if value <= goal else ', MISSED'})"
    print(f"{what:58} {value:10.2f} {unit}{verdict}")


def bindings() -> None:
    """Size, import and construction of the generated bindings."""
    names = sorted(path.stem for path in BINDINGS.glob("*.pyi") if path.stem != "__init__")
    size = sum(path.stat().st_size for path in BINDINGS.iterdir() if path.is_file())
    show("bindings: generated files", size / 1e6, "MB", 1)
    code = _IMPORT_ALL.format(names=names)
    python(code)
    for label, flags in (("with .pyc", {}), ("without .pyc", {"PYTHONPYCACHEPREFIX": tempfile.mkdtemp()})):
        extra = {**flags, **({"PYTHONDONTWRITEBYTECODE": "1"} if flags else {})}
        milliseconds, megabytes, reading, schemas = median(partial(figures, code, **extra))
        show(f"bindings: import all {len(names)} modules, {label}", milliseconds, "ms", 10)
        show(f"bindings: memory of that, {label}", megabytes, "MB", 5)
        show(f"bindings: first use of every module, {label}", reading, "ms")
        show(f"bindings: memory of that, {label}", schemas, "MB")
    for kind, microseconds in json.loads(python(_OBJECTS)).items():
        show(f"bindings: build and fully check a {kind}", microseconds, "us", 50)


def types() -> None:
    """mypy over the library without its cache."""
    with tempfile.TemporaryDirectory() as cache:
        start = time.perf_counter()
        packages = ["-p", "inference_platform_bindings", "-p", "inference_platform"]
        subprocess.run(["mypy", "--cache-dir", cache, *packages], cwd=ROOT, check=True, capture_output=True)
        show("mypy over the library, cold", time.perf_counter() - start, "s", 5)


def program() -> None:
    """`python main.py` for every environment: time and memory, of Python and Node."""

    def once() -> tuple[float, float]:
        with tempfile.TemporaryDirectory() as outdir:
            start = time.perf_counter()
            environment = {**os.environ, "CDK8S_OUTDIR": outdir}
            run = subprocess.Popen([sys.executable, "main.py"], cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
            peak = 0.0
            while run.poll() is None:
                peak = max(peak, tree_megabytes(run.pid))
                time.sleep(0.01)
            if run.returncode:
                raise SystemExit("python main.py failed")
            return time.perf_counter() - start, peak

    seconds, megabytes = median(once)
    show("python main.py, every environment", seconds, "s", 1.2)
    show("python main.py, memory with Node (PSS)", megabytes, "MB", 250)
    with tempfile.TemporaryDirectory() as outdir:
        costs = json.loads(python(_FLEET, outdir))
    show("first environment in a process, after imports", costs[0], "s")
    show("each further environment (median)", statistics.median(costs[1:]), "s", 0.1)


def many_models() -> None:
    """What a platform with 200 models costs, next to one with 50: the time should grow like the number."""
    few, _ = json.loads(python(_MANY_MODELS, "50"))
    seconds, megabytes = json.loads(python(_MANY_MODELS, "200"))
    show("platform with 50 models, with all checks", few, "s")
    show("platform with 200 models, with all checks", seconds, "s", 10)
    show("platform with 200 models, memory of Python", megabytes, "MB", 250)
    show("time of 200 models / time of 50", seconds / few, "x", 6)


def tree_megabytes(pid: int) -> float:
    """Memory of a process and its children in MB: proportional set size, so that shared pages count once."""
    try:
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except (FileNotFoundError, ProcessLookupError):
        return 0.0
    own = next((int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:")), 0)
    return own / 1024 + sum(tree_megabytes(int(child)) for child in children)


def main() -> None:
    """Print every figure."""
    bindings()
    program()
    many_models()
    types()
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(f"(CPU of the whole run: {usage.ru_utime + usage.ru_stime:.1f} s)")


if __name__ == "__main__":
    main()
