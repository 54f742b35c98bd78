"""What is wrong with settings that have no field of their own: unknown, dead or rendered from something else."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from inference_platform.constructs.litellm.known import key_problems, secret_problems
from inference_platform.constructs.litellm.settings import (
    GENERAL_INSTEAD,
    LITELLM_INSTEAD,
    GeneralSettings,
    LiteLLMSettings,
    LoggingSettings,
)
from inference_platform.errors import Problem

if TYPE_CHECKING:
    from inference_platform.constructs.litellm.config_props import ConfigProps

__all__ = ["extra_problems"]


def extra_problems(props: ConfigProps) -> Iterator[Problem]:
    """Every problem of the fields whose names begin with `extra_`, but for the environment variables."""
    version = props.litellm
    general = {f"{name}": f"use general_settings.{name}" for name in GeneralSettings.__dataclass_fields__}
    general |= {name: f"use logging.{name}" for name in LoggingSettings.__dataclass_fields__}
    typed = {name: f"use litellm_settings.{name}" for name in LiteLLMSettings.__dataclass_fields__}
    for field, instead in (
        ("general_settings", GENERAL_INSTEAD | general),
        ("litellm_settings", LITELLM_INSTEAD | typed),
    ):
        extra = getattr(props, f"extra_{field}") or {}
        yield from key_problems(f"extra_{field}", field, extra, version=version, instead=instead)
    yield from props.router_settings.extra_problems(props.extra_router_settings or {}, version)
    own = {
        "environment_variables": "use extra_environment; config.yaml is a ConfigMap",
        "general_settings": "use general_settings and extra_general_settings",
        "include": "remove it; the file would not be there",
        "litellm_settings": "use litellm_settings and extra_litellm_settings",
        "model_list": "use models",
        "router_settings": "use router_settings and extra_router_settings",
    }
    sections = props.extra_sections or {}
    yield from key_problems("extra_sections", "top_level", sections, version=version, instead=own)
    for name, value in sections.items():
        yield from secret_problems(f"extra_sections[{name}]", name, value)
