"""Looking for a picture's texts in a workspace: bytes first, then what hits, then uses of keys."""

from __future__ import annotations

import math
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from limner_server.errors import InputError
from limner_server.perception.drawn.folding import words_of
from limner_server.perception.drawn.kinds import CATALOGUES, standing_of, writing_of
from limner_server.perception.drawn.scan import Hit, scan
from limner_server.perception.drawn.texts import texts_of
from limner_server.perception.drawn.uses import Keys
from limner_server.perception.syntax.lines import Lines
from limner_server.perception.workspace.files import WorkspaceFiles
from limner_server.perception.workspace.walk import Walk
from limner_server.proposers.locating.evidence import Evidence, Found
from limner_server.proposers.locating.located import Translation
from limner_server.proposers.locating.matching import Match, Texts
from limner_server.proposers.locating.sighting import Sighting

# So many files at most are parsed: those with the most telling words; of these, catalogues.
_MOST_PARSED: Final = 90
_MOST_CATALOGUES: Final = 16
# A file with so much less than the best is not worth it, but for the first few.
_WORTH: Final = 0.1
_FEW: Final = 24
_SECONDS: Final = 0.9
# Of a large file it tells less that it has some words.
_USUAL_SIZE: Final = 20_000
# So many keys are followed, and so many files read for them.
_MOST_KEYS: Final = 300
_MOST_USERS: Final = 60


@dataclass(frozen=True, slots=True)
class Searched:
    """What was found.

    Attributes:
        evidence: of each file that draws something of the picture.
        files: how many files were looked at.
    """

    evidence: list[Evidence]
    files: int


def search(
    files: WorkspaceFiles,
    texts: dict[Path, str],
    sightings: Sequence[Sighting],
    check: Callable[[], None],
) -> Searched:
    """Find the files of a workspace that draw texts of a picture.

    Args:
        files: of the workspace.
        texts: what an editor shows in place of files, by absolute path.
        sightings: the texts.
        check: raises where the work is not wanted any more.
    """
    paths = [*Walk(files.root, writing_of).files(None, check)]
    words = {word.encode() for one in sightings for word in one.words if len(word) > 1}
    hits, count = scan(paths, words, texts, check)
    evidence: dict[Path, Evidence] = {}
    end = time.monotonic() + _SECONDS
    for path in _worth_parsing(hits, sightings, count, files.root):
        check()
        if time.monotonic() > end and evidence:
            break
        drawn = Texts(texts_of(files, path, check))
        one = Evidence(path, path.relative_to(files.root).as_posix(), drawn.count)
        for match in drawn.matches(sightings):
            one.add(Found(match, match.drawn.offset(match.index)))
            if match.drawn.key:
                one.entries.append(match)
        if one.found:
            evidence[path] = one
    _follow_keys(files, texts, paths, evidence, check)
    return Searched(list(evidence.values()), count)


def _worth_parsing(
    hits: Sequence[Hit], sightings: Sequence[Sighting], count: int, root: Path
) -> list[Path]:
    """The files with the most telling words, the likeliest first."""
    known = Counter(word for hit in hits for word in hit.words)
    rare = {word: math.log((count + 2) / (number + 1)) for word, number in known.items()}
    wanted = [
        ([word.encode() for word in one.words if len(word) > 1], one.telling) for one in sightings
    ]
    scored = []
    for hit in hits:
        score = 0.0
        for words, telling in wanted:
            share = sum(len(word) for word in words if word in hit.words)
            whole = sum(map(len, words))
            if whole and share > 0.5 * whole:
                least = min(rare[word] for word in words if word in hit.words)
                most = max(rare[word] for word in words if word in hit.words)
                score += telling * (share / whole) ** 2 * (0.05 + most + 0.5 * least)
        is_catalogue = writing_of(hit.path) in CATALOGUES
        if not is_catalogue:
            score /= 1 + math.log10(1 + hit.size / _USUAL_SIZE)
        score *= standing_of(hit.path[len(str(root)) + 1 :]) ** 0.5
        if score:
            scored.append((score, is_catalogue, hit.path))
    scored.sort(key=lambda one: (-one[0], one[2]))
    best = scored[0][0] if scored else 0.0
    worth = [one for at, one in enumerate(scored) if at < _FEW or one[0] >= _WORTH * best]
    catalogues = [one for one in worth if one[1]][:_MOST_CATALOGUES]
    others = [one for one in worth if not one[1]][: _MOST_PARSED - len(catalogues)]
    return [Path(path) for _, _, path in sorted((*catalogues, *others), key=lambda one: -one[0])]


def _follow_keys(
    files: WorkspaceFiles,
    texts: dict[Path, str],
    paths: Iterable[str],
    evidence: dict[Path, Evidence],
    check: Callable[[], None],
) -> None:
    """Give the entries of catalogues that the picture shows to the files that ask for them."""
    entries = _entries(evidence)
    if not entries:
        return
    keys = Keys([(key, one.name) for key, (one, _) in entries])
    needed = [frozenset(word.encode() for word in words_of(spelt)) for spelt in keys.spelt()]
    users, _ = scan(filter(_asks, paths), frozenset().union(*needed), texts, check)
    by_key: dict[str, list[tuple[Evidence, Match]]] = {}
    for key, entry in entries:
        by_key.setdefault(key, []).append(entry)
    for hit in _likeliest_users(users, needed, _weights(keys, by_key)):
        check()
        path = Path(hit.path)
        try:
            text = files.text(path)
        except InputError:
            continue
        name = path.relative_to(files.root).as_posix()
        for use in keys.uses(text, name):
            one = evidence.get(path)
            if one is None:
                one = evidence[path] = Evidence(path, name, 0)
            for catalogue, match in by_key[use.key]:
                if catalogue.path == path:
                    continue
                line = Lines(files.text(catalogue.path)).line(match.drawn.offset(match.index))
                translation = Translation(catalogue.path, line, use.key)
                one.add(Found(match, use.offset, use.sure, translation))
            one.count += 1
        if path in evidence and not evidence[path].found:
            del evidence[path]


def _weights(keys: Keys, by_key: dict[str, list[tuple[Evidence, Match]]]) -> list[float]:
    """How much it tells that a file asks for each key: of a catalogue with many texts more."""
    totals: dict[Path, float] = defaultdict(float)
    for catalogue, match in (entry for entries in by_key.values() for entry in entries):
        totals[catalogue.path] += match.weight
    return [
        max(match.weight * totals[catalogue.path] for catalogue, match in by_key[key])
        for key in keys.all()
    ]


def _likeliest_users(
    users: Sequence[Hit], needed: Sequence[frozenset[bytes]], weights: Sequence[float]
) -> list[Hit]:
    """The files that may ask for most of what the picture shows."""
    spelling = [
        [number for number, words in enumerate(needed) if words and words <= hit.words]
        for hit in users
    ]
    known = Counter(number for numbers in spelling for number in numbers)
    rare = [
        math.log(1 + len(users) / known[number]) if number in known else 0.0
        for number in range(len(needed))
    ]
    scored = [
        (
            -sum(weights[number] * rare[number] for number in numbers)
            * standing_of(hit.path) ** 0.5,
            hit.path,
            hit,
        )
        for hit, numbers in zip(users, spelling, strict=True)
        if numbers
    ]
    return [hit for _, _, hit in sorted(scored)[:_MOST_USERS]]


def _asks(path: str) -> bool:
    """Whether a file is code or a template, which ask for entries."""
    return writing_of(path) not in CATALOGUES


def _entries(evidence: dict[Path, Evidence]) -> list[tuple[str, tuple[Evidence, Match]]]:
    """The entries that the picture shows, with their keys, the most telling first."""
    found = [
        (match.drawn.key, (file, match)) for file in evidence.values() for match in file.entries
    ]
    found.sort(key=lambda entry: -entry[1][1].weight)
    return found[:_MOST_KEYS]
