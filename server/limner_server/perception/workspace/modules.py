"""From the name of a module to its file, and back."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from pathlib import Path, PurePosixPath
from typing import Final

from limner_server.perception.syntax.languages import language_of
from limner_server.perception.workspace.aliases import aliased
from limner_server.perception.workspace.ignore import SKIPPED

# Folders whose names are no part of a module's.
_SOURCES: Final = ("src", "lib")
_PYTHON: Final = (".py", ".pyi")
_JAVASCRIPT: Final = (".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs", ".d.ts")
# TypeScript imports by the name that its output will have.
_WRITTEN: Final = {".js": (".ts", ".tsx"), ".mjs": (".mts",), ".cjs": (".cts",), ".jsx": (".tsx",)}
_OUTPUT: Final = {suffix: js for js, written in _WRITTEN.items() for suffix in written} | {
    ".tsx": ".js"
}


def module_file(module: str, importer: Path, root: Path) -> Path | None:
    """The file of the workspace that an import means; None for one that is not of it.

    Args:
        module: as written in `importer`: "a.b", "..a", "./b.js", "@/b".
        importer: the file that imports.
        root: the workspace's folder.
    """
    language = language_of(importer)
    if language is None:
        return None
    if language.family == "python":
        return _python_file(module, importer, root)
    return _javascript_file(module, importer, root)


def module_name(
    target: Path, importer: Path, root: Path, beside: Collection[str] = ()
) -> str | None:
    """What `importer` would write to import from `target`; None where it cannot.

    Args:
        target: the file that has what is to be imported.
        importer: the file that is to import it.
        root: the workspace's folder.
        beside: the modules that `importer` imports already: JavaScript's are written alike.
    """
    language, other = language_of(importer), language_of(target)
    if language is None or other is None or language.family != other.family:
        return None
    if language.family == "python":
        return _python_name(target, root)
    return _javascript_name(target, importer, beside)


def _python_file(module: str, importer: Path, root: Path) -> Path | None:
    dotted = module.lstrip(".")
    level = len(module) - len(dotted)
    parts = dotted.split(".") if dotted else []
    if level:
        folder = importer.parent
        for _ in range(level - 1):
            folder = folder.parent
        return _python_module(folder, parts)
    found = (_python_module(base, parts) for base in _python_bases(importer, root))
    return next((one for one in found if one is not None and one != importer), None)


def _python_bases(importer: Path, root: Path) -> Iterator[Path]:
    """The folders that may be on `sys.path`: a script's own, those above, those of sources."""
    for folder in importer.parents:
        if folder == root or root in folder.parents:
            yield folder
            yield from (folder / name for name in _SOURCES if (folder / name).is_dir())
    try:
        children = sorted(os.scandir(root), key=lambda one: one.name)
    except OSError:
        return
    for child in children:
        if child.is_dir(follow_symlinks=False) and child.name not in SKIPPED:
            yield Path(child.path)
            yield from (Path(child.path, name) for name in _SOURCES)


def _python_module(base: Path, parts: list[str]) -> Path | None:
    target = base.joinpath(*parts)
    names = [target / f"__init__{suffix}" for suffix in _PYTHON]
    if parts:
        names += [target.with_name(target.name + suffix) for suffix in _PYTHON]
    return next((one for one in names if is_file(one)), None)


def _python_name(target: Path, root: Path) -> str | None:
    parts = [] if target.stem == "__init__" else [target.stem]
    folder = target.parent
    while folder != root and root in folder.parents:
        is_package = (folder / "__init__.py").is_file()
        if not is_package and (folder.name in _SOURCES or _has_packages(folder, parts)):
            break
        parts.insert(0, folder.name)
        folder = folder.parent
    return ".".join(parts) if parts and all(part.isidentifier() for part in parts) else None


def _has_packages(folder: Path, parts: list[str]) -> bool:
    """Whether a folder is where the package of these parts begins."""
    return bool(parts) and (folder / parts[0] / "__init__.py").is_file()


def _javascript_file(module: str, importer: Path, root: Path) -> Path | None:
    if module.startswith("."):
        return _javascript_module(importer.parent / module)
    found = (_javascript_module(target) for target in aliased(module, importer, root))
    return next((one for one in found if one is not None), None)


def _javascript_module(target: Path) -> Path | None:
    target = Path(os.path.normpath(target))
    names = [target]
    names += [target.with_suffix(suffix) for suffix in _WRITTEN.get(target.suffix, ())]
    names += [target.with_name(target.name + suffix) for suffix in _JAVASCRIPT]
    names += [target / f"index{suffix}" for suffix in _JAVASCRIPT]
    return next((one for one in names if is_file(one)), None)


def is_file(path: Path) -> bool:
    """Whether there is a file; also of what is no path at all."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def _javascript_name(target: Path, importer: Path, beside: Collection[str]) -> str:
    relative = Path(os.path.relpath(target, importer.parent)).as_posix()
    path = relative if relative.startswith("../") else f"./{relative}"
    others = [PurePosixPath(one).suffix for one in beside if one.startswith(".")]
    bare = path.removesuffix(".ts").removesuffix(".d") if path.endswith(".d.ts") else path
    bare = bare.removesuffix(target.suffix)
    if any(suffix in _WRITTEN for suffix in others):
        return bare + _OUTPUT.get(target.suffix, target.suffix)
    # A path with its suffix is understood by all that run JavaScript.
    if not others and target.suffix not in _OUTPUT:
        return path
    return bare.removesuffix("/index") or "."
