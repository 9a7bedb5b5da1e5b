"""Quick fixes: what a diagnostic's own words, and the code around it, suggest."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Final

from limner_server.diagnostic import Diagnostic
from limner_server.edits import Edit
from limner_server.patch import Patch
from limner_server.perception.syntax.languages import language_of
from limner_server.perception.syntax.tree import Tree
from limner_server.perception.workspace.files import WorkspaceFiles
from limner_server.perception.workspace.source import Source
from limner_server.proposers.quickfix import (
    broken_syntax,
    calls,
    flow,
    javascript_idioms,
    members,
    modules,
    operands,
    optional,
    python_idioms,
    types,
    unknown_names,
    unused,
)
from limner_server.proposers.quickfix.problem import Fix, Problem, Rules

PROPOSER: Final = "quick fix"
_ANY: Final[Rules] = (
    *unknown_names.RULES,
    *members.RULES,
    *modules.RULES,
    *optional.RULES,
    *unused.RULES,
    *calls.RULES,
    *types.RULES,
    *operands.RULES,
    *flow.RULES,
)


def quick_fixes(
    source: Source,
    diagnostic: Diagnostic,
    files: WorkspaceFiles,
    offered: Sequence[Patch] = (),
    check: Callable[[], None] = lambda: None,
) -> Iterator[Patch]:
    """Patches that may get rid of a diagnostic, the likeliest first; none is proven.

    Args:
        source: of the diagnostic's file, as it is now.
        diagnostic: as a checker or an editor states it.
        files: of the workspace, for names that are defined elsewhere.
        offered: what the checker itself offers; it stands among the rest by its cost.
        check: raises where the user took the request back.
    """
    fixes = [
        Patch({source.path: fix.edits}, PROPOSER, fix.note, fix.cost)
        for fix in _fixes(source, diagnostic, files, check)
    ]
    seen: set[tuple[Edit, ...]] = set()
    for patch in sorted([*offered, *fixes], key=lambda patch: patch.cost):
        check()
        edits = patch.edits.get(source.path, ())
        is_change = patch.applied(source.path, source.text) != source.text or len(patch.edits) > 1
        if is_change and edits not in seen and _stand_apart(edits):
            seen.add(edits)
            yield patch


def _fixes(
    source: Source, diagnostic: Diagnostic, files: WorkspaceFiles, check: Callable[[], None]
) -> Iterator[Fix]:
    language = language_of(source.path)
    if language is None:
        return
    problem = Problem(Tree.parse(source.text, language, check), diagnostic, files, check)
    own = python_idioms.RULES if problem.is_python else javascript_idioms.RULES
    found = False
    for words, rule in (*_ANY, *own):
        if words.search(problem.words):
            for fix in rule(problem):
                found = True
                yield fix
    if problem.tree.has_errors or not found:
        for words, rule in broken_syntax.RULES:
            if problem.tree.has_errors and words.search(problem.words):
                yield from rule(problem)


def _stand_apart(edits: Sequence[Edit]) -> bool:
    """Whether edits are in order and none touches another's text."""
    return all(one.end <= other.start for one, other in pairwise(edits))
