"""What a file imports, and where one more import goes."""

from __future__ import annotations

import subprocess
import sys

import pytest

from limner_server.perception.syntax.imports import import_edit, imports
from limner_server.perception.syntax.languages import JAVASCRIPT, PYTHON, TSX
from limner_server.perception.syntax.tree import Tree


def test_python_imports_are_known_one_by_one():
    text = (
        "from __future__ import annotations\nimport os.path, numpy as np\n"
        "from ..a import (b as c,\n  d)\nfrom x import *\ntry:\n    import y\nexcept E: pass\n"
    )

    found = [(i.module, i.name, i.alias, i.is_top) for i in imports(Tree.parse(text, PYTHON))]

    assert found == [
        ("__future__", "annotations", "annotations", True),
        ("os.path", "", "os", True),
        ("numpy", "", "np", True),
        ("..a", "b", "c", True),
        ("..a", "d", "d", True),
        ("x", "*", "", True),
        ("y", "", "y", False),
    ]


def test_javascript_imports_are_known_one_by_one():
    text = (
        'import d, * as ns from "m";\nimport { a, b as c } from \'./x\';\nimport "./side.css";\n'
        'import fs = require("fs");\nconst { r, s: t } = require("z"), x = require("k").y;\n'
        'function f() { const q = require("q"); }\n'
    )

    found = [(i.module, i.name, i.alias, i.is_top) for i in imports(Tree.parse(text, TSX))]

    assert found == [
        ("m", "default", "d", True),
        ("m", "*", "ns", True),
        ("./x", "a", "a", True),
        ("./x", "b", "c", True),
        ("./side.css", "", "", True),
        ("fs", "", "fs", True),
        ("z", "r", "r", True),
        ("z", "s", "t", True),
        ("k", "y", "x", True),
        ("q", "", "q", False),
    ]


def test_an_import_has_its_own_span():
    text = 'é = "ü"\nfrom a import b as c, d\n'

    first, second = imports(Tree.parse(text, PYTHON))

    assert (first.span.of(text), second.span.of(text)) == ("b as c", "d")
    assert first.statement.of(text) == "from a import b as c, d"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "NEW\n"),
        ("x = 1\n", "NEW\n\nx = 1\n"),
        ("import a\nx = 1\n", "import a\nNEW\nx = 1\n"),
        ("import a", "import a\nNEW\n"),
        ("from __future__ import annotations\n", "from __future__ import annotations\nNEW\n"),
        ('"""Doc."""\nx = 1\n', '"""Doc."""\n\nNEW\n\nx = 1\n'),
        ('"""Doc."""\n\n\nx = 1\n', '"""Doc."""\n\n\nNEW\n\nx = 1\n'),
        ('"""Doc."""', '"""Doc."""\n\nNEW\n'),
        ("#!/usr/bin/python\n# coding: utf-8\nx = 1\n",
         "#!/usr/bin/python\n# coding: utf-8\n\nNEW\n\nx = 1\n"),
        ("# Licence\n# of use\n\nx = 1\n", "# Licence\n# of use\n\nNEW\n\nx = 1\n"),
        ("# about x\nx = 1\n", "NEW\n\n# about x\nx = 1\n"),
        ("import a\r\nx = 1\r\n", "import a\r\nNEW\r\nx = 1\r\n"),
        ("import a\ndef f():\n    import b\nimport c\n",
         "import a\nNEW\ndef f():\n    import b\nimport c\n"),
        ("from a import (\n    b,\n)\nx = 1\n", "from a import (\n    b,\n)\nNEW\nx = 1\n"),
    ],
)  # fmt: skip
def test_a_python_import_goes_where_imports_belong(before, after):
    assert import_edit(Tree.parse(before, PYTHON), "NEW").applied(before) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("f();\n", "NEW\n\nf();\n"),
        ('import a from "a";\nf();\n', 'import a from "a";\nNEW\nf();\n'),
        ('const a = require("a");\nf();\n', 'const a = require("a");\nNEW\nf();\n'),
        ('#!/usr/bin/env node\n"use strict";\nf();\n',
         '#!/usr/bin/env node\n"use strict";\n\nNEW\n\nf();\n'),
        ("// @ts-check\n\nf();\n", "// @ts-check\n\nNEW\n\nf();\n"),
        ("/** Adds. */\nfunction f() {}\n", "NEW\n\n/** Adds. */\nfunction f() {}\n"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("language", [JAVASCRIPT, TSX], ids=["javascript", "tsx"])
def test_a_javascript_import_goes_where_imports_belong(before, after, language):
    assert import_edit(Tree.parse(before, language), "NEW").applied(before) == after


def test_reading_code_needs_nothing_heavy():
    script = (
        "import sys\n"
        "import limner_server.perception.syntax.functions\n"
        "import limner_server.perception.syntax.imports\n"
        "import limner_server.perception.syntax.names\n"
        "heavy = {'numpy', 'cv2', 'scipy', 'PIL', 'pathspec', 'tree_sitter_python'}\n"
        "print(*heavy & set(sys.modules))\n"
    )

    shown = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True)

    assert shown.stdout.split() == []
