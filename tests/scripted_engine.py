"""An OpenAI-compatible endpoint on loopback that answers what it was told to answer."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from limner_model.client import Engine

Likelihood = Callable[[str], float]


@dataclass(frozen=True)
class Dying:
    """An answer in the middle of which the engine goes away."""

    text: str


@dataclass(frozen=True)
class Refusal:
    """No answer, but a status that says why."""

    status: int
    message: str
    code: str | None = None


Given = str | Dying | Refusal
Answer = Given | Callable[[dict[str, Any]], Given]


@contextmanager
def scripted_engine(
    *answers: Answer,
    likelihood: Likelihood | None = None,
    answer_likelihood: Likelihood | None = None,
    has_read: Sequence[str] | None = None,
    owner: str = "",
) -> Iterator[tuple[Engine, list[dict[str, Any]]]]:
    """Serve `answers`, one a request, in pieces; yields the engine and the requests it heard.

    Args:
        answers: texts, or functions that make them of the request; the last one is given to all
            that ask for more. To a form, the words of an answer are what is filled in.
        likelihood: the logarithm by which a text is likely; the engine scores none where None.
        answer_likelihood: likewise of an answer; where None, the engine takes it for a text.
        has_read: what its model was trained on; the engine does not tell where None.
        owner: whom its list of models names, as "vllm".
    """
    server = _Server(list(answers), likelihood, answer_likelihood)
    if has_read is not None:
        server.model["has_read"] = [*has_read]
    if owner:
        server.model["owned_by"] = owner
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        engine = Engine(f"http://127.0.0.1:{server.server_port}/v1", "scripted", timeout=5)
        yield engine, server.heard
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(
        self,
        answers: list[Answer],
        likelihood: Likelihood | None,
        answer_likelihood: Likelihood | None,
    ) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.heard: list[dict[str, Any]] = []
        self.model: dict[str, Any] = {"id": "scripted", "object": "model"}
        self.likelihood = likelihood
        self.answer_likelihood = answer_likelihood
        self._left = answers
        self._lock = threading.Lock()

    def answer(self, asked: dict[str, Any]) -> Given:
        with self._lock:
            if not self._left:
                return Refusal(500, "nothing was scripted")
            answer = self._left.pop(0) if len(self._left) > 1 else self._left[0]
        return answer(asked) if callable(answer) else answer


class _Handler(BaseHTTPRequestHandler):
    server: _Server

    def do_GET(self) -> None:
        self._json({"object": "list", "data": [self.server.model]})

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.heard.append(asked)
        if self.path.endswith("/chat/completions"):
            self._answer(self.server.answer(asked))
        elif self.path.endswith("/blanks"):
            self._fill(asked, self.server.answer(asked))
        elif asked.get("messages") and (likelihood := self.server.answer_likelihood) is not None:
            texts = enumerate(asked["prompt"])
            self._json({"choices": [_answered(index, text, likelihood) for index, text in texts]})
        elif (likelihood := self.server.likelihood) is None:
            self._refuse(Refusal(404, "no such endpoint"))
        else:
            texts = enumerate(asked["prompt"])
            self._json({"choices": [_scored(index, text, likelihood) for index, text in texts]})

    def _answer(self, answer: Given) -> None:
        if isinstance(answer, Refusal):
            self._refuse(answer)
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        text = answer.text if isinstance(answer, Dying) else answer
        for start in range(0, len(text), 7):
            delta = {"choices": [{"index": 0, "delta": {"content": text[start : start + 7]}}]}
            self.wfile.write(f"data: {json.dumps(delta)}\n\n".encode())
        if isinstance(answer, Dying):
            self.wfile.flush()
            self.connection.shutdown(socket.SHUT_RDWR)
        else:
            self.wfile.write(b"data: [DONE]\n\n")

    def _fill(self, asked: dict[str, Any], answer: Given) -> None:
        """The words of the answer go into the blanks, one each."""
        if not isinstance(answer, str):
            self._refuse(Refusal(500, "blanks are filled with words"))
            return
        choices = [asked["choices"][blank["choices"]] for blank in asked["blanks"]]
        pairs = zip(answer.split(), choices, strict=True)
        logprobs = [[0.0 if one == word else -9.0 for one in some] for word, some in pairs]
        self._json({"object": "blanks", "logprobs": logprobs})

    def _refuse(self, refusal: Refusal) -> None:
        error = {"message": refusal.message, "code": refusal.code}
        self._json({"error": error}, refusal.status)

    def _json(self, body: object, status: int = 200) -> None:
        data = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        pass


def _scored(index: int, text: str, likelihood: Likelihood) -> dict[str, Any]:
    logprobs = {"tokens": ["", text], "token_logprobs": [None, likelihood(text)]}
    return {"index": index, "text": text, "logprobs": logprobs, "finish_reason": "length"}


def _answered(index: int, text: str, likelihood: Likelihood) -> dict[str, Any]:
    logprobs = {"tokens": [text], "token_logprobs": [likelihood(text)]}
    return {"index": index, "text": text, "logprobs": logprobs, "finish_reason": "length"}
