"""Descriptions said in other words: shorthand and turns of phrase, put as the reading expects."""

from __future__ import annotations

import re
from typing import Final

_QUOTED: Final = re.compile(r"(\"[^\"]*\")")
_LETS_ENTER: Final = (
    r"\b(?:where|in which|so that|that lets?|which lets?|to let) (?:the )?"
    r"(?:users?|you|people|visitors?|customers?|one) (?:can |to |may )?"
    r"(?:enter|type in|type|fill in|provide|give|choose|pick|select|see|find|view|read)\b"
)
_RESETS: Final = (
    r"\breset (?:a |the |their |your )?(?:forgotten )?password\b(?! (?:form|link|button|page))"
)
_LEADS_BACK: Final = (
    r"\b(button|link)s?(?: that| which)?(?: leads?| leading| goes| going| to go)? back"
    r"(?: to)?(?: the| your)? (?:home ?page|home|start ?page|start)\b"
)
# What is said of each row of a table is a sentence of its own.
_OF_ROWS: Final = r",? (?:where|and|with) (each|every) row (has|having|with|shows|contains)\b"
_REWORDINGS: Final = tuple(
    (re.compile(pattern, re.IGNORECASE), plain)
    for pattern, plain in (
        (r"\s+[-\u2013\u2014]{1,2}\s+", ": "),
        (r"\s*(?:>|→|»|\|)\s*", ", "),
        (
            r"(?:copyright(?: line)? )?©\s*([^,;\n\"]*[^,;.\s\"])",
            r'copyright line "© \1"',
        ),
        (_LETS_ENTER, "with"),
        # What is said of each row of a table is a sentence of its own.
        (
            r",? (?:where|and|with) (each|every) row (has|having|with|shows|contains)\b",
            r". \1 row \2",
        ),
        (r"\b(?:tick|check) (?=(?-i:[A-Z])|\")", "checkbox "),
        (_RESETS, "forgot password link"),
        (r"\s+/\s+", ", "),
        (r"\bw/(?=\s)", "with"),
        (r"\bw/o\b", "without"),
        (r"\b(\w+)/(\w+)/(\w+)\b", r"\1, \2 and \3"),
        (r"\band/or\b", "and"),
        (r"\bpasswords?,? \(?(?:twice|two times|2x|x2)\)?", "password and confirm password"),
        (
            r"\bpassword \(?(?:with|and its?|and) (?:confirmation|repeat)\)?",
            "password and confirm password",
        ),
        (r"\b(first|given) (?:and|&|/|,) (last|family) names?\b", "first name and last name"),
        (r"\b(start|from|begin) (?:and|&) (end|to) dates?\b", "start date and end date"),
        (
            r"\b(?:check-?in|arrival)(?: date)? (?:and|&|/) (?:check-?out|departure)( dates?)?\b",
            "check-in and check-out date",
        ),
        (_LEADS_BACK, r"back to home \1"),
        (
            r"\b(button|link) (?:back )?to (?:go )?(?:the )?(?:home ?page|home)\b",
            r"back to home \1",
        ),
        (r"\bthat (?:is|are) (on|off|checked|selected|disabled|active|open|closed)\b", r"\1"),
        (r"\b(?:which|that) (?:is|are) ((?:turned|switched) )?(on|off)\b", r"\2"),
        (r"\bturned (on|off)\b", r"\1"),
        (
            r"\b(?:login|log in|sign in) (?:and|or) (?:sign ?up|register) (buttons?|links?)\b",
            r"login \1 and sign up \1",
        ),
        (
            r"\blink(?:s)? to (?:the )?(?:sign up|register|create an account|registration)\b",
            "sign up link",
        ),
        (r"\b(?:don't|do not) have an account\??\s*(?:sign up|register)\s+link", "sign up link"),
        (r"\blink (?:to|back to) (?:the )?(?:log ?in|sign in)(?: page)?\b", "login link"),
        (r"\blink back to log ?in\b", "login link"),
        (r"\b(\d+)[- ]?(?:digit|character)s?\b", ""),
        (r"\bcall[- ]to[- ]actions?\b", "call to action"),
        (r"\betc\.?(?=\W|$)", ""),
        (r"\be\.g\.,?", "such as"),
        (r"\bi\.e\.,?", ":"),
        (r"\bas well\b(?! as)", ""),
        (r"\bin there\b", ""),
        (r"\b(?:inside|in) (?:of )?(?:it|them)\b", ""),
    )
)


def reworded(words: str) -> str:
    """A description in the words that are expected; what stands in quotes stays as it is."""
    parts = _QUOTED.split(words)
    for index in range(0, len(parts), 2):
        for pattern, plain in _REWORDINGS:
            parts[index] = pattern.sub(plain, parts[index])
    return "".join(parts)
