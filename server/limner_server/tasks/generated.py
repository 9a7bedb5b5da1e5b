"""Code that was written from words: a page in a stack, or a change of the workspace's files."""

from __future__ import annotations

from dataclasses import dataclass

from limner_server.emit.code import Code
from limner_server.tasks.change_set import ChangeSet


@dataclass(frozen=True, slots=True)
class Generated:
    """What words became.

    Attributes:
        name: what it is, in a word or three, for titles, files and classes: "login form".
        change: of the workspace's files; without files where `code` is a page, which whoever asked
            puts where it belongs, and where nothing could be written.
        code: the page, or None where the words mean other code.
    """

    name: str
    change: ChangeSet
    code: Code | None = None
