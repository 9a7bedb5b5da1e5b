"""Words that open what a noun phrase has, names or is about; by what they open."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from limner_server.proposers.wording.lexicon.words import words

PARTS: Final = (
    ("each", "with"),
    ("asking", "for"),
    ("that", "asks", "for"),
    ("which", "asks", "for"),
    ("that", "lets", "you", "enter"),
    ("each", "having"),
    ("each", "showing"),
    ("each", "containing"),
    ("each", "of", "which", "has"),
    ("each", "of", "them", "with"),
    ("with", "each"),
    ("all", "with"),
    ("that", "has"),
    ("that", "have"),
    ("which", "has"),
    ("which", "have"),
    ("that", "contains"),
    ("that", "contain"),
    ("which", "contains"),
    ("that", "shows"),
    ("that", "show"),
    ("which", "shows"),
    ("that", "includes"),
    ("that", "lists"),
    ("that", "displays"),
    ("made", "up", "of"),
    ("made", "of"),
    ("consisting", "of"),
    ("composed", "of"),
    ("with", "a", "choice", "of"),
    ("where", "each", "has"),
    ("with",),
    ("containing",),
    ("including",),
    ("having",),
    ("featuring",),
    ("showing",),
    ("displaying",),
    ("listing",),
    ("holding",),
    ("has",),
    ("have",),
    ("w/",),
    ("contains",),
    ("includes",),
    ("offering",),
    ("plus",),
)
LABELS: Final = (
    ("that", "says"),
    ("that", "reads"),
    ("that", "asks"),
    ("which", "asks"),
    ("asking",),
    ("which", "says"),
    ("which", "reads"),
    ("with", "the", "text"),
    ("with", "the", "label"),
    ("with", "the", "words"),
    ("with", "the", "title"),
    ("with", "label"),
    ("with", "text"),
    ("with", "the", "heading"),
    ("labelled",),
    ("labeled",),
    ("called",),
    ("named",),
    ("titled",),
    ("entitled",),
    ("saying",),
    ("reading",),
    ("says",),
    ("marked",),
)
LISTS: Final = (
    ("such", "as"),
    ("like",),
    ("e.g",),
    ("namely",),
    (":",),
    ("as", "in"),
)
ABOUT: Final = (
    ("which", "lets", "you"),
    ("that", "lets", "you"),
    ("to", "choose", "between"),
    ("to", "choose", "from"),
    ("to", "choose"),
    ("to", "select"),
    ("to", "pick"),
    ("to", "turn", "on"),
    ("to", "enable"),
    ("to", "switch"),
    ("to", "toggle"),
    ("to", "enter"),
    ("for", "the"),
    ("for", "my"),
    ("for", "your"),
    ("for", "our"),
    ("for", "a"),
    ("for", "an"),
    ("about",),
    ("for",),
    ("to", "the"),
    ("to",),
    ("of",),
    ("between",),
    ("from",),
)
# Of a table these tell the topic, not the columns.
TOPICS: Final = (("listing",), ("showing",), ("displaying",), ("that", "lists"), ("that", "shows"))
PLACES: Final = (
    "in",
    "on",
    "at",
    "side",
    "aligned",
    "using",
    "against",
    "inside",
    "within",
    "over",
)
LISTS_OF: Final = frozenset(
    {"group", "list", "ordered-list", "grid", "column", "carousel", "stats", "tabbed", "stepper"}
    | {"breadcrumb", "checkboxes", "gallery", "pricing", "feature-section"}
)
DONE: Final = frozenset(
    {
        "per",
        "since",
        "until",
        "after",
        "before",
        "that",
        "which",
        "where",
        "when",
        "so",
        "because",
        "if",
        "while",
        "who",
    }
)

AS: Final = (("as", "a"), ("as", "an"), ("as",))
TABLES: Final[tuple[tuple[str, Sequence[tuple[str, ...]]], ...]] = (
    ("label", LABELS),
    ("parts", PARTS),
    ("list", LISTS),
    ("as", AS),
    ("about", ABOUT),
)
# Of these a list follows only where it begins with a name.
ONE: Final = frozenset(
    {"breadcrumb", "breadcrumbs", "stepper", "navbar", "dropdown", "menu", "tab"}
)
COLLECTIVE: Final = words(
    "links tabs options columns steps fields buttons questions items plans labels features "
    "tiers headers choices radios inputs checkboxes lanes stages tags chips pages badges "
    "cards tiles rows toggles switches sections areas categories groups screens"
)
# After a colon these say what follows.
SPOKEN: Final = frozenset(
    {"alert", "toast", "badge", "tooltip", "announcement-bar", "error", "hint", "quote"}
)
# After these stands what they say, where it begins with a capital.
SAYING: Final = frozenset(
    {"heading", "title", "headline", "subtitle", "label", "message", "text", "question", "button"}
)
