"""What the client asks of models: who there is, what they have read, how likely a text is."""

from __future__ import annotations

import dataclasses
import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from limner_model.client import Engine
from limner_model.errors import LikelihoodsUnavailableError
from rogue import refusal


def listing(*names: str) -> bytes:
    body = json.dumps({"object": "list", "data": [{"id": name} for name in names]}).encode()
    head = f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {len(body)}"
    return head.encode() + b"\r\n\r\n" + body


def test_a_task_asks_for_its_adapter_where_there_is_one(engine_that_says):
    engine = engine_that_says(listing("m", "m:ui"))

    assert engine.tuned_for("ui").model == "m:ui"


def test_a_task_asks_for_the_model_where_it_has_no_adapter(engine_that_says):
    engine = engine_that_says(listing("m", "other:ui"))

    assert engine.tuned_for("ui") == engine


def test_an_engine_that_lists_nothing_is_asked_as_it_is(engine_that_says):
    engine = engine_that_says(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")

    assert engine.tuned_for("ui") == engine


def whole(body: object) -> bytes:
    data = json.dumps(body).encode()
    return b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(data) + data


def completion(*choices: tuple[str, list[float | None]]) -> bytes:
    return whole(
        {
            "choices": [
                {"index": index, "text": text, "logprobs": {"token_logprobs": values}}
                for index, (text, values) in enumerate(choices)
            ]
        }
    )


def test_an_engine_known_by_its_models_is_not_asked_again(engine_that_says, rogues):
    engine = engine_that_says(listing("m", "m:ui")).introduced()

    assert engine.tuned_for("ui").model == "m:ui"
    assert engine.models() == ["m", "m:ui"]
    assert engine.has_read("code")
    assert len(rogues[0].requests) == 1


def test_an_engine_says_what_its_models_have_read(engine_that_says):
    data = [{"id": "m", "has_read": ["pages"]}, {"id": "other"}]
    engine = engine_that_says(whole({"data": data})).introduced()

    assert not engine.has_read("code")
    assert engine.has_read("pages")
    assert dataclasses.replace(engine, model="other").has_read("code")


def test_only_a_model_that_says_what_it_has_read_was_taught_our_questions(engine_that_says):
    data = [{"id": "m", "has_read": []}, {"id": "other"}]
    engine = engine_that_says(whole({"data": data})).introduced()

    assert engine.is_taught()
    assert not dataclasses.replace(engine, model="other").is_taught()


def test_an_engine_that_lists_nothing_is_taken_to_have_read_all(engine_that_says):
    engine = engine_that_says(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")

    assert engine.has_read("code")
    assert not engine.is_taught()


def test_what_is_asked_for_likelihoods(engine_that_says, rogues):
    engine = engine_that_says(completion(("ab", [None, -1.0]), ("ac", [None, -2.0])))

    assert engine.log_likelihoods(["ab", "ac"]) == [-1.0, -2.0]
    head, _, body = rogues[0].requests[0].partition(b"\r\n\r\n")
    assert head.startswith(b"POST /v1/completions HTTP/1.1")
    assert json.loads(body) == {
        "model": "m",
        "prompt": ["ab", "ac"],
        "max_tokens": 0,
        "temperature": 0.0,
        "echo": True,
        "logprobs": 1,
    }


def test_an_engine_that_must_generate_is_let_generate_one_token():
    class Stubborn(BaseHTTPRequestHandler):
        def do_POST(self):
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            if asked["max_tokens"]:
                self.wfile.write(completion(("abX", [None, -1.0, -2.0, -9.0])))
            else:
                self.wfile.write(refusal(400, {"error": {"message": "max_tokens must be 1"}}))

        def log_message(self, *_):
            pass

    with HTTPServer(("127.0.0.1", 0), Stubborn) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        engine = Engine(f"http://127.0.0.1:{server.server_port}/v1", "m", timeout=10)
        found = engine.log_likelihoods(["ab"])
        server.shutdown()
        thread.join()
    assert found == [-3.0]


@pytest.mark.parametrize(
    "answer",
    [
        refusal(400, {"error": {"message": "Only no echo is supported"}}),
        refusal(404, {"detail": "Not Found"}),
        completion(("b", [None, -1.0])),  # the text is not repeated
        completion(("ab", [None, float("nan")])),
        completion(("ab", [None, None])),
        completion(("ab", [])),
        completion(("ab", [None, -1.0]), ("ab", [None, -1.0])),
        whole({"choices": [{"index": 0, "text": "ab", "logprobs": None}]}),
        whole({"choices": [{"index": 0, "text": "ab", "logprobs": {"content": []}}]}),
        whole({"choices": [{"index": 0, "text": 5, "logprobs": {"token_logprobs": [None]}}]}),
        whole({"choices": ["ab"]}),
        whole({"text": "ab"}),
        whole(["ab"]),
        b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nab",
    ],
)
def test_an_engine_that_does_not_score_texts_says_so_in_one_way(engine_that_says, answer):
    with pytest.raises(LikelihoodsUnavailableError, match="scores no texts"):
        engine_that_says(answer).log_likelihoods(["ab"])


def test_an_answer_counts_from_its_first_token(engine_that_says, rogues):
    engine = engine_that_says(completion(("ab", [-0.5, -1.0]), ("ac", [-0.25, -2.0])))
    asked = [{"role": "user", "content": "Well?"}]

    assert engine.answer_log_likelihoods(asked, ["ab", "ac"]) == [-1.5, -2.25]
    body = json.loads(rogues[0].requests[0].partition(b"\r\n\r\n")[2])
    assert body["messages"] == asked
    assert body["prompt"] == ["ab", "ac"]


def test_an_engine_that_passes_the_conversation_over_scores_no_answers(engine_that_says):
    engine = engine_that_says(completion(("ab", [None, -1.0])))
    with pytest.raises(LikelihoodsUnavailableError, match="scores no answers"):
        engine.answer_log_likelihoods([{"role": "user", "content": "Well?"}], ["ab"])
