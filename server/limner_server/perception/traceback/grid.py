"""Words of a monospaced text, set again in the columns where they stood."""

from __future__ import annotations

from statistics import median

from limner_server.perception.ocr import ReadWord

# By how much of a line's height the middles of words of one line may differ.
_SAME_LINE = 0.5


def set_on_grid(words: list[ReadWord]) -> list[str]:
    """The lines of a text, each word at the column it stands at in the picture."""
    advance = (
        median(word.box.width / len(word.text) for word in words if len(word.text) > 2)
        if any(len(word.text) > 2 for word in words)
        else 8.0
    )
    left = min(word.box.x0 for word in words)
    return [_line(line, left, advance) for line in _lines(words)]


def _lines(words: list[ReadWord]) -> list[list[ReadWord]]:
    """Words by line, top to bottom, each from left to right."""
    lines: list[list[ReadWord]] = []
    for word in sorted(words, key=lambda word: (word.box.y0 + word.box.y1) / 2):
        middle = (word.box.y0 + word.box.y1) / 2
        last = lines[-1] if lines else []
        if last and middle - median(
            (one.box.y0 + one.box.y1) / 2 for one in last
        ) < _SAME_LINE * max(word.box.height, 8):
            last.append(word)
        else:
            lines.append([word])
    return [sorted(line, key=lambda word: word.box.x0) for line in lines]


def _line(words: list[ReadWord], left: float, advance: float) -> str:
    text = ""
    for word in words:
        column = round((word.box.x0 - left) / advance)
        text += " " * max(column - len(text), 1 if text else 0) + word.text
    return text
