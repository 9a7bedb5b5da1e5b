"""Texts become trees, with spans in characters, and are read again at once after an edit."""

from __future__ import annotations

import pytest

from dice import dice
from limner_server.errors import CancelledError
from limner_server.perception.syntax.cache import Trees
from limner_server.perception.syntax.functions import functions
from limner_server.perception.syntax.languages import (
    JAVASCRIPT,
    JSX,
    LANGUAGES,
    PYTHON,
    TSX,
    TYPESCRIPT,
    language_of,
)
from limner_server.perception.syntax.tree import Span, Tree
from spoiling import spoiled

PYTHON_CODE = '''"""Grüße 😀."""
import os
\tx = 1

@decorated("ü")
class Größe(Base):
    def wert(self, a: int = 1, *rest):
\treturn f"{a} é" if a else [b for b in rest]

async def laufen():
    try:
        await x
    except* ValueError as e:
        pass
'''
TYPESCRIPT_CODE = """/** Größe */
import { a as b } from "./ü";
export default class A<T> extends B { #p = 1; get x(): T { return `é${1}😀`; } }
const f = async ({ a, b: [c] }: P, ...rest) => { for (const k of rest) { k?.(); } };
"""


@pytest.mark.parametrize(
    ("name", "language"),
    [
        ("a.py", PYTHON),
        ("a.pyi", PYTHON),
        ("A.PY", PYTHON),
        ("python", PYTHON),
        ("a.mjs", JAVASCRIPT),
        ("javascript", JAVASCRIPT),
        ("a.jsx", JSX),
        ("javascriptreact", JSX),
        ("a.cts", TYPESCRIPT),
        ("typescript", TYPESCRIPT),
        ("a.tsx", TSX),
        ("typescriptreact", TSX),
        ("a.rs", None),
        ("notebook.ipynb", None),
        ("python/readme", None),
    ],
)
def test_a_language_is_known_by_suffix_and_by_lsp_id(name, language):
    assert language_of(name) == language


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda one: one.name)
def test_every_grammar_loads_and_parses(language):
    assert not Tree.parse("f(a)", language).has_errors


def test_tsx_and_jsx_are_read():
    code = "const C = () => <div a={1}>{x} é</div>;"
    assert not Tree.parse(code, TSX).has_errors
    assert not Tree.parse(code, JSX).has_errors
    assert Tree.parse(code, TYPESCRIPT).has_errors


def test_spans_count_characters_not_bytes():
    text = 'é = "😀"\nwert = "ü"\n'
    tree = Tree.parse(text, PYTHON)
    spans = [tree.span(node) for node in tree.root.children]
    assert [span.of(text) for span in spans] == ['é = "😀"', 'wert = "ü"']
    assert spans[1] == Span(8, 18)
    assert tree.source(tree.node(text.index("wert"))) == "wert"


def test_errors_are_named_with_their_places():
    tree = Tree.parse("é = 1\ndef f(:\n    pass\n", PYTHON)
    assert tree.has_errors
    assert any(7 <= span.start <= 14 for span in tree.errors)
    assert Tree.parse("x = 1\n", PYTHON).errors == []


def test_lines_end_as_editors_say():
    tree = Tree.parse("a\r\nb\rc\nd\u2028e\f\n", PYTHON)
    lines = tree.lines
    assert [tree.text[lines.start(n) : lines.end(n)] for n in range(1, len(lines) + 1)] == [
        "a",
        "b",
        "c",
        "d\u2028e\f",
        "",
    ]
    assert (lines.line(3), lines.column(4), lines.offset(2, 99)) == (2, 2, 4)


def test_lines_may_end_with_carriage_returns_alone():
    text = "def f():\r    return 1\r\rx = '\r'\r"
    tree = Tree.parse(text, PYTHON)

    assert tree.source(tree.root.children[0]) == "def f():\r    return 1"
    assert tree.lines.line(text.index("x")) == 4


def test_half_a_surrogate_pair_does_no_harm():
    tree = Tree.parse('x = "\ud83d"\ny = 1', PYTHON)
    assert tree.source(tree.root.children[-1]) == "y = 1"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (PYTHON_CODE, PYTHON),
        (TYPESCRIPT_CODE, TSX),
        (PYTHON_CODE.replace("\n", "\r\n"), PYTHON),
        (PYTHON_CODE.replace("\n", "\r"), PYTHON),
    ],
    ids=["python", "tsx", "crlf", "cr"],
)
def test_an_edited_tree_is_the_tree_of_the_new_text(text, language):
    throws = dice(7)
    tree = Tree.parse(text, language)
    for _ in range(100):
        changed = spoiled(tree.text, throws)
        tree = tree.edited(changed)
        assert shape(tree) == shape(Tree.parse(changed, language))


def test_an_edit_leaves_the_tree_before_it_as_it_was():
    before = Tree.parse("def f():\n    return 1\n", PYTHON)
    shape_before = shape(before)
    before.edited("x = 2\ndef f():\n    return 1\n")
    assert shape(before) == shape_before


def test_a_text_that_the_grammar_never_comes_to_an_end_with_is_one_error():
    tree = Tree.parse('(""async((=1}', TSX)

    assert tree.has_errors
    assert tree.errors
    assert functions(tree) == []
    assert not tree.edited("f(1)").has_errors


def test_parsing_stops_where_it_is_not_wanted_any_more():
    def check():
        raise CancelledError

    with pytest.raises(CancelledError):
        Tree.parse("x = 1\n" * 10_000, PYTHON, check)


def test_a_file_is_parsed_whole_only_once(tmp_path):
    trees = Trees()
    first = trees.tree(tmp_path / "a.py", "x = 1\n")
    assert trees.tree(tmp_path / "a.py", "x = 1\n") is first
    assert trees.tree(tmp_path / "a.py", "x = 2\n").text == "x = 2\n"
    assert trees.tree(tmp_path / "a.txt", "x = 1\n") is None


def test_trees_used_longest_ago_are_given_up(tmp_path):
    trees = Trees(most_characters=20)
    first = trees.tree(tmp_path / "a.py", "x = 1234\n")
    trees.tree(tmp_path / "b.py", "y = 1234\n")
    trees.tree(tmp_path / "c.py", "z = 1234\n")
    assert trees.tree(tmp_path / "a.py", "x = 1234\n") is not first


def shape(tree: Tree) -> list[tuple[str, int, int]]:
    """All nodes with their places."""
    found, cursor = [], tree.root.walk()
    while True:
        node = cursor.node
        found.append((node.type, node.start_byte, node.end_byte, node.start_point))
        if cursor.goto_first_child():
            continue
        while not cursor.goto_next_sibling():
            if not cursor.goto_parent():
                return found
