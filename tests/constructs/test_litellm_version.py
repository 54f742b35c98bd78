from __future__ import annotations

import pytest

from inference_platform.constructs.litellm.config import ConfigProps
from inference_platform.constructs.litellm.version import Feature, LiteLLMVersion
from inference_platform.errors import InvalidSettings
from inference_platform.versions import LITELLM_IMAGE, LITELLM_VERSION
from tests.constructs.litellm_config_world import CACHE, DATABASE, SENTINELS, llama, old, render


def test_versions_compare_by_number_not_by_text() -> None:
    assert LiteLLMVersion.of("1.103.7") > LiteLLMVersion.of("1.85.0")


def test_the_default_version_can_do_everything() -> None:
    version = LiteLLMVersion.of(LITELLM_VERSION)
    assert [feature for feature in Feature if not version.has(feature)] == []


def test_the_default_image_is_the_default_version_of_the_image_without_root() -> None:
    assert f"ghcr.io/berriai/litellm-non_root:v{LITELLM_VERSION}" == LITELLM_IMAGE


def test_the_oldest_known_version_renders_a_plain_proxy() -> None:
    rendered = render(old("1.81.3", models=(llama(),)))
    assert "GRACEFUL_SHUTDOWN_TIMEOUT" not in {each.name for each in rendered.environment}


def test_fails_when_the_version_is_too_old_to_be_known() -> None:
    with pytest.raises(
        InvalidSettings, match=r"prod/proxy: config\.version must be 1\.81\.3 or newer, got 1\.80\.0; raise the version"
    ):
        render(ConfigProps(version="1.80.0"))


@pytest.mark.parametrize("text", ["v1.103.7", "1.103", "main-latest", "1.103.7-stable"])
def test_fails_when_the_version_is_no_release(text: str) -> None:
    with pytest.raises(InvalidSettings, match=r"config\.version must be a version of LiteLLM such as 1\."):
        render(ConfigProps(version=text))


def test_fails_when_an_old_version_shall_use_sentinels() -> None:
    with pytest.raises(
        InvalidSettings, match=r"must be 1\.85\.0 or newer, which a Sentinel setup needs, got 1\.81\.3; raise the"
    ):
        render(old("1.81.3"), cache=SENTINELS)


def test_fails_when_an_old_version_shall_hold_limits_across_pods() -> None:
    with pytest.raises(InvalidSettings, match=r"1\.82\.6 or newer, which a rate limit of a model that holds across"):
        render(old("1.81.3", models=(llama(rpm=10),)), cache=CACHE, max_pods=4)


def test_fails_when_a_failed_migration_would_count_as_done() -> None:
    with pytest.raises(InvalidSettings, match=r"1\.82\.6 or newer, which a database, whose failed migration must fail"):
        render(old("1.81.3"), database=DATABASE)


def test_fails_when_an_old_version_would_prepare_statements() -> None:
    with pytest.raises(InvalidSettings, match=r"1\.85\.7 or newer, which a pooler that loses prepared statements"):
        render(old("1.85.0"), database=DATABASE)


def test_fails_when_an_old_version_shall_serve_metrics_on_their_own_port() -> None:
    with pytest.raises(InvalidSettings, match=r"1\.101\.6 or newer, .* or set metrics_port to None"):
        render(ConfigProps(version="1.100.5"))


def test_fails_when_an_old_version_shall_collect_metrics_of_workers() -> None:
    with pytest.raises(InvalidSettings, match=r"collecting the metrics of several workers needs, got 1\.81\.3"):
        render(old("1.81.3", workers=2))


def test_warns_of_a_version_that_is_newer_than_the_known_ones() -> None:
    warnings = render(ConfigProps(version="9.0.0", models=(llama(),))).warnings
    assert [text for text in warnings if "9.0.0 is newer than" in text] == list(warnings)
    assert len(warnings) == 1
