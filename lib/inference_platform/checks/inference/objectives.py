"""Rules: pools and priorities are heeded by the endpoint picker that they are meant for."""

from __future__ import annotations

from collections.abc import Iterator

from inference_platform.checks import kinds
from inference_platform.checks.index import Index
from inference_platform.checks.inference.picker import Picker, pickers, pickers_behind
from inference_platform.checks.inference.picker_files import config_of
from inference_platform.checks.kinds import Kind
from inference_platform.checks.manifest import Manifest
from inference_platform.checks.reading import number, table, text, words
from inference_platform.checks.rule import Violation, rule

__all__ = ["objective_effect", "objective_group", "pool_picker"]

_OLD_OBJECTIVE = Kind("inference.networking.x-k8s.io", kinds.INFERENCE_OBJECTIVE.name)


@rule("pool/picker")
def pool_picker(index: Index) -> Iterator[Violation]:
    """The endpoint picker that a pool names watches that pool and no other."""
    for pool in index.of(kinds.INFERENCE_POOL):
        ref = table(pool.spec, "endpointPickerRef")
        if (text(ref, "kind") or "Service") != "Service":
            continue
        behind = pickers_behind(index, pool.namespace, text(ref, "name"))
        watched = [(each.pool_namespace, each.pool_name) for each in behind]
        if behind and not any(
            namespace in (None, pool.namespace) and name in (None, "", pool.name) for namespace, name in watched
        ):
            namespace, name = watched[0]
            yield Violation(
                pool,
                "spec.endpointPickerRef.name",
                "the Service of a picker that watches this pool",
                f"{text(ref, 'name')}, whose {behind[0].manifest.kind} {behind[0].manifest.name} watches "
                f"{name} of namespace {namespace}",
                "correct the name, or --pool-name and --pool-namespace of the picker",
            )


def _objectives(index: Index) -> Iterator[tuple[Manifest, Picker]]:
    """The objectives, each with every picker of its pool."""
    for objective in index.of(kinds.INFERENCE_OBJECTIVE, _OLD_OBJECTIVE):
        place = (objective.namespace, text(objective.spec, "poolRef", "name"))
        for picker in index.once(pickers):
            if (picker.pool_namespace, picker.pool_name) == place:
                yield objective, picker


@rule("pool/objective-group")
def objective_group(index: Index) -> Iterator[Violation]:
    """An InferenceObjective is of the API group that its pool's picker reads."""
    for objective, picker in _objectives(index):
        if picker.line == "extension" and objective.type == kinds.INFERENCE_OBJECTIVE:
            yield Violation(
                objective,
                "apiVersion",
                f"{_OLD_OBJECTIVE.group}/v1alpha2 for {picker.title}",
                objective.api_version,
                "correct it, or use a picker of llm-d-router",
            )


@rule("pool/objective")
def objective_effect(index: Index) -> Iterator[Violation]:
    """A priority that is not negative has an effect only where the pool's picker queues requests."""
    for objective, picker in _objectives(index):
        config = config_of(index, picker)
        priority = number(objective.spec, "priority") or 0
        if not picker.line or config is None or priority < 0 or _queues(words(config.data, "featureGates")):
            continue
        yield Violation(
            objective,
            "spec.priority",
            f"negative without flow control in {picker.manifest.kind} {picker.manifest.name}",
            priority,
            "add flowControl to featureGates of the picker's configuration; a higher number is more important",
        )


def _queues(gates: list[str]) -> bool:
    """Whether flow control is among feature gates, which may be written as `name=true`."""
    return any(gate.partition("=")[0] == "flowControl" and gate.partition("=")[2] != "false" for gate in gates)
