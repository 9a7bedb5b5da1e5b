"""What a stretch of code uses: names of its module, members of objects, types."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from tree_sitter import Node

from limner_server.perception.syntax.names import Scope, names_in_scope
from limner_server.perception.syntax.tree import Span, Tree

_PYTHON: Final = "(identifier) @name"
_JAVASCRIPT: Final = """[
  (identifier) (property_identifier) (private_property_identifier)
  (shorthand_property_identifier)
] @name"""
_TYPESCRIPT: Final = _JAVASCRIPT + " (type_identifier) @name"
_CALLS: Final = ("call", "call_expression", "new_expression")
_MEMBERS: Final = ("attribute", "member_expression")
_KEYS: Final = ("property_identifier", "private_property_identifier")
_NAMING: Final = ("import_specifier", "import_clause", "aliased_import", "dotted_name")


@dataclass(frozen=True, slots=True)
class Use:
    """A name that is used.

    Attributes:
        name: of a function, class, variable, or member of an object.
        owner: the object before the dot, where that is a name: "self", "this", "math"; or "".
        is_call: whether it is called, somewhere in the stretch.
    """

    name: str
    owner: str = ""
    is_call: bool = False


def uses(tree: Tree, span: Span) -> list[Use]:
    """What a stretch of code uses but does not bind itself; what is called comes first."""
    pattern = _PYTHON
    if tree.language.family == "javascript":
        typed = tree.language.name in ("typescript", "tsx")
        pattern = _TYPESCRIPT if typed else _JAVASCRIPT
    inside = max(span.start, span.end - 1)
    module = {one.text for one in names_in_scope(tree, inside) if one.scope is Scope.MODULE}
    found: dict[tuple[str, str], Use] = {}
    for node in tree.captures(pattern, span).get("name", []):
        place = tree.span(node)
        use = _use(tree, node) if span.start <= place.start < place.end <= span.end else None
        if use is None or not (use.owner or use.name in module):
            continue
        key = (use.owner, use.name)
        if key not in found or use.is_call:
            found[key] = use
    return sorted(found.values(), key=lambda use: not use.is_call)


def _use(tree: Tree, node: Node) -> Use | None:
    """What one name stands for; None for a key, an argument's name, the name of a definition."""
    around = node.parent
    if around is None or around.type in _NAMING:
        return None
    owner = ""
    if around.type in _MEMBERS:
        parts = [around.child_by_field_name(field) for field in ("attribute", "property")]
        if node in parts:
            before = around.child_by_field_name("object")
            if before is None or before.type not in ("identifier", "this"):
                return None
            owner = tree.source(before)
            node, around = around, around.parent
    elif node.type in _KEYS or (
        around.child_by_field_name("name") == node and not around.type.startswith("jsx_")
    ):
        return None
    name = tree.source(node).rpartition(".")[2]
    is_call = (
        around is not None
        and around.type in _CALLS
        and node
        in (around.child_by_field_name("function"), around.child_by_field_name("constructor"))
    )
    return Use(name, owner, is_call)
