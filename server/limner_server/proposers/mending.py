"""Makes a labelled tree whole: each part inside what it is a part of, and nothing twice.

A label that makes no sense where it stands is taken back: the element is again what the rules said.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from limner_server.layout.element import Axis, Element, Role
from limner_server.layout.tables import make_table

INTERACTIVE = frozenset({Role.A, Role.BUTTON})
_CONTROLS = frozenset(
    {
        *(Role.INPUT, Role.PASSWORD, Role.SEARCH, Role.SELECT, Role.TEXTAREA),
        *(Role.CHECKBOX, Role.RADIO, Role.SWITCH),
    }
)
_LISTS = frozenset({Role.UL, Role.OL})
_CELLS = frozenset({Role.TD, Role.TH})

Roles = dict[int, Role]


def mend(root: Element, before: Roles) -> Element:
    """Make a tree whole, in place, and return it.

    Args:
        root: of the labelled tree.
        before: what the rules said, by the `id()` of each element that was there before.
    """
    _mend_tables(root, before)
    _mend_lists(root, before)
    _mend_labels(root, before)
    for kind in (INTERACTIVE, frozenset({Role.FORM})):
        for outer in [element for element in root.walk() if element.role in kind]:
            for inner in _below(outer):
                if inner.role in kind:
                    _take_back(inner, kind, before)
    for extra in [element for element in root.walk() if element.role is Role.MAIN][1:]:
        _take_back(extra, frozenset({Role.MAIN}), before)
    _dissolve_new_wrappers(root, before)
    return root


def around(children: list[Element], role: Role, axis: Axis = Axis.COLUMN) -> Element:
    """A new element around others."""
    box = children[0].box
    for child in children[1:]:
        box = box.union(child.box)
    return Element(role, box, axis, children)


def _mend_tables(root: Element, before: Roles) -> None:
    _gather_rows(root)
    for table in [element for element in root.walk() if element.role is Role.TABLE]:
        is_new = id(table) not in before or before[id(table)] is not Role.TABLE
        if is_new and not make_table(table):
            table.role = Role.DIV
    _take_back_outside(root, frozenset({Role.TR}), lambda up: up.role is Role.TABLE, before)
    for row in [element for element in root.walk() if element.role is Role.TR]:
        row.children = [
            child if child.role in _CELLS else around([child], Role.TD) for child in row.children
        ]
    _take_back_outside(root, _CELLS, lambda up: up.role is Role.TR, before)


def _gather_rows(root: Element) -> None:
    """Rows that follow each other are a table, also where no label could say so.

    A table that is cut by the end of a question has no range.
    """
    for parent in list(root.walk()):
        if parent.role is Role.TABLE:
            continue
        rows = [at for at, child in enumerate(parent.children) if child.role is Role.TR]
        # From the last, so that the places of the others stay.
        for run in reversed(_runs(rows, parent.children)):
            table = around(parent.children[run.start : run.stop], Role.TABLE)
            parent.children[run.start : run.stop] = [table]


def _runs(rows: list[int], children: list[Element]) -> list[range]:
    """Where two rows or more stand together, with nothing but rules between them."""
    runs: list[range] = []
    for row in rows:
        between = children[runs[-1].stop : row] if runs else []
        if runs and all(child.role is Role.HR for child in between):
            runs[-1] = range(runs[-1].start, row + 1)
        else:
            runs.append(range(row, row + 1))
    return [run for run in runs if len(run) > 1]


def _mend_lists(root: Element, before: Roles) -> None:
    for parent in list(root.walk()):
        items = [child.role is Role.LI for child in parent.children]
        if parent.role in _LISTS:
            parent.children = [_as_item(child) for child in parent.children]
        elif items and all(items) and parent.role is Role.DIV:
            parent.role = Role.UL
        elif items and all(items):
            parent.children = [around(parent.children, Role.UL, parent.axis)]
    _take_back_outside(root, frozenset({Role.LI}), lambda up: up.role in _LISTS, before)


def _as_item(child: Element) -> Element:
    if child.role is Role.LI:
        return child
    if child.role in (Role.DIV, Role.P, Role.SPAN):
        child.role = Role.LI
        return child
    return around([child], Role.LI)


def _mend_labels(root: Element, before: Roles) -> None:
    """A label stands beside, above or around a control, and a form holds some."""
    _take_back_outside(root, frozenset({Role.LABEL}), _has_controls, before)
    for form in [element for element in root.walk() if element.role is Role.FORM]:
        if not _has_controls(form):
            _take_back(form, frozenset({Role.FORM}), before)


def _has_controls(element: Element) -> bool:
    return any(part.role in _CONTROLS for part in element.walk())


def _dissolve_new_wrappers(root: Element, before: Roles) -> None:
    """An element that was put around others, and came to nothing, is no use to anybody."""
    for parent in root.walk():
        children = []
        for child in parent.children:
            is_idle = id(child) not in before and child.role is Role.DIV
            children += child.children if is_idle else [child]
        parent.children = children


def _take_back_outside(
    root: Element, roles: frozenset[Role], belongs: Callable[[Element], bool], before: Roles
) -> None:
    """Take back `roles` from every element that does not belong in its parent."""
    for parent in root.walk():
        for child in parent.children:
            if child.role in roles and not belongs(parent):
                _take_back(child, roles, before)


def _take_back(element: Element, roles: frozenset[Role], before: Roles) -> None:
    """What the rules said, or something plain where that was no better or there was nothing."""
    plain = Role.P if element.paragraph is not None and not element.children else Role.DIV
    said = before.get(id(element), plain)
    element.role = plain if said in roles else said


def _below(element: Element) -> Iterator[Element]:
    for child in element.children:
        yield from child.walk()
