"""A page put into a file that is there, as an editor would put it, as a change to show or write."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from limner_server import assets
from limner_server.edits import line_end
from limner_server.emit.code import Code
from limner_server.errors import InputError
from limner_server.lsp.placement import Target, can_hold, place
from limner_server.perception.workspace.source import Source
from limner_server.tasks.change_set import ChangeSet, FileChange

_LANGUAGES: Final = {
    ".html": "html",
    ".htm": "html",
    ".xhtml": "xhtml",
    ".vue": "vue",
    ".jsx": "javascriptreact",
    ".tsx": "typescriptreact",
    ".js": "javascript",
    ".mjs": "javascript",
    ".ts": "typescript",
    ".md": "markdown",
    ".mdx": "mdx",
    ".astro": "astro",
    ".svelte": "svelte",
    ".php": "php",
    ".erb": "erb",
    ".ejs": "ejs",
    ".hbs": "handlebars",
    ".jinja": "jinja",
    ".jinja2": "jinja",
    ".njk": "jinja",
    ".twig": "twig",
    ".txt": "plaintext",
}
_BODY_ENDS: Final = "</body>"


def language_id(path: Path) -> str:
    """What LSP calls the language of a file; "" where nobody knows."""
    return _LANGUAGES.get(path.suffix.lower(), "")


def placed_page(code: Code, name: str, source: Source, line: int | None, root: Path) -> ChangeSet:
    """The change that puts a page into a file, and the files that it refers to beside it.

    Args:
        code: the page.
        name: of it, in words.
        source: the file.
        line: below which it goes, 1-based; None for the end.
        root: folder of the workspace.

    Raises:
        InputError: the file cannot hold it, or has no such line.
    """
    language = language_id(source.path)
    if not language or not can_hold(language, code.stack):
        raise InputError(
            f"{source.path.name} cannot hold {code.stack} code",
            "choose another --stack, or a file of its own by --out",
        )
    offset = _offset(source, line)
    text, files = assets.settle(code.text, code.assets, source.path.parent, name)
    sheet = next((path for path in files if path.suffix == ".css"), None)
    rules = files[sheet].decode() if sheet is not None else ""
    placement = place(Target(source.text, language, offset, offset), text, code.stack, name, rules)
    changed = source.text
    for edit in sorted(placement.edits, key=lambda one: -one.start):
        changed = edit.applied(changed)
    if sheet is not None:
        files[sheet] = placement.stylesheet.encode()
    new = [
        FileChange.new(path, content.decode())
        for path, content in sorted(files.items())
        if not path.exists()
    ]
    changes = sorted([FileChange.to(source, changed), *new], key=lambda one: one.source.path)
    return ChangeSet(root, f"insert a {name}", tuple(changes))


def _offset(source: Source, line: int | None) -> int:
    """The end of the line below which the code goes."""
    text = source.text
    if line is None:
        end = text.rfind(_BODY_ENDS)
        before = text[: end if end >= 0 else len(text)].rstrip()
        return len(before)
    lines = text.splitlines(keepends=True)
    if not 1 <= line <= max(len(lines), 1):
        raise InputError(f"{source.path.name} has no line {line}: it has {len(lines)}")
    start = sum(map(len, lines[: line - 1]))
    return line_end(text, start)
