"""Where code asks for an entry of a catalogue: from a key to the lines that use it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Final

from limner_server.perception.drawn.drawn import HOLE
from limner_server.perception.drawn.holes import with_holes

# Each kind by itself: what is quoted may stand in what is quoted by another sign.
_QUOTED: Final = tuple(
    re.compile(rf"{sign}((?:[^{sign}\\\n]|\\.){{1,300}}){sign}") for sign in "\"'`"
)
# messages.login.title, R.string.title, strings.title, @string/title, AppLocalizations.of(x).title
_MEMBER: Final = re.compile(
    r"(?<![\w$])((?:[\w$]++(?:\([\w$, ]*\))?[!?]?\.)+|@string/)([A-Za-z_]\w*)"
)
_HOLDERS: Final = re.compile(
    r"(?i)(^|\.|@)(strings?|messages?|texts?|labels?|copy|i18n|l10n|t|tr|s|lang|locale|intl|"
    r"translations?|dict|localizations)(\(|\.|/|[!?]|$)|localizations"
)
_SUBSTITUTED: Final = re.compile(r"\$\{[^}]*\}|#\{[^}]*\}|\{[^}]*\}|%s")
# A call by one of these names asks for a translation.
_ASKS: Final = re.compile(
    r"(?:\b(?:t|tr|_t|__|_|gettext|ngettext|pgettext|gettext_lazy|trans|translate|formatMessage|msg|"
    r"localize|l|i18n|instant|get|getText|getString|lang|trans_choice|rich|raw|has)|\$tc?|@lang)"
    r"\s*\(\s*(?:\{\s*id\s*:\s*)?$|(?:i18nKey|i18n-key|data-i18n|keypath|path|id|v-t)=[{\"']*$"
    r"|\btrans(?:late)?\s+$|\{\{\s*$|\bid:\s*$|[kK]ey[:=]\s*$"
)
_FULL, _PREFIXED, _DEEP, _MEMBERS, _LONE = 1.0, 0.95, 0.8, 0.85, 0.35
# A text that is its own key, between tags: {% blocktrans %}, <Trans>.
_PLAIN: Final = 0.9
_PLURAL: Final = re.compile(r"_(?:one|other|few|many|zero|two|plural)$")


@dataclass(frozen=True, slots=True)
class Use:
    """A place that asks for an entry.

    Attributes:
        key: of the entry, as its catalogue has it.
        offset: of the place in its file.
        sure: 0 to 1: whether it is this entry that is meant.
    """

    key: str
    offset: int
    sure: float


class Keys:
    """The keys of some entries, and how code may spell them."""

    def __init__(self, keys: Sequence[tuple[str, str]]) -> None:
        """Take keys, each with the path of its catalogue from the workspace's root."""
        # What is put into a key may be its last part: `notices.${kind}`.
        self._by_last: dict[str, list[tuple[str, list[str], set[str]]]] = {}
        self._by_parent: dict[str, list[tuple[str, list[str], set[str]]]] = {}
        self._whole: dict[str, str] = {}
        self._plain: list[tuple[str, re.Pattern[str]]] = []
        for key, catalogue in dict.fromkeys(keys):
            self._whole[key] = key
            if " " in key:
                self._plain.append((key, _spelt_out(key)))
            segments = [part for part in re.split(r"[./:]", key) if part]
            if segments and " " not in key:
                spaces = set(PurePath(catalogue).with_suffix("").parts[-2:])
                self._by_last.setdefault(segments[-1], []).append((key, segments, spaces))
                if len(segments) > 1:
                    self._by_parent.setdefault(segments[-2], []).append((key, segments, spaces))

    def all(self) -> list[str]:
        """The keys, each once."""
        return list(self._whole)

    def spelt(self) -> list[str]:
        """Of each key what its uses spell: its last part, or the whole of a text."""
        return [key if " " in key else re.split(r"[./:]", key)[-1] for key in self._whole]

    def uses(self, text: str, path: str) -> Iterator[Use]:
        """Where a file asks for one of the entries; for an entry each place once.

        Args:
            text: of the file.
            path: of the file from the workspace's root, with slashes.
        """
        quoted = [(found.start(1), found[1]) for sign in _QUOTED for found in sign.finditer(text)]
        names = {said for _, said in quoted}
        around = set(re.split(r"[/.]", path))
        for offset, said in quoted:
            if said in self._whole:
                yield Use(said, offset, _FULL if self._asks(text, offset, said) else 0.6)
                continue
            yield from self._spelt(text, offset, said, names, around)
        inside = {place for start, said in quoted for place in range(start, start + len(said))}
        for key, plain in self._plain:
            for found in plain.finditer(text):
                if found.start() not in inside:
                    yield Use(key, found.start(), _PLAIN)
        for found in _MEMBER.finditer(text):
            if found.start() not in inside:
                yield from self._member(found)

    def _asks(self, text: str, offset: int, said: str) -> bool:
        """Whether a string is more than a word that happens to be a key as well."""
        if "." in said or " " in said or "_" in said:
            return True
        return _ASKS.search(text[max(offset - 40, 0) : offset - 1]) is not None

    def _spelt(
        self, text: str, offset: int, said: str, names: set[str], around: set[str]
    ) -> Iterator[Use]:
        is_lazy = said.startswith(".")
        said = said.removeprefix("@string/")
        parts = [part for part in re.split(r"[./:]", said) if part]
        if not parts:
            return
        asks: bool | None = None
        last = _PLURAL.sub("", parts[-1])
        is_open = len(parts) > 1 and _SUBSTITUTED.fullmatch(last) is not None
        known = self._by_parent.get(parts[-2], ()) if is_open else self._by_last.get(last, ())
        for key, segments, spaces in known:
            depth = _depth(parts, segments, spaces)
            if not depth:
                continue
            if depth >= len(segments):
                yield Use(key, offset, _FULL)
                continue
            before = segments[: len(segments) - depth]
            prefixes = {".".join(before[start:]) for start in range(len(before))} | spaces
            if (is_lazy and set(before) & around) or (not is_lazy and prefixes & names):
                sure = _PREFIXED
            elif depth > 1:
                sure = _DEEP
            else:
                sure = _LONE
            if asks is None:
                asks = _ASKS.search(text[max(offset - 40, 0) : offset - 1]) is not None
            if asks or (depth > 1 and "." in said):
                yield Use(key, offset, sure)

    def _member(self, found: re.Match[str]) -> Iterator[Use]:
        owners = [part for part in re.split(r"[./!?]", found[1]) if part]
        for key, segments, _ in self._by_last.get(found[2], ()):
            before = segments[:-1]
            agrees = bool(before) and owners[-1:] == before[-1:]
            if agrees or (_HOLDERS.search(found[1].rstrip(".")) is not None and len(before) < 2):
                yield Use(key, found.start(2), _MEMBERS)


def _spelt_out(key: str) -> re.Pattern[str]:
    """A text as a template may have it: with expressions for its holes, broken into lines."""
    parts = "".join(piece for piece, _ in with_holes(key, 0)).split(HOLE)
    words = [r"\s+".join(map(re.escape, part.split())) for part in parts]
    return re.compile(r"\s*[^<>\n]{1,80}?\s*".join(word for word in words if word) or r"(?!)")


def _depth(parts: list[str], segments: list[str], spaces: set[str]) -> int:
    """How many of a key's last segments a string spells; 0 where it says something else.

    A part that is put in stands for any; a namespace may come first.
    """
    depth = 0
    for part, segment in zip(reversed(parts), reversed(segments), strict=False):
        plain = _PLURAL.sub("", part)
        if plain == segment or _SUBSTITUTED.search(part):
            depth += 1
        else:
            return 0
    rest = parts[: len(parts) - depth]
    if rest and not (
        depth == len(segments) and (set(rest) <= spaces or _SUBSTITUTED.search(rest[0]))
    ):
        return 0
    return depth
