"""A person's hands and eyes in a window of VS Code: keys, mouse and clipboard; what is shown."""

from __future__ import annotations

import base64
import json
import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, FrameLocator, Locator, Page, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeoutError

from code_server import CodeServer

PATIENCE = 120.0
# This machine, and the address by which webviews ask for files of extensions: VS Code answers that
# by itself.
_HERE = re.compile(
    r"(https?|wss?)://127\.0\.0\.1[:/]|data:|blob:|https://[^/]+\.vscode-resource\.vscode-cdn\.net/"
)
# Milliseconds; as long as a list takes to be filled on a busy machine.
_MOMENT = 5000
expect.set_options(timeout=PATIENCE * 1000)
_COPY = """async (data) => {
  const blob = (type, encoded) =>
    new Blob([Uint8Array.from(atob(encoded), (one) => one.charCodeAt(0))], { type });
  const parts = Object.entries(data).map(([type, encoded]) => [type, blob(type, encoded)]);
  await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(parts))]);
}"""
_LINES = """(lines) => lines
  .map((line) => [parseFloat(line.style.top), line.textContent])
  .sort((one, other) => one[0] - other[0])
  .map(([, text]) => text.replaceAll("\\u00a0", " "))
  .join("\\n")"""


class Workbench:
    """One window.

    Attributes:
        page: the browser's page that it fills.
        folder: the workspace.
        outside: addresses beyond this machine that were asked for.
    """

    def __init__(self, page: Page, folder: Path) -> None:
        self.page = page
        self.folder = folder
        self.outside: list[str] = []
        page.set_default_timeout(PATIENCE * 1000)
        page.on("request", self._asked)

    @classmethod
    def of(
        cls, desk: BrowserContext, server: CodeServer, *, trust: bool | None = True
    ) -> Workbench:
        """A new window of a VS Code.

        Args:
            desk: the browser of a person.
            server: the VS Code.
            trust: what the person answers when asked of the folder; None where VS Code knows.
        """
        workbench = cls(desk.new_page(), server.workspace)
        workbench.page.goto(server.url, wait_until="domcontentloaded")
        if trust is None:
            expect(workbench.page.locator(".explorer-folders-view")).to_be_visible()
        else:
            answer = "Yes, I trust the authors" if trust else "No, I don't trust the authors"
            question = workbench.page.locator(".monaco-dialog-box")
            question.get_by_role("button", name=answer).click()
            expect(question).to_have_count(0)
        return workbench

    def write(self, name: str, content: str | bytes = "") -> Path:
        """Put a file into the workspace, from outside of the editor."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def project(self, name: str, **files: str) -> str:
        """Make a folder a project of its own; `__` in the name of a file stands for a dot."""
        self.write(f"{name}/pyproject.toml")
        for file, content in files.items():
            self.write(f"{name}/{file.replace('__', '.')}", content)
        return name

    def open(self, name: str, content: str | bytes | None = None) -> Locator:
        """Open a file of the workspace, which is written first where its content is given."""
        if content is not None:
            self.write(name, content)
        self.page.keyboard.press("Control+P")
        box = self.page.locator(".quick-input-widget input[type=text]")
        box.fill(str(self.folder / name))
        # Files of that name that were open before are offered sooner than those that are found.
        *folders, file = Path(name).parts
        row = self.page.locator(".quick-input-list .monaco-list-row", has_text=file)
        row.filter(has_text="/".join(folders)).first.click()
        editor = self.editor(name)
        expect(editor).to_be_visible()
        return editor

    def editor(self, name: str) -> Locator:
        """The editor of a file."""
        return self.page.locator(f'.editor-instance .monaco-editor[data-uri$="/{name}"]')

    def text(self, name: str) -> str:
        """What the editor of a file shows."""
        lines = self.editor(name).first.locator(".view-lines .view-line")
        return str(lines.evaluate_all(_LINES))

    def saved(self, name: str) -> str:
        """The whole text of an open file, which is saved for it."""
        self.focus(name)
        self.page.keyboard.press("Control+S")
        expect(self.page.locator(".tab.dirty", has_text=Path(name).name)).to_have_count(0)
        return (self.folder / name).read_text(encoding="utf-8")

    def focus(self, name: str) -> None:
        """Have the keys go to the editor of a file."""
        self.editor(name).first.get_by_role("textbox").focus()

    def go_to(self, name: str, line: int, column: int = 1) -> None:
        """Put the cursor of an open file on a place, both from 1."""
        self.focus(name)
        self.page.keyboard.press("Control+G")
        box = self.page.locator(".quick-input-widget input[type=text]")
        box.fill(f":{line}:{column}")
        self.page.keyboard.press("Enter")
        expect(self.page.locator(".quick-input-widget")).to_be_hidden()

    def copy(self, image: Path | None = None, text: str = "") -> None:
        """Put a PNG, or a text, or both, onto the clipboard."""
        data = {}
        if image is not None:
            data["image/png"] = base64.b64encode(image.read_bytes()).decode()
        if text:
            data["text/plain"] = base64.b64encode(text.encode()).decode()
        self.page.evaluate(_COPY, data)

    def paste(self, image: Path, text: str = "") -> None:
        """Ctrl+V of a picture, once Limner is there to hear of it."""
        self.until_idle()
        self.copy(image, text)
        self.page.keyboard.press("Control+V")

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def command(self, title: str) -> None:
        """Run a command of the palette by its whole title."""
        self.until(lambda: self._command(title), f"the command {title}")

    def choose(self, label: str) -> None:
        """Choose what a list in front offers."""
        self._row(label).click()

    def answer(self, text: str) -> None:
        """Type into the box in front, and press Enter."""
        box = self.page.locator(".quick-input-widget input[type=text]")
        expect(box).to_be_visible()
        box.fill(text)
        self.page.keyboard.press("Enter")

    def explorer_row(self, name: str) -> Locator:
        row = self.page.locator(".explorer-folders-view .monaco-list-row", has_text=name)
        expect(row.first).to_be_visible()
        return row.first

    def context_menu(self, name: str, item: str) -> None:
        """Right click on a file of the explorer, and choose."""
        self.explorer_row(name).click(button="right")
        entry = self.page.locator(".monaco-menu .action-item", has_text=item).first
        # A click so soon after the menu came up would count as the end of the one that opened it.
        entry.hover()
        self.page.keyboard.press("Enter")
        expect(self.page.locator(".monaco-menu")).to_have_count(0)

    def code_action(self, title: str | re.Pattern[str]) -> None:
        """Choose of what Ctrl+. offers at the cursor."""
        self.until(lambda: self._offers(title), "the code action")
        self.page.locator(".action-widget .monaco-list-row", has_text=title).first.click()

    def notification(self, text: str | re.Pattern[str]) -> Locator:
        """A notification that says something like it; it may not be there yet."""
        return self.page.locator(".notification-toast .notification-list-item", has_text=text)

    def notifications(self) -> list[str]:
        """What the notifications say."""
        rows = self.page.locator(".notification-toast .notification-list-item-message")
        return rows.all_inner_texts()

    def button(self, notification: Locator, name: str) -> None:
        """Press a button of a notification."""
        notification.get_by_role("button", name=name, exact=True).click()

    def status(self) -> Locator:
        """Limner's item of the status bar."""
        return self.page.locator('.statusbar-item[id^="limner."]')

    def until_idle(self) -> None:
        """Wait until Limner is there, and has nothing to do."""
        expect(self.status()).to_have_attribute("aria-label", re.compile("idle"))

    def preview(self) -> FrameLocator:
        """The document within the webview in front."""
        frame = self.page.frame_locator("iframe.webview.ready")
        return frame.frame_locator("#active-frame")

    def accept(self) -> None:
        """Take what the preview offers."""
        self.preview().get_by_role("button", name="Accept").click()

    def tabs(self) -> list[str]:
        return [str(tab) for tab in self.page.locator(".tab .label-name").all_inner_texts()]

    def clear(self) -> None:
        """Close all that is open, for the next test; what is not saved is thrown away."""
        self.page.keyboard.press("Escape")
        self.command("View: Close All Editors")
        self.until(self._closed, "the end of all editors")
        self.command("Notifications: Clear All Notifications")

    def until(self, condition: Callable[[], object], what: str, seconds: float = PATIENCE) -> Any:
        """Wait until something is so, and give it back."""
        deadline = time.monotonic() + seconds
        while not (found := condition()):
            assert time.monotonic() < deadline, f"{what} did not come; {self.seen()}"
            self.page.wait_for_timeout(50)
        return found

    def seen(self) -> str:
        """What is in sight, for the message of a test that fails."""
        lines = self.page.locator(".editor-instance .view-lines .view-line")
        texts = str(lines.evaluate_all(_LINES)) if lines.count() else ""
        return json.dumps({"tabs": self.tabs(), "said": self.notifications(), "text": texts})

    def _closed(self) -> bool:
        question = self.page.locator(".monaco-dialog-box").get_by_role("button", name="Don't Save")
        if question.count():
            question.click()
        return self.page.locator(".tab").count() == 0

    def _command(self, title: str) -> bool:
        """Whether the palette stayed open: it closes where something else takes the focus."""
        self.page.keyboard.press("F1")
        box = self.page.locator(".quick-input-widget input[type=text]")
        try:
            expect(box).to_have_value(re.compile("^>"), timeout=_MOMENT)
            box.fill(f">{title}", timeout=_MOMENT)
            self._row(title).click(timeout=_MOMENT)
        except (AssertionError, PlaywrightTimeoutError):
            self.page.keyboard.press("Escape")
            return False
        return True

    def _row(self, label: str) -> Locator:
        name = re.compile(rf"^{re.escape(label)}(,|$)")
        rows = self.page.locator(".quick-input-list .monaco-list-row")
        return (
            rows.and_(self.page.get_by_role("option", name=name))
            .or_(rows.filter(has=self.page.get_by_text(label, exact=True)))
            .first
        )

    def _offers(self, title: str | re.Pattern[str]) -> bool:
        """Ask for code actions, again where a server was not ready to offer any yet."""
        self.page.keyboard.press("Escape")
        self.page.keyboard.press("Control+Period")
        widget = self.page.locator(".action-widget .monaco-list-row")
        message = self.page.locator(".monaco-editor-overlaymessage")
        expect(widget.or_(message).first).to_be_visible()
        return widget.filter(has_text=title).count() > 0

    def _asked(self, request: Any) -> None:
        if not _HERE.match(request.url):
            self.outside.append(request.url)
