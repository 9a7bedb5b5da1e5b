"""The parameters of commands and requests: JSON that anybody may have sent."""

import pytest
from lsprotocol.types import Position, Range

from limner_server.emit.code import Stack
from limner_server.errors import InputError
from limner_server.lsp.arguments import Arguments, to_wire
from limner_server.lsp.commands.ask import AskParams
from limner_server.lsp.commands.code import CodeParams
from limner_server.lsp.commands.fix import FixParams, Reported
from limner_server.lsp.commands.generate import GenerateParams
from limner_server.lsp.commands.locate import LocateParams
from limner_server.lsp.commands.subject import SubjectParams

SPAN = Range(Position(1, 2), Position(3, 4))


def test_all_that_may_be_said_is_understood():
    params = CodeParams.parse(
        {
            "uri": "file:///a.html",
            "range": to_wire(SPAN),
            "image": "a.png",
            "stack": "react",
            "version": 4,
            "preview": True,
            "partialResultToken": "p",
            "workDoneToken": 7,
            "name": "login.png",
        }
    )

    told = ("file:///a.html", SPAN, "a.png", Stack.REACT, 4, True, "p", 7, "login.png")
    assert params == CodeParams(*told)


def test_a_document_is_enough():
    assert CodeParams.parse({"uri": "untitled:1"}) == CodeParams("untitled:1")


def test_a_key_binding_may_name_the_path_and_the_lines():
    params = CodeParams.parse({"uri": "/home/me/a b.html", "lines": [3, 3]})

    assert params.uri == "file:///home/me/a%20b.html"
    assert params.range == Range(Position(2, 0), Position(2, 0))


@pytest.mark.parametrize(("lines", "last"), [([1, 1], 0), ([1, 2], 2)])
def test_lines_are_counted_from_one(lines, last):
    params = CodeParams.parse({"uri": "/a.html", "lines": lines})

    assert params.range == Range(Position(0, 0), Position(last, 0))


@pytest.mark.parametrize(
    ("value", "says"),
    [
        ({"uri": "x", "lines": [1]}, "'lines'"),
        ({"uri": "x", "lines": [1, "2"]}, "'lines'"),
        ({"uri": "x", "lines": 3}, "'lines'"),
        (None, "one object"),
        ([], "one object"),
        ({}, "'uri'"),
        ({"uri": 3}, "'uri'"),
        ({"uri": "x", "range": 3}, "'range'"),
        ({"uri": "x", "range": {"start": {"line": 0}}}, "'range'"),
        ({"uri": "x", "range": {"start": {"line": -1, "character": 0}}}, "'range'"),
        ({"uri": "x", "image": 3}, "'image'"),
        ({"uri": "x", "version": "3"}, "'version'"),
        ({"uri": "x", "version": True}, "'version'"),
        ({"uri": "x", "stack": "angular"}, "html, tailwind, react, vue"),
    ],
)
def test_anything_else_is_named_in_the_error(value, says):
    with pytest.raises(InputError, match=says):
        CodeParams.parse(value)


def test_all_that_may_be_said_of_a_fix_is_understood():
    params = FixParams.parse(
        {
            "uri": "file:///a.py",
            "range": to_wire(SPAN),
            "test": "pytest",
            "traceback": "Traceback ...",
            "image": "a.png",
            "clipboard": True,
            "diagnostic": {"range": to_wire(SPAN), "message": "m", "code": 2304, "source": "ts"},
            "version": 4,
            "workDoneToken": 7,
        }
    )

    diagnostic = Reported(SPAN, "m", "2304", "ts")
    assert params == FixParams(
        "file:///a.py", SPAN, "pytest", "Traceback ...", "a.png", True, diagnostic, 4, 7
    )


@pytest.mark.parametrize(
    ("value", "says"),
    [
        ({}, "limner.fix needs 'uri'"),
        ({"uri": "x", "test": 3}, "limner.fix: 'test'"),
        ({"uri": "x", "clipboard": "yes"}, "'clipboard'"),
        ({"uri": "x", "diagnostic": "m"}, "'diagnostic'"),
        ({"uri": "x", "diagnostic": {"message": "m"}}, "'diagnostic' has no range"),
        ({"uri": "x", "diagnostic": {"range": to_wire(SPAN)}}, "'message'"),
    ],
)
def test_anything_else_of_a_fix_is_named_in_the_error(value, says):
    with pytest.raises(InputError, match=says):
        FixParams.parse(value)


def test_all_that_may_be_said_of_tests_is_understood():
    value = {"uri": "file:///a.py", "symbol": "A.b", "range": to_wire(SPAN), "version": 4}
    value["workDoneToken"] = 7

    params = SubjectParams.of(Arguments("limner.test", value))

    assert params == SubjectParams("file:///a.py", "A.b", SPAN, 4, 7)


def test_all_that_may_be_said_of_words_is_understood():
    value = {"uri": "u", "what": "a form", "range": to_wire(SPAN), "stack": "vue", "version": 4}

    params = GenerateParams.parse(value)

    assert params == GenerateParams("u", "a form", SPAN, Stack.VUE, 4)


def test_all_that_may_be_said_of_a_picture_is_understood():
    value = {"uri": "file:///a.md", "image": "a.png", "workDoneToken": "t"}

    assert LocateParams.parse(value) == LocateParams("file:///a.md", "a.png", False, "t")
    assert LocateParams.parse({"clipboard": True}) == LocateParams(clipboard=True)


def test_all_that_may_be_said_of_a_question_is_understood():
    value = {"question": "why?", "uri": "u", "range": to_wire(SPAN), "image": "a.png"}

    assert AskParams.parse(value) == AskParams("why?", "u", SPAN, "a.png")


@pytest.mark.parametrize(
    ("parse", "value", "says"),
    [
        (GenerateParams.parse, {"uri": "u"}, "limner.generate needs 'what'"),
        (GenerateParams.parse, {"uri": "u", "what": ""}, "needs 'what'"),
        (GenerateParams.parse, {"uri": "u", "what": 3}, "'what' is of the wrong kind"),
        (GenerateParams.parse, {"uri": "u", "what": "x", "stack": "qt"}, "html, tailwind"),
        (LocateParams.parse, {}, "limner.locate needs 'image'"),
        (LocateParams.parse, {"clipboard": False}, "needs 'image'"),
        (LocateParams.parse, {"image": ["a.png"]}, "'image' is of the wrong kind"),
        (AskParams.parse, {}, "limner.ask needs 'question'"),
        (AskParams.parse, {"question": "why?", "range": 3}, "'range'"),
        (AskParams.parse, "why?", "limner.ask takes one object"),
    ],
)
def test_anything_else_of_these_is_named_in_the_error(parse, value, says):
    with pytest.raises(InputError, match=says):
        parse(value)


@pytest.mark.parametrize("value", [{}, {"uri": "u", "symbol": 3}, {"uri": "u", "range": "all"}])
def test_anything_else_of_tests_is_named_in_the_error(value):
    with pytest.raises(InputError, match=r"limner\.doc"):
        SubjectParams.of(Arguments("limner.doc", value))
