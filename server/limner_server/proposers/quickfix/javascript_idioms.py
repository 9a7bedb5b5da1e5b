"""What linters of JavaScript ask to be written otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from limner_server.perception.syntax.tree import Span
from limner_server.proposers.quickfix.problem import Fix, Problem, rules
from limner_server.proposers.quickfix.spelling import misspelling

_TYPES: Final = (
    "undefined",
    "object",
    "boolean",
    "number",
    "string",
    "function",
    "symbol",
    "bigint",
)


def _at_mark(
    problem: Problem, pattern: str, text: str, note: str, cost: float = 0.3
) -> Iterator[Fix]:
    """Replace the first place of a pattern at or after the mark, else on its line."""
    lines, line = problem.tree.lines, problem.diagnostic.line
    form, end = re.compile(pattern), lines.end(line)
    found = form.search(problem.text, problem.span.start, end)
    found = found or form.search(problem.text, lines.start(line), end)
    if found:
        edit = problem.replace(Span(*found.span()), found.expand(text))
        yield Fix((edit,), note, cost)


def _declared_var(problem: Problem) -> Iterator[Fix]:
    yield from _at_mark(problem, r"\bvar\b", "const", "declare it with const", 0.4)
    yield from _at_mark(problem, r"\bvar\b", "let", "declare it with let", 0.5)


def _never_reassigned(problem: Problem) -> Iterator[Fix]:
    declared = problem.around("lexical_declaration", "variable_declaration")
    if declared is not None:
        start = problem.tree.span(declared).start
        edit = problem.replace(Span(start, start + 3), "const")
        yield Fix((edit,), "declare it with const", 0.2)


def _constant_assigned(problem: Problem) -> Iterator[Fix]:
    """A constant is assigned: let it vary."""
    name = next((one for one in problem.quoted if re.fullmatch(r"[\w$]+", one)), "")
    form = re.compile(rf"\bconst(?=\s+{re.escape(name)}\b|\s*[\[{{][^=]*\b{re.escape(name)}\b)")
    before = list(form.finditer(problem.text, 0, problem.span.start)) if name else []
    if before:
        edit = problem.replace(Span(*before[-1].span()), "let")
        yield Fix((edit,), f"declare `{name}` with let", 0.3)


def _strict_equality(problem: Problem) -> Iterator[Fix]:
    yield from _at_mark(problem, r"(?<![=!])==(?!=)", "===", "compare with `===`", 0.2)
    yield from _at_mark(problem, r"!=(?!=)", "!==", "compare with `!==`", 0.2)


def _missing_semicolon(problem: Problem) -> Iterator[Fix]:
    for line in (problem.diagnostic.line, problem.diagnostic.line - 1):
        if line >= 1:
            end = problem.tree.lines.end(line)
            yield Fix((problem.insert(end, ";"),), "end the statement", 0.2)


def _extra_semicolon(problem: Problem) -> Iterator[Fix]:
    yield from _at_mark(problem, r";", "", "take the semicolon out", 0.2)


def _quotes(problem: Problem) -> Iterator[Fix]:
    node = problem.around("string")
    if node is None:
        return
    text = problem.source(node)
    quote = "'" if text[0] == '"' else '"'
    if quote not in text[1:-1]:
        yield Fix((problem.replace(node, quote + text[1:-1] + quote),), f"quote with {quote}", 0.2)


def _own_property(problem: Problem) -> Iterator[Fix]:
    call = problem.around("call_expression")
    target = call.child_by_field_name("function") if call is not None else None
    arguments = call.child_by_field_name("arguments") if call is not None else None
    if call is None or target is None or arguments is None:
        return
    thing = problem.source(target.child_by_field_name("object"))
    method = problem.source(target.child_by_field_name("property"))
    inside = problem.source(arguments)[1:-1]
    if method == "hasOwnProperty":
        edit = problem.replace(call, f"Object.hasOwn({thing}, {inside})")
        yield Fix((edit,), "ask Object.hasOwn", 0.3)
    edit = problem.replace(call, f"Object.prototype.{method}.call({thing}, {inside})")
    yield Fix((edit,), "call it of Object.prototype", 0.4)


def _case_declaration(problem: Problem) -> Iterator[Fix]:
    case = problem.around("switch_case", "switch_default")
    if case is None:
        return
    colon = next((one for one in case.children if one.type == ":"), None)
    if colon is not None:
        start, end = problem.tree.span(colon).end, problem.tree.span(case).end
        edits = (problem.insert(start, " {"), problem.insert(end, " }"))
        yield Fix(edits, "give the case a block of its own", 0.2)


def _fall_through(problem: Problem) -> Iterator[Fix]:
    case = problem.around("switch_case", "switch_default")
    before = case.prev_named_sibling if case is not None else None
    if before is not None and before.named_children:
        last = before.named_children[-1]
        yield Fix((problem.after(last, "break;"),), "end the case above", 0.3)


def _assigned_condition(problem: Problem) -> Iterator[Fix]:
    yield from _at_mark(
        problem, r"(?<![=!<>])=(?![=>])", "===", "compare instead of assigning", 0.3
    )


def _not_a_number(problem: Problem) -> Iterator[Fix]:
    yield from _at_mark(
        problem, r"([\w.$\[\]()]+)\s*={2,3}\s*NaN\b", r"Number.isNaN(\1)", "ask Number.isNaN"
    )
    yield from _at_mark(
        problem, r"([\w.$\[\]()]+)\s*!={1,2}\s*NaN\b", r"!Number.isNaN(\1)", "ask Number.isNaN"
    )


def _type_name(problem: Problem) -> Iterator[Fix]:
    node = problem.around("string")
    if node is None:
        lines, line = problem.tree.lines, problem.diagnostic.line
        found = re.compile(r"[\"'](\w+)[\"']").search(
            problem.text, lines.start(line), lines.end(line)
        )
        node = problem.around("string", of=problem.tree.node(found.start(1))) if found else None
    if node is None:
        return
    text = problem.source(node)
    nearest = min(_TYPES, key=lambda kind: misspelling(text[1:-1], kind))
    edit = problem.replace(node, text[0] + nearest + text[-1])
    yield Fix((edit,), f"write `{nearest}`", 0.3)


def _redeclared(problem: Problem) -> Iterator[Fix]:
    name = problem.quoted[0] if problem.quoted else ""
    form = rf"\b(?:var|let|const)\s+(?={re.escape(name)}\b)"
    yield from _at_mark(problem, form, "", f"assign `{name}` again", 0.4)


def _empty_block(problem: Problem) -> Iterator[Fix]:
    """Take out what does nothing; an error that is caught is told."""
    clause = problem.around("catch_clause")
    block = problem.around("statement_block")
    if clause is not None and block is not None and block.parent == clause:
        named = problem.source(clause.child_by_field_name("parameter"))
        if named:
            edit = problem.replace(block, f"{{ console.error({named}); }}")
            yield Fix((edit,), "tell the error", 0.6)
        return
    statement = problem.around("if_statement", "for_statement", "while_statement", "else_clause")
    if statement is not None and statement.child_by_field_name("alternative") is None:
        yield Fix((problem.delete(problem.tree.span(statement)),), "take it out", 0.5)


def _negation(problem: Problem) -> Iterator[Fix]:
    yield from _at_mark(
        problem,
        r"!\s*([\w.$]+|\"[^\"]*\"|'[^']*')\s+(in|instanceof)\s+([\w.$]+)",
        r"!(\1 \2 \3)",
        "negate the whole",
    )


def _escapes(problem: Problem) -> Iterator[Fix]:
    start = problem.span.start
    if problem.text[start : start + 1] == "\\":
        edit = problem.replace(Span(start, start + 1), "")
        yield Fix((edit,), "take the backslash out", 0.2)


def _radix(problem: Problem) -> Iterator[Fix]:
    yield from _at_mark(problem, r"(parseInt\([^(),]+)\)", r"\1, 10)", "count in tens", 0.2)


def _double_negation(problem: Problem) -> Iterator[Fix]:
    yield from _at_mark(problem, r"!!\s*|\bBoolean\((.*?)\)", r"\1", "take the conversion out", 0.2)


def _useless_catch(problem: Problem) -> Iterator[Fix]:
    statement = problem.around("try_statement")
    body = statement.child_by_field_name("body") if statement is not None else None
    if statement is None or body is None:
        return
    inner = problem.source(body)[1:-1].strip()
    lines = [line.removeprefix(problem.step) for line in inner.split("\n")]
    yield Fix((problem.replace(statement, "\n".join(lines)),), "do without try", 0.4)


def _this_undefined(problem: Problem) -> Iterator[Fix]:
    """Options that make one type of a `catch` variable: narrow it."""
    name = problem.quoted[0] if problem.quoted else ""
    node = problem.spelled(name)
    if node is None or node.parent is None or node.parent.type != "member_expression":
        return
    access = node.parent
    text = problem.source(access)
    if text.endswith(".message"):
        new = f"({name} instanceof Error ? {text} : String({name}))"
        yield Fix((problem.replace(access, new),), "ask whether it is an Error", 0.4)
    new = f"({name} as Error)"
    yield Fix((problem.replace(node, new),), f"take `{name}` for an Error", 0.9)


RULES: Final = rules(
    (_declared_var, r"no-var\b|unexpected var"),
    (_never_reassigned, "prefer-const|never reassigned"),
    (_constant_assigned, r"no-const-assign|2588\b|is constant"),
    (_strict_equality, "eqeqeq|expected '[=!]=='"),
    (_missing_semicolon, r"\bsemi\b.*missing|missing semicolon|1005\b.*';'"),
    (_extra_semicolon, r"no-extra-semi|unnecessary semicolon|\bsemi\b.*extra"),
    (_quotes, r"\bquotes\b"),
    (_own_property, "no-prototype-builtins"),
    (_case_declaration, "no-case-declarations"),
    (_fall_through, r"no-fallthrough|7029\b"),
    (_assigned_condition, "no-cond-assign|expected a conditional expression"),
    (_not_a_number, r"use-isnan|2845\b"),
    (_type_name, "valid-typeof"),
    (_redeclared, r"no-redeclare|2451\b|already (?:been )?declared"),
    (_empty_block, r"no-empty\b|empty block"),
    (_negation, r"no-unsafe-negation|2358\b|2360\b"),
    (_escapes, "no-useless-escape|unnecessary escape"),
    (_radix, r"\bradix\b"),
    (_double_negation, "no-extra-boolean-cast|redundant (?:double negation|boolean)"),
    (_useless_catch, "no-useless-catch"),
    (_this_undefined, r"is of type 'unknown'|18046\b"),
)
