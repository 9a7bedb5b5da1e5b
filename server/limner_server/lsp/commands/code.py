"""`limner.code`: a picture is to be written as code."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from lsprotocol.types import ProgressToken, Range

from limner_server.emit.code import Stack
from limner_server.lsp.arguments import Arguments
from limner_server.lsp.protocol import CODE_COMMAND


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
        preview: whether the answer shall say what a preview shows; of requests only.
        partial_result_token: where to stream what has been written so far, or None.
        work_done_token: where to report what is being done, or None.
        name: of a picture whose URI does not say it, for titles, classes and files: "login.png".
    """

    uri: str
    range: Range | None = None
    image: str | None = None
    stack: Stack | None = None
    version: int | None = None
    preview: bool = False
    partial_result_token: ProgressToken | None = None
    work_done_token: ProgressToken | None = None
    name: str = ""

    @classmethod
    def parse(cls, value: Any) -> CodeParams:
        """The parameters in a JSON value.

        Raises:
            InputError: something is missing or of the wrong kind; the message names it.
        """
        arguments = Arguments(CODE_COMMAND, value)
        return cls(
            uri=arguments.document(),
            range=arguments.range(),
            image=arguments.optional("image", str),
            stack=arguments.choice("stack", Stack),
            version=arguments.optional("version", int),
            preview=bool(arguments.optional("preview", bool)),
            partial_result_token=arguments.optional("partialResultToken", str | int),
            work_done_token=arguments.optional("workDoneToken", str | int),
            name=arguments.optional("name", str) or "",
        )
