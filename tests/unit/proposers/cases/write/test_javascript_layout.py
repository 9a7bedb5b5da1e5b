"""JavaScript laid out as Prettier does it: the expected texts were laid out by Prettier 3."""

import pytest

from limner_server.proposers.cases.write.javascript_layout import requoted, script
from limner_server.proposers.cases.write.javascript_style import ScriptStyle, script_style

STYLE = ScriptStyle()
NUMBERS = """\
const numbers = [
  0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21,
  22, 23, 24, 25, 26, 27, 28, 29,
];"""
LONG = "aaaaaaaaaaaaaaaaaaaaaaaaa"


@pytest.mark.parametrize(
    ("code", "laid_out"),
    [
        ("expect(f(1)).toBe(2);", "expect(f(1)).toBe(2);"),
        (
            f"expect(f('{LONG}')).toEqual(['{LONG}', '{LONG}']);",
            f"expect(f('{LONG}')).toEqual([\n  '{LONG}',\n  '{LONG}',\n]);",
        ),
        (
            f"expect(f('{LONG}', '{LONG}', '{LONG}')).toBe(true);",
            f"expect(\n  f(\n    '{LONG}',\n    '{LONG}',\n    '{LONG}',\n  ),\n).toBe(true);",
        ),
        (
            "const rows = [{ a: 1, b: 2 }, { a: 3, b: 4 }];",
            "const rows = [\n  { a: 1, b: 2 },\n  { a: 3, b: 4 },\n];",
        ),
        (
            f"const numbers = [{', '.join(map(str, range(30)))}];",
            NUMBERS,
        ),
        (
            "it.each([[1, 2], [3, 4]])('adds', (a, b) => { expect(a).toBe(b); });",
            "it.each([\n  [1, 2],\n  [3, 4],\n])('adds', (a, b) => {\n  expect(a).toBe(b);\n});",
        ),
        (
            "for (const [a, b] of [[1, 2]]) { it('x', async () => { await f(a); }); }",
            "for (const [a, b] of [[1, 2]]) {\n  it('x', async () => {\n    await f(a);\n  });\n}",
        ),
        ("const a = 1;\n\nf(a);", "const a = 1;\n\nf(a);"),
        ("f(g((x) => x), 0);", "f(\n  g((x) => x),\n  0,\n);"),
        ("f(() => { g(); }, 0);", "f(() => {\n  g();\n}, 0);"),
        ('f(g("a") - 1 < 2);', "f(g('a') - 1 < 2);"),
    ],
)
def test_code_is_laid_out_as_prettier_does_it(code, laid_out):
    assert script(code, STYLE) == laid_out


def test_the_style_of_the_file_counts():
    style = ScriptStyle('"', "    ", 40, semicolons=False, commas=False, parentheses=False)
    code = "it('says', () => { expect(f('a', [1, 2, 3])).toEqual(['aaaaaaaaaaa', (x) => x]); });"

    assert script(code, style) == (
        'it("says", () => {\n    expect(f("a", [1, 2, 3])).toEqual([\n'
        '        "aaaaaaaaaaa",\n        x => x\n    ])\n})'
    )


@pytest.mark.parametrize(
    ("literal", "quote", "written"),
    [
        ("'a'", '"', '"a"'),
        ("'it is \"so\"'", '"', "'it is \"so\"'"),
        ("'it\\'s'", '"', '"it\'s"'),
        ('"a"', '"', '"a"'),
    ],
)
def test_quotes_change_where_that_needs_no_more_escapes(literal, quote, written):
    assert requoted(literal, quote) == written


def test_code_that_cannot_be_read_stays_as_it_is():
    assert script("const = ;", STYLE) == "const = ;"


FOUR = 'const a = "b"\nfunction f() {\n    return [\n        1\n    ]\n}\n'


def test_style_is_that_of_the_files(tmp_path):
    style = script_style("", [FOUR], tmp_path, tmp_path)

    assert (style.quote, style.indent, style.semicolons, style.commas) == (
        '"',
        "    ",
        False,
        False,
    )


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (".prettierrc", '{"singleQuote": true, "semi": false, "printWidth": 100, "tabWidth": 4}'),
        (".prettierrc", "singleQuote: true\nsemi: false\nprintWidth: 100\ntabWidth: 4\n"),
        (
            "package.json",
            '{"prettier": {"singleQuote": true, "semi": false, "printWidth": 100, "tabWidth": 4}}',
        ),
    ],
)
def test_settings_of_prettier_go_before_looks(name, text, tmp_path):
    (tmp_path / name).write_text(text)

    style = script_style("", [FOUR], tmp_path / "src", tmp_path)

    assert (style.quote, style.semicolons, style.width) == ("'", False, 100)
    assert (style.indent, style.commas) == ("    ", True)


def test_line_endings_are_those_of_the_file(tmp_path):
    assert script_style("a();\r\nb();\r\n", [], tmp_path, tmp_path).ending == "\r\n"
