"""Words of a person in a document, found without parsing it."""

import time

import pytest

from limner_server.lsp.comments import words_at


def words(text, language="python"):
    """At "|" in the text, or of the selection between two of them."""
    start, _, rest = text.partition("|")
    selected, bar, _ = rest.partition("|")
    plain = start + rest.replace("|", "")
    end = len(start) + (len(selected) if bar else 0)
    return words_at(plain, len(start), end, language)


@pytest.mark.parametrize(
    ("text", "language", "said"),
    [
        ("x = 1\n# sort |the prices\ny = 2\n", "python", "sort the prices"),
        ("|# one line\n# and another\n", "python", "one line and another"),
        ("# one line\n# and| another", "python", "one line and another"),
        ("# one line\r\n# and| another\r\nx = 1\r\n", "python", "one line and another"),
        ("    # set in|\n", "python", "set in"),
        ("// sort |the prices\n", "typescript", "sort the prices"),
        ("/* sort |the\n * prices\n */\n", "javascript", "sort the prices"),
        ("  {/* a login |form */}\n", "javascriptreact", "a login form"),
        ("<!-- a login| form -->\n", "html", "a login form"),
        ("<!--\n  a login\n  form|\n-->\n", "vue", "a login form"),
        ("# Title\n\n<!-- a login |form -->\n", "markdown", "a login form"),
        ("-- the oldest |orders\n", "sql", "the oldest orders"),
        ("x = f(y)  # why is it |slow?\n", "python", "why is it slow?"),
        ("Build |a login form| here\n", "markdown", "a login form"),
    ],
)
def test_what_is_said_is_found(text, language, said):
    assert words(text, language).text == said


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("x = |1\n# sort the prices\n", "python"),
        ("x = 1  # sort |the prices\n", "python"),
        ("# Title| of the page?\n", "markdown"),
        ("<p>a login |form</p>\n", "html"),
        ("<!-- unfinished |comment\n", "html"),
        ("/* before */ \n|x\n/* after */", "javascript"),
        ("|", "python"),
    ],
)
def test_other_text_says_nothing(text, language):
    assert words(text, language) is None


def test_a_comment_ends_where_code_goes_below_it():
    text = "# sort\n# the prices\nx = 1\n"

    found = words_at(text, 0, 0, "python")

    assert text[found.start : found.end] == "# sort\n# the prices"
    assert found.is_comment


def test_a_selection_is_taken_as_it_is():
    text = "sort the prices by name\n"

    found = words_at(text, 0, 15, "python")

    assert (found.text, found.start, found.end) == ("sort the prices", 0, 15)
    assert not found.is_comment


def test_a_question_before_selected_code_is_about_the_code():
    text = "# why is this slow?\nfor x in y:\n    f(x)\n"

    found = words_at(text, 0, len(text), "python")

    assert found.question == "why is this slow?"


@pytest.mark.parametrize("said", ["Why is it slow?", "? how are prices rounded", "wie geht das?"])
def test_a_question_is_no_wish(said):
    found = words(f"# |{said}\n")

    assert found.is_question
    assert not found.is_wish
    assert found.question == said.lstrip("? ")


@pytest.mark.parametrize(
    ("said", "wish"),
    [
        ("a function that sorts names (case folded)", "a function that sorts names (case folded)"),
        ("TODO: sort the names", "sort the names"),
        ("todo(anna): sort the names", "sort the names"),
        ("class for a bank account", "class for a bank account"),
        ("return the lowest price", "return the lowest price"),
        ("ein Formular für Adressen", "ein Formular für Adressen"),
    ],
)
def test_prose_is_a_wish(said, wish):
    found = words(f"# |{said}\n")

    assert found.is_wish
    assert found.wish == wish


@pytest.mark.parametrize(
    "said",
    [
        "x = total(prices)",
        "total(prices, discount)",
        "def total(prices):",
        "for price in prices {",
        "type: ignore",
        "noqa: E501 here and there",
        "!/usr/bin/env python",
        "-*- coding: utf-8 -*-",
        "Copyright Limner authors",
        "eslint-disable-next-line no-undef",
        "prices",
        "----------",
        "",
        "?",
    ],
)
def test_code_and_words_to_tools_are_no_wish(said):
    found = words(f"# |{said}\n")

    assert not found.is_wish
    assert not found.is_question


def test_a_large_file_is_quick():
    text = "# a comment of many lines\n" * 50_000 + "x = '" + "a" * 2_000_000
    start = time.perf_counter()

    for offset in (0, len(text) // 2, len(text)):
        words_at(text, offset, offset, "python")

    assert time.perf_counter() - start < 0.5
