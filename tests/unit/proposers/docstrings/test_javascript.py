"""JSDoc and TSDoc."""

import re

import pytest

from documenting import document


def comment(text, before):
    """The comment right before a piece of code."""
    head = text[: text.index(before)]
    assert head.rstrip().endswith("*/"), head
    return re.sub(r"^\s*/?\*+/? ?", "", head[head.rindex("/**") :], flags=re.MULTILINE).strip()


def test_a_function_with_its_parameters_and_errors(tmp_path):
    code = """\
export function total(items, taxRate = 0.2) {
  if (!Array.isArray(items)) {
    throw new TypeError('items');
  }
  let sum = 0;
  for (const item of items) {
    if (item.price < 0) throw new RangeError('price');
    sum += item.price;
  }
  return sum * (1 + taxRate);
}
"""
    done = document(tmp_path, code, name="shop.js")

    assert comment(done.text, "export function") == (
        "Return the total of `items`.\n\n"
        "@param items - Items to go through.\n"
        "@param {number} [taxRate] - Tax rate. Defaults to 0.2.\n"
        "@returns The total.\n"
        "@throws {TypeError} If `items` is not of type `Array`.\n"
        "@throws {RangeError} If `item.price` is less than 0."
    )
    assert done.text.replace(done.text[: done.text.index("export")], "") == code


def test_typescript_repeats_no_types(tmp_path):
    head = "export function isLong(word: string, limit: number): boolean"
    code = f"{head} {{\n  return word.length > limit;\n}}\n"

    text = comment(document(tmp_path, code, name="shop.ts").text, "export")

    assert "{" not in text
    assert "@param word - " in text
    assert text.startswith("Return whether")


@pytest.mark.parametrize(
    ("code", "before", "words"),
    [
        ("const isEven = (n) => n % 2 === 0;\n", "const", "Return whether `n` is even."),
        ("class A {\n  get size() { return 1; }\n}\n", "get size", "The size."),
        (
            "export default class Cart {\n  constructor(name) { this.name = name; }\n}\n",
            "constructor",
            "Create a cart.",
        ),
        (
            "function* walk(xs) { for (const x of xs) yield x; }\n",
            "function*",
            "@yields Each `x` in `xs`.",
        ),
        ("async function load(url) { return fetch(url); }\n", "async", "@returns {Promise}"),
        ("function f({ url, depth = 2 }) { return url; }\n", "function", "@param options.depth - "),
        (
            "function f(...words) { return words.join(' '); }\n",
            "function",
            "@param {...Array} words - ",
        ),
        (
            "function f(x) { return x.filter((y) => y > 2); }\n",
            "function",
            "The elements of `x` that are greater than 2.",
        ),
    ],
)
def test_functions_of_all_kinds(tmp_path, code, before, words):
    done = document(tmp_path, code, name="shop.js")

    assert words in comment(done.text, before)


def test_a_comment_is_completed_and_its_words_stay(tmp_path):
    code = """\
/**
 * Adds, slowly.
 * @param {number} a - First.
 * @see elsewhere
 */
function add(a, b) {
  return a + b;
}
"""
    done = document(tmp_path, code, name="shop.js")

    lines = done.text.splitlines()
    assert all(line in lines for line in code.splitlines())
    assert lines.index(" * @param {number} a - First.") + 1 == next(
        at for at, line in enumerate(lines) if "@param b" in line
    )
    assert document(tmp_path, done.text, name="shop.js").text == done.text


def test_tests_and_functions_inside_others_stay_bare(tmp_path):
    code = "describe('x', () => { it('does', () => { const y = (z) => z; }); });\n"

    assert document(tmp_path, code, name="shop.test.js").text == code
