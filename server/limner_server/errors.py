"""The errors of the server. The tree's root is `limner_model.errors.LimnerError`.

LimnerError
  +- EngineError ...         the engine (limner_model.errors)
  +- CancelledError          the user took the request back
  +- InputError              what was given cannot be used
  |    +- ImageError         a picture that cannot be read
  +- ToolMissingError        Tesseract, Chromium, a test runner is not there
  +- OutputError             the result could not be written
  +- RenderError             a candidate could not be rendered
  +- StaleDocumentError      the document changed where the edit belongs
  +- SandboxError            code could not be run in the sandbox
  +- UntrustedError          the workspace is not trusted: nothing of it is run
  +- TimeLimitError          a task took longer than it may
  +- WorkerDiedError         the process that does the tasks went away
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
    "SandboxError",
    "StaleDocumentError",
    "TimeLimitError",
    "ToolMissingError",
    "UntrustedError",
    "WorkerDiedError",
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


class SandboxError(LimnerError):
    """Code could not be run in the sandbox, through no fault of the code."""


class UntrustedError(LimnerError):
    """The workspace is not trusted, so that nothing of it is run."""


class StaleDocumentError(LimnerError):
    """The document changed where the edit belongs, so that the edit would be wrong."""


class TimeLimitError(LimnerError):
    """A task took longer than it may."""


class WorkerDiedError(LimnerError):
    """The process that does the tasks went away in mid-work."""
