"""Editors that show no questions, take edits over only after a command, or refuse them."""

import pytest
from lsprotocol import types
from pygls.exceptions import JsonRpcException

from editor import started
from workspaces import SHOP, workspace

pytestmark = [
    pytest.mark.asyncio(loop_scope="session"),
    pytest.mark.usefixtures("home"),
]
MENDED = SHOP.replace("max(", "min(")


@pytest.fixture
def shop(tmp_path):
    return workspace(tmp_path / "shop")


def opened(editor, shop):
    return editor.open((shop / "shop.py").as_uri(), "python", (shop / "shop.py").read_text())


async def titles(editor, uri):
    return [action.title for action in await editor.actions(uri, 0)]


async def choose(editor, uri, title):
    (action,) = (one for one in await editor.actions(uri, 0) if one.title == title)
    await editor.run(action)


async def test_what_is_asked_is_answered_by_a_code_action(shop):
    async with started(shop, name="helix", trusted="ask") as editor:
        editor.client.protocol.fm.features.pop(types.WINDOW_SHOW_MESSAGE_REQUEST)
        uri = opened(editor, shop)
        await editor.command({"uri": uri, "lines": [11, 11]}, name="limner.fix")
        await editor.until(lambda: any("trust this folder" in told for told in editor.messages))

        offered = await titles(editor, uri)
        await choose(editor, uri, "Trust the folder")
        await editor.until(lambda: editor.texts[uri] == MENDED)

        assert offered[:3] == ["Trust the folder", "Run nothing", "Stop what Limner is doing"]
        assert editor.messages[0].startswith("answer by a code action: ")
        assert "Trust the folder" not in await titles(editor, uri)


async def test_work_that_waits_for_an_answer_is_stopped_with_its_question(shop):
    async with started(shop, name="helix", trusted="ask") as editor:
        editor.client.protocol.fm.features.pop(types.WINDOW_SHOW_MESSAGE_REQUEST)
        uri = opened(editor, shop)
        await editor.command({"uri": uri, "lines": [11, 11]}, name="limner.fix")
        await editor.until(lambda: len(editor.messages) > 0)

        await choose(editor, uri, "Stop what Limner is doing")

        assert "stopped" in editor.messages
        assert {"Trust the folder", "Stop what Limner is doing"}.isdisjoint(
            await titles(editor, uri)
        )


async def test_an_edit_that_is_taken_over_only_after_a_command_waits_for_one(shop):
    async with started(shop, name="", trusted="always") as editor:
        take, takes = editor._apply, []
        refused = types.ApplyWorkspaceEditResult(applied=False)
        editor.client.protocol.fm.features.pop(types.WORKSPACE_APPLY_EDIT)
        editor.client.feature(types.WORKSPACE_APPLY_EDIT)(
            lambda params: take(params) if takes else refused
        )
        uri = opened(editor, shop)
        await editor.command({"uri": uri, "lines": [11, 11]}, name="limner.fix")
        await editor.until(lambda: any("among the code actions" in m for m in editor.messages))
        assert editor.texts[uri] == SHOP

        takes.append(True)
        title = next(one for one in await titles(editor, uri) if one.startswith("Apply: Fix"))
        await choose(editor, uri, title)

        await editor.until(lambda: editor.texts[uri] == MENDED)


async def test_a_user_who_refuses_an_edit_hears_no_more_of_it_than_that(shop):
    def refuse(_):
        raise JsonRpcException("User cancelled server edit")

    async with started(shop, name="Eglot", trusted="always") as editor:
        editor.client.protocol.fm.features.pop(types.WORKSPACE_APPLY_EDIT)
        editor.client.feature(types.WORKSPACE_APPLY_EDIT)(refuse)
        uri = opened(editor, shop)

        await editor.command({"uri": uri, "lines": [11, 11]}, name="limner.fix")
        await editor.until(lambda: len(editor.messages) > 0)

        assert editor.messages[0].startswith("the editor did not take the edit over: ")
        assert editor.texts[uri] == SHOP
        assert not any(title.startswith("Apply") for title in await titles(editor, uri))


async def test_wrong_arguments_are_told_where_nobody_sees_the_errors_of_commands(shop):
    async with started(shop, name="helix") as editor:
        with pytest.raises(JsonRpcException, match="needs 'uri'"):
            await editor.command({}, name="limner.test")

        await editor.until(lambda: any("needs 'uri'" in told for told in editor.messages))
