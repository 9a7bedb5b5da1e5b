"""Code from words in an editor with no plugin, placed where the words are."""

import asyncio

import pytest
from lsprotocol import types
from pygls.exceptions import JsonRpcException

from limner_server.lsp.protocol import GENERATE_COMMAND
from workspaces import fingerprint

pytestmark = [
    pytest.mark.usefixtures("needs_chromium"),
    pytest.mark.asyncio(loop_scope="session"),
]
WISH = "a login form with e-mail, password and a remember-me box"
KIND = "refactor.rewrite.limner.generate"


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
    text = "# a function that tells whether a year is a leap year\n"
    uri = vscode.open((tmp_path / "years.py").as_uri(), "python", text)

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
    assert vscode.texts[uri] == text


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
