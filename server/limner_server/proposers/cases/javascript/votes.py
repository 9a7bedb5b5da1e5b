"""What the uses of one value tell of its kind, counted as votes."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import Final

from limner_server.proposers.cases.javascript.kinds import ANY, Kind, merged
from limner_server.proposers.cases.javascript.names import kind_by_name
from limner_server.proposers.cases.javascript.values import Value

# Kinds of items that texts do not have.
_NO_SIGNS: Final = frozenset({"number", "object", "array", "function", "boolean"})
_CERTAIN: Final = ("string", "array", "map", "set", "date")


@dataclass(slots=True)
class Votes:
    """What was heard of a value.

    Attributes:
        counts: by the name of the kind; "sequence" for a text or an array, "collection" for a map
            or a set.
        items: kinds of what is in it.
        fields: its members.
        options: values that it is compared with.
        arity: of the calls of it.
        others: types that the code asks for by name, so that it expects others as well.
    """

    counts: Counter[str] = field(default_factory=Counter)
    items: list[Kind] = field(default_factory=list)
    fields: dict[str, Kind] = field(default_factory=dict)
    options: list[Value] = field(default_factory=list)
    arity: int = 0
    others: list[str] = field(default_factory=list)

    def vote(self, name: str, weight: int = 10) -> None:
        """Count a use that speaks for a kind, in tenths."""
        self.counts[name] += weight

    def decided(self, name: str) -> Kind:
        """The kind that most speaks for; any where nothing does.

        Args:
            name: of the value, which decides where the uses do not.
        """
        found = self._decided(name)
        if self.options:
            found = merged(found, Kind(options=tuple(self.options)))
        if self.others:
            # Whoever asks for a type expects another one as well.
            asked = dict.fromkeys((*self.others, "string", "number"))
            more = [one for one in asked if one != found.name]
            found = replace(found, alternatives=tuple(map(Kind, more[:2])))
        return found

    def _decided(self, name: str) -> Kind:
        counts, item = self.counts, self._item()
        by_name = kind_by_name(name).name
        if weight := counts.pop("collection", 0):
            counts["set" if counts["set"] else "map"] += weight
        if weight := counts.pop("sequence", 0):
            counts[self._sequence(item, by_name)] += weight
        if self.fields and not any(counts[one] > 10 for one in _CERTAIN):
            counts["object"] += 20 * len(self.fields)
        if not +counts:
            return ANY
        best = max(counts, key=lambda one: (counts[one], one == by_name))
        if best == "array":
            return Kind("array", item=item)
        if best == "object":
            return Kind("object", fields=tuple(self.fields.items()))
        if best == "function":
            return Kind("function", arity=self.arity)
        return Kind(best, item=item if best in ("map", "set") and item != ANY else None)

    def _item(self) -> Kind:
        item = ANY
        for one in self.items:
            item = merged(item, one)
        return item

    def _sequence(self, item: Kind, by_name: str) -> str:
        """Whether what has a length and items is a text or an array."""
        if item.name in _NO_SIGNS:
            return "array"
        if by_name in ("array", "string"):
            return by_name
        return "string" if self.counts["string"] or item.name == "string" else "array"
