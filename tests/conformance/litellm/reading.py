"""Whether the installed LiteLLM reads a setting, found in its syntax trees and nowhere else.

No list of ours takes part. A name counts as read where the code takes it from the right place: a key from the dict of
its section, an attribute of the `litellm` module, an argument of the class that receives the section, a variable from
the environment. A name that is only mentioned, declared or written does not count.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from tests.conformance.litellm.rendered import Rendered, variables

_PACKAGES = ("litellm", "litellm_proxy_extras", "prometheus_client")
_READERS = (
    ast.AnnAssign, ast.Assign, ast.Attribute, ast.Call, ast.ClassDef, ast.Compare, ast.keyword, ast.Subscript,
)  # fmt: skip
_REFERENCE = "os.environ/"
_ENVIRONMENT = re.compile(r"environ|getenv|get_secret|get_env|env_var|_env\b|from_env")


class _Site(NamedTuple):
    """A place where a dict is asked for a key."""

    source: str
    aliases: frozenset[str]
    """Names in this file that stand for another expression, as `name<-expression`."""

    def is_of(self, section: str) -> bool:
        """Whether the dict is this section, or a name that was given to it."""
        if section in self.source:
            return True
        return any(each.startswith(f"{self.source}<-") and section in each for each in self.aliases)


class Installed:
    """The syntax trees of the installed packages.

    Args:
        site_packages: Folder with the packages.
    """

    def __init__(self, site_packages: Path) -> None:
        folders = [site_packages / name for name in _PACKAGES]
        assert all(each.is_dir() for each in folders), f"{site_packages} must hold {_PACKAGES}"
        self._texts = {
            path: path.read_text(encoding="utf-8") for each in folders for path in sorted(each.rglob("*.py"))
        }
        self._root = site_packages
        self._nodes = cache(self._parse)
        self.reads_key = cache(self._reads_key)
        self.reads_attribute = cache(self._reads_attribute)
        self.reads_variable = cache(self._reads_variable)

    def _parse(self, path: Path) -> tuple[ast.AST, ...]:
        """The nodes of a module that can read something or give it a name; the others would fill the memory."""
        nodes = ast.walk(ast.parse(self._texts[path]))
        return tuple(node for node in nodes if isinstance(node, _READERS))

    def _mentioning(self, name: str) -> Iterator[tuple[ast.AST, ...]]:
        return (self._nodes(path) for path, text in self._texts.items() if name in text)

    def sites(self, key: str) -> Iterator[_Site]:
        """Every place that asks something for a key."""
        for nodes in self._mentioning(key):
            found = [each for node in nodes if (each := _asked(node, key))]
            if found:
                aliases = frozenset(_aliases(nodes))
                yield from (_Site(each, aliases) for each in found)

    def _reads_key(self, section: str, key: str) -> bool:
        """Whether the dict of a section is asked for a key."""
        return any(site.is_of(section) for site in self.sites(key))

    def _reads_attribute(self, key: str) -> bool:
        """Whether `litellm.<key>` is read: every key of litellm_settings is set there."""
        nodes = (node for nodes in self._mentioning(f"litellm.{key}") for node in nodes)
        return any(
            isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load) and ast.unparse(node) == f"litellm.{key}"
            for node in nodes
        )

    def has_field(self, module: str, owner: str, key: str) -> bool:
        """Whether a class has such a field, or its constructor such an argument; bases of the same module count."""
        classes = {n.name: n for n in self._nodes(self._root / module) if isinstance(n, ast.ClassDef)}
        (todo, names) = ([owner], set[str]())
        while todo:
            found = classes.get(todo.pop())
            if found is not None:
                names |= set(_fields(found))
                todo += [ast.unparse(base) for base in found.bases]
        return key in names

    def reads_option(self, option: str) -> bool:
        """Whether the command line has an option."""
        nodes = self._nodes(self._root / "litellm/proxy/proxy_cli.py")
        calls = (n for n in nodes if isinstance(n, ast.Call) and ast.unparse(n.func) == "click.option")
        names = (n.value for call in calls for n in call.args if isinstance(n, ast.Constant))
        return any(option in str(name).split("/") for name in names)

    def _reads_variable(self, name: str) -> bool:
        """Whether a variable of the environment is asked for, also by a constant that holds its name."""
        if any(_ENVIRONMENT.search(site.source) for site in self.sites(name)):
            return True
        nodes = [node for nodes in self._mentioning(name) for node in nodes]
        if any(_is_bound_to(node, name) for node in nodes):
            return True
        constants = {t for node in nodes for t in _constants(node, name)}
        return any(self._asks_environment_by(constant) for constant in constants)

    def _asks_environment_by(self, constant: str) -> bool:
        nodes = (node for nodes in self._mentioning(constant) for node in nodes)
        return any(
            _is_bound_to(node, constant, by_name=True)
            or _ENVIRONMENT.search(_asked(node, constant, by_name=True) or "")
            for node in nodes
        )


def _is_text(node: ast.AST, text: str, *, by_name: bool = False) -> bool:
    if by_name:
        return isinstance(node, ast.Name) and node.id == text
    return isinstance(node, ast.Constant) and node.value == text


def _is_bound_to(node: ast.AST, variable: str, *, by_name: bool = False) -> bool:
    """Whether this is what binds an option (click) or a field (pydantic) to a variable."""
    binds = isinstance(node, ast.keyword) and node.arg in ("envvar", "validation_alias")
    return binds and isinstance(node, ast.keyword) and _is_text(node.value, variable, by_name=by_name)


def _asked(node: ast.AST, key: str, *, by_name: bool = False) -> str | None:
    """What is asked for a key by this node: `x.get(key)`, `x.pop(key)`, `x[key]`, `key in x`, `read(key)`."""
    if isinstance(node, ast.Call) and node.args and _is_text(node.args[0], key, by_name=by_name):
        by_method = isinstance(node.func, ast.Attribute) and node.func.attr in ("get", "pop")
        return ast.unparse(node.func.value if by_method and isinstance(node.func, ast.Attribute) else node.func)
    if (
        isinstance(node, ast.Subscript)
        and isinstance(node.ctx, ast.Load)
        and _is_text(node.slice, key, by_name=by_name)
    ):
        return ast.unparse(node.value)
    if isinstance(node, ast.Compare) and isinstance(node.ops[0], ast.In) and _is_text(node.left, key, by_name=by_name):
        return ast.unparse(node.comparators[0])
    return None


def _aliases(nodes: tuple[ast.AST, ...]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            target = node.targets[0] if isinstance(node, ast.Assign) else node.target
            yield f"{ast.unparse(target)}<-{ast.unparse(node.value)}"


def _constants(node: ast.AST, text: str) -> Iterator[str]:
    if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None and _is_text(node.value, text):
        target = node.targets[0] if isinstance(node, ast.Assign) else node.target
        if isinstance(target, ast.Name):
            yield target.id


def _fields(owner: ast.ClassDef) -> Iterator[str]:
    for node in owner.body:
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            yield node.target.id
        if isinstance(node, ast.FunctionDef) and node.name == "__init__":
            yield from (each.arg for each in (*node.args.args, *node.args.kwonlyargs))


def unread(environment: Rendered, installed: Installed) -> list[str]:
    """Every setting, variable and option of an environment's proxy and migration that the installed version ignores."""
    (proxy,), (job,) = environment.deployment["containers"], environment.migration["containers"]
    found = [
        each for container in (proxy, job) for each in _unread_of_container(container, environment.config, installed)
    ]
    return sorted({*found, *_unread_of_config(environment.config, installed)})


def _unread_of_container(
    container: Mapping[str, Any], config: Mapping[str, Any], installed: Installed
) -> Iterator[str]:
    referred = set(_references(config))
    for name in variables(container):
        if name not in referred and not installed.reads_variable(name):
            yield f"variable {name}"
    for option in [*container.get("command", []), *container.get("args", [])]:
        if option.startswith("--") and not installed.reads_option(option):
            yield f"option {option}"


def _references(value: Any) -> Iterator[str]:
    if isinstance(value, str) and value.startswith(_REFERENCE):
        yield value.removeprefix(_REFERENCE)
    for each in value.values() if isinstance(value, Mapping) else value if isinstance(value, list) else ():
        yield from _references(each)


_ROUTER_TYPES = "litellm/types/router.py"


def _unread_of_config(config: Mapping[str, Any], installed: Installed) -> Iterator[str]:
    general, settings = config["general_settings"], config["litellm_settings"]
    sections: Sequence[tuple[str, Mapping[str, Any], Callable[[str], bool]]] = (
        ("config", config, lambda key: installed.reads_key("config", key)),
        ("general_settings", general, lambda key: installed.reads_key("general_settings", key)),
        ("litellm_settings", settings, lambda key: _litellm_reads(key, installed)),
        ("router_settings", config["router_settings"], lambda k: installed.has_field("litellm/router.py", "Router", k)),
        ("cache_params", settings["cache_params"], lambda key: _cache_reads(key, installed)),
        ("coordination_redis", general["coordination_redis"], lambda key: _coordination_reads(key, installed)),
    )
    for section, keys, is_read in sections:
        yield from (f"{section}.{key}" for key in keys if not is_read(key))
    for deployment in config["model_list"]:
        for owner, keys in (("Deployment", deployment), ("LiteLLM_Params", deployment["litellm_params"])):
            yield from (f"{owner}.{key}" for key in keys if not installed.has_field(_ROUTER_TYPES, owner, key))
        info = deployment.get("model_info", {})
        yield from (f"ModelInfo.{key}" for key in info if not _info_reads(key, installed))


def _litellm_reads(key: str, installed: Installed) -> bool:
    return installed.reads_attribute(key) or installed.reads_key("litellm_settings", key)


def _cache_reads(key: str, installed: Installed) -> bool:
    argument = installed.has_field("litellm/caching/caching.py", "Cache", key)
    return argument or installed.reads_key("redis_kwargs", key)


def _info_reads(key: str, installed: Installed) -> bool:
    """Its class also takes what it has no field for, and others ask it for that."""
    return installed.has_field(_ROUTER_TYPES, "ModelInfo", key) or installed.reads_key("model_info", key)


def _coordination_reads(key: str, installed: Installed) -> bool:
    return installed.has_field("litellm/proxy/_types.py", "CoordinationRedisParams", key)
