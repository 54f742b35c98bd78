"""The rules that the checks know by heart refuse nothing that the pinned CRDs allow."""

from __future__ import annotations

import os
import random
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from inference_platform.checks import RULES, Declared, Manifest, cel
from inference_platform.checks.index import Index
from inference_platform.checks.rule import Violation
from inference_platform_bindings.generate import sources
from inference_platform_bindings.schema import validate_manifest

ROOT = Path(__file__).parents[2]
MIRROR = Path(os.environ["MIRROR"])

MODULES = frozenset({"databases", "envoy_proxies", "gateways", "routes", "traffic"})
"""Where these rules are."""

STRICTER = {
    "database/instances": "not a rule of the CRD but of its scale",
    "gateway/attachment": "a policy for nothing",
    "gateway/tls": "Envoy Gateway says it in a status condition",
}
"""Rules of these that may refuse what CRDs allow, and why."""

CHANGED: Mapping[str, str] = {
    "BackendTrafficPolicy": "bandwidthLimit compression compressor faultInjection healthCheck httpUpgrade loadBalancer "
    "mergeType requestBuffer responseOverride targetSelectors",
    "ClientTrafficPolicy": "clientIPDetection connection headers",
    "Cluster": "bootstrap imageCatalogRef imageName postgresql",
    "EnvoyExtensionPolicy": "extProc lua wasm",
    "EnvoyProxy": "bootstrap dynamicModules filterOrder geoIP provider telemetry",
    "GRPCRoute": "rules",
    "HTTPRoute": "rules",
    "ObjectStore": "configuration instanceSidecarConfiguration",
    "Pooler": "pgbouncer",
    "SecurityPolicy": "apiKeyAuth authorization extAuth jwt oidc",
}
"""For each kind the fields of `spec` about which there are rules."""

TARGET = {"group": "gateway.networking.k8s.io", "kind": "Gateway", "name": "a"}

TEXTS = (
    "a", "/a", "/", "*", "10s", "10.0.0.1", "a:1", "Backend", "Gateway", "GET", "GRPC", "HTTP", "HTTPRoute", "Image",
    "ImageCatalog", "Inline", "Range", "ReplacePrefixMatch", "Service", "TCP", "ValueRef", "builtin", "icu",
    "gateway.envoyproxy.io", "gateway.networking.k8s.io", "postgresql.cnpg.io", "preferred", "--log-level=a", "",
)  # fmt: skip


def value_of(schema: Mapping[str, Any], chance: random.Random) -> Any:
    """Make up a value that the schema allows, or nearly."""
    kind = schema.get("type")
    if "enum" in schema:
        return chance.choice(schema["enum"])
    if kind == "object":
        return object_of(schema, chance)
    if kind == "array":
        count = max(schema.get("minItems", 0), chance.choice((0, 1, 1, 2)))
        return [value_of(schema["items"], chance) for _ in range(count)]
    if kind == "string":
        pattern = re.compile(schema.get("pattern", ""))
        allowed = [text for text in TEXTS if len(text) >= schema.get("minLength", 0) and pattern.search(text)]
        return chance.choice(allowed or ["a"])
    if kind == "boolean":
        return chance.random() < 0.5
    if "x-kubernetes-int-or-string" in schema:
        return chance.choice((1, "50%"))
    return chance.choice((0, 1, 2, 80, 200, 2**31)) if kind in ("integer", "number") else {}


def object_of(schema: Mapping[str, Any], chance: random.Random) -> dict[str, Any]:
    fields = schema.get("properties", {})
    # Few fields, so that one break does not hide behind another.
    share = chance.choice((0.1, 0.3, 0.5)) if len(fields) <= 8 else 3 / len(fields)
    made = {
        name: value_of(field, chance)
        for name, field in fields.items()
        if name in schema.get("required", ()) or chance.random() < share
    }
    return with_block_of_type(made, fields, chance) if "type" in made and chance.random() < 0.8 else made


def with_block_of_type(made: dict[str, Any], fields: Mapping[str, Any], chance: random.Random) -> dict[str, Any]:
    """Make the type and the blocks fit: `URLRewrite` and `urlRewrite`."""
    blocks = {kind.lower() for kind in fields["type"].get("enum", ())}
    kept = {name: value for name, value in made.items() if name.lower() not in blocks}
    chosen = [name for name in fields if name.lower() == str(made["type"]).lower()]
    return kept | {name: value_of(fields[name], chance) for name in chosen}


def specs(kind: str, schema: Mapping[str, Any], count: int) -> Iterator[dict[str, Any]]:
    for number in range(count):
        chance = random.Random(f"{kind} {number}")
        names = CHANGED[kind].split()
        chosen = {name for name in names if chance.random() < 0.15} | {chance.choice(names)}
        wanted = sorted(chosen | set(schema.get("required", ())))
        target = {"targetRefs": [TARGET]} if "targetRefs" in schema["properties"] else {}
        yield {name: value_of(schema["properties"][name], chance) for name in wanted} | target


def related(one: Violation, other: Violation) -> bool:
    return one.field.startswith(other.field) or other.field.startswith(one.field)


@pytest.fixture(scope="module")
def crds() -> cel.Crds:
    imports = [each for each in sources.read_imports(ROOT / "cdk8s.yaml") if each.module != "k8s"]
    contents = sources.fetch(imports, sources.read_lock(ROOT / "imports.lock"), sources.mirror([MIRROR]))
    return cel.Crds(contents.items())


def test_what_the_rules_refuse_is_refused_by_the_crds(crds: cel.Crds) -> None:
    rules = [each for each in RULES.values() if each.examine.__module__.rpartition(".")[2] in MODULES]
    fired: Counter[str] = Counter()
    wrong = []
    for (api_version, kind), root in crds.kinds().items():
        for spec in specs(kind, root.schema["properties"]["spec"], 400) if kind in CHANGED else ():
            data = {"apiVersion": api_version, "kind": kind, "metadata": {"name": "a", "namespace": "b"}, "spec": spec}
            index = Index([Manifest(environment="", chart="", data=data)], Declared(), crds)
            refused = list(cel.cel(index)) if not validate_manifest(data) else None
            for rule in rules if refused is not None else ():
                own = list(rule.examine(index))
                fired[rule.id] += len(own)
                wrong += [(rule.id, each) for each in own if not any(related(each, theirs) for theirs in refused or ())]
    assert [each for each in wrong if each[0] not in STRICTER] == []
    assert sum(count > 0 for count in fired.values()) > 20
