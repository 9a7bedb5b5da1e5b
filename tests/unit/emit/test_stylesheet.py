"""Looks become shared classes, shared values custom properties."""

from __future__ import annotations

from limner_server.emit.colours import name_colours
from limner_server.emit.node import Node
from limner_server.emit.stylesheet import make_stylesheet


def page(*children: Node) -> Node:
    style = {"font-size": "16px", "color": "#222222", "background": "#ffffff"}
    return Node("body", "page", style, children=list(children))


def test_equal_looks_share_one_class() -> None:
    one = Node("p", "text", {"color": "#ff0000", "gap": "4px"})
    other = Node("p", "text", {"gap": "4px", "color": "#ff0000"})

    make_stylesheet(page(one, other))

    assert one.classes == other.classes == ["text"]


def test_different_looks_of_one_name_are_numbered() -> None:
    one, other = Node("p", "text", {"color": "#ff0000"}), Node("p", "text", {"color": "#00ff00"})

    make_stylesheet(page(one, other))

    assert (one.classes, other.classes) == (["text"], ["text-2"])


def test_a_look_without_declarations_needs_no_class() -> None:
    plain = Node("p", "text")

    make_stylesheet(page(plain))

    assert plain.classes == []


def test_values_in_several_rules_become_custom_properties() -> None:
    title = Node("h1", "title", {"font-size": "32px", "color": "#00d1b2"})
    link = Node("a", "link", {"color": "#00d1b2"})

    sheet = make_stylesheet(page(title, link))

    assert sheet.properties == {"--teal": "#00d1b2", "--font-md": "16px", "--font-lg": "32px"}
    assert sheet.rules[".title"] == {"font-size": "var(--font-lg)", "color": "var(--teal)"}


def test_colours_are_named_by_their_use_or_their_hue() -> None:
    names = name_colours(["#222222", "#ffffff", "#3050d0", "#4060e0"], "#222222", "#ffffff")

    assert names == {
        "#222222": "--text",
        "#ffffff": "--background",
        "#3050d0": "--blue",
        "#4060e0": "--blue-2",
    }
