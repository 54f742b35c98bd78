from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import pytest

from tools import litellm_known_settings as extractor

MODULES = {
    "litellm/__init__.py": """
drop_params: bool = False
request_timeout: float = 600
_hidden = 1
openai_models: list = []
_custom_logger_compatible_callbacks_literal = Literal["prometheus"]
def function():
    local = 1
""",
    "litellm/_logging.py": "set_verbose = False",
    "litellm/constants.py": """
OPENAI_CHAT_COMPLETION_PARAMS = ["temperature"]
RETRIES = os.getenv("LITELLM_RETRIES", 3)
""",
    "litellm/main.py": 'def completion(model: str, timeout: float | None, **kwargs): kwargs.pop("extra_body")',
    "litellm/utils.py": "",
    "litellm/router.py": """
class Router:
    def __init__(self, *, routing_strategy: str = "", timeout: Optional[float] = None): ...
    def weigh(self, litellm_params): return litellm_params.get("weight")
""",
    "litellm/caching/caching.py": "class Cache:\n    def __init__(self, ttl: float | None = None): ...",
    "litellm/types/utils.py": """
all_litellm_params = ["drop_params"]
class LlmProviders(str, Enum):
    OPENAI = "openai"
""",
    "litellm/types/router.py": """
class Base(BaseModel):
    rpm: int | None = None
class LiteLLM_Params(Base):
    model: str
class ModelInfo(BaseModel):
    id: Optional[str]
""",
    "litellm/litellm_core_utils/litellm_logging.py": 'if callback == "sentry": pass',
    "litellm/proxy/_types.py": "class ConfigGeneralSettings(BaseModel):\n    master_key: str | None = None",
    "litellm/proxy/proxy_server.py": """
PORT_VARIABLE: Final = "PROXY_PORT"
if key == "cache": pass
config.get("guardrails")
general_settings.get("alerting")
"store_model_in_db" in general_settings
general_settings["disable_spend_logs"]
general_settings["written"] = 1
os.environ["LITELLM_MODE"]
click.option("--port", envvar="PORT")
Field(validation_alias=AliasChoices("DATABASE_USER", "DATABASE_USERNAME"))
get_secret(PORT_VARIABLE)
""",
}


@pytest.fixture
def sections(tmp_path: Path) -> dict[str, Any]:
    wheel = tmp_path / "litellm.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        for name, text in MODULES.items():
            archive.writestr(name, text)
    trees = extractor.trees_of([wheel])
    return {section: extract(trees) for section, extract in extractor.SECTIONS.items()}


@pytest.mark.parametrize(
    ("section", "expected"),
    [
        (
            "general_settings",
            {"master_key": "text", "alerting": "any", "store_model_in_db": "any", "disable_spend_logs": "any"},
        ),
        (
            "litellm_settings",
            {"drop_params": "bool", "request_timeout": "number", "set_verbose": "any", "cache": "any"},
        ),
        ("router_settings", {"routing_strategy": "text", "timeout": "number"}),
        ("model_info", {"id": "text"}),
        ("providers", {"openai": "any"}),
        ("callbacks", {"prometheus": "any", "sentry": "any"}),
        ("top_level", {"guardrails": "any"}),
        (
            "environment",
            dict.fromkeys(
                ["LITELLM_RETRIES", "LITELLM_MODE", "PORT", "DATABASE_USER", "DATABASE_USERNAME", "PROXY_PORT"], "any"
            ),
        ),
    ],
)
def test_names_are_found_where_litellm_reads_them(
    sections: dict[str, Any], section: str, expected: dict[str, str]
) -> None:
    assert sections[section] == expected


def test_parameters_of_models_are_found_in_all_their_places(sections: dict[str, Any]) -> None:
    found = sections["litellm_params"]
    assert found["rpm"] == "int"
    assert {"model", "temperature", "weight", "extra_body", "timeout", "drop_params"} <= set(found)


def test_a_cache_takes_what_redis_takes(sections: dict[str, Any]) -> None:
    assert {"ttl": "number", "sentinel_nodes": "list"}.items() <= sections["cache_params"].items()


def test_versions_are_merged_name_by_name() -> None:
    empty: dict[str, dict[str, str]] = {section: {} for section in extractor.SECTIONS}
    old = empty | {"general_settings": {"gone": "any", "both": "any"}}
    new = empty | {"general_settings": {"both": "bool"}}
    merged = extractor.merged({"1.0.0": old, "2.0.0": new})
    assert merged["versions"] == ["1.0.0", "2.0.0"]
    assert merged["general_settings"] == {"both": "bool 11", "gone": "any 10"}


def test_the_file_is_written_from_wheels(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    wheel = tmp_path / "litellm.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        for name, text in MODULES.items():
            archive.writestr(name, text)
    monkeypatch.setattr(extractor, "OUTPUT", tmp_path / "known.json")
    extractor.main([f"1.0.0={wheel}"])
    assert '"versions": [\n  "1.0.0"\n ]' in (tmp_path / "known.json").read_text()
    assert "wrote" in capsys.readouterr().out
