"""`limner test` for JavaScript and TypeScript as a user runs it, by the frameworks themselves."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from workspaces import fingerprint

LIMNER = [sys.executable, "-m", "limner_server.cli.main", "test"]
NODE_MODULES = Path(__file__).parents[2] / ".cache" / "frameworks" / "node_modules"
PATIENCE = 240
QUICK = ("--seconds", "8")

pytestmark = [
    pytest.mark.usefixtures("home"),
    pytest.mark.skipif(shutil.which("bwrap") is None, reason="needs bubblewrap"),
    pytest.mark.skipif(shutil.which("node") is None, reason="needs Node.js"),
]

PRICES = """\
/** The sum of the prices, less a discount in percent. */
function total(prices, discount = 0) {
  if (discount < 0) {
    throw new RangeError('a discount is not negative');
  }
  if (!prices.length) {
    return 0;
  }
  return (prices.reduce((sum, price) => sum + price, 0) * (100 - discount)) / 100;
}
"""
CART = """\
export class Cart {
  private items: string[] = [];

  constructor(readonly limit: number = 3) {}

  add(item: string): void {
    if (this.items.length >= this.limit) {
      throw new RangeError('the cart is full');
    }
    this.items.push(item);
  }

  get isEmpty(): boolean {
    return this.items.length === 0;
  }
}
"""


@pytest.fixture
def project(tmp_path):
    """Makes a workspace of files by their paths, with a framework where one is named."""

    def make(files, framework="node --test", *, is_module=False):
        folder = tmp_path / "project"
        package = {"scripts": {"test": framework}, **({"type": "module"} if is_module else {})}
        for name, content in {"package.json": json.dumps(package), **files}.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        if framework != "node --test":
            if not NODE_MODULES.is_dir():
                pytest.skip("needs npm's test frameworks (scripts/setup --tests)")
            (folder / "node_modules").symlink_to(NODE_MODULES)
        return folder

    return make


def limner(folder, *arguments):
    return subprocess.run(
        [*LIMNER, *map(str, arguments), "--model", "none"],
        check=False,
        capture_output=True,
        cwd=folder,
        encoding="utf-8",
        timeout=PATIENCE,
    )


def passes(folder, *command):
    ran = subprocess.run(command, cwd=folder, check=False, capture_output=True, timeout=PATIENCE)
    return ran.returncode == 0


def test_tests_of_node_pass_and_fail_for_what_is_wrong(project):
    folder = project({"prices.js": f"{PRICES}\nmodule.exports = {{ total }};\n"})

    ran = limner(folder, "prices.js::total", "--seconds", "25", "--write")

    assert ran.returncode == 0, ran.stderr
    tests = folder / "prices.test.js"
    assert "throws a RangeError when discount is below 0" in tests.read_text()
    assert passes(folder, "node", "--test", "prices.test.js")
    for right, wrong in (("< 0", "< -9"), ("return 0", "return 1"), ("100 - ", "100 + ")):
        spoilt = (folder / "prices.js").read_text().replace(right, wrong)
        (folder / "prices.js").write_text(spoilt)
        assert not passes(folder, "node", "--test", "prices.test.js"), wrong
        (folder / "prices.js").write_text(spoilt.replace(wrong, right))


@pytest.mark.parametrize(
    ("framework", "file", "text", "command"),
    [
        ("vitest run", "src/cart.ts", CART, ("npx", "vitest", "run")),
        ("jest", "src/prices.js", f"{PRICES}module.exports = {{ total }};\n", ("npx", "jest")),
        ("mocha", "src/prices.js", PRICES.replace("function", "export function"), ("npx", "mocha")),
    ],
    ids=["vitest", "jest", "mocha"],
)
def test_each_framework_runs_its_tests(framework, file, text, command, project):
    folder = project({file: text}, framework, is_module=framework != "jest")

    ran = limner(folder, file, "--seconds", "20", "--json", "--write")

    told = json.loads(ran.stdout)
    assert ran.returncode == 0, ran.stderr
    assert told["proof"]["status"] == "proven"
    assert told["proof"]["figures"]["line_coverage"] == 1
    (tests,) = folder.glob("src/*.test.*s")
    assert passes(folder, *command, tests.relative_to(folder).as_posix())


def test_a_test_file_that_is_there_is_added_to(project):
    there = (
        "const assert = require('node:assert');\r\nconst { it } = require('node:test');\r\n"
        "const { total } = require('./prices');\r\n\r\n"
        "it('is there',   () => { assert.equal(total([1]), 1) });\r\n"
    )
    folder = project(
        {
            "prices.js": b"\xef\xbb\xbf"
            + f"{PRICES}module.exports = {{ total }};\n".replace("\n", "\r\n").encode(),
            "prices.test.js": there,
        }
    )

    ran = limner(folder, "prices.js", *QUICK, "--write")

    assert ran.returncode == 0, ran.stderr
    text = (folder / "prices.test.js").read_bytes().decode()
    assert text.startswith(there)
    assert "\n" not in text.replace("\r\n", "")
    assert passes(folder, "node", "--test", "prices.test.js")


def test_a_broken_test_file_is_left_alone(project):
    broken = "it('never ends', () => {\n"
    folder = project(
        {"prices.js": f"{PRICES}module.exports = {{ total }};\n", "prices.test.js": broken}
    )

    ran = limner(folder, "prices.js", *QUICK, "--write")

    assert ran.returncode == 0, ran.stderr
    assert "prices.test.js has a syntax error" in ran.stderr
    assert (folder / "prices.test.js").read_text() == broken
    assert (folder / "prices-more.test.js").is_file()


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("exports.act = () => { for (;;) {} };", "does not come to an end"),
        ("exports.act = () => Date.now();", "answers by the clock"),
        ("exports.act = () => Math.random();", "draws random numbers"),
        ("exports.act = (a) => require('fs').writeFileSync('a.txt', String(a));", "works on files"),
        ("exports.act = () => new Promise((a) => setTimeout(a, 60));", "sleeps"),
        ("exports.act = () => fetch('http://127.0.0.1:9');", "opens connections"),
    ],
)
def test_what_cannot_be_a_test_is_said(code, said, project):
    folder = project({"act.js": f"{code}\n"})
    before = fingerprint(folder)

    ran = limner(folder, "act.js::act", "--seconds", "4")

    assert ran.returncode == 1
    assert said in ran.stderr
    assert "Traceback" not in ran.stderr
    assert fingerprint(folder) == before


@pytest.mark.parametrize(
    ("files", "place", "said"),
    [
        ({"a.js": "const act = () => 1;\n"}, "a.js", "exports nothing"),
        ({"a.js": "const act = () => 1;\nexports.b = 1;\n"}, "a.js::act", "does not export act"),
        ({"a.js": "exports.act = () => ;\n"}, "a.js", "does not load: SyntaxError"),
        ({"a.js": "require('nowhere');\nexports.f = () => 1;\n"}, "a.js", "does not load"),
        ({"a.js": "exports.f = () => 1;\n"}, "a.js::g", "defines no g"),
        ({"a.test.js": "it('x', () => {});\n"}, "a.test.js", "holds tests itself"),
        ({"a.ts": "export const f = (n: number) => n;\n"}, "a.ts", "esbuild"),
    ],
)
def test_bad_input_is_said_in_one_line(files, place, said, project):
    folder = project(files)
    before = fingerprint(folder)

    ran = limner(folder, place, "--seconds", "4")

    assert ran.returncode in (1, 2)
    assert said in ran.stderr
    assert "Traceback" not in ran.stderr
    assert fingerprint(folder) == before


def test_what_contradicts_its_example_is_a_suspected_bug(project):
    text = "/**\n * @example\n * double(2) // => 4\n */\nexports.double = (n) => n * 3;\n"
    folder = project({"a.js": text})

    ran = limner(folder, "a.js::double", *QUICK)

    assert "suspected bug: `double(2)` returns 6, its comment says 4" in ran.stderr
    assert "double(2)" not in ran.stdout
