from limner_server.layout.element import Role
from limner_server.proposers.blanks import blanks, fill_in, following_siblings, read_blanks
from limner_server.proposers.labels import Label, read_answer


def test_three_blanks_stand_for_each_node():
    texts = [blank.text for blank in blanks(2)]

    assert texts == [" [[0]]", "-[[0]]", "+[[0]]", " [[1]]", "-[[1]]", "+[[1]]"]


def test_siblings_follow_from_depths():
    assert following_siblings([1, 2, 2, 1, 2, 3, 2]) == [3, 2, -1, -1, 6, -1, -1]


def test_what_is_filled_in_says_the_labels_again():
    following = [1, 2, 3, -1]
    labels = read_answer("[[0]] h1 [[1]] li a [[2]] li a [[3]] p [[1]]-[[2]] nav ul", 4)

    filled = fill_in(labels, following)

    assert filled == [
        *("h1", "none", "none"),
        *("a", "li", "nav-ul"),
        *("a", "li", "same"),
        *("p", "none", "none"),
    ]
    said = read_blanks(filled, following)
    assert Label(1, 2, (Role.NAV, Role.UL)) in said
    assert Label(1, 1, (Role.LI, Role.A)) in said
    assert Label(3, 3, (Role.P,)) in said


def test_a_group_that_nobody_goes_on_with_is_none():
    said = read_blanks(["p", "none", "form", "p", "none", "none"], [1, -1])

    assert said == [Label(0, 0, (Role.P,)), Label(1, 1, (Role.P,))]


def test_a_group_is_as_sure_as_its_least_sure_member():
    filled = ["p", "none", "form", "p", "none", "same"]

    said = read_blanks(filled, [1, -1], [0.9, 1.0, 0.8, 0.9, 1.0, 0.6])

    assert said[1] == Label(0, 1, (Role.FORM,), 0.6)
