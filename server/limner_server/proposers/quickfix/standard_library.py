"""Which import of Python's standard library, or of a package known by its nickname, has a name."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from functools import cache
from typing import Final

# By how often what they have is meant.
_MODULES: Final = (
    "pathlib",
    "dataclasses",
    "typing",
    "collections",
    "collections.abc",
    "datetime",
    "functools",
    "itertools",
    "enum",
    "abc",
    "contextlib",
    "json",
    "math",
    "os",
    "os.path",
    "re",
    "sys",
    "time",
    "random",
    "decimal",
    "fractions",
    "statistics",
    "operator",
    "string",
    "copy",
    "io",
    "logging",
    "argparse",
    "subprocess",
    "tempfile",
    "textwrap",
    "threading",
    "types",
    "urllib.parse",
    "urllib.request",
    "uuid",
    "warnings",
    "shutil",
    "heapq",
    "bisect",
    "queue",
    "asyncio",
    "concurrent.futures",
    "unittest",
    "unittest.mock",
    "hashlib",
    "secrets",
    "base64",
    "struct",
    "glob",
    "fnmatch",
    "csv",
    "pprint",
    "inspect",
    "traceback",
    "weakref",
    "socket",
    "sqlite3",
    "zoneinfo",
    "importlib",
)
_NICKNAMES: Final = {
    "np": "import numpy as np",
    "pd": "import pandas as pd",
    "plt": "import matplotlib.pyplot as plt",
    "tf": "import tensorflow as tf",
    "sns": "import seaborn as sns",
    "nx": "import networkx as nx",
    "dt": "import datetime as dt",
    "ET": "import xml.etree.ElementTree as ET",
    "mock": "from unittest import mock",
    "numpy": "import numpy",
    "pandas": "import pandas",
    "pytest": "import pytest",
    "requests": "import requests",
    "yaml": "import yaml",
}


def importing(name: str, *, is_module: bool) -> Iterator[tuple[str, float]]:
    """Statements that import a name, with what each costs.

    Args:
        name: as the code uses it.
        is_module: whether the code takes something from it, as it would from a module.
    """
    if name in _NICKNAMES:
        yield _NICKNAMES[name], 0.3
    if name in sys.stdlib_module_names and not name.startswith("_"):
        yield f"import {name}", 0.3 if is_module else 0.7
    for rank, module in enumerate(_MODULES):
        if name in _public(module):
            yield f"from {module} import {name}", 0.4 + rank / len(_MODULES)


@cache
def _public(module: str) -> frozenset[str]:
    """What a module of the standard library is there to offer."""
    loaded = importlib.import_module(module)
    names = getattr(loaded, "__all__", None) or [one for one in dir(loaded) if one[0] != "_"]
    return frozenset(names)
