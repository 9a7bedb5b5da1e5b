"""Words of questions and of code are compared by their stems, and shown as they were said."""

from limner_server.proposers.answering.words import as_said, telling_words


def test_stems_are_shown_as_the_question_has_them():
    question = "Where is the discount for gold Customers applied, and which cities apply it?"

    shown = as_said(telling_words(question), question)

    assert shown == ["discount", "gold", "Customers", "applied", "cities"]
