"""Reading a picture, whatever form it comes in, without trusting it."""

from __future__ import annotations

import base64
import binascii
import io
import struct
import warnings
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote_to_bytes

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps

from limner_server.errors import ImageError
from limner_server.perception.scene import Box

FORMATS = ("PNG", "JPEG", "WEBP", "GIF", "BMP", "TIFF")
MAX_PIXELS = 50_000_000
MAX_BYTES = 200_000_000

_REMEDY_FORMAT = f"give a {', '.join(FORMATS[:-1])} or {FORMATS[-1]} file"
_REMEDY_DAMAGED = "save or take the picture again"

# What Pillow's decoders raise on damaged or hostile files.
_DECODER_ERRORS = (
    OSError,
    ValueError,
    SyntaxError,
    EOFError,
    TypeError,
    LookupError,
    ArithmeticError,
    RuntimeError,
    MemoryError,
    struct.error,
)


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """A picture as it is seen.

    Attributes:
        pixels: `uint8` of shape (height, width, 3), sRGB; alpha is laid on white, the EXIF
            rotation is applied.
        name: what to call it: a file's name, "clipboard", ...
    """

    pixels: NDArray[np.uint8]
    name: str = "picture"

    @property
    def width(self) -> int:
        """In pixels."""
        return int(self.pixels.shape[1])

    @property
    def height(self) -> int:
        """In pixels."""
        return int(self.pixels.shape[0])

    def crop(self, box: Box) -> Picture:
        """The part inside `box`, clipped to the picture; at least one pixel."""
        x0 = min(max(int(box.x0), 0), self.width - 1)
        y0 = min(max(int(box.y0), 0), self.height - 1)
        x1 = min(max(round(box.x1), x0 + 1), self.width)
        y1 = min(max(round(box.y1), y0 + 1), self.height)
        return Picture(self.pixels[y0:y1, x0:x1], self.name)

    def within(self, width: int, height: int) -> Picture:
        """The picture, made smaller where it is larger than that."""
        if self.width <= width and self.height <= height:
            return self
        image = Image.fromarray(self.pixels)
        image.thumbnail((width, height))
        return Picture(np.asarray(image), self.name)

    def png(self) -> bytes:
        """The picture as a PNG file."""
        buffer = io.BytesIO()
        Image.fromarray(self.pixels).save(buffer, "PNG")
        return buffer.getvalue()


def load_image(source: str | Path | bytes) -> Picture:
    """Read a picture.

    Args:
        source: a path, a `data:` URI, or the bytes of a file.

    Raises:
        ImageError: it is not there, not a picture, damaged, or larger than `MAX_PIXELS`.
    """
    if isinstance(source, bytes):
        return _decode(source, "picture")
    if isinstance(source, str) and source.startswith("data:"):
        return _decode(_data_uri_bytes(source), "data URI")
    if isinstance(source, str) and source.startswith(("http://", "https://")):
        raise ImageError(
            "A picture on the network is never fetched", "download it, and give the file's path"
        )
    path = Path(source)
    return _decode(_file_bytes(path), path.name)


def from_image(image: Image.Image, name: str) -> Picture:
    """A picture from an open Pillow image.

    Raises:
        ImageError: it is damaged, or larger than `MAX_PIXELS`.
    """
    if image.width * image.height > MAX_PIXELS:
        raise _too_large(name, f"{image.width}x{image.height}")
    try:
        upright = ImageOps.exif_transpose(image)
        return Picture(_rgb_on_white(upright), name)
    except _DECODER_ERRORS as error:
        raise ImageError(f"{name} is damaged or cut off", _REMEDY_DAMAGED) from error


def _file_bytes(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise ImageError(f"{path} is a folder, not a picture", _REMEDY_FORMAT)
        if path.stat().st_size > MAX_BYTES:
            raise ImageError(f"{path} is too large to be a screenshot", _REMEDY_FORMAT)
        return path.read_bytes()
    except FileNotFoundError as error:
        raise ImageError(f"There is no file {path}", "check the path") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise ImageError(f"{path} cannot be read ({reason})", "check the path") from error


def _data_uri_bytes(uri: str) -> bytes:
    head, comma, body = uri.partition(",")
    if not comma:
        raise ImageError("The data URI has no data", "copy the whole of it")
    raw = unquote_to_bytes(body)
    if not head.endswith(";base64"):
        return raw
    try:
        return base64.b64decode(b"".join(raw.split()), validate=True)
    except binascii.Error as error:
        raise ImageError("The data URI is not valid base64", "copy the whole of it") from error


def _decode(data: bytes, name: str) -> Picture:
    if not data:
        raise ImageError(f"{name} is empty", _REMEDY_DAMAGED)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            # Pillow only warns of pictures that are far above our own limit.
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image = Image.open(io.BytesIO(data), formats=FORMATS)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_large(name, "far") from error
    except _DECODER_ERRORS as error:
        raise ImageError(f"{name} is not a picture that can be read", _REMEDY_FORMAT) from error
    with image, warnings.catch_warnings():
        # What Pillow makes of broken metadata is of no use to the user.
        warnings.simplefilter("ignore")
        return from_image(image, name)


def _too_large(name: str, size: str) -> ImageError:
    return ImageError(
        f"{name} is too large ({size}; {MAX_PIXELS // 1_000_000} megapixels are read)",
        "crop it, or scale it down",
    )


def _rgb_on_white(image: Image.Image) -> NDArray[np.uint8]:
    if image.mode.startswith("I") or image.mode == "F":
        return _rgb_of_deep_grey(image)
    if image.has_transparency_data:
        coloured = image.convert("RGBA")
        white = Image.new("RGBA", coloured.size, (255, 255, 255, 255))
        image = Image.alpha_composite(white, coloured)
    return np.ascontiguousarray(image.convert("RGB"), dtype=np.uint8)


def _rgb_of_deep_grey(image: Image.Image) -> NDArray[np.uint8]:
    """Grey of 16 or 32 bits; Pillow's own conversion would clip it instead of scaling it."""
    values = np.nan_to_num(np.asarray(image, dtype=np.float64))
    full = 65535.0 if image.mode.startswith("I") else 1.0
    if image.mode == "F" and values.max(initial=0.0) > 1.0:
        full = 255.0
    grey = np.clip(np.rint(values * (255.0 / full)), 0, 255).astype(np.uint8)
    return np.repeat(grey[..., None], 3, axis=2)
