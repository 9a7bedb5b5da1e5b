"""What fixes answer where the tests do not ask."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from limner_server.errors import ToolMissingError
from limner_server.patch import Patch
from limner_server.perception.syntax.functions import functions
from limner_server.perception.syntax.languages import language_of
from limner_server.perception.syntax.tree import Tree
from limner_server.perception.workspace.source import Source
from limner_server.proof.runner.interpreter import find_node, find_python
from limner_server.proof.sandbox.ran import Ended
from limner_server.proof.sandbox.sandbox import Sandbox
from limner_server.proposers.search.inputs import inputs_like

# Seconds for a call, and for all of them.
_CALL: Final = 0.05
_ALL: Final = 6.0
_PROGRAMS: Final = {"python": "probe.py", "javascript": "probe.cjs"}

Behaviour = tuple[str, ...]


def behaviours(
    survivors: Sequence[Patch],
    source: Source,
    tests: Sequence[Source],
    sandbox: Sandbox,
    check: Callable[[], None],
) -> list[Behaviour]:
    """What each survivor answers to the same calls, which the tests do not make.

    Args:
        survivors: fixes of one file.
        source: that file.
        tests: the files that call its functions with literal values.
        sandbox: of the workspace.
        check: raises where nobody waits any more.

    Returns:
        For each survivor its answers: "!" and a name where one is an error, "" where it is
        nothing. No list where they cannot be compared so.

    Raises:
        SandboxError: nothing could be run.
    """
    language = language_of(source.path)
    if language is None or len(survivors) < 2 or not language.name.startswith(language.family):
        return []
    names = [one.name for one in functions(Tree.parse(source.text, language)) if one.name]
    calls = inputs_like([Tree.parse(one.text, language) for one in tests], names)
    try:
        program = find_node() if language.family == "javascript" else _python(source.path, sandbox)
    except ToolMissingError:
        return []
    if not calls:
        return []
    spell = repr if language.family == "python" else json.dumps
    token = secrets.token_hex(8)
    asked = {
        "path": str(source.path),
        "texts": [one.applied(source.path, source.text) for one in survivors],
        "calls": [[name, spell(values)] for name, values in calls],
        "seconds": _CALL,
        "token": token,
    }
    return _answers(program, _PROGRAMS[language.family], asked, sandbox, check)


def _python(path: Path, sandbox: Sandbox) -> Path:
    return find_python(path.parent, sandbox.root)


def _answers(
    program: Path, probe: str, asked: dict[str, Any], sandbox: Sandbox, check: Callable[[], None]
) -> list[Behaviour]:
    """What the probe prints; nothing where it did not come to its end, or could load nothing."""
    text = files(__package__).joinpath("inside", probe).read_text("utf-8")
    flag = "-c" if probe.endswith(".py") else "-e"
    path = Path(asked["path"])
    ran = sandbox.run(
        [str(program), flag, text],
        cwd=path.parent,
        stdin=json.dumps(asked).encode(),
        seconds=_ALL,
        check=check,
    )
    _, found, answers = ran.stdout.partition(asked["token"])
    if ran.ended is not Ended.ITSELF or not found:
        return []
    told = [tuple(one) for one in json.loads(answers)]
    return told if all(told) else []
