"""Each family mends the faults it is made for: JavaScript and TypeScript."""

from __future__ import annotations

import pytest

from candidates import texts_of

FAULTS = {
    "an operator": ("x = a - b", "x = a + b"),
    "logic": ("x = a && b", "x = a || b"),
    "a bound left out": ("x = a < b", "x = a <= b"),
    "a strict comparison": ("x = a === b", "x = a !== b"),
    "a number one off": ("x = a + 2", "x = a + 1"),
    "another variable": ("x = a", "x = b"),
    "another target": ("a += 1", "b += 1"),
    "another method": ("x = text.endsWith(word)", "x = text.startsWith(word)"),
    "another function": ("x = Math.min(a, b)", "x = Math.max(a, b)"),
    "an arrow mistyped": ("x = values.filter(y > y)", "x = values.filter(y => y)"),
    "the object for the argument": ("x = text.indexOf(word)", "x = word.indexOf(text)"),
    "a missing call": ("x = a - b", "x = Math.abs(a - b)"),
    "a missing method": ("x = new Set(text)", "x = new Set(text.toLowerCase())"),
    "an order of numbers": ("x = values.sort()", "x = values.sort((a, b) => a - b)"),
    "another part": ("x = text.slice(1)", "x = text.slice(0, -1)"),
    "a part from a count": ("x = text", "x = text.slice(a)"),
    "steps of one": ("a++", "a += b"),
    "a value that should grow": ("this.total = a", "this.total += a"),
    "a value that should be kept": ("table[a] = []", "table[a] ||= []"),
    "no copy": ("x = values.map((y) => y)", "x = values"),
    "a result thrown away": ("values.map((y) => y)", "return values.map((y) => y)"),
    "in for of": ("for (const y in values) a += y", "for (const y of values) a += y"),
    "results exchanged": ("x = a ? b : c", "x = a ? c : b"),
}
FUNCTION = """\
function work(a, b, c, text, word, values, table) {{
  let x = [];
  a -= b;
  word.trim();
  text = text.trim();
  values.push(c);
  {};
  return x;
}}
"""


@pytest.mark.parametrize("name", FAULTS)
@pytest.mark.parametrize("suffix", ["js", "ts"])
def test_the_search_mends(name: str, suffix: str) -> None:
    wrong, right = FAULTS[name]

    texts = texts_of(FUNCTION.format(wrong), f"code.{suffix}")

    assert FUNCTION.format(right) in texts


def test_a_missing_statement_is_found() -> None:
    text = (
        "const work = (values) => {\n  const out = [];\n  for (const one of values) {\n"
        "    out.push(one, 0);\n  }\n  return out;\n};\n"
    )

    assert text.replace("  return", "  out.pop();\n  return") in texts_of(text, "code.mjs")


def test_the_order_of_branches_is_turned_without_braces() -> None:
    text = "function work(a) {\n  if (a)\n    return 1;\n  else\n    return 2;\n}\n"

    expected = "function work(a) {\n  if (a)\n    return 2;\n  else\n    return 1;\n}\n"

    assert expected in texts_of(text, "code.js")
