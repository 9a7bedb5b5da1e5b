"""Screenshots of two small applications, made by our own browser, and where each is drawn."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Final

from limner_server.perception.image import Picture
from limner_server.perception.scene import Box
from limner_server.proof.browser import Browser

APPS: Final = Path(__file__).parent / "apps"
_TYPESCRIPT: Final = (
    Path(__file__).parents[2] / ".cache" / "checkers" / "node_modules" / "typescript"
)
_TEXTS: Final = re.compile(r">([^<>{}]{3,})<")


@dataclass(frozen=True, slots=True)
class Screen:
    """A screenshot, and what it is expected to lead to.

    Attributes:
        name: of it.
        app: the application.
        page: the component or the template that is drawn.
        file: that draws what the picture is of, from the application's folder.
        mark: what stands on the right line of it.
        values: that the page is drawn with.
        size: of the window, width and height.
        language: of the texts.
        theme: a class of the page's body.
        crop: the part of the picture that is given, left, top, right, bottom; None for all.
    """

    name: str
    app: str
    page: str
    file: str
    mark: str
    values: dict[str, Any] = field(default_factory=dict)
    size: tuple[int, int] = (1280, 800)
    language: str = "en"
    theme: str = ""
    crop: tuple[int, int, int, int] | None = None

    @property
    def line(self) -> int:
        """The right line, 1-based."""
        text = (APPS / self.app / self.file).read_text(encoding="utf-8")
        return text[: text.index(self.mark)].count("\n") + 1


_BERTHS: Final = [
    ("S01", "Nordwind", "M. Okafor", "14 June", "taken"),
    ("S02", "Little Auk", "P. Lindgren", "12 June", "overdue"),
    ("S03", "", "", "", "free"),
    ("S04", "Petrel", "J. Abara", "19 June", "taken"),
    ("S05", "", "", "", "shut"),
    ("S06", "Marigold", "C. Duarte", "13 June", "taken"),
]
_ROWS: Final = [
    dict(zip(("id", "vessel", "skipper", "leaves", "state"), row, strict=True)) for row in _BERTHS
]
_INVOICES: Final = [
    {"number": 4181, "days": 3, "amount": 126},
    {"number": 4197, "days": 9, "amount": 84},
    {"number": 4203, "days": 14, "amount": 210},
]
_GOODS: Final = [
    {"name": "Red lentils", "shelf": "B2", "left": "1.4 kg", "best": "March"},
    {"name": "Rye flour", "shelf": "A1", "left": "6 kg", "best": "January"},
    {"name": "Plum jam", "shelf": "C3", "left": "9 jars", "best": "August"},
]
_RECIPE: Final = {
    "id": "lentil-stew",
    "name": "Lentil stew with plums",
    "servings": 6,
    "minutes": 45,
    "rating": 4,
    "goods": [{"amount": "400 g", "name": "red lentils"}, {"amount": "2", "name": "onions"}],
    "steps": ["Fry the onions until they are golden.", "Add the lentils and simmer."],
}
_DAYS: Final = [
    {"name": "Monday", "dish": "Lentil stew with plums", "eaters": 6},
    {"name": "Tuesday", "dish": "", "eaters": 0},
    {"name": "Wednesday", "dish": "Potato cakes", "eaters": 4},
]
_WEEK: Final = {"start": "9 June", "days": _DAYS}

SCREENS: Final = (
    Screen("sign in", "wharf", "pages/SignIn", "src/pages/SignIn.jsx", "Welcome to the quay"),
    Screen(
        "berths", "wharf", "pages/Berths", "src/pages/Berths.jsx", "Berths on the south pontoon",
        {"berths": _ROWS, "free": 1}, theme="dark",
    ),
    Screen("booking", "wharf", "pages/Booking", "src/pages/Booking.jsx", "{t('title')}"),
    Screen(
        "booking, German, on a phone", "wharf", "pages/Booking", "src/pages/Booking.jsx",
        "{t('title')}", size=(390, 844), language="de",
    ),
    Screen(
        "notices", "wharf", "pages/Settings", "src/pages/Settings.jsx", "{t('notices.heading')}",
        {"tab": "notices"}, size=(1024, 768),
    ),
    Screen(
        "invoices", "wharf", "pages/Invoices", "src/pages/Invoices.jsx", "Open harbour dues",
        {"invoices": _INVOICES}, size=(1440, 900),
    ),
    Screen(
        "recipe", "larder", "recipe.html", "templates/recipe.html", "<h1>{{ recipe.name }}</h1>",
        {"recipe": _RECIPE},
    ),
    Screen(
        "stock", "larder", "stock/list.html", "templates/stock/list.html", "On the shelves",
        {"goods": _GOODS, "low": _GOODS[:1]}, theme="dark",
    ),
    Screen(
        "goods form, cropped", "larder", "stock/form.html", "templates/stock/form.html",
        "Put goods on a shelf", size=(1024, 768), crop=(0, 60, 700, 520),
    ),
    Screen(
        "week, German", "larder", "plan/week.html", "templates/plan/week.html",
        "The week of {{ start }}", _WEEK, size=(390, 844), language="de",
    ),
)  # fmt: skip

_ENTRIES: Final = [
    {"time": "06:40", "kind": "arrived", "vessel": "Petrel"},
    {"time": "06:05", "kind": "left", "vessel": "Nordwind"},
    {"time": "05:30", "kind": "fuelled", "vessel": "Little Auk"},
]
# Written when the search was done, and never used to change it.
HELD_OUT: Final = (
    Screen(
        "logbook, German", "wharf", "pages/Logbook", "src/pages/Logbook.jsx", "{t('heading')}",
        {"entries": _ENTRIES}, size=(1100, 760), language="de",
    ),
    Screen(
        "gale warning, cropped", "wharf", "pages/Logbook", "src/components/StormBanner.jsx",
        "Gale warning in force", {"entries": _ENTRIES, "storm": True}, crop=(0, 60, 900, 260),
    ),
    Screen(
        "no invoices, on a phone", "wharf", "pages/Invoices", "src/pages/Invoices.jsx",
        "No harbour dues are open", size=(390, 844), theme="dark",
    ),
    Screen(
        "account", "larder", "account/edit.html", "templates/account/edit.html",
        "How the kitchen knows you", size=(1440, 900),
    ),
    Screen(
        "sign up, dark", "larder", "signup.html", "templates/signup.html", "Join the kitchen",
        size=(1024, 768), theme="dark",
    ),
)  # fmt: skip


def can_draw() -> str:
    """Why the applications cannot be drawn here; empty where they can."""
    try:
        import jinja2  # noqa: F401, PLC0415 - only to see whether it is there
    except ImportError:
        return "jinja2 is not installed"
    if shutil.which("node") is None or not _TYPESCRIPT.is_dir():
        return "Node or TypeScript is not installed"
    return ""


def picture_of(screen: Screen, browser: Browser) -> Picture:
    """Draw a screen."""
    rendering = browser.render(html_of(screen), *screen.size)
    picture = Picture(rendering.image, screen.name)
    return picture.crop(Box(*screen.crop)) if screen.crop else picture


def html_of(screen: Screen) -> str:
    """The page of a screen, as its application draws it."""
    return _jsx(screen) if screen.app == "wharf" else _jinja(screen)


def _jsx(screen: Screen) -> str:
    asked = {
        "page": screen.page,
        "language": screen.language,
        "props": screen.values,
        "theme": screen.theme,
    }
    command = ["node", str(APPS / screen.app / "draw.mjs"), str(_TYPESCRIPT)]
    done = subprocess.run(
        command, input=json.dumps(asked), capture_output=True, check=True, encoding="utf-8"
    )
    return done.stdout


def _jinja(screen: Screen) -> str:
    import jinja2  # noqa: PLC0415 - it is needed for the benchmark alone

    folder = APPS / screen.app
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(folder / "templates"), autoescape=True
    )
    said = _translations(folder / "locale" / screen.language / "LC_MESSAGES" / "messages.po")
    environment.globals["_"] = lambda text, **values: said.get(text, text) % values
    style = (folder / "style.css").read_text(encoding="utf-8")
    page = environment.get_template(screen.page)
    return page.render(**screen.values, theme=screen.theme, style=style)


@cache
def _translations(path: Path) -> dict[str, str]:
    import polib  # noqa: PLC0415 - as above

    return {one.msgid: one.msgstr for one in polib.pofile(str(path))} if path.exists() else {}


def make_workspace(folder: Path, app: str, screens: Sequence[Screen]) -> None:
    """An application with what stands beside it: tests, a manual, and pages that were built."""
    shutil.copytree(APPS / app, folder, ignore=shutil.ignore_patterns("draw.mjs"))
    (folder / ".git").mkdir()
    manual = [f"# {app.capitalize()}: the manual"]
    for number, screen in enumerate(one for one in screens if one.app == app):
        html = html_of(screen)
        texts = list(dict.fromkeys(text.strip() for text in _TEXTS.findall(html)))
        manual += [f"\n## {screen.name}\n", *(f"- Look for {text}" for text in texts[:12])]
        _write(folder / "dist" / f"{number}.html", html)
        checks = "".join(f"  expect(page).toShow({json.dumps(text)});\n" for text in texts)
        _write(
            folder / "tests" / f"page{number}.test.js", f"test('a page', () => {{\n{checks}}});\n"
        )
    _write(folder / "docs" / "manual.md", "\n".join(manual) + "\n")


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
