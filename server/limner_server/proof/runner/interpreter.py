"""The interpreter of a workspace: the one that a developer of it would run its tests by.

Nothing of the workspace is run to find it: folders and settings are read, and only programs of the
user's own PATH are asked.
"""

from __future__ import annotations

import base64
import functools
import hashlib
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from limner_server.errors import ToolMissingError

_ENVIRONMENTS: Final = (".venv", "venv", "env", ".env")
# Asks an interpreter for its own path, which a version manager's shim hides, and for a module.
_QUESTION: Final = """
import importlib.util, site, sys
sys.path.append(site.getusersitepackages())
print(sys.executable)
print(all(importlib.util.find_spec(name) for name in sys.argv[1:]))
"""


def find_python(folder: Path, root: Path, typed: str = "python", module: str = "") -> Path:
    """The Python that runs the tests of a workspace.

    In this order: the one that the command names by a path or a version; a virtual environment
    in the folder or above it; one of Poetry's or Pipenv's for it; the active environment; the
    PATH's. Limner's own comes last: it would hide what the workspace lacks.

    Args:
        folder: that the command runs in, absolute.
        root: of the workspace; no environment above it is looked for.
        typed: the program as the command has it, such as "python3" or ".venv/bin/pytest".
        module: that it has to have, or "".

    Raises:
        ToolMissingError: there is no such Python.
    """
    found = [path for path in _pythons(folder, root, typed) if path.is_file()]
    for path in found:
        if answer := _asked(path, root, module):
            return answer
    if found and module:
        raise ToolMissingError(
            f"{module} is not installed for {found[0]}", f"{found[0]} -m pip install {module}"
        )
    raise ToolMissingError(
        "there is no Python to run the tests by", "make a virtual environment in .venv"
    )


def find_node() -> Path:
    """The Node.js of the PATH.

    Raises:
        ToolMissingError: there is none.
    """
    found = shutil.which("node") or shutil.which("nodejs")
    if found is None:
        raise ToolMissingError("there is no Node.js on the PATH", "install it from nodejs.org")
    return Path(found)


def _pythons(folder: Path, root: Path, typed: str) -> Iterator[Path]:
    program = Path(typed)
    if len(program.parts) > 1:
        named = folder / program
        yield named if program.name.startswith(("python", "pypy")) else named.parent / "python"
        return
    if re.search(r"\d\.\d", program.name):
        yield from _on_path(program.name)
    for place in (folder, *folder.parents):
        for name in _ENVIRONMENTS:
            yield _program(place / name)
        yield from map(_program, _managed(place))
        if place == root or not place.is_relative_to(root):
            break
    for variable in ("VIRTUAL_ENV", "CONDA_PREFIX"):
        if active := os.environ.get(variable):
            yield _program(Path(active))
    own = Path(sys.prefix).resolve()
    for found in (*_on_path("python3"), *_on_path("python")):
        if found.parent.parent.resolve() != own:
            yield found
    yield Path(sys.executable)


def _program(environment: Path) -> Path:
    windows = environment / "Scripts" / "python.exe"
    return windows if os.name == "nt" else environment / "bin" / "python"


def _on_path(name: str) -> Iterator[Path]:
    for folder in os.environ.get("PATH", os.defpath).split(os.pathsep):
        if folder and (found := shutil.which(name, path=folder)):
            yield Path(found)


def _managed(place: Path) -> Iterator[Path]:
    """Environments that Poetry and Pipenv keep elsewhere for a project."""
    caches = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    data = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    if name := _poetry_name(place):
        # As Poetry names them: the project, a hash of its folder, the version of Python.
        digest = hashlib.sha256(os.path.realpath(place).encode()).digest()
        short = base64.urlsafe_b64encode(digest).decode()[:8]
        yield from sorted(caches.glob(f"pypoetry/virtualenvs/{name}-{short}-py*"), reverse=True)
    if (place / "Pipfile").is_file():
        for project in data.glob("virtualenvs/*/.project"):
            if project.read_text("utf-8", "replace").strip() == str(place):
                yield project.parent


def _poetry_name(place: Path) -> str:
    try:
        settings = tomllib.loads((place / "pyproject.toml").read_text("utf-8"))
    except (OSError, ValueError):
        return ""
    poetry = settings.get("tool", {}).get("poetry", {})
    name = poetry.get("name") or (settings.get("project", {}).get("name") if poetry else "")
    return re.sub(r"[ $`!*@\"\\\r\n\t]", "_", str(name or "").lower())[:42]


def _asked(python: Path, root: Path, module: str) -> Path | None:
    """The interpreter's own path, or None where it does not start or lacks the module."""
    if python.is_relative_to(root):
        # Of the workspace: it runs in the sandbox alone, and its folder tells what it has.
        packages = python.parent.parent.glob(f"[Ll]ib*/**/site-packages/{module}")
        return python if not module or any(packages) else None
    return _answer(python, module)


@functools.cache
def _answer(python: Path, module: str) -> Path | None:
    asked = [str(python), "-I", "-c", _QUESTION, *([module] if module else [])]
    try:
        ran = subprocess.run(asked, capture_output=True, timeout=30, check=True, cwd="/", text=True)
    except (OSError, subprocess.SubprocessError):
        return None
    path, has = ran.stdout.splitlines()
    return Path(path) if has == "True" else None
