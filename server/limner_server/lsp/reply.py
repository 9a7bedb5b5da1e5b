"""Showing the user an answer to a question: as a document, else in words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import platformdirs

from limner_server.lsp.places import file_uri, place_name
from limner_server.lsp.showing import show_document
from limner_server.output import write_file
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
    text, more = answer.result.strip(), []
    for place in answer.places:
        name = place_name(place.path, place.line, answer.root)
        written = re.compile(rf"`({re.escape(name)}(?:-\d+)?)`")
        target = f"{file_uri(place.path)}#L{place.line}"
        # A URI holds no backslash, so that it may stand in a template.
        text, count = written.subn(rf"[\1]({target})", text)
        if not count:
            more.append(f"- [{name}]({target}) `{place.what.replace('`', '')}`")
    parts = [f"# {' '.join(question.split())}", text, "\n".join(more)]
    parts.append(f"*{answer.proof.summary}; {answer.engine}*")
    return "\n\n".join(filter(None, parts)) + "\n"
