"""The registry of rules, and how they are run."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from inference_platform.checks.declared import Declared, PolicyException
from inference_platform.checks.index import Index
from inference_platform.checks.manifest import Manifest
from inference_platform.checks.report import Finding

if TYPE_CHECKING:
    from inference_platform.checks.cel import Crds

__all__ = ["RULES", "Rule", "Violation", "check", "rule"]


class Violation(NamedTuple):
    """What a rule yields: which field of which object, and the rest of the sentence."""

    manifest: Manifest
    field: str
    expected: str
    got: object
    do: str


Examine = Callable[[Index], Iterable[Violation]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule."""

    id: str
    """Family and name, for example `reference/secret-key`."""

    sentence: str
    """What holds when the rule is kept."""

    examine: Examine


RULES: dict[str, Rule] = {}
"""Every rule by its id."""


def rule(id: str) -> Callable[[Examine], Examine]:
    """Register a function as a rule; the first line of its docstring is the rule's sentence."""

    def register(examine: Examine) -> Examine:
        if id in RULES:
            raise ValueError(f"rule {id} must be registered once, got it twice; choose another id")
        sentence = (examine.__doc__ or "").strip().splitlines()[0]
        RULES[id] = Rule(id, sentence, examine)
        return examine

    return register


def check(
    manifests: Iterable[Manifest], declared: Declared | None = None, *, crds: Crds | None = None
) -> list[Finding]:
    """Hold manifests against every rule.

    Args:
        manifests: Finished manifests; each environment is checked on its own.
        declared: What the manifests cannot tell. Default: nothing.
        crds: CRDs at hand, whose CEL rules are evaluated (`schema/cel`). Default: none.

    Returns:
        What is wrong, sorted; the same input gives the same list.
    """
    declared = declared or Declared()
    by_environment: dict[str, list[Manifest]] = {}
    for manifest in manifests:
        by_environment.setdefault(manifest.environment, []).append(manifest)
    found: set[Finding] = set()
    for environment in by_environment.values():
        index = Index(environment, declared, crds)
        found.update(_finding(rule, violation) for rule in RULES.values() for violation in rule.examine(index))
    kept, unused = _without_exceptions(found, declared.exceptions)
    return sorted([*kept, *_unused(unused, sorted(by_environment))])


def _finding(rule: Rule, violation: Violation) -> Finding:
    manifest = violation.manifest
    got = violation.got
    return Finding(
        environment=manifest.environment,
        chart=manifest.chart,
        kind=manifest.kind or "object",
        namespace=manifest.namespace,
        name=manifest.name,
        field=violation.field,
        rule=rule.id,
        expected=violation.expected,
        got=got if isinstance(got, str) and got else repr(got),
        do=violation.do,
    )


def _without_exceptions(
    found: Iterable[Finding], exceptions: Sequence[PolicyException]
) -> tuple[list[Finding], list[PolicyException]]:
    by_place = {(item.rule, item.kind, item.namespace or "", item.name): item for item in exceptions}
    used = set()
    kept = []
    for finding in found:
        place = (finding.rule, finding.kind, finding.namespace, finding.name)
        if place in by_place:
            used.add(place)
        else:
            kept.append(finding)
    return kept, [item for place, item in by_place.items() if place not in used]


def _unused(exceptions: Iterable[PolicyException], environments: Sequence[str]) -> Iterator[Finding]:
    for item in exceptions:
        known = item.rule in RULES
        yield Finding(
            environment=",".join(environments),
            chart="",
            kind=item.kind,
            namespace=item.namespace or "",
            name=item.name,
            field="exception",
            rule="declared/exception",
            expected="needed" if known else "for a rule that exists",
            got=f"one from {item.rule} that nothing breaks" if known else item.rule,
            do="take the exception out or name the object that needs it" if known else "use an id of docs/checks.md",
        )


@rule("declared/exception")
def declared_exception(index: Index) -> Iterator[Violation]:
    """An exception names a rule that exists and an object that breaks it."""
    # Only known once all rules have run: `_unused` reports it.
    return iter(())
