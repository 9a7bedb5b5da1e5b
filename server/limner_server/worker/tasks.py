"""The tasks that the worker does, by name. What they import is imported when first asked for."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

from limner_server.emit.code import Stack
from limner_server.tasks.answer import CodeAnswer
from limner_server.tasks.change_answer import ChangeAnswer
from limner_server.tasks.request import CodeRequest, FixRequest
from limner_server.tasks.task import Run
from limner_server.wire import from_json

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


def fix(arguments: dict[str, Any], run: Run) -> dict[str, Any]:
    """A proven fix.

    Args:
        arguments: "request", and "clipboard": whether its picture is on the clipboard.
        run: of this request.

    Returns:
        A `ChangeAnswer` as JSON.
    """
    from limner_server.perception.clipboard import clipboard_image  # noqa: PLC0415
    from limner_server.tasks.fix import fix as find_fix  # noqa: PLC0415

    request = from_json(FixRequest, arguments["request"])
    if arguments["clipboard"]:
        picture = b64encode(clipboard_image().png()).decode("ascii")
        request = replace(request, image=f"data:image/png;base64,{picture}")
    return ChangeAnswer.of(find_fix(request, run)).to_json()


TASKS: Final[dict[str, Task]] = {"code": code, "fix": fix}
