from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from inference_platform.__main__ import main
from inference_platform.checks import Declared, Manifest, check
from inference_platform.checks.cel import Crds
from inference_platform.checks.cel.program import compiled, require_library
from inference_platform.errors import ConfigError

_WIDGET = {"apiVersion": "example.com/v1", "kind": "Widget", "metadata": {"name": "one"}}

Find = Callable[..., list[str]]


def _crd(spec: dict[str, Any], **version: Any) -> dict[str, Any]:
    schema = {"type": "object", "properties": {"spec": {"type": "object", **spec}, "status": {"type": "object"}}}
    return {
        "apiVersion": "apiextensions.k8s.io/v1",
        "kind": "CustomResourceDefinition",
        "metadata": {"name": "widgets.example.com"},
        "spec": {
            "group": "example.com",
            "names": {"kind": "Widget"},
            "versions": [{"name": "v1", "schema": {"openAPIV3Schema": schema}, **version}],
        },
    }


def _crds(crd: dict[str, Any]) -> Crds:
    return Crds([("widgets.yaml", json.dumps(crd).encode())])


def _findings(crds: Crds, manifest: dict[str, Any]) -> list[str]:
    found = check([Manifest(environment="prod", chart="", data=manifest)], Declared(), crds=crds)
    return [str(finding).removeprefix("prod/Widget.one: ") for finding in found if finding.rule == "schema/cel"]


def _find(schema: dict[str, Any], spec: Any) -> list[str]:
    return _findings(_crds(_crd(schema)), {**_WIDGET, "spec": spec})


def _rule(expression: str, **more: Any) -> dict[str, Any]:
    return {"x-kubernetes-validations": [{"rule": expression, **more}]}


_TEXT = {"type": "string"}
_WHOLE = {"type": "integer"}


def test_a_broken_rule_is_a_sentence_with_its_message() -> None:
    schema = {"properties": {"a": _TEXT, "b": _TEXT}} | _rule("!(has(self.a) && has(self.b))", message="a or b")
    assert _find(schema, {"a": "x", "b": "y"}) == [
        "spec must be as its CRD demands (a or b), got a map with a, b; make this true: !(has(self.a) && has(self.b))"
    ]
    assert _find(schema, {"a": "x"}) == []


def test_a_rule_without_message_is_named_by_itself() -> None:
    (found,) = _find({"properties": {"a": _WHOLE | _rule("self\n  > 0")}}, {"a": 0})
    assert found == "spec.a must be as its CRD demands (its rule), got 0; make this true: self > 0"


def test_rules_inside_lists_and_maps_see_their_own_value() -> None:
    item = {"type": "object", "properties": {"port": _WHOLE | _rule("self > 0", message="positive")}}
    values = {"type": "object", "additionalProperties": _TEXT | _rule("self != ''", message="some text")}
    schema = {"properties": {"items": {"type": "array", "items": item}, "labels": values}}
    assert [each.partition(",")[0] for each in _find(schema, {"items": [{"port": 1}, {"port": -1}], "labels": {}})] == [
        "spec.items[1].port must be as its CRD demands (positive)"
    ]
    assert [each.partition(",")[0] for each in _find(schema, {"labels": {"ok": "x", "a/b": ""}})] == [
        'spec.labels["a/b"] must be as its CRD demands (some text)'
    ]


def test_rules_of_lists_and_maps_see_all_of_them() -> None:
    schema = {
        "properties": {
            "names": {"type": "array", "items": _TEXT} | _rule("size(self) > 1"),
            "labels": {"type": "object", "additionalProperties": _TEXT} | _rule("self.all(k, k.startsWith('a-'))"),
        }
    }
    assert len(_find(schema, {"names": ["x"], "labels": {"b": ""}})) == 2
    assert _find(schema, {"names": ["x", "y"], "labels": {"a-1": ""}}) == []


def test_rules_of_parts_of_a_schema_apply() -> None:
    assert len(_find({"allOf": [_rule("false")]}, {})) == 1


def test_defaults_are_applied_before() -> None:
    inner = {"type": "object", "properties": {"mode": _TEXT | {"default": "on"}}, "default": {}}
    schema = {"properties": {"inner": inner, "list": {"type": "array", "items": inner}}} | _rule(
        "self.inner.mode == 'on' && self.list.all(each, each.mode == 'on')"
    )
    assert _find(schema, {"list": [{}]}) == []
    assert len(_find(schema, {"inner": {"mode": "off"}, "list": []})) == 1


def test_null_is_nothing_unless_it_is_allowed() -> None:
    fields = {"a": _TEXT | {"default": "x"}, "b": _TEXT, "c": _TEXT | {"nullable": True} | _rule("self != ''")}
    schema = {"properties": fields} | _rule("self.a == 'x' && !has(self.b) && self.c == null")
    assert _find(schema, {"a": None, "b": None, "c": None}) == []


def test_null_may_stand_in_a_field_of_any_type() -> None:
    anything = {"x-kubernetes-preserve-unknown-fields": True}
    schema = {"properties": {"a": anything}, "required": ["a"]} | _rule("has(self.a)")
    assert _find(schema, {"a": None}) == []


def test_a_message_may_be_an_expression() -> None:
    schema = {"properties": {"a": _WHOLE | _rule("self > 0", messageExpression="'not ' + string(self)")}}
    assert "(not -1)" in _find(schema, {"a": -1})[0]


@pytest.mark.parametrize("expression", ["self.missing", "'  '", "nonsense(", "1"])
def test_the_message_stands_in_for_an_expression_without_text(expression: str) -> None:
    rule = _rule("self > 0", message="positive", messageExpression=expression)
    assert "(positive)" in _find({"properties": {"a": _WHOLE | rule}}, {"a": -1})[0]


def test_the_path_is_the_one_that_the_rule_names() -> None:
    rule = _rule("!has(self.a)", fieldPath=".a", message="no a")
    assert _find({"properties": {"a": _TEXT}} | rule, {"a": "x"})[0].startswith("spec.a must be")


def test_rules_for_updates_do_not_apply() -> None:
    rules = _rule("self == oldSelf")["x-kubernetes-validations"] + _rule("oldSelf.b == 1")["x-kubernetes-validations"]
    assert _find({"properties": {"a": _TEXT | {"x-kubernetes-validations": rules}}}, {"a": "x"}) == []


def test_rules_that_may_do_without_the_old_object_apply() -> None:
    rule = _rule("oldSelf.hasValue() || self != 'oldSelf'", optionalOldSelf=True)
    schema = {"properties": {"a": _TEXT | rule}}
    assert _find(schema, {"a": "x"}) == []
    assert len(_find(schema, {"a": "oldSelf"})) == 1


def test_an_expression_that_fails_is_a_violation() -> None:
    (found,) = _find({"properties": {"a": _TEXT}} | _rule("self.a == 'x'", message="x"), {})
    assert found == (
        "spec must be as its CRD demands (x), got a map with 0 entries, for which there is no answer "
        "(Key not found in map : \"a\"); make this true: self.a == 'x'"
    )


def test_reserved_and_unusual_names_have_other_ones_in_rules() -> None:
    fields = {"namespace": _TEXT, "a-b.c/d__e": _TEXT, "1": _TEXT}
    schema = {"properties": fields} | _rule(
        "self.__namespace__ == 'x' && self.a__dash__b__dot__c__slash__d__underscores__e == 'y'"
    )
    assert _find(schema, {"namespace": "x", "a-b.c/d__e": "y", "1": "z"}) == []


def test_keys_of_maps_keep_their_names() -> None:
    schema = {"additionalProperties": _TEXT} | _rule("self['namespace'] == 'x'")
    assert _find(schema, {"namespace": "x"}) == []


def test_what_the_schema_does_not_know_is_no_matter_of_rules() -> None:
    assert _find({"properties": {"a": _TEXT}} | _rule("!has(self.b)"), {"b": "x"}) == []
    free = {"x-kubernetes-preserve-unknown-fields": True} | _rule("self.b.c == 'x'")
    assert _find(free, {"b": {"c": "x"}}) == []


@pytest.mark.parametrize(
    ("schema", "value", "rule"),
    [
        ({"type": "number"}, 1, "self == 1.0 && type(self) == double"),
        ({"type": "integer"}, 2.0, "self == 2"),
        ({"type": "boolean"}, True, "self"),
        ({"type": "string", "format": "byte"}, "YWI=", "self == b'ab'"),
        ({"x-kubernetes-int-or-string": True}, "50%", "self == '50%'"),
        ({"x-kubernetes-int-or-string": True}, 5, "self == 5"),
        (_TEXT, "10.0.0.1", "isIP(self)"),
        (_TEXT, "::ffff:10.0.0.1", "!isIP(self)"),
        (_TEXT, "fe80::1%eth0", "!isIP(self)"),
        (_TEXT, "10.0.0", "!isIP(self) && !isCIDR(self)"),
        (_TEXT, "10.0.0.0/8", "isCIDR(self)"),
        (_TEXT, "10.0.0.0/33", "!isCIDR(self)"),
        (_TEXT, "10.0.0.0/08", "!isCIDR(self)"),
        (_TEXT, "a,b", "self.split(',')[1].upperAscii() == 'B'"),
        (_TEXT, "abc", "self.matches('^a.c$') && self.substring(1) == 'bc'"),
        (_TEXT, "90s", "duration(self) > duration('1m')"),
    ],
)
def test_values_have_the_types_of_the_api_server(schema: dict[str, Any], value: Any, rule: str) -> None:
    assert _find({"properties": {"a": schema | _rule(rule)}}, {"a": value}) == []
    assert len(_find({"properties": {"a": schema | _rule(f"!({rule})")}}, {"a": value})) == 1


@pytest.mark.parametrize(
    ("schema", "value", "expected"),
    [
        (_TEXT, 7, "spec.a must be a text, got 7"),
        (_WHOLE, "7", 'spec.a must be a whole number, got "7"'),
        (_WHOLE, True, "spec.a must be a whole number, got true"),
        (_WHOLE, 2**63, "spec.a must be a whole number, got 9223372036854775808"),
        ({"type": "array", "items": _TEXT}, "x", 'spec.a must be a list, got "x"'),
        ({"type": "array", "items": _TEXT}, ["x", 1], "spec.a[1] must be a text, got 1"),
        ({"type": "string", "format": "byte"}, "a", 'spec.a must be text in base64, got "a"'),
        ({"type": "object", "required": ["b"]}, {}, "spec.a.b must be given, got nothing"),
        ({"x-kubernetes-int-or-string": True}, True, "spec.a must be a whole number or a text, got true"),
    ],
)
def test_fails_when_a_value_has_a_type_for_which_no_rule_was_written(
    schema: dict[str, Any], value: Any, expected: str
) -> None:
    assert _find({"properties": {"a": schema}} | _rule("false"), {"a": value}) == [
        f"{expected}; correct it; no rule can be evaluated before"
    ]


def test_what_the_schemas_rule_says_is_not_said_twice() -> None:
    crd = _crd({"properties": {"hostnames": {"type": "array"}}} | _rule("false"))
    crd["spec"] |= {"group": "gateway.networking.k8s.io", "names": {"kind": "HTTPRoute"}}
    route = {"apiVersion": "gateway.networking.k8s.io/v1", "kind": "HTTPRoute", "metadata": {"name": "one"}}
    assert _findings(_crds(crd), {**route, "spec": {"hostnames": "x"}}) == []


def test_every_object_has_a_name_and_a_kind_for_its_rules() -> None:
    crd = _crd({})
    version = crd["spec"]["versions"][0]["schema"]["openAPIV3Schema"]
    version["x-kubernetes-validations"] = [{"rule": "self.metadata.name == 'one' && self.kind == 'Widget'"}]
    assert _findings(_crds(crd), _WIDGET) == []


def test_an_object_inside_another_has_them_too() -> None:
    inner = {"type": "object", "x-kubernetes-embedded-resource": True} | _rule("self.metadata.name == 'one'")
    assert _find({"properties": {"inner": inner}}, {"inner": _WIDGET}) == []


@pytest.mark.parametrize(("subresources", "count"), [({"status": {}}, 0), ({}, 1)])
def test_a_status_that_the_server_ignores_has_no_rules(subresources: dict[str, Any], count: int) -> None:
    crd = _crd({}, subresources=subresources)
    crd["spec"]["versions"][0]["schema"]["openAPIV3Schema"]["properties"]["status"] |= _rule("false")
    assert len(_findings(_crds(crd), {**_WIDGET, "status": {"a": "x"}})) == count


def test_only_objects_of_the_kind_and_version_are_held_against_the_rules() -> None:
    crds = _crds(_crd(_rule("false")))
    assert len(_findings(crds, {**_WIDGET, "spec": {}})) == 1
    for other in ({"apiVersion": "example.com/v2"}, {"kind": "Wid"}, {"apiVersion": "other.com/v1"}):
        assert _findings(crds, {**_WIDGET, "spec": {}, **other}) == []


def test_all_kinds_with_rules_can_be_listed() -> None:
    assert list(_crds(_crd(_rule("true"))).kinds()) == [("example.com/v1", "Widget")]


@pytest.mark.parametrize(
    ("schema", "reason"),
    [
        (_TEXT | _rule("quantity(self) > 1"), "undeclared reference to 'quantity'"),
        (_TEXT | {"format": "date-time"} | _rule("self > timestamp('2020-01-01T00:00:00Z')"), "self is a time"),
    ],
)
def test_a_rule_that_cannot_be_evaluated_is_named(schema: dict[str, Any], reason: str) -> None:
    crds = _crds(_crd({"properties": {"a": schema}}))
    assert _findings(crds, {**_WIDGET, "spec": {"a": "x"}}) == []
    (sentence,) = crds.not_evaluated
    rule = schema["x-kubernetes-validations"][0]["rule"]
    assert sentence == f"example.com/v1 Widget: rule {rule} is not evaluated: {reason}"


def test_times_below_are_known_by_their_names() -> None:
    fields = {"until": _TEXT | {"format": "date"}, "lists": {"type": "array", "items": _TEXT | {"format": "duration"}}}
    crds = _crds(_crd({"properties": fields} | _rule("size(self.lists) > 0")))
    assert _findings(crds, {**_WIDGET, "spec": {"lists": ["1s"]}}) == []
    assert crds.not_evaluated != []


def _write(folder: Path, manifests: dict[str, Any]) -> Path:
    for name, manifest in manifests.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(manifest if isinstance(manifest, str) else yaml.safe_dump(manifest))
    return folder


@pytest.fixture
def output(tmp_path: Path) -> str:
    declared = {"kinds": ["example.com/Widget"]}
    return str(_write(tmp_path / "prod", {"declared.yaml": declared, "a/one.yaml": {**_WIDGET, "spec": {"a": "x"}}}))


def test_the_command_evaluates_the_rules_of_a_folder(
    output: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    crd = _crd(_rule("!has(self.a)", message="no a"))
    crds = _write(tmp_path / "crds", {"x/crd.yaml": f"# first\n---\n{yaml.safe_dump(crd)}", "x/notes.txt": "no: [YAML"})
    assert main(["check", output, "--crds", str(crds)]) == 1
    assert "a/Widget.one: spec must be as its CRD demands (no a)" in capsys.readouterr().out
    assert main(["check", output]) == 0


def test_crds_may_come_from_several_files_and_in_a_list(output: str, tmp_path: Path) -> None:
    items = {"apiVersion": "v1", "kind": "List", "items": [_crd(_rule("false"))]}
    files = _write(tmp_path / "crds", {"list.json": json.dumps(items), "other": yaml.safe_dump(_crd({}))})
    assert main(["check", output, "--crds", str(files / "other")]) == 0
    assert main(["check", output, "--crds", str(files / "other"), "--crds", str(files / "list.json")]) == 1


def test_the_command_names_rules_that_it_cannot_evaluate(
    output: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    crds = _write(tmp_path / "crds", {"crd.yaml": _crd(_rule("unknown(self)"))})
    assert main(["check", output, "--crds", str(crds)]) == 0
    assert "Widget: rule unknown(self) is not evaluated: undeclared reference" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("files", "sentence"),
    [
        ({}, "crds: CRDs must be in a file or folder, got none; give a path that exists"),
        (
            {"a.yaml": _WIDGET},
            "crds: path must hold CustomResourceDefinitions, got none; give the files of the CRDs",
        ),
        (
            {"a.yaml": yaml.safe_dump(_crd(_rule("true"))) + "x: ["},
            "a.yaml: content must be YAML, got did not find expected node content; correct the file",
        ),
    ],
)
def test_fails_when_there_are_no_crds(
    output: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], files: dict[str, Any], sentence: str
) -> None:
    _write(tmp_path / "crds", files)
    assert main(["check", output, "--crds", str(tmp_path / "crds")]) == 2
    assert sentence in capsys.readouterr().err


def test_fails_when_the_library_is_not_installed(
    output: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from inference_platform.checks.cel import program

    monkeypatch.setitem(sys.modules, "cel_expr_python", None)
    program._environment.cache_clear()
    assert main(["check", output, "--crds", output]) == 2
    assert capsys.readouterr().err == (
        "the package cel-expr-python must be installed to evaluate the rules of CRDs, got none; "
        "run pip install 'cdk8s-inference-platform[cel]'\n"
    )
    with pytest.raises(ConfigError):
        require_library()


def test_the_library_is_not_imported_without_crds(output: str) -> None:
    program = (
        "import sys; from inference_platform.__main__ import main; main(['check', sys.argv[1]]); "
        "print('cel_expr_python' in sys.modules)"
    )
    environment = {"PYTHONPATH": ":".join(sys.path)}
    result = subprocess.run([sys.executable, "-c", program, output], capture_output=True, text=True, env=environment)
    assert result.stdout.splitlines()[-1] == "False"


def test_an_expression_is_compiled_once() -> None:
    assert compiled("self == 1") is compiled("self == 1")
