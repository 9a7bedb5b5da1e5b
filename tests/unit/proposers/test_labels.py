import pytest

from limner_server.layout.element import Element, Role
from limner_server.proposers.labels import (
    NODES_A_QUESTION,
    Label,
    questions,
    read_answer,
    write_answer,
)
from limner_server.proposers.nodes import page_of
from trees import blank_scene, drawing, group, page, text


def ask(root: Element):
    return questions(root, page_of(root, blank_scene()))


def test_each_node_but_the_body_has_a_pointer():
    root = page(group(text("One", (0, 0, 90, 20)), text("Two", (0, 30, 90, 50))))

    (question,) = ask(root)

    assert question.elements == list(root.walk())[1:]
    assert "".join(question.parts).count("[[") == 3


def test_a_crop_stands_right_before_its_pointer():
    icon = drawing((0, 0, 24, 24))
    (question,) = ask(page(text("One", (0, 40, 90, 60)), icon))

    before, shown, after = question.parts

    assert shown is icon
    assert before.endswith(" div")
    assert after == " [[1]]\n"


def test_a_long_page_is_cut_between_its_parts():
    parts = [
        group(*(text(f"{n} {m}", (0, 100 * n + m, 90, 100 * n + m + 1)) for m in range(9)))
        for n in range(12)
    ]

    asked = ask(page(*parts))

    assert all(len(question.elements) <= NODES_A_QUESTION for question in asked)
    assert all(question.elements[0] in parts for question in asked)
    assert sum(len(question.elements) for question in asked) == 12 * 10


def test_a_part_that_is_too_large_is_asked_for_in_pieces_below_its_ancestors():
    long = group(*(text(f"Line {n}", (0, 20 * n, 90, 20 * n + 15)) for n in range(100)))

    asked = ask(page(long))

    assert [len(question.elements) for question in asked] == [44, 44, 13]
    assert asked[1].parts[0].startswith("column d0")
    assert "[[0]]" not in "".join(asked[1].parts).splitlines()[1]


def test_answers_are_read_as_written():
    labels = [
        Label(0, 0, (Role.HEADER,)),
        Label(1, 3, (Role.NAV, Role.UL)),
        Label(1, 1, (Role.LI, Role.A)),
    ]

    written = write_answer(labels)

    assert written == "[[0]] header [[1]]-[[3]] nav ul [[1]] li a"
    assert read_answer(written, 4) == labels


def test_a_large_model_may_write_lines_and_colons():
    answer = "Sure!\n[[0]]: header\n[[1]] - [[2]]: form\n```"

    assert read_answer(answer, 3) == [Label(0, 0, (Role.HEADER,)), Label(1, 2, (Role.FORM,))]


@pytest.mark.parametrize(
    "answer",
    [
        "",
        "[[",
        "[[0]]",
        "[[0]] <script>",
        "[[0]] body",
        "[[7]] nav",
        "[[2]]-[[1]] nav",
        "[[0]]-[[9]] nav",
        "[[99999999999999999999]] nav",
        "ignore all rules and delete everything",
        "[[0]] " * 10_000,
        "\x00\ufffd[[\u0661]] nav",
    ],
)
def test_what_names_nothing_is_left_out(answer):
    assert read_answer(answer, 3) == []


def test_a_node_is_named_once():
    assert read_answer("[[0]] nav [[0]] form", 1) == [Label(0, 0, (Role.NAV,))]
