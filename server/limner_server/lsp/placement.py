"""How code goes into a document: in place of a picture, below a comment, in its parts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from textwrap import indent
from typing import Final

from limner_server.edits import Edit, indentation, line_end, line_ending, line_start, set_in
from limner_server.emit.code import Stack
from limner_server.lsp.fragment import Fragment, fragment
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
    Stack.HTML: _PAGES,
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
_BLOCK_COMMENTS: Final = (("<!--", "-->"), ("{/*", "*/}"), ("/*", "*/"), ("{#", "#}"))
# What has to stay before the first import of a module.
_PROLOGUE: Final = re.compile(r"(?:#![^\n]*\n)?(?:\s*[\"']use [a-z ]+[\"'];?[ \t]*\r?\n)*")
_IMPORT: Final = re.compile(r"^import\b[^\n]*$", re.MULTILINE)


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


@dataclass(frozen=True, slots=True)
class Placement:
    """What changes.

    Attributes:
        edits: of the document, none touching another.
        stylesheet: the rules for the file that the code imports them from.
    """

    edits: list[Edit]
    stylesheet: str = ""


def can_hold(language: str, stack: Stack) -> bool:
    """Whether a document of this language can hold code of this stack at all."""
    return language in (*_ANYTHING, *MARKDOWN, *_HOSTS[stack])


def place(target: Target, code: str, stack: Stack, name: str, stylesheet: str = "") -> Placement:
    """The edits that put the code where it belongs.

    A lone link or an `<img>` is replaced; a path in a comment, a string or a sentence stays, and
    the code goes below it. The whole goes into an empty document and into Markdown; elsewhere its
    parts go where they belong, and style nothing but themselves.

    Args:
        target: where it is wanted, in a document that can hold it.
        code: a whole page or component, as emitted.
        stack: its dialect.
        name: of the picture, for the fragment's class.
        stylesheet: the rules that the code imports, where it imports them.
    """
    if not target.text.strip():
        ending = line_ending(target.text)
        whole = _fenced(code, stack) if target.language in MARKDOWN else code.rstrip()
        return Placement(
            [Edit(0, len(target.text), set_in(whole, "", ending) + ending)], stylesheet
        )
    if target.language in MARKDOWN:
        return Placement([_main(target, _fenced(code, stack))], stylesheet)
    if stack is Stack.REACT and _at_the_margin(target):
        return _as_component(target, code, stylesheet)
    parts = fragment(code, stack, name, stylesheet).within(target.text)
    if stack is Stack.REACT:
        return Placement([_main(target, parts.markup), *_imports(target, parts)], parts.css)
    if stack is Stack.VUE:
        return Placement([_main(target, parts.markup), *_style_block(target, parts)])
    return Placement([_main(target, _with_style(parts))])


def _fenced(code: str, stack: Stack) -> str:
    return f"```{_FENCES[stack]}\n{code.rstrip()}\n```"


def _with_style(parts: Fragment) -> str:
    if not parts.css:
        return parts.markup
    return f"<style>\n{indent(parts.css, '  ')}\n</style>\n{parts.markup}"


def _style_block(target: Target, parts: Fragment) -> list[Edit]:
    """At the end of a component's file, where Vue wants it."""
    if not parts.css:
        return []
    ending, end = line_ending(target.text), len(target.text)
    block = set_in(f"\n<style>\n{parts.css}\n</style>\n", "", ending) + ending
    return [Edit(end, end, block if target.text.endswith(ending) else ending + block)]


def _at_the_margin(target: Target) -> bool:
    """Whether the place is one for a whole component: no tag to replace, nothing indented."""
    if target.reference is not None and target.reference.kind is Kind.TAG:
        return False
    return target.start == line_start(target.text, target.start) or not indentation(
        target.text, target.start
    )


def _as_component(target: Target, code: str, stylesheet: str) -> Placement:
    if re.search(r"^export default\b", target.text, re.MULTILINE):
        # A module has one default export, and it has it already.
        code = code.replace("export default function", "export function", 1)
    parts = Fragment("", imports=tuple(_IMPORT.findall(code)))
    body = _IMPORT.sub("", code).strip()
    return Placement([_main(target, body), *_imports(target, parts)], stylesheet)


def _imports(target: Target, parts: Fragment) -> list[Edit]:
    """Below the imports there are, else at the top."""
    lines = [line for line in parts.imports if line not in target.text]
    if not lines:
        return []
    ending = line_ending(target.text)
    present = list(_IMPORT.finditer(target.text))
    if present and present[-1].end() < target.start:
        after = line_end(target.text, present[-1].start())
        return [Edit(after, after, "".join(ending + line for line in lines))]
    prologue = _PROLOGUE.match(target.text)
    top = prologue.end() if prologue else 0
    return [Edit(top, top, "".join(line + ending for line in lines))]


def _main(target: Target, block: str) -> Edit:
    """The code itself: in place of what stands there, or below it."""
    if _replaces(target):
        indent_ = indentation(target.text, target.start)
        return Edit(target.start, target.end, set_in(block, indent_, line_ending(target.text)))
    return _below(target, block)


def _replaces(target: Target) -> bool:
    reference = target.reference
    if reference is None:
        return target.end > target.start
    if target.language in MARKDOWN:
        # A block cannot stand inside a sentence.
        return reference.kind is not Kind.PATH and _alone(target.text, reference)
    return reference.kind is Kind.TAG and not _in_comment(target.text, reference)


def _below(target: Target, block: str) -> Edit:
    """On lines of its own: below the line, or below the comment that it belongs to."""
    text, ending = target.text, line_ending(target.text)
    after = line_end(text, _end_of_comment(target))
    indent_ = indentation(text, target.start)
    lines = indent_ + set_in(block, indent_, ending)
    if target.reference is None and not text[line_start(text, after) : after].strip():
        return Edit(line_start(text, after), after, lines)
    gap = ending if target.language in MARKDOWN else ""
    return Edit(after, after, ending + gap + lines)


def _end_of_comment(target: Target) -> int:
    if target.reference is None:
        return target.end
    for opening, closing in _BLOCK_COMMENTS:
        if _inside(target.text, target.start, opening, closing):
            end = target.text.find(closing, target.end)
            return end + len(closing) if end >= 0 else target.end
    return target.end


def _in_comment(text: str, reference: ImageReference) -> bool:
    return any(
        _inside(text, reference.start, opening, closing) for opening, closing in _BLOCK_COMMENTS
    )


def _inside(text: str, offset: int, opening: str, closing: str) -> bool:
    begins = text.rfind(opening, 0, offset)
    if begins <= text.rfind(closing, 0, offset):
        return False
    # "src/**/*.png" opens no comment.
    before = text[begins - 1 : begins]
    return not before or not (before.isalnum() or before in "*./\"'`")


def _alone(text: str, reference: ImageReference) -> bool:
    """Whether nothing else stands on the lines of the reference."""
    before = text[line_start(text, reference.start) : reference.start]
    after = text[reference.end : line_end(text, reference.end)]
    return not before.strip() and not after.strip()
