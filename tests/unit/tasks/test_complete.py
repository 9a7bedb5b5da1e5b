"""What is said at a cursor, and when nothing is."""

import pytest

from limner_server.errors import InputError
from limner_server.proof.verdict import Status
from limner_server.tasks.complete import complete
from limner_server.tasks.request import NO_MODEL, CompleteRequest
from limner_server.tasks.task import Run
from scripted_engine import Refusal, scripted_engine


@pytest.fixture
def ask(tmp_path):
    path = tmp_path / "shop.py"

    def asking(text, *answers, model=None):
        offset = text.index("|")
        texts = {path: text.replace("|", "", 1)}
        with scripted_engine(*answers) as (engine, heard):
            request = CompleteRequest(
                tmp_path,
                path=path,
                offset=offset,
                texts=texts,
                engine_url=engine.base_url,
                model=model or engine.model,
                seconds=5,
            )
            return complete(request, Run()), heard

    return asking


def test_the_rest_of_the_block_is_said(ask):
    suggestion, heard = ask("def add(a, b):\n    |\n", "return a + b\n\n\ndef more():\n    pass")

    assert suggestion.result == "return a + b"
    assert suggestion.proof.status is Status.PROVEN
    assert "<|cursor|>" in heard[0]["messages"][1]["content"]


@pytest.mark.parametrize("answer", ["", "no idea, sorry (", Refusal(500, "out of order")])
def test_what_does_not_parse_or_come_is_nothing(ask, answer):
    suggestion, _ = ask("def add(a, b):\n    |\n", answer)

    assert suggestion.result == ""
    assert suggestion.proof.status is Status.REFUTED


def test_nobody_is_asked_where_none_is_to_be(ask):
    suggestion, heard = ask("x = |\n", "1", model=NO_MODEL)

    assert suggestion.result == ""
    assert heard == []


def test_a_place_that_is_not_there_is_refused(tmp_path):
    path = tmp_path / "shop.py"

    with pytest.raises(InputError):
        complete(CompleteRequest(tmp_path, path=path, offset=9, texts={path: "x"}), Run())
