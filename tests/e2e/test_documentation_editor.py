"""Documentation in an editor with no plugin: offered, proven, applied as edits."""

import ast
import asyncio

import pytest
import pytest_asyncio

from editor import started
from limner_server.lsp.protocol import DOC_COMMAND

pytestmark = pytest.mark.asyncio(loop_scope="session")
SHOP = '''\
def total(prices):
    """The sum of the prices."""
    return sum(prices)


def cheapest(prices):
    if not prices:
        return None
    return min(prices)
'''


@pytest.fixture
def editor(trusting):
    trusting.reset()
    return trusting


@pytest.fixture
def shop(tmp_path):
    """A project of one module."""
    (tmp_path / "pyproject.toml").write_text("")
    (tmp_path / "shop.py").write_text(SHOP)
    return tmp_path


def opened(editor, path):
    return editor.open(path.as_uri(), "python", path.read_text())


def document(editor, uri, symbol):
    return editor.command({"uri": uri, "symbol": symbol}, name=DOC_COMMAND)


class TestDocumentation:
    async def test_a_function_is_documented_in_place(self, editor, shop):
        uri = opened(editor, shop / "shop.py")

        (action,) = await editor.actions(uri, "min(", only=["refactor.rewrite.limner.doc"])
        answer = await editor.run(action)

        assert action.title == "Document `cheapest`"
        assert answer["applied"], answer["proof"]
        assert answer["proof"]["status"] == "proven"
        documented = ast.parse(editor.texts[uri]).body[1]
        assert "prices" in ast.get_docstring(documented)
        head, tail = SHOP.split("def cheapest(prices):\n")
        assert editor.texts[uri].startswith(head + "def cheapest(prices):\n")
        assert editor.texts[uri].endswith(tail)
        assert (shop / "shop.py").read_text() == SHOP

    async def test_a_comment_of_javascript_is_completed(self, editor, shop):
        code = "export function sum(items, tax = 0) {\n  return items.length * (1 + tax);\n}\n"
        text = f"/** Adds up what has a price. */\n{code}"
        uri = editor.open((shop / "sum.js").as_uri(), "javascript", text)

        (action,) = await editor.actions(uri, "return", only=["refactor.rewrite.limner.doc"])
        answer = await editor.run(action)

        assert action.title == "Document `sum`"
        assert answer["applied"], answer["proof"]
        assert editor.texts[uri].endswith(f" */\n{code}")
        assert editor.texts[uri].count("@param") == 2

    async def test_the_lines_of_a_document_end_as_they_did(self, editor, shop):
        text = "# 😋\r\n" + SHOP.replace("\n", "\r\n")
        uri = editor.open((shop / "shop.py").as_uri(), "python", text)

        answer = await document(editor, uri, "cheapest")

        assert answer["applied"], answer["proof"]
        assert editor.texts[uri] != text
        assert "\n" not in editor.texts[uri].replace("\r\n", "")

    @pytest.mark.parametrize(("style", "mark"), [("numpy", "----"), ("sphinx", ":param prices:")])
    async def test_the_style_is_a_setting_and_an_argument(self, editor, shop, style, mark):
        uri = opened(editor, shop / "shop.py")

        answer = await editor.client.protocol.send_request_async(
            "limner/doc", {"uri": uri, "symbol": "cheapest", "style": style}
        )

        assert mark in answer.result

    @pytest_asyncio.fixture(loop_scope="session")
    async def beginning(self, shop):
        """An editor whose server has begun to work, with a worker that is still starting."""
        async with started(shop, trusted="always") as editor:
            uri = opened(editor, shop / "shop.py")
            running = asyncio.ensure_future(document(editor, uri, "cheapest"))
            await editor.until(lambda: len(editor.progress) > 0)
            yield editor, uri, running

    async def test_the_edit_moves_with_what_is_typed_meanwhile(self, beginning):
        editor, uri, running = beginning

        editor.type(uri, 0, "# the shop 😋\n")

        assert (await running)["applied"]
        assert editor.texts[uri].startswith("# the shop 😋\ndef total")
        assert ast.get_docstring(ast.parse(editor.texts[uri]).body[1])

    async def test_the_edit_is_refused_where_its_place_is_gone(self, beginning):
        editor, uri, running = beginning

        gone = "def cheapest(prices):\n    if not prices:\n"
        editor.type(uri, SHOP.index(gone), "x = 1\n", replacing=len(gone))

        with pytest.raises(Exception, match="the document changed"):
            await running
        assert editor.applied == []
