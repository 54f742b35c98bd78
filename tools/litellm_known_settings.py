"""Extracts the names (and rough types) of every setting that given LiteLLM versions read.

The result is `constructs/litellm/known_settings.json`, which lets the library refuse a setting that nothing reads.
Names and types only, found in the syntax trees of the wheels; no LiteLLM code is imported or run.

    pip download --no-deps -d wheels litellm==1.103.7 litellm-proxy-extras==... litellm-enterprise==...
    python tools/litellm_known_settings.py 1.103.7=wheels/litellm-1.103.7-*.whl,wheels/litellm_proxy_extras-*.whl ...

Give the versions oldest first; each takes its wheels separated by commas.
"""

from __future__ import annotations

import ast
import json
import sys
import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

OUTPUT = Path(__file__).parents[1] / "lib/inference_platform/constructs/litellm/known_settings.json"
Names = dict[str, str]
"""Name of a setting and its kind: bool, int, number, text, list, mapping or any."""

Trees = Mapping[str, tuple[ast.AST, ...]]
"""Every node of the syntax tree of each module, by the module's path inside the wheel."""

REDIS_CLIENT_OPTIONS: Names = {
    # read by redis-py, which LiteLLM hands every other cache parameter to
    "client_name": "text",
    "db": "int",
    "health_check_interval": "int",
    "max_connections": "int",
    "retry_on_timeout": "bool",
    "sentinel_nodes": "list",
    "sentinel_password": "text",
    "service_name": "text",
    "socket_connect_timeout": "number",
    "socket_keepalive": "bool",
    "ssl": "bool",
    "ssl_ca_certs": "text",
    "ssl_cert_reqs": "text",
    "ssl_certfile": "text",
    "ssl_check_hostname": "bool",
    "ssl_keyfile": "text",
    "url": "text",
    "username": "text",
}
ENVIRONMENT_READERS = ("getenv", "get_secret", "get_secret_str", "get_secret_bool", "get_env_int", "get_env_bool")


def trees_of(wheels: Iterable[Path]) -> Trees:
    """Parse every Python module of some wheels."""
    found: dict[str, tuple[ast.AST, ...]] = {}
    for wheel in wheels:
        with zipfile.ZipFile(wheel) as archive:
            for name in archive.namelist():
                if name.endswith(".py") and "/_experimental/" not in name:
                    found[name] = tuple(ast.walk(ast.parse(archive.read(name))))
    return found


def kind_of(annotation: ast.expr | None) -> str:
    """The rough type of an annotation, `any` where it is not one plain type."""
    if annotation is None:
        return "any"
    text = ast.unparse(annotation).replace("typing.", "").strip("'\"")
    parts = {part.strip() for part in text.removeprefix("Optional[").split("|")} - {"None"}
    base = parts.pop().rstrip("]") if len(parts) == 1 else ""
    plain = {"bool": "bool", "int": "int", "float": "number", "str": "text", "dict": "mapping", "list": "list"}
    head = base.split("[")[0].lower()
    return plain.get(head, {"sequence": "list", "tuple": "list", "mapping": "mapping"}.get(head, "any"))


def string(node: ast.AST | None) -> str | None:
    """The text of a literal, or None."""
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def class_named(trees: Trees, path: str, name: str) -> ast.ClassDef | None:
    """A class of a module."""
    for node in trees.get(path, ()):
        if isinstance(node, ast.ClassDef) and node.name == name:
            return node
    return None


def fields_of(trees: Trees, name: str, *paths: str) -> Names:
    """Annotated fields of a pydantic class and of its bases in the same modules."""
    for path in paths:
        found = class_named(trees, path, name)
        if found is None:
            continue
        names: Names = {}
        for base in found.bases:
            names |= fields_of(trees, ast.unparse(base), *paths)
        for node in found.body:
            if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
                names[node.target.id] = kind_of(node.annotation)
        return {field: kind for field, kind in names.items() if not field.startswith("_") and field.islower()}
    return {}


def arguments_of(trees: Trees, path: str, owner: str | None, function: str) -> Names:
    """Named arguments of a function or method."""
    scope = class_named(trees, path, owner) if owner else None
    for node in ast.walk(scope) if scope else trees.get(path, ()):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name == function:
            every = [*node.args.args, *node.args.kwonlyargs]
            return {
                each.arg: kind_of(each.annotation)
                for each in every
                if each.arg != "self" and not each.arg.startswith("_")
            }
    return {}


def keys_read_from(trees: Trees, variables: tuple[str, ...], under: str = "litellm") -> Names:
    """Keys read from a dict of one of these names: `.get("key")`, `.pop("key")`, `["key"]` or `"key" in`."""
    found: Names = {}
    for path, nodes in trees.items():
        if path.startswith(under):
            for node in nodes:
                key = _key_read(node, variables)
                if key and key.isidentifier():
                    found[key] = "any"
    return found


def _key_read(node: ast.AST, variables: tuple[str, ...]) -> str | None:
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args:
        reads = node.func.attr in ("get", "pop") and _is_named(node.func.value, variables)
        return string(node.args[0]) if reads else None
    if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Load):
        return string(node.slice) if _is_named(node.value, variables) else None
    if isinstance(node, ast.Compare) and len(node.ops) == 1 and isinstance(node.ops[0], ast.In | ast.NotIn):
        return string(node.left) if _is_named(node.comparators[0], variables) else None
    return None


def _is_named(node: ast.AST, variables: tuple[str, ...]) -> bool:
    """Whether an expression is a variable of one of these names, `x or {}` and `module.x` included."""
    if isinstance(node, ast.BoolOp):
        return any(_is_named(value, variables) for value in node.values)
    if isinstance(node, ast.Attribute):
        return node.attr in variables
    return isinstance(node, ast.Name) and node.id in variables


def module_settings(trees: Trees) -> Names:
    """Lower-case names that `litellm/__init__.py` assigns: every key of litellm_settings is set as one of them."""
    found: Names = {}
    modules = ("litellm/constants.py", "litellm/_logging.py", "litellm/__init__.py")
    nodes = [node for module in modules for node in trees[module]]
    scopes = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    local = {inner for node in nodes if isinstance(node, scopes) for inner in ast.walk(node)}
    for node in nodes:
        if node in local:
            continue
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            found[node.target.id] = kind_of(node.annotation)
        elif isinstance(node, ast.Assign):
            found |= {target.id: "any" for target in node.targets if isinstance(target, ast.Name)}
    return {name: kind for name, kind in found.items() if name.islower() and not name.startswith("_")}


def compared_with(trees: Trees, variable: str, *paths: str) -> Names:
    """Texts that modules compare a variable with: `key == "cache"`, `key in {...}`."""
    found: Names = {}
    for node in (node for path in paths for node in trees.get(path, ())):
        if isinstance(node, ast.Compare) and isinstance(node.left, ast.Name) and node.left.id == variable:
            found |= dict.fromkeys(_texts(node.comparators[0]), "any")
    return {name: kind for name, kind in found.items() if name.isidentifier()}


def _texts(node: ast.AST) -> list[str]:
    """Every text in a literal."""
    return [text for each in ast.walk(node) if (text := string(each)) is not None]


def assigned_texts(trees: Trees, path: str, name: str) -> Names:
    """Every text in the literal that a module assigns to a name."""
    for node in trees[path]:
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            target = node.targets[0] if isinstance(node, ast.Assign) else node.target
            if isinstance(target, ast.Name) and target.id == name:
                return dict.fromkeys(_texts(node.value), "any")
    return {}


def provider_names(trees: Trees) -> Names:
    """Values of the enum of providers, what stands before the first `/` of a model."""
    found = class_named(trees, "litellm/types/utils.py", "LlmProviders")
    members = [node for node in (found.body if found else ()) if isinstance(node, ast.Assign)]
    return {text: "any" for node in members for text in _texts(node)}


def environment_names(trees: Trees) -> Names:
    """Names of environment variables that are read by a literal name or by a constant that holds one."""
    every = [node for nodes in trees.values() for node in nodes]
    constants = {name: text for node in every for name, text in _constant(node)}
    found: Names = {}
    for node in every:
        for each in _environment_reads(node):
            name = string(each) or constants.get(getattr(each, "id", "") or getattr(each, "attr", ""))
            if name and name.replace("_", "").isalnum() and name.isupper():
                found[name] = "any"
    return found


def _constant(node: ast.AST) -> Iterator[tuple[str, str]]:
    if isinstance(node, ast.Assign | ast.AnnAssign):
        target = node.targets[0] if isinstance(node, ast.Assign) else node.target
        text = string(node.value)
        if isinstance(target, ast.Name) and text is not None:
            yield target.id, text


def _environment_reads(node: ast.AST) -> Iterator[ast.AST]:
    """The expressions in a node that name an environment variable."""
    if isinstance(node, ast.Call):
        function = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        from_environ = function == "get" and isinstance(node.func, ast.Attribute) and _is_environ(node.func.value)
        if node.args and (function in ENVIRONMENT_READERS or from_environ):
            yield node.args[0]
        if function == "AliasChoices":
            yield from node.args
        yield from (word.value for word in node.keywords if word.arg in ("envvar", "validation_alias", "env_var"))
    elif isinstance(node, ast.Subscript) and _is_environ(node.value):
        yield node.slice
    elif isinstance(node, ast.Compare) and _is_environ(node.comparators[0]):
        yield node.left


def _is_environ(node: ast.AST) -> bool:
    return _is_named(node, ("environ",))


def _general(trees: Trees) -> Names:
    return keys_read_from(trees, ("general_settings",)) | fields_of(
        trees, "ConfigGeneralSettings", "litellm/proxy/_types.py"
    )


def _litellm(trees: Trees) -> Names:
    direct = keys_read_from(trees, ("litellm_settings",))
    special = compared_with(trees, "key", "litellm/proxy/proxy_server.py")
    found = direct | special | module_settings(trees)
    return {name: kind for name, kind in found.items() if not name.endswith("_models")}


def _router(trees: Trees) -> Names:
    """Arguments of the router's constructor; its class was moved to another module after 1.103."""
    owners = [
        arguments_of(trees, path, node.name, "__init__")
        for path, nodes in trees.items()
        if path.startswith("litellm/router") and path.count("/") == 1
        for node in nodes
        if isinstance(node, ast.ClassDef)
    ]
    return max((names for names in owners if "routing_strategy" in names), key=len, default={})


def _model_parameters(trees: Trees) -> Names:
    types, constants = "litellm/types/utils.py", "litellm/constants.py"
    return (
        keys_read_from(trees, ("litellm_params",), under="litellm/router")
        | keys_read_from(trees, ("kwargs", "passed_params", "optional_params"), under="litellm/main.py")
        | keys_read_from(trees, ("kwargs", "passed_params", "optional_params"), under="litellm/utils.py")
        | assigned_texts(trees, types, "all_litellm_params")
        | assigned_texts(trees, constants, "OPENAI_CHAT_COMPLETION_PARAMS")
        | assigned_texts(trees, constants, "OPENAI_EMBEDDING_PARAMS")
        | assigned_texts(trees, constants, "OPENAI_TRANSCRIPTION_PARAMS")
        | arguments_of(trees, "litellm/main.py", None, "completion")
        | arguments_of(trees, "litellm/main.py", None, "embedding")
        | fields_of(trees, "LiteLLM_Params", "litellm/types/router.py", types)
    )


def _model_info(trees: Trees) -> Names:
    types = "litellm/types/utils.py"
    paths = ("litellm/types/router.py", types)
    prices = fields_of(trees, "ModelInfoBase", types) | fields_of(trees, "ModelInfo", types)
    read = keys_read_from(trees, ("model_info", "_model_info"))
    return read | prices | fields_of(trees, "ModelInfo", *paths)


def _callbacks(trees: Trees) -> Names:
    """Integrations that are classes, and older ones that are only compared with."""
    older = compared_with(
        trees,
        "callback",
        "litellm/litellm_core_utils/litellm_logging.py",
        "litellm/proxy/common_utils/callback_utils.py",
    )
    return older | assigned_texts(trees, "litellm/__init__.py", "_custom_logger_compatible_callbacks_literal")


def _top_level(trees: Trees) -> Names:
    server = {path: tree for path, tree in trees.items() if path == "litellm/proxy/proxy_server.py"}
    found = keys_read_from(server, ("config",)) | fields_of(trees, "ConfigYAML", "litellm/proxy/_types.py")
    # other dictionaries of that module that are called config, too
    return {name: kind for name, kind in found.items() if name not in ("force_reload", "interval_hours", "enabled")}


def _cache(trees: Trees) -> Names:
    own = arguments_of(trees, "litellm/caching/caching.py", "Cache", "__init__")
    redis = arguments_of(trees, "litellm/caching/redis_cache.py", "RedisCache", "__init__")
    return REDIS_CLIENT_OPTIONS | {"default_redis_ttl": "number", "default_in_memory_ttl": "number"} | redis | own


SECTIONS: Mapping[str, Callable[[Trees], Names]] = {
    "general_settings": _general,
    "litellm_settings": _litellm,
    "router_settings": _router,
    "cache_params": _cache,
    "litellm_params": _model_parameters,
    "model_info": _model_info,
    "top_level": _top_level,
    "providers": provider_names,
    "callbacks": _callbacks,
    "environment": environment_names,
}


def merged(versions: Mapping[str, Mapping[str, Names]]) -> dict[str, object]:
    """For each section and name: the kind in the newest version that knows it, and a 0 or 1 for each version."""
    result: dict[str, object] = {"versions": list(versions)}
    for section in SECTIONS:
        known: dict[str, list[str | None]] = defaultdict(lambda: [None] * len(versions))
        for index, sections in enumerate(versions.values()):
            for name, kind in sections[section].items():
                known[name][index] = kind
        result[section] = {
            name: f"{next(kind for kind in reversed(kinds) if kind)} {''.join('01'[bool(kind)] for kind in kinds)}"
            for name, kinds in sorted(known.items())
        }
    return result


def main(arguments: list[str]) -> None:
    """Write the file for versions given as `version=wheel,wheel`."""
    versions = {}
    for argument in arguments:
        version, _, wheels = argument.partition("=")
        trees = trees_of(Path(wheel) for wheel in wheels.split(","))
        versions[version] = {section: extract(trees) for section, extract in SECTIONS.items()}
    OUTPUT.write_text(json.dumps(merged(versions), indent=1, ensure_ascii=False) + "\n")
    print(f"wrote {OUTPUT}")


if __name__ == "__main__":
    main(sys.argv[1:])
