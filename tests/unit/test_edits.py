"""Edits: smallest, rebased or refused."""

import pytest

from limner_server.edits import Edit, indentation, line_ending, rebase, set_in, smallest
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
