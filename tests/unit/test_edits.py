"""Edits: smallest, rebased or refused."""

import time

import pytest

from limner_server.edits import (
    Edit,
    applied_all,
    indentation,
    line_ending,
    rebase,
    rebase_all,
    revision,
    set_in,
    smallest,
)
from limner_server.errors import StaleDocumentError

PAGE = "<h1>Shop</h1>\n  <img src='shot.png'>\n<p>Bye</p>\n"
IMAGE = PAGE.index("<img"), PAGE.index(">\n<p") + 1


def test_the_smallest_edit_leaves_what_stays_the_same():
    edit = Edit(0, 11, "hello brave world")

    small = smallest(edit, "hello world")

    assert small == Edit(6, 6, "brave ")
    assert small.applied("hello world") == edit.applied("hello world")


def test_the_smallest_edit_never_splits_a_carriage_return_from_its_line_feed():
    document = "one\r\ntwo"

    small = smallest(Edit(0, len(document), "one\r\n\r\ntwo"), document)

    assert small.applied(document) == "one\r\n\r\ntwo"
    assert document[small.start - 1 : small.start + 1] != "\r\n"


def test_an_edit_moves_with_a_change_above_it():
    edit = Edit(*IMAGE, "<main></main>")
    now = "<!-- new -->\n" + PAGE

    assert rebase(edit, PAGE, now).applied(now) == "<!-- new -->\n" + edit.applied(PAGE)


def test_an_edit_stays_where_the_change_is_below_it():
    edit = Edit(*IMAGE, "<main></main>")

    assert rebase(edit, PAGE, PAGE + "more\n") == edit


def test_an_edit_moves_between_changes_on_both_sides():
    edit = Edit(*IMAGE, "<main></main>")
    now = PAGE.replace("Shop", "The shop").replace("Bye", "Good bye")

    moved = rebase(edit, PAGE, now)

    assert moved.applied(now) == "<h1>The shop</h1>\n  <main></main>\n<p>Good bye</p>\n"


def test_an_insertion_moves_between_changes_on_both_sides():
    edit = Edit(IMAGE[0], IMAGE[0], "NEW ")
    now = PAGE.replace("Shop", "The shop").replace("Bye", "Good bye")

    assert "  NEW <img" in rebase(edit, PAGE, now).applied(now)


@pytest.mark.parametrize("now", [PAGE.replace("shot.png", "other.png"), "", "<p>Bye</p>\n"])
def test_an_edit_is_refused_where_its_own_place_changed(now):
    with pytest.raises(StaleDocumentError, match="run the action again"):
        rebase(Edit(*IMAGE, "<main></main>"), PAGE, now)


@pytest.mark.parametrize(
    ("document", "ending"), [("a\r\nb\n", "\r\n"), ("a\nb", "\n"), ("a\rb", "\r"), ("a", "\n")]
)
def test_the_line_ending_is_that_of_the_first_line(document, ending):
    assert line_ending(document) == ending


def test_code_is_indented_but_for_its_first_and_its_empty_lines():
    assert set_in("<a>\n\n  b\n</a>\n", "\t", "\r\n") == "<a>\r\n\r\n\t  b\r\n\t</a>"


def test_the_indentation_is_that_of_the_line():
    assert indentation("a\n \t b", 6) == " \t "


def test_an_edit_moves_in_a_long_page_in_no_time():
    """Nearly all of its lines are alike."""
    rows = [f"<div>\n<p>{row}</p>\n</div>\n\n" for row in range(4_000)]
    before, now = "".join(rows), "top\n" + "".join(rows) + "bottom\n"
    start = before.index("<p>2000")
    begun = time.process_time()

    moved = rebase(Edit(start, start, "NEW"), before, now)

    assert moved.start == start + len("top\n")
    assert time.process_time() - begun < 5


LINES = ["one\n", "two\n", "two\n", "\n", "three\r\n", "four"]


@pytest.mark.parametrize(
    "after",
    [
        "",
        "one\n",
        "one\ntwo\nthree\r\nfour",
        "zero\none\nTWO\ntwo\n\nthree\r\n",
        "one\ntwo\ntwo\n\nthree\nfour",
        "one\ntwo\ntwo\n\nthree\rfour",
        "two\none\nfour\n\n\nfive",
        "".join(LINES),
    ],
)
def test_a_revision_turns_one_text_into_another_by_whole_lines(after):
    before = "".join(LINES)

    for old, new in ((before, after), (after, before)):
        edits = revision(old, new)

        assert applied_all(edits, old) == new
        for edit in edits:
            assert edit.start == 0 or old[edit.start - 1] in "\r\n"
            assert old[edit.start - 1 : edit.start + 1] != "\r\n"


def test_a_revision_leaves_what_both_have():
    before = "<ul>\n  <li>a</li>\n  <li>b</li>\n</ul>\n"
    after = "<ol>\n  <li>a</li>\n  <li>b</li>\n</ol>\n"

    assert [edit.text for edit in revision(before, after)] == ["<ol>\n", "</ol>\n"]


def test_a_revision_is_made_in_what_was_typed_on():
    before, after = "a\nb\nc\nd\ne\n", "a\nB\nc\nD\ne\n"
    now = "typed\na\nb\nc, and more\nd\ne\ntyped\n"

    moved = rebase_all(revision(before, after), before, now)

    assert applied_all(moved, now) == "typed\na\nB\nc, and more\nD\ne\ntyped\n"
