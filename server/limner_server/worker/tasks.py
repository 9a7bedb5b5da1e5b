"""The tasks that the worker does, by name. What they import is imported when first asked for.

Each takes "request", as JSON, and "clipboard": whether the picture that it is about is there.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from typing import Any, Final, TypeVar

from limner_server.tasks.answer import CodeAnswer
from limner_server.tasks.change_answer import ChangeAnswer
from limner_server.tasks.request import (
    AskRequest,
    CodeRequest,
    CompleteRequest,
    DocRequest,
    FixRequest,
    GenerateRequest,
    LocateRequest,
    TestRequest,
    WorkspaceRequest,
)
from limner_server.tasks.task import Run
from limner_server.wire import from_json

# What a hover has room for; VS Code shows no more than 100,000 characters, base64 and all.
GLIMPSE: Final = (480, 320)
LARGEST_GLIMPSE: Final = 64 * 2**10
Task = Callable[[dict[str, Any], Run], dict[str, Any]]
Request = TypeVar("Request", bound=WorkspaceRequest)


def code(arguments: dict[str, Any], run: Run) -> dict[str, Any]:
    """A screenshot as code.

    Args:
        arguments: "image" (a path, a data URI, or None for the clipboard) and "request".
        run: of this request.

    Returns:
        A `CodeAnswer` as JSON, with what a preview shows.
    """
    from limner_server.perception.clipboard import clipboard_image  # noqa: PLC0415
    from limner_server.perception.image import load_image  # noqa: PLC0415
    from limner_server.tasks.exhibit import Drawing  # noqa: PLC0415
    from limner_server.tasks.screenshot import screenshot_to_code  # noqa: PLC0415

    image = arguments["image"]
    picture = clipboard_image() if image is None else load_image(image)
    wanted = arguments["request"]
    request = from_json(CodeRequest, wanted)
    suggestion = screenshot_to_code(picture, request, run)
    answer = CodeAnswer.of(suggestion, Drawing.of(picture) if request.preview else None)
    return {**answer.to_json(), **answer.preview_json()}


def crop(arguments: dict[str, Any], run: Run) -> dict[str, Any]:
    """A part of a picture, small enough to be shown beside a line of code.

    Args:
        arguments: "picture" (a `Drawing` as JSON) and "box", in its pixels.
        run: of this request.

    Returns:
        A `Drawing` as JSON.
    """
    from limner_server.perception.image import load_image  # noqa: PLC0415
    from limner_server.perception.scene import Box  # noqa: PLC0415
    from limner_server.tasks.exhibit import Drawing  # noqa: PLC0415

    run.check()
    picture = load_image(Drawing.from_json(arguments["picture"]).png)
    part = picture.crop(Box(*arguments["box"])).within(*GLIMPSE)
    drawing = Drawing.of(part)
    while len(drawing.png) > LARGEST_GLIMPSE:
        part = part.within(part.width // 2, part.height // 2)
        drawing = Drawing.of(part)
    return drawing.to_json()


def fix(arguments: dict[str, Any], run: Run) -> dict[str, Any]:
    """A proven fix, as a `ChangeAnswer`."""
    from limner_server.tasks.fix import fix as find_fix  # noqa: PLC0415

    return ChangeAnswer.of(find_fix(_request(FixRequest, arguments), run)).to_json()


def test(arguments: dict[str, Any], run: Run) -> dict[str, Any]:
    """Proven tests, as a `ChangeAnswer`."""
    from limner_server.tasks.tests import write_tests  # noqa: PLC0415

    return ChangeAnswer.of(write_tests(_request(TestRequest, arguments), run)).to_json()


def doc(arguments: dict[str, Any], run: Run) -> dict[str, Any]:
    """Proven documentation, as a `ChangeAnswer`."""
    from limner_server.tasks.docs import write_docs  # noqa: PLC0415

    return ChangeAnswer.of(write_docs(_request(DocRequest, arguments), run)).to_json()


def generate(arguments: dict[str, Any], run: Run) -> dict[str, Any]:
    """Code from words, as a `GenerateAnswer` with what a preview shows."""
    from limner_server.tasks.generate import generate as write  # noqa: PLC0415
    from limner_server.tasks.generate_answer import GenerateAnswer  # noqa: PLC0415

    answer = GenerateAnswer.of(write(_request(GenerateRequest, arguments), run))
    return {**answer.to_json(), **answer.preview_json()}


def complete(arguments: dict[str, Any], run: Run) -> dict[str, Any]:
    """What comes next at a cursor, as a `CompleteAnswer`."""
    from limner_server.tasks.complete import complete as go_on  # noqa: PLC0415
    from limner_server.tasks.complete_answer import CompleteAnswer  # noqa: PLC0415

    return CompleteAnswer.of(go_on(_request(CompleteRequest, arguments), run)).to_json()


def locate(arguments: dict[str, Any], run: Run) -> dict[str, Any]:
    """The source of a picture, as a `LocateAnswer`."""
    from limner_server.tasks.locate import locate as find_source  # noqa: PLC0415
    from limner_server.tasks.locate_answer import LocateAnswer  # noqa: PLC0415

    return LocateAnswer.of(find_source(_request(LocateRequest, arguments), run)).to_json()


def ask(arguments: dict[str, Any], run: Run) -> dict[str, Any]:
    """The answer to a question, as an `AskAnswer`."""
    from limner_server.tasks.ask import ask as answer  # noqa: PLC0415
    from limner_server.tasks.ask_answer import AskAnswer  # noqa: PLC0415

    return AskAnswer.of(answer(_request(AskRequest, arguments), run)).to_json()


TASKS: Final[dict[str, Task]] = {
    "code": code,
    "crop": crop,
    "fix": fix,
    "test": test,
    "doc": doc,
    "generate": generate,
    "complete": complete,
    "locate": locate,
    "ask": ask,
}


def _request(kind: type[Request], arguments: dict[str, Any]) -> Request:
    """The request, with the picture on the clipboard in it where it is about that."""
    values = arguments["request"]
    if arguments["clipboard"]:
        from limner_server.perception.clipboard import clipboard_image  # noqa: PLC0415

        picture = b64encode(clipboard_image().png()).decode("ascii")
        values = {**values, "image": f"data:image/png;base64,{picture}"}
    return from_json(kind, values)
