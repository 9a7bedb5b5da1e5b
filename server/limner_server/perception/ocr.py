"""Reading text with Tesseract: strip by strip, in parallel, on engines that stay warm."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache, reduce
from queue import Empty, LifoQueue
from typing import Protocol

import cv2
import numpy as np
from numpy.typing import NDArray

from limner_server.errors import ToolMissingError
from limner_server.perception.contrast import Contrast
from limner_server.perception.fallback import is_unspaced
from limner_server.perception.glyphs import Strip, find_strips
from limner_server.perception.image import Picture
from limner_server.perception.scene import Box
from limner_server.perception.tessdata import INSTALL, tessdata_folder

# Tesseract's own threads only get in each other's way; strips are read side by side instead.
os.environ.setdefault("OMP_THREAD_LIMIT", "1")

# Tesseract scales every line to this height before its network sees it.
_NETWORK_HEIGHT = 36
_MARGIN = 8


@dataclass(frozen=True, slots=True)
class ReadWord:
    """A word as a reader gives it.

    Attributes:
        text: without blanks.
        box: around its ink, in pixels of the picture.
        confidence: 0 to 1.
    """

    text: str
    box: Box
    confidence: float

    def joined(self, right: ReadWord) -> ReadWord:
        """This word and the one to its right as one, as sure as their letters on average."""
        text = self.text + right.text
        sure = self.confidence * len(self.text) + right.confidence * len(right.text)
        return ReadWord(text, self.box.union(right.box), sure / len(text))


class Reader(Protocol):
    """Anything that reads the words of a picture.

    Perception takes any reader, so that words may come from elsewhere than OCR while everything
    else of the scene is still measured in the pixels.
    """

    def __call__(self, picture: Picture, contrast: Contrast) -> list[ReadWord]:
        """Read all words, in any order."""


class _Engine(Protocol):
    """One Tesseract, which reads one strip at a time."""

    def read(self, strip: NDArray[np.uint8]) -> list[ReadWord]:
        """The words of a grey picture of one line, boxes in its own pixels."""


class _LinkedEngine:
    """Tesseract in this process, by tesserocr: no start-up, some 5 ms a line."""

    def __init__(self, languages: str) -> None:
        import tesserocr  # noqa: PLC0415  (optional: not every platform has a wheel)

        self._tesserocr = tesserocr
        try:
            self._api = tesserocr.PyTessBaseAPI(
                path=str(tessdata_folder(languages)),
                lang=languages,
                psm=tesserocr.PSM.SINGLE_LINE,
            )
        except RuntimeError as error:
            raise ToolMissingError(f"Tesseract cannot load {languages!r}", INSTALL) from error
        # The strips are dark on light already.
        self._api.SetVariable("tessedit_do_invert", "0")

    def read(self, strip: NDArray[np.uint8]) -> list[ReadWord]:
        height, width = strip.shape
        self._api.SetImageBytes(strip.tobytes(), width, height, 1, width)
        self._api.Recognize()
        level = self._tesserocr.RIL.WORD
        words = []
        for item in self._tesserocr.iterate_level(self._api.GetIterator(), level):
            if item.Empty(level):
                continue
            text, box = item.GetUTF8Text(level), item.BoundingBox(level)
            if text.strip() and box is not None:
                words.append(ReadWord(text.strip(), Box(*box), item.Confidence(level) / 100))
        return words


class _CommandEngine:
    """Tesseract's command, by pytesseract: a process for each strip, but installs anywhere."""

    def __init__(self, languages: str) -> None:
        import pytesseract  # noqa: PLC0415  (only where tesserocr is absent)

        self._pytesseract = pytesseract
        self._languages = languages
        if shutil.which(pytesseract.pytesseract.tesseract_cmd) is None:
            raise ToolMissingError("Tesseract is not installed", INSTALL)

    def read(self, strip: NDArray[np.uint8]) -> list[ReadWord]:
        try:
            table = self._pytesseract.image_to_data(
                strip,
                lang=self._languages,
                config="--psm 7 -c tessedit_do_invert=0",
                output_type=self._pytesseract.Output.DICT,
            )
        except self._pytesseract.TesseractError as error:
            raise ToolMissingError(f"Tesseract cannot load {self._languages!r}", INSTALL) from error
        words = []
        rows = zip(
            *(table[key] for key in ("text", "conf", "left", "top", "width", "height")),
            strict=True,
        )
        for text, confidence, left, top, width, height in rows:
            if text.strip():
                box = Box(left, top, left + width, top + height)
                words.append(ReadWord(text.strip(), box, float(confidence) / 100))
        return words


class TesseractReader:
    """Reads the strips of a picture side by side, one warm engine for each thread."""

    def __init__(self, languages: str, threads: int | None = None) -> None:
        """Nothing is loaded yet.

        Args:
            languages: as Tesseract names them, joined by "+": "eng", "deu+eng".
            threads: how many strips are read at once; the number of cores by default.
        """
        self._languages = languages
        self._threads = threads or min(os.cpu_count() or 1, 8)
        self._idle: LifoQueue[_Engine] = LifoQueue()

    def __call__(
        self,
        picture: Picture,
        contrast: Contrast,
        check: Callable[[], None] = lambda: None,
    ) -> list[ReadWord]:
        """Read all words.

        Raises:
            ToolMissingError: there is no Tesseract, or not in these languages.
        """
        del picture
        read = self.read(contrast, find_strips(contrast), check)
        return [word for words in read for word in words]

    def read(
        self,
        contrast: Contrast,
        strips: Sequence[Strip],
        check: Callable[[], None] = lambda: None,
    ) -> list[list[ReadWord]]:
        """Read the words of each strip, in the order of the strips; errors as of a call."""

        def one(strip: Strip) -> list[ReadWord]:
            check()
            with self._engine() as engine:
                return _read_strip(engine, contrast, strip)

        if len(strips) < 2 * self._threads:
            return [one(strip) for strip in strips]
        with ThreadPoolExecutor(self._threads) as pool:
            return list(pool.map(one, strips))

    @contextmanager
    def _engine(self) -> Iterator[_Engine]:
        try:
            engine = self._idle.get_nowait()
        except Empty:
            engine = _new_engine(self._languages)
        try:
            yield engine
        finally:
            self._idle.put(engine)


@cache
def tesseract_reader(languages: str) -> TesseractReader:
    """The one reader of these languages in this process; its engines stay warm."""
    return TesseractReader(languages)


def _new_engine(languages: str) -> _Engine:
    try:
        return _LinkedEngine(languages)
    except ImportError:
        return _CommandEngine(languages)


def _read_strip(engine: _Engine, contrast: Contrast, strip: Strip) -> list[ReadWord]:
    """Read one strip; the words' boxes are those of the marks that they are read from."""
    height, width = contrast.distance.shape
    pad = 4
    x0, y0 = max(strip.x0 - pad, 0), max(strip.y0 - pad, 0)
    x1, y1 = min(strip.x1 + pad, width), min(strip.y1 + pad, height)
    ink, marks = _own_marks(contrast.distance[y0:y1, x0:x1], strip.y0 - y0, strip.y1 - y0)
    picture, scale = _for_network(ink, strip.y1 - strip.y0)
    words = [
        ReadWord(
            word.text,
            Box(*((edge - _MARGIN) / scale for edge in word.box)),
            word.confidence,
        )
        for word in _run_together(engine.read(picture))
    ]
    return [
        ReadWord(
            word.text,
            Box(word.box.x0 + x0, word.box.y0 + y0, word.box.x1 + x0, word.box.y1 + y0),
            word.confidence,
        )
        for word in _around_marks(words, marks)
    ]


def _run_together(words: list[ReadWord]) -> list[ReadWord]:
    """Join words of a script that has no blanks between them."""
    joined: list[ReadWord] = []
    for word in words:
        last = joined[-1] if joined else None
        if last is None or not (is_unspaced(last.text[-1]) and is_unspaced(word.text[0])):
            joined.append(word)
        else:
            joined[-1] = last.joined(word)
    return joined


def _own_marks(
    distance: NDArray[np.uint8], top: int, bottom: int
) -> tuple[NDArray[np.uint8], list[Box]]:
    """Take out what reaches in from other lines.

    Returns:
        The ink between the rows `top` and `bottom`, and the bounds of its marks.
    """
    inked = (distance > 0.3 * max(int(distance.max()), 1)).astype(np.uint8)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(inked, connectivity=8)
    middle = stats[:, cv2.CC_STAT_TOP] + stats[:, cv2.CC_STAT_HEIGHT] / 2
    foreign = (middle < top) | (middle > bottom)
    foreign[0] = False
    ink = distance
    if foreign.any():
        intruders = cv2.dilate(foreign[labels].astype(np.uint8), np.ones((3, 3), np.uint8))
        ink = np.where((intruders == 1) & ((labels == 0) | foreign[labels]), np.uint8(0), distance)
    own = stats[1:][~foreign[1:]]
    return ink, [Box(x, y, x + wide, y + high) for x, y, wide, high, _ in own.tolist()]


def _for_network(ink: NDArray[np.uint8], height: int) -> tuple[NDArray[np.uint8], float]:
    """Dark on light, framed, scaled to what Tesseract's network was trained on; and the scale."""
    light = (255 - ink * (255 / max(float(ink.max()), 1.0))).astype(np.uint8)
    scale = min(max(_NETWORK_HEIGHT / (height + 4), 0.3), 3.0)
    method = cv2.INTER_CUBIC if scale > 1 else cv2.INTER_AREA
    scaled = cv2.resize(light, None, fx=scale, fy=scale, interpolation=method)
    framed = cv2.copyMakeBorder(
        scaled, _MARGIN, _MARGIN, _MARGIN, _MARGIN, cv2.BORDER_CONSTANT, value=255
    )
    return framed, scale


def _around_marks(words: list[ReadWord], marks: list[Box]) -> list[ReadWord]:
    """Give each mark to the word that covers most of it; Tesseract's own boxes are rough."""
    if not words:
        return []
    owned: list[list[Box]] = [[] for _ in words]
    for mark in marks:
        shares = [min(mark.x1, w.box.x1) - max(mark.x0, w.box.x0) for w in words]
        nearest = int(np.argmax(shares))
        # What stands well apart from every word was read as none: a checkbox, an icon.
        if shares[nearest] > -0.25 * words[nearest].box.height:
            owned[nearest].append(mark)
    return [
        replace(word, box=reduce(Box.union, boxes)) if boxes else word
        for word, boxes in zip(words, owned, strict=True)
    ]
