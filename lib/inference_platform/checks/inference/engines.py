"""What a model server is, as far as its image and arguments tell: vLLM, or KServe's Hugging Face server."""

from __future__ import annotations

import re

from inference_platform.checks.command_line import CommandLine, Flag, command_line
from inference_platform.checks.reading import text
from inference_platform.checks.templates import Container, PodTemplate

__all__ = ["api_path", "flag_of", "model_container", "served_names", "vllm_command"]

_VLLM_IMAGE = re.compile(r"(?:^|/)vllm-(?:openai|openai-cpu|openai-rocm)(?=[:@]|$)")
_HUGGING_FACE_IMAGE = re.compile(r"(?:^|/)huggingfaceserver(?=[:@]|$)")
_SERVERS = ("vllm.entrypoints.openai.api_server",)


def model_container(template: PodTemplate) -> Container | None:
    """The container with the model server: KServe's, or the only one."""
    containers = [item for item in template.containers if item.list_name == "containers"]
    named = next((item for item in containers if item.name == "kserve-container"), None)
    return named or (containers[0] if len(containers) == 1 else None)


def vllm_command(container: Container) -> CommandLine | None:
    """The command line of a vLLM server, or None if it is none or a shell starts it."""
    command = command_line(container)
    if command is None or _HUGGING_FACE_IMAGE.search(text(container.data, "image")):
        return None
    words = [word.rpartition("/")[2] for word in command.positional]
    module = command.get("m")
    by_name = words[:2] == ["vllm", "serve"] or (module is not None and module.values[:1] == _SERVERS)
    by_image = not container.data.get("command") and _VLLM_IMAGE.search(text(container.data, "image"))
    return command if by_name or by_image else None


def flag_of(command: CommandLine, name: str) -> Flag | None:
    """A flag of vLLM, which takes dashes and underscores alike; of several the last one."""
    return next((flag for flag in reversed(command.flags) if flag.name.replace("_", "-") == name), None)


def api_path(template: PodTemplate) -> str | None:
    """Path of the OpenAI API of a model server, or None if it is not known."""
    container = model_container(template)
    if container is None:
        return None
    if _HUGGING_FACE_IMAGE.search(text(container.data, "image")):
        return "/openai/v1"
    command = vllm_command(container)
    return "/v1" if command is not None and flag_of(command, "root-path") is None else None


def served_names(template: PodTemplate) -> tuple[str, ...] | None:
    """Names under which a vLLM server knows its model, or None if they are not known."""
    container = model_container(template)
    command = vllm_command(container) if container is not None else None
    if command is None or any(
        flag.name.replace("_", "-").startswith(("lora", "enable-lora")) for flag in command.flags
    ):
        return None
    flag = flag_of(command, "served-model-name")
    if flag is None or flag_of(command, "config") is not None:
        return None
    names = tuple(name.replace("{{.Name}}", template.manifest.name) for name in flag.values)
    return None if not names or any("{{" in name or "$(" in name for name in names) else names
