"""Code while the user types, in an editor that shows it inline."""

import asyncio
import time
from contextlib import asynccontextmanager

import pytest
from lsprotocol import types
from pygls.exceptions import JsonRpcRequestCancelled
from pytest_lsp import client_capabilities

from editor import started
from limner_server.lsp.protocol import DOC_COMMAND
from scripted_engine import scripted_engine

pytestmark = pytest.mark.asyncio(loop_scope="session")
TEXT = "def double(number):\n    \n\n\nprint(double(2))\n"
CURSOR = TEXT.index("    ") + 4
METHOD = types.TEXT_DOCUMENT_INLINE_COMPLETION


def inline(capabilities):
    """The same client, were it to show completions inline."""
    capabilities = client_capabilities(capabilities)
    capabilities.text_document.inline_completion = types.InlineCompletionClientCapabilities()
    return capabilities


def params(editor, uri, at=CURSOR, trigger=types.InlineCompletionTriggerKind.Invoked):
    document = types.TextDocumentIdentifier(uri)
    position = editor.position(uri, at)
    return types.InlineCompletionParams(
        context=types.InlineCompletionContext(trigger), text_document=document, position=position
    )


async def completed(editor, uri, **kwargs):
    answer = await editor.client.text_document_inline_completion_async(
        params(editor, uri, **kwargs)
    )
    return [item.insert_text for item in answer.items]


@asynccontextmanager
async def completing(folder, answer="return 2 * number", **settings):
    """An editor on one file, an engine that answers, and what the engine heard."""
    (folder / "numbers.py").write_text(TEXT)
    with scripted_engine(answer) as (engine, heard):
        settings = {"engineUrl": engine.base_url, "model": "scripted", **settings}
        async with started(folder, inline("neovim"), **settings) as editor:
            uri = editor.open((folder / "numbers.py").as_uri(), "python", TEXT)
            yield editor, uri, heard


async def test_what_the_model_says_is_offered_at_the_cursor(tmp_path):
    async with completing(tmp_path) as (editor, uri, _):
        answer = await editor.client.text_document_inline_completion_async(params(editor, uri))

        (item,) = answer.items
        assert item.insert_text == "return 2 * number"
        place = types.Position(1, 4)
        assert item.range == types.Range(place, place)
        assert editor.progress == []
        assert editor.messages == []


async def test_the_pauses_within_a_word_ask_nobody(tmp_path):
    async with completing(tmp_path) as (editor, uri, heard):
        automatic = types.InlineCompletionTriggerKind.Automatic
        typing = [
            asyncio.ensure_future(completed(editor, uri, trigger=automatic)) for _ in range(5)
        ]
        answers = await asyncio.gather(*typing)

        assert answers == [[], [], [], [], ["return 2 * number"]]
        assert len(heard) == 1


@pytest.mark.parametrize(
    "settings",
    [
        {"inlineCompletion": "off"},
        {"model": "none"},
        {"engineUrl": "", "model": "limner-builtin"},
        {"engineUrl": "", "model": ""},
    ],
)
async def test_where_nobody_can_say_it_the_answer_is_empty_at_once(tmp_path, settings, monkeypatch):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    async with completing(tmp_path, **settings) as (editor, uri, heard):
        await editor.actions(uri, 0)  # the server is there
        start = time.perf_counter()

        assert await completed(editor, uri) == []
        assert time.perf_counter() - start < 0.5
        assert heard == []


async def test_an_engine_that_is_gone_is_nobodys_concern(tmp_path):
    settings = {"engineUrl": "http://127.0.0.1:9/v1"}
    async with completing(tmp_path, **settings) as (editor, uri, _):
        assert await completed(editor, uri) == []
        assert editor.messages == []


async def test_a_cancel_reaches_the_engine(tmp_path, slow_engine):
    url, asked, left = slow_engine
    async with completing(tmp_path, engineUrl=url, model="slow") as (editor, uri, _):
        future = editor.client.protocol.send_request(METHOD, params(editor, uri))
        futures = editor.client.protocol._request_futures
        number = next(number for number, waiting in futures.items() if waiting is future)
        assert await asyncio.to_thread(asked.wait, 60)

        editor.client.cancel_request(types.CancelParams(number))

        with pytest.raises(JsonRpcRequestCancelled):
            await asyncio.wait_for(asyncio.wrap_future(future), 5)
        assert await asyncio.to_thread(left.wait, 5), "the engine went on answering nobody"


async def test_what_the_user_asks_for_goes_before_it(tmp_path, slow_engine):
    url, asked, left = slow_engine
    async with completing(tmp_path, engineUrl=url, model="slow") as (editor, uri, _):
        typing = asyncio.ensure_future(completed(editor, uri))
        assert await asyncio.to_thread(asked.wait, 60)

        with pytest.raises(Exception, match="cannot be parsed"):
            await editor.command({"uri": uri, "symbol": "nothing"}, name=DOC_COMMAND)

        assert await typing == []
        assert await asyncio.to_thread(left.wait, 5)


async def test_only_a_client_that_shows_completions_hears_of_them(tmp_path):
    async with started(tmp_path, inline("neovim")) as shows, started(tmp_path, "neovim") as other:
        assert shows.capabilities.inline_completion_provider is not None
        assert other.capabilities.inline_completion_provider is None
