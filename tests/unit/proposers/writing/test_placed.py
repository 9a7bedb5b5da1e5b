"""A model's code put into a file: where it goes, how far in, and its imports."""

import pytest

from limner_server.perception.syntax.languages import PYTHON, TYPESCRIPT
from limner_server.perception.syntax.tree import Tree
from limner_server.perception.workspace.files import WorkspaceFiles
from limner_server.proposers.writing.piece import read_piece
from limner_server.proposers.writing.placing import placed
from limner_server.proposers.writing.write import Place

SHOP = '''"""A shop."""

import os


class Cart:
    def __init__(self):
        self.items = []

    # the total of all items

    def add(self, item):
        self.items.append(item)
'''
TOTAL = "```python\nimport math\n\ndef total(self):\n    return math.fsum(self.items)\n```"


@pytest.fixture
def put(tmp_path):
    def putting(text, answer, line=None, end_line=None, language=PYTHON):
        path = tmp_path / f"shop{language.suffixes[0]}"
        tree = Tree.parse(text, language)
        place = Place(path, tree, line, end_line, WorkspaceFiles(tmp_path))
        piece = read_piece(answer, language)
        for edit in reversed(placed(tree, piece, line, end_line, place.importing)):
            text = edit.applied(text)
        return text

    return putting


class TestPlaces:
    def test_below_a_comment_it_stands_in_as_far_as_that(self, put):
        code = put(SHOP, TOTAL, line=10)

        assert (
            "    # the total of all items\n"
            "    def total(self):\n"
            "        return math.fsum(self.items)\n"
            "\n"
            "    def add(self, item):\n"
        ) in code

    def test_imports_go_to_the_top_in_their_order(self, put):
        assert '"""A shop."""\n\nimport math\nimport os\n' in put(SHOP, TOTAL, line=10)

    def test_an_import_that_is_there_is_not_added(self, put):
        code = put(SHOP, "```python\nimport os\n\ndef name():\n    return os.name\n```")

        assert code.count("import os") == 1

    def test_at_the_end_it_is_parted_by_two_blank_lines(self, put):
        code = put(SHOP, "```python\ndef name():\n    return 1\n```")

        assert code.endswith("self.items.append(item)\n\n\ndef name():\n    return 1\n")

    def test_lines_are_replaced_where_they_are_named(self, put):
        code = put("a = 1\nb = ...\nc = 3\n", "```python\nb = 2\n```", line=2, end_line=2)

        assert code == "a = 1\nb = 2\nc = 3\n"

    def test_below_a_line_that_opens_a_block_it_stands_deeper(self, put):
        code = put("if x:\n    pass\n", "```python\ny = 1\n```", line=1)

        assert code == "if x:\n    y = 1\n    pass\n"

    def test_line_endings_stay(self, put):
        code = put(SHOP.replace("\n", "\r\n"), TOTAL, line=10)

        assert "\n" not in code.replace("\r\n", "")

    def test_an_empty_file_is_filled(self, put):
        assert put("", "```python\ndef f():\n    return 1\n```") == "def f():\n    return 1\n"

    def test_typescript(self, put):
        text = "import { a } from './a';\n\nexport const b = a;\n"
        answer = (
            "```ts\nimport { c } from './c';\n\nexport function d(): number {\n  return c;\n}\n```"
        )

        code = put(text, answer, language=TYPESCRIPT)

        assert code.startswith("import { a } from './a';\nimport { c } from './c';\n")
        assert code.endswith(
            "export const b = a;\n\nexport function d(): number {\n  return c;\n}\n"
        )


class TestAnswers:
    @pytest.mark.parametrize(
        "answer",
        ["", "I cannot.", "```\n```", "```python\ndef f(:\n```", "```ruby\ndef f; end\n```"],
    )
    def test_what_is_no_code_of_the_language_is_none(self, answer):
        assert read_piece(answer, PYTHON) is None

    def test_thoughts_and_talk_are_left_out(self):
        answer = "<think>def g(): pass</think>Sure:\n```python\ndef f():\n    return 1\n```\nDone."

        assert read_piece(answer, PYTHON).text == "def f():\n    return 1"

    def test_of_several_fences_the_longest_is_meant(self):
        answer = "```python\nf()\n```\n```python\ndef f():\n    return 1\n```"

        assert read_piece(answer, PYTHON).text == "def f():\n    return 1"
