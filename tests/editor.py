"""An editor for tests: it opens documents, runs code actions, applies edits, and keeps count."""

from __future__ import annotations

import asyncio
import copy
import sys
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Any, Union
from urllib.parse import unquote, urlsplit

from lsprotocol import types
from lsprotocol.converters import get_converter
from pytest_lsp import LanguageClient, client_capabilities, make_test_lsp_client

from conforming import fault
from limner_server.lsp import messages, protocol
from limner_server.lsp.positions import Positions

EDITORS = ("visual_studio_code", "neovim", "emacs")
# A model takes its time and may not be there; what it does has tests of its own.
SETTINGS = {"model": "none"}
PATIENCE = 60.0
REPLIES = {
    protocol.CODE_REQUEST: messages.DraftReply,
    protocol.GENERATE_REQUEST: messages.DraftReply,
    protocol.ACCEPT_REQUEST: messages.AcceptReply,
    protocol.DRAWN_REQUEST: messages.DrawnReply,
    protocol.STATUS_REQUEST: messages.Status,
}
Action = Union[types.Command, types.CodeAction]  # noqa: UP007 - the very key of lsprotocol's hooks


class Editor:
    """One editor window with one server.

    Attributes:
        client: the protocol's other side.
        texts: of the open documents, by URI.
        versions: of the same.
        applied: every edit that came, in order.
        progress: every token and value of `$/progress`.
        registered: the methods that the server wants to hear of.
        on_progress: called with every progress message.
        questions: what the user was asked, in order.
        capabilities: the server's.
        answer: the title of the button that the user presses; None closes the question.
        saves: whether what is changed in files that are not open is written at once.
    """

    def __init__(self, client: LanguageClient) -> None:
        self.client = client
        self.texts: dict[str, str] = {}
        self.versions: dict[str, int] = {}
        self.applied: list[types.ApplyWorkspaceEditParams] = []
        self.progress: list[Any] = []
        self.registered: list[str] = []
        self.on_progress: Callable[[Any], None] = lambda _: None
        self.questions: list[str] = []
        self.answer: str | None = None
        self.saves = False
        self.encoding = "utf-16"
        self.capabilities = types.ServerCapabilities()
        self._said: dict[str, Any] = {}
        self._structure = client.protocol.structure_message
        client.protocol.structure_message = self._hear
        # pytest-lsp's own handler knows work-done progress alone.
        client.protocol.fm.features.pop(types.PROGRESS)
        client.feature(types.PROGRESS)(partial(Editor._progress, self))
        client.feature(types.WORKSPACE_APPLY_EDIT)(partial(Editor._apply, self))
        client.feature(types.WINDOW_SHOW_MESSAGE_REQUEST)(partial(Editor._ask, self))
        client.feature(types.CLIENT_REGISTER_CAPABILITY)(partial(Editor._register, self))
        # lsprotocol takes every code action with a command for a bare command.
        client.protocol._converter.register_structure_hook(Action, _structure_action)

    @property
    def messages(self) -> list[str]:
        """What the user was shown."""
        return [message.message for message in self.client.messages]

    @property
    def shown(self) -> list[types.ShowDocumentParams]:
        """The documents that the user was led to."""
        return self.client.shown_documents

    @property
    def server_pid(self) -> int:
        return self.client._server.pid

    def open(self, uri: str, language: str, text: str) -> str:
        self.texts[uri], self.versions[uri] = text, 1
        item = types.TextDocumentItem(uri, language, 1, text)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(item))
        return uri

    def type(self, uri: str, at: int, new: str, *, replacing: int = 0) -> None:
        """Replace `replacing` characters at an offset, as a user does."""
        span = Positions(self.texts[uri], self.encoding).range(at, at + replacing)
        self.versions[uri] += 1
        self.client.text_document_did_change(
            types.DidChangeTextDocumentParams(
                types.VersionedTextDocumentIdentifier(uri=uri, version=self.versions[uri]),
                [types.TextDocumentContentChangePartial(range=span, text=new)],
            )
        )
        text = self.texts[uri]
        self.texts[uri] = text[:at] + new + text[at + replacing :]

    def reset(self) -> None:
        """Close everything and forget what was heard, for the next test."""
        for uri in self.versions:
            document = types.TextDocumentIdentifier(uri)
            self.client.text_document_did_close(types.DidCloseTextDocumentParams(document))
        lists = self.applied, self.progress, self.questions, self.client.messages, self.shown
        for heard in (self.texts, self.versions, *lists):
            heard.clear()
        self.answer = None
        self.on_progress = lambda _: None

    def position(self, uri: str, at: int) -> types.Position:
        """Where an offset of a document is."""
        return Positions(self.texts[uri], self.encoding).position(at)

    def range(self, uri: str, part: str) -> types.Range:
        """Where a text first stands in a document."""
        start = self.texts[uri].index(part)
        return Positions(self.texts[uri], self.encoding).range(start, start + len(part))

    async def actions(
        self,
        uri: str,
        at: int | str,
        diagnostics: Sequence[types.Diagnostic] = (),
        **context: Any,
    ) -> list[Any]:
        """What is offered at an offset, or where a text begins."""
        offset = self.texts[uri].index(at) if isinstance(at, str) else at
        span = Positions(self.texts[uri], self.encoding).range(offset, offset)
        params = types.CodeActionParams(
            types.TextDocumentIdentifier(uri),
            span,
            types.CodeActionContext(list(diagnostics), **context),
        )
        return list(await self.client.text_document_code_action_async(params) or [])

    async def run(self, action: Any, token: str | None = None) -> Any:
        """Run what a code action offers."""
        command = action.command if isinstance(action, types.CodeAction) else action
        return await self.command(command.arguments[0], token=token, name=command.command)

    def command(self, *arguments: Any, token: str | None = None, name: str = "limner.code") -> Any:
        params = types.ExecuteCommandParams(name, arguments=list(arguments), work_done_token=token)
        return asyncio.wait_for(
            self.client.workspace_execute_command_async(params), timeout=PATIENCE
        )

    async def request(self, method: str, **params: Any) -> Any:
        """Ask a request of ours; its answer is what the server declares."""
        answer = await asyncio.wait_for(
            self.client.protocol.send_request_async(method, params), timeout=PATIENCE
        )
        assert fault(self._said["result"], REPLIES[method]) is None
        return answer

    async def until_progress(self) -> None:
        """Wait until the worker has said what it is doing."""
        heard = asyncio.Event()
        self.on_progress = lambda value: heard.set() if value.get("kind") == "report" else None
        await asyncio.wait_for(heard.wait(), PATIENCE)

    async def until(self, condition: Callable[[], bool]) -> None:
        """Wait until something is so."""
        async with asyncio.timeout(PATIENCE):
            while not condition():  # noqa: ASYNC110 - any condition, so nothing sets an event
                await asyncio.sleep(0.02)

    def _hear(self, message: dict[str, Any]) -> Any:
        """Keep the last answer as it came over the wire, before anything is made of it."""
        if "result" in message:
            self._said = copy.deepcopy(message)
        return self._structure(message)

    def _ask(self, params: types.ShowMessageRequestParams) -> types.MessageActionItem | None:
        self.questions.append(params.message)
        titles = [action.title for action in params.actions or []]
        return types.MessageActionItem(self.answer) if self.answer in titles else None

    def _register(self, params: types.RegistrationParams) -> None:
        self.registered += [registration.method for registration in params.registrations]

    def _progress(self, params: types.ProgressParams) -> None:
        self.progress.append((params.token, params.value))
        self.on_progress(params.value)

    def _apply(self, params: types.ApplyWorkspaceEditParams) -> types.ApplyWorkspaceEditResult:
        self.applied.append(params)
        for change in params.edit.document_changes or []:
            if isinstance(change, types.CreateFile):
                assert change.uri not in self.texts
                self.texts[change.uri] = ""
            elif isinstance(change, types.DeleteFile):
                _path(change.uri).unlink(missing_ok=True)
                del self.texts[change.uri]
            else:
                version = change.text_document.version
                if version is not None and version != self.versions[change.text_document.uri]:
                    return types.ApplyWorkspaceEditResult(applied=False, failure_reason="stale")
                self._edit(change.text_document.uri, change.edits)
        for uri, edits in (params.edit.changes or {}).items():
            self._edit(uri, edits)
        return types.ApplyWorkspaceEditResult(applied=True)

    def _edit(self, uri: str, edits: Any) -> None:
        if uri not in self.texts:
            self.texts[uri] = _path(uri).read_text(encoding="utf-8")
        positions = Positions(self.texts[uri], self.encoding)
        spans = [(positions.offsets(edit.range), edit.new_text) for edit in edits]
        for (start, end), text in sorted(spans, reverse=True):
            if uri in self.versions:
                self.type(uri, start, text, replacing=end - start)
            else:
                self.texts[uri] = self.texts[uri][:start] + text + self.texts[uri][end:]
        if self.saves and uri not in self.versions:
            _path(uri).write_text(self.texts[uri], encoding="utf-8")


def _path(uri: str) -> Path:
    return Path(unquote(urlsplit(uri).path))


def _structure_action(value: Any, _: type) -> types.Command | types.CodeAction:
    kind = types.Command if isinstance(value.get("command"), str) else types.CodeAction
    return get_converter().structure(value, kind)


@asynccontextmanager
async def started(
    folder: Path,
    capabilities: str | types.ClientCapabilities = EDITORS[0],
    *,
    name: str = "tests",
    **settings: Any,
) -> AsyncIterator[Editor]:
    """An editor on a folder, by the name of its recorded capabilities or with those given.

    `name` is what it calls itself.
    """
    client = make_test_lsp_client()
    editor = Editor(client)
    client.set_configuration({"limner": {**SETTINGS, **settings}})
    await client.start_io(sys.executable, "-m", "limner_server.cli.main", "lsp")
    if isinstance(capabilities, str):
        capabilities = client_capabilities(capabilities)
    result = await client.initialize_session(
        types.InitializeParams(
            capabilities=capabilities,
            client_info=types.ClientInfo(name),
            root_uri=folder.as_uri(),
            initialization_options={**SETTINGS, **settings},
        )
    )
    editor.capabilities = result.capabilities
    editor.encoding = result.capabilities.position_encoding
    try:
        yield editor
    finally:
        if client._server.returncode is None:
            await client.shutdown_session()
        await client.stop()
