"""Tests in the words of pytest."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from limner_server.proposers.cases.write.dialect import Body
from limner_server.proposers.cases.write.expected import Expected

_IMPORT: Final = "import pytest"


class PytestDialect:
    """See `Dialect`."""

    base = ""
    always_suites = False

    def equal(self, body: Body, actual: str, wanted: Expected) -> str:
        """A bare assertion."""
        if wanted.is_single:
            return f"assert {actual} is {wanted.code}"
        if wanted.is_near:
            body.imports.append(_IMPORT)
            return f"assert {actual} == pytest.approx({wanted.code})"
        return f"assert {actual} == {wanted.code}"

    def raising(self, body: Body, error: str, match: str) -> str:
        """`pytest.raises`."""
        body.imports.append(_IMPORT)
        matched = f", match={match}" if match else ""
        return f"with pytest.raises({error}{matched}):"

    def printing(self, body: Body, act: str, printed: str) -> list[str]:
        """What `capsys` has caught."""
        body.fixtures.append("capsys")
        return [act, "", f"assert capsys.readouterr().out == {printed!r}"]

    def temporary(self, body: Body) -> list[str]:
        """The fixture."""
        body.fixtures.append("tmp_path")
        return []

    def rows(
        self, body: Body, names: Sequence[str], rows: Sequence[Sequence[str]]
    ) -> tuple[list[str], list[str]]:
        """A parametrized test."""
        body.imports.append(_IMPORT)
        one = len(names) == 1
        named = repr(names[0]) if one else f"({', '.join(map(repr, names))})"
        told = [row[0] if one else f"({', '.join(row)})" for row in rows]
        # A comma at the end gives each row a line of its own.
        table = ", ".join(told) + ("" if one else ",")
        return [f"@pytest.mark.parametrize({named}, [{table}])"], []
