"""What no test in JavaScript may do: reach outside, wait, be left out, replace what it tests."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from limner_server.perception.syntax.imports import Import
from limner_server.perception.syntax.tree import Tree
from limner_server.proposers.cases.answered.javascript_names import (
    arguments_of,
    called,
    names_in,
    nodes,
    reached_names,
)
from limner_server.proposers.cases.answered.tested_module import TestedModule

# Of full names; each from its beginning to its end.
_FORBIDDEN: Final = {
    "it reaches for the network": (
        r"(?:https?|http2|net|dgram|tls|dns|axios|node-fetch|undici|ws|got|superagent)(?:[./].*)?"
        r"|(?:globalThis\.)?(?:fetch|XMLHttpRequest|WebSocket|EventSource)"
    ),
    "it starts programs": r"(?:child_process|cluster|worker_threads)(?:\..*)?",
    "it looks into the interpreter": (
        r"(?:vm|v8|inspector|module|repl)(?:\..*)?|(?:globalThis|global|window)\..*"
        r"|require\.(?:cache|main).*|.*\.(?:__proto__|constructor\.constructor).*"
    ),
    "it runs text as code": r"eval|Function",
    "it loads what it does not say at the top": r"import|require",
    "it leaves the run or reads its surroundings": (
        r"process\.(?:exit|abort|kill|chdir|env|argv|exitCode|reallyExit|binding).*"
    ),
    "it is left out": r"(?:test|it|describe|suite|t|this|ctx|context)\.(?:skip|todo|fails|failing)",
}
_FILES: Final = re.compile(r"(?:fs|fs/promises|fs-extra)(?:\..*)?")
_OWN_FOLDER: Final = re.compile(r"tmpdir|mkdtemp\w*|tmp")
_TIMERS: Final = re.compile(r"(?:\w+\.)?(?:setTimeout|setInterval)|timers/promises\..*|sleep|delay")
_FAKES: Final = "useFakeTimers"
# Milliseconds that only let others go on.
_MOMENT: Final = 10
_MOCKS: Final = re.compile(r"(?:vi|jest|mock|t\.mock|td|sinon|proxyquire)\.?\w*")
_BOUND: Final = """[
  (variable_declarator name: (identifier) @node)
  (function_declaration name: (identifier) @node)
  (class_declaration name: (_) @node)
  (assignment_expression left: (identifier) @node)
]"""


def javascript_offence(tree: Tree, imports: Sequence[Import], module: TestedModule) -> str:
    """What of it a test does, with its helpers, such as "it waits"; empty for nothing.

    Args:
        tree: of the test and of its helpers alone.
        imports: that they use, of other modules than the one under test.
        module: that the test is for.
    """
    reached = {*reached_names(tree, imports), *(one.module for one in imports)}
    for does, pattern in _FORBIDDEN.items():
        if any(re.fullmatch(pattern, name.removeprefix("node:")) for name in reached):
            return does
    names = names_in(tree, tree.root)
    is_filed = any(map(_FILES.fullmatch, reached)) and not any(map(_OWN_FOLDER.fullmatch, names))
    if is_filed:
        return "it touches files"
    return _waits(tree) or _of_the_subject(tree, module)


def _waits(tree: Tree) -> str:
    if _FAKES in tree.text:
        return ""
    for node in called(tree):
        if not _TIMERS.fullmatch(tree.source(node)):
            continue
        numbers = [tree.source(one) for one in arguments_of(node) if one.type == "number"]
        if not numbers or any(not one.isdigit() or int(one) > _MOMENT for one in numbers):
            return "it waits"
    return ""


def _of_the_subject(tree: Tree, module: TestedModule) -> str:
    """What is under test must neither be bound anew nor mocked."""
    if module.own.intersection(map(tree.source, nodes(tree, _BOUND, capture=""))):
        return "it replaces what it tests"
    for node in called(tree):
        if not _MOCKS.fullmatch(tree.source(node)):
            continue
        given = [tree.source(one).strip("'\"`") for one in arguments_of(node)]
        if (module.own | module.methods).intersection(given) or any(map(module.is_meant, given)):
            return "it mocks what it tests"
    return ""
