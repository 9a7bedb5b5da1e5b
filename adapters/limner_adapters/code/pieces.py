"""Source text in pieces that a small context holds, cut where functions and classes begin."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from tree_sitter import Node

from limner_adapters.code.corpus import SourceFile
from limner_adapters.examples import Example, Task
from limner_server.perception.syntax.languages import language_of
from limner_server.perception.syntax.tree import Tree
from limner_server.proposers.rewrite.tabbed import tabbed

LONGEST: Final = 1500
# Less than that says too little to be worth a place.
_SHORTEST: Final = 80


def corpus_examples(files: Iterable[SourceFile]) -> Iterator[Example]:
    """Texts to be read on their own, as lessons."""
    for file in files:
        for piece in pieces(file):
            yield Example(Task.FIX, (), piece, file.origin)


def pieces(file: SourceFile) -> Iterator[str]:
    """A file in pieces of at most `LONGEST` characters; what cannot be cut so is left out."""
    language = language_of(file.path)
    if language is None:
        return
    tree = Tree.parse(file.text, language)
    for start, end in _cuts(tree, tree.root.children):
        piece = tabbed(file.text[start:end])
        if _SHORTEST <= len(piece) <= LONGEST:
            yield piece


def _cuts(tree: Tree, nodes: Sequence[Node]) -> Iterator[tuple[int, int]]:
    """Neighbours together as long as they fit; what is too long by itself in its own parts."""
    begin = last = None
    for node in nodes:
        span = tree.span(node)
        start = tree.text.rfind("\n", 0, span.start) + 1
        if begin is not None and last is not None and span.end - begin > LONGEST:
            yield begin, last
            begin = None
        if span.end - start > LONGEST:
            body = _body(node)
            if body is not None:
                yield from _cuts(tree, body.children)
            begin = None
            continue
        begin, last = start if begin is None else begin, span.end
    if begin is not None and last is not None:
        yield begin, last


def _body(node: Node) -> Node | None:
    """The block of a definition, whatever it is wrapped in."""
    if (body := node.child_by_field_name("body")) is not None:
        return body
    inner = node.child_by_field_name("definition") or node.child_by_field_name("declaration")
    return _body(inner) if inner is not None else None
