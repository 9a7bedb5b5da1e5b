"""Pictures as they come in a request: data URIs, checked before they are decoded."""

from __future__ import annotations

import base64
import binascii
import io
import re

from PIL import Image, ImageOps, UnidentifiedImageError

from limner_model.errors import RequestRefusedError

# A full-page screenshot of a 4K screen is some 30 megapixels; what is far above is a bomb.
MAX_PIXELS = 64_000_000

_FORMATS = ("PNG", "JPEG", "WEBP", "GIF", "BMP", "TIFF")
_DATA_URI = re.compile(r"data:image/[\w.+-]+;base64,", re.ASCII)


def decode_data_uri(uri: str) -> Image.Image:
    """Decode an `image_url` of a chat message.

    Args:
        uri: `data:image/TYPE;base64,DATA`. Anything else is refused: the engine fetches nothing.

    Returns:
        The picture as RGB, upright by its EXIF rotation, transparency laid on white.

    Raises:
        RequestRefusedError: not such a URI, not a picture, or too large to be decoded safely.
    """
    match = _DATA_URI.match(uri)
    if match is None:
        raise RequestRefusedError(
            f"an image must be a data URI (data:image/png;base64,...), not {uri[:40]!r}"
        )
    try:
        data = base64.b64decode(uri[match.end() :], validate=True)
    except (binascii.Error, ValueError) as error:
        raise RequestRefusedError(f"an image's base64 is broken ({error})") from error
    return _decode(data)


def _decode(data: bytes) -> Image.Image:
    try:
        # Opening reads the header alone: the size is known before any pixel is.
        picture = Image.open(io.BytesIO(data), formats=_FORMATS)
        _check_size(*picture.size)
        return _as_rgb(ImageOps.exif_transpose(picture))
    except RequestRefusedError:
        raise
    except Image.DecompressionBombError as error:
        raise RequestRefusedError(f"an image is too large ({error})") from error
    except UnidentifiedImageError as error:
        raise RequestRefusedError("an image is none that can be read") from error
    # A broken file makes Pillow's decoders raise nearly anything.
    except (OSError, SyntaxError, ValueError, EOFError, IndexError, KeyError) as error:
        raise RequestRefusedError(f"an image is broken ({error})") from error


def _check_size(width: int, height: int) -> None:
    if width * height > MAX_PIXELS:
        raise RequestRefusedError(
            f"an image of {width}x{height} is too large (at most {MAX_PIXELS:,} pixels)"
        )


def _as_rgb(picture: Image.Image) -> Image.Image:
    if not picture.has_transparency_data:
        return picture.convert("RGB")
    layer = picture.convert("RGBA")
    page = Image.new("RGBA", layer.size, "white")
    return Image.alpha_composite(page, layer).convert("RGB")
