"""What the checks found, as sentences and as JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from inference_platform.errors import Problem

__all__ = ["Finding", "as_json", "as_text"]


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Finding:
    """One thing that is wrong with one object.

    Findings sort by environment, chart and object, so that a report reads like the output's folders.
    """

    environment: str
    chart: str
    kind: str
    namespace: str
    name: str
    field: str
    """Path of the field, with list items by their name where they have one."""

    rule: str
    """Id of the rule, for example `reference/secret-key`; a `PolicyException` names it."""

    expected: str
    """What is right; reads after "must be"."""

    got: str
    """What is there; never the text of a secret."""

    do: str
    """What to do about it."""

    def __str__(self) -> str:
        """One sentence: `<environment>/<chart>/<Kind>.<name>: <field> must be <expected>, got <got>; <do>`."""
        where = "/".join(part for part in (self.environment, self.chart, f"{self.kind}.{self.name}") if part)
        return f"{where}: {Problem(field=self.field, must_be=self.expected, got=self.got, do=self.do)}"


def as_text(findings: Sequence[Finding]) -> str:
    """One line for each finding with its rule, and a last line with the count."""
    if not findings:
        return "no findings"
    lines = [f"{finding} [{finding.rule}]" for finding in findings]
    return "\n".join([*lines, f"{len(findings)} finding{'s' if len(findings) > 1 else ''}"])


def as_json(findings: Sequence[Finding]) -> str:
    """A JSON list of the findings, each with all its fields and its sentence as `message`."""
    return json.dumps([asdict(finding) | {"message": str(finding)} for finding in findings], indent=2)
