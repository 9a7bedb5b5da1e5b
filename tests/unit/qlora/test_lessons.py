import base64
import io
import threading

import pytest
from PIL import Image

from limner_adapters.examples import Example, Task, write_examples
from limner_adapters.tuning.qlora.encoding import Encoder
from limner_adapters.tuning.qlora.lessons import Lessons
from limner_model.errors import CancelledError
from limner_model.processor import encode, load_processor
from limner_model.protocol import Message
from limner_server.errors import InputError
from tiny_tuning import lesson

ELSEWHERE = (
    '{"task": "doc", "messages": [{"role": "user", "content": [{"type": "image_url", '
    '"image_url": {"url": "http://x/y.png"}}]}], "answer": "a", "origin": "o"}\n'
)


@pytest.fixture(scope="module")
def processor(base):
    return load_processor(base)


def read(path, processor, context=512, cancelled=None):
    return Lessons.read(
        path,
        Encoder(processor, fills_blanks=False),
        context,
        lambda _: None,
        cancelled or threading.Event(),
    )


def test_a_prompt_is_laid_out_as_serving_does(processor):
    example = lesson(3)

    encoded = Encoder(processor, fills_blanks=False)(example)

    served = encode(processor, [Message("user", (example.messages[0]["content"],))])
    assert encoded.tokens[: encoded.prompt].tolist() == served["input_ids"][0].tolist()
    answer = encoded.tokens[encoded.prompt :]
    assert processor.tokenizer.decode(answer) == "Return 3.</s>"


def test_an_answer_can_end_only_once(processor):
    said = Example(Task.DOC, lesson(1).messages, "a</s>b", "here")

    encoded = Encoder(processor, fills_blanks=False)(said)

    assert encoded.tokens.tolist().count(processor.tokenizer.eos_token_id) == 2  # the user's, ours


def test_a_text_without_a_question_is_learnt_from_its_first_token(processor):
    encoded = Encoder(processor, fills_blanks=False)(Example(Task.DOC, (), "x = 1", "here"))

    assert encoded.prompt == 1
    assert processor.tokenizer.decode(encoded.tokens[1:]) == "x = 1</s>"


def test_pictures_are_read_anew_and_give_the_same(processor, tmp_path):
    file = io.BytesIO()
    Image.new("RGB", (32, 32), "teal").save(file, "PNG")
    uri = "data:image/png;base64," + base64.b64encode(file.getvalue()).decode()
    parts = [{"type": "image_url", "image_url": {"url": uri}}, {"type": "text", "text": "what?"}]
    shown = Example(Task.UI, ({"role": "user", "content": parts},), "button", "app.html")
    write_examples(tmp_path / "lessons.jsonl", [lesson(0), shown])

    lessons = read(tmp_path / "lessons.jsonl", processor)

    direct = Encoder(processor, fills_blanks=False)(shown)
    assert lessons[1].tokens.equal(direct.tokens)
    assert lessons[1].pictures["pixel_values"].equal(direct.pictures["pixel_values"])
    assert lessons.lengths == [len(lessons[0]), len(direct)]


def test_what_is_too_long_is_left_out_and_counted(processor, tmp_path):
    long = Example(Task.DOC, ({"role": "user", "content": "x" * 600},), "y", "long.py")
    write_examples(tmp_path / "lessons.jsonl", [long, lesson(0), long])

    lessons = read(tmp_path / "lessons.jsonl", processor)

    assert (len(lessons), lessons.too_long) == (1, 2)


def test_a_sample_of_them_is_spread_over_all(processor, tmp_path):
    write_examples(tmp_path / "lessons.jsonl", [lesson(number) for number in range(40)])
    lessons = read(tmp_path / "lessons.jsonl", processor)

    some = lessons.within(sum(lessons.lengths) // 4)

    assert sum(some.lengths) <= sum(lessons.lengths) / 3
    assert some.origins[-1] in {f"shop.py:{number}" for number in range(30, 40)}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "no example in"),
        ('{"task": "doc"}\n', "line 1 of .* is no example"),
        ("not json\n", "line 1 of .* is no example"),
        (ELSEWHERE, "line 1 of .* is no example .*data URI"),
    ],
    ids=["empty", "fields", "not json", "picture elsewhere"],
)
def test_a_file_of_something_else_is_one_clear_line(processor, tmp_path, content, said):
    path = tmp_path / "lessons.jsonl"
    path.write_text(content)

    with pytest.raises(InputError, match=said):
        read(path, processor)


def test_nothing_that_fits_is_one_clear_line(processor, tmp_path):
    write_examples(tmp_path / "lessons.jsonl", [lesson(0)])

    with pytest.raises(InputError, match="fits into the 8 tokens"):
        read(tmp_path / "lessons.jsonl", processor, context=8)


def test_reading_can_be_cancelled(processor, tmp_path):
    write_examples(tmp_path / "lessons.jsonl", [lesson(0)])
    cancelled = threading.Event()
    cancelled.set()

    with pytest.raises(CancelledError):
        read(tmp_path / "lessons.jsonl", processor, cancelled=cancelled)
