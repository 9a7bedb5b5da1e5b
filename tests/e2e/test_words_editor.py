"""Code from words in an editor with no plugin, placed where the words are."""

import asyncio
import shutil

import pytest
from lsprotocol import types
from pygls.exceptions import JsonRpcException

from editor import started
from limner_server.lsp.protocol import GENERATE_COMMAND
from scripted_engine import scripted_engine
from workspaces import fingerprint

pytestmark = [
    pytest.mark.usefixtures("needs_chromium"),
    pytest.mark.asyncio(loop_scope="session"),
]
WISH = "a login form with e-mail, password and a remember-me box"
KIND = "refactor.rewrite.limner.generate"
LEAP = "# a function that tells whether a year is a leap year\n"
WRITTEN = """\
Here it is:

```python
def is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
```
"""


def generate(editor, uri, **arguments):
    return editor.command({"uri": uri, **arguments}, name=GENERATE_COMMAND)


async def test_a_comment_becomes_a_page_below_it(editor, tmp_path):
    text = f"<section>\r\n  <!-- {WISH} -->\r\n</section>\r\n"
    uri = editor.open((tmp_path / "page.html").as_uri(), "html", text)

    (action,) = await editor.actions(uri, "login", only=[KIND])
    answer = await editor.run(action)

    assert action.title == f"Generate: {WISH}"
    assert answer["applied"]
    assert answer["proof"]["status"] == "proven"
    assert answer["kind"] == "page"
    written = editor.texts[uri]
    assert written.startswith(f"<section>\r\n  <!-- {WISH} -->\r\n  <style>")
    assert written.endswith("</div>\r\n</section>\r\n")
    assert "\n" not in written.replace("\r\n", "")
    for part in ('type="email"', 'type="password"', 'type="checkbox"'):
        assert part in written
    assert editor.progress[0][1]["title"] == f"Code from “{WISH}”"
    assert any(answer["proof"]["summary"] in message for message in editor.messages)


@pytest.mark.parametrize(
    ("document", "contains"),
    [
        (("a.vue", "vue", ""), "<template>"),
        (("a.tsx", "typescriptreact", ""), "export default function"),
        (("a.md", "markdown", f"# Plan\n\n{WISH}\n"), "```html"),
    ],
)
async def test_the_document_chooses_the_stack(vscode, tmp_path, document, contains):
    name, language, text = document
    uri = vscode.open((tmp_path / name).as_uri(), language, text)

    answer = await generate(vscode, uri, what=WISH)

    assert answer["applied"]
    assert contains in vscode.texts[uri]
    assert vscode.texts[uri].startswith(text)


async def test_selected_words_of_a_text_stay_above_the_code(vscode, tmp_path):
    text = f"# Plan\n\n{WISH}\n\nThe rest.\n"
    uri = vscode.open((tmp_path / "plan.md").as_uri(), "markdown", text)
    span = vscode.range(uri, WISH)
    params = types.CodeActionParams(
        types.TextDocumentIdentifier(uri), span, types.CodeActionContext([], [KIND])
    )

    (action,) = await vscode.client.text_document_code_action_async(params)
    await vscode.run(action)

    assert vscode.texts[uri].startswith(f"# Plan\n\n{WISH}\n\n```html\n")
    assert vscode.texts[uri].endswith("```\n\nThe rest.\n")


async def test_a_page_needs_no_project_and_no_file(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    async with started(tmp_path) as editor:
        saved = editor.open((tmp_path / "page.html").as_uri(), "html", "")
        untitled = editor.open("untitled:Untitled-1", "html", "")

        for uri in (saved, untitled):
            assert (await generate(editor, uri, what=WISH))["applied"]
            assert 'type="password"' in editor.texts[uri]


async def test_the_request_gives_the_edit_and_changes_nothing(vscode, tmp_path):
    uri = vscode.open((tmp_path / "page.html").as_uri(), "html", "<p>x</p>\n")
    before = fingerprint(tmp_path)

    answer = await vscode.client.protocol.send_request_async(
        "limner/generate", {"uri": uri, "what": WISH}
    )

    assert vscode.applied == []
    assert 'type="email"' in answer.code
    assert answer.edit.documentChanges[0].textDocument.version == 1
    assert fingerprint(tmp_path) == before


async def test_what_is_typed_meanwhile_moves_the_place(vscode, tmp_path):
    text = f"<section>\n  <!-- {WISH} -->\n</section>\n"
    uri = vscode.open((tmp_path / "page.html").as_uri(), "html", text)
    (action,) = await vscode.actions(uri, "login", only=[KIND])
    running = asyncio.ensure_future(vscode.run(action))
    await vscode.until_progress()

    vscode.type(uri, 0, "<!-- 😋 -->\n")

    assert (await running)["applied"]
    assert vscode.texts[uri].startswith(f"<!-- 😋 -->\n<section>\n  <!-- {WISH} -->\n  <style>")


async def test_the_built_in_model_says_what_it_cannot_do_and_what_to_do_about_it(vscode, tmp_path):
    uri = vscode.open((tmp_path / "years.py").as_uri(), "python", LEAP)

    (action,) = await vscode.actions(uri, "leap", only=[KIND])
    said = ""
    try:
        answer = await vscode.run(action)
        said = " ".join(vscode.messages)
        assert not answer["applied"]
    except JsonRpcException as refusal:
        said = refusal.message

    assert "\n" not in said
    assert "model" in said
    assert vscode.texts[uri] == LEAP


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ({}, "needs 'what'"),
        ({"what": "a form", "stack": "qt"}, "no such stack"),
        ({"what": "a form", "range": {"start": 3}}, "'range' is not an LSP range"),
    ],
)
async def test_wrong_arguments_are_one_line(vscode, tmp_path, arguments, says):
    uri = vscode.open((tmp_path / "page.html").as_uri(), "html", "")

    with pytest.raises(Exception, match=says) as refusal:
        await generate(vscode, uri, **arguments)

    assert "\n" not in refusal.value.message


@pytest.fixture
def years(tmp_path):
    folder = tmp_path / "years"
    folder.mkdir()
    (folder / "pyproject.toml").write_text("[project]\nname = 'years'\nversion = '1'\n")
    (folder / "years.py").write_text(LEAP)
    return folder


@pytest.mark.skipif(shutil.which("bwrap") is None, reason="needs bubblewrap")
class TestWithAnEngine:
    async def written(self, folder, **settings):
        """The editor after an engine wrote into its document, and the answer."""
        answer = settings.pop("answer", None)
        with scripted_engine(WRITTEN) as (engine, _):
            settings |= {"engineUrl": engine.base_url, "model": "scripted"}
            async with started(folder, **settings) as editor:
                editor.answer = answer
                uri = editor.open((folder / "years.py").as_uri(), "python", LEAP)
                (action,) = await editor.actions(uri, "leap", only=[KIND])
                return editor, uri, await editor.run(action)

    async def test_other_code_goes_below_the_comment(self, years):
        editor, uri, answer = await self.written(years, trusted="always")

        assert answer["applied"], answer["proof"]
        assert answer["kind"] == "change"
        assert editor.texts[uri].startswith(LEAP)
        assert "def is_leap(year: int) -> bool:" in editor.texts[uri]
        assert (years / "years.py").read_text() == LEAP

    @pytest.mark.parametrize(("button", "applied"), [("Apply it unproven", True), (None, False)])
    async def test_what_could_not_be_proven_is_applied_only_where_the_user_says_so(
        self, years, button, applied
    ):
        editor, uri, answer = await self.written(years, trusted="never", answer=button)

        assert answer["proof"]["status"] == "unproven"
        assert answer["applied"] == applied
        assert ("def is_leap" in editor.texts[uri]) == applied
        (question,) = editor.questions
        assert "unproven" in question
