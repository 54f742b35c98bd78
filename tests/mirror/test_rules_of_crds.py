"""The rules of the pinned CRDs can all be evaluated, and what is rendered keeps them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from inference_platform.checks import Declared, Finding, Manifest, check, read_tree
from inference_platform.checks.cel import Crds
from inference_platform.checks.cel.holding import expression_of
from inference_platform.checks.cel.program import Transition, compiled
from inference_platform.checks.cel.structure import Node, Rule
from inference_platform_bindings.generate import sources

ROOT = Path(__file__).parents[2]
MIRROR = Path(os.environ["MIRROR"])
ENVIRONMENTS = {manifests[0].environment: (manifests, declared) for manifests, declared in read_tree(ROOT / "dist")}


@pytest.fixture(scope="module")
def crds() -> Crds:
    imports = [each for each in sources.read_imports(ROOT / "cdk8s.yaml") if each.module != "k8s"]
    contents = sources.fetch(imports, sources.read_lock(ROOT / "imports.lock"), sources.mirror([MIRROR]))
    return Crds(contents.items())


def nodes(node: Node) -> Iterator[Node]:
    yield node
    below = [Node(schema) for schema in node.properties.values()]
    below += [Node(node.schema["items"])] if "items" in node.schema else []
    below += [node.values] if node.values else []
    for each in below:
        yield from nodes(each)


def verdict(rule: Rule, node: Node) -> str:
    try:
        expression_of(rule, node)
        if rule.message_expression:
            compiled(rule.message_expression)
    except Transition:
        return "for updates"
    return "evaluated"


def test_every_rule_of_the_pinned_crds_is_evaluated(crds: Crds) -> None:
    verdicts = {
        (rule.expression, verdict(rule, node))
        for root in crds.kinds().values()
        for node in nodes(root)
        for rule in node.rules
    }
    assert sum(said == "evaluated" for _, said in verdicts) > 250
    assert 0 < sum(said == "for updates" for _, said in verdicts) < 10


@pytest.mark.parametrize("name", sorted(ENVIRONMENTS))
def test_what_is_rendered_keeps_the_rules(crds: Crds, name: str) -> None:
    manifests, declared = ENVIRONMENTS[name]
    assert [str(finding) for finding in check(manifests, declared, crds=crds)] == []
    assert crds.not_evaluated == []


Change = Callable[[dict[str, Any]], None]


def broken(crds: Crds, kind: str, change: Change) -> list[Finding]:
    manifests, _ = ENVIRONMENTS["prod"]
    chosen = next(each for each in manifests if each.kind == kind)
    data: dict[str, Any] = deepcopy(dict(chosen.data))
    change(data["spec"])
    planted = Manifest(environment="prod", chart=chosen.chart, data=data)
    return [each for each in check([planted], Declared(), crds=crds) if each.rule == "schema/cel"]


def _both_images(spec: dict[str, Any]) -> None:
    spec |= {"imageName": "a/b:1", "imageCatalogRef": {"apiGroup": "postgresql.cnpg.io", "kind": "ImageCatalog"}}
    spec["imageCatalogRef"] |= {"name": "a", "major": 16}


def _no_slash(spec: dict[str, Any]) -> None:
    spec["rules"][0]["matches"] = [{"path": {"value": "v1"}}]


def _replicas(spec: dict[str, Any]) -> None:
    spec["provider"]["kubernetes"]["envoyHpa"] = {"minReplicas": 5, "maxReplicas": 2}


@pytest.mark.parametrize(
    ("kind", "change", "field", "given"),
    [
        ("Cluster", _both_images, "spec", "a map with "),
        ("HTTPRoute", _no_slash, "spec.rules[0].matches[0].path", "a map with value, type"),
        ("EnvoyProxy", _replicas, "spec.provider.kubernetes.envoyHpa", "a map with minReplicas, maxReplicas"),
    ],
)
def test_fails_when_a_rule_is_broken(crds: Crds, kind: str, change: Change, field: str, given: str) -> None:
    found = broken(crds, kind, change)
    assert {each.field for each in found} == {field}
    assert all(each.got.startswith(given) and each.expected.startswith("as its CRD demands (") for each in found)


def test_the_rules_apply_to_what_the_defaults_complete(crds: Crds) -> None:
    def change(spec: Mapping[str, Any]) -> None:
        # Without the default `kind: Service` there would be no demand for a port.
        spec["rules"][0]["backendRefs"] = [{"name": "a"}]

    assert "spec.rules[0].backendRefs[0]" in {each.field for each in broken(crds, "HTTPRoute", change)}
