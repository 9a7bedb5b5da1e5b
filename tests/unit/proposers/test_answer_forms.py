"""The forms of answers: what they allow is read without a rest, and they allow what is good."""

from __future__ import annotations

from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any

import numpy as np
import pytest
from llguidance import LLMatcher, grammar_from
from llguidance.hf import from_tokenizer

from limner_model.errors import RequestRefusedError
from limner_model.forms import Grammar
from limner_model.generation import generate
from limner_model.installed import InstalledModel
from limner_model.loader import LoadedModel, load_model
from limner_model.protocol import ChatRequest, Message
from limner_server.emit.code import Stack
from limner_server.emit.node import VOID_TAGS
from limner_server.layout.element import Element, number
from limner_server.perception.image import Picture
from limner_server.proposers.asking import Asking
from limner_server.proposers.label_form import label_form
from limner_server.proposers.labels import read_answer
from limner_server.proposers.pages.ask import ask_for_page
from limner_server.proposers.pages.form import PAGE
from limner_server.proposers.relabel import relabel
from limner_server.proposers.rewrite.blocks import edit_blocks
from limner_server.proposers.rewrite.form import EDIT_BLOCKS
from limner_server.tasks.task import Run
from scripted_engine import Refusal, scripted_engine
from tiny_model import byte_tokenizer, save_tiny_model
from trees import blank_scene, drawing, group, page, text

LABELS = label_form(13)
WHITE = Picture(np.full((800, 1000, 3), 255, np.uint8), "white")
BLOCK = "shop/cart.py\n<<<<<<< SEARCH\na = 1\n\n== b\n=======\nif a <= 1:\n>>>>>>> REPLACE"
UNDERLINED = "a.md\n<<<<<<< SEARCH\nTitle\n============\n=======\n>>>>>>> REPLACE"
DOCUMENT = """\
<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>Sign in</title>
<style>
.card > p { margin: 0 }
@media (min-width: 640px) { .card { padding: 2rem } }
</style></head>
<body class="page">
<main><h1>Sign in</h1><b>now</b><blockquote>quoted</blockquote>
<form><label for="e">E-mail</label> <input id="e" type="email" required autocomplete="email" />
<br><img src="picture.svg" alt="a door"><svg viewBox="0 0 1 1"><path d="M0 0"/></svg>
<button type="submit">Go</button></form></main>
</body>
</html>
"""


def a_page() -> Element:
    menu = group(text("Home", (0, 0, 60, 20)), text("Blog", (80, 0, 140, 20)))
    return number(page(menu, drawing((0, 100, 24, 124))))


@pytest.fixture(scope="module")
def keeps() -> Callable[[Grammar, str], bool]:
    """Says whether a text has a form."""
    tokenizer = byte_tokenizer([])
    tokens = from_tokenizer(tokenizer)

    def told(form: Grammar, text: str) -> bool:
        matcher = LLMatcher(tokens, grammar_from("grammar", form.text), log_level=0)
        ids = tokenizer(text).input_ids
        taken: int = matcher.try_consume_tokens(ids)
        return taken == len(ids) and bool(matcher.is_accepting())

    return told


@pytest.mark.parametrize(
    ("form", "text"),
    [
        (LABELS, "[[0]] header [[1]] a [[2]] nav ul [[3]]-[[5]] form"),
        (LABELS, "[[0]]: header\n[[12]] li a"),
        (LABELS, "<think>is it <nav> or a < b?</think>\n[[0]] p"),
        (EDIT_BLOCKS, BLOCK),
        (EDIT_BLOCKS, f"{BLOCK}\n\n{UNDERLINED}\n"),
        (EDIT_BLOCKS, f"<think>\nhm\n</think>\n\n{BLOCK}"),
        (PAGE, DOCUMENT),
        (PAGE, f"```html\n{DOCUMENT}```\n"),
    ],
)
def test_a_good_answer_has_the_form(
    keeps: Callable[[Grammar, str], bool], form: Grammar, text: str
) -> None:
    assert keeps(form, text)


@pytest.mark.parametrize(
    ("form", "text"),
    [
        (LABELS, ""),
        (LABELS, "[[13]] a"),
        (LABELS, "[[0]] heading"),
        (LABELS, "[[0]] a a a a"),
        (LABELS, "These are the labels: [[0]] a"),
        (EDIT_BLOCKS, "There is nothing to change."),
        (EDIT_BLOCKS, BLOCK.replace("=======\n", "")),
        (EDIT_BLOCKS, BLOCK.removesuffix(">>>>>>> REPLACE")),
        (EDIT_BLOCKS, BLOCK.removeprefix("shop/cart.py\n")),
        (PAGE, DOCUMENT.replace("</main>", "")),
        (PAGE, DOCUMENT.replace("</form>", "</div>")),
        (PAGE, DOCUMENT.replace("<b>now</b>", "<script>now()</script>")),
    ],
)
def test_what_is_not_read_is_not_written(
    keeps: Callable[[Grammar, str], bool], form: Grammar, text: str
) -> None:
    assert not keeps(form, text)


@pytest.fixture(scope="module")
def babbler(tmp_path_factory: pytest.TempPathFactory) -> LoadedModel:
    """A model of random weights."""
    folder = save_tiny_model(tmp_path_factory.mktemp("models") / "tiny", context=8192)
    return load_model(InstalledModel("tiny", folder, {}))


def babbled(model: LoadedModel, form: Grammar, seed: int, most: int) -> tuple[str, str]:
    request = ChatRequest(
        "tiny", (Message("user", ("go",)),), max_tokens=most, temperature=1.0, seed=seed, form=form
    )
    pieces: list[str] = []
    with model.speaking_as(None) as speaker:
        reason, _ = generate(speaker, model, request, pieces.append, lambda: None)
    return "".join(pieces), reason


def test_every_answer_names_nodes_that_exist_with_roles_that_there_are(
    babbler: LoadedModel,
) -> None:
    for seed in range(5):
        text, _ = babbled(babbler, _shortened(label_form(3)), seed, 200)
        labels = read_answer(text, 3)
        assert labels, text
        assert {label.last for label in labels} <= {0, 1, 2}


def test_every_answer_that_ends_is_whole_edit_blocks(babbler: LoadedModel) -> None:
    ended = 0
    for seed in range(6):
        text, reason = babbled(babbler, _shortened(EDIT_BLOCKS), seed, 700)
        if reason == "stop":
            ended += 1
            lines = [line.rstrip() for line in text.split("\n")]
            assert len(edit_blocks(lines)) == text.count("<<<<<<< SEARCH")
            assert not any(block.cut for block in edit_blocks(lines))
    assert ended


def test_every_answer_that_ends_is_a_page(babbler: LoadedModel) -> None:
    ended = 0
    for seed in range(4):
        text, reason = babbled(babbler, _shortened(PAGE), seed, 1000)
        if reason == "stop":
            ended += 1
            assert is_balanced(text)
    assert ended


def is_balanced(page_: str) -> bool:
    """Whether every tag that has an end is ended, in order."""
    opened: list[str] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: object) -> None:
            del attrs
            if tag not in VOID_TAGS | {"meta"}:
                opened.append(tag)

        def handle_startendtag(self, tag: str, attrs: object) -> None:
            """Nothing is opened."""

        def handle_endtag(self, tag: str) -> None:
            assert opened.pop() == tag

    Reader().feed(page_)
    return not opened


def _shortened(form: Grammar) -> Grammar:
    """The same form with short words: who babbles comes to no end by himself."""
    text = form.text.replace("thought? ", "").replace("element)*", "element)?")
    for free in (r"[^\n]*", r"[^<=>`\n]*", r"[^<]+", r"[a-zA-Z0-9:_-]*", r"[^\"<]*"):
        text = text.replace(free, "[a-z]?")
    for repeated in ("line*", "headed*"):
        text = text.replace(repeated, f"{repeated[:-1]}?")
    return Grammar(text)


class Shown:
    def fit(self, budget: int, count: Callable[[str], int]) -> str:
        del budget, count
        return ""


def grammars(heard: list[dict[str, Any]]) -> list[str | None]:
    return [request.get("structured_outputs", {}).get("grammar") for request in heard]


def test_labels_are_asked_for_in_their_form() -> None:
    with scripted_engine("[[0]] nav", owner="vllm") as (engine, heard):
        relabel(a_page(), blank_scene(), WHITE, engine.introduced(), Run())
    assert grammars(heard) == [label_form(4).text]


def test_pages_are_asked_for_in_their_form() -> None:
    with scripted_engine(DOCUMENT, owner="vllm") as (engine, heard):
        code, _ = ask_for_page(
            engine.introduced(), "a form", [], name="sign in", stack=Stack.HTML, run=Run()
        )
    assert code is not None
    assert grammars(heard) == [PAGE.text]


def test_an_engine_that_knows_no_forms_is_asked_for_none() -> None:
    with scripted_engine("[[0]] nav", owner="library") as (engine, heard):
        relabel(a_page(), blank_scene(), WHITE, engine.introduced(), Run())
    assert grammars(heard) == [None]


def refusing_grammars(request: dict[str, Any]) -> str | Refusal:
    return Refusal(400, "no such grammar") if "structured_outputs" in request else "[[0]] nav"


def test_where_the_engine_refuses_the_form_it_is_asked_without() -> None:
    with scripted_engine(refusing_grammars, owner="vllm") as (engine, heard):
        known = engine.introduced()
        relabel(a_page(), blank_scene(), WHITE, known, Run())
        asking = Asking(known, Shown(), lambda _: [], Run(), form=EDIT_BLOCKS)
        assert asking.answer(0.0).text == "[[0]] nav"
        assert asking.answer(0.0).text == "[[0]] nav"
    assert grammars(heard) == [label_form(4).text, None, EDIT_BLOCKS.text, None, None]


def test_what_is_refused_without_a_form_is_refused() -> None:
    with (
        scripted_engine(Refusal(400, "never"), owner="vllm") as (engine, _),
        pytest.raises(RequestRefusedError, match="never"),
    ):
        relabel(a_page(), blank_scene(), WHITE, engine.introduced(), Run())
