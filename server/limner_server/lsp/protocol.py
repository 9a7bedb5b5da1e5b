"""What Limner adds to the protocol: two commands, and a request for each with its parameters.

`limner.code` (workspace/executeCommand, one object argument) writes a screenshot as code and
applies the edit; `limner.fix` finds a fix, proves it and applies it. `limner/code` and `limner/fix`
(requests of our own) answer with the edit and apply nothing; they are cancelled by
`$/cancelRequest`, and `limner/code` streams to its `partialResultToken`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from lsprotocol.types import ProgressToken, Range

from limner_server.emit.code import Stack
from limner_server.errors import InputError
from limner_server.lsp.arguments import Arguments

CODE_COMMAND: Final = "limner.code"
CODE_REQUEST: Final = "limner/code"
FIX_COMMAND: Final = "limner.fix"
FIX_REQUEST: Final = "limner/fix"
# -32803 of LSP 3.17: the request was valid and failed; the message is for the user.
REQUEST_FAILED: Final = -32803


@dataclass(frozen=True, slots=True)
class CodeParams:
    """Write the picture as code, into the document.

    Attributes:
        uri: of the document.
        range: what the code replaces, or an empty range where it is inserted; None: at the end.
        image: a path (relative to the document or the workspace), a `file:` or a `data:` URI, or
            None for the picture on the clipboard.
        stack: the dialect, or None to choose by the document and the settings.
        version: of the document that `range` was measured in, or None for the current one.
        partial_result_token: where to stream what has been written so far, or None.
        work_done_token: where to report what is being done, or None.
    """

    uri: str
    range: Range | None = None
    image: str | None = None
    stack: Stack | None = None
    version: int | None = None
    partial_result_token: ProgressToken | None = None
    work_done_token: ProgressToken | None = None

    @classmethod
    def parse(cls, value: Any) -> CodeParams:
        """The parameters in a JSON value.

        Raises:
            InputError: something is missing or of the wrong kind; the message names it.
        """
        arguments = Arguments(CODE_COMMAND, value)
        return cls(
            uri=arguments.required("uri"),
            range=arguments.range(),
            image=arguments.optional("image", str),
            stack=_stack(arguments.optional("stack", str)),
            version=arguments.optional("version", int),
            partial_result_token=arguments.optional("partialResultToken", str | int),
            work_done_token=arguments.optional("workDoneToken", str | int),
        )


@dataclass(frozen=True, slots=True)
class Reported:
    """A diagnostic of another server, as the client passes it on.

    Attributes:
        range: what it is about.
        message: as stated.
        code: "F821", "2304", or "".
        source: "Ruff", "Pyright", "ts", or "".
    """

    range: Range
    message: str
    code: str = ""
    source: str = ""

    @classmethod
    def parse(cls, value: Any) -> Reported:
        """The diagnostic in a JSON value.

        Raises:
            InputError: it is none.
        """
        arguments = Arguments(f"{FIX_COMMAND}: 'diagnostic'", value)
        span = arguments.range()
        if span is None:
            raise InputError(f"{FIX_COMMAND}: 'diagnostic' has no range")
        code = arguments.optional("code", str | int)
        return cls(
            range=span,
            message=arguments.required("message"),
            code="" if code is None else str(code),
            source=arguments.optional("source", str) or "",
        )


@dataclass(frozen=True, slots=True)
class FixParams:
    """Find a fix for what fails.

    Attributes:
        uri: of the document to fix, of its test, or of the one that shows the traceback.
        range: the function or selection to fix; None: anywhere in the document.
        test: command of the failing test, as typed in a shell; empty to find the tests.
        traceback: text of a traceback; empty for none.
        image: picture of one: a path (relative to the document or the workspace), a `file:` or a
            `data:` URI; empty for none.
        clipboard: whether the picture is the one on the clipboard.
        diagnostic: what to get rid of, or None.
        version: of the document that the ranges were measured in, or None for the current one.
        work_done_token: where to report what is being done, or None.
    """

    uri: str
    range: Range | None = None
    test: str = ""
    traceback: str = ""
    image: str = ""
    clipboard: bool = False
    diagnostic: Reported | None = None
    version: int | None = None
    work_done_token: ProgressToken | None = None

    @classmethod
    def parse(cls, value: Any) -> FixParams:
        """The parameters in a JSON value.

        Raises:
            InputError: something is missing or of the wrong kind; the message names it.
        """
        arguments = Arguments(FIX_COMMAND, value)
        diagnostic = arguments.optional("diagnostic", dict)
        return cls(
            uri=arguments.required("uri"),
            range=arguments.range(),
            test=arguments.optional("test", str) or "",
            traceback=arguments.optional("traceback", str) or "",
            image=arguments.optional("image", str) or "",
            clipboard=bool(arguments.optional("clipboard", bool)),
            diagnostic=Reported.parse(diagnostic) if diagnostic is not None else None,
            version=arguments.optional("version", int),
            work_done_token=arguments.optional("workDoneToken", str | int),
        )


def _stack(value: str | None) -> Stack | None:
    if value is None:
        return None
    try:
        return Stack(value)
    except ValueError as error:
        raise InputError(f"no such stack: {value!r}", f"one of {', '.join(Stack)}") from error
