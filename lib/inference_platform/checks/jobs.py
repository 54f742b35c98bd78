"""Rules: Jobs whose settings go together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from inference_platform.checks import kinds
from inference_platform.checks.index import Index
from inference_platform.checks.manifest import Manifest
from inference_platform.checks.reading import rows, table, text
from inference_platform.checks.rule import Violation, rule
from inference_platform.checks.selectors import matches, shown_selector

__all__ = ["failure_policy", "failure_rules", "indexed", "manual_selector"]

_PER_INDEX = ("backoffLimitPerIndex", "maxFailedIndexes", "successPolicy")
_CONDITIONS = ("onExitCodes", "onPodConditions")


def _jobs(index: Index) -> Iterator[tuple[Manifest, str, Mapping[str, Any]]]:
    """Every Job, those that CronJobs make included: object, path of the Job's spec, that spec."""
    for manifest in index.of(kinds.JOB):
        yield manifest, "spec", manifest.spec
    for manifest in index.of(kinds.CRON_JOB):
        yield manifest, "spec.jobTemplate.spec", table(manifest.spec, "jobTemplate", "spec")


@rule("job/indexed")
def indexed(index: Index) -> Iterator[Violation]:
    """A Job counts failures and successes per index only in completion mode Indexed, which needs `completions`."""
    for manifest, field, spec in _jobs(index):
        mode = text(spec, "completionMode") or "NonIndexed"
        for key in _PER_INDEX:
            if mode == "NonIndexed" and spec.get(key) is not None:
                yield Violation(
                    manifest,
                    f"{field}.{key}",
                    "absent unless completionMode is Indexed",
                    "given",
                    "correct one of them",
                )
        # Without both of these Kubernetes takes 1 for both.
        if mode == "Indexed" and spec.get("completions") is None and spec.get("parallelism") is not None:
            yield Violation(
                manifest, f"{field}.completions", "given in completion mode Indexed", "nothing", "say how many indexes"
            )
        if spec.get("maxFailedIndexes") is not None and spec.get("backoffLimitPerIndex") is None:
            yield Violation(
                manifest,
                f"{field}.backoffLimitPerIndex",
                "given with maxFailedIndexes",
                "nothing",
                "say how often an index may fail",
            )


@rule("job/selector")
def manual_selector(index: Index) -> Iterator[Violation]:
    """A Job that brings its own selector selects its own pods."""
    for manifest, field, spec in _jobs(index):
        wanted, labels = table(spec, "selector"), table(spec, "template", "metadata", "labels")
        if spec.get("manualSelector") is True and (spec.get("selector") is None or not matches(wanted, labels)):
            shown = "nothing" if spec.get("selector") is None else shown_selector(wanted)
            yield Violation(
                manifest,
                f"{field}.selector",
                "matched by the template's labels with manualSelector",
                shown,
                "leave both out: Kubernetes makes a selector of its own",
            )


@rule("job/failure-policy")
def failure_policy(index: Index) -> Iterator[Violation]:
    """Pods of a Job with a failure policy never restart by themselves and are replaced once they have failed."""
    for manifest, field, spec in _jobs(index):
        if spec.get("podFailurePolicy") is None:
            continue
        restart = text(spec, "template", "spec", "restartPolicy")
        if restart == "OnFailure":
            at = f"{field}.template.spec.restartPolicy"
            yield Violation(manifest, at, "Never beside a podFailurePolicy", restart, "write Never")
        if text(spec, "podReplacementPolicy") == "TerminatingOrFailed":
            at, given = f"{field}.podReplacementPolicy", spec["podReplacementPolicy"]
            yield Violation(manifest, at, "Failed beside a podFailurePolicy", given, "leave it out")


@rule("job/failure-rule")
def failure_rules(index: Index) -> Iterator[Violation]:
    """A rule of a Job's failure policy looks at exit codes or at conditions of the pod, and at containers it has."""
    for manifest, field, spec in _jobs(index):
        for position, each in enumerate(rows(spec, "podFailurePolicy", "rules")):
            at = f"{field}.podFailurePolicy.rules[{position}]"
            given = [key for key in _CONDITIONS if each.get(key)]
            if len(given) != 1:
                shown = " and ".join(given) or "neither"
                yield Violation(
                    manifest, at, f"given either {' or '.join(_CONDITIONS)}", shown, "give each rule one of them"
                )
            if text(each, "action") == "FailIndex" and spec.get("backoffLimitPerIndex") is None:
                yield Violation(
                    manifest, f"{at}.action", "FailIndex only beside backoffLimitPerIndex", "FailIndex", "add that"
                )
            yield from _exit_codes(manifest, f"{at}.onExitCodes", table(each, "onExitCodes"), spec)


def _exit_codes(
    manifest: Manifest, field: str, codes: Mapping[str, Any], spec: Mapping[str, Any]
) -> Iterator[Violation]:
    pod = table(spec, "template", "spec")
    names = [text(item, "name") for key in ("containers", "initContainers") for item in rows(pod, key)]
    name = codes.get("containerName")
    if name is not None and name not in names:
        yield Violation(manifest, f"{field}.containerName", f"a container ({', '.join(names)})", name, "correct it")
    values = codes.get("values")
    if isinstance(values, list | tuple) and text(codes, "operator") == "In" and 0 in values:
        yield Violation(manifest, f"{field}.values", "without 0: that is success", "0", "remove it")
