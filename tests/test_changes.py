"""What has changed in a git repository since a commit."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from helpers import GIT_ENVIRONMENT, commit, git
from hypothesis import given
from hypothesis import strategies as st

from newslint import changes
from newslint.changes import Changes, added_lines, changed_files, changes_since, touching
from newslint.errors import NewslintError
from newslint.finding import FileResult, Finding, Position
from newslint.source import Source

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="needs git")

SIX = "one\ntwo\nthree\nfour\nfive\nsix\n"


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty repository, which is the current folder."""
    for name in list(os.environ):
        if name.startswith("GIT_"):
            monkeypatch.delenv(name)
    for name, value in GIT_ENVIRONMENT.items():
        monkeypatch.setenv(name, value)
    folder = tmp_path / "repo"
    folder.mkdir()
    git(folder, "init", "--quiet")
    monkeypatch.chdir(folder)
    return folder


def since(ref: str, *, lines: bool = True) -> dict[str, list[int] | None]:
    """The numbers of the new lines of each changed file, by its path from the current folder; None for all."""
    found = changes_since(ref, lines=lines).files
    return {os.path.relpath(path): None if ranges is None else [n for each in ranges for n in each] for path, ranges in found.items()}


def test_all_kinds_of_change_count_and_deleted_files_do_not(repository: Path) -> None:
    commit(repository, changed=SIX, cut=SIX, moved=SIX, renamed=SIX + "seven\n", deleted="x\n", same="x\n")
    git(repository, "switch", "--quiet", "--create", "topic")
    commit(repository, changed="one\n2\nthree\nfour\nfive\nsix\n7\n8\n", added="new\n")
    (repository / "moved.txt").rename(repository / "elsewhere.txt")
    (repository / "renamed.txt").rename(repository / "other.txt")
    (repository / "other.txt").write_text(SIX + "sieben\n")
    commit(repository, deleted=None)
    (repository / "cut.txt").write_text("one\nfive\nsix\n")
    (repository / "staged.txt").write_text("y\n")
    git(repository, "add", "staged.txt")
    (repository / ".gitignore").write_text("secret.txt\n")
    (repository / "secret.txt").write_text("x\n")
    (repository / "unknown.txt").write_text("z\n")
    expected = {"changed.txt": [2, 7, 8], "cut.txt": [], "elsewhere.txt": [], "other.txt": [7]}
    new = dict.fromkeys(["added.txt", "staged.txt", ".gitignore", "unknown.txt"])
    assert since("main") == {**expected, **new}
    assert since("main", lines=False) == dict.fromkeys([*expected, *new])


def test_what_others_committed_meanwhile_does_not_count(repository: Path) -> None:
    base = commit(repository, mine="x\n", theirs="x\n")
    git(repository, "switch", "--quiet", "--create", "topic")
    commit(repository, mine="y\n")
    git(repository, "switch", "--quiet", "main")
    commit(repository, theirs="y\n")
    git(repository, "switch", "--quiet", "topic")
    assert since("main") == {"mine.txt": [1]}
    assert changes_since("main", lines=False)[:2] == ("main", base)
    assert since("topic") == since("HEAD") == {}


def test_both_sides_of_a_conflict_count(repository: Path) -> None:
    commit(repository, page="x\n")
    git(repository, "switch", "--quiet", "--create", "topic")
    commit(repository, page="mine\n")
    git(repository, "switch", "--quiet", "main")
    commit(repository, page="theirs\n")
    git(repository, "switch", "--quiet", "topic")
    with pytest.raises(AssertionError):
        git(repository, "merge", "main")
    assert (repository / "page.txt").read_text().splitlines()[1::2] == ["mine", "theirs"]
    assert since("topic") == {"page.txt": [1, 3, 4, 5]}


@pytest.mark.skipif(sys.platform == "win32", reason="has no such names")
def test_any_name_and_any_bytes(repository: Path) -> None:
    names = ["a b", "tab\there", 'quo"te', "new\nline", "é x", "back\\slash", os.fsdecode(b"bad\xff x"), "++ b", " x ", "b", "*", "--help"]
    for content in (b"one\ntwo\n\0\xff\n", b"++ b/b.txt\ntwo\n@@ -1 +1,9 @@\n\\ No newline"):
        for name in names:
            (repository / f"{name}.txt").write_bytes(content)
        git(repository, "add", "--all")
        git(repository, "commit", "--quiet", "--message", "x")
    assert since("HEAD~") == {f"{name}.txt": [1, 3, 4] for name in names}


def test_from_any_folder_and_through_links(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (repository / "wire").mkdir()
    commit(repository)
    (repository / "wire" / "page.txt").write_text("x\n")
    (repository / "link").symlink_to("wire", target_is_directory=True)
    monkeypatch.chdir(repository / "wire")
    found = changes_since("HEAD", lines=False)
    assert found.hold("page.txt") and found.hold("../wire/page.txt") and found.hold("../link/page.txt")
    assert not found.hold("other.txt") and not found.hold("../page.txt")


def test_repositories_inside_are_left_alone(repository: Path) -> None:
    commit(repository, page="x\n")
    inner = repository / "inner"
    inner.mkdir()
    git(inner, "init", "--quiet")
    commit(inner, page="x\n")
    git(repository, "add", "inner")
    commit(repository)
    (inner / "page.txt").write_text("y\n")
    found = changes_since("HEAD", lines=True)
    assert not found.files and not found.hold("inner/page.txt")


def test_git_runs_nothing_that_the_repository_names(repository: Path) -> None:
    (repository / ".gitattributes").write_text("clean.txt filter=clean\nequals.txt filter=a=b\nlong.txt filter=long\nown.txt diff=own\n")
    commit(repository, clean=SIX, equals=SIX, long=SIX, own=SIX, page=SIX)
    traps = {
        "core.fsmonitor": "fsmonitor",
        "filter.clean.clean": "clean",
        "filter.clean.required": "true",
        "filter.a=b.clean": "equals",
        "filter.long.process": "process",
        "filter.long.required": "true",
        "diff.own.textconv": "textconv",
        "diff.external": "external",
    }
    for key, name in traps.items():
        git(repository, "config", key, name if name == "true" else f"sh -c 'touch {repository}/trapped-{name}; cat \"$1\"' trap")
    hook = repository / ".git" / "hooks" / "post-index-change"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(f"#!/bin/sh\ntouch {repository}/trapped-hook\n")
    hook.chmod(0o755)
    names = ["clean", "equals", "long", "own", "page"]
    for name in names:
        (repository / f"{name}.txt").write_text("new\n" + SIX)
    assert since("HEAD") == {f"{name}.txt": [1] for name in names}
    assert not list(repository.glob("trapped-*"))
    for options in ((), ("--no-ext-diff",)):
        for path in ("clean", "equals", "own", "long"):
            subprocess.run(["git", "diff", *options, "HEAD", f"{path}.txt"], capture_output=True, check=False)
    subprocess.run(["git", "add", "page.txt"], capture_output=True, check=False)
    assert {path.name.partition("-")[2] for path in repository.glob("trapped-*")} == {*traps.values(), "hook"} - {"true"}


def test_settings_of_the_user_do_not_change_what_git_prints(repository: Path) -> None:
    commit(repository, page=SIX, moved=SIX)
    (repository / "page.txt").write_text("1\ntwo\nthree\nfour\nfive\n6\n")
    (repository / "sub").mkdir()
    (repository / "moved.txt").rename(repository / "sub" / "été.txt")
    git(repository, "add", "--all")
    plain = since("HEAD")
    assert plain == {"page.txt": [1, 6], "sub/été.txt": []}
    for key, value in {
        "diff.noprefix": "true",
        "diff.mnemonicPrefix": "true",
        "diff.interHunkContext": "9",
        "diff.context": "9",
        "diff.renames": "false",
        "diff.relative": "true",
        "core.quotePath": "false",
        "color.ui": "always",
    }.items():
        git(repository, "config", key, value)
    assert since("HEAD") == plain


def refusal(ref: str) -> str:
    with pytest.raises(NewslintError) as caught:
        changes_since(ref, lines=True)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_what_is_no_commit_is_told(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert refusal("HEAD").startswith('--since: git knows no commit "HEAD".')  # there is none yet
    commit(repository, page="x\n")
    git(repository, "branch", "release-2027")
    git(repository, "tag", "v0.1")
    assert refusal("relase-2027") == '--since: git knows no commit "relase-2027". Did you mean "release-2027"?'
    assert refusal("main...HEAD").endswith("Name one commit, not a range; what counts is the changes since HEAD and it parted")
    assert refusal("zzz").endswith('If it is on a server, fetch it first, as with "git fetch origin"')
    for ref in ("", "--help", "--output=evil", "^main", ":page.txt", "HEAD:page.txt", "\udcff"):
        assert refusal(ref).startswith("--since: git knows no commit"), ref
    git(repository, "switch", "--quiet", "--orphan", "lone")
    commit(repository)
    assert refusal("main") == '--since: "main" and HEAD have no commit in common. Name another one'
    monkeypatch.chdir(repository.parent)
    assert refusal("main") == "--since: this folder is in no git repository; go to one, or leave --since out"
    monkeypatch.chdir(repository / ".git")
    assert "this operation must be run in a work tree" in refusal("main")
    monkeypatch.setenv("PATH", str(repository))
    assert refusal("main") == "--since needs the program git, which is not on the PATH; install it"


def test_a_shallow_clone_is_told_how_to_get_deeper(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = commit(repository, page="x\n")
    commit(repository, page="y\n")
    git(repository, "switch", "--quiet", "--create", "topic", first)
    commit(repository, other="z\n")
    url = repository.as_uri()
    git(repository.parent, "clone", "--quiet", "--depth=1", "--no-single-branch", url, "shallow")
    monkeypatch.chdir(repository.parent / "shallow")
    for ref, told in ((first, "git knows no commit"), ("origin/main", "have no commit in common")):
        assert told in refusal(ref) and "git fetch --unshallow" in refusal(ref) and "fetch-depth: 0" in refusal(ref)
    git(Path(), "fetch", "--quiet", "--unshallow")
    assert since("origin/main") == {"other.txt": None}


def test_nothing_is_fetched(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commit(repository, page="x\n")
    commit(repository, page="y\n")
    git(repository, "config", "uploadpack.allowFilter", "true")
    git(repository.parent, "clone", "--quiet", "--filter=blob:none", repository.as_uri(), "partial")
    monkeypatch.chdir(repository.parent / "partial")
    assert since("HEAD~", lines=False) == {"page.txt": None}
    assert refusal("HEAD~").startswith("--since: git diff failed: ")


def test_a_git_that_takes_too_long_is_told(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object, timeout: float, **__: object) -> None:
        raise subprocess.TimeoutExpired("git", timeout)

    monkeypatch.setattr(changes.subprocess, "run", never)
    assert refusal("main") == "--since: git rev-parse took more than 600 seconds; see whether git works here"


NAMES = st.text(st.characters(exclude_characters="\0"), min_size=1).map(lambda name: name.encode("utf-8", "surrogatepass"))


@given(st.dictionaries(NAMES, st.sampled_from([b"A", b"M", b"T", b"U", b"R100", b"C075"])))
def test_a_listing_is_read_whatever_the_names(statuses: dict[bytes, bytes]) -> None:
    listing = b"".join(status + b"\0" + (b"old name\0" if status[:1] in b"RC" else b"") + name + b"\0" for name, status in statuses.items())
    assert changed_files(listing) == {os.fsdecode(name): status[:1].decode() for name, status in statuses.items()}


TEXTS = st.lists(st.sampled_from([b"@@ -1 +1 @@", b"++ b/evil", b"-- a/evil", b"diff --git a/x b/x", b"x", b"", b"\\ No"]), max_size=5)


@given(st.lists(st.tuples(st.integers(1, 9), TEXTS, TEXTS)))
def test_no_text_in_a_patch_is_taken_for_a_header(hunks: list[tuple[int, list[bytes], list[bytes]]]) -> None:
    patch, expected, last = [b"diff --git a/p b/p", b"--- a/p", b"+++ b/p"], [], 0
    for gap, removed, added in hunks:
        start = last + gap
        patch.append(b"@@ -1,%d +%d,%d @@ x" % (len(removed), start, len(added)))
        patch += [b"-" + line for line in removed]
        patch += [b"\\ No newline at end of file"] if removed else []
        patch += [b"+" + line for line in added]
        expected += [range(start, start + len(added))] if added else []
        last = start + len(added)
    patch += [b"\\ No newline at end of file", b"diff --git a/q b/q", b"--- a/q", b"+++ b/q", b"@@ -0,0 +1 @@", b"+x", b""]
    found = added_lines(b"\n".join(patch))
    assert found.pop("q") == (range(1, 2),)
    assert found == ({"p": tuple(expected)} if expected else {})


TEXT = "one\r\ntwo\rstill two\nthree\n\nfive"


def finding(start: int, end: int) -> Finding:
    return Finding("MT901", "x", "translation", "error", 0.9, "x", TEXT[start:end], Position(1, 1, start), Position(1, 1, end))


@pytest.mark.parametrize(
    ("match", "lines"),
    [
        ("one", {1}),
        ("one\r\n", {1}),
        ("\n", {1}),
        ("still two", {2}),
        ("two\rstill", {2}),
        ("two\nthr", {2, 3}),
        ("three\n\nfive", {3, 4, 5}),
    ],
)
def test_a_finding_touches_each_line_that_it_has_a_part_in(match: str, lines: set[int]) -> None:
    found = finding(TEXT.index(match), TEXT.index(match) + len(match))
    assert {number for number in range(1, 7) if touching([found], TEXT, (range(number, number + 1),))} == lines


@given(st.integers(0, len(TEXT)), st.integers(0, len(TEXT)), st.sets(st.integers(1, 6)))
def test_touching_agrees_with_counting_lines(first: int, second: int, numbers: set[int]) -> None:
    start, end = sorted((first, second))
    counted = {TEXT.count("\n", 0, place) + 1 for place in range(start, max(end, start + 1))}
    ranges = tuple(range(number, number + 1) for number in sorted(numbers))
    assert bool(touching([finding(start, end)], TEXT, ranges)) == bool(counted & numbers)


def test_what_is_suppressed_is_narrowed_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    one, five = finding(0, 3), finding(len(TEXT) - 4, len(TEXT))
    result = FileResult("a.txt", "", (one, five), None, Source.from_text(TEXT, "a.txt"), None, (one, five))
    path = f"{os.path.realpath(tmp_path)}/a.txt"
    narrowed = Changes("main", "0" * 40, {path: (range(5, 6),)}).only_added(result)
    assert (narrowed.findings, narrowed.suppressed) == ((five,), (five,))
    assert Changes("main", "0" * 40, {path: None}).only_added(result) == result
