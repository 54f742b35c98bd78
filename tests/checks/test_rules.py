from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from inference_platform.checks import RULES, Declared, declared_from_yaml_data
from inference_platform.checks.rule import rule

_DATA = Path(__file__).parent / "data"


def _cases(files: str) -> list[dict[str, Any]]:
    return [case for file in sorted(_DATA.glob(files)) for case in yaml.safe_load(file.read_text(encoding="utf-8"))]


_BREAKS = _cases("breaks*.yaml")
_KEEPS = _cases("keeps*.yaml")


def _name(case: dict[str, Any]) -> str:
    return f"{case['rule']}: {case.get('why') or case.get('says', '')[:60]}"


def _apply(platform: Any, case: dict[str, Any]) -> None:
    if "add" in case:
        platform.objects.append(case["add"])
    for place, value in case.get("put", {}).items():
        name, _, path = place.partition(" ")
        platform.put(name, path, "x" * value["repeat"] if isinstance(value, dict) and "repeat" in value else value)
    for place in case.get("drop", []):
        name, _, path = place.partition(" ")
        platform.drop(name, path)
    more = declared_from_yaml_data(case.get("declared"), where="declared")
    own = platform.declared
    platform.declared = Declared(external=own.external + more.external, exceptions=more.exceptions, kinds=more.kinds)


def test_nothing_is_found_in_a_platform_that_works(platform: Any) -> None:
    assert [str(finding) for finding in platform.findings()] == []


@pytest.mark.parametrize("case", _BREAKS, ids=_name)
def test_fails_when_a_rule_is_broken(platform: Any, case: dict[str, Any]) -> None:
    _apply(platform, case)
    assert case["says"]
    assert f"{case['says']}\n" in platform.messages(case["rule"]) + "\n"


@pytest.mark.parametrize("case", _KEEPS, ids=_name)
def test_what_only_looks_wrong_passes(platform: Any, case: dict[str, Any]) -> None:
    _apply(platform, case)
    assert platform.messages(case["rule"]) == ""


def test_every_rule_is_shown_to_fire() -> None:
    assert {case["rule"] for case in _BREAKS} == set(RULES)


def test_a_rule_has_an_id_with_a_family_and_one_sentence() -> None:
    for each in RULES.values():
        assert each.id.count("/") == 1
        assert each.sentence.endswith("."), each.id


def test_fails_when_two_rules_have_one_id() -> None:
    with pytest.raises(ValueError, match=r"rule policy/image must be registered once, got it twice"):
        rule("policy/image")(lambda index: [])


def test_the_documentation_lists_every_rule() -> None:
    page = (Path(__file__).parents[2] / "docs" / "checks.md").read_text(encoding="utf-8")
    listed = [line for line in page.splitlines() if line.startswith("| `")]
    assert listed == [f"| `{id}` | {RULES[id].sentence.removesuffix('.')} |" for id in sorted(RULES)]


def test_the_order_of_the_manifests_does_not_matter(platform: Any, make: Callable[..., Any]) -> None:
    platform.drop("ServiceAccount.cache")
    platform.drop("NetworkPolicy.proxy")
    before = platform.findings()
    platform.objects.reverse()
    assert platform.findings() == before != []


def test_environments_are_checked_apart(platform: Any) -> None:
    from inference_platform.checks import Manifest, check

    manifests = [
        Manifest(environment=environment, chart="platform", data=each)
        for environment in ("staging", "prod")
        for each in platform.objects
    ]
    assert check(manifests, platform.declared) == []
