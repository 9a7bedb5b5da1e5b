"""Source code of the machine: what may be read, what is held out, and how it is cut."""

from __future__ import annotations

import json
from email.message import Message
from pathlib import Path

import pytest

from limner_adapters.code.corpus import Package, SourceFile, npm_packages, read_files
from limner_adapters.code.functions import code_functions
from limner_adapters.code.licences import is_permissive, python_licence
from limner_adapters.code.pieces import LONGEST, pieces

SHOP = '''"""A shop."""

RATE = 0.2


def total(prices):
    """Add up."""
    found = 0
    for price in prices:
        found += price
    return found


class Cart:
    def add(self, item):
        # Only once.
        if item not in self.items:
            self.items.append(item)
'''


def package(folder: Path, name: str = "shop", **files: str) -> Package:
    paths = []
    for file, text in files.items():
        path = folder / name / f"{file}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        paths.append(path)
    return Package(name, "MIT", tuple(paths))


def metadata(**fields: str) -> Message:
    message = Message()
    for name, value in fields.items():
        message[name.replace("_", "-")] = value
    return message


@pytest.mark.parametrize(
    "licence",
    ["MIT", "BSD-3-Clause", "Apache-2.0 OR BSD-2-Clause", "BSD-3-Clause AND 0BSD AND MIT", "ISC"],
)
def test_permissive_licences_are_known(licence: str) -> None:
    assert is_permissive(licence)


@pytest.mark.parametrize(
    "licence", ["", "LGPL-2.1-or-later", "MPL-2.0 AND MIT", "GPL-3.0", "see LICENSE", "UNLICENSED"]
)
def test_others_are_left_alone(licence: str) -> None:
    assert not is_permissive(licence)


def test_the_expression_counts_before_the_classifiers() -> None:
    told = metadata(License_Expression="MIT", Classifier="License :: OSI Approved :: GPL")
    assert python_licence(told) == "MIT"
    assert python_licence(metadata(Classifier="License :: OSI Approved :: MIT License")) == (
        "MIT License"
    )
    assert python_licence(metadata(License="Permission is hereby granted " * 9)) == ""


def test_whole_packages_are_held_out_by_their_names() -> None:
    names = [f"package{number}" for number in range(800)]
    held_out = [name for name in names if Package(name, "MIT", ()).held_out]
    assert 50 < len(held_out) < 150
    assert held_out == [name for name in names if Package(name, "BSD", ()).held_out]


def test_packages_of_npm_are_found_inside_others_and_each_name_once(tmp_path: Path) -> None:
    for home, licence in (
        ("node_modules/one", "MIT"),
        ("node_modules/one/node_modules/two", "ISC"),
        ("node_modules/@team/three", "GPL-3.0"),
        ("node_modules/@team/four", "MIT"),
    ):
        folder = tmp_path / home
        folder.mkdir(parents=True)
        name = home.rpartition("node_modules/")[2]
        manifest = {"name": name, "license": licence}
        (folder / "package.json").write_text(json.dumps(manifest), encoding="utf-8")
        (folder / "index.js").write_text("const a = 1;\n", encoding="utf-8")
        (folder / "a.min.js").write_text("a", encoding="utf-8")
        (folder / "index.d.ts").write_text("a", encoding="utf-8")

    found = npm_packages([tmp_path / "node_modules"])

    assert sorted(one.name for one in found) == ["npm:@team/four", "npm:one", "npm:two"]
    assert [path.name for one in found for path in one.files] == ["index.js"] * 3


def test_files_come_from_all_packages_in_turn_each_text_once(tmp_path: Path) -> None:
    large = package(tmp_path, "large", a="a = 1\n", b="b = 1\n", c="c = 1\n", d="d = 1\n")
    small = package(tmp_path, "small", x="x = 1\n", y="a = 1\n")

    found = [*read_files([large, small], seed=3)]

    assert {one.package.name for one in found[:2]} == {"large", "small"}
    assert len({one.text for one in found}) == len(found) == 5
    assert [one.text for one in found] == [one.text for one in read_files([large, small], seed=3)]


def test_what_no_person_wrote_is_left_out(tmp_path: Path) -> None:
    tables = package(tmp_path, "tables", a="x = [" + "1, " * 200 + "]\n", b="y = 1\n")
    assert [one.path.name for one in read_files([tables])] == ["b.py"]


def test_functions_are_texts_of_their_own(tmp_path: Path) -> None:
    one, other = code_functions(read_files([package(tmp_path, a=SHOP)]))
    assert one.text == (
        "def total(prices):\n"
        "    found = 0\n"
        "    for price in prices:\n"
        "        found += price\n"
        "    return found"
    )
    assert other.name == "add"
    assert other.text.startswith("def add(self, item):\n    # Only once.\n")
    assert other.origin == "shop: a.py:15"


def test_pieces_are_cut_between_definitions(tmp_path: Path) -> None:
    text = SHOP * 8
    found = [*pieces(SourceFile(package(tmp_path, a=text), tmp_path / "shop/a.py", text))]
    assert all(len(piece) <= LONGEST for piece in found)
    assert len(found) > 1
    assert sum(piece.count("def total") for piece in found) == 8
    assert not any(piece.startswith(("\t", " ")) for piece in found)
