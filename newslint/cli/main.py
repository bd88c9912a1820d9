"""The command line: parse, run a command, turn mistakes into one line and an exit code.

Exit codes: 0 nothing to complain of; 1 findings at or above --fail-on; 2 bad use, configuration, rules, or input that could not be read;
130 interrupted; 141 the reader of the output went away.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from typing import Any, NoReturn

from newslint import __version__
from newslint.cli import baseline, clean, compare, completion, config, explain, lint, rules, score, waive
from newslint.cli.common import complain
from newslint.errors import NewslintError, did_you_mean

COMMANDS = {
    "lint": lint,
    "score": score,
    "compare": compare,
    "baseline": baseline,
    "waive": waive,
    "clean": clean,
    "explain": explain,
    "rules": rules,
    "config": config,
    "completion": completion,
}
INTERRUPTED = 130
PIPE_CLOSED = 141

_EPILOG = """\
examples:
  newslint lint seeds/                 find the faults of all text files in a folder
  newslint explain MT101               what a code means
  newslint lint --help                 all about linting

exit codes: 0 no findings that count, 1 findings, 2 something could not be done
"""


class Parser(argparse.ArgumentParser):
    """An argument parser that takes no abbreviations and complains in one line."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(allow_abbrev=False, formatter_class=argparse.RawDescriptionHelpFormatter, **kwargs)

    def error(self, message: str) -> NoReturn:
        """Complain and exit with 2."""
        complain(f'{message}; see "{self.prog} --help"')
        raise SystemExit(2)


def build_parser() -> Parser:
    """The parser of the whole command line; each command's module adds its own part."""
    parser = Parser(
        prog="newslint",
        description="Finds machine-translation damage, site junk and broken names, quotes and dates in scraped news files.",
        epilog=_EPILOG,
    )
    parser.add_argument("--version", action="version", version=f"newslint {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", title="commands")
    for name, module in COMMANDS.items():
        module.add_to(commands, name)
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run newslint.

    Args:
        argv: the arguments after the program's name; by default those of the process.
    Returns:
        The exit code.
    """
    try:
        return _run(list(sys.argv[1:] if argv is None else argv))
    except NewslintError as error:
        complain(str(error))
        return 2
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _give_up_stdout()
        return PIPE_CLOSED
    except OSError as error:
        _give_up_stdout()
        complain(f"{f'{error.filename}: ' if error.filename else 'the output could not be written: '}{error.strerror or error}")
        return 2


def _run(argv: list[str]) -> int:
    # What a source holds may not fit the terminal's encoding; that must never end the run.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    parser = build_parser()
    try:
        if argv and not argv[0].startswith("-") and argv[0] not in COMMANDS:
            raise NewslintError(_unknown_command(argv[0]))
        arguments, rest = parser.parse_known_args(argv)
        late = getattr(arguments, "late", None)
        if late and not any(word.startswith("-") and word != "-" for word in rest):
            # What follows an option that stands behind other words is left over by argparse.
            getattr(arguments, late).extend(rest)
        elif rest:
            raise NewslintError(_unknown_option(rest[0], arguments))
        if not hasattr(arguments, "run"):
            parser.print_help(sys.stderr)
            return 2
        code: int = arguments.run(arguments)
        sys.stdout.flush()
        return code
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else 0


def _unknown_command(word: str) -> str:
    hint = did_you_mean(word, list(COMMANDS))
    if not hint or os.path.exists(word):
        hint = f" Write: newslint lint {word}"
    return f'there is no command "{word}".{hint}'


def _unknown_option(word: str, arguments: argparse.Namespace) -> str:
    known = getattr(arguments, "options", [])
    return f'there is no option "{word}".{did_you_mean(word.split("=")[0], known)} See "newslint {arguments.command} --help"'


def _give_up_stdout() -> None:
    """Let the interpreter's last flush of stdout go nowhere, so that it does not complain."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
