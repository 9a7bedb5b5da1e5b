"""The tasks that the worker does, by name. What they import is imported when first asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from limner_server.emit.code import Stack
from limner_server.tasks.answer import CodeAnswer
from limner_server.tasks.request import CodeRequest
from limner_server.tasks.task import Run

Task = Callable[[dict[str, Any], Run], dict[str, Any]]


def code(arguments: dict[str, Any], run: Run) -> dict[str, Any]:
    """A screenshot as code.

    Args:
        arguments: "image" (a path, a data URI, or None for the clipboard) and "request".
        run: of this request.

    Returns:
        A `CodeAnswer` as JSON.
    """
    from limner_server.perception.clipboard import clipboard_image  # noqa: PLC0415
    from limner_server.perception.image import load_image  # noqa: PLC0415
    from limner_server.tasks.screenshot import screenshot_to_code  # noqa: PLC0415

    image = arguments["image"]
    picture = clipboard_image() if image is None else load_image(image)
    wanted = arguments["request"]
    request = CodeRequest(**{**wanted, "stack": Stack(wanted["stack"])})
    return CodeAnswer.of(screenshot_to_code(picture, request, run)).to_json()


TASKS: Final[dict[str, Task]] = {"code": code}
