"""Each stack's text is valid in its own world and draws the same page."""

from __future__ import annotations

import re
import shutil

import html5lib
import pytest
import tree_sitter

from limner_server.emit import Code, Stack
from limner_server.emit.utilities import utilities
from limner_server.perception.scene import Scene
from limner_server.proof.browser import Browser
from limner_server.proposers.trace import trace
from sketch import BLUE, FAINT, GREY, box, lines, picture, scene, text


def drawn() -> Scene:
    return scene(
        shapes=[
            box(40, 200, 300, 240, border=GREY, lines=[text("Your mail", 52, 225, colour=FAINT)]),
            box(310, 200, 400, 240, fill=BLUE, lines=[text("Send", 335, 225, background=BLUE)]),
            box(500, 200, 514, 214, border=GREY),
        ],
        lines=[
            text("Name", 40, 190),
            text("Remember me", 522, 212),
            text("Hello {{name}} & <friends>", 40, 100, size=32, weight=700),
            *lines(["A text of two lines that flow into one another", "as one"], 40, 330),
            text("Bold words and a link in one line of text", 40, 420, bold="words", linked="link"),
        ],
    )


@pytest.fixture(scope="module")
def codes() -> dict[Stack, Code]:
    return {stack: trace(drawn(), picture(), stack) for stack in Stack}


def test_the_component_of_react_parses_as_jsx(codes: dict[Stack, Code]) -> None:
    grammar = pytest.importorskip("tree_sitter_javascript", reason="no JSX parser installed")
    parser = tree_sitter.Parser(tree_sitter.Language(grammar.language()))

    tree = parser.parse(codes[Stack.REACT].text.encode())

    assert not tree.root_node.has_error


def test_the_template_of_vue_parses_as_html(codes: dict[Stack, Code]) -> None:
    template = codes[Stack.VUE].text.split("<template>\n")[1].split("</template>")[0]

    assert parse_errors(template) == []


def test_the_fragment_of_tailwind_parses_as_html(codes: dict[Stack, Code]) -> None:
    assert parse_errors(codes[Stack.TAILWIND].text) == []


def parse_errors(fragment: str) -> list[str]:
    parser = html5lib.HTMLParser(strict=False)
    parser.parseFragment(fragment)
    return [
        code for _, code, _ in parser.errors if code != "non-void-element-with-trailing-solidus"
    ]


def test_react_writes_attributes_as_react_knows_them(codes: dict[Stack, Code]) -> None:
    written = codes[Stack.REACT].text

    assert "className=" in written
    assert " class=" not in written
    assert "Hello &#123;&#123;name&#125;&#125; &amp; &lt;friends&gt;" in written
    assert re.search(r'<input className="[\w-]+" type="text" placeholder="Your mail" />', written)
    assert b"title {" in codes[Stack.REACT].assets["Page.css"]


def test_vue_shows_braces_instead_of_running_them(codes: dict[Stack, Code]) -> None:
    written = codes[Stack.VUE].text

    assert "Hello {{ '{{' }}name}}" in written
    assert written.startswith("<template>\n")


def test_tailwind_needs_no_style_sheet(codes: dict[Stack, Code]) -> None:
    written = codes[Stack.TAILWIND].text

    assert "<style" not in written
    assert re.search(r'<h1 class="[^"]*font-bold[^"]*">', written)


def test_declarations_become_the_utilities_that_mean_them() -> None:
    found = utilities(
        {
            "display": "flex",
            "gap": "16px",
            "padding": "8px 13px",
            "color": "#ffffff",
            "background": "#3050d0",
            "font-size": "14px",
            "margin-left": "auto",
            "border": "1px solid #d6d9e0",
            "letter-spacing": "0.5px",
        }
    )

    assert [name for name, _ in found] == [
        "flex",
        "gap-4",
        "py-2",
        "px-[13px]",
        "text-white",
        "bg-[#3050d0]",
        "text-sm",
        "ml-auto",
        "border",
        "border-[#d6d9e0]",
        "[letter-spacing:0.5px]",
    ]


@pytest.mark.skipif(shutil.which("chromium") is None, reason="no Chromium to render with")
def test_all_stacks_draw_the_same_page_where_the_picture_has_it(codes: dict[Stack, Code]) -> None:
    with Browser() as browser:
        rendered = {stack: browser.render(code.html, 800, 600) for stack, code in codes.items()}

    baselines = {line.text: line.baseline for line in rendered[Stack.HTML].lines}
    for line in drawn().lines():
        if line.text in baselines:
            assert abs(baselines[line.text] - line.baseline) <= 1
    assert len(baselines) >= 6
    for rendering in rendered.values():
        assert (rendering.image == rendered[Stack.HTML].image).all()


def test_labels_name_their_controls(codes: dict[Stack, Code]) -> None:
    assert 'for="remember-me">Remember me</label>' in codes[Stack.HTML].text
    assert 'htmlFor="remember-me"' in codes[Stack.REACT].text
    assert re.search(
        r'<input class="[\w-]+" type="checkbox" id="remember-me">', codes[Stack.HTML].text
    )
