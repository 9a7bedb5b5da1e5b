"""Tokens become text as soon as it cannot change any more."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from limner_model.detokenizer import Detokenizer


class Bytes:
    """A tokenizer whose tokens are bytes."""

    def decode(self, token_ids: Sequence[int], *, skip_special_tokens: bool) -> str:
        assert skip_special_tokens
        return bytes(token_ids).decode(errors="replace")


class Words:
    """A tokenizer that writes a space before each word but the first, as SentencePiece does."""

    vocabulary = ("a", "b", "c")

    def decode(self, token_ids: Sequence[int], *, skip_special_tokens: bool) -> str:
        del skip_special_tokens
        return " ".join(self.vocabulary[token] for token in token_ids)


def pieces_of(text: str, stop: Sequence[str] = ()) -> tuple[list[str], Detokenizer]:
    pieces: list[str] = []
    detokenizer = Detokenizer(Bytes(), pieces.append, stop)
    for byte in text.encode():
        detokenizer.put(byte)
    detokenizer.end()
    return pieces, detokenizer


def test_text_comes_token_by_token() -> None:
    pieces, detokenizer = pieces_of("abc")
    assert pieces == ["a", "b", "c"]
    assert detokenizer.count == 3


def test_a_character_of_several_tokens_comes_whole() -> None:
    assert pieces_of("aé€😀")[0] == ["a", "é", "€", "😀"]


def test_bytes_that_are_no_character_do_not_hold_the_text_back_forever() -> None:
    pieces: list[str] = []
    detokenizer = Detokenizer(Bytes(), pieces.append)
    for _ in range(8):
        detokenizer.put(0xFF)
    assert "".join(pieces) == "\ufffd" * 8


def test_a_space_that_depends_on_the_token_before_is_kept() -> None:
    pieces: list[str] = []
    detokenizer = Detokenizer(Words(), pieces.append)
    for token in (0, 1, 2):
        detokenizer.put(token)
    assert pieces == ["a", " b", " c"]


def test_the_text_ends_before_the_stop_text() -> None:
    pieces, detokenizer = pieces_of("one</p>two", stop=["</p>", "</div>"])
    assert "".join(pieces) == "one"
    assert detokenizer.stopped
    assert detokenizer.count == len("one</p>")


def test_what_only_begins_like_a_stop_text_comes_after_all() -> None:
    pieces, detokenizer = pieces_of("a</pre></", stop=["</p>"])
    assert "".join(pieces) == "a</pre></"
    assert not detokenizer.stopped


@pytest.mark.parametrize("text", ["", "x"])
def test_the_earliest_of_several_stop_texts_counts(text: str) -> None:
    pieces, _ = pieces_of(f"{text}12", stop=["2", "1"])
    assert "".join(pieces) == text
