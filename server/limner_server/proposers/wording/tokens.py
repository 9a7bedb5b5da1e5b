"""Words of a description as tokens: quoted texts in one piece, set phrases in one piece."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from limner_server.proposers.wording.lexicon.lexicon import corrected
from limner_server.proposers.wording.rewording import reworded

_QUOTES: Final = {"“": '"', "”": '"', "„": '"', "\u2018": "'", "\u2019": "'", "`": "'"}
_TOKEN: Final = re.compile(
    r"\"([^\"]*)\""  # a quoted text
    r"|(?<![\w])'([^']+(?:'(?:s|t|re|ll|ve|d|m)\b[^']*)*)'(?!\w)"
    r"|(\$?\d+(?:[.,:/]\d+)*%?(?:st|nd|rd|th)?(?:[a-zA-Z]+)?)"
    r"|([^\W\d_](?:[\w&]|['.+/-](?=\w))*[+#]*)"
    r"|([,;:()&+.!?\n/])"
    r"|([€£$#@][\w.,]*\w)"
)
# Words that stand for one thing though there is an "and", an "in" or a "to" in them.
_PHRASES: Final = (
    *("sign in", "sign-in", "log in", "log-in", "sign up", "sign out", "log out", "check out"),
    *("check in", "opt in", "sign me up", "log me in", "add to cart", "add to basket"),
    *(
        "add to bag",
        "add to wishlist",
        "back to home",
        "back to top",
        "go to home",
        "call to action",
    ),
    *("date of birth", "number of guests", "number of people", "number of persons"),
    *("number of items", "terms and conditions", "terms & conditions", "terms of service"),
    *("terms of use", "drag and drop", "drag & drop", "questions and answers", "q&a"),
    *("keep me signed in", "keep me logged in", "stay signed in", "stay logged in"),
    *("remember me", "frequently asked questions", "date and time", "name on card"),
    *("get in touch", "proceed to checkout", "contact us", "about us", "sign in with google"),
    *("log in with google", "continue with google", "sign in with apple", "continue with apple"),
    *("sign in with github", "continue with github", "sign in with facebook"),
    *("continue with facebook", "coming soon", "under construction", "privacy and security"),
    *("food and drink", "terms and privacy", "pros and cons", "to do", "to-do", "nice to meet you"),
    *("link to sign up", "link to register", "agree to the terms", "agree to terms", "on off"),
    *(
        "accept the terms",
        "back to shop",
        "how it works",
        "made in",
        "plan to",
        "table of contents",
    ),
    *("back to login", "time to read", "made with", "print in", "show more", "view all", "see all"),
    *("light and dark", "light/dark", "street and house number", "up to date", "out of stock"),
    *("in stock", "in progress", "on hold", "in review", "to review", "opted in", "paid in full"),
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a quoted text or a mark.

    Attributes:
        text: as it is written, misspellings put right; without its quotes.
        quoted: whether it stood in quotes: it says what a part says, never what a part is.
    """

    text: str
    quoted: bool = False

    @property
    def low(self) -> str:
        """In lower case; "" of a quoted text, which is no word of the sentence."""
        return "" if self.quoted else self.text.lower()

    @property
    def is_mark(self) -> bool:
        """Whether it is punctuation."""
        return not self.quoted and self.text in _MARKS


_MARKS: Final = frozenset(",;:()&+.!?\n/")


def tokens_of(words: str) -> list[Token]:
    """The tokens of a description."""
    for odd, plain in _QUOTES.items():
        words = words.replace(odd, plain)
    # What steers terminals is no part of any language.
    words = reworded("".join(one for one in words if one.isprintable() or one in "\n\t "))
    found: list[Token] = []
    for match in _TOKEN.finditer(words):
        quoted = match[1] if match[1] is not None else match[2]
        if quoted is not None:
            if quoted.strip():
                found.append(Token(" ".join(quoted.split()), quoted=True))
        else:
            found.append(Token(corrected(match[0]) if match[4] else match[0]))
    return _joined(found)


def _joined(tokens: list[Token]) -> list[Token]:
    """Set phrases as one token each."""
    joined: list[Token] = []
    index = 0
    while index < len(tokens):
        length = next((n for n in (5, 4, 3, 2) if _is_phrase(tokens[index : index + n], n)), 1)
        text = " ".join(token.text for token in tokens[index : index + length])
        joined.append(Token(text, tokens[index].quoted))
        index += length
    return joined


def _is_phrase(tokens: list[Token], length: int) -> bool:
    if len(tokens) < length or any(token.quoted for token in tokens):
        return False
    return " ".join(token.low for token in tokens) in _PHRASES
