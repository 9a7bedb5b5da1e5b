"""A fix that leaves its task: as a diff, and on the disk."""

import subprocess

import pytest

from limner_server.edits import Edit
from limner_server.errors import StaleDocumentError
from limner_server.patch import Patch
from limner_server.perception.workspace.source import Source, read_source
from limner_server.tasks.change_set import ChangeSet, FileChange


def fix_of(path, old, new):
    """`old` replaced by `new` in a file that is there."""
    source = read_source(path)
    start = source.text.index(old)
    edit = Edit(start, start + len(old), new)
    return ChangeSet.of(Patch({path: (edit,)}, "search", "a note"), {path: source}, path.parent)


def test_the_diff_applies_with_the_usual_tools(tmp_path):
    path = tmp_path / "a.py"
    path.write_bytes(b"one = 1\ntwo = 2\nthree = 3")
    fix = fix_of(path, "three = 3", "three = 4")

    subprocess.run(["patch", "-p1"], input=fix.diff.encode(), cwd=tmp_path, check=True)

    assert path.read_bytes() == b"one = 1\ntwo = 2\nthree = 4"


def test_a_form_feed_ends_no_line_of_the_diff(tmp_path):
    path = tmp_path / "a.py"
    path.write_bytes(b"one = 1\x0c\ntwo = 2\r\n")

    diff = fix_of(path, "2", "3").diff

    assert diff.endswith("@@ -1,2 +1,2 @@\n one = 1\x0c\n-two = 2\r\n+two = 3\r\n")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"\xef\xbb\xbfx = 1\r\n\ty = 2\r\n", b"\xef\xbb\xbfx = 3\r\n\ty = 2\r\n"),
        ("\ufeffx = 1\n".encode("utf-16-le"), "\ufeffx = 3\n".encode("utf-16-le")),
        (b"# coding: latin-1\nx = 1  # \xe9\n", b"# coding: latin-1\nx = 3  # \xe9\n"),
    ],
)
def test_only_what_is_fixed_changes_on_the_disk(tmp_path, before, after):
    path = tmp_path / "a.py"
    path.write_bytes(before)

    fix_of(path, "x = 1", "x = 3").write()

    assert path.read_bytes() == after


def test_the_edits_are_the_smallest(tmp_path):
    path = tmp_path / "a.py"
    path.write_bytes(b"x = 1 < 2\n")

    (file,) = fix_of(path, "x = 1 < 2", "x = 1 <= 2").files

    assert file.edits == (Edit(7, 7, "="),)


def test_a_link_stays_a_link(tmp_path):
    path, link = tmp_path / "a.py", tmp_path / "b.py"
    path.write_bytes(b"x = 1\n")
    link.symlink_to(path)

    fix_of(link, "1", "2").write()

    assert link.is_symlink()
    assert path.read_bytes() == b"x = 2\n"


def test_a_file_that_changed_meanwhile_stays_as_it_is(tmp_path):
    path = tmp_path / "a.py"
    path.write_bytes(b"x = 1\n")
    fix = fix_of(path, "1", "2")
    path.write_bytes(b"x = 1\ny = 2\n")

    with pytest.raises(StaleDocumentError, match="has changed meanwhile"):
        fix.write()

    assert path.read_bytes() == b"x = 1\ny = 2\n"


def test_a_new_text_is_told_by_the_lines_that_differ(tmp_path):
    source = Source(tmp_path / "a.py", "one\ntwo\nthree\nfour\n")

    change = FileChange.to(source, "one\n2\nthree\nfour\nfive\n")

    assert change.text == "one\n2\nthree\nfour\nfive\n"
    assert change.edits == (Edit(4, 8, "2\n"), Edit(19, 19, "five\n"))


def test_a_new_text_of_a_file_of_equal_lines_is_told_at_once(tmp_path):
    before = "x = 1\n\n" * 25_000
    after = f"{before[:70_000]}y = 2\n{before[70_000:140_000]}z = 3\n{before[140_000:]}"

    change = FileChange.to(Source(tmp_path / "a.py", before), after)

    assert change.text == after
