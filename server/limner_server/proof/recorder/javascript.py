"""What JavaScript and TypeScript do when called, recorded in a warm Node.js in the sandbox."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from importlib import resources
from pathlib import Path
from typing import Any, Final, Self

from limner_server.errors import InputError, ToolMissingError
from limner_server.perception.syntax.importing import EVERYTHING
from limner_server.perception.syntax.imports import imports
from limner_server.perception.syntax.javascript_scopes import module_names
from limner_server.perception.syntax.languages import JAVASCRIPT, language_of
from limner_server.perception.syntax.tree import Tree
from limner_server.perception.workspace.source import Source, decode_source
from limner_server.proof.recorder.case import Case, Ending, Outside, Recorded
from limner_server.proof.recorder.dialogue import Dialogue
from limner_server.proof.recorder.javascript_branches import Points
from limner_server.proof.recorder.javascript_modules import aliases, bindings, hidden_members
from limner_server.proof.runner.interpreter import find_node
from limner_server.proof.runner.launch import Launch
from limner_server.proof.runner.payload import frame
from limner_server.proof.runner.payload import inside as runners
from limner_server.proof.sandbox.sandbox import Sandbox

# Seconds that a call may take; a test that takes longer is none that a person would keep.
_CALL: Final = 0.8
# With another text the same cases are run again, of which it is known that they end.
_AGAIN: Final = 0.3
# So many cases are asked for at once: waiting for each answer takes longer than the case.
_AT_ONCE: Final = 12
# Where so many of these do not end, the others are not waited for: all of them, or few, where it is
# known that they did before the text was changed.
_LATE: Final = _AT_ONCE
_LATE_AGAIN: Final = 3
# Seconds that an answer may take beside that, on a busy machine: the first time, when a process
# starts and modules are looked up, and after that.
_FIRST: Final = 15.0
_BESIDE: Final = 2.5
# A second process lives in another time zone, far from the first one's.
_ZONES: Final = ("UTC", "Pacific/Chatham")
_SHARED: Final = ("spell.js", "outside.js", "counts.js", "written.js", "modules.js", "cases.cjs")
_NO_TOOL: Final = "nothing here turns TypeScript or JSX into JavaScript"


class JavaScriptRecorder:
    """Records cases of one file; see `Recorder`. A context manager, which ends its processes.

    Args:
        sandbox: of the workspace.
        source: of the file.
        texts: what is not saved yet, bytes by absolute path; they lie over the workspace.

    Raises:
        ToolMissingError: there is no Node.js.
    """

    def __init__(self, sandbox: Sandbox, source: Source, *, texts: Mapping[Path, bytes]) -> None:
        language = language_of(source.path) or JAVASCRIPT
        self._source, self._language = source, language
        self._tree = Tree.parse(source.text, language)
        self._points = Points(self._tree)
        self._bindings = bindings(self._tree, source.path)
        unsaved = {path: decode_source(path, content).text for path, content in texts.items()}
        job = {
            "root": str(sandbox.root.resolve()),
            "path": str(source.path.resolve()),
            "texts": {str(path.resolve()): text for path, text in unsaved.items()},
            "aliases": aliases(source.path, self._tree, sandbox.root, unsaved),
        }
        self._dialogues = [
            Dialogue(sandbox, _launch(sandbox.root, job, zone), texts) for zone in _ZONES
        ]

        self._hidden = hidden_members(self._tree)
        # Those that have answered, and hold all modules.
        self._warm: set[Dialogue] = set()

    @property
    def branches(self) -> dict[int, frozenset[int]]:
        """See `Recorder`; the ends are the offsets of the blocks that the ways lead to."""
        return self._points.branches

    @property
    def statements(self) -> frozenset[int]:
        """See `Recorder`: those in functions."""
        return self._points.statements

    def record(
        self, cases: Sequence[Case], *, text: str | None = None, check: Callable[[], None]
    ) -> list[Recorded]:
        """See `Recorder`; what a mutant runs is not told, only what comes of it."""
        said = self._source.text if text is None else text
        points = self._points if text is None else None
        return self._several(self._dialogues[0], cases, said, points, check)

    def confirm(self, recorded: Sequence[Recorded], *, check: Callable[[], None]) -> list[Recorded]:
        """See `Recorder`; the other process lives in another time zone."""
        cases = [one.case for one in recorded]
        again = self._several(self._dialogues[1], cases, self._source.text, None, check)
        return [
            replace(one, stable=one.behaviour == other.behaviour)
            for one, other in zip(recorded, again, strict=True)
        ]

    def close(self) -> None:
        """End the processes."""
        for dialogue in self._dialogues:
            dialogue.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _several(
        self,
        dialogue: Dialogue,
        cases: Sequence[Case],
        text: str,
        points: Points | None,
        check: Callable[[], None],
    ) -> list[Recorded]:
        """Cases some at a time; where one of them ends the process, each by itself."""
        told: list[Recorded] = []
        for start in range(0, len(cases), _AT_ONCE):
            some = cases[start : start + _AT_ONCE]
            answers = self._asked(dialogue, some, text, points, check)
            if answers is None and len(some) > 1:
                told += self._alone(dialogue, some, text, points, check)
                continue
            # It never came back from a wait, or took the process with it.
            told += answers or [Recorded(one, Ending.TIMED_OUT) for one in some]
            if answers is not None and len(answers) < len(some):
                told += [Recorded(one, Ending.TIMED_OUT) for one in cases[len(told) :]]
                break
        return told

    def _alone(
        self,
        dialogue: Dialogue,
        cases: Sequence[Case],
        text: str,
        points: Points | None,
        check: Callable[[], None],
    ) -> list[Recorded]:
        """Cases one by one, until too many of them end the process."""
        told: list[Recorded] = []
        late = 0
        for one in cases:
            answers = None
            if late < _LATE_AGAIN:
                answers = self._asked(dialogue, [one], text, points, check)
                late += answers is None
            told += answers or [Recorded(one, Ending.TIMED_OUT)]
        return told

    def _asked(
        self,
        dialogue: Dialogue,
        cases: Sequence[Case],
        text: str,
        points: Points | None,
        check: Callable[[], None],
    ) -> list[Recorded] | None:
        """What came of cases, of the first ones where too many do not end; None for no answer."""
        seconds = _CALL if text == self._source.text else _AGAIN
        message = {
            "text": text,
            "points": points.offsets if points is not None else [],
            "bindings": [*self._bindings.items()],
            "seconds": seconds,
            "late": _LATE if text == self._source.text else _LATE_AGAIN,
            "cases": [_spelled(one) for one in cases],
        }
        beside = _BESIDE if dialogue in self._warm else _FIRST
        answer = dialogue.ask(message, len(cases) * seconds + beside, check)
        if answer is None:
            self._warm.discard(dialogue)
            return None
        self._warm.add(dialogue)
        told = answer["answers"]
        if told[-1]["ending"] == "unloaded":
            raise self._unloaded(told[-1])
        return [
            _recorded(case, one, points, self._hidden)
            for case, one in zip(cases, told, strict=False)
        ]

    def _unloaded(self, told: Mapping[str, Any]) -> InputError | ToolMissingError:
        name, said = self._source.path.name, str(told["message"]).partition("\n")[0]
        if said == _NO_TOOL:
            return ToolMissingError(f"{said} for {name}", "npm install --save-dev esbuild")
        line = f" at line {told['line']}" if told["line"] else ""
        return InputError(
            f"{name} does not load: {told['kind']}{line}: {said}", "run it by hand to see why"
        )


def _inside(name: str) -> str:
    """The text of a file of `proof/recorder/inside`."""
    return (resources.files(__package__) / "inside" / name).read_text("utf-8")


def _launch(root: Path, job: Mapping[str, Any], zone: str) -> Launch:
    node = find_node()
    text = runners("exchange.js") + "".join(_inside(name) for name in _SHARED)
    flags = ("--experimental-vm-modules", "--no-warnings", "--input-type=commonjs")
    path = os.pathsep.join((str(node.parent), os.environ.get("PATH", os.defpath)))
    env = {"PATH": path, "TZ": zone, "NODE_ENV": "test", "NO_COLOR": "1"}
    return Launch((str(node), *flags, "-e", text), root, env, frame(dict(job)))


def _spelled(case: Case) -> dict[str, Any]:
    """A case as the process understands it."""
    arranged = Tree.parse("\n".join(case.arrange), JAVASCRIPT)
    taken = Tree.parse("\n".join(case.imports), JAVASCRIPT)
    code = "\n".join((*case.arrange, case.act))
    return {
        "names": list(dict.fromkeys(name.text for name in module_names(arranged))),
        "imports": [[one.module, one.name or EVERYTHING, one.alias] for one in imports(taken)],
        "arrange": arranged.text,
        "act": case.act,
        "async": "await " in code,
    }


def _recorded(
    case: Case, told: Mapping[str, Any], points: Points | None, hidden: Collection[str]
) -> Recorded:
    forms = {"await": f"await {case.act}", "spread": f"[...{case.act}]"}
    lines, arcs = points.ran(told["counts"]) if points is not None else (frozenset(), frozenset())
    return Recorded(
        replace(case, act=forms.get(told["form"], case.act)),
        Ending(told["ending"]),
        told["value"],
        told["kind"],
        told["message"],
        tuple(
            (name, text)
            for name, text in told["state"]
            if name.rpartition(".")[2] not in hidden or "." not in name
        ),
        told["printed"],
        lines,
        arcs,
        frozenset(Outside(one) for one in told["outside"]),
    )
