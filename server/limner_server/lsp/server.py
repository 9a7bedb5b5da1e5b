"""The language server: what it holds, and which file answers which method."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from lsprotocol import types
from pygls.exceptions import FeatureRequestError, JsonRpcException, JsonRpcParseError
from pygls.lsp.server import LanguageServer
from pygls.protocol import default_converter

from limner_server.lsp.capabilities import KINDS, NAME
from limner_server.lsp.dispatch import LimnerProtocol
from limner_server.lsp.documents import Documents
from limner_server.lsp.features import (
    code,
    code_action,
    did_change_configuration,
    doc,
    execute_command,
    fix,
    initialized,
    test,
    work_done_progress_cancel,
)
from limner_server.lsp.handshake import Opening
from limner_server.lsp.jobs import Jobs
from limner_server.lsp.options import Options
from limner_server.lsp.places import document_path
from limner_server.lsp.protocol import (
    CODE_COMMAND,
    CODE_REQUEST,
    DOC_COMMAND,
    DOC_REQUEST,
    FIX_COMMAND,
    FIX_REQUEST,
    TEST_COMMAND,
    TEST_REQUEST,
)
from limner_server.lsp.trust import Trust
from limner_server.version import VERSION
from limner_server.worker.client import WorkerClient

if TYPE_CHECKING:
    from pygls.server import ServerErrors

log = logging.getLogger(__name__)


class LimnerServer(LanguageServer):
    """One server for one editor window.

    Attributes:
        options: the settings in force.
        jobs: what is being worked on.
        trust: the folders whose code may be run.
        worker: the process that does the tasks.
    """

    protocol: LimnerProtocol

    def __init__(self, worker: WorkerClient | None = None) -> None:
        """Wait for a client; nothing is started."""
        super().__init__(
            NAME, VERSION, protocol_cls=LimnerProtocol, converter_factory=default_converter
        )
        self.options = Options()
        self.jobs = Jobs()
        self.trust = Trust()
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
        self.configure(params.initialization_options)

    def configure(self, values: Any) -> None:
        """Take settings over; what is wrong with them is said, not obeyed."""
        self.options, complaints = Options.parse(values)
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
        self.feature(CODE_REQUEST)(code.code)
        self.feature(FIX_REQUEST)(fix.fix)
        self.feature(TEST_REQUEST)(test.test)
        self.feature(DOC_REQUEST)(doc.doc)
        self.command(CODE_COMMAND)(execute_command.code)
        self.command(FIX_COMMAND)(execute_command.fix)
        self.command(TEST_COMMAND)(execute_command.test)
        self.command(DOC_COMMAND)(execute_command.doc)
