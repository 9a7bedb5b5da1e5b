"""What a workspace needs that lies outside of it: the rest of its repository, its dependencies.

Links and settings of the workspace say where that is. They are believed only where they lead to
what they should: not every link is to a folder of packages.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path


def enclosing_repository(root: Path, home: Path) -> Path:
    """The repository that a workspace is a part of, or itself: its parts need one another.

    Packages of a monorepo use its settings, its `node_modules` and each other.
    """
    for folder in (root, *root.parents):
        if home.is_relative_to(folder):
            break
        if (folder / ".git").exists():
            return folder
    return root


def needed_paths(root: Path) -> list[Path]:
    """Linked environments and packages, those of the folders above, a worktree's repository."""
    return [path for path in _needed(root) if not root.is_relative_to(path)]


def _needed(root: Path) -> Iterator[Path]:
    for name in (".venv", "venv"):
        environment = (root / name).resolve()
        if (root / name).is_symlink() and (environment / "pyvenv.cfg").is_file():
            yield environment
    for folder in (root, *root.parents):
        packages = (folder / "node_modules").resolve()
        if packages.is_dir() and packages.name == "node_modules":
            yield packages
    git = root / ".git"
    if git.is_file():
        # The worktree's own folder lies in `worktrees` of the repository's.
        _, _, named = git.read_text(encoding="utf-8", errors="replace").partition("gitdir:")
        repository = (root / named.strip()).resolve().parent.parent
        if (repository / "HEAD").is_file() and (repository / "objects").is_dir():
            yield repository
