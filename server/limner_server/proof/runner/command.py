"""The command of a test, as it is typed in a shell."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Final

from limner_server.errors import InputError


class Kind(StrEnum):
    """What runs the tests."""

    PYTEST = "pytest"
    UNITTEST = "unittest"
    PYTHON = "python"  # a plain script, which passes by reaching its end
    NODE = "node"  # the same
    NODE_TEST = "node-test"
    VITEST = "vitest"
    JEST = "jest"
    MOCHA = "mocha"
    OTHER = "other"  # its exit code says all


@dataclass(frozen=True, slots=True)
class TestCommand:
    """A command that runs tests.

    Attributes:
        argv: the program and its arguments, without wrappers such as `poetry run`.
        text: as it was typed.
        kind: what runs the tests.
        cwd: the folder that it runs in, absolute.
        env: what it sets, by name, beyond the environment.
        flags: of the interpreter, before the script or module.
        arguments: of the runner or script: for pytest what it selects, for a script its path too.
    """

    __test__ = False

    argv: tuple[str, ...]
    text: str
    kind: Kind
    cwd: Path
    env: tuple[tuple[str, str], ...] = ()
    flags: tuple[str, ...] = ()
    arguments: tuple[str, ...] = ()

    def with_arguments(self, arguments: Sequence[str]) -> TestCommand:
        """The same program with other arguments of the runner or script."""
        program = self.argv[: len(self.argv) - len(self.arguments)]
        return replace(self, argv=(*program, *arguments), arguments=tuple(arguments))


# What only a shell understands.
_SHELL: Final = re.compile(r"[|&;<>`\n]|\$[\w({]")
_ASSIGNMENT: Final = re.compile(r"([A-Za-z_]\w*)=(.*)", re.DOTALL)
_PYTHON: Final = re.compile(r"(?:python|pypy)[\d.]*(?:\.exe)?")
# Programs that run the rest of their arguments, which they say nothing of.
_WRAPPERS: Final = (
    ("uv", "run"),
    ("poetry", "run"),
    ("pipenv", "run"),
    ("pdm", "run"),
    ("hatch", "run"),
    ("rye", "run"),
    ("npx",),
    ("pnpm", "exec"),
    ("yarn", "exec"),
    ("yarn", "run"),
    ("pnpm", "dlx"),
    ("bunx",),
)
_SCRIPTS: Final = re.compile(r"(?:npm|pnpm|yarn)")
# Flags of Python and Node that take the next argument as their value.
_PYTHON_VALUED: Final = frozenset({"-W", "-X", "--check-hash-based-pycs"})
_NODE_VALUED: Final = frozenset(
    {"-r", "--require", "--import", "--loader", "--experimental-loader", "-C", "--conditions"}
    | {"--env-file", "--test-name-pattern", "--test-reporter", "--test-reporter-destination"}
)
_BY_NAME: Final = {
    "pytest": Kind.PYTEST,
    "py.test": Kind.PYTEST,
    "vitest": Kind.VITEST,
    "jest": Kind.JEST,
    "mocha": Kind.MOCHA,
}
# Programs that are Node.js with a loader for TypeScript.
_LOADERS: Final = {
    "tsx": ("--import", "tsx"),
    "ts-node": ("--require", "ts-node/register"),
}


def parse_command(text: str, root: Path) -> TestCommand:
    """Understand a command.

    Args:
        text: as typed in a shell.
        root: folder that it is typed in, absolute.

    Raises:
        InputError: there is no command in it, or a quote that is not closed.
    """
    remedy = "give the command that runs the failing test, such as `pytest tests/test_x.py`"
    moved = re.match(r"\s*cd\s+([^\s;&|]+)\s*&&\s*(.*)", text, re.DOTALL)
    if moved and (folder := (root / moved[1]).resolve()).is_dir():
        return replace(parse_command(moved[2], folder), text=text)
    if _SHELL.search(text):
        return TestCommand(("sh", "-c", text), text, Kind.OTHER, root)
    try:
        words = shlex.split(text)
    except ValueError as error:
        raise InputError(f"the test's command is not complete: {error}", remedy) from error
    env: list[tuple[str, str]] = []
    while words and (assigned := _ASSIGNMENT.fullmatch(words[0])):
        env.append((assigned[1], assigned[2]))
        del words[0]
    if not words:
        raise InputError("there is no command to run the test by", remedy)
    command = _understood(words, root)
    return replace(command, text=text, env=(*env, *command.env))


def _understood(words: list[str], root: Path) -> TestCommand:
    for wrapper in _WRAPPERS:
        if tuple(words[: len(wrapper)]) == wrapper and len(words) > len(wrapper):
            inner = words[len(wrapper) :]
            if not inner[0].startswith("-"):
                return _understood(inner, root)
    plain = TestCommand(tuple(words), " ".join(words), Kind.OTHER, root)
    name = Path(words[0]).name
    if _SCRIPTS.fullmatch(name):
        return _package_script(words, root) or plain
    if name == "coverage" and words[1:2] == ["run"]:
        name, words = "python", ["python", *words[2:]]
    if _PYTHON.fullmatch(name):
        return _python(words, plain)
    if name in _LOADERS and _installed(name, root):
        words, name = ["node", *_LOADERS[name], *words[1:]], "node"
    if name in ("node", "nodejs"):
        return _node(words, plain)
    kind = _BY_NAME.get(name, Kind.OTHER)
    if kind is Kind.OTHER and words[0].endswith(".py") and (root / words[0]).is_file():
        return replace(plain, kind=Kind.PYTHON, arguments=tuple(words))
    return replace(plain, kind=kind, arguments=tuple(words[1:]))


def _python(words: list[str], plain: TestCommand) -> TestCommand:
    flags, rest = _split_flags(words[1:], _PYTHON_VALUED, stop=("-m", "-c"))
    if not rest or rest[0] == "-c" or rest == ["-m"]:
        return plain
    parsed = replace(plain, flags=tuple(flags))
    if rest[0] != "-m":
        return replace(parsed, kind=Kind.PYTHON, arguments=tuple(rest))
    if rest[1] in ("pytest", "unittest"):
        return replace(parsed, kind=Kind(rest[1]), arguments=tuple(rest[2:]))
    if rest[1] == "coverage" and rest[2:3] == ["run"]:
        return _python(["python", *flags, *rest[3:]], plain)
    return replace(parsed, kind=Kind.PYTHON, arguments=tuple(rest))


def _node(words: list[str], plain: TestCommand) -> TestCommand:
    flags, rest = _split_flags(words[1:], _NODE_VALUED, stop=("-e", "-p", "--eval", "--print"))
    if "--test" in flags:
        flags.remove("--test")
        return replace(plain, kind=Kind.NODE_TEST, flags=tuple(flags), arguments=tuple(rest))
    if not rest or rest[0].startswith("-"):
        return plain
    # A runner's own file, such as node_modules/.bin/vitest or node_modules/mocha/bin/mocha.js.
    kind = _BY_NAME.get(Path(rest[0]).stem, Kind.NODE)
    if kind is not Kind.NODE:
        return replace(plain, kind=kind, flags=tuple(flags), arguments=tuple(rest[1:]))
    return replace(plain, kind=kind, flags=tuple(flags), arguments=tuple(rest))


def _split_flags(
    words: list[str], valued: frozenset[str], stop: tuple[str, ...]
) -> tuple[list[str], list[str]]:
    """The interpreter's flags, and what follows them."""
    position = 0
    while position < len(words) and words[position].startswith("-") and words[position] != "-":
        if words[position] in stop:
            break
        position += 2 if words[position] in valued else 1
    return words[:position], words[position:]


def _package_script(words: list[str], root: Path) -> TestCommand | None:
    """What `npm test` and its like run, as package.json has it; None where that is not told."""
    rest = words[1:]
    if rest[:1] == ["run"] or rest[:1] == ["run-script"]:
        del rest[0]
    if not rest:
        return None
    name = {"t": "test", "tst": "test"}.get(rest[0], rest[0])
    extra = [word for word in rest[1:] if word != "--"]
    try:
        script = json.loads((root / "package.json").read_text("utf-8"))["scripts"][name]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    if not isinstance(script, str) or _SCRIPTS.match(script):
        return None
    return parse_command(" ".join((script, shlex.join(extra))).strip(), root)


def _installed(package: str, folder: Path) -> bool:
    return any((one / "node_modules" / package).is_dir() for one in (folder, *folder.parents))
