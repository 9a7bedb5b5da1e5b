"""Looking for a picture's texts in a workspace: bytes first, then what hits, then uses of keys."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from limner_server.perception.drawn.kinds import writing_of
from limner_server.perception.drawn.scan import Scan
from limner_server.perception.drawn.texts import texts_of
from limner_server.perception.workspace.files import WorkspaceFiles
from limner_server.perception.workspace.walk import Walk
from limner_server.proposers.locating.evidence import Evidence, Found
from limner_server.proposers.locating.following import follow_keys
from limner_server.proposers.locating.matching import Texts
from limner_server.proposers.locating.shortlist import shortlist
from limner_server.proposers.locating.sighting import Sighting

# Seconds that files are parsed for, and how many are in any case: a machine may be busy.
_SECONDS: Final = 1.0
_FEWEST: Final = 40


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
    texts: Mapping[Path, str],
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
    scan = Scan(texts, check)
    words = {word.encode() for one in sightings for word in one.words if len(word) > 1}
    hits = scan.hits(paths, words)
    evidence: dict[Path, Evidence] = {}
    end = time.monotonic() + _SECONDS
    for number, path in enumerate(shortlist(hits, sightings, len(paths), files.root)):
        check()
        if number >= _FEWEST and time.monotonic() > end:
            break
        one = _evidence(files, path, sightings, check)
        if one.found:
            evidence[path] = one
    follow_keys(files, scan, paths, evidence, check)
    return Searched(list(evidence.values()), len(paths))


def _evidence(
    files: WorkspaceFiles, path: Path, sightings: Sequence[Sighting], check: Callable[[], None]
) -> Evidence:
    """What a file draws of a picture."""
    drawn = Texts(texts_of(files, path, check))
    one = Evidence(path, path.relative_to(files.root).as_posix(), drawn.count)
    for match in drawn.matches(sightings):
        one.add(Found(match, match.drawn.offset(match.index)))
        if match.drawn.key:
            one.entries.append(match)
    return one
