"""The picture on the clipboard, on every desktop."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

from PIL import Image, ImageGrab

from limner_server.errors import ImageError, ToolMissingError
from limner_server.perception.image import Picture, from_image, load_image

_TIMEOUT = 10.0
_KINDS = ("image/png", "image/webp", "image/jpeg", "image/bmp", "image/tiff", "image/gif")
_NO_PICTURE = "There is no picture on the clipboard"
_COPY_FIRST = "copy a screenshot first"


def clipboard_image() -> Picture:
    """Read the picture on the clipboard.

    Raises:
        ImageError: there is none, or it cannot be read.
        ToolMissingError: the program that reads the clipboard here is not installed.
    """
    if sys.platform in ("win32", "darwin"):
        return _grab()
    if "microsoft" in os.uname().release.lower() and shutil.which("powershell.exe"):
        return _from_command(_POWERSHELL)
    if os.environ.get("WAYLAND_DISPLAY"):
        paste = ["wl-paste", "--no-newline", "--type"]
        return _from_command([*paste, _offered(["wl-paste", "--list-types"])])
    if os.environ.get("DISPLAY"):
        paste = ["xclip", "-selection", "clipboard", "-out", "-target"]
        return _from_command([*paste, _offered([*paste, "TARGETS"])])
    raise ImageError("There is no clipboard without a desktop", "give the path of a file")


# In WSL the clipboard is that of Windows; the picture comes through a pipe as base64.
_POWERSHELL = [
    "powershell.exe",
    "-NoProfile",
    "-STA",
    "-Command",
    (
        "Add-Type -AssemblyName System.Windows.Forms,System.Drawing;"
        "$i=[Windows.Forms.Clipboard]::GetImage();if($i){$m=New-Object IO.MemoryStream;"
        "$i.Save($m,[Drawing.Imaging.ImageFormat]::Png);"
        "'data:image/png;base64,'+[Convert]::ToBase64String($m.ToArray())}"
    ),
]


def _offered(command: list[str]) -> str:
    """The first of the picture formats that the clipboard's owner offers."""
    offers = _output(command).decode("ascii", "replace").split()
    for kind in _KINDS:
        if kind in offers:
            return kind
    raise ImageError(_NO_PICTURE, _COPY_FIRST)


def _from_command(command: list[str]) -> Picture:
    content = _output(command)
    if content.startswith(b"data:"):
        return _named(load_image(content.decode("ascii").strip()))
    return _named(load_image(content))


def _output(command: list[str]) -> bytes:
    if shutil.which(command[0]) is None:
        package = "wl-clipboard" if command[0] == "wl-paste" else command[0]
        raise ToolMissingError(f"{command[0]} is not installed", f"install {package}")
    try:
        done = subprocess.run(command, capture_output=True, timeout=_TIMEOUT, check=False)
    except subprocess.TimeoutExpired as error:
        raise ImageError("The clipboard does not answer", "copy the picture again") from error
    if done.returncode != 0 or not done.stdout.strip():
        raise ImageError(_NO_PICTURE, _COPY_FIRST)
    return done.stdout


def _grab() -> Picture:
    try:
        grabbed = ImageGrab.grabclipboard()
    except OSError as error:
        raise ImageError("The clipboard cannot be read", "copy the picture again") from error
    if isinstance(grabbed, Image.Image):
        return from_image(grabbed, "clipboard")
    if grabbed:
        # A file was copied in the file manager, not its picture.
        return load_image(grabbed[0])
    raise ImageError(_NO_PICTURE, _COPY_FIRST)


def _named(picture: Picture) -> Picture:
    return Picture(picture.pixels, "clipboard")
