"""A test as it stands in a file: what proposers write, what is proven, what is merged."""

from __future__ import annotations

from dataclasses import dataclass

from limner_server.proof.recorder.case import Case


@dataclass(frozen=True, slots=True)
class TestPiece:
    """One test.

    Attributes:
        name: of the function or method, or the title: "test_total_of_an_empty_cart".
        code: its source at the left margin, decorators and all; of a method without its class.
        suite: the class or `describe` that it stands in; empty for none.
        imports: whole lines that it needs beside those of its framework and the module under test.
        helpers: definitions at the top of the file that it needs, whole, each once for all tests:
            functions, fixtures, constants; those that need others come after them.
        names: of the module under test that it uses.
        cases: what it checks, where it is known; none of a test that a model wrote.
        proposer: "search" or "model".
    """

    __test__ = False

    name: str
    code: str
    suite: str = ""
    imports: tuple[str, ...] = ()
    helpers: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    cases: tuple[Case, ...] = ()
    proposer: str = "search"
