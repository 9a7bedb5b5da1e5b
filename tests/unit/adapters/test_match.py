import pytest

from limner_adapters.data.match import labels_of, match
from limner_adapters.data.truth import read_truth
from limner_server.layout.element import Role
from limner_server.perception.scene import ShapeKind
from limner_server.proposers.labels import Question, write_answer
from trees import drawing, group, page, text


class Dom:
    """A page's truth, written by hand."""

    def __init__(self) -> None:
        self.found = {"nodes": [], "words": []}
        self.add("body", (0, 0, 1000, 800), -1)

    def add(self, tag, box, parent=0, words="", *, kind="", role="", atom=False, layout=False):
        index = len(self.found["nodes"])
        node = {"tag": tag, "kind": kind, "role": role, "box": box, "parent": parent}
        self.found["nodes"].append({**node, "atom": atom, "layout": layout})
        for word in words.split():
            self.found["words"].append({"text": word, "box": box, "node": index})
        return index

    def answer_for(self, root) -> str:
        matches = match(root, read_truth(self.found))
        elements = list(root.walk())[1:]
        return write_answer(labels_of(Question(elements), matches))


HOME, BLOG, TITLE = (0, 0, 60, 20), (80, 0, 140, 20), (0, 100, 300, 140)


def a_menu(dom: Dom, *, listed: bool) -> None:
    nav = dom.add("nav", (0, 0, 1000, 30))
    parent = dom.add("ul", (0, 0, 200, 30), nav) if listed else nav
    for name, box in (("Home", HOME), ("Blog", BLOG)):
        around = dom.add("li", box, parent) if listed else parent
        dom.add("a", box, around, name)


def test_nested_elements_in_one_place_become_one_label():
    dom = Dom()
    a_menu(dom, listed=True)
    dom.add("h1", TITLE, 0, "Welcome")
    root = page(group(text("Home", HOME), text("Blog", BLOG)), text("Welcome", TITLE))

    assert dom.answer_for(root) == "[[0]] nav ul [[1]] li a [[2]] li a [[3]] h1"


def test_what_the_trace_did_not_group_becomes_a_range():
    dom = Dom()
    a_menu(dom, listed=False)
    dom.add("h1", TITLE, 0, "Welcome")
    root = page(text("Home", HOME), text("Blog", BLOG), text("Welcome", TITLE))

    assert dom.answer_for(root) == "[[0]]-[[1]] nav [[0]] a [[1]] a [[2]] h1"


def test_where_a_node_has_one_child_the_roles_are_shared_out():
    dom = Dom()
    item = dom.add("li", HOME, dom.add("ul", HOME))
    dom.add("a", HOME, item, "Home")
    root = page(group(group(text("Home", HOME))), text("Else", TITLE))

    assert dom.answer_for(root) == "[[0]] ul [[1]] li [[2]] a [[3]] span"


def test_a_link_within_a_text_is_not_the_text():
    dom = Dom()
    paragraph = dom.add("p", TITLE, 0, "Read all about it in our")
    dom.add("a", TITLE, paragraph, "guide")

    assert dom.answer_for(page(text("Read all about it in our guide", TITLE))) == "[[0]] p"


@pytest.mark.parametrize(
    ("kind", "role", "expected"),
    [("checkbox", "", "checkbox"), ("radio", "", "radio"), ("checkbox", "switch", "switch")],
)
def test_a_field_is_found_by_its_place(kind, role, expected):
    dom = Dom()
    dom.add("input", (0, 0, 16, 16), 0, kind=kind, role=role, atom=True)
    box = drawing((0, 0, 16, 16), children=[drawing((3, 3, 13, 13), kind=ShapeKind.ICON)])

    assert dom.answer_for(page(box)) == f"[[0]] {expected} [[1]] div"


def test_the_strokes_of_an_icon_are_the_icon():
    dom = Dom()
    dom.add("svg", (0, 0, 24, 24), atom=True)
    lone = drawing((9, 6, 17, 18), kind=ShapeKind.ICON)
    dom.add("svg", (100, 0, 124, 24), atom=True)
    strokes = group(
        drawing((104, 4, 112, 20), kind=ShapeKind.ICON),
        drawing((115, 8, 123, 20), kind=ShapeKind.ICON),
    )

    assert dom.answer_for(page(lone, strokes)).startswith("[[0]] icon [[1]] icon")


def test_a_picture_is_nothing_that_holds_more_than_it():
    dom = Dom()
    dom.add("svg", (0, 0, 24, 24), atom=True)
    beside = group(drawing((9, 6, 17, 18)), text("Home", HOME))

    assert dom.answer_for(page(beside, text("Else", TITLE))).startswith("[[0]] div [[1]] icon")


def test_no_drawing_is_a_picture_where_the_author_has_none():
    dom = Dom()
    dom.add("p", TITLE, 0, "Welcome")
    unread = drawing((5, 105, 290, 135), kind=ShapeKind.ICON)
    drawn = drawing((500, 500, 540, 540), kind=ShapeKind.ICON)
    for element in (unread, drawn):
        element.role = Role.ICON

    assert dom.answer_for(page(unread, drawn)) == "[[0]] span [[1]] div"


def test_a_table_made_for_layout_is_none():
    dom = Dom()
    table = dom.add("table", (0, 0, 300, 200), 0, layout=True)
    cell = dom.add("td", HOME, dom.add("tr", HOME, table))
    dom.add("p", HOME, cell, "Home")

    assert dom.answer_for(page(text("Home", HOME))) == "[[0]] p"


def test_every_role_that_pages_have_is_one_of_ours():
    dom = Dom()
    for tag in ("header", "section", "h5", "textarea", "svg", "th"):
        dom.add(tag, TITLE)
    roles = [node.role for node in read_truth(dom.found).nodes]

    expected = [None, Role.HEADER, Role.SECTION, Role.H5, Role.TEXTAREA, Role.IMG, Role.TH]
    assert roles == expected
