"""How code goes into a document."""

import pytest

from limner_server.emit.code import Stack
from limner_server.lsp.fragment import as_fragment
from limner_server.lsp.placement import Target, can_hold, place
from limner_server.lsp.references import find_references

PAGE = """<!doctype html>
<html lang="en">
<head>
  <style>
    :root {
      --ink: #111;
    }

    body {
      margin: 0;
    }

    .card {
      color: var(--ink);
    }
  </style>
</head>
<body class="page">
  <p class="card">Hello</p>
</body>
</html>
"""
FRAGMENT = """<style>
  .from-shot {
    & {
      --ink: #111;
    }

    & {
      margin: 0;
    }

    .card {
      color: var(--ink);
    }
  }
</style>
<div class="from-shot page">
  <p class="card">Hello</p>
</div>"""


def placed(text, language, code="<b>\n  x\n</b>\n", stack=Stack.HTML, needle="shot.png"):
    """The document after the code of the picture it names was put in."""
    offset = text.index(needle)
    reference = find_references(text, offset, offset)[0]
    target = Target(text, language, reference.start, reference.end, reference)
    return place(target, code, stack, "shot.png").applied(text)


def test_a_page_becomes_a_fragment_that_styles_only_itself():
    assert as_fragment(PAGE, "shot.png") == FRAGMENT


def test_code_without_a_body_is_its_own_fragment():
    assert as_fragment("<b>x</b>\n", "shot.png") == "<b>x</b>"


def test_a_tag_is_replaced_at_its_indentation_with_the_line_endings_of_the_document():
    text = '<body>\r\n  <img src="shot.png">\r\n</body>\r\n'

    assert placed(text, "html") == "<body>\r\n  <b>\r\n    x\r\n  </b>\r\n</body>\r\n"


def test_a_whole_page_goes_into_another_as_a_fragment():
    text = '<main>\n  <img src="shot.png">\n</main>\n'

    after = placed(text, "html", PAGE)

    assert "<!doctype" not in after
    assert (
        '  <div class="from-shot page">\n    <p class="card">Hello</p>\n  </div>\n</main>' in after
    )


def test_a_comment_stays_and_the_code_goes_below_it():
    text = "<main>\n  <!-- like shot.png\n       but green -->\n  <p>x</p>\n</main>\n"

    after = placed(text, "html")

    assert after == text.replace("-->\n", "-->\n  <b>\n    x\n  </b>\n")


def test_a_tag_in_a_comment_is_not_replaced():
    text = '<main>\n  <!-- <img src="shot.png"> -->\n</main>\n'

    assert '<!-- <img src="shot.png"> -->\n  <b>' in placed(text, "html")


def test_a_path_in_a_string_stays_and_the_code_goes_below_its_line():
    text = 'const shot = "shot.png";\nshow(shot);\n'

    after = placed(text, "javascriptreact", "<b/>\n", Stack.REACT)

    assert after == 'const shot = "shot.png";\n<b/>\nshow(shot);\n'


def test_a_comment_in_jsx_keeps_its_braces():
    text = "<main>\n  {/* shot.png */}\n</main>\n"

    assert "{/* shot.png */}\n  <b/>\n</main>" in placed(
        text, "typescriptreact", "<b/>", Stack.REACT
    )


def test_a_lone_link_of_markdown_becomes_a_block_of_code():
    assert placed("# T\n\n![x](shot.png)\n", "markdown") == "# T\n\n```html\n<b>\n  x\n</b>\n```\n"


def test_a_link_in_a_sentence_of_markdown_stays():
    text = "- like ![x](shot.png) here\n- more\n"

    after = placed(text, "markdown")

    assert after.startswith("- like ![x](shot.png) here\n\n```html\n<b>")
    assert after.endswith("```\n- more\n")


@pytest.mark.parametrize("text", ["", "\n  \n"])
def test_an_empty_document_takes_the_whole_page(text):
    target = Target(text, "html", 0, 0)

    assert place(target, PAGE, Stack.HTML, "shot.png").applied(text) == PAGE


def test_at_the_cursor_an_empty_line_is_filled():
    text = "<main>\n    \n</main>\n"
    offset = text.index("    \n") + 4

    edit = place(Target(text, "html", offset, offset), "<b/>\n", Stack.HTML, "clipboard")

    assert edit.applied(text) == "<main>\n    <b/>\n</main>\n"


def test_a_selection_is_replaced():
    text = "<main>OLD</main>\n"
    start = text.index("OLD")

    edit = place(Target(text, "html", start, start + 3), "<b/>", Stack.HTML, "clipboard")

    assert edit.applied(text) == "<main><b/></main>\n"


@pytest.mark.parametrize(
    ("language", "stack", "holds"),
    [
        ("html", Stack.HTML, True),
        ("vue", Stack.VUE, True),
        ("typescriptreact", Stack.REACT, True),
        ("markdown", Stack.VUE, True),
        ("plaintext", Stack.HTML, True),
        ("python", Stack.HTML, False),
        ("css", Stack.TAILWIND, False),
        ("html", Stack.REACT, False),
        ("typescript", Stack.HTML, False),
    ],
)
def test_a_document_holds_what_its_language_can(language, stack, holds):
    assert can_hold(language, stack) is holds
