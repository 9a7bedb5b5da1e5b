"""Where the tests of a JavaScript file go, and what runs them: as the project's others do."""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, Final

from limner_server.errors import InputError
from limner_server.perception.syntax.imports import imports
from limner_server.perception.syntax.languages import JAVASCRIPT, language_of
from limner_server.perception.syntax.tree import Tree
from limner_server.perception.workspace.files import WorkspaceFiles
from limner_server.perception.workspace.modules import module_file, module_name
from limner_server.perception.workspace.source import Source
from limner_server.perception.workspace.test_files import is_test_file
from limner_server.proof.runner.command import Kind, TestCommand
from limner_server.proof.runner.framework import command_of
from limner_server.proposers.cases.write.writer import TestPlace

# Test files that are looked for and looked into; those nearest to the code come first.
_MOST: Final = 200
_READ: Final = 8
_FOLDERS: Final = ("__tests__", "test", "tests", "spec")
_SOURCES: Final = frozenset({"src", "lib", "app", "source"})
_SUFFIX: Final = re.compile(r"[.\-_](test|spec)(?=\.[cm]?[jt]sx?$)")
_LOADED: Final = re.compile(r"^\s*(?:import\b(?!\s*\()|export\b)", re.MULTILINE)
# The first words of a test of each framework, by which a file that is not there yet is known.
_OPENING: Final = {
    Kind.VITEST: "import { it } from 'vitest';\n",
    Kind.JEST: "describe('', () => {});\n",
    Kind.MOCHA: "describe('', () => {});\n",
    Kind.NODE_TEST: "import test from 'node:test';\n",
}


@dataclass(frozen=True, slots=True)
class ScriptProject:
    """What the project's tests look like.

    Attributes:
        tests: its test files, the nearest first.
        own: the test file of the code; None where there is none.
        unreadable: why its test file cannot be added to; "" where it can, or there is none.
        texts: what the nearest test files say.
        kind: of the framework.
    """

    tests: tuple[Path, ...]
    own: Path | None
    unreadable: str
    texts: tuple[str, ...]
    kind: Kind


def script_project(files: WorkspaceFiles, path: Path, check: Callable[[], None]) -> ScriptProject:
    """Look at the tests of a project from one of its files."""
    found = tuple(islice((one for one in files.walk(path, check) if _is_test(one)), _MOST))
    own, unreadable = None, ""
    for one in sorted(found, key=lambda other: len(_between(other, path))):
        if not _is_named_after(one, path):
            continue
        own = one
        unreadable = _unreadable(files, one)
        break
    texts = tuple(text for one in found[:_READ] if (text := _text(files, one)))
    return ScriptProject(found, own, unreadable, texts, _kind(files, path, own, texts))


def script_place(
    files: WorkspaceFiles, path: Path, project: ScriptProject, out: Path | None
) -> TestPlace:
    """Where tests of a file go.

    Raises:
        InputError: what the user wants cannot be added to, or nothing runs tests.
    """
    target = out or _target(files.root, path, project)
    if target.is_file():
        problem = _unreadable(files, target)
        if problem:
            raise InputError(problem, "mend it, or name another file with --out")
        source = files.source(target)
    else:
        source = Source(target, "")
    command = _command(files, target, source.text, project.kind)
    return TestPlace(source, _module(files, path, target, project), command)


def is_module(path: Path, text: str) -> bool:
    """Whether a file of JavaScript is an ES module: by its name, its words, its package."""
    if path.suffix in (".mjs", ".mts", ".ts", ".tsx", ".jsx"):
        return True
    if path.suffix in (".cjs", ".cts"):
        return False
    if _LOADED.search(text):
        return True
    if re.search(r"\bmodule\.exports\b|^exports\.|\brequire\(", text, re.MULTILINE):
        return False
    return package_of(path).get("type") == "module"


def package_of(path: Path) -> dict[str, Any]:
    """The nearest package.json above a file; nothing where there is none."""
    for folder in path.parents:
        settings = folder / "package.json"
        if settings.is_file():
            try:
                read = json.loads(settings.read_text("utf-8"))
            except (OSError, ValueError):
                return {}
            return read if isinstance(read, dict) else {}
    return {}


def _is_test(path: Path) -> bool:
    language = language_of(path)
    return language is not None and language.family == "javascript" and is_test_file(path)


def _is_named_after(test: Path, path: Path) -> bool:
    stem = path.parent.name if path.stem == "index" else path.name.partition(".")[0]
    plain = _SUFFIX.sub("", test.name).partition(".")[0]
    return plain in (path.name.partition(".")[0], stem, f"test-{stem}", f"test_{stem}")


def _between(one: Path, other: Path) -> set[str]:
    return set(one.parent.parts) ^ set(other.parent.parts)


def _unreadable(files: WorkspaceFiles, path: Path) -> str:
    try:
        text = files.text(path)
    except InputError as problem:
        return problem.message
    tree = Tree.parse(text, language_of(path) or JAVASCRIPT)
    if not tree.has_errors:
        return ""
    errors = tree.errors
    line = tree.lines.line(errors[0].start) if errors else 1
    return f"{path.name} has a syntax error on line {line}"


def _text(files: WorkspaceFiles, path: Path) -> str:
    try:
        return files.text(path)
    except InputError:
        return ""


def _kind(files: WorkspaceFiles, path: Path, own: Path | None, texts: tuple[str, ...]) -> Kind:
    """What runs the project's tests: as its package says, or its tests."""
    nearest = own or path.with_name("limner.test.js")
    text = _text(files, own) if own is not None else "\n".join(texts[:1])
    told = WorkspaceFiles(files.root, {nearest: text})
    command = command_of(told, nearest, None)
    if command is not None and command.kind in _OPENING:
        return command.kind
    return Kind.NODE_TEST


def _command(files: WorkspaceFiles, target: Path, text: str, kind: Kind) -> TestCommand:
    """The command that runs a test file, there or not."""
    told = WorkspaceFiles(files.root, {target: text or _OPENING[kind]})
    command = command_of(told, target, None)
    if command is None:
        raise InputError(f"nothing runs {target.name}", "name a file of JavaScript with --out")
    return command


def _target(root: Path, path: Path, project: ScriptProject) -> Path:
    if project.own is not None and not project.unreadable:
        return project.own
    name = _name(path, project)
    if project.own is not None:
        # Beside the one that cannot be added to.
        return _free(project.own.parent, name)
    folder = next(_folders(root, path, project))
    return folder / name if not (folder / name).exists() else _free(folder, name)


def _free(folder: Path, name: str) -> Path:
    stem, dot, rest = name.partition(".")
    for more in ("more", "further", "cases"):
        path = folder / f"{stem}-{more}{dot}{rest}"
        if not path.exists():
            return path
    raise InputError(f"{folder.name} has many files of tests for it", "name one with --out")


def _name(path: Path, project: ScriptProject) -> str:
    """As the others are named: "cart.test.js", "cart.spec.ts"."""
    words = Counter(
        match[0] for one in project.tests if (match := _SUFFIX.search(one.name)) is not None
    )
    bare = [one for one in project.tests if not _SUFFIX.search(one.name)]
    suffix = path.suffix.replace("tsx", "ts").replace("jsx", "js")
    if project.kind in (Kind.VITEST, Kind.JEST) and suffix == ".cjs":
        suffix = ".js"
    alike = {one.suffix for one in project.tests}
    if alike and suffix not in alike and len(alike) == 1 and suffix in (".js", ".ts"):
        told = next(iter(alike))
        suffix = told if told in (".ts", ".mjs", ".js") and suffix == ".js" else suffix
    in_folders = bool(bare) and all(one.parent.name in _FOLDERS for one in bare)
    if not words and in_folders and project.kind is not Kind.VITEST:
        return f"{path.stem}{suffix}"
    word = words.most_common(1)[0][0] if words else ".test"
    return f"{path.stem}{word}{suffix}"


def _folders(root: Path, path: Path, project: ScriptProject) -> Iterator[Path]:
    """Folders for a new test file, the best first."""
    near = [one for one in project.tests if one.parent == path.parent]
    if near:
        yield path.parent
    for name in _FOLDERS:
        if (path.parent / name).is_dir():
            yield path.parent / name
    kinds = Counter(_habit(one, root) for one in project.tests)
    habit = kinds.most_common(1)[0][0] if kinds else ""
    if habit == "beside":
        yield path.parent
    if habit == "__tests__":
        yield path.parent / "__tests__"
    for folder in path.parent.parents:
        if folder != root and root not in folder.parents:
            break
        for name in _FOLDERS[1:]:
            if (folder / name).is_dir():
                yield from _mirrored(folder / name, path)
    yield path.parent


def _habit(test: Path, root: Path) -> str:
    """Where a project puts a test: in a folder of that name, or beside the code."""
    inside = test.parent.relative_to(root).parts if test.is_relative_to(root) else ()
    return next((part for part in inside if part in _FOLDERS), "beside")


def _mirrored(base: Path, path: Path) -> Iterator[Path]:
    """Folders below that of the tests that have the names of the code's own."""
    parts = path.parent.relative_to(base.parent).parts
    bare = tuple(one for one in parts if one not in _SOURCES)
    for inner in (parts, bare, *(parts[skipped:] for skipped in range(1, len(parts) + 1))):
        for start in (base / "unit", base):
            folder = start.joinpath(*inner)
            if folder.is_dir():
                yield folder


def _module(files: WorkspaceFiles, path: Path, target: Path, project: ScriptProject) -> str:
    """What a test imports the code by; as the others import what they test."""
    beside: list[str] = []
    for test in [one for one in (target, project.own, *project.tests[:_READ]) if one is not None]:
        try:
            tree = files.tree(test)
        except InputError:
            continue
        for one in imports(tree) if tree is not None else ():
            if test == target and module_file(one.module, test, files.root) == path:
                return one.module
            if one.module.startswith("."):
                beside.append(one.module)
    if not beside:
        beside = _own_way(files, path, target)
    found = module_name(path, target, files.root, beside)
    return found or Path(os.path.relpath(path, target.parent)).as_posix()


def _own_way(files: WorkspaceFiles, path: Path, target: Path) -> list[str]:
    """How a project without tests writes relative imports; bare where that will do."""
    for file in islice(files.walk(path), _READ * 4):
        if language_of(file) is None or file.suffix not in (".js", ".ts", ".mjs", ".tsx"):
            continue
        try:
            tree = files.tree(file)
        except InputError:
            continue
        own = [one.module for one in imports(tree) if one.module.startswith(".")] if tree else []
        if own:
            return own
    return ["./a"] if not is_module(target, "") or path.suffix == ".ts" else []
