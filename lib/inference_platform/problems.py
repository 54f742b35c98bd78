"""Finds everything that is wrong with a dataclass of settings, before anything is built from it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from difflib import get_close_matches
from functools import cache
from types import NoneType, UnionType
from typing import (
    Annotated,
    Any,
    Literal,
    Protocol,
    Union,
    cast,
    get_args,
    get_origin,
    get_type_hints,
    runtime_checkable,
)

from inference_platform.errors import Problem
from inference_platform.units import Constraint

__all__ = ["HasRules", "problems_of"]

_LONGEST_REPR = 80
"""Characters of a value of a wrong type that a message repeats."""

_NO_LITERAL = "never write a secret into code or YAML; name the Secret that holds it"


@runtime_checkable
class HasRules(Protocol):
    """Settings with rules between their fields."""

    def rules(self) -> Iterator[Problem]:
        """Every broken rule; called only when each field alone is right."""


def problems_of(settings: object) -> list[Problem]:
    """Everything that is wrong with `settings`, a dataclass instance.

    Checks the type of each field at run time, the constraints in its `Annotated` metadata, the same for every
    nested dataclass, and last the rules between fields (method `rules`) of each dataclass whose fields are right.

    Returns:
        The problems in the order of the fields; empty when there is none.
    """
    kind: Any = type(settings)
    found = [problem for name, hint in _hints(kind) for problem in _field(settings, name, hint)]
    if not found and _has_rules(kind):
        found.extend(cast(HasRules, settings).rules())
    return found


@cache
def _hints(kind: Any) -> tuple[tuple[str, Any], ...]:
    hints = get_type_hints(kind, include_extras=True)
    return tuple((field.name, hints[field.name]) for field in fields(kind))


def _field(settings: object, name: str, hint: Any) -> Iterator[Problem]:
    value = getattr(settings, name)
    if isinstance(value, str) and _holds_secret(hint):
        yield Problem(field=name, must_be=_words(hint), got="a text", do=_NO_LITERAL)
        return
    if not _has_type(value, hint):
        yield Problem(field=name, must_be=_words(hint), got=_with_type(value), do=_instead(value, hint))
        return
    yield from _value(value, hint, name)


def _holds_secret(hint: Any) -> bool:
    """Whether a text given here is most likely the secret itself, which no message may repeat."""
    return str not in _members(hint) and any(getattr(member, "STANDS_FOR_SECRET", False) for member in _members(hint))


def _has_type(value: object, hint: Any) -> bool:
    """Whether a value has a type at run time, for the types that settings use. A bool is no number."""
    origin, arguments = get_origin(hint), get_args(hint)
    if hint in (Any, object):
        return True
    if origin is Annotated:
        return _has_type(value, arguments[0])
    if origin in (Union, UnionType):
        return any(_has_type(value, option) for option in arguments)
    if origin is Literal:
        return any(value == option and type(value) is type(option) for option in arguments)
    if origin is not None:
        return isinstance(value, origin) and not isinstance(value, str) and _holds(value, origin, arguments)
    if hint in (int, float):
        return isinstance(value, (int, hint)) and not isinstance(value, bool)
    return isinstance(value, NoneType if hint is None else hint)


def _holds(value: Any, origin: type, arguments: tuple[Any, ...]) -> bool:
    """Whether every item of a container has its type."""
    if issubclass(origin, Mapping):
        keys, values = arguments
        return all(_has_type(key, keys) and _has_type(item, values) for key, item in value.items())
    if origin is tuple and Ellipsis not in arguments:
        return len(value) == len(arguments) and all(map(_has_type, value, arguments))
    return all(_has_type(item, arguments[0]) for item in value)


def _value(value: object, hint: Any, path: str) -> Iterator[Problem]:
    """Constraints of the value itself and, through containers, of what it holds."""
    if value is None:
        return
    for constraint in _constraints(value, hint):
        if not constraint.accepts(value):
            yield Problem(field=path, must_be=constraint.allowed, got=_quoted(value), do=constraint.do)
    if is_dataclass(value) and not isinstance(value, type):
        yield from (problem.under(path) for problem in problems_of(value))
    elif isinstance(value, tuple | list):
        for index, item in enumerate(value):
            yield from _value(item, _item_hint(hint, index), f"{path}[{index}]")
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from _value(key, _mapping_hints(hint)[0], f"{path}[{key}]")
            yield from _value(item, _mapping_hints(hint)[1], f"{path}[{key}]")


@cache
def _has_rules(kind: Any) -> bool:
    return issubclass(kind, HasRules)


@cache
def _own_constraints(hint: Any) -> tuple[Constraint, ...]:
    return tuple(extra for extra in hint.__metadata__ if isinstance(extra, Constraint))


def _constraints(value: object, hint: Any) -> Iterator[Constraint]:
    if get_origin(hint) is Annotated:
        yield from _own_constraints(hint)
        yield from _constraints(value, get_args(hint)[0])
    elif get_origin(hint) in (Union, UnionType):
        options = [option for option in get_args(hint) if option is not NoneType]
        fitting = [option for option in options if _has_type(value, option)]
        if len(fitting) == 1:
            yield from _constraints(value, fitting[0])


@cache
def _members(hint: Any) -> frozenset[Any]:
    """The plain types that a hint allows at its top level."""
    if get_origin(hint) is Annotated:
        return _members(get_args(hint)[0])
    if get_origin(hint) in (Union, UnionType):
        return frozenset().union(*(_members(option) for option in get_args(hint)))
    return frozenset({object if hint is Any else hint})


def _stripped(hint: Any, kinds: tuple[type, ...]) -> Any:
    """The container in a hint, without `Annotated` and `None`."""
    if get_origin(hint) is Annotated:
        return _stripped(get_args(hint)[0], kinds)
    if get_origin(hint) in (Union, UnionType):
        for option in get_args(hint):
            found = _stripped(option, kinds)
            if get_origin(found) in kinds:
                return found
    return hint


def _item_hint(hint: Any, index: int) -> Any:
    container = _stripped(hint, (tuple, list, Sequence))
    arguments = get_args(container)
    if not arguments:
        return Any
    if get_origin(container) is tuple and Ellipsis not in arguments:
        return arguments[index]
    return arguments[0]


def _mapping_hints(hint: Any) -> tuple[Any, Any]:
    container = _stripped(hint, (dict, Mapping))
    arguments = get_args(container)
    return (arguments[0], arguments[1]) if len(arguments) == 2 else (Any, Any)


_PLAIN_WORDS: dict[Any, str] = {
    int: "a whole number",
    float: "a number",
    str: "a text",
    bool: "true or false",
    NoneType: "none",
}


def _words(hint: Any) -> str:
    """A type in words: `a whole number`, `a text or none`, `a tuple of Model` ..."""
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return _words(arguments[0])
    if origin in (Union, UnionType):
        return " or ".join(_words(option) for option in arguments)
    if origin is Literal:
        return "one of " + ", ".join(repr(option) for option in arguments)
    if origin is not None and issubclass(origin, Mapping):
        return f"a mapping of {_words(arguments[0])} to {_words(arguments[1])}"
    if origin is not None:
        return f"a {origin.__name__} of {_words(arguments[0])}"
    return _PLAIN_WORDS.get(hint) or str(getattr(hint, "__name__", hint))


def _instead(value: object, hint: Any) -> str:
    """What to do about a value of a wrong type."""
    choices = [str(choice) for choice in _choices(hint)]
    if isinstance(value, str) and choices:
        close = get_close_matches(value, choices, n=1)
        return f"did you mean {close[0]}?" if close else "choose one of them"
    if isinstance(value, str | list) and get_origin(_stripped(hint, (tuple,))) is tuple:
        return "write a tuple: round brackets, and a comma after a single item"
    return "give a value of that type"


def _choices(hint: Any) -> tuple[Any, ...]:
    """The values that a hint lists."""
    if get_origin(hint) is Literal:
        return get_args(hint)
    if get_origin(hint) is Annotated:
        return _choices(get_args(hint)[0])
    if get_origin(hint) in (Union, UnionType):
        return tuple(choice for option in get_args(hint) for choice in _choices(option))
    return ()


def _with_type(value: object) -> str:
    text = repr(value)
    return f"{text if len(text) <= _LONGEST_REPR else text[:_LONGEST_REPR] + '...'} ({type(value).__name__})"


def _quoted(value: object) -> str:
    return repr(value) if not isinstance(value, int | float) else str(value)
