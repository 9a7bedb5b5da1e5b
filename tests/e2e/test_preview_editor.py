"""A preview in an editor with a plugin: a draft is shown, and one of its choices accepted."""

import base64
import io

import pytest
from PIL import Image

pytestmark = [
    pytest.mark.usefixtures("needs_chromium", "shot"),
    pytest.mark.asyncio(loop_scope="session"),
]

TEXT = '<h1>Shop</h1>\n<img src="shot.png">\n<p>Bye</p>\n'


@pytest.fixture
def uri(vscode, tmp_path):
    return vscode.open((tmp_path / "page.html").as_uri(), "html", TEXT)


async def draft(editor, uri, **params):
    """The answer of `limner/code` with a preview, for the picture in the document."""
    span = {"start": {"line": 1, "character": 0}, "end": {"line": 1, "character": 0}}
    wanted = {"image": "shot.png", "range": span, "version": editor.versions[uri], **params}
    return await editor.request("limner/code", uri=uri, preview=True, **wanted)


def picture(uri):
    head, _, body = uri.partition(",")
    assert head == "data:image/png;base64"
    return Image.open(io.BytesIO(base64.b64decode(body)))


async def test_the_preview_holds_the_picture_and_each_candidate(vscode, uri):
    reply = await draft(vscode, uri)

    assert picture(reply.shot.uri).size == (reply.shot.width, reply.shot.height) == (480, 240)
    assert [choice.proposer for choice in reply.choices] == [
        candidate.proposer for candidate in reply.candidates
    ]
    scores = [choice.score for choice in reply.choices]
    assert scores == sorted(scores, reverse=True)
    assert len(scores) > 1
    for choice in reply.choices:
        assert picture(choice.rendering).width == 480
        assert choice.proof.summary
    assert reply.choices[0].code == reply.code
    assert vscode.texts[uri] == TEXT


async def test_lines_of_the_code_lead_to_what_they_draw(vscode, uri):
    reply = await draft(vscode, uri)

    for choice in reply.choices:
        lines = choice.code.split("\n")
        drawn = {
            tuple(part.box): "\n".join(lines[part.first_line : part.last_line + 1])
            for part in choice.drawn
        }
        around_button = [
            code for box, code in drawn.items() if box[0] <= 33 and box[1] > 120 and box[3] < 190
        ]
        assert around_button
        assert all("Order now" in code for code in around_button)


async def test_accepting_puts_the_best_in(vscode, uri):
    reply = await draft(vscode, uri)

    answer = await vscode.request("limner/accept", draft=reply.draft, choice=0)

    assert answer.applied
    assert vscode.texts[uri] == f"<h1>Shop</h1>\n{reply.code}\n<p>Bye</p>\n"
