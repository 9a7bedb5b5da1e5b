"""The workspace's files: found lazily, ignored as by git, remembered until they change."""

from __future__ import annotations

import os
import subprocess
import time
from pathlib import Path

import pytest

from limner_server.errors import CancelledError, InputError
from limner_server.perception.workspace.files import WorkspaceFiles

LONG_AGO = 1_000_000_000


@pytest.fixture
def workspace(tmp_path):
    """A workspace with a few files of each kind, written long ago."""
    root = tmp_path / "shop"
    write(root / ".git" / "HEAD", "ref: refs/heads/main\n")
    write(root / "shop" / "__init__.py", "")
    write(root / "shop" / "price.py", "def price(x):\n    return x * RATE\n\nRATE = 2\n")
    write(
        root / "shop" / "cart.py",
        "from shop.price import price\n\ndef total(a):\n    return price(a)\n",
    )
    write(
        root / "tests" / "test_price.py",
        "from shop.price import price\n\ndef test_price():\n    assert price(1) == 2\n",
    )
    write(root / "web" / "app.ts", "export const price = (x: number) => x;\n")
    write(root / "README.md", "price\n")
    for folder in (root, *(path for path in root.rglob("*") if path.is_dir())):
        os.utime(folder, (LONG_AGO, LONG_AGO))
    return root


def test_only_source_files_are_walked(workspace):
    assert names(workspace, WorkspaceFiles(workspace).walk()) == [
        "shop/__init__.py",
        "shop/cart.py",
        "shop/price.py",
        "tests/test_price.py",
        "web/app.ts",
    ]


def test_the_nearest_files_come_first(workspace):
    near = workspace / "tests" / "test_price.py"

    first, *others = WorkspaceFiles(workspace).walk(near)

    assert first == near
    assert len(others) == 4


def test_what_tools_have_made_is_left_out(workspace):
    for folder in ("node_modules/x", ".venv/lib", "shop/__pycache__", ".git/hooks"):
        write(workspace / folder / "made.py", "price = 1\n")
    write(workspace / "myenv" / "pyvenv.cfg", "")
    write(workspace / "myenv" / "lib" / "made.py", "")

    assert not [path for path in WorkspaceFiles(workspace).walk() if path.name == "made.py"]


def test_files_are_ignored_exactly_as_git_ignores_them(workspace):
    subprocess.run(["git", "init", "-q", workspace], check=True)
    write(workspace / ".gitignore", "/out/\n*.gen.py\n!keep.gen.py\ndeep/**/x.py\nbuild\n")
    write(workspace / "shop" / ".gitignore", "cart.py\n!special.gen.py\n# no rule\n\\#odd.py\n")
    write(workspace / ".git" / "info" / "exclude", "private.py\n")
    for name in (
        "out/a.py", "shop/out/a.py", "a.gen.py", "keep.gen.py", "shop/special.gen.py",
        "shop/other.gen.py", "deep/x.py", "deep/a/b/x.py", "shop/build/a.py", "shop/#odd.py",
        "private.py", "shop/private.py", "cart.py", "web/ü.py",
    ):  # fmt: skip
        write(workspace / name, "x = 1\n")
    listed = subprocess.run(
        ["git", "-C", workspace, "ls-files", "-coz", "--exclude-standard"],
        check=True, capture_output=True, text=True,
    )  # fmt: skip

    walked = names(workspace, WorkspaceFiles(workspace).walk())

    expected = [name for name in listed.stdout.split("\0") if name.endswith((".py", ".ts"))]
    assert sorted(walked) == sorted(expected)


def test_a_folder_of_a_repository_obeys_the_rules_above_it(workspace):
    write(workspace / ".gitignore", "cart.py\n")

    assert "cart.py" not in names(workspace / "shop", WorkspaceFiles(workspace / "shop").walk())


def test_an_ignored_path_is_known_without_a_walk(workspace):
    write(workspace / ".gitignore", "/out/\n")
    files = WorkspaceFiles(workspace)

    assert files.is_ignored(workspace / "out" / "deep" / "a.py")
    assert files.is_ignored(workspace / "node_modules" / "x" / "index.js")
    assert not files.is_ignored(workspace / "shop" / "new.py")


def test_a_changed_gitignore_is_obeyed_at_once(workspace):
    write(workspace / ".gitignore", "web\n")
    files = WorkspaceFiles(workspace)
    before = names(workspace, files.walk())

    write(workspace / ".gitignore", "shop\n", later=1)

    assert "web/app.ts" not in before
    assert names(workspace, files.walk()) == ["tests/test_price.py", "web/app.ts"]


def test_new_and_deleted_files_are_seen(workspace):
    files = WorkspaceFiles(workspace)
    list(files.walk())

    write(workspace / "shop" / "new.py", "price = 3\n")
    (workspace / "shop" / "cart.py").unlink()

    walked = names(workspace, files.walk())
    assert "shop/new.py" in walked
    assert "shop/cart.py" not in walked


def test_symbolic_links_are_not_followed(workspace):
    (workspace / "loop").symlink_to(workspace)
    (workspace / "linked.py").symlink_to(workspace / "shop" / "price.py")

    assert len(list(WorkspaceFiles(workspace).walk())) == 5


def test_definitions_are_found_in_every_language(workspace):
    found = list(WorkspaceFiles(workspace).find_definitions("price"))

    assert {(one.path.name, one.line) for one in found} == {("price.py", 1), ("app.ts", 1)}


def test_a_variable_of_a_module_has_a_definition(workspace):
    (found,) = WorkspaceFiles(workspace).find_definitions("RATE")

    assert (found.path.name, found.line) == ("price.py", 4)
    assert found.span.of((workspace / "shop" / "price.py").read_text()) == "RATE = 2"


def test_a_method_is_found_by_its_qualified_name(workspace):
    write(
        workspace / "shop" / "till.py", "class Till:\n    def open(self): ...\n\ndef open(): ...\n"
    )

    (found,) = WorkspaceFiles(workspace).find_definitions("Till.open")

    assert found.line == 2


def test_references_say_who_calls(workspace):
    found = list(WorkspaceFiles(workspace).find_references("price"))

    assert {(one.path.name, one.line, one.is_call, one.function.name) for one in found} == {
        ("cart.py", 4, True, "total"),
        ("test_price.py", 4, True, "test_price"),
    }


def test_words_in_strings_and_comments_are_no_references(workspace):
    write(workspace / "shop" / "notes.py", '# price\nx = "price"\nprices = 1\nrow.price\n')

    found = list(WorkspaceFiles(workspace).find_references("price"))

    assert [one.line for one in found if one.path.name == "notes.py"] == [4]


def test_a_changed_file_is_read_again(workspace):
    files = WorkspaceFiles(workspace)
    before = list(files.find_definitions("discount"))

    write(workspace / "shop" / "price.py", "def discount(): ...\n", later=1)

    assert before == []
    assert [one.path.name for one in files.find_definitions("discount")] == ["price.py"]


def test_a_file_written_twice_in_one_moment_is_read_again(workspace):
    path = workspace / "shop" / "price.py"
    # However slow the machine: this moment lasts a minute.
    moment = time.time() + 60
    files = WorkspaceFiles(workspace)
    path.write_text("def aaaa(): ...\n")
    os.utime(path, (moment, moment))
    before = list(files.find_definitions("bbbb"))

    path.write_text("def bbbb(): ...\n")
    os.utime(path, (moment, moment))

    assert before == []
    assert len(list(files.find_definitions("bbbb"))) == 1


def test_unsaved_texts_hide_what_is_on_disk(workspace):
    path, new = workspace / "shop" / "price.py", workspace / "shop" / "unsaved.py"
    files = WorkspaceFiles(workspace, {path: "def reduced(): ...\n", new: "def fresh(): ...\n"})

    assert list(files.find_definitions("RATE")) == []
    assert len(list(files.find_definitions("reduced"))) == 1
    assert len(list(files.find_definitions("fresh"))) == 1


@pytest.mark.parametrize(
    "content",
    ["def größe(): ...\n".encode("utf-16"), "\ufeffdef größe(): ...\r\n".encode(),
     "# coding: latin-1\ndef größe(): ...\n".encode("latin-1")],
    ids=["utf-16", "bom and crlf", "declared"],
)  # fmt: skip
def test_names_are_found_in_every_encoding(workspace, content):
    (workspace / "shop" / "odd.py").write_bytes(content)

    (found,) = WorkspaceFiles(workspace).find_definitions("größe")

    assert found.line in (1, 2)


def test_files_that_are_no_text_are_passed_over(workspace):
    (workspace / "shop" / "picture.py").write_bytes(b"\x89PNG\0price\xff")

    assert len(list(WorkspaceFiles(workspace).find_definitions("price"))) == 2


def test_a_search_stops_where_it_is_not_wanted_any_more(workspace):
    def check():
        raise CancelledError

    with pytest.raises(CancelledError):
        list(WorkspaceFiles(workspace).find_definitions("price", check=check))


def test_a_file_that_is_not_there_is_bad_input(workspace):
    with pytest.raises(InputError, match="cannot read"):
        WorkspaceFiles(workspace).source(workspace / "no.py")


def test_what_was_seen_is_remembered_for_the_next_request(workspace, monkeypatch):
    assert len(list(WorkspaceFiles(workspace).walk())) == 5
    listed = []
    scandir = os.scandir
    monkeypatch.setattr(os, "scandir", lambda path: listed.append(path) or scandir(path))

    assert len(list(WorkspaceFiles(workspace).walk())) == 5
    assert listed == []


def test_a_change_between_two_requests_is_seen(workspace):
    list(WorkspaceFiles(workspace).find_definitions("price"))

    write(workspace / ".git" / "info" / "exclude", "web\n")
    write(workspace / "shop" / "new.py", "def price(): ...\n")

    found = {one.path.name for one in WorkspaceFiles(workspace).find_definitions("price")}
    assert found == {"price.py", "new.py"}


def write(path: Path, text: str, later: int = 0) -> None:
    """Write a file as if long ago, or some seconds later."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    os.utime(path, (LONG_AGO + later, LONG_AGO + later))


def names(root: Path, paths) -> list[str]:
    return [path.relative_to(root).as_posix() for path in paths]
