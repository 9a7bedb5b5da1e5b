"""Places of a workspace as they are typed: `PATH` or `PATH::SYMBOL`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from limner_server.errors import InputError
from limner_server.perception.workspace.root import workspace_root

HELP: Final = "a file, or a function, class or method in it: shop.py::Cart.total"
_BETWEEN: Final = "::"


@dataclass(frozen=True, slots=True)
class Place:
    """What a user points at.

    Attributes:
        root: folder of the workspace that it is in, absolute.
        path: of the file, absolute.
        symbol: in it; empty for the whole file.
    """

    root: Path
    path: Path
    symbol: str = ""


def parse_place(text: str) -> Place:
    """Understand `PATH` or `PATH::SYMBOL`.

    Raises:
        InputError: there is no such file.
    """
    name, _, symbol = text.partition(_BETWEEN)
    # What runs tells its real paths; a file that is itself a link stays the one that was named.
    path = Path(name).parent.resolve() / Path(name).name
    if not path.is_file():
        what = "is a folder, name a file in it" if path.is_dir() else "is not there"
        raise InputError(f"{name or text!r} {what}")
    # pytest's own way to name a method, `Class::method`, means the same.
    return Place(workspace_root(path), path, symbol.replace(_BETWEEN, "."))
