"""Paths behind URIs, and the pictures that documents name."""

from pathlib import Path

import pytest

from limner_server.errors import ImageError
from limner_server.lsp.places import document_path, file_uri, find_picture, need_picture


@pytest.fixture
def workspace(tmp_path):
    for name in ("docs/shots/a b.png", "public/hero.png", "src/pictures/c.png", "top.png"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"")
    return tmp_path


@pytest.mark.parametrize(
    ("source", "path"),
    [
        ("shots/a b.png", "docs/shots/a b.png"),
        ("./shots/a%20b.png?raw=1#x", "docs/shots/a b.png"),
        ("shots\\a b.png", "docs/shots/a b.png"),
        ("../top.png", "top.png"),
        ("top.png", "top.png"),
        ("/hero.png", "public/hero.png"),
        ("@/pictures/c.png", "src/pictures/c.png"),
    ],
)
def test_a_picture_is_looked_for_from_the_document_then_the_workspace(workspace, source, path):
    found = find_picture(source, workspace / "docs" / "page.md", [workspace])

    assert found is not None
    assert Path(found).resolve() == workspace / path


def test_an_absolute_path_and_a_file_uri_stand_for_themselves(workspace):
    path = workspace / "top.png"

    assert find_picture(str(path), None, []) == str(path)
    assert find_picture(file_uri(path), None, []) == str(path)


def test_a_data_uri_is_its_own_picture():
    assert find_picture("data:image/png;base64,AAAA", None, []) == "data:image/png;base64,AAAA"


@pytest.mark.parametrize(
    "source",
    [
        "https://example.org/a.png",
        "//example.org/a.png",
        "\\\\example.org\\a.png",
        "file://example.org/a.png",
        "gone.png",
        "docs",
        "x\0.png",
        "a" * 5000 + ".png",
    ],
)
def test_what_is_not_on_this_machine_is_not_found(workspace, source):
    assert find_picture(source, workspace / "docs" / "page.md", [workspace]) is None


def test_a_missing_picture_is_named(workspace):
    with pytest.raises(ImageError, match=r"gone\.png"):
        need_picture("gone.png", workspace / "docs" / "page.md", [workspace])


@pytest.mark.parametrize(
    ("uri", "path"),
    [
        ("file:///a/b%20c.md", Path("/a/b c.md")),
        ("vscode-notebook-cell:/a/b.ipynb#W0", Path("/a/b.ipynb")),
        ("untitled:Untitled-1", None),
        ("", None),
    ],
)
def test_the_path_of_a_document(uri, path):
    assert document_path(uri) == path
