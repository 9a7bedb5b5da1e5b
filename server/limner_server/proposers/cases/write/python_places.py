"""Where the tests of a Python file go, and how they reach it: as the project's other tests do."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final

from limner_server.errors import InputError
from limner_server.perception.syntax.imports import imports
from limner_server.perception.syntax.languages import PYTHON, language_of
from limner_server.perception.syntax.tree import Tree
from limner_server.perception.workspace.files import WorkspaceFiles
from limner_server.perception.workspace.modules import module_file, module_name
from limner_server.perception.workspace.source import Source
from limner_server.perception.workspace.test_files import is_test_file
from limner_server.proof.runner.command import TestCommand, parse_command
from limner_server.proposers.cases.write.project import Project
from limner_server.proposers.cases.write.writer import TestPlace

# Test files that are looked at; those nearest to the code come first.
_MOST: Final = 400
_READ: Final = 12
_SOURCES: Final = ("src", "lib")


@dataclass(frozen=True, slots=True)
class Sighted:
    """What the project's tests look like.

    Attributes:
        files: its test files, the nearest first.
        own: the test file of the code; None where there is none.
        unreadable: why its test file cannot be added to; "" where it can, or there is none.
    """

    files: tuple[Path, ...]
    own: Path | None = None
    unreadable: str = ""


def sighted(files: WorkspaceFiles, path: Path, check: Callable[[], None]) -> Sighted:
    """Look for the tests of a file."""
    python = (
        one
        for one in files.walk(path, check)
        if is_test_file(one) and language_of(one) is PYTHON and one != path
    )
    found = tuple(islice(python, _MOST))
    names = re.compile(rf"(?:test_?)?_*{re.escape(_stem(path))}(?:_?tests?)?\.py")
    named = [one for one in found if names.fullmatch(one.name)]
    for one in sorted(named, key=lambda other: _apart(other, path)):
        try:
            text = files.text(one)
        except InputError as problem:
            return Sighted(found, one, problem.message)
        tree = Tree.parse(text, PYTHON, check)
        if tree.has_errors:
            line = tree.lines.line(tree.errors[0].start)
            return Sighted(found, one, f"{one.name} has a syntax error on line {line}")
        if _reaches(tree, one, path, files.root) or not _reaches_any(tree, one, files.root):
            return Sighted(found, one)
    return Sighted(found)


def places(
    files: WorkspaceFiles, path: Path, seen: Sighted, out: Path | None, project: Project
) -> Iterator[TestPlace]:
    """Places for the tests of a file, the best first: whoever asks tries them out.

    Args:
        files: of the workspace.
        path: of the code.
        seen: what its tests look like.
        out: the file that the user wants; None for none in particular.
        project: how its tests are run.
    """
    targets = [out] if out is not None else list(_targets(files.root, path, seen, project))
    for target in targets:
        source = files.source(target) if target.is_file() else Source(target, "")
        modules = list(dict.fromkeys(_modules(files, path, target, seen)))
        for command in _commands(files.root, target, project):
            for module in modules:
                yield TestPlace(source, module, command)


def _stem(path: Path) -> str:
    stem = path.parent.name if path.stem in ("__init__", "__main__") else path.stem
    return stem.strip("_") or stem


def _apart(one: Path, other: Path) -> tuple[int, str]:
    """How far two files lie apart; folders of the same name count as the same."""
    unlike = set(one.parent.parts) ^ set(other.parent.parts)
    return len(unlike - {"src", "lib", "tests", "test", "unit"}), str(one)


def _reaches(tree: Tree, test: Path, path: Path, root: Path) -> bool:
    return any(path in _means(one.module, one.name, test, root) for one in imports(tree))


def _reaches_any(tree: Tree, test: Path, root: Path) -> bool:
    return any(_means(one.module, one.name, test, root) for one in imports(tree))


def _means(module: str, name: str, importer: Path, root: Path) -> list[Path]:
    """The files that an import may mean: of the module, or of the module that it takes from it."""
    inner = f"{module}{'' if module.endswith('.') else '.'}{name}" if name else module
    found = (module_file(one, importer, root) for one in (module, inner))
    return [one for one in found if one is not None]


def _targets(root: Path, path: Path, seen: Sighted, project: Project) -> Iterator[Path]:
    """Test files, the one that is there first."""
    if seen.own is not None and not seen.unreadable:
        yield seen.own
        return
    stem = _stem(path)
    name = _name(stem, seen.files)
    if seen.own is not None:
        # Beside the one that cannot be added to.
        yield _free(seen.own.parent, seen.own.stem)
        return
    for folder in _folders(root, path, seen, project):
        yield folder / name if not (folder / name).exists() else _free(folder, Path(name).stem)


def _free(folder: Path, stem: str) -> Path:
    """A name beside one that is taken."""
    for more in ("more", "further", "new", "generated"):
        path = folder / f"{stem}_{more}.py"
        if stem.endswith("_test"):
            path = folder / f"{stem.removesuffix('_test')}_{more}_test.py"
        if not path.exists():
            return path
    raise InputError(f"{folder} has many files of tests for it", "name one with --out")


def _name(stem: str, tests: tuple[Path, ...]) -> str:
    """As the others are named."""
    after = sum(one.stem.endswith("_test") for one in tests)
    return f"{stem}_test.py" if after * 2 > len(tests) else f"test_{stem}.py"


def _folders(root: Path, path: Path, seen: Sighted, project: Project) -> Iterator[Path]:
    """Folders for a new test file, the best first."""
    if any(one.parent == path.parent for one in seen.files):
        yield path.parent
    told = [root / one for one in project.test_paths if (root / one).is_dir()]
    usual = [
        folder / name
        for folder in (path.parent, *path.parent.parents)
        if folder == root or root in folder.parents
        for name in ("tests", "test")
        if (folder / name).is_dir()
    ]
    for base in dict.fromkeys([*told, *usual]):
        yield from _mirrored(root, path, base, seen)
    if not told and not usual and _in_package(root, path):
        yield root / "tests"
    yield path.parent


def _mirrored(root: Path, path: Path, base: Path, seen: Sighted) -> Iterator[Path]:
    """Folders below that of the tests that have the names of the code's own."""
    parts = [one for one in path.parent.relative_to(root).parts if one not in _SOURCES]
    inside = [one.parent for one in seen.files if base == one.parent or base in one.parents]
    for start in [base, *(base / name for name in ("unit",) if (base / name).is_dir())][::-1]:
        for skipped in range(len(parts)):
            folder = start.joinpath(*parts[skipped:])
            if folder.is_dir():
                yield folder
    if inside:
        plain = [one for one in inside if one in (base, base / "unit")]
        yield max(plain or inside, key=inside.count)
    yield base


def _in_package(root: Path, path: Path) -> bool:
    return path.parent != root and (
        (path.parent / "__init__.py").is_file() or path.parent.name in _SOURCES
    )


def _modules(files: WorkspaceFiles, path: Path, target: Path, seen: Sighted) -> Iterator[str]:
    """What a test file may import the code by; as the others do it first."""
    near = sorted(seen.files, key=lambda one: (one != seen.own, one.parent != target.parent))
    relative = False
    for test in near[:_READ]:
        try:
            tree = files.tree(test)
        except InputError:
            continue
        for one in imports(tree) if tree else ():
            relative = relative or (one.module.startswith(".") and test.parent == target.parent)
            if path in _means(one.module, "", test, files.root) and (
                not one.module.startswith(".") or test.parent == target.parent
            ):
                yield one.module
    plain = module_name(path, target, files.root)
    if relative and (module := _relative(path, target)):
        yield module
    if plain:
        yield plain
        # From each folder that may be on the path.
        parts = plain.split(".")
        yield from (".".join(parts[index:]) for index in range(1, len(parts)))
    inner = path.relative_to(files.root).with_suffix("").parts
    inner = inner[:-1] if inner[-1] == "__init__" else inner
    if inner and all(one.isidentifier() for one in inner):
        yield ".".join(inner)


def _relative(path: Path, target: Path) -> str:
    """The import with dots: "..shop"."""
    for level, folder in enumerate(target.parents):
        if folder in path.parents:
            parts = path.relative_to(folder).with_suffix("").parts
            return "." * (level + 1) + ".".join(one for one in parts if one != "__init__")
    return ""


def _commands(root: Path, target: Path, project: Project) -> Iterator[TestCommand]:
    """Commands that run a test file, the plainest first."""
    name = shlex.quote(target.relative_to(root).as_posix())
    if project.uses_unittest:
        yield parse_command(f"python -m unittest {name}", root)
        return
    yield parse_command(f"pytest {name}", root)
    yield parse_command(f"python -m pytest {name}", root)
    if (root / "src").is_dir():
        yield parse_command(f"PYTHONPATH=src python -m pytest {name}", root)
