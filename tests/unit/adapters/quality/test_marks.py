import pytest

from limner_adapters.data.match import Matches
from limner_adapters.quality.measured import Measure
from limner_adapters.quality.pages import marks
from limner_server.layout.element import Element, Role
from limner_server.perception.scene import Box


def element(role, *children):
    return Element(role=role, box=Box(0, 0, 10, 10), children=[*children])


def page():
    """A form with a heading, a label and a field, and a link below it."""
    heading, label, field = element(Role.H1), element(Role.P), element(Role.INPUT)
    form, link = element(Role.FORM, heading, label, field), element(Role.A)
    return element(Role.BODY, form, link), [form, heading, label, field, link]


def found(of_node, of_range=()):
    matches = Matches()
    for part, roles in of_node:
        matches.of_node[id(part)] = roles
    for first, last, roles in of_range:
        matches.of_range[id(first), id(last)] = roles
    return matches


def test_a_part_is_right_where_it_is_called_what_the_author_calls_it():
    tree, (form, heading, label, field, link) = page()
    truth = found(
        [
            (form, [Role.FORM]),
            (heading, [Role.H1]),
            (label, [Role.LABEL]),
            (field, [Role.INPUT]),
            (link, [Role.BUTTON]),
        ]
    )

    figures = marks(tree, truth).figures

    assert figures == {Measure.ROLES: 0.5, Measure.GROUPS: 1.0}


def test_a_group_that_the_tree_lacks_is_missed_and_one_too_many_counts_too():
    tree, (_, heading, label, field, _) = page()
    truth = found([(heading, [Role.HEADER, Role.H1])], [(label, field, [Role.UL])])

    done = marks(tree, truth)

    assert (done.wanted, done.said, done.shared) == (2, 1, 0)
    assert done.figures[Measure.GROUPS] == 0


def test_a_group_around_mostly_the_same_is_the_same():
    tree, (_, heading, label, field, _) = page()
    truth = found([(heading, [Role.H1])], [(label, field, [Role.FORM])])

    assert marks(tree, truth).figures[Measure.GROUPS] == 1


@pytest.mark.parametrize("role", [Role.P, Role.SPAN, Role.DIV])
def test_a_plain_text_is_one_whatever_it_is_written_in(role):
    tree, (_, _, label, _, _) = page()

    before = marks(tree, found([(label, [Role.LABEL])])).right
    after = marks(tree, found([(label, [role])])).right

    assert after == before + 1
