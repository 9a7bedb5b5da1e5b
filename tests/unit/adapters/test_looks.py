import dataclasses

import numpy as np
import pytest

from dice import dice
from limner_adapters.data.looks.languages import BY_CODE, LANGUAGES
from limner_adapters.data.looks.look import Look, draw_look
from limner_adapters.data.looks.rough import roughen
from limner_adapters.data.looks.sketch import Medium, draw_sketch
from limner_adapters.data.looks.translate import translate

PAGE = (
    '<!DOCTYPE html><html lang="en"><head><title>Page</title><style>body > p {color: red}</style>'
    '</head><body><p class="lead">Save your work &amp; mail ann@acme.com</p><code>save(9)</code>'
    '<input placeholder="Email address" type="email"></body></html>'
)


def test_a_look_is_the_same_for_ever():
    assert draw_look(dice(5)) == draw_look(dice(5))
    assert len({draw_look(dice(seed)).name for seed in range(50)}) > 20


def test_most_pages_keep_their_words_and_lines():
    looks = [draw_look(dice(seed)) for seed in range(1000)]

    assert 0.08 < np.mean([look.language is not None for look in looks]) < 0.2
    assert 0.04 < np.mean([look.sketch is not None for look in looks]) < 0.11
    assert {look.sketch.medium for look in looks if look.sketch} == set(Medium)
    assert {look.language.code for look in looks if look.language} == set(BY_CODE)
    widths = [look.width for look in looks if look.width]
    assert min(widths) == 360
    assert max(widths) == 1600


def test_what_tesseract_reads_is_in_letters_it_knows():
    looks = [draw_look(dice(seed), read_by_tesseract=True) for seed in range(300)]

    assert all(look.language is None or look.language.latin for look in looks)


def test_a_plain_look_changes_nothing():
    assert Look().dress(PAGE) == PAGE
    assert Look().name == ""


@pytest.mark.parametrize(
    ("look", "rule"),
    [
        (Look(night=0.9), "invert(0.9)"),
        (Look(density=0.5), "line-height"),
        (Look(text_scale=1.25), "font-size:125%"),
        (Look(spacing=0.02), "letter-spacing:0.02em"),
        (Look(sketch=draw_sketch(dice(1))), "box-shadow:none!important"),
    ],
)
def test_a_look_comes_after_the_pages_own_rules(look, rule):
    dressed = look.dress(PAGE)

    assert dressed.index(rule) > dressed.index("color: red")
    assert dressed.index(rule) < dressed.index("</head>")
    assert dressed.endswith(PAGE[PAGE.index("<body>") :])


def test_words_change_and_nothing_else_does():
    russian = translate(PAGE, BY_CODE["ru"])

    assert '<html lang="ru">' in russian
    assert "Save" not in russian
    assert "Email address" not in russian
    assert "ann@acme.com" in russian
    assert "&amp;" in russian
    assert "<code>save(9)</code>" in russian
    assert "<style>body > p {color: red}</style>" in russian
    assert 'class="lead"' in russian
    assert 'type="email"' in russian


def test_the_same_word_is_the_same_everywhere():
    page = PAGE.replace("Email address", "save")

    german = translate(page, BY_CODE["de"])

    word = german.split("<p")[1].split(">")[1].split()[0]
    assert f'placeholder="{word.lower()}"' in german.lower()


def test_what_is_written_from_the_right_says_so():
    assert '<html lang="ar" dir="rtl">' in translate(PAGE, BY_CODE["ar"])


def test_no_blanks_stand_between_chinese_words():
    text = translate("<p>save your work today</p>", BY_CODE["zh"])

    assert " " not in text


def test_every_language_has_words_enough():
    assert all(len(set(language.words)) >= 40 for language in LANGUAGES)


def test_a_drawn_line_shakes_but_stays_where_it_is():
    pixels = np.full((200, 300, 3), 255, np.uint8)
    pixels[100:102] = 0

    shaken = roughen(pixels, 2.0, dice(3))

    rows = np.flatnonzero((shaken[:, :, 0] < 128).any(axis=1))
    assert len(rows) > 2
    assert rows.min() >= 96
    assert rows.max() <= 105
    assert (shaken == roughen(pixels, 2.0, dice(3))).all()


def test_looks_are_values():
    with pytest.raises(dataclasses.FrozenInstanceError):
        Look().width = 3
