"""The README's settings and the map of files are read off the code, never written by hand."""

import ast
from dataclasses import fields
from pathlib import Path

import pytest

from limner_server.lsp.options import SECTION, Options

ROOT = Path(__file__).parents[2]
PACKAGES = ("server/limner_server", "model/limner_model", "adapters/limner_adapters")
INDENT = 34


def settings():
    rows = ["| setting | default | meaning |", "|---|---|---|"]
    for setting in fields(Options):
        name, default = setting.metadata["wire"], setting.default
        written = f"{default:g}" if isinstance(default, float) else str(default)
        shown = str(default).lower() if isinstance(default, bool) else written
        choices = ", ".join(setting.metadata["choices"])
        doc = setting.metadata["doc"] + (f" One of {choices}." if choices else "")
        rows.append(f"| `{SECTION}.{name}` | {f'`{shown}`' if shown else ''} | {doc} |")
    return "\n".join(rows)


def summary(path):
    docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    return docstring.split("\n\n")[0].replace("\n", " ").removesuffix(".")


def folder_map(folder, depth=0):
    lines = [f"{'  ' * depth}{folder.name}/".ljust(INDENT) + summary(folder / "__init__.py")]
    files = [path for path in sorted(folder.glob("*.py")) if path.name != "__init__.py"]
    indent = "  " * (depth + 1)
    lines += [f"{indent}{path.name}".ljust(INDENT) + summary(path) for path in files]
    for inner in sorted(path.parent for path in folder.glob("*/__init__.py")):
        lines += folder_map(inner, depth + 1)
    return lines


def file_map():
    lines = [line for package in PACKAGES for line in folder_map(ROOT / package)]
    return "\n".join(["```text", *(line.rstrip() for line in lines), "```"])


@pytest.mark.parametrize(
    ("page", "part", "read_off"),
    [("README.md", "settings", settings), ("docs/files.md", "map", file_map)],
)
def test_the_pages_say_what_the_code_says(page, part, read_off):
    file = ROOT / page
    begin, end = f"<!-- {part}: begin -->\n", f"\n<!-- {part}: end -->"
    before, rest = file.read_text(encoding="utf-8").split(begin)
    written, after = rest.split(end)

    expected = read_off()

    if written != expected:
        file.write_text(before + begin + expected + end + after, encoding="utf-8")
        pytest.fail(f"the {part} were out of date and are written anew: look and commit")


def test_every_file_says_in_one_line_what_it_is():
    files = [path for package in PACKAGES for path in (ROOT / package).rglob("*.py")]

    silent = [str(path.relative_to(ROOT)) for path in files if not summary(path)]

    assert silent == []
