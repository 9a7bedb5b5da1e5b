"""From the entries of catalogues that a picture shows, to the files that ask for them."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Final

from limner_server.errors import InputError
from limner_server.perception.drawn.folding import words_of
from limner_server.perception.drawn.kinds import CATALOGUES, Writing, standing_of, writing_of
from limner_server.perception.drawn.scan import Hit, Scan
from limner_server.perception.drawn.uses import Keys
from limner_server.perception.syntax.lines import Lines
from limner_server.perception.workspace.files import WorkspaceFiles
from limner_server.proposers.locating.evidence import Evidence, Found
from limner_server.proposers.locating.located import Translation
from limner_server.proposers.locating.matching import Match

# So many entries are followed, and so many files read for them.
_MOST_ENTRIES: Final = 300
_MOST_USERS: Final = 60

# Layouts of Android are XML, and ask for strings that are XML as well.
_ANSWERING: Final = CATALOGUES - {Writing.XML}

Entry = tuple[Evidence, Match]


def follow_keys(
    files: WorkspaceFiles,
    scan: Scan,
    paths: Iterable[str],
    evidence: dict[Path, Evidence],
    check: Callable[[], None],
) -> None:
    """Give the entries that the picture shows to the files that ask for them, as evidence.

    Args:
        files: of the workspace.
        scan: of the same files.
        paths: of all files that can draw a text.
        evidence: so far, by path; grows.
        check: raises where the work is not wanted any more.
    """
    entries = _entries(evidence)
    if not entries:
        return
    keys = Keys([(key, one.name) for key, found in entries.items() for one, _ in found])
    needed = [frozenset(word.encode() for word in words_of(spelt)) for spelt in keys.spelt()]
    asking = (path for path in paths if writing_of(path) not in _ANSWERING)
    users = scan.hits(asking, frozenset().union(*needed))
    lines: dict[Path, Lines] = {}
    for hit in _likeliest(users, needed, _weights(keys, entries)):
        check()
        path = Path(hit.path)
        try:
            text = files.text(path)
        except InputError:
            continue
        one = evidence.get(path) or Evidence(path, path.relative_to(files.root).as_posix(), 0)
        for use in keys.uses(text, one.name):
            one.count += 1
            for catalogue, match in entries[use.key]:
                if catalogue.path != path:
                    if catalogue.path not in lines:
                        lines[catalogue.path] = Lines(files.text(catalogue.path))
                    line = lines[catalogue.path].line(match.drawn.offset(match.index))
                    translation = Translation(catalogue.path, line, use.key)
                    one.add(Found(match, use.offset, use.sure, translation))
        if one.found:
            evidence[path] = one


def _entries(evidence: dict[Path, Evidence]) -> dict[str, list[Entry]]:
    """The entries that the picture shows, by their keys, the most telling first."""
    found = [(match, file) for file in evidence.values() for match in file.entries]
    found.sort(key=lambda entry: -entry[0].weight)
    entries: dict[str, list[Entry]] = {}
    for match, file in found[:_MOST_ENTRIES]:
        entries.setdefault(match.drawn.key, []).append((file, match))
    return entries


def _weights(keys: Keys, entries: dict[str, list[Entry]]) -> list[float]:
    """How much it tells that a file asks for each key: of a catalogue with many texts more."""
    totals: dict[Path, float] = defaultdict(float)
    for catalogue, match in (entry for found in entries.values() for entry in found):
        totals[catalogue.path] += match.weight
    return [
        max(match.weight * totals[catalogue.path] for catalogue, match in entries[key])
        for key in keys.all()
    ]


def _likeliest(
    users: Sequence[Hit], needed: Sequence[frozenset[bytes]], weights: Sequence[float]
) -> list[Hit]:
    """The files that may ask for most of what the picture shows, by how rare their words are."""
    by_word: dict[bytes, list[int]] = defaultdict(list)
    for number, words in enumerate(needed):
        if words:
            by_word[max(words, key=len)].append(number)
    spelling = [
        [
            number
            for word in hit.words
            for number in by_word.get(word, ())
            if needed[number] <= hit.words
        ]
        for hit in users
    ]
    known = Counter(number for numbers in spelling for number in numbers)
    rare = {number: math.log(1 + len(users) / times) for number, times in known.items()}
    scored = [
        (sum(weights[number] * rare[number] for number in numbers), hit)
        for hit, numbers in zip(users, spelling, strict=True)
        if numbers
    ]
    scored.sort(key=lambda one: (-one[0] * standing_of(one[1].path) ** 0.5, one[1].path))
    return [hit for _, hit in scored[:_MOST_USERS]]
