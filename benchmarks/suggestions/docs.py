"""Docstrings: is the code untouched, is everything stated, and does pydoclint agree?"""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from section import MISSED, Section

from limner_server.tasks.docs import write_docs
from limner_server.tasks.request import NO_MODEL, DocRequest, DocStyle
from limner_server.tasks.task import Run
from suggestions.wanted import Wanted

STYLES = (DocStyle.GOOGLE, DocStyle.NUMPY, DocStyle.SPHINX)
# What pydoclint says of signatures, which documentation leaves as they are: annotations that are
# missing there, or are there.
_OF_SIGNATURES = ("DOC106", "DOC107", "DOC108", "DOC109", "DOC110")


@dataclass
class Checked:
    """What was found of one program in one style."""

    name: str
    unchanged: bool = False
    unstated: list[str] = field(default_factory=list)
    objections: list[str] = field(default_factory=list)

    @property
    def clean(self) -> bool:
        return self.unchanged and not self.unstated and not self.objections


def docs(name: str, wanted: Wanted) -> Section:
    """Document what has no documentation, in each style, with no model."""
    programs = list(_programs(wanted))
    if not programs:
        return Section(name, skipped="the data is not at hand")
    figures: dict[str, object] = {"programs": len(programs)}
    held = {}
    missed = []
    for style in STYLES:
        checked = _checked(programs, style)
        for one in checked:
            wanted.tell(f"{one.name:26} {style:7} {'clean' if one.clean else 'NOT CLEAN'}")
        unchanged = sum(one.unchanged for one in checked)
        stated = sum(not one.unstated for one in checked)
        clean = sum(not one.objections for one in checked)
        figures |= {
            f"{style}_unchanged": unchanged,
            f"{style}_all_stated": stated,
            f"{style}_pydoclint_clean": clean,
        }
        held[f"{style}: syntax trees unchanged, all stated, pydoclint clean"] = (
            unchanged == stated == clean == len(programs)
        )
        missed += [
            f"{one.name} ({style}): {(one.unstated + one.objections + ['changed'])[0]}"
            for one in checked
            if not one.clean
        ]
    figures[MISSED] = missed
    return Section(name, figures, held)


def _programs(wanted: Wanted) -> Iterator[tuple[str, str]]:
    """Functions and classes without a docstring of their own."""
    functions = wanted.shared / "data/humanevalpack/python_0_49.jsonl"
    if functions.exists():
        for line in functions.read_text("utf-8").splitlines()[: wanted.first]:
            problem = json.loads(line)
            yield problem["task_id"], problem["declaration"] + problem["canonical_solution"]
    classes = wanted.shared / "data/classeval/dev.json"
    if classes.exists():
        for problem in json.loads(classes.read_text("utf-8"))[: wanted.first]:
            imports = "\n".join(problem["import_statement"])
            yield problem["task_id"], f"{imports}\n{problem['solution_code']}\n"


def _checked(programs: Sequence[tuple[str, str]], style: DocStyle) -> list[Checked]:
    """What is found of each program, documented in a folder of its own."""
    found = []
    groups: dict[tuple[bool, bool], list[Path]] = {}
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for index, (name, code) in enumerate(programs):
            path = Path(folder).resolve() / str(index) / "program.py"
            path.parent.mkdir()
            path.write_text(code, "utf-8")
            request = DocRequest(path.parent, path=path, style=style, model=NO_MODEL)
            write_docs(request, Run()).result.write()
            after = path.read_text("utf-8")
            one = Checked(name, _bare(code) == _bare(after) and code != after)
            one.unstated = list(_unstated(after, style))
            groups.setdefault(_types(after, style), []).append(path)
            found.append(one)
            paths.append(path)
        for types, members in groups.items():
            for path, objection in _objections(members, style, types):
                found[paths.index(path)].objections.append(objection)
    return found


def _bare(code: str) -> str:
    """The syntax tree without docstrings, by a walk of the benchmark's own."""
    tree = ast.parse(code)
    for node in ast.walk(tree):
        kinds = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef
        if isinstance(node, kinds) and ast.get_docstring(node, clean=False) is not None:
            node.body = node.body[1:]
    return ast.dump(tree)


def _unstated(code: str, style: DocStyle) -> Iterator[str]:
    """The parameters, exceptions and results that no docstring speaks of."""
    for owner, node in _functions(ast.parse(code), None):
        doc = ast.get_docstring(node) or ""
        if node.name == "__init__" and owner is not None:
            doc = ast.get_docstring(owner) or ""
        where = f"{owner.name}.{node.name}" if owner else node.name
        arguments = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
        is_static = any(ast.unparse(one) == "staticmethod" for one in node.decorator_list)
        names = [one.arg for one in arguments][1 if owner and not is_static else 0 :]
        if not doc and (node.name != "__init__" or names):
            yield f"{where} has no docstring"
            continue
        for one in names:
            if not re.search(_ENTRY[style].format(re.escape(one)), doc, re.MULTILINE):
                yield f"{where}: parameter {one}"
        for one in _raised(node):
            if not re.search(_RAISE[style].format(re.escape(one)), doc, re.MULTILINE):
                yield f"{where}: raises {one}"
        if _gives(node) and not re.search(_RESULT[style], doc, re.MULTILINE):
            yield f"{where}: what it returns"


_ENTRY = {
    DocStyle.GOOGLE: r"^    {}(?: \(.+\))?: \S",
    DocStyle.NUMPY: r"^{}(?: : .+)?\n    \S",
    DocStyle.SPHINX: r"^:param {}: \S",
}
_RAISE = {
    DocStyle.GOOGLE: r"^    {}: \S",
    DocStyle.NUMPY: r"^{}\n    \S",
    DocStyle.SPHINX: r"^:raises {}: \S",
}
_RESULT = {
    DocStyle.GOOGLE: r"^Returns:\n    \S|^Returns ",
    DocStyle.NUMPY: r"^Returns\n-------\n\S|^Returns ",
    DocStyle.SPHINX: r"^:returns: \S|^Returns ",
}


def _functions(
    node: ast.AST, owner: ast.ClassDef | None
) -> Iterator[tuple[ast.ClassDef | None, ast.FunctionDef | ast.AsyncFunctionDef]]:
    """The functions of a file and the methods of its classes, not what is inside of those."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.ClassDef):
            yield from _functions(child, child)
        elif isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
            yield owner, child


def _own(node: ast.AST) -> Iterator[ast.AST]:
    for child in ast.iter_child_nodes(node):
        yield child
        if not isinstance(
            child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda | ast.ClassDef
        ):
            yield from _own(child)


def _raised(node: ast.AST) -> set[str]:
    found = set()
    for one in _own(node):
        if isinstance(one, ast.Raise) and one.exc is not None:
            exception = one.exc.func if isinstance(one.exc, ast.Call) else one.exc
            found.add(ast.unparse(exception))
    return found


def _gives(node: ast.AST) -> bool:
    return any(isinstance(one, ast.Return) and one.value is not None for one in _own(node))


def _types(code: str, style: DocStyle) -> tuple[bool, bool]:
    """Whether parameters and whether results are to have types: NumPy's style states the code's."""
    functions = [node for _, node in _functions(ast.parse(code), None)]
    has_types = any(one.annotation is not None for node in functions for one in node.args.args)
    gives = all(node.returns is not None for node in functions)
    return style is DocStyle.NUMPY and has_types, style is DocStyle.NUMPY and gives


def _objections(
    paths: Sequence[Path], style: DocStyle, types: tuple[bool, bool]
) -> Iterator[tuple[Path, str]]:
    """What pydoclint, run as a command, says of the docstrings of files."""
    typed, gives = types
    ran = subprocess.run(
        [
            sys.executable,
            "-m",
            "pydoclint.main",
            f"--style={style}",
            f"--arg-type-hints-in-signature={typed}",
            f"--arg-type-hints-in-docstring={typed}",
            f"--check-return-types={gives}",
            f"--check-yield-types={gives}",
            "--show-filenames-in-every-violation-message=True",
            "--quiet",
            *map(str, paths),
        ],
        check=False,
        capture_output=True,
        text=True,
        timeout=300,
    )
    said = [line.strip() for line in (ran.stdout + ran.stderr).splitlines() if "DOC" in line]
    if ran.returncode and not said:
        raise RuntimeError(f"pydoclint did not run: {ran.stderr[-500:]}")
    for line in said:
        path = next((one for one in paths if str(one) in line), None)
        if path is not None and not any(code in line for code in _OF_SIGNATURES):
            yield path, line.partition("DOC")[2]
