import os
import stat
import tarfile
from pathlib import Path

import pytest

from limner_adapters.data.dialects import packages
from limner_adapters.data.dialects.packages import PackedFile, file_text
from limner_server.errors import ToolMissingError

SHEET = PackedFile("@some/css", "1.2.3", "dist/some.css")


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "cache"
    monkeypatch.setattr(packages, "CACHE", folder)
    file_text.cache_clear()
    return folder


def _npm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """Puts a program named npm first on the PATH."""
    folder = tmp_path / "bin"
    folder.mkdir()
    npm = folder / "npm"
    npm.write_text(f"#!/bin/sh\n{script}\n")
    npm.chmod(npm.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}/usr/bin{os.pathsep}/bin")


def _archive(tmp_path: Path) -> Path:
    (tmp_path / "package/dist").mkdir(parents=True)
    (tmp_path / "package/dist/some.css").write_text(".a{color:red}")
    (tmp_path / "package/index.js").write_text("throw 1")
    packed = tmp_path / "some-css-1.2.3.tgz"
    with tarfile.open(packed, "w:gz") as archive:
        archive.add(tmp_path / "package", "package")
    return packed


def test_a_sheet_is_fetched_once_and_only_stylesheets_are_kept(tmp_path, monkeypatch, cache):
    packed = _archive(tmp_path)
    _npm(
        tmp_path,
        monkeypatch,
        # npm pack --json --ignore-scripts --pack-destination FOLDER WHAT
        f'cp {packed} "$5"\necho called >> {tmp_path}/calls\n'
        f'echo \'[{{"filename": "{packed.name}"}}]\'',
    )

    first = file_text(SHEET)
    file_text.cache_clear()

    assert first == file_text(SHEET) == ".a{color:red}"
    assert (tmp_path / "calls").read_text() == "called\n"
    assert [path.name for path in cache.rglob("*") if path.suffix in (".js", ".css")] == [
        "some.css"
    ]


def test_without_npm_there_is_one_clear_line(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(
        ToolMissingError, match=r"@some/css@1\.2\.3 is not here, and npm is missing"
    ):
        file_text(SHEET)


def test_what_npm_cannot_bring_is_one_clear_line_and_leaves_nothing(tmp_path, monkeypatch, cache):
    _npm(tmp_path, monkeypatch, "echo 404 >&2; exit 1")

    with pytest.raises(ToolMissingError, match="npm could not bring @some/css"):
        file_text(SHEET)

    assert not any(cache.glob("*.css"))
    assert not SHEET.folder.exists()


def test_an_answer_that_is_no_archive_is_one_clear_line(tmp_path, monkeypatch):
    _npm(tmp_path, monkeypatch, 'echo junk > "$5/x.tgz"\necho \'[{"filename": "x.tgz"}]\'')

    with pytest.raises(ToolMissingError, match="npm could not bring @some/css"):
        file_text(SHEET)


def test_a_package_without_the_sheet_is_one_clear_line(tmp_path, monkeypatch):
    packed = _archive(tmp_path)
    _npm(tmp_path, monkeypatch, f'cp {packed} "$5"\necho \'[{{"filename": "{packed.name}"}}]\'')

    with pytest.raises(ToolMissingError, match=r"has no dist/other\.css"):
        file_text(PackedFile("@some/css", "1.2.3", "dist/other.css"))
