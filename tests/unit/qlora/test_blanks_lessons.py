import pytest

from limner_adapters.builtin.builder import build_model, build_processor
from limner_adapters.builtin.tokenizer import train_tokenizer
from limner_adapters.examples import Example, Task
from limner_adapters.tuning.qlora.collate import collate
from limner_adapters.tuning.qlora.encoding import Encoder
from limner_model.processor import load_processor
from tiny_training import TINY

QUESTION = (
    "column d0 x0 w18 h19 y0 c1 body\n"
    "row d1 x0 w18 h9 y0 c2 div [[0]]\n"
    'text d2 x1 w6 h6 y3 s2 "Home" p [[1]]\n'
    'text d2 x3 w6 h6 y3 s2 "Blog" p [[2]]\n'
)
PAGE = Example(
    Task.UI,
    ({"role": "system", "content": "Rules."}, {"role": "user", "content": QUESTION}),
    "[[0]] ul [[1]]-[[2]] nav [[1]] li a [[2]] li a",
    "index.html",
)


@pytest.fixture(scope="module")
def processor(tmp_path_factory):
    folder = tmp_path_factory.mktemp("taught")
    tokenizer = train_tokenizer([' "Home"', ' "Blog"'], TINY.text_tokens)
    build_model(TINY, tokenizer).config.save_pretrained(folder)
    build_processor(tokenizer).save_pretrained(folder)
    return load_processor(folder)


def test_labels_are_learnt_as_what_stands_in_the_blanks(processor):
    encoded = Encoder(processor, fills_blanks=True)(PAGE)

    row = collate([encoded, encoded], None)

    tokens, places = row.inputs["input_ids"][0], row.inputs["logits_to_keep"]
    told = processor.tokenizer.decode(tokens[places].tolist())
    form = " [[0]]-[[0]]+[[0]] [[1]]-[[1]]+[[1]] [[2]]-[[2]]+[[2]]"
    assert told == form * 2
    words = " ul none none a li nav a li same"
    assert processor.tokenizer.decode(row.targets.tolist()) == words * 2


def test_a_model_that_writes_learns_the_text(processor):
    encoded = Encoder(processor, fills_blanks=False)(PAGE)

    assert processor.tokenizer.decode(encoded.targets.tolist()) == PAGE.answer + "</s>"


def test_only_pages_have_blanks(processor):
    said = Example(Task.DOC, PAGE.messages, "Return it.", "shop.py:1")

    encoded = Encoder(processor, fills_blanks=True)(said)

    assert processor.tokenizer.decode(encoded.targets.tolist()) == "Return it.</s>"
