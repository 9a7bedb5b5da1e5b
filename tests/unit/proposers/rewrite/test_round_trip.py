"""Random edits survive the way through every form of answer, however a model spoils the form."""

from __future__ import annotations

import ast
import contextlib
import itertools
import random
from collections.abc import Callable
from difflib import SequenceMatcher, unified_diff
from inspect import getsource
from pathlib import Path

import pytest

from dice import dice
from limner_server import diagnostic, edits, patch
from limner_server.perception.syntax import lines as lines_module
from limner_server.perception.workspace.source import Source
from limner_server.proposers.rewrite.goal import Goal
from limner_server.proposers.rewrite.patches import patch_of

PATH = Path("/shop/pkg/module.py")
TEXTS = [getsource(module) for module in (edits, patch, diagnostic, lines_module)]
SEEDS = range(40)


def edited(text: str, rng: random.Random, count: int) -> str:
    """The text with random edits, of a kind that leaves it Python."""
    while True:
        found = _edited(text, rng, count)
        with contextlib.suppress(SyntaxError):
            ast.parse(found)
            return found


def _edited(text: str, rng: random.Random, count: int) -> str:
    """The text with some of its lines of code changed, or others put before them."""
    lines = text.split("\n")
    inside = False
    code = []
    for index, line in enumerate(lines):
        quotes = line.count('"""')
        if (
            not inside
            and not quotes
            and line.startswith("    ")
            and line.rstrip()[-1] not in "([{,"
        ):
            code.append(index)
        inside ^= quotes == 1
    for index in sorted(rng.sample(code, count), reverse=True):
        blanks = lines[index][: len(lines[index]) - len(lines[index].lstrip())]
        name = f"name_{rng.randrange(1000)}"
        match rng.randrange(3):
            case 0 if lines[index].strip().isidentifier() or "return" in lines[index]:
                lines[index] = f"{blanks}return {name}"
            case 1:
                lines.insert(index, f"{blanks}{name} = {rng.randrange(100)}")
            case _:
                lines.insert(index, f"{blanks}print({name!r})")
    return "\n".join(lines)


def as_blocks(text: str, wanted: str, rng: random.Random) -> str:
    """Edit blocks with as many lines around as make them the only ones."""
    old, new = text.split("\n"), wanted.split("\n")
    blocks = []
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        more = rng.randrange(1, 4)
        while True:
            before = old[max(i1 - more, 0) : i1]
            after = old[i2 : i2 + more]
            quoted = [*before, *old[i1:i2], *after]
            if any(line.strip() for line in quoted) and _once(quoted, old):
                break
            more += 1
        changed = [*before, *new[j1:j2], *after]
        blocks.append(
            "pkg/module.py\n<<<<<<< SEARCH\n{}\n=======\n{}\n>>>>>>> REPLACE".format(
                "\n".join(quoted), "\n".join(changed)
            )
        )
    return "\n\n".join(blocks)


def _once(quoted: list[str], lines: list[str]) -> bool:
    wanted = [line.strip() for line in quoted if line.strip()]
    there = [line.strip() for line in lines if line.strip()]
    places = range(len(there) - len(wanted) + 1)
    return sum(there[start : start + len(wanted)] == wanted for start in places) == 1


def as_diff(text: str, wanted: str, rng: random.Random) -> str:
    """A unified diff."""
    lines = unified_diff(
        text.split("\n"),
        wanted.split("\n"),
        "a/pkg/module.py",
        "b/pkg/module.py",
        lineterm="",
        n=rng.randrange(1, 5),
    )
    return "\n".join(lines)


def as_file(text: str, wanted: str, rng: random.Random) -> str:
    """The whole file."""
    del text, rng
    return f"```python\n{wanted}```"


def plain(answer: str, rng: random.Random) -> str:
    del rng
    return answer


def in_prose(answer: str, rng: random.Random) -> str:
    words = rng.choice(["Sure! Here it is:", "I changed this.", "## Fix\n\n- do it"])
    return answer if "```" in answer else f"{words}\n\n```\n{answer}\n```\n\nThat should do."


def with_other_endings(answer: str, rng: random.Random) -> str:
    del rng
    return answer.replace("\n", "\r\n")


def with_blanks_at_the_end(answer: str, rng: random.Random) -> str:
    return "\n".join(
        line + " " * rng.randrange(3) if line[:3] not in ("<<<", ">>>", "===", "```") else line
        for line in answer.split("\n")
    )


SPOILERS = [plain, in_prose, with_other_endings, with_blanks_at_the_end]
Form = Callable[[str, str, random.Random], str]
Spoiler = Callable[[str, random.Random], str]


@pytest.mark.parametrize("spoil", SPOILERS)
@pytest.mark.parametrize("form", [as_blocks, as_diff, as_file])
def test_edits_survive_the_round_trip(form: Form, spoil: Spoiler) -> None:
    for seed in SEEDS:
        rng = dice(seed)
        text = rng.choice(TEXTS)
        wanted = edited(text, rng, rng.randrange(1, 4))
        answer = spoil(form(text, wanted, rng), rng)

        found = patch_of(answer, {PATH: Source(PATH, text)}, Goal("x", path=PATH))

        assert found is not None, (seed, answer)
        assert found.applied(PATH, text) == wanted, (seed, answer)
        assert _apart(found.edits[PATH]), (seed, found.edits)


@pytest.mark.parametrize("ending", ["\r\n", "\r"])
def test_the_endings_of_the_file_survive_too(ending: str) -> None:
    for seed in SEEDS:
        rng = dice(seed)
        text = rng.choice(TEXTS)
        wanted = edited(text, rng, 2)
        answer = as_blocks(text, wanted, rng)
        text, wanted = text.replace("\n", ending), wanted.replace("\n", ending)

        found = patch_of(answer, {PATH: Source(PATH, text)}, Goal("x", path=PATH))

        assert found is not None
        assert found.applied(PATH, text) == wanted, (seed, answer)


@pytest.mark.parametrize("unit", ["  ", "\t", "        "])
def test_the_indentation_of_the_file_survives_too(unit: str) -> None:
    for seed in SEEDS:
        rng = dice(seed)
        text = rng.choice(TEXTS)
        wanted = edited(text, rng, 1)
        answer = as_blocks(text, wanted, rng)
        text, wanted = (one.replace("    ", unit) for one in (text, wanted))

        found = patch_of(answer, {PATH: Source(PATH, text)}, Goal("x", path=PATH))

        assert found is not None, (seed, answer)
        assert found.applied(PATH, text) == wanted, (seed, answer)


def test_noise_never_becomes_anything_but_code_or_an_error() -> None:
    text = TEXTS[0]
    for seed in range(200):
        rng = dice(seed)
        answer = list(as_blocks(text, edited(text, rng, 2), rng))
        for _ in range(rng.randrange(1, 30)):
            at = rng.randrange(len(answer))
            answer[at] = rng.choice(["", "\n", "`", "<", "=", ">", "x", "    ", "```\n", "@@", "…"])

        patch_of("".join(answer), {PATH: Source(PATH, text)}, Goal("x", path=PATH))


def _apart(found: tuple[edits.Edit, ...]) -> bool:
    return all(one.end < other.start for one, other in itertools.pairwise(found))
