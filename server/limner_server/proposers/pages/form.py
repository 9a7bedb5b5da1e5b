"""The form of an answer that writes a page: one HTML document whose tags are known and closed.

Words, attributes and styles are free. Nothing in it runs: there are no tags for that.
"""

from __future__ import annotations

from typing import Final

from limner_model.forms import Grammar
from limner_server.emit.node import VOID_TAGS
from limner_server.proposers.answer_forms import THOUGHT, any_of, literal
from limner_server.proposers.pages.markup import DRAWN, TAGS


def _elements() -> str:
    """One rule for each tag that has an end, and one for all that have none."""
    ended = sorted(TAGS - VOID_TAGS - DRAWN)
    rules = [
        f'tag-{tag} ::= {literal(f"<{tag}")} attributes ">" content {literal(f"</{tag}>")}'
        for tag in ended
    ]
    drawn = any_of(f"<{tag}" for tag in sorted(DRAWN))
    void = any_of(f"<{tag}" for tag in sorted(VOID_TAGS & TAGS))
    return "\n".join(
        [
            f"element ::= void | drawn | {' | '.join(f'tag-{tag}' for tag in ended)}",
            f'void ::= {void} attributes "/"? ">"',
            f'drawn ::= {drawn} attributes "/>"',
            *rules,
        ]
    )


PAGE: Final = Grammar(
    rf"""
root ::= thought? ("```html\n" page "```" | page) blanks
page ::= doctype? "<html" attributes ">" blanks head? body "</html>" blanks
doctype ::= ("<!DOCTYPE html>" | "<!doctype html>") blanks
head ::= "<head>" blanks headed* "</head>" blanks
headed ::= (meta | "<title>" text? "</title>" | "<style>" text? "</style>") blanks
meta ::= "<meta" attributes "/"? ">"
body ::= "<body" attributes ">" content "</body>" blanks
content ::= (text | element)*
text ::= [^<]+
attributes ::= ([ \n]+ name ("=\"" [^"<]* "\"")?)* blanks
name ::= [a-zA-Z] [a-zA-Z0-9:_-]*
blanks ::= [ \n]*
{_elements()}
{THOUGHT}
"""
)
