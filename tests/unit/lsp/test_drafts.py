"""Drafts that are kept tell which of their choices stands in a document, wherever it has moved."""

import pytest

from limner_server.emit.code import Stack
from limner_server.errors import InputError
from limner_server.lsp.draft import settle
from limner_server.lsp.drafts import Drafts
from limner_server.lsp.placement import Target
from limner_server.proof.verdict import Proof, Status
from limner_server.tasks.answer import CodeAnswer
from limner_server.tasks.exhibit import Exhibit
from limner_server.tasks.task import Candidate

URI = "file:///w/a.html"
TEXT = "<h1>Shop</h1>\n\n<p>Bye</p>\n"
ROWS = [f"  <p>row {row}</p>" for row in range(8)]
PROOF = Proof(Status.PROVEN, "looks well")


def page(*rows):
    return "\n".join(["<html>", "<body>", *rows, "</body>", "</html>"])


BEST, OTHER = page(*ROWS), page(*ROWS[:6], "  <b>seven</b>", "  <b>eight</b>")


def kept_draft(text=TEXT, language="html", codes=(BEST, OTHER), at=None, uri=URI):
    exhibits = [Candidate(str(k), code, PROOF, 1, Exhibit(None)) for k, code in enumerate(codes)]
    answer = CodeAnswer(
        codes[0], Stack.HTML, {}, [], proof=PROOF, candidates=exhibits, timings={}, engine=""
    )
    start, end = at or (text.index("\n\n") + 1,) * 2
    target = Target(text, language, start, end)
    draft = settle(None, uri, target, answer, title="Code from a.png", name="a.png")
    return Drafts().keep(None, draft)


def standing(kept, text):
    found = kept.found_in(text)
    return found[0] if found is not None else None


def test_none_stands_in_the_document_as_it_was():
    assert standing(kept_draft(), TEXT) is None
    assert standing(kept_draft(), "typed\n" + TEXT + "typed\n") is None


@pytest.mark.parametrize("choice", [0, 1])
def test_the_one_that_stands_is_told_from_its_like(choice):
    kept = kept_draft()

    for around in ("{}", "typed\n{}", "typed\n{}typed\n"):
        assert standing(kept, around.format(kept.text(choice))) == choice


@pytest.mark.parametrize("choice", [0, 1])
def test_it_is_known_by_most_of_it(choice):
    kept = kept_draft()
    text = kept.text(choice)

    formatted = text.replace("\n  <p>row", "\n\t\t<p>row").replace("row 2", "row two")

    assert standing(kept, formatted) == choice


def test_its_lines_are_found_where_they_are():
    kept = kept_draft()
    text = "typed\n" + kept.text(1)

    _, places = kept.found_in(text)

    lines = text.split("\n")
    assert [lines[place].strip() for place in places] == [
        line.strip() for line in kept.choices[1].placed.code.split("\n")
    ]


def test_a_page_that_was_there_before_is_not_taken_for_the_new_one():
    """The same picture again, over the code that was made of it."""
    first = kept_draft()
    text = first.text(1)
    code = first.choices[1].placed.code
    at = text.index(code), text.index(code) + len(code)

    again = kept_draft(text, at=at)

    assert standing(again, text) is None
    assert standing(again, again.text(0)) == 0


def test_two_of_the_same_are_no_choice():
    assert len(kept_draft(codes=(BEST, BEST, OTHER)).choices) == 2


def test_only_the_last_few_are_kept():
    drafts = Drafts()
    draft = kept_draft().best
    names = [drafts.keep(None, draft).name for _ in range(20)]

    assert drafts.find(names[-1]).name == names[-1]
    with pytest.raises(InputError, match="no such draft any more"):
        drafts.find(names[0])


def test_those_of_a_document_come_latest_first_however_it_is_spelt():
    drafts = Drafts()
    draft = kept_draft(uri="file:///c%3A/a%20b.html").best
    names = [drafts.keep(None, draft).name for _ in range(2)]

    assert [kept.name for kept in drafts.of("file:///c:/a b.html")] == names[::-1]
    assert list(drafts.of("file:///c%3A/other.html")) == []
