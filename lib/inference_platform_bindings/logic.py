"""`oneOf`, `anyOf`, `allOf` and `not`: plain JSON schema, for the few places where CRDs use them.

Structural schemas allow only value rules below these words, never types of fields, so a rule says nothing about a
value of another type.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any

from inference_platform_bindings.formats import CHECKS
from inference_platform_bindings.pattern import matcher

Rule = Mapping[str, Any]


def satisfies(rule: Rule, value: Any) -> bool:
    """Return whether a value follows every word of a rule."""
    return all(_WORDS[word](argument, value, rule) for word, argument in rule.items() if word in _WORDS)


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _type(name: str, value: Any, rule: Rule) -> bool:
    if name == "integer":
        return _is_number(value) and float(value).is_integer()
    if name == "number":
        return _is_number(value)
    classes: dict[str, Any] = {"string": str, "boolean": bool, "object": Mapping, "array": (list, tuple)}
    return isinstance(value, classes[name])


def _same(left: Any, right: Any) -> bool:
    return left == right and isinstance(left, bool) == isinstance(right, bool)


def _number(test: Callable[[Any, Any, Rule], bool]) -> Callable[[Any, Any, Rule], bool]:
    return lambda bound, value, rule: not _is_number(value) or test(bound, value, rule)


def _of(kind: Any, test: Callable[[Any, Any], object]) -> Callable[[Any, Any, Rule], bool]:
    return lambda argument, value, rule: not isinstance(value, kind) or bool(test(argument, value))


def _pattern(pattern: str, text: str) -> bool:
    search = matcher(pattern)
    return search is None or bool(search(text))


def _list_items(rule: Rule, value: Any) -> bool:
    return all(satisfies(rule, item) for item in value)


_LIST = (list, tuple)
_WORDS: dict[str, Callable[[Any, Any, Rule], bool]] = {
    "type": _type,
    "enum": lambda values, value, rule: any(_same(value, candidate) for candidate in values),
    "format": _of(str, lambda name, text: name not in CHECKS or CHECKS[name].accepts(text)),
    "pattern": _of(str, _pattern),
    "minLength": _of(str, lambda bound, text: len(text) >= bound),
    "maxLength": _of(str, lambda bound, text: len(text) <= bound),
    "minimum": _number(lambda low, value, rule: value > low if rule.get("exclusiveMinimum") else value >= low),
    "maximum": _number(lambda high, value, rule: value < high if rule.get("exclusiveMaximum") else value <= high),
    "multipleOf": _number(lambda step, value, rule: math.isclose(math.remainder(value, step), 0, abs_tol=1e-9)),
    "required": _of(Mapping, lambda names, value: all(name in value for name in names)),
    "properties": _of(
        Mapping, lambda rules, value: all(satisfies(rules[name], value[name]) for name in rules if name in value)
    ),
    "additionalProperties": _of(Mapping, lambda rule, value: _list_items(rule, value.values())),
    "minProperties": _of(Mapping, lambda bound, value: len(value) >= bound),
    "maxProperties": _of(Mapping, lambda bound, value: len(value) <= bound),
    "items": _of(_LIST, _list_items),
    "minItems": _of(_LIST, lambda bound, value: len(value) >= bound),
    "maxItems": _of(_LIST, lambda bound, value: len(value) <= bound),
    "not": lambda inner, value, rule: not satisfies(inner, value),
    "allOf": lambda inner, value, rule: all(satisfies(each, value) for each in inner),
    "anyOf": lambda inner, value, rule: any(satisfies(each, value) for each in inner),
    "oneOf": lambda inner, value, rule: sum(satisfies(each, value) for each in inner) == 1,
}
