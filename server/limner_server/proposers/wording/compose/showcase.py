"""Sections of cards: a team, what customers say, what a product does."""

from __future__ import annotations

from limner_server.proposers.wording.compose.composer import Child, Composer, made, tag
from limner_server.proposers.wording.part import Part


def team(c: Composer, part: Part) -> list[Child]:
    """People, each with a picture, a name and what they do."""
    count = part.count if part.count > 1 else 3
    inner = next((one for one in part.parts if one.name == "profile-card"), None)
    whole = inner or made(
        "profile-card", count=count, parts=[made("avatar"), made("name"), made("job")]
    )
    title = part.find("title")
    heading = c.heading((title.label if title else "") or part.label or part.kind.label)
    with c.below():
        return [tag("section", "stack-loose", heading, *c.build(whole))]


def testimonials(c: Composer, part: Part) -> list[Child]:
    """What customers say."""
    inner = next((one for one in part.parts if one.name == "testimonial"), None)
    own = [one for one in part.parts if one.name != "testimonial"]
    whole = inner or made("testimonial", count=part.count if part.count > 1 else 3, parts=own)
    heading = c.heading(part.label or "What our customers say")
    with c.below():
        return [tag("section", "stack-loose", heading, *c.build(whole))]


def feature_section(c: Composer, part: Part) -> list[Child]:
    """What speaks for a product."""
    named = [one for one in part.parts if one.name == "feature"]
    heads = [one for one in part.parts if one.name in ("title", "subtitle")]
    own = [one for one in part.parts if one not in named and one not in heads]
    count = part.count if part.count > 1 else 3
    whole = named[0] if named else made("feature", count=count, parts=own)
    built = c.all(heads) or [c.heading(part.label or "What you get")]
    with c.below():
        return [tag("section", "stack-loose", *built, *c.build(whole))]
