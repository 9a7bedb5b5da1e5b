"""Where docstrings go, and all that must stay as it is around them."""

import ast

import pytest

from documenting import document
from limner_server.errors import InputError


def bare(code):
    tree = ast.parse(code)
    for node in ast.walk(tree):
        kinds = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef
        if isinstance(node, kinds) and ast.get_docstring(node, clean=False) is not None:
            del node.body[0]
    return ast.dump(tree)


@pytest.mark.parametrize(
    "code",
    [
        "def f(a): return a\n",
        "class A: x = 1\n",
        "def f(a,\n      b=3,  # how many\n      ):\n    return a\n",
        "@one\n@two(3)\ndef f(a):\n    return a\n",
        "class A(metaclass=M):\n    def f(self): pass\n",
        "async def f(xs):\n    async for x in xs:\n        yield x\n",
        "def f(a):\n    # a comment\n    return a\n",
        "def f(a):\n\n    return a\n",
        "def f(name):\n    f'hello {name}'\n    return name\n",
        "if True:\n    def f(a):\n        return a\n",
        "def f(a, /, b, *, c, **d):\n    return a\n",
        "def f(é):\n    return 'ü'; pass\n",
        "def f(a): return lambda b: (a, b)",
        "def f(a):\n\treturn a\n",
        "def f(text):\n    return text.split('\\n')\n",
        "def f(self):\n    return '''\n  x\n'''\n",
    ],
)
def test_the_code_stays(tmp_path, code):
    done = document(tmp_path, code)

    assert done.suggestion.proof.status == "proven"
    assert done.text != code
    assert bare(done.text) == bare(code)
    rest = iter(done.text.split("\n"))
    wanted = [line for line in code.split("\n") if ":" not in line or line.endswith(":")]
    assert all(any(line == other for other in rest) for line in wanted)


def test_a_module_begins_behind_its_interpreter_and_before_the_future(tmp_path):
    head = "#!/usr/bin/env python\n# -*- coding: utf-8 -*-\n"
    code = f"{head}from __future__ import annotations\nx = 1\n"

    done = document(tmp_path, code)

    assert done.text.startswith(head)
    assert done.doc()
    compile(done.text, "shop.py", "exec")


def test_a_module_that_reads_its_docstring_gets_none(tmp_path):
    assert not document(tmp_path, "print(__doc__)\ndef f(): return 1\n").doc()


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_line_endings_and_byte_order_marks_stay(tmp_path, mark):
    code = mark + b"def f(a):\r\n    return a\r\n"

    change = document(tmp_path, code).suggestion.result
    change.write()

    written = (tmp_path / "shop.py").read_bytes()
    assert written.startswith(mark + b'"""')
    assert b"\n" not in written.replace(b"\r\n", b"")


def test_utf_16_stays(tmp_path):
    code = "def f(ä):\n    return ä\n"

    document(tmp_path, code.encode("utf-16")).suggestion.result.write()

    assert "Return the f of `ä`." in (tmp_path / "shop.py").read_bytes().decode("utf-16")


@pytest.mark.parametrize("name", ["shop.py", "shop.js"])
def test_a_file_that_cannot_be_parsed_is_refused(tmp_path, name):
    with pytest.raises(InputError, match=f"{name}:2 cannot be parsed"):
        document(tmp_path, "x = 1\ny = (]\n", name=name)


def test_an_empty_file_needs_nothing(tmp_path):
    assert "nothing to document" in document(tmp_path, "").suggestion.proof.summary


def test_only_what_is_asked_for_is_documented(tmp_path):
    two = "class Two:\n    def three(self): return 3\n    def four(self): return 4\n"
    code = f"def one(a): return a\n{two}"

    done = document(tmp_path, code, symbol="Two.three")

    assert done.doc("Two.three")
    assert not any(map(done.doc, ("", "one", "Two", "Two.four")))


def test_a_class_is_documented_with_its_methods(tmp_path):
    code = "class Two:\n    def three(self): return 3\n    def four(self): return 4\n"

    done = document(tmp_path, code, line=1)

    assert all(map(done.doc, ("Two", "Two.three", "Two.four")))


def test_overloads_setters_and_functions_inside_stay_bare(tmp_path):
    code = """\
@overload
def f(a: int) -> int: ...
def f(a):
    def inner(b): return b
    return inner(a)
class A:
    @property
    def x(self): return 1
    @x.setter
    def x(self, value): self.y = value
"""
    done = document(tmp_path, code)

    assert done.text.count('"""') == 2 * 4


def test_fields_of_a_dataclass_are_attributes(tmp_path):
    code = """\
@dataclass
class Point:
    x_px: float
    label: str = "here"  # what is shown beside it
"""
    doc = document(tmp_path, code, symbol="Point").doc("Point")

    assert "Attributes:\n    x_px: X in pixels." in doc
    assert "label: What is shown beside it." in doc
