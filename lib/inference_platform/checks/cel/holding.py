"""Rule: an object keeps the rules of its CRD."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from inference_platform.checks.cel.definitions import Crds
from inference_platform.checks.cel.program import Expression, NotCompiled, Transition, compiled, without_old_self
from inference_platform.checks.cel.structure import Node, Place, Rule, Unfit, completed, places, prepared
from inference_platform.checks.index import Index
from inference_platform.checks.manifest import Manifest
from inference_platform.checks.rule import Violation, rule
from inference_platform_bindings.messages import path_text, shown

__all__ = ["cel", "expression_of"]

_SHOWN_FIELDS = 8


@rule("schema/cel")
def cel(index: Index) -> Iterator[Violation]:
    """An object keeps the CEL rules of its CRD, where `--crds` gives the CRD."""
    if index.crds is None:
        return
    for manifest in index.manifests:
        node = index.crds.schema(manifest.api_version, manifest.kind)
        if node is not None:
            yield from _violations(index, index.crds, manifest, node)


def _violations(index: Index, crds: Crds, manifest: Manifest, node: Node) -> Iterator[Violation]:
    value = completed(manifest.data, node)
    try:
        seen = prepared(value, node)
    except Unfit as error:
        known = index.schema(manifest)
        if known is None or not known.violations(manifest.data):  # Else schema/fields says it.
            field = path_text(error.path)
            yield Violation(manifest, field, error.expected, error.got, "correct it; no rule can be evaluated before")
        return
    for place in places(value, seen, node):
        for each in place.node.rules:
            yield from _broken(crds, manifest, place, each)


def _broken(crds: Crds, manifest: Manifest, place: Place, each: Rule) -> Iterator[Violation]:
    try:
        evaluate = expression_of(each, place.node)
    except Transition:
        return
    except NotCompiled as error:
        crds.leave_out(f"{manifest.api_version} {manifest.kind}: rule {each.expression} is not evaluated: {error}")
        return
    outcome = evaluate(place.prepared)
    if outcome.value is True:
        return
    problem = f", for which there is no answer ({outcome.error})" if outcome.error else ""
    yield Violation(
        manifest,
        path_text(place.path) + each.field_path,
        f"as its CRD demands ({_message(each, place.prepared)})",
        f"{_given(place.value)}{problem}",
        f"make this true: {_on_one_line(each.expression)}",
    )


def expression_of(each: Rule, node: Node) -> Expression:
    """Compile a rule for objects that are new.

    Raises:
        Transition: It is for updates only.
        NotCompiled: The library cannot evaluate it.
    """
    times = [name for name in node.times if re.search(rf"\b{name}\b", each.expression)]
    if times:
        raise NotCompiled(f"{times[0]} is a time")
    return compiled(without_old_self(each.expression) if each.optional_old_self else each.expression)


def _message(each: Rule, value: Any) -> str:
    if each.message_expression:
        try:
            said = compiled(without_old_self(each.message_expression))(value).value
        except NotCompiled:
            said = None
        if isinstance(said, str) and said.strip() and "\n" not in said:
            return said.strip()
    return _on_one_line(each.message) or "its rule"


def _on_one_line(text: str) -> str:
    return " ".join(text.split())


def _given(value: Any) -> str:
    """A value in a few words; of a map the keys, because most rules are about which of them are there."""
    if not isinstance(value, Mapping) or not value:
        return shown(value)
    names = list(map(str, value))
    more = f" and {len(names) - _SHOWN_FIELDS} more" if len(names) > _SHOWN_FIELDS else ""
    return f"a map with {', '.join(names[:_SHOWN_FIELDS])}{more}"
