"""Components to fill in: logins, contact forms, settings, searches, checkouts."""

from __future__ import annotations

import html
from collections.abc import Callable

from limner_adapters.data.kit import Kit
from limner_adapters.data.words import FIELDS, OPTIONS

_TYPES = {
    "Password": "password",
    "Confirm password": "password",
    "Email": "email",
    "Search": "search",
}


def form(kit: Kit) -> str:
    """A form of labelled fields, one or two beside each other, and its buttons."""
    draw = _drawer(kit)
    names = kit.words.some(FIELDS, kit.rng.randint(2, 7))
    rows, index = "", 0
    while index < len(names):
        if kit.chance(0.25) and index + 1 < len(names):
            rows += kit.element("div", draw(names[index]) + draw(names[index + 1]), "grid g2")
            index += 2
        else:
            rows += draw(names[index])
            index += 1
    if kit.chance(0.4):
        rows += choices(kit)
    if kit.chance(0.5):
        rows += check(kit, kit.words.pick(OPTIONS), "checkbox", own=kit.chance(0.3))
    head = kit.text(kit.rng.choice(["h1", "h2", "h3"]), kit.words.title(1, 4))
    return _boxed(kit, head, kit.element("form", rows + _buttons(kit)))


def login(kit: Kit) -> str:
    """The form that opens a session."""
    draw = _drawer(kit)
    mail = kit.rng.choice(["Email", "Email address", "Username"])
    inner = draw(mail) + draw("Password")
    extra = check(kit, "Remember me", "checkbox", own=kit.chance(0.3)) if kit.chance(0.6) else ""
    if kit.chance(0.5):
        extra = kit.element("div", extra + kit.link("Forgot password?", "small"), "row spread")
    inner += extra + _submit(
        kit, kit.rng.choice(["Log in", "Sign in"]), "block" if kit.chance(0.7) else ""
    )
    if kit.chance(0.3):
        other = kit.icon(18) + "<span>Continue with Google</span>"
        inner += kit.element("button", other, "btn second block", type="button")
    head = kit.text(
        kit.rng.choice(["h1", "h2", "h3"]), kit.rng.choice(["Log in", "Welcome back", "Sign in"])
    )
    if kit.chance(0.3):
        head = kit.icon(40, kit.theme.primary) + head
    foot = ""
    if kit.chance(0.5):
        foot = kit.element("p", f"No account yet? {kit.link('Sign up')}", "small centre")
    where = "narrow card body" if kit.chance(0.75) else "narrow body"
    inner = head + kit.element("form", inner) + foot
    return kit.element(
        "div",
        inner,
        where + (" centre-head" if kit.chance(0.5) else ""),
        style="margin-top:48px;margin-bottom:48px",
    )


def settings(kit: Kit) -> str:
    """Choices to switch on and off."""
    kind = kit.rng.choice(["checkbox", "switch", "switch", "radio"])
    own = kit.chance(0.35)
    described = kit.chance(0.5)

    def row(name: str) -> str:
        if not described:
            return check(kit, name, kind, own=own)
        lines = kit.text("label" if kit.chance(0.5) else "div", name)
        lines += kit.text("div", kit.words.sentence(4, 9), "help")
        box = _control(kit, kind, own=own)
        inner = (
            kit.element("div", lines, "grow") + box
            if kit.chance(0.7)
            else box + kit.element("div", lines, "grow")
        )
        return kit.element("div", inner, "row check")

    names = kit.words.some(OPTIONS, kit.rng.randint(3, 6))
    head = kit.text(kit.rng.choice(["h2", "h3", "h4"]), kit.words.title(1, 3))
    rows = "".join(map(row, names))
    if kit.chance(0.4):
        rows = kit.element("form", rows + _buttons(kit))
    return kit.element("div", head + rows, "card body" if kit.chance(0.7) else "section")


def choices(kit: Kit) -> str:
    """Radio buttons or checkboxes below or beside each other, one chosen."""
    kind, own = kit.rng.choice(["radio", "radio", "checkbox"]), kit.chance(0.3)
    names = kit.words.some(OPTIONS, kit.rng.randint(2, 4))
    rows = "".join(check(kit, name, kind, own=own) for name in names)
    head = kit.text(kit.rng.choice(["label", "div", "legend"]), kit.words.title(1, 2), "strong")
    inner = kit.element("div", rows, "row" if kit.chance(0.35) else "")
    if head.startswith("<legend"):
        return kit.element("fieldset", head + inner, style="border:0;padding:0;margin:0")
    return head + inner


def check(kit: Kit, name: str, kind: str, *, own: bool) -> str:
    """A checkbox, radio or switch with its label."""
    box = _control(kit, kind, own=own)
    if kit.chance(0.4):
        return kit.element("label", box + f"<span>{html.escape(name)}</span>", "check")
    return kit.element("div", box + kit.text("label", name), "check")


def _control(kit: Kit, kind: str, *, own: bool) -> str:
    checked = " checked" if kit.chance(0.45) else ""
    if kind == "switch":
        return f'<input type="checkbox" class="switch" data-role="switch"{checked}>'
    return (
        f'<input type="{kind}" name="{kit.rng.random()}" class="{"own" if own else ""}"{checked}>'
    )


def searches(kit: Kit) -> str:
    """A row of filters: a search field, selects, a button."""
    inner = '<input class="field" type="search" placeholder="Search..." style="width:220px">'
    for _ in range(kit.rng.randint(0, 3)):
        inner += f'<div style="width:150px">{_select(kit)}</div>'
    if kit.chance(0.7):
        inner += _submit(kit, kit.rng.choice(["Search", "Filter", "Apply"]), "")
    return kit.element(
        kit.rng.choice(["form", "form", "div"]), inner, "row", style="margin:0 0 16px"
    )


def _drawer(kit: Kit) -> Callable[[str], str]:
    """How this form draws a field: all of its fields alike."""
    placed = kit.rng.choice(["above", "above", "above", "placeholder", "beside"])
    filled, weight = kit.chance(0.25), kit.rng.choice(["", "strong"])
    hinted, own_select = kit.chance(0.4), kit.chance(0.5)

    def draw(name: str) -> str:
        field = _field(
            kit, name, filled=filled, hint=placed == "placeholder" or hinted, own=own_select
        )
        if placed == "placeholder":
            return kit.element("div", field, "group")
        label = kit.text("label", name, weight)
        if placed == "beside":
            cell = kit.element("div", label, style="width:130px;flex:none")
            return kit.element("div", cell + kit.element("div", field, "grow"), "row group")
        hint = kit.text("div", kit.words.sentence(3, 7), "help") if kit.chance(0.12) else ""
        return kit.element("div", label + field + hint, "group")

    return draw


def _field(kit: Kit, name: str, *, filled: bool, hint: bool, own: bool) -> str:
    if name in ("Country", "State", "Time zone", "Language", "Department"):
        return _select(kit, own=own)
    if kit.chance(0.1):
        placeholder = kit.rng.choice(["Your message", "Write something...", ""])
        rows = kit.rng.randint(3, 6)
        return f'<textarea class="field" rows="{rows}" placeholder="{placeholder}"></textarea>'
    kind = _TYPES.get(name, "text")
    value = ""
    if filled:
        value = (
            ' value="secret-words"'
            if kind == "password"
            else f' value="{html.escape(_value(kit, name))}"'
        )
    placeholder = (
        f' placeholder="{html.escape(name if kit.chance(0.6) else "e.g. " + _value(kit, name))}"'
    )
    return f'<input class="field" type="{kind}"{value}{placeholder if hint else ""}>'


def _value(kit: Kit, name: str) -> str:
    if "mail" in name:
        return kit.words.email()
    if "name" in name.lower():
        return kit.words.person()
    return kit.words.title(1, 2)


def _select(kit: Kit, *, own: bool | None = None) -> str:
    own = kit.chance(0.5) if own is None else own
    chosen = kit.rng.choice([kit.words.country(), kit.words.title(1, 2), "Choose...", "All"])
    option = f"<option>{html.escape(chosen)}</option>"
    return f'<select class="field {"own" if own else ""}">{option}</select>'


def _submit(kit: Kit, words: str, classes: str) -> str:
    return kit.element("button", html.escape(words), f"btn {classes}", type="submit")


def _buttons(kit: Kit) -> str:
    words = kit.rng.choice(["Submit", "Send", "Save", "Save changes", "Continue", "Create account"])
    first = _submit(kit, words, "block" if kit.chance(0.2) else "")
    if kit.chance(0.35):
        second = kit.element("button", "Cancel", "btn second", type="button")
        return kit.element("div", first + second, "row tight")
    return kit.element("div", first) if kit.chance(0.4) else first


def _boxed(kit: Kit, head: str, inner: str) -> str:
    width = kit.rng.choice(["narrow ", "", ""])
    look = kit.rng.choice(["card body", "card body", "section"])
    return kit.element("div", head + inner, width + look, style="margin-bottom:16px")
