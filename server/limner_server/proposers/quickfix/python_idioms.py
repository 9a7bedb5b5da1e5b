"""What linters and type checkers of Python ask to be written otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from limner_server.perception.syntax.tree import Span
from limner_server.proposers.quickfix.problem import Fix, Problem, rules


def _on_line(
    problem: Problem, pattern: str, text: str, note: str, cost: float = 0.2
) -> Iterator[Fix]:
    """Replace the first place of a pattern at or after the mark, else on its line."""
    lines, line = problem.tree.lines, problem.diagnostic.line
    form = re.compile(pattern)
    end = lines.end(line)
    found = form.search(problem.text, problem.span.start, end)
    found = found or form.search(problem.text, lines.start(line), end)
    if found:
        edit = problem.replace(Span(*found.span()), found.expand(text))
        yield Fix((edit,), note, cost)


def _none_comparison(problem: Problem) -> Iterator[Fix]:
    yield from _on_line(problem, r"\s*==\s*None\b", " is None", "compare with `is`")
    yield from _on_line(problem, r"\s*!=\s*None\b", " is not None", "compare with `is not`")


def _truth_comparison(problem: Problem) -> Iterator[Fix]:
    yield from _on_line(problem, r"\s*==\s*True\b|\s*!=\s*False\b", "", "ask for its truth")
    yield from _on_line(
        problem, r"\b([\w.]+)\s*(?:==\s*False\b|!=\s*True\b)", r"not \1", "negate it"
    )


def _not_in(problem: Problem) -> Iterator[Fix]:
    yield from _on_line(problem, r"\bnot ([\w.\[\]()\"']+) in\b", r"\1 not in", "write `not in`")
    yield from _on_line(problem, r"\bnot ([\w.\[\]()\"']+) is\b", r"\1 is not", "write `is not`")


def _bare_except(problem: Problem) -> Iterator[Fix]:
    yield from _on_line(problem, r"\bexcept\s*:", "except Exception:", "catch `Exception` alone")


def _no_placeholder(problem: Problem) -> Iterator[Fix]:
    yield from _on_line(problem, r"\b[fF](?=[\"'])", "", "make it a plain string")


def _literal_identity(problem: Problem) -> Iterator[Fix]:
    yield from _on_line(problem, r"\bis not\b", "!=", "compare with `!=`")
    yield from _on_line(problem, r"\bis\b", "==", "compare with `==`")


def _mutable_default(problem: Problem) -> Iterator[Fix]:
    """A default that all calls share: None in its place, and a new one in the body."""
    function = problem.function
    holder = problem.around("default_parameter", "typed_default_parameter")
    value = holder.child_by_field_name("value") if holder is not None else None
    name = holder.child_by_field_name("name") if holder is not None else None
    body = function.node.child_by_field_name("body") if function is not None else None
    if holder is None or value is None or name is None or body is None or not body.named_children:
        return
    annotation = holder.child_by_field_name("type")
    first = body.named_children[0]
    is_docstring = first.type == "expression_statement" and problem.source(first)[:1] in "\"'rR"
    told = problem.source(name)
    lines = (f"if {told} is None:", f"{problem.step}{told} = {problem.source(value)}")
    guard = problem.after(first, *lines) if is_docstring else problem.before(first, *lines)
    edits = [problem.replace(value, "None"), guard]
    if annotation is not None and "None" not in problem.source(annotation):
        edits.insert(0, problem.insert(problem.tree.span(annotation).end, " | None"))
    yield Fix(tuple(edits), f"make `{told}` anew for each call", 0.3)


def _raise_from(problem: Problem) -> Iterator[Fix]:
    clause = problem.around("except_clause")
    statement = problem.around("raise_statement")
    if clause is None or statement is None:
        return
    header = problem.source(clause).partition(":")[0]
    end = problem.tree.span(statement).end
    if named := re.search(r"\bas (\w+)$", header):
        yield Fix((problem.insert(end, f" from {named[1]}"),), "say what it comes from", 0.3)
    elif ":" in problem.source(clause) and header.strip() != "except":
        name = "error" if not re.search(r"\berror\b", problem.source(clause)) else "caught"
        colon = problem.tree.span(clause).start + len(header)
        edits = (problem.insert(colon, f" as {name}"), problem.insert(end, f" from {name}"))
        yield Fix(edits, "say what it comes from", 0.3)
    yield Fix((problem.insert(end, " from None"),), "hide what it comes from", 0.9)


def _unused_loop_variable(problem: Problem) -> Iterator[Fix]:
    name = problem.quoted[0] if problem.quoted else ""
    node = problem.spelled(name)
    if node is not None:
        yield Fix((problem.replace(node, "_" + name),), f"call it `_{name}`", 0.2)


def _lambda(problem: Problem) -> Iterator[Fix]:
    yield from _on_line(
        problem,
        r"(\w+)\s*=\s*lambda\s*([^:\n]*):\s*(.+)$",
        r"def \1(\2): return \3",
        "define a function",
        0.5,
    )


def _type_comparison(problem: Problem) -> Iterator[Fix]:
    form = r"\btype\(([^()]+)\)\s*(?:==|is)\s*([\w.]+)"
    yield from _on_line(problem, form, r"isinstance(\1, \2)", "ask with isinstance")


def _ambiguous_name(problem: Problem) -> Iterator[Fix]:
    """A name that looks like a digit: another for it in all of its scope."""
    name = problem.quoted[0] if problem.quoted else ""
    if not name:
        return
    span = problem.function.span if problem.function else Span(0, len(problem.text))
    for other in ("line", "item", "value"):
        if re.search(rf"\b{other}\b", problem.text):
            continue
        places = re.compile(rf"(?<![\w.]){re.escape(name)}\b").finditer(problem.text, *span)
        edits = tuple(
            problem.replace(Span(*one.span()), other)
            for one in places
            if problem.tree.node(*one.span()).type == "identifier"
        )
        yield Fix(edits, f"call it `{other}`", 0.6)
        return


def _several_on_a_line(problem: Problem) -> Iterator[Fix]:
    lines, line = problem.tree.lines, problem.diagnostic.line
    text = problem.text[lines.start(line) : lines.end(line)]
    indent = text[: len(text) - len(text.lstrip())]
    if found := re.match(r"(\s*import )(.+,.+)$", text):
        parts = [f"{found[1]}{one.strip()}" for one in found[2].split(",")]
        new = problem.ending.join(parts)
        edit = problem.replace(Span(lines.start(line), lines.end(line)), new)
        yield Fix((edit,), "import each on its own line", 0.3)
    elif text.rstrip().endswith(";"):
        yield from _on_line(problem, r"\s*;\s*$", "", "take the semicolon out")
    elif ";" in text:
        new = problem.ending.join(indent + one.strip() for one in text.split(";") if one.strip())
        edit = problem.replace(Span(lines.start(line), lines.end(line)), new)
        yield Fix((edit,), "write each on its own line", 0.4)
    elif found := re.match(
        r"(\s*)((?:if|for|while|else|elif|try|with|def|class)\b.*?:)\s+(\S.*)$", text
    ):
        new = f"{found[1]}{found[2]}{problem.ending}{found[1]}{problem.step}{found[3]}"
        edit = problem.replace(Span(lines.start(line), lines.end(line)), new)
        yield Fix((edit,), "write the body on its own line", 0.4)


def _blanks(problem: Problem) -> Iterator[Fix]:
    if "newline at end" in problem.diagnostic.message.lower():
        yield Fix((problem.insert(len(problem.text), problem.ending),), "end the last line", 0.1)
    else:
        yield from _on_line(problem, r"[ \t]+$", "", "take trailing blanks out", 0.1)


def _escape(problem: Problem) -> Iterator[Fix]:
    node = problem.around("string")
    if node is not None:
        yield Fix(
            (problem.insert(problem.tree.span(node).start, "r"),), "make it a raw string", 0.3
        )


def _self_comparison(problem: Problem) -> Iterator[Fix]:
    yield from _on_line(
        problem, r"\bassert \((.+),\s*(.+)\)$", r"assert \1, \2", "assert the condition"
    )


RULES: Final = rules(
    (_none_comparison, r"E711\b|comparison to `?None"),
    (
        _truth_comparison,
        r"E712\b|equality comparisons? to `?(?:True|False)|comparison to (?:True|False)",
    ),
    (_not_in, r"E713\b|E714\b|test for (?:membership|object identity)"),
    (_bare_except, r"E722\b|bare `?except"),
    (_no_placeholder, r"F541\b|without any placeholders"),
    (_literal_identity, r"F632\b|to compare (?:constant )?literals?"),
    (_mutable_default, r"B006\b|mutable data structures?|mutable default"),
    (_raise_from, r"B904\b|raise .* from"),
    (_unused_loop_variable, r"B007\b|loop control variable"),
    (_lambda, r"E731\b|assign a `?lambda"),
    (_type_comparison, r"E721\b|type comparison|isinstance\(\)"),
    (_ambiguous_name, r"E741\b|ambiguous variable"),
    (_several_on_a_line, r"E70[123]\b|E401\b|multiple statements|multiple imports|semicolon"),
    (_blanks, r"W291\b|W293\b|W292\b|trailing whitespace|newline at end"),
    (_escape, r"W605\b|invalid escape|reportInvalidStringEscape|unsupported escape"),
    (
        _self_comparison,
        r"F631\b|assert(?:ion)? (?:test )?(?:is )?(?:on )?a non-empty (?:tuple|parenthes)",
        "always evaluates? to true",
    ),
)
