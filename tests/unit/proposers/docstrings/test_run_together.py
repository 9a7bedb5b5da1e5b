"""Names whose words nothing parts."""

from __future__ import annotations

import pytest

from limner_server.proposers.docstrings.run_together import parted
from limner_server.proposers.docstrings.words import raw_words, words_of


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("readline", "read line"),
        ("fromkeys", "from keys"),
        ("getallmatchingheaders", "get all matching headers"),
        ("tobytes", "to bytes"),
        ("isfile", "is file"),
        ("tokens", "tokens"),
        ("isolate", "isolate"),
        ("address", "address"),
        ("settings", "settings"),
        ("assets", "assets"),
        ("listener", "listener"),
        ("total", "total"),
        ("island", "island"),
        ("READLINE", "READLINE"),
        ("", ""),
    ],
)
def test_only_known_words_are_parted(name, words):
    assert " ".join(parted(name)) == words


def test_a_long_name_takes_no_time():
    name = "get" + "a" * 20 + "value" * 4000

    assert parted(name) == (name,)


def test_names_with_several_words_stay_as_their_author_parted_them():
    assert raw_words("my_readline") == ["my", "readline"]
    assert words_of("readline") == ["read", "line"]
