"""The README's table of settings is written from their declaration."""

from dataclasses import fields
from pathlib import Path

import pytest

from limner_server.lsp.options import SECTION, Options

README = Path(__file__).parents[3] / "README.md"
BEGIN, END = "<!-- settings: begin -->\n", "<!-- settings: end -->"


def table():
    rows = ["| setting | default | meaning |", "|---|---|---|"]
    for setting in fields(Options):
        name, default = setting.metadata["wire"], setting.default
        shown = (
            f"`{default:g}`" if isinstance(default, float) else f"`{default}`" if default else ""
        )
        choices = ", ".join(setting.metadata["choices"])
        doc = setting.metadata["doc"] + (f" One of {choices}." if choices else "")
        rows.append(f"| `{SECTION}.{name}` | {shown} | {doc} |")
    return "\n".join(rows) + "\n"


def test_the_table_in_the_readme_is_that_of_the_declarations():
    text = README.read_text(encoding="utf-8")
    before, begin, rest = text.partition(BEGIN)
    written, end, after = rest.partition(END)
    assert begin
    assert end

    if written != table():
        README.write_text(before + begin + table() + end + after, encoding="utf-8")
        pytest.fail("the table was out of date and is written anew: look at it and commit it")
