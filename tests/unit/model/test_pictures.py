"""Pictures in requests: what can be read is, what cannot is refused in one line."""

from __future__ import annotations

import base64
import io
import struct
import zlib

import pytest
from PIL import Image

from limner_model.errors import RequestRefusedError
from limner_model.pictures import decode_data_uri


def data_uri(picture: Image.Image, kind: str = "PNG", **options: object) -> str:
    file = io.BytesIO()
    picture.save(file, kind, **options)
    return as_uri(file.getvalue(), kind)


def as_uri(data: bytes, kind: str = "png") -> str:
    return f"data:image/{kind.lower()};base64,{base64.b64encode(data).decode()}"


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF", "BMP", "TIFF"])
def test_every_common_format_is_read(kind: str) -> None:
    picture = decode_data_uri(data_uri(Image.new("RGB", (6, 4), "white"), kind))
    assert (picture.mode, picture.size) == ("RGB", (6, 4))


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "I;16", "CMYK"])
def test_every_pixel_format_becomes_rgb(mode: str) -> None:
    kind = "TIFF" if mode == "CMYK" else "PNG"
    assert decode_data_uri(data_uri(Image.new(mode, (2, 2)), kind)).mode == "RGB"


def test_transparency_is_laid_on_white() -> None:
    picture = decode_data_uri(data_uri(Image.new("RGBA", (1, 1), (0, 0, 0, 0))))
    assert picture.getpixel((0, 0)) == (255, 255, 255)


def test_a_photo_is_turned_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera was held sideways
    picture = decode_data_uri(data_uri(Image.new("RGB", (6, 4)), "JPEG", exif=exif))
    assert picture.size == (4, 6)


def png_of_nothing(width: int, height: int) -> bytes:
    """A PNG that says how large it is, and then holds no pixels."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = [(b"IHDR", header), (b"IDAT", zlib.compress(b""))]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )


@pytest.mark.parametrize(
    ("uri", "complaint"),
    [
        ("https://example.org/a.png", "must be a data URI"),
        ("file:///etc/passwd", "must be a data URI"),
        ("data:text/html;base64,AAAA", "must be a data URI"),
        ("data:image/png;base64,%%%%", "base64 is broken"),
        (as_uri(b""), "none that can be read"),
        (as_uri(b"not a picture"), "none that can be read"),
        (as_uri(b"<svg xmlns='http://www.w3.org/2000/svg'/>", "svg+xml"), "none that can be read"),
        (as_uri(png_of_nothing(30_000, 30_000)), "too large"),
        (as_uri(png_of_nothing(10, 10)), "broken"),
    ],
)
def test_what_is_no_picture_is_refused(uri: str, complaint: str) -> None:
    with pytest.raises(RequestRefusedError, match=complaint):
        decode_data_uri(uri)


def test_a_truncated_picture_is_refused() -> None:
    noise = Image.effect_noise((64, 64), 90)
    whole = base64.b64decode(data_uri(noise).partition(",")[2])
    with pytest.raises(RequestRefusedError, match="broken"):
        decode_data_uri(as_uri(whole[: len(whole) // 2]))
