"""`newslint completion`: a script by which a shell completes newslint's commands, options and their values."""

from __future__ import annotations

import argparse
from typing import Any

from newslint.report import FORMATS

SHELLS = ("bash", "zsh", "fish")

# What stands for an argument in the help says what completes it.
_COMPLETED_BY = {"PATH": "file", "FILE": "file", "DIR": "directory", "URL|DIR": "directory"}

_EPILOG = """\
examples:
  source <(newslint completion bash)                                     in ~/.bashrc
  newslint completion zsh > ~/.zfunc/_newslint                           with fpath+=~/.zfunc before compinit in ~/.zshrc
  newslint completion fish > ~/.config/fish/completions/newslint.fish
"""


def add_to(commands: Any, name: str) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser(
        name,
        help="complete newslint's commands at a shell's prompt",
        description="Prints a script by which a shell completes commands, options and their values. It holds for this version of newslint.",
        epilog=_EPILOG,
    )
    parser.add_argument("shell", choices=SHELLS, help="the shell")
    parser.set_defaults(run=run, options=sorted(parser._option_string_actions))


def run(arguments: argparse.Namespace) -> int:
    """Print the script."""
    import shtab

    from newslint.cli.main import build_parser

    parser = build_parser()
    _mark(parser)
    print(shtab.complete(parser, arguments.shell))
    return 0


def _mark(parser: argparse.ArgumentParser) -> None:
    """Say in the words of shtab what completes each argument."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for command in action.choices.values():
                _mark(command)
        elif action.dest == "format" and action.choices is None:
            action.choices = FORMATS
        elif action.metavar in _COMPLETED_BY:
            action.complete = _COMPLETED_BY[action.metavar]  # type: ignore[attr-defined]  # shtab looks for it
