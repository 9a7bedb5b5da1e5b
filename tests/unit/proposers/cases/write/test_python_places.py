"""Tests go where the project has its tests, and reach the code as the others do."""

import pytest

from limner_server.perception.workspace.files import WorkspaceFiles
from limner_server.proposers.cases.write.project import project_of
from limner_server.proposers.cases.write.python_places import places, sighted
from limner_server.proposers.cases.write.style import Style, style_of

TEST = "def test_it():\n    assert True\n"
CASE = (
    "import unittest\n\n\nclass TestIt(unittest.TestCase):\n    def test_it(self):\n        pass\n"
)


def first_place(root, path, files, out=None):
    """The first place, as the path of the test file and the module that it imports."""
    for name, text in {"pyproject.toml": "", path: "x = 1\n", **files}.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    known = WorkspaceFiles(root)
    seen = sighted(known, root / path, lambda: None)
    others = [known.text(one) for one in seen.files]
    project = project_of(root, "", others, has_pytest=True)
    place = next(places(known, root / path, seen, out and root / out, project))
    return place.path.relative_to(root).as_posix(), place.module


class TestPlaces:
    @pytest.mark.parametrize(
        ("path", "files", "expected"),
        [
            ("shop.py", {}, ("test_shop.py", "shop")),
            ("shop.py", {"other_test.py": TEST}, ("shop_test.py", "shop")),
            ("shop.py", {"tests/test_other.py": TEST}, ("tests/test_shop.py", "shop")),
            ("shop/cart.py", {"shop/__init__.py": ""}, ("tests/test_cart.py", "shop.cart")),
            (
                "src/shop/cart.py",
                {"src/shop/__init__.py": "", "tests/unit/test_other.py": TEST},
                ("tests/unit/test_cart.py", "shop.cart"),
            ),
            (
                "src/shop/cart/items.py",
                {
                    "src/shop/__init__.py": "",
                    "src/shop/cart/__init__.py": "",
                    "tests/cart/test_other.py": TEST,
                },
                ("tests/cart/test_items.py", "shop.cart.items"),
            ),
            (
                "shop/cart.py",
                {
                    "shop/__init__.py": "",
                    "shop/test_other.py": "from .other import x\n" + TEST,
                    "shop/other.py": "x = 1\n",
                },
                ("shop/test_cart.py", ".cart"),
            ),
            (
                "shop.py",
                {"tests/test_shop.py": f"from shop import x\n\n\n{TEST}"},
                ("tests/test_shop.py", "shop"),
            ),
            (
                "shop.py",
                {"tests/test_shop.py": "def test_it(:\n"},
                ("tests/test_shop_more.py", "shop"),
            ),
        ],
    )
    def test_a_place_is_as_the_others_are(self, tmp_path, path, files, expected):
        assert first_place(tmp_path, path, files) == expected

    def test_the_settings_of_pytest_say_where_tests_are(self, tmp_path):
        settings = '[tool.pytest.ini_options]\ntestpaths = ["checks"]\n'
        files = {"pyproject.toml": settings, "checks/readme.txt": ""}

        assert first_place(tmp_path, "shop.py", files) == ("checks/test_shop.py", "shop")

    def test_the_user_has_the_last_word(self, tmp_path):
        place = first_place(tmp_path, "shop.py", {"tests/test_shop.py": TEST}, out="mine.py")

        assert place == ("mine.py", "shop")


class TestProjectOf:
    @pytest.mark.parametrize(
        ("settings", "own", "others", "has_pytest", "expected"),
        [
            ("", "", [], True, (False, False)),
            ("", "", [], False, (True, True)),
            ("", "", [CASE], True, (True, True)),
            ("[tool.pytest.ini_options]\n", "", [CASE], True, (False, True)),
            ("", CASE, [TEST, TEST], True, (True, True)),
            ("", TEST, [CASE, CASE], True, (False, False)),
        ],
    )
    def test_the_file_itself_counts_before_others_and_settings_say_what_runs_it(
        self, tmp_path, *, settings, own, others, has_pytest, expected
    ):
        (tmp_path / "pyproject.toml").write_text(settings)

        project = project_of(tmp_path, own, others, has_pytest=has_pytest)

        assert (project.uses_unittest, project.has_test_cases) == expected


class TestStyleOf:
    def test_a_file_is_written_on_as_it_was(self, tmp_path):
        text = "def test_it():\r\n  assert 'a' == 'b'\r\n  assert 'c'\r\n"

        assert style_of(text, ['x = "a"\n'], tmp_path) == Style("'", "  ", 88, "\r\n")

    def test_a_new_file_is_as_its_neighbours_are(self, tmp_path):
        assert style_of("", ["def f():\n\treturn 'a'\n"], tmp_path) == Style("'", "\t", 88, "\n")

    @pytest.mark.parametrize(
        ("settings", "expected"),
        [
            ("[tool.ruff]\nline-length = 100\n", Style('"', "    ", 100)),
            ("[tool.black]\nline-length = 99\n", Style('"', "    ", 99)),
            ('[tool.ruff.format]\nquote-style = "single"\n', Style("'", "    ", 88)),
        ],
    )
    def test_the_settings_of_formatters_count(self, tmp_path, settings, expected):
        (tmp_path / "pyproject.toml").write_text(settings)

        assert style_of("", [], tmp_path) == expected
