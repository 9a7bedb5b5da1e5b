"""What is imported, assigned, passed or written, and never used."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from limner_server.perception.syntax.imports import Import, imports
from limner_server.perception.syntax.tree import Span
from limner_server.proposers.quickfix.problem import Fix, Problem, rules

# Expressions that do nothing but have a value.
_PURE: Final = frozenset(
    {
        "identifier", "integer", "float", "number", "string", "true", "false", "none", "null",
        "undefined", "attribute", "member_expression", "list", "array", "dictionary", "object",
        "tuple", "set", "binary_operator", "binary_expression", "comparison_operator",
        "boolean_operator", "unary_operator", "unary_expression", "lambda", "arrow_function",
        "function_expression", "subscript", "subscript_expression", "template_string",
        "list_comprehension", "parenthesized_expression", "conditional_expression",
    }
)  # fmt: skip


def _unused(problem: Problem) -> Iterator[Fix]:
    """An import, a variable, a parameter or a function."""
    names = [name.rpartition(".")[2] for name in problem.quoted]
    for one in imports(problem.tree):
        is_here = problem.tree.lines.line(one.span.start) == problem.diagnostic.line
        alias = one.alias or one.name
        if is_here or one.statement.start <= problem.span.start < one.statement.end:
            told = not names or alias in names or one.module in problem.quoted
            whole = one.module.rpartition(".")[2] in names and not one.name
            if told or whole:
                yield _without_import(problem, one)
                return
    if names and (node := problem.spelled(names[0])):
        yield from _unused_name(problem, node, names[0])


def _without_import(problem: Problem, unused: Import) -> Fix:
    others = [one for one in imports(problem.tree) if one.statement == unused.statement]
    note = f"take the import of `{unused.alias or unused.name}` out"
    if len(others) == 1:
        return Fix((problem.delete(unused.statement),), note, 0.1)
    return Fix((problem.replace(_with_comma(problem, unused.span), ""),), note, 0.1)


def _with_comma(problem: Problem, span: Span) -> Span:
    """A part of a list with the comma and the blanks that part it from its neighbour."""
    text, (start, end) = problem.text, span
    after = end + len(text[end:]) - len(text[end:].lstrip())
    if text.startswith(",", after):
        end = after + 1
        return Span(start, end + len(text[end:]) - len(text[end:].lstrip()))
    before = len(text[:start].rstrip())
    return Span(before - 1, end) if text[before - 1] == "," else span


def _unused_name(problem: Problem, node: Node, name: str) -> Iterator[Fix]:
    holder = problem.around(
        "assignment",
        "variable_declarator",
        "catch_clause",
        "parameters",
        "formal_parameters",
        "function_declaration",
        "function_definition",
        "for_statement",
        "as_pattern",
        "lambda_parameters",
        of=node.parent or node,
    )
    if holder is None:
        return
    if holder.type == "catch_clause":
        parameter = holder.child_by_field_name("parameter")
        body = holder.child_by_field_name("body")
        if parameter is not None and body is not None:
            gap = Span(
                problem.tree.span(holder).start + len("catch"), problem.tree.span(body).start
            )
            yield Fix((problem.replace(gap, " "),), f"catch without `{name}`", 0.2)
    elif holder.type in ("assignment", "variable_declarator"):
        yield from _unused_variable(problem, holder, node)
    elif holder.type in ("parameters", "formal_parameters", "lambda_parameters"):
        yield from _unused_parameter(problem, holder, node, name)
    elif holder.type in ("function_declaration", "function_definition"):
        if problem.source(holder.child_by_field_name("name")) == name:
            span = problem.tree.span(holder)
            yield Fix((problem.delete(span),), f"take `{name}` out", 0.6)
    elif holder.type == "as_pattern":
        value = holder.named_children[0]
        yield Fix((problem.replace(holder, problem.source(value)),), f"leave `as {name}` out", 0.2)
    else:
        yield Fix((problem.replace(node, "_" + name),), f"call it `_{name}`", 0.4)


def _unused_variable(problem: Problem, holder: Node, node: Node) -> Iterator[Fix]:
    target = holder.child_by_field_name("left") or holder.child_by_field_name("name")
    value = holder.child_by_field_name("right") or holder.child_by_field_name("value")
    name = problem.source(node)
    statement = problem.statement(holder)
    if target is not None and target != node:
        yield from _unused_target(problem, target, node, name)
        return
    siblings = [one for one in statement.named_children if one.type == "variable_declarator"]
    if len(siblings) > 1:
        span = _with_comma(problem, problem.tree.span(holder))
        yield Fix((problem.replace(span, ""),), f"take `{name}` out", 0.3)
        return
    removed = Fix((problem.delete(problem.tree.span(statement)),), f"take `{name}` out", 0.3)
    if value is None or value.type in _PURE:
        yield removed
        return
    # What it is assigned may do something: that stays.
    end = problem.text[: problem.tree.span(statement).end]
    kept = problem.source(value) + (";" if end.endswith(";") else "")
    yield Fix((problem.replace(statement, kept),), f"keep what it calls, without `{name}`", 0.4)
    yield Fix(removed.edits, removed.note, 1.2)


def _unused_target(problem: Problem, target: Node, node: Node, name: str) -> Iterator[Fix]:
    """One name of several that are assigned together."""
    if target.type in ("pattern_list", "tuple_pattern", "list_pattern"):
        yield Fix((problem.replace(node, "_" + name),), f"call it `_{name}`", 0.3)
    elif target.type == "array_pattern":
        is_last = target.named_children[-1] == node
        span = _with_comma(problem, problem.tree.span(node)) if is_last else problem.tree.span(node)
        yield Fix((problem.replace(span, ""),), f"take `{name}` out", 0.4)
    elif target.type == "object_pattern":
        span = _with_comma(problem, problem.tree.span(node))
        yield Fix((problem.replace(span, ""),), f"take `{name}` out", 0.3)


def _unused_parameter(problem: Problem, holder: Node, node: Node, name: str) -> Iterator[Fix]:
    parameter = next(one for one in (node, *problem.ancestors(node)) if one.parent == holder)
    span = _with_comma(problem, problem.tree.span(parameter))
    taken = Fix((problem.replace(span, ""),), f"take the parameter `{name}` out", 0.8)
    renamed = Fix((problem.replace(node, "_" + name),), f"call it `_{name}`", 0.6)
    yield from (renamed, taken)


def _redefined(problem: Problem) -> Iterator[Fix]:
    """Something is defined twice: take the second out, or the first."""
    statement = problem.statement()
    decorated = statement.parent
    whole = (
        decorated
        if decorated is not None and decorated.type == "decorated_definition"
        else statement
    )
    for one in imports(problem.tree):
        if one.statement == problem.tree.span(statement):
            yield _without_import(problem, one)
            return
    yield from _first_definition(problem)
    yield Fix((problem.delete(problem.tree.span(whole)),), "take the second definition out", 0.8)


def _first_definition(problem: Problem) -> Iterator[Fix]:
    """What the message says was defined before, where that is an import."""
    told = re.search(r"line (\d+)", problem.diagnostic.message)
    name = problem.quoted[0] if problem.quoted else ""
    for one in imports(problem.tree):
        line = problem.tree.lines.line(one.span.start)
        if told and line == int(told[1]) and (one.alias or one.name) == name:
            yield _without_import(problem, one)


def _useless_statement(problem: Problem) -> Iterator[Fix]:
    """An expression whose value nobody takes."""
    statement = problem.statement()
    inner = statement.named_children[0] if statement.named_children else statement
    text = problem.source(inner)
    span = problem.tree.span(inner)
    if inner.type in ("comparison_operator", "binary_expression") and "==" in text:
        at = text.index("=")
        width = 3 if text.startswith("===", at) else 2
        edit = problem.replace(Span(span.start + at, span.start + at + width), "=")
        yield Fix((edit,), "assign instead of comparing", 0.4)
    if inner.type in ("attribute", "member_expression", "identifier"):
        yield Fix((problem.insert(span.end, "()"),), "call it", 0.5)
    yield Fix((problem.delete(problem.tree.span(statement)),), "take it out", 0.7)
    if inner.type != "identifier":
        yield Fix((problem.insert(span.start, "return "),), "return it", 1.0)


def _take_out(problem: Problem) -> Iterator[Fix]:
    statement = problem.statement()
    yield Fix((problem.delete(problem.tree.span(statement)),), "take it out", 0.4)


RULES: Final = rules(
    (
        _unused,
        "imported but unused|never used|is not accessed",
        "declared but (?:its value is )?never|assigned (?:to )?(?:a value )?but never",
        r"not used within|F401\b|F841\b|6133\b|6192\b|6196\b|no-unused-vars",
        "defined but never used",
    ),
    (_redefined, r"redefinition of|is obscured by|already defined|no-redef\b"),
    (
        _useless_statement,
        "expression (?:value|is) (?:is )?un(?:used|needed)|useless expression",
        "useless comparison|no-unused-expressions|expected an assignment or function call",
    ),
    (
        _take_out,
        "unreachable|no-debugger|no-self-assign|no-console|is unnecessary",
        r"no-useless-return|no-useless-assignment|unnecessary `?pass|7027\b|duplicate key",
        "no-dupe",
    ),
)
