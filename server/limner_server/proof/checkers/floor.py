"""The floor where no checker is installed: whether the interpreter can read the file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar, Final, Self

from limner_server.diagnostic import Diagnostic
from limner_server.errors import InputError
from limner_server.perception.traceback.parse import parse_traceback
from limner_server.proof.checkers.checker import Checker
from limner_server.proof.checkers.programs import find_python
from limner_server.proof.sandbox.ran import Ran

_COMPILE: Final = (
    "import sys\n"
    "for path in sys.argv[1:]:\n"
    "    with open(path, 'rb') as file:\n"
    "        compile(file.read(), path, 'exec', dont_inherit=True)\n"
)


class _Syntax(Checker):
    """An interpreter that reads a file without running it, and stops at the first error."""

    def read(self, ran: Ran) -> list[Diagnostic]:
        if not ran.exit_code:
            return []
        try:
            traceback = parse_traceback(ran.stderr)
        except InputError as error:
            raise ValueError(ran.stderr) from error
        frame = traceback.frames[-1]
        message = f"{traceback.error}: {traceback.message}"
        return [
            Diagnostic(Path(frame.path), frame.line, 1, message, code="syntax", source=self.name)
        ]


class PythonSyntax(_Syntax):
    """Python's own compiler."""

    name: ClassVar = "python"
    program: ClassVar = "python"
    suffixes: ClassVar = frozenset({".py"})

    @classmethod
    def available(cls, root: Path) -> Self | None:
        python = find_python(root)
        return cls(root, python) if python else None

    def command(self, paths: Sequence[Path]) -> list[str]:
        return [str(self.path), "-I", "-B", "-c", _COMPILE, *map(str, paths)]


class NodeSyntax(_Syntax):
    """Node's parser, of one file."""

    name: ClassVar = "node"
    program: ClassVar = "node"
    suffixes: ClassVar = frozenset({".js", ".mjs", ".cjs"})

    def command(self, paths: Sequence[Path]) -> list[str]:
        return [str(self.path), "--check", str(paths[0])]
