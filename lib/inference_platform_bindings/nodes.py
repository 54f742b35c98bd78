"""The walker: one small class for each shape a schema can have, each checking exactly what the API server does.

A node's `check` appends a sentence for every violation it finds below a path and returns nothing. Paths are linked
tuples, written out only when something is wrong, so that the usual case costs no string.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

from inference_platform_bindings import formats
from inference_platform_bindings.messages import Path, choices, instead, shown, violation
from inference_platform_bindings.pattern import matcher

Errors = list[str]
Schema = Mapping[str, Any]


class Compiler(Protocol):
    """Turns the schema of a field into its node."""

    @property
    def core(self) -> bool:
        """Whether the schemas are those of the core kinds."""

    def compile(self, schema: str | Schema) -> Node:
        """Return the node of a schema; equal names give the same node."""


class Node:
    """The base of all shapes.

    Attributes:
        fast: A value of exactly this class needs no further check.
    """

    __slots__ = ("fast",)

    expected = "plain data"

    def __init__(self) -> None:
        self.fast: type | None = None

    def check(self, value: Any, path: Path | None, errors: Errors) -> None:
        """Append a sentence to `errors` for everything that is wrong at or below `path`."""


class Anything(Node):
    """A value without a schema; it still has to be what JSON can express."""

    __slots__ = ()

    def __init__(self) -> None:
        super().__init__()
        self.fast = str

    def check(self, value: Any, path: Path | None, errors: Errors) -> None:
        """Check that the value is made of maps, lists, texts, numbers, booleans and nulls."""
        if value is None or isinstance(value, (str, int)):
            return
        if isinstance(value, Mapping):
            for key, item in value.items():
                check_key(key, path, errors)
                self.check(item, (path, key), errors)
        elif isinstance(value, (list, tuple)):
            for index, item in enumerate(value):
                self.check(item, (path, index), errors)
        elif not isinstance(value, float) or not math.isfinite(value):
            errors.append(violation(path, self.expected, shown(value), "give maps, lists, texts or finite numbers"))


def check_key(key: Any, path: Path | None, errors: Errors) -> None:
    """Check that the key of a map is a text."""
    if not isinstance(key, str):
        errors.append(violation((path, str(key)), "a string as a key", shown(key), "put it in quotes"))


class Scalar(Node):
    """A value that is one of a few constants or has a type; the base of strings, numbers and booleans."""

    __slots__ = ("enum", "nullable", "secret")

    def __init__(self, schema: Schema) -> None:
        super().__init__()
        self.enum: Sequence[Any] | None = schema.get("enum")
        self.nullable = bool(schema.get("nullable"))
        self.secret = bool(schema.get("secret"))

    def shown(self, value: Any) -> str:
        """Describe a value for a message, unless it may be a secret."""
        return "a value that is not shown" if self.secret and value is not None else shown(value)

    def wrong_type(self, value: Any, path: Path | None, errors: Errors) -> None:
        """Report a value of another type, unless null is allowed."""
        if value is None and self.nullable:
            return
        if value is None:
            advice = "leave the field out"
        else:
            quotes = self.expected == String.expected and isinstance(value, (bool, int, float))
            advice = "put it in quotes" if quotes else f"give {self.expected}"
        errors.append(violation(path, self.expected, self.shown(value), advice))

    def not_listed(self, value: Any, path: Path | None, errors: Errors) -> None:
        """Report a value that is not one of the constants."""
        enum = self.enum or ()
        allowed = choices(enum) if len(enum) == 1 else f"one of {choices(enum)}"
        advice = instead(value, enum) if isinstance(value, str) else "use one of them"
        errors.append(violation(path, allowed, self.shown(value), advice))


class Boolean(Scalar):
    """True or false."""

    __slots__ = ()

    expected = "true or false"

    def __init__(self, schema: Schema) -> None:
        super().__init__(schema)
        self.fast = None if self.enum else bool

    def check(self, value: Any, path: Path | None, errors: Errors) -> None:
        """Check the type and the constants."""
        if not isinstance(value, bool):
            self.wrong_type(value, path, errors)
        elif self.enum and value not in self.enum:
            self.not_listed(value, path, errors)


class Number(Scalar):
    """An integer or a float, within its range."""

    __slots__ = ("exclusive_maximum", "exclusive_minimum", "maximum", "minimum", "multiple_of")

    expected = "a number"

    def __init__(self, schema: Schema) -> None:
        super().__init__(schema)
        self.minimum = schema.get("minimum")
        self.maximum = schema.get("maximum")
        self.exclusive_minimum = bool(schema.get("exclusiveMinimum"))
        self.exclusive_maximum = bool(schema.get("exclusiveMaximum"))
        self.multiple_of = schema.get("multipleOf")

    def check(self, value: Any, path: Path | None, errors: Errors) -> None:
        """Check the type, the range and the constants."""
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
            self.wrong_type(value, path, errors)
        else:
            self.check_value(value, path, errors)

    def check_value(self, value: float, path: Path | None, errors: Errors) -> None:
        """Check a number whose type is right."""
        low, high = self.minimum, self.maximum
        if low is not None and (value <= low if self.exclusive_minimum else value < low):
            self._out_of_range(value, path, errors, "greater than" if self.exclusive_minimum else "at least", low)
        if high is not None and (value >= high if self.exclusive_maximum else value > high):
            self._out_of_range(value, path, errors, "less than" if self.exclusive_maximum else "at most", high)
        if self.multiple_of and not math.isclose(math.remainder(value, self.multiple_of), 0, abs_tol=1e-9):
            errors.append(violation(path, f"a multiple of {self.multiple_of}", shown(value), "round it"))
        if self.enum and value not in self.enum:
            self.not_listed(value, path, errors)

    def _out_of_range(self, value: float, path: Path | None, errors: Errors, words: str, bound: float) -> None:
        if self.minimum is not None and self.maximum is not None:
            advice = f"use {self.noun} from {self.minimum} to {self.maximum}"
        else:
            advice = f"use {'a larger' if words in ('greater than', 'at least') else 'a smaller'} {self.noun[2:]}"
        errors.append(violation(path, f"{words} {bound}", self.shown(value), advice))

    @property
    def noun(self) -> str:
        """What to call a value in an advice: 'a port' where the range is that of a port."""
        return "a port" if self.maximum == 65535 else "a number"


class Integer(Number):
    """A whole number that fits its format (int64 when it has none)."""

    __slots__ = ("bits", "whole_floats")

    expected = "an integer"

    def __init__(self, schema: Schema, *, whole_floats: bool) -> None:
        super().__init__(schema)
        # A custom resource may say 1.0 for an integer; the core kinds' Go decoder refuses it.
        self.whole_floats = whole_floats
        self.bits = 31 if schema.get("format") == "int32" else 63

    def check(self, value: Any, path: Path | None, errors: Errors) -> None:
        """Check the type, the format, the range and the constants."""
        if value.__class__ is not int:
            if isinstance(value, float) and self.whole_floats and value.is_integer():
                value = int(value)
            elif isinstance(value, bool) or not isinstance(value, int):
                self.wrong_type(value, path, errors)
                return
        if not -(1 << self.bits) <= value < 1 << self.bits:
            errors.append(violation(path, f"an int{self.bits + 1}", self.shown(value), "use a number that fits"))
        else:
            self.check_value(value, path, errors)


class String(Scalar):
    """A text with a length, patterns, a format and constants."""

    __slots__ = ("_matchers", "blank", "format", "max_length", "min_length", "patterns")

    expected = "a string"

    def __init__(self, schema: Schema, *, blank: bool) -> None:
        super().__init__(schema)
        self.min_length: int | None = schema.get("minLength")
        self.max_length: int | None = schema.get("maxLength")
        pattern = schema.get("pattern", ())
        self.patterns: Sequence[str] = (pattern,) if isinstance(pattern, str) else pattern
        self._matchers: Sequence[Callable[[str], object] | None] | None = None
        self.format = formats.CHECKS.get(schema.get("format", ""))
        # For the core kinds an empty string means that the field is absent, unless a rule asks for a text.
        self.blank = blank and not self.min_length
        if self.enum is None and not self.patterns and self.format is None and not self.min_length:
            self.fast = str if self.max_length is None else None

    def check(self, value: Any, path: Path | None, errors: Errors) -> None:
        """Check the type, then every rule about the text."""
        if not isinstance(value, str):
            self.wrong_type(value, path, errors)
        elif value or not self.blank:
            self.check_text(value, path, errors)

    def check_text(self, text: str, path: Path | None, errors: Errors) -> None:
        """Check a value that is a text."""
        if self.enum is not None and text not in self.enum:
            self.not_listed(text, path, errors)
            return
        length = len(text)
        if self.min_length is not None and length < self.min_length:
            some = f"at least {self.min_length} characters long"
            allowed = "a text that is not empty" if self.min_length == 1 else some
            errors.append(violation(path, allowed, self.shown(text), "give a longer text"))
            return
        if self.max_length is not None and length > self.max_length:
            allowed = f"at most {self.max_length} characters long"
            errors.append(violation(path, allowed, f"{length} characters", "shorten it"))
        elif self.patterns:
            self._check_patterns(text, path, errors)
        if self.format is not None and not self.format.accepts(text):
            errors.append(violation(path, self.format.allowed, self.shown(text), self.format.advice))

    def _check_patterns(self, text: str, path: Path | None, errors: Errors) -> None:
        if self._matchers is None:
            self._matchers = [matcher(pattern) for pattern in self.patterns]
        for pattern, search in zip(self.patterns, self._matchers, strict=True):
            if search is not None and not search(text):
                meaning = formats.PATTERN_NAMES.get(pattern)
                allowed = meaning or f"a text that matches {pattern}"
                advice = "write it in that form" if meaning else "change it so that it does"
                errors.append(violation(path, allowed, self.shown(text), advice))


class IntOrString(String):
    """An integer within a range, or a text that follows the rules for texts."""

    __slots__ = ("floats", "number")

    def __init__(self, schema: Schema, *, blank: bool, floats: bool, bits: int | None = None) -> None:
        super().__init__(schema, blank=blank)
        self.floats = floats
        limits = {word: schema[word] for word in ("maximum", "minimum") if word in schema}
        # CRDs take a number of any size, Kubernetes' own IntOrString one of 32 bits.
        self.number = Integer({**limits, "format": f"int{bits}"}, whole_floats=True) if bits else Number(limits)
        self.fast = None if limits or bits else int

    @property
    def expected(self) -> str:  # type: ignore[override]
        """The type in words."""
        return "a number or a string" if self.floats else "an integer or a string"

    def check(self, value: Any, path: Path | None, errors: Errors) -> None:
        """Check the type, and the text if it is one."""
        if isinstance(value, str):
            super().check(value, path, errors)
        elif not self._is_number(value):
            self.wrong_type(value, path, errors)
        else:
            self.number.check(value, path, errors)

    def _is_number(self, value: Any) -> bool:
        if isinstance(value, float):
            return math.isfinite(value) and (self.floats or value.is_integer())
        return isinstance(value, int) and not isinstance(value, bool)
