"""Lines are found again after other lines have come, gone and changed."""

from limner_server.lsp.alignment import Alignment, span_of, stripped_lines

OLD = ["<main>", "<h1>Shop</h1>", "</main>"]


def places(old, new):
    return Alignment.of(old, new).places


def test_lines_move_with_what_comes_around_them():
    assert places(OLD, ["<!-- a -->", *OLD, "<p>"]) == [1, 2, 3]


def test_lines_between_changes_on_both_sides_are_found():
    assert places(OLD, ["<div>", "", "<h1>Shop</h1>", "</div>", ""]) == [None, 2, None]


def test_as_many_lines_in_place_of_others_are_the_same_changed():
    assert places(OLD, ['<div class="a">', "<h1>Shop</h1>", "</div>"]) == [0, 1, 2]


def test_what_is_gone_is_nowhere():
    assert places(OLD, []) == [None, None, None]
    assert places([], OLD) == []


def test_the_distance_counts_the_lines_that_only_one_of_them_has():
    assert Alignment.of(OLD, OLD).distance == 0
    assert Alignment.of(OLD, ["<div>", OLD[1], "</div>", ""]).distance == 5


def test_a_span_goes_from_the_first_to_the_last_line_that_is_there():
    places = [None, 4, None, 7, None]

    assert span_of(places, 0, 4) == (4, 7)
    assert span_of(places, 0, 0) is None


def test_lines_are_those_of_lsp_without_the_blanks_around_them():
    assert stripped_lines("  a\u2028b\r\n\tc\rd\n") == ["a\u2028b", "c", "d", ""]
