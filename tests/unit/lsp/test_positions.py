"""Positions and offsets in each encoding."""

import pytest
from lsprotocol.types import Position, Range

from limner_server.lsp.positions import Positions

TEXT = "a😋é\r\nzwei\rdrei\u2028x\n"


@pytest.mark.parametrize(
    ("encoding", "character"), [("utf-8", 1 + 4 + 2), ("utf-16", 1 + 2 + 1), ("utf-32", 3)]
)
def test_the_end_of_a_line_is_counted_in_the_agreed_units(encoding, character):
    positions = Positions(TEXT, encoding)

    assert positions.position(3) == Position(0, character)
    assert positions.offset(Position(0, character)) == 3


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
def test_every_offset_comes_back(encoding):
    positions = Positions(TEXT, encoding)
    inside_a_line_ending = TEXT.index("\r\n") + 1

    for offset in range(len(TEXT) + 1):
        if offset != inside_a_line_ending:
            assert positions.offset(positions.position(offset)) == offset


def test_a_line_is_what_lsp_says_it_is():
    positions = Positions(TEXT, "utf-16")

    assert positions.offset(Position(2, 0)) == TEXT.index("drei")
    assert positions.offset(Position(2, 5)) == TEXT.index("x")


@pytest.mark.parametrize("position", [Position(0, 999), Position(0, 4)])
def test_a_position_past_a_line_is_its_end(position):
    assert Positions("abcd\nx", "utf-16").offset(position) == 4


def test_a_position_past_the_text_is_its_end():
    assert Positions("abcd\nx", "utf-16").offset(Position(2**31 - 1, 7)) == 6


def test_a_position_inside_a_character_is_its_start():
    assert Positions("😋x", "utf-16").offset(Position(0, 1)) == 0


def test_a_range_from_end_to_start_is_put_in_order():
    span = Range(Position(0, 3), Position(0, 1))

    assert Positions("abcd", "utf-16").offsets(span) == (1, 3)
