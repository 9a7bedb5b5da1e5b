"""A preview in an editor with a plugin: a draft is shown, and one of its choices accepted."""

import base64
import io
import re

import pytest
from lsprotocol import types
from PIL import Image, ImageDraw, ImageFont

from editor import EDITORS, started

pytestmark = [
    pytest.mark.usefixtures("needs_chromium", "shot"),
    pytest.mark.asyncio(loop_scope="session"),
]

TEXT = '<h1>Shop</h1>\n<img src="shot.png">\n<p>Bye</p>\n'


@pytest.fixture
def shot(shot):
    """With a smaller line, so that correcting the trace makes another candidate of it."""
    image = Image.open(shot)
    draw = ImageDraw.Draw(image)
    draw.text(
        (32, 106), "Open until the last is sold", fill="#4b5563", font=ImageFont.load_default(13)
    )
    image.save(shot)
    return shot


@pytest.fixture
def uri(vscode, tmp_path):
    return vscode.open((tmp_path / "page.html").as_uri(), "html", TEXT)


async def draft(editor, uri, **params):
    """The answer of `limner/code` with a preview, for the picture in the document."""
    span = {"start": {"line": 1, "character": 0}, "end": {"line": 1, "character": 0}}
    wanted = {"image": "shot.png", "range": span, "version": editor.versions[uri]}
    return await editor.request("limner/code", **{"uri": uri, "preview": True, **wanted, **params})


async def accept(editor, reply, choice, **params):
    return await editor.request("limner/accept", draft=reply.draft, choice=choice, **params)


async def hover(editor, uri, text):
    """What is shown where a text first stands."""
    at = editor.range(uri, text).start
    params = types.HoverParams(types.TextDocumentIdentifier(uri), at)
    return await editor.client.text_document_hover_async(params)


def whole(code):
    """The document with code in place of the picture."""
    return f"<h1>Shop</h1>\n{code}\n<p>Bye</p>\n"


def covered(editor, uri, span):
    """The text of a range as it came over the wire."""
    lines = editor.texts[uri].split("\n")[span.start.line : span.end.line + 1]
    assert span.start.character == 0
    assert span.end.character == len(lines[-1])
    return "\n".join(lines)


def picture(uri):
    head, _, body = uri.partition(",")
    assert head == "data:image/png;base64"
    return Image.open(io.BytesIO(base64.b64decode(body)))


async def test_the_preview_holds_the_picture_and_each_candidate(vscode, uri):
    reply = await draft(vscode, uri)

    assert picture(reply.shot.uri).size == (reply.shot.width, reply.shot.height) == (480, 240)
    assert {choice.proposer for choice in reply.choices} == {"trace", "refined trace"}
    scores = [choice.score for choice in reply.choices]
    assert scores == sorted(scores, reverse=True)
    assert len({choice.code for choice in reply.choices}) == 2
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


async def test_a_picture_that_was_pasted_is_called_as_the_editor_says(vscode, uri, shot):
    image = f"data:image/png;base64,{base64.b64encode(shot.read_bytes()).decode()}"

    reply = await draft(vscode, uri, image=image, name="bakery.png")

    assert reply.name == "bakery.png"
    assert 'class="from-bakery"' in reply.code


class TestAccepting:
    async def test_the_best_goes_in_by_one_edit(self, vscode, uri):
        reply = await draft(vscode, uri)

        answer = await accept(vscode, reply, 0)

        assert answer.applied
        assert vscode.texts[uri] == whole(reply.code)
        assert len(vscode.applied) == 1

    async def test_another_takes_its_place(self, vscode, uri):
        reply = await draft(vscode, uri)
        await accept(vscode, reply, 0)

        answer = await accept(vscode, reply, 1)

        assert answer.applied
        assert vscode.texts[uri] == whole(reply.choices[1].code)

    async def test_what_stood_there_comes_back(self, vscode, uri):
        reply = await draft(vscode, uri)
        await accept(vscode, reply, 1)

        answer = await accept(vscode, reply, None)

        assert answer.applied
        assert vscode.texts[uri] == TEXT

    async def test_to_discard_what_was_not_accepted_changes_nothing(self, vscode, uri):
        reply = await draft(vscode, uri)

        answer = await accept(vscode, reply, None)

        assert answer.applied
        assert vscode.applied == []

    async def test_what_was_typed_meanwhile_stays(self, vscode, uri):
        reply = await draft(vscode, uri)
        vscode.type(uri, 0, "<!-- 😋 -->\n")
        await accept(vscode, reply, 0)
        vscode.type(uri, len(vscode.texts[uri]), "<footer></footer>\n")

        await accept(vscode, reply, 1)
        exchanged = vscode.texts[uri]
        await accept(vscode, reply, None)

        around = "<!-- 😋 -->\n{}<footer></footer>\n"
        assert exchanged == around.format(whole(reply.choices[1].code))
        assert vscode.texts[uri] == around.format(TEXT)

    async def test_what_was_typed_into_the_code_is_not_lost(self, vscode, uri):
        reply = await draft(vscode, uri)
        await accept(vscode, reply, 0)
        line = vscode.texts[uri].index("Order now")
        vscode.type(uri, line, "Please: ")
        edited = vscode.texts[uri]

        with pytest.raises(Exception, match="the document changed where the code belongs"):
            await accept(vscode, reply, None)

        assert vscode.texts[uri] == edited

    async def test_a_choice_that_the_editor_put_in_by_itself_is_exchanged(self, vscode, uri):
        """A paste is applied by the editor; its user looks at the candidates afterwards."""
        reply = await draft(vscode, uri)
        start = TEXT.index("<img")
        vscode.type(uri, start, reply.code, replacing=len('<img src="shot.png">'))

        await accept(vscode, reply, 1, instead=0)

        assert vscode.texts[uri] == whole(reply.choices[1].code)

    async def test_after_an_undo_it_goes_in_again(self, vscode, uri):
        reply = await draft(vscode, uri)
        await accept(vscode, reply, 0)
        vscode.type(uri, 0, TEXT, replacing=len(vscode.texts[uri]))

        await accept(vscode, reply, 1)

        assert vscode.texts[uri] == whole(reply.choices[1].code)

    async def test_without_a_preview_the_best_can_be_accepted(self, vscode, uri):
        reply = await draft(vscode, uri, preview=False)

        answer = await accept(vscode, reply, 0)

        assert (reply.choices, reply.shot) == ([], None)
        assert answer.applied
        assert vscode.texts[uri] == whole(reply.code)

    @pytest.mark.parametrize(
        ("params", "fault"),
        [
            ({"draft": "nobody's", "choice": 0}, "there is no such draft any more"),
            ({"choice": 0}, "needs 'draft'"),
            ({"choice": 99}, "this draft has no choice 99"),
            ({"choice": -1}, "this draft has no choice -1"),
        ],
    )
    async def test_what_is_not_there_is_refused(self, vscode, uri, params, fault):
        if "99" in fault or "-1" in fault:
            params = {**params, "draft": (await draft(vscode, uri)).draft}

        with pytest.raises(Exception, match=fault):
            await vscode.request("limner/accept", **params)

        assert vscode.texts[uri] == TEXT


class TestFiles:
    async def test_they_come_and_go_with_the_code(self, vscode, tmp_path, icon_shot):
        uri = vscode.open((tmp_path / "new.jsx").as_uri(), "javascriptreact", "")
        reply = await vscode.request(
            "limner/code", uri=uri, image=icon_shot.name, stack="react", preview=True
        )
        before = sorted(tmp_path.rglob("*"))

        await accept(vscode, reply, 0)
        first = (tmp_path / "icons.css").read_text()
        await accept(vscode, reply, 1)
        second = (tmp_path / "icons.css").read_text()
        pictures = list((tmp_path / "images/icons").iterdir())
        await accept(vscode, reply, None)

        assert first != second
        assert pictures
        assert vscode.texts[uri] == ""
        assert sorted(tmp_path.rglob("*")) == [*before]

    async def test_a_file_that_somebody_else_wrote_is_not_touched(self, vscode, tmp_path, uri):
        uri = vscode.open((tmp_path / "new.jsx").as_uri(), "javascriptreact", "")
        reply = await vscode.request(
            "limner/code", uri=uri, image="shot.png", stack="react", preview=True
        )
        (tmp_path / "shot.css").write_text("p { color: red }")

        with pytest.raises(Exception, match=r"shot\.css is there meanwhile"):
            await accept(vscode, reply, 0)

        assert (tmp_path / "shot.css").read_text() == "p { color: red }"
        assert vscode.texts[uri] == ""

    @pytest.mark.parametrize("capabilities", EDITORS)
    async def test_a_file_of_its_own_is_made_exchanged_and_removed(
        self, tmp_path, shot, capabilities
    ):
        """Python holds no page: it goes into a file beside."""
        async with started(tmp_path, capabilities) as editor:
            editor.saves = True
            uri = editor.open((tmp_path / "shop.py").as_uri(), "python", "x = 1\n")
            reply = await editor.request("limner/code", uri=uri, image=shot.name, preview=True)

            await accept(editor, reply, 0)
            first = (tmp_path / "shot.html").read_text()
            await accept(editor, reply, 1)
            second = (tmp_path / "shot.html").read_text()
            await accept(editor, reply, None)

            assert (first, second) == (reply.choices[0].code, reply.choices[1].code)
            assert not (tmp_path / "shot.html").exists()
            assert editor.texts[uri] == "x = 1\n"


class TestLinesAndParts:
    async def test_the_document_tells_what_its_lines_draw(self, vscode, uri):
        reply = await draft(vscode, uri)
        await accept(vscode, reply, 0)
        vscode.type(uri, 0, "<!-- above -->\n<!-- and more -->\n")

        parts = (await vscode.request("limner/drawn", uri=uri)).parts

        drawn = {covered(vscode, uri, part.range) for part in parts if part.draft == reply.draft}
        lines = reply.choices[0].code.split("\n")
        expected = {
            "\n".join(lines[part.first_line : part.last_line + 1])
            for part in reply.choices[0].drawn
        }
        assert {text.strip() for text in drawn} == {text.strip() for text in expected}
        starts = [part.range.start.line for part in parts]
        assert starts == sorted(starts)

    async def test_it_knows_of_code_that_the_editor_put_in_by_itself(self, vscode, uri):
        reply = await draft(vscode, uri)
        start = TEXT.index("<img")
        vscode.type(uri, start, reply.code, replacing=len('<img src="shot.png">'))

        parts = (await vscode.request("limner/drawn", uri=uri)).parts

        assert any("Order now" in covered(vscode, uri, part.range) for part in parts)

    async def test_other_documents_draw_nothing(self, vscode, uri, tmp_path):
        reply = await draft(vscode, uri)
        other = vscode.open((tmp_path / "other.html").as_uri(), "html", TEXT)
        await accept(vscode, reply, 0)

        assert (await vscode.request("limner/drawn", uri=other)).parts == []
        assert await hover(vscode, other, "Bye") is None

    async def test_a_hover_shows_the_part(self, vscode, uri):
        reply = await draft(vscode, uri)
        await accept(vscode, reply, 0)

        shown = await hover(vscode, uri, "Order now")

        found = re.search(r"!\[part of the picture\]\((data:[^)]+)\)", shown.contents.value)
        width, height = picture(found[1]).size
        assert 150 < width < 180
        assert 30 < height < 60
        assert "shot\\.png" in shown.contents.value
        assert await hover(vscode, uri, "Bye") is None

    async def test_where_no_pictures_are_shown_it_says_so_in_words(self, tmp_path, shot):
        async with started(tmp_path, "neovim") as editor:
            uri = editor.open((tmp_path / "page.html").as_uri(), "html", TEXT)
            (action, *_) = await editor.actions(uri, "<img")
            await editor.run(action)

            shown = await hover(editor, uri, "Order now")

            assert "data:" not in shown.contents.value
            assert re.search(r"\d+ by \d+ pixels of shot", shown.contents.value)
            assert shot.name


class TestFromWords:
    async def test_a_page_has_a_preview_too(self, vscode, tmp_path):
        uri = vscode.open((tmp_path / "new.html").as_uri(), "html", "")

        reply = await vscode.request(
            "limner/generate", uri=uri, what="a login form with e-mail and password", preview=True
        )
        await accept(vscode, reply, 0)

        assert reply.shot is None
        assert picture(reply.choices[0].rendering).width == 1280
        assert vscode.texts[uri] == reply.choices[0].code
