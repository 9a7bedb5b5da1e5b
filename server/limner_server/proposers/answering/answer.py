"""The proposer that needs no model: an answer from what the workspace's own code and texts say."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from limner_server.perception.workspace.files import WorkspaceFiles
from limner_server.proposers.answering.facts import defined_at
from limner_server.proposers.answering.passage import Kind, Passage
from limner_server.proposers.answering.passages import passages_of
from limner_server.proposers.answering.question import Asked, Question
from limner_server.proposers.answering.reply import Reply
from limner_server.proposers.answering.retrieval import Relevant, Retrieval
from limner_server.proposers.answering.words import as_said, stem
from limner_server.proposers.answering.writing import Writer

# Below this share of what a question is about, nothing is an answer to it.
_LEAST_SHARE: Final = 0.5
# Below this, it is said that the answer is one to a part of the question.
_WHOLE_SHARE: Final = 0.7
_NEAR: Final = 3
_POINTING: Final = frozenset({"this", "here", "it", "that", "these", "selected", "selection"})


@dataclass(frozen=True, slots=True)
class View:
    """What the user looks at.

    Attributes:
        path: of the file, absolute; None for none.
        line: 1-based; None for nowhere in particular.
    """

    path: Path | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer, and what it rests on.

    Attributes:
        reply: to the question.
        is_found: whether the workspace says anything of what was asked.
        share: of the question's words that the answer is about, 0 to 1.
        relevant: the passages that the question may be about, the most telling first.
        why_not: one line, where nothing was found.
    """

    reply: Reply
    is_found: bool
    share: float
    relevant: Sequence[Relevant] = ()
    why_not: str = ""


def answer_by_facts(
    question: Question,
    view: View,
    files: WorkspaceFiles,
    texts: dict[Path, str],
    check: Callable[[], None],
) -> Answered:
    """Answer a question from definitions, comments, docs and settings of a workspace.

    Args:
        question: as it was understood.
        view: what the user looks at.
        files: of the workspace.
        texts: what an editor shows in place of files, by absolute path.
        check: raises where the work is not wanted any more.
    """
    retrieval = Retrieval(files, texts, check)
    relevant = retrieval.relevant(question, view.path)
    writer = Writer(files, retrieval.rarity, check)
    named = _named_file(question, files, retrieval.paths)
    if isinstance(named, str):
        return Answered(Reply(named, (), files.root), is_found=False, share=0.0, why_not=named)

    def at(path: Path, line: int) -> Passage | None:
        return _at(files, path, line, check)

    subject = _subject(question, view, relevant, named, at)
    if subject is not None:
        share = next((one.share for one in relevant if one.passage is subject), 1.0)
        if share < _WHOLE_SHARE and not question.names and not question.files:
            writer.draft.say("Nothing here speaks of all that is asked; this comes nearest.")
        writer.answer(question, subject, relevant)
        return Answered(writer.draft.reply(), is_found=True, share=share, relevant=relevant)
    whole = named or (view.path if _points(question) and not question.names else None)
    if whole is not None:
        writer.outline(whole, passages_of(files, whole, check))
        return Answered(writer.draft.reply(), is_found=True, share=1.0, relevant=relevant)
    return _nothing(question, relevant, writer)


def _named_file(
    question: Question, files: WorkspaceFiles, paths: Sequence[str]
) -> Path | str | None:
    """The file that a question names; why it is none, where there is no such file."""
    if not question.files:
        return None
    wanted = question.files[0].path.removeprefix("./")
    direct = Path(wanted) if Path(wanted).is_absolute() else files.root / wanted
    if direct.is_file() and direct.resolve().is_relative_to(files.root.resolve()):
        return direct
    ends = [path for path in paths if path.replace("\\", "/").endswith(f"/{wanted}")]
    if ends:
        return Path(min(ends, key=lambda path: (path.count("/"), path)))
    names = {Path(path).name: path for path in paths}
    alike = difflib.get_close_matches(Path(wanted).name, list(names), n=_NEAR, cutoff=0.6)
    near = ", ".join(f"`{Path(names[name]).relative_to(files.root).as_posix()}`" for name in alike)
    nearest = f"; nearest by name: {near}" if near else ""
    return f"There is no file `{wanted}` in this workspace{nearest}."


def _subject(
    question: Question,
    view: View,
    relevant: Sequence[Relevant],
    named: Path | None,
    at: Callable[[Path, int], Passage | None],
) -> Passage | None:
    """What a question is about: what it names, what it points at, what its words say.

    Args:
        question: as it was understood.
        view: what the user looks at.
        relevant: what its words say, the most telling first.
        named: the file that it names.
        at: the definition at a line of a file.
    """
    if question.names:
        called = [one.passage for one in relevant if _is_called(one.passage, question.names)]
        inside = [one for one in called if named is None or one.path == named]
        if inside:
            return inside[0]
    if named is not None:
        line = question.files[0].line
        return at(named, line) if line else _inside(question, relevant, named)
    if view.path is not None and _points(question) and not question.names:
        return at(view.path, view.line) if view.line else None
    return _by_words(question, relevant)


def _inside(question: Question, relevant: Sequence[Relevant], named: Path) -> Passage | None:
    """What of a file a question is about; None where it is about all of it."""
    asks_more = set(question.words) - {stem(part) for part in named.stem.split("_")}
    inside = [one.passage for one in relevant if one.passage.path == named and one.share > 0.7]
    return inside[0] if inside and asks_more else None


def _by_words(question: Question, relevant: Sequence[Relevant]) -> Passage | None:
    enough = [one for one in relevant if one.share >= _LEAST_SHARE]
    if not enough:
        return None
    if question.asked in (Asked.CALLERS, Asked.TESTS):
        for one in enough:
            if not one.passage.is_test and one.passage.kind in (Kind.FUNCTION, Kind.CLASS):
                return one.passage
    source = [one.passage for one in enough if not one.passage.is_test]
    return source[0] if source else enough[0].passage


def _at(files: WorkspaceFiles, path: Path, line: int, check: Callable[[], None]) -> Passage | None:
    defined = defined_at(files, path, line)
    if defined is None:
        return None
    return next((one for one in passages_of(files, path, check) if one.line == defined.line), None)


def _is_called(one: Passage, names: Sequence[str]) -> bool:
    last = one.name.rpartition(".")[2]
    return one.kind is not Kind.SECTION and any(
        name in (one.name, last) or one.name.endswith(f".{name}") for name in names
    )


def _points(question: Question) -> bool:
    """Whether a question points at what the user looks at."""
    said = set(question.text.lower().replace("?", " ").split())
    return bool(said & _POINTING) and len(question.words) <= 2


def _nothing(question: Question, relevant: Sequence[Relevant], writer: Writer) -> Answered:
    if not question.words and not question.names:
        why = "the question names nothing that could be looked for"
        text = "The question names nothing of this workspace. Name a function, a file or a subject."
    else:
        asked = [*question.names, *as_said(question.words, question.text)]
        unknown = ", ".join(f"“{word}”" for word in asked[:6])
        why = "nothing in this workspace says what is asked"
        text = f"Nothing in this workspace is about all of {unknown}."
    writer.draft.say(text)
    near = [one.passage for one in relevant[:_NEAR] if one.share >= _LEAST_SHARE / 2]
    writer.near(near)
    return Answered(writer.draft.reply(), is_found=False, share=0.0, relevant=relevant, why_not=why)
