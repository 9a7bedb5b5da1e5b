"""The short question for a summary, and which answers speak of what was asked."""

from __future__ import annotations

import pytest

from limner_server.proposers.docstrings.brief import brief_conversation, is_grounded
from limner_server.proposers.docstrings.docstring import Docstring, Entry, Section
from limner_server.proposers.docstrings.wish import DocWish


def question(code, summary="Return the user.", what="function", **sections):
    facts = Docstring(summary, sections={Section[key]: value for key, value in sections.items()})
    return brief_conversation(DocWish("find_user", what, code, facts))


def test_the_code_is_told_in_its_words_each_once_and_none_of_the_languages():
    code = """\
def find_user(name):
    # Ask the cache first.
    for entry in self.cacheEntries:
        if entry.name == name: return entry
    raise LookupError("no such account")
"""

    (message,) = question(code, PARAMETERS=(Entry("name", "Its name.", "str"),))

    assert message["content"] == (
        "Summary of function find_user(name: str)\n"
        "Words: ask cache first entry entries lookup error such account\n"
        "Return the user."
    )


def test_what_is_returned_is_told_where_that_says_more():
    same = question("", RETURNS=(Entry("", "The user.", "User"),))
    more = question("", RETURNS=(Entry("", "The account, or None.", "User"),))

    assert "Returns:" not in same[0]["content"]
    assert "\nReturns: The account, or None.\n" in more[0]["content"]
    assert "find_user() -> User" in more[0]["content"]


def test_a_class_is_told_by_what_it_holds():
    (message,) = question("", what="class", ATTRIBUTES=(Entry("name", "x"), Entry("age", "x")))

    assert message["content"].startswith("Summary of class find_user(name, age)\n")


def test_a_question_stays_short_whatever_the_code():
    code = " ".join(f"name_{chr(97 + at % 26)}{at}word" for at in range(4000))
    entries = tuple(Entry(f"parameter_{at}", "x", "dict[str, list[int]]") for at in range(300))

    (message,) = question(code, PARAMETERS=entries, RETURNS=(Entry("", "x" * 5000),))

    assert len(message["content"]) < 1200


@pytest.mark.parametrize(
    ("sentence", "is_one"),
    [
        ("Return the user of that name.", True),
        ("Find a user.", True),
        ("Reject the user.", False),
        ("Find the user user user.", False),
        ("Multiply two matrices.", False),
        ("Return the gradient of the loss.", False),
        ("Return it.", False),
        ("", False),
    ],
)
def test_a_sentence_about_something_else_is_told_apart(sentence, is_one):
    asked = question("", PARAMETERS=(Entry("name", "Its name."),))

    assert is_grounded(sentence, asked) is is_one
