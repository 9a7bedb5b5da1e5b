"""What files of each kind draw, and on which lines."""

import pytest

from limner_server.perception.drawn.texts import texts_of
from limner_server.perception.syntax.lines import Lines
from limner_server.perception.workspace.files import WorkspaceFiles


@pytest.fixture
def drawn(tmp_path):
    """The texts of a file with their lines, and with their keys where they have some."""

    def read(name, text):
        (tmp_path / name).write_text(text, encoding="utf-8")
        lines = Lines(text)
        found = texts_of(WorkspaceFiles(tmp_path), tmp_path / name, lambda: None)
        return {(one.shown, lines.line(one.offset()), *filter(None, [one.key])) for one in found}

    return read


JSX = """\
export default function Parcel({ name, busy }) {
  return (
    <main className="wide">
      <h1>Welcome back, {name}</h1>
      <p>
        Follow your parcels &amp; print
        labels <b>before noon</b>.
      </p>
      <Field label="Email address" name="mail" />
      <input placeholder="you@here.org" type="email" />
      {busy ? 'Signing in' : `Sign in as ${name}`}
    </main>
  );
}
"""


@pytest.mark.parametrize("name", ["a.jsx", "a.tsx", "a.js"])
def test_jsx_draws_texts_attributes_and_strings(drawn, name):
    found = drawn(name, JSX)

    assert ("Welcome back, …", 4) in found
    assert ("Follow your parcels & print labels before noon.", 6) in found
    assert ("Email address", 9) in found
    assert ("you@here.org", 10) in found
    assert ("Signing in", 11) in found
    assert ("Sign in as …", 11) in found
    assert not {"wide", "mail", "email"} & {one[0] for one in found}


def test_a_long_text_knows_the_line_of_each_of_its_parts(tmp_path):
    (tmp_path / "a.jsx").write_text(JSX)
    found = texts_of(WorkspaceFiles(tmp_path), tmp_path / "a.jsx", lambda: None)
    one = next(one for one in found if one.text.startswith("Follow"))
    assert Lines(JSX).line(one.offset(one.text.index("before"))) == 7


TEMPLATE = """\
{% extends "base.html" %}
{# not drawn #}
<!-- nor this -->
<h1>Hi {{ user.name }}</h1>
<p>Text with <a href="/x">a link</a> and
more of it.</p>
<input placeholder="Search {{ what }}" type="search">
<button title="Go on">{% trans "Sign in" %}</button> {{ _('Log out') }}
<style>b { color: red }</style>
"""


def test_templates_draw_what_is_no_tag_no_comment_and_no_code(drawn):
    found = drawn("a.html", TEMPLATE)

    assert ("Hi …", 4) in found
    assert ("Text with a link and more of it.", 5) in found
    assert ("Search …", 7) in found
    assert ("Go on", 8) in found
    assert ("Sign in", 8) in found
    assert ("Log out", 8) in found
    assert not any("drawn" in one[0] or "nor this" in one[0] or "red" in one[0] for one in found)


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("a.vue", "<template>\n<p>Body text</p>\n</template>", ("Body text", 2)),
        ("a.svelte", "{#if ok}\n<p>Hello {name}, you</p>\n{/if}", ("Hello …, you", 2)),
        ("a.erb", "<h1>Posts</h1>\n<%= link_to 'New post', x %>", ("New post", 2)),
        ("a.ejs", "<% if (x) { %>\n<p>Dear <%= name %></p><% } %>", ("Dear …", 2)),
        ("a.hbs", "{{#if x}}\n<p>Dear {{name}}</p>{{/if}}", ("Dear …", 2)),
        ("a.php", "<?php $x = 1; ?>\n<h1>Dear <?= $x ?></h1>", ("Dear …", 2)),
        ("a.pug", "div\n  h1.title Welcome here", ("Welcome here", 2)),
        (
            "a.py",
            'def f(n):\n    """Doc."""\n    return f"Hello {n}" " there"',
            ("Hello … there", 3),
        ),
        ("a.rb", 'x = 1\nflash "Saved it"', ("Saved it", 2)),
        ("a.dart", "import 'x';\nText('Good morning')", ("Good morning", 2)),
    ],
)
def test_other_languages_draw_their_texts(drawn, name, text, expected):
    assert expected in drawn(name, text)


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("en.json", '{"login": {\n"title": "Hi {{name}}"}}', ("Hi …", 2, "login.title")),
        ("en.json", '{"n": {"a_one": "{{count}} parcel"}}', ("… parcel", 1, "n.a")),
        ("en.json", '{"x": {"message": "Go on"}}', ("Go on", 1, "x")),
        ("en.json", r'{"x": "\u00dcbersicht"}', ("Übersicht", 1, "x")),
        ("en.yml", "en:\n  a:\n    b: 'Sign in'", ("Sign in", 3, "en.a.b")),
        ("en.yml", "en:\n  a: >\n    Some long\n    text", ("Some long", 3, "en.a")),
        ("de.po", 'msgid "Sign in"\nmsgstr "Anmelden"', ("Anmelden", 2, "Sign in")),
        ("x.properties", "a.b=Hello {0}\\\n  there", ("Hello …there", 1, "a.b")),
        ("x.strings", '"a.b" = "Hello %@";', ("Hello …", 1, "a.b")),
        ("strings.xml", '<r>\n<string name="app">My \\\'App</string></r>', ("My 'App", 2, "app")),
        ("x.resx", '<data name="k">\n<value>Go on</value></data>', ("Go on", 2, "k")),
        ("en.ts", "export default { a: { b: 'Sign in' } }", ("Sign in", 1, "a.b")),
        (
            "en.json",
            '{"a": "{n, plural, one {# parcel} other {# parcels}} left"}',
            ("… parcels left", 1, "a"),
        ),
    ],
)
def test_catalogues_draw_their_entries_by_key(drawn, name, text, expected):
    assert expected in drawn(name, text)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.html", "<p>" * 20_000),
        ("a.html", "<!--" * 20_000),
        ("a.html", '<a b="' * 20_000),
        ("a.html", "{# " * 20_000),
        ("a.json", "{" * 20_000),
        ("a.po", "msgid"),
        ("a.xml", '<string name="' * 20_000),
        ("a.xml", '<string name="a">' * 20_000),
        ("a.jsx", "<p>" * 5_000),
        ("a.properties", "\\" * 20_000),
    ],
)
def test_broken_and_endless_files_are_read_to_their_end(drawn, name, text):
    assert isinstance(drawn(name, text), set)


def test_a_file_that_is_no_text_draws_nothing(tmp_path):
    (tmp_path / "a.html").write_bytes(b"\xff\xfe\x00\x00\x80\x81")
    assert texts_of(WorkspaceFiles(tmp_path), tmp_path / "a.html", lambda: None) == []
