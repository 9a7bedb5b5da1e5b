"""The errors of the server. The tree's root is `limner_model.errors.LimnerError`.

LimnerError
  +- EngineError ...         the engine (limner_model.errors)
  +- CancelledError          the user took the request back
  +- InputError              what was given cannot be used
  |    +- ImageError         a picture that cannot be read
  +- ToolMissingError        Tesseract, Chromium, a test runner is not there
  +- OutputError             the result could not be written
  +- RenderError             a candidate could not be rendered
"""

from __future__ import annotations

from limner_model.errors import CancelledError, EngineError, LimnerError

__all__ = [
    "CancelledError",
    "EngineError",
    "ImageError",
    "InputError",
    "LimnerError",
    "OutputError",
    "RenderError",
    "ToolMissingError",
]


class InputError(LimnerError):
    """What was given cannot be used."""


class ImageError(InputError):
    """A picture that cannot be read, or is too large to be read safely."""


class ToolMissingError(LimnerError):
    """A program that the task needs is not installed."""


class OutputError(LimnerError):
    """The result could not be written."""


class RenderError(LimnerError):
    """The browser could not render a candidate."""
