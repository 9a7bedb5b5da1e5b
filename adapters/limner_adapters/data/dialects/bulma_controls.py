"""Bulma 1.0: its look, its buttons and its forms."""

from __future__ import annotations

import random

from limner_adapters.data.dialects.navigation import Dialect
from limner_adapters.data.dialects.packages import PackedFile
from limner_adapters.data.markup import tag, text, void
from limner_adapters.data.parts import Button, Choice, Field

_LOOKS = {
    "second": "",
    "outline": "is-outlined",
    "light": "is-white",
    "ghost": "is-white is-outlined",
    "text": "is-ghost",
    "danger": "is-danger",
}
_TAGS = {"": "is-primary", "soft": "is-light", "success": "is-success", "danger": "is-danger"}

_WASH = (
    ".hero.is-primary,.hero.is-link,.hero.is-info,.hero.is-success{background-image:"
    "linear-gradient(141deg,#0002,#0000 70%,#fff3)}"
)


class BulmaControls(Dialect):
    """What a reader of a Bulma page presses, fills in and ticks."""

    SHEETS = (PackedFile("bulma", "1.0.4", "css/versions/bulma-no-dark-mode.min.css"),)
    DARK_SHARE = 0.1

    def __init__(self, dice: random.Random) -> None:
        super().__init__(dice)
        self._main = dice.choice(["is-primary", "is-link", "is-info", "is-success", "is-primary"])
        self._bar = dice.choice(["", "", "", "is-dark", self._main, "is-transparent"])
        self._table = dice.choice(["", "is-striped", "is-bordered", "is-narrow is-hoverable"])
        self._round = "is-rounded" if self.chance(0.15) else ""
        self._boxes = self.chance(0.3)
        self._hue = dice.randint(0, 359) if self.chance(0.35) else None
        self._size = dice.choice(["", "", "html{font-size:14px}", "html{font-size:15px}"])
        self._wash = _WASH if self.chance(0.2) else ""
        self._ground = dice.choice(["", "", "body{background:#eff3f4}", "body{background:#f2f6fa}"])

    def sheets(self) -> tuple[PackedFile, ...]:
        if self.dark:
            return (PackedFile("bulma", "1.0.4", "css/bulma.min.css"),)
        return self.SHEETS

    def html_attributes(self) -> dict[str, str]:
        return {"data_theme": "dark"} if self.dark else {}

    def css(self) -> str:
        hue = self._hue
        colours = "" if hue is None else (
            f":root{{--bulma-primary-h:{hue}deg;--bulma-primary-l:40%;--bulma-primary-invert-l:100%;"
            f"--bulma-link-h:{(hue + 40) % 360}deg}}"
        )  # fmt: skip
        return colours + self._wash + self._size + ("" if self.dark else self._ground)

    def button(self, button: Button) -> str:
        look = _LOOKS.get(button.look, self._main)
        if button.look == "outline":
            look = f"{self._main} is-outlined"
        size = f"is-{button.size}" if button.size else ""
        wide = "is-fullwidth" if button.wide else ""
        icon = tag("span", button.icon, "icon") if button.icon else ""
        inner = icon + (text("span", button.words) if icon else button.words)
        classes = f"button {look} {size} {wide} {self._round}"
        return tag(button.tag, inner, classes, **button.attributes)

    def buttons(self, written: list[str]) -> str:
        return tag("div", "".join(written), "buttons")

    def badge(self, words: str, look: str = "") -> str:
        return text("span", words, f"tag {_TAGS[look]} {self._round}", data_role="badge")

    def field(self, field: Field, placed: str = "above") -> str:
        control = self.control(field)
        help_ = text("p", field.help, "help") if field.help else ""
        if placed == "inside":
            return tag("div", control, "field")
        if placed == "beside":
            label = tag("div", text("label", field.label, "label"), "field-label is-normal")
            body = tag("div", tag("div", control + help_, "field"), "field-body")
            return tag("div", label + body, "field is-horizontal")
        return tag("div", text("label", field.label, "label") + control + help_, "field")

    def control(self, field: Field) -> str:
        if field.kind == "select":
            select = tag("div", self.written_control(field, ""), "select is-fullwidth")
            return tag("div", select, "control")
        if field.kind == "file":
            shown = tag("span", text("span", "Choose a file…", "file-label"), "file-cta")
            find = void("input", "file-input", type="file")
            file = tag("label", find + shown, "file-label", data_role="button")
            return tag("div", file, "file")
        if field.kind == "range":
            return tag("div", self.written_control(field, ""), "control")
        classes = f"input {self._round}"
        return tag("div", self.written_control(field, classes, "", "textarea"), "control")

    def choice(self, choice: Choice) -> str:
        kind = "radio" if choice.kind == "radio" else "checkbox"
        box = self.ticked(choice, "", "lever")
        inner = tag("label", f"{box} {choice.words}", kind)
        return tag("div", tag("div", inner, "control"), "field")

    def bare_choice(self, choice: Choice) -> str:
        return self.ticked(choice, "", "lever")

    def ticked(self, choice: Choice, classes: str = "", lever: str = "lever") -> str:
        # Bulma has no switches: a template's author writes a checkbox.
        kind = "checkbox" if choice.kind == "switch" else choice.kind
        return super().ticked(Choice(choice.words, kind, choice.on, choice.group), classes, lever)

    def choices(self, title: str, written: list[str]) -> str:
        label = text("label", title, "label") if title else ""
        return tag("div", label + "".join(written), "field")

    def pair(self, first: str, second: str) -> str:
        return tag(
            "div", tag("div", first, "column") + tag("div", second, "column"), "columns mb-0"
        )

    def form(self, rows: str, actions: str) -> str:
        return tag("form", rows + tag("div", tag("div", actions, "control"), "field"))

    def joined(self, field: Field, button: Button) -> str:
        find = self.control(field).replace('"control"', '"control is-expanded"', 1)
        inner = find + tag("div", self.button(button), "control")
        return tag(
            "form", tag("div", inner, f"field {self.dice.choice(['has-addons', 'is-grouped'])}")
        )

    def filters(self, fields: list[Field], button: Button) -> str:
        inner = "".join(map(self.control, fields)) + tag("div", self.button(button), "control")
        return tag("form", tag("div", inner, "field is-grouped"), "mb-4")

    def progress(self, percent: int, look: str = "") -> str:
        small = self.dice.choice(["", "is-small"])
        classes = f"progress {f'is-{look}' if look else self._main} {small}"
        return tag("progress", "", classes, value=str(percent), max="100")
