"""The prover of pages: draws a candidate and holds it against the picture and its scene."""

from __future__ import annotations

from dataclasses import dataclass

from limner_server.emit.code import Code
from limner_server.perception.image import Picture
from limner_server.perception.scene import Scene
from limner_server.proof.browser import Browser
from limner_server.proof.rendering import Rendering
from limner_server.proof.score import Judgement, judge


@dataclass(frozen=True, slots=True)
class Measured:
    """A candidate's code, what the browser drew of it, and what that is worth."""

    code: Code
    rendering: Rendering
    judgement: Judgement


@dataclass(frozen=True, slots=True)
class PageProver:
    """Measures candidates for one picture.

    Attributes:
        browser: draws the pages.
        scene: what the picture shows.
        picture: the screenshot itself.
    """

    browser: Browser
    scene: Scene
    picture: Picture

    def measure(self, code: Code) -> Measured:
        """Draw the code's page at the picture's size and judge it.

        Raises:
            ToolMissingError: there is no Chromium.
            RenderError: the page cannot be drawn.
        """
        rendering = self.browser.render(code.html, self.picture.width, self.picture.height)
        return Measured(code, rendering, judge(self.scene, self.picture, rendering))
