"""Which files draw, and how much each counts."""

import pytest

from limner_server.perception.drawn.kinds import Writing, standing_of, writing_of


@pytest.mark.parametrize(
    ("name", "writing"),
    [
        ("src/a.tsx", Writing.SCRIPT),
        ("a.blade.php", Writing.TEMPLATE),
        ("a.HTML", Writing.TEMPLATE),
        ("messages.po", Writing.GETTEXT),
        ("package-lock.json", None),
        ("vendor.min.js", None),
        ("types.d.ts", None),
        ("a.png", None),
        ("Makefile", None),
    ],
)
def test_the_name_of_a_file_says_how_it_is_written(name, writing):
    assert writing_of(name) is writing


@pytest.mark.parametrize("name", ["src/Login.jsx", "templates/login.html", "app/views.py"])
def test_source_counts_in_full(name):
    assert standing_of(name) == 1.0


@pytest.mark.parametrize(
    "name",
    [
        "src/__tests__/Login.jsx",
        "src/Login.test.jsx",
        "src/Login.stories.tsx",
        "tests/test_login.py",
        "cypress/e2e/login.cy.js",
        "src/__snapshots__/Login.jsx",
        "dist/index.html",
        "docs/login.html",
        "README.md",
    ],
)
def test_what_repeats_source_counts_less(name):
    assert standing_of(name) < 1.0
