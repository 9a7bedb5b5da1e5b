"""Pictures that are none, or not what anybody expects, by name."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path

import numpy as np
from PIL import Image, ImageFilter


def png(image: Image.Image) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    return buffer.getvalue()


def bomb(side: int = 30_000) -> bytes:
    """A PNG of `side` x `side` black pixels, one bit each, in some 110 kB."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        )

    packer = zlib.compressobj(9)
    row = bytes(1 + (side + 7) // 8)
    rows = b"".join(packer.compress(row) for _ in range(side)) + packer.flush()
    header = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    signature = b"\x89PNG\r\n\x1a\n"
    return signature + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def noise(width: int = 320, height: int = 200) -> Image.Image:
    values = np.random.default_rng(7).integers(0, 256, (height, width, 3), np.uint8)
    return Image.fromarray(values)


def photo() -> Image.Image:
    """Soft shapes and no letters, as a photograph has."""
    return (
        noise(80, 50)
        .resize((640, 400), Image.Resampling.BICUBIC)
        .filter(ImageFilter.GaussianBlur(6))
    )


def write_unreadable(folder: Path) -> dict[str, Path]:
    """Paths that no picture can be read from, by what is wrong with them."""
    whole = png(noise())
    contents = {
        "empty.png": b"",
        "truncated.png": whole[: len(whole) // 2],
        "text.png": b"this is no picture\n",
        "bomb.png": bomb(),
    }
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    (folder / "folder.png").mkdir()
    return {name: folder / name for name in (*contents, "folder.png", "missing.png")}


def write_odd(folder: Path) -> dict[str, Path]:
    """Pictures that can be read, and hold nothing that one would call a page."""
    images = {
        "blank.png": Image.new("RGB", (400, 300), "#336699"),
        "noise.png": noise(),
        "photo.png": photo(),
        "dot.png": Image.new("RGB", (1, 1), "red"),
        "clear.png": Image.new("RGBA", (64, 64), (0, 0, 0, 0)),
    }
    for name, image in images.items():
        image.save(folder / name)
    return {name: folder / name for name in images}
