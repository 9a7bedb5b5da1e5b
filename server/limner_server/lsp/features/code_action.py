"""`textDocument/codeAction`: "Code from <image>", and from the clipboard anywhere in a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lsprotocol import types

from limner_server.lsp.capabilities import CLIPBOARD_KIND, IMAGE_KIND
from limner_server.lsp.documents import Document
from limner_server.lsp.draft import picture_name
from limner_server.lsp.places import document_path, find_picture
from limner_server.lsp.protocol import CODE_COMMAND, to_wire
from limner_server.lsp.references import find_references

if TYPE_CHECKING:
    from limner_server.lsp.server import LimnerServer


def code_action(
    ls: LimnerServer, params: types.CodeActionParams
) -> list[types.CodeAction | types.Command]:
    """Offer what can be done with the pictures on the lines of the range."""
    document = ls.documents.open_document(params.text_document.uri)
    if document is None:
        return []
    actions: list[types.CodeAction | types.Command] = []
    if _wanted(IMAGE_KIND, params.context):
        actions += _from_references(ls, document, params.range)
    if _wanted(CLIPBOARD_KIND, params.context) and _asked_for(params.context):
        arguments = _arguments(document, params.range, None)
        actions.append(_action(ls, "Code from the clipboard image", CLIPBOARD_KIND, arguments))
    return actions


def _from_references(
    ls: LimnerServer, document: Document, span: types.Range
) -> list[types.CodeAction | types.Command]:
    positions = document.positions
    path = document_path(document.uri)
    actions = []
    for reference in find_references(document.source, *positions.offsets(span)):
        if find_picture(reference.source, path, ls.roots) is None:
            continue
        place = positions.range(reference.start, reference.end)
        arguments = _arguments(document, place, reference.source)
        title = f"Code from {picture_name(reference.source)}"
        actions.append(_action(ls, title, IMAGE_KIND, arguments))
    return actions


def _arguments(document: Document, span: types.Range, image: str | None) -> dict[str, Any]:
    return {
        "uri": document.uri,
        "range": to_wire(span),
        "image": image,
        "version": document.version,
    }


def _action(
    ls: LimnerServer, title: str, kind: str, arguments: dict[str, Any]
) -> types.CodeAction | types.Command:
    command = types.Command(title=title, command=CODE_COMMAND, arguments=[arguments])
    support = ls.client_capabilities.text_document
    if support and support.code_action and support.code_action.code_action_literal_support:
        return types.CodeAction(title=title, kind=kind, command=command)
    return command


def _wanted(kind: str, context: types.CodeActionContext) -> bool:
    """Whether the client asks for this kind, or for one that holds it."""
    if not context.only:
        return True
    return any(f"{kind}.".startswith(f"{wanted}.") or not wanted for wanted in context.only)


def _asked_for(context: types.CodeActionContext) -> bool:
    """Whether the user asked, rather than the editor at every move of the cursor."""
    return context.trigger_kind != types.CodeActionTriggerKind.Automatic
