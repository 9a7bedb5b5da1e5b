"""Pages that are composed from words: sound markup, in every stack."""

import re
from collections import Counter
from html.parser import HTMLParser

import pytest

from limner_server.emit.code import Stack
from limner_server.proof.parts import PartsProver
from limner_server.proposers.wording.lexicon.lexicon import KINDS
from limner_server.proposers.wording.wording import read_words

FORM = "a sign up form with first and last name, e-mail, password, country and a terms checkbox"
PLANS = "a pricing table with three plans, each with a price, a list of features and a Buy button"
PAGE = "a settings page with a sidebar, tabs, a toggle for dark mode and a save button"


def html(words):
    return read_words(words).write(Stack.HTML).text


class _Tags(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))


def tags(text):
    parser = _Tags()
    parser.feed(text)
    return parser.found


class TestMarkup:
    def test_every_control_has_a_label_of_its_own(self):
        found = tags(html(FORM))

        ids = [a["id"] for tag, a in found if tag in ("input", "select", "textarea")]
        labelled = [a["for"] for tag, a in found if tag == "label"]
        assert sorted(ids) == sorted(labelled)
        assert max(Counter(ids).values()) == 1

    def test_fields_have_the_types_that_browsers_fill_in(self):
        found = {a.get("autocomplete"): a.get("type") for tag, a in tags(html(FORM)) if "id" in a}

        assert found["email"] == "email"
        assert found["new-password" if "new-password" in found else "current-password"] == (
            "password"
        )
        assert {"given-name", "family-name", "country-name"} <= found.keys()

    def test_one_button_sends_a_form(self):
        found = [a["type"] for tag, a in tags(html(FORM)) if tag == "button"]

        assert found == ["submit"]

    def test_what_the_words_quote_is_escaped(self):
        code = html('a card with the title "<script>alert(1)</script> & more"')

        assert "<script>" not in code
        assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; more" in code

    def test_colours_that_are_named_are_the_accent(self):
        assert "--accent: #047857" in html("a login form with a green button")

    def test_the_sheet_has_the_rules_that_are_used_and_no_others(self):
        code = html("a login form")
        classes = {name for _, a in tags(code) for name in a.get("class", "").split()}

        ruled = set(re.findall(r"^    \.([\w-]+)", code, re.MULTILINE))
        assert ruled == classes


class TestStacks:
    def test_react_has_its_own_names_for_attributes(self):
        code = read_words(FORM).write(Stack.REACT)

        assert "export default function SignUpForm()" in code.text
        assert "htmlFor=" in code.text
        assert "autoComplete=" in code.text
        assert not re.search(r"\b(?:class|for|autocomplete)=", code.text)
        assert b".field {" in code.assets["Page.css"]

    def test_vue_is_a_single_file_component(self):
        code = read_words(FORM).write(Stack.VUE).text

        assert code.startswith("<template>\n")
        assert "<style>" in code

    def test_tailwind_has_utilities_and_no_classes_of_ours(self):
        code = read_words(PLANS).write(Stack.TAILWIND).text

        assert "<style" not in code
        assert "rounded-xl" in code
        assert "sm:grid-cols-3" in code
        assert 'class="card' not in code

    def test_no_attribute_is_broken_by_a_quote(self):
        code = read_words(PAGE).write(Stack.TAILWIND).text

        assert all('"' not in name for _, a in tags(code) for name in a)

    @pytest.mark.parametrize("stack", Stack)
    @pytest.mark.parametrize("words", [FORM, PLANS, PAGE])
    def test_every_stack_draws_all_that_is_named(self, words, stack, browser):
        worded = read_words(words)

        judged = PartsProver(browser, worded.parts).measure(worded.write(stack).html)

        assert judged.missing == ()
        assert judged.faults == ()


class TestKinds:
    @pytest.mark.parametrize("name", sorted(KINDS))
    def test_each_can_be_asked_for_by_its_first_name_alone(self, name):
        worded = read_words(f"a {KINDS[name].words[0]}")

        assert worded is not None
        for stack in Stack:
            assert worded.write(stack).text.strip()
