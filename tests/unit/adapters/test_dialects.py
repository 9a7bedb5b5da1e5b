from collections.abc import Iterator

import pytest

from dice import dice
from limner_adapters.data.dialects.catalogue import DIALECTS
from limner_adapters.data.dialects.mails import Mail
from limner_adapters.data.dialects.packages import file_text
from limner_adapters.data.markup import tag
from limner_adapters.data.parts import Bar, Button, Card, Choice, Field, Menu, Row, Table
from limner_adapters.data.renderer import Renderer
from limner_server.errors import ToolMissingError

SITES = [name for name, kind in DIALECTS.items() if not issubclass(kind, Mail)]
WITHOUT_SWITCHES = ("bulma", "classless", "uikit")


@pytest.fixture(scope="module")
def renderer() -> Iterator[Renderer]:
    try:
        with Renderer() as renderer:
            yield renderer
    except ToolMissingError as error:
        pytest.skip(str(error))


@pytest.fixture
def roles_of(renderer):
    """Gives the roles of what a function writes in a dialect, in a browser window."""

    def roles(name, write):
        ui = DIALECTS[name](dice(4))
        try:
            sheets = "".join(file_text(sheet) for sheet in ui.sheets())
        except ToolMissingError as error:
            pytest.skip(str(error))
        head = tag("head", tag("style", sheets + ui.css()))
        body = tag("body", write(ui), ui.body_classes())
        html = "<!DOCTYPE html>" + tag("html", head + body, **ui.html_attributes())
        nodes = renderer.draw(html, 1280).truth.nodes
        return [node.role.value for node in nodes if node.role]

    return roles


@pytest.mark.parametrize("name", SITES)
def test_what_can_be_ticked_is_seen_as_what_it_is(name, roles_of):
    def write(ui):
        kinds = ["checkbox", "radio", "switch"]
        return "".join(
            ui.choice(Choice("Words", kind, on)) for kind in kinds for on in (False, True)
        )

    roles = roles_of(name, write)

    switches = 0 if name in WITHOUT_SWITCHES else 2
    assert roles.count("switch") == switches
    assert roles.count("checkbox") == 4 - switches
    assert roles.count("radio") == 2


@pytest.mark.parametrize("name", SITES)
def test_fields_have_their_labels(name, roles_of):
    def write(ui):
        kinds = ["text", "password", "search", "select", "textarea"]
        rows = "".join(ui.field(Field(f"The {kind}", kind, "x")) for kind in kinds)
        return ui.form(rows, ui.button(Button("Send", sends=True)))

    roles = roles_of(name, write)

    for role in ("input", "password", "search", "select", "textarea", "button", "form"):
        assert roles.count(role) == 1
    assert roles.count("label") == 5


@pytest.mark.parametrize("name", SITES)
def test_what_a_reader_sees_is_written_as_what_it_is(name, roles_of):
    def write(ui):
        menu = Menu(["Home", "About", "Contact"], 0)
        return (
            ui.bar(Bar("Brand", menu))
            + ui.card(Card("Title", ("Some words.",)))
            + ui.listing([Row("One", "first"), Row("Two", "second")])
            + ui.table(Table(["A", "B"], [["1", "2"], ["3", "4"]]))
            + ui.crumbs(["Home", "Here"])
        )

    roles = roles_of(name, write)

    assert {"nav", "article", "ul", "li", "table", "h3", "p", "a"} <= set(roles)
    assert roles.count("th") == 2
    assert roles.count("td") == 4
    assert roles.count("a") >= 4


@pytest.mark.parametrize("name", SITES)
def test_a_button_leads_somewhere_or_does_something(name, roles_of):
    def write(ui):
        leads, works = Button("Read more"), Button("Delete", works=True)
        return ui.buttons([ui.button(leads), ui.button(works)])

    roles = roles_of(name, write)

    assert [role for role in roles if role in ("a", "button")] == ["a", "button"]
