"""Two judges for one manifest: the real API server and this project's checks."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from inference_platform.checks import Manifest, cel, check
from inference_platform.checks.index import Index
from inference_platform_bindings.schema import validate_manifest
from tests.conformance.apiserver.client import Answer, Client
from tests.conformance.apiserver.comparison import differences
from tests.conformance.apiserver.mutations import Mutation

_POD = "spec.template."  # one rule, wherever the pod comes from

CEL = "schema/cel"

_NO_ADDRESS = 0
"""Code of an object that cannot even be sent: no client knows where."""


@dataclass(frozen=True)
class Judgement:
    """What both say about a mutation."""

    mutation: Mutation
    answer: Answer
    rules: tuple[str, ...]
    """Rules of ours that the mutated environment breaks; empty when we accept it."""

    @property
    def gap(self) -> bool:
        """The server refuses what we accept."""
        return not self.answer.accepted and not self.rules

    @property
    def closed_by_crds(self) -> bool:
        """The server refuses it, and of our rules only the one that needs the CRDs."""
        return not self.answer.accepted and self.rules == (CEL,)

    @property
    def without_crds(self) -> Judgement:
        """The same for who has no CRDs at hand."""
        return replace(self, rules=tuple(rule for rule in self.rules if rule != CEL))

    @property
    def kept(self) -> bool:
        """The server accepts it and stores all that was sent; of numbers that are too large it keeps a part."""
        return self.answer.accepted and not any(differences(self.mutation.manifest, self.answer.body))

    @property
    def reason(self) -> str:
        """The server's rule in a form that is the same for every object: kind, field and what is wrong with it."""
        causes = [f"{_without_keys(place)} {reason}" for place, reason in self.answer.causes]
        said = causes[0] if causes else _in_short(self.answer.message)
        in_pod = said.startswith(_POD)
        return f"{'Pod' if in_pod else self.mutation.kind}: {said.removeprefix(_POD)}"


def judge(client: Client, crds: cel.Crds, mutation: Mutation) -> Judgement:
    """Ask both judges; the server by a dry run, so that the next question finds the same world."""
    try:
        answer = client.apply(mutation.manifest, dry_run=True)
    except LookupError as error:
        answer = Answer(_NO_ADDRESS, {"message": str(error)})
    return Judgement(mutation, answer, _broken_rules(mutation, crds))


def _broken_rules(mutation: Mutation, crds: cel.Crds) -> tuple[str, ...]:
    if validate_manifest(mutation.manifest):
        return ("schema/fields",)
    environment = mutation.environment
    manifests = list(environment.manifests)
    before = manifests[mutation.position]
    mutated = Manifest(environment=before.environment, chart=before.chart, data=mutation.manifest, file=before.file)
    manifests[mutation.position] = mutated
    broken = {finding.rule for finding in check(manifests, environment.declared)}
    if any(cel.cel(Index([mutated], environment.declared, crds))):  # The other objects keep the rules of their CRDs.
        broken.add(CEL)
    return tuple(sorted(broken))


def _without_keys(place: str) -> str:
    return re.sub(r"\[[^]]*\]", "[*]", place)


def _in_short(message: str) -> str:
    """Why an object could not be read at all: the end of the message, without the object's own names."""
    own = re.sub(r"^.*Kind=\w+\)?:? *", "", message.replace("\n", " "))
    return re.sub(r"\"[^\"]*\"|\d+", "*", own)[:60]
