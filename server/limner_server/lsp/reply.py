"""Showing the user an answer to a question: as a document, else in words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import platformdirs

from limner_server.lsp.places import file_uri
from limner_server.lsp.showing import show_document
from limner_server.output import write_file
from limner_server.proposers.answering.reply import CitedPlace
from limner_server.tasks.ask_answer import AskAnswer

if TYPE_CHECKING:
    from limner_server.lsp.server import LimnerServer

# As much of a question as the name of a file has room for.
_LONGEST_NAME: Final = 60


async def show_reply(server: LimnerServer, question: str, answer: AskAnswer) -> bool:
    """Put the answer into a file of the user's cache and open it; whether the user sees it.

    Where the client opens no documents, the answer is a message.

    Raises:
        OutputError: it cannot be written.
    """
    folder = platformdirs.user_cache_path("limner", appauthor=False) / "answers"
    name = re.sub(r"\W+", "-", question.lower())[:_LONGEST_NAME].strip("-")
    file = folder / f"{name or 'answer'}.md"
    write_file(file, _page(question, answer).encode())
    shown = await show_document(server, file_uri(file))
    if not shown:
        server.tell(f"{answer.result.strip()}\n\n({file})")
    return shown


def _page(question: str, answer: AskAnswer) -> str:
    """The answer as a Markdown document, its places as links that an editor follows."""
    parts = [f"# {' '.join(question.split())}", answer.result.strip()]
    if answer.places:
        parts.append("\n".join(_link(place, answer) for place in answer.places))
    parts.append(f"*{answer.proof.summary}; {answer.engine}*")
    return "\n\n".join(parts) + "\n"


def _link(place: CitedPlace, answer: AskAnswer) -> str:
    path = place.path
    name = path.relative_to(answer.root) if path.is_relative_to(answer.root) else path
    what = place.what.replace("`", "'")
    return f"- [{name.as_posix()}:{place.line}]({file_uri(path)}#L{place.line}) `{what}`"
