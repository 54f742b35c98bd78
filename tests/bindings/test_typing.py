"""Type checkers catch mistakes before anything runs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from mypy import api

HEAD = """
from cdk8s import ApiObject, ApiObjectMetadata, Chart
from inference_platform_crds import gateway_api as gateway, k8s
from inference_platform_crds.k8s import ObjectMeta

def build(chart: Chart) -> object:
    return {expression}
"""
RIGHT = {
    "struct": "gateway.GatewaySpecListeners(name='http', port=80, protocol='HTTP')",
    "optional": "k8s.Container(name='a', image=None)",
    "quantity": "k8s.ResourceRequirements(requests={'cpu': 1, 'memory': '1Gi', 'gpu': 0.5})",
    "int_or_string": "[k8s.ServicePort(port=80, target_port=value) for value in (80, 'http')]",
    "tuple": "k8s.PodSpec(containers=(k8s.Container(name='a'),))",
    "manifest": "k8s.ConfigMap.manifest_of(metadata={'name': 'a'}, data={'a': 'b'})['data']",
    "resource": "k8s.ConfigMap(chart, 'a', metadata=ObjectMeta(name='a'), data={'a': 'b'}).final_manifest()",
    "api_object": "[ApiObject.of(k8s.ConfigMap(chart, 'a', metadata=ApiObjectMetadata(name='a')))]",
    "class_attributes": "(k8s.Pod.kind.lower(), k8s.Pod.api_version.lower(), k8s.Pod.namespaced is True)",
    "keyword": "k8s.NetworkPolicyIngressRule(from_=[])",
}
WRONG = {
    "unknown_field": ("k8s.Container(name='a', imag='b')", 'Unexpected keyword argument "imag" for "Container"'),
    "wrong_type": ("k8s.ContainerPort(container_port='80')", 'incompatible type "str"; expected "int"'),
    "wrong_enum": ("k8s.ServicePort(port=80, protocol='tcp')", "expected \"Literal['SCTP', 'TCP', 'UDP'] | None\""),
    "missing_field": ("k8s.Container(image='a')", 'Missing named argument "name" for "Container"'),
    "wrong_struct": ("k8s.PodSpec(containers=[k8s.EnvVar(name='a')])", 'incompatible type "EnvVar"'),
    "plain_dict": ("k8s.PodSpec(containers=[{'name': 'a'}])", 'expected "Container"'),
    "positional": ("k8s.Container('a')", "Too many positional arguments"),
    "missing_spec": ("gateway.Gateway(chart, 'a', metadata={})", 'Missing named argument "spec" for "Gateway"'),
    "missing_metadata": ("k8s.ConfigMap(chart, 'a')", 'Missing named argument "metadata" for "ConfigMap"'),
    "status": ("k8s.Pod(chart, 'a', metadata={}, status={})", 'Unexpected keyword argument "status" for "Pod"'),
    "unknown_class": ("k8s.Contaner(name='a')", 'Module has no attribute "Contaner"'),
    "manifest_of": ("k8s.ConfigMap.manifest_of(metadata={}, dat={})", 'Unexpected keyword argument "dat"'),
}


@pytest.fixture(scope="module")
def messages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """What mypy says about each snippet, from one run over all of them."""
    folder = tmp_path_factory.mktemp("typing")
    for name, expression in [*RIGHT.items(), *((name, wrong[0]) for name, wrong in WRONG.items())]:
        (folder / f"{name}.py").write_text(HEAD.format(expression=expression))
    config = Path(__file__).parents[2] / "pyproject.toml"
    files = sorted(str(path) for path in folder.glob("*.py"))
    output, errors, _ = api.run(["--config-file", str(config), "--no-error-summary", *files])
    assert not errors
    found: dict[str, list[str]] = {}
    for line in output.splitlines():
        match = re.search(r"(\w+)\.py:\d+: error: (.*)", line)
        if match:
            found.setdefault(match[1], []).append(match[2])
    return found


@pytest.mark.parametrize("name", RIGHT)
def test_right_code_passes(messages: dict[str, list[str]], name: str) -> None:
    assert messages.get(name, []) == []


@pytest.mark.parametrize("name", WRONG)
def test_fails_when_code_is_wrong(messages: dict[str, list[str]], name: str) -> None:
    assert len(messages[name]) == 1
    assert WRONG[name][1] in messages[name][0]
