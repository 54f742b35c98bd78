"""The scripts that start the engines whose own programs do not do all that a pod needs."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

__all__ = ["bash"]


@cache
def bash(*names: str) -> tuple[str, ...]:
    """The command of a container that runs scripts of the folder `scripts`, one behind the other.

    They are part of the command because a runtime of the cluster has no namespace from which it could mount them.
    What KServe and the kubelet replace in a command, `{{` and `$(NAME)`, must not be in them.
    """
    folder = files("inference_platform.constructs.serving") / "scripts"
    text = "\n".join((folder / f"{name}.sh").read_text(encoding="utf-8") for name in names)
    return ("/bin/bash", "-c", text, names[-1])
