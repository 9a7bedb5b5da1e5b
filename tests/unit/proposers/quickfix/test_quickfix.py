"""A diagnostic's words suggest what would get rid of it; the likeliest comes first."""

from itertools import islice

import pytest

from limner_server.diagnostic import Diagnostic
from limner_server.perception.workspace.files import WorkspaceFiles
from limner_server.perception.workspace.source import Source
from limner_server.proposers.quickfix.quickfix import quick_fixes

# Where a rule has several ways, the wanted one is among so many.
FIRST = 3


def suggested(tmp_path, name, text, message, *, mark, code="", source=""):
    """The texts after each fix; the diagnostic stands where `mark` does."""
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    at = text.index(mark)
    line, column = text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
    diagnostic = Diagnostic(path, line, column, message, line, column + len(mark), code, source)
    patches = quick_fixes(Source(path, text), diagnostic, WorkspaceFiles(tmp_path))
    return [patch.applied(path, text) for patch in islice(patches, FIRST)]


PYTHON = {
    "a misspelt name": (
        "def f(discount):\n    return dicount\n",
        "Undefined name `dicount`",
        "dicount",
        "def f(discount):\n    return discount\n",
    ),
    "a module of the standard library": (
        "import sys\nfrom pathlib import Path\n\nprint(json.dumps(1))\n",
        "Undefined name `json`",
        "json",
        "import json\nimport sys\nfrom pathlib import Path\n\nprint(json.dumps(1))\n",
    ),
    "a name of a module that is imported from": (
        "from dataclasses import dataclass\n\nx: int = field()\n",
        '"field" is not defined',
        "field",
        "from dataclasses import dataclass, field\n\nx: int = field()\n",
    ),
    "a method called without its object": (
        "class A:\n    def f(self):\n        return g()\n    def g(self):\n        return 1\n",
        "Undefined name `g`",
        "g()",
        "class A:\n    def f(self):\n        return self.g()\n    def g(self):\n        return 1\n",
    ),
    "a method of another language": (
        "def f(items: list):\n    items.push(1)\n",
        'Cannot access attribute "push" for class "list[int]"',
        "push",
        "def f(items: list):\n    items.append(1)\n",
    ),
    "an import that nobody needs": (
        "import os\nimport sys\nprint(sys.argv)\n",
        "`os` imported but unused",
        "os",
        "import sys\nprint(sys.argv)\n",
    ),
    "one of two names that nobody needs": (
        "from os import path, sep\nprint(sep)\n",
        "`os.path` imported but unused",
        "path",
        "from os import sep\nprint(sep)\n",
    ),
    "a variable whose value does something": (
        "def f():\n    found = g()\n    return 1\n",
        "Local variable `found` is assigned to but never used",
        "found",
        "def f():\n    g()\n    return 1\n",
    ),
    "a value that may be None": (
        "def f(x: str | None) -> str | None:\n    return x.upper()\n",
        '"upper" is not a known attribute of "None"',
        "upper",
        (
            "def f(x: str | None) -> str | None:\n    if x is None:\n        return None\n"
            "    return x.upper()\n"
        ),
    ),
    "a result that may be None": (
        "def f(a: str) -> str:\n    return match(a).group()\n",
        '"group" is not a known attribute of "None"',
        "group",
        (
            "def f(a: str) -> str:\n    found = match(a)\n    if found is None:\n"
            '        raise ValueError("found is missing")\n    return found.group()\n'
        ),
    ),
    "an argument that is missing": (
        "def f(a: int, b: int) -> int:\n    return a\n\nb = 2\nf(1)\n",
        'Argument missing for parameter "b"',
        "f(1)",
        "def f(a: int, b: int) -> int:\n    return a\n\nb = 2\nf(1, b)\n",
    ),
    "an argument by a misspelt name": (
        "def f(currency=''):\n    return currency\n\nf(curency='x')\n",
        'No parameter named "curency"',
        "curency",
        "def f(currency=''):\n    return currency\n\nf(currency='x')\n",
    ),
    "a method without self": (
        "class A:\n    def f():\n        return 1\n",
        'Instance methods should take a "self" parameter',
        "f()",
        "class A:\n    def f(self):\n        return 1\n",
    ),
    "a number written as text": (
        'def f(a: int): ...\n\nf("3")\n',
        'Argument of type "Literal[\'3\']" cannot be assigned to parameter "a" of type "int"',
        '"3"',
        "def f(a: int): ...\n\nf(3)\n",
    ),
    "None where that is not declared": (
        "def f() -> str:\n    return None\n",
        'Type "None" is not assignable to return type "str"',
        "None",
        "def f() -> str | None:\n    return None\n",
    ),
    "a value that is not returned": (
        "def f(a: int) -> int:\n    total = a\n    total += 1\n",
        'Function with declared return type "int" must return value',
        "int:",
        "def f(a: int) -> int:\n    total = a\n    total += 1\n    return total\n",
    ),
    "a coroutine that nobody awaits": (
        "async def f(): ...\n\nasync def g():\n    f()\n",
        'Result of async function call is not used; use "await" or assign result',
        "f()\n",
        "async def f(): ...\n\nasync def g():\n    await f()\n",
    ),
    "a name that may be unbound": (
        "def f(a):\n    if a:\n        n = 0\n    return n\n",
        '"n" is possibly unbound',
        "n\n",
        "def f(a):\n    n = 0\n    if a:\n        n = 0\n    return n\n",
    ),
    "a comparison with None": (
        "def f(a):\n    return a == None\n",
        "E711: Comparison to `None` should be `cond is None`",
        "None",
        "def f(a):\n    return a is None\n",
    ),
    "a default that calls share": (
        "def f(log=[]):\n    return log\n",
        "B006: Do not use mutable data structures for argument defaults",
        "[]",
        "def f(log=None):\n    if log is None:\n        log = []\n    return log\n",
    ),
    "a module that is misspelt": (
        "import jsn\n\nprint(jsn.dumps(1))\n",
        'Import "jsn" could not be resolved',
        "jsn",
        "import json\n\nprint(json.dumps(1))\n",
    ),
    "a number put behind a text": (
        "def f(name: str, age: int):\n    return name + age\n",
        'Operator "+" not supported for types "str" and "int"',
        "name + age",
        "def f(name: str, age: int):\n    return name + str(age)\n",
    ),
    "an import that is defined anew": (
        "from os import path\n\ndef path(a):\n    return a\n",
        "Redefinition of unused `path` from line 1",
        "path(a)",
        "\ndef path(a):\n    return a\n",
    ),
    "a colon that is missing": (
        "def f(a)\n    return a\n",
        "SyntaxError: expected ':'",
        ")\n",
        "def f(a):\n    return a\n",
    ),
    "a bracket that is not closed": (
        "x = max(1, (2 + 3)\ny = 2\n",
        "SyntaxError: '(' was never closed",
        "(1",
        "x = max(1, (2 + 3))\ny = 2\n",
    ),
}
JAVASCRIPT = {
    "a misspelt name": (
        "function f(item) {\n  return itme.price;\n}\n",
        "'itme' is not defined.",
        "itme",
        "function f(item) {\n  return item.price;\n}\n",
    ),
    "a misspelt property": (
        "interface A { name: string }\nexport const f = (a: A) => a.nmae;\n",
        "Property 'nmae' does not exist on type 'A'.",
        "nmae",
        "interface A { name: string }\nexport const f = (a: A) => a.name;\n",
    ),
    "a value that may be undefined": (
        "export function f(a?: { b: number }) {\n  return 1 - a.b;\n}\n",
        "'a' is possibly 'undefined'.",
        "a.b",
        "export function f(a?: { b: number }) {\n  return 1 - (a?.b ?? 0);\n}\n",
    ),
    "an error that is caught and not looked at": (
        "try {\n  f();\n} catch (error) {\n  g();\n}\n",
        "'error' is defined but never used.",
        "error",
        "try {\n  f();\n} catch {\n  g();\n}\n",
    ),
    "a module of Node": (
        'export const f = () => fs.readFileSync("a");\n',
        "'fs' is not defined.",
        "fs",
        'import fs from "node:fs";\n\nexport const f = () => fs.readFileSync("a");\n',
    ),
    "a word that is not among those allowed": (
        'type A = "open" | "closed";\nexport const f = (a: A) => a === "opened";\n',
        "the types 'A' and '\"opened\"' have no overlap.",
        'a === "opened"',
        'type A = "open" | "closed";\nexport const f = (a: A) => a === "open";\n',
    ),
    "a constant that is assigned": (
        "const n = 0;\nn += 1;\n",
        "'n' is constant.",
        "n +=",
        "let n = 0;\nn += 1;\n",
    ),
    "a loose comparison": (
        "export const f = (a, b) => a == b;\n",
        "Expected '===' and instead saw '=='.",
        "==",
        "export const f = (a, b) => a === b;\n",
    ),
    "a declaration in a case": (
        "switch (a) {\n  case 1:\n    let b = 2;\n    f(b);\n}\n",
        "no-case-declarations: Unexpected lexical declaration in case block.",
        "let",
        "switch (a) {\n  case 1: {\n    let b = 2;\n    f(b); }\n}\n",
    ),
    "await outside of an async function": (
        "function f() {\n  await g();\n}\n",
        "'await' expressions are only allowed within async functions",
        "await",
        "async function f() {\n  await g();\n}\n",
    ),
}


@pytest.mark.parametrize(("text", "message", "mark", "wanted"), PYTHON.values(), ids=PYTHON)
def test_of_python_this_is_mended(tmp_path, text, message, mark, wanted):
    assert wanted in suggested(tmp_path, "a.py", text, message, mark=mark)


@pytest.mark.parametrize(("text", "message", "mark", "wanted"), JAVASCRIPT.values(), ids=JAVASCRIPT)
def test_of_typescript_this_is_mended(tmp_path, text, message, mark, wanted):
    assert wanted in suggested(tmp_path, "a.ts", text, message, mark=mark)


def test_a_name_of_the_workspace_is_imported(tmp_path):
    (tmp_path / "shop").mkdir()
    (tmp_path / "shop" / "__init__.py").write_text("", encoding="utf-8")
    (tmp_path / "shop" / "cart.py").write_text("class Cart:\n    pass\n", encoding="utf-8")

    found = suggested(tmp_path, "a.py", "print(Cart())\n", "Undefined name `Cart`", mark="Cart")

    assert "from shop.cart import Cart\n" in found[0]


def test_a_name_of_another_module_is_imported_as_the_file_imports(tmp_path):
    (tmp_path / "cart.js").write_text("export function total(a) { return a; }\n", encoding="utf-8")

    found = suggested(
        tmp_path,
        "a.js",
        "import { x } from './x.js';\n\ntotal(x);\n",
        "'total' is not defined.",
        mark="total",
    )

    assert found[0].startswith("import { x } from './x.js';\nimport { total } from './cart.js';\n")


def test_line_endings_and_indentation_stay_as_they_are(tmp_path):
    text = "def f(x):\r\n\tif x:\r\n\t\tprint(x.name)\r\n"

    found = suggested(
        tmp_path, "a.py", text, '"name" is not a known attribute of "None"', mark="name"
    )

    assert any(
        '\t\tif x is None:\r\n\t\t\traise ValueError("x is missing")\r\n' in one for one in found
    )


def test_words_that_nobody_knows_suggest_nothing(tmp_path):
    assert suggested(tmp_path, "a.py", "x = 1\n", "the moon is full", mark="x") == []


def test_a_file_of_another_language_suggests_nothing(tmp_path):
    assert suggested(tmp_path, "a.txt", "x = 1\n", "Undefined name `x`", mark="x") == []
