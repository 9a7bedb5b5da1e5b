"""The scopes of Python, as its reference has them (4.2, Naming and binding)."""

from __future__ import annotations

import builtins
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import Final

from tree_sitter import Node

from limner_server.perception.syntax.bindings import Binding, Name, Scope
from limner_server.perception.syntax.tree import Tree, first_named

BUILTINS: Final = tuple(name for name in dir(builtins) if not name.startswith("_"))
_COMPREHENSIONS: Final = (
    "list_comprehension",
    "set_comprehension",
    "dictionary_comprehension",
    "generator_expression",
)
_SCOPES: Final = ("module", "function_definition", "class_definition", "lambda", *_COMPREHENSIONS)
Bound = tuple[Node, Binding]


def python_names(tree: Tree, offset: int) -> Iterator[Name]:
    """The names in scope at an offset, the innermost first, those that hide others before them."""
    node = tree.node(offset)
    scopes = [one for one in chain((node,), tree.ancestors(node)) if one.type in _SCOPES]
    if tree.root not in scopes:
        scopes.append(tree.root)
    # What stands in a function's header is evaluated outside of it.
    scopes = [one for one in scopes if one.type == "module" or _is_inside(tree, one, offset)]
    is_innermost = True
    for scope in scopes:
        if scope.type == "class_definition" and not is_innermost:
            continue  # A class's names are not seen from its methods.
        where = Scope.LOCAL if is_innermost else Scope.ENCLOSING
        if scope.type == "module":
            where = Scope.MODULE
        for bound, binding in _bound_in(scope):
            yield Name(tree.source(bound), binding, where, tree.span(bound))
        # Around a comprehension or lambda the function's own names are still local.
        is_innermost = is_innermost and scope.type in (*_COMPREHENSIONS, "lambda")
    for name in BUILTINS:
        yield Name(name, Binding.BUILTIN, Scope.BUILTIN, None)


def module_names(tree: Tree) -> Iterator[Name]:
    """What the module itself binds."""
    for bound, binding in _bound_in(tree.root):
        yield Name(tree.source(bound), binding, Scope.MODULE, tree.span(bound))


def _is_inside(tree: Tree, scope: Node, offset: int) -> bool:
    """Whether an offset is behind the header of a definition, also where the body has errors."""
    if scope.type in _COMPREHENSIONS:
        return True
    header = ("return_type", "parameters", "superclasses", "name")
    parts = (scope.child_by_field_name(field) for field in header)
    last = next((part for part in parts if part is not None), None)
    # A lambda without parameters has only its first word.
    return offset > tree.span(last or scope.children[0]).end


def _bound_in(scope: Node) -> Iterator[Bound]:
    """What a scope binds, in the order of its text, without what it calls global."""
    if scope.type in _COMPREHENSIONS:
        for clause in scope.named_children:
            if clause.type == "for_in_clause":
                yield from _variables(clause.child_by_field_name("left"))
        return
    yield from _parameters(scope.child_by_field_name("parameters"))
    yield from _type_parameters(scope.child_by_field_name("type_parameters"))
    body = scope if scope.type == "module" else scope.child_by_field_name("body")
    if body is None or scope.type == "lambda":
        return
    elsewhere = _declared_elsewhere(body)
    for bound in _bound_by(body.children):
        if not elsewhere or bound[0].text not in elsewhere:
            yield bound


def _parameters(parameters: Node | None) -> Iterator[Bound]:
    for parameter in parameters.named_children if parameters else ():
        name = parameter.child_by_field_name("name") or parameter
        if name.type == "typed_parameter":
            name = first_named(name) or name
        for bound, _ in _variables(name):
            yield bound, Binding.PARAMETER


def _type_parameters(parameters: Node | None) -> Iterator[Bound]:
    for parameter in parameters.named_children if parameters else ():
        found = parameter.named_children
        if found and found[0].type == "identifier":
            yield found[0], Binding.CLASS


def _bound_by(statements: Iterable[Node]) -> Iterator[Bound]:
    for statement in statements:
        yield from _bound_by_one(statement)


def _bound_by_one(node: Node) -> Iterator[Bound]:
    if node.type in _BINDING:
        yield from _BINDING[node.type](node)
    if node.type in _HOLDING:
        yield from _bound_by(node.children)


def _in_condition(node: Node) -> Iterator[Bound]:
    for condition in node.children_by_field_name("condition"):
        yield from _walruses(condition)


def _in_expressions(statement: Node) -> Iterator[Bound]:
    for expression in statement.named_children:
        yield from _assigned(expression)


def _in_case(clause: Node) -> Iterator[Bound]:
    for pattern in clause.named_children:
        if pattern.type != "block":
            yield from _captured(pattern)


def _looped(statement: Node) -> Iterator[Bound]:
    yield from _variables(statement.child_by_field_name("left"))


def _alias(statement: Node) -> Iterator[Bound]:
    left = statement.child_by_field_name("left")
    for name in left.named_children[:1] if left else ():
        yield from _variables(name)


def _assigned(expression: Node) -> Iterator[Bound]:
    """What an expression statement binds: also by `a = b = 1` and by `:=`."""
    if expression.type in ("assignment", "augmented_assignment"):
        yield from _variables(expression.child_by_field_name("left"))
        if right := expression.child_by_field_name("right"):
            yield from _assigned(right)
    else:
        yield from _walruses(expression)


def _defined(node: Node) -> Iterator[Bound]:
    definition = node.child_by_field_name("definition") or node
    if name := definition.child_by_field_name("name"):
        is_class = definition.type == "class_definition"
        yield name, Binding.CLASS if is_class else Binding.FUNCTION


def _imported(statement: Node) -> Iterator[Bound]:
    for name in statement.children_by_field_name("name"):
        if name.type == "aliased_import":
            yield from ((one, Binding.IMPORT) for one in name.children_by_field_name("alias"))
        elif first := first_named(name):
            yield first, Binding.IMPORT


def _variables(target: Node | None) -> Iterator[Bound]:
    """The names of an assignment's target."""
    if target is None:
        return
    if target.type == "identifier":
        yield target, Binding.VARIABLE
    elif target.type not in ("attribute", "subscript", "type", "call"):
        for child in target.named_children:
            yield from _variables(child)


def _as_targets(node: Node) -> Iterator[Bound]:
    for child in node.named_children:
        if child.type == "as_pattern_target":
            yield from _variables(child)
        elif child.type in ("with_clause", "with_item", "as_pattern"):
            yield from _as_targets(child)


def _captured(pattern: Node) -> Iterator[Bound]:
    """The names that a case captures: undotted names, but `_`; those after stars and `as`."""
    if pattern.type == "dotted_name":
        names = pattern.named_children
        if len(names) == 1 and names[0].text != b"_":
            yield names[0], Binding.VARIABLE
    elif pattern.type == "identifier":
        around = pattern.parent
        if around is not None and around.type in ("splat_pattern", "as_pattern"):
            yield pattern, Binding.VARIABLE
    elif pattern.type == "if_clause":
        yield from _walruses(pattern)
    else:
        inner = pattern.named_children
        if pattern.type == "class_pattern":
            inner = inner[1:]  # The first is the class.
        for child in inner:
            yield from _captured(child)


def _walruses(node: Node) -> Iterator[Bound]:
    """The names bound by `:=`, which binds in the function around a comprehension."""
    if node.type in ("lambda", "string", "integer", "identifier", "comment"):
        return
    if node.type == "named_expression" and (name := node.child_by_field_name("name")):
        yield name, Binding.VARIABLE
    for child in node.named_children:
        yield from _walruses(child)


def _declared_elsewhere(body: Node) -> set[bytes | None]:
    """The names that `global` and `nonlocal` statements of a block take from outside."""
    found: set[bytes | None] = set()
    for child in body.children:
        if child.type in ("global_statement", "nonlocal_statement"):
            found |= {name.text for name in child.named_children}
        elif child.type in _HOLDING:
            found |= _declared_elsewhere(child)
    return found


# What a statement itself binds, and which statements hold others in the same scope.
_BINDING: Final[dict[str, Callable[[Node], Iterator[Bound]]]] = {
    "assert_statement": _walruses,
    "case_clause": _in_case,
    "class_definition": _defined,
    "decorated_definition": _defined,
    "elif_clause": _in_condition,
    "except_clause": _as_targets,
    "expression_statement": _in_expressions,
    "for_statement": _looped,
    "function_definition": _defined,
    "if_statement": _in_condition,
    "import_from_statement": _imported,
    "import_statement": _imported,
    "future_import_statement": _imported,
    "return_statement": _walruses,
    "type_alias_statement": _alias,
    "while_statement": _in_condition,
    "with_statement": _as_targets,
}
_HOLDING: Final = frozenset(
    {
        "ERROR",
        "block",
        "case_clause",
        "elif_clause",
        "else_clause",
        "except_clause",
        "finally_clause",
        "for_statement",
        "if_statement",
        "match_statement",
        "try_statement",
        "while_statement",
        "with_statement",
    }
)
