from __future__ import annotations

from inference_platform import versions
from inference_platform.constructs.postgres import PoolerProps, PostgresProps
from inference_platform.constructs.postgres.rules import FIXED_PARAMETERS, POOLER_PARAMETERS
from tests.conformance.cnpg.rendering import rendered
from tests.conformance.cnpg.verdicts import Webhooks


def test_our_lists_of_parameters_are_those_of_the_operator(webhooks: Webhooks) -> None:
    theirs = webhooks.parameters()
    assert sorted(FIXED_PARAMETERS) == theirs["fixed"]
    assert sorted(POOLER_PARAMETERS) == sorted(theirs["pooler"])


def test_the_operator_refuses_every_parameter_that_we_leave_to_it(webhooks: Webhooks) -> None:
    props = PostgresProps(parameters=dict.fromkeys(FIXED_PARAMETERS, "other"))
    verdicts = webhooks.judge(rendered(props, checked=False))
    found = {field.removeprefix("spec.postgresql.parameters.") for field, _ in verdicts[0].errors}
    # archive_mode is not refused: the operator's defaults silently replace it, which is no better
    assert FIXED_PARAMETERS - found == {"archive_mode"}


def test_the_operator_admits_every_pooler_parameter_that_we_do(webhooks: Webhooks) -> None:
    props = PostgresProps(pooler=PoolerProps(parameters=dict.fromkeys(POOLER_PARAMETERS, "1")))
    assert all(verdict.admitted for verdict in webhooks.judge(rendered(props, checked=False)))


def test_our_default_image_is_a_version_that_the_operator_reads(webhooks: Webhooks) -> None:
    (cluster, _) = webhooks.judge(rendered(PostgresProps(image=versions.POSTGRESQL_IMAGE)))
    assert cluster.admitted
