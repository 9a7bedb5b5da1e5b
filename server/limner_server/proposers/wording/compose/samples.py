"""Examples that fill the columns of a table, by what the column is called."""

from __future__ import annotations

from typing import Final

from limner_server.proposers.wording.compose.examples import JOBS, PEOPLE

_MAILS: Final = tuple(f"{name.split()[0].lower()}@example.com" for name in PEOPLE)
# By a word in the column's name: examples, and whether they are figures.
_SAMPLES: Final[tuple[tuple[tuple[str, ...], tuple[str, ...], bool], ...]] = (
    (("mail",), _MAILS, False),
    (("invoice number", "invoice no"), ("INV-1042", "INV-1043", "INV-1044", "INV-1045"), False),
    (("order number", "order id", "order"), ("#20418", "#20419", "#20420", "#20421"), False),
    (("phone", "mobile", "tel"), ("+1 555 010 0199", "+1 555 010 0142", "+1 555 010 0117"), False),
    (("status", "state"), ("Paid", "Open", "Overdue", "Paid"), False),
    (
        ("due", "date", "created", "joined", "updated", "deadline", "day", "since", "born", "last"),
        ("12 May 2025", "18 May 2025", "3 June 2025", "9 June 2025"),
        False,
    ),
    (("time", "duration", "length"), ("09:30", "11:00", "14:15", "16:40"), False),
    (
        (
            "amount",
            "total",
            "price",
            "cost",
            "revenue",
            "salary",
            "balance",
            "sum",
            "fee",
            "paid",
            "value",
        ),
        ("$420.00", "$1,250.00", "$89.90", "$310.00"),
        True,
    ),
    (
        (
            "quantity",
            "qty",
            "stock",
            "count",
            "units",
            "pieces",
            "orders",
            "visits",
            "views",
            "points",
            "score",
            "goals",
            "wins",
            "losses",
            "age",
            "played",
        ),
        ("12", "4", "31", "8"),
        True,
    ),
    (("percent", "share", "rate", "growth", "change", "%"), ("12%", "34%", "8%", "21%"), True),
    (("rating", "stars"), ("4.8", "4.2", "3.9", "4.5"), True),
    (
        ("id", "number", "no", "#", "code", "sku", "reference", "rank", "position"),
        ("1042", "1043", "1044", "1045"),
        False,
    ),
    (("role", "job", "title", "department", "position"), JOBS, False),
    (
        ("company", "organisation", "organization", "supplier", "vendor"),
        ("Acme Inc.", "Harbour Ltd.", "Northwind", "Contoso"),
        False,
    ),
    (("country",), ("Portugal", "Austria", "Norway", "Canada"), False),
    (
        ("city", "location", "place", "address", "origin", "destination"),
        ("Lisbon", "Vienna", "Oslo", "Toronto"),
        False,
    ),
    (
        ("product", "item", "article", "thing"),
        ("Canvas backpack", "Desk lamp", "Wool blanket", "Enamel mug"),
        False,
    ),
    (
        ("category", "type", "kind", "genre", "tag", "group"),
        ("Travel", "Home", "Kitchen", "Office"),
        False,
    ),
    (
        ("task", "subject", "topic", "description", "note", "comment", "message"),
        ("Write the report", "Plan the launch", "Review the draft", "Send the offer"),
        False,
    ),
    (("priority", "level", "severity"), ("High", "Medium", "Low", "Medium"), False),
    (("team", "club"), ("Harbour United", "Northwind", "Lakeside", "Old Town"), False),
    (("file", "document"), ("report.pdf", "plan.docx", "photo.png", "budget.xlsx"), False),
    (("size",), ("1.2 MB", "340 KB", "8.1 MB", "96 KB"), True),
    (("method", "payment"), ("Card", "Bank transfer", "PayPal", "Card"), False),
    (
        (
            "customer",
            "client",
            "name",
            "user",
            "author",
            "owner",
            "employee",
            "person",
            "student",
            "contact",
            "member",
            "player",
            "assignee",
            "who",
            "patient",
            "driver",
            "teacher",
        ),
        PEOPLE,
        False,
    ),
)
_PLAIN: Final = ("First", "Second", "Third", "Fourth")


def cells_of(column: str, index: int) -> tuple[tuple[str, ...], bool]:
    """Examples for a column, and whether they are figures, to be set right.

    Args:
        column: what it is called.
        index: where it stands; the first column of unknown things names the rows.
    """
    low = column.lower()
    words = set(low.replace("-", " ").split())
    for names, values, numeric in _SAMPLES:
        if words & set(names) or any(name in low for name in names if len(name) > 4):
            return values, numeric
    return (_PLAIN if index == 0 else tuple(f"{column} {n}" for n in (1, 2, 3, 4))), False
