"""Tests in the words of unittest."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from limner_server.proposers.cases.write.dialect import Body
from limner_server.proposers.cases.write.expected import Expected

_SINGLE: Final = {"True": "assertIs", "False": "assertIs", "None": "assertIsNone"}


class UnittestDialect:
    """See `Dialect`."""

    base = "unittest.TestCase"
    always_suites = True

    def equal(self, body: Body, actual: str, wanted: Expected) -> str:
        """A method of `TestCase`."""
        del body
        if wanted.code == "None":
            return f"self.assertIsNone({actual})"
        if wanted.is_single:
            return f"self.assertIs({actual}, {wanted.code})"
        if wanted.is_near:
            return f"self.assertAlmostEqual({actual}, {wanted.code})"
        return f"self.assertEqual({actual}, {wanted.code})"

    def raising(self, body: Body, error: str, match: str) -> str:
        """`assertRaises`, or `assertRaisesRegex` where there is a message."""
        del body
        if match:
            return f"with self.assertRaisesRegex({error}, {match}):"
        return f"with self.assertRaises({error}):"

    def printing(self, body: Body, act: str, printed: str) -> list[str]:
        """What is written to stdout meanwhile."""
        body.imports += ["import contextlib", "import io"]
        return [
            "printed = io.StringIO()",
            "with contextlib.redirect_stdout(printed):",
            f"\t{act}",
            "",
            f"self.assertEqual(printed.getvalue(), {printed!r})",
        ]

    def temporary(self, body: Body) -> list[str]:
        """A temporary folder that the test cleans up."""
        body.imports += ["import tempfile", "from pathlib import Path"]
        return [
            "folder = tempfile.TemporaryDirectory()",
            "self.addCleanup(folder.cleanup)",
            "tmp_path = Path(folder.name)",
        ]

    def rows(
        self, body: Body, names: Sequence[str], rows: Sequence[Sequence[str]]
    ) -> tuple[list[str], list[str]]:
        """A loop over the rows, each a test in the test."""
        del body
        one = len(names) == 1
        told = [row[0] if one else f"({', '.join(row)})" for row in rows]
        table = ", ".join(told) + ("" if one else ",")
        shown = [name for name in names if name != "expected"]
        return [], [
            f"for {', '.join(names)} in [{table}]:",
            f"\twith self.subTest({', '.join(f'{name}={name}' for name in shown)}):",
        ]
