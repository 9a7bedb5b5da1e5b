import pytest

from limner_server.layout.element import Axis, Role
from limner_server.perception.scene import ShapeKind
from limner_server.proposers.labels import Label, Question, read_answer
from limner_server.proposers.regroup import copy_tree, regroup
from trees import drawing, group, outline, page, text


def follow(root, answer: str):
    """The tree after an answer whose pointers count the elements in preorder."""
    elements = list(root.walk())[1:]
    return regroup(root, [(Question(elements), read_answer(answer, len(elements)))])


def follow_one(root, label: Label):
    """The tree after one label, whose pointers count likewise."""
    return regroup(root, [(Question(list(root.walk())[1:]), [label])])


def links(count: int = 3):
    return [text(f"Link {n}", (100 * n, 0, 100 * n + 60, 20)) for n in range(count)]


def test_a_label_gives_a_role():
    root = follow(page(text("Title", (0, 0, 90, 20))), "[[0]] h1")

    assert outline(root) == "body(h1('Title'))"


def test_several_roles_nest_outermost_first():
    root = page(group(*links(2), axis=Axis.ROW))

    follow(root, "[[0]] nav ul [[1]] li a [[2]] li a")

    assert outline(root) == "body(nav(ul(li(a('Link 0')) li(a('Link 1')))))"


def test_a_heading_may_be_a_link():
    root = page(text("Read this", (0, 0, 90, 20)), text("Plain", (0, 30, 90, 50)))

    follow(root, "[[0]] h3 a [[1]] h3 span")

    assert outline(root) == "body(h3(a('Read this')) p('Plain'))"


def test_a_range_is_put_into_an_element_of_its_own_that_stands_as_its_parent_does():
    root = page(group(*links(4), axis=Axis.ROW))

    follow(root, "[[2]]-[[4]] nav")

    assert outline(root) == "body(div(p('Link 0') nav(p('Link 1') p('Link 2') p('Link 3'))))"
    nav = root.children[0].children[1]
    assert nav.axis is Axis.ROW
    assert nav.box == (100, 0, 360, 20)


def test_ranges_may_nest():
    root = page(*links(4))

    follow(root, "[[1]]-[[2]] nav [[0]]-[[2]] header")

    assert outline(root) == "body(header(p('Link 0') nav(p('Link 1') p('Link 2'))) p('Link 3'))"


@pytest.mark.parametrize(
    "answer",
    [
        "[[0]] table",  # of a text
        "[[0]] input",  # nothing is drawn there
        "[[0]] img",
        "[[1]] h1",  # around two texts
        "[[1]] checkbox",
        "[[1]]-[[3]] nav",  # no siblings
        "[[0]]-[[1]] nav",  # all that the parent has
        "[[2]] td",  # outside a row
        "[[2]] li",  # outside a list
        "[[1]] tr",
    ],
)
def test_what_a_page_could_not_hold_is_not_followed(answer):
    root = page(text("Alone", (0, 0, 90, 20)), group(*links(2)))

    follow(root, answer)

    assert outline(root) == "body(p('Alone') div(p('Link 0') p('Link 1')))"


def test_a_landmark_may_stand_around_a_lone_text():
    root = follow(page(text("All rights reserved", (0, 0, 90, 20))), "[[0]] footer")

    assert outline(root) == "body(footer(p('All rights reserved')))"


def test_a_field_takes_in_its_text_and_its_arrow():
    arrow = drawing((180, 5, 192, 15), Role.ICON, ShapeKind.ICON)
    select = drawing((0, 0, 200, 30), children=[text("Germany", (10, 5, 80, 25)), arrow])

    root = follow(page(select), "[[0]] select [[1]] span [[2]] icon")

    assert outline(root) == "body(select('Germany'))"


def test_a_box_with_a_tick_is_a_checked_checkbox():
    box = drawing((0, 0, 16, 16), children=[drawing((2, 2, 14, 14), kind=ShapeKind.ICON)])

    root = follow(page(box), "[[0]] checkbox")

    assert outline(root) == "body(checkbox)"
    assert root.children[0].checked


def test_a_table_keeps_only_rows_of_cells():
    root = page(group(group(*links(2)), group(*links(2))))

    follow(root, "[[0]] table [[1]] tr [[2]] th [[3]] th [[4]] tr [[5]] td [[6]] span")

    cells = "tr(th('Link 0') th('Link 1')) tr(td('Link 0') td('Link 1'))"
    assert outline(root) == f"body(table({cells}))"


def test_rows_that_follow_each_other_are_a_table():
    root = page(text("Prices", (0, 0, 90, 20)), group(*links(2)), group(*links(2)))

    follow(root, "[[0]] h2 [[1]] tr [[4]] tr")

    rows = "tr(td('Link 0') td('Link 1')) tr(td('Link 0') td('Link 1'))"
    assert outline(root) == f"body(h2('Prices') table({rows}))"


def test_rules_between_rows_become_the_lower_edge_of_rows():
    rule = drawing((0, 25, 300, 26), Role.HR, ShapeKind.RULE)
    rows = [group(*links(2), axis=Axis.ROW) for _ in range(2)]
    root = page(rows[0], rule, rows[1])

    follow(root, "[[0]] tr [[4]] tr")

    table = root.children[0]
    assert [child.role for child in table.children] == [Role.TR, Role.TR]
    border = table.children[0].shape.border
    assert border.sides == "b"


def test_a_label_that_makes_no_sense_in_its_place_leaves_what_the_rules_said():
    button = text("Buy", (0, 0, 90, 20), Role.BUTTON)
    root = follow(page(button, text("Now", (0, 30, 90, 50))), "[[0]] td [[1]] label")

    assert outline(root) == "body(button('Buy') p('Now'))"


def test_a_label_stands_by_its_field():
    field = drawing((0, 30, 200, 60), Role.INPUT)
    root = follow(page(group(text("Name", (0, 0, 90, 20)), field)), "[[1]] label")

    assert outline(root) == "body(div(label('Name') input))"


def test_a_form_without_fields_is_none_and_leaves_no_wrapper():
    root = follow(page(*links(3)), "[[0]]-[[1]] form")

    assert outline(root) == "body(p('Link 0') p('Link 1') p('Link 2'))"


def test_nothing_large_is_a_checkbox():
    root = follow(page(drawing((0, 0, 200, 200))), "[[0]] checkbox")

    assert outline(root) == "body(div)"


def test_a_list_is_no_link():
    items = [group(link, role=Role.LI) for link in links(2)]
    root = follow(page(group(*items, role=Role.UL)), "[[0]] a")

    assert outline(root) == "body(ul(li(p('Link 0')) li(p('Link 1'))))"


def test_a_link_holds_no_link():
    root = follow(page(group(*links(2))), "[[0]] a [[1]] a [[2]] button")

    assert outline(root) == "body(a(p('Link 0') p('Link 1')))"


def test_items_make_their_parent_a_list():
    root = follow(page(group(*links(2))), "[[1]] li [[2]] li")

    assert outline(root) == "body(ul(li('Link 0') li('Link 1')))"


def test_the_copy_of_a_tree_can_be_changed_alone():
    root = page(group(*links(2)))

    follow(copy_tree(root), "[[0]] nav [[1]] a")

    assert outline(root) == "body(div(p('Link 0') p('Link 1')))"


@pytest.mark.parametrize(("certainty", "heard"), [(None, True), (0.95, True), (0.6, False)])
def test_a_model_in_doubt_names_nothing_and_groups_nothing(certainty, heard):
    named = page(text("Terms of use", (0, 0, 90, 20)))
    follow_one(named, Label(0, 0, (Role.A,), certainty))
    around = page(text("Terms of use", (0, 0, 90, 20)))
    follow_one(around, Label(0, 0, (Role.FOOTER, Role.P), certainty))
    grouped = page(*links(3))
    follow_one(grouped, Label(0, 1, (Role.SECTION,), certainty))

    roles = [[part.role for part in root.walk()] for root in (named, around, grouped)]
    assert (Role.A in roles[0]) is heard
    assert (Role.FOOTER in roles[1]) is heard
    assert (Role.SECTION in roles[2]) is heard


@pytest.mark.parametrize(("certainty", "heard"), [(None, False), (0.95, True), (0.6, False)])
def test_only_who_is_sure_contradicts_the_rules(certainty, heard):
    heading = text("Terms of use", (0, 0, 90, 20))
    heading.role = Role.H2
    root = page(heading)

    follow_one(root, Label(0, 0, (Role.A,), certainty))

    assert (heading.role is Role.A) is heard
