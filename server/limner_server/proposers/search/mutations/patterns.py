"""Wrong regular expressions: a flag too few or too many."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from limner_server.proposers.search.change import Change, replace
from limner_server.proposers.search.subject import Subject

# All occurrences, not the first alone; capitals and small letters alike; line by line.
_FLAGS: Final = (("g", 1.6), ("i", 2.0), ("m", 2.6))


def flags(subject: Subject, node: Node) -> Iterator[Change]:
    """`/a/g` for `/a/`, and back."""
    if node.type != "regex":
        return
    pattern, _, written = subject.code.of(node).rpartition("/")
    for flag, cost in _FLAGS:
        if flag in written:
            left = written.replace(flag, "")
            yield replace(
                subject, node, f"{pattern}/{left}", cost + 0.6, f"without the flag `{flag}`"
            )
        else:
            yield replace(
                subject, node, f"{pattern}/{written}{flag}", cost, f"with the flag `{flag}`"
            )
