"""What has changed in a git repository since a commit: which files, and which of their lines.

Counted is what `git diff REF...` counts, the changes since HEAD and REF parted, and what is not committed yet besides: in the index, in the
work tree, and files that git does not know and does not ignore. Git runs nothing that a repository's configuration names (hooks, filters,
diff programs), and fetches nothing.
"""

from __future__ import annotations

import os
import re
import subprocess
from ast import literal_eval
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from newslint.discovery import absolute, parent_of
from newslint.errors import NewslintError, did_you_mean
from newslint.finding import FileResult, Finding

PATIENCE = 600  # seconds that one question to git may take

Lines = tuple[range, ...]  # numbers of lines from 1, in ascending order; only \n ends a line

_HUNK = re.compile(rb"@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@")
_COMMIT = re.compile("[0-9a-f]+")
_SAFE = ("--no-pager", "-c", "core.fsmonitor=false", "-c", "core.quotePath=true")
_DIFF = (
    *("diff", "--no-ext-diff", "--no-textconv", "--ignore-submodules=all", "--no-relative", "--find-renames", "--no-color", "--text"),
    *("--unified=0", "--inter-hunk-context=0", "--src-prefix=a/", "--dst-prefix=b/"),
)
_SHALLOW = (
    'This clone is shallow: "git fetch --unshallow" fetches the history that it lacks (on GitHub fetch-depth: 0, on GitLab GIT_DEPTH: 0)'
)


class Since(NamedTuple):
    """What a run looked at: the files that have changed since HEAD and `ref` parted, which was at `commit`."""

    ref: str
    commit: str
    files: tuple[str, ...]

    def told(self) -> str:
        """The commit as it is named and as git abbreviates it."""
        return f"{self.ref} ({self.commit[:7]})"


class Changes(NamedTuple):
    """What has changed since HEAD and `ref` parted, which was at `commit`.

    `files` has the new lines of each file by its absolute path, links of its folder followed; None stands for all lines.
    """

    ref: str
    commit: str
    files: Mapping[str, Lines | None]

    def since(self, looked_at: Iterable[str]) -> Since:
        """What a report says of a run that looked at some of the changed files."""
        return Since(self.ref, self.commit, tuple(looked_at))

    def hold(self, path: str) -> bool:
        """Whether a file has changed."""
        return _resolved(path) in self.files

    def only_added(self, result: FileResult) -> FileResult:
        """The result of a file with those findings only that touch a new line; its score is that of the whole file."""
        lines = self.files.get(_resolved(result.path))
        if lines is None or result.source is None:
            return result
        text = result.source.text
        return result._replace(
            findings=tuple(touching(result.findings, text, lines)), suppressed=tuple(touching(result.suppressed, text, lines))
        )


def changes_since(ref: str, *, lines: bool) -> Changes:
    """What has changed in the repository of the current folder.

    Args:
        ref: what git calls a commit.
        lines: whether to ask which lines are new, too; without it all lines count as new.
    Raises:
        NewslintError: there is no git, no repository, or no such commit; the text is one line.
    """
    top = _top()
    git = _Git(top)
    commit = _parting(git, ref)
    listed = changed_files(git.must(*_DIFF, "--name-status", "-z", "--diff-filter=d", commit, "--"))
    files: dict[str, Lines | None] = dict.fromkeys(listed)
    if lines:
        files.update((name, ()) for name, status in listed.items() if status != "A")
        files.update(added_lines(git.must(*_DIFF, "--patch", "--diff-filter=ad", commit, "--")))
    untracked = git.must("ls-files", "--others", "--exclude-standard", "-z", "--").split(b"\0")
    files.update(dict.fromkeys(os.fsdecode(name) for name in untracked if name))
    return Changes(ref, commit, {f"{top.rstrip('/')}/{name}": files[name] for name in files})


def changed_files(listing: bytes) -> dict[str, str]:
    """The letter of its status for each path, from what `git diff --name-status -z` prints; of a renamed file, the new path."""
    fields = iter(listing.split(b"\0"))
    files = {}
    for status in fields:
        if status:
            path = next(fields)
            if status[:1] in b"RC":
                path = next(fields)
            files[os.fsdecode(path)] = os.fsdecode(status[:1])
    return files


def added_lines(patch: bytes) -> dict[str, Lines]:
    """The new lines of each path that has some, from what `git diff --unified=0 --dst-prefix=b/` prints."""
    lines = iter(patch.split(b"\n"))
    files: dict[str, list[range]] = {}
    name = ""
    for line in lines:
        if line.startswith(b"+++ "):
            name = _path_of(line[4:])
        elif hunk := _HUNK.match(line):
            removed, start, added = (1 if number is None else int(number) for number in hunk.groups())
            if added:
                files.setdefault(name, []).append(range(start, start + added))
            # What a text says must not be taken for a header.
            left = removed + added
            while left:
                left -= next(lines)[:1] in (b"-", b"+")
    return {name: tuple(ranges) for name, ranges in files.items()}


def touching(findings: Iterable[Finding], text: str, lines: Lines) -> list[Finding]:
    """Those findings in a text that have a part in some lines."""
    feeds = [found.start() for found in re.finditer("\n", text)]
    ends = [each.stop for each in lines]
    kept = []
    for finding in findings:
        first = bisect_left(feeds, finding.start.offset) + 1
        last = bisect_left(feeds, max(finding.start.offset, finding.end.offset - 1)) + 1
        after = bisect_right(ends, first)
        if after < len(lines) and lines[after].start <= last:
            kept.append(finding)
    return kept


def _path_of(header: bytes) -> str:
    """The path after `+++ `: in quotes, with the escapes of C, if it holds unusual characters; with a tab behind it if it holds spaces."""
    name = header.removesuffix(b"\t")
    if name.startswith(b'"'):
        name = literal_eval(f"b{name.decode('ascii')}")
    return os.fsdecode(name.removeprefix(b"b/"))


def _resolved(path: str) -> str:
    full = absolute(path)
    return f"{_real(parent_of(full)).rstrip('/')}/{full.rpartition('/')[2]}"


@lru_cache(maxsize=4096)
def _real(folder: str) -> str:
    return os.path.realpath(folder).replace(os.sep, "/")


class _Git:
    """Asks git about a work tree."""

    def __init__(self, folder: str) -> None:
        self._folder = folder
        self._environment = _environment()
        listed = self.ask("config", "--name-only", "-z", "--get-regexp", r"^filter\.").stdout.split(b"\0")
        self._environment |= _without_filters(sorted({os.fsdecode(name).rpartition(".")[0] for name in listed if name}))

    def ask(self, *arguments: str) -> subprocess.CompletedProcess[bytes]:
        """What git answers, even if it fails."""
        return _run(self._folder, self._environment, arguments)

    def must(self, *arguments: str) -> bytes:
        """What git prints.

        Raises:
            NewslintError: it fails.
        """
        done = self.ask(*arguments)
        if done.returncode:
            raise NewslintError(f"--since: git {arguments[0]} failed: {_said(done)}")
        return done.stdout


def _run(folder: str, environment: Mapping[str, str], arguments: tuple[str, ...]) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(
            ["git", *_SAFE, *arguments], cwd=folder, env=environment, stdin=subprocess.DEVNULL, capture_output=True, timeout=PATIENCE
        )
    except FileNotFoundError as error:
        raise NewslintError("--since needs the program git, which is not on the PATH; install it") from error
    except OSError as error:
        raise NewslintError(f"--since: git cannot be run: {error.strerror}") from error
    except subprocess.TimeoutExpired as error:
        raise NewslintError(f"--since: git {arguments[0]} took more than {PATIENCE} seconds; see whether git works here") from error


def _environment() -> dict[str, str]:
    """No locks, no questions, no language but English, and no way to fetch what a partial clone lacks."""
    return {**os.environ, "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "GIT_ALLOW_PROTOCOL": "none", "LC_ALL": "C"}


def _without_filters(filters: list[str]) -> dict[str, str]:
    """Variables that keep git from running some filters, whose names may hold what `git -c` cannot take."""
    first = int(os.environ.get("GIT_CONFIG_COUNT") or 0)
    settings = [(f"{name}.{key}", value) for name in filters for key, value in (("clean", ""), ("process", ""), ("required", "false"))]
    variables = {"GIT_CONFIG_COUNT": str(first + len(settings))}
    for index, (key, value) in enumerate(settings, first):
        variables |= {f"GIT_CONFIG_KEY_{index}": key, f"GIT_CONFIG_VALUE_{index}": value}
    return variables


def _top() -> str:
    """The top folder of the work tree that the current folder lies in."""
    done = _run(".", _environment(), ("rev-parse", "--show-toplevel"))
    if done.returncode:
        if b"not a git repository" in done.stderr:
            raise NewslintError("--since: this folder is in no git repository; go to one, or leave --since out")
        raise NewslintError(f"--since: git cannot be asked here: {_said(done)}")
    return os.fsdecode(done.stdout.removesuffix(b"\n")).replace(os.sep, "/")


def _parting(git: _Git, ref: str) -> str:
    """The commit at which HEAD and a revision parted."""
    found = git.ask("rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}")
    commit = os.fsdecode(found.stdout.strip())
    if not _COMMIT.fullmatch(commit):
        raise NewslintError(f'--since: git knows no commit "{ref}".{_hint(git, ref)}')
    base = git.ask("merge-base", "--end-of-options", commit, "HEAD")
    if base.returncode == 1:
        raise NewslintError(f'--since: "{ref}" and HEAD have no commit in common. {_SHALLOW if _is_shallow(git) else "Name another one"}')
    if base.returncode:
        raise NewslintError(f"--since: git merge-base failed: {_said(base)}")
    return os.fsdecode(base.stdout.strip())


def _hint(git: _Git, ref: str) -> str:
    if ".." in ref:
        return " Name one commit, not a range; what counts is the changes since HEAD and it parted"
    names = git.ask("for-each-ref", "--format=%(refname:short)", "refs/heads", "refs/remotes", "refs/tags").stdout
    hint = did_you_mean(ref, os.fsdecode(names).splitlines())
    if _is_shallow(git):
        return f"{hint} {_SHALLOW}"
    return hint or ' If it is on a server, fetch it first, as with "git fetch origin"'


def _is_shallow(git: _Git) -> bool:
    return git.ask("rev-parse", "--is-shallow-repository").stdout.strip() == b"true"


def _said(done: subprocess.CompletedProcess[bytes]) -> str:
    return " ".join(os.fsdecode(done.stderr).removeprefix("fatal:").split())
