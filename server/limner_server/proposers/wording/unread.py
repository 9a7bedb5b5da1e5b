"""The words of a description that became nothing: a page without them is not what was asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from limner_server.proof.parts import NamedPart
from limner_server.proposers.wording.lexicon.words import words
from limner_server.proposers.wording.part import Part
from limner_server.proposers.wording.tokens import tokens_of

_WORD: Final = re.compile(r"[^\W\d_]+")
_SHORTEST: Final = 3
# What binds words together, asks for something, counts, places, or says how it is to look.
_BINDING: Final = words(
    "and the with for from that this these those which who whose what when where while then "
    "than but not nor its it's his her their our your into onto upon over under above below "
    "beside besides between behind after before next near across along around against without "
    "within also too both either each every all any some few more most least less same other "
    "another own such only just very quite plus via per about like has have having had can may "
    "could should will would shall must does did are was were been being get gets let lets be "
    "is as at by in of on or to up out off down"
)
_ASKING: Final = words(
    "please make makes made create build generate write design draw add adds insert give show "
    "shows showing shown display displays displayed render need needs want wants use uses using "
    "used contain contains containing include includes including consist consists consisting "
    "say says saying said read reads reading ask asks asking enter entering call called name "
    "named label labels labelled labeled title titled allow allows allowing lets letting put "
    "place placed choose choosing pick picking select selecting dismissed dismiss dismissable "
    "closable tick"
)
_PLACING: Final = words(
    "left right top bottom middle center centre centered centred side sides row rows column "
    "columns grid line lines corner edge end start beginning full width height wide narrow "
    "inline stacked horizontal vertical horizontally vertically aligned align spread floating "
    "fixed sticky main area areas part parts section sections thing things item items kind "
    "kinds option options page pages screen view box boxes block blocks component components "
    "element elements widget"
)
_COUNTING: Final = words(
    "one two three four five six seven eight nine ten eleven twelve dozen once twice first "
    "second third fourth fifth last previous following several many multiple single pair couple "
    "half number numbers"
)
_LOOKING: Final = words(
    "small large big little tiny huge short long simple plain clean modern minimal minimalist "
    "basic nice pretty beautiful elegant responsive mobile desktop accessible friendly clear "
    "classic typical usual common standard normal compact dense airy rounded round square bold "
    "thin light dark bright subtle primary secondary default active current selected "
    "highlighted prominent red green blue yellow orange purple pink grey gray black white teal "
    "colour color colours colors coloured colored style styled looking look looks good great "
    "user users people person since days month months year years today customer customers "
    "visitor visitors"
)
_SAID: Final = _BINDING | _ASKING | _PLACING | _COUNTING | _LOOKING


def unread(description: str, root: Part) -> Iterator[NamedPart]:
    """What a page has to say of the words that no part was made of.

    Args:
        description: the words.
        root: what was read off them.
    """
    told = {stem for part in root.walk() for stem in _stems(_told(part))}
    for token in tokens_of(description):
        if token.quoted or token.is_mark:
            continue
        for word in _words(token.low):
            if word not in _SAID and _stem(word) not in told:
                told.add(_stem(word))
                yield NamedPart(f"“{word}”", (), (word,))


def _told(part: Part) -> str:
    """All that a part is called, says and is like."""
    kind = part.kind
    own = (part.said, part.label, part.text, part.placeholder, *part.traits)
    return " ".join((*own, kind.name, kind.label, *kind.words))


def _words(text: str) -> list[str]:
    return [one for one in _WORD.findall(text.lower()) if len(one) >= _SHORTEST]


def _stems(text: str) -> Iterator[str]:
    return map(_stem, _words(text))


def _stem(word: str) -> str:
    """A word without the endings by which its forms differ: "city" and "cities" are "citi"."""
    for ending in ("s", "e"):
        if len(word) > _SHORTEST:
            word = word.removesuffix(ending)
    return f"{word[:-1]}i" if word.endswith("y") else word
