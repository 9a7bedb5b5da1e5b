"""The documents that are open in the editor, kept exactly as the editor has them.

pygls splits lines as Python does, also at form feeds and U+2028, which LSP does not count as line
endings: one such character, and every later position is off. Here a line is what LSP says it is.
"""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Final
from urllib.parse import unquote

from lsprotocol.types import (
    DidChangeNotebookDocumentParams,
    TextDocumentContentChangeEvent,
    TextDocumentContentChangePartial,
    VersionedTextDocumentIdentifier,
)
from pygls.uris import to_fs_path
from pygls.workspace import TextDocument, Workspace

from limner_server.lsp.positions import Positions

log = logging.getLogger(__name__)

# An editor names the language of what it opens; of other files only the name is known.
_LANGUAGES: Final = {
    ".html": "html",
    ".htm": "html",
    ".js": "javascript",
    ".jsx": "javascriptreact",
    ".md": "markdown",
    ".ts": "typescript",
    ".tsx": "typescriptreact",
    ".vue": "vue",
}
# Modes of Emacs that hold several languages: the name of the file tells which is meant.
_MODES: Final = frozenset({"mhtml", "web"})


class Document(TextDocument):
    """A document or a notebook's cell."""

    _positions: Positions | None = None

    @property
    def positions(self) -> Positions:
        """Translates between the client's positions and offsets in the current text."""
        text = self.source
        if self._positions is None or self._positions.text is not text:
            self._positions = Positions(text, self.position_codec.encoding or "utf-16")
        return self._positions

    def apply_change(self, change: TextDocumentContentChangeEvent) -> None:
        """Take one change over, of a part or of the whole."""
        if isinstance(change, TextDocumentContentChangePartial):
            start, end = self.positions.offsets(change.range)
            self._source = self.source[:start] + change.text + self.source[end:]
        else:
            self._source = change.text


class Documents(Workspace):
    """All that are open, by URI. A change to one that is not open is logged and dropped."""

    def _create_text_document(
        self,
        doc_uri: str,
        source: str | None = None,
        version: int | None = None,
        language_id: str | None = None,
    ) -> Document:
        return Document(
            doc_uri,
            source=source,
            version=version,
            language_id=_language(doc_uri, language_id),
            sync_kind=self._sync_kind,
            position_codec=self._position_codec,
        )

    def open_document(self, uri: str) -> Document | None:
        """The document as the editor has it, or None where it is not open."""
        document = self.text_documents.get(unquote(uri))
        return document if isinstance(document, Document) else None

    def read_document(self, uri: str) -> Document:
        """The document as it is on the disk; its language is told by its name alone."""
        path = Path(to_fs_path(uri) or "")
        source = path.read_text(encoding="utf-8", errors="replace")
        return self._create_text_document(uri, source, None, _by_name(uri))

    def update_text_document(
        self, text_doc: VersionedTextDocumentIdentifier, change: TextDocumentContentChangeEvent
    ) -> None:
        """Take one change over."""
        if self.open_document(text_doc.uri) is None:
            log.warning("a change to %s, which is not open", text_doc.uri)
            return
        super().update_text_document(text_doc, change)

    def update_notebook_document(self, params: DidChangeNotebookDocumentParams) -> None:
        """Take changes of a notebook and its cells over."""
        uri = params.notebook_document.uri
        if self.get_notebook_document(notebook_uri=uri) is None:
            log.warning("a change to %s, which is not open", uri)
            return
        super().update_notebook_document(params)


def _language(uri: str, said: str | None) -> str | None:
    return _by_name(uri) or "html" if said in _MODES else said


def _by_name(uri: str) -> str | None:
    """The language that a file's name tells."""
    return _LANGUAGES.get(Path(to_fs_path(uri) or "").suffix.lower())
