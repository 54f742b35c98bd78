"""Options of llama.cpp's server that nobody may give as extra arguments, because a field stands for them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from inference_platform.errors import Problem

__all__ = ["OWNED_OPTIONS", "argument_problems", "environment_problems"]

_FIELDS = {
    "name": ("-a", "--alias"),
    "source": (
        *("-m", "--model", "-mu", "--model-url", "-hf", "-hfr", "--hf-repo", "-hft", "--hf-token", "-dr"),
        *("--docker-repo", "--models-dir", "--models-preset", "--models-max", "--offline"),
    ),
    "file": ("-hff", "--hf-file"),
    "task": ("--embedding", "--embeddings", "--rerank", "--reranking"),
    "context_length": ("-c", "--ctx-size", "--kv-unified-per-slot"),
    "parallel": ("-np", "--parallel", "-kvu", "--kv-unified", "-no-kvu", "--no-kv-unified"),
    "threads": ("-t", "--threads"),
    "gpu_layers": ("-ngl", "--gpu-layers", "--n-gpu-layers"),
    "flash_attention": ("-fa", "--flash-attn"),
    "kv_cache_type": ("-ctk", "--cache-type-k", "-ctv", "--cache-type-v"),
    "load_mode": ("-lm", "--load-mode"),
    "jinja": ("--jinja", "--no-jinja"),
    "chat_template": ("--chat-template", "--chat-template-file"),
    "pooling": ("--pooling",),
}
_FIXED = {
    "the address belongs to the runtime": ("--host", "--port", "--reuse-port", "--api-prefix", "--path"),
    "the script asks for the metrics before it stops the server": ("--metrics",),
    "the proxy asks without a key, and network policies keep everybody else away": ("--api-key", "--api-key-file"),
    "probes and the proxy speak plain HTTP": ("--ssl-key-file", "--ssl-cert-file"),
    "it shows the prompts of everybody": ("--slots", "--log-prompts-dir"),
    "it lets everybody who reaches the server run programs or change its settings": (
        *("--tools", "--tools-runtime", "-ag", "--agent", "--mcp-servers-config", "--mcp-servers-json", "--props"),
        *("--ui-mcp-proxy", "--webui-mcp-proxy", "--ui", "--webui"),
    ),
    "a model that went to sleep is not ready": ("--sleep-idle-seconds",),
}
_OWNER = {option: f"use the field {field}" for field, options in _FIELDS.items() for option in options} | {
    option: f"remove it; {reason}" for reason, options in _FIXED.items() for option in options
}
OWNED_OPTIONS = frozenset(_OWNER)
"""Options that extra arguments must not contain."""

_ENVIRONMENT = {"DRAIN_SECONDS", "HOME", "MODEL_FILE"}


def argument_problems(arguments: tuple[str, ...]) -> Iterator[Problem]:
    """What is wrong with extra arguments, which llama.cpp takes as separate words: `("--top-k", "20")`."""
    for position, argument in enumerate(arguments):
        field = f"extra_args[{position}]"
        option, equals, value = argument.partition("=")
        # as llama.cpp reads it
        option = option.replace("_", "-") if option.startswith("--") else option
        if option in _OWNER:
            # its value may be a secret
            got = argument.partition("=")[0]
            yield Problem(field=field, must_be="an option that no field sets", got=got, do=_OWNER[option])
        elif option.startswith("--") and equals:
            yield Problem(
                field=field,
                must_be="an option or a value, each for itself",
                got=argument,
                do=f"write '{option}', '{value}' as two arguments; llama.cpp does not split them",
            )
        if "{{" in argument or "$(" in argument:
            yield Problem(
                field=field,
                must_be="without {{ and $(",
                got=argument,
                do="remove it; KServe and the kubelet would replace it",
            )


def environment_problems(variables: Mapping[str, str]) -> Iterator[Problem]:
    """What is wrong with extra environment variables."""
    for name in variables:
        if name in _ENVIRONMENT or name.startswith("LLAMA_ARG_"):
            yield Problem(
                field=f"extra_env[{name}]",
                must_be="no variable that a field, an argument or the runtime sets",
                got=name,
                do="use the field, or extra_args" if name.startswith("LLAMA_ARG_") else "remove it",
            )
