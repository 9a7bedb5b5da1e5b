"""What a module exports, and where the names of its own modules lead."""

import pytest

from limner_server.perception.syntax.languages import JAVASCRIPT, TYPESCRIPT
from limner_server.perception.syntax.tree import Tree
from limner_server.proof.recorder.javascript_modules import aliases, bindings, hidden_members
from small_workspace import write


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("export const a = 1;\nexport function f() {}", {"a": "a", "f": "f"}),
        ("export default function f() {}", {"f": "default"}),
        ("export default class {}", {"dateRange": "default"}),
        ("const a = 1;\nexport { a as b };", {"a": "b"}),
        ("module.exports = { f, g: h };", {"f": "f", "h": "g"}),
        ("module.exports = f;", {"f": "default"}),
        ("exports.f = () => 1;", {"f": "f"}),
        ("export { a } from './other';\nexport * from './more';", {}),
        ("const a = 1;", {}),
    ],
)
def test_what_a_test_can_import(text, found, tmp_path):
    tree = Tree.parse(text, JAVASCRIPT)

    assert bindings(tree, tmp_path / "date-range.js") == found


def test_names_of_folders_lead_to_files(tmp_path):
    write(
        tmp_path,
        {
            "tsconfig.json": '{"compilerOptions": {"paths": {"@/*": ["./src/*"]}}}',
            "src/a.ts": "import { c } from '@/c';\n",
            "src/c.ts": "export const c = 1;\n",
        },
    )
    text = "import './a';\nimport lodash from 'lodash';\n"

    found = aliases(tmp_path / "src" / "b.ts", Tree.parse(text, TYPESCRIPT), tmp_path, {})

    assert found == {str(tmp_path / "src" / "a.ts"): {"@/c": str(tmp_path / "src" / "c.ts")}}


def test_what_typescript_hides_is_known_by_its_name():
    text = "class A { private a = 1; protected b() {} public c = 2; constructor(private d: x) {} }"

    assert hidden_members(Tree.parse(text, TYPESCRIPT)) == {"a", "b", "d"}
