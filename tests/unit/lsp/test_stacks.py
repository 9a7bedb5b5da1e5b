"""Choosing the dialect of a page."""

import json

import pytest

from limner_server.emit.code import Stack
from limner_server.lsp.options import Options
from limner_server.lsp.stacks import choose_stack


def project(folder, **dependencies):
    (folder / "package.json").write_text(json.dumps({"dependencies": dependencies}))
    return folder / "src" / "pages" / "page"


@pytest.mark.parametrize(
    ("language", "stack"),
    [
        ("html", Stack.HTML),
        ("typescriptreact", Stack.REACT),
        ("javascriptreact", Stack.REACT),
        ("vue", Stack.VUE),
        ("markdown", Stack.HTML),
        ("python", Stack.HTML),
    ],
)
def test_the_language_decides(tmp_path, language, stack):
    assert choose_stack(Options(), language, tmp_path / "x", [tmp_path]) is stack


def test_a_page_in_a_project_with_tailwind_is_written_with_it(tmp_path):
    page = project(tmp_path, tailwindcss="4")

    assert choose_stack(Options(), "html", page, [tmp_path]) is Stack.TAILWIND


def test_a_configuration_of_tailwind_says_so_too(tmp_path):
    (tmp_path / "tailwind.config.js").write_text("")

    assert choose_stack(Options(), "html", tmp_path / "a.html", [tmp_path]) is Stack.TAILWIND


@pytest.mark.parametrize(("package", "stack"), [("react", Stack.REACT), ("vue", Stack.VUE)])
def test_the_project_decides_where_the_language_says_nothing(tmp_path, package, stack):
    page = project(tmp_path, **{package: "1", "tailwindcss": "4"})

    assert choose_stack(Options(), "markdown", page, [tmp_path]) is stack


def test_the_setting_decides_over_all(tmp_path):
    page = project(tmp_path, react="19")

    assert choose_stack(Options(stack="vue"), "typescriptreact", page, [tmp_path]) is Stack.VUE


def test_what_lies_above_the_workspace_is_not_looked_at(tmp_path):
    project(tmp_path, tailwindcss="4")
    root = tmp_path / "inner"
    root.mkdir()

    assert choose_stack(Options(), "html", root / "a.html", [root]) is Stack.HTML


@pytest.mark.parametrize("manifest", ["", "[1]", "{", '{"dependencies": 3}'])
def test_a_broken_manifest_says_nothing(tmp_path, manifest):
    (tmp_path / "package.json").write_text(manifest)

    assert choose_stack(Options(), "html", tmp_path / "a.html", [tmp_path]) is Stack.HTML
