"""Reading a traceback out of a picture of a terminal, an editor or a page."""

from __future__ import annotations

from collections.abc import Callable

from limner_server.errors import InputError
from limner_server.perception.contrast import measure_contrast, smooth_regions
from limner_server.perception.glyphs import find_strips, ink_mask
from limner_server.perception.image import Picture
from limner_server.perception.ocr import tesseract_reader
from limner_server.perception.traceback.grid import advance_of, set_on_grid
from limner_server.perception.traceback.mend import mend
from limner_server.perception.traceback.panes import split_panes
from limner_server.perception.traceback.rows import find_rows
from limner_server.perception.traceback.underscores import find_underscores, put_back


def read_traceback(
    picture: Picture, languages: str = "eng", check: Callable[[], None] = lambda: None
) -> str:
    """Read the text of a terminal, line by line, with its indentation.

    Args:
        picture: of a terminal, dark or light.
        languages: of its words, as Tesseract names them, joined by "+".
        check: raises where the user took the request back.

    Raises:
        InputError: there is no text in it.
        ToolMissingError: there is no Tesseract, or not in these languages.
    """
    contrast = measure_contrast(picture.pixels, smooth_regions(picture.pixels))
    check()
    reader = tesseract_reader(languages)
    lines: list[str] = []
    ink = ink_mask(contrast)
    for pane in split_panes(find_strips(contrast)):
        rows = find_rows(ink, pane)
        read = reader.read(contrast, rows, check)
        if not any(read):
            continue
        advance = advance_of([word for words in read for word in words])
        marks = find_underscores(ink, rows, advance)
        whole = [put_back(*row, advance) for row in zip(read, marks, strict=True)]
        lines += mend(set_on_grid(whole, advance))
    if not any(lines):
        raise InputError(f"{picture.name} has no text in it", "give a picture of a traceback")
    return "\n".join(lines)
