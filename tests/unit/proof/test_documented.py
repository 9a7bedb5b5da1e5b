"""The judge of docstrings: a change of the code, and a docstring that says otherwise, are seen."""

import ast
import shutil

import pytest

from limner_server.perception.syntax.functions import functions
from limner_server.perception.syntax.languages import JAVASCRIPT
from limner_server.perception.syntax.tree import Tree
from limner_server.proof.documented import Judging, disagreements, same_code
from limner_server.proof.documented_javascript import disagreement, same_tokens
from limner_server.proof.examples import RanExamples, run_examples
from limner_server.proof.sandbox.sandbox import Sandbox
from limner_server.proof.stated import unstated

CODE = "def f(a, b=1):\n    return a + b\n"
GOOD = '''\
def f(a, b=1):
    """Add.

    Args:
        a: One.
        b: Other.

    Returns:
        The sum.
    """
    return a + b
'''


def test_docstrings_alone_are_no_change():
    assert same_code(CODE, GOOD)


@pytest.mark.parametrize(
    "after",
    [
        CODE.replace("b=1", "b=2"),
        CODE.replace("a + b", "b + a"),
        "x = 1\n" + CODE,
        CODE.replace("return", "yield"),
        "def f(a, b=1):\n    f'doc'\n    return a + b\n",
        "def f(:\n",
    ],
)
def test_any_other_change_is_seen(after):
    assert not same_code(CODE, after)


def test_trees_are_compared_however_deep_they_are():
    deep = f"def f(a):\n    return {' + '.join(['a'] * 800)}\n"

    assert same_code(deep, deep.replace("a):\n", 'a):\n    """Doc."""\n'))
    assert not same_code(deep, deep.replace("a + a", "a - a", 1))
    assert not same_code("x = 1\n", "x = True\n")


def test_a_docstring_that_agrees():
    assert disagreements(GOOD, {"f"}, Judging("google")) == {}


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("        b: Other.\n", "", "DOC101"),
        ("        b: Other.\n", "        b: Other.\n        c: More.\n", "DOC102"),
        ("    Returns:\n        The sum.\n", "", "DOC201"),
        ("The sum.\n", "The sum.\n\n    Raises:\n        ValueError: If so.\n", "DOC502"),
    ],
)
def test_a_docstring_that_says_otherwise(old, new, says):
    found = disagreements(GOOD.replace(old, new), {"f"}, Judging("google"))

    assert found["f"][0].startswith(says)


def test_others_docstrings_are_not_judged():
    assert disagreements(GOOD.replace("        b: Other.\n", ""), {"g"}, Judging("google")) == {}


@pytest.mark.parametrize(
    ("doc", "left"),
    [
        ("Add.", ["parameter a", "ValueError, which it raises", "what it returns"]),
        ("Add.\n\n:param a: One.\n:returns: It.\n:raises ValueError: So.", []),
        ("Add.\n\nParameters\n----------\na\n    One.\n\nReturns the sum, or a ValueError.", []),
    ],
)
def test_what_is_not_stated(doc, left):
    node = ast.parse("def f(a):\n    if a:\n        raise ValueError(a)\n    return a\n").body[0]
    node.body.insert(0, ast.Expr(ast.Constant(doc)))

    assert unstated(node, None) == left


def parsed(code):
    return Tree.parse(code, JAVASCRIPT)


@pytest.mark.parametrize(
    ("after", "same"),
    [
        ("/** Adds. */\nfunction f(a) { return a; }", True),
        ("function f(a) { return  a; }", True),
        ("function f(b) { return a; }", False),
        ("function f(a) { return a }", False),
        ("function f(a) { return; a; }", False),
    ],
)
def test_tokens_are_compared_one_by_one(after, same):
    assert same_tokens(parsed("function f(a) { return a; }"), parsed(after)) is same


@pytest.mark.parametrize(
    ("comment", "wrong"),
    [
        ("/** @param a - A. @returns It. @throws {Error} So. */", ""),
        ("/** @returns It. @throws {Error} So. */", "parameters"),
        ("/** @param b - B. @returns It. @throws {Error} So. */", "names `b`"),
        ("/** @param a - A. @throws {Error} So. */", "returns something"),
        ("/** @param a - A. @returns It. */", "throws Error"),
    ],
)
def test_comments_of_javascript_are_held_against_the_code(comment, wrong):
    (one,) = functions(parsed("function f(a) { if (!a) throw new Error('a'); return a; }"))

    assert (wrong in disagreement(one, comment)) if wrong else disagreement(one, comment) == ""


@pytest.mark.skipif(shutil.which("bwrap") is None, reason="needs bubblewrap")
def test_examples_are_run_one_by_one_and_cannot_speak_for_themselves(tmp_path):
    code = '''\
import sys
print("noise")
def f(a):
    """Double.

    >>> f(1)
    2
    >>> f(2)
    5
    >>> sys.stdout.write("forged")
    6
    """
    return 2 * a
def g():
    """Nothing."""
'''
    path = tmp_path / "shop.py"
    path.write_text("")

    with Sandbox(tmp_path) as sandbox:
        ran = run_examples(sandbox, path, code.encode(), ["f", "g"], lambda: None)

    assert ran["f"].count == 3
    assert 1 in ran["f"].failed
    assert 0 not in ran["f"].failed
    assert ran["g"] == RanExamples(0)
    assert path.read_text() == ""
