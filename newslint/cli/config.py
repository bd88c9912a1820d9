"""`newslint config`: which settings hold for a file, and where they come from."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from newslint.cli.common import add_config_options

if TYPE_CHECKING:
    from newslint.config import Setting

_EPILOG = """\
example:
  newslint config --show-origin seeds/a.txt
"""


def add_to(commands: Any, name: str) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser(
        name,
        help="the settings that hold for a file",
        description="Prints the settings that hold for a file or a folder, as YAML.",
        epilog=_EPILOG,
    )
    parser.add_argument("path", metavar="FILE", nargs="?", default=".", help="a file or folder (default: the current folder)")
    parser.add_argument("--show-origin", action="store_true", help="tell for each setting where it is made")
    add_config_options(parser)
    parser.set_defaults(run=run, options=sorted(parser._option_string_actions))


def run(arguments: argparse.Namespace) -> int:
    """Print the settings."""
    from pathlib import Path

    from newslint.config import Configs
    from newslint.discovery import absolute, shown
    from newslint.report.visible import visible

    configs = Configs(config=arguments.config, isolated=arguments.isolated)
    folder = Path(arguments.path).is_dir()
    settings = configs.for_folder(absolute(arguments.path)) if folder else configs.for_file(arguments.path)
    print(f"# the settings of {visible(shown(arguments.path))}")
    for line in _yaml(settings.details, show_origin=arguments.show_origin):
        print(visible(line))
    return 0


def _yaml(details: tuple[Setting, ...], *, show_origin: bool) -> Iterator[str]:
    """The settings as YAML; with origins, a list has its entries one a line."""
    import json

    def written(value: Any) -> str:
        return json.dumps(value, ensure_ascii=False)

    for key in dict.fromkeys(setting.key for setting in details):
        settings = [setting for setting in details if setting.key == key]
        if not isinstance(settings[0].value, list):
            yield f"{key}: {written(settings[0].value)}" + (f"  # {settings[0].origin}" if show_origin else "")
        elif show_origin:
            yield f"{key}:"
            yield from (f"  - {written(entry)}  # {setting.origin}" for setting in settings for entry in setting.value)
        else:
            yield f"{key}: {written([entry for setting in settings for entry in setting.value])}"
