"""Files that a workspace has beside the application: as plausible as the application's own.

They share its common words, Save and Cancel and Email, its layout and its kinds of files, and are
about other things.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Final

_NOUNS: Final = """
account address agenda album answer appointment article asset attachment audit badge backup
balance branch budget bundle calendar campaign candidate card case category channel chapter
charge chat checklist claim client comment commission contract coupon course customer dashboard
deal delivery deposit device discount document domain donation driver employee event expense
feature feedback file fleet folder forecast form group guest holiday image import incident inbox
invitation invoice issue item job journal label lead lesson letter license list loan location
lead machine meeting member memo menu message metric milestone module note notice offer order
package page partner patient payment payroll permission phone photo plan playlist policy poll
portfolio post price printer product profile project proposal purchase quiz quote rate receipt
recipe record refund region release reminder rental report request reservation review role room
route sample schedule score script segment sensor server session shift shipment signature site
skill slide snippet sprint stage statement stock story student subscription supplier survey tag
target task team template tenant ticket timesheet token topic track training transfer trip unit
update vehicle vendor video visit voucher wallet warehouse website widget workflow workspace
zone
""".split()  # noqa: SIM905
_ADJECTIVES: Final = """
active archived assigned automatic blocked current daily default draft due empty expired
external final first free hidden internal last late linked local manual monthly new next open
overdue paid pending personal pinned planned previous private public ready recent rejected
remote shared signed special starred unread upcoming urgent valid visible weekly yearly
""".split()  # noqa: SIM905
_VERBS: Final = """
add approve archive assign attach book cancel change check close compare confirm copy create
delete download duplicate edit export find follow hide import invite join link lock manage merge
move open pause plan print publish read reject remove rename renew reply request reset restore
review save schedule search select send share show sign sort start stop submit track update
upload verify view
""".split()  # noqa: SIM905
_COMMON: Final = [
    "Save",
    "Cancel",
    "Email",
    "Password",
    "Settings",
    "Search",
    "Sign in",
    "Sign out",
    "Delete",
    "Edit",
    "Back",
    "Next",
    "Close",
    "Name",
    "Help",
    "Home",
    "Profile",
    "Notifications",
    "Loading…",
    "Your changes were saved",
    "Forgot your password?",
    "Print",
    "Privacy",
    "Account",
    "Invoices",
    "Bookings",
    "Recipes",
    "Stock",
    "Team",
    "Free",
    "Notes",
    "Nights",
    "Total",
    "Arrival",
    "State",
    "Imprint",
    "Show all",
    "Welcome back",
    "Add",
    "Remove",
    "Email address",
    "Your name",
    "Best before",
    "Become a member",
]


class _Words:
    """Makes up the texts of an application."""

    def __init__(self, dice: random.Random) -> None:
        self.dice = dice

    def noun(self) -> str:
        return self.dice.choice(_NOUNS)

    def text(self) -> str:
        """A label, a heading, a sentence; now and then one that every application has."""
        dice, noun, verb = self.dice, self.noun(), self.dice.choice(_VERBS)
        adjective = dice.choice(_ADJECTIVES)
        return dice.choice(
            [
                dice.choice(_COMMON),
                dice.choice(_COMMON),
                f"{verb.capitalize()} {noun}",
                f"{noun.capitalize()} {dice.choice(_NOUNS)}",
                f"{adjective.capitalize()} {noun}s",
                f"{verb.capitalize()} the {adjective} {noun}",
                f"No {adjective} {noun}s yet",
                f"Your {noun} was sent to the {adjective} {dice.choice(_NOUNS)}",
                f"Are you sure that you want to {verb} this {noun}?",
                f"{verb.capitalize()} a {noun} to see its {dice.choice(_NOUNS)} here.",
                f"When you {verb} a {noun}, every {adjective} {dice.choice(_NOUNS)} is told.",
            ]
        )


def _component(words: _Words, name: str) -> str:
    lines = [f"      <h1>{words.text()}</h1>"]
    lines += [
        words.dice.choice(
            [
                f"      <p>{words.text()}</p>",
                f'      <Field label="{words.text()}" name="{words.noun()}" />',
                f'      <input placeholder="{words.text()}" />',
                f"      <button>{words.text()}</button>",
                f'      <a href="/{words.noun()}">{words.text()}</a>',
                f"      <li>{{`{words.text()} ${{{words.noun()}.count}}`}}</li>",
                f"      <th>{words.text()}</th>",
            ]
        )
        for _ in range(words.dice.randint(4, 30))
    ]
    body = "\n".join(lines)
    return (
        f"import Field from '../components/Field';\n\nexport default function {name}(props) {{\n"
        f"  return (\n    <div>\n{body}\n    </div>\n  );\n}}\n"
    )


def _translated(words: _Words, name: str) -> str:
    keys = [f"{words.noun()}.{words.noun()}" for _ in range(words.dice.randint(3, 15))]
    body = "\n".join(f"      <p>{{t('{key}')}}</p>" for key in keys)
    return (
        "import { useTranslation } from 'react-i18next';\n\n"
        f"export function {name}() {{\n  const {{ t }} = useTranslation('{words.noun()}');\n"
        f"  return (\n    <section>\n      <h2>{{t('title')}}</h2>\n{body}\n"
        "    </section>\n  );\n}\n"
    )


def _template(words: _Words, _: str) -> str:
    lines = [
        words.dice.choice(
            [
                f"  <p>{words.text()}</p>",
                f'  <label>{words.text()} <input name="{words.noun()}"></label>',
                f"  <button>{{{{ _('{words.text().replace(chr(39), '')}') }}}}</button>",
                (
                    f"  <h2>{words.text()}</h2>\n  <ul>{{% for one in {words.noun()}s %}}"
                    "<li>{{ one.name }}</li>{% endfor %}</ul>"
                ),
            ]
        )
        for _ in range(words.dice.randint(4, 25))
    ]
    title = words.text()
    return (
        f'{{% extends "base.html" %}}\n{{% block title %}}{title}{{% endblock %}}\n'
        "{% block content %}\n" + "\n".join([f"  <h1>{title}</h1>", *lines]) + "\n{% endblock %}\n"
    )


def _vue(words: _Words, _: str) -> str:
    lines = "\n".join(f"    <p>{words.text()}</p>" for _ in range(words.dice.randint(3, 20)))
    return (
        f"<template>\n  <div>\n    <h1>{words.text()}</h1>\n{lines}\n  </div>\n</template>\n\n"
        f"<script>\nexport default {{ data: () => ({{ label: '{words.noun()}' }}) }};\n</script>\n"
    )


def _catalogue(words: _Words, _: str) -> str:
    found: dict[str, dict[str, str]] = {}
    for _ in range(words.dice.randint(3, 12)):
        names = [words.noun() for _ in range(words.dice.randint(2, 12))]
        found[words.noun()] = {name: words.text() for name in names} | {"title": words.text()}
    return json.dumps(found, indent=2, ensure_ascii=False) + "\n"


def _view(words: _Words, name: str) -> str:
    lines = "\n".join(
        f'    flash(_("{words.text()}"))\n    log("{words.text()}", {words.noun()}=1)'
        for _ in range(words.dice.randint(2, 8))
    )
    head = f'"""{words.text()}."""\n\n\ndef {name.lower()}(request):\n'
    return f'{head}{lines}\n    return page("{name}")\n'


def _logic(words: _Words, name: str) -> str:
    lines = "\n".join(
        f"  if (!{words.noun()}.{words.noun()}) throw new Error('{words.text()}');"
        for _ in range(words.dice.randint(3, 25))
    )
    return f"export async function load{name}({words.noun()}) {{\n{lines}\n}}\n"


def _test(words: _Words, name: str) -> str:
    lines = "\n".join(
        f"  expect(screen.getByText('{words.text()}')).toBeVisible();"
        for _ in range(words.dice.randint(3, 12))
    )
    return f"test('{name} shows what it has', () => {{\n  render(<{name} />);\n{lines}\n}});\n"


_KINDS: Final[list[tuple[int, str, Callable[[_Words, str], str]]]] = [
    (30, "web/{area}/pages/{name}.jsx", _component),
    (12, "web/{area}/components/{name}.tsx", _translated),
    (16, "site/{area}/templates/{low}.html", _template),
    (8, "admin/{area}/{name}.vue", _vue),
    (8, "web/{area}/locales/en/{low}.json", _catalogue),
    (10, "site/{area}/{low}.py", _view),
    (10, "web/{area}/{low}.js", _logic),
    (6, "web/{area}/pages/{name}.test.jsx", _test),
]


def make_decoys(folder: Path, count: int, seed: int = 7) -> None:
    """Write so many files under a folder, the same ones for a seed."""
    dice = random.Random(seed)  # noqa: S311 - nothing is kept secret
    words = _Words(dice)
    weights = [weight for weight, _, _ in _KINDS]
    for number in range(count):
        _, pattern, make = dice.choices(_KINDS, weights)[0]
        name = f"{words.noun().capitalize()}{words.noun().capitalize()}{number}"
        area = f"area{dice.randrange(40)}"
        path = folder / pattern.format(area=area, name=name, low=name.lower())
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(make(words, name), encoding="utf-8")
