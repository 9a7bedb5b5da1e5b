"""Words that say how many of a part there are, and how it is."""

from __future__ import annotations

from typing import Final

from limner_server.proposers.wording.lexicon.words import words

NUMBERS: Final = {
    **{
        word: n
        for n, word in enumerate(
            [
                "zero",
                "one",
                "two",
                "three",
                "four",
                "five",
                "six",
                "seven",
                "eight",
                "nine",
                "ten",
                "eleven",
                "twelve",
            ]
        )
    },
    "single": 1,
    "both": 2,
    "double": 2,
    "pair": 2,
    "couple": 2,
    "dozen": 12,
}
SEVERAL: Final = words("several some few multiple many various different all more")
ARTICLES: Final = words("a an the one its their his her your our my this that these")
EACH: Final = frozenset({"each", "every", "per"})
COLOURS: Final = words(
    "blue green red purple violet pink orange teal indigo yellow amber black dark light gray "
    "grey white turquoise cyan emerald lime brown gold navy"
)
# How a part is, of which something can be shown.
TRAITS: Final = COLOURS | words(
    "left right top bottom centered centred center centre checked selected unchecked "
    "preselected disabled required optional active primary secondary success warning error "
    "danger info information round rounded circular large big small full-width outlined "
    "outline highlighted featured recommended popular striped zebra-striped sortable open "
    "closed collapsed expanded vertical horizontal dismissible dismissable closable multiple "
    "read-only sticky fixed on off linked positive negative ghost destructive bold muted "
    "stacked inline"
)
# How a part is, of which nothing needs to be shown.
IDLE: Final = words(
    "simple modern clean nice beautiful basic minimal minimalist minimalistic responsive "
    "pretty elegant fancy typical standard classic plain good great sleek stylish "
    "professional user-friendly accessible compact short long brief main own new-looking "
    "colourful colorful interactive animated nested common usual normal little tiny huge "
    "medium proper complete quick another additional extra corresponding matching clickable "
    "visible certain appropriate well-designed neat cool decent old-school polished "
    "mobile-friendly following separate fully functional small-print very really just only "
    "also maybe then finally first second third last fourth respective individual custom "
    "prominent subtle bigger larger smaller unread dummy sample example fake random "
    "placeholder further numeric"
)
# Heads that only say of what sort the words before them are.
GENERIC: Final = frozenset(
    {
        "field",
        "button",
        "link",
        "links",
        "checkbox",
        "switch",
        "select",
        "textarea",
        "radio",
        "icon",
    }
    | {"badge", "tag", "tabs", "columns", "options", "steps", "items", "menu", "section", "text"}
    | {
        "slider",
        "file",
        "title",
        "date",
        "number",
        "image",
        "form",
        "card",
        "list",
        "table",
        "time",
    }
    | {"checkboxes", "column", "progress", "alert", "stat", "avatar", "logo", "page", "group"}
    | {"modal", "menu", "panel", "toast", "chart", "count", "rows", "sections", "tags", "caption"}
    | {"header", "sidebar", "footer", "feature", "plan", "question", "event", "lane", "navbar"}
    | {"main", "filter", "dropzone", "search", "number-text", "amount-field", "grid", "price"}
)
