"""What of a workspace is not the user's own: what git ignores, what tools have put there."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from pathspec import GitIgnoreSpec

# Made by tools, whatever .gitignore says.
SKIPPED: Final = frozenset(
    {
        ".cache",
        ".eggs",
        ".git",
        ".hg",
        ".jj",
        ".mypy_cache",
        ".next",
        ".nox",
        ".nuxt",
        ".parcel-cache",
        ".pytest_cache",
        ".ruff_cache",
        ".svn",
        ".svelte-kit",
        ".tox",
        ".turbo",
        ".venv",
        ".yarn",
        "__pycache__",
        "__pypackages__",
        "bower_components",
        "node_modules",
        "site-packages",
        "venv",
    }
)


class Ignored:
    """The rules that hold in one folder: those of its own .gitignore, then those of above.

    Attributes:
        rules: the lines of its own, then those of each above.
    """

    def __init__(self, folder: str, rules: list[str], above: Ignored | None = None) -> None:
        """Read the rules.

        Args:
            folder: that they are relative to.
            rules: lines as of a .gitignore; the last that matches decides.
            above: what holds in the folder's parent, where these say nothing.
        """
        self.rules: tuple[tuple[str, ...], ...] = (tuple(rules), *(above.rules if above else ()))
        self._start = len(folder.rstrip("/\\")) + 1
        self._matching = GitIgnoreSpec.from_lines(rules)
        self._above = above

    def holds(self, path: str, *, is_folder: bool) -> bool:
        """Whether a file or folder, by its absolute path, is ignored."""
        name = path[self._start :].replace("\\", "/") + ("/" if is_folder else "")
        decided = self._matching.check_file(name).include
        if decided is not None:
            return decided
        return self._above is not None and self._above.holds(path, is_folder=is_folder)


def ignored_above(root: Path) -> Ignored | None:
    """What the repository around a workspace's root ignores: `.git/info/exclude`, .gitignore."""
    repository = next((one for one in (root, *root.parents) if (one / ".git").exists()), None)
    if repository is None:
        return None
    folders = [repository, *reversed([one for one in root.parents if repository in one.parents])]
    ignored = Ignored(str(repository), rules_of(repository / ".git" / "info" / "exclude"))
    for folder in folders if root != repository else ():
        ignored = Ignored(str(folder), rules_of(folder / ".gitignore"), ignored)
    return ignored


def rules_of(path: Path) -> list[str]:
    """The lines of a .gitignore; none where it cannot be read, as git has it."""
    try:
        return path.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return []
