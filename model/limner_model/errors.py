"""The root of every error that a user may see, and those of the engine."""

from __future__ import annotations


class LimnerError(Exception):
    """An error with one clear line for the user and, where there is one, a remedy.

    Attributes:
        message: what is wrong, in one sentence without a full stop.
        remedy: what the user can do about it, or an empty string.
    """

    def __init__(self, message: str, remedy: str = "") -> None:
        """Keep `message` and `remedy`; `str()` of the error joins them."""
        super().__init__(message)
        self.message = message
        self.remedy = remedy

    def __str__(self) -> str:
        """The one line that the command line prints and the editor shows."""
        return f"{self.message}: {self.remedy}" if self.remedy else self.message


class EngineError(LimnerError):
    """The engine could not answer."""


class EngineUnavailableError(EngineError):
    """No engine can be reached or started."""


class EngineBusyError(EngineError):
    """The engine has too much to do, or still loads, and wants to be asked again later.

    Attributes:
        seconds: to wait at least, as the engine says; None where it does not.
    """

    def __init__(self, message: str, remedy: str = "", *, seconds: float | None = None) -> None:
        """Keep `message`, `remedy` and `seconds`."""
        super().__init__(message, remedy)
        self.seconds = seconds


class EngineDiedError(EngineError):
    """The engine went away in mid-answer."""


class BadAnswerError(EngineError):
    """The engine answered with something that is not the protocol."""


class ModelNotFoundError(EngineError):
    """No such model or adapter in the catalogue, on disk or at the endpoint."""


class ModelUnsuitedError(EngineError):
    """The model was never trained on what it is to be asked about."""


class LikelihoodsUnavailableError(EngineError):
    """The engine answers questions, but does not say how likely it finds a text."""


class ModelLoadError(EngineError):
    """A model or adapter is there, but its files cannot be loaded."""


class AdapterRefusedError(ModelLoadError):
    """An adapter's files are not what they should be; nothing of them was loaded."""


class OutOfMemoryError(EngineError):
    """The request does not fit into the memory of the GPU or the machine."""


class RequestRefusedError(EngineError):
    """The engine will not answer this request as it stands."""


class ContextTooLongError(RequestRefusedError):
    """The request is longer than the model reads at the engine."""


class DownloadError(LimnerError):
    """A model could not be fetched, or what came is not what was promised."""


class StoreError(LimnerError):
    """The store of adapters does not do what it was told."""


class ConfigError(LimnerError):
    """The user's configuration cannot be read or written."""


class CancelledError(LimnerError):
    """The user took the request back."""

    def __init__(self) -> None:
        """A cancelled request has nothing to explain."""
        super().__init__("cancelled")
