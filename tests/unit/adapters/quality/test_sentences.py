import pytest

from limner_adapters.quality.sentences import first_sentence


@pytest.mark.parametrize(
    "text",
    [
        "Add up the lines.",
        '"""Add up the lines."""\n',
        '    """Add up the lines.\n\n    Args:\n        lines: All of them.\n    """',
        'r"""Add up\n    the lines. Then rest."""',
        "/** Add up the lines. */",
        "/**\n * Add up the lines.\n * @param lines all\n */\n",
        "'''Add up the lines.\n'''",
    ],
)
def test_the_first_sentence_is_found(text):
    assert first_sentence(text) == "Add up the lines."


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", ""),
        ('"""Read `1.5` of it, e.g. now"""', "Read `1.5` of it, e.g."),
        ('"""No end"""', "No end"),
    ],
)
def test_of_what_is_no_plain_sentence_the_beginning_is_found(text, sentence):
    assert first_sentence(text) == sentence
