"""The protocol's inner side: every message is judged first, answered always, and cancels reach.

What pygls leaves open is closed here: an invalid message gets its error, a request before
`initialize` or after `shutdown` too, a response nobody waits for disturbs nothing, an error of
ours is one line for the user, and `$/cancelRequest` reaches a command that is running.
"""

from __future__ import annotations

import logging
from collections.abc import Generator
from concurrent.futures import Future
from typing import TYPE_CHECKING, Any

from cattrs import Converter
from lsprotocol import types
from pygls.exceptions import (
    JsonRpcException,
    JsonRpcInvalidRequest,
    JsonRpcMethodNotFound,
    JsonRpcRequestCancelled,
    JsonRpcServerNotInitialized,
)
from pygls.protocol import (
    JsonRPCNotification,
    JsonRPCRequestMessage,
    LanguageServerProtocol,
    lsp_method,
)
from pygls.uris import from_fs_path

from limner_server.errors import CancelledError, InputError, LimnerError
from limner_server.lsp.capabilities import initialize_result, position_encoding
from limner_server.lsp.documents import Documents
from limner_server.lsp.envelope import Sort, identifier, sort_of
from limner_server.lsp.protocol import REQUEST_FAILED

if TYPE_CHECKING:
    from limner_server.lsp.server import LimnerServer

log = logging.getLogger(__name__)


class LimnerProtocol(LanguageServerProtocol):
    """One connection with a client."""

    _server: LimnerServer

    def __init__(self, server: LimnerServer, converter: Converter) -> None:
        """Wait for `initialize`."""
        super().__init__(server, converter)
        self.initialized = False
        # Set where the client has had its answer to `initialize` before this process was ready.
        self.greeted = False

    @property
    def workspace(self) -> Documents:
        """The documents that are open."""
        workspace = super().workspace
        assert isinstance(workspace, Documents)  # noqa: S101 - set at `initialize`
        return workspace

    @property
    def shut_down(self) -> bool:
        """Whether the client has asked for it."""
        return bool(self._shutdown)

    def structure_message(self, data: dict[str, Any]) -> Any:
        """Leave JSON as it is: `handle_message` judges it as a whole."""
        return data

    def handle_message(self, message: Any) -> None:
        """Take one message in, whatever it is."""
        try:
            sort = sort_of(message)
            if sort is Sort.RESPONSE:
                self._take_response(message)
            elif self.greeted and not self.initialized:
                self._take_over(message)
            elif self._in_time(message):
                super().handle_message(self._structured(message, sort))
        except JsonRpcException as error:
            log.warning("refused: %s", error)
            self._refuse(message, error)

    def refuse_bytes(self, error: JsonRpcException) -> None:
        """Answer bytes that were no JSON."""
        self._refuse(None, error)

    def _take_response(self, message: dict[str, Any]) -> None:
        number = message["id"]
        if number not in self._result_types:
            log.warning("a response to nothing: id %r", number)
            return
        try:
            response = super().structure_message(message)
        except JsonRpcException as error:
            # Whoever waits for it must not wait for ever.
            self._handle_response(number, error=error.to_response_error())
            raise
        super().handle_message(response)

    def _in_time(self, message: dict[str, Any]) -> bool:
        """Whether the message may be handled now; a notification that may not is dropped.

        Raises:
            JsonRpcException: it is a request that may not.
        """
        method = message["method"]
        if method == types.EXIT:
            return True
        if self._shutdown:
            refusal: JsonRpcException = JsonRpcInvalidRequest("the server is shutting down")
        elif not self.initialized and method != types.INITIALIZE:
            refusal = JsonRpcServerNotInitialized("initialize comes first")
        else:
            return True
        if "id" in message:
            raise refusal
        return False

    def _structured(self, message: dict[str, Any], sort: Sort) -> Any:
        method = message["method"]
        if method in types.METHOD_TO_TYPES:
            return super().structure_message(message)
        if sort is Sort.REQUEST and method not in self.fm.features:
            raise JsonRpcMethodNotFound.of(method)
        params = message.get("params")
        if sort is Sort.REQUEST:
            return JsonRPCRequestMessage(message["id"], method, "2.0", params)
        return JsonRPCNotification(method, "2.0", params)

    def _take_over(self, message: dict[str, Any]) -> None:
        """Begin with the `initialize` that has its answer.

        A client may say more of itself than lsprotocol knows. It must not lose its server over
        that: what cannot be read counts as not said.
        """
        said: dict[str, Any] = message["params"]
        less: list[dict[str, Any]] = [said, {**said, "capabilities": {}}, {"capabilities": {}}]
        for readable in less:
            try:
                request = super().structure_message({**message, "params": readable})
            except JsonRpcException as error:
                log.warning("the client's `initialize` is not quite LSP: %s", error)
            else:
                self._begin(request.params, position_encoding(said["capabilities"]))
                return

    def _begin(self, params: types.InitializeParams, encoding: str) -> None:
        self.initialized = True
        self.client_capabilities = params.capabilities
        self._workspace = Documents(
            params.root_uri or (from_fs_path(params.root_path) if params.root_path else None),
            types.TextDocumentSyncKind.Incremental,
            params.workspace_folders,
            encoding,
        )
        self._server.begin(params)

    def _refuse(self, message: Any, error: JsonRpcException) -> None:
        response = {"code": error.code, "message": error.message}
        self._send_data({"jsonrpc": "2.0", "id": identifier(message), "error": response})

    def _send_handler_result(self, future: Future[Any], *, msg_id: types.ProgressToken) -> None:
        error = None if future.cancelled() else future.exception()
        if not isinstance(error, LimnerError):
            super()._send_handler_result(future, msg_id=msg_id)
            return
        self._request_futures.pop(msg_id, None)
        log.warning("request %r failed: %s", msg_id, error, exc_info=error.__cause__)
        code = JsonRpcRequestCancelled.CODE if isinstance(error, CancelledError) else REQUEST_FAILED
        self._send_response(msg_id, error=types.ResponseError(code, str(error)))

    def _handle_cancel_notification(self, msg_id: types.ProgressToken) -> None:
        self._server.jobs.cancel_request(msg_id)
        super()._handle_cancel_notification(msg_id)

    @lsp_method(types.INITIALIZE)
    def lsp_initialize(  # type: ignore[override]  # no handlers to call in between
        self, params: types.InitializeParams
    ) -> dict[str, Any]:
        """Answer with what the server can do; a second time too, but then nothing begins anew."""
        capabilities = self._converter.unstructure(params.capabilities)
        if not self.initialized:
            self._begin(params, position_encoding(capabilities))
        return initialize_result(capabilities)

    @lsp_method(types.SHUTDOWN)
    def lsp_shutdown(self, *_: Any) -> Generator[Any, Any, None]:
        """Drop what is being worked on, and the worker; only `exit` is heard from now on."""
        self._shutdown = True
        self._server.jobs.cancel_all()
        self._server.activity.stop()
        # A copy: whoever is cancelled takes itself out.
        for number, future in list(self._request_futures.items()):
            if number != self.msg_id:
                future.cancel()
        yield self._server.worker.close, (), None

    @lsp_method(types.WORKSPACE_EXECUTE_COMMAND)
    def lsp_workspace__execute_command(
        self, params: types.ExecuteCommandParams
    ) -> Generator[Any, Any, Any]:
        """Run a command; it gets the parameters whole, its progress token with them."""
        handler = self.fm.commands.get(params.command)
        if handler is None:
            raise InputError(f"no such command: {params.command}")
        return (yield handler, (params,), None)
