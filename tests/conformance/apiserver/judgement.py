"""Two judges for one manifest: the real API server and this project's checks."""

from __future__ import annotations

import re
from dataclasses import dataclass

from inference_platform.checks import Manifest, check
from inference_platform_bindings.schema import validate_manifest
from tests.conformance.apiserver.client import Answer, Client
from tests.conformance.apiserver.comparison import differences
from tests.conformance.apiserver.mutations import Mutation

_POD = "spec.template."  # one rule, wherever the pod comes from

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


def judge(client: Client, mutation: Mutation) -> Judgement:
    """Ask both judges; the server by a dry run, so that the next question finds the same world."""
    try:
        answer = client.apply(mutation.manifest, dry_run=True)
    except LookupError as error:
        answer = Answer(_NO_ADDRESS, {"message": str(error)})
    return Judgement(mutation, answer, _broken_rules(mutation))


def _broken_rules(mutation: Mutation) -> tuple[str, ...]:
    if validate_manifest(mutation.manifest):
        return ("schema/fields",)
    environment = mutation.environment
    manifests = list(environment.manifests)
    before = manifests[mutation.position]
    manifests[mutation.position] = Manifest(
        environment=before.environment, chart=before.chart, data=mutation.manifest, file=before.file
    )
    return tuple(sorted({finding.rule for finding in check(manifests, environment.declared)}))


def _without_keys(place: str) -> str:
    return re.sub(r"\[[^]]*\]", "[*]", place)


def _in_short(message: str) -> str:
    """Why an object could not be read at all: the end of the message, without the object's own names."""
    own = re.sub(r"^.*Kind=\w+\)?:? *", "", message.replace("\n", " "))
    return re.sub(r"\"[^\"]*\"|\d+", "*", own)[:60]
