from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, Literal

import pytest

from inference_platform.errors import InvalidSettings, Problem, raise_if
from inference_platform.problems import problems_of
from inference_platform.refs import SecretKeyRef
from inference_platform.units import LabelKey, Memory, OneOf, Port


@dataclass(frozen=True, slots=True, kw_only=True)
class Inner:
    rpm: int | None = None
    memory: Memory = "1Gi"

    def rules(self) -> Iterator[Problem]:
        if self.rpm == 0:
            yield Problem(field="rpm", must_be="positive", got=0, do="leave it out for no limit")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outer:
    KIND: ClassVar[str] = "outer"

    port: Port = 80
    ratio: float = 1.0
    mode: Literal["a", "b"] = "a"
    word: Annotated[Literal["alpha", "beta"] | None, OneOf(("alpha", "beta"))] = None
    name: str = "x"
    names: tuple[str, ...] = ()
    flag: bool = False
    one: Inner | None = None
    many: tuple[Inner, ...] = ()
    pair: Annotated[tuple[str, int], OneOf((("a", 1), ("b", 2)))] = ("a", 1)
    labels: Mapping[LabelKey, str] | None = None
    free: Any = None
    key: SecretKeyRef | None = None
    either: Port | Memory = 1


def sentences(**settings: Any) -> list[str]:
    return [str(problem) for problem in problems_of(Outer(**settings))]


def test_right_settings_have_no_problems() -> None:
    full = Outer(ratio=2, one=Inner(rpm=1), many=(Inner(), Inner()), labels={"a/b": "c"}, free=object(), either="1Gi")
    assert problems_of(full) == []


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"port": "80"}, "port must be a whole number, got '80' (str); give a value of that type"),
        ({"port": True}, "port must be a whole number, got True (bool); give a value of that type"),
        ({"port": 0}, "port must be from 1 to 65535, got 0; give a number in that range"),
        ({"ratio": "1"}, "ratio must be a number, got '1' (str); give a value of that type"),
        ({"mode": "c"}, "mode must be one of 'a', 'b', got 'c' (str); choose one of them"),
        ({"word": "alhpa"}, "word must be one of 'alpha', 'beta' or none, got 'alhpa' (str); did you mean alpha?"),
        ({"flag": 1}, "flag must be true or false, got 1 (int); give a value of that type"),
        ({"one": {}}, "one must be Inner or none, got {} (dict); give a value of that type"),
        ({"many": (1,)}, "many must be a tuple of Inner, got (1,) (tuple); give a value of that type"),
        ({"names": ["a"]}, "names must be a tuple of a text, got ['a'] (list); write a tuple: round brackets, and"),
        ({"names": "a"}, "names must be a tuple of a text, got 'a' (str); write a tuple: round brackets, and a comma"),
        ({"names": 9**99}, f"names must be a tuple of a text, got {str(9**99)[:80]}... (int); give a value of that"),
        ({"pair": ("a",)}, "pair must be a tuple of a text, got ('a',) (tuple); give a value of that type"),
        ({"labels": {1: "x"}}, "labels must be a mapping of a text to a text or none, got"),
        ({"name": None}, "name must be a text, got None (NoneType)"),
        ({"one": Inner(memory="1GB")}, "one.memory must be a quantity of bytes such as 512Mi, got '1GB'"),
        ({"many": (Inner(), Inner(rpm=0))}, "many[1].rpm must be positive, got 0; leave it out for no limit"),
        ({"labels": {"a b": "x"}}, "labels[a b] must be a label key"),
        ({"free": (Inner(rpm=0),)}, "free[0].rpm must be positive, got 0"),
        ({"either": 70000}, "either must be from 1 to 65535, got 70000"),
        ({"pair": ("c", 3)}, "pair must be one of ('a', 1), ('b', 2), got ('c', 3); choose one of them"),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else "",
)
def test_fails_when_a_setting_is_wrong(settings: dict[str, Any], sentence: str) -> None:
    (found,) = sentences(**settings)
    assert found.startswith(sentence)


def test_reports_every_wrong_field_together() -> None:
    assert len(sentences(port=0, flag=1, one=Inner(memory="x"))) == 3


def test_rules_run_only_when_the_fields_are_right() -> None:
    assert [problem.field for problem in problems_of(Inner(rpm=0, memory="x"))] == ["memory"]


def test_a_text_in_place_of_a_secret_is_not_repeated() -> None:
    (found,) = sentences(key="hunter2")
    assert "hunter2" not in found
    assert "never write a secret into code" in found


def test_an_error_names_the_place_of_every_problem() -> None:
    with pytest.raises(InvalidSettings) as raised:
        raise_if("prod/proxy", problems_of(Outer(port=0, flag=1)))  # type: ignore[arg-type]
    assert str(raised.value).splitlines() == [
        "prod/proxy: port must be from 1 to 65535, got 0; give a number in that range",
        "prod/proxy: flag must be true or false, got 1 (int); give a value of that type",
    ]


def test_no_problems_raise_nothing() -> None:
    raise_if("prod/proxy", [])


def test_a_long_value_is_shortened() -> None:
    problem = Problem(field="x", must_be="short", got="y" * 500, do="shorten it")
    assert len(str(problem)) < 200
