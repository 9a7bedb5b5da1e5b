"""One page's look over its dialect: drawn from a seed, written into the document."""

from __future__ import annotations

import random
from dataclasses import dataclass

from limner_adapters.data.looks.languages import LANGUAGES, Language
from limner_adapters.data.looks.sketch import Sketch, draw_sketch, sketch_css
from limner_adapters.data.looks.translate import translate

PHONES = (360, 375, 390, 412, 430)
TABLETS = (540, 600, 768, 820, 912)
DESKTOPS = (1024, 1152, 1280, 1366, 1440, 1536, 1600)
SCALES = (1.25, 1.5, 2.0)

_PICTURES = "img,video,canvas,iframe,svg image,[style*='url(']"


@dataclass(frozen=True, slots=True)
class Look:
    """What is laid over a page.

    Attributes:
        width: of the window in CSS pixels; None for the page's own.
        scale: pixels of the picture to a CSS pixel.
        night: how far light and dark change places, 0 to 1; pictures stay as they are.
        density: factor on paddings, margins and line height; 1 changes nothing.
        text_scale: factor on the size of all text and what is measured by it.
        spacing: between letters, in em.
        language: that its words are put in, or None.
        sketch: how it is drawn by hand, or None.
    """

    width: int | None = None
    scale: float = 1.0
    night: float = 0.0
    density: float = 1.0
    text_scale: float = 1.0
    spacing: float = 0.0
    language: Language | None = None
    sketch: Sketch | None = None

    @property
    def name(self) -> str:
        """The look in words, for those who count how often each was learnt."""
        words = {
            f"w{self.width}": self.width is not None,
            f"{self.scale:g}x": self.scale != 1,
            "night": self.night > 0,
            "dense": self.density < 1,
            "airy": self.density > 1,
            f"lang-{self.language.code if self.language else ''}": self.language is not None,
            str(self.sketch.medium if self.sketch else ""): self.sketch is not None,
        }
        return " ".join(word for word, holds in words.items() if holds)

    def dress(self, document: str) -> str:
        """The document in this look.

        Raises:
            ToolMissingError: its pen is not here, and npm does not bring it.
        """
        if self.language is not None:
            document = translate(document, self.language)
        css = "".join(self._rules())
        return document.replace("</head>", f"<style>{css}</style></head>", 1) if css else document

    def _rules(self) -> list[str]:
        rules = []
        if self.sketch is not None:
            rules.append(sketch_css(self.sketch))
        if self.density != 1:
            rules.append(_density_css(self.density))
        if self.text_scale != 1:
            rules.append(f"html{{font-size:{100 * self.text_scale:g}%}}")
        if self.spacing:
            rules.append(f"body{{letter-spacing:{self.spacing:g}em}}")
        if self.night:
            turned = f"filter:invert({self.night:g}) hue-rotate(180deg)"
            back = "filter:invert(1) hue-rotate(180deg)"
            rules.append(f"html{{background:#fff;{turned}}}:is({_PICTURES}){{{back}}}")
        return rules


def _density_css(factor: float) -> str:
    """Paddings and margins in the measure of the text: they hold for any dialect's elements."""
    return (
        f"body{{line-height:{1.1 + 0.4 * factor:.2f}}}"
        f":is(p,ul,ol,dl,table,pre,blockquote,form,figure){{margin-block:{0.8 * factor:.2f}em}}"
        f":is(h1,h2,h3,h4,h5,h6){{margin-block:{0.6 * factor:.2f}em {0.4 * factor:.2f}em}}"
        f":is(td,th){{padding:{0.4 * factor:.2f}em {0.6 * factor:.2f}em}}"
        f":is(main,section,article){{padding-block:{0.7 * factor:.2f}em}}"
        f"main li{{margin-block:{0.25 * factor:.2f}em}}"
    )


def draw_look(rng: random.Random, *, read_by_tesseract: bool = False) -> Look:
    """Draw a look; most pages keep most of their own.

    Args:
        rng: the dice.
        read_by_tesseract: whether what is written must be in Latin letters.
    """
    # Every die is thrown whatever the others showed, so that a look is the same for ever.
    width = rng.choice(rng.choices([PHONES, TABLETS, DESKTOPS], [3, 2, 5])[0])
    scale = rng.choice(SCALES)
    languages = [one for one in LANGUAGES if one.latin or not read_by_tesseract]
    language = rng.choices(languages, [one.weight for one in languages])[0]
    sketch = draw_sketch(rng)
    density = rng.choice([0.4, 0.6, 0.75, 1.4, 1.8])
    text_scale = rng.choice([0.8, 0.875, 0.9, 1.1, 1.125, 1.25])
    spacing = rng.choice([-0.01, 0.01, 0.02, 0.05])
    night = rng.uniform(0.86, 1.0)
    chances = [rng.random() for _ in range(8)]
    sketched = chances[0] < 0.07
    return Look(
        width=width if chances[1] < 0.5 else None,
        scale=scale if chances[2] < 0.04 else 1.0,
        night=night if chances[3] < 0.05 and not sketched else 0.0,
        density=density if chances[4] < 0.25 else 1.0,
        text_scale=text_scale if chances[5] < 0.2 else 1.0,
        spacing=spacing if chances[6] < 0.05 else 0.0,
        language=language if chances[7] < 0.13 else None,
        sketch=sketch if sketched else None,
    )
