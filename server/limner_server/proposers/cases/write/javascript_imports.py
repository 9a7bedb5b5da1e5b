"""What a test file of JavaScript imports, new or with more names in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from limner_server.edits import Edit
from limner_server.perception.syntax.exports import DEFAULT
from limner_server.perception.syntax.imports import Import, import_edit, imports
from limner_server.perception.syntax.tree import Tree
from limner_server.proposers.cases.write.javascript_style import ScriptStyle

_WHOLE: Final = "*"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is wanted of one module.

    Attributes:
        module: as it is written.
        names: what each is called in the test, and what it is exported as: a name, "default",
            or "*" for all that the module is.
    """

    module: str
    names: Mapping[str, str]


def written(wanted: Wanted, style: ScriptStyle, *, is_module: bool) -> str:
    """The statement."""
    source = f"{style.quote}{wanted.module}{style.quote}"
    end = ";" if style.semicolons else ""
    named = [
        _member(name, local, is_module=is_module)
        for local, name in sorted(wanted.names.items())
        if name not in (DEFAULT, _WHOLE)
    ]
    whole = [local for local, name in wanted.names.items() if name in (DEFAULT, _WHOLE)]
    braces = f"{{ {', '.join(named)} }}" if named else ""
    if is_module:
        taken = ", ".join([*whole, *([braces] if braces else [])])
        return _within(f"import {taken} from {source}{end}", style)
    lines = [f"const {local} = require({source}){end}" for local in whole]
    if braces:
        lines.append(_within(f"const {braces} = require({source}){end}", style))
    return "\n".join(lines)


def _within(statement: str, style: ScriptStyle) -> str:
    """A statement with its braces on lines of their own, where it is too long for one."""
    head, opened, rest = statement.partition("{ ")
    inside, closed, tail = rest.partition(" }")
    if len(statement) <= style.width or not opened or not closed or "\n" in statement:
        return statement
    names = f",\n{style.indent}".join(inside.split(", "))
    comma = "," if style.commas else ""
    return f"{head}{{\n{style.indent}{names}{comma}\n}}{tail}"


def _added(tree: Tree, last: Import, told: str, style: ScriptStyle) -> Edit:
    """More names behind the last one of an import, which may have to be broken for them."""
    span = last.statement
    before, after = tree.text[span.start : last.span.end], tree.text[last.span.end : span.end]
    whole = _within(f"{before}, {told}{after}", style)
    if "\n" not in before and "\n" in whole:
        return Edit(span.start, span.end, whole)
    if "\n" in before:
        told = told.replace(", ", f",\n{style.indent}")
        return Edit(last.span.end, last.span.end, f",\n{style.indent}{told}")
    return Edit(last.span.end, last.span.end, f", {told}")


def _member(name: str, local: str, *, is_module: bool) -> str:
    return local if name == local else f"{name} as {local}" if is_module else f"{name}: {local}"


def missing(
    tree: Tree, wanted: Iterable[Wanted], style: ScriptStyle, *, is_module: bool
) -> list[Edit]:
    """The edits of a file that give it the names that it does not import yet."""
    edits: list[Edit] = []
    there = [one for one in imports(tree) if one.is_top]
    for one in wanted:
        bound = {taken.alias for taken in there if taken.module == one.module}
        others = {taken.alias for taken in there} - bound
        left = {local: name for local, name in one.names.items() if local not in bound | others}
        if not left:
            continue
        braces = next((taken for taken in there if _is_braced(tree, taken, one.module)), None)
        plain = {local: name for local, name in left.items() if name not in (DEFAULT, _WHOLE)}
        if braces is not None and plain:
            module = tree.text[braces.statement.start : braces.statement.end].startswith("import")
            told = ", ".join(_member(plain[two], two, is_module=module) for two in sorted(plain))
            edits.append(_added(tree, braces, told, style))
            left = {local: name for local, name in left.items() if local not in plain}
        if left:
            statement = written(Wanted(one.module, left), style, is_module=is_module)
            edits.append(import_edit(tree, statement))
    return edits


def _is_braced(tree: Tree, one: Import, module: str) -> bool:
    """Whether it is the last name in the braces of an import of a module."""
    if one.module != module or not one.alias:
        return False
    after = tree.text[one.span.end : one.statement.end].lstrip(" \t\r\n")
    text = one.statement.of(tree.text)
    return "{" in text and after.startswith(("}", ",")) and after.lstrip(", \t\r\n").startswith("}")
