import base64
import io

import numpy as np
import pytest
from PIL import Image

from limner_model.errors import CancelledError
from limner_server.layout.element import number
from limner_server.perception.image import Picture
from limner_server.proposers.relabel import relabel
from limner_server.tasks.task import Run
from scripted_engine import scripted_engine
from trees import blank_scene, drawing, group, outline, page, text


def white_picture() -> Picture:
    return Picture(np.full((800, 1000, 3), 255, np.uint8), "white")


def a_page():
    menu = group(text("Home", (0, 0, 60, 20)), text("Blog", (80, 0, 140, 20)))
    return number(page(menu, drawing((0, 100, 24, 124))))


def test_the_answer_changes_a_copy_of_the_tree():
    root = a_page()
    with scripted_engine("[[0]] nav ul [[1]] li a [[2]] li a [[3]] icon") as (engine, _):
        tree = relabel(root, blank_scene(), white_picture(), engine, Run())

    assert outline(tree) == "body(nav(ul(li(a('Home')) li(a('Blog')))) icon)"
    assert outline(root) == "body(div(p('Home') p('Blog')) div)"
    assert [element.id for element in tree.walk()] == list(range(8))


def test_a_model_that_was_taught_to_fills_in_blanks():
    filled = "ul nav none a li none a li none icon none none"
    with scripted_engine(filled, has_read=["blanks", "pages"]) as (engine, heard):
        tree = relabel(a_page(), blank_scene(), white_picture(), engine, Run())

    assert outline(tree) == "body(nav(ul(li(a('Home')) li(a('Blog')))) icon)"
    assert [blank["text"] for blank in heard[0]["blanks"][:3]] == [" [[0]]", "-[[0]]", "+[[0]]"]


def test_the_model_gets_a_crop_of_what_words_do_not_explain():
    with scripted_engine("") as (engine, heard):
        relabel(a_page(), blank_scene(), white_picture(), engine, Run())

    system, user = heard[0]["messages"]
    assert "Roles:" in system["content"]
    kinds = [part["type"] for part in user["content"]]
    assert kinds == ["text", "image_url", "text"]
    uri = user["content"][1]["image_url"]["url"]
    shown = Image.open(io.BytesIO(base64.b64decode(uri.partition(",")[2])))
    assert shown.size == (64, 64)


def test_a_model_that_says_nothing_useful_changes_nothing():
    with scripted_engine("I cannot help with that.") as (engine, _):
        tree = relabel(a_page(), blank_scene(), white_picture(), engine, Run())

    assert outline(tree) == outline(a_page())


def test_a_cancelled_run_asks_nobody():
    run = Run()
    run.cancelled.set()
    with scripted_engine() as (engine, heard), pytest.raises(CancelledError):
        relabel(a_page(), blank_scene(), white_picture(), engine, run)

    assert heard == []
