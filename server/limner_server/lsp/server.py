"""The language server: what it holds, and which file answers which method."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Final, cast

from lsprotocol import types
from pygls.exceptions import FeatureRequestError, JsonRpcException, JsonRpcParseError
from pygls.lsp.server import LanguageServer
from pygls.protocol import default_converter

from limner_server.lsp import protocol
from limner_server.lsp.activity import Activity
from limner_server.lsp.asking import Unanswered
from limner_server.lsp.capabilities import KINDS, NAME
from limner_server.lsp.completions import Completions
from limner_server.lsp.dispatch import LimnerProtocol
from limner_server.lsp.documents import Documents
from limner_server.lsp.drafts import Drafts
from limner_server.lsp.features import (
    accept,
    ask,
    code,
    code_action,
    did_change_configuration,
    doc,
    drawn,
    execute_command,
    fix,
    generate,
    hover,
    initialized,
    inline_completion,
    locate,
    status,
    test,
    work_done_progress_cancel,
)
from limner_server.lsp.handshake import Opening
from limner_server.lsp.jobs import Jobs
from limner_server.lsp.options import Options
from limner_server.lsp.patience import answered_soon
from limner_server.lsp.places import document_path
from limner_server.lsp.trust import Trust
from limner_server.version import VERSION
from limner_server.worker.client import WorkerClient

if TYPE_CHECKING:
    from pygls.server import ServerErrors

log = logging.getLogger(__name__)

_REQUESTS: Final = {
    protocol.CODE_REQUEST: code.code,
    protocol.FIX_REQUEST: fix.fix,
    protocol.TEST_REQUEST: test.test,
    protocol.DOC_REQUEST: doc.doc,
    protocol.GENERATE_REQUEST: generate.generate,
    protocol.LOCATE_REQUEST: locate.locate,
    protocol.ASK_REQUEST: ask.ask,
    protocol.ACCEPT_REQUEST: accept.accept,
    protocol.DRAWN_REQUEST: drawn.drawn,
    protocol.STATUS_REQUEST: status.status,
}
_COMMANDS: Final = {
    protocol.CODE_COMMAND: execute_command.code,
    protocol.FIX_COMMAND: execute_command.fix,
    protocol.TEST_COMMAND: execute_command.test,
    protocol.DOC_COMMAND: execute_command.doc,
    protocol.GENERATE_COMMAND: execute_command.generate,
    protocol.LOCATE_COMMAND: execute_command.locate,
    protocol.ASK_COMMAND: execute_command.ask,
    protocol.TUNE_COMMAND: execute_command.tune,
    protocol.ANSWER_COMMAND: execute_command.answer,
    protocol.CANCEL_COMMAND: execute_command.cancel,
}


class LimnerServer(LanguageServer):
    """One server for one editor window.

    Attributes:
        client_name: as the client calls itself, or "".
        options: the settings in force.
        jobs: what is being worked on.
        activity: the same for a client that shows it.
        drafts: the last pages and changes, which the user may still accept.
        completions: what may come next, where the user types.
        trust: the folders whose code may be run.
        unanswered: the questions that code actions answer.
        worker: the process that does the tasks.
    """

    protocol: LimnerProtocol

    def __init__(self, worker: WorkerClient | None = None) -> None:
        """Wait for a client; nothing is started."""
        super().__init__(
            NAME, VERSION, protocol_cls=LimnerProtocol, converter_factory=default_converter
        )
        self.client_name = ""
        self.options = Options()
        self.jobs = Jobs()
        self.activity = Activity()
        self.drafts = Drafts()
        self.completions = Completions()
        self.trust = Trust()
        self.unanswered = Unanswered()
        self.worker = worker or WorkerClient()
        self._register_features()

    @property
    def documents(self) -> Documents:
        """The documents that are open."""
        return self.protocol.workspace

    @property
    def roots(self) -> Sequence[Path]:
        """The folders of the workspace."""
        uris = list(self.documents.folders) or [self.documents.root_uri]
        paths = (document_path(uri) for uri in uris if uri)
        return [path for path in paths if path is not None]

    def begin(self, params: types.InitializeParams) -> None:
        """Take over what the client says at the start."""
        self.process_id = params.process_id
        self.client_name = params.client_info.name if params.client_info is not None else ""
        self.configure(params.initialization_options)

    def configure(self, values: Any) -> None:
        """Take settings over; what is wrong with them is said, not obeyed."""
        self.options, complaints = Options.parse(values)
        self.activity.changed()
        for complaint in complaints:
            self.tell(complaint, types.MessageType.Warning)

    def tell(self, message: str, kind: types.MessageType = types.MessageType.Info) -> None:
        """Show the user one line."""
        self.window_show_message(types.ShowMessageParams(kind, message))

    def serve(self, stdin: Opening, stdout: BinaryIO) -> int:
        """Serve until the client leaves, and return the exit code that LSP asks for.

        Args:
            stdin: where the client's messages come from; the first may have its answer.
            stdout: where ours go.
        """
        self.protocol.greeted = stdin.answered
        # pygls asks no more of it than `readline` and `read`.
        self.start_io(cast("BinaryIO", stdin), stdout)
        return 0 if self.protocol.shut_down else 1

    def report_server_error(self, error: Exception, source: ServerErrors) -> None:
        """Answer bytes that are no JSON; put everything else into the log."""
        if source is JsonRpcException and isinstance(error, ValueError | RecursionError):
            self.protocol.refuse_bytes(JsonRpcParseError(f"no JSON: {error}"))
        elif source is not FeatureRequestError:  # those are answered, and in the log
            log.error("%s", error, exc_info=error)

    def _register_features(self) -> None:
        kinds = types.CodeActionOptions(code_action_kinds=list(KINDS))
        self.feature(types.INITIALIZED)(initialized.initialized)
        self.feature(types.WORKSPACE_DID_CHANGE_CONFIGURATION)(
            did_change_configuration.did_change_configuration
        )
        self.feature(types.WINDOW_WORK_DONE_PROGRESS_CANCEL)(
            work_done_progress_cancel.work_done_progress_cancel
        )
        self.feature(types.TEXT_DOCUMENT_CODE_ACTION, kinds)(code_action.code_action)
        self.feature(types.TEXT_DOCUMENT_INLINE_COMPLETION, types.InlineCompletionOptions())(
            inline_completion.inline_completion
        )
        self.feature(types.TEXT_DOCUMENT_HOVER)(hover.hover)
        for method, handler in _REQUESTS.items():
            self.feature(method)(handler)
        for name, command in _COMMANDS.items():
            self.command(name)(answered_soon(command))
