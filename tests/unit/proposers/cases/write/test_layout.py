"""Python is laid out as Ruff would lay it out."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from limner_server.proposers.cases.write.layout import lay_out, requoted
from limner_server.proposers.cases.write.style import Style

RUFF = shutil.which("ruff", path=str(Path(sys.executable).parent))
LONG = [f"'number {number} of many'" for number in range(6)]


def laid_out(statement, style=None, tail=""):
    return "\n".join(lay_out(statement, 0, style or Style(), tail=tail)) + "\n"


class TestLayOut:
    @pytest.mark.parametrize(
        "statement",
        [
            "assert total([1, 2]) == 3",
            f"assert total() == [{', '.join(LONG)}]",
            f"assert total([{', '.join(LONG)}]) == 3",
            f"assert total({', '.join(LONG[:3])}, {LONG[0]}) == {LONG[1]}",
            f"assert total({', '.join(LONG)}) == [{', '.join(LONG)}]",
            f"cart = Cart({', '.join(LONG)})",
            f"cart.add({', '.join(LONG[:4])})",
            f"assert total({{'a': [{', '.join(LONG)}], 'b': (1, 2)}}) is None",
            "assert total('abc def', sep=[1, 2, 3]) == {'a': 'it\\'s', 'b': 'say \"hi\"'}",
            "assert total([one for one in range(100) if one % 2 == 0]) == [one for one in y]",
        ],
    )
    @pytest.mark.skipif(RUFF is None, reason="needs Ruff")
    def test_a_statement_is_as_ruff_has_it(self, statement):
        text = laid_out(statement)

        done = subprocess.run(
            [RUFF, "format", "--isolated", "-"],
            input=text,
            capture_output=True,
            text=True,
            check=True,
        )

        assert text == done.stdout

    def test_a_list_that_ends_in_a_comma_gives_each_part_a_line(self):
        text = laid_out("@pytest.mark.parametrize(('a', 'b'), [(1, 2), (3, 4),])")

        assert text == (
            "@pytest.mark.parametrize(\n"
            '    ("a", "b"),\n'
            "    [\n"
            "        (1, 2),\n"
            "        (3, 4),\n"
            "    ],\n"
            ")\n"
        )

    def test_what_opens_a_block_keeps_its_colon(self):
        style = Style(width=40)

        text = laid_out("with pytest.raises(ValueError, match='not so')", style, tail=":")

        assert text == 'with pytest.raises(\n    ValueError, match="not so"\n):\n'

    def test_the_indentation_and_the_width_are_the_styles(self):
        lines = lay_out("assert f([1]) == [4, 5, 6]", 1, Style(indent="\t", width=24))

        assert lines == ["\tassert f([1]) == [", "\t\t4,", "\t\t5,", "\t\t6,", "\t]"]


class TestRequoted:
    @pytest.mark.parametrize(
        ("code", "quote", "expected"),
        [
            ("f('a', 'b')", '"', 'f("a", "b")'),
            ('f("a")', "'", "f('a')"),
            ("f('say \"hi\"')", '"', "f('say \"hi\"')"),
            ("f(b'a', r'\\d')", '"', 'f(b"a", r"\\d")'),
            ('f("it\'s")', "'", 'f("it\'s")'),
        ],
    )
    def test_strings_take_the_quotes_that_need_no_escapes(self, code, quote, expected):
        assert requoted(code, quote) == expected
