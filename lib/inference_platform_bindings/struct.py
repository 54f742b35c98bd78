"""Structs: what a generated class is at run time, a map with Kubernetes' own field names, checked when it is made."""

from __future__ import annotations

from typing import Any, ClassVar, NoReturn

from inference_platform_bindings.containers import ANYTHING, MAPPINGS, Logic, Object
from inference_platform_bindings.errors import SchemaError
from inference_platform_bindings.messages import instead, violation
from inference_platform_bindings.naming import snake_case


def plain(value: Any) -> Any:
    """Copy a value into plain dicts, lists and scalars, structs, tuples and enum members included."""
    if value.__class__ in _SCALARS:
        return value
    if isinstance(value, MAPPINGS):
        return {
            key if key.__class__ is str else _scalar(key): item if item.__class__ in _SCALARS else plain(item)
            for key, item in value.items()
        }
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    return _scalar(value)


def _scalar(value: Any) -> Any:
    # YAML writers know exact types only; members of a StrEnum or IntEnum are what they stand for.
    for base, convert in _CONVERSIONS:
        if isinstance(value, base):
            return convert(value)
    return value


_SCALARS = frozenset({str, int, bool, float, type(None)})
_CONVERSIONS: tuple[tuple[type, Any], ...] = ((str, str.__str__), (int, int.__int__), (float, float.__float__))


def _kept(value: Any) -> Any:
    """Copy a value so that later changes to it do not reach a struct; inner structs cannot change and stay."""
    if value.__class__ in _SCALARS or isinstance(value, Struct):
        return value
    if isinstance(value, MAPPINGS):
        return {key if key.__class__ is str else _scalar(key): _kept(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_kept(item) for item in value]
    return _scalar(value)


class Struct(dict[str, Any]):
    """A part of a manifest.

    The fields are keyword arguments with Kubernetes' names in snake case; None means that a field is left out.
    Everything is checked at once when the struct is made, so that it cannot change afterwards.

    Raises:
        SchemaError: Fields are unknown, missing or not what the schema allows; the message names all of them.
    """

    __slots__ = ()

    _node: ClassVar[Object]
    _logic: ClassVar[Logic | None] = None

    def __init__(self, /, **fields: Any) -> None:
        node = self._node
        errors: list[str] = []
        root = (None, self.__class__.__name__)
        keywords = node.keywords
        for keyword, value in fields.items():
            if value is None:
                continue
            entry = keywords.get(keyword)
            if entry is None:
                self._set_unknown(keyword, value, errors)
                continue
            name, child = entry
            if value.__class__ is not child.fast:
                child.check(value, (root, keyword), errors)
                value = _kept(value)
            dict.__setitem__(self, name, value)
        for name in node.required:
            if name not in self:
                errors.append(node.missing(name, (root, snake_case(name))))
        if node.sized:
            node.check_size(self, root, errors)
        if self._logic is not None and not errors:
            self._logic.check_rules(self, root, errors)
        if errors:
            raise SchemaError(errors)

    def _set_unknown(self, keyword: str, value: Any, errors: list[str]) -> None:
        if self._node.open:
            ANYTHING.check(value, ((None, self.__class__.__name__), keyword), errors)
            dict.__setitem__(self, keyword, _kept(value))
            return
        name = self.__class__.__name__
        path = ((None, name), keyword)
        advice = instead(keyword, self._node.keywords)
        errors.append(violation(path, f"a field of {name}", "an unknown field", advice))

    def _refuse(self, *_: object, **__: object) -> NoReturn:
        raise TypeError(
            f"a {self.__class__.__name__} cannot be changed, it was checked when it was made; make a new one"
        )

    __setitem__ = __delitem__ = __ior__ = update = setdefault = pop = popitem = clear = _refuse

    def __reduce__(self) -> tuple[Any, ...]:
        # A struct is pickled as the plain data it is.
        return plain, (dict(self),)

    def __copy__(self) -> Struct:
        return self

    def __deepcopy__(self, memo: dict[int, Any]) -> Struct:
        return self
