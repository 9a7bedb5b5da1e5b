"""The question "what is each node of this page?", and how its answer is read.

A question holds one line for each node, in preorder, closed by the node's pointer; right before
the pointer of a node that only a picture can explain stands its crop:

    column d1 x0 w18 h9 y0 light edge c2 div [[0]]
    text d2 x1 w11 h6 y3 s4 bold "Acme" p [[1]]

An answer holds, for each node or for a range of sibling nodes, one role or several, outermost
first; a range is a group that the tree lacks:

    [[0]] header [[1]] a [[2]] nav ul [[3]]-[[5]] form

Training and serving share this module, so what is trained is what is asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from limner_server.layout.element import Element, Role
from limner_server.proposers.nodes import Page, describe, is_mark, is_unclear

NODES_A_QUESTION = 44
CROPS_A_QUESTION = 24
ROLES_A_LABEL = 3

INSTRUCTIONS = (
    "You see the nodes of a web page, one a line, in preorder. A line tells the node's kind, its "
    "depth d, left edge x (20ths of the width), width w and height h (half octaves of pixels), "
    "near the page's start or end its distance y or z from there, its looks, its font size s "
    "against the running text, its lines l, its children c, the first words of its text, a first "
    "guess of its role, and its pointer [[n]]. A picture belongs to the pointer after it. Answer "
    "for each pointer with the right role, or with several, outermost first, where elements are "
    "nested in one place; name a range [[a]]-[[b]] of siblings that belong together in an element "
    "of their own. Nothing else. "
    "Example: [[0]] header [[1]] a [[2]] nav ul [[3]] li a [[4]]-[[6]] form. Roles: "
) + " ".join(role.value for role in Role if role is not Role.BODY)

_POINTER = r"\[\[([0-9]{1,4})\]\]"
_LABEL = re.compile(rf"{_POINTER}(?:\s*-\s*{_POINTER})?:?((?:\s+[a-z][a-z0-9]*)+)")


@dataclass(frozen=True, slots=True)
class Label:
    """What a node, or a range of siblings, is said to be.

    Attributes:
        first: pointer of the node, or of the first sibling of a range.
        last: pointer of the last sibling; equal to `first` for a single node.
        roles: outermost first, at least one. For a single node the last is the node's own role and
            the others are elements around it; for a range all are elements around the siblings.
        certainty: how sure the model is of it, 0 to 1; None where it cannot say so.
    """

    first: int
    last: int
    roles: tuple[Role, ...]
    certainty: float | None = None


@dataclass(slots=True)
class Question:
    """A part of a page that is asked for at once.

    Attributes:
        elements: the nodes asked for; a pointer is an index into this list.
        parts: the text, cut where a crop stands: a string, or the element to show.
        depths: of the nodes in the tree.
    """

    elements: list[Element]
    parts: list[str | Element] = field(default_factory=list)
    depths: list[int] = field(default_factory=list)


def questions(root: Element, page: Page) -> list[Question]:
    """Cut a tree into questions of at most `NODES_A_QUESTION` nodes, at its shallowest gaps.

    The root itself is never asked for, nor are rules and specks. Each question opens with the
    ancestors of its first node, without pointers.
    """
    parents = {id(child): element for element in root.walk() for child in element.children}
    return [_question(run, parents, page) for run in _runs(root)]


def _runs(root: Element) -> list[list[Element]]:
    runs: list[list[Element]] = [[]]

    def add(element: Element) -> None:
        nodes = [node for node in element.walk() if not is_mark(node)]
        if len(runs[-1]) + len(nodes) <= NODES_A_QUESTION:
            runs[-1].extend(nodes)
        elif len(nodes) <= NODES_A_QUESTION:
            runs.append(nodes)
        else:
            if len(runs[-1]) >= NODES_A_QUESTION:
                runs.append([])
            runs[-1].append(element)
            for child in element.children:
                add(child)

    for child in root.children:
        add(child)
    return [run for run in runs if run]


def _question(run: list[Element], parents: dict[int, Element], page: Page) -> Question:
    ancestors = _ancestors(run[0], parents)
    depths = {id(element): depth for depth, element in enumerate(ancestors)}
    question = Question(elements=run)
    text = "".join(
        " ".join(describe(element, depth, page)) + "\n" for depth, element in enumerate(ancestors)
    )
    shown = 0
    for pointer, element in enumerate(run):
        parent = parents[id(element)]
        depths[id(element)] = depths.get(id(parent), -1) + 1
        question.depths.append(depths[id(element)])
        text += " ".join(describe(element, depths[id(element)], page))
        if shown < CROPS_A_QUESTION and is_unclear(element):
            shown += 1
            question.parts += [text, element]
            text = ""
        text += f" [[{pointer}]]\n"
    question.parts.append(text)
    return question


def _ancestors(element: Element, parents: dict[int, Element]) -> list[Element]:
    found: list[Element] = []
    while id(element) in parents:
        element = parents[id(element)]
        found.append(element)
    return found[::-1]


def write_answer(labels: list[Label]) -> str:
    """The labels as text, ranges before the node they begin with."""
    ordered = sorted(labels, key=lambda label: (label.first, -label.last))
    return " ".join(f"{_pointer(label)} {' '.join(label.roles)}" for label in ordered)


def _pointer(label: Label) -> str:
    if label.first == label.last:
        return f"[[{label.first}]]"
    return f"[[{label.first}]]-[[{label.last}]]"


def read_answer(text: str, count: int) -> list[Label]:
    """The labels found in an answer, whatever else it holds.

    What names no role, no node, or a node or range that was named before, is left out.

    Args:
        text: of any model.
        count: how many pointers the question had.
    """
    labels: dict[tuple[int, int], Label] = {}
    for label in _labels(text):
        if label.first <= label.last < count:
            labels.setdefault((label.first, label.last), label)
    return list(labels.values())


def _labels(text: str) -> Iterator[Label]:
    for match in _LABEL.finditer(text):
        first = int(match[1])
        last = first if match[2] is None else int(match[2])
        roles = tuple(Role(word) for word in match[3].split() if word in _NAMES)
        if roles:
            yield Label(first, last, roles[:ROLES_A_LABEL])


_NAMES = frozenset(role.value for role in Role if role is not Role.BODY)
