"""What a file is called in its project does not depend on the folder that newslint runs in."""

from __future__ import annotations

from pathlib import Path

import pytest

from newslint.project import name_in_project


@pytest.mark.parametrize("mark", [".git", "newslint.yaml", ".newslint-baseline.json"])
def test_names_count_from_the_root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mark: str) -> None:
    folder = tmp_path / "project" / "seeds"
    folder.mkdir(parents=True)
    place = folder.parent / mark
    place.mkdir() if mark == ".git" else place.touch()
    for here, path in [(tmp_path, "project/seeds/a.txt"), (folder.parent, "seeds/a.txt"), (folder, "a.txt"), (folder, "../seeds/./a.txt")]:
        monkeypatch.chdir(here)
        assert name_in_project(path) == "seeds/a.txt"
    assert name_in_project(str(folder / "a.txt")) == "seeds/a.txt"


def test_the_repository_counts_before_files_of_newslint(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "newslint.yaml").touch()
    assert name_in_project(str(tmp_path / "seeds" / "a.txt")) == "seeds/a.txt"


def test_without_a_project_the_printed_path_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert name_in_project("seeds//a.txt") == "seeds/a.txt"
