"""What is offered where: tests, documentation, code from words, answers."""

import pytest
from lsprotocol import types
from pygls.workspace import PositionCodec

from limner_server.lsp.documents import Document
from limner_server.lsp.offers import Offers, glimpse
from limner_server.lsp.subject_offers import subject_offers
from limner_server.lsp.words_offers import words_offers

SHOP = """\
class Shop:
    rate = 2

    def total(self, prices):
        return sum(prices)


NAMES = []
"""


def opened(text, language="python", uri="file:///w/shop.py"):
    codec = PositionCodec(encoding=types.PositionEncodingKind.Utf16)
    return Document(uri, text, 3, language, position_codec=codec)


def asking(only=None, trigger=types.CodeActionTriggerKind.Invoked):
    literals = types.ClientCodeActionLiteralOptions(types.ClientCodeActionKindOptions([]))
    capabilities = types.CodeActionClientCapabilities(code_action_literal_support=literals)
    client = types.ClientCapabilities(
        text_document=types.TextDocumentClientCapabilities(code_action=capabilities)
    )
    return Offers(client, types.CodeActionContext([], only, trigger))


def at(shown, part, length=0):
    start = shown.source.index(part)
    return shown.positions.range(start, start + length)


def offered(actions):
    return {action.title: action.kind for action in actions}


class TestSubjects:
    def test_a_function_is_offered_tests_and_documentation(self):
        shown = opened(SHOP)

        actions = subject_offers(shown, at(shown, "return"), asking())

        assert offered(actions) == {
            "Write tests for `total`": "refactor.rewrite.limner.test",
            "Document `total`": "refactor.rewrite.limner.doc",
        }
        (arguments,) = actions[0].command.arguments
        assert arguments["range"]["start"] == {"line": 4, "character": 8}
        assert arguments["version"] == 3

    def test_a_class_is_offered_by_its_name(self):
        shown = opened(SHOP)

        titles = list(offered(subject_offers(shown, at(shown, "rate"), asking())))

        assert titles == ["Write tests for `Shop`", "Document `Shop`"]

    def test_a_selection_of_several_is_called_so(self):
        shown = opened("x = 1\n" + SHOP)

        titles = list(offered(subject_offers(shown, at(shown, "x = 1", 40), asking())))

        assert titles == ["Write tests for the selection", "Document the selection"]

    def test_where_the_cursor_is_in_nothing_the_file_is_meant(self):
        shown = opened(SHOP)

        actions = subject_offers(shown, at(shown, "NAMES"), asking())

        assert offered(actions) == {
            "Write tests for shop.py": "source.limner.test",
            "Document shop.py": "source.limner.doc",
        }
        assert "range" not in actions[0].command.arguments[0]

    def test_the_menu_of_source_actions_has_the_file_anywhere(self):
        shown = opened(SHOP)

        actions = subject_offers(shown, at(shown, "return"), asking(["source"]))

        assert list(offered(actions)) == ["Write tests for shop.py", "Document shop.py"]

    def test_nothing_is_offered_at_every_move_of_the_cursor(self):
        shown = opened(SHOP)
        automatic = asking(trigger=types.CodeActionTriggerKind.Automatic)

        assert subject_offers(shown, at(shown, "return"), automatic) == []

    @pytest.mark.parametrize("name", ["test_shop.py", "shop_test.py", "shop.test.ts", "tests.py"])
    def test_a_test_needs_no_tests(self, name):
        language = "typescript" if name.endswith("ts") else "python"
        shown = opened(SHOP, language, f"file:///w/{name}")

        titles = list(offered(subject_offers(shown, at(shown, "NAMES"), asking())))

        assert titles == [f"Document {name}"]

    @pytest.mark.parametrize("name", ["latest.py", "attestation.py", "contest.ts"])
    def test_what_only_sounds_like_a_test_is_none(self, name):
        shown = opened(SHOP, "python", f"file:///w/{name}")

        assert len(subject_offers(shown, at(shown, "NAMES"), asking())) == 2

    @pytest.mark.parametrize(
        ("language", "uri"), [("html", "file:///w/a.html"), ("python", "untitled:Untitled-1")]
    )
    def test_what_cannot_be_tested_is_not_offered_to_be(self, language, uri):
        shown = opened(SHOP, language, uri)

        assert subject_offers(shown, at(shown, "return"), asking()) == []


class TestWords:
    def test_a_comment_is_offered_to_become_code_below_it(self):
        shown = opened("def f():\n    # sort the 😋 prices\n    # by name\n    return 1\n")

        (action,) = words_offers(shown, at(shown, "sort"), asking())

        assert action.title == "Generate: sort the 😋 prices by name"
        assert action.kind == "refactor.rewrite.limner.generate"
        (arguments,) = action.command.arguments
        assert arguments["what"] == "sort the 😋 prices by name"
        end = {"line": 2, "character": 13}
        assert arguments["range"] == {"start": end, "end": end}

    def test_selected_words_in_code_make_room_for_it(self):
        shown = opened("x = 1\nsort the prices\n")

        (action,) = words_offers(shown, at(shown, "sort", 15), asking())

        (arguments,) = action.command.arguments
        assert arguments["range"]["start"] == {"line": 1, "character": 0}
        assert arguments["range"]["end"] == {"line": 1, "character": 15}

    def test_selected_words_of_a_text_stay(self):
        shown = opened("Build a login form.\n", "markdown", "file:///w/a.md")

        (action,) = words_offers(shown, at(shown, "Build", 19), asking())

        assert action.title == "Generate: Build a login form."
        (arguments,) = action.command.arguments
        assert arguments["range"]["start"] == arguments["range"]["end"]

    def test_a_question_is_offered_to_be_answered(self):
        shown = opened("# why is it slow?\nx = 1\n")

        (action,) = words_offers(shown, at(shown, "slow"), asking())

        assert action.title == "Ask: why is it slow?"
        assert action.kind == "limner.ask"
        assert action.command.arguments[0]["question"] == "why is it slow?"

    @pytest.mark.parametrize(
        ("text", "language", "uri"),
        [
            ("<!-- shot of the page.png -->", "html", "file:///w/a.html"),
            ("/* a wide button */", "css", "file:///w/a.css"),
            ("# sort the prices", "python", "vscode-notebook-cell:/w/a.ipynb#C1"),
        ],
    )
    def test_what_cannot_become_code_is_not_offered_to(self, text, language, uri):
        shown = opened(text, language, uri)

        assert words_offers(shown, shown.positions.range(6, 6), asking()) == []

    def test_nothing_is_offered_at_every_move_of_the_cursor(self):
        shown = opened("# sort the prices\n")
        automatic = asking(trigger=types.CodeActionTriggerKind.Automatic)

        assert words_offers(shown, at(shown, "sort"), automatic) == []


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("short", "short"),
        ("  first\nsecond", "first…"),
        ("x" * 60, "x" * 60),
        ("x" * 61, "x" * 59 + "…"),
    ],
)
def test_a_glimpse_fits_into_a_menu(text, seen):
    assert glimpse(text) == seen
