"""Underscores are letters of their words; underlines are not."""

import pytest

from limner_server.perception.image import Picture
from limner_server.perception.perceive import perceive


@pytest.mark.parametrize(
    ("font", "text"),
    [
        ("16px sans-serif", "Use {{attachment_name}} and {{user_id}} here"),
        ("14px monospace", "return __name__"),
    ],
)
def test_underscores_stay_in_their_words(browser, font, text):
    page = f'<body style="margin:30px"><span style="font:{font}">{text}</span>'

    (line,) = perceive(Picture(browser.render(page, 500, 100).image, "page")).lines()

    assert line.text == text
    assert not line.underlined


def test_an_underline_is_no_underscore(browser):
    page = '<body style="margin:30px;font:16px sans-serif"><u>plain underlined text</u>'

    (line,) = perceive(Picture(browser.render(page, 500, 100).image, "page")).lines()

    assert line.text == "plain underlined text"
    assert line.underlined
