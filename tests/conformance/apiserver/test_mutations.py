"""What the checks refuse and what the API server refuses, for thousands of wrong manifests."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest

from inference_platform.checks import check
from tests.conformance.apiserver.agreement import (
    both_tables,
    closed_by_crds,
    false_rejections,
    gaps,
    gaps_text,
    needless_exceptions,
    opinions,
    read_gaps,
)
from tests.conformance.apiserver.client import Answer
from tests.conformance.apiserver.cluster import Access
from tests.conformance.apiserver.definitions import definitions
from tests.conformance.apiserver.environments import environments
from tests.conformance.apiserver.judgement import Judgement, Verdict, verdict
from tests.conformance.apiserver.mutations import Mutation, corpus
from tests.conformance.apiserver.panel import Panel, judge_all

KNOWN = Path(__file__).with_name("known_gaps.txt")
WITHOUT_CRDS = Path(__file__).with_name("known_gaps_without_crds.txt")
REPORT = Path(__file__).parents[3] / "build" / "conformance" / "apiserver"


@pytest.fixture(scope="module")
def panel(inhabited: Access) -> Panel:
    return judge_all(inhabited, definitions(), corpus(environments()))


@pytest.fixture(scope="module")
def judgements(panel: Panel) -> Sequence[Judgement]:
    judged = panel.judgements
    report = {
        "agreement.md": both_tables(judged),
        KNOWN.name: gaps_text(gaps(judged)),
        WITHOUT_CRDS.name: gaps_text(closed_by_crds(judged)),
        "gaps.txt": "".join(f"{each.mutation}: {each.verdict.message}\n" for each in judged if each.without_crds.gap),
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
    assert len(judgements) > 11_000
    assert sum(not each.verdict.accepted for each in judgements) > len(judgements) / 2


def test_nothing_is_refused_that_the_server_accepts(judgements: Sequence[Judgement]) -> None:
    wrong = false_rejections(judgements)
    assert not wrong, "\n".join(wrong)


def test_every_exception_is_needed(judgements: Sequence[Judgement]) -> None:
    assert needless_exceptions(judgements) == []


def test_no_gap_is_new_or_larger_than_known(judgements: Sequence[Judgement]) -> None:
    grown = gaps(judgements) - read_gaps(KNOWN)
    assert not grown, f"refused by the API server and by no check:\n{gaps_text(grown)}see {REPORT / 'gaps.txt'}"


def test_no_gap_without_the_crds_is_new_or_larger_than_known(judgements: Sequence[Judgement]) -> None:
    grown = closed_by_crds(judgements) - read_gaps(WITHOUT_CRDS)
    assert not grown, f"refused by the API server and by no check that needs no CRD:\n{gaps_text(grown)}"


def test_no_refusal_rests_on_an_opinion_alone(judgements: Sequence[Judgement]) -> None:
    assert opinions(judgements) == Counter()


def test_no_known_gap_has_shrunk(judgements: Sequence[Judgement]) -> None:
    shrunk = (read_gaps(KNOWN) - gaps(judgements)) + (read_gaps(WITHOUT_CRDS) - closed_by_crds(judgements))
    assert not shrunk, (
        f"copy both files from {REPORT} to {KNOWN.parent}, so that these stay closed:\n{gaps_text(shrunk)}"
    )


def test_every_rule_of_the_crds_was_evaluated(panel: Panel) -> None:
    assert panel.not_evaluated == []


def test_fails_when_a_check_refuses_what_is_right(first: Mutation) -> None:
    kept = verdict(first.kind, first.manifest, Answer(200, first.manifest))
    assert false_rejections([Judgement(first, kept, ("schema/known-kind",))]) == [
        f"{first} is refused by schema/known-kind"
    ]
    assert false_rejections([Judgement(first, kept, ("policy/image",))]) == []


def test_fails_when_an_exception_is_not_needed(first: Mutation) -> None:
    kept = verdict(first.kind, first.manifest, Answer(200, first.manifest))
    needless = needless_exceptions([Judgement(first, kept, ("policy/image",))])
    assert "policy/*" not in needless
    assert "reference/*" in needless


def test_fails_when_only_an_opinion_refuses_what_the_server_does(first: Mutation) -> None:
    refused = Verdict(accepted=False, kept=False, reason="Pod: spec.a FieldValueInvalid")
    judged = [Judgement(first, refused, rules) for rules in (("policy/image",), ("policy/image", "pod/sleep"), ())]
    assert opinions(judged) == Counter({refused.reason: 1})


def test_fails_when_the_server_refuses_what_no_check_does(first: Mutation) -> None:
    answer = Answer(422, {"details": {"causes": [{"field": "spec.a[0].b", "reason": "FieldValueInvalid"}]}})
    refused = verdict(first.kind, first.manifest, answer)
    assert gaps([Judgement(first, refused, ())]) == Counter({f"{first.kind}: spec.a[*].b FieldValueInvalid": 1})


def test_the_corpus_is_the_same_every_time() -> None:
    assert corpus(environments()[:1]) == corpus(environments()[:1])


def test_a_gap_that_the_crds_close_is_counted_as_one_without_them(first: Mutation) -> None:
    refused = Verdict(accepted=False, kept=False, reason=f"{first.kind}: spec.a FieldValueInvalid")
    judged = [Judgement(first, refused, ("schema/cel",)), Judgement(first, refused, ("schema/cel", "policy/image"))]
    assert gaps(judged) == Counter()
    assert closed_by_crds(judged) == Counter({f"{first.kind}: spec.a FieldValueInvalid": 1})
