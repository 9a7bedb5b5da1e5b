"""A preview in an editor with a plugin: a draft is shown, and one of its choices accepted."""

import asyncio
import base64

import pytest

from editor import EDITORS, started
from previews import TEXT, accept, add_small_line, draft, picture, whole
from scripted_engine import scripted_engine

pytestmark = [
    pytest.mark.usefixtures("needs_chromium", "shot"),
    pytest.mark.asyncio(loop_scope="session"),
]

LEAP = "# a function that tells whether a year is a leap year\n"
WRITTEN = """\
```python
def is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
```
"""


@pytest.fixture
def shot(shot):
    return add_small_line(shot)


@pytest.fixture
def uri(vscode, tmp_path):
    return vscode.open((tmp_path / "page.html").as_uri(), "html", TEXT)


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

    async def test_who_looks_through_the_candidates_gets_the_last(self, vscode, uri):
        reply = await draft(vscode, uri)

        answers = await asyncio.gather(*(accept(vscode, reply, one) for one in (0, 1, 0, None, 1)))

        assert all(answer.applied for answer in answers)
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

    async def test_none_is_written_for_code_that_has_no_place_any_more(
        self, vscode, tmp_path, icon_shot
    ):
        text = '<h1>Shop</h1>\n<img src="icons.png">\n'
        uri = vscode.open((tmp_path / "page.html").as_uri(), "html", text)
        reply = await draft(vscode, uri, image=icon_shot.name)
        before = sorted(tmp_path.rglob("*"))
        vscode.type(uri, text.index("<img"), "<hr>", replacing=len('<img src="icons.png">'))

        with pytest.raises(Exception, match="the document changed where the code belongs"):
            await accept(vscode, reply, 0)

        assert reply.files
        assert sorted(tmp_path.rglob("*")) == before

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

    async def test_other_code_is_accepted_as_its_command_would_apply_it(self, tmp_path):
        path = tmp_path / "years.py"
        path.write_text(LEAP)
        with scripted_engine(WRITTEN) as (engine, _):
            settings = {"model": "scripted", "engineUrl": engine.base_url}
            async with started(tmp_path, **settings) as editor:
                uri = editor.open(path.as_uri(), "python", LEAP)
                editor.answer = "Apply it unproven"

                reply = await editor.request(
                    "limner/generate", uri=uri, what="tells whether a year is a leap year"
                )
                answer = await accept(editor, reply, 0)

        assert (reply.stack, reply.choices, reply.shot) == (None, [], None)
        assert "+def is_leap" in reply.code
        assert answer.applied
        assert "def is_leap" in editor.texts[uri]
