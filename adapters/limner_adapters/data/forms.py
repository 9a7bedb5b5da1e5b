"""Components to fill in: logins, contact forms, settings, searches, checkouts, dialogs."""

from __future__ import annotations

from collections.abc import Callable

from limner_adapters.data.kit import Kit
from limner_adapters.data.parts import Button, Card, Choice, Field, Row
from limner_adapters.data.words import FIELDS, OPTIONS

_KINDS = {
    "Password": "password",
    "Confirm password": "password",
    "Email": "email",
    "Email address": "email",
    "Search": "search",
    "Phone": "tel",
    "Country": "select",
    "State": "select",
    "Time zone": "select",
    "Language": "select",
    "Department": "select",
    "Date of birth": "date",
    "Birthday": "date",
    "Quantity": "number",
}
_PLACES = ("above", "above", "above", "inside", "beside", "floating")


def form(kit: Kit) -> str:
    """A form of labelled fields, one or two beside each other, and its buttons."""
    placed = kit.rng.choice(_PLACES)
    hinted = placed == "inside" or kit.chance(0.4)
    rows = _fields(kit, placed, hinted=hinted)
    if kit.chance(0.3):
        name = kit.rng.choice(["Message", "Comment", "About you"])
        message = Field(name, "textarea", hint="Your message" if hinted else "")
        rows += kit.ui.field(message, placed if placed != "inside" else "above")
    if kit.chance(0.1):
        rows += kit.ui.field(Field(kit.rng.choice(["Upload", "Attachment"]), "file"))
    if kit.chance(0.08):
        rows += kit.ui.field(Field(kit.rng.choice(["Volume", "Size"]), "range"))
    rows += choices(kit) if kit.chance(0.4) else ""
    if kit.chance(0.5):
        rows += kit.ui.choice(Choice(kit.words.pick(OPTIONS), on=kit.chance(0.4)))
    head = kit.ui.heading(kit.rng.choice([1, 2, 3]), kit.words.title(1, 4))
    inner = head + kit.ui.form(rows, buttons(kit))
    return kit.ui.box(inner) if kit.chance(0.5) else inner


def _fields(kit: Kit, placed: str, *, hinted: bool) -> str:
    """Fields below each other; on some pages some stand in pairs."""
    filled = kit.chance(0.3)
    written = [
        kit.ui.field(field(kit, name, filled=filled, hinted=hinted), placed)
        for name in kit.words.some(FIELDS, kit.rng.randint(2, 7))
    ]
    paired, rows = placed != "beside" and kit.chance(0.5), ""
    while written:
        first = written.pop(0)
        together = paired and written and kit.chance(0.4)
        rows += kit.ui.pair(first, written.pop(0)) if together else first
    return rows


def login(kit: Kit) -> str:
    """The form that opens a session."""
    placed, hinted = kit.rng.choice(_PLACES), kit.chance(0.4)
    name = kit.rng.choice(["Email", "Email address", "Username"])
    rows = "".join(
        kit.ui.field(field(kit, label, filled=False, hinted=hinted or placed == "inside"), placed)
        for label in (name, "Password")
    )
    extra = kit.ui.choice(Choice("Remember me", on=kit.chance(0.4))) if kit.chance(0.6) else ""
    if kit.chance(0.5):
        forgot = kit.link("Forgot password?")
        extra = kit.ui.row([extra, forgot], spread=True) if extra else f"<p>{forgot}</p>"
    wide, words = kit.chance(0.7), kit.rng.choice(["Log in", "Sign in", "Login"])
    actions = kit.ui.button(Button(words, wide=wide, sends=True))
    if kit.chance(0.25):
        other = Button(
            "Continue with Google", "outline", wide=wide, works=True, icon=kit.ui.icon(18)
        )
        actions += kit.ui.button(other)
    title = kit.rng.choice(["Log in", "Welcome back", "Sign in"])
    head = kit.ui.heading(kit.rng.choice([1, 2, 3]), title)
    head = kit.ui.coloured_icon(40) + head if kit.chance(0.25) else head
    foot = f"<p>No account yet? {kit.link('Sign up')}</p>" if kit.chance(0.5) else ""
    inner = head + kit.ui.form(rows + extra, actions) + foot
    return kit.ui.wrap(kit.ui.box(inner) if kit.chance(0.75) else inner, 420)


def settings(kit: Kit) -> str:
    """Choices to switch on and off."""
    kind = kit.rng.choice(["checkbox", "switch", "switch", "radio"])
    names = kit.words.some(OPTIONS, kit.rng.randint(3, 6))
    head = kit.ui.heading(kit.rng.choice([2, 3, 4]), kit.words.title(1, 3))
    if kit.chance(0.4):
        rows = [
            Row(
                name,
                kit.words.sentence(4, 9),
                end=kit.ui.bare_choice(Choice("", kind, kit.chance(0.5))),
            )
            for name in names
        ]
        return head + kit.ui.listing(rows)
    written = "".join(kit.ui.choice(Choice(name, kind, kit.chance(0.5))) for name in names)
    if kit.chance(0.5):
        return kit.ui.box(head + kit.ui.form(written, buttons(kit)))
    return kit.ui.box(head + written)


def choices(kit: Kit) -> str:
    """Radio buttons or checkboxes below each other, with their name."""
    kind = kit.rng.choice(["radio", "radio", "checkbox"])
    names = kit.words.some(OPTIONS, kit.rng.randint(2, 4))
    on = kit.rng.randrange(len(names))
    group = kit.words.title(1, 1)
    written = [
        kit.ui.choice(Choice(name, kind, index == on, group)) for index, name in enumerate(names)
    ]
    return kit.ui.choices(kit.words.title(1, 2) if kit.chance(0.7) else "", written)


def searches(kit: Kit) -> str:
    """A row of filters: a search field, selects, a button."""
    if kit.chance(0.4):
        search = Field("Search", "search", hint=kit.rng.choice(["Search...", "Find a product"]))
        return kit.ui.joined(search, Button(kit.rng.choice(["Search", "Go"]), sends=True))
    fields = [Field("Search", "search", hint="Search...")]
    fields += [
        field(kit, "Country", filled=False, hinted=False) for _ in range(kit.rng.randint(0, 3))
    ]
    return kit.ui.filters(fields, Button(kit.rng.choice(["Search", "Filter", "Apply"]), sends=True))


def dialog(kit: Kit) -> str:
    """A dialog that asks something."""
    inner = f"<p>{kit.words.sentence(6, 16)}</p>"
    if kit.chance(0.3):
        inner += kit.ui.field(field(kit, "Name", filled=False, hinted=True))
    second = Button("Cancel", "second", works=True)
    first = Button(
        kit.rng.choice(["Save", "Delete", "Confirm", "OK"]),
        kit.rng.choice(["primary", "danger"]),
        works=True,
    )
    actions = [kit.ui.button(second), kit.ui.button(first)]
    return kit.ui.modal(kit.words.title(1, 4), inner, actions if kit.chance(0.6) else actions[::-1])


def checkout(kit: Kit) -> str:
    """What is bought, and where it goes."""
    lines = [
        Row(kit.words.title(1, 3), "", end=f"<span>{kit.words.price()}</span>")
        for _ in range(kit.rng.randint(2, 4))
    ]
    cart = kit.ui.heading(3, "Your order") + kit.ui.listing(lines)
    return kit.ui.sides(form(kit), cart)


def composer(kit: Kit) -> str:
    """A box to write a message in, with the writer beside it."""
    area = Field("", "textarea", hint=kit.rng.choice(["Add a comment", "What is new?"]), rows=3)
    inner = kit.ui.form(kit.ui.field(area, "inside"), kit.ui.button(Button("Post", sends=True)))
    return kit.ui.card(Card(after=kit.ui.media(kit.avatar(48), inner)))


def field(kit: Kit, name: str, *, filled: bool, hinted: bool) -> Field:
    """The field of this name."""
    kind = _KINDS.get(name, "text")
    if kind == "select":
        value = kit.rng.choice([kit.words.country(), kit.words.title(1, 2), "Choose...", "All"])
        return Field(name, kind, value)
    value = ""
    if filled and kind != "date":
        value = _value(kit, name, kind)
    hint = ""
    if hinted:
        hint = name if kit.chance(0.6) else f"e.g. {_value(kit, name, kind)}"
    help_ = kit.words.sentence(3, 7) if kit.chance(0.1) else ""
    return Field(name, kind, value, hint, help_)


def _value(kit: Kit, name: str, kind: str) -> str:
    if kind == "password":
        return "secret-words"
    if kind == "number":
        return str(kit.rng.randint(1, 99))
    if "mail" in name:
        return kit.words.email()
    return kit.words.person() if "name" in name.lower() else kit.words.title(1, 2)


def buttons(kit: Kit) -> str:
    """What stands at the end of a form."""
    words = kit.rng.choice(["Submit", "Send", "Save", "Save changes", "Continue", "Create account"])
    first = kit.ui.button(Button(words, wide=kit.chance(0.2), sends=True))
    if kit.chance(0.3):
        look = kit.rng.choice(["second", "outline", "text"])
        return kit.ui.buttons([first, kit.ui.button(Button("Cancel", look, works=True))])
    return first


PARTS: tuple[Callable[[Kit], str], ...] = (
    form,
    form,
    login,
    settings,
    searches,
    dialog,
    checkout,
    composer,
)
