"""What Limner adds to the protocol: commands, for each a request of the same parameters, and more.

A command (workspace/executeCommand, one object argument) does its work and applies or shows what
comes of it. A request of our own answers with the same and changes nothing; `$/cancelRequest`
cancels it. Both take a `workDoneToken`; `limner/code` streams to its `partialResultToken`.

What is said by them is typed in `limner_server.lsp.commands` and `limner_server.lsp.messages`;
`editors/declare.py` writes both, and the names, down for TypeScript and Lua.
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
# Trains: there is nothing that could be answered without it.
TUNE_COMMAND: Final = "limner.tune"
# These two are for editors without questions and without a way to stop what is being done.
ANSWER_COMMAND: Final = "limner.answer"
CANCEL_COMMAND: Final = "limner.cancel"
# Puts a candidate of an earlier answer of `limner/code` or `limner/generate` into its document.
ACCEPT_REQUEST: Final = "limner/accept"
# Which part of its picture each part of a document draws.
DRAWN_REQUEST: Final = "limner/drawn"
# What the server is doing, and what engine it asks: asked for, and told to clients that say
# `experimental: {limner: {status: true}}` among their capabilities.
STATUS_REQUEST: Final = "limner/status"
STATUS_CHANGED: Final = "limner/didChangeStatus"
# -32803 of LSP 3.17: the request was valid and failed; the message is for the user.
REQUEST_FAILED: Final = -32803
