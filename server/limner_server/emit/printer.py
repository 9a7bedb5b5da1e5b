"""Tags to text, line by line, remembering which lines draw which element."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from limner_server.emit.code import Region
from limner_server.emit.node import VOID_TAGS, Node

# Tags that run inside a line of text; their content is never broken or indented.
_INLINE = frozenset({"a", "strong", "em", "span", "br", "label", "button", "option"})
_WIDTH = 100


@dataclass(frozen=True, slots=True)
class Syntax:
    """How a dialect writes tags.

    Attributes:
        attribute: writes one attribute from its tag, its HTML name and its value.
        text: escapes a text.
        self_closing: whether tags without content end in ` />`.
        class_name: the attribute that holds the classes.
    """

    attribute: Callable[[str, str, str], str]
    text: Callable[[str], str]
    self_closing: bool = False
    class_name: str = "class"


@dataclass(slots=True)
class Printer:
    """Writes tags in one dialect.

    Attributes:
        syntax: the dialect.
        marked: whether each element's tag carries `data-limner`.
        lines: what was written so far.
        regions: which of the lines draw which element.
    """

    syntax: Syntax
    marked: bool = False
    lines: list[str] = field(default_factory=list)
    regions: list[Region] = field(default_factory=list)

    def write(self, node: Node, depth: int) -> None:
        """Write a tag and all in it, indented by two spaces a level of `depth`."""
        first = len(self.lines)
        indent = "  " * depth
        if not node.children or _is_inline(node):
            for part in node.walk():
                self._map(part, first)
            self.lines.append(indent + self.inline(node))
        else:
            slot = len(self.regions)
            self._map(node, first)
            self.lines.append(indent + self.start_tag(node))
            for child in node.children:
                if isinstance(child, Node):
                    self.write(child, depth + 1)
                else:
                    self.lines.append(f"{indent}  {self.syntax.text(child)}")
            self.lines.append(f"{indent}</{node.tag}>")
            if node.element is not None:
                end = len(self.lines) - 1
                self.regions[slot] = replace(self.regions[slot], last_line=end)

    def _map(self, node: Node, line: int) -> None:
        """Remember that a line draws a tag's element."""
        if node.element is not None:
            self.regions.append(Region(line, line, node.element.box, node.element.id))

    def inline(self, node: Node) -> str:
        """A tag and its content on one line."""
        start = self.start_tag(node)
        if node.tag in VOID_TAGS or (self.syntax.self_closing and not node.children):
            return start
        content = "".join(
            self.inline(child) if isinstance(child, Node) else self.syntax.text(child)
            for child in node.children
        )
        return f"{start}{content}</{node.tag}>"

    def start_tag(self, node: Node) -> str:
        """The start tag with its attributes."""
        attributes = dict(node.attributes)
        if self.marked and node.element is not None:
            attributes["data-limner"] = str(node.element.id)
        parts = [node.tag]
        if node.classes:
            parts.append(f'{self.syntax.class_name}="{" ".join(node.classes)}"')
        parts += [
            self.syntax.attribute(node.tag, name, value) for name, value in attributes.items()
        ]
        empty = node.tag in VOID_TAGS or not node.children
        return f"<{' '.join(parts)}{' />' if self.syntax.self_closing and empty else '>'}"


def _is_inline(node: Node) -> bool:
    """Whether a tag holds text alone, so that it stands on one line."""
    has_text = any(isinstance(child, str) and child for child in node.children)
    return has_text or all(
        isinstance(child, Node) and child.tag in _INLINE and _is_inline(child)
        for child in node.children
    )
