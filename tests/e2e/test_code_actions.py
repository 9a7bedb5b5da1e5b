"""Code actions and the command, through the protocol, the worker, Tesseract and Chromium."""

import base64
import re

import pytest
from lsprotocol import types

from editor import started

TOKEN = 42
pytestmark = [
    pytest.mark.usefixtures("needs_chromium", "shot"),
    pytest.mark.asyncio(loop_scope="session"),
]


async def test_a_picture_becomes_code_in_its_place(editor, tmp_path):
    text = '<main>\r\n  <h1>😋</h1>\r\n  <p>😋 é</p> <img src="shot.png" alt="">\r\n</main>\r\n'
    uri = editor.open((tmp_path / "page.html").as_uri(), "html", text)

    action, *others = await editor.actions(uri, "<img")
    answer = await editor.run(action)

    assert action.title == "Code from shot.png"
    assert [other.title for other in others] == [
        "Find the source of shot.png",
        "Code from the clipboard image",
        "Find the source of the clipboard image",
    ]
    assert answer["applied"]
    assert answer["proof"]["status"] == "proven"
    before, after = text.split('<img src="shot.png" alt="">')
    assert editor.texts[uri].startswith(before)
    assert editor.texts[uri].endswith(after)
    assert "Fresh bread" in editor.texts[uri]
    assert "shot.png" not in editor.texts[uri]
    assert "\n" not in editor.texts[uri].replace("\r\n", "")
    assert any("Code from shot.png: looks" in message for message in editor.messages)


async def test_the_work_is_shown_from_its_beginning_to_its_end(vscode, tmp_path):
    uri = vscode.open((tmp_path / "page.html").as_uri(), "html", "<!-- shot.png -->\n")

    await vscode.run((await vscode.actions(uri, 0))[0])

    values = [value for _, value in vscode.progress]
    assert values[0]["kind"] == "begin"
    assert values[0]["cancellable"]
    assert values[0]["title"] == "Code from shot.png"
    percentages = [value["percentage"] for value in values if value["kind"] == "report"]
    assert percentages == sorted(percentages)
    assert any("</" in value.get("message", "") for value in values), "no glimpse of the code"
    assert values[-1]["kind"] == "end"
    assert values[-1]["message"].startswith("looks")


async def test_the_clients_own_progress_token_is_used(vscode, tmp_path):
    uri = vscode.open((tmp_path / "page.html").as_uri(), "html", "")

    await vscode.command({"uri": uri, "image": "shot.png"}, token=TOKEN)

    assert {token for token, _ in vscode.progress} == {TOKEN}


@pytest.mark.parametrize(
    ("document", "contains"),
    [
        (("a.md", "markdown", "# T\n\n![x](shot.png)\n"), "```html\n<!doctype html>"),
        (("a.vue", "vue", ""), "<template>"),
        (("a.tsx", "typescriptreact", ""), "export default function"),
        (("a.jsx", "javascriptreact", ""), "className="),
    ],
)
async def test_the_document_chooses_the_stack(vscode, tmp_path, document, contains):
    name, language, text = document
    uri = vscode.open((tmp_path / name).as_uri(), language, text)

    answer = await vscode.command({"uri": uri, "image": "shot.png"})

    assert answer["applied"]
    assert contains in vscode.texts[uri]
    assert "Fresh bread" in vscode.texts[uri]


async def test_a_project_with_tailwind_gets_tailwind(vscode, tmp_path):
    (tmp_path / "package.json").write_text('{"devDependencies": {"tailwindcss": "4"}}')
    uri = vscode.open((tmp_path / "a.html").as_uri(), "html", "")

    answer = await vscode.command({"uri": uri, "image": "shot.png"})

    assert answer["stack"] == "tailwind"


@pytest.mark.parametrize("name", ["visual_studio_code", "emacs"])
async def test_a_document_that_cannot_hold_a_page_gets_a_file_beside_it(tmp_path, name):
    """VS Code makes the file itself; Emacs cannot, so the server writes it."""
    async with started(tmp_path, name) as editor:
        uri = editor.open((tmp_path / "view.py").as_uri(), "python", "# like shot.png\n")

        answer = await editor.run((await editor.actions(uri, 0))[0])

        assert answer["applied"]
        assert editor.texts[uri] == "# like shot.png\n"
        made = tmp_path / "shot.html"
        page = made.read_text() if made.exists() else editor.texts[made.as_uri()]
        assert "Fresh bread" in page


async def test_an_untitled_document_takes_an_embedded_picture(vscode, shot):
    data = "data:image/png;base64," + base64.b64encode(shot.read_bytes()).decode()
    uri = vscode.open("untitled:Untitled-1", "html", f'<main>\n<img src="{data}">\n</main>\n')

    answer = await vscode.run((await vscode.actions(uri, "<img"))[0])

    assert answer["applied"]
    assert "Fresh bread" in vscode.texts[uri]
    assert data not in vscode.texts[uri]


async def test_a_cell_of_a_notebook_is_a_document(tmp_path):
    capabilities = types.ClientCapabilities(
        workspace=types.WorkspaceClientCapabilities(
            workspace_edit=types.WorkspaceEditClientCapabilities(document_changes=True)
        ),
        notebook_document=types.NotebookDocumentClientCapabilities(
            synchronization=types.NotebookDocumentSyncClientCapabilities()
        ),
    )
    async with started(tmp_path, capabilities) as editor:
        notebook = (tmp_path / "book.ipynb").as_uri()
        cell = notebook.replace("file:", "vscode-notebook-cell:") + "#W0"
        editor.texts[cell], editor.versions[cell] = "![x](shot.png)", 1
        editor.client.notebook_document_did_open(
            types.DidOpenNotebookDocumentParams(
                types.NotebookDocument(
                    notebook,
                    "jupyter-notebook",
                    1,
                    [types.NotebookCell(types.NotebookCellKind.Markup, cell)],
                ),
                [types.TextDocumentItem(cell, "markdown", 1, editor.texts[cell])],
            )
        )

        answer = await editor.run((await editor.actions(cell, 0))[0])

        assert answer["applied"]
        assert editor.texts[cell].startswith("```html")


async def test_a_request_of_our_own_gives_the_edit_and_changes_nothing(vscode, tmp_path):
    uri = vscode.open((tmp_path / "page.html").as_uri(), "html", "<!-- shot.png -->\n")

    answer = await vscode.client.protocol.send_request_async(
        "limner/code", {"uri": uri, "image": "shot.png", "partialResultToken": TOKEN}
    )

    assert vscode.applied == []
    assert "Fresh bread" in answer.code
    assert answer.edit.documentChanges[0].textDocument.version == 1
    texts = [value["text"] for token, value in vscode.progress if token == TOKEN]
    assert texts
    assert all(text.startswith("<!doctype html>") for text in texts)
    assert all("Fresh bread" in text for text in texts)


async def test_what_is_offered_is_what_was_asked_for(vscode, tmp_path):
    text = "![a](shot.png) ![b](https://example.org/b.png) ![c](gone.png)\nnothing\n"
    uri = vscode.open((tmp_path / "a.md").as_uri(), "markdown", text)

    async def titles(at, **context):
        return [action.title for action in await vscode.actions(uri, at, **context)]

    both = ["Code from shot.png", "Code from the clipboard image"]
    sources = ["Find the source of shot.png", "Find the source of the clipboard image"]
    assert await titles(0) == [both[0], sources[0], both[1], sources[1]]
    assert await titles("nothing") == [both[1], sources[1]]
    assert await titles(0, only=["limner"]) == sources
    assert await titles(0, only=["refactor"]) == both
    assert await titles(0, only=["quickfix"]) == []
    assert await titles(0, only=["refactor.rewrite.limner.clipboard"]) == both[1:]
    automatic = types.CodeActionTriggerKind.Automatic
    assert await titles(0, trigger_kind=automatic) == both[:1]


async def test_a_tag_in_a_component_is_replaced_and_its_rules_are_imported(vscode, tmp_path):
    text = 'export default function App() {\n  return (\n    <img src="./shot.png" />\n  );\n}\n'
    uri = vscode.open((tmp_path / "App.tsx").as_uri(), "typescriptreact", text)

    answer = await vscode.run((await vscode.actions(uri, "<img"))[0])

    assert answer["applied"]
    assert vscode.texts[uri].startswith('import "./shot.css";\nexport default function App() {')
    assert '\n    <div className="from-shot page">\n' in vscode.texts[uri]
    assert "Fresh bread" in vscode.texts[uri]
    assert (tmp_path / "shot.css").read_text().startswith(".from-shot {\n  & {\n")


async def test_pictures_of_the_page_are_written_beside_the_document(vscode, tmp_path, icon_shot):
    uri = vscode.open((tmp_path / "page.html").as_uri(), "html", "<!-- icons.png -->\n")

    answer = await vscode.command({"uri": uri, "image": icon_shot.name})

    sources = set(re.findall(r'src="([^"]+)"', vscode.texts[uri]))
    assert sources
    assert all(source.startswith("images/icons/") for source in sources)
    assert all((tmp_path / source).read_bytes().startswith(b"\x89PNG") for source in sources)
    assert len(answer["assets"]) == len(sources)
