"""The file of JavaScript or TypeScript whose cases are recorded: how it loads, and what."""

import shutil

import pytest

from limner_server.errors import InputError
from limner_server.proof.recorder.case import Case
from small_workspace import contents, write

pytestmark = pytest.mark.skipif(shutil.which("node") is None, reason="needs Node.js")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("exports.a = ;\n", "SyntaxError"),
        ("throw new Error('not today');\n", "Error at line 1: not today"),
        ("require('./nowhere');\n", "nowhere"),
    ],
)
def test_a_file_that_does_not_load_says_why(text, said, recorded):
    with pytest.raises(InputError, match=r"shop\.js does not load") as raised:
        recorded(text, "a()")

    assert said in raised.value.message


def test_modules_of_each_kind_load_each_other(tmp_path, recorded):
    write(
        tmp_path,
        {
            "package.json": '{"type": "module"}',
            "old.cjs": "exports.one = 1;",
            "data.json": '{"two": 2}',
        },
    )
    text = (
        "import path, { sep } from 'node:path';\nimport old from './old.cjs';\n"
        "import data from './data.json' with { type: 'json' };\n"
        "export const sum = () => old.one + data.two + path.sep.length + sep.length;\n"
        "export default (n) => n + 1;\nexport const lazy = () => import('./old.cjs');\n"
    )

    told = recorded(text, "sum()", "math(1)", "lazy()", name="math.js")

    assert [one.value for one in told[:2]] == ["5", "2"]


def test_typescript_is_recorded_with_its_own_lines(tmp_path, recorder_of, node_modules):
    (tmp_path / "node_modules").symlink_to(node_modules)
    write(tmp_path, {"double.ts": "export const double = (n: number) => n * 2;\n"})
    text = (
        "import { double } from './double.js';\nimport type { Not } from './there';\n\n"
        "export enum Size { Small, Large }\n\n"
        "export class Box<T> {\n  constructor(private readonly key: T, public size = 1) {}\n}\n\n"
        "export function twice(n: number): number {\n  if (n > 10) {\n"
        "    return double(n);\n  }\n  throw new RangeError(`small: ${n}`);\n}\n"
    )
    recorder = recorder_of(text, "twice.ts")

    large, small, box = recorder.record(
        [Case("twice(11)"), Case("twice(1)"), Case("new Box(2)")], check=lambda: None
    )

    assert (large.value, large.lines) == ("22", {11, 12})
    assert (small.message, small.lines) == ("small: 1", {11, 14})
    # What is private is nothing to look at.
    assert box.state == (("result.size", "1"),)


def test_nothing_is_left_in_the_workspace(tmp_path, recorded):
    text = "exports.act = () => require('fs').writeFileSync('made.txt', 'x');\n"
    (tmp_path / "shop.js").write_text(text)
    before = contents(tmp_path)

    recorded(text, "act()")

    assert contents(tmp_path) == before


def test_an_unsaved_document_lies_over_the_disk(tmp_path, recorder_of):
    write(tmp_path, {"other.js": "exports.n = 1;\n"})
    text = "const { n } = require('./other');\nexports.get = () => n;\n"
    recorder = recorder_of(text, texts={tmp_path / "other.js": b"exports.n = 2;\n"})

    (told,) = recorder.record([Case("get()")], check=lambda: None)

    assert told.value == "2"
