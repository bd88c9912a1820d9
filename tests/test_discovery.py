"""Which files are linted."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newslint.config import ConfigError
from newslint.discovery import DEFAULT_INCLUDE, Globs, NoFilters, absolute, check_patterns, discover, shown

needs_links = pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
not_as_root = pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may read everything")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(*names: str, content: str = "") -> None:
    for name in names:
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")


def found(*paths: str, **settings: object) -> list[str]:
    results = list(discover(paths or ["."], **settings))  # type: ignore[arg-type]
    assert not [each for each in results if each.error]
    return [each.path for each in results]


def excluding(*patterns: str, include: tuple[str, ...] = DEFAULT_INCLUDE) -> object:
    here = absolute(".")
    filters = NoFilters((Globs(here, include),), (Globs(here, patterns),) if patterns else ())
    return lambda folder: filters


def test_a_folder_is_searched_for_text_files_sorted_by_path() -> None:
    write("b.txt", "a/z.text", "a/b/c.txt", "a.txt", "A.txt", "notes.md", "a/data.csv", "txt")
    assert found() == ["A.txt", "a.txt", "a/b/c.txt", "a/z.text", "b.txt"]
    assert found() == sorted(found())


def test_a_named_file_is_taken_whatever_it_is_called() -> None:
    write("notes.md", ".hidden")
    assert found("notes.md", ".hidden", "./notes.md") == ["notes.md", ".hidden"]


def test_every_file_comes_once_in_the_order_of_the_paths() -> None:
    write("b/1.txt", "a/2.txt")
    assert found("b", "a", ".", "a/2.txt", str(Path("b").absolute())) == ["b/1.txt", "a/2.txt"]


def test_hidden_names_and_virtual_environments_are_passed_over_unless_named() -> None:
    write(".git/x.txt", ".venv/y.txt", ".hidden.txt", "env/pyvenv.cfg", "env/lib/z.txt", "ok.txt", ".tox/q.txt")
    assert found() == ["ok.txt"]
    assert found(".venv", "env") == [".venv/y.txt", "env/lib/z.txt"]


def test_include_and_exclude() -> None:
    write("a.txt", "b.md", "old/c.md", "old/keep/d.md", "sub/old.md")
    assert found(filters_for=excluding(include=("*.md",))) == ["b.md", "old/c.md", "old/keep/d.md", "sub/old.md"]
    assert found(filters_for=excluding("/old/", include=("*.md",))) == ["b.md", "sub/old.md"]
    assert found(filters_for=excluding("*.md", "!b.md", include=("*.md",))) == ["b.md"]


def test_exclude_holds_for_named_paths_unless_told_otherwise() -> None:
    write("old/a.txt", "b.txt")
    filters = excluding("old/")
    assert found("old/a.txt", "b.txt", filters_for=filters) == ["b.txt"]
    assert found("old", "old/", filters_for=filters) == []
    assert found("old/a.txt", filters_for=filters, force_exclude=False) == ["old/a.txt"]
    assert found("old", filters_for=filters, force_exclude=False) == ["old/a.txt"]
    assert found(".", filters_for=filters, force_exclude=False) == ["b.txt"]


def test_gitignore_files_hold_in_their_folder_and_the_deeper_one_decides() -> None:
    write(".gitignore", content="*.text\n/top.txt\nbuild/\n# a comment\n\n!\n")
    write("sub/.gitignore", content="!keep.text\nlocal.txt\n")
    write("top.txt", "sub/top.txt", "a.text", "sub/a.text", "sub/keep.text", "sub/local.txt", "local.txt", "sub/build/x.txt", "build/y.txt")
    assert found() == ["local.txt", "sub/keep.text", "sub/top.txt"]


def test_gitignore_above_holds_within_a_repository_only() -> None:
    write(".gitignore", content="drafts/\n*.text\n")
    write("seeds/a.txt", "seeds/b.text", "seeds/drafts/c.txt")
    assert found("seeds") == ["seeds/a.txt", "seeds/b.text", "seeds/drafts/c.txt"]
    Path(".git").mkdir()
    assert found("seeds") == ["seeds/a.txt"]


def test_what_git_ignores_can_be_named() -> None:
    Path(".git").mkdir()
    write(".gitignore", content="build/\n")
    write("build/a.txt", "build/sub/b.txt", "build/.gitignore")
    write("build/.gitignore", content="sub/\n")
    assert found() == []
    assert found("build") == ["build/a.txt"]
    assert found("build/sub/b.txt", "build/sub") == ["build/sub/b.txt"]


def test_globs() -> None:
    write("a1.txt", "a2.md", "b1.txt", "sub/a3.txt", "sub/deep/a4.txt", ".hid/a5.txt", "[x].txt")
    assert found("a*") == ["a1.txt", "a2.md"]
    assert found("?1.txt") == ["a1.txt", "b1.txt"]
    assert found("**/a*.txt") == ["a1.txt", "sub/a3.txt", "sub/deep/a4.txt"]
    assert found("s*") == ["sub/a3.txt", "sub/deep/a4.txt"]
    assert found("*/a3.txt") == ["sub/a3.txt"]
    assert found("[x].txt") == ["[x].txt"]
    assert found("[ab]1.txt", str(Path("sub").absolute() / "*.txt")) == ["a1.txt", "b1.txt", "sub/a3.txt"]
    assert found("*.nothing", "nowhere/*.txt") == []


def test_a_missing_path_is_told_and_stops_nothing() -> None:
    write("a.txt")
    results = list(discover(["gone.txt", "a.txt", "", "no/folder", "gone[1].txt", "x" * 5000]))
    assert [each.path for each in results if not each.error] == ["a.txt"]
    assert results[0].error == "gone.txt: no such file or folder; check the path"
    assert all(each.error for each in results if each.path != "a.txt") and len(results) == 6


@not_as_root
def test_an_unreadable_folder_is_told() -> None:
    write("a.txt", "locked/b.txt")
    Path("locked").chmod(0)
    try:
        results = list(discover(["."]))
    finally:
        Path("locked").chmod(0o700)
    assert results[0] == ("a.txt", None)
    assert results[1].path == "locked" and "cannot be read" in str(results[1].error)


def test_a_broken_configuration_is_told_once_for_its_folder() -> None:
    write("a.txt", "bad/b.txt", "bad/sub/c.txt", "z.txt")

    def filters(folder: str) -> NoFilters:
        if "/bad" in folder:
            raise ConfigError("bad/newslint.yaml:1: unknown key")
        return NoFilters()

    results = list(discover(["."], filters))
    assert [(each.path, bool(each.error)) for each in results] == [("a.txt", False), ("bad", True), ("z.txt", False)]
    assert next(discover(["bad/b.txt"], filters)).error == "bad/newslint.yaml:1: unknown key"


@needs_links
def test_links() -> None:
    write("real/a.txt", "other.txt")
    Path("real/loop").symlink_to("..")
    Path("real/self.txt").symlink_to("self.txt")
    Path("real/dangling.txt").symlink_to("nowhere.txt")
    Path("real/link.txt").symlink_to("../other.txt")
    Path("linked").symlink_to("real")
    assert found() == ["other.txt", "real/a.txt", "real/link.txt"]
    assert found("linked") == ["linked/a.txt", "linked/link.txt"]
    assert found("**/a.txt") == ["real/a.txt"]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names")
def test_names_that_are_not_unicode() -> None:
    Path("a\udcff\udc80.txt").write_text("")
    Path("new\nline.txt").write_text("")
    write(".gitignore", content="b*\n")
    assert found() == ["a\udcff\udc80.txt", "new\nline.txt"]
    assert found(filters_for=excluding("a*")) == ["new\nline.txt"]


def test_paths_are_shown_relative_where_they_lie_inside(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write("sub/a.txt", "b.txt")
    monkeypatch.chdir("sub")
    assert found(".", "../b.txt", str(folder / "sub" / "a.txt")) == ["a.txt", "../b.txt"]
    assert shown(str(folder / "b.txt")) == str(folder / "b.txt").replace(os.sep, "/")
    assert shown(".") == "." and shown("./x//y/../z.txt") == "x/z.txt"


def test_globs_outside_their_folder() -> None:
    globs = Globs(absolute("sub"), ("*.bak", "/only.txt"))
    assert globs.match(absolute("sub/x.bak")) is True
    assert globs.match(absolute("x.bak")) is True
    assert globs.match(absolute("only.txt")) is None


@pytest.mark.parametrize("pattern", ["!", "[z-a]", "a\\"])
def test_a_pattern_that_cannot_be_used(pattern: str) -> None:
    with pytest.raises(ValueError, match="not a glob pattern"):
        check_patterns([pattern])


@given(st.text(st.characters(exclude_characters="/\0", exclude_categories=["Cs"]), min_size=1, max_size=20), st.text(max_size=10))
def test_globs_never_fail_on_odd_names(name: str, pattern: str) -> None:
    try:
        check_patterns([pattern])
    except ValueError:
        return
    assert Globs("/base", (pattern,)).match(f"/base/{name}") in (True, False, None)
