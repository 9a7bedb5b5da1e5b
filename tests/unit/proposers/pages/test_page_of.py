"""A model's page: taken from its answer, cleaned, and told in any stack."""

import pytest

from limner_server.emit.code import Stack
from limner_server.proposers.pages.ask import page_of

PAGE = """Here it is:
```html
<!doctype html><title>Sign in</title>
<style>
  :root { --c: #1d4ed8 }
  .go { background: var(--c); color: #fff; padding: 12px }
  .go:hover { background: #1e40af }
  .form .go { border: 0 }
  @media (min-width: 640px) { .form { max-width: 400px } }
</style>
<form class="form"><label for=e>E-mail</label><input id=e type=email>
<button class="go">Sign in</button></form>
```
I hope you like it."""


def text(body, stack=Stack.HTML, style=""):
    return page_of(f"```html\n<style>{style}</style>{body}\n```", "form", stack).text


class TestAnswers:
    def test_the_page_is_what_stands_in_the_fence(self):
        code = page_of(PAGE, "login form", Stack.HTML).text

        assert '<button class="go" type="button">Sign in</button>' in code
        assert "I hope" not in code

    def test_without_a_fence_it_is_the_whole_answer(self):
        assert "<p>Hi</p>" in page_of("<p>Hi</p>", "page", Stack.HTML).text

    def test_half_a_page_is_read_as_far_as_it_came(self):
        assert "<p>Hi</p>" in page_of("```html\n<main><p>Hi</p><form><inp", "x", Stack.HTML).text

    @pytest.mark.parametrize("answer", ["", "I cannot do that.", "```html\n```", "<think>x"])
    def test_an_answer_without_a_page_is_none(self, answer):
        assert page_of(answer, "page", Stack.HTML) is None

    def test_tags_without_an_end_do_not_nest_without_end(self):
        code = page_of("<div>" * 5000 + "x", "page", Stack.HTML).text

        assert code.count("<div>") < 100


class TestCleaning:
    @pytest.mark.parametrize(
        "body",
        [
            "<p>x</p><script>alert(1)</script>",
            "<p onclick='alert(1)'>x</p>",
            "<p>x</p><iframe src='http://evil.example'></iframe>",
            "<p>x</p><a href='javascript:alert(1)'>y</a>",
            "<p>x</p><a href='//evil.example'>y</a>",
            "<p>x</p><img src='http://evil.example/x.png'>",
            "<p>x</p><form action='http://evil.example'><button>y</button></form>",
            "<p style='background:url(http://evil.example)'>x</p>",
            "<p>x</p><link rel=stylesheet href='http://evil.example/x.css'>",
            "<p>x</p><meta http-equiv=refresh content='0;url=http://evil.example'>",
            "<p>x</p><svg><script>alert(1)</script></svg>",
            "<p>x</p><base href='http://evil.example'>",
        ],
    )
    def test_nothing_runs_and_nothing_is_loaded(self, body):
        code = text(body)

        assert "evil" not in code
        assert "alert" not in code
        assert "<p>x</p>" in code

    @pytest.mark.parametrize(
        "style",
        [
            "@import url(http://evil.example/x.css); p { color: red }",
            "p { color: red; background: url('http://evil.example/x.png') }",
            "p { color: red; behavior: url(evil.htc) }",
            "/* evil */ p { color: red }",
            "@font-face { src: url(http://evil.example) } p { color: red }",
            "p { color: red } </style><script>evil()</script><style>",
        ],
    )
    def test_no_more_does_the_style(self, style):
        code = text("<p>x</p>", style=style)

        assert "evil" not in code
        assert "color: red" in code


class TestStacks:
    def test_rules_go_with_the_component(self):
        code = page_of(PAGE, "login form", Stack.REACT)

        assert 'className="go"' in code.text
        assert b".go:hover" in code.assets["Page.css"]

    def test_rules_become_utilities(self):
        code = page_of(PAGE, "login form", Stack.TAILWIND).text

        assert "hover:bg-[#1e40af]" in code
        assert "p-3" in code
        assert "sm:max-w-[400px]" in code
        assert "<style" not in code

    @pytest.mark.parametrize("stack", Stack)
    def test_odd_rules_do_no_harm(self, stack):
        style = "p{border:none;padding:1em 2em 3em;gap:1rem 2rem;font:12px/1 x}p:not(.a)>b{}{}}"

        assert "x" in page_of(f"<style>{style}</style><p>x</p>", "page", stack).text
