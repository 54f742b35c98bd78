"""The one module that knows the CEL library: expressions in, verdicts out."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from ipaddress import ip_address, ip_network
from typing import Any, NamedTuple

from inference_platform.errors import ConfigError

__all__ = ["Expression", "NotCompiled", "Outcome", "Transition", "compiled", "require_library", "without_old_self"]

_LITERAL_OR_OLD_SELF = re.compile(
    r"""(?P<literal>[rR]?(?:\"{3}.*?\"{3}|'{3}.*?'{3}|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'))|(?<![.\w])oldSelf\b""",
    re.DOTALL,
)


class NotCompiled(ValueError):  # noqa: N818 - says what happened, and is always caught
    """An expression that the library does not understand."""


class Transition(NotCompiled):
    """An expression about `oldSelf`, which is there at updates only."""


class Outcome(NamedTuple):
    """What became of an expression."""

    value: Any
    """Its value; None after an error."""

    error: str = ""
    """Why it has no value."""


Expression = Callable[[Any], Outcome]
"""An expression that is ready to be evaluated for a `self`."""


def require_library() -> None:
    """Import the library.

    Raises:
        ConfigError: It is not installed.
    """
    _environment()


@cache
def compiled(expression: str) -> Expression:
    """Compile an expression about `self`.

    Raises:
        Transition: It is about `oldSelf`.
        NotCompiled: The library does not understand it.
    """
    try:
        program = _environment().compile(expression)
    except RuntimeError as error:
        lines = [line.split(": ", 3)[-1] for line in str(error).splitlines() if "ERROR: " in line]
        if re.search(r"undeclared reference to 'oldSelf[.']", str(error)):
            raise Transition("it is about oldSelf") from None
        raise NotCompiled((lines or [str(error)])[0].removesuffix(" (in container '')")) from None

    def evaluate(value: Any) -> Outcome:
        result = program.eval(data={"self": value})
        if result.type().name() == "ERROR":
            return Outcome(None, re.sub(r"^[A-Z_]+: ", "", str(result.value())))
        return Outcome(result.value())

    return evaluate


def without_old_self(expression: str) -> str:
    """Put "nothing" where a rule with `optionalOldSelf` names the old object: there is none at creation."""
    return _LITERAL_OR_OLD_SELF.sub(lambda found: found["literal"] or "optional.none()", expression)


@cache
def _environment() -> Any:
    try:
        from cel_expr_python import cel
        from cel_expr_python.ext import ext_optional, ext_strings
    except ImportError:
        raise ConfigError(
            "the package cel-expr-python must be installed to evaluate the rules of CRDs, got none; "
            "run pip install 'cdk8s-inference-platform[cel]'"
        ) from None
    text, boolean = cel.Type.STRING, cel.Type.BOOL
    return cel.NewEnv(
        variables={"self": cel.Type.DYN},
        extensions=[ext_strings.ExtStrings(), ext_optional.ExtOptional()],
        functions=[
            cel.FunctionDecl(name, [cel.Overload(f"{name}_string", boolean, [text], impl=implementation)])
            for name, implementation in _FUNCTIONS.items()
        ],
    )


def _is_ip(address: str) -> bool:
    try:
        found = ip_address(address)
    except ValueError:
        return False
    # As Kubernetes' parser: no zone and no IPv4 address in the clothes of an IPv6 one.
    return "%" not in address and getattr(found, "ipv4_mapped", None) is None


def _is_cidr(network: str) -> bool:
    address, slash, bits = network.partition("/")
    if not (slash and bits.isdecimal() and str(int(bits)) == bits and _is_ip(address)):
        return False
    try:
        ip_network(network, strict=False)
    except ValueError:
        return False
    return True


_FUNCTIONS: Mapping[str, Callable[[str], bool]] = {"isIP": _is_ip, "isCIDR": _is_cidr}
"""Of Kubernetes' own functions, those that the library does not have and that take and return plain values."""
