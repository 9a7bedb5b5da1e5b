"""Previews in an editor: a document with a picture, its draft, and what is done with it."""

import base64
import io

from PIL import Image, ImageDraw, ImageFont

TEXT = '<h1>Shop</h1>\n<img src="shot.png">\n<p>Bye</p>\n'


def add_small_line(shot):
    """Correcting the trace of such a picture makes another candidate of it."""
    image = Image.open(shot)
    draw = ImageDraw.Draw(image)
    font = ImageFont.load_default(13)
    draw.text((32, 106), "Open until the last is sold", fill="#4b5563", font=font)
    image.save(shot)
    return shot


async def draft(editor, uri, **params):
    """The answer of `limner/code` with a preview, for the picture in the document."""
    span = {"start": {"line": 1, "character": 0}, "end": {"line": 1, "character": 0}}
    wanted = {"image": "shot.png", "range": span, "version": editor.versions[uri]}
    return await editor.request("limner/code", **{"uri": uri, "preview": True, **wanted, **params})


async def accept(editor, reply, choice, **params):
    return await editor.request("limner/accept", draft=reply.draft, choice=choice, **params)


def whole(code):
    """The document with code in place of the picture."""
    return f"<h1>Shop</h1>\n{code}\n<p>Bye</p>\n"


def picture(uri):
    head, _, body = uri.partition(",")
    assert head == "data:image/png;base64"
    return Image.open(io.BytesIO(base64.b64decode(body)))
