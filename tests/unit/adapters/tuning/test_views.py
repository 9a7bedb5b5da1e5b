"""Pages, templates, components and stories become documents that stand alone."""

import base64

import pytest

from limner_adapters.tuning.sources import find_sources
from limner_adapters.tuning.views.views import views_of
from limner_server.errors import InputError
from small_workspace import write


def drawn(folder, name):
    """The views of a file: their documents by name."""
    sources = find_sources(folder, lambda: None)
    path = folder / name
    return {view.name: view.html for view in views_of(sources, path, path.read_text())}


def test_styles_and_pictures_of_the_workspace_come_in_and_scripts_stay_out(tmp_path):
    (tmp_path / "dot.png").write_bytes(b"\x89PNG")
    write(
        tmp_path,
        {
            "a.html": '<link rel="stylesheet" href="/static/a.css"><script>alert(1)</script>'
            '<img src="dot.png"><img src="https://elsewhere.example/b.png"><p>Hello</p>',
            "static/a.css": '@import "b.css"; p { background: url(../dot.png) }',
            "static/b.css": "b { color: red }",
        },
    )

    html = drawn(tmp_path, "a.html")[""]

    picture = f"data:image/png;base64,{base64.b64encode(bytes([0x89]) + b'PNG').decode()}"
    assert "b { color: red }" in html
    assert html.count(picture) == 2
    assert "alert" not in html
    assert "elsewhere" not in html
    assert "<p>Hello</p>" in html


def test_nothing_outside_of_the_workspace_is_read(tmp_path):
    write(tmp_path, {"secret.css": "p { color: secret }"})
    write(
        tmp_path / "web",
        {"a.html": '<link rel=stylesheet href="../secret.css"><p>x</p>{% include "../x.html" %}'},
    )
    write(tmp_path, {"x.html": "secret"})

    with pytest.raises(InputError, match=r"a\.html cannot be filled in"):
        drawn(tmp_path / "web", "a.html")
    write(tmp_path / "web", {"a.html": '<link rel=stylesheet href="../secret.css"><p>x</p>'})
    assert "secret" not in drawn(tmp_path / "web", "a.html")[""]


def test_a_template_is_filled_in_with_words_and_lists_have_three_things(tmp_path):
    write(
        tmp_path,
        {
            "templates/base.html": "<main>{% block main %}{% endblock %}</main>",
            "templates/shop.html": '{% extends "base.html" %}{% load static %}'
            "{% block main %}{% for item in items %}<li>{{ item.userName|title_of:2 }}"
            " {{ item.price }}</li>{% empty %}none{% endfor %}{% endblock %}",
        },
    )

    html = drawn(tmp_path, "templates/shop.html")[""]

    assert html == f"<main>{'<li>User name 24.00</li>' * 3}</main>"


def test_a_template_cannot_reach_the_program_that_fills_it_in(tmp_path):
    write(tmp_path, {"a.html": "{{ ''.__class__.__mro__[1].__subclasses__() }}"})

    with pytest.raises(InputError, match="cannot be filled in"):
        drawn(tmp_path, "a.html")


COMPONENT = """\
import { Button } from "./Button";
import "./cart.css";

export function Cart({ items, title = "Your cart" }) {
  if (!items) return null;
  return (
    <section className="cart">
      <h1>{title}</h1>
      <ul>{items.map((item) => <li key={item.id} onClick={go}>{item.price.toFixed(2)}</li>)}</ul>
      {items.length > 0 && <Button label="Check out" primary />}
      <label htmlFor="code">Code <input id="code" /></label>
    </section>
  );
}
"""
BUTTON = """\
import styles from "./button.module.css";

export const Button = ({ label, primary = false }: Props) => (
  <button className={`${styles.btn} wide`} style={{ marginTop: 4 }}>{label}</button>
);
"""
STORIES = """\
import { Button } from "./Button";

const meta: Meta<typeof Button> = { component: Button, args: { label: "Press" } };
export default meta;
export const Plain: Story = {};
export const Save: Story = { args: { label: "Save" } };
"""


@pytest.fixture
def react(tmp_path):
    write(
        tmp_path,
        {
            "Cart.tsx": COMPONENT,
            "Button.tsx": BUTTON,
            "Button.stories.tsx": STORIES,
            "cart.css": ".cart { margin: 0 }",
            "button.module.css": ".btn { padding: 8px }",
        },
    )
    return tmp_path


def test_a_component_is_drawn_with_those_that_it_imports(react):
    html = drawn(react, "Cart.tsx")["Cart"]

    assert ".cart { margin: 0 }" in html
    assert ".btn { padding: 8px }" in html
    assert '<section class="cart"><h1>Your cart</h1><ul>' in html
    assert html.count("<li>24.00</li>") == 3
    assert '<button class="btn wide" style="margin-top:4px">Check out</button>' in html
    assert '<label for="code">' in html


def test_each_story_is_drawn_with_what_it_is_given(react):
    views = drawn(react, "Button.stories.tsx")

    assert [*views] == ["Plain", "Save"]
    assert ">Press</button>" in views["Plain"]
    assert ">Save</button>" in views["Save"]


def test_a_component_of_vue_keeps_its_styles_and_repeats_what_is_repeated(tmp_path):
    text = (
        '<script setup>const x = 1</script>\n<template><ul><li v-for="one in people" '
        '@click="go" :key="one.id" class="row">{{ one.name }}<br></li></ul></template>\n'
        "<style scoped>li { color: red }</style>\n"
    )
    write(tmp_path, {"People.vue": text})

    html = drawn(tmp_path, "People.vue")[""]

    assert "<style>li { color: red }</style>" in html
    assert html.count('<li class="row">Name<br></li>') == 3
    assert "const x" not in html


def test_templates_of_svelte_and_handlebars_are_filled_in_too(tmp_path):
    write(
        tmp_path,
        {
            "List.svelte": "<script>let a</script>{#each todos as todo (todo.id)}"
            "<li>{todo.title}</li>{/each}{#if done}<p>Done</p>{/if}",
            "mail.hbs": "<h1>{{user.firstName}}</h1>{{#each orders}}<p>{{price}}</p>{{/each}}",
        },
    )

    assert drawn(tmp_path, "List.svelte")[""] == "<li>Title</li>" * 3 + "<p>Done</p>"
    assert drawn(tmp_path, "mail.hbs")[""] == "<h1>First name</h1>" + "<p>24.00</p>" * 3
