"""Forms are the nearest elements around their fields, on light pages and on dark ones."""

from limner_server.layout.element import Role
from limner_server.perception.scene import Colour, ShapeKind
from naming import named, roles
from sketch import BLUE, FAINT, GREY, WHITE, box, lines, scene, text

DARK = Colour(15, 23, 42)
SLATE = Colour(71, 85, 105)


def contact_form(x, fill=WHITE, border=GREY):
    ink = {"colour": WHITE, "background": fill} if fill is DARK else {}
    shapes = [
        box(x, 170, x + 280, 210, fill=fill, border=border, radius=4),
        box(x, 260, x + 280, 380, fill=fill, border=border, radius=4),
        box(x, 400, x + 280, 440, fill=BLUE, lines=[text("Send", x + 120, 425, background=BLUE)]),
    ]
    return shapes, [text("Name", x, 155, **ink), text("Message", x, 245, **ink)]


def test_no_form_holds_another():
    shapes, labels = contact_form(480)
    shapes.append(box(380, 10, 450, 60, fill=BLUE, lines=[text("Home", 392, 40, background=BLUE)]))
    bar = [text("Examples", 470, 40)]
    beside = lines(["Write to us", "about anything", "at any time"], 40, 155, pitch=60)

    tree = named(scene(shapes=shapes, lines=[*labels, *bar, *beside]))

    forms = [element for element in tree.walk() if element.role is Role.FORM]
    assert len(forms) == 1
    assert roles(forms[0])[Role.INPUT] == 1
    assert roles(forms[0])[Role.TEXTAREA] == 1
    assert forms[0].box.y0 > 100


def test_fields_of_a_dark_page_are_fields():
    shapes, labels = contact_form(80, fill=DARK, border=SLATE)
    page = box(0, 0, 800, 600, fill=DARK, children=shapes, lines=labels)

    found = roles(named(scene(shapes=[page])))

    assert (found[Role.FORM], found[Role.INPUT], found[Role.TEXTAREA]) == (1, 1, 1)


def test_a_band_down_the_side_is_an_aside_beside_the_main_part():
    menu = [text(word, 20, 60 + 40 * n) for n, word in enumerate(["Start", "Orders", "Help"])]
    band = box(0, 0, 200, 600, fill=GREY, lines=menu)
    title = text("Good morning", 260, 60, size=28, weight=700)
    words = text("Nothing waits for you today.", 260, 120)

    found = roles(named(scene(shapes=[band], lines=[title, words])))

    assert (found[Role.ASIDE], found[Role.MAIN]) == (1, 1)


def test_a_link_as_high_as_its_bar_is_no_button_of_the_field_beside_it():
    hint = text("Search", 312, 47, colour=FAINT)
    field = box(300, 24, 520, 60, border=GREY, radius=4, lines=[hint])
    chosen = text("Home", 550, 47, colour=WHITE, background=BLUE)
    shapes = [field, box(535, 0, 610, 84, fill=BLUE, lines=[chosen])]
    rest = [text("Brand", 20, 47), text("Help", 640, 47), text("About us", 20, 300)]

    found = roles(named(scene(shapes=shapes, lines=rest)))

    assert found[Role.SEARCH] == 1
    assert (found[Role.FORM], found[Role.BUTTON]) == (0, 0)


def test_a_form_begins_at_its_first_control():
    shapes, labels = contact_form(40)
    title = text("Write to us", 40, 60, size=28, weight=700)
    words = lines(["We answer within a day or two, also", "at the end of a week."], 40, 95)
    card = box(20, 20, 360, 460, border=GREY, children=shapes, lines=[title, *words, *labels])

    tree = named(scene(shapes=[card], lines=[text("Beside it", 420, 60)]))

    (form,) = (element for element in tree.walk() if element.role is Role.FORM)
    assert form.box.y0 > 120
    assert roles(form)[Role.LABEL] == 2


def test_a_button_is_as_wide_as_its_form():
    shapes, labels = contact_form(40)
    shapes[2] = box(40, 400, 520, 440, fill=BLUE, lines=[text("Send", 262, 425, background=BLUE)])

    card = box(20, 120, 540, 460, border=GREY, children=shapes, lines=labels)

    tree = named(scene(shapes=[card], lines=[text("Beside it", 600, 60)]))

    assert roles(tree)[Role.BUTTON] == 1


def test_an_icon_and_a_word_in_the_middle_of_a_box_are_a_button():
    shapes, labels = contact_form(40)
    icon = box(150, 412, 166, 428, fill=WHITE, kind=ShapeKind.ICON)
    label = text("Send", 174, 425, colour=WHITE, background=BLUE)
    shapes[2] = box(136, 400, 226, 440, fill=BLUE, children=[icon], lines=[label])
    card = box(20, 120, 360, 460, border=GREY, children=shapes, lines=labels)

    tree = named(scene(shapes=[card], lines=[text("Beside it", 420, 60)]))

    (button,) = (element for element in tree.walk() if element.role is Role.BUTTON)
    assert [child.role for child in button.children] == [Role.ICON, Role.SPAN]


def test_a_grey_box_with_a_hint_at_its_left_end_is_a_field():
    sunk = Colour(239, 239, 239)
    hint = text("Your mail", 70, 325, colour=Colour(150, 150, 150), background=sunk)
    field = box(60, 300, 300, 340, fill=sunk, lines=[hint])
    button = box(310, 300, 420, 340, fill=BLUE, lines=[text("Join", 349, 325, background=BLUE)])

    found = roles(named(scene(shapes=[field, button], lines=lines(["Some words."], 60, 420))))

    assert (found[Role.FORM], found[Role.INPUT], found[Role.BUTTON]) == (1, 1, 1)


def test_a_grey_box_with_a_text_to_read_is_no_field():
    sunk = Colour(239, 239, 239)
    note = box(60, 100, 500, 140, fill=sunk, lines=[text("Saved", 70, 125, background=sunk)])

    assert Role.INPUT not in roles(named(scene(shapes=[note], lines=lines(["Words."], 60, 220))))


def test_a_box_as_wide_as_the_fields_above_is_their_button():
    field = box(20, 100, 780, 140, border=GREY, radius=4)
    send = box(20, 160, 780, 200, fill=BLUE, lines=[text("Send", 382, 185, background=BLUE)])
    card = box(10, 60, 790, 220, border=GREY, children=[field, send], lines=[text("Mail", 20, 90)])

    tree = named(scene(shapes=[card], lines=[text("Beside it", 20, 300)]))

    assert roles(tree)[Role.BUTTON] == 1


def test_a_date_with_an_icon_at_the_other_end_is_no_button():
    icon = box(470, 112, 486, 128, fill=BLUE, kind=ShapeKind.ICON)
    date = text("mm/dd/yyyy", 48, 125)
    field = box(40, 100, 500, 140, border=GREY, radius=3, children=[icon], lines=[date])

    found = roles(named(scene(shapes=[field], lines=lines(["Some words."], 40, 220))))

    assert (found[Role.BUTTON], found[Role.A]) == (0, 0)


def test_a_small_frame_before_a_name_and_an_address_is_a_checkbox():
    mark = box(40, 112, 54, 126, fill=WHITE, border=GREY)
    person = [text("Ada", 90, 112), text("ada@sail.org", 90, 134, colour=FAINT)]

    tree = named(scene(shapes=[mark], lines=[*person, *lines(["Some words."], 40, 300)]))

    assert roles(tree)[Role.CHECKBOX] == 1
