"""The base of every error that this project raises on purpose."""

from __future__ import annotations

from collections.abc import Iterable


class ConfigError(ValueError):
    """Something in the configuration is wrong; the message says where and what to do about it."""


class SchemaError(ConfigError):
    """A value breaks the schema of its kind.

    Attributes:
        violations: One sentence for each broken rule, all of them at once.
    """

    violations: tuple[str, ...]

    def __init__(self, violations: Iterable[str]) -> None:
        self.violations = tuple(violations)
        super().__init__("\n".join(self.violations))
