"""What texts say that the words leave open."""

from __future__ import annotations

from typing import Final

from limner_server.proposers.wording.compose.composer import Composer
from limner_server.proposers.wording.part import Part

TITLES: Final = (
    "A weekend by the lake",
    "Small steps, every day",
    "The quiet kitchen",
    "Notes from the road",
    "Learning to see",
    "Light and shade",
)


SENTENCES: Final = (
    "A short text that says what this is about, in a sentence or two.",
    "What to know before you start, and what you can leave for later.",
    "Simple ideas that save time, tried out and written down.",
)


PEOPLE: Final = (
    "Ada Lovelace",
    "Grace Hopper",
    "Alan Turing",
    "Mary Jackson",
    "Edsger Dijkstra",
    "Barbara Liskov",
)


JOBS: Final = ("Product designer", "Engineer", "Researcher", "Editor", "Project lead", "Analyst")


PRICES: Final = ("$19", "$49", "$99", "$29", "$59", "$79")


_VALUES: Final[dict[str, tuple[str, ...]]] = {
    "title": TITLES,
    "name": PEOPLE,
    "author": PEOPLE,
    "first-name": tuple(name.split()[0] for name in PEOPLE),
    "last-name": tuple(name.split()[1] for name in PEOPLE),
    "username": ("@ada", "@grace", "@alan", "@mary", "@edsger", "@barbara"),
    "job": JOBS,
    "text": SENTENCES,
    "bio": ("Designs calm software, bakes bread, and walks wherever there is a path.",),
    "price": PRICES,
    "email": tuple(f"{name.split()[0].lower()}@example.com" for name in PEOPLE),
    "phone": ("+1 555 010 0199", "+1 555 010 0142", "+1 555 010 0117"),
    "address": ("12 Harbour Street, Lisbon",),
    "street": ("12 Harbour Street",),
    "city": ("Lisbon", "Vienna", "Oslo"),
    "country": ("Portugal", "Austria", "Norway"),
    "state": ("Oregon", "Maine", "Ohio"),
    "postcode": ("1100-148", "1010", "0150"),
    "company": ("Acme Inc.", "Harbour Ltd.", "Northwind"),
    "website": ("example.com",),
    "message": SENTENCES,
    "comment": SENTENCES,
    "notes": SENTENCES,
    "subject": ("Your order has been shipped", "Notes of our meeting", "An invitation"),
    "date": ("12 May 2025", "3 June 2025", "21 July 2025"),
    "birthday": ("10 December 1985",),
    "date-text": ("12 May 2025", "3 June 2025", "21 July 2025"),
    "time": ("09:30", "11:00", "14:15"),
    "age": ("34", "28", "41"),
    "quote": (
        "It saves us hours every week, and our customers notice.",
        "The first tool that the whole team likes to use.",
        "We set it up in a morning and never looked back.",
    ),
    "quantity": ("1", "2", "3"),
    "badge": ("New", "Popular", "Sale"),
    "tag": ("Design", "Code", "Travel"),
    "location": ("Lisbon, Portugal", "Vienna, Austria", "Oslo, Norway"),
    "number-text": ("1,284", "312", "96"),
    "gender": ("Female",),
    "language": ("English",),
    "currency": ("EUR",),
    "category-field": ("Books", "Clothing", "Home"),
    "guests": ("2",),
    "start-date": ("12 May 2025",),
    "end-date": ("30 May 2025",),
}


def value_of(c: Composer, part: Part) -> str:
    """What a text says: its own words, else an example."""
    if part.text or part.label:
        return part.text or part.label
    values = _VALUES.get(part.name, ())
    return values[c.index % len(values)] if values else part.kind.label
