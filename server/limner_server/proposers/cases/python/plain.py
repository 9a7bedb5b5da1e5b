"""Values that a person tries first, the plainest at the front."""

from __future__ import annotations

from typing import Final

WHOLE: Final = (2, 1, 0, 3, 5, -1, 10, 4, 7, 12, 100, -3)
REAL: Final = (1.5, 2.0, 0.0, 0.5, -1.0, 10.0, 3.25, 100.0)
TEXTS: Final = ("abc", "", "a", "hello world", "Hello", "aba", "12", "A b C", "a,b", "aab", "é")
LISTS: Final[dict[str, tuple[str, ...]]] = {
    "int": ("[1, 2, 3]", "[]", "[1]", "[3, 1, 2]", "[2, 2]", "[-1, 0, 4]", "[5, 3, 8, 1, 3]"),
    "float": ("[1.5, 2.0, 3.5]", "[]", "[1.0]", "[3.0, 1.0, 2.5]", "[2.0, 2.0]", "[-1.5, 0.0]"),
    "str": (
        '["a", "b", "c"]',
        "[]",
        '["a"]',
        '["pear", "apple", "fig"]',
        '["a", "a"]',
        '["", "Ab"]',
    ),
    "bool": ("[True, False]", "[]", "[True]"),
}
FIXED: Final[dict[str, tuple[str, ...]]] = {
    "bool": ("True", "False"),
    "none": ("None",),
    "bytes": ('b"abc"', 'b""', 'b"\\x00\\xff"'),
    "complex": ("1 + 2j", "0j"),
    "path": ('tmp_path / "a.txt"', 'tmp_path / "none.txt"', "tmp_path"),
    "type": ("int", "str"),
}
# With the line that each needs, and the name it binds.
MOMENTS: Final[dict[str, tuple[str, tuple[str, ...]]]] = {
    "date": ("date", ("(2024, 1, 31)", "(2024, 2, 29)", "(2023, 12, 31)", "(2024, 6, 1)")),
    "datetime": ("datetime", ("(2024, 1, 31, 12, 30)", "(2023, 12, 31, 23, 59)", "(2024, 6, 1)")),
    "time": ("time", ("(12, 30)", "(0, 0)")),
    "timedelta": ("timedelta", ("(days=1)", "(hours=2)", "(0)")),
}
# What raises an error in an expression.
RAISING: Final = {
    "ValueError": 'int("x")',
    "KeyError": '{}["a"]',
    "LookupError": "[][0]",
    "IndexError": "[][0]",
    "TypeError": "len(1)",
    "AttributeError": "None.name",
    "ZeroDivisionError": "1 / 0",
    "ArithmeticError": "1 / 0",
    "StopIteration": "next(iter([]))",
    "OSError": 'open(tmp_path / "none")',
    "FileNotFoundError": 'open(tmp_path / "none")',
    "Exception": "1 / 0",
    "": "1 / 0",
}
