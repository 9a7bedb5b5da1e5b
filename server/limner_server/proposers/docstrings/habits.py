"""How a file writes its docstrings, and where it says nothing, its workspace."""

from __future__ import annotations

import ast
import configparser
import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from limner_server.proposers.docstrings.existing import style_of

GOOGLE: Final = "google"
NUMPY: Final = "numpy"
SPHINX: Final = "sphinx"
_WIDTH: Final = 88
_LARGEST: Final = 200_000
_TYPED: Final = {
    GOOGLE: re.compile(r"^\s+\*{0,2}\w+ ?\([^)]+\):", re.MULTILINE),
    NUMPY: re.compile(r"^\s*\*{0,2}\w+ : \S", re.MULTILINE),
    SPHINX: re.compile(r"^\s*:(?:type \w+|rtype|param \S+ \w+):", re.MULTILINE),
}
_SECTIONED: Final = re.compile(
    r"^\s*(?:(?:Args|Arguments|Parameters|Params):?|:param .*)\s*$", re.MULTILINE
)
_THIRD: Final = re.compile(r"[A-Z][a-z]+(?:[^su]s|ies|shes|ches)\b")


@dataclass(frozen=True, slots=True)
class Habits:
    """How docstrings are written.

    Attributes:
        style: "google", "numpy" or "sphinx".
        types: whether parameters and results carry their types.
        quote: what docstrings stand between.
        width: the longest line, with its indentation.
        below: whether the first line stands below the quotes.
        third_person: whether a summary tells what it does ("Returns") instead of what to do.
        init: whether constructors have docstrings of their own, with the parameters.
        attributes: whether attributes of objects are listed in the docstring of the class.
        private: whether functions are documented whose name begins with an underscore.
        short: whether a summary alone is what most functions with parameters have.
    """

    style: str = GOOGLE
    types: bool = False
    quote: str = '"""'
    width: int = _WIDTH
    below: bool = False
    third_person: bool = False
    init: bool = False
    attributes: bool = False
    private: bool = True
    short: bool = False


def habits_of(
    module: ast.Module, text: str, root: Path, style: str, others: Iterable[Path] = ()
) -> Habits:
    """How docstrings are to be written into a file.

    Args:
        module: the file, parsed.
        text: what it says.
        root: of the workspace, whose settings count where the file shows no style.
        style: that is asked for; "" for the file's own.
        others: files of the workspace to look at where neither says it.
    """
    settings = _settings(root)
    found = [(node, doc) for node, doc in _documented(module) if doc.strip()]
    docs = [doc for _, doc in found]
    chosen = style or style_in(docs) or _configured(settings) or _of_others(others) or GOOGLE
    habits = Habits(chosen, types=chosen == NUMPY, width=_width(settings, root))
    if not docs:
        return habits
    styled = [doc for doc in docs if style_of(doc) == chosen and _SECTIONED.search(doc)]
    if styled:
        habits = replace(habits, types=any(_TYPED[chosen].search(doc) for doc in styled))
    literals = Counter(quote for quote in re.findall(r"\"\"\"|'''", text))
    longer = [doc for doc in docs if "\n" in doc]
    functions = [
        (node, doc)
        for node, doc in found
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    firsts = [doc.split(maxsplit=1)[0] for _, doc in functions]
    return replace(
        habits,
        quote=literals.most_common(1)[0][0] if literals else '"""',
        below=bool(longer) and sum(doc.startswith("\n") for doc in longer) * 2 > len(longer),
        third_person=sum(bool(_THIRD.fullmatch(one)) for one in firsts) * 2 > len(firsts) > 0,
        init=any(node.name == "__init__" for node, _ in functions),
        attributes=any(_lists_objects(node, doc) for node, doc in found),
        private=_private(module, functions),
        short=_short(functions),
    )


def style_in(docs: Iterable[str]) -> str:
    """The style that most docstrings have; "" where none has any."""
    counted = Counter(style for doc in docs if (style := style_of(doc)))
    return counted.most_common(1)[0][0] if counted else ""


def _documented(module: ast.Module) -> Iterator[tuple[ast.AST, str]]:
    for node in ast.walk(module):
        kinds = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Module
        if isinstance(node, kinds) and (doc := ast.get_docstring(node, clean=False)):
            yield node, doc


def _lists_objects(node: ast.AST, doc: str) -> bool:
    """Whether a docstring of a class lists what only its objects have."""
    if not isinstance(node, ast.ClassDef) or not re.search(r"^\s*Attributes", doc, re.MULTILINE):
        return False
    on_class = {
        target.id
        for one in node.body
        if isinstance(one, ast.AnnAssign | ast.Assign)
        for target in (one.targets if isinstance(one, ast.Assign) else [one.target])
        if isinstance(target, ast.Name)
    }
    return not on_class


def _private(module: ast.Module, documented: list[tuple[Any, str]]) -> bool:
    """Whether private functions are documented: unless the file leaves them out."""
    public = sum(not node.name.startswith("_") for node, _ in documented)
    own = [
        node
        for node in ast.walk(module)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.name.startswith("_")
        and not node.name.endswith("__")
    ]
    with_docs = sum(ast.get_docstring(node) is not None for node in own)
    return public < 2 or not own or with_docs * 2 >= len(own)


def _short(functions: list[tuple[Any, str]]) -> bool:
    takes = [
        doc
        for node, doc in functions
        if len(node.args.args) + len(node.args.kwonlyargs)
        > (node.args.args[:1] != [] and node.args.args[0].arg in ("self", "cls"))
    ]
    short = sum(not style_of(doc) for doc in takes)
    return short >= 3 and short * 2 > len(takes)


def _settings(root: Path) -> dict[str, Any]:
    try:
        return dict(tomllib.loads((root / "pyproject.toml").read_text("utf-8")).get("tool", {}))
    except (OSError, ValueError):
        return {}


def _configured(settings: dict[str, Any]) -> str:
    """The style that the settings of linters name."""
    ruff, pydoclint = settings.get("ruff", {}), settings.get("pydoclint", {})
    for value in (
        _at(ruff, "lint", "pydocstyle", "convention"),
        _at(ruff, "pydocstyle", "convention"),
        _at(pydoclint, "style"),
        _at(settings.get("pydocstyle", {}), "convention"),
    ):
        if value in (GOOGLE, NUMPY, SPHINX):
            return str(value)
    return ""


def _at(values: object, *keys: str) -> object:
    for key in keys:
        values = values.get(key) if isinstance(values, dict) else None
    return values


def _width(settings: dict[str, Any], root: Path) -> int:
    for value in (
        _at(settings.get("ruff", {}), "line-length"),
        _at(settings.get("black", {}), "line-length"),
    ):
        if isinstance(value, int) and 40 <= value <= 200:
            return value
    for name in ("setup.cfg", "tox.ini", ".flake8"):
        parser = configparser.ConfigParser(interpolation=None)
        try:
            parser.read(root / name, "utf-8")
            longest = parser.getint("flake8", "max-line-length", fallback=0)
        except (configparser.Error, ValueError, OSError):
            continue
        if 40 <= longest <= 200:
            return longest
    return _WIDTH


def _of_others(others: Iterable[Path]) -> str:
    """The style of the first files that show any."""
    docs: list[str] = []
    for path in others:
        try:
            if path.stat().st_size > _LARGEST:
                continue
            module = ast.parse(path.read_text("utf-8"))
        except (OSError, ValueError, SyntaxError, RecursionError):
            continue
        docs += [doc for _, doc in _documented(module)]
        if style := style_in(docs):
            return style
    return ""
