"""What the checks refuse and what the API server refuses, for thousands of wrong manifests."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest

from inference_platform.checks import check
from inference_platform.checks.cel import Crds
from tests.conformance.apiserver.agreement import (
    both_tables,
    closed_by_crds,
    false_rejections,
    gaps,
    gaps_text,
    read_gaps,
)
from tests.conformance.apiserver.client import Answer
from tests.conformance.apiserver.cluster import NewClient
from tests.conformance.apiserver.definitions import definitions
from tests.conformance.apiserver.environments import environments
from tests.conformance.apiserver.judgement import Judgement, judge
from tests.conformance.apiserver.mutations import Mutation, corpus

KNOWN = Path(__file__).with_name("known_gaps.txt")
WITHOUT_CRDS = Path(__file__).with_name("known_gaps_without_crds.txt")
REPORT = Path(__file__).parents[3] / "build" / "conformance" / "apiserver"


@pytest.fixture(scope="module")
def crds() -> Crds:
    return Crds((each.name, each.text) for each in definitions())


@pytest.fixture(scope="module")
def judgements(connect: NewClient, crds: Crds) -> Sequence[Judgement]:
    client = connect()
    judged = [judge(client, crds, mutation) for mutation in corpus(environments())]
    client.close()
    report = {
        "agreement.md": both_tables(judged),
        KNOWN.name: gaps_text(gaps(judged)),
        WITHOUT_CRDS.name: gaps_text(closed_by_crds(judged)),
        "gaps.txt": "".join(f"{each.mutation}: {each.answer.message}\n" for each in judged if each.without_crds.gap),
    }
    REPORT.mkdir(parents=True, exist_ok=True)
    for name, text in report.items():
        (REPORT / name).write_text(text, encoding="utf-8")
    print(both_tables(judged))
    return judged


@pytest.fixture(scope="module")
def first() -> Mutation:
    return corpus(environments()[:1])[0]


def test_the_corpus_starts_from_what_both_accept() -> None:
    assert [finding for each in environments() for finding in check(each.manifests, each.declared)] == []


def test_there_are_thousands_of_mutations_and_the_server_refuses_most(judgements: Sequence[Judgement]) -> None:
    assert len(judgements) > 4000
    assert sum(not each.answer.accepted for each in judgements) > len(judgements) / 2


def test_nothing_is_refused_that_the_server_accepts(judgements: Sequence[Judgement]) -> None:
    wrong = false_rejections(judgements)
    assert not wrong, "\n".join(wrong)


def test_no_gap_is_new_or_larger_than_known(judgements: Sequence[Judgement]) -> None:
    grown = gaps(judgements) - read_gaps(KNOWN)
    assert not grown, f"refused by the API server and by no check:\n{gaps_text(grown)}see {REPORT / 'gaps.txt'}"


def test_no_gap_without_the_crds_is_new_or_larger_than_known(judgements: Sequence[Judgement]) -> None:
    grown = closed_by_crds(judgements) - read_gaps(WITHOUT_CRDS)
    assert not grown, f"refused by the API server and by no check that needs no CRD:\n{gaps_text(grown)}"


def test_no_known_gap_has_shrunk(judgements: Sequence[Judgement]) -> None:
    shrunk = (read_gaps(KNOWN) - gaps(judgements)) + (read_gaps(WITHOUT_CRDS) - closed_by_crds(judgements))
    assert not shrunk, (
        f"copy both files from {REPORT} to {KNOWN.parent}, so that these stay closed:\n{gaps_text(shrunk)}"
    )


def test_every_rule_of_the_crds_was_evaluated(judgements: Sequence[Judgement], crds: Crds) -> None:
    assert crds.not_evaluated == []


def test_fails_when_a_check_refuses_what_is_right(first: Mutation) -> None:
    kept = Answer(200, first.manifest)
    assert false_rejections([Judgement(first, kept, ("schema/known-kind",))]) == [
        f"{first} is refused by schema/known-kind"
    ]
    assert false_rejections([Judgement(first, kept, ("policy/image",))]) == []


def test_fails_when_the_server_refuses_what_no_check_does(first: Mutation) -> None:
    refused = Answer(422, {"details": {"causes": [{"field": "spec.a[0].b", "reason": "FieldValueInvalid"}]}})
    assert gaps([Judgement(first, refused, ())]) == Counter({f"{first.kind}: spec.a[*].b FieldValueInvalid": 1})


def test_the_corpus_is_the_same_every_time() -> None:
    assert corpus(environments()[:1]) == corpus(environments()[:1])


def test_a_gap_that_the_crds_close_is_counted_as_one_without_them(first: Mutation) -> None:
    refused = Answer(422, {"details": {"causes": [{"field": "spec.a", "reason": "FieldValueInvalid"}]}})
    judged = [Judgement(first, refused, ("schema/cel",)), Judgement(first, refused, ("schema/cel", "policy/image"))]
    assert gaps(judged) == Counter()
    assert closed_by_crds(judged) == Counter({f"{first.kind}: spec.a FieldValueInvalid": 1})
