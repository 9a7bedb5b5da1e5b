"""From the name of a module to its file, and back, as Python, Node and TypeScript find them."""

from __future__ import annotations

from pathlib import Path

import pytest

from limner_server.perception.workspace.modules import module_file, module_name
from limner_server.perception.workspace.test_files import is_test_file

FILES = [
    "src/shop/__init__.py",
    "src/shop/price.py",
    "src/shop/deep/__init__.py",
    "src/shop/deep/tax.py",
    "src/shop/space/free.py",
    "server/api/__init__.py",
    "server/api/routes.py",
    "tools/script.py",
    "tools/beside.py",
    "tests/unit/test_price.py",
    "tests/helper.py",
    "stubs.pyi",
    "top.py",
    "node_modules/x.py",
    "web/app.ts",
    "web/view.tsx",
    "web/lib/index.ts",
    "web/lib/part.js",
    "web/old.cjs",
    "web/types.d.ts",
    "web/a.b.ts",
    "packages/ui/src/button.ts",
]


@pytest.fixture
def root(tmp_path):
    """A workspace of empty files."""
    for name in FILES:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("")
    return tmp_path


@pytest.mark.parametrize(
    ("importer", "module", "file"),
    [
        ("top.py", "shop.price", "src/shop/price.py"),
        ("top.py", "shop", "src/shop/__init__.py"),
        ("top.py", "shop.deep.tax", "src/shop/deep/tax.py"),
        ("top.py", "shop.space.free", "src/shop/space/free.py"),
        ("tests/unit/test_price.py", "shop.price", "src/shop/price.py"),
        ("tests/unit/test_price.py", "tests.helper", "tests/helper.py"),
        ("tests/unit/test_price.py", "helper", "tests/helper.py"),
        ("tests/unit/test_price.py", "api.routes", "server/api/routes.py"),
        ("tools/script.py", "beside", "tools/beside.py"),
        ("src/shop/price.py", ".deep.tax", "src/shop/deep/tax.py"),
        ("src/shop/deep/tax.py", "..price", "src/shop/price.py"),
        ("src/shop/deep/tax.py", "..", "src/shop/__init__.py"),
        ("src/shop/deep/tax.py", ".", "src/shop/deep/__init__.py"),
        ("top.py", "stubs", "stubs.pyi"),
        ("top.py", "os", None),
        ("top.py", "numpy.linalg", None),
        ("top.py", "top", None),
        ("top.py", "x", None),
        ("web/app.ts", "./view", "web/view.tsx"),
        ("web/app.ts", "./view.js", "web/view.tsx"),
        ("web/app.ts", "./lib", "web/lib/index.ts"),
        ("web/app.ts", "./lib/part.js", "web/lib/part.js"),
        ("web/lib/index.ts", "../old.cjs", "web/old.cjs"),
        ("web/lib/index.ts", "..", None),
        ("web/app.ts", "./types", "web/types.d.ts"),
        ("web/app.ts", "./a.b", "web/a.b.ts"),
        ("web/app.ts", "react", None),
        ("web/app.ts", "./" + "x" * 5000, None),
        ("web/app.ts", "./a\0b", None),
        ("top.py", "x" * 5000, None),
        ("web/app.ts", "node:fs", None),
        ("notes.md", "shop", None),
    ],
)
def test_a_module_means_a_file(root, importer, module, file):
    found = module_file(module, root / importer, root)

    assert found == (root / file if file else None)


@pytest.mark.parametrize(
    ("importer", "target", "name"),
    [
        ("top.py", "src/shop/price.py", "shop.price"),
        ("top.py", "src/shop/__init__.py", "shop"),
        ("tests/unit/test_price.py", "server/api/routes.py", "api.routes"),
        ("tests/unit/test_price.py", "top.py", "top"),
        ("web/app.ts", "web/view.tsx", "./view"),
        ("web/app.ts", "web/lib/index.ts", "./lib"),
        ("web/app.ts", "web/types.d.ts", "./types"),
        ("web/lib/index.ts", "web/app.ts", "../app"),
        ("web/old.cjs", "web/lib/part.js", "./lib/part.js"),
        ("web/app.ts", "top.py", None),
        ("top.py", "README.md", None),
    ],
)
def test_a_file_has_a_name_to_be_imported_by(root, importer, target, name):
    assert module_name(root / target, root / importer, root) == name


def test_what_is_imported_by_its_name_is_the_file_again(root):
    for importer, suffix in ((root / "top.py", ".py"), (root / "web/app.ts", ".ts")):
        for target in (root / name for name in FILES if name.endswith(suffix)):
            if target == importer or "node_modules" in target.parts or target.name == "free.py":
                continue
            name = module_name(target, importer, root)
            assert module_file(name, importer, root) == target


def test_a_module_is_written_as_those_beside_it(root):
    target, importer = root / "web/view.tsx", root / "web/app.ts"

    assert module_name(target, importer, root, beside=["./lib/index.js", "react"]) == "./view.js"
    assert module_name(root / "web/lib/part.js", importer, root, beside=["./x"]) == "./lib/part"


def test_the_paths_of_a_tsconfig_are_followed(root):
    (root / "tsconfig.json").write_text(
        '{\n  // Größe\n  "compilerOptions": {\n    /* here */ "baseUrl": ".",\n'
        '    "paths": {\n      "@/*": ["web/*"],\n'
        '      "ui": ["nowhere", "packages/ui/src/button.ts"],\n    },\n  },\n}\n'
    )  # fmt: skip
    importer = root / "web" / "lib" / "index.ts"

    assert module_file("@/view", importer, root) == root / "web/view.tsx"
    assert module_file("ui", importer, root) == root / "packages/ui/src/button.ts"
    assert module_file("packages/ui/src/button", importer, root) == root / FILES[-1]
    assert module_file("other", importer, root) is None


@pytest.mark.parametrize("text", ["", "{", "[]", '{"compilerOptions": 1}', "\0"])
def test_a_broken_tsconfig_names_no_folders(root, text):
    (root / "tsconfig.json").write_text(text)

    assert module_file("@/view", root / "web/app.ts", root) is None


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("test_a.py", True),
        ("a_test.py", True),
        ("tests.py", True),
        ("tests/helper.py", False),
        ("testing.py", False),
        ("a.test.ts", True),
        ("a.spec.jsx", True),
        ("__tests__/a.js", True),
        ("test.mjs", True),
        ("latest.js", False),
        ("a-test.js", True),
    ],
)
def test_test_files_are_known_by_name(path, expected):
    assert is_test_file(Path(path)) is expected
