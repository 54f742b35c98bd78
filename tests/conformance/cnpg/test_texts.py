from __future__ import annotations

import pytest

from inference_platform.checks.cron import is_schedule
from inference_platform.constructs.postgres import PostgresProps
from inference_platform.errors import ConfigError
from tests.conformance.cnpg.rendering import our_problems, rendered
from tests.conformance.cnpg.texts import TEXTS, Texts
from tests.conformance.cnpg.verdicts import Webhooks


def _they_accept(webhooks: Webhooks, props: PostgresProps) -> bool:
    try:
        manifests = rendered(props, checked=False)
    except ConfigError:
        return False
    return all(verdict.admitted for verdict in webhooks.judge(manifests))


@pytest.mark.parametrize("texts", [pytest.param(texts, id=name) for name, texts in TEXTS.items()])
def test_we_read_a_text_as_the_operator_does_or_more_strictly(webhooks: Webhooks, texts: Texts) -> None:
    ours, theirs = set(), set()
    for text in (*texts.agreed, *texts.stricter):
        props = texts.props(text)
        if not our_problems(props):
            ours.add(text)
        if _they_accept(webhooks, props):
            theirs.add(text)
    assert ours - theirs == set(), "we accept what the operator refuses"
    assert theirs - ours == set(texts.stricter), "we refuse what the operator accepts"


def test_our_check_of_finished_manifests_accepts_no_schedule_that_the_operator_refuses(webhooks: Webhooks) -> None:
    texts = TEXTS["schedule"]
    accepted = [text for text in (*texts.agreed, *texts.stricter) if is_schedule(text, seconds=True)]
    assert [text for text in accepted if not _they_accept(webhooks, texts.props(text))] == []
