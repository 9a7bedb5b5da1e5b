"""The preview's page as VS Code would show it: its own script and styles, and nothing else."""

from __future__ import annotations

import base64
import io
from typing import Any

from PIL import Image
from playwright.sync_api import Page, Route

from code_server import EXTENSION

ORIGIN = "http://preview.invalid"
_BUNDLE = EXTENSION / "dist"
_HOST = """window.told = [];
window.acquireVsCodeApi = () => {
  let kept;
  return {
    getState: () => kept,
    setState: (state) => (kept = state),
    postMessage: (message) => window.told.push(message),
  };
};"""
_POLICY = "; ".join(
    [
        "default-src 'none'",
        f"img-src data: {ORIGIN}",
        f"style-src {ORIGIN}",
        "script-src 'nonce-once'",
    ]
)
_HTML = f"""<!doctype html>
<html lang="en">
<head>
  <meta http-equiv="Content-Security-Policy" content="{_POLICY}">
  <link rel="stylesheet" href="preview.css">
</head>
<body>
  <main></main>
  <script nonce="once" src="host.js"></script>
  <script nonce="once" src="preview.js"></script>
</body>
</html>
"""


def why_not() -> str:
    """Why the page cannot be shown; empty where it can."""
    bundled = (_BUNDLE / "preview.js").is_file() and (_BUNDLE / "preview.css").is_file()
    return "" if bundled else "needs the extension's bundle: make vsix"


class Webview:
    """The page, and what stands in VS Code's place around it.

    Attributes:
        page: of the browser.
        complaints: of the browser about it: what its policy forbids, what its script throws.
    """

    def __init__(self, page: Page) -> None:
        self.page = page
        self.complaints: list[str] = []
        page.on("console", lambda message: self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.route("**/*", self._answer)
        page.goto(f"{ORIGIN}/")

    def tell(self, **message: Any) -> None:
        """Tell it what the extension would, and wait until it has heard."""
        self.page.evaluate(
            """(message) => new Promise((heard) => {
              window.addEventListener("message", () => setTimeout(heard), { once: true });
              window.postMessage(message);
            })""",
            message,
        )

    def told(self) -> list[dict[str, Any]]:
        """What it has told the extension."""
        return list(self.page.evaluate("window.told"))

    def focused(self) -> str:
        """What has the focus, by its label or text."""
        return str(
            self.page.evaluate(
                """() => {
                  const { ariaLabel, labels, textContent } = document.activeElement;
                  return ariaLabel || (labels?.[0] ?? { textContent }).textContent;
                }"""
            )
        )

    def _answer(self, route: Route) -> None:
        name = route.request.url.removeprefix(f"{ORIGIN}/")
        if name == "":
            route.fulfill(body=_HTML, content_type="text/html")
        elif name == "host.js":
            route.fulfill(body=_HOST, content_type="text/javascript")
        elif name in ("preview.js", "preview.css"):
            kind = "text/javascript" if name.endswith("js") else "text/css"
            route.fulfill(path=_BUNDLE / name, content_type=kind)
        else:
            self.complaints.append(f"asked for {route.request.url}")
            route.abort()


def picture(colour: str, width: int = 400, height: int = 300) -> str:
    """A picture of one colour, as a `data:` URI."""
    file = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(file, "PNG")
    return f"data:image/png;base64,{base64.b64encode(file.getvalue()).decode()}"


def proof(**changes: Any) -> dict[str, Any]:
    """What was measured."""
    figures = {"score": 0.9748, "looks": 0.9969, "covered": 0.5}
    summary = "looks 99% like the picture"
    return {
        "status": "proven",
        "summary": summary,
        "figures": figures,
        "remedy": "",
        **changes,
    }


def choice(proposer: str, **changes: Any) -> dict[str, Any]:
    """A candidate of three lines: a page that is blue all over, and a heading at its top."""
    drawn = [
        {"first_line": 0, "last_line": 2, "box": [0, 0, 400, 300]},
        {"first_line": 1, "last_line": 1, "box": [40, 30, 240, 90]},
    ]
    code = f'<main>\n  <h1 class="title">{proposer}</h1>\n</main>\n'
    return {
        "proposer": proposer,
        "code": code,
        "score": 0.97,
        "proof": proof(),
        "rendering": picture("#0000ff"),
        "drawn": drawn,
        **changes,
    }


def draft(placed: int | None = None, chosen: int = 0, **changes: Any) -> dict[str, Any]:
    """A view of a draft with two candidates for a red picture."""
    choices = [choice("refined trace"), choice("model", score=0.913)]
    reply = {
        "draft": "d1",
        "name": "login.png",
        "stack": "html",
        "code": choices[0]["code"],
        "proof": proof(),
        "shot": {"uri": picture("#ff0000"), "width": 400, "height": 300},
        "choices": choices,
        "timings": {"scene": 1.2, "proof": 2.0},
        "engine": "the built-in model",
        **changes,
    }
    return {
        "kind": "draft",
        "title": "Code from login.png",
        "reply": reply,
        "chosen": chosen,
        "placed": placed,
        "busy": False,
    }
