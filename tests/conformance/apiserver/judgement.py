"""Two judges for one manifest: the real API server and this project's checks."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from inference_platform.checks import Manifest, cel, check
from inference_platform.checks.index import Index
from inference_platform_bindings.schema import validate_manifest
from tests.conformance.apiserver.client import Answer, Client
from tests.conformance.apiserver.comparison import differences
from tests.conformance.apiserver.made_pods import pods_made_of
from tests.conformance.apiserver.mutations import Mutation

_POD = "spec.template."  # one rule, wherever the pod comes from

CEL = "schema/cel"

_NO_ADDRESS = 0
"""Code of an object that cannot even be sent: no client knows where."""


@dataclass(frozen=True)
class Verdict:
    """What the API server says of an object."""

    accepted: bool
    kept: bool
    """It accepts the object and stores all that was sent; of numbers that are too large it keeps a part."""

    reason: str = ""
    """Why not, in a form that is the same for every object: kind, field and what is wrong with it."""

    message: str = ""
    """Why not, in its own words."""


@dataclass(frozen=True)
class Judgement:
    """What both say about a mutation."""

    mutation: Mutation
    verdict: Verdict
    """Of the object, and of the pods that KServe would make if it were accepted."""

    rules: tuple[str, ...]
    """Rules of ours that the mutated environment breaks; empty when we accept it."""

    @property
    def gap(self) -> bool:
        """The server refuses what we accept."""
        return not self.verdict.accepted and not self.rules

    @property
    def closed_by_crds(self) -> bool:
        """The server refuses it, and of our rules only the one that needs the CRDs."""
        return not self.verdict.accepted and self.rules == (CEL,)

    @property
    def without_crds(self) -> Judgement:
        """The same for who has no CRDs at hand."""
        return replace(self, rules=tuple(rule for rule in self.rules if rule != CEL))


def judge(client: Client, crds: cel.Crds, mutation: Mutation) -> Judgement:
    """Ask both judges; the server by a dry run, so that the next question finds the same world."""
    environment = mutation.environment
    manifests = list(environment.manifests)
    before = manifests[mutation.position]
    mutated = replace(before, data=mutation.manifest)
    manifests[mutation.position] = mutated
    verdict = _ask(client, mutation.kind, mutated.data)
    made = pods_made_of(manifests, environment.declared, mutation.position) if verdict.accepted else ()
    verdicts = [verdict, *(_ask(client, "Deployment", each) for each in made)]
    worst = next((each for each in verdicts if not each.accepted), None)
    worst = worst or next((each for each in verdicts if not each.kept), verdict)
    return Judgement(mutation, worst, _broken_rules(mutation, mutated, manifests, crds))


def _ask(client: Client, kind: str, manifest: Mapping[str, Any]) -> Verdict:
    try:
        answer = client.apply(manifest, dry_run=True)
    except LookupError as error:
        answer = Answer(_NO_ADDRESS, {"message": str(error)})
    return verdict(kind, manifest, answer)


def verdict(kind: str, manifest: Mapping[str, Any], answer: Answer) -> Verdict:
    """Put the server's answer into a few words.

    Args:
        kind: Of the object before the change.
        manifest: The object that was sent.
        answer: To it.
    """
    if answer.accepted:
        return Verdict(accepted=True, kept=not any(differences(manifest, answer.body)))
    causes = [f"{_without_keys(place)} {reason}" for place, reason in answer.causes]
    said = causes[0] if causes else _in_short(answer.message)
    reason = f"{'Pod' if said.startswith(_POD) else kind}: {said.removeprefix(_POD)}"
    return Verdict(accepted=False, kept=False, reason=reason, message=answer.message)


def _broken_rules(mutation: Mutation, mutated: Manifest, manifests: list[Manifest], crds: cel.Crds) -> tuple[str, ...]:
    if validate_manifest(mutated.data):
        return ("schema/fields",)
    declared = mutation.environment.declared
    broken = {finding.rule for finding in check(manifests, declared)}
    if any(cel.cel(Index([mutated], declared, crds))):  # The other objects keep the rules of their CRDs.
        broken.add(CEL)
    return tuple(sorted(broken))


def _without_keys(place: str) -> str:
    return re.sub(r"\[[^]]*\]", "[*]", place)


def _in_short(message: str) -> str:
    """Why an object could not be read at all: the end of the message, without the object's own names."""
    own = re.sub(r"^.*Kind=\w+\)?:? *", "", message.replace("\n", " "))
    return re.sub(r"\"[^\"]*\"|\d+", "*", own)[:60]
