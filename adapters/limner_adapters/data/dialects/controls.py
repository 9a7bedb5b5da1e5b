"""Buttons, fields and what is around them, as plain HTML with the class names of our own sheet."""

from __future__ import annotations

from limner_adapters.data.dialects.look import Look
from limner_adapters.data.markup import tag, text, void
from limner_adapters.data.parts import Button, Choice, Field


class Controls(Look):
    """What a reader presses, fills in and ticks."""

    def button(self, button: Button) -> str:
        """A button, or a link that looks like one."""
        inner = button.icon + (" " if button.icon else "") + button.words
        wide = "block" if button.wide else ""
        looks = {"primary": "", "outline": "second", "light": "", "ghost": "second"}
        sizes = {"small": "tiny"}
        classes = (
            f"btn {looks.get(button.look, button.look)} "
            f"{sizes.get(button.size, button.size)} {wide}"
        )
        return tag(button.tag, inner, classes, **button.attributes)

    def buttons(self, written: list[str]) -> str:
        """Buttons beside each other."""
        return tag("div", "".join(written), "row tight")

    def badge(self, words: str, look: str = "") -> str:
        """A small label of a state or a count; `look` is "", "success", "danger" or "soft"."""
        return text("span", words, f"badge {look}", data_role="badge")

    def field(self, field: Field, placed: str = "above") -> str:
        """A field with its label; `placed` is "above", "beside" or "inside" (as its hint)."""
        if placed == "inside":
            return tag("div", self.control(field), "group")
        label = text("label", field.label)
        help_ = text("p", field.help, "help") if field.help else ""
        if placed == "beside":
            cell = tag("div", label, style="width:130px;flex:none")
            return tag("div", cell + tag("div", self.control(field) + help_, "grow"), "row group")
        return tag("div", label + self.control(field) + help_, "group")

    def control(self, field: Field) -> str:
        """The field itself, without its label."""
        return self.written_control(field, "field", "field own")

    def written_control(
        self, field: Field, classes: str, select: str = "", textarea: str = ""
    ) -> str:
        """The field itself with these classes."""
        if field.kind == "textarea":
            return text(
                "textarea",
                field.value,
                textarea or classes,
                rows=str(field.rows),
                placeholder=field.hint,
            )
        if field.kind == "select":
            return tag("select", text("option", field.value), select or classes)
        return void("input", classes, type=field.kind, value=field.value, placeholder=field.hint)

    def choice(self, choice: Choice) -> str:
        """A checkbox, radio button or switch with its label."""
        return tag("div", self.ticked(choice) + text("label", choice.words), "check")

    def bare_choice(self, choice: Choice) -> str:
        """A checkbox, radio button or switch whose label stands elsewhere."""
        return tag("div", self.ticked(choice), "check")

    def ticked(self, choice: Choice, classes: str = "", lever: str = "switch") -> str:
        """The box, disc or lever itself; a lever wears `lever` as well."""
        switch = choice.kind == "switch"
        return void(
            "input",
            f"{classes} {lever if switch else ''}",
            type="checkbox" if switch else choice.kind,
            name=choice.group if choice.kind == "radio" else "",
            data_role="switch" if switch else "",
            checked="checked" if choice.on else "",
        )

    def choices(self, title: str, written: list[str]) -> str:
        """Choices below their name."""
        legend = text("legend", title, "strong") if title else ""
        return tag("fieldset", legend + "".join(written), "bare")

    def pair(self, first: str, second: str) -> str:
        """Two fields beside each other."""
        return tag("div", first + second, "grid g2")

    def form(self, rows: str, actions: str) -> str:
        """A form."""
        return tag("form", rows + actions)

    def joined(self, field: Field, button: Button) -> str:
        """A field with a button at its end."""
        return tag("form", self.control(field) + self.button(button), "row tight")

    def filters(self, fields: list[Field], button: Button) -> str:
        """Fields in a row, and the button that applies them."""
        inner = "".join(tag("div", self.control(field), style="width:170px") for field in fields)
        return tag("form", inner + self.button(button), "row")

    def progress(self, percent: int, look: str = "") -> str:
        """A bar that shows how far something is."""
        del look
        return tag("div", tag("i", style=f"width:{percent}%"), "meter")
