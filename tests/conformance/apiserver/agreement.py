"""How far the checks agree with the API server: which side refuses what, in numbers and by rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from fnmatch import fnmatch
from pathlib import Path

from tests.conformance.apiserver.judgement import Judgement

STRICTER_RULES = {
    # Families of which every rule is about opinions, other objects or what operators do.
    "policy/*": "what a security review refuses; the API server has no opinion",
    "reference/*": "the other object is missing; the API server does not look at two objects at once",
    "knative/*": "what Knative, its operator and KServe make of settings that are free text to the API server",
    # Single rules; the others of their families have to agree.
    "access/picker": "what an endpoint picker may do in all; the API server looks at one role at a time",
    "autoscaler/metrics": "the autoscaler finds no such metric and never scales",
    "autoscaler/replicas": "every delivery would undo what the autoscaler did",
    "container/probe-port": "a probe of a port that the container does not declare",
    "disruption/bounds": "a budget without any bound, which protects nothing",
    "disruption/room": "the budget allows no eviction at all",
    "gateway/attachment": "a policy for nothing",
    "gateway/conflict": "a rule that no request ever reaches",
    "gateway/tls": "Envoy Gateway says it in a status condition",
    "litellm/api-path": "where a proxy's requests end, through a ConfigMap and a route",
    "model/autoscaler": "KServe's webhook and controller read these annotations",
    "model/fields": "KServe's webhook refuses it",
    "model/metric": "KServe makes a ScaledObject or an autoscaler of it",
    "model/replicas": "KServe's webhook refuses it",
    "model/source": "KServe's storage initializer could not download it",
    "names/object": "for some kinds the API server takes any name without a slash",
    "network/proxy": "whether a policy lets a proxy reach the servers of its models",
    "picker/processing": "how an endpoint picker wants to be asked",
    "pool/choice": "whether Envoy follows a picker, which two policies and a pool say together",
    "workload/backup-schedule": "the webhook of CloudNativePG refuses it",
    "workload/spread": "the scheduler would count other pods than these",
}
"""Rules that may refuse what the API server accepts, and why they do. Any other rule has to agree with it."""

STRICTER_FIELDS = {
    "*: huge *": "a number above its int32, which the operator's Go types cannot read; CRDs do not say it",
    "*.preStop.sleep*": "the published schema requires its `seconds`; the server takes nothing for 0",
}
"""Mutations that `schema/fields` may refuse although the API server accepts them, and why."""


def false_rejections(judgements: Iterable[Judgement]) -> list[str]:
    """Return what we refuse, and the API server takes and keeps whole, for no reason above."""
    return [
        f"{mutation} is refused by {rule}" for mutation, rule in _only_ours(judgements) if not _reasons(rule, mutation)
    ]


def needless_exceptions(judgements: Iterable[Judgement]) -> list[str]:
    """Return the reasons above that no judgement needs; one that nothing needs could hide a mistake."""
    needed = {reason for mutation, rule in _only_ours(judgements) for reason in _reasons(rule, mutation)}
    return [each for each in (*STRICTER_RULES, *STRICTER_FIELDS) if each not in needed]


def _only_ours(judgements: Iterable[Judgement]) -> Iterator[tuple[str, str]]:
    return ((str(each.mutation), rule) for each in judgements if each.verdict.kept for rule in each.rules)


def _reasons(rule: str, mutation: str) -> list[str]:
    patterns, text = (STRICTER_FIELDS, mutation) if rule == "schema/fields" else (STRICTER_RULES, rule)
    return [pattern for pattern in patterns if fnmatch(text, pattern)]


def gaps(judgements: Iterable[Judgement]) -> Counter[str]:
    """Return how many mutations each rule of the API server refuses that none of ours does."""
    return Counter(each.verdict.reason for each in judgements if each.gap)


def closed_by_crds(judgements: Iterable[Judgement]) -> Counter[str]:
    """Return the same for what only the rules of the CRDs refuse: the gaps of who has no CRDs at hand."""
    return Counter(each.verdict.reason for each in judgements if each.closed_by_crds)


def opinions(judgements: Iterable[Judgement]) -> Counter[str]:
    """Return the same for what only opinions refuse: the gaps of who has an exception from them."""
    return Counter(
        each.verdict.reason
        for each in judgements
        if not each.verdict.accepted and each.rules and all(map(_is_opinion, each.rules))
    )


def _is_opinion(rule: str) -> bool:
    return rule.startswith("policy/") and rule != "policy/namespace"  # where an object goes is no opinion


def gaps_text(counted: Counter[str]) -> str:
    """Write gaps, the most frequent first: the form of known_gaps.txt."""
    rows = sorted(counted.items(), key=lambda row: (-row[1], row[0]))
    return "".join(f"{count:4} {rule}\n" for rule, count in rows)


def read_gaps(path: Path) -> Counter[str]:
    """Read known_gaps.txt or known_gaps_without_crds.txt."""
    rows = (line.split(maxsplit=1) for line in path.read_text(encoding="utf-8").splitlines())
    return Counter({rule: int(count) for count, rule in rows})


def both_tables(judgements: Sequence[Judgement]) -> str:
    """Return the agreement for who has the CRDs at hand and for who has not."""
    without = [each.without_crds for each in judgements]
    return f"With the CRDs:\n\n{table(judgements)}\nWithout the CRDs:\n\n{table(without)}"


def table(judgements: Sequence[Judgement]) -> str:
    """Return the agreement by operator; the last row is everything."""
    operators = sorted({each.mutation.operator for each in judgements})
    rows = [(operator, [each for each in judgements if each.mutation.operator == operator]) for operator in operators]
    lines = [_HEAD, *(_row(name, chosen) for name, chosen in [*rows, ("all", list(judgements))])]
    return "\n".join(lines) + "\n"


_HEAD = (
    "| change | mutations | both accept | and the server changes it | both refuse "
    "| only we refuse | and the server changes it | gaps: only the server refuses | agreement |\n"
    "|---|---|---|---|---|---|---|---|---|"
)


def _row(name: str, judgements: Sequence[Judgement]) -> str:
    sides = Counter((each.verdict.accepted, not each.rules) for each in judgements)
    changed = Counter(not each.rules for each in judgements if each.verdict.accepted and not each.verdict.kept)
    both, neither, only_we = sides[True, True], sides[False, False], sides[True, False]
    share = 100 * (both + neither) / len(judgements)
    numbers = [len(judgements), both, changed[True], neither, only_we, changed[False], sides[False, True]]
    return f"| {name} | {' | '.join(map(str, numbers))} | {share:.1f} % |"
