"""The context of a place goes where its imports lead, in either language, and comes back."""

from __future__ import annotations

from pathlib import Path

import pytest

from limner_server.perception.context.gather import gather_context
from limner_server.perception.context.piece import Kind
from limner_server.perception.workspace.files import WorkspaceFiles


def test_javascript_is_followed_through_its_imports(tmp_path):
    write(tmp_path / "web/rate.ts", "export function rate(x: number) { return x; }\n")
    write(tmp_path / "web/index.ts", 'export { rate } from "./rate";\n')
    text = (
        'import { rate } from "./rate.js";\n\n'
        "export class Cart {\n  total(items: number[]) {\n"
        "    return items.map((x) => rate(x));\n  }\n}\n"
    )
    write(tmp_path / "web/cart.ts", text)
    write(
        tmp_path / "web/cart.test.ts",
        'import { Cart } from "./cart";\n'
        'describe("cart", () => {\n  it("sums", () => {\n    new Cart().total([1]);\n  });\n});\n',
    )

    context = gather_context(WorkspaceFiles(tmp_path), tmp_path / "web/cart.ts", text, 5)

    assert [piece.text for piece in kinds(context, Kind.CALLEE)] == [
        "export function rate(x: number) { return x; }"
    ]
    (test,) = kinds(context, Kind.TEST)
    assert test.text.strip().startswith('it("sums"')


@pytest.mark.parametrize(
    ("imported", "other"),
    [
        ('import rate from "./rate";', "export default function rate(x) { return x; }"),
        ('import tax from "./rate";', "function rate(x) { return x; }\nexport default rate;"),
        ('import { tax } from "./rate";',
         "function rate(x) { return x; }\nexport { rate as tax };"),
        ('import * as tax from "./rate";', "export function rate(x) { return x; }"),
        ('const { rate } = require("./rate");', "exports.rate = function rate(x) { return x; };"),
        ('const { rate: tax } = require("./rate");',
         "function rate(x) { return x; }\nmodule.exports = { rate };"),
        ('const tax = require("./rate");', "module.exports = function rate(x) { return x; };"),
    ],
)  # fmt: skip
def test_javascript_modules_are_followed_however_they_export(tmp_path, imported, other):
    write(tmp_path / "rate.js", other)
    called = "tax.rate" if "*" in imported else "tax" if "tax" in imported else "rate"
    text = f"{imported}\nfunction total(x) {{\n  return {called}(x);\n}}\n"

    context = gather_context(WorkspaceFiles(tmp_path), tmp_path / "a.js", text, 3)

    (callee,) = kinds(context, Kind.CALLEE)
    assert "function rate(x) { return x; }" in callee.text


def test_a_package_passes_on_what_its_modules_have(tmp_path):
    write(tmp_path / "shop/__init__.py", "from .tax import rate as tax\nfrom .deep import *\n")
    write(tmp_path / "shop/tax.py", "def rate(x): ...\n")
    write(tmp_path / "shop/deep.py", "def below(x): ...\n")
    text = "import shop\nfrom shop import below\ndef f(x):\n    return shop.tax(x), below(x)\n"

    context = gather_context(WorkspaceFiles(tmp_path), tmp_path / "a.py", text, 4)

    assert {piece.text for piece in kinds(context, Kind.CALLEE)} == {
        "def rate(x): ...",
        "def below(x): ...",
    }


def test_modules_that_import_each_other_in_a_circle_come_to_an_end(tmp_path):
    write(tmp_path / "b.py", "from a import missing\n")
    text = "from b import missing\ndef f():\n    return missing()\n"
    write(tmp_path / "a.py", text)

    context = gather_context(WorkspaceFiles(tmp_path), tmp_path / "a.py", text, 3)

    assert kinds(context, Kind.CALLEE) == []


def test_a_class_that_is_derived_from_itself_comes_to_an_end(tmp_path):
    text = "class A(A.B):\n    def f(self):\n        return self.g() + A.h()\n"

    context = gather_context(WorkspaceFiles(tmp_path), tmp_path / "a.py", text, 3)

    assert kinds(context, Kind.CALLEE) == []


def kinds(context, kind):
    return [piece for piece in context.pieces if piece.kind is kind]


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
