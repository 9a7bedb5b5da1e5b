"""The pictures beside generated code."""

import pytest

from limner_server.assets import inlined, settle, stem

CODE = '<img src="images/a.png"><img src="images/a.png.png">'
ASSETS = {"images/a.png": b"one", "images/a.png.png": b"two"}


def test_assets_get_a_folder_named_after_the_picture(tmp_path):
    code, files = settle(CODE, ASSETS, tmp_path, "Log in.png")

    assert code == '<img src="images/log-in/a.png"><img src="images/log-in/a.png.png">'
    assert files == {
        tmp_path / "images/log-in/a.png": b"one",
        tmp_path / "images/log-in/a.png.png": b"two",
    }


def test_a_file_that_says_something_else_is_not_overwritten(tmp_path):
    other = tmp_path / "images" / "shot" / "a.png"
    other.parent.mkdir(parents=True)
    other.write_bytes(b"mine")

    code, files = settle(CODE, ASSETS, tmp_path, "shot.png")

    assert "images/shot-2/a.png" in code
    assert other not in files


def test_the_same_file_is_used_again(tmp_path):
    same = tmp_path / "images" / "shot" / "a.png"
    same.parent.mkdir(parents=True)
    same.write_bytes(b"one")

    code, _ = settle(CODE, ASSETS, tmp_path, "shot.png")

    assert "images/shot/a.png" in code


def test_code_without_assets_stays_as_it_is(tmp_path):
    assert settle("<p>images/a.png</p>", {}, tmp_path, "x.png") == ("<p>images/a.png</p>", {})


def test_a_style_sheet_beside_the_code_is_named_after_the_picture(tmp_path):
    code, files = settle('import "./Page.css";', {"Page.css": b"p {}"}, tmp_path, "Log in.png")

    assert code == 'import "./log-in.css";'
    assert files == {tmp_path / "log-in.css": b"p {}"}


def test_code_stands_by_itself_with_its_pictures_in_it():
    assert inlined('<img src="images/a.png">', {"images/a.png": b"one"}) == (
        '<img src="data:image/png;base64,b25l">'
    )


def test_what_is_no_picture_stays_a_file():
    assert inlined('import "./Page.css";', {"Page.css": b"p {}"}) == 'import "./Page.css";'


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Log in.PNG", "log-in"),
        ("../a/b.png", "b"),
        ("the clipboard image", "clipboard-image"),
        ("日本.png", "picture"),
        ("", "picture"),
    ],
)
def test_a_stem_is_fit_for_a_file_and_a_class(name, expected):
    assert stem(name) == expected
