"""Judging a whole corpus: some thousand questions, shared out among processes so that no core waits for another."""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import NamedTuple

from inference_platform.checks.cel import Crds
from tests.conformance.apiserver.cluster import Access
from tests.conformance.apiserver.definitions import Definition
from tests.conformance.apiserver.judgement import Judgement, Verdict, judge
from tests.conformance.apiserver.mutations import Mutation


class Panel(NamedTuple):
    """What became of a corpus."""

    judgements: list[Judgement]
    """In the order of the corpus, whoever judged what."""

    not_evaluated: list[str]
    """Rules of the CRDs that could not be evaluated."""


_Share = tuple[list[tuple[Verdict, tuple[str, ...]]], list[str]]


def judge_all(connect: Access, definitions: Sequence[Definition], mutations: Sequence[Mutation]) -> Panel:
    """Ask both judges about every mutation.

    Args:
        connect: Opens connections to an API server with the definitions and the environments' namespaces.
        definitions: The CRDs whose CEL rules are evaluated.
        mutations: What to ask about.
    """
    count = os.cpu_count() or 1
    # A fresh interpreter: a copy of this one would share the sockets and locks of everything that runs in it.
    with ProcessPoolExecutor(count, mp_context=get_context("spawn")) as processes:
        running = [
            processes.submit(_judge_share, connect, definitions, mutations[first::count]) for first in range(count)
        ]
        shares = [each.result() for each in running]
    judgements = [
        Judgement(mutation, *shares[position % count][0][position // count])
        for position, mutation in enumerate(mutations)
    ]
    return Panel(judgements, sorted({sentence for share in shares for sentence in share[1]}))


def _judge_share(connect: Access, definitions: Sequence[Definition], mutations: Sequence[Mutation]) -> _Share:
    client = connect()
    crds = Crds((each.name, each.text) for each in definitions)
    judged = [judge(client, crds, mutation) for mutation in mutations]
    client.close()
    return [(each.verdict, each.rules) for each in judged], crds.not_evaluated
