"""Small programs that fail, with names, lengths and depths by the seed; they are really run."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

# fmt: off
_THINGS = (
    "order", "invoice", "basket", "customer", "parcel", "ticket", "ledger", "report", "sensor",
    "signal", "widget", "account", "channel", "message", "profile", "schedule", "session",
    "payment", "reservation", "inventory", "temperature", "illness", "oil_level", "pool_1",
    "io_block", "lll_index",
)
_VERBS = (
    "load", "merge", "count", "parse", "build", "update", "collect", "normalise", "resolve",
    "apply", "check", "sum_up",
)
# fmt: on
_FOLDERS = ("src", "lib", "app", "core", "pkg", "service_layer", "l10n")
_HOMES = (
    "/home/ada/work",
    "/Users/lin/code",
    "/srv/www",
    "/home/dev1/projects",
    "/opt/build_01/ws",
)


@dataclass(frozen=True, slots=True)
class Failure:
    """A program that failed.

    Attributes:
        root: its folder.
        command: as it was typed.
        printed: what it printed, paths of another machine in it where `home` says so.
        path: the file of the fault, relative to `root`.
        line: 1-based.
    """

    root: Path
    command: str
    printed: str
    path: Path
    line: int


class Writer:
    """Writes programs with a seed's own names."""

    def __init__(self, root: Path, seed: int) -> None:
        self._root = root
        self._random = random.Random(seed)  # noqa: S311 - not for secrets
        self._thing, self._other, self._third = self._random.sample(_THINGS, 3)
        self._verb, self._second = self._random.sample(_VERBS, 2)
        self._folder = self._random.choice(_FOLDERS)
        self._fillings = 0

    def fail(self, kind: str) -> Failure:
        """Write a program of a kind, run it, and keep what it printed."""
        name, fault, command = getattr(self, f"_{kind}")()
        path = Path(name)
        lines = (self._root / path).read_text(encoding="utf-8").split("\n")
        line = next(at for at, text in enumerate(lines, 1) if text.strip() == fault)
        return Failure(self._root, " ".join(command), self._run(command), path, line)

    def _run(self, command: list[str]) -> str:
        program = {"python": sys.executable, "node": shutil.which("node") or "node"}[command[0]]
        environment = {
            **os.environ,
            "NO_COLOR": "1",
            "COLUMNS": str(self._random.choice((80, 100))),
        }
        for name in ("FORCE_COLOR", "NODE_OPTIONS", "PYTEST_ADDOPTS"):
            environment.pop(name, None)
        ran = subprocess.run(
            [program, *command[1:]],
            cwd=self._root,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
        printed = ran.stdout + ran.stderr
        if self._random.random() < 0.5:  # half of them come from somebody else's machine
            elsewhere = f"{self._random.choice(_HOMES)}/{self._thing}s"
            printed = printed.replace(str(self._root), elsewhere)
        return printed.replace(str(Path(sys.prefix)), "/usr").replace(
            str(Path(sys.base_prefix)), "/usr"
        )

    def _write(self, name: str, text: str, mark: str) -> str:
        """Write a file with filling above and below, `mark` being its language's comment."""
        path = self._root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        above = "\n".join(self._filling(mark) for _ in range(self._random.randrange(2, 30)))
        below = "\n".join(self._filling(mark) for _ in range(self._random.randrange(2, 20)))
        path.write_text(f"{above}\n{text}\n{below}\n", encoding="utf-8")
        return name

    def _filling(self, mark: str) -> str:
        self._fillings += 1
        verb, thing = self._random.choice(_VERBS), self._random.choice(_THINGS)
        name, number = f"{verb}_{thing}_{self._fillings}", self._random.randrange(1000)
        if mark == "#":
            return f"def {name}(value):\n    # {number}\n    return value * {number}\n\n"
        return f"function {name}(value) {{\n  // {number}\n  return value * {number};\n}}\n"

    def _script(self) -> tuple[str, str, list[str]]:
        thing, verb = self._thing, self._verb
        fault = f'return sum({thing}["{self._other}"] for {thing} in {thing}s) / len({thing}s)'
        name = self._write(
            f"{self._folder}/{thing}_{verb}.py",
            f"def {verb}_{thing}s({thing}s):\n    {fault}\n",
            "#",
        )
        main = (
            f"from {self._folder}.{thing}_{verb} import {verb}_{thing}s\n\n\n"
            f"def main():\n    {thing}s = [{{'{self._third}': 1}}]\n"
            f"    print({verb}_{thing}s({thing}s))\n\n\nif __name__ == '__main__':\n    main()\n"
        )
        self._write(f"main_{self._other}.py", main, "#")
        return name, fault, ["python", f"main_{self._other}.py"]

    def _chained(self) -> tuple[str, str, list[str]]:
        thing, verb = self._thing, self._verb
        fault = f'raise RuntimeError(f"cannot {verb} {{path}}") from error'
        name = self._write(
            f"{self._folder}/{verb}.py",
            f"import json\n\n\ndef {verb}_{thing}(path, text):\n    try:\n"
            f"        return json.loads(text)\n    except ValueError as error:\n        {fault}\n",
            "#",
        )
        main = (
            f"from {self._folder}.{verb} import {verb}_{thing}\n\n"
            f"for {self._other}_name in ('a.json', 'b.json'):\n"
            f"    {verb}_{thing}({self._other}_name, '{{')\n"
        )
        self._write(f"run_{thing}.py", main, "#")
        return name, fault, ["python", f"run_{thing}.py"]

    def _attribute(self) -> tuple[str, str, list[str]]:
        thing, other = self._thing.title().replace("_", ""), self._other
        fault = f"return self.{other}.{self._third}_total(self.limit - 1)"
        name = self._write(
            f"{self._folder}/models/{self._thing}.py",
            f"class {thing}:\n    def __init__(self, {other}, limit=10):\n"
            f"        self.{other} = {other}\n        self.limit = limit\n\n"
            f"    def {self._verb}(self):\n        {fault}\n",
            "#",
        )
        main = (
            f"from {self._folder}.models.{self._thing} import {thing}\n\n\n"
            f"def {self._second}({other}):\n    return {thing}({other}).{self._verb}()\n\n\n"
            f"print({self._second}(None))\n"
        )
        self._write(f"{self._second}_{other}.py", main, "#")
        return name, fault, ["python", f"{self._second}_{other}.py"]

    def _pytest(self, *options: str) -> tuple[str, str, list[str]]:
        thing, verb = self._thing, self._verb
        fault = f"return {thing}_list[len({thing}_list)] + offset_{self._other}"
        name = self._write(
            f"{self._folder}/{verb}_{thing}.py",
            f"def {verb}_{thing}({thing}_list, offset_{self._other}=0):\n    {fault}\n",
            "#",
        )
        test = (
            f"from {self._folder}.{verb}_{thing} import {verb}_{thing}\n\n\n"
            f"def test_{verb}_{thing}_of_one():\n    assert {verb}_{thing}([1]) == 1\n"
        )
        self._write(f"tests/test_{verb}_{thing}.py", test, "#")
        (self._root / "conftest.py").write_text("", encoding="utf-8")
        return name, fault, ["python", "-m", "pytest", "-p", "no:cacheprovider", *options]

    def _pytest_short(self) -> tuple[str, str, list[str]]:
        return self._pytest("-q", "--tb=short")

    def _unittest(self) -> tuple[str, str, list[str]]:
        thing, verb = self._thing, self._verb
        wrong = self._random.randrange(50, 99)
        fault = f"self.assertEqual({verb}_{thing}([3, 4, {len(thing)}]), {wrong})"
        test = (
            f"import unittest\n\n\n"
            f"def {verb}_{thing}({thing}s):\n    return sum({thing}s)\n\n\n"
            f"class {thing.title().replace('_', '')}Test(unittest.TestCase):\n"
            f"    def test_{verb}(self):\n        {fault}\n"
        )
        name = self._write(f"test_{thing}_{self._other}.py", test, "#")
        return name, fault, ["python", "-m", "unittest", f"test_{thing}_{self._other}"]

    def _node(self) -> tuple[str, str, list[str]]:
        thing, verb = self._thing, self._verb
        fault = f"return {thing}s.map(({thing}) => {thing}.{self._other}.toFixed(2)).join(', ');"
        name = self._write(
            f"{self._folder}/{verb}-{thing}.js",
            f"function {verb}_{thing}({thing}s) {{\n  {fault}\n}}\n"
            f"module.exports = {{ {verb}_{thing} }};",
            "//",
        )
        main = (
            f"const {{ {verb}_{thing} }} = require('./{self._folder}/{verb}-{thing}');\n\n"
            f"function main() {{\n  console.log({verb}_{thing}([{{ {self._third}: 1 }}]));\n}}\n\n"
            "main();\n"
        )
        self._write(f"index_{self._other}.js", main, "//")
        return name, fault, ["node", f"index_{self._other}.js"]

    def _node_module(self) -> tuple[str, str, list[str]]:
        thing, verb = self._thing, self._verb
        fault = f"throw new RangeError(`no {self._other} in ${{{thing}.length}} {thing}s`);"
        name = self._write(
            f"{self._folder}/{thing}.mjs",
            f"export async function {verb}({thing}) {{\n  await null;\n"
            f"  if (!{thing}[0]) {{\n    {fault}\n  }}\n}}",
            "//",
        )
        main = (
            f"import {{ {verb} }} from './{self._folder}/{thing}.mjs';\n\n"
            f"async function {self._second}All() {{\n  await {verb}([]);\n}}\n\n"
            f"await {self._second}All();\n"
        )
        self._write("main.mjs", main, "//")
        return name, fault, ["node", "main.mjs"]

    def _node_test(self) -> tuple[str, str, list[str]]:
        name = f"{self._verb}{self._thing.title().replace('_', '')}"
        fault = f"assert.strictEqual({name}([1, 2]), {self._random.randrange(10, 99)});"
        test = (
            "const test = require('node:test');\nconst assert = require('node:assert');\n\n"
            f"function {name}(items) {{\n  return items.length;\n}}\n\n"
            f"test('{self._verb} {self._thing}', () => {{\n  {fault}\n}});\n"
        )
        file = self._write(f"test/{self._thing}.test.js", test, "//")
        return file, fault, ["node", "--test", "--test-reporter=spec", file]


KINDS = (
    "script",
    "node",
    "chained",
    "node_module",
    "attribute",
    "node_test",
    "pytest",
    "node",
    "pytest_short",
    "node_module",
    "unittest",
)
