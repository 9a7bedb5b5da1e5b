"""What all that composes parts shares: making tags, ids, examples, and handing parts on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Final

from limner_server.assets import stem
from limner_server.emit.node import Node
from limner_server.proposers.wording.compose.pictures import FOLDER, PICTURES
from limner_server.proposers.wording.lexicon.kind import Group
from limner_server.proposers.wording.lexicon.lexicon import KINDS
from limner_server.proposers.wording.part import Part

Child = Node | str
Build = Callable[["Composer", Part], list[Child]]

# How many there are of what the words say only that there are several of.
_SEVERAL: Final = 3


def tag(tag_: str, look: str = "", /, *children: Child, **attributes: str) -> Node:
    """A tag.

    Args:
        tag_: its name.
        look: classes, parted by spaces.
        children: what is in it.
        attributes: a trailing underscore goes, others become dashes: `for_`, `aria_label`.
    """
    written = {key.rstrip("_").replace("_", "-"): value for key, value in attributes.items()}
    return Node(tag_, tag_, attributes=written, children=list(children), classes=look.split())


@dataclass(slots=True)
class Composer:
    """Composes the parts of one page.

    Attributes:
        builders: by kind, and by group for kinds without one of their own.
        pictures: files that the page refers to, by relative path.
        shows: whether what could be asked for is shown: a name in a card, not a field for it.
        level: of the next heading, 1 to 6.
        index: how many parts like this one came before it, for examples that differ.
    """

    builders: dict[str, Build]
    by_group: dict[Group, Build]
    pictures: dict[str, bytes] = field(default_factory=dict)
    shows: bool = False
    level: int = 1
    index: int = 0
    _ids: Counter[str] = field(default_factory=Counter)

    def build(self, part: Part) -> list[Child]:
        """A part, or all of several, as tags."""
        if part.is_several and part.name not in self.own_count and not _is_held(part):
            built: list[Child] = []
            for one in self.instances(part):
                built += self.build(one)
            self.index = 0
            return built
        builder = self.builders.get(part.name) or self.by_group[part.group]
        return builder(self, part)

    @property
    def own_count(self) -> frozenset[str]:
        """Kinds that count their entries themselves."""
        return _OWN_COUNT

    def all(self, parts: Sequence[Part]) -> list[Child]:
        """Parts as tags, in their order."""
        return [node for part in parts for node in self.build(part)]

    def instances(self, part: Part) -> Iterator[Part]:
        """Each of several, with what they all have; `index` counts them meanwhile."""
        own = [one for one in part.parts if one.kind is part.kind]
        shared = [one for one in part.parts if one.kind is not part.kind]
        count = max(part.count, len(own)) or _SEVERAL
        before = self.index
        for index in range(count):
            label = own[index].label if index < len(own) else part.label
            more = own[index].parts if index < len(own) else []
            self.index = index
            yield replace(part, count=1, label=label, parts=[*shared, *more])
        self.index = before

    @contextmanager
    def showing(self, *, shows: bool) -> Iterator[None]:
        """Within, names and e-mails are shown, or asked for."""
        before, self.shows = self.shows, shows
        try:
            yield
        finally:
            self.shows = before

    def heading(self, text: str, look: str = "title", level: int = 0) -> Node:
        """A heading of the level that is next, or of its own."""
        return tag(f"h{min(level or self.level, 6)}", look, text)

    @contextmanager
    def below(self) -> Iterator[None]:
        """Within, headings are one level lower."""
        self.level += 1
        try:
            yield
        finally:
            self.level -= 1

    def id(self, words: str) -> str:
        """An id that no other tag has."""
        name = "-".join(stem(words).split("-")[:4])
        if not name[:1].isalpha():
            name = f"field-{name}"
        self._ids[name] += 1
        return name if self._ids[name] == 1 else f"{name}-{self._ids[name]}"

    def image(self, kind: str, alt: str, look: str) -> Node:
        """A picture that stands in for one."""
        path = f"{FOLDER}/{kind}.svg"
        self.pictures[path] = PICTURES[kind].encode()
        return tag("img", look, src=path, alt=alt)


_OWN_COUNT: Final = frozenset(
    {
        "stats",
        "pricing",
        "tabs",
        "tabbed",
        "stepper",
        "breadcrumb",
        "accordion",
        "timeline",
        "links",
    }
    | {"avatar-list", "gallery", "testimonials", "feature-section", "comments", "social", "tags"}
    | {"checkboxes", "radio", "steps", "team", "logos", "carousel", "items", "features", "grid"}
    | {"user-list", "notification-list", "list", "ordered-list", "todo", "plan", "stat", "question"}
    | {"column", "card", "product-card", "profile-card", "blog-card", "testimonial", "feature"}
    | {"event", "bubble", "avatar", "button", "rows", "lane", "options", "sections", "checklist"}
    | {
        "pagination",
        "calendar",
        "leaderboard",
        "columns",
        "skeleton",
        "code-field",
        "rating",
        "link",
    }
)


def _is_held(part: Part) -> bool:
    """Whether several are but the parts in them: "fields for a name and an e-mail"."""
    return part.group in (Group.FIELD, Group.CHOICE) and bool(part.parts)


def made(name: str, label: str = "", /, *parts: Part, **more: object) -> Part:
    """A part that nobody named, but that belongs."""
    part = Part(KINDS[name], label)
    part.parts = list(parts)
    for key, value in more.items():
        setattr(part, key, value)
    return part


def labels_of(part: Part) -> list[str]:
    """The labels of the entries in a part, through lists within it."""
    found: list[str] = []
    for one in part.parts:
        if one.group is Group.ITEMS or (
            one.group is Group.BLOCK and one.name in ("list", "column")
        ):
            found += labels_of(one)
        else:
            found.append(one.label or one.text or one.kind.label)
    return [label for label in found if label]
