"""The workspace that a request is about: its folder, and what the editor shows of it unsaved."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from lsprotocol.types import Range

from limner_server.errors import InputError, StaleDocumentError
from limner_server.lsp.documents import Document
from limner_server.lsp.places import document_path
from limner_server.perception.workspace.root import workspace_root

if TYPE_CHECKING:
    from limner_server.lsp.server import LimnerServer

_RUN_AGAIN = "run the action again"


@dataclass(frozen=True, slots=True)
class Project:
    """A folder and the open documents in it, as they are when the work begins.

    Attributes:
        root: the folder.
        documents: their URI and text, by path.
    """

    root: Path
    documents: dict[Path, tuple[str, str]]

    @classmethod
    def of(cls, server: LimnerServer, path: Path) -> Project:
        """The project that a file belongs to, as far as the editor shows it."""
        shown = _shown(server, path)
        project = workspace_root(path)
        if not shown or any(project.is_relative_to(root) for root in shown):
            return cls(project, _open_documents(server, project))
        root = max(shown, key=lambda root: len(root.parts))
        return cls(root, _open_documents(server, root))

    @classmethod
    def shown(cls, server: LimnerServer, path: Path | None) -> Project:
        """The whole folder that the editor shows around a file; its first where there is no file.

        Never the home folder nor one above it: nobody means all that is in there.

        Raises:
            InputError: it shows none.
        """
        home = Path.home()
        for root in _shown(server, path):
            if root not in (home, *home.parents):
                return cls(root, _open_documents(server, root))
        if path is None:
            raise InputError("the editor shows no folder to look in", "open the folder")
        return cls.of(server, path)

    @property
    def texts(self) -> dict[Path, str]:
        """What the editor shows, for a request."""
        return {path: text for path, (_, text) in self.documents.items()}

    def settings(self, server: LimnerServer) -> dict[str, Any]:
        """The fields that a request has of the project and the user's settings."""
        options = server.options
        return {
            "root": self.root,
            "texts": self.texts,
            "languages": options.languages,
            "engine_url": options.engine_url,
            "model": options.model,
        }


def source_path(uri: str) -> Path:
    """The file of a document that something is to be done with.

    Raises:
        InputError: it has none of its own.
    """
    if is_notebook(uri):
        raise InputError(
            "nothing can be proven of a notebook's cells", "move the code into a module"
        )
    path = document_path(uri)
    if path is None:
        raise InputError(f"{uri} is no file", "save it first")
    # What runs tells its real paths, whatever links the editor came by.
    return path.resolve()


def is_notebook(uri: str) -> bool:
    """Whether the document is a notebook or a cell of one."""
    return urlsplit(uri).scheme == "vscode-notebook-cell" or uri.endswith(".ipynb")


def known_document(
    server: LimnerServer, uri: str, version: int | None, *, measured: bool
) -> Document:
    """The document, open or on the disk, in the version that the client speaks of.

    Args:
        server: with the documents.
        uri: of the document.
        version: that the client speaks of, or None for the current one.
        measured: whether the client says where in it something is.

    Raises:
        InputError: it is neither open nor on the disk.
        StaleDocumentError: the client speaks of an older version.
    """
    document = server.documents.open_document(uri)
    if document is None:
        path = document_path(uri)
        if path is None or not path.is_file():
            raise InputError(f"no such document: {uri}", "open or save it first")
        document = server.documents.read_document(uri)
    if measured and version not in (None, document.version):
        raise StaleDocumentError("the document has changed meanwhile", _RUN_AGAIN)
    return document


def lines_of(span: Range | None) -> tuple[int | None, int | None]:
    """The first and the last line that a range covers, 1-based; one line for a cursor."""
    if span is None:
        return None, None
    last = span.end.line + 1
    if span.end.character == 0 and span.end.line > span.start.line:
        last -= 1
    first = span.start.line + 1
    return first, last if span.start != span.end else None


def _shown(server: LimnerServer, path: Path | None) -> list[Path]:
    """The folders of the editor, or those of them that the file is in."""
    roots = (root.resolve() for root in server.roots)
    return [root for root in roots if path is None or path.is_relative_to(root)]


def _open_documents(server: LimnerServer, root: Path) -> dict[Path, tuple[str, str]]:
    documents = {}
    for uri, document in server.documents.text_documents.items():
        path = document_path(uri) if urlsplit(uri).scheme == "file" else None
        if path is not None and path.resolve().is_relative_to(root):
            documents[path.resolve()] = (uri, document.source)
    return documents
