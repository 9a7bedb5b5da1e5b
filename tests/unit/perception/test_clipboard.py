import subprocess

import pytest
from PIL import Image

from limner_server.errors import ImageError, ToolMissingError
from limner_server.perception.clipboard import clipboard_image


def copy(path, kind):
    """Put a file on the clipboard, as an application does."""
    subprocess.run(
        ["xclip", "-selection", "clipboard", "-target", kind, "-in", str(path)],
        check=True,
        stdout=subprocess.DEVNULL,
    )


@pytest.mark.usefixtures("desktop")
def test_a_copied_picture_is_read(tmp_path):
    path = tmp_path / "copied.png"
    Image.new("RGB", (12, 7), (1, 2, 3)).save(path)
    copy(path, "image/png")

    picture = clipboard_image()

    assert (picture.width, picture.height, picture.name) == (12, 7, "clipboard")
    assert tuple(picture.pixels[0, 0]) == (1, 2, 3)


@pytest.mark.usefixtures("desktop")
def test_an_empty_clipboard_is_explained():
    with pytest.raises(ImageError, match="no picture on the clipboard"):
        clipboard_image()


@pytest.mark.usefixtures("desktop")
def test_text_on_the_clipboard_is_no_picture(tmp_path):
    path = tmp_path / "text.txt"
    path.write_text("not a picture")
    copy(path, "UTF8_STRING")

    with pytest.raises(ImageError, match="no picture on the clipboard"):
        clipboard_image()


def test_without_a_desktop_there_is_no_clipboard(monkeypatch):
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)

    with pytest.raises(ImageError, match="without a desktop"):
        clipboard_image()


def test_a_missing_tool_is_named(monkeypatch, tmp_path):
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(ToolMissingError, match="wl-paste") as caught:
        clipboard_image()

    assert "wl-clipboard" in caught.value.remedy
