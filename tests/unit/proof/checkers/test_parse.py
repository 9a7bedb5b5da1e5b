"""Diagnostics are read as their checkers print them."""

from pathlib import Path

import pytest

from limner_server.errors import InputError
from limner_server.proof.checkers.parse import parse_diagnostic

ROOT = Path("/shop")
PRINTED = [
    ("a.py:6:24: F821 Undefined name `foo`", ("Ruff", "F821", 6, 24, "Undefined name `foo`")),
    (
        ("F401 [*] `os` imported but unused\n --> a.py:1:8\n  |\n1 | import os"),
        ("Ruff", "F401", 1, 8, "`os` imported but unused"),
    ),
    (
        (
            "/shop/a.py\n"
            '  /shop/a.py:6:14 - error: "x" is not defined (reportUndefinedVariable)\n'
            '  /shop/a.py:7:1 - error: "y" is not defined (reportUndefinedVariable)\n'
        ),
        ("Pyright", "reportUndefinedVariable", 6, 14, '"x" is not defined'),
    ),
    (
        (
            '/shop/a.py:3:9 - error: Type "int" is not assignable to return type "str"\n'
            '    "int" is not assignable to "str" (reportReturnType)'
        ),
        (
            "Pyright",
            "reportReturnType",
            3,
            9,
            (
                'Type "int" is not assignable to return type "str"\n'
                '    "int" is not assignable to "str"'
            ),
        ),
    ),
    (
        'a.py:6:12:6:18: error: Name "foo" is not defined  [name-defined]',
        ("mypy", "name-defined", 6, 12, 'Name "foo" is not defined'),
    ),
    (
        "a.py(3,5): error TS2304: Cannot find name 'x'.",
        ("ts", "2304", 3, 5, "Cannot find name 'x'."),
    ),
    (
        (
            "\x1b[96ma.py\x1b[0m:\x1b[93m3\x1b[0m:\x1b[93m5\x1b[0m - "
            "\x1b[91merror\x1b[0m\x1b[90m TS2304: \x1b[0mCannot find name 'x'."
        ),
        ("ts", "2304", 3, 5, "Cannot find name 'x'."),
    ),
    (
        ("/shop/a.py\n  1:1   error  Unexpected var, use let or const instead  no-var\n"),
        ("eslint", "no-var", 1, 1, "Unexpected var, use let or const instead"),
    ),
    (
        "a.py:3:27: 'z' is not defined. [Error/no-undef]",
        ("eslint", "no-undef", 3, 27, "'z' is not defined."),
    ),
    ("a.py:3: something is off", ("", "", 3, 1, "something is off")),
]


@pytest.mark.parametrize(("printed", "wanted"), PRINTED)
def test_the_manner_of_each_checker_is_known(printed, wanted):
    one = parse_diagnostic(printed, ROOT)

    assert one.path == ROOT / "a.py"
    assert (one.source, one.code, one.line, one.column, one.message) == wanted


def test_words_alone_need_a_file_and_a_line():
    with pytest.raises(InputError, match="does not say where"):
        parse_diagnostic("'z' is not defined", ROOT)

    diagnostic = parse_diagnostic("'z' is not defined", ROOT, ROOT / "c.js", 4)

    assert (diagnostic.path, diagnostic.line) == (ROOT / "c.js", 4)


def test_a_line_of_a_list_without_its_file_needs_one():
    with pytest.raises(InputError, match="which file"):
        parse_diagnostic("  3:27  error  'z' is not defined  no-undef", ROOT)
