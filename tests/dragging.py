"""Files dragged into the text of an editor of VS Code, where Shift has them dropped."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Locator

from workbench import Workbench

# As the browser's protocol counts the keys that are held.
_SHIFT = 8


def drag(window: Workbench, name: str, editor: Locator) -> None:
    """Drag a file of the explorer into an editor's text, and let it go there."""
    window.until_idle()
    row = window.explorer_row(name).bounding_box()
    assert row is not None
    mouse, (x, y) = window.page.mouse, _inside(editor)
    mouse.move(row["x"] + row["width"] / 2, row["y"] + row["height"] / 2)
    mouse.down()
    mouse.move(x, y, steps=8)
    window.page.keyboard.down("Shift")
    # It is dropped where it was last seen, with the keys of that moment.
    mouse.move(x + 20, y, steps=4)
    mouse.up()
    window.page.keyboard.up("Shift")


def drop(window: Workbench, file: Path, editor: Locator) -> None:
    """Drag a file of the desktop into an editor's text, and let it go there."""
    window.until_idle()
    x, y = _inside(editor)
    devtools = window.page.context.new_cdp_session(window.page)
    data = {"items": [], "files": [str(file)], "dragOperationsMask": 1}
    place = {"x": x, "y": y, "data": data, "modifiers": _SHIFT}
    for kind in ("dragEnter", "dragOver", "dragOver", "drop"):
        devtools.send("Input.dispatchDragEvent", {"type": kind, **place})
    devtools.detach()


def _inside(editor: Locator) -> tuple[float, float]:
    """A place in an editor's text."""
    box = editor.locator(".view-lines").bounding_box()
    assert box is not None
    return box["x"] + 100, box["y"] + 26
