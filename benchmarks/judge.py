"""The judge of the benchmarks: `score_ui`, which knows the true page, from a shared folder."""

from __future__ import annotations

import importlib.util
import tempfile
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any, Self

FIGURES = (
    "block",
    "text",
    "position",
    "colour",
    "ssim",
    "ssim_ink",
    "semantic_recall",
    "absolute_share",
)


@dataclass(frozen=True, slots=True)
class Page:
    """A real page: its picture and the document that drew it."""

    name: str
    picture: Path
    document: Path


class Judge:
    """Scores candidates against true pages."""

    def __init__(self, shared: Path) -> None:
        self._score = _load(shared / "score_ui" / "score.py")
        self._renderer = self._score.Renderer()
        self._folder = tempfile.TemporaryDirectory(prefix="limner-benchmark-")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._renderer.close()
        self._folder.cleanup()

    def score(self, page: Page, html: str) -> dict[str, Any]:
        """All figures of one candidate, those of `FIGURES` among them."""
        candidate = Path(self._folder.name) / "candidate.html"
        candidate.write_text(html, encoding="utf-8")
        width, height = _size(page.picture)
        case = {
            "id": page.name,
            "reference": str(page.document),
            "candidate": str(candidate),
            "png": str(page.picture),
            "width": width,
            "height": min(800, height),
        }
        return dict(self._score.score_case(self._renderer, case))


def real_pages(shared: Path) -> list[Page]:
    """The pages that the measures are taken on; empty where the folder is absent."""
    folder = shared / "data" / "real_pages" / "dev"
    return [
        Page(picture.stem, picture, picture.with_suffix(".html"))
        for picture in sorted(folder.glob("*.png"))
    ]


def worth(figures: dict[str, Any]) -> float:
    """One figure for a page, 0 to 1: its texts, its look, its tags, its flow in equal parts."""
    parts = (
        figures["d2c4"],
        figures["ssim"],
        figures["ssim_ink"],
        _agreement(figures),
        1 - figures.get("absolute_share", 1.0),
    )
    return sum(parts) / len(parts)


def _agreement(figures: dict[str, Any]) -> float:
    """Harmonic mean of the recall and the precision of semantic tags."""
    recall, precision = figures.get("semantic_recall"), figures.get("semantic_precision")
    if recall is None:
        return 1.0
    total = recall + (precision or 0.0)
    return 2 * recall * (precision or 0.0) / total if total else 0.0


def _size(picture: Path) -> tuple[int, int]:
    from PIL import Image  # noqa: PLC0415 - only to read a header

    with Image.open(picture) as image:
        return image.size


def _load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score_ui", path)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
