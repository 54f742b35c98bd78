"""Rules: Deployments, StatefulSets, Jobs and their like that the API server accepts."""

from __future__ import annotations

from collections.abc import Iterator

from inference_platform.checks import kinds
from inference_platform.checks.cron import is_schedule
from inference_platform.checks.index import Index
from inference_platform.checks.reading import number, quantity, rows, table, text, value_at
from inference_platform.checks.rule import Violation, rule
from inference_platform.checks.selectors import matches, shown_selector
from inference_platform.checks.templates import TEMPLATE_PATHS

__all__ = [
    "backup_schedule",
    "cron_schedule",
    "restart_policy",
    "rollout",
    "selector",
    "spread_domains",
    "storage_request",
    "tolerations",
    "topology_spread",
]

_SELECTING = (kinds.DEPLOYMENT, kinds.STATEFUL_SET, kinds.DAEMON_SET, kinds.REPLICA_SET)
_ONCE = (kinds.JOB, kinds.CRON_JOB)


@rule("workload/selector")
def selector(index: Index) -> Iterator[Violation]:
    """A workload selects the pods that it makes, by at least one label."""
    for manifest in index.of(*_SELECTING):
        wanted = table(manifest.spec, "selector")
        labels = table(manifest.spec, "template", "metadata", "labels")
        empty = not table(wanted, "matchLabels") and not rows(wanted, "matchExpressions")
        if empty or not matches(wanted, labels):
            shown = ",".join(f"{key}={value}" for key, value in labels.items()) or "none"
            yield Violation(
                manifest,
                "spec.selector",
                f"matched by the template's labels ({shown})",
                "nothing" if empty else shown_selector(wanted),
                "use labels of spec.template.metadata.labels; a selector can never change later",
            )


@rule("workload/restart-policy")
def restart_policy(index: Index) -> Iterator[Violation]:
    """Pods that shall stay restart always; a Job's pods say that they do not."""
    for manifest in index.of(*_SELECTING, *_ONCE):
        path = (*TEMPLATE_PATHS[manifest.type], "spec", "restartPolicy")
        given = value_at(manifest.data, *path)
        if manifest.type in _ONCE:
            wrong, allowed = given not in ("OnFailure", "Never"), "OnFailure or Never"
        else:
            wrong, allowed = given not in (None, "Always"), "Always"
        if wrong:
            yield Violation(manifest, ".".join(path), allowed, given or "nothing", f"write {allowed}")


@rule("workload/rollout")
def rollout(index: Index) -> Iterator[Violation]:
    """A Deployment's strategy can make progress."""
    for manifest in index.of(kinds.DEPLOYMENT):
        strategy = table(manifest.spec, "strategy")
        rolling = table(strategy, "rollingUpdate")
        if text(strategy, "type") == "Recreate" and strategy.get("rollingUpdate") is not None:
            yield Violation(
                manifest, "spec.strategy.rollingUpdate", "absent with Recreate", "given", "remove one of the two"
            )
        if all(str(rolling.get(key)) in ("0", "0%") for key in ("maxSurge", "maxUnavailable")):
            yield Violation(
                manifest,
                "spec.strategy.rollingUpdate",
                "free to add or to remove a pod",
                "maxSurge 0 and maxUnavailable 0",
                "allow one of them",
            )
        ready, deadline = number(manifest.spec, "minReadySeconds"), number(manifest.spec, "progressDeadlineSeconds")
        if (ready or 0) >= (600 if deadline is None else deadline):
            yield Violation(
                manifest,
                "spec.progressDeadlineSeconds",
                f"more than minReadySeconds ({ready})",
                deadline if deadline is not None else "600 by default",
                "raise it",
            )


@rule("workload/schedule")
def cron_schedule(index: Index) -> Iterator[Violation]:
    """A CronJob's schedule has five valid fields, and its time zone is a field of its own."""
    for manifest in index.of(kinds.CRON_JOB):
        schedule = text(manifest.spec, "schedule")
        if not is_schedule(schedule):
            yield Violation(
                manifest,
                "spec.schedule",
                "five cron fields such as 0 3 * * *",
                schedule or "nothing",
                "write minute, hour, day, month and weekday; the time zone goes into spec.timeZone",
            )


@rule("workload/backup-schedule")
def backup_schedule(index: Index) -> Iterator[Violation]:
    """A ScheduledBackup's schedule has six valid fields, seconds first."""
    for manifest in index.of(kinds.SCHEDULED_BACKUP):
        schedule = text(manifest.spec, "schedule")
        if not is_schedule(schedule, seconds=True):
            yield Violation(
                manifest,
                "spec.schedule",
                "six cron fields such as 0 0 3 * * *",
                schedule or "nothing",
                "put the seconds in front of the usual five fields",
            )


@rule("workload/storage")
def storage_request(index: Index) -> Iterator[Violation]:
    """A volume claim asks for an amount of storage and an access mode."""
    claims = [(manifest, "spec", manifest.spec) for manifest in index.of(kinds.PERSISTENT_VOLUME_CLAIM)]
    for manifest in index.of(kinds.STATEFUL_SET):
        for position, claim in enumerate(rows(manifest.spec, "volumeClaimTemplates")):
            claims.append((manifest, f"spec.volumeClaimTemplates[{position}].spec", table(claim, "spec")))
    for manifest, field, spec in claims:
        size = value_at(spec, "resources", "requests", "storage")
        amount = quantity(size)
        if amount is None or amount <= 0:
            yield Violation(
                manifest, f"{field}.resources.requests.storage", "more than 0", size or "nothing", "write 10Gi or so"
            )
        if not spec.get("accessModes"):
            yield Violation(
                manifest, f"{field}.accessModes", "given", "nothing", "write ReadWriteOnce unless pods share it"
            )


@rule("workload/tolerations")
def tolerations(index: Index) -> Iterator[Violation]:
    """A toleration that only asks whether a taint exists names no value, and one without key asks just that."""
    for template in index.templates:
        for position, toleration in enumerate(rows(template.spec, "tolerations")):
            exists = text(toleration, "operator") == "Exists"
            field = f"{template.field}.tolerations[{position}]"
            if exists and text(toleration, "value"):
                yield Violation(
                    template.manifest, f"{field}.value", "absent with Exists", toleration["value"], "remove it"
                )
            if not exists and not text(toleration, "key"):
                yield Violation(
                    template.manifest, f"{field}.operator", "Exists without a key", "Equal", "name the taint's key"
                )
            if toleration.get("tolerationSeconds") is not None and text(toleration, "effect") != "NoExecute":
                yield Violation(
                    template.manifest,
                    f"{field}.effect",
                    "NoExecute beside tolerationSeconds",
                    text(toleration, "effect") or "nothing",
                    "correct it or remove tolerationSeconds",
                )


@rule("workload/spread")
def topology_spread(index: Index) -> Iterator[Violation]:
    """Topology spread constraints differ in key or action and select the pods that they spread."""
    for template in index.templates:
        seen: set[tuple[str, str]] = set()
        for position, constraint in enumerate(rows(template.spec, "topologySpreadConstraints")):
            field = f"{template.field}.topologySpreadConstraints[{position}]"
            place = (text(constraint, "topologyKey"), text(constraint, "whenUnsatisfiable"))
            if place in seen:
                yield Violation(
                    template.manifest, field, "of another topologyKey", place[0], "remove one of the constraints"
                )
            seen.add(place)
            wanted = table(constraint, "labelSelector")
            if wanted and not matches(wanted, template.labels):
                yield Violation(
                    template.manifest,
                    f"{field}.labelSelector",
                    "matched by the pods' own labels",
                    shown_selector(wanted),
                    "use the labels of the pod template",
                )


@rule("workload/domains")
def spread_domains(index: Index) -> Iterator[Violation]:
    """A spread constraint counts domains only where it keeps pods from being scheduled."""
    for template in index.templates:
        for position, constraint in enumerate(rows(template.spec, "topologySpreadConstraints")):
            action = text(constraint, "whenUnsatisfiable")
            if constraint.get("minDomains") is not None and action == "ScheduleAnyway":
                yield Violation(
                    template.manifest,
                    f"{template.field}.topologySpreadConstraints[{position}].minDomains",
                    "absent unless whenUnsatisfiable is DoNotSchedule",
                    constraint["minDomains"],
                    "remove it or do not schedule",
                )
