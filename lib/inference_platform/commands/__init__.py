"""The subcommands of `python -m inference_platform`, one module each.

A module has `register(subcommands)`, which adds its parser and sets `run=<function>` as a default of it; the
function gets the parsed arguments and returns the exit code. Modules import what is heavy inside that function.
"""

COMMANDS = ("check",)
"""Names of the modules, in the order of the help text."""
