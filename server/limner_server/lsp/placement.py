"""How code goes into a document: in place of a picture, below a comment, as a file of its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from limner_server.edits import Edit, indentation, line_end, line_ending, line_start, set_in
from limner_server.emit.code import Stack
from limner_server.lsp.fragment import as_fragment
from limner_server.lsp.references import ImageReference, Kind

MARKDOWN: Final = ("markdown", "mdx", "quarto", "rmd")
_PAGES: Final = (
    "html",
    "astro",
    "blade",
    "django-html",
    "ejs",
    "erb",
    "handlebars",
    "jinja",
    "jinja-html",
    "php",
    "svelte",
    "twig",
    "xhtml",
)
_SCRIPTS: Final = ("javascriptreact", "typescriptreact", "javascript", "typescript")
# Where a document says nothing of its language, whatever was asked for goes in as it is.
_ANYTHING: Final = ("plaintext", "")
_HOSTS: Final = {
    Stack.HTML: (*_PAGES, "vue"),
    Stack.TAILWIND: (*_PAGES, "vue"),
    Stack.REACT: _SCRIPTS,
    Stack.VUE: ("vue",),
}
_FENCES: Final = {Stack.HTML: "html", Stack.TAILWIND: "html", Stack.REACT: "jsx", Stack.VUE: "vue"}
SUFFIXES: Final = {
    Stack.HTML: ".html",
    Stack.TAILWIND: ".html",
    Stack.REACT: ".jsx",
    Stack.VUE: ".vue",
}


@dataclass(frozen=True, slots=True)
class Target:
    """Where code is wanted.

    Attributes:
        text: of the document.
        language: its LSP language id.
        start: offset of what the code replaces.
        end: its end; the same offset where the code is inserted.
        reference: the picture that stands there, or None.
    """

    text: str
    language: str
    start: int
    end: int
    reference: ImageReference | None = None


def can_hold(language: str, stack: Stack) -> bool:
    """Whether a document of this language can hold code of this stack at all."""
    return language in (*_ANYTHING, *MARKDOWN, *_HOSTS[stack])


def place(target: Target, code: str, stack: Stack, name: str) -> Edit:
    """The edit that puts the code where it belongs.

    A lone link or an `<img>` is replaced; a path in a comment, a string or a sentence stays, and
    the code goes below it. A whole page goes into an empty document only: elsewhere it is written
    as a fragment that styles nothing but itself.

    Args:
        target: where it is wanted, in a document that can hold it.
        code: a whole page or component, as emitted.
        stack: its dialect.
        name: of the picture, for the fragment's class.
    """
    if not target.text.strip():
        return _whole(target, code, stack)
    if target.language in MARKDOWN:
        block = f"```{_FENCES[stack]}\n{code.rstrip()}\n```"
    elif stack in (Stack.HTML, Stack.TAILWIND):
        block = as_fragment(code, name)
    else:
        block = code.rstrip()
    if _replaces(target):
        return _replacing(target, block)
    return _below(target, block)


def _whole(target: Target, code: str, stack: Stack) -> Edit:
    if target.language in MARKDOWN:
        code = f"```{_FENCES[stack]}\n{code.rstrip()}\n```\n"
    ending = line_ending(target.text)
    return Edit(0, len(target.text), set_in(code, "", ending) + ending)


def _replaces(target: Target) -> bool:
    """Whether the code takes the place of what stands there."""
    reference = target.reference
    if reference is None:
        return target.end > target.start
    if target.language in MARKDOWN:
        # A block cannot stand inside a sentence.
        return reference.kind is not Kind.PATH and _alone(target.text, reference)
    return reference.kind is Kind.TAG and not _in_comment(target.text, reference)


def _replacing(target: Target, block: str) -> Edit:
    indent = indentation(target.text, target.start)
    return Edit(target.start, target.end, set_in(block, indent, line_ending(target.text)))


def _below(target: Target, block: str) -> Edit:
    """On lines of its own, below the line, or below the comment that begins there and goes on."""
    text, ending = target.text, line_ending(target.text)
    after = line_end(text, _end_of_comment(target))
    indent = indentation(text, target.start)
    gap = ending if target.language in MARKDOWN else ""
    lines = indent + set_in(block, indent, ending)
    if not text[line_start(text, after) : after].strip() and target.reference is None:
        return Edit(line_start(text, after), after, lines)
    return Edit(after, after, ending + gap + lines)


def _end_of_comment(target: Target) -> int:
    if target.reference is None or not _in_comment(target.text, target.reference):
        return target.end
    for opening, closing in _BLOCK_COMMENTS:
        if _inside(target.text, target.start, opening, closing):
            end = target.text.find(closing, target.end)
            return end + len(closing) if end >= 0 else target.end
    return target.end


_BLOCK_COMMENTS: Final = (("<!--", "-->"), ("{/*", "*/}"), ("/*", "*/"), ("{#", "#}"))


def _in_comment(text: str, reference: ImageReference) -> bool:
    """Whether the reference stands in a block comment."""
    return any(
        _inside(text, reference.start, opening, closing) for opening, closing in _BLOCK_COMMENTS
    )


def _inside(text: str, offset: int, opening: str, closing: str) -> bool:
    return text.rfind(opening, 0, offset) > text.rfind(closing, 0, offset)


def _alone(text: str, reference: ImageReference) -> bool:
    """Whether nothing else stands on the lines of the reference."""
    before = text[line_start(text, reference.start) : reference.start]
    after = text[reference.end : line_end(text, reference.end)]
    return not before.strip() and not after.strip()
