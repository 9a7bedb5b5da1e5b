"""An editor's window with a language server of its own, that asks for code at a cursor."""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from lsprotocol import types
from pytest_lsp import client_capabilities

sys.path.append(str(Path(__file__).parents[2] / "tests"))

from editor import Editor
from editor import started as editor_started

TEXT = "def double(number):\n    \n\n\nprint(double(2))\n"
_CURSOR = TEXT.index("    ") + 4


class Window:
    """One file that is open, in one editor."""

    def __init__(self, editor: Editor, uri: str) -> None:
        self.server = editor.server_pid
        self._editor = editor
        position = editor.position(uri, _CURSOR)
        invoked = types.InlineCompletionContext(types.InlineCompletionTriggerKind.Invoked)
        self._params = types.InlineCompletionParams(
            context=invoked, text_document=types.TextDocumentIdentifier(uri), position=position
        )

    async def completed(self) -> tuple[list[str], float]:
        """What is offered at the cursor, and the seconds until it was there."""
        begun = time.perf_counter()
        answer = await self._editor.client.text_document_inline_completion_async(self._params)
        seconds = time.perf_counter() - begun
        items = answer.items if isinstance(answer, types.InlineCompletionList) else answer or []
        return [str(item.insert_text) for item in items], seconds


@asynccontextmanager
async def window(folder: Path, **settings: Any) -> AsyncIterator[Window]:
    """A window on a folder, in an editor that shows completions inline."""
    capabilities = client_capabilities("neovim")
    capabilities.text_document.inline_completion = types.InlineCompletionClientCapabilities()
    file = await asyncio.to_thread(_written, folder)
    async with editor_started(folder, capabilities, **settings) as editor:
        yield Window(editor, editor.open(file.as_uri(), "python", TEXT))


def _written(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "numbers.py"
    file.write_text(TEXT)
    return file
