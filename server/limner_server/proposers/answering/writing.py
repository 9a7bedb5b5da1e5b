"""An answer made of facts: what the question is about, where it stands, who uses it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final

from limner_server.errors import InputError
from limner_server.perception.syntax.definitions import Function
from limner_server.perception.workspace.files import WorkspaceFiles
from limner_server.proposers.answering.draft import Draft, code, noun, sentence
from limner_server.proposers.answering.excerpts import (
    header,
    is_part,
    namesakes,
    paragraphs,
    places,
    short,
    told,
)
from limner_server.proposers.answering.facts import (
    Defined,
    UsedAt,
    defined_at,
    used_at,
    uses_of,
)
from limner_server.proposers.answering.passage import Kind, Passage
from limner_server.proposers.answering.passages import passages_of
from limner_server.proposers.answering.question import Asked, Question
from limner_server.proposers.answering.retrieval import Relevant
from limner_server.proposers.answering.words import words_of

_MOST_LISTED: Final = 12
_MOST_BESIDE: Final = 4
# What is as relevant as this share of the best is named beside it.
_BESIDE: Final = 0.45
_NAMED_USERS: Final = 3
_LONGEST_LINE: Final = 120
_LONGEST_QUOTE: Final = 500


class Writer:
    """Writes answers about one workspace."""

    def __init__(
        self, files: WorkspaceFiles, rarity: Mapping[str, float], check: Callable[[], None]
    ) -> None:
        """Write nothing yet.

        Args:
            files: of the workspace.
            rarity: of the question's words in it.
            check: raises where the work is not wanted any more.
        """
        self._files, self._rarity, self._check = files, rarity, check
        self.draft = Draft(files.root)

    def answer(self, question: Question, subject: Passage, beside: Sequence[Relevant]) -> None:
        """Answer what is asked of a subject.

        Args:
            question: as it was understood.
            subject: what it is about.
            beside: what else it may be about, the most telling first.
        """
        if subject.kind is Kind.SECTION:
            self._quoted(question, subject)
            self._beside(subject, beside)
            return
        if subject.kind is Kind.MODULE:
            self.outline(subject.path, passages_of(self._files, subject.path, self._check))
            self._line_inside(question, subject)
            self._beside(subject, beside)
            return
        same = namesakes(question, subject, beside)
        if same:
            self._each(subject, same)
            return
        defined = self._defined(subject)
        self._lead(subject, defined, question.asked)
        used = used_at(self._files, defined, self._check) if defined is not None else []
        tests = [one for one in used if one.is_test]
        users = [one for one in used if not one.is_test]
        if question.asked is Asked.CALLERS:
            self._callers(users, tests, is_definition=defined is not None)
            return
        if question.asked is Asked.TESTS:
            self._tests(tests, beside)
            return
        if defined is not None:
            if question.asked is not Asked.WHERE:
                self._works_by(defined)
            self._summed(users, tests)
        self._line_inside(question, subject)
        self._beside(subject, beside)

    def _defined(self, subject: Passage) -> Defined | None:
        if subject.kind not in (Kind.FUNCTION, Kind.CLASS):
            return None
        return defined_at(self._files, subject.path, subject.line)

    def _lead(self, subject: Passage, defined: Defined | None, asked: Asked) -> None:
        """What the subject is and where it stands."""
        draft, place = self.draft, self.draft.cite_passage(subject)
        # Where the docstring is shown, it says so itself.
        is_shown = defined is not None and asked is Asked.WHAT and defined.one.docstring is not None
        about = "" if is_shown else sentence(subject.about)
        if subject.kind in (Kind.VALUE, Kind.SETTING):
            draft.say(f"{code(subject.name)} is set in {place}: {code(subject.head)}.")
        else:
            what = "class" if subject.kind is Kind.CLASS else "function"
            if defined is not None and isinstance(defined.one, Function) and defined.one.owner:
                what = "method"
            draft.say(f"The {what} {code(subject.name)} stands in {place}.")
        if about:
            draft.add(about)
        if defined is not None:
            shown = header(defined, documented=asked is Asked.WHAT)
            draft.say(f"```{defined.tree.language.id}\n{shown}\n```")

    def _quoted(self, question: Question, subject: Passage) -> None:
        """What prose says of the question: the paragraph or item with most of its words."""
        lines = self._files.text(subject.path).splitlines()[: subject.end_line]
        best, most = (subject.line, subject.about), -1.0
        named = set(words_of(subject.name))
        wanted = [word for word in question.words if word not in named]
        for number, said in paragraphs(lines, subject.line):
            here = set(words_of(said))
            count = sum(self._rarity.get(word, 1.0) for word in wanted if word in here)
            if count > most:
                best, most = (number, said), count
        number, said = best
        place = self.draft.cite(subject.path, number, said[:_LONGEST_LINE])
        self.draft.say(f"{place}, in {noun(subject)}, says:")
        self.draft.say(f"> {short(said, _LONGEST_QUOTE)}")

    def _each(self, subject: Passage, namesakes: Sequence[Passage]) -> None:
        """Several definitions of one name, of which nobody can tell which is meant."""
        count = len(namesakes)
        name = code(subject.name.rpartition(".")[2])
        self.draft.list(
            f"{name} is defined in {count} places:",
            [self._item(one) for one in namesakes[:_MOST_LISTED]],
        )

    def _works_by(self, defined: Defined) -> None:
        """What a definition uses of the workspace, in its order."""
        used = uses_of(self._files, defined, self._check)
        self.draft.list(
            "It uses, in this order:",
            [f"{code(one.one.qualified)} ({self._cite(one)})" + told(one) for one in used],
        )

    def _cite(self, one: Defined) -> str:
        return self.draft.cite(one.path, one.line, one.one.qualified)

    def _summed(self, users: Sequence[UsedAt], tests: Sequence[UsedAt]) -> None:
        if users:
            named = ", ".join(self._user(one) for one in users[:_NAMED_USERS])
            more = f" and {len(users) - _NAMED_USERS} more" if len(users) > _NAMED_USERS else ""
            self.draft.say(f"It is used by {named}{more}.")
        if tests:
            named = ", ".join(self._user(one) for one in tests[:_NAMED_USERS])
            more = f" and {len(tests) - _NAMED_USERS} more" if len(tests) > _NAMED_USERS else ""
            verb = "covers" if len(tests) == 1 else "cover"
            word = f"{len(tests)} test" + ("" if len(tests) == 1 else "s")
            self.draft.say(f"{word} {verb} it: {named}{more}.")

    def _user(self, one: UsedAt) -> str:
        place = self.draft.cite(one.path, one.line, one.code)
        return f"{code(one.function)} ({place})" if one.function else place

    def _callers(
        self, users: Sequence[UsedAt], tests: Sequence[UsedAt], *, is_definition: bool
    ) -> None:
        if not is_definition:
            self.draft.say("Who uses it cannot be told: it is no function and no class.")
            return
        if not users:
            who = "Only tests use it." if tests else "Nothing in this workspace uses it."
            self.draft.say(who)
        self.draft.list(f"It is used in {places(len(users))}:", self._listed(users))
        self.draft.list(f"And in {places(len(tests))} of tests:", self._listed(tests))

    def _listed(self, used: Sequence[UsedAt]) -> list[str]:
        items = [
            f"{self.draft.cite(one.path, one.line, one.code)}"
            + (f" in {code(one.function)}" if one.function else "")
            + f": {code(short(one.code))}"
            for one in used[:_MOST_LISTED]
        ]
        if len(used) > _MOST_LISTED:
            items.append(f"and {len(used) - _MOST_LISTED} more")
        return items

    def _tests(self, tests: Sequence[UsedAt], beside: Sequence[Relevant]) -> None:
        if tests:
            count = f"{len(tests)} test" + (" uses" if len(tests) == 1 else "s use")
            self.draft.list(f"{count} it:", self._listed(tests))
            return
        related = [one.passage for one in beside if one.passage.is_test and one.share > 0.6]
        self.draft.say("No test uses it by its name.")
        self.draft.list(
            "These tests speak of it:",
            [self._item(one) for one in related[:_MOST_BESIDE]],
        )

    def _line_inside(self, question: Question, subject: Passage) -> None:
        """The line of a long subject that has most of what is asked for."""
        if subject.end_line - subject.line < 3 or subject.kind is Kind.SECTION:
            return
        found = self._telling_line(question, subject)
        if found is not None:
            line, text = found
            place = self.draft.cite(subject.path, line, text)
            self.draft.say(f"See {place} in it: {code(short(text))}.")

    def _telling_line(self, question: Question, subject: Passage) -> tuple[int, str] | None:
        try:
            lines = self._files.text(subject.path).splitlines()
        except InputError:
            return None
        named = set(words_of(subject.name))
        wanted = [word for word in question.words if word not in named]
        best: tuple[int, int, str] | None = None
        for number in range(subject.line + 1, min(subject.end_line, len(lines)) + 1):
            text = lines[number - 1].strip()
            if not text or text.startswith(("#", "//", '"""', "*")):
                continue
            here = set(words_of(text))
            count = sum(word in here for word in wanted)
            if count and (best is None or count > best[0]) and ("=" in text or "(" in text):
                best = count, number, text
        return (best[1], best[2]) if best is not None and len(wanted) <= 2 * best[0] else None

    def _beside(self, subject: Passage, beside: Sequence[Relevant]) -> None:
        if not beside:
            return
        least = _BESIDE * beside[0].score
        named = {(place.path, place.line) for place in self.draft.places}
        others = [
            one.passage
            for one in beside
            if one.passage is not subject
            and one.score >= least
            and (one.passage.path, one.passage.line) not in named
            and not is_part(one.passage, subject)
        ]
        self.draft.list("See also:", [self._item(one) for one in others[:_MOST_BESIDE]])

    def _item(self, one: Passage) -> str:
        about = f": {sentence(one.about)}" if one.about else ""
        if one.kind in (Kind.VALUE, Kind.SETTING):
            return f"{self.draft.cite_passage(one)} {code(one.head)}{about}"
        return f"{self.draft.cite_passage(one)} {noun(one)}{about}"

    def near(self, passages: Sequence[Passage]) -> None:
        """What comes nearest to something that is not there."""
        self.draft.list("The nearest are:", [self._item(one) for one in passages])

    def outline(self, path: Path, passages: Sequence[Passage]) -> None:
        """What a whole file is and what it has."""
        module = next((one for one in passages if one.kind is Kind.MODULE), None)
        wholes = [one for one in passages if one.kind in (Kind.CLASS, Kind.FUNCTION)]
        kinds = (Kind.FUNCTION, Kind.CLASS, Kind.SECTION) if wholes else tuple(Kind)
        outer = [
            one
            for one in passages
            if one.kind in kinds
            and one is not module
            and not any(is_part(one, other) for other in wholes)
        ]
        public = [one for one in outer if not one.name.startswith("_")] or outer
        place = self.draft.cite(path, 1, path.name)
        self.draft.say(f"{place}: {sentence(module.about)}" if module else f"{place} is a file.")
        self.draft.list("It has:", [self._item(one) for one in public[:_MOST_LISTED]])
