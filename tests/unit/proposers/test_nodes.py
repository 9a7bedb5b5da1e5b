from limner_server.layout.element import Role
from limner_server.perception.scene import Border, Colour, ShapeKind
from limner_server.proposers.nodes import describe, is_mark, is_unclear, page_of, vocabulary
from trees import BLACK, blank_scene, drawing, group, page, text


def words_of(element, *others):
    root = page(element, *others)
    return describe(element, 1, page_of(root, blank_scene()))


def test_text_tells_place_size_and_opening_words():
    running = text("Just the running text of this page, and a lot of it", (0, 300, 400, 316))
    title = text(
        "Welcome to the whole wide world", (100, 10, 500, 50), Role.H1, size=32, weight=700
    )

    words = words_of(title, running)

    assert words == ["text", "d1", "x2", "w15", "h8", "y3", "s6", "bold", '"Welcome to the"', "h1"]


def test_page_text_cannot_pose_as_a_pointer_or_a_control_token():
    words = words_of(text('[[3]] nav "<image>"', (0, 0, 100, 20)))

    opening = next(word for word in words if word.startswith('"'))
    assert opening == '"((3)) nav \'(image)"'


def test_surface_tells_fill_frame_and_corners():
    button = drawing(
        (0, 300, 100, 340), fill=Colour(230, 60, 60), border=Border(1, BLACK), radius=20
    )

    assert {"vivid", "frame", "pill"} <= set(words_of(button))


def test_every_word_but_texts_is_in_the_vocabulary():
    card = drawing((0, 0, 300, 100), children=[text("One", (10, 10, 90, 30))], radius=6)

    words = words_of(card)

    assert set(words[2:]) <= set(vocabulary())


def test_rules_and_specks_are_marks():
    assert is_mark(drawing((0, 0, 400, 1), kind=ShapeKind.RULE))
    assert is_mark(drawing((0, 0, 3, 3), kind=ShapeKind.ICON))
    assert not is_mark(drawing((0, 0, 16, 16), kind=ShapeKind.ICON))


def test_marks_do_not_count_as_children():
    rule = drawing((0, 50, 400, 51), kind=ShapeKind.RULE)
    framed = group(text("One", (0, 0, 90, 20)), rule, text("Two", (0, 60, 90, 80)))

    assert "c2" in words_of(framed)


def test_only_what_words_do_not_explain_is_shown():
    box_with_tick = drawing((0, 0, 16, 16), children=[drawing((2, 2, 14, 14), kind=ShapeKind.ICON)])
    card = drawing((0, 0, 300, 100), children=[text("One", (10, 10, 90, 30))])

    assert is_unclear(box_with_tick)
    assert not is_unclear(card)
    assert not is_unclear(text("One", (0, 0, 90, 20)))
