"""Where a fix may be: files, regions of them, and how suspicious their lines are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from limner_server.diagnostic import Diagnostic
from limner_server.perception.syntax.functions import function_at
from limner_server.perception.syntax.languages import language_of
from limner_server.perception.syntax.tree import Span, Tree
from limner_server.perception.workspace.source import Source
from limner_server.proof.runner.coverage import Coverage
from limner_server.proof.runner.find import is_test_file
from limner_server.proposers.search.localise import suspicion
from limner_server.tasks.fault import Fault
from limner_server.tasks.sources import Sources

# Of the files that a failing test runs, so many of the most suspicious are searched.
_MOST_FILES: Final = 3


@dataclass(frozen=True, slots=True)
class Target:
    """A file in which the fault may be.

    Attributes:
        source: the file.
        tree: of it.
        region: where changes may be made, in characters; None for anywhere but in tests.
        suspicion: of its lines, by 1-based number, 0 to 1.
    """

    source: Source
    tree: Tree
    region: Span | None
    suspicion: Mapping[int, float]

    @property
    def line(self) -> int:
        """The most suspicious of its lines."""
        return max(self.suspicion, key=lambda line: self.suspicion[line], default=1)

    @property
    def broken_at(self) -> int:
        """The first line that does not parse, 1-based; 0 where all do."""
        tree = self.tree
        return tree.lines.line(tree.errors[0].start) if tree.has_errors else 0


def find_targets(
    fault: Fault,
    sources: Sources,
    coverage: Coverage = Coverage(),  # noqa: B008 - frozen
    errors: Sequence[Diagnostic] = (),
) -> list[Target]:
    """The files to repair, the most suspicious first.

    Args:
        fault: what the user points at.
        sources: the files of the workspace.
        coverage: which lines the tests run.
        errors: what the failing run states; it tells the files where the coverage does not.
    """
    if fault.path is not None:
        target = _target(sources[fault.path], suspicion(coverage, fault.path), fault)
        return [target] if target is not None else []
    ran = {path for test in coverage.tests if not test.passed for path in test.lines}
    named = dict.fromkeys(error.path for error in errors)
    files = {
        path: suspicion(coverage, path)
        for path in (*named, *sorted(ran - named.keys()))
        if not is_test_file(path)
    }
    likely = sorted(files, key=lambda path: -max(files[path].values(), default=0.0))
    targets = (_target(sources[path], files[path]) for path in likely[:_MOST_FILES])
    return [target for target in targets if target is not None]


def _target(
    source: Source, suspicion: Mapping[int, float], fault: Fault | None = None
) -> Target | None:
    """The file as a target, or None where it is in no language that is known."""
    language = language_of(source.path)
    if language is None:
        return None
    tree = Tree.parse(source.text, language)
    return Target(source, tree, _region(tree, fault) if fault else None, suspicion)


def _region(tree: Tree, fault: Fault) -> Span | None:
    """The lines that were selected, or the function around the line that was named."""
    if fault.line is None:
        return None
    start = tree.lines.start(fault.line)
    if fault.end_line is not None:
        return Span(start, tree.lines.end(fault.end_line))
    function = function_at(tree, start)
    return function.span if function is not None else None
