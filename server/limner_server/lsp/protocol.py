"""What Limner adds to the protocol: commands, and for each a request of the same parameters.

A command (workspace/executeCommand, one object argument) does its work and applies or shows what
comes of it. A request of our own answers with the same and changes nothing; `$/cancelRequest`
cancels it. Both take a `workDoneToken`; `limner/code` streams to its `partialResultToken`.
"""

from __future__ import annotations

from typing import Final

CODE_COMMAND: Final = "limner.code"
CODE_REQUEST: Final = "limner/code"
FIX_COMMAND: Final = "limner.fix"
FIX_REQUEST: Final = "limner/fix"
TEST_COMMAND: Final = "limner.test"
TEST_REQUEST: Final = "limner/test"
DOC_COMMAND: Final = "limner.doc"
DOC_REQUEST: Final = "limner/doc"
GENERATE_COMMAND: Final = "limner.generate"
GENERATE_REQUEST: Final = "limner/generate"
LOCATE_COMMAND: Final = "limner.locate"
LOCATE_REQUEST: Final = "limner/locate"
ASK_COMMAND: Final = "limner.ask"
ASK_REQUEST: Final = "limner/ask"
# -32803 of LSP 3.17: the request was valid and failed; the message is for the user.
REQUEST_FAILED: Final = -32803
