"""What no test in Python may do: reach outside, wait, be left out, replace what it tests."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from limner_server.perception.syntax.imports import Import
from limner_server.perception.syntax.tree import Tree
from limner_server.proposers.cases.answered.python_names import (
    bare_names,
    called,
    full_name,
    nodes,
    origins,
)
from limner_server.proposers.cases.answered.tested_module import TestedModule

# Of full names; each from its beginning to its end.
_FORBIDDEN: Final = {
    "it reaches for the network": (
        r"(?:socket|socketserver|ssl|requests|urllib3|httpx|aiohttp|websockets|ftplib|smtplib"
        r"|poplib|imaplib|telnetlib|xmlrpc|webbrowser|paramiko)(?:\..*)?"
        r"|urllib\.request.*|http\.(?:client|server).*|asyncio\.(?:open|start)_.*"
    ),
    "it starts programs": (
        r"(?:subprocess|multiprocessing|pty|ctypes|cffi|signal)(?:\..*)?"
        r"|os\.(?:system|popen|fork\w*|exec\w*|posix_spawn\w*|spawn\w*|kill\w*|abort|_exit)"
        r"|asyncio\.create_subprocess_.*"
    ),
    "it looks into the interpreter": (
        r"(?:builtins|importlib|gc|atexit|runpy|faulthandler|sysconfig|site)(?:\..*)?"
        r"|sys\.(?:modules|argv|path|settrace|setprofile|_\w+)(?:\..*)?"
        r"|inspect\.(?:stack|.*frame)|globals"
        r"|\w+(?:\.\w+)*\.__(?:globals|code|subclasses|builtins)__.*"
    ),
    "it runs text as code": r"eval|exec|compile|__import__",
    "it leaves the run": r"(?:sys\.)?exit|quit|pytest\.exit",
    "it changes what others use": r"setattr|delattr",
    "it is left out": (
        r"pytest\.(?:skip|xfail|importorskip)|pytest\.mark\.(?:skip|skipif|xfail)"
        r"|unittest\.(?:skip\w*|expectedFailure|SkipTest)|self\.skipTest"
    ),
    "it waits for somebody": r"input|breakpoint|pdb(?:\..*)?|getpass(?:\..*)?",
    "it reads the environment": (
        r"os\.(?:environb?|getenv|putenv|chdir|getlogin)(?:\..*)?|(?:pathlib\.)?Path\.home"
        r"|os\.path\.expanduser"
    ),
}
_SLEEPS: Final = re.compile(r"(?:(?:time|asyncio)\.)?sleep")
_FILES: Final = re.compile(
    r"open|(?:io|os|codecs|gzip|zipfile|tarfile|shelve|dbm)\.(?:open|\w*File)|shutil\.\w+|glob\.\w+"
    r"|os\.(?:remove|unlink|mkdir|makedirs|rename|replace|rmdir|listdir|scandir|walk|link|symlink)"
)
_PATHS: Final = re.compile(
    r".*\.(?:read_text|read_bytes|write_text|write_bytes|unlink|mkdir|touch|rmdir|iterdir|open)"
)
_OWN_FOLDER: Final = re.compile(r"tmp_?path\w*|tmp_?dir\w*|tempfile|\w*Temporary\w+|mk[sd]\w*temp")
_ELSEWHERE: Final = re.compile(r"[rbfu]*['\"]{1,3}(?:/\w|~|[a-z]:[\\/]|\.\./)", re.IGNORECASE)
_MOCKS: Final = re.compile(r"(?:\w+\.)*(?:patch(?:\.\w+)?|setattr|setitem|delattr)")
_QUOTED: Final = re.compile(r"['\"](?:[\w.]+\.)?(\w+)['\"]")
_BOUND: Final = """[
  (function_definition name: (identifier) @node)
  (class_definition name: (identifier) @node)
  (assignment left: (identifier) @node)
  (assignment left: (attribute attribute: (identifier) @node))
  (named_expression name: (identifier) @node)
]"""


def python_offence(tree: Tree, imports: Sequence[Import], module: TestedModule) -> str:
    """What of it a test does, with its helpers, such as "it waits"; empty for nothing.

    Args:
        tree: of the test and of its helpers alone.
        imports: that they use, of other modules than the one under test.
        module: that the test is for.
    """
    known = origins(imports)
    looked_up = [*nodes(tree, "(attribute)"), *called(tree)]
    reached = {*known.values(), *(full_name(tree, node, known) for node in looked_up)}
    for does, pattern in _FORBIDDEN.items():
        if any(re.fullmatch(pattern, name) for name in reached):
            return does
    return _waits(tree, known) or _of_files(tree, reached) or _of_the_subject(tree, module)


def _waits(tree: Tree, known: Mapping[str, str]) -> str:
    for node in called(tree):
        if _SLEEPS.fullmatch(full_name(tree, node, known)) and node.parent is not None:
            arguments = tree.source(node.parent.child_by_field_name("arguments"))
            if arguments != "(0)":  # that only lets others go on
                return "it waits"
    return ""


def _of_files(tree: Tree, reached: set[str]) -> str:
    names = bare_names(tree)
    is_path = any("Path" in name for name in reached)
    if not any(_FILES.fullmatch(one) or (is_path and _PATHS.fullmatch(one)) for one in reached):
        return ""
    if not any(map(_OWN_FOLDER.fullmatch, names)):
        return "it touches files"
    strings = map(tree.source, nodes(tree, "(string)"))
    return "it touches files elsewhere" if any(map(_ELSEWHERE.match, strings)) else ""


def _of_the_subject(tree: Tree, module: TestedModule) -> str:
    """What is under test must neither be bound anew nor mocked."""
    if module.own.intersection(map(tree.source, nodes(tree, _BOUND, capture=""))):
        return "it replaces what it tests"
    for node in called(tree):
        if node.parent is None or not _MOCKS.fullmatch(tree.source(node)):
            continue
        arguments = tree.source(node.parent.child_by_field_name("arguments"))
        if (module.own | module.methods).intersection(_QUOTED.findall(arguments)):
            return "it mocks what it tests"
    return ""
