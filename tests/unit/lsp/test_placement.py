"""How code goes into a document."""

import pytest

from limner_server.edits import Edit
from limner_server.emit.code import Stack
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


COMPONENT = """import "./shot.css";

export default function Page() {
  return (
    <div className="page">
      <p className="card">Hello</p>
    </div>
  );
}
"""
VIEW = """<template>
  <div class="page">
    <p>Hello</p>
  </div>
</template>

<style>
body {
  margin: 0;
}
</style>
"""


def placed(text, language, code="<b>\n  x\n</b>\n", stack=Stack.HTML, stylesheet=""):
    """The document after the code of the picture it names was put in."""
    offset = text.index("shot.png")
    reference = find_references(text, offset, offset)[0]
    target = Target(text, language, reference.start, reference.end, reference)
    return applied(place(target, code, stack, "shot.png", stylesheet), text)


def applied(placement, text):
    for edit in sorted(placement.edits, key=lambda edit: -edit.start):
        text = edit.applied(text)
    return text


def test_a_page_becomes_a_fragment_that_styles_only_itself():
    target = Target("<main>OLD</main>", "html", 6, 9)

    assert place(target, PAGE, Stack.HTML, "shot.png").edits == [Edit(6, 9, FRAGMENT)]


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

    after = placed(text, "javascriptreact", COMPONENT, Stack.REACT)

    assert after.startswith(
        'import "./shot.css";\nconst shot = "shot.png";\nexport default function'
    )
    assert after.endswith("}\nshow(shot);\n")


def test_a_comment_in_jsx_keeps_its_braces():
    text = "<main>\n  {/* shot.png */}\n</main>\n"

    after = placed(text, "typescriptreact", COMPONENT, Stack.REACT)

    assert '{/* shot.png */}\n  <div className="from-shot page">' in after


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

    assert applied(place(target, PAGE, Stack.HTML, "shot.png"), text) == PAGE


def test_at_the_cursor_an_empty_line_is_filled():
    text = "<main>\n    \n</main>\n"
    offset = text.index("    \n") + 4

    placement = place(Target(text, "html", offset, offset), "<b/>\n", Stack.HTML, "clipboard")

    assert applied(placement, text) == "<main>\n    <b/>\n</main>\n"


def test_a_selection_is_replaced():
    text = "<main>OLD</main>\n"
    start = text.index("OLD")

    placement = place(Target(text, "html", start, start + 3), "<b/>", Stack.HTML, "clipboard")

    assert applied(placement, text) == "<main><b/></main>\n"


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


def test_a_tag_of_jsx_becomes_markup_and_its_rules_are_imported():
    text = (
        '"use client";\nimport a from "a";\n\nexport default function App() {\n'
        '  return <img src="shot.png" />;\n}\n'
    )
    offset = text.index("shot.png")
    reference = find_references(text, offset, offset)[0]
    target = Target(text, "typescriptreact", reference.start, reference.end, reference)

    placement = place(target, COMPONENT, Stack.REACT, "shot.png", "body {\n  margin: 0;\n}\n")

    assert applied(placement, text) == (
        '"use client";\nimport a from "a";\nimport "./shot.css";\n\n'
        "export default function App() {\n"
        '  return <div className="from-shot page">\n'
        '    <p className="card">Hello</p>\n  </div>;\n}\n'
    )
    assert placement.stylesheet == ".from-shot {\n  & {\n    margin: 0;\n  }\n}"


def test_a_module_keeps_its_one_default_export():
    text = "export default function App() {}\n// shot.png\n"

    after = placed(text, "javascriptreact", COMPONENT, Stack.REACT)

    assert after.count("export default") == 1
    assert "// shot.png\nexport function Page()" in after


def test_imports_go_below_what_must_stay_first():
    text = '"use client";\n// shot.png\n'

    after = placed(text, "javascriptreact", COMPONENT, Stack.REACT)

    assert after.startswith('"use client";\nimport "./shot.css";\n// shot.png\n')


def test_a_tag_of_a_vue_template_becomes_markup_and_its_rules_a_block_of_the_file():
    text = '<template>\n  <img src="shot.png">\n</template>\n'

    assert placed(text, "vue", VIEW, Stack.VUE) == (
        '<template>\n  <div class="from-shot page">\n    <p>Hello</p>\n  </div>\n</template>\n'
        "\n<style>\n.from-shot {\n  & {\n    margin: 0;\n  }\n}\n</style>\n"
    )


def test_a_pattern_of_files_is_no_comment():
    text = "const all = glob('src/**/*.ts');\nconst shot = 'shot.png';\n/* end */\n"

    after = placed(text, "javascriptreact", "<b/>", Stack.REACT)

    assert after == text.replace("'shot.png';\n", "'shot.png';\n<b/>\n")


def test_a_part_of_a_page_is_no_page():
    """No second main part, as high as its content, its rules for narrow windows its own."""
    code = (
        "<html><head><style>\nbody {\n  min-height: 100vh;\n  margin: 0;\n}\n\n"
        "@media (min-width: 640px) {\n  body {\n    margin: 1px;\n  }\n}\n</style></head>\n"
        "<body>\n<main>\n<b>x</b>\n</main>\n</body></html>\n"
    )
    text = "<main>\n  <!-- a form -->\n</main>\n"
    offset = text.index(" -->")

    after = applied(place(Target(text, "html", offset, offset), code, Stack.HTML, "form"), text)

    assert after.count("<main") == after.count("</main>") == 1
    assert "100vh" not in after
    assert "body" not in after
    assert "      @media (min-width: 640px) {\n        & {\n          margin: 1px;" in after


def test_a_page_without_a_main_part_gets_one():
    code = "<html><body>\n<main>\n<b>x</b>\n</main>\n</body></html>\n"
    text = "<!-- a form -->\n<p>x</p>\n"

    after = applied(place(Target(text, "html", 4, 4), code, Stack.HTML, "form"), text)

    assert "<main>" in after
