"""Words that nothing was made of are looked for on the page: none is dropped unsaid."""

from limner_server.proposers.wording.lexicon.kind import Group
from limner_server.proposers.wording.part import Part
from limner_server.proposers.wording.phrase import kind
from limner_server.proposers.wording.unread import unread
from limner_server.proposers.wording.wording import read_words


def test_a_word_that_no_part_has_is_to_be_on_the_page():
    form = Part(kind("form"), parts=[Part(kind("email"), said="e-mail")], said="form")

    missing = list(unread("a form with e-mail and two seismographs", form))

    assert [(one.what, one.words) for one in missing] == [("“seismographs”", ("seismographs",))]


def test_words_that_bind_count_and_place_are_nothing_to_see():
    words = "please make me a simple login form with e-mail on the left and a password next to it"

    worded = read_words(words)

    assert worded.root.group is Group.BLOCK
    assert [one.what for one in worded.parts if not one.sorts] == []


def test_a_word_in_another_form_is_known():
    table = Part(kind("table"), label="Invoices", said="table")

    assert not list(unread("a table of an invoice", table))
